#include <youju/org/access.h>

#include <algorithm>
#include <array>

namespace youju::org {

namespace {

constexpr std::array<std::string_view, 6> role_names = {"clerk",  "reviewer", "writer",
                                                        "leader", "auditor",  "administrator"};

// The one table of rights: a row an action, a column a role, in the order of the enums.
constexpr bool rights[][6] = {
    // clerk, reviewer, writer, leader, auditor, administrator
    {true, true, false, false, false, true},    // enter_record
    {false, true, false, true, false, true},    // approve_record
    {false, true, false, false, false, true},   // correct_record
    {false, false, true, true, false, true},    // declare_figure
    {false, false, false, true, false, true},   // set_target
    {true, true, true, true, true, true},       // read
    {false, false, true, true, false, true},    // write_summary
    {false, true, true, true, false, true},     // review_summary
    {false, true, false, true, false, true},    // return_summary
    {false, false, false, true, false, true},   // sign_summary
    {false, false, false, true, false, true},   // close_period
    {true, true, true, true, false, true},      // fill_form
    {false, true, false, true, false, true},    // submit_form
    {false, false, false, true, false, true},   // settle_form
    {false, false, false, false, true, true},   // audit
    {false, false, false, false, false, true},  // manage_units
    {false, false, false, false, false, true},  // manage_packs
    {false, false, false, false, false, true},  // manage_people
};

constexpr std::array<std::string_view, 18> action_names = {
    "enter_record", "approve_record", "correct_record", "declare_figure", "set_target",
    "read",         "write_summary",  "review_summary", "return_summary", "sign_summary",
    "close_period", "fill_form",      "submit_form",    "settle_form",    "audit",
    "manage_units", "manage_packs",   "manage_people"};

// A delegated right manages nobody: else it could be made a lasting one.
bool allows(const Grant& grant, Action action) {
  return may(grant.role, action) && (grant.on_behalf_of.empty() || action != Action::manage_people);
}

tl::unexpected<Error> forbidden(const std::string& login, Action action) {
  return fail(ErrorKind::forbidden, "org.forbidden",
              {{"login", login}, {"action", std::string(action_name(action))}});
}

}  // namespace

Result<Role> parse_role(std::string_view text) {
  const auto found = std::find(role_names.begin(), role_names.end(), text);
  if (found == role_names.end()) {
    return fail(ErrorKind::bad_input, "org.unknown_role", {{"text", std::string(text)}});
  }
  return static_cast<Role>(found - role_names.begin());
}

std::string_view role_name(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::string_view action_name(Action action) {
  return action_names[static_cast<std::size_t>(action)];
}

bool may(Role role, Action action) {
  return rights[static_cast<std::size_t>(action)][static_cast<std::size_t>(role)];
}

bool covers(UnitId scope, UnitId unit, const UnitTree& today) {
  return scope == unit || (today.has(scope) && today.has(unit) &&
                           today.subtree(scope).contains(today.position(unit)));
}

Access::Access(std::string login, std::vector<Grant> grants)
    : login_(std::move(login)), grants_(std::move(grants)) {}

Access Access::everywhere(std::string login) {
  Access access(std::move(login), {});
  access.everywhere_ = true;
  return access;
}

Result<void> Access::require(Action action, UnitId unit, const UnitTree& today) const {
  if (everywhere_) return {};
  for (const Grant& grant : grants_) {
    if (allows(grant, action) && covers(grant.scope, unit, today)) return {};
  }
  return forbidden(login_, action);
}

Result<void> Access::require_above(Action action, UnitId unit, const UnitTree& today) const {
  if (everywhere_) return {};
  const bool has_above = today.has(unit) && today.parent(unit).has_value();
  for (const Grant& grant : grants_) {
    if (has_above && grant.scope == unit) continue;
    if (allows(grant, action) && covers(grant.scope, unit, today)) return {};
  }
  return forbidden(login_, action);
}

Result<void> Access::require_somewhere(Action action) const {
  if (everywhere_) return {};
  for (const Grant& grant : grants_) {
    if (allows(grant, action)) return {};
  }
  return forbidden(login_, action);
}

std::string Access::on_behalf_of(Action action, UnitId unit, const UnitTree& today) const {
  if (everywhere_) return {};
  std::string other;
  for (const Grant& grant : grants_) {
    if (!allows(grant, action) || !covers(grant.scope, unit, today)) continue;
    if (grant.on_behalf_of.empty()) return {};
    if (other.empty()) other = grant.on_behalf_of;
  }
  return other;
}

Result<void> Access::require_anywhere(Action action, const UnitTree& today) const {
  if (everywhere_) return {};
  for (const Grant& grant : grants_) {
    const bool is_root = today.has(grant.scope) && !today.parent(grant.scope);
    if (is_root && allows(grant, action)) return {};
  }
  return forbidden(login_, action);
}

}  // namespace youju::org
