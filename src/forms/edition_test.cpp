#include <gtest/gtest.h>
#include <youju/base/catalogue.h>
#include <youju/base/file.h>
#include <youju/forms/edition.h>
#include <youju/ledger/ledger_fixture.h>

#include <algorithm>
#include <filesystem>

namespace youju::forms {
namespace {

// ---- formulas

CellLookup cells(std::map<std::string, std::string> values) {
  return [values = std::move(values)](std::string_view item, bool last) -> CellValue {
    const auto at = values.find(last ? "last " + std::string(item) : std::string(item));
    if (at == values.end()) return {};
    if (at->second == "-") return {CellState::none, {}};
    return {CellState::number, *Decimal::parse(at->second)};
  };
}

struct Judged {
  const char* relation;
  std::map<std::string, std::string> values;
  Verdict verdict;
};
class RelationTest : public testing::TestWithParam<Judged> {};
TEST_P(RelationTest, is_judged) {
  const auto relation = parse_relation(GetParam().relation, 1, 1);
  ASSERT_TRUE(relation) << relation.error().what << ' ' << relation.error().where;
  const auto verdict = judge(*relation, cells(GetParam().values));
  ASSERT_TRUE(verdict);
  EXPECT_EQ(static_cast<int>(*verdict), static_cast<int>(GetParam().verdict));
}
INSTANTIATE_TEST_SUITE_P(
    Of, RelationTest,
    testing::Values(
        Judged{"a <= b", {{"a", "3"}, {"b", "3"}}, Verdict::holds},
        Judged{"a <= b", {{"a", "4"}, {"b", "3"}}, Verdict::broken},
        // What nobody reported says nothing; what does not apply adds nothing; zero is a number.
        Judged{"a <= b", {{"a", "4"}}, Verdict::open},
        Judged{"a <= b", {{"a", "4"}, {"b", "-"}}, Verdict::broken},
        Judged{"a = b + c", {{"a", "4"}, {"b", "4"}, {"c", "-"}}, Verdict::holds},
        Judged{"a given", {{"a", "-"}}, Verdict::holds}, Judged{"a given", {}, Verdict::broken},
        Judged{"a missing", {}, Verdict::holds},
        Judged{"abs(a - b) <= 1", {{"a", "0.5"}, {"b", "1.5"}}, Verdict::holds},
        Judged{"(a + b) * 2 > c - -1", {{"a", "1"}, {"b", "2"}, {"c", "4"}}, Verdict::holds},
        Judged{"if a > 0 then b > 0", {{"a", "0"}}, Verdict::holds},
        Judged{"if a > 0 then b > 0", {{"a", "1"}}, Verdict::open},
        Judged{"if a > 0 then b > 0", {{"a", "1"}, {"b", "0"}}, Verdict::broken},
        Judged{"if a > 0 then b > 0", {{"b", "2"}}, Verdict::holds},
        Judged{"a > 0 or b > 0", {{"b", "2"}}, Verdict::holds},
        Judged{"a > 0 and b > 0", {{"b", "0"}}, Verdict::broken},
        Judged{"not (a > 0 and b > 0)", {{"b", "0"}}, Verdict::holds},
        Judged{"a <= 1.3 * last(a)", {{"a", "13"}, {"last a", "10"}}, Verdict::holds},
        Judged{"a <= 1.3 * last(a)", {{"a", "13"}}, Verdict::open}));

struct Wrong {
  const char* relation;
  const char* what;
  const char* where;
};
class WrongRelation : public testing::TestWithParam<Wrong> {};
TEST_P(WrongRelation, is_refused_with_its_place) {
  const auto relation = parse_relation(GetParam().relation, 7, 5);
  ASSERT_FALSE(relation);
  EXPECT_EQ(relation.error().what, GetParam().what);
  EXPECT_EQ(relation.error().where, GetParam().where);
}
INSTANTIATE_TEST_SUITE_P(Of, WrongRelation,
                         testing::Values(Wrong{"a", "indicator.unexpected_end", "7:6"},
                                         Wrong{"a <=", "forms.expected_item", "7:9"},
                                         Wrong{"a <= b c", "indicator.syntax", "7:12"},
                                         Wrong{"a / 2 = b", "indicator.syntax", "7:7"},
                                         Wrong{"if a > 0 b > 0", "indicator.syntax", "7:14"},
                                         Wrong{"last(1) = 2", "forms.expected_item", "7:10"},
                                         Wrong{"a @ b", "indicator.strange_character", "7:7"}));

TEST(Relation, that_is_nested_too_deeply_is_refused) {
  const auto relation =
      parse_relation(std::string(100, '(') + "a = 1" + std::string(100, ')'), 1, 1);
  ASSERT_FALSE(relation);
  EXPECT_EQ(relation.error().what, "indicator.too_deep");
}

TEST(Relation, that_overflows_is_an_error_and_no_verdict) {
  const auto relation = parse_relation("a * a * a * a > 1", 1, 1);
  ASSERT_TRUE(relation);
  const auto verdict = judge(*relation, cells({{"a", "1000000000000"}}));
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().what, "decimal.overflow");
}

// ---- editions

std::string head(const std::string& from, const std::string& until) {
  return "survey: s\nedition: '" + from + "'\ntitle: {zh-CN: 甲, en: A}\nfrom: " + from +
         "\nuntil: " + until + "\n";
}
// Lines 6 to 13 of a file.
const std::string one_form =
    "forms:\n  - form: f\n    code: F-1\n    title: {zh-CN: 表, en: Form}\n"
    "    layout: {sheet: F, head_row: 2}\n    items:\n"
    "      - {id: a, title: {zh-CN: 甲, en: A}, unit: 场, value: talks}\n"
    "      - {id: b, title: {zh-CN: 乙, en: B}, unit: 人, value: declared}\n";
std::string rule(const std::string& check, const std::string& more) {
  return "rules:\n  - rule: r\n    strength: hard\n    check: " + check +
         "\n    message: {zh-CN: 错, en: Wrong}\n" + more;
}
const std::string good = "    passes: {a: 1, b: 1}\n    fails: {a: 2, b: 1}\n";

Result<std::shared_ptr<const EditionSet>> parse(const std::vector<std::string>& texts) {
  ledger::PackFiles pack = ledger::test_pack();
  pack.files.emplace_back("indicators/some.yaml",
                          "indicators:\n  - id: talks\n    title: {zh-CN: 甲, en: A}\n"
                          "    unit: 场\n    value: count of training\n    by: [kind]\n");
  int number = 0;
  for (const std::string& text : texts) {
    pack.files.emplace_back("forms/" + std::to_string(++number) + ".yaml", text);
  }
  const auto schemas = ledger::SchemaSet::parse({pack});
  EXPECT_TRUE(schemas) << schemas.error().what;
  const auto indicators = indicator::IndicatorSet::parse({pack}, **schemas);
  EXPECT_TRUE(indicators) << indicators.error().what << indicators.error().where;
  return EditionSet::parse({pack}, **indicators);
}

TEST(Editions, are_read_whole) {
  const auto set = parse({head("2010", "2012") + one_form + rule("a <= b", good)});
  ASSERT_TRUE(set) << set.error().what << ' ' << set.error().where;
  const Edition* edition = (*set)->of_year("s", 2011);
  ASSERT_NE(edition, nullptr);
  EXPECT_EQ((*set)->of_year("s", 2013), nullptr);
  EXPECT_EQ(edition->item("b")->row, 4);
  EXPECT_EQ(edition->item("b")->column, 4);
  EXPECT_TRUE(edition->item("a")->source);
  EXPECT_FALSE(edition->item("b")->source);
  EXPECT_FALSE(edition->confirmed);
  EXPECT_EQ(edition->rules.front().message.en, "Wrong");
}

struct BadEdition {
  const char* name;
  std::string text;
  const char* what;
  const char* where;  // after "test/forms/1.yaml:"
};
class EditionText : public testing::TestWithParam<BadEdition> {};
TEST_P(EditionText, of_a_bad_pack_name_what_is_wrong_and_where) {
  const auto set = parse({head("2010", "2012") + GetParam().text});
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().what, GetParam().what);
  EXPECT_EQ(set.error().where, std::string("test/forms/1.yaml:") + GetParam().where);
}
std::string item(const std::string& more) { return one_form + "      - {" + more + "}\n"; }
const std::string title = "title: {zh-CN: 丙, en: C}, unit: 场, ";
INSTANTIATE_TEST_SUITE_P(
    Bad, EditionText,
    testing::Values(
        BadEdition{"item_twice", item("id: a, " + title + "value: declared"),
                   "forms.duplicate_item", "14:9"},
        BadEdition{"id", item("id: C, " + title + "value: declared"), "forms.bad_name", "14:14"},
        BadEdition{"indicator", item("id: c, " + title + "value: nothing"),
                   "forms.unknown_indicator", "14:59"},
        BadEdition{"filter", item("id: c, " + title + "value: talks where topic = x"),
                   "forms.bad_filter", "14:59"},
        BadEdition{"unit", item("id: c, title: {zh-CN: 丙, en: C}, unit: 人, value: talks"),
                   "forms.unit_differs", "14:59"},
        BadEdition{"address", item("id: c, at: 4D, " + title + "value: declared"),
                   "forms.bad_address", "14:21"},
        BadEdition{"cell", item("id: c, at: D4, " + title + "value: declared"), "forms.cell_taken",
                   "14:9"},
        BadEdition{"key", item("id: c, colour: red, " + title + "value: declared"),
                   "yaml.unknown_key", "14:17"},
        BadEdition{"unknown_item", one_form + rule("a <= c", good), "forms.unknown_item", "17:17"},
        BadEdition{"syntax", one_form + rule("a <= ", good), "forms.expected_item", "17:16"},
        BadEdition{"strength", one_form + "rules:\n  - rule: r\n    strength: firm\n",
                   "forms.bad_strength", "16:15"},
        BadEdition{"no_example", one_form + rule("a <= b", "    passes: {a: 1, b: 1}\n"),
                   "forms.example_needed", "15:5"},
        BadEdition{"wrong_example",
                   one_form + rule("a <= b", "    passes: {a: 1, b: 1}\n    fails: {a: 1, b: 1}\n"),
                   "forms.example_fails", "15:5"},
        // An example that leaves the rule open proves nothing.
        BadEdition{"open_example",
                   one_form + rule("a <= b", "    passes: {a: 1}\n    fails: {a: 2, b: 1}\n"),
                   "forms.example_fails", "15:5"},
        BadEdition{"concordance", "follows: '1'\n" + one_form, "forms.unknown_edition", "6:10"}),
    [](const auto& of) { return std::string(of.param.name); });

TEST(Editions, of_one_survey_claim_no_year_twice) {
  const auto set = parse({head("2010", "2012") + one_form, head("2012", "2014") + one_form});
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().what, "forms.years_overlap");
}

TEST(Editions, know_what_can_be_compared_with_the_edition_before) {
  const auto set = parse({head("2010", "2012") + one_form,
                          head("2013", "2015") + "follows: '2010'\n" + one_form + "concordance:\n" +
                              "  - {id: a, comparable: no}\n  - {id: b, was: a}\n"});
  ASSERT_TRUE(set) << set.error().what << ' ' << set.error().where;
  const Edition& before = *(*set)->find("s", "2010");
  const Edition& after = *(*set)->find("s", "2013");
  EXPECT_EQ((*set)->comparable(after, "a", before), "");
  EXPECT_EQ((*set)->comparable(after, "b", before), "a");
  EXPECT_EQ((*set)->comparable(before, "a", after), "b");
  EXPECT_EQ((*set)->comparable(after, "a", after), "a");
  EXPECT_EQ((*set)->comparable(after, "z", before), "");
}

// The pack that is shipped: every rule's passing and failing example is run by the parser.
TEST(Editions, of_the_shipped_pack_are_sound) {
  namespace fs = std::filesystem;
  std::vector<ledger::PackFiles> packs;
  for (const char* name : {"common", "science-statistics"}) {
    ledger::PackFiles pack;
    pack.name = name;
    const fs::path folder = fs::path(YOUJU_SOURCE_DIR) / "packs" / name;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".yaml") continue;
      pack.files.emplace_back(fs::relative(entry.path(), folder).string(),
                              *read_file(entry.path(), 1 << 20));
    }
    std::sort(pack.files.begin(), pack.files.end());
    packs.push_back(std::move(pack));
  }
  const auto schemas = ledger::SchemaSet::parse(packs);
  ASSERT_TRUE(schemas) << schemas.error().what << ' ' << schemas.error().where;
  const auto indicators = indicator::IndicatorSet::parse(packs, **schemas);
  ASSERT_TRUE(indicators) << indicators.error().what << ' ' << indicators.error().where;
  const auto set = EditionSet::parse(packs, **indicators);
  ASSERT_TRUE(set) << set.error().what << ' ' << set.error().where;
  ASSERT_EQ((*set)->all().size(), 3U);
  const Edition& old = *(*set)->of_year("kp", 2009);
  const Edition& now = *(*set)->of_year("kp", 2024);
  EXPECT_EQ(old.name, "2013");
  EXPECT_EQ(now.name, "2021");
  // On-line views came in: attendance is no longer comparable, the number of lectures is.
  EXPECT_EQ((*set)->comparable(now, "lecture_people", old), "");
  EXPECT_EQ((*set)->comparable(now, "lecture_n", old), "lecture_n");
  for (const Edition& edition : (*set)->all()) EXPECT_FALSE(edition.confirmed);
}

}  // namespace
}  // namespace youju::forms
