#include <youju/ledger/ledger_fixture.h>
#include <youju/org/account.h>

namespace youju::ledger {
namespace {

using org::Role;

class GrantTest : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(ledgers_->grant(owner_, {{"chief", "C", {{Role::administrator, unit("610522")}}},
                                         {"town", "T", {{Role::administrator, unit("A")}}},
                                         {"li", "L", {{Role::clerk, unit("A1")}}},
                                         {"wang", "W", {{Role::clerk, unit("B")}}},
                                         {"gone", "G", {}}}));
  }
  std::string grant(const std::string& actor, const org::Person& person) {
    const auto access = ledgers_->directory()->access(actor);
    const auto done = ledgers_->grant(*access, {person});
    return done ? "ok" : done.error().what;
  }
};
YOUJU_ON_BOTH(GrantTest);

TEST_P(GrantTest, reaches_as_far_as_who_grants) {
  EXPECT_EQ(grant("town", {"zhao", "Z", {{Role::clerk, unit("A2")}}}), "ok");
  EXPECT_EQ(grant("town", {"li", "L", {{Role::reviewer, unit("A")}}}), "ok");
  EXPECT_EQ(grant("town", {"li", "L", {{Role::clerk, unit("610522")}}}), "org.forbidden");
  EXPECT_EQ(grant("town", {"li", "L", {{Role::clerk, unit("A1")}, {Role::clerk, unit("B1")}}}),
            "org.forbidden");
  EXPECT_EQ(grant("town", {"wang", "W", {{Role::clerk, unit("A")}}}), "org.forbidden")
      << "wang's right in B would be lost";
  EXPECT_EQ(grant("town", {"town", "T", {{Role::administrator, unit("610522")}}}), "org.forbidden");
  EXPECT_EQ(grant("town", {"gone", "G", {{Role::clerk, unit("A")}}}), "org.forbidden");
  EXPECT_EQ(grant("town", {"new", "N", {}}), "org.forbidden");
  EXPECT_EQ(grant("town", {"li", "L", {}}), "ok");
  EXPECT_EQ(grant("chief", {"wang", "W", {{Role::clerk, unit("A")}}}), "ok");
  EXPECT_EQ(grant("chief", {"gone", "G", {{Role::clerk, unit("A")}}}), "ok");
  EXPECT_EQ(grant("wang", {"li", "L", {{Role::clerk, unit("A")}}}), "org.forbidden");
  EXPECT_EQ(grant("chief", {"a b", "N", {{Role::clerk, unit("A")}}}), "org.bad_login");
}

TEST_P(GrantTest, stands_in_the_trail_and_ends_sessions_with_the_last_right) {
  const auto accounts =
      org::Accounts::open(*database_, clock_, [this] { return ledgers_->directory(); },
                          {folder_.path() / "account.key", {}, false, true});
  ASSERT_TRUE(accounts);
  std::vector<Error> faults;
  ASSERT_TRUE((*accounts)->set_password(owner_, "li", "Kepu-2020-0306", "", faults));
  const auto in = (*accounts)->sign_in({"li", "Kepu-2020-0306", "", "", "", ""});
  ASSERT_TRUE(in);
  EXPECT_EQ(grant("chief", {"li", "L", {{Role::reviewer, unit("A")}}}), "ok");
  EXPECT_TRUE((*accounts)->session(in->token));
  EXPECT_EQ(grant("chief", {"li", "L", {}}), "ok");
  EXPECT_FALSE((*accounts)->session(in->token));
  EXPECT_EQ(grant("chief", {"li", "L", {{Role::reviewer, unit("A")}}}), "ok");
  EXPECT_FALSE((*accounts)->session(in->token)) << "a new right brings no old session back";
  const auto trail = (*accounts)->trail(owner_, "", 1);
  ASSERT_TRUE(trail);
  EXPECT_EQ(trail->rows[0].kind, "grant");
  EXPECT_EQ(trail->rows[0].login, "chief");
  EXPECT_EQ(trail->rows[0].subject, "li");
  EXPECT_EQ(trail->rows[0].fields[0].value, "reviewer@A");
  ASSERT_TRUE(ledgers_->rebuild(owner_));
  EXPECT_EQ((*accounts)->trail(owner_, "", 1)->rows[0].seq, trail->rows[0].seq)
      << "a replay is no change";
  EXPECT_TRUE((*accounts)->sign_in({"li", "Kepu-2020-0306", "", "", "", ""}));
  EXPECT_TRUE((*accounts)->audit_trail(owner_)->faults.empty());
}

}  // namespace
}  // namespace youju::ledger
