#include <youju/base/limits.h>
#include <youju/narrative/narrative_fixture.h>
#include <youju/narrative/template_body.h>

namespace youju::narrative {
namespace {

class TemplateText : public NarrativeTest {
 protected:
  // "id line:column", or "ok".
  std::string refused(std::string_view text) const {
    const auto schemas = ledgers_->schemas();
    const auto indicators = figures_->indicators();
    const auto read = Template::parse(text, *indicators, *schemas);
    return read ? "ok" : read.error().what + " " + read.error().where;
  }
  // Of a body whose first line is line 7 of the template.
  std::string body_refused(std::string_view body) const { return refused(with_head(body)); }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, TemplateText, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

TEST_P(TemplateText, has_a_name_and_two_titles) {
  const auto schemas = ledgers_->schemas();
  const auto indicators = figures_->indicators();
  const Template read = Template::parse(with_head("文。"), *indicators, *schemas).value();
  EXPECT_EQ(read.name(), "test");
  EXPECT_EQ(read.title().zh_cn, "测试");
  EXPECT_EQ(read.title().en, "Test");
}

TEST_P(TemplateText, breaks_its_title_and_takes_lines_below_it) {
  const auto schemas = ledgers_->schemas();
  const auto indicators = figures_->indicators();
  const Template read =
      Template::parse(
          "---\ntemplate: t\ntitle: {zh-CN: 甲, en: A}\n---\n# {unit} / 总结\n#- （稿）\n",
          *indicators, *schemas)
          .value();
  EXPECT_EQ(read.body().heading.size(), 2u);
  EXPECT_EQ(read.body().subtitle.size(), 1u);
}

TEST_P(TemplateText, needs_a_head_and_a_title) {
  EXPECT_EQ(refused(""), "template.no_head 1:1");
  EXPECT_EQ(refused("# 总结\n"), "template.no_head 1:1");
  EXPECT_EQ(refused("---\ntemplate: t\n"), "template.no_head 1:1");
  EXPECT_EQ(refused("---\ntemplate: t\ntitle: {zh-CN: 甲, en: A}\n---\n文。\n"),
            "template.no_title 1:1");
}

TEST_P(TemplateText, says_the_line_and_column_of_what_is_wrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"讲座{talk}", "template.unknown_indicator 7:4"},
      {"文。\n讲座{talks}，听众{head}", "template.unknown_indicator 8:14"},
      {"讲座{talks", "template.open_brace 7:3"},
      {"讲座talks}", "template.stray_brace 7:8"},
      {"{growth(nothing)}", "template.unknown_indicator 7:9"},
      {"{grows(talks)}", "indicator.unknown_function 7:2"},
      {"{talks | over}", "wording.malformed 7:9"},
      {"{talks at 2020-13}", "period.out_of_range 7:11"},
      {"{list nothing of talks}", "template.unknown_field 7:2"},
      {"{list topic of talks by nothing}", "template.unknown_field 7:25"},
      {"{list topic of talks top 0}", "template.bad_top 7:26"},
      {"{list topic of talks top many}", "template.expected_number 7:26"},
      {"{list topic of talks as 《》}", "template.bad_pattern 7:25"},
      {"{list topic of members}", "template.list_needs_records 7:"},
      {"{split talks by nothing}", "figure.bad_split 7:2"},
      {"###### 六\n", "template.bad_heading 7:1"},
      {"##没有空格\n", "template.bad_heading 7:1"},
      {"# 又一个标题\n", "template.second_title 7:1"},
      {"@nothing\n", "template.unknown_directive 7:1"},
      {"@when talks\n文。\n", "indicator.unexpected_end 7:12"},
      {"@when talks is 3\n文。\n", "indicator.syntax 7:13"},
      {"@when talks > heads\n文。\n", "template.expected_number 7:15"},
      {"@when talks > 几\n文。\n", "indicator.strange_character 7:15"},
      {"@when records nothing\n文。\n", "template.unknown_ledger 7:15"},
      {"文。\n\n@when talks > 1\n", "template.when_without_block 9:1"},
      {"@points\n文。\n", "template.no_points 7:1"},
      {"@points\n- ? talks > 1 文。\n", "template.point_needs_colon 8:3"},
      {"@points\n- ? nothing > 1 : 文。\n", "template.unknown_indicator 8:5"},
      {"@points\n- ? talks > 1 : {nothing}\n", "template.unknown_indicator 8:"},
      {"@table \"甲\" nothing of talks\n", "template.unknown_field 7:"},
      {"@chart round \"甲\" of talks\n", "template.expected_chart 7:8"},
      {"@chart column \"甲\" of talks, heads\n", "indicator.unit_mismatch 7:"}};
  for (const auto& [body, expected] : cases) {
    const std::string said = body_refused(body);
    EXPECT_EQ(said.substr(0, std::string(expected).size()), expected) << body << " -> " << said;
  }
}

TEST_P(TemplateText, counts_columns_in_characters_and_takes_windows_line_ends) {
  EXPECT_EQ(body_refused("甲乙丙{talks}丁{nothing}"), "template.unknown_indicator 7:13");
  EXPECT_EQ(body_refused("文。\r\n讲座{talks}。\r\n"), "ok");
}

TEST_P(TemplateText, refuses_brackets_without_end_and_texts_without_measure) {
  std::string deep = "@when ";
  for (int depth = 0; depth < 1000; ++depth) deep += "(";
  EXPECT_EQ(body_refused(deep + "\n文。\n").substr(0, 18), "indicator.too_deep");
  std::string negated = "@when ";
  for (int depth = 0; depth < 1000; ++depth) negated += "not ";
  EXPECT_EQ(body_refused(negated + "talks > 1\n文。\n").substr(0, 18), "indicator.too_deep");
  EXPECT_EQ(body_refused(std::string(limits::template_bytes_max, 'x')).substr(0, 18),
            "template.too_large");
}

}  // namespace
}  // namespace youju::narrative
