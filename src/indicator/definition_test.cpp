#include <gtest/gtest.h>
#include <youju/base/catalogue.h>
#include <youju/indicator/definition.h>
#include <youju/ledger/ledger_fixture.h>

namespace youju::indicator {
namespace {

Result<std::shared_ptr<const IndicatorSet>> parse(const std::string& indicators) {
  ledger::PackFiles pack = ledger::test_pack();
  const auto schemas = ledger::SchemaSet::parse({pack});
  EXPECT_TRUE(schemas) << schemas.error().what;
  pack.files.insert(pack.files.begin(), {"indicators/some.yaml", "indicators:\n" + indicators});
  return IndicatorSet::parse({pack}, **schemas);
}

// An indicator of four lines: its name, its title, its unit and its value.
std::string one(const std::string& id, const std::string& unit, const std::string& value) {
  return "  - id: " + id + "\n    title: {zh-CN: 甲, en: A}\n    unit: " + unit +
         "\n    value: " + value + "\n";
}

const std::string count = one("a", "场", "count of training");
const std::string percent = one("p", "'%'", "share(a, a)");

struct BadPack {
  const char* name;
  std::string text;
  const char* what;
  const char* where;  // after "test/indicators/some.yaml:"
};

class Definition : public testing::TestWithParam<BadPack> {};

TEST_P(Definition, of_a_bad_pack_names_what_is_wrong_and_where) {
  const auto set = parse(GetParam().text);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().what, GetParam().what);
  EXPECT_EQ(set.error().where, std::string("test/indicators/some.yaml:") + GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(
    Bad, Definition,
    testing::Values(
        BadPack{"ledger", one("a", "场", "count of nothing"), "indicator.unknown_ledger", "5:21"},
        BadPack{"field", count + one("b", "场", "sum pupils of training"),
                "indicator.unknown_field", "9:16"},
        BadPack{"key_of_latest", one("a", "场", "latest trainees by town of training"),
                "indicator.unknown_field", "5:31"},
        BadPack{"quoted", one("a", "场", "'count of nothing'"), "indicator.unknown_ledger", "5:22"},
        BadPack{"block", one("a", "场", ">\n      count of nothing"), "indicator.unknown_ledger",
                "6:16"},
        BadPack{"text_summed", one("a", "场", "sum topic of training"),
                "indicator.field_not_a_number", "5:16"},
        BadPack{"condition_field", one("a", "场", "count of training where pupils > 3"),
                "indicator.unknown_field", "5:36"},
        BadPack{"choice", one("a", "场", "count of training where kind = fish"),
                "indicator.unknown_choice", "5:36"},
        BadPack{"number", one("a", "场", "count of training where trainees > many"),
                "indicator.value_not_a_number", "5:36"},
        BadPack{"tag", one("a", "场", "count of training where tag = autumn"),
                "indicator.unknown_tag", "5:36"},
        BadPack{"order_of_choices", one("a", "场", "count of training where kind > crop"),
                "indicator.no_order", "5:36"},
        BadPack{"reference", count + one("b", "场", "a + missing_one"),
                "indicator.unknown_reference", "9:16"},
        BadPack{"syntax", one("a", "场", "count training"), "indicator.syntax", "5:18"},
        BadPack{"cycle", one("a", "场", "b + 1") + one("b", "场", "c") + one("c", "场", "b * 2"),
                "indicator.cycle", "6:5"},
        BadPack{"cycle_of_one", one("a", "场", "a + 1"), "indicator.cycle", "2:5"},
        BadPack{"ratios_added", count + percent + one("b", "'%'", "p + p"),
                "indicator.ratios_do_not_add", "13:14"},
        BadPack{"units_added",
                count + one("n", "人次", "sum trainees of training") + one("b", "场", "a + n"),
                "indicator.unit_mismatch", "13:14"},
        BadPack{"unit_of_a_sum", count + one("b", "人次", "a + a"), "indicator.unit_mismatch",
                "8:11"},
        BadPack{"product", count + one("b", "场", "a * a"), "indicator.product_needs_a_number",
                "9:14"},
        BadPack{"quotient", count + one("b", "场", "10 / a"), "indicator.product_needs_a_number",
                "9:15"},
        BadPack{"growth_of_ratio", count + percent + one("b", "'%'", "growth(p)"),
                "indicator.growth_of_ratio", "13:12"},
        BadPack{"share_of_ratio", count + percent + one("b", "'%'", "share(p, a)"),
                "indicator.share_of_ratio", "13:12"},
        BadPack{
            "share_of_units",
            count + one("n", "人次", "sum trainees of training") + one("b", "'%'", "share(a, n)"),
            "indicator.unit_mismatch", "13:12"},
        BadPack{"day", one("d", "''", "first day of training") + one("b", "''", "rank(d)"),
                "indicator.function_on_a_day", "9:12"},
        BadPack{"cumulative", count + one("b", "场", "a + a") + one("c", "场", "cumulative(b)"),
                "indicator.cumulative_needs_records", "13:12"},
        BadPack{"long_name", one("a2345678901234567890123456789", "场", "count of training"),
                "indicator.name_too_long", "2:9"},
        BadPack{"capital", one("Count", "场", "count of training"), "indicator.bad_name", "2:9"},
        BadPack{"duplicate", count + count, "indicator.duplicate", "6:5"},
        BadPack{"by", count + "    by: [topic]\n", "indicator.bad_by", "6:10"},
        BadPack{"by_of_operand", count + one("b", "场", "a * 2") + "    by: [kind]\n",
                "indicator.by_not_in_operand", "10:10"},
        BadPack{"wording", count + "    wording: roughly\n", "wording.malformed", "6:14"},
        BadPack{"decimals", count + "    decimals: 40\n", "indicator.bad_decimals", "6:15"},
        BadPack{"rollup", count + "    rollup: sum\n", "indicator.bad_rollup", "6:13"},
        BadPack{"rollup_of_ratio", one("a", "'%'", "declared") + "    rollup: sum\n",
                "indicator.ratios_do_not_add", "6:13"},
        BadPack{"key", count + "    colour: red\n", "yaml.unknown_key", "6:5"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DefinitionErrors, tell_the_whole_path_of_a_cycle) {
  const auto set = parse(one("a", "场", "b + 1") + one("b", "场", "c") + one("c", "场", "b * 2"));
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().field("path"), "b → c → b");
}

TEST(DefinitionErrors, name_the_place_of_the_other_of_two) {
  const auto set = parse(count + count);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().field("other"), "test/indicators/some.yaml:2:5");
}

TEST(Definitions, know_what_kind_of_quantity_they_are) {
  const auto set = parse(count + percent + one("s", "场", "count of training to date") +
                         one("d", "''", "last day of training") + one("r", "''", "rank(a)") +
                         one("l", "人次", "latest trainees of training") + one("t", "场", "a + s") +
                         one("w", "'%'", "progress(a)"));
  ASSERT_TRUE(set) << set.error().what << ' ' << set.error().where;
  const std::pair<const char*, Quantity> expected[] = {
      {"a", Quantity::amount}, {"p", Quantity::ratio}, {"s", Quantity::stock},
      {"d", Quantity::day},    {"r", Quantity::rank},  {"l", Quantity::stock},
      {"t", Quantity::stock},  {"w", Quantity::ratio}};
  for (const auto& [id, quantity] : expected) EXPECT_EQ((*set)->find(id)->quantity, quantity) << id;
  EXPECT_EQ((*set)->find("p")->decimals, 2);
  EXPECT_EQ((*set)->find("nothing"), nullptr);
}

}  // namespace
}  // namespace youju::indicator
