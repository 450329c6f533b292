#include <youju/org/directory_draft.h>
#include <youju/org/unit_book.h>

#include <algorithm>
#include <tuple>

namespace youju::org {

namespace {

// Before any record.
Day first_day() { return Day::from_ymd(1900, 1, 1).value(); }

}  // namespace

DirectoryDraft::DirectoryDraft(std::shared_ptr<const Directory> before)
    : before_(std::move(before)) {}

const UnitBook& DirectoryDraft::book() const {
  return changed_book_ ? *changed_book_ : *before_->book_;
}

const Unit& DirectoryDraft::unit(UnitId id) const {
  return book().units()[static_cast<std::size_t>(id.value)];
}

UnitBook& DirectoryDraft::own_book() {
  if (!changed_book_) changed_book_ = std::make_shared<UnitBook>(*before_->book_);
  return *changed_book_;
}

std::vector<UnitEdge>& DirectoryDraft::own_edges(UnitId unit) {
  const auto [place, added] = changed_edges_.try_emplace(unit.value);
  if (added) {
    const std::span<const UnitEdge> known = before_->edges_of(unit);
    place->second.assign(known.begin(), known.end());
  }
  return place->second;
}

void DirectoryDraft::touch(Day day) {
  if (!first_change_ || day < *first_change_) first_change_ = day;
}

void DirectoryDraft::put_unit(const Unit& unit) {
  if (unit.id.value == static_cast<std::int32_t>(book().units().size())) {
    own_book().add(unit);
  } else {
    own_book().rename(unit);
  }
}

void DirectoryDraft::keep_name(UnitId unit, Day until) {
  const Unit& known = this->unit(unit);
  kept_names_.push_back({unit, until, known.name, known.short_name});
}

void DirectoryDraft::put_edge(const UnitEdge& edge) {
  std::vector<UnitEdge>& edges = own_edges(edge.unit);
  const auto after = std::find_if(edges.begin(), edges.end(),
                                  [&](const UnitEdge& known) { return edge.from < known.from; });
  edges.insert(after, edge);
  touch(edge.from);
}

void DirectoryDraft::end_edge(UnitId unit, Day day) {
  std::vector<UnitEdge>& edges = own_edges(unit);
  std::erase_if(edges, [&](const UnitEdge& edge) { return edge.from == day; });
  for (UnitEdge& edge : edges) {
    if (edge.from < day && (!edge.until || day < *edge.until)) edge.until = day;
  }
  touch(day);
}

std::optional<UnitId> DirectoryDraft::find(std::string_view code) const {
  return book().find(code);
}

const UnitEdge* DirectoryDraft::edge(UnitId unit, Day day) const {
  const auto changed = changed_edges_.find(unit.value);
  if (changed == changed_edges_.end()) return before_->edge(unit, day);
  for (const UnitEdge& edge : changed->second) {
    if (edge.from <= day && (!edge.until || day < *edge.until)) return &edge;
  }
  return nullptr;
}

Result<std::shared_ptr<const Directory>> DirectoryDraft::finish() {
  auto next = std::make_shared<Directory>();
  if (changed_book_) changed_book_->sort();
  next->book_ = changed_book_ ? std::move(changed_book_) : before_->book_;
  next->people_ = before_->people_;
  next->edges_.reserve(before_->edges_.size() + changed_edges_.size());
  std::size_t taken = 0;
  const std::vector<UnitEdge>& known = before_->edges_;
  for (const auto& [unit, edges] : changed_edges_) {
    for (; taken < known.size() && known[taken].unit.value < unit; ++taken) {
      next->edges_.push_back(known[taken]);
    }
    while (taken < known.size() && known[taken].unit.value == unit) ++taken;
    next->edges_.insert(next->edges_.end(), edges.begin(), edges.end());
  }
  next->edges_.insert(next->edges_.end(), known.begin() + static_cast<std::ptrdiff_t>(taken),
                      known.end());
  next->former_names_ = before_->former_names_;
  for (FormerName& name : kept_names_) {
    const auto at = std::lower_bound(next->former_names_.begin(), next->former_names_.end(), name,
                                     [](const FormerName& a, const FormerName& b) {
                                       return std::tie(a.unit, a.until) < std::tie(b.unit, b.until);
                                     });
    const bool is_kept =
        at != next->former_names_.end() && at->unit == name.unit && at->until == name.until;
    if (!is_kept) next->former_names_.insert(at, std::move(name));
  }
  next->index();
  if (first_change_) {
    // Units keep their order of code, so trees of the days before are the same.
    if (next->book_ == before_->book_) next->take_trees(*before_, first_change_);
    TRY(next->judge(*first_change_));
  }
  return std::shared_ptr<const Directory>(std::move(next));
}

std::shared_ptr<const Directory> DirectoryDraft::as_on(const Directory& directory, Day day) {
  auto frozen = std::make_shared<Directory>();
  frozen->book_ = directory.book_;
  frozen->people_ = directory.people_;
  frozen->former_names_ = directory.former_names_;
  for (const UnitEdge& edge : directory.edges_) {
    const bool holds = edge.from <= day && (!edge.until || day < *edge.until);
    if (holds) frozen->edges_.push_back({edge.unit, edge.parent, first_day(), std::nullopt});
  }
  frozen->index();
  return frozen;
}

}  // namespace youju::org
