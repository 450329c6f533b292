#include <youju/base/limits.h>
#include <youju/org/account_fixture.h>

namespace youju::org {
namespace {

class DelegationTest : public AccountTest {
 protected:
  Day day(int days) const { return clock_.today().plus(days); }
  Accounts::Delegation wanted(const std::string& giver, const std::string& receiver, Role role,
                              UnitId scope) const {
    Accounts::Delegation one;
    one.giver = giver;
    one.receiver = receiver;
    one.role = role;
    one.scope = scope;
    one.from = day(1);
    one.until = day(4);
    return one;
  }
  Access access(const std::string& login) { return *accounts_->access(login); }
  Result<Accounts::Delegation> delegate(const std::string& actor, const Accounts::Delegation& one) {
    return accounts_->delegate(access(actor), one, home_address);
  }
  bool may_approve(const std::string& login, UnitId unit) {
    return access(login)
        .require(Action::approve_record, unit, *directory_->tree(clock_.today()))
        .has_value();
  }
  void next_day() { later_min(24 * 60); }
};
YOUJU_ON_BOTH(DelegationTest);

TEST_P(DelegationTest, holds_on_its_days_and_ends_by_itself) {
  ASSERT_TRUE(delegate("wang", wanted("wang", "li", Role::reviewer, a)));
  EXPECT_FALSE(may_approve("li", a)) << "the day before";
  for (int i = 0; i < 3; ++i) {
    next_day();
    EXPECT_TRUE(may_approve("li", a)) << i;
    EXPECT_FALSE(may_approve("li", b)) << "wang is leader there, but gave no such right";
  }
  next_day();
  EXPECT_FALSE(may_approve("li", a));
  EXPECT_TRUE(may_approve("wang", a)) << "the giver kept it";
}

TEST_P(DelegationTest, says_on_whose_behalf) {
  give_password("li");
  ASSERT_TRUE(delegate("wang", wanted("wang", "li", Role::reviewer, a)));
  next_day();
  const Session mine = session(token("li"));
  const auto tree = directory_->tree(clock_.today());
  EXPECT_EQ(mine.access().on_behalf_of(Action::approve_record, a, *tree), "wang");
  EXPECT_EQ(mine.access().on_behalf_of(Action::enter_record, a, *tree), "")
      << "li may do it of their own right";
  EXPECT_EQ(mine.access().on_behalf_of(Action::close_period, a, *tree), "");
  EXPECT_EQ(mine.access().grants().back().on_behalf_of, "wang");
  const TrailEntry entry = last_of("sign_in");
  ASSERT_EQ(entry.fields.size(), 2U);
  EXPECT_EQ(entry.fields[1].name, "on_behalf_of");
  EXPECT_EQ(entry.fields[1].value, "wang");
}

TEST_P(DelegationTest, gives_what_the_giver_has_and_no_more) {
  struct Row {
    const char *actor, *giver, *receiver;
    Role role;
    UnitId scope;
    const char* what;
  };
  const std::vector<Row> rows = {
      {"wang", "wang", "li", Role::reviewer, a, "ok"},
      {"wang", "wang", "li", Role::leader, b, "ok"},
      {"wang", "wang", "li", Role::leader, a, "account.delegation_not_held"},
      {"wang", "wang", "li", Role::reviewer, r, "account.delegation_not_held"},
      {"wang", "wang", "li", Role::administrator, a, "account.delegation_not_held"},
      {"wang", "wang", "li", Role::reviewer, UnitId{99}, "account.delegation_not_held"},
      {"wang", "wang", "wang", Role::reviewer, a, "account.delegation_to_self"},
      {"wang", "wang", "zhao", Role::reviewer, a, "org.unknown_person"},
      {"wang", "zhao", "li", Role::reviewer, a, "org.unknown_person"},
      {"li", "wang", "li", Role::reviewer, a, "org.forbidden"},
      {"town", "wang", "li", Role::reviewer, a, "org.forbidden"},  // wang leads b as well
      {"admin", "wang", "li", Role::reviewer, a, "ok"},            // wang lies in hospital
      {"shen", "shen", "li", Role::auditor, a, "ok"},              // a part of the scope
      {"gone", "gone", "li", Role::clerk, a, "account.delegation_not_held"},
  };
  for (const Row& row : rows) {
    const auto done = delegate(row.actor, wanted(row.giver, row.receiver, row.role, row.scope));
    EXPECT_EQ(error_of(done), row.what)
        << row.actor << ' ' << row.giver << ' ' << row.receiver << ' ' << role_name(row.role);
  }
}

TEST_P(DelegationTest, is_for_days_to_come_and_not_for_ever) {
  struct Row {
    int from, until;
    const char* what;
  };
  for (const Row& row : {Row{0, 1, "ok"},
                         {0, limits::delegation_days_max, "ok"},
                         {-1, 1, "account.delegation_days"},
                         {1, 1, "account.delegation_days"},
                         {2, 1, "account.delegation_days"},
                         {0, limits::delegation_days_max + 1, "account.delegation_days"}}) {
    Accounts::Delegation one = wanted("wang", "li", Role::reviewer, a);
    one.from = day(row.from);
    one.until = day(row.until);
    EXPECT_EQ(error_of(delegate("wang", one)), row.what) << row.from << ' ' << row.until;
  }
}

TEST_P(DelegationTest, is_not_passed_on) {
  ASSERT_TRUE(delegate("wang", wanted("wang", "li", Role::reviewer, a)));
  next_day();
  Accounts::Delegation again = wanted("li", "shen", Role::reviewer, a);
  EXPECT_EQ(error_of(delegate("li", again)), "account.delegation_not_held");
}

TEST_P(DelegationTest, of_an_administrator_manages_nobody) {
  Accounts::Delegation one = wanted("admin", "li", Role::administrator, r);
  one.from = day(0);
  ASSERT_TRUE(delegate("admin", one));
  const auto tree = directory_->tree(clock_.today());
  EXPECT_TRUE(access("li").require_anywhere(Action::manage_units, *tree));
  EXPECT_FALSE(access("li").require_anywhere(Action::manage_people, *tree));
  EXPECT_EQ(error_of(accounts_->reset_password(access("li"), "admin", "")), "org.forbidden");
  EXPECT_EQ(error_of(accounts_->reset_password(access("li"), "wang", "")), "org.forbidden");
}

TEST_P(DelegationTest, ends_when_it_is_revoked) {
  Accounts::Delegation one = wanted("wang", "li", Role::reviewer, a);
  one.from = day(0);
  const auto made = delegate("wang", one);
  ASSERT_TRUE(made);
  EXPECT_TRUE(may_approve("li", a));
  EXPECT_EQ(error_of(accounts_->revoke_delegation(access("li"), made->id, "")), "org.forbidden");
  EXPECT_EQ(error_of(accounts_->revoke_delegation(access("wang"), 99, "")),
            "account.no_such_delegation");
  ASSERT_TRUE(accounts_->revoke_delegation(access("wang"), made->id, home_address));
  EXPECT_FALSE(may_approve("li", a));
  EXPECT_EQ(error_of(accounts_->revoke_delegation(access("wang"), made->id, "")),
            "account.no_such_delegation");
  EXPECT_EQ(last_of("delegation_revoked").login, "wang");
  const auto seen = accounts_->delegations(access("li"), "li");
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->size(), 1U);
  EXPECT_EQ((*seen)[0].revoked_ms, clock_.now_ms());
  EXPECT_EQ(error_of(accounts_->delegations(access("li"), "wang")), "org.forbidden");
}

TEST_P(DelegationTest, ends_with_the_right_of_the_giver) {
  Accounts::Delegation one = wanted("wang", "gone", Role::reviewer, a);
  one.from = day(0);
  ASSERT_TRUE(delegate("wang", one));
  give_password("gone");
  const std::string mine = token("gone");
  EXPECT_TRUE(may_approve("gone", a)) << "who has no right of their own works with a lent one";
  grant({"wang", "Wang", {{Role::leader, b}}});
  EXPECT_FALSE(may_approve("gone", a));
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
}

TEST_P(DelegationTest, goes_to_colleagues_of_the_same_unit_or_next_to_it) {
  const auto of = [&](const std::string& login) {
    std::string all;
    for (const Person& person : accounts_->colleagues(access(login))) all += person.login + " ";
    return all;
  };
  EXPECT_EQ(of("li"), "admin chief shen town wang ");
  EXPECT_EQ(of("wang"), "admin chief li shen town ");
  EXPECT_EQ(of("admin"), "chief li shen town wang ");
  EXPECT_EQ(of("gone"), "");
}

TEST_P(DelegationTest, of_a_person_are_bounded) {
  for (std::size_t i = 0; i < limits::delegations_of_a_giver_max; ++i) {
    ASSERT_TRUE(delegate("wang", wanted("wang", "li", Role::reviewer, a)));
  }
  EXPECT_EQ(error_of(delegate("wang", wanted("wang", "li", Role::reviewer, a))),
            "account.too_many_delegations");
}

}  // namespace
}  // namespace youju::org
