// For tests of this room: a small tree with people, and accounts on a database of either back end.
#pragma once

#include <gmock/gmock.h>
#include <youju/org/account.h>
#include <youju/org/projection.h>
#include <youju/org/totp.h>
#include <youju/store/store_fixture.h>

#include <string>
#include <utility>
#include <vector>

namespace youju::org {

inline constexpr const char* good_password = "Kepu-2020-0306";
inline constexpr const char* other_password = "Taizhang_77_Ok";
inline constexpr const char* home_address = "10.0.0.7";

// county r with towns a and b. admin and chief over all, town over a; li clerk of a, wang reviewer
// of a and leader of b; shen the auditor; gone has no right.
class AccountTest : public store::StoreTest {
 protected:
  void SetUp() override {
    store::StoreTest::SetUp();
    if (IsSkipped()) return;
    database_ = open();
    ASSERT_TRUE(database_);
    ASSERT_TRUE(database_->migrate(migrations()));
    ASSERT_TRUE(database_->write([](store::Transaction& work) -> Result<void> {
      const Day founded = *Day::parse("1949-10-01");
      TRY(put_unit(work, {{0}, "r", "r", "r", UnitKind::county}));
      TRY(put_unit(work, {{1}, "a", "a", "a", UnitKind::township}));
      TRY(put_unit(work, {{2}, "b", "b", "b", UnitKind::township}));
      TRY(put_edge(work, {{0}, std::nullopt, founded, std::nullopt}));
      TRY(put_edge(work, {{1}, UnitId{0}, founded, std::nullopt}));
      return put_edge(work, {{2}, UnitId{0}, founded, std::nullopt});
    }));
    grant({"admin", "Admin", {{Role::administrator, r}}});
    grant({"chief", "Chief", {{Role::administrator, r}}});
    grant({"town", "Town", {{Role::administrator, a}}});
    grant({"li", "Li", {{Role::clerk, a}}});
    grant({"wang", "Wang", {{Role::reviewer, a}, {Role::leader, b}}});
    grant({"shen", "Shen", {{Role::auditor, r}}});
    grant({"gone", "Gone", {}});
    start();
  }

  // Opens the accounts, or opens them again as after a restart.
  void start(Policy policy = {}) {
    accounts_.reset();
    accounts_ = opened(policy);
  }
  std::unique_ptr<Accounts> opened(Policy policy = {}) {
    auto accounts = Accounts::open(*database_, clock_, [this] { return directory_; },
                                   {folder_.path() / "account.key", policy, false, true});
    CHECK(accounts);
    return std::move(*accounts);
  }
  // As room ledger does.
  void grant(const Person& person) {
    CHECK(database_->write([&](store::Transaction& work) -> Result<void> {
      TRY(put_person(work, person));
      if (directory_) TRY(note_grant(work, "admin", person, *directory_, clock_.now_ms()));
      directory_ = TRY(Directory::load(work));
      return {};
    }));
  }

  void give_password(std::string_view login, std::string_view password = good_password) {
    std::vector<Error> faults;
    const auto done = accounts_->set_password(owner_, login, password, "", faults);
    ASSERT_TRUE(done) << done.error().what;
  }
  Result<Accounts::SignedIn> sign_in(const std::string& login,
                                     const std::string& password = good_password,
                                     const std::string& code = "",
                                     const std::string& address = home_address) {
    return accounts_->sign_in({login, password, code, address, "Firefox", ""});
  }
  // The token of a new session.
  std::string token(const std::string& login, const std::string& password = good_password) {
    const auto done = sign_in(login, password);
    EXPECT_TRUE(done) << done.error().what;
    return done ? done->token : std::string();
  }
  Session session(const std::string& token) {
    auto found = accounts_->session(token);
    CHECK(found);
    return *found;
  }
  std::string state_of(const std::string& token) {
    const auto found = accounts_->session(token);
    return found ? "ok" : found.error().what;
  }
  // Turns the second factor on; secret and recovery codes.
  std::pair<std::string, std::vector<std::string>> turn_totp_on(const std::string& login) {
    const Session mine = session(token(login));
    const auto offer = accounts_->begin_totp(mine, good_password, home_address);
    CHECK(offer);
    const std::string secret = decoded(offer->secret);
    const auto codes = accounts_->confirm_totp(mine, code(secret), home_address);
    CHECK(codes);
    later_s(30);
    return {secret, *codes};
  }
  std::string code(const std::string& secret) const {
    return totp_code(secret, totp_step(clock_.now_ms()));
  }
  static std::string decoded(std::string_view base32) {
    std::string out;
    std::uint32_t waiting = 0;
    int bits = 0;
    for (const char c : base32) {
      const int value = c >= 'A' ? c - 'A' : c - '2' + 26;
      waiting = (waiting << 5) | static_cast<std::uint32_t>(value);
      bits += 5;
      if (bits < 8) continue;
      bits -= 8;
      out += static_cast<char>((waiting >> bits) & 0xFF);
    }
    return out;
  }
  void later_s(std::int64_t seconds) { clock_.set(clock_.now_ms() + seconds * 1000); }
  void later_min(std::int64_t minutes) { later_s(minutes * 60); }

  // The kinds of the trail, oldest first.
  std::vector<std::string> kinds() const {
    std::vector<std::string> kinds;
    const auto page = accounts_->trail(owner_, "", 500);
    CHECK(page);
    for (const TrailEntry& entry : page->rows) kinds.insert(kinds.begin(), entry.kind);
    return kinds;
  }
  TrailEntry last_of(std::string_view kind) const {
    const auto page = accounts_->trail(owner_, "", 500);
    CHECK(page);
    for (const TrailEntry& entry : page->rows) {
      if (entry.kind == kind) return entry;
    }
    return {};
  }

  const UnitId r{0}, a{1}, b{2};
  FixedClock clock_{1606780800000};  // 2020-12-01 08:00 +08:00
  const Access owner_ = Access::everywhere("owner");
  std::unique_ptr<store::Database> database_;
  std::shared_ptr<const Directory> directory_;
  std::unique_ptr<Accounts> accounts_;
};

template <typename T>
std::string error_of(const Result<T>& result) {
  return result ? std::string("ok") : result.error().what;
}

#define YOUJU_ON_BOTH(fixture)                                                                  \
  INSTANTIATE_TEST_SUITE_P(Both, fixture,                                                       \
                           testing::Values(store::Dialect::sqlite, store::Dialect::postgresql), \
                           store::back_end_name)

}  // namespace youju::org
