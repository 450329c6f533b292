#include <youju/base/hash.h>
#include <youju/org/account_fixture.h>

namespace youju::org {
namespace {

class SessionTest : public AccountTest {};
YOUJU_ON_BOTH(SessionTest);

TEST_P(SessionTest, is_found_by_its_token_alone) {
  give_password("li");
  const std::string mine = token("li");
  EXPECT_EQ(mine.size(), 64U);
  EXPECT_EQ(state_of(mine), "ok");
  for (const std::string& bad :
       {std::string(), mine.substr(1), mine + "0", std::string(64, '0'), to_hex(digest_of(mine)),
        session(mine).csrf(), session(mine).id(), std::string(64, '\0')}) {
    EXPECT_EQ(state_of(bad), "account.sign_in_needed");
  }
  EXPECT_EQ(store::count(*database_,
                         "SELECT count(*) FROM account_session WHERE digest = '" + mine + "'"),
            0)
      << "the token itself is stored nowhere";
}

TEST_P(SessionTest, ends_when_nobody_asks_for_so_long) {
  give_password("li");
  const std::string mine = token("li");
  for (int i = 0; i < 3; ++i) {
    later_min(29);
    EXPECT_EQ(state_of(mine), "ok");
  }
  later_min(30);
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
  EXPECT_EQ(store::count(*database_, "SELECT count(*) FROM account_session"), 0);
  Policy policy;
  policy.idle_minutes = 5;
  start(policy);
  const std::string other = token("li");
  later_min(5);
  EXPECT_EQ(state_of(other), "account.sign_in_needed");
}

TEST_P(SessionTest, ends_after_twelve_hours_however_busy) {
  give_password("li");
  const std::string mine = token("li");
  for (int i = 0; i < 12 * 3 - 1; ++i) {
    later_min(20);
    ASSERT_EQ(state_of(mine), "ok") << i;
  }
  later_min(20);
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
}

TEST_P(SessionTest, goes_on_after_a_restart) {
  give_password("li");
  const std::string mine = token("li");
  later_min(20);
  EXPECT_EQ(state_of(mine), "ok");
  later_min(20);
  start();
  EXPECT_EQ(state_of(mine), "ok");
}

TEST_P(SessionTest, is_written_once_a_minute_at_most) {
  give_password("li");
  const std::string mine = token("li");
  const std::string sql = "SELECT max(seen_ms) FROM account_session";
  const std::int64_t begun = clock_.now_ms();
  later_s(59);
  EXPECT_EQ(state_of(mine), "ok");
  EXPECT_EQ(store::count(*database_, sql), begun);
  later_s(1);
  EXPECT_EQ(state_of(mine), "ok");
  EXPECT_EQ(store::count(*database_, sql), begun + 60'000);
  later_s(30);
  EXPECT_EQ(state_of(mine), "ok");
  EXPECT_EQ(store::count(*database_, sql), begun + 60'000);
}

TEST_P(SessionTest, is_new_with_each_sign_in_and_takes_the_old_ones_place) {
  give_password("li");
  const std::string before = token("li");
  // Who planted a token of theirs in a browser does not share what is signed in with it.
  const auto done = accounts_->sign_in({"li", good_password, "", home_address, "Firefox", before});
  ASSERT_TRUE(done);
  EXPECT_NE(done->token, before);
  EXPECT_EQ(state_of(before), "account.sign_in_needed");
  EXPECT_EQ(state_of(done->token), "ok");
  const auto planted =
      accounts_->sign_in({"li", good_password, "", home_address, "Firefox", std::string(64, 'a')});
  ASSERT_TRUE(planted);
  EXPECT_EQ(state_of(std::string(64, 'a')), "account.sign_in_needed");
}

TEST_P(SessionTest, csrf_belongs_to_it_and_to_no_other) {
  give_password("li");
  const Session one = session(token("li")), other = session(token("li"));
  EXPECT_NE(one.csrf(), other.csrf());
  EXPECT_TRUE(one.csrf_is(one.csrf()));
  EXPECT_FALSE(one.csrf_is(other.csrf()));
  EXPECT_FALSE(one.csrf_is(""));
  EXPECT_FALSE(one.csrf_is(one.csrf() + "0"));
}

TEST_P(SessionTest, is_ended_by_its_owner) {
  give_password("li");
  give_password("wang");
  const std::string mine = token("li");
  later_min(1);
  const std::string other = token("li");
  const std::string foreign = token("wang");
  const auto heads = accounts_->sessions(session(mine));
  ASSERT_TRUE(heads);
  ASSERT_EQ(heads->size(), 2U);
  EXPECT_FALSE((*heads)[0].is_this);
  EXPECT_TRUE((*heads)[1].is_this);
  EXPECT_EQ((*heads)[0].agent, "Firefox");
  EXPECT_EQ((*heads)[0].address, home_address);
  EXPECT_EQ(error_of(accounts_->end_session(session(mine), session(foreign).id(), "")),
            "account.no_such_session");
  ASSERT_TRUE(accounts_->end_session(session(mine), (*heads)[0].id, home_address));
  EXPECT_EQ(state_of(other), "account.sign_in_needed");
  EXPECT_EQ(state_of(mine), "ok");
  ASSERT_TRUE(accounts_->sign_out(mine, home_address));
  ASSERT_TRUE(accounts_->sign_out(mine, home_address)) << "twice is no error";
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
  EXPECT_EQ(state_of(foreign), "ok");
  EXPECT_EQ(last_of("sign_out").login, "li");
}

TEST_P(SessionTest, ends_when_the_last_right_is_taken_away) {
  give_password("wang");
  const std::string mine = token("wang");
  grant({"wang", "Wang", {{Role::clerk, b}}});
  ASSERT_EQ(state_of(mine), "ok");
  EXPECT_EQ(session(mine).access().grants().size(), 1U) << "a change of rights holds at once";
  grant({"wang", "Wang", {}});
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
  grant({"wang", "Wang", {{Role::clerk, b}}});
  EXPECT_EQ(state_of(mine), "account.sign_in_needed") << "and does not come back with a new one";
  EXPECT_EQ(last_of("grant").fields[0].value, "clerk@b");
}

TEST_P(SessionTest, that_another_process_ended_is_over_within_seconds) {
  give_password("li");
  const std::string mine = token("li");
  EXPECT_EQ(state_of(mine), "ok");
  ASSERT_TRUE(opened()->end_sessions(owner_, "li", ""));
  later_s(5);
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
}

TEST_P(SessionTest, of_everybody_is_ended_by_who_manages_all) {
  give_password("li");
  give_password("wang");
  const std::string mine = token("li"), other = token("wang");
  EXPECT_EQ(state_of(mine), "ok");
  EXPECT_EQ(error_of(accounts_->end_all_sessions(*directory_->access("town"), "")),
            "org.forbidden");
  ASSERT_TRUE(accounts_->end_all_sessions(*directory_->access("admin"), home_address));
  EXPECT_EQ(state_of(mine), "account.sign_in_needed");
  EXPECT_EQ(state_of(other), "account.sign_in_needed");
  EXPECT_EQ(last_of("sessions_ended").fields[0].value, "2");
}

TEST_P(SessionTest, the_oldest_gives_way_when_there_are_too_many) {
  give_password("li");
  const std::string first = token("li");
  std::string last;
  for (int i = 0; i < 20; ++i) {
    later_s(1);
    last = token("li");
  }
  EXPECT_EQ(state_of(first), "account.sign_in_needed");
  EXPECT_EQ(state_of(last), "ok");
  EXPECT_EQ(store::count(*database_, "SELECT count(*) FROM account_session"), 20);
}

class TotpTest : public AccountTest {};
YOUJU_ON_BOTH(TotpTest);

TEST_P(TotpTest, is_asked_for_once_it_is_proven) {
  give_password("li");
  const Session mine = session(token("li"));
  const auto offer = accounts_->begin_totp(mine, good_password, home_address);
  ASSERT_TRUE(offer);
  EXPECT_EQ(offer->secret.size(), 32U);
  EXPECT_EQ(offer->uri.substr(0, 24), "otpauth://totp/Youju:li?");
  EXPECT_FALSE(sign_in("li")->code_needed) << "an offer changes nothing";
  EXPECT_EQ(error_of(accounts_->confirm_totp(mine, "000000", "")), "account.wrong_code");
  const std::string secret = decoded(offer->secret);
  const auto codes = accounts_->confirm_totp(mine, code(secret), home_address);
  ASSERT_TRUE(codes) << codes.error().what;
  EXPECT_EQ(codes->size(), 10U);
  EXPECT_TRUE(sign_in("li")->code_needed);
}

TEST_P(TotpTest, half_way_in_is_no_session) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  const auto half = sign_in("li");
  ASSERT_TRUE(half);
  EXPECT_TRUE(half->code_needed);
  EXPECT_EQ(state_of(half->token), "account.sign_in_needed");
  const auto wrong = accounts_->second_factor(half->token, "000000", home_address);
  EXPECT_EQ(error_of(wrong), "account.wrong_code");
  EXPECT_EQ(wrong.error().kind, ErrorKind::unauthenticated);
  const auto done = accounts_->second_factor(half->token, code(secret), home_address);
  ASSERT_TRUE(done) << done.error().what;
  EXPECT_NE(done->token, half->token);
  EXPECT_EQ(state_of(done->token), "ok");
  EXPECT_TRUE(session(done->token).has_totp());
  later_s(60);
  EXPECT_EQ(error_of(accounts_->second_factor(half->token, code(secret), home_address)),
            "account.sign_in_needed")
      << "the way is gone once";
  EXPECT_TRUE(sign_in("li", good_password, code(secret))) << "both at once";
}

TEST_P(TotpTest, half_way_in_lasts_five_minutes_and_no_new_password) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  const std::string half = sign_in("li")->token;
  later_min(5);
  EXPECT_EQ(error_of(accounts_->second_factor(half, code(secret), home_address)),
            "account.sign_in_needed");
  const std::string again = sign_in("li")->token;
  later_s(1);
  give_password("li", other_password);
  EXPECT_EQ(error_of(accounts_->second_factor(again, code(secret), home_address)),
            "account.sign_in_needed");
}

TEST_P(TotpTest, a_code_is_good_once) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  const std::string now = code(secret);
  ASSERT_TRUE(sign_in("li", good_password, now));
  EXPECT_EQ(error_of(sign_in("li", good_password, now)), "account.wrong_code");
  start();
  EXPECT_EQ(error_of(sign_in("li", good_password, now)), "account.wrong_code");
  const std::string before = totp_code(secret, totp_step(clock_.now_ms()) - 1);
  EXPECT_EQ(error_of(sign_in("li", good_password, before)), "account.wrong_code");
  later_s(30);
  EXPECT_TRUE(sign_in("li", good_password, code(secret)));
}

TEST_P(TotpTest, a_recovery_code_is_good_once) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  ASSERT_EQ(recovery.size(), 10U);
  EXPECT_EQ(recovery[0].size(), 19U);
  ASSERT_TRUE(sign_in("li", good_password, recovery[0]));
  EXPECT_EQ(error_of(sign_in("li", good_password, recovery[0])), "account.wrong_code");
  std::string typed = recovery[1];
  for (char& c : typed) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-') c = ' ';
  }
  EXPECT_TRUE(sign_in("li", good_password, typed)) << "as people type it";
  EXPECT_EQ(last_of("recovery_code_used").login, "li");
  EXPECT_EQ(error_of(sign_in("wang", good_password, recovery[2])), "account.wrong_password");
  later_s(30);
  const Session mine = session(sign_in("li", good_password, code(secret))->token);
  const auto renewed = accounts_->renew_recovery_codes(mine, good_password, home_address);
  ASSERT_TRUE(renewed);
  EXPECT_EQ(error_of(sign_in("li", good_password, recovery[2])), "account.wrong_code");
  EXPECT_TRUE(sign_in("li", good_password, (*renewed)[2]));
}

TEST_P(TotpTest, wrong_codes_lock_like_wrong_passwords) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  const std::string half = sign_in("li")->token;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(error_of(accounts_->second_factor(half, "00000x", home_address)),
              "account.wrong_code");
    EXPECT_TRUE(sign_in("li")) << "a right password alone forgives nothing";
  }
  EXPECT_EQ(error_of(accounts_->second_factor(half, "00000x", home_address)), "account.locked");
  EXPECT_EQ(error_of(accounts_->second_factor(half, code(secret), home_address)), "account.locked");
  later_min(1);
  EXPECT_TRUE(accounts_->second_factor(half, code(secret), home_address));
}

TEST_P(TotpTest, is_taken_off_with_the_password) {
  give_password("li");
  const auto [secret, recovery] = turn_totp_on("li");
  const Session mine = session(sign_in("li", good_password, code(secret))->token);
  EXPECT_EQ(error_of(accounts_->begin_totp(mine, good_password, "")), "account.totp_on");
  EXPECT_EQ(error_of(accounts_->drop_totp(mine, "x", "")), "account.wrong_password");
  ASSERT_TRUE(accounts_->drop_totp(mine, good_password, ""));
  EXPECT_FALSE(sign_in("li")->code_needed);
  EXPECT_EQ(error_of(accounts_->drop_totp(mine, good_password, "")), "account.totp_off");
  EXPECT_EQ(error_of(accounts_->confirm_totp(mine, code(secret), "")), "account.totp_not_offered");
  EXPECT_EQ(store::count(*database_, "SELECT count(*) FROM account_recovery_code"), 0);
}

TEST_P(TotpTest, a_secret_is_stored_encrypted_and_for_one_person) {
  give_password("li");
  give_password("wang");
  const auto [secret, recovery] = turn_totp_on("li");
  const auto snapshot = database_->read();
  store::Statement& row = snapshot->prepare("SELECT sealed FROM account_totp");
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.blob(0).find(secret), std::string::npos);
  row.reset();
  ASSERT_TRUE(database_->write([](store::Transaction& work) -> Result<void> {
    TRY(work.run("UPDATE account_totp SET login = 'wang'"));
    return {};
  }));
  EXPECT_EQ(error_of(sign_in("wang", good_password, code(secret))), "account.totp_unreadable");
}

}  // namespace
}  // namespace youju::org
