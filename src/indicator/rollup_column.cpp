#include <youju/indicator/rollup_column.h>

namespace youju::indicator {

int RollupColumn::width_for(std::int64_t least, std::int64_t most) {
  const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  return span == 0 ? 0 : span < 0x100 ? 1 : span < 0x10000 ? 2 : span <= 0xffffffff ? 4 : 8;
}

std::byte* RollupColumn::make_room(RollupMemory& memory, int width, std::int64_t base,
                                   std::size_t rows) {
  base_ = base;
  if (width == 0) {
    word_ = reinterpret_cast<std::uintptr_t>(nothing.data());
    return cells();
  }
  const std::size_t size = rows * static_cast<std::size_t>(width);
  auto* const bytes = static_cast<std::byte*>(memory.borrow(size + more));
  std::memset(bytes + size, 0, more);
  word_ = reinterpret_cast<std::uintptr_t>(bytes) | static_cast<std::uintptr_t>(width);
  return bytes;
}

void RollupColumn::restore(RollupMemory& memory, int width, std::int64_t base, std::size_t rows,
                           const std::byte* bytes) {
  std::byte* const to = make_room(memory, width, base, rows);
  if (width > 0) std::memcpy(to, bytes, rows * static_cast<std::size_t>(width));
}

void RollupColumn::give_back(RollupMemory& memory, std::size_t rows) {
  if (width() > 0) memory.give_back(cells(), rows * static_cast<std::size_t>(width()) + more);
  word_ = reinterpret_cast<std::uintptr_t>(nothing.data());
}

void RollupColumn::set(std::size_t row, std::int64_t value) {
  const std::uint64_t cell = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(base_);
  void* const to = cells();
  switch (width()) {
    case 1:
      static_cast<std::uint8_t*>(to)[row] = static_cast<std::uint8_t>(cell);
      break;
    case 2:
      static_cast<std::uint16_t*>(to)[row] = static_cast<std::uint16_t>(cell);
      break;
    case 4:
      static_cast<std::uint32_t*>(to)[row] = static_cast<std::uint32_t>(cell);
      break;
    case 8:
      static_cast<std::uint64_t*>(to)[row] = cell;
      break;
    default:
      break;
  }
}

}  // namespace youju::indicator
