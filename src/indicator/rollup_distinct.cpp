#include <youju/base/result.h>
#include <youju/indicator/rollup_distinct.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace youju::indicator {
namespace {

std::size_t row_start(int month) {
  return static_cast<std::size_t>(month) * static_cast<std::size_t>(month + 1) / 2;
}

void drop_bytes(void* bytes) { ::operator delete(bytes); }

template <typename F>
void with_width(std::uint8_t width, F&& use) {
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

void RollupFirsts::begin(int months, bool many, std::atomic<std::int64_t>& memory) {
  const std::size_t bytes = row_start(months) * (many ? 4 : 2);
  void* counts = ::operator new(bytes);
  std::memset(counts, 0, bytes);
  memory += static_cast<std::int64_t>(bytes);
  rollup_store(head_.width, static_cast<std::uint8_t>(many ? 4 : 2));
  rollup_store(head_.counts, counts);
}

void RollupFirsts::give(int month, int before) {
  with_width(head_.width, [&](auto kind) {
    ++static_cast<decltype(kind)*>(
        head_.counts)[row_start(month) + static_cast<std::size_t>(before)];
  });
}

void RollupFirsts::finish(int months) {
  with_width(head_.width, [&](auto kind) {
    for (int month = 0; month < months; ++month) {
      auto* row = static_cast<decltype(kind)*>(head_.counts) + row_start(month);
      for (int a = 1; a <= month; ++a) row[a] = static_cast<decltype(kind)>(row[a] + row[a - 1]);
    }
  });
}

void RollupFirsts::widen(int months, RollupLog& log, std::atomic<std::int64_t>& memory) {
  const std::size_t count = row_start(months);
  auto* wide = static_cast<std::uint32_t*>(::operator new(count * 4));
  const auto* narrow = static_cast<const std::uint16_t*>(head_.counts);
  std::copy(narrow, narrow + count, wide);
  memory += static_cast<std::int64_t>(count * 4);
  log.retire(head_.counts, drop_bytes, static_cast<std::int64_t>(count * 2));
  rollup_store(head_.counts, static_cast<void*>(wide));
  rollup_store(head_.width, std::uint8_t{4});
}

void RollupFirsts::change(int months, int month, RollupChange::Neighbours neighbours, int sign,
                          RollupLog& log, std::atomic<std::int64_t>& memory) {
  if (neighbours.before == RollupChange::Neighbours::unchanged) return;
  if (!begun()) begin(months, false, memory);
  const std::size_t from = neighbours.before;
  const std::size_t to = static_cast<std::size_t>(month) + 1;
  const std::size_t gaining = row_start(sign > 0 ? month : neighbours.after);
  const bool gains = sign > 0 || neighbours.after < months;
  if (head_.width == 2 && gains) {
    const auto* counts = static_cast<const std::uint16_t*>(head_.counts) + gaining;
    if (std::find(counts + from, counts + to, std::numeric_limits<std::uint16_t>::max()) !=
        counts + to) {
      widen(months, log, memory);
    }
  }
  with_width(head_.width, [&](auto kind) {
    using T = decltype(kind);
    T* here = static_cast<T*>(head_.counts) + row_start(month);
    T* later = neighbours.after < months
                   ? static_cast<T*>(head_.counts) + row_start(neighbours.after)
                   : nullptr;
    for (std::size_t a = from; a < to; ++a) {
      rollup_store(here[a], static_cast<T>(here[a] + sign));
      if (later != nullptr) rollup_store(later[a], static_cast<T>(later[a] - sign));
    }
  });
}

std::int64_t RollupFirsts::read(const Head& head, int first, int after) {
  std::int64_t different = 0;
  if (head.counts == nullptr) return 0;
  with_width(head.width, [&](auto kind) {
    const auto* counts = static_cast<const decltype(kind)*>(head.counts);
    for (int month = first; month < after; ++month) {
      different += rollup_load(counts[row_start(month) + static_cast<std::size_t>(first)]);
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
