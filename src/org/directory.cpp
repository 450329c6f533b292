#include <youju/org/directory.h>

#include <algorithm>
#include <array>

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

const Unit& Directory::unit(UnitId id) const {
  CHECK(id.value >= 0 && static_cast<std::size_t>(id.value) < units_.size());
  return units_[static_cast<std::size_t>(id.value)];
}

Result<UnitId> Directory::find(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  if (found == by_code_.end()) {
    return fail(ErrorKind::not_found, "org.unknown_unit", {{"code", std::string(code)}});
  }
  return found->second;
}

Result<void> Directory::index() {
  edges_of_.assign(units_.size(), {});
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    edges_of_[static_cast<std::size_t>(edges_[i].unit.value)].push_back(i);
    changes_.push_back(edges_[i].from);
    if (edges_[i].until) changes_.push_back(*edges_[i].until);
  }
  std::sort(changes_.begin(), changes_.end());
  changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    trees_[i + 1] =
        std::make_shared<const UnitTree>(TRY(UnitTree::build(units_, edges_, changes_[i])));
  }
  return {};
}

std::shared_ptr<const UnitTree> Directory::tree(Day day) const {
  const auto passed = static_cast<std::size_t>(
      std::upper_bound(changes_.begin(), changes_.end(), day) - changes_.begin());
  const auto found = trees_.find(passed);
  return found == trees_.end() ? no_units_ : found->second;
}

const UnitEdge* Directory::edge(UnitId unit, Day day) const {
  for (std::size_t i : edges_of_[static_cast<std::size_t>(unit.value)]) {
    const UnitEdge& edge = edges_[i];
    if (edge.from <= day && (!edge.until || day < *edge.until)) return &edge;
  }
  return nullptr;
}

const Person* Directory::person(std::string_view login) const {
  const auto found = std::lower_bound(
      people_.begin(), people_.end(), login,
      [](const Person& person, std::string_view wanted) { return person.login < wanted; });
  return found == people_.end() || found->login != login ? nullptr : &*found;
}

Result<Access> Directory::access(std::string_view login) const {
  const Person* found = person(login);
  if (found == nullptr) {
    return fail(ErrorKind::not_found, "org.unknown_person", {{"login", std::string(login)}});
  }
  return Access(found->login, found->grants);
}

Access Directory::owner() const { return Access::everywhere("owner"); }

}  // namespace youju::org
