// What a reform of units does to figures that a county has issued.
#include <gtest/gtest.h>
#include <youju/app/load.h>
#include <youju/app/reform_effect.h>

#include <filesystem>

namespace youju::app {
namespace {

class ReformEffectTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-reform-" + Uuid::make(system_clock()).to_string());
    WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    auto opened = Workspace::open(options, system_clock());
    ASSERT_TRUE(opened) << opened.error().what;
    workspace_ = std::move(*opened);
    const auto loaded = load(*workspace_, YOUJU_SOURCE_DIR "/examples/tongguan-2009", {});
    ASSERT_TRUE(loaded) << loaded.error().what;
    const Association of = workspace_->associations().front();
    writing::Drafts& drafts = workspace_->drafts();
    const org::Access owner = workspace_->owner();
    const auto id = drafts.create(owner, of.unit, of.period, of.template_name);
    ASSERT_TRUE(id) << id.error().what;
    ASSERT_TRUE(drafts.submit(owner, *id, 1));
    ASSERT_TRUE(drafts.sign(owner, *id, 1));
    const auto sealed = drafts.seal(owner, *id, 1);
    ASSERT_TRUE(sealed) << sealed.error().what;
  }
  void TearDown() override {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ReformEffect effect(ledger::Reform::Kind kind, const char* into, const char* day) {
    ledger::Reform reform;
    reform.kind = kind;
    reform.unit = "610522-nyj";
    reform.into = into;
    reform.day = *Day::parse(day);
    reform.reason = "test";
    auto found = reform_effect(*workspace_, workspace_->owner(), reform);
    EXPECT_TRUE(found) << found.error().what;
    return found ? std::move(*found) : ReformEffect();
  }

  std::filesystem::path folder_;
  std::unique_ptr<Workspace> workspace_;
};

TEST_F(ReformEffectTest, lists_the_issued_figures_that_a_move_would_change) {
  const auto head = workspace_->ledgers().head();
  const ReformEffect moved = effect(ledger::Reform::Kind::move, "610500", "2009-06-01");
  EXPECT_EQ(moved.units, 1);
  EXPECT_GT(moved.looked_at, 0);
  ASSERT_FALSE(moved.issued.empty());
  for (const ReformEffect::Change& each : moved.issued) {
    EXPECT_EQ(each.unit, "610522");
    EXPECT_NE(each.before, each.after) << each.figure;
  }
  EXPECT_EQ(workspace_->ledgers().head().seq, head.seq);
}

TEST_F(ReformEffectTest, finds_nothing_where_records_go_on_counting_where_they_were) {
  EXPECT_TRUE(effect(ledger::Reform::Kind::abolish, "", "2009-12-31").issued.empty());
  const ReformEffect later = effect(ledger::Reform::Kind::move, "610500", "2030-01-01");
  EXPECT_TRUE(later.issued.empty());
  EXPECT_EQ(later.looked_at, 0);
}

}  // namespace
}  // namespace youju::app
