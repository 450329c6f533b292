#include <gmock/gmock.h>
#include <youju/narrative/pages.h>
#include <youju/writing/merge.h>
#include <youju/writing/writing_fixture.h>

namespace youju::writing {
namespace {

using narrative::Returned;
using narrative::ReturnedFigure;
using narrative::ReturnedParagraph;

class Merging : public WritingTest {
 protected:
  void SetUp() override {
    WritingTest::SetUp();
    if (!IsSkipped()) id_ = begun();
  }

  // The draft's file, as it is read when it comes back.
  Returned file(int version = 0) const {
    const auto document = drafts_->document(owner_, id_, version);
    EXPECT_TRUE(document) << document.error().what;
    const auto returned = narrative::read_returned(narrative::docx_page(*document).value());
    EXPECT_TRUE(returned) << returned.error().what;
    return returned.value_or(Returned{});
  }
  static ReturnedParagraph& paragraph_with(Returned& file, std::string_view words) {
    for (ReturnedParagraph& each : file.paragraphs) {
      if (each.text.find(words) != std::string::npos) return each;
    }
    ADD_FAILURE() << words;
    return file.paragraphs.front();
  }
  // What a person does in a word processor: other words; another text in a figure's place.
  static void type(ReturnedParagraph& paragraph, std::string_view from, const std::string& to) {
    const std::size_t at = paragraph.text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    paragraph.text.replace(at, from.size(), to);
    for (ReturnedFigure& figure : paragraph.figures) {
      if (figure.begin == at) {
        figure.found = to;
      } else if (figure.begin > at) {
        figure.begin += to.size() - from.size();
      }
      if (figure.end > at) figure.end += to.size() - from.size();
    }
  }
  MergeProposal proposed(const Returned& file) const {
    const auto proposal = propose_merge(*drafts_, owner_, id_, file);
    EXPECT_TRUE(proposal) << proposal.error().what;
    return proposal.value_or(MergeProposal{});
  }
  std::string markdown(const Content& content) {
    const int version = drafts_->find(owner_, id_)->version;
    const auto made = drafts_->save_merged(owner_, id_, version, content, "back.docx", "");
    EXPECT_TRUE(made) << made.error().what << ' ' << made.error().where;
    return narrative::markdown_page(*drafts_->document(owner_, id_, 0));
  }

  Uuid id_;
};

TEST_P(Merging, finds_nothing_in_a_file_that_nobody_changed) {
  EXPECT_TRUE(proposed(file()).changes.empty());
  // Nor when the ledger has moved since it was made.
  const Returned old = file();
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  EXPECT_TRUE(proposed(old).changes.empty());
  // The summary that was printed from the template alone is held against the first version.
  Returned summary = old;
  summary.draft.clear();
  summary.draft_version = 0;
  std::erase_if(summary.paragraphs, [](const ReturnedParagraph& each) {
    return each.text.find("未定稿") != std::string::npos;
  });
  EXPECT_TRUE(proposed(summary).changes.empty());
}

TEST_P(Merging, keeps_changed_words_and_binds_the_figures_again) {
  Returned back = file();
  type(paragraph_with(back, "一致欢迎"), "深入田间地头", "送到田间地头、农家院落");
  type(paragraph_with(back, "听众"), "全年举办", "2020年全年共举办");
  const MergeProposal proposal = proposed(back);
  ASSERT_EQ(proposal.changes.size(), 2U);
  EXPECT_EQ(proposal.undecided(), 0U);
  for (const MergeChange& each : proposal.changes) EXPECT_FALSE(each.conflict);
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  const auto content = merged(proposal, content_of(id_), {});
  ASSERT_TRUE(content) << content.error().what;
  const std::string text = markdown(*content);
  EXPECT_THAT(text, testing::HasSubstr("送到田间地头、农家院落"));
  EXPECT_THAT(text, testing::HasSubstr("2020年全年共举办讲座4场，听众2400余人次")) << "live again";
}

TEST_P(Merging, asks_where_a_figure_was_typed_over_with_another_number) {
  Returned back = file();
  type(paragraph_with(back, "听众"), "2300余人次", "近3000人次");
  const MergeProposal proposal = proposed(back);
  ASSERT_EQ(proposal.changes.size(), 1U);
  const MergeChange& change = proposal.changes.front();
  EXPECT_TRUE(change.conflict);
  EXPECT_EQ(proposal.undecided(), 1U);
  ASSERT_EQ(change.figures.size(), 1U);
  EXPECT_EQ(change.figures.front().found, "近3000人次");
  EXPECT_EQ(change.figures.front().printed, "2300余人次");
  EXPECT_EQ(error_of(merged(proposal, content_of(id_), {})), "writing.merge_undecided");
  const auto typed = merged(proposal, content_of(id_), {{"c1", {}, {{0, TakeFigure::text}}}});
  ASSERT_TRUE(typed) << typed.error().what;
  EXPECT_THAT(markdown(*typed), testing::HasSubstr("听众近3000人次"));
}

TEST_P(Merging, lets_a_figure_take_the_wording_that_says_the_same) {
  Returned back = file();
  type(paragraph_with(back, "听众"), "2300余人次", "2324人次");
  const MergeProposal proposal = proposed(back);
  ASSERT_EQ(proposal.changes.size(), 1U);
  EXPECT_EQ(proposal.changes.front().figures.front().verdict, MergeFigure::Verdict::reworded);
  EXPECT_EQ(proposal.undecided(), 0U);
  const auto content = merged(proposal, content_of(id_), {});
  ASSERT_TRUE(content);
  EXPECT_THAT(markdown(*content), testing::HasSubstr("听众2324人次"));
  EXPECT_EQ(marks_of(content_of(id_)).size(), 5U) << "it is still a figure";
}

TEST_P(Merging, puts_both_side_by_side_where_the_draft_has_changed_too) {
  Returned back = file(1);
  type(paragraph_with(back, "一致欢迎"), "一致欢迎", "热烈欢迎");
  Content mine = content_of(id_);
  replace(block_with(mine, "一致欢迎"), "一致欢迎", "普遍欢迎");
  saved(id_, 1, mine);
  const MergeProposal proposal = proposed(back);
  EXPECT_EQ(proposal.base_version, 1);
  EXPECT_EQ(proposal.version, 2);
  ASSERT_EQ(proposal.changes.size(), 1U);
  EXPECT_TRUE(proposal.changes.front().conflict);
  EXPECT_EQ(proposal.changes.front().take, Take::undecided);
  EXPECT_EQ(error_of(merged(proposal, mine, {})), "writing.merge_undecided");
  const auto ours = merged(proposal, mine, {{"c1", Take::mine, {}}});
  ASSERT_TRUE(ours);
  EXPECT_EQ(to_json(*ours), to_json(mine));
  const auto theirs = merged(proposal, mine, {{"c1", Take::theirs, {}}});
  ASSERT_TRUE(theirs);
  EXPECT_THAT(markdown(*theirs), testing::HasSubstr("热烈欢迎"));
}

TEST_P(Merging, takes_in_new_paragraphs_and_lets_go_of_removed_ones) {
  Returned back = file();
  std::erase_if(back.paragraphs, [](const ReturnedParagraph& each) {
    return each.text.find("会员发展较慢") != std::string::npos;
  });
  const auto at = std::find_if(
      back.paragraphs.begin(), back.paragraphs.end(),
      [](const auto& each) { return each.text.find("一致欢迎") != std::string::npos; });
  ReturnedParagraph one, two;
  one.text = "二、下一步打算";
  one.level = 1;
  one.number_bytes = std::string_view("二、").size();
  two.text = "继续办好讲座，让更多群众受益。";
  back.paragraphs.insert(at + 1, {one, two});
  const MergeProposal proposal = proposed(back);
  ASSERT_EQ(proposal.changes.size(), 3U);
  const auto content = merged(proposal, content_of(id_), {});
  ASSERT_TRUE(content) << content.error().what;
  const std::string text = markdown(*content);
  const std::size_t heading = text.find("二、下一步打算");
  ASSERT_NE(heading, std::string::npos) << text;
  EXPECT_LT(text.find("一致欢迎"), heading);
  EXPECT_LT(heading, text.find("继续办好讲座"));
  EXPECT_LT(text.find("继续办好讲座"), text.find("三、存在不足"));
  EXPECT_EQ(text.find("会员发展较慢"), std::string::npos);
}

TEST_P(Merging, refuses_files_of_others) {
  Returned other = file();
  other.unit = "A";
  EXPECT_EQ(error_of(propose_merge(*drafts_, owner_, id_, other)), "writing.foreign_document");
  Returned later = file();
  later.draft_version = 5;
  EXPECT_EQ(error_of(propose_merge(*drafts_, owner_, id_, later)), "writing.foreign_document");
  EXPECT_EQ(error_of(propose_merge(*drafts_, owner_, id_, Returned{})), "writing.foreign_document");
  EXPECT_EQ(error_of(propose_merge(*drafts_, owner_, id_, "no zip")), "docx.not_a_docx");
  Returned endless = file();
  for (int each = 0; each < 200'000; ++each) {
    endless.paragraphs.push_back({"第" + std::to_string(each) + "段", false, 0, 0, {}});
  }
  EXPECT_EQ(error_of(propose_merge(*drafts_, owner_, id_, endless)), "writing.returned_too_long");
}

YOUJU_ON_BOTH(Merging);

}  // namespace
}  // namespace youju::writing
