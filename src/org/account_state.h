// What stands behind an Accounts. Inner header of the room.
#pragma once

#include <youju/base/limits.h>
#include <youju/org/account.h>
#include <youju/org/account_hash.h>
#include <youju/org/account_key.h>
#include <youju/org/account_lock.h>
#include <youju/org/account_rows.h>
#include <youju/store/database.h>

#include <mutex>
#include <unordered_map>

namespace youju::org {

struct Accounts::Interior {
  Interior(store::Database& the_database, const Clock& the_clock, DirectoryNow the_directory,
           Options the_options)
      : database(the_database),
        clock(the_clock),
        directory_now(std::move(the_directory)),
        options(std::move(the_options)),
        hasher(options.least_hashing_cost) {}

  // ---- account.cpp
  // A person whose account somebody else may manage: "org.unknown_person", "account.own_account".
  Result<void> require_managed(const Access& access, std::string_view login) const;
  std::shared_ptr<const UnitTree> tree_now() const;
  // Changes one account in one transaction, adds the trail's row and forgets what is cached of it.
  // The row is a new one if the person had none.
  using Change = std::function<Result<void>(store::Transaction&, AccountRow&)>;
  Result<void> change(std::string_view login, TrailEntry entry, const Change& change);
  Result<void> note(store::Transaction& transaction, TrailEntry entry) const;

  // ---- account_sign_in.cpp
  // Somebody whose password was right just now, and their place: while it is held, no other attempt
  // on the login is made.
  struct Confirmed {
    PasswordHasher::Place place;
    AccountRow row;
  };
  // Judges a password as an attempt like any other: counted, locked, told in the same time.
  Result<Confirmed> confirm(std::string_view login, std::string_view password,
                            std::string_view address);
  // Counts a wrong attempt; the error to answer with: `what`, or the lock that came of it.
  Error wrong_attempt(std::string_view login, std::string_view address, std::string_view what);

  // ---- session.cpp
  // A new session; its token.
  Result<std::string> open_session(store::Transaction& transaction, std::string_view login,
                                   std::string_view address, std::string_view agent);
  // What is cached of the sessions of a login is no longer true: after every commit that ends or
  // changes them.
  void forget(std::string_view login);
  // Who is half-way in must begin again: the password or the second factor has changed.
  void forget_halves(std::string_view login);

  // ---- account_delegation.cpp
  Result<Access> access_now(std::string_view login);
  Result<std::vector<Delegation>> delegations_now();

  store::Database& database;
  const Clock& clock;
  const DirectoryNow directory_now;
  const Options options;
  PasswordHasher hasher;

  struct Cached {
    SessionState state;
    std::int64_t checked_ms = 0;  // against the database
    std::int64_t written_ms = 0;  // seen_ms as the database has it
  };
  // Somebody whose password was right and whose code is still missing.
  struct Half {
    Attempt attempt;              // without the password
    std::int64_t changed_ms = 0;  // of the password that was right
    std::int64_t until_ms = 0;
  };
  mutable std::mutex mutex;                       // guards what follows
  std::unordered_map<std::string, Cached> cache;  // by digest
  std::uint64_t epoch = 0;                        // counts what was forgotten
  std::unordered_map<std::string, Half> halves;   // by digest
  AttemptTable strangers{login_attempts_max, limits::guessed_names_max};
  AttemptTable addresses{address_attempts_max, limits::guessed_names_max};
  std::vector<Delegation> delegations;
  std::int64_t delegations_read_ms = -1;  // -1: never
};

// 32 random bytes in hex.
std::string random_token();
// What is stored of a token or a recovery code.
std::string stored_digest(std::string_view secret);

// How long what is cached is believed: what another process ended is seen after so long.
inline constexpr std::int64_t recheck_ms = 5'000;

}  // namespace youju::org
