// How many people look at a record, and who they may be, as its ledger says.
#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>

namespace youju::ledger {
namespace {

class ReviewTest : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    if (IsSkipped()) return;
    const auto one = [&](const char* login, org::Role role, const char* where) {
      return org::Person{login, login, {{role, unit(where)}}};
    };
    ASSERT_TRUE(ledgers_->grant(
        owner_,
        {one("clerk", org::Role::clerk, "A"), one("first", org::Role::reviewer, "A"),
         one("second", org::Role::reviewer, "A"), one("above", org::Role::reviewer, "610522")}));
  }
  void rule(const std::string& review) {
    PackFiles pack = test_pack();
    for (auto& [path, text] : pack.files) {
      if (path == "ledgers/training.yaml") text += "review: " + review + "\n";
    }
    const auto loaded = ledgers_->load_packs(owner_, {pack});
    ASSERT_TRUE(loaded) << loaded.error().what;
  }
  org::Access as(const char* login) const { return *ledgers_->directory()->access(login); }
  EntryResult entered(const char* login, const std::string& where, const std::string& topic) {
    const auto done = ledgers_->enter(
        as(login), "training", {"", {{"unit", where}, {"on", "2020-05-01"}, {"topic", topic}}, ""},
        Then::submit);
    EXPECT_TRUE(done) << done.error().what;
    return done.value_or(EntryResult{});
  }
  // The state that the approval leads to, or what is wrong with it; may_review() says the same.
  std::string approve(const char* login, const Uuid& id) {
    const Record record = *ledgers_->record(owner_, "training", id);
    const auto may =
        ledgers_->may_review(as(login), *ledgers_->schemas()->find("training"), record);
    const auto done = ledgers_->approve(as(login), "training", id, record.version);
    // That it may be a double is about the record, whoever looks at it.
    const bool of_content = !done && done.error().what == "ledger.possible_double";
    EXPECT_EQ(may ? "" : may.error().what, done || of_content ? "" : done.error().what);
    return done ? std::string(state_name(done->state)) : done.error().what;
  }
  std::vector<std::string> kinds(const Uuid& id) {
    std::vector<std::string> all;
    const auto events = ledgers_->history(owner_, id);
    for (const Event& event : *events) all.push_back(event.kind + " " + event.actor);
    return all;
  }
  // Everything is as the log says, also after the tables were made again from it.
  void expect_sound() {
    EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
    ASSERT_TRUE(ledgers_->rebuild(owner_));
    EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
  }
};
YOUJU_ON_BOTH(ReviewTest);

TEST_P(ReviewTest, by_one_is_what_packs_meant_all_along) {
  const auto one = entered("first", "A1", "嫁接");
  EXPECT_EQ(approve("clerk", one.id), "org.forbidden");
  EXPECT_EQ(approve("first", one.id), "approved") << "also of one's own";
}

struct Heard : Listener {
  void changed(const std::vector<RecordChange>& changes) override { count += changes.size(); }
  void nil_filed(const std::string&, org::UnitId, const Period&, std::int64_t) override {}
  void reset() override {}
  std::size_t count = 0;
};

TEST_P(ReviewTest, by_nobody_lets_what_is_handed_over_count_at_once) {
  rule("{people: 0}");
  Heard heard;
  ledgers_->listen(&heard);
  const auto one = entered("clerk", "A1", "嫁接");
  EXPECT_EQ(one.state, State::approved);
  EXPECT_EQ(heard.count, 1U);
  ASSERT_EQ(approved().size(), 1U);
  EXPECT_EQ(approved()[0].author, "clerk");
  EXPECT_THAT(kinds(one.id), testing::ElementsAre("record.enter clerk"));
  // A draft that is handed over later counts then.
  const auto draft = ledgers_->enter(
      as("clerk"), "training", {"", {{"unit", "A1"}, {"on", "2020-05-02"}, {"topic", "b"}}, ""});
  EXPECT_EQ(ledgers_->submit(as("clerk"), "training", draft->id, 1)->state, State::approved);
  EXPECT_EQ(event_title_id(ledgers_->history(owner_, draft->id)->back()),
            "ledger.event.record.submit_approved");
  EXPECT_EQ(heard.count, 2U);
  // What may be the same told twice waits for somebody who can tell.
  const auto twice = entered("clerk", "A2", "嫁接");
  EXPECT_EQ(twice.state, State::submitted);
  EXPECT_EQ(approve("first", twice.id), "ledger.possible_double");
  // So do the rows of a file.
  ImportOptions options;
  options.source = "import:x";
  const auto report = ledgers_->import(as("clerk"), "training",
                                       "key,unit,on,topic\n1,A1,2020-05-01,嫁接\n"
                                       "2,A1,2020-06-01,修剪\n",
                                       "a.csv", options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 2);
  EXPECT_EQ(report->possible_doubles, 1);
  EXPECT_EQ(approved().size(), 3U);
  ledgers_->listen(nullptr);
  expect_sound();
}

TEST_P(ReviewTest, by_two_takes_two_different_people) {
  rule("{people: 2}");
  const auto one = entered("clerk", "A1", "嫁接");
  EXPECT_EQ(approve("first", one.id), "checked");
  EXPECT_TRUE(approved().empty());
  EXPECT_EQ(approve("first", one.id), "ledger.second_reviewer");
  EXPECT_EQ(approve("second", one.id), "approved");
  EXPECT_EQ(approved().size(), 1U);
  EXPECT_THAT(kinds(one.id), testing::ElementsAre("record.enter clerk", "record.check first",
                                                  "record.approve second"));
  // One's own may be one of the two looks, not both.
  const auto own = entered("first", "A1", "修剪");
  EXPECT_EQ(approve("first", own.id), "checked");
  EXPECT_EQ(approve("first", own.id), "ledger.second_reviewer");
  EXPECT_EQ(approve("above", own.id), "approved");
  expect_sound();
}

TEST_P(ReviewTest, begins_again_when_the_content_is_another) {
  rule("{people: 2}");
  const auto one = entered("clerk", "A1", "嫁接");
  EXPECT_EQ(approve("first", one.id), "checked");
  ASSERT_TRUE(ledgers_->add_evidence(as("clerk"), "training", one.id, "a.pdf", upload("%PDF-1.7")));
  EXPECT_EQ(ledgers_->record(owner_, "training", one.id)->state, State::submitted);
  EXPECT_EQ(approve("second", one.id), "checked");
  EXPECT_EQ(approve("second", one.id), "ledger.second_reviewer");
  EXPECT_EQ(approve("first", one.id), "approved") << "the first look was at something else";
  const auto back = entered("clerk", "A1", "修剪");
  EXPECT_EQ(approve("first", back.id), "checked");
  ASSERT_TRUE(ledgers_->send_back(as("second"), "training", back.id, 2, "人数"));
  ASSERT_TRUE(ledgers_->submit(as("clerk"), "training", back.id, 3));
  EXPECT_EQ(approve("second", back.id), "checked");
  // A possible double of one that has been looked at once is told.
  const auto twice = entered("clerk", "A2", "修剪");
  EXPECT_EQ(twice.possible_doubles, std::vector<Uuid>{back.id});
  expect_sound();
}

TEST_P(ReviewTest, is_not_for_authors_where_the_ledger_says_so) {
  rule("{author: no}");
  const auto own = entered("first", "A1", "嫁接");
  EXPECT_EQ(approve("first", own.id), "ledger.own_review");
  EXPECT_EQ(approve("second", own.id), "approved");
  // Who changed it wrote it too.
  const auto one = entered("clerk", "A1", "修剪");
  ASSERT_TRUE(ledgers_->send_back(as("first"), "training", one.id, 1, "人数"));
  ASSERT_TRUE(ledgers_->edit(as("second"), "training", one.id, 2, {"", {{"trainees", "4"}}, ""},
                             Then::submit));
  EXPECT_EQ(approve("second", one.id), "ledger.own_review");
  EXPECT_EQ(approve("first", one.id), "approved");
  expect_sound();
}

TEST_P(ReviewTest, ends_above_where_the_ledger_says_so) {
  rule("{superior: yes}");
  const auto town = entered("clerk", "A", "嫁接");
  EXPECT_EQ(approve("first", town.id), "ledger.superior_review");
  EXPECT_EQ(approve("above", town.id), "approved");
  EXPECT_EQ(approve("first", entered("clerk", "A1", "修剪").id), "approved")
      << "the town stands above the village";
  // Above the county there is nobody in this tree: it confirms its own.
  EXPECT_EQ(approve("above", entered("above", "610522", "授粉").id), "approved");
  rule("{people: 2, superior: yes}");
  const auto two = entered("clerk", "A", "育苗");
  EXPECT_EQ(approve("first", two.id), "checked") << "the first look may be the town's";
  EXPECT_EQ(approve("second", two.id), "ledger.superior_review");
  EXPECT_EQ(approve("above", two.id), "approved");
  expect_sound();
}

TEST_P(ReviewTest, is_not_gone_around_by_a_file) {
  const auto import = [&](const org::Access& access, State state, const char* key) {
    ImportOptions options;
    options.source = std::string("import:") + key;
    options.state = state;
    const auto done = ledgers_->import(
        access, "training", std::string("key,unit,on,topic\n1,A1,2020-05-01,") + key + "\n",
        "a.csv", options);
    return done ? std::string() : done.error().what;
  };
  EXPECT_EQ(import(as("first"), State::approved, "a"), "");
  int serial = 0;
  for (const char* review : {"{people: 2}", "{author: no}", "{superior: yes}"}) {
    rule(review);
    const std::string key = "b" + std::to_string(++serial);
    EXPECT_EQ(import(as("first"), State::approved, key.c_str()), "ledger.import_review") << review;
    EXPECT_EQ(import(as("first"), State::submitted, key.c_str()), "") << review;
    // What was judged elsewhere comes in with who owns the folder.
    EXPECT_EQ(import(owner_, State::approved, (key + "o").c_str()), "") << review;
  }
  EXPECT_EQ(approved().size(), 4U);
}

TEST_P(ReviewTest, goes_on_for_what_waits_when_the_rule_changes) {
  rule("{people: 2}");
  const auto one = entered("clerk", "A1", "嫁接");
  const auto other = entered("clerk", "A1", "修剪");
  EXPECT_EQ(approve("first", one.id), "checked");
  rule("{people: 1}");
  EXPECT_EQ(approve("first", one.id), "approved");
  rule("{people: 0}");
  EXPECT_EQ(approve("first", other.id), "approved");
  expect_sound();
}

}  // namespace
}  // namespace youju::ledger
