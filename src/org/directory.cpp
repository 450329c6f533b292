#include <youju/base/limits.h>
#include <youju/org/directory.h>
#include <youju/org/unit_book.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

namespace youju::org {

namespace {

constexpr std::array<std::string_view, 3> party_kind_names = {"enterprise", "organisation",
                                                              "person"};

}  // namespace

Result<PartyKind> parse_party_kind(std::string_view text) {
  const auto found = std::find(party_kind_names.begin(), party_kind_names.end(), text);
  if (found == party_kind_names.end()) {
    return fail(ErrorKind::bad_input, "org.unknown_party_kind", {{"text", std::string(text)}});
  }
  return static_cast<PartyKind>(found - party_kind_names.begin());
}

std::string_view party_kind_name(PartyKind kind) {
  return party_kind_names[static_cast<std::size_t>(kind)];
}

// The trees that were made, by the day of the change they begin with. The least recently asked for
// give way.
struct Directory::Trees {
  struct Kept {
    std::shared_ptr<const UnitTree> tree;  // shared with those who read it
    std::uint64_t asked = 0;
  };
  std::mutex mutex;
  std::map<Day, Kept> kept;
  std::uint64_t clock = 0;

  void keep(Day change, std::shared_ptr<const UnitTree> tree) {
    kept[change] = {std::move(tree), ++clock};
    std::int64_t positions = 0;
    for (const auto& [day, each] : kept) positions += each.tree->size();
    while (positions > limits::tree_positions_kept_max && kept.size() > 2) {
      const auto oldest = std::min_element(
          kept.begin(), kept.end(),
          [](const auto& a, const auto& b) { return a.second.asked < b.second.asked; });
      positions -= oldest->second.tree->size();
      kept.erase(oldest);
    }
  }
};

Directory::Directory()
    : book_(std::make_shared<const UnitBook>()), trees_(std::make_unique<Trees>()) {
  index();
}
Directory::~Directory() = default;

const std::vector<Unit>& Directory::units() const { return book_->units(); }

const Unit& Directory::unit(UnitId id) const {
  CHECK(id.value >= 0 && static_cast<std::size_t>(id.value) < units().size());
  return units()[static_cast<std::size_t>(id.value)];
}

Result<UnitId> Directory::find(std::string_view code) const {
  const auto found = book_->find(code);
  if (found) return *found;
  return fail(ErrorKind::not_found, "org.unknown_unit", {{"code", std::string(code)}});
}

void Directory::index() {
  first_edge_.assign(units().size() + 1, 0);
  ended_.clear();
  changes_.clear();
  for (const UnitEdge& edge : edges_) {
    ++first_edge_[static_cast<std::size_t>(edge.unit.value) + 1];
    if (changes_.empty() || changes_.back() != edge.from) changes_.push_back(edge.from);
    if (!edge.until) continue;
    changes_.push_back(*edge.until);
    ended_.push_back(edge);
  }
  for (std::size_t i = 1; i < first_edge_.size(); ++i) first_edge_[i] += first_edge_[i - 1];
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

Result<std::shared_ptr<const UnitTree>> Directory::tree_since(Day change) const {
  {
    const std::lock_guard lock(trees_->mutex);
    const auto known = trees_->kept.find(change);
    if (known != trees_->kept.end()) {
      known->second.asked = ++trees_->clock;
      return known->second.tree;
    }
  }
  // Made outside the lock: two may make the same, which is better than that all wait.
  auto tree = std::make_shared<const UnitTree>(
      TRY(UnitTree::build(units(), book_->by_code(), edges_, change)));
  const std::lock_guard lock(trees_->mutex);
  trees_->keep(change, tree);
  return tree;
}

Result<void> Directory::judge(Day first) const {
  for (auto at = std::lower_bound(changes_.begin(), changes_.end(), first); at != changes_.end();
       ++at) {
    TRY(tree_since(*at));
  }
  return {};
}

void Directory::take_trees(const Directory& other, std::optional<Day> after) {
  const std::lock_guard lock(other.trees_->mutex);
  for (const auto& [change, kept] : other.trees_->kept) {
    if (!after || change < *after) trees_->keep(change, kept.tree);
  }
}

std::shared_ptr<const UnitTree> Directory::tree(Day day) const {
  static const auto no_units = std::make_shared<const UnitTree>();
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), day);
  if (next == changes_.begin()) return no_units;
  auto tree = tree_since(*std::prev(next));
  if (!tree) throw MachineFailure(std::move(tree.error()));
  return std::move(*tree);
}

std::span<const UnitEdge> Directory::edges_of(UnitId unit) const {
  const auto at = static_cast<std::size_t>(unit.value);
  if (at + 1 >= first_edge_.size()) return {};
  const auto first = static_cast<std::size_t>(first_edge_[at]);
  return {edges_.data() + first, static_cast<std::size_t>(first_edge_[at + 1]) - first};
}

const UnitEdge* Directory::edge(UnitId unit, Day day) const {
  for (const UnitEdge& edge : edges_of(unit)) {
    if (edge.from <= day && (!edge.until || day < *edge.until)) return &edge;
  }
  return nullptr;
}

const FormerName* Directory::former_name(UnitId unit, Day day) const {
  const auto found =
      std::lower_bound(former_names_.begin(), former_names_.end(), std::make_pair(unit, day),
                       [](const FormerName& name, const std::pair<UnitId, Day>& wanted) {
                         return std::make_pair(name.unit, name.until) <= wanted;
                       });
  return found != former_names_.end() && found->unit == unit ? &*found : nullptr;
}

const std::string& Directory::name_on(UnitId unit, Day day) const {
  const FormerName* former = former_name(unit, day);
  return former != nullptr ? former->name : this->unit(unit).name;
}

const std::string& Directory::short_name_on(UnitId unit, Day day) const {
  const FormerName* former = former_name(unit, day);
  return former != nullptr ? former->short_name : this->unit(unit).short_name;
}

const Person* Directory::person(std::string_view login) const {
  const auto found = std::lower_bound(
      people_.begin(), people_.end(), login,
      [](const Person& person, std::string_view wanted) { return person.login < wanted; });
  return found == people_.end() || found->login != login ? nullptr : &*found;
}

std::string Directory::name_of_person(std::string_view login) const {
  const Person* found = person(login);
  return found == nullptr || found->name.empty() ? std::string(login) : found->name;
}

Result<Access> Directory::access(std::string_view login) const {
  const Person* found = person(login);
  if (found == nullptr) {
    return fail(ErrorKind::not_found, "org.unknown_person", {{"login", std::string(login)}});
  }
  return Access(found->login, found->grants);
}

}  // namespace youju::org
