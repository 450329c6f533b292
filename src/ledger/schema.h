// What a ledger is: its fields, bounds and rules, as a pack declares them (doc/packs.md, "A
// ledger"). Immutable once parsed; thread-safe.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/catalogue.h>
#include <youju/base/decimal.h>
#include <youju/base/result.h>
#include <youju/base/yaml.h>
#include <youju/base/yearly.h>
#include <youju/org/party.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {

// A title in both languages of the product.
struct Titles {
  std::string zh_cn, en;
  const std::string& in(Language language) const { return language == Language::en ? en : zh_cn; }
};

enum class FieldType { text, integer, decimal, date, choice, unit, party, record, geo };
// The word for it in packs: "text", "integer", …
std::string_view field_type_name(FieldType type);

// Reads `key: {zh-CN: …, en: …}`; both are required. Errors: "schema.titles_needed" at its place.
Result<Titles> parse_titles(YamlMap& map, std::string_view key);

struct Choice {
  std::string code;
  Titles title;
};

struct Field {
  std::string name;
  Titles title;
  FieldType type = FieldType::text;
  bool required = false;
  bool is_private = false;
  int scale = 0;                        // decimal
  std::optional<Decimal> min, max;      // integer, decimal
  std::int64_t length_max = 500;        // text, in characters
  std::optional<Day> day_min, day_max;  // date
  std::string measure_unit;             // 人次, 万元
  std::vector<Choice> choices;
  std::string ledger;                                      // of a record field
  org::PartyKind party_kind = org::PartyKind::enterprise;  // of those that its names make known
  Titles help;
  const Choice* choice(std::string_view code) const;
};

enum class Dates { day, span };

// Who looks at a record before it counts.
struct Review {
  static constexpr int people_max = 2;
  int people = 1;         // 0: what is handed over counts at once · 1 · 2: different people
  bool author = true;     // whether one of them may be who entered or changed the record
  bool superior = false;  // whether the last of them must stand over a unit above the record's
  bool is_plain() const { return people == 1 && author && !superior; }
  friend bool operator==(const Review&, const Review&) = default;
};

struct Schema {
  std::string name;
  Titles title;
  std::string pack;
  std::vector<std::string> systems;
  Dates dates = Dates::day;
  std::vector<Field> fields;
  int name_field = -1;                     // index into fields
  std::vector<std::string> duplicate_key;  // field names, "on", "unit"
  int standing_until = -1;                 // index of a date field, or -1
  std::optional<PeriodKind> expects;       // month, quarter, year
  int evidence_min = 0;
  Review review;

  int field_index(std::string_view name) const;  // -1 if absent
  // "rec_training"
  std::string table() const { return "rec_" + name; }
};

// Errors carry "line:column": "schema.unknown_type", "schema.reserved_name",
// "schema.unknown_field", "schema.bad_bounds", "yaml.unknown_key", …
Result<Schema> parse_schema(const YamlNode& node, std::string_view pack);

// A campaign.
struct Tag {
  std::string code;
  Titles title;
  std::optional<YearlyDays> when;  // usually; a year's own days stand in the Almanac
};

// A unit of measure as people read it. Chinese has one form, English two: 1 session, 12 sessions.
struct Measure {
  std::string name;       // as packs write it: 场
  std::string one, many;  // in English; empty: English says none (个)
  const std::string& in(Language language) const { return language == Language::en ? many : name; }
  // As it is called beside this number, and as it stands right behind it: 12场, but 12 sessions.
  const std::string& of(const Decimal& number, Language language) const;
  std::string behind(const Decimal& number, Language language) const;
};

// pack.yaml
struct PackHead {
  std::string name;
  Titles title;
  std::int64_t version = 1;
  std::vector<std::string> uses;
  std::vector<Tag> tags;
  // What units of measure are called in English, by what they are in Chinese: 场, "session |
  // sessions"; one word where both are the same. Empty: English says none (个).
  std::map<std::string, std::string, std::less<>> measures;
};
Result<PackHead> parse_pack_head(const YamlNode& node);

// A pack as its files: what is stored in the database and read again at every start. Paths are
// relative to the pack ("ledgers/training.yaml").
struct PackFiles {
  std::string name;
  std::vector<std::pair<std::string, std::string>> files;  // path, text; sorted by path
  const std::string* find(std::string_view path) const;
  friend bool operator==(const PackFiles&, const PackFiles&) = default;
};
// What its pack.yaml says. Errors: "schema.no_pack_yaml", and those of parse_pack_head().
Result<PackHead> head_of(const PackFiles& pack);

// All ledgers and tags of all loaded packs. Name clashes are errors ("schema.duplicate_ledger",
// "schema.duplicate_tag"); `where` is "pack/ledgers/x.yaml:3:5".
class SchemaSet {
 public:
  static Result<std::shared_ptr<const SchemaSet>> parse(const std::vector<PackFiles>& packs);
  const Schema* find(std::string_view ledger) const;
  const std::vector<Schema>& all() const { return schemas_; }
  const Tag* tag(std::string_view code) const;
  const std::vector<Tag>& tags() const { return tags_; }
  // A unit of measure by its name in packs; called like that where no pack says more.
  Measure measure(std::string_view unit) const;

 private:
  std::vector<Schema> schemas_;
  std::vector<Tag> tags_;
  std::map<std::string, std::string, std::less<>> measures_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

// All ledgers, each after those its record fields point to: the order in which files that name each
// other's records must be loaded. The pointers live as long as the set.
std::vector<const Schema*> in_load_order(const SchemaSet& set);

}  // namespace youju::ledger
