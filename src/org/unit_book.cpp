#include <youju/org/unit_book.h>

#include <functional>

namespace youju::org {

void UnitBook::reserve(std::size_t units) { units_.reserve(units); }

void UnitBook::add(Unit unit) {
  // Ids count up from 0 without a gap, so a unit stands at its own index.
  CHECK(unit.id.value == static_cast<std::int32_t>(units_.size()));
  units_.push_back(std::move(unit));
  if (units_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, -1);
    for (const Unit& each : units_) place(each.id.value);
  } else {
    place(units_.back().id.value);
  }
}

void UnitBook::rename(const Unit& unit) {
  Unit& known = units_[static_cast<std::size_t>(unit.id.value)];
  known.name = unit.name;
  known.short_name = unit.short_name;
  known.kind = unit.kind;
}

std::optional<UnitId> UnitBook::find(std::string_view code) const {
  if (slots_.empty()) return std::nullopt;
  const std::int32_t id = slots_[slot_of(code)];
  if (id < 0) return std::nullopt;
  return UnitId{id};
}

void UnitBook::place(std::int32_t id) {
  slots_[slot_of(units_[static_cast<std::size_t>(id)].code)] = id;
}

std::size_t UnitBook::slot_of(std::string_view code) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>()(code) & mask;
  while (slots_[slot] >= 0 && units_[static_cast<std::size_t>(slots_[slot])].code != code) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

}  // namespace youju::org
