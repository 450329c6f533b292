#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/schema.h>
#include <youju/ledger/schema_draft.h>

namespace youju::ledger {
namespace {

Result<Schema> parse(const std::string& text) { return parse_schema(*parse_yaml(text), "test"); }

TEST(Schema, reads_what_a_pack_says) {
  const auto schema = parse(test_training_yaml);
  ASSERT_TRUE(schema) << schema.error().what << schema.error().where;
  EXPECT_EQ(schema->table(), "rec_training");
  EXPECT_EQ(schema->dates, Dates::span);
  EXPECT_EQ(schema->name_field, 0);
  EXPECT_EQ(schema->expects, PeriodKind::month);
  EXPECT_EQ(schema->fields[1].choices[1].title.zh_cn, "农民工");
  EXPECT_EQ(*schema->fields[2].max, Decimal(100000));
  EXPECT_EQ(*schema->fields[3].max, Decimal(1'000'000'000'000));
  EXPECT_EQ(schema->fields[7].day_min->to_string(), "2000-01-01");
  EXPECT_EQ(schema->review, Review()) << "what a pack does not say is as it was";
  const auto strict =
      parse(std::string(test_training_yaml) + "review: {people: 2, author: no, superior: yes}\n");
  ASSERT_TRUE(strict);
  EXPECT_EQ(strict->review, (Review{2, false, true}));
}

TEST(Schema, says_where_a_pack_is_wrong) {
  const std::string head = "ledger: x\ntitle: {zh-CN: 甲, en: X}\n";
  const std::string field = "title: {zh-CN: 乙, en: F}";
  struct Case {
    std::string text;
    const char* what;
    const char* where;
  };
  const Case cases[] = {
      {head, "schema.no_fields", "1:1"},
      {head + "fields:\n  - {name: f, " + field + ", type: money}\n", "schema.unknown_type", "4:"},
      {head + "fields:\n  - {name: state, " + field + ", type: text}\n", "schema.reserved_name",
       "4:"},
      {head + "fields:\n  - {name: F, " + field + ", type: text}\n", "schema.bad_name", "4:"},
      {head + "fields:\n  - {name: f, type: text}\n", "schema.titles_needed", "4:"},
      {head + "fields:\n  - {name: f, " + field + ", type: choice}\n", "schema.no_choices", "4:"},
      {head + "fields:\n  - {name: f, " + field + ", type: integer, min: 5, max: 1}\n",
       "schema.bad_bounds", "4:"},
      {head + "fields:\n  - {name: f, " + field + ", type: decimal, scale: 9}\n",
       "schema.bad_bounds", "4:"},
      {head + "fields:\n  - {name: f, " + field + ", type: text, colour: red}\n",
       "yaml.unknown_key", "4:"},
      {head + "fields:\n  - {name: f, " + field + ", type: text}\n  - {name: f, " + field +
           ", type: text}\n",
       "schema.duplicate_field", "5:"},
      {head + "name_field: g\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.unknown_field", "3:"},
      {head + "standing_until: f\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.not_a_date", "3:"},
      {head + "duplicate_key: [on, g]\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.unknown_field", "3:"},
      {head + "expects: week\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.unknown_expects", "3:"},
      {head + "review: {people: 3}\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.review_people", "3:"},
      {head + "review: {people: 0, author: no}\nfields:\n  - {name: f, " + field +
           ", type: text}\n",
       "schema.review_of_nobody", "3:"},
      {head + "review: {people: 0, superior: yes}\nfields:\n  - {name: f, " + field +
           ", type: text}\n",
       "schema.review_of_nobody", "3:"},
      {head + "review: {by: two}\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "yaml.unknown_key", "3:"},
      {head + "dates: hour\nfields:\n  - {name: f, " + field + ", type: text}\n",
       "schema.unknown_dates", "3:"},
  };
  for (const Case& one : cases) {
    const auto schema = parse(one.text);
    ASSERT_FALSE(schema) << one.text;
    EXPECT_EQ(schema.error().what, one.what) << one.text;
    EXPECT_THAT(schema.error().where, testing::StartsWith(one.where)) << one.text;
  }
}

TEST(SchemaSet, refuses_names_that_clash_or_are_not_there) {
  const auto what = [](std::vector<PackFiles> packs) {
    const auto set = SchemaSet::parse(packs);
    return set ? std::string() : set.error().what;
  };
  EXPECT_EQ(what({test_pack()}), "");
  PackFiles twin = test_pack();
  twin.name = "twin";
  EXPECT_EQ(what({test_pack(), twin}), "schema.duplicate_tag");
  twin.files[2].second = "pack: twin\ntitle: {zh-CN: 甲, en: T}\n";
  EXPECT_EQ(what({test_pack(), twin}), "schema.duplicate_ledger");
  PackFiles alone = test_pack();
  alone.files.erase(alone.files.begin() + 1);
  EXPECT_EQ(what({alone}), "schema.unknown_ledger");
  alone.files = {{"pack.yaml", "pack: a\ntitle: {zh-CN: 甲, en: T}\nuses: [b]\n"}};
  EXPECT_EQ(what({alone}), "schema.unknown_pack");
  alone.files.clear();
  EXPECT_EQ(what({alone}), "schema.no_pack_yaml");
}

TEST(SchemaSet, knows_what_units_of_measure_are_called) {
  PackFiles pack = test_pack();
  PackHead head = *head_of(pack);
  head.measures = {{"场", "session | sessions"}, {"个", ""}};
  pack.files[2].second = pack_head_text(head);
  EXPECT_EQ(head_of(pack)->measures, head.measures);
  PackFiles later{"later",
                  {{"pack.yaml",
                    "pack: later\ntitle: {zh-CN: 乙, en: L}\nmeasures:\n"
                    "  场: shows\n  公里: km\n"}}};
  const auto set = *SchemaSet::parse({pack, later});
  EXPECT_EQ(set->measure("场").in(Language::zh_cn), "场");
  EXPECT_EQ(set->measure("场").in(Language::en), "sessions");
  EXPECT_EQ(set->measure("场").of(1, Language::en), "session");
  EXPECT_EQ(set->measure("公里").of(1, Language::en), "km");
  EXPECT_EQ(set->measure("个").in(Language::en), "");
  EXPECT_EQ(set->measure("亩").in(Language::en), "亩");
  EXPECT_EQ(set->measure("场").behind(12, Language::zh_cn), "场");
  EXPECT_EQ(set->measure("场").behind(12, Language::en), " sessions");
  EXPECT_EQ(set->measure("场").behind(*Decimal::parse("1.0"), Language::en), " session");
  EXPECT_EQ(set->measure("场").behind(0, Language::en), " sessions");
  EXPECT_EQ(set->measure("公里").behind(1, Language::en), " km");
  EXPECT_EQ(set->measure("个").behind(1, Language::en), "");
  EXPECT_EQ(set->measure("亩").behind(12, Language::en), "亩");
  head.measures = {{"场", std::string(61, 'x')}};
  pack.files[2].second = pack_head_text(head);
  EXPECT_EQ(head_of(pack).error().what, "schema.long_measure");
}

TEST(SchemaSet, loads_a_ledger_after_those_it_points_to) {
  const auto set = SchemaSet::parse({test_pack()});
  ASSERT_TRUE(set);
  EXPECT_EQ((*set)->all()[0].name, "lesson");
  const auto order = in_load_order(**set);
  ASSERT_EQ(order.size(), 2U);
  EXPECT_EQ(order[0]->name, "training");
}

using PacksTest = LedgerTest;
YOUJU_ON_BOTH(PacksTest);

TEST_P(PacksTest, a_new_field_is_a_new_column) {
  ASSERT_TRUE(import_csv("unit,on,topic\nA1,2020-01-01,甲\n"));
  PackFiles pack = test_pack();
  std::string& training = pack.files[1].second;
  training.insert(training.find("name_field"),
                  "  - {name: remark, title: {zh-CN: 备注, en: Remark}, type: text}\n");
  ASSERT_TRUE(ledgers_->load_packs(owner_, {pack}));
  const auto report = import_csv("key,unit,on,topic,remark\n9,A1,2020-01-02,乙,好\n");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 1);
  const auto records = approved();
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(std::get<std::string>(records[1].values[8]), "好");
  EXPECT_TRUE(is_missing(records[0].values[8]));
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
}

TEST_P(PacksTest, a_field_with_data_cannot_change_its_type_or_go) {
  ASSERT_TRUE(import_csv("unit,on,topic,trainees\nA1,2020-01-01,甲,4\n"));
  PackFiles pack = test_pack();
  std::string& training = pack.files[1].second;
  const std::size_t at = training.find("type: integer, unit: 人次, max: 100000");
  training.replace(at, std::string("type: integer, unit: 人次, max: 100000").size(), "type: text");
  const auto changed = ledgers_->load_packs(owner_, {pack});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().what, "schema.type_change");
  training = test_training_yaml;
  const std::size_t line = training.find("  - {name: trainees");
  training.erase(line, training.find('\n', line) + 1 - line);
  EXPECT_EQ(ledgers_->load_packs(owner_, {pack}).error().what, "schema.field_in_use");
  pack.files.erase(pack.files.begin(), pack.files.begin() + 2);
  EXPECT_EQ(ledgers_->load_packs(owner_, {pack}).error().what, "schema.ledger_in_use");
}

TEST_P(PacksTest, loading_the_same_again_writes_nothing) {
  const ChainHead before = ledgers_->head();
  ASSERT_TRUE(ledgers_->load_packs(owner_, {test_pack()}));
  ASSERT_TRUE(ledgers_->load_units(owner_, *org::parse_units(test_units_csv, "units.csv")));
  EXPECT_EQ(ledgers_->head().seq, before.seq);
}

TEST_P(PacksTest, units_are_renamed_and_moved_but_never_into_a_loop) {
  std::string csv = test_units_csv;
  csv.replace(csv.find("乙镇,乙镇"), std::string("乙镇,乙镇").size(), "丙镇,丙镇");
  ASSERT_TRUE(ledgers_->load_units(owner_, *org::parse_units(csv, "units.csv")));
  EXPECT_EQ(ledgers_->directory()->unit(unit("B")).name, "丙镇");
  const auto loop =
      ledgers_->move_unit(owner_, unit("A"), unit("A1"), *Day::parse("2020-01-01"), "");
  ASSERT_FALSE(loop);
  EXPECT_EQ(loop.error().what, "org.unit_loop");
  ASSERT_TRUE(
      ledgers_->move_unit(owner_, unit("A2"), unit("B"), *Day::parse("2020-07-01"), "区划"));
  const auto directory = ledgers_->directory();
  EXPECT_EQ(directory->tree(*Day::parse("2020-06-30"))->parent(unit("A2")), unit("A"));
  EXPECT_EQ(directory->tree(*Day::parse("2020-07-01"))->parent(unit("A2")), unit("B"));
}

}  // namespace
}  // namespace youju::ledger
