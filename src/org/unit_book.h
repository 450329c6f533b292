// The units of one directory, each at the index of its id, found by code. Immutable once it is
// shared; directories that differ in edges alone share one. Inside this room.
#pragma once

#include <youju/org/unit.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace youju::org {

class UnitBook {
 public:
  void reserve(std::size_t units);
  // Its id is the next one; its code is new.
  void add(Unit unit);
  // Another name, short name and kind of a unit that is there.
  void rename(const Unit& unit);
  // To be called once all are added.
  void sort() { by_code_ = in_order_of_code(units_); }

  const std::vector<Unit>& units() const { return units_; }
  std::span<const UnitId> by_code() const { return by_code_; }
  std::optional<UnitId> find(std::string_view code) const;

 private:
  void place(std::int32_t id);
  std::size_t slot_of(std::string_view code) const;

  std::vector<Unit> units_;
  std::vector<UnitId> by_code_;
  // Open addressing over ids, -1 an empty slot: the codes themselves are kept once.
  std::vector<std::int32_t> slots_;
};

}  // namespace youju::org
