#include <youju/indicator/rollup_cells.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <memory>
#include <type_traits>

namespace youju::indicator {
namespace {

template <typename F>
void with_width(int width, F&& use) {
  if (width == 2) {
    use(std::int16_t{});
  } else if (width == 4) {
    use(std::int32_t{});
  } else {
    use(std::int64_t{});
  }
}

// Loops over the integers of an entry are short: it pays that their number is known.
template <typename F>
void with_size(int size, F&& use) {
  static_assert(rollup_measures_max == 4);
  switch (size) {
    case 1:
      return use(std::integral_constant<int, 1>{});
    case 2:
      return use(std::integral_constant<int, 2>{});
    case 3:
      return use(std::integral_constant<int, 3>{});
    case 4:
      return use(std::integral_constant<int, 4>{});
    default:
      return use(std::integral_constant<int, 5>{});
  }
}

std::int64_t entry(const RollupRun& run, std::size_t place) {
  std::int64_t value = 0;
  with_width(run.width, [&](auto kind) {
    value = rollup_load(static_cast<const decltype(kind)*>(run.entries)[place]);
  });
  return value;
}

int width_of(std::int64_t value) {
  if (value == static_cast<std::int16_t>(value)) return 2;
  return value == static_cast<std::int32_t>(value) ? 4 : 8;
}

std::int64_t wrapped_sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

// What RollupRun::headroom counts in: no more than 16 bits of it.
template <typename T>
constexpr int headroom_shift = sizeof(T) == 2 ? 0 : 16;

std::uint64_t distance_from_zero(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

template <typename T>
std::uint16_t headroom_over(std::uint64_t most) {
  return static_cast<std::uint16_t>((std::numeric_limits<T>::max() - most) >> headroom_shift<T>);
}

template <typename T>
std::uint16_t headroom_of(const T* entry, const T* end) {
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (; entry < end; ++entry) {
    least = std::min<std::int64_t>(least, *entry);
    most = std::max<std::int64_t>(most, *entry);
  }
  // The least of all integers is further off than the greatest.
  const std::uint64_t far = std::max(distance_from_zero(least), distance_from_zero(most));
  return far > static_cast<std::uint64_t>(std::numeric_limits<T>::max()) ? 0
                                                                         : headroom_over<T>(far);
}

// Entries begin at whole words.
std::size_t in_words(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

void drop_bytes(void* bytes) { ::operator delete(bytes); }

}  // namespace

RollupCells::RollupCells(int planes, int measures, RollupMemory& memory)
    : measures_(measures),
      memory_(memory),
      runs_(static_cast<RollupRun*>(
                memory.take(static_cast<std::size_t>(planes) * sizeof(RollupRun))),
            static_cast<std::size_t>(planes)) {
  std::uninitialized_default_construct(runs_.begin(), runs_.end());
}

RollupCells::~RollupCells() {
  for (const RollupRun& run : runs_) {
    if (run.owned != 0) drop_bytes(run.entries);
  }
}

void RollupCells::move(RollupRun& run, int width, int room, std::vector<RollupRetired>& retired) {
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  const auto bytes = [&](int of_width, int entries) {
    return std::int64_t{of_width} * entries * static_cast<std::int64_t>(size);
  };
  const int count = run.count;
  const bool is_wider = width > run.width;
  void* entries = ::operator new(static_cast<std::size_t>(bytes(width, room)));
  memory_.counted() += bytes(width, room);
  with_width(width, [&](auto kind) {
    auto* to = static_cast<decltype(kind)*>(entries);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count) * size; ++i) {
      to[i] = static_cast<decltype(kind)>(entry(run, i));
    }
  });
  if (run.owned != 0) retired.push_back({run.entries, drop_bytes, bytes(run.width, run.room)});
  rollup_store(run.entries, entries);
  rollup_store(run.width, static_cast<std::uint8_t>(width));
  rollup_store(run.room, static_cast<std::uint8_t>(room));
  rollup_store(run.owned, std::uint8_t{1});
  if (is_wider) run.headroom = 0;
}

template <int Size, typename T>
bool RollupCells::add_in_place(RollupRun& run, int month, int rank, const RollupParts& parts) {
  int count = run.count;
  T* const entries = static_cast<T*>(run.entries);
  std::array<std::int64_t, Size> of{};
  std::copy_n(parts.of.begin(), Size, of.begin());
  if constexpr (sizeof(T) < 8) {
    std::uint64_t far = 0;
    for (const std::int64_t part : of) far = std::max(far, distance_from_zero(part));
    constexpr std::uint64_t round_up = (std::uint64_t{1} << headroom_shift<T>)-1;
    const std::uint64_t needed = (far >> headroom_shift<T>)+((far & round_up) != 0 ? 1 : 0);
    // What was taken from it may have been given back.
    if (needed > run.headroom) run.headroom = headroom_of(entries, entries + count * Size);
    if (needed > run.headroom) return false;
    run.headroom = static_cast<std::uint16_t>(run.headroom - needed);
  }
  if (!run.has(month)) {
    for (int i = count * Size; i-- > rank * Size;) rollup_store(entries[i + Size], T{entries[i]});
    for (int k = 0; k < Size; ++k) {
      rollup_store(entries[rank * Size + k], rank == 0 ? T{0} : entries[(rank - 1) * Size + k]);
    }
    std::uint64_t& months = run.months[month / 64];
    rollup_store(months, months | std::uint64_t{1} << (month % 64));
    run.count = static_cast<std::uint8_t>(++count);
  }
  bool wrapped = false;
  for (T* entry = entries + rank * Size; entry < entries + count * Size; entry += Size) {
    for (std::size_t k = 0; k < Size; ++k) {
      std::int64_t sum = 0;
      wrapped |= __builtin_add_overflow(std::int64_t{entry[k]}, of[k], &sum);
      rollup_store(entry[k], static_cast<T>(sum));
    }
  }
  // Of 8 bytes; there was room in fewer.
  if (wrapped) overflowed_.store(true, std::memory_order_release);
  return true;
}

void RollupCells::add(int plane, int month, const RollupParts& parts,
                      std::vector<RollupRetired>& retired) {
  RollupRun& run = runs_[static_cast<std::size_t>(plane)];
  const int rank = run.rank(month);
  if (parts.wrapped) overflowed_.store(true, std::memory_order_release);
  if (run.count == run.room && !run.has(month)) {
    move(run, run.width, std::min(run.count + 2 + (run.count + 1) / 4, rollup_months_max), retired);
  }
  with_size(measures_ + 1, [&](auto known_size) {
    constexpr int size = decltype(known_size)::value;
    for (bool done = false; !done;) {
      with_width(run.width, [&](auto kind) {
        done = add_in_place<size, decltype(kind)>(run, month, rank, parts);
      });
      if (!done) move(run, run.width * 2, run.room, retired);
    }
  });
}

void RollupCells::build(const std::vector<std::int64_t>& totals, int months, bool overflowed) {
  if (overflowed) overflowed_ = true;
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  std::vector<std::int64_t> running(size);
  std::size_t bytes = 0;
  // First the sizes, then, in the same order, the entries.
  for (std::size_t plane = 0; plane < runs_.size(); ++plane) {
    RollupRun& run = runs_[plane];
    const std::int64_t* cell = &totals[plane * static_cast<std::size_t>(months) * size];
    running.assign(size, 0);
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::size_t count = 0;
    for (int month = 0; month < months; ++month, cell += size) {
      if (cell[0] == 0) continue;
      run.months[month / 64] |= std::uint64_t{1} << (month % 64);
      ++count;
      for (std::size_t k = 0; k < size; ++k) {
        if (__builtin_add_overflow(running[k], cell[k], &running[k])) overflowed_ = true;
        least = std::min(least, running[k]);
        most = std::max(most, running[k]);
      }
    }
    run.width = static_cast<std::uint8_t>(std::max(width_of(least), width_of(most)));
    run.room = run.count = static_cast<std::uint8_t>(count);
    const std::uint64_t far = std::max(distance_from_zero(least), distance_from_zero(most));
    if (run.width == 2 && far < 0x8000) run.headroom = headroom_over<std::int16_t>(far);
    if (run.width == 4 && far < 0x80000000) run.headroom = headroom_over<std::int32_t>(far);
    bytes += (count * size * run.width + 7) / 8 * 8;
  }
  auto* place = static_cast<std::byte*>(memory_.take(bytes));
  for (std::size_t plane = 0; plane < runs_.size(); ++plane) {
    RollupRun& run = runs_[plane];
    const std::int64_t* const cells = &totals[plane * static_cast<std::size_t>(months) * size];
    running.assign(size, 0);
    run.entries = place;
    with_width(run.width, [&](auto kind) {
      auto* to = reinterpret_cast<decltype(kind)*>(place);
      for (std::size_t half = 0; half < 2; ++half) {
        for (std::uint64_t left = run.months[half]; left != 0; left &= left - 1) {
          const auto month = half * 64 + static_cast<std::size_t>(std::countr_zero(left));
          for (std::size_t k = 0; k < size; ++k) {
            running[k] = wrapped_sum(running[k], cells[month * size + k]);
            *to++ = static_cast<decltype(kind)>(running[k]);
          }
        }
      }
    });
    place += (std::size_t{run.room} * size * run.width + 7) / 8 * 8;
  }
}

// How many planes have months, and how many bytes their entries take in memory; then of each its
// number, months, width and entries.
void RollupCells::put(const std::vector<std::int64_t>& totals, int months, int measures,
                      ByteWriter& out) {
  const std::size_t size = static_cast<std::size_t>(measures) + 1;
  const std::size_t planes = totals.size() / (static_cast<std::size_t>(months) * size);
  ByteWriter runs;
  std::uint32_t many = 0;
  std::uint64_t bytes = 0;
  std::vector<std::int64_t> entries;
  for (std::size_t plane = 0; plane < planes; ++plane) {
    const std::int64_t* cell = &totals[plane * static_cast<std::size_t>(months) * size];
    std::array<std::uint64_t, 2> kept{};
    std::vector<std::int64_t> running(size);
    int width = 2;
    entries.clear();
    for (int month = 0; month < months; ++month, cell += size) {
      if (cell[0] == 0) continue;
      kept[static_cast<std::size_t>(month / 64)] |= std::uint64_t{1} << (month % 64);
      for (std::size_t k = 0; k < size; ++k) {
        running[k] = wrapped_sum(running[k], cell[k]);
        width = std::max(width, width_of(running[k]));
        entries.push_back(running[k]);
      }
    }
    if (entries.empty()) continue;
    ++many;
    bytes += in_words(entries.size() * static_cast<std::size_t>(width));
    runs.put(static_cast<std::uint16_t>(plane));
    runs.put(kept);
    runs.put(static_cast<std::uint8_t>(width));
    with_width(width, [&](auto kind) {
      for (const std::int64_t value : entries) runs.put(static_cast<decltype(kind)>(value));
    });
  }
  out.put(many);
  out.put(bytes);
  out.append(runs.take());
}

bool RollupCells::get(ByteReader& in) {
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  const auto many = in.get<std::uint32_t>();
  std::uint64_t left = in.get<std::uint64_t>();
  // In memory an entry takes hardly more than it does here.
  if (!in.good() || many > runs_.size() || left > in.left() + many * sizeof(std::uint64_t)) {
    return false;
  }
  auto* place = static_cast<std::byte*>(memory_.take(left));
  for (std::uint32_t n = 0; n < many; ++n) {
    const auto plane = in.get<std::uint16_t>();
    const auto kept = in.get<std::array<std::uint64_t, 2>>();
    const auto width = in.get<std::uint8_t>();
    const std::size_t count = static_cast<std::size_t>(RollupRun::ones(kept[0])) +
                              static_cast<std::size_t>(RollupRun::ones(kept[1]));
    const bool is_width = width == 2 || width == 4 || width == 8;
    const std::string_view bytes = is_width ? in.next(count * size * width) : std::string_view();
    const std::size_t room = in_words(bytes.size());
    if (!in.good() || bytes.empty() || plane >= runs_.size() || room > left) return false;
    RollupRun& run = runs_[plane];
    run.months[0] = kept[0];
    run.months[1] = kept[1];
    run.entries = place;
    run.width = width;
    run.room = run.count = static_cast<std::uint8_t>(count);
    std::memcpy(place, bytes.data(), bytes.size());
    // Of the narrow ones; the widest looks at each.
    with_width(width, [&](auto kind) {
      using T = decltype(kind);
      const auto* const first = reinterpret_cast<const T*>(place);
      if constexpr (sizeof(T) < 8) run.headroom = headroom_of(first, first + count * size);
    });
    place += room;
    left -= room;
  }
  return left == 0;
}

RollupRun RollupCells::head(int plane) const {
  const RollupRun& run = runs_[static_cast<std::size_t>(plane)];
  RollupRun head;
  head.months[0] = rollup_load(run.months[0]);
  head.months[1] = rollup_load(run.months[1]);
  head.entries = rollup_load(run.entries);
  head.width = rollup_load(run.width);
  return head;
}

void RollupCells::read(const RollupRun& head, int first, int after, RollupTotals& totals) const {
  const int from = head.rank(first);
  const int to = head.rank(after);
  if (from == to) return;
  const int size = measures_ + 1;
  with_width(head.width, [&](auto kind) {
    using T = decltype(kind);
    const T* upper = static_cast<const T*>(head.entries) + (to - 1) * size;
    const T* lower = from == 0 ? nullptr : static_cast<const T*>(head.entries) + (from - 1) * size;
    totals.rows += rollup_load(upper[0]) - (lower == nullptr ? 0 : rollup_load(lower[0]));
    for (int k = 1; k < size; ++k) {
      Int128 sum = rollup_load(upper[k]);
      if (lower != nullptr) sum -= rollup_load(lower[k]);
      totals.sums[static_cast<std::size_t>(k - 1)] += sum;
    }
  });
}

bool RollupCells::read_months(const RollupRun& head, int first, int after, bool single,
                              std::int64_t* totals) const {
  const int from = head.rank(first);
  const int to = head.rank(after);
  if (from == to) return true;
  bool fits = true;
  const auto read = [&](auto kind, auto known_size) {
    using T = decltype(kind);
    constexpr int size = decltype(known_size)::value;
    const T* entry = static_cast<const T*>(head.entries) + from * size;
    std::array<std::int64_t, size> before{};
    for (int k = 0; k < size && from > 0; ++k) {
      before[static_cast<std::size_t>(k)] = rollup_load(entry[k - size]);
    }
    // What was added since the entry before; in fewer than 8 bytes it always fits.
    const auto step = [&](std::int64_t* into) {
      for (int k = 0; k < size; ++k, ++entry) {
        std::int64_t& last = before[static_cast<std::size_t>(k)];
        const std::int64_t next = rollup_load(*entry);
        if constexpr (sizeof(T) == 8) {
          fits &= !__builtin_sub_overflow(next, last, &into[k]);
        } else {
          into[k] = next - last;
        }
        last = next;
      }
    };
    if (!single) {
      entry += (to - from - 1) * size;
      step(totals);
      return;
    }
    const bool every = to - from == after - first;
    for (int month = first, left = to - from; left > 0; ++month, totals += size) {
      if (!every && !head.has(month)) continue;
      step(totals);
      --left;
    }
  };
  with_width(head.width, [&](auto kind) {
    with_size(measures_ + 1, [&](auto known_size) { read(kind, known_size); });
  });
  return fits;
}

}  // namespace youju::indicator
