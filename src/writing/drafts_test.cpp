#include <gmock/gmock.h>
#include <youju/narrative/pages.h>
#include <youju/store/database.h>
#include <youju/writing/difference.h>
#include <youju/writing/writing_fixture.h>

namespace youju::writing {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Drafting : public WritingTest {};

TEST_P(Drafting, begins_as_its_template_and_each_figure_stands_by_name) {
  const Uuid id = begun();
  const auto reading = drafts_->read(owner_, id, 0);
  ASSERT_TRUE(reading) << reading.error().what;
  EXPECT_EQ(reading->draft.title, "潼关县科学技术协会2020年工作总结");
  std::string names;
  for (const auto* mark : marks_of(reading->version.content)) names += mark->name.to_string() + " ";
  EXPECT_EQ(names,
            "talks@610522@2020 heads@610522@2020 givers@610522@2020 crops@610522@2020 "
            "members@610522@2020 ");
  ASSERT_EQ(reading->offers.size(), 2U);
  EXPECT_EQ(reading->offers[0].source, "table:讲座一览");
  EXPECT_EQ(reading->offers[1].source, "annex");
  const std::string page = narrative::markdown_page(reading->filled.document);
  EXPECT_THAT(page, HasSubstr("听众2300余人次"));
  EXPECT_THAT(page, HasSubstr("附表"));
  EXPECT_EQ(error_of(drafts_->create(owner_, "610522", *Period::parse("2020"), "test")),
            "writing.exists");
}

TEST_P(Drafting, saves_versions_and_tells_the_second_writer) {
  const Uuid id = begun();
  Content mine = content_of(id);
  replace(block_with(mine, "一致欢迎"), "一致欢迎", "普遍欢迎");
  EXPECT_EQ(saved(id, 1, mine), 2);
  EXPECT_EQ(saved(id, 2, mine), 2) << "the same content is no new version";
  const auto late = drafts_->save(as("writer"), id, 1, to_json(content_of(id, 1)), "");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().what, "writing.version_conflict");
  EXPECT_EQ(late.error().field("by"), "owner");
  EXPECT_EQ(to_json(content_of(id, 2)), to_json(mine));
  EXPECT_NE(to_json(content_of(id, 1)), to_json(mine));
}

TEST_P(Drafting, shows_what_has_moved_and_what_is_missing) {
  const Uuid id = begun();
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  const auto tasks = drafts_->tasks(owner_, id);
  ASSERT_TRUE(tasks) << tasks.error().what;
  std::string moved;
  for (const Moved& each : tasks->moved) moved += each.text_then + ">" + each.text_now + " ";
  EXPECT_EQ(moved, "3场>4场 2300余人次>2400余人次 ");
  ASSERT_EQ(tasks->gaps.size(), 1U);
  EXPECT_EQ(tasks->gaps.front().figure, "members@610522@2020");
  EXPECT_EQ(tasks->gaps.front().ledger, "");
  EXPECT_EQ(tasks->gaps.front().blocks.size(), 1U);
}

TEST_P(Drafting, tells_two_versions_apart_word_by_word) {
  const Uuid id = begun();
  Content next = content_of(id);
  replace(block_with(next, "一致欢迎"), "一致欢迎", "普遍欢迎");
  std::swap(next.blocks[0], next.blocks[4]);
  Block added = next.blocks[1];
  added.id = "new-1";
  next.blocks.push_back(added);
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  saved(id, 1, next);
  const Version from = *drafts_->version(owner_, id, 1);
  const Version to = *drafts_->version(owner_, id, 2);
  std::string told;
  for (const BlockDifference& each : difference(from, to)) {
    told += std::string(change_name(each.change)) + ":";
    for (const Piece& piece : each.line.from) {
      if (piece.change != Change::same) {
        told += "-" + (piece.mark != nullptr ? piece.mark->name.indicator : piece.text);
      }
    }
    for (const Piece& piece : each.line.to) {
      if (piece.change == Change::added && each.change == Change::changed) told += "+" + piece.text;
    }
    told += " ";
  }
  EXPECT_THAT(told, HasSubstr("changed:-一致+普遍 "));
  EXPECT_THAT(told, HasSubstr("same:-talks-heads ")) << "moved, though no word has changed";
  EXPECT_THAT(told, HasSubstr("moved:"));
  EXPECT_THAT(told, HasSubstr("added:"));
}

TEST_P(Drafting, is_sealed_and_stays_as_it_was_though_the_ledger_moves) {
  const Uuid id = begun();
  EXPECT_EQ(error_of(drafts_->seal(as("writer"), id, 1)), "writing.wrong_state");
  ASSERT_TRUE(drafts_->submit(as("writer"), id, 1));
  EXPECT_EQ(error_of(drafts_->sign(as("writer"), id, 1)), "org.forbidden");
  EXPECT_EQ(error_of(drafts_->sign(as("leader-town"), id, 1)), "org.forbidden");
  ASSERT_TRUE(drafts_->sign(as("leader"), id, 1));
  const auto sealing = drafts_->seal(as("writer"), id, 1);
  ASSERT_TRUE(sealing) << sealing.error().what;
  const auto seal = *drafts_->seal_of(owner_, id, 1);
  ASSERT_TRUE(seal);
  const std::string docx = *drafts_->sealed_file(*seal, "docx");
  const std::string text = *drafts_->sealed_file(*seal, "md");
  EXPECT_THAT(text, HasSubstr(seal->chain_hash.substr(0, 16)));
  EXPECT_THAT(text, HasSubstr("leader"));
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  EXPECT_EQ(*drafts_->sealed_file(*drafts_->seal_of(owner_, id, 1).value(), "docx"), docx);
  EXPECT_EQ(error_of(drafts_->reopen(as("writer"), id, 1, "改")), "org.forbidden");
  ASSERT_TRUE(drafts_->reopen(as("leader"), id, 1, "补充一段"));
  EXPECT_EQ(drafts_->find(owner_, id)->state, State::writing);
  EXPECT_EQ(drafts_->find(owner_, id)->version, 2);
  EXPECT_THAT(*drafts_->audit(owner_), IsEmpty());
}

TEST_P(Drafting, is_signed_again_when_a_figure_has_moved) {
  const Uuid id = begun();
  ASSERT_TRUE(drafts_->submit(owner_, id, 1));
  ASSERT_TRUE(drafts_->sign(owner_, id, 1));
  load("talk", "key,unit,on,tags,hosts,topic,kind,heads,giver\n9,B1,2020-07-01,,,防汛,,100,\n");
  EXPECT_EQ(error_of(drafts_->seal(owner_, id, 1)), "writing.moved_since_signed");
  ASSERT_TRUE(drafts_->send_back(owner_, id, 1, "数字变动"));
  EXPECT_EQ(drafts_->find(owner_, id)->state, State::returned);
  EXPECT_FALSE(drafts_->find(owner_, id)->signature.has_value());
}

// The tables are made again from the events alone, and a table that was tampered with is told.
TEST_P(Drafting, is_the_same_after_a_rebuild_from_the_events) {
  const Uuid id = begun();
  Content next = content_of(id);
  replace(block_with(next, "一致欢迎"), "一致欢迎", "普遍欢迎");
  saved(id, 1, next);
  ASSERT_TRUE(drafts_->comment(owner_, id, next.blocks.front().id, "主要", "再核"));
  ASSERT_TRUE(drafts_->comment(owner_, id, next.blocks.back().id, "", "落款"));
  ASSERT_TRUE(drafts_->resolve(owner_, id, 1, true));
  ASSERT_TRUE(drafts_->submit(owner_, id, 2));
  ASSERT_TRUE(drafts_->send_back(owner_, id, 2, "改"));
  ASSERT_TRUE(drafts_->submit(owner_, id, 2));
  ASSERT_TRUE(drafts_->sign(owner_, id, 2));
  ASSERT_TRUE(drafts_->seal(owner_, id, 2));
  ASSERT_TRUE(drafts_->reopen(owner_, id, 2, "补充"));
  EXPECT_THAT(*drafts_->audit(owner_), IsEmpty());
  ASSERT_TRUE(database_->write([](store::Transaction& work) -> Result<void> {
    TRY(work.run("UPDATE draft SET state = 'sealed'"));
    return {};
  }));
  EXPECT_EQ(drafts_->audit(owner_)->size(), 2U) << "the row there is, and the one there should be";
  ASSERT_TRUE(drafts_->rebuild(owner_));
  EXPECT_THAT(*drafts_->audit(owner_), IsEmpty());
  EXPECT_EQ(drafts_->find(owner_, id)->state, State::writing);
  EXPECT_EQ(drafts_->find(owner_, id)->open_comments, 1);
  EXPECT_EQ(drafts_->history(owner_, id)->size(), 11U);
}

// Through a draft nobody reads figures of units that are out of sight.
TEST_P(Drafting, takes_only_figures_that_its_writer_may_see) {
  const Uuid id = begun("A");
  Content next = content_of(id);
  narrative::FigureMark mark;
  mark.name = *indicator::FigureName::parse("talks@B@2020");
  next.blocks[1].line.emplace_back(mark);
  EXPECT_EQ(error_of(drafts_->save(as("writer-town"), id, 1, to_json(next), "")), "org.forbidden");
  EXPECT_EQ(error_of(drafts_->save(as("writer"), id, 1, to_json(next), "")), "");
  // What stands in it already stays, whoever goes on writing.
  replace(block_with(next, "一致欢迎"), "一致欢迎", "普遍欢迎");
  EXPECT_EQ(error_of(drafts_->save(as("writer-town"), id, 2, to_json(next), "")), "");
}

TEST_P(Drafting, is_read_and_written_inside_its_subtree_alone) {
  const Uuid id = begun();
  EXPECT_EQ(error_of(drafts_->read(as("leader-town"), id, 0)), "org.forbidden");
  EXPECT_EQ(error_of(drafts_->history(as("auditor-town"), id)), "org.forbidden");
  EXPECT_EQ(error_of(drafts_->read(as("clerk"), id, 0)), "");
  EXPECT_EQ(error_of(drafts_->submit(as("clerk"), id, 1)), "org.forbidden");
  EXPECT_EQ(error_of(drafts_->read(owner_, Uuid(), 0)), "writing.no_such_draft");
  EXPECT_EQ(error_of(drafts_->read(owner_, id, 7)), "writing.no_such_version");
  const auto of_town = drafts_->list(as("writer-town"), {unit("A"), {}, {}});
  ASSERT_TRUE(of_town);
  EXPECT_THAT(*of_town, IsEmpty());
  EXPECT_EQ(drafts_->list(as("writer"), {unit("610522"), {}, State::writing})->size(), 1U);
}

YOUJU_ON_BOTH(Drafting);

TEST(Content, refuses_what_is_no_content_and_keeps_what_is) {
  const auto usual = [](const indicator::FigureName&) -> Result<indicator::Wording> {
    return indicator::Wording{};
  };
  const std::pair<const char*, const char*> cases[] = {
      {"[]", "writing.bad_content"},
      {R"({"title":["a"]})", "writing.bad_content"},
      {R"({"title":[],"blocks":[]})", "writing.bad_content"},
      {R"({"title":["a"],"blocks":[{"type":"picture"}]})", "writing.bad_content"},
      {R"({"title":["a"],"blocks":[{"type":"heading","level":5,"line":[]}]})",
       "writing.bad_content"},
      {R"({"title":["a"],"blocks":[{"id":"A b","type":"paragraph","line":[]}]})",
       "writing.bad_content"},
      {R"({"title":["a"],"blocks":[{"type":"generated"}]})", "writing.bad_content"},
      {R"({"title":["a"],"blocks":[{"type":"paragraph","line":[{"figure":"x"}]}]})",
       "figure.bad_name"},
      {R"({"title":["a"],"blocks":[{"type":"paragraph","line":[{"text":"a"},{"text":"b"}]}]})", ""},
  };
  for (const auto& [json, error] : cases) {
    const auto content = parse_content(json, usual, 3);
    EXPECT_EQ(content ? "" : content.error().what, error) << json;
    if (!content) continue;
    EXPECT_EQ(to_json(*content), R"({"title":["a"],"blocks":[{"id":"v3-1","type":"paragraph",)"
                                 R"("kind":"body","line":[{"text":"ab"}]}]})");
  }
}

}  // namespace
}  // namespace youju::writing
