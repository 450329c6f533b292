// Integers in as few bytes as they need, counted from the least: what the rows of a segment have in
// one column. Sixteen bytes that say where the cells are; the memory belongs to whoever made it,
// and is given back with as many rows. Inside this room.
#pragma once

#include <youju/indicator/rollup_memory.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace youju::indicator {

class RollupColumn {
 public:
  template <typename Get>
  void fill(RollupMemory& memory, std::size_t count, Get get) {
    std::int64_t least = count == 0 ? 0 : get(0);
    std::int64_t most = least;
    for (std::size_t i = 1; i < count; ++i) {
      const std::int64_t value = get(i);
      least = value < least ? value : least;
      most = value > most ? value : most;
    }
    make_room(memory, width_for(least, most), least, count);
    for (std::size_t i = 0; i < count; ++i) set(i, get(i));
  }
  // Without a question about the width, which would mostly be guessed wrong where rows of many
  // segments are put together.
  std::int64_t at(std::size_t row) const {
    std::uint64_t cell = 0;
    std::memcpy(&cell, cells() + row * static_cast<std::size_t>(width()), sizeof(cell));
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(base_) +
                                     (cell & cell_masks[static_cast<std::size_t>(width())]));
  }
  // Calls use(pointer to the cells, base); in no bytes, not at all.
  template <typename F>
  void with_cells(F&& use) const {
    const void* const from = cells();
    switch (width()) {
      case 1:
        return use(static_cast<const std::uint8_t*>(from), base_);
      case 2:
        return use(static_cast<const std::uint16_t*>(from), base_);
      case 4:
        return use(static_cast<const std::uint32_t*>(from), base_);
      case 8:
        return use(static_cast<const std::uint64_t*>(from), base_);
      default:
        return;
    }
  }
  bool constant() const { return width() == 0; }
  // Whether a value could stand among these.
  bool holds(std::int64_t value) const {
    const std::uint64_t cell =
        static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(base_);
    return width() == 8 || cell >> (8 * width()) == 0;
  }
  std::int64_t base() const { return base_; }
  int width() const { return static_cast<int>(word_ & widths); }
  std::span<const std::byte> bytes(std::size_t rows) const {
    return {cells(), rows * static_cast<std::size_t>(width())};
  }
  // Makes it one of rows × width bytes, which are then to be written.
  std::byte* make_room(RollupMemory& memory, int width, std::int64_t base, std::size_t rows);
  // As it was written: width in bytes, base, and rows × width bytes.
  void restore(RollupMemory& memory, int width, std::int64_t base, std::size_t rows,
               const std::byte* bytes);
  void give_back(RollupMemory& memory, std::size_t rows);

 private:
  static constexpr std::uintptr_t widths = 15;
  // Each cell can be read as eight bytes.
  static constexpr std::size_t more = sizeof(std::uint64_t);
  // Of each width.
  static constexpr std::array<std::uint64_t, 9> cell_masks{
      0, 0xff, 0xffff, 0, 0xffffffff, 0, 0, 0, ~std::uint64_t{0}};
  // What cells of no bytes are read from.
  alignas(16) static constexpr std::array<std::byte, more> nothing{};

  static int width_for(std::int64_t least, std::int64_t most);
  std::byte* cells() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): pointer and width in one word
    return reinterpret_cast<std::byte*>(word_ & ~widths);
  }
  void set(std::size_t row, std::int64_t value);

  std::int64_t base_ = 0;
  std::uintptr_t word_ = reinterpret_cast<std::uintptr_t>(nothing.data());
};
static_assert(sizeof(RollupColumn) == 16);

}  // namespace youju::indicator
