// Accounts: passwords, sessions, second factors, delegation and the trail of them. A person and
// their rights come from the Directory; this is what lets them in. Thread-safe; owns the caches.
//
// What is stored. Passwords as Argon2id (libsodium, interactive limits: 64 MiB, some 60 ms; two at
// a time, others wait limits::password_wait_ms, then "account.busy"). Of sessions and recovery
// codes SHA-256 only. Secrets of the second factor encrypted (secretbox) with the key in the file
// account.key of the data folder: 32 bytes, mode 0600, made when the folder is first opened for
// writing. None of it is in the event log, in exports or in errors.
//
// Backups. A backup holds the hashes and the encrypted secrets, and not account.key: who finds a
// backup cannot make codes with it. A restored folder gets a new key. Passwords and recovery codes
// go on; codes from a phone are refused ("account.totp_unreadable") until the old account.key is
// put in its place (keep a copy apart from the backups), or the second factor is taken off with
// reset_totp and set up anew.
//
// Guessing. Five wrong attempts on a login within 15 minutes lock it for 1 minute, each further one
// for twice as long as before, 30 minutes at most; during that a right password does not help. It
// is kept in the database, forgotten a day after the last wrong attempt or with a success, and the
// same for logins that do not exist (in memory), which also take as long to refuse. An address with
// 30 wrong attempts in 15 minutes waits in the same way.
//
// Errors that all of them share: ErrorKind::unauthenticated "account.sign_in_needed" (no session,
// or it has ended), "account.wrong_password", "account.wrong_code"; ErrorKind::throttled
// "account.locked", "account.address_locked" (both with {seconds}); ErrorKind::busy "account.busy".
#pragma once

#include <youju/base/clock.h>
#include <youju/org/directory.h>
#include <youju/org/password_policy.h>
#include <youju/org/session.h>
#include <youju/org/trail.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::org {

class Accounts {
 public:
  struct Options {
    std::filesystem::path key_file;  // account.key of the data folder
    Policy policy;
    bool read_only = false;           // the key is not made; what would write fails
    bool least_hashing_cost = false;  // for tests alone: the weakest Argon2id there is
  };
  // The Directory of the moment, asked for with every look-up: room ledger keeps it.
  using DirectoryNow = std::function<std::shared_ptr<const Directory>()>;
  // `database` and `clock` must outlive it. Errors: those of check(Policy), "account.key_damaged",
  // "file.not_writable".
  static Result<std::unique_ptr<Accounts>> open(store::Database& database, const Clock& clock,
                                                DirectoryNow directory, Options options);
  ~Accounts();
  const Policy& policy() const;

  // ---- signing in and out
  struct Attempt {
    std::string login, password;
    std::string code;      // of the second factor, or a recovery code; may be "" and come later
    std::string address;   // from where, as the door sees it
    std::string agent;     // what the browser calls itself, for the list of one's own sessions
    std::string previous;  // the token that the browser still had, if any: that session ends
  };
  struct SignedIn {
    // The session's secret: for the cookie, and kept nowhere else. Always a new one. While the code
    // is missing it is none yet, but what second_factor() takes, for 5 minutes.
    std::string token;
    bool code_needed = false;
  };
  // What a door that wants all in one request answers, as ErrorKind::unauthenticated, when the code
  // is missing.
  static constexpr std::string_view code_needed = "account.code_needed";
  // Errors: the shared ones, and "account.no_rights" (forbidden: right, but nothing is granted),
  // "account.totp_unreadable".
  Result<SignedIn> sign_in(const Attempt& attempt);
  // `token` is that of a SignedIn whose code was needed; `address` as in Attempt.
  Result<SignedIn> second_factor(std::string_view token, std::string_view code,
                                 std::string_view address);
  // The session of a request. Cheap (2 us): from memory, checked against the database every 5
  // seconds; that it is in use is written once a minute at most.
  Result<Session> session(std::string_view token);
  Result<void> sign_out(std::string_view token, std::string_view address);

  struct SessionHead {
    std::string id, address, agent;
    std::int64_t signed_in_ms = 0, seen_ms = 0;
    bool is_this = false;
  };
  Result<std::vector<SessionHead>> sessions(const Session& session) const;
  // Ends one of one's own sessions. Error: "account.no_such_session".
  Result<void> end_session(const Session& session, std::string_view id, std::string_view address);

  // ---- one's own password and second factor
  // All sessions of the person end; the answer is the token of a new one for who has changed it
  // (with a new csrf). `faults` gets every rule that the new password breaks
  // (password_policy.h, and "account.password_reused"); the error is then the first of them.
  Result<SignedIn> change_password(const Session& session, std::string_view old_password,
                                   std::string_view new_password, std::string_view address,
                                   std::vector<Error>& faults);
  struct TotpOffer {
    std::string secret;  // base32, to be typed
    std::string uri;     // otpauth://…, for a QR code
  };
  // Offers a new secret; nothing changes until a code proves that the phone has it.
  Result<TotpOffer> begin_totp(const Session& session, std::string_view password,
                               std::string_view address);
  // Turns the second factor on; the answer is ten recovery codes, shown this once. Errors:
  // "account.wrong_code", "account.totp_not_offered".
  Result<std::vector<std::string>> confirm_totp(const Session& session, std::string_view code,
                                                std::string_view address);
  Result<std::vector<std::string>> renew_recovery_codes(const Session& session,
                                                        std::string_view password,
                                                        std::string_view address);
  Result<void> drop_totp(const Session& session, std::string_view password,
                         std::string_view address);

  // ---- other people: each needs Action::manage_people in the scope of all of the person's grants
  // (on a root, if the person has none). Errors: "org.forbidden", "org.unknown_person",
  // "account.own_account" (one's own password is changed, not reset).
  struct PersonState {
    std::string login;
    bool has_password = false, must_change_password = false, has_totp = false;
    std::int64_t locked_seconds = 0;
    std::int64_t signed_in_ms = 0;  // last; 0: never
  };
  // Whether anybody has a password yet. A new folder's owner has none before he has set one.
  bool anybody_can_sign_in() const;
  // Those of the people whom one may manage, by login.
  Result<std::vector<PersonState>> people(const Access& access) const;
  // A temporary password, told this once, that must be changed at the first sign-in. All sessions
  // of the person end, a lock is lifted.
  Result<std::string> reset_password(const Access& access, std::string_view login,
                                     std::string_view address);
  // A password of the administrator's choice. `faults` as in change_password.
  Result<void> set_password(const Access& access, std::string_view login, std::string_view password,
                            std::string_view address, std::vector<Error>& faults);
  Result<void> unlock(const Access& access, std::string_view login, std::string_view address);
  // Takes the second factor of somebody off who has lost it.
  Result<void> reset_totp(const Access& access, std::string_view login, std::string_view address);
  Result<void> end_sessions(const Access& access, std::string_view login, std::string_view address);
  // Of everybody, on a root: after a break-in, and when a backup is restored, which would bring
  // sessions back that have ended since.
  Result<void> end_all_sessions(const Access& access, std::string_view address);

  // ---- delegation while away
  struct Delegation {
    std::int64_t id = 0;
    std::string giver, receiver;
    Role role = Role::clerk;
    UnitId scope;
    Day from, until;  // the days [from, until)
    std::optional<std::int64_t> revoked_ms;
  };
  // The giver is who acts, or somebody whom they may manage. It must have the role itself, at this
  // scope or above; a delegated right cannot be passed on. It holds on its days only, and only
  // while the giver has the right. Errors: "account.delegation_not_held",
  // "account.delegation_to_self", "account.delegation_days" (backwards, begun before today, or
  // longer than limits::delegation_days_max), "account.too_many_delegations", "org.unknown_person",
  // "org.forbidden".
  Result<Delegation> delegate(const Access& access, const Delegation& wanted,
                              std::string_view address);
  // By its giver or by who may manage the giver. Errors: "account.no_such_delegation".
  Result<void> revoke_delegation(const Access& access, std::int64_t id, std::string_view address);
  // Given by or to this person, newest first: one's own, or of somebody whom one may manage.
  Result<std::vector<Delegation>> delegations(const Access& access, std::string_view login) const;
  // Who may stand in for this person, by login: those with a right in one of the units of the
  // person's own rights, in the one above it, or in one right below it. At most
  // limits::page_rows_max.
  std::vector<Person> colleagues(const Access& access) const;
  // A person's rights of today: their own grants and what is delegated to them
  // (Grant::on_behalf_of). Error: "org.unknown_person".
  Result<Access> access(std::string_view login) const;

  // ---- the trail
  // For what happens above this room: an export, a backup.
  Result<void> note(std::string_view kind, std::string_view login, std::string_view address,
                    std::string_view subject, std::vector<ErrorField> fields);
  struct TrailPage {
    std::vector<TrailEntry> rows;  // newest first
    std::string next;              // key of the next page, "" at the end
  };
  // Needs Action::audit on a root. Error: "account.bad_key".
  Result<TrailPage> trail(const Access& access, std::string_view after, std::size_t rows) const;
  struct TrailAudit {
    std::int64_t rows = 0;
    std::vector<Error> faults;
  };
  Result<TrailAudit> audit_trail(const Access& access) const;

  struct Interior;  // of the room's own sources

 private:
  explicit Accounts(std::unique_ptr<Interior> state);
  std::unique_ptr<Interior> state_;
};

// For room ledger, in the transaction of the event person.grant: the trail's row of it, and the end
// of the person's sessions when no right is left. `actor` is who granted.
Result<void> note_grant(store::Transaction& transaction, std::string_view actor,
                        const Person& person, const Directory& directory, std::int64_t now_ms);
// Whether `access` may manage somebody with these grants: "org.forbidden".
Result<void> require_over(const Access& access, const std::vector<Grant>& grants,
                          const UnitTree& today);

}  // namespace youju::org
