#include <gmock/gmock.h>
#include <youju/base/file.h>
#include <youju/narrative/narrative_fixture.h>
#include <youju/narrative/verify.h>
#include <youju/office/zip.h>

#include <cstdlib>
#include <functional>

namespace youju::narrative {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The files in test/docx were made from what this template becomes; see test/docx/libreoffice.py.
constexpr const char* summary =
    "## 培训讲座\n全年举办讲座{talks}，听众{heads}，其中{split heads by kind}；种植类{talks where "
    "kind = "
    "crop}、健康类{talks where kind = health}，如{list topic of talks top 2 as 《%》 "
    "total}。发展会员"
    "{members}。\n\n首场在{opened | date}举行，上年{talks at last year}，{growth(talks)}。\n\n"
    "@chart column \"各月讲座\" of talks by month\n\n@annex\n\n@sign\n";

std::string read_fixture(const std::string& name) {
  return read_file(std::string(YOUJU_SOURCE_DIR "/test/docx/") + name, 1 << 20).value();
}

// The package with each part as `change` makes it; a part of no bytes is left out.
std::string changed(const std::string& bytes,
                    const std::function<std::string(const std::string&, std::string)>& change) {
  const office::ZipReader zip = office::ZipReader::open(bytes).value();
  office::ZipWriter out;
  for (const std::string& name : zip.names()) {
    const std::string part = change(name, zip.read(name).value());
    if (!part.empty()) out.add(name, part);
  }
  return out.finish();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string with_body_replaced(const std::string& bytes, std::string_view from,
                               std::string_view to) {
  return changed(bytes, [&](const std::string& name, std::string part) {
    return name == "word/document.xml" ? replaced(std::move(part), from, to) : part;
  });
}

// As programs save it that know no content controls.
std::string without_controls(const std::string& bytes) {
  return changed(bytes, [](const std::string& name, std::string part) {
    if (name != "word/document.xml") return part;
    for (std::size_t at = 0; (at = part.find("<w:sdt>", at)) != std::string::npos;) {
      part.erase(at, part.find("<w:sdtContent>", at) + 14 - at);
      part.erase(part.find("</w:sdtContent></w:sdt>", at), 23);
    }
    return part;
  });
}

std::string without_manifest(const std::string& bytes) {
  return changed(bytes, [](const std::string& name, std::string part) {
    return name == "customXml/item1.xml" ? std::string() : std::move(part);
  });
}

std::string without_tags(const std::string& bytes) {
  return changed(bytes, [](const std::string& name, std::string part) {
    if (name != "word/document.xml") return part;
    for (std::size_t at = 0; (at = part.find("<w:tag ", at)) != std::string::npos;) {
      part.erase(at, part.find("/>", at) + 2 - at);
    }
    return part;
  });
}

// As LibreOffice 7.4 saves controls.
std::string without_names(const std::string& bytes) {
  return changed(bytes, [](const std::string& name, std::string part) {
    if (name != "word/document.xml") return part;
    for (std::size_t at = 0; (at = part.find("<w:sdtPr>", at)) != std::string::npos; ++at) {
      at += 9;
      part.erase(at, part.find("</w:sdtPr>", at) - at);
    }
    return part;
  });
}

class Verify : public NarrativeTest {
 protected:
  void SetUp() override {
    NarrativeTest::SetUp();
    if (IsSkipped()) return;
    load("talk", talks_csv);
    const Result<Document> document = composed(summary);
    ASSERT_TRUE(document) << document.error().what;
    document_ = *document;
    word_ = docx_page(document_).value();
    // The source of the files in test/docx.
    if (const char* folder = std::getenv("YOUJU_FIXTURES")) {
      ASSERT_TRUE(write_file(std::string(folder) + "/summary.docx", word_));
    }
  }

  Verification verified(const std::string& bytes) const {
    const auto view = figures_->view(owner_);
    Result<Verification> result = verify(bytes, *view);
    EXPECT_TRUE(result) << result.error().what;
    return result.value_or(Verification{});
  }
  std::string refused(const std::string& bytes) const {
    const auto view = figures_->view(owner_);
    const Result<Verification> result = verify(bytes, *view);
    return result ? "ok" : result.error().what;
  }
  // "verdict name printed>found" of all that are not as they were.
  std::vector<std::string> differences(const std::string& bytes) const {
    std::vector<std::string> lines;
    for (const Checked& each : verified(bytes).figures) {
      if (each.verdict == Verdict::same) continue;
      lines.push_back(fmt::format("{} {} {}>{}", verdict_name(each.verdict), each.name,
                                  each.printed, each.found));
    }
    return lines;
  }

  Document document_;
  std::string word_;
};
INSTANTIATE_TEST_SUITE_P(Sqlite, Verify, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

// 4 points of the chart besides the figures of the text.
TEST_P(Verify, finds_every_figure_of_an_untouched_document_the_same) {
  for (const std::string& bytes :
       {word_, without_tags(word_), without_names(word_), without_controls(word_)}) {
    EXPECT_THAT(differences(bytes), IsEmpty());
    EXPECT_EQ(verified(bytes).figures.size(), figures_of(document_).size() + 4);
    EXPECT_TRUE(verified(bytes).manifest);
  }
  EXPECT_THAT(differences(html_page(document_)), IsEmpty());
  EXPECT_EQ(verified(html_page(document_)).figures.size(), figures_of(document_).size() + 4);
  EXPECT_TRUE(verified(word_).names);
  EXPECT_FALSE(verified(without_tags(word_)).names);
}

TEST_P(Verify, tells_an_edited_figure_whoever_saved_the_file) {
  const std::string edited =
      with_body_replaced(word_, "<w:t>2691人次</w:t>", "<w:t>3691人次</w:t>");
  const auto expected = ElementsAre("edited heads@610522@2020 2691人次>3691人次");
  EXPECT_THAT(differences(edited), expected);
  EXPECT_THAT(differences(without_tags(edited)), expected);
  EXPECT_THAT(differences(without_names(edited)), expected);
  EXPECT_THAT(differences(without_controls(edited)), expected);
  const std::string page =
      replaced(html_page(document_), ">2691人次</data>", "><b>3</b>691人次</data>");
  EXPECT_THAT(differences(page), expected);
}

TEST_P(Verify, says_where_a_figure_stands) {
  const Verification result = verified(word_);
  EXPECT_EQ(result.figures.at(0).context, "全年举办讲座4场，听众2691人次，其中");
  EXPECT_EQ(result.figures.back().context, "各月讲座 · 讲座 · 12月");
  std::string last;
  for (const Checked& each : verified(html_page(document_)).figures) {
    if (each.name == "talks@610522@2020-12") last = each.context;
  }
  EXPECT_EQ(last, "各月讲座 · 讲座 · 12月");
  EXPECT_EQ(result.figures.at(0).title, "讲座");
}

TEST_P(Verify, tells_a_moved_ledger_and_an_edit_on_top_of_it) {
  const std::string edited = with_body_replaced(word_, "<w:t>4场</w:t>", "<w:t>9场</w:t>");
  load("talk", "key,unit,on,topic,kind,heads\n9,A1,2020-12-30,新增,health,10\n");
  std::map<std::string, std::string> told;
  for (const Checked& each : verified(edited).figures) {
    told.emplace(each.name, std::string(verdict_name(each.verdict)) + " " + each.today);
  }
  EXPECT_EQ(told["talks@610522@2020"], "edited_moved 5场");
  EXPECT_EQ(told["heads@610522@2020"], "moved 2701人次");
  EXPECT_EQ(told["talks@610522@2020?kind=crop"], "same 2场");
  // The chart's point of December.
  EXPECT_EQ(told["talks@610522@2020-12"], "moved 2");
}

TEST_P(Verify, speaks_the_language_of_the_document) {
  const Document english = composed(summary, "610522", "2020", Language::en).value();
  const std::vector<std::string> files = {docx_page(english).value(), html_page(english)};
  load("talk", "key,unit,on,topic,kind,heads\n9,A1,2020-12-30,新增,health,10\n");
  const Document moved = composed(summary, "610522", "2020", Language::en).value();
  for (const std::string& bytes : files) {
    const Verification result = verified(bytes);
    EXPECT_EQ(result.figures.at(0).title, "Talks");
    EXPECT_EQ(result.figures.at(0).today, figures_of(moved).at(0)->text);
  }
}

TEST_P(Verify, tells_a_figure_that_was_taken_out) {
  const std::string shortened = changed(word_, [&](const std::string& name, std::string part) {
    if (name != "word/document.xml") return part;
    const std::size_t at = part.find("<w:tag w:val=\"yj:members@610522@2020\"/>");
    const std::size_t begin = part.rfind("<w:sdt>", at);
    return part.erase(begin, part.find("</w:sdt>", at) + 8 - begin);
  });
  const auto expected = ElementsAre("removed members@610522@2020 【缺：会员】>");
  EXPECT_THAT(differences(shortened), expected);
  EXPECT_THAT(differences(without_tags(shortened)), expected);
  EXPECT_THAT(differences(without_names(shortened)), expected);
  EXPECT_THAT(differences(without_controls(shortened)), expected);
  // Nor is it confused by a control that somebody has put in.
  const std::string with_other =
      with_body_replaced(shortened, "<w:p>",
                         "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>密级</w:t></w:r>"
                         "</w:sdtContent></w:sdt>");
  EXPECT_THAT(differences(with_other), expected);
  EXPECT_THAT(differences(without_tags(with_other)), expected);
  EXPECT_THAT(differences(without_names(with_other)), expected);
}

TEST_P(Verify, follows_a_figure_whose_control_was_taken_off) {
  const std::string unwrapped = changed(word_, [](const std::string& name, std::string part) {
    if (name != "word/document.xml") return part;
    const std::size_t at = part.find("<w:sdt>");
    part.erase(at, part.find("<w:sdtContent>", at) + 14 - at);
    part.erase(part.find("</w:sdtContent></w:sdt>", at), 23);
    return part;
  });
  EXPECT_THAT(differences(unwrapped), IsEmpty());
  EXPECT_THAT(differences(with_body_replaced(unwrapped, "<w:t>4场</w:t>", "<w:t>7场</w:t>")),
              ElementsAre("edited talks@610522@2020 4场>7场"));
}

// Both were edited, and one word stands between them: their controls tell them by their number.
TEST_P(Verify, tells_neighbours_that_were_both_edited_by_their_controls) {
  const std::string once = with_body_replaced(word_, "<w:t>1234人次</w:t>", "<w:t>1人次</w:t>");
  const std::string twice = with_body_replaced(once, "<w:t>1457人次</w:t>", "<w:t>2人次</w:t>");
  const auto expected = ElementsAre("edited heads@610522@2020?kind=crop 1234人次>1人次",
                                    "edited heads@610522@2020?kind=health 1457人次>2人次");
  EXPECT_THAT(differences(twice), expected);
  EXPECT_THAT(differences(without_tags(twice)), expected);
  EXPECT_THAT(differences(without_names(twice)), expected);
}

// A sentence was taken out and another of the same end put in: its number is no figure of ours.
TEST_P(Verify, does_not_take_half_a_phrase_for_a_figure) {
  const std::string bytes =
      changed(without_names(word_), [](const std::string& name, std::string part) {
        if (name != "word/document.xml") return part;
        const std::size_t at = part.find("首场在");
        const std::size_t end = part.find("</w:p>", at);
        return part.replace(at, end - at,
                            "今年</w:t></w:r><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>8月8日</w:t>"
                            "</w:r></w:sdtContent></w:sdt><w:r><w:t>举行，上年无。</w:t></w:r>");
      });
  for (const std::string& line : differences(bytes)) {
    EXPECT_TRUE(line.starts_with("unplaced ")) << line;
  }
  EXPECT_EQ(differences(bytes).size(), 3u);
}

// The words around both are new and so are they themselves: any number could be either of them.
TEST_P(Verify, does_not_guess_where_a_figure_went) {
  const std::string rewritten =
      changed(without_controls(word_), [](const std::string& name, std::string part) {
        if (name != "word/document.xml") return part;
        const std::size_t at = part.find("首场在");
        const std::size_t end = part.find("</w:p>", at);
        return part.replace(at, end - at, "去年办了7场，今年从2月3日起办了8场。</w:t></w:r>");
      });
  EXPECT_THAT(differences(rewritten),
              ElementsAre("unplaced opened@610522@2020 1月10日>", "unplaced talks@610522@2019 1场>",
                          "unplaced growth.talks@610522@2020 增长300%>"));
}

TEST_P(Verify, follows_a_sentence_that_was_moved) {
  for (const bool controls : {true, false}) {
    const std::string bytes = controls ? without_tags(word_) : without_controls(word_);
    const std::string moved = changed(bytes, [](const std::string& name, std::string part) {
      if (name != "word/document.xml") return part;
      const std::size_t words = part.find("首场在");
      const std::size_t begin = part.rfind("<w:p>", words);
      const std::size_t end = part.find("</w:p>", words) + 6;
      const std::string paragraph = part.substr(begin, end - begin);
      part.erase(begin, end - begin);
      return part.insert(part.rfind("<w:sectPr"), paragraph);
    });
    const std::vector<std::string> told = differences(moved);
    EXPECT_THAT(told, IsEmpty());
  }
}

TEST_P(Verify, compares_with_todays_words_where_the_manifest_is_gone) {
  const std::string bytes = without_manifest(word_);
  const Verification result = verified(bytes);
  EXPECT_FALSE(result.manifest);
  EXPECT_THAT(differences(bytes), IsEmpty());
  EXPECT_THAT(differences(with_body_replaced(bytes, "2691人次", "3691人次")),
              ElementsAre("edited heads@610522@2020 >3691人次"));
}

TEST_P(Verify, says_that_nothing_can_be_compared_where_names_and_manifest_are_gone) {
  EXPECT_EQ(refused(without_manifest(without_tags(word_))), "verify.names_gone");
  EXPECT_EQ(refused(without_manifest(without_controls(word_))), "verify.no_figures");
}

// As a file that went through .doc or .odt.
TEST_P(Verify, holds_a_file_without_names_and_manifest_against_the_summary_of_today) {
  const std::string bytes = with_body_replaced(without_manifest(without_controls(word_)),
                                               "<w:t>2691人次</w:t>", "<w:t>3691人次</w:t>");
  const auto view = figures_->view(owner_);
  const Verification result = verify(bytes, *view, &document_).value();
  EXPECT_FALSE(result.manifest);
  EXPECT_FALSE(result.names);
  EXPECT_EQ(result.figures.size(), figures_of(document_).size() + 4);
  for (const Checked& each : result.figures) {
    const bool edited = each.found == "3691人次";
    EXPECT_EQ(verdict_name(each.verdict), edited ? "edited" : "same") << each.name;
    EXPECT_EQ(each.printed, "");
    EXPECT_TRUE(!edited || each.today == "2691人次") << each.today;
  }
}

TEST_P(Verify, refuses_foreign_and_broken_files) {
  EXPECT_EQ(refused(""), "docx.not_a_docx");
  EXPECT_EQ(refused("%PDF-1.7"), "docx.not_a_docx");
  EXPECT_EQ(refused("<html><body>4场</body></html>"), "verify.no_figures");
  EXPECT_EQ(refused(word_.substr(0, word_.size() / 2)), "docx.truncated");
  EXPECT_EQ(refused(word_.substr(0, word_.size() - 1)), "docx.truncated");
}

TEST_P(Verify, tells_a_name_that_it_does_not_know) {
  const std::string bytes =
      with_body_replaced(word_, "yj:members@610522@2020", "yj:nothing@610522@2020");
  EXPECT_THAT(differences(bytes), ElementsAre("unknown nothing@610522@2020 >【缺：会员】"));
  EXPECT_THAT(differences(with_body_replaced(word_, "yj:members@610522@2020", "yj:?")),
              ElementsAre("unknown ? >【缺：会员】"));
}

TEST_P(Verify, tells_an_edited_a_removed_and_an_added_point_of_a_chart) {
  const auto with_chart = [&](std::string_view from, std::string_view to) {
    return changed(word_, [&](const std::string& name, std::string part) {
      return name == "word/charts/chart1.xml" ? replaced(std::move(part), from, to) : part;
    });
  };
  const std::string_view march = "<c:pt idx=\"2\"><c:v>1</c:v></c:pt>";
  EXPECT_THAT(differences(with_chart(march, "<c:pt idx=\"2\"><c:v>3</c:v></c:pt>")),
              ElementsAre("edited talks@610522@2020-03 1>3"));
  // As a spreadsheet writes the number it holds.
  EXPECT_THAT(
      differences(with_chart(march, "<c:pt idx=\"2\"><c:v>1.00000000000000002</c:v></c:pt>")),
      IsEmpty());
  EXPECT_THAT(differences(with_chart(march, "")), ElementsAre("removed talks@610522@2020-03 1>"));
  EXPECT_THAT(
      differences(with_chart(march, std::string(march) + "<c:pt idx=\"3\"><c:v>8</c:v></c:pt>")),
      ElementsAre("unknown  >8"));
  EXPECT_EQ(differences(changed(word_,
                                [](const std::string& name, std::string part) {
                                  return name == "word/charts/chart1.xml" ? std::string()
                                                                          : std::move(part);
                                }))
                .size(),
            4u);
}

TEST_P(Verify, tells_an_edited_point_of_a_chart_in_a_page) {
  const std::string page = html_page(document_);
  const std::size_t march = page.find(" data-figure=\"talks@610522@2020-03\"");
  ASSERT_NE(march, std::string::npos);
  const std::size_t value = page.find(">1</text>", march);
  EXPECT_THAT(differences(std::string(page).replace(value, 9, ">7</text>")),
              ElementsAre("edited talks@610522@2020-03 1>7"));
}

// LibreOffice 7.4 keeps our controls without tag, title and number, and the manifest.
TEST_P(Verify, reads_what_libreoffice_saved) {
  const std::string bytes = read_fixture("libreoffice_saved_summary.docx");
  const Verification result = verified(bytes);
  EXPECT_FALSE(result.names);
  EXPECT_TRUE(result.manifest);
  EXPECT_THAT(differences(bytes), IsEmpty());
  EXPECT_EQ(result.figures.size(), figures_of(document_).size() + 4);
}

TEST_P(Verify, tells_what_was_edited_in_libreoffice) {
  EXPECT_THAT(
      differences(read_fixture("libreoffice_edited_summary.docx")),
      ElementsAre("edited heads@610522@2020 2691人次>近3000人次",
                  "edited heads@610522@2020?kind=crop 1234人次>1334人次",
                  "removed members@610522@2020 【缺：会员】>", "edited talks@610522@2020-06 1>5"));
}

}  // namespace
}  // namespace youju::narrative
