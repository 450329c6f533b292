#include <youju/base/result.h>
#include <youju/indicator/rollup_distinct.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace youju::indicator {
namespace {

// Counts stand in tiles of 8 rows a and 4 months m, each one line of the cache at 2 bytes: a
// question runs along m and a change along a, and both meet few lines. Tiles wholly before the
// diagonal, m < a, are not kept.
constexpr std::size_t rows_of_tile = 8;
constexpr std::size_t months_of_tile = 4;
constexpr std::align_val_t line{64};

std::size_t tiles_before(std::size_t row_of_tiles, std::size_t months) {
  const std::size_t across = (months + months_of_tile - 1) / months_of_tile;
  return row_of_tiles * across - row_of_tiles * (row_of_tiles == 0 ? 0 : row_of_tiles - 1);
}

std::size_t count_of(int months) {
  const auto all = static_cast<std::size_t>(months);
  return tiles_before((all + rows_of_tile - 1) / rows_of_tile, all) * rows_of_tile * months_of_tile;
}

std::size_t place_of(std::size_t a, std::size_t m, int months) {
  const std::size_t row = a / rows_of_tile;
  const std::size_t tile = tiles_before(row, static_cast<std::size_t>(months)) +
                           m / months_of_tile - row * (rows_of_tile / months_of_tile);
  return tile * rows_of_tile * months_of_tile + a % rows_of_tile * months_of_tile +
         m % months_of_tile;
}

void drop_counts(void* counts) { ::operator delete(counts, line); }

template <typename F>
void with_width(int width, F&& use) {
  if (width == 2) {
    use(std::uint16_t{});
  } else {
    use(std::uint32_t{});
  }
}

unsigned class_of(std::uint32_t count) {
  return static_cast<unsigned>(std::bit_width(count == 0 ? 0 : count - 1));
}

}  // namespace

RollupFirsts::~RollupFirsts() {
  if (head().owned) drop_counts(head().counts);
}

void RollupFirsts::begin(int months, bool many, RollupMemory& memory) {
  const int width = many ? 4 : 2;
  set({memory.take(count_of(months) * static_cast<std::size_t>(width)), width, false});
}

void RollupFirsts::begin_all(std::span<RollupFirsts> all, int months, bool many,
                             RollupMemory& memory) {
  const int width = many ? 4 : 2;
  const std::size_t bytes = count_of(months) * static_cast<std::size_t>(width);
  auto* counts = static_cast<std::byte*>(memory.take(all.size() * bytes));
  for (RollupFirsts& one : all) {
    one.set({counts, width, false});
    counts += bytes;
  }
}

RollupFirsts::Place RollupFirsts::Place::beside(std::size_t n, int months) const {
  Place other;
  other.word_ = word_ + n * count_of(months) * ((word_ & wide) != 0 ? 4 : 2);
  return other;
}

void RollupFirsts::give(int months, Uint128 months_of_one) {
  with_width(head().width, [&](auto kind) {
    auto* const counts = static_cast<decltype(kind)*>(head().counts);
    const auto give_half = [&](std::uint64_t half, std::size_t first, std::size_t before) {
      for (; half != 0; half &= half - 1) {
        const std::size_t month = first + static_cast<std::size_t>(std::countr_zero(half));
        ++counts[place_of(before, month, months)];
        before = month + 1;
      }
      return before;
    };
    const std::size_t before = give_half(static_cast<std::uint64_t>(months_of_one), 0, 0);
    give_half(static_cast<std::uint64_t>(months_of_one >> 64), 64, before);
  });
}

void RollupFirsts::add(const RollupFirsts& other, int months) {
  CHECK(head().width == 4 && other.head().width == 4);
  const auto* const from = static_cast<const std::uint32_t*>(other.head().counts);
  auto* const to = static_cast<std::uint32_t*>(head().counts);
  for (std::size_t i = 0; i < count_of(months); ++i) to[i] += from[i];
}

// Each row of counts gets what the row before it has, four months at a time; before the diagonal
// there is nothing.
void RollupFirsts::finish(int months) {
  const auto all = static_cast<std::size_t>(months);
  with_width(head().width, [&](auto kind) {
    using T = decltype(kind);
    T* const counts = static_cast<T*>(head().counts);
    for (std::size_t a = 1; a < all; ++a) {
      const std::size_t first = a / months_of_tile * months_of_tile;
      for (std::size_t m = a; m < std::min(all, first + months_of_tile); ++m) {
        T& here = counts[place_of(a, m, months)];
        here = static_cast<T>(here + counts[place_of(a - 1, m, months)]);
      }
      if (first + months_of_tile >= all) continue;
      constexpr std::size_t tile = rows_of_tile * months_of_tile;
      T* here = counts + place_of(a, first + months_of_tile, months);
      const T* above = counts + place_of(a - 1, first + months_of_tile, months);
      for (std::size_t m = first + months_of_tile; m < all; m += months_of_tile) {
        for (std::size_t k = 0; k < months_of_tile; ++k) {
          here[k] = static_cast<T>(here[k] + above[k]);
        }
        here += tile;
        above += tile;
      }
    }
  });
}

void RollupFirsts::widen(int months, RollupMemory& memory) {
  const std::size_t count = count_of(months);
  auto* const wider = static_cast<std::uint32_t*>(::operator new(count * 4, line));
  const auto* narrow = static_cast<const std::uint16_t*>(head().counts);
  std::copy(narrow, narrow + count, wider);
  memory.counted() += static_cast<std::int64_t>(count * 4);
  set({wider, 4, true});
}

bool RollupFirsts::change(int months, int month, RollupChange::Neighbours neighbours, int sign,
                          RollupMemory& memory) {
  if (neighbours.before == RollupChange::Neighbours::unchanged) return false;
  const Place before = place_;
  if (!begun()) begin(months, false, memory);
  const std::size_t from = neighbours.before;
  const std::size_t to = static_cast<std::size_t>(month) + 1;
  const auto here = static_cast<std::size_t>(month);
  const std::size_t later = neighbours.after;
  const bool is_last = neighbours.after >= months;
  if (head().width == 2 && (sign > 0 || !is_last)) {
    const auto* counts = static_cast<const std::uint16_t*>(head().counts);
    for (std::size_t a = from; a < to; ++a) {
      if (counts[place_of(a, sign > 0 ? here : later, months)] < 65535) continue;
      widen(months, memory);
      break;
    }
  }
  with_width(head().width, [&](auto kind) {
    using T = decltype(kind);
    T* const counts = static_cast<T*>(head().counts);
    const auto add = [&](std::size_t m, int change) {
      for (std::size_t a = from; a < to;) {
        T* place = counts + place_of(a, m, months);
        const std::size_t end = std::min(to, (a / rows_of_tile + 1) * rows_of_tile);
        for (; a < end; ++a, place += months_of_tile) {
          rollup_store(*place, static_cast<T>(*place + change));
        }
      }
    };
    add(here, sign);
    if (!is_last) add(later, -sign);
  });
  return place_.word_ != before.word_;
}

void RollupFirsts::fetch(int months, int month, RollupChange::Neighbours neighbours,
                         RollupTouches& touches) const {
  if (!begun() || neighbours.before == RollupChange::Neighbours::unchanged) return;
  const auto* const counts = static_cast<const std::byte*>(head().counts);
  for (std::size_t a = neighbours.before; a <= static_cast<std::size_t>(month); a += rows_of_tile) {
    touches.add(counts + place_of(a, static_cast<std::size_t>(month), months) * head().width);
    if (neighbours.after >= months) continue;
    touches.add(counts + place_of(a, neighbours.after, months) * head().width);
  }
}

std::int64_t RollupFirsts::Place::read(int months, int first, int after) const {
  const Head seen = head_of(*this);
  std::int64_t different = 0;
  if (seen.counts == nullptr) return 0;
  with_width(seen.width, [&](auto kind) {
    const auto* counts = static_cast<const decltype(kind)*>(seen.counts);
    const auto a = static_cast<std::size_t>(first);
    const auto end = static_cast<std::size_t>(after);
    for (std::size_t m = a; m < end;) {
      const auto* place = counts + place_of(a, m, months);
      const std::size_t until = std::min(end, (m / months_of_tile + 1) * months_of_tile);
      for (; m < until; ++m) different += rollup_load(*place++);
    }
  });
  return different;
}

void RollupPostings::reserve(const std::vector<std::uint32_t>& counts) {
  lists_.resize(counts.size());
  std::size_t place = room_.size();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    lists_[i].place = static_cast<std::uint32_t>(place);
    place += std::bit_ceil(counts[i]);
  }
  CHECK(place <= std::numeric_limits<std::uint32_t>::max());
  room_.resize(place);
}

std::uint32_t RollupPostings::take(unsigned size_class) {
  auto& free = free_[size_class];
  if (!free.empty()) {
    const std::uint32_t place = free.back();
    free.pop_back();
    return place;
  }
  const std::size_t place = room_.size();
  room_.resize(place + (std::size_t{1} << size_class));
  CHECK(room_.size() <= std::numeric_limits<std::uint32_t>::max());
  return static_cast<std::uint32_t>(place);
}

void RollupPostings::add(std::uint32_t identity, Posting posting) {
  if (identity >= lists_.size()) lists_.resize(std::size_t{identity} + 1 + identity / 16);
  List& list = lists_[identity];
  // A list of 2^n postings is full; the room of an emptied list was given back.
  if (list.count == 0) {
    list.place = take(0);
  } else if (std::has_single_bit(list.count)) {
    const unsigned size_class = class_of(list.count);
    const std::uint32_t place = take(size_class + 1);
    std::copy_n(room_.begin() + list.place, list.count, room_.begin() + place);
    free_[size_class].push_back(list.place);
    list.place = place;
  }
  room_[list.place + list.count++] = posting;
}

void RollupPostings::remove(std::uint32_t identity, Posting posting) {
  CHECK(identity < lists_.size());
  List& list = lists_[identity];
  Posting* const first = room_.data() + list.place;
  Posting* const found = std::find(first, first + list.count, posting);
  CHECK(found != first + list.count);
  *found = first[--list.count];
  if (list.count == 0) {
    free_[0].push_back(list.place);
  } else if (std::has_single_bit(list.count)) {
    // The list now fits into the lower half of its room.
    free_[class_of(list.count)].push_back(list.place + list.count);
  }
}

const RollupPostings::Posting* RollupPostings::begin(std::uint32_t identity) const {
  return room_.data() + (identity < lists_.size() ? lists_[identity].place : 0);
}

std::int64_t RollupPostings::memory_bytes() const {
  std::size_t bytes = lists_.capacity() * sizeof(List) + room_.capacity() * sizeof(Posting);
  for (const auto& free : free_) bytes += free.capacity() * sizeof(std::uint32_t);
  return static_cast<std::int64_t>(bytes);
}

}  // namespace youju::indicator
