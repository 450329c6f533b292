#include <youju/app/reform_effect.h>

#include <algorithm>
#include <set>

namespace youju::app {
namespace {

// Units whose path to the root is another one on that day.
std::int64_t units_changed(const org::Directory& before, const org::Directory& after, Day day) {
  const auto old_tree = before.tree(day), new_tree = after.tree(day);
  std::int64_t count = 0;
  std::vector<bool> changed(after.units().size(), false);
  for (std::int32_t at = 0; at < new_tree->size(); ++at) {
    const org::UnitId unit = new_tree->at(at);
    const auto parent = new_tree->parent(unit);
    const bool is_same = old_tree->has(unit) && old_tree->parent(unit) == parent &&
                         !(parent && changed[static_cast<std::size_t>(parent->value)]);
    if (is_same) continue;
    changed[static_cast<std::size_t>(unit.value)] = true;
    ++count;
  }
  for (std::int32_t at = 0; at < old_tree->size(); ++at) {
    if (!new_tree->has(old_tree->at(at))) ++count;
  }
  return count;
}

// As it is, not as a document would round it: two values may read alike.
std::string text_of(const Result<indicator::Figure>& figure) {
  if (!figure) return {};
  if (const Decimal* number = figure->number()) return number->to_string();
  return figure->day() != nullptr ? figure->day()->to_string() : std::string();
}

}  // namespace

Result<ReformEffect> reform_effect(const Workspace& workspace, const org::Access& access,
                                   const ledger::Reform& reform) {
  ReformEffect effect;
  const auto before = workspace.ledgers().directory();
  const auto after = TRY(workspace.ledgers().try_reform(access, reform));
  effect.units = units_changed(*before, *after, reform.day);
  // What changes is a matter of all summaries; what is told of it, of who asks.
  const org::Access all = workspace.owner();
  const auto today = before->tree(workspace.clock().today());
  std::unique_ptr<indicator::FigureView> now, then;
  for (const writing::Drafts::Issued& issued : TRY(workspace.drafts().issued(all))) {
    std::set<std::string> seen;
    for (const writing::Printed& printed : issued.seal.printed) {
      const Result<indicator::FigureName> name = indicator::FigureName::parse(printed.figure);
      // The tree of a period that ends before the day stays as it is.
      if (!name || name->period.last() < reform.day || !seen.insert(printed.figure).second)
        continue;
      ++effect.looked_at;
      if (!then) {
        now = workspace.figures().view(all);
        then = TRY(workspace.figures().view_by(all, after));
      }
      const Result<indicator::Figure> is = now->figure(*name), becomes = then->figure(*name);
      if (is.has_value() == becomes.has_value() && (!is || is->value == becomes->value)) continue;
      const auto unit = before->find(issued.draft.unit);
      if (!unit || !access.require(org::Action::read, *unit, *today)) {
        ++effect.out_of_sight;
        continue;
      }
      const indicator::Indicator* known = now->indicators().find(name->indicator);
      effect.issued.push_back(
          {issued.draft.id.to_string(), issued.draft.title, issued.draft.unit,
           issued.draft.period.to_string(), printed.figure,
           known == nullptr ? name->indicator : known->title.in(Language::zh_cn), printed.text,
           text_of(is), text_of(becomes)});
    }
  }
  return effect;
}

}  // namespace youju::app
