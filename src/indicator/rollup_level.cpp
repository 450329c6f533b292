#include <youju/base/result.h>
#include <youju/indicator/rollup_level.h>

#include <algorithm>

namespace youju::indicator {

RollupLevel::RollupLevel(const RollupPlanes& planes, const RollupShape& shape,
                         std::vector<std::uint32_t> nodes, RollupMemory& memory)
    : nodes_(std::move(nodes)),
      size_(static_cast<std::size_t>(shape.measures) + 1),
      offset_(shape.first_month % 12),
      months_(shape.months),
      blocks_(static_cast<std::size_t>(planes.count()), none),
      locks_((nodes_.size() + group_units - 1) / group_units) {
  const std::size_t years = year_of(months_ - 1) + 1;
  std::size_t blocks = 0;
  for (const std::uint8_t kind : shape.planes_beside) {
    const auto found = std::find(shape.planes.begin(), shape.planes.end(), kind);
    CHECK(found != shape.planes.end());
    const auto at = static_cast<std::size_t>(found - shape.planes.begin());
    for (int plane = planes.start(at); plane < planes.start(at) + planes.size(at); ++plane) {
      blocks_[static_cast<std::size_t>(plane)] = blocks;
      blocks += years;
    }
  }
  const std::size_t bytes = blocks * nodes_.size() * size_ * sizeof(std::int64_t);
  cells_ = static_cast<std::int64_t*>(memory.take(bytes));
}

void RollupLevel::add(std::size_t unit, int plane, int month, const std::int64_t* parts) {
  if (!has(plane)) return;
  std::int64_t* const cells = &cells_[place(unit, plane, year_of(month))];
  for (std::size_t k = 0; k < size_; ++k) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(cells[k], parts[k], &sum)) {
      overflowed_.store(true, std::memory_order_release);
    }
    rollup_store(cells[k], sum);
  }
}

std::uint64_t RollupLevel::read(int plane, int first, int after, std::size_t from, std::size_t to,
                                std::int64_t* totals, bool& fits) const {
  const std::size_t count = (to - from) * size_;
  const std::size_t after_year = first < after ? year_of(after - 1) + 1 : 0;
  bool good = true;
  const std::uint64_t at = locks_[from / group_units].read([&] {
    good = true;
    std::fill(totals, totals + count, 0);
    for (std::size_t year = year_of(first); year < after_year; ++year) {
      const std::int64_t* const cells = &cells_[place(from, plane, year)];
      for (std::size_t i = 0; i < count; ++i) {
        good &= !__builtin_add_overflow(totals[i], rollup_load(cells[i]), &totals[i]);
      }
    }
  });
  fits = fits && good;
  return at;
}

}  // namespace youju::indicator
