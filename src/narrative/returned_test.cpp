#include <gmock/gmock.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/narrative/narrative_fixture.h>
#include <youju/narrative/returned.h>

namespace youju::narrative {
namespace {

// Each figure that stands otherwise than it was printed: "printed>found".
std::vector<std::string> changed(const Returned& file) {
  std::vector<std::string> all;
  for (const ReturnedParagraph& paragraph : file.paragraphs) {
    for (const ReturnedFigure& figure : paragraph.figures) {
      if (figure.found != figure.printed) all.push_back(figure.printed + ">" + figure.found);
    }
  }
  return all;
}

// The words of a paragraph with its figures in brackets.
std::string marked(const ReturnedParagraph& paragraph) {
  std::string out;
  std::size_t at = 0;
  for (const ReturnedFigure& figure : paragraph.figures) {
    out += paragraph.text.substr(at, figure.begin - at) + "[" +
           paragraph.text.substr(figure.begin, figure.end - figure.begin) + "]";
    at = figure.end;
  }
  return out + paragraph.text.substr(at);
}

Document small() {
  Document document;
  document.title = {"总结"};
  document.unit_code = "610522";
  document.period = Period::parse("2020").value();
  document.template_name = "test";
  document.draft = "0190a2b4-0000-7000-8000-000000000001";
  document.draft_version = 3;
  document.blocks = {
      Heading{1, "一、", {Text{"工作", false}}},
      paragraph_of({Text{"举办讲座", false}, mark_of("talks@610522@2020", "3场", "3"),
                    Text{"，听众", false}, mark_of("heads@610522@2020", "2691人次", "2691"),
                    Text{"。", false}}),
      Table{"一览", {"名称"}, {1000}, {{{Text{"果树", false}}}}, {false}}};
  return document;
}

TEST(Returned, is_read_with_its_figures_in_their_places) {
  const auto file = read_returned(docx_page(small()).value());
  ASSERT_TRUE(file) << file.error().what;
  EXPECT_TRUE(file->manifest);
  EXPECT_EQ(file->draft, "0190a2b4-0000-7000-8000-000000000001");
  EXPECT_EQ(file->draft_version, 3);
  EXPECT_EQ(file->unit, "610522");
  std::string all;
  for (const ReturnedParagraph& each : file->paragraphs) {
    if (!each.text.empty() && !each.in_table) all += marked(each) + "\n";
  }
  EXPECT_EQ(all, "总结\n一、工作\n举办讲座[3场]，听众[2691人次]。\n一览\n");
  EXPECT_TRUE(changed(*file).empty());
}

TEST(Returned, tells_the_numbers_of_headings) {
  const std::tuple<const char*, int, std::size_t> cases[] = {
      {"一、工作", 1, 6},  {"（十二）工作", 2, 12}, {"3.工作", 3, 2}, {"（4）工作", 4, 7},
      {"3.5万人次", 0, 0}, {"工作", 0, 0},          {"（注）", 0, 0}, {"", 0, 0},
  };
  for (const auto& [text, level, bytes] : cases) {
    Document document = small();
    document.blocks = {paragraph_of({Text{text, false}})};
    const auto file = read_returned(docx_page(document).value());
    ASSERT_TRUE(file);
    EXPECT_EQ(file->paragraphs.back().text, text);
    EXPECT_EQ(file->paragraphs.back().level, level) << text;
    EXPECT_EQ(file->paragraphs.back().number_bytes, bytes) << text;
  }
}

TEST(Returned, is_read_as_another_program_saved_it) {
  const std::string folder = YOUJU_SOURCE_DIR "/test/docx/";
  const auto saved = read_returned(
      read_file(folder + "libreoffice_saved_summary.docx", limits::document_bytes_max).value());
  ASSERT_TRUE(saved) << saved.error().what;
  EXPECT_TRUE(saved->manifest);
  EXPECT_THAT(changed(*saved), testing::IsEmpty());
  std::size_t figures = 0;
  for (const ReturnedParagraph& each : saved->paragraphs) figures += each.figures.size();
  EXPECT_GT(figures, 10U);
  EXPECT_TRUE(saved->unplaced.empty());
  const auto edited = read_returned(
      read_file(folder + "libreoffice_edited_summary.docx", limits::document_bytes_max).value());
  ASSERT_TRUE(edited) << edited.error().what;
  EXPECT_THAT(changed(*edited), testing::ElementsAre("2691人次>近3000人次", "1234人次>1334人次"));
}

TEST(Returned, refuses_what_is_no_word_file) {
  EXPECT_EQ(read_returned("no zip").error().what, "docx.not_a_docx");
  const std::string whole = docx_page(small()).value();
  for (const std::size_t parts : {2U, 3U, 10U}) {
    EXPECT_FALSE(read_returned(whole.substr(0, whole.size() - whole.size() / parts)));
  }
}

TEST(Page, carries_the_ground_of_its_figures_as_inert_data) {
  Document document = small();
  Ground ground;
  ground.figure = "talks@610522@2020";
  ground.title = "</script><script>alert(1)</script>";
  ground.definition = "<img src=x onerror=alert(1)>";
  ground.kind = "proven";
  ground.records = 70;
  ground.shown = {{"0190a2b4-0000-7000-8000-000000000002", "2020-01-10", "甲一", "1"}};
  EXPECT_EQ(html_page(document).find("<script"), std::string::npos) << "without grounds no script";
  document.grounds = {ground};
  const std::string page = html_page(document);
  EXPECT_EQ(page, html_page(document));
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_NE(page.find("\"2020-01-10\",\"甲一\",\"1\""), std::string::npos);
  EXPECT_NE(page.find("script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("http://"), std::string::npos);
  EXPECT_EQ(page.find("https://"), std::string::npos);
}

}  // namespace
}  // namespace youju::narrative
