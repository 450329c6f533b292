// Signing in, locks, passwords.
#include <sys/stat.h>
#include <youju/base/catalogue.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/org/account_fixture.h>
#include <youju/org/account_hash.h>

#include <thread>

namespace youju::org {
namespace {

using testing::ElementsAre;
using testing::Not;

class SignInTest : public AccountTest {};
YOUJU_ON_BOTH(SignInTest);

TEST_P(SignInTest, knows_whether_anybody_can_sign_in_yet) {
  EXPECT_FALSE(accounts_->anybody_can_sign_in());
  give_password("li");
  EXPECT_TRUE(accounts_->anybody_can_sign_in());
}

TEST_P(SignInTest, lets_in_with_the_right_password_alone) {
  give_password("li");
  const auto done = sign_in("li");
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_FALSE(done->code_needed);
  const Session mine = session(done->token);
  EXPECT_EQ(mine.login(), "li");
  EXPECT_EQ(mine.name(), "Li");
  EXPECT_FALSE(mine.must_change_password());
  EXPECT_TRUE(mine.access().require(Action::enter_record, a, *directory_->tree(clock_.today())));
  for (const auto& [login, password] :
       std::vector<std::pair<std::string, std::string>>{{"li", "kepu-2020-0306"},
                                                        {"li", ""},
                                                        {"li", std::string(good_password) + "x"},
                                                        {"li", std::string(100'000, 'x')},
                                                        {"LI", good_password},
                                                        {"wang", good_password},
                                                        {"nobody", good_password},
                                                        {"", good_password},
                                                        {std::string("l\0i", 3), good_password},
                                                        {"\xff\xfe", good_password},
                                                        {"li' OR '1'='1", good_password}}) {
    const auto refused = sign_in(login, password);
    ASSERT_FALSE(refused) << login;
    EXPECT_EQ(refused.error().what, "account.wrong_password");
    EXPECT_EQ(refused.error().kind, ErrorKind::unauthenticated);
    EXPECT_TRUE(refused.error().fields.empty());
  }
}

TEST_P(SignInTest, locks_after_five_wrong_attempts_though_the_password_be_right_then) {
  give_password("li");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(error_of(sign_in("li", "x")), "account.wrong_password");
  const auto locks = sign_in("li", "x");
  ASSERT_FALSE(locks);
  EXPECT_EQ(locks.error().what, "account.locked");
  EXPECT_EQ(locks.error().kind, ErrorKind::throttled);
  EXPECT_EQ(locks.error().field("seconds"), "60");
  later_s(59);
  const auto locked = sign_in("li");
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().field("seconds"), "1");
  start();  // and a restart does not help
  EXPECT_EQ(error_of(sign_in("li")), "account.locked");
  later_s(1);
  EXPECT_EQ(sign_in("li", "x").error().field("seconds"), "120");
  later_min(2);
  EXPECT_TRUE(sign_in("li"));
  EXPECT_EQ(error_of(sign_in("li", "x")), "account.wrong_password") << "success forgives";
  EXPECT_EQ(last_of("locked").login, "li");
  EXPECT_EQ(last_of("locked").address, home_address);
}

TEST_P(SignInTest, treats_a_login_that_does_not_exist_like_one_that_does) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(error_of(sign_in("zhao", "x")), "account.wrong_password");
  EXPECT_EQ(sign_in("zhao", "x").error().field("seconds"), "60");
  EXPECT_EQ(error_of(sign_in("zhao", "x")), "account.locked");
  EXPECT_EQ(last_of("sign_in_failed").login, "") << "what was typed may be a password";
  later_min(1);
  EXPECT_EQ(sign_in("zhao", "x").error().field("seconds"), "120");
}

TEST_P(SignInTest, holds_an_address_up_that_tries_many_logins) {
  give_password("li");
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(error_of(sign_in("x" + std::to_string(i), "y", "", "6.6.6.6")),
              "account.wrong_password");
  }
  const auto held_up = sign_in("li", good_password, "", "6.6.6.6");
  EXPECT_EQ(error_of(held_up), "account.address_locked");
  EXPECT_EQ(held_up.error().field("seconds"), "60");
  EXPECT_TRUE(sign_in("li"));
  later_min(1);
  EXPECT_TRUE(sign_in("li", good_password, "", "6.6.6.6"));
}

TEST_P(SignInTest, refuses_who_has_no_right_left) {
  give_password("gone");
  const auto refused = sign_in("gone");
  EXPECT_EQ(error_of(refused), "account.no_rights");
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
}

TEST_P(SignInTest, counts_attempts_that_come_at_the_same_time) {
  give_password("li");
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([this] { EXPECT_FALSE(sign_in("li", "x")); });
  }
  for (std::thread& thread : threads) thread.join();
  int failures = 0;
  for (const std::string& kind : kinds()) failures += kind == "sign_in_failed" ? 1 : 0;
  EXPECT_EQ(failures, 5);
}

TEST_P(SignInTest, writes_no_secret_into_the_trail) {
  give_password("li");
  const std::string secret = token("li");
  EXPECT_FALSE(sign_in("li", "S3cret-wrong-one"));
  EXPECT_FALSE(sign_in("S3cret-wrong-one", "x"));
  const auto page = accounts_->trail(owner_, "", 100);
  ASSERT_TRUE(page);
  for (const TrailEntry& entry : page->rows) {
    std::string all = entry.kind + entry.login + entry.subject + entry.address;
    for (const ErrorField& field : entry.fields) all += field.name + field.value;
    EXPECT_THAT(all, Not(testing::HasSubstr(secret)));
    EXPECT_THAT(all, Not(testing::HasSubstr("S3cret")));
    EXPECT_THAT(all, Not(testing::HasSubstr("argon2")));
  }
}

TEST(PasswordHasher, lets_nobody_wait_for_ever) {
  PasswordHasher hasher(true);
  const auto first = hasher.enter("li");
  ASSERT_TRUE(first);
  ASSERT_TRUE(hasher.enter("wang")) << "given back at once";
  const auto second = hasher.enter("li");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::busy);
  EXPECT_EQ(second.error().what, "account.busy");
}

TEST(PasswordHasher, no_password_fits_nobody) {
  PasswordHasher hasher(true);
  const auto place = hasher.enter("li");
  const std::string hash = hasher.hash(*place, "x");
  EXPECT_EQ(hash.substr(0, 10), "$argon2id$");
  EXPECT_NE(hasher.hash(*place, "x"), hash) << "salted";
  EXPECT_TRUE(hasher.fits(*place, hash, "x"));
  EXPECT_FALSE(hasher.fits(*place, hash, "y"));
  EXPECT_FALSE(hasher.fits(*place, "", "x"));
  EXPECT_FALSE(hasher.fits(*place, "no hash", "x"));
}

class PasswordTest : public AccountTest {
 protected:
  Result<Accounts::SignedIn> change(const Session& mine, std::string_view from,
                                    std::string_view to) {
    faults_.clear();
    return accounts_->change_password(mine, from, to, home_address, faults_);
  }
  std::vector<std::string> faults() const {
    std::vector<std::string> names;
    for (const Error& fault : faults_) names.push_back(fault.what);
    return names;
  }
  std::vector<Error> faults_;
};
YOUJU_ON_BOTH(PasswordTest);

TEST_P(PasswordTest, ends_all_sessions_when_it_is_changed_and_gives_a_new_one) {
  give_password("li");
  const std::string first = token("li"), second = token("li");
  const std::string csrf = session(first).csrf();
  const auto changed = change(session(first), good_password, other_password);
  ASSERT_TRUE(changed) << changed.error().what;
  EXPECT_EQ(state_of(first), "account.sign_in_needed");
  EXPECT_EQ(state_of(second), "account.sign_in_needed");
  EXPECT_EQ(state_of(changed->token), "ok");
  EXPECT_NE(session(changed->token).csrf(), csrf);
  EXPECT_EQ(error_of(sign_in("li")), "account.wrong_password");
  EXPECT_TRUE(sign_in("li", other_password));
}

TEST_P(PasswordTest, names_every_rule_that_it_breaks) {
  give_password("wang");
  const Session mine = session(token("wang"));
  EXPECT_EQ(error_of(change(mine, good_password, "wang")), "account.password_short");
  EXPECT_THAT(faults(), ElementsAre("account.password_short", "account.password_plain",
                                    "account.password_login"));
  EXPECT_EQ(error_of(change(mine, good_password, good_password)), "account.password_reused");
  EXPECT_EQ(error_of(change(mine, "x", other_password)), "account.wrong_password");
  EXPECT_TRUE(sign_in("wang")) << "nothing has changed";
}

TEST_P(PasswordTest, is_not_one_of_the_last_five) {
  give_password("li");
  std::string mine = token("li"), present = good_password;
  const auto nth = [](int n) { return "Kepu-2020-no" + std::to_string(n); };
  for (int n = 1; n <= 4; ++n) {
    const auto changed = change(session(mine), present, nth(n));
    ASSERT_TRUE(changed) << changed.error().what;
    mine = changed->token;
    present = nth(n);
  }
  EXPECT_EQ(error_of(change(session(mine), present, good_password)), "account.password_reused");
  for (int n = 1; n <= 4; ++n) {
    EXPECT_EQ(error_of(change(session(mine), present, nth(n))), "account.password_reused");
  }
  const auto fifth = change(session(mine), present, nth(5));
  ASSERT_TRUE(fifth);
  EXPECT_TRUE(change(session(fifth->token), nth(5), good_password)) << "it is the sixth last";
}

TEST_P(PasswordTest, when_temporary_allows_nothing_but_to_change_it) {
  give_password("li");
  const std::string before = token("li");
  const auto temporary =
      accounts_->reset_password(Access("town", directory_->person("town")->grants), "li", "");
  ASSERT_TRUE(temporary) << temporary.error().what;
  EXPECT_EQ(temporary->size(), 12U);
  EXPECT_EQ(state_of(before), "account.sign_in_needed");
  const Session mine = session(token("li", *temporary));
  EXPECT_TRUE(mine.must_change_password());
  EXPECT_FALSE(mine.access().require(Action::read, a, *directory_->tree(clock_.today())));
  EXPECT_TRUE(mine.access().grants().empty());
  const auto changed = change(mine, *temporary, other_password);
  ASSERT_TRUE(changed);
  EXPECT_FALSE(session(changed->token).must_change_password());
  EXPECT_FALSE(session(changed->token).access().grants().empty());
  EXPECT_EQ(last_of("password_reset").login, "town");
  EXPECT_EQ(last_of("password_reset").subject, "li");
}

TEST_P(PasswordTest, of_another_is_reset_only_by_who_manages_them) {
  struct Row {
    const char *actor, *login, *what;
  };
  for (const Row& row : {Row{"admin", "li", "ok"},
                         {"admin", "gone", "ok"},
                         {"admin", "shen", "ok"},
                         {"admin", "chief", "ok"},
                         {"town", "li", "ok"},
                         {"town", "wang", "org.forbidden"},  // leader of b, too
                         {"town", "admin", "org.forbidden"},
                         {"town", "gone", "org.forbidden"},
                         {"li", "wang", "org.forbidden"},
                         {"shen", "li", "org.forbidden"},
                         {"admin", "admin", "account.own_account"},
                         {"admin", "zhao", "org.unknown_person"}}) {
    const Access access = *directory_->access(row.actor);
    EXPECT_EQ(error_of(accounts_->reset_password(access, row.login, "")), row.what)
        << row.actor << ' ' << row.login;
    faults_.clear();
    const std::string fresh = std::string(other_password) + row.actor;
    EXPECT_EQ(error_of(accounts_->set_password(access, row.login, fresh, "", faults_)), row.what);
    EXPECT_EQ(error_of(accounts_->unlock(access, row.login, "")), row.what);
    EXPECT_EQ(error_of(accounts_->end_sessions(access, row.login, "")), row.what);
    const auto totp = error_of(accounts_->reset_totp(access, row.login, ""));
    EXPECT_EQ(totp, row.what == std::string("ok") ? "account.totp_off" : row.what);
  }
}

TEST_P(PasswordTest, that_an_administrator_chose_must_be_changed) {
  ASSERT_TRUE(
      accounts_->set_password(*directory_->access("admin"), "li", good_password, "", faults_));
  EXPECT_TRUE(session(token("li")).must_change_password());
  ASSERT_TRUE(accounts_->set_password(owner_, "li", other_password, "", faults_));
  EXPECT_FALSE(session(token("li", other_password)).must_change_password());
}

TEST_P(PasswordTest, reminds_when_it_is_old_and_locks_nobody_out) {
  give_password("li");
  later_min(90 * 24 * 60 - 1);
  EXPECT_FALSE(session(token("li")).password_is_old());
  later_min(1);
  EXPECT_TRUE(session(token("li")).password_is_old());
  Policy policy;
  policy.password_age_days = 0;
  start(policy);
  EXPECT_FALSE(session(token("li")).password_is_old());
}

TEST_P(PasswordTest, unlocking_lets_in_at_once) {
  give_password("li");
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(sign_in("li", "x"));
  const auto people = accounts_->people(*directory_->access("town"));
  ASSERT_TRUE(people);
  ASSERT_EQ(people->size(), 2U);  // li and town, whose rights lie in a
  EXPECT_EQ((*people)[0].login, "li");
  EXPECT_EQ((*people)[0].locked_seconds, 60);
  EXPECT_TRUE((*people)[0].has_password);
  EXPECT_FALSE((*people)[1].has_password);
  ASSERT_TRUE(accounts_->unlock(*directory_->access("town"), "li", home_address));
  EXPECT_TRUE(sign_in("li"));
  EXPECT_EQ(error_of(accounts_->people(*directory_->access("li"))), "org.forbidden");
}

class KeyTest : public AccountTest {};
YOUJU_ON_BOTH(KeyTest);

TEST_P(KeyTest, is_made_once_for_its_owner_alone) {
  const auto path = folder_.path() / "account.key";
  struct stat status{};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const std::string before = *read_file(path, 100);
  EXPECT_EQ(before.size(), 32U);
  start();
  EXPECT_EQ(*read_file(path, 100), before);
}

TEST_P(KeyTest, that_is_another_refuses_codes_but_not_recovery_codes) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  std::filesystem::remove(folder_.path() / "account.key");
  start();
  const auto refused = sign_in("li", good_password, code(secret));
  EXPECT_EQ(error_of(refused), "account.totp_unreadable");
  EXPECT_TRUE(sign_in("li", good_password, recovery[0]));
  ASSERT_TRUE(accounts_->reset_totp(owner_, "li", ""));
  EXPECT_FALSE(sign_in("li")->code_needed);
}

}  // namespace
}  // namespace youju::org
