#include <youju/base/limits.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/reform.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::array<std::string_view, 5> kind_names = {"move", "rename", "merge", "split",
                                                        "abolish"};

// Finds the events that make a reform of one directory, or why there are none.
class Planner {
 public:
  Planner(const org::Directory& directory, const Reform& reform, Day today)
      : directory_(directory), reform_(reform), today_(today), tree_(directory.tree(reform.day)) {}

  Result<void> plan() {
    if (reform_.others.size() > limits::reform_units_max) {
      return fail(ErrorKind::too_large, "org.reform_too_large",
                  {{"max", std::to_string(limits::reform_units_max)}});
    }
    unit_ = TRY(standing(reform_.unit));
    if (!reform_.into.empty()) into_ = TRY(standing(reform_.into));
    for (const std::string& code : reform_.others) others_.push_back(TRY(standing(code)));
    switch (reform_.kind) {
      case Reform::Kind::move:
        return move();
      case Reform::Kind::rename:
        return rename();
      case Reform::Kind::merge:
        return merge();
      case Reform::Kind::split:
        return split();
      case Reform::Kind::abolish:
        return end(unit_, into_);
    }
    return {};
  }

  const std::vector<UnitEvent>& events() const { return events_; }
  // All whose place or name changes, and where they go: over these one must have the right.
  const std::vector<org::UnitId>& touched() const { return touched_; }

 private:
  const std::string& code(org::UnitId unit) const { return directory_.unit(unit).code; }
  std::string name(org::UnitId unit) const { return directory_.unit(unit).name; }

  Result<org::UnitId> standing(const std::string& code) const {
    const org::UnitId unit = TRY(directory_.find(code));
    if (tree_->has(unit)) return unit;
    return fail(ErrorKind::conflict, "org.not_standing",
                {{"name", name(unit)}, {"day", reform_.day.to_string()}});
  }

  // What is known to happen to it later was decided for where it stands now.
  Result<void> require_last(org::UnitId unit) const {
    for (const org::UnitEdge& edge : directory_.edges_of(unit)) {
      if (edge.from <= reform_.day) continue;
      return fail(ErrorKind::conflict, "org.changes_later",
                  {{"name", name(unit)}, {"day", edge.from.to_string()}});
    }
    return {};
  }

  Result<void> move_to(org::UnitId unit, org::UnitId parent) {
    if (!tree_->parent(unit)) {
      return fail(ErrorKind::conflict, "org.root_stays", {{"name", name(unit)}});
    }
    if (tree_->subtree(unit).contains(tree_->position(parent))) {
      return fail(ErrorKind::bad_input, "org.unit_loop", {{"code", code(unit)}});
    }
    TRY(require_last(unit));
    const org::UnitEdge* edge = directory_.edge(unit, reform_.day);
    // A unit whose end is known keeps it under its new parent.
    events_.push_back(
        move_event(code(unit), code(parent), reform_.day, edge->until, reform_.reason));
    touched_.push_back(unit);
    touched_.push_back(parent);
    return {};
  }

  Result<void> move() {
    if (!into_) return needs_into();
    if (tree_->parent(unit_) == into_) {
      return fail(ErrorKind::conflict, "org.changes_nothing", {{"name", name(unit_)}});
    }
    return move_to(unit_, *into_);
  }

  Result<void> rename() {
    if (reform_.day > today_) return fail(ErrorKind::bad_input, "org.rename_ahead");
    org::UnitRow row = reform_.named;
    row.code = code(unit_);
    TRY(check_names(row));
    const org::Unit& known = directory_.unit(unit_);
    if (known.name == row.name && known.short_name == row.short_name && known.kind == row.kind) {
      return fail(ErrorKind::conflict, "org.changes_nothing", {{"name", name(unit_)}});
    }
    events_.push_back(rename_event(row, reform_.day, reform_.reason));
    touched_.push_back(unit_);
    return {};
  }

  Result<void> check_names(org::UnitRow& row) const {
    if (row.name.empty()) return fail(ErrorKind::bad_input, "org.empty_name", {{"code", row.code}});
    if (row.short_name.empty()) row.short_name = row.name;
    return {};
  }

  tl::unexpected<Error> needs_into() const {
    return fail(ErrorKind::bad_input, "org.into_needed", {{"name", name(unit_)}});
  }

  Result<void> merge() {
    if (!into_) return needs_into();
    std::vector<org::UnitId> ending = others_;
    ending.insert(ending.begin(), unit_);
    std::sort(ending.begin(), ending.end());
    ending.erase(std::unique(ending.begin(), ending.end()), ending.end());
    for (const org::UnitId unit : ending) {
      if (tree_->subtree(unit).contains(tree_->position(*into_))) {
        return fail(ErrorKind::bad_input, "org.unit_loop", {{"code", code(unit)}});
      }
    }
    for (const org::UnitId unit : ending) {
      // A unit that ends with the one it stands below is not moved first.
      for (const org::UnitId child : tree_->children(unit)) {
        if (std::binary_search(ending.begin(), ending.end(), child)) continue;
        TRY(move_to(child, *into_));
      }
    }
    for (const org::UnitId unit : ending) TRY(end_alone(unit));
    touched_.push_back(*into_);
    return {};
  }

  Result<void> split() {
    org::UnitRow row = reform_.named;
    TRY(check_names(row));
    TRY(org::check_unit_code(row.code));
    if (directory_.find(row.code)) {
      return fail(ErrorKind::conflict, "org.duplicate_code", {{"code", row.code}});
    }
    const auto parent = into_ ? into_ : tree_->parent(unit_);
    if (!parent) return fail(ErrorKind::conflict, "org.root_stays", {{"name", name(unit_)}});
    row.parent = code(*parent);
    row.from = reform_.day;
    row.until.reset();
    events_.push_back(add_event(row, static_cast<std::int64_t>(directory_.units().size())));
    for (const org::UnitId child : others_) {
      if (tree_->parent(child) != unit_) {
        return fail(ErrorKind::bad_input, "org.not_a_child",
                    {{"name", name(child)}, {"parent", name(unit_)}});
      }
      TRY(require_last(child));
      const org::UnitEdge* edge = directory_.edge(child, reform_.day);
      events_.push_back(
          move_event(code(child), row.code, reform_.day, edge->until, reform_.reason));
      touched_.push_back(child);
    }
    touched_.push_back(unit_);
    touched_.push_back(*parent);
    return {};
  }

  Result<void> end(org::UnitId unit, std::optional<org::UnitId> heir) {
    const std::vector<org::UnitId> children = tree_->children(unit);
    if (!children.empty() && !heir) {
      return fail(ErrorKind::conflict, "org.has_children",
                  {{"name", name(unit)}, {"count", std::to_string(children.size())}});
    }
    if (heir && tree_->subtree(unit).contains(tree_->position(*heir))) {
      return fail(ErrorKind::bad_input, "org.unit_loop", {{"code", code(unit)}});
    }
    for (const org::UnitId child : children) TRY(move_to(child, *heir));
    return end_alone(unit);
  }

  Result<void> end_alone(org::UnitId unit) {
    if (!tree_->parent(unit)) {
      return fail(ErrorKind::conflict, "org.root_stays", {{"name", name(unit)}});
    }
    TRY(require_last(unit));
    events_.push_back(end_event(code(unit), reform_.day, reform_.reason));
    touched_.push_back(unit);
    return {};
  }

  const org::Directory& directory_;
  const Reform& reform_;
  Day today_;
  std::shared_ptr<const org::UnitTree> tree_;  // of the day, shared with the directory
  org::UnitId unit_;
  std::optional<org::UnitId> into_;
  std::vector<org::UnitId> others_;
  std::vector<UnitEvent> events_;
  std::vector<org::UnitId> touched_;
};

// The figures of a closed period go by the tree of its end, so a reform that takes effect by then
// would change them.
Result<void> require_after_closings(const std::vector<Closing>& closings,
                                    const org::Directory& directory,
                                    const std::vector<org::UnitId>& touched, Day day) {
  for (const Closing& closing : closings) {
    if (closing.period.last() < day) continue;
    const auto tree = directory.tree(closing.period.last());
    for (const org::UnitId unit : touched) {
      if (!org::covers(closing.unit, unit, *tree)) continue;
      return fail(ErrorKind::closed, "ledger.reform_closed",
                  {{"period", closing.period.to_string()},
                   {"unit", directory.unit(closing.unit).name},
                   {"name", directory.unit(unit).name},
                   {"day", day.to_string()}});
    }
  }
  return {};
}

}  // namespace

Result<Reform::Kind> parse_reform_kind(std::string_view text) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), text);
  if (found == kind_names.end()) {
    return fail(ErrorKind::bad_input, "org.unknown_reform", {{"text", std::string(text)}});
  }
  return static_cast<Reform::Kind>(found - kind_names.begin());
}

std::string_view reform_kind_name(Reform::Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

Result<std::vector<UnitEvent>> Ledgers::Interior::plan_reform(const org::Access& access,
                                                              const org::Directory& before,
                                                              const Reform& reform) const {
  // The right is asked before anything is told of what stands where.
  for (const std::string* code : {&reform.unit, &reform.into}) {
    if (code->empty() && code == &reform.into) continue;
    TRY(require(access, org::Action::manage_units, TRY(before.find(*code))));
  }
  Planner planner(before, reform, clock.today());
  TRY(planner.plan());
  for (const org::UnitId unit : planner.touched()) {
    TRY(require(access, org::Action::manage_units, unit));
  }
  std::vector<Closing> closed;
  {
    const std::lock_guard lock(mutex);
    closed = closings;
  }
  TRY(require_after_closings(closed, before, planner.touched(), reform.day));
  return planner.events();
}

Result<void> Ledgers::reform(const org::Access& access, const Reform& reform) {
  if (reform.reason.empty()) return fail(ErrorKind::bad_input, "org.reason_needed");
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  return state_->change_units(access, before, TRY(state_->plan_reform(access, *before, reform)));
}

Result<std::shared_ptr<const org::Directory>> Ledgers::try_reform(const org::Access& access,
                                                                  const Reform& reform) const {
  const auto before = directory();
  org::DirectoryDraft draft(before);
  for (const UnitEvent& event : TRY(state_->plan_reform(access, *before, reform))) {
    TRY(apply_unit_event(event, draft));
  }
  return draft.finish();
}

Result<void> Ledgers::move_unit(const org::Access& access, org::UnitId unit, org::UnitId parent,
                                Day day, std::string_view reason) {
  const std::lock_guard one_at_a_time(state_->setup);
  const auto before = directory();
  Reform reform;
  reform.unit = before->unit(unit).code;
  reform.into = before->unit(parent).code;
  reform.day = day;
  reform.reason = reason;
  return state_->change_units(access, before, TRY(state_->plan_reform(access, *before, reform)));
}

}  // namespace youju::ledger
