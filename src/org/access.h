// Who may do what where. An Access is the proof that an actor was looked up; every acting function
// of the rooms above takes one and asks it before anything else: actions are authorised at the
// room, not at the door.
#pragma once

#include <youju/base/result.h>
#include <youju/org/unit.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::org {

enum class Role { clerk, reviewer, writer, leader, auditor, administrator };
Result<Role> parse_role(std::string_view text);  // "org.unknown_role"
std::string_view role_name(Role role);

enum class Action {
  enter_record,    // clerk, reviewer, administrator: in their subtree
  approve_record,  // reviewer, leader, administrator
  correct_record,  // reviewer, administrator
  declare_figure,  // writer, leader, administrator
  set_target,      // leader, administrator
  read,            // every role: records and figures of their subtree
  write_summary,   // writer, leader, administrator
  review_summary,  // reviewer, writer, leader, administrator: remarks on one that is being written
  return_summary,  // reviewer, leader, administrator: back to its writer
  sign_summary,    // leader, administrator
  close_period,    // leader, administrator
  fill_form,       // clerk, reviewer, writer, leader, administrator: a return of a statistics form
  submit_form,     // reviewer, leader, administrator: hands a return in
  settle_form,     // leader, administrator: sends a return back, locks it
  audit,           // auditor, administrator
  manage_units,    // administrator
  manage_packs,    // administrator
  manage_people,   // administrator
};
// The stable spelling of an action: "enter_record", ….
std::string_view action_name(Action action);
bool may(Role role, Action action);

// Whether a unit is the scope or stands below it on that day.
bool covers(UnitId scope, UnitId unit, const UnitTree& today);

struct Grant {
  Role role = Role::clerk;
  UnitId scope;  // the subtree below this unit, itself included
  // Whose right it is, if it was delegated for some days (account.h); "": one's own. A delegated
  // one allows all that the role may do but Action::manage_people.
  std::string on_behalf_of = {};
};

// By which the command line is told in histories.
inline constexpr const char* owner_login = "owner";

class Access {
 public:
  Access(std::string login, std::vector<Grant> grants);
  // The right to do everything everywhere, also while there is no unit yet: for who owns the data
  // folder itself (the command line) and for nobody else.
  static Access everywhere(std::string login);
  const std::string& login() const { return login_; }
  const std::vector<Grant>& grants() const { return grants_; }
  // Made by everywhere(): no person of the directory.
  bool is_owner() const { return everywhere_; }
  // Fails with ErrorKind::forbidden, "org.forbidden", unless one of the grants allows the action in
  // this unit, by the tree of today.
  Result<void> require(Action action, UnitId unit, const UnitTree& today) const;
  // The same by a grant on a unit above this one; a unit that has none above it is enough itself.
  Result<void> require_above(Action action, UnitId unit, const UnitTree& today) const;
  // The same for what concerns no single unit: the grant must be on a root of the tree.
  Result<void> require_anywhere(Action action, const UnitTree& today) const;
  // The same for what somebody needs who has the right anywhere.
  Result<void> require_somewhere(Action action) const;
  // The login whose delegated right alone allows the action here; "" where one's own right does, or
  // none.
  std::string on_behalf_of(Action action, UnitId unit, const UnitTree& today) const;

 private:
  std::string login_;
  std::vector<Grant> grants_;
  bool everywhere_ = false;
};

}  // namespace youju::org
