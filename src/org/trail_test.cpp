#include <youju/org/account_fixture.h>

namespace youju::org {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TrailTest : public AccountTest {
 protected:
  void tamper(std::string_view sql) {
    ASSERT_TRUE(database_->write(
        [&](store::Transaction& work) -> Result<void> { return work.execute(sql); }));
  }
  std::vector<std::string> faults() const {
    const auto audit = accounts_->audit_trail(owner_);
    CHECK(audit);
    std::vector<std::string> lines;
    for (const Error& fault : audit->faults) {
      lines.push_back(fault.what + ' ' + std::string(fault.field("seq")));
    }
    return lines;
  }
  void note(const std::string& subject) {
    ASSERT_TRUE(accounts_->note("export", "li", home_address, subject, {{"rows", "7"}}));
  }
};
YOUJU_ON_BOTH(TrailTest);

TEST_P(TrailTest, is_read_by_pages_newest_first) {
  const std::size_t before = kinds().size();
  for (int i = 0; i < 5; ++i) note(std::to_string(i));
  const auto first = accounts_->trail(owner_, "", 2);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->rows.size(), 2U);
  EXPECT_EQ(first->rows[0].subject, "4");
  EXPECT_EQ(first->rows[0].fields[0].name, "rows");
  EXPECT_EQ(first->rows[0].fields[0].value, "7");
  EXPECT_EQ(first->rows[0].at_ms, clock_.now_ms());
  note("5");
  const auto second = accounts_->trail(owner_, first->next, 2);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->rows[0].subject, "2") << "a new row moves no page";
  const auto last = accounts_->trail(owner_, second->next, 500);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->rows.size(), before + 1);
  EXPECT_EQ(last->next, "");
  for (const char* bad : {"x", "-1", "0", "1x"}) {
    EXPECT_EQ(error_of(accounts_->trail(owner_, bad, 2)), "account.bad_key");
  }
}

TEST_P(TrailTest, is_read_by_auditors_alone) {
  struct Row {
    const char *login, *what;
  };
  for (const Row& row : {Row{"shen", "ok"},
                         {"admin", "ok"},
                         {"town", "org.forbidden"},
                         {"wang", "org.forbidden"},
                         {"gone", "org.forbidden"}}) {
    const Access access = *directory_->access(row.login);
    EXPECT_EQ(error_of(accounts_->trail(access, "", 10)), row.what) << row.login;
    EXPECT_EQ(error_of(accounts_->audit_trail(access)), row.what) << row.login;
  }
}

TEST_P(TrailTest, tells_what_was_changed_in_it) {
  for (int i = 0; i < 4; ++i) note("file" + std::to_string(i));
  EXPECT_THAT(faults(), IsEmpty());
  const std::int64_t last = static_cast<std::int64_t>(kinds().size());
  tamper("UPDATE trail SET address = '1.1.1.1' WHERE subject = 'file1'");
  EXPECT_THAT(faults(), ElementsAre("account.trail_chain " + std::to_string(last - 2)));
  tamper("DELETE FROM trail WHERE subject = 'file1'");
  EXPECT_THAT(faults(), ElementsAre("account.trail_gap " + std::to_string(last - 2),
                                    "account.trail_chain " + std::to_string(last - 1)));
}

TEST_P(TrailTest, keeps_text_from_outside_on_one_line_and_short) {
  ASSERT_TRUE(accounts_->note("export", "l\ni", std::string(1000, 'x'), "a\\nb\n=\xff",
                              {{"why", "one\ntwo\\n=three"}, {"what", std::string("\0x", 2)}}));
  const TrailEntry entry = last_of("export");
  EXPECT_EQ(entry.login, "l?i");
  EXPECT_LE(entry.address.size(), 200U);
  EXPECT_EQ(entry.subject, "a\\nb?=\xEF\xBF\xBD");
  EXPECT_EQ(entry.fields[0].value, "one?two\\n=three");
  EXPECT_EQ(entry.fields[1].value, "?x");
  EXPECT_THAT(faults(), IsEmpty());
}

TEST_P(TrailTest, tells_the_whole_story) {
  grant({"li", "Li", {{Role::writer, b}}});
  give_password("li");
  const std::string mine = token("li");
  std::vector<Error> faults;
  ASSERT_TRUE(accounts_->change_password(session(mine), good_password, other_password, home_address,
                                         faults));
  EXPECT_FALSE(sign_in("li", "x"));
  ASSERT_TRUE(accounts_->unlock(owner_, "li", ""));
  ASSERT_TRUE(accounts_->end_sessions(owner_, "li", ""));
  const std::vector<std::string> all = kinds();
  EXPECT_EQ(std::vector<std::string>(all.end() - 7, all.end()),
            (std::vector<std::string>{"grant", "password_reset", "sign_in", "password_changed",
                                      "sign_in_failed", "unlocked", "sessions_ended"}));
}

}  // namespace
}  // namespace youju::org
