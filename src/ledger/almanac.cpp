#include <youju/base/json_writer.h>
#include <youju/base/text.h>
#include <youju/ledger/almanac.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/projector.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

namespace youju::ledger {

namespace {

constexpr std::array<std::string_view, 3> kinds = {"off", "work", "campaign"};
constexpr std::size_t days_max = 200;  // entries of a year
constexpr std::size_t name_length_max = 40;
constexpr int off_days_max = 60;  // a school's long holidays
constexpr int campaign_days_max = 366;

bool starts_earlier(const Period& a, const Period& b) {
  return std::pair(a.first(), a.after()) < std::pair(b.first(), b.after());
}

tl::unexpected<Error> wrong(std::string_view what, const AlmanacDays& days) {
  return fail(ErrorKind::bad_input, what, {{"days", days.days.to_string()}, {"name", days.name}});
}

Result<void> check_name(const AlmanacDays& days, const SchemaSet& schemas) {
  if (days.kind == AlmanacDays::Kind::campaign) {
    if (schemas.tag(days.name) == nullptr) return wrong("almanac.unknown_campaign", days);
    return {};
  }
  if (days.name.empty() && days.kind == AlmanacDays::Kind::off) {
    return wrong("almanac.name_needed", days);
  }
  const bool control = std::any_of(days.name.begin(), days.name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (control || text::length(days.name) > name_length_max) {
    return wrong("almanac.bad_name", days);
  }
  return {};
}

Result<void> check_days(const AlmanacDays& days, int year) {
  const bool campaign = days.kind == AlmanacDays::Kind::campaign;
  // A campaign is of the year in which it begins; New Year's days off may begin in the year before.
  if (days.days.first().year() != year && (campaign || days.days.last().year() != year)) {
    return wrong("almanac.other_year", days);
  }
  const int length = days.days.after().number() - days.days.first().number();
  if (length > (campaign ? campaign_days_max : off_days_max)) {
    return wrong("almanac.too_long", days);
  }
  return {};
}

}  // namespace

std::string_view almanac_kind_name(AlmanacDays::Kind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

Result<AlmanacDays::Kind> parse_almanac_kind(std::string_view text) {
  const auto found = std::find(kinds.begin(), kinds.end(), text);
  if (found == kinds.end()) {
    return fail(ErrorKind::bad_input, "almanac.unknown_kind", {{"kind", std::string(text)}});
  }
  return static_cast<AlmanacDays::Kind>(found - kinds.begin());
}

AlmanacYear Almanac::year(int year) const {
  const auto found = years_.find(year);
  return found == years_.end() ? AlmanacYear{year, 0, {}} : found->second;
}

WorkDays Almanac::work_days() const {
  WorkDays days;
  for (const auto& [number, year] : years_) {
    for (const AlmanacDays& each : year.days) {
      if (each.kind == AlmanacDays::Kind::campaign) continue;
      days.mark(each.days, each.kind == AlmanacDays::Kind::work);
    }
  }
  return days;
}

const AlmanacDays* Almanac::of_day(Day day) const {
  for (const auto& [number, year] : years_) {
    for (const AlmanacDays& each : year.days) {
      if (each.kind != AlmanacDays::Kind::campaign && each.days.contains(day)) return &each;
    }
  }
  return nullptr;
}

std::vector<CampaignDays> Almanac::campaigns(const SchemaSet& schemas, int year) const {
  const auto kept = years_.find(year);
  std::vector<CampaignDays> found;
  for (const Tag& tag : schemas.tags()) {
    const AlmanacDays* told = nullptr;
    if (kept != years_.end()) {
      for (const AlmanacDays& each : kept->second.days) {
        if (each.kind == AlmanacDays::Kind::campaign && each.name == tag.code) told = &each;
      }
    }
    if (told != nullptr) {
      found.push_back({&tag, told->days, true});
    } else if (tag.when) {
      if (const auto days = tag.when->in(year)) found.push_back({&tag, *days, false});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return starts_earlier(a.days, b.days); });
  return found;
}

std::vector<CampaignDays> Almanac::coming(const SchemaSet& schemas, Day today) const {
  std::vector<CampaignDays> found;
  // One that is held now may have begun in the year before.
  for (int year = today.year() - 1; year <= today.year() + 1; ++year) {
    for (const CampaignDays& each : campaigns(schemas, year)) {
      const auto same = [&each](const CampaignDays& other) { return other.tag == each.tag; };
      if (each.days.after() <= today || std::any_of(found.begin(), found.end(), same)) continue;
      found.push_back(each);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return starts_earlier(a.days, b.days); });
  return found;
}

Result<AlmanacYear> check_almanac(AlmanacYear year, const SchemaSet& schemas) {
  if (year.year < AlmanacYear::first || year.year > AlmanacYear::last) {
    return fail(ErrorKind::bad_input, "almanac.year_out_of_range",
                {{"first", std::to_string(AlmanacYear::first)},
                 {"last", std::to_string(AlmanacYear::last)}});
  }
  if (year.days.size() > days_max) {
    return fail(ErrorKind::too_large, "almanac.too_many", {{"max", std::to_string(days_max)}});
  }
  std::stable_sort(year.days.begin(), year.days.end(),
                   [](const auto& a, const auto& b) { return starts_earlier(a.days, b.days); });
  for (std::size_t at = 0; at < year.days.size(); ++at) {
    const AlmanacDays& days = year.days[at];
    TRY(check_name(days, schemas));
    TRY(check_days(days, year.year));
    for (std::size_t other = 0; other < at; ++other) {
      const AlmanacDays& before = year.days[other];
      const bool campaign = days.kind == AlmanacDays::Kind::campaign;
      if (campaign != (before.kind == AlmanacDays::Kind::campaign)) continue;
      if (campaign && before.name == days.name) return wrong("almanac.twice", days);
      if (!campaign && before.days.overlaps(days.days)) return wrong("almanac.overlap", days);
    }
  }
  return year;
}

std::string almanac_payload(const AlmanacYear& year) {
  JsonWriter json;
  json.begin_object().key("days").begin_array();
  for (const AlmanacDays& days : year.days) {
    json.begin_object().member("kind", almanac_kind_name(days.kind));
    json.member("days", days.days.to_string()).member("name", days.name).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

Result<AlmanacYear> read_almanac_payload(int year, std::int64_t version, std::string_view payload) {
  const boost::json::object object = TRY(parse_payload(payload));
  const boost::json::value* all = object.if_contains("days");
  const auto bad = [] {
    return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", "days"}});
  };
  if (all == nullptr || !all->is_array()) return bad();
  AlmanacYear found{year, version, {}};
  for (const boost::json::value& each : all->get_array()) {
    if (!each.is_object()) return bad();
    AlmanacDays days;
    days.kind = TRY(parse_almanac_kind(TRY(text_of(each.get_object(), "kind"))));
    days.days = TRY(Period::parse(TRY(text_of(each.get_object(), "days"))));
    days.name = TRY(text_of(each.get_object(), "name"));
    found.days.push_back(std::move(days));
  }
  return found;
}

std::shared_ptr<const Almanac> Ledgers::almanac() const {
  const std::lock_guard lock(state_->mutex);
  return state_->almanac;
}

Result<std::int64_t> Ledgers::keep_almanac(const org::Access& access, const AlmanacYear& given) {
  TRY(state_->require_anywhere(access, org::Action::manage_packs));
  const std::lock_guard one_at_a_time(state_->setup);
  const AlmanacYear year = TRY(check_almanac(given, *schemas()));
  const AlmanacYear before = almanac()->year(year.year);
  if (before.version != year.version) {
    return fail(ErrorKind::conflict, "almanac.changed", {{"year", std::to_string(year.year)}});
  }
  if (before.days == year.days) return before.version;
  std::int64_t version = 0;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    const Event event =
        TRY(act.append("almanac.keep", std::to_string(year.year), almanac_payload(year)));
    version = event.seq;
    act.deed().reload = true;
    return Projector(act.transaction(), directory().get()).apply(event);
  }));
  return version;
}

}  // namespace youju::ledger
