// Delegation: somebody's role in somebody else's hands for some days.
#include <youju/base/limits.h>
#include <youju/org/account_state.h>

#include <algorithm>

namespace youju::org {

namespace {

bool holds(const Person& person, Role role, UnitId scope, const UnitTree& today) {
  return std::any_of(person.grants.begin(), person.grants.end(), [&](const Grant& grant) {
    return grant.role == role && covers(grant.scope, scope, today);
  });
}

Result<const Person*> find_person(const Directory& directory, std::string_view login) {
  const Person* person = directory.person(login);
  if (person == nullptr) {
    return fail(ErrorKind::not_found, "org.unknown_person", {{"login", std::string(login)}});
  }
  return person;
}

// One's own affair, or that of who manages the person.
Result<void> require_self_or_over(const Access& access, std::string_view login,
                                  const Directory& directory, const UnitTree& today) {
  if (access.login() == login && !access.is_owner()) return {};
  const Person* person = directory.person(login);
  return require_over(access, person == nullptr ? std::vector<Grant>() : person->grants, today);
}

TrailEntry entry_of(std::string_view kind, const Access& access,
                    const Accounts::Delegation& delegation, const Directory& directory,
                    std::string_view address) {
  TrailEntry entry;
  entry.kind = kind;
  entry.login = access.login();
  entry.address = address;
  entry.subject = delegation.receiver;
  entry.fields = {{"giver", delegation.giver},
                  {"role", std::string(role_name(delegation.role))},
                  {"unit", directory.unit(delegation.scope).code},
                  {"from", delegation.from.to_string()},
                  {"until", delegation.until.to_string()}};
  return entry;
}

}  // namespace

Result<std::vector<Accounts::Delegation>> Accounts::Interior::delegations_now() {
  const std::int64_t now = clock.now_ms();
  std::uint64_t before = 0;
  {
    const std::lock_guard lock(mutex);
    if (delegations_read_ms >= 0 && now >= delegations_read_ms &&
        now - delegations_read_ms < recheck_ms) {
      return delegations;
    }
    before = epoch;
  }
  std::vector<Delegation> read = TRY(read_delegations(*database.read(), day_of(now)));
  const std::lock_guard lock(mutex);
  if (epoch == before) {
    delegations = read;
    delegations_read_ms = now;
  }
  return read;
}

Result<Access> Accounts::Interior::access_now(std::string_view login) {
  const auto directory = directory_now();
  const Person* person = TRY(find_person(*directory, login));
  const Day today = clock.today();
  const auto tree = directory->tree(today);
  std::vector<Grant> grants = person->grants;
  for (const Delegation& one : TRY(delegations_now())) {
    if (one.receiver != login || today < one.from || one.until <= today) continue;
    // It reaches as far as the giver does today, and not further.
    const Person* giver = directory->person(one.giver);
    if (giver == nullptr || !holds(*giver, one.role, one.scope, *tree)) continue;
    grants.push_back({one.role, one.scope, one.giver});
  }
  return Access(person->login, std::move(grants));
}

Result<Access> Accounts::access(std::string_view login) const { return state_->access_now(login); }

Result<Accounts::Delegation> Accounts::delegate(const Access& access, const Delegation& wanted,
                                                std::string_view address) {
  const auto directory = state_->directory_now();
  const Day today = state_->clock.today();
  const auto tree = directory->tree(today);
  const Person* giver = TRY(find_person(*directory, wanted.giver));
  TRY(require_self_or_over(access, wanted.giver, *directory, *tree));
  TRY(find_person(*directory, wanted.receiver));
  if (wanted.giver == wanted.receiver) {
    return fail(ErrorKind::bad_input, "account.delegation_to_self");
  }
  if (wanted.from < today || wanted.until <= wanted.from ||
      wanted.until.number() - wanted.from.number() > limits::delegation_days_max) {
    return fail(ErrorKind::bad_input, "account.delegation_days",
                {{"max", std::to_string(limits::delegation_days_max)}});
  }
  // Of the giver's own grants: what was delegated to them is not among these.
  const bool is_unit = wanted.scope.value >= 0 &&
                       static_cast<std::size_t>(wanted.scope.value) < directory->units().size();
  if (!is_unit || !holds(*giver, wanted.role, wanted.scope, *tree)) {
    return fail(ErrorKind::forbidden, "account.delegation_not_held",
                {{"login", wanted.giver}, {"role", std::string(role_name(wanted.role))}});
  }
  Delegation made = wanted;
  made.revoked_ms.reset();
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    std::size_t given = 0;
    for (const Delegation& one : TRY(read_delegations(transaction, today))) {
      if (one.giver == wanted.giver) ++given;
    }
    if (given >= limits::delegations_of_a_giver_max) {
      return fail(ErrorKind::too_large, "account.too_many_delegations",
                  {{"max", std::to_string(limits::delegations_of_a_giver_max)}});
    }
    made.id = TRY(add_delegation(transaction, made));
    return state_->note(transaction, entry_of("delegated", access, made, *directory, address));
  }));
  const std::lock_guard lock(state_->mutex);
  ++state_->epoch;
  state_->delegations_read_ms = -1;
  return made;
}

Result<void> Accounts::revoke_delegation(const Access& access, std::int64_t id,
                                         std::string_view address) {
  const auto directory = state_->directory_now();
  TRY(state_->database.write([&](store::Transaction& transaction) -> Result<void> {
    const std::optional<Delegation> found = TRY(read_delegation(transaction, id));
    const auto unknown = [] { return fail(ErrorKind::not_found, "account.no_such_delegation"); };
    if (!found) return unknown();
    TRY(require_self_or_over(access, found->giver, *directory,
                             *directory->tree(state_->clock.today())));
    if (!TRY(mark_revoked(transaction, id, state_->clock.now_ms()))) return unknown();
    return state_->note(transaction,
                        entry_of("delegation_revoked", access, *found, *directory, address));
  }));
  const std::lock_guard lock(state_->mutex);
  ++state_->epoch;
  state_->delegations_read_ms = -1;
  return {};
}

std::vector<Person> Accounts::colleagues(const Access& access) const {
  const auto directory = state_->directory_now();
  const auto tree = directory->tree(state_->clock.today());
  const auto near = [&](UnitId mine, UnitId other) {
    if (mine == other) return true;
    if (!tree->has(mine) || !tree->has(other)) return false;
    return tree->parent(mine) == other || tree->parent(other) == mine;
  };
  std::vector<Person> found;
  for (const Person& person : directory->people()) {
    if (found.size() == limits::page_rows_max) break;
    if (person.login == access.login()) continue;
    const bool is_near =
        std::any_of(access.grants().begin(), access.grants().end(), [&](const Grant& own) {
          return own.on_behalf_of.empty() &&
                 std::any_of(person.grants.begin(), person.grants.end(),
                             [&](const Grant& grant) { return near(own.scope, grant.scope); });
        });
    if (is_near) found.push_back(person);
  }
  return found;
}

Result<std::vector<Accounts::Delegation>> Accounts::delegations(const Access& access,
                                                                std::string_view login) const {
  const auto directory = state_->directory_now();
  TRY(require_self_or_over(access, login, *directory, *directory->tree(state_->clock.today())));
  return delegations_of(*state_->database.read(), login);
}

}  // namespace youju::org
