#include <gmock/gmock.h>
#include <youju/narrative/narrative_fixture.h>

#include <algorithm>

namespace youju::narrative {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Composer : public NarrativeTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, Composer, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

TEST_P(Composer, says_words_and_figures_as_the_template_does) {
  load("talk", talks_csv);
  const std::pair<const char*, const char*> expected[] = {
      {"{unit}{year}年", "潼关县科学技术协会2020年\n"},
      {"{unit.short}{last_year}至{next_year}", "县科协2019至2021\n"},
      {"{period}", "2020年\n"},
      {"讲座{talks}", "讲座4场\n"},
      {"讲座{talks where kind = crop}", "讲座2场\n"},
      {"上年{talks at last year}", "上年1场\n"},
      {"{talks at \"2020-Q1\"}", "2场\n"},
      {"{talks to date}", "5场\n"},
      {"甲镇{talks of \"A\"}", "甲镇3场\n"},
      {"{talks | number}", "4\n"},
      {"{talks | unit 次}", "4次\n"},
      {"{talks | chinese, unit 个}", "四个\n"},
      {"{opened | date}", "1月10日\n"},
      {"{opened | full_date}", "2020年1月10日\n"}};
  for (const auto& [body, text] : expected) EXPECT_EQ(prose(body), text) << body;
}

// 余 and 多 mean that something was cut off: they never stand above the true value, nor at a value
// that is whole already.
TEST_P(Composer, words_a_value_never_above_the_truth) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-02-01,甲,crop,4923817\n"
       "2,B1,2020-02-01,乙,crop,1500\n3,A2,2020-02-01,丙,crop,99\n");
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"A1", "{heads}", "4923817人次\n"},
      {"A1", "{heads | over 100}", "4923800余人次\n"},
      {"A1", "{heads | over 100 多}", "4923800多人次\n"},
      {"A1", "{heads | over 10000 in 万}", "492万余人次\n"},
      {"A1", "{heads | over 1000000 多 in 万}", "400多万人次\n"},
      {"A1", "{heads | in 万 1}", "492.4万人次\n"},
      {"A1", "{heads | about 1000}", "约4924000人次\n"},
      {"B1", "{heads | over 100}", "1500人次\n"},
      {"B1", "{heads | over 1000}", "1000余人次\n"},
      {"B1", "{heads | about 1000}", "约2000人次\n"},
      // Rounded down to nothing a value would be 0余, which says nothing.
      {"A2", "{heads | over 100}", "99人次\n"}};
  for (const auto& [unit, body, text] : cases) EXPECT_EQ(prose(body, unit), text) << body;
}

TEST_P(Composer, says_growth_rank_and_shares_in_words) {
  load("talk", talks_csv);
  EXPECT_EQ(prose("同比{growth(talks)}"), "同比增长300%\n");
  EXPECT_EQ(prose("{growth(talks) | bare_growth}"), "300%\n");
  EXPECT_EQ(prose("占{crop_share}"), "占50%\n");
  EXPECT_EQ(prose("位列{rank(talks)}", "A"), "位列第一\n");
  EXPECT_EQ(prose("位列{rank(talks)}", "B"), "位列第二\n");
}

TEST_P(Composer, says_a_decrease_as_one_and_no_change_as_none) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-02-01,甲,crop,50\n2,A1,2019-02-01,乙,crop,100\n"
       "3,B1,2020-02-01,丙,crop,7\n4,B1,2019-02-01,丁,crop,7\n");
  EXPECT_EQ(prose("{growth(heads)}", "A"), "下降50%\n");
  EXPECT_EQ(prose("{growth(heads)}", "B"), "持平\n");
}

TEST_P(Composer, a_section_without_ground_does_not_appear) {
  load("talk", talks_csv);
  const char* body =
      "## 甲\n文。\n@when talks > 9\n## 乙\n乙文。\n### 乙之一\n乙一文。\n## 丙\n丙文。\n"
      "@when ground members\n会员{members}。\n\n@when ground talks\n讲座{talks}。\n";
  EXPECT_EQ(prose(body), "#一、甲\n文。\n#二、丙\n丙文。\n讲座4场。\n");
}

TEST_P(Composer, a_condition_joins_comparisons_grounds_and_records) {
  load("talk", talks_csv);
  const std::pair<const char*, bool> cases[] = {{"talks = 4", true},
                                                {"talks != 4", false},
                                                {"talks >= 4 and heads > 2000", true},
                                                {"talks < 4 or heads > 2000", true},
                                                {"not talks < 4", true},
                                                {"not (talks = 4 and ground members)", true},
                                                {"records talk", true},
                                                {"records post", false},
                                                {"ground talks at last year", true},
                                                {"talks > -1", true},
                                                // A missing figure compares with nothing, not as 0.
                                                {"members < 1", false},
                                                {"members = 0", false},
                                                {"members != 0", false}};
  for (const auto& [condition, holds] : cases) {
    const std::string body = "@when " + std::string(condition) + "\n有。\n";
    EXPECT_EQ(prose(body), holds ? "有。\n" : "") << condition;
  }
}

TEST_P(Composer, numbers_headings_that_have_something_below_them) {
  load("talk", talks_csv);
  EXPECT_EQ(
      prose("## 甲\n### 甲一\n#### 甲一一\n##### 甲一一一\n文。\n##### 又\n文。\n#### 二\n文。\n"
            "### 空\n## 空\n## 乙\n### 乙一\n文。\n"),
      "#一、甲\n##（一）甲一\n###1.甲一一\n####（1）甲一一一\n文。\n####（2）又\n文。\n###2.二\n"
      "文。\n#二、乙\n##（一）乙一\n文。\n");
}

TEST_P(Composer, counts_only_the_points_that_stand) {
  load("talk", talks_csv);
  EXPECT_EQ(
      prose("@points\n- 讲座{talks}。\n- ? ground members : 会员{members}。\n- 听众{heads}；\n"),
      "一是讲座4场；二是听众2691人次。\n");
  EXPECT_EQ(prose("@points\n- 讲座{talks}；\n- ? talks > 9 : 多。\n"), "讲座4场。\n");
  EXPECT_EQ(prose("@points\n- ? talks > 9 : 多。\n"), "");
}

TEST_P(Composer, names_as_many_as_stated_and_says_others_only_where_there_are) {
  load("talk", talks_csv);
  const std::pair<const char*, const char*> cases[] = {
      {"{list topic of talks}", "果树、蔬菜、健康、慢病\n"},
      {"{list topic of talks top 2}", "果树、蔬菜等\n"},
      {"{list topic of talks top 4}", "果树、蔬菜、健康、慢病\n"},
      {"{list topic of talks top 2 total}", "果树、蔬菜等4场\n"},
      {"{list topic of talks top 9 total}", "果树、蔬菜、健康、慢病4场\n"},
      {"{list topic of talks by heads top 2 total}", "果树、慢病等4场\n"},
      {"{list topic of talks by heads asc top 1 total}", "健康等4场\n"},
      // Titles and quotations stand without 、 between them (GB/T 15834-2011).
      {"{list topic of talks top 2 as 《%》 total}", "《果树》《蔬菜》等4场\n"},
      // Equal names stand once: four talks, two givers, so two are not all.
      {"{list giver of talks total}", "果业公司、县医院等4场\n"},
      {"{list giver of givers total}", "果业公司、县医院2家\n"}};
  for (const auto& [body, text] : cases) EXPECT_EQ(prose(body), text) << body;
}

TEST_P(Composer, a_list_of_nothing_is_the_figure_alone_or_a_gap) {
  load("talk", talks_csv);
  EXPECT_EQ(prose("{list topic of talks total}", "B1"), "慢病1场\n");
  EXPECT_EQ(prose("{list topic of talks at 2018 total}"), "【缺：讲座（2018年）】\n");
  EXPECT_EQ(prose("{list topic of talks at 2018}"), "【缺：讲座（2018年）】\n");
}

// 舍位平衡: two halves of 3.3万 would both round to 1.7万 and add up to 3.4万.
TEST_P(Composer, printed_parts_add_up_to_the_printed_total) {
  load("talk",
       "key,unit,on,topic,kind,heads\n1,A1,2020-02-01,甲,crop,16500\n"
       "2,A1,2020-02-02,乙,health,16500\n3,A1,2019-02-02,丙,health,1\n");
  const auto document =
      composed("{heads | in 万 1}，其中{split heads by kind | in 万 1}。\n\n@annex\n");
  ASSERT_TRUE(document) << document.error().what;
  const std::string text = outline(*document);
  EXPECT_THAT(text, HasSubstr("3.3万人次，其中种植1.7万人次、健康1.6万人次。"));
  EXPECT_THAT(text, HasSubstr("按舍位平衡作了调整"));
  const auto marks = figures_of(*document);
  EXPECT_TRUE(std::any_of(marks.begin(), marks.end(),
                          [](const FigureMark* mark) { return mark->balanced; }));
}

TEST_P(Composer, parts_that_need_no_adjustment_disclose_none) {
  load("talk", talks_csv);
  const std::string text = prose("{split talks by kind}\n\n@annex\n");
  EXPECT_THAT(text, HasSubstr("种植2场、健康2场\n"));
  EXPECT_THAT(text, Not(HasSubstr("舍位平衡")));
}

TEST_P(Composer, a_missing_figure_is_a_gap_mark_and_stands_in_the_list_at_the_end) {
  load("talk", talks_csv);
  const auto document =
      composed("会员{members}，又{members | over 100}。讲座{talks}。\n\n@annex\n");
  ASSERT_TRUE(document) << document.error().what;
  EXPECT_THAT(outline(*document), HasSubstr("会员【缺：会员】，又【缺：会员】。讲座4场。"));
  ASSERT_EQ(document->gaps.size(), 1u);
  EXPECT_EQ(document->gaps[0].mark.title, "会员");
  EXPECT_FALSE(document->gaps[0].reason.empty());
  const auto& list = std::get<Table>(document->blocks.back());
  EXPECT_EQ(list.title, "待补数字清单");
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(plain(list.rows[0][1]), "会员");
}

TEST_P(Composer, the_annex_tells_every_figure_once_with_its_ground) {
  load("talk", talks_csv);
  const auto document = composed("{talks}、{talks}、{talks where kind = crop}。\n\n@annex\n");
  ASSERT_TRUE(document) << document.error().what;
  const auto table =
      std::find_if(document->blocks.begin(), document->blocks.end(),
                   [](const Block& block) { return std::holds_alternative<Table>(block); });
  ASSERT_NE(table, document->blocks.end());
  std::vector<std::string> rows;
  for (const auto& row : std::get<Table>(*table).rows) {
    std::string cells;
    for (const Line& cell : row) cells += plain(cell) + "|";
    rows.push_back(cells);
  }
  EXPECT_THAT(rows, ElementsAre("1|讲座|4场|实证|台账记录 4 条|",
                                "2|讲座（种植）|2场|实证|台账记录 2 条|"));
}

TEST_P(Composer, draws_a_month_without_a_figure_as_a_gap) {
  load("talk", talks_csv);
  const auto document = composed("@chart column \"各月讲座\" of talks by month\n");
  ASSERT_TRUE(document) << document.error().what;
  const auto& chart = std::get<Chart>(document->blocks.at(0));
  EXPECT_EQ(chart.categories.size(), 12u);
  EXPECT_EQ(chart.categories.front(), "1月");
  ASSERT_EQ(chart.series.size(), 1u);
  EXPECT_EQ(chart.series[0].points[0]->value, "1");
  EXPECT_EQ(chart.series[0].points[0]->name.to_string(), "talks@610522@2020-01");
  EXPECT_EQ(chart.unit, "场");
}

TEST_P(Composer, leaves_out_a_chart_and_a_table_without_content) {
  load("talk", talks_csv);
  EXPECT_EQ(prose("@chart pie \"会员\" of members\n@table \"讲座\" on, topic of talks at 2018\n"),
            "");
  EXPECT_EQ(prose("@table \"讲座\" on, topic of talks by heads top 2\n"), "[table]\n");
}

TEST_P(Composer, signs_with_the_issuer_and_the_day) {
  load("talk", talks_csv);
  EXPECT_EQ(prose("文。\n\n@sign\n"), "文。\n潼关县科学技术协会\n2020年12月31日\n");
}

TEST_P(Composer, speaks_english_where_asked) {
  load("talk", talks_csv);
  const auto document = composed("{talks}, {members}.\n\n@annex\n", "610522", "2020", Language::en);
  ASSERT_TRUE(document) << document.error().what;
  EXPECT_THAT(outline(*document), HasSubstr("Members"));
}

TEST_P(Composer, refuses_those_who_may_not_read) {
  const auto schemas = ledgers_->schemas();
  const auto indicators = figures_->indicators();
  const Template source = Template::parse(with_head("文。"), *indicators, *schemas).value();
  const auto view = figures_->view(owner_);
  ComposeRequest request;
  request.source = &source;
  request.unit = unit("610522");
  request.period = Period::year(2020);
  const auto refused = compose(request, *view, *ledgers_, org::Access("nobody", {}), clock_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "org.forbidden");
}

}  // namespace
}  // namespace youju::narrative
