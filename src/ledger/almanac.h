// The days of a year that everybody goes by: days off and made-up working days as the official
// calendar of the year says them, and on which days each campaign (a tag) is held. The rule of a
// campaign stands in its pack; what a year's own notice says stands here and goes before it. Kept a
// year at a time, by the event "almanac.keep".
#pragma once

#include <youju/base/work_days.h>
#include <youju/ledger/schema.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {

struct AlmanacDays {
  enum class Kind { off, work, campaign };
  Kind kind = Kind::off;
  Period days;
  std::string name;  // of the holiday, which a made-up day need not name; of a campaign its tag
  friend bool operator==(const AlmanacDays&, const AlmanacDays&) = default;
};
std::string_view almanac_kind_name(AlmanacDays::Kind kind);           // "off", …
Result<AlmanacDays::Kind> parse_almanac_kind(std::string_view text);  // "almanac.unknown_kind"

struct AlmanacYear {
  // The years that can be kept: what the rules of campaigns can be asked for.
  static constexpr int first = 1949, last = 2190;
  int year = 0;
  std::int64_t version = 0;       // number of the event that kept it; 0: nothing was kept yet
  std::vector<AlmanacDays> days;  // in the order in which they come
};

// When a campaign is held in a year.
struct CampaignDays {
  const Tag* tag = nullptr;  // lives as long as the set of schemas
  Period days;
  bool of_notice = false;  // the year says so itself, else it is the rule
};

// All years that were kept; an immutable picture.
class Almanac {
 public:
  void put(AlmanacYear year) { years_.insert_or_assign(year.year, std::move(year)); }

  AlmanacYear year(int year) const;
  // Monday to Friday, but for what the years say.
  WorkDays work_days() const;
  // The days off or made up that a day belongs to; null if it is as every week. Of a kept year.
  const AlmanacDays* of_day(Day day) const;
  // The campaigns that begin in a year, by the day on which they begin.
  std::vector<CampaignDays> campaigns(const SchemaSet& schemas, int year) const;
  // The campaigns that are held today and those that come within a year, the next one first.
  std::vector<CampaignDays> coming(const SchemaSet& schemas, Day today) const;

 private:
  std::map<int, AlmanacYear> years_;
};

// In order, each as it can be. Errors, with the field "days": "almanac.other_year" (none of the
// days lies in the year), "almanac.too_long", "almanac.name_needed", "almanac.bad_name",
// "almanac.overlap" (off and off, off and made up), "almanac.unknown_campaign", "almanac.twice" (a
// campaign), "almanac.too_many", "almanac.year_out_of_range".
Result<AlmanacYear> check_almanac(AlmanacYear year, const SchemaSet& schemas);

// The payload of "almanac.keep", written and read. Error: "ledger.bad_payload".
std::string almanac_payload(const AlmanacYear& year);
Result<AlmanacYear> read_almanac_payload(int year, std::int64_t version, std::string_view payload);

// Days off and made-up days as the State Council's yearly notice tells them
// (“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”). Errors:
// "almanac.no_notice" (it tells nothing of the kind), "almanac.notice_year" (it is of another
// year), "almanac.notice_weekday" (a date is not the day of the week that it is said to be).
Result<std::vector<AlmanacDays>> read_holiday_notice(std::string_view text, int year);

}  // namespace youju::ledger
