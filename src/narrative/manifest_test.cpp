#include <gtest/gtest.h>
#include <youju/narrative/manifest.h>
#include <youju/narrative/narrative_fixture.h>

namespace youju::narrative {
namespace {

constexpr const char* hostile = "<a & \"b\">'\n";

Document some_document() {
  Document document;
  document.unit_code = hostile;
  document.period = Period::year(2020);
  document.as_of = 42;
  document.language = Language::en;
  return document;
}

TEST(Manifest, is_read_back_as_it_was_written) {
  const Document document = some_document();
  Manifest manifest(document);
  FigureMark mark = mark_of("talks@A@2020?kind=crop", hostile, "1270", hostile);
  mark.wording = indicator::parse_wording("over 100 in 万", {}).value();
  manifest.say("　一、 主要");
  manifest.add(mark, 7);
  const std::size_t later = manifest.add(mark_of("talks@A@2020", "4场", "4"));
  manifest.say("，\n完。");
  manifest.number(later, 9);
  Chart chart;
  chart.title = hostile;
  chart.categories = {"1月", "2月"};
  chart.series = {{hostile, {std::nullopt, mark}}};
  manifest.add(chart);

  ManifestContent content;
  ASSERT_TRUE(parse_manifest(manifest.xml(), content));
  EXPECT_EQ(content.as_of, 42);
  EXPECT_EQ(content.language, Language::en);
  ASSERT_EQ(content.figures.size(), 2u);
  EXPECT_EQ(content.figures[0].control, 7);
  EXPECT_EQ(content.figures[0].name, "talks@A@2020?kind=crop");
  EXPECT_EQ(content.figures[0].wording, "over 100 in 万");
  EXPECT_EQ(content.figures[0].text, hostile);
  EXPECT_EQ(content.figures[0].title, hostile);
  EXPECT_EQ(content.figures[0].value, "1270");
  EXPECT_EQ(content.figures[0].before, "一、主要");
  EXPECT_EQ(content.figures[0].after, "4场，完。");
  EXPECT_EQ(content.figures[1].control, 9);
  EXPECT_EQ(content.figures[1].before, "一、主要<a&\"b\">'");
  EXPECT_EQ(content.figures[1].after, "，完。");
  ASSERT_EQ(content.charts.size(), 1u);
  EXPECT_EQ(content.charts[0].title, hostile);
  ASSERT_EQ(content.charts[0].series.at(0).points.size(), 1u);
  EXPECT_EQ(content.charts[0].series[0].name, hostile);
  EXPECT_EQ(content.charts[0].series[0].points[0].category, "2月");
  EXPECT_EQ(content.charts[0].series[0].points[0].name, "talks@A@2020?kind=crop");
  EXPECT_EQ(content.charts[0].series[0].points[0].value, "1270");
}

TEST(Manifest, keeps_no_more_than_a_few_words_around_a_figure) {
  const Document document = some_document();
  Manifest manifest(document);
  manifest.say(std::string(500, 'a') + "甲乙丙");
  manifest.add(mark_of("talks@A@2020", "4场"));
  manifest.say("丁" + std::string(500, 'b'));
  ManifestContent content;
  ASSERT_TRUE(parse_manifest(manifest.xml(), content));
  EXPECT_EQ(content.figures.at(0).before, "aaaaaaaaa甲乙丙");
  EXPECT_EQ(content.figures.at(0).after, "丁bbbbb");
}

TEST(Manifest, is_told_from_other_custom_xml) {
  ManifestContent content;
  for (const char* xml : {"", "no xml", "<youju/>", "<youju xmlns=\"urn:other\"/>",
                          "<other xmlns=\"urn:youju:document:1\"/>"}) {
    EXPECT_FALSE(parse_manifest(xml, content)) << xml;
  }
  EXPECT_TRUE(parse_manifest("<youju xmlns=\"urn:youju:document:1\"/>", content));
}

}  // namespace
}  // namespace youju::narrative
