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

std::size_t in_words(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

}  // namespace

std::size_t RollupCells::bytes_of(RollupRun run) const {
  const int entry = (measures_ + 1) * run.width();
  return rollup_block_bytes(static_cast<std::size_t>(run.room()), static_cast<std::size_t>(entry));
}

RollupCells::~RollupCells() {
  for (const RollupRun& run : runs_) {
    if (run.owned()) memory_.give_back(run.block(), bytes_of(run));
  }
}

void RollupCells::move(RollupRun& run, int width, int room, std::vector<RollupRetired>& retired) {
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  const std::size_t bytes =
      rollup_block_bytes(static_cast<std::size_t>(room), size * static_cast<std::size_t>(width));
  auto* const block = static_cast<RollupMonths*>(memory_.borrow(bytes));
  memory_.counted() += static_cast<std::int64_t>(bytes);
  const RollupRun moved(block, {width, room, true, run.every()});
  *block = RollupMonths();
  if (const RollupMonths* const old = run.block()) {
    *block = *old;
    if (width > run.width()) block->headroom = 0;
    const std::size_t count = old->count * size;
    with_width(width, [&](auto kind) {
      with_width(run.width(), [&](auto old_kind) {
        const auto* const from = run.entries<const decltype(old_kind)>();
        auto* const to = moved.entries<decltype(kind)>();
        for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<decltype(kind)>(from[i]);
      });
    });
    if (run.owned()) {
      retired.push_back({run.block(), nullptr, static_cast<std::int64_t>(bytes_of(run))});
    }
  }
  rollup_store(run, moved);
  if (static_cast<std::uint64_t>(&run - runs_.data()) >= band_.plane) rollup_store(band_.first, {});
}

template <int Size, typename T>
bool RollupCells::add_in_place(RollupRun run, int month, const RollupParts& parts) {
  RollupMonths& block = *run.block();
  T* const entries = run.entries<T>();
  int count = block.count;
  std::array<std::int64_t, Size> of{};
  std::copy_n(parts.of.begin(), Size, of.begin());
  if constexpr (sizeof(T) < 8) {
    std::uint64_t far = 0;
    for (const std::int64_t part : of) far = std::max(far, distance_from_zero(part));
    constexpr std::uint64_t round_up = (std::uint64_t{1} << headroom_shift<T>)-1;
    const std::uint64_t needed = (far >> headroom_shift<T>)+((far & round_up) != 0 ? 1 : 0);
    // What was taken from it may have been given back.
    if (needed > block.headroom) block.headroom = headroom_of(entries, entries + count * Size);
    if (needed > block.headroom) return false;
    block.headroom = static_cast<std::uint16_t>(block.headroom - needed);
  }
  int from = block.from(month);  // entries of it and of later ones
  if (!block.has(month)) {
    for (int i = count * Size; i-- > from * Size;) rollup_store(entries[i + Size], T{entries[i]});
    for (int k = 0; k < Size; ++k) {
      rollup_store(entries[from * Size + k], from == count ? T{0} : entries[(from + 1) * Size + k]);
    }
    std::uint64_t& bits = block.bits[month / 64];
    rollup_store(bits, bits | std::uint64_t{1} << (month % 64));
    block.count = static_cast<std::uint16_t>(++count);
    ++from;
  }
  bool wrapped = false;
  for (T* entry = entries; entry < entries + from * Size; entry += Size) {
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
  if (parts.wrapped) overflowed_.store(true, std::memory_order_release);
  const RollupMonths* const block = run.block();
  const int count = block == nullptr ? 0 : block->count;
  if (block == nullptr || (count == run.room() && !block->has(month))) {
    move(run, run.width(), std::min(count + 2 + (count + 1) / 4, rollup_months_max), retired);
  }
  with_size(measures_ + 1, [&](auto known_size) {
    constexpr int size = decltype(known_size)::value;
    for (bool done = false; !done;) {
      with_width(run.width(),
                 [&](auto kind) { done = add_in_place<size, decltype(kind)>(run, month, parts); });
      if (!done) move(run, run.width() * 2, run.room(), retired);
    }
  });
}

// What a run will be.
struct RollupCells::Built {
  RollupMonths head{};
  std::size_t width = 2;
  std::uint64_t far = 0;  // from zero, of the entries
};

std::pair<std::size_t, int> RollupCells::band_of(const std::vector<Built>& built,
                                                 const RollupPlanes& planes) const {
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  std::pair<std::size_t, int> found{built.size(), 2};
  std::size_t bytes = 0;
  std::size_t plane = built.size();
  int width = 2;
  for (std::size_t kind = static_cast<std::size_t>(planes.kinds()); kind-- > 0;) {
    for (; plane > static_cast<std::size_t>(planes.start(kind)); --plane) {
      const Built& run = built[plane - 1];
      if (run.head.count > 0) bytes += rollup_block_bytes(run.head.count, size * run.width);
      // With room for what comes, since it ends when one run has to be wider.
      const std::uint64_t wanted = run.far + run.far / 4;
      if (wanted < run.far || wanted > std::numeric_limits<std::int32_t>::max()) {
        width = 8;
      } else if (wanted > std::numeric_limits<std::int16_t>::max()) {
        width = std::max(width, 4);
      }
    }
    const std::size_t in_band =
        (built.size() - plane) * rollup_block_bytes(static_cast<std::size_t>(months_),
                                                    size * static_cast<std::size_t>(width));
    if (in_band <= 2 * bytes) found = {plane, width};
  }
  return found;
}

// Writes the entries of a run, the latest month first: each is the sum of all months up to its own.
// `cells` are those of its plane, month by month; `sums` is as long as an entry, and zero.
void write_sums(const RollupRun& run, const RollupMonths& head, const std::int64_t* cells,
                std::vector<std::int64_t>& sums) {
  const std::size_t size = sums.size();
  with_width(run.width(), [&](auto kind) {
    auto* to = run.entries<decltype(kind)>() + head.count * size;
    for (std::size_t half = 0; half < 2; ++half) {
      for (std::uint64_t left = head.bits[half]; left != 0; left &= left - 1) {
        const auto month = half * 64 + static_cast<std::size_t>(std::countr_zero(left));
        to -= size;
        for (std::size_t k = 0; k < size; ++k) {
          sums[k] = wrapped_sum(sums[k], cells[month * size + k]);
          to[k] = static_cast<decltype(kind)>(sums[k]);
        }
      }
    }
  });
}

void RollupCells::build(const RollupMonthly& totals, const RollupPlanes& planes) {
  if (totals.overflowed()) overflowed_ = true;
  const std::size_t size = static_cast<std::size_t>(measures_) + 1;
  std::vector<std::int64_t> running(size);
  std::vector<Built> built(runs_.size());
  // First the sizes, then, in the same order, the blocks.
  for (std::size_t plane = 0; plane < runs_.size(); ++plane) {
    RollupMonths& head = built[plane].head;
    std::copy(totals.have(plane).begin(), totals.have(plane).end(), head.bits);
    running.assign(size, 0);
    std::int64_t least = 0;
    std::int64_t most = 0;
    totals.each(plane, [&](std::size_t, const std::int64_t* cell) {
      ++head.count;
      for (std::size_t k = 0; k < size; ++k) {
        if (__builtin_add_overflow(running[k], cell[k], &running[k])) overflowed_ = true;
        least = std::min(least, running[k]);
        most = std::max(most, running[k]);
      }
    });
    built[plane].width = static_cast<std::size_t>(std::max(width_of(least), width_of(most)));
    built[plane].far = std::max(distance_from_zero(least), distance_from_zero(most));
  }
  const auto [band, band_width] = band_of(built, planes);
  std::size_t bytes = 0;
  for (std::size_t plane = 0; plane < runs_.size(); ++plane) {
    RollupMonths& head = built[plane].head;
    if (plane >= band) {
      built[plane].width = static_cast<std::size_t>(band_width);
      head.count = static_cast<std::uint16_t>(months_);
      for (int month = 0; month < months_; ++month) {
        head.bits[month / 64] |= std::uint64_t{1} << (month % 64);
      }
    }
    if (head.count == 0) continue;
    const std::uint64_t far = built[plane].far;
    const std::size_t width = built[plane].width;
    if (width == 2 && far < 0x8000) head.headroom = headroom_over<std::int16_t>(far);
    if (width == 4 && far < 0x80000000) head.headroom = headroom_over<std::int32_t>(far);
    bytes += rollup_block_bytes(head.count, size * width);
  }
  auto* place = static_cast<std::byte*>(memory_.take(bytes));
  for (std::size_t plane = 0; plane < runs_.size(); ++plane) {
    const RollupMonths& head = built[plane].head;
    if (head.count == 0) continue;
    const std::int64_t* const cells = totals.cell(plane, 0);
    auto* const block = reinterpret_cast<RollupMonths*>(place);
    *block = head;
    const RollupRun run(
        block, {static_cast<int>(built[plane].width), head.count, false, head.count == months_});
    running.assign(size, 0);
    write_sums(run, head, cells, running);
    runs_[plane] = run;
    place += rollup_block_bytes(head.count, size * built[plane].width);
  }
  band_ = {band < runs_.size() ? runs_[band] : RollupRun(), band};
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
  auto* place = static_cast<std::byte*>(memory_.take(left + many * sizeof(RollupMonths)));
  for (std::uint32_t n = 0; n < many; ++n) {
    const auto plane = in.get<std::uint16_t>();
    const auto kept = in.get<std::array<std::uint64_t, 2>>();
    const auto width = in.get<std::uint8_t>();
    const std::size_t count = static_cast<std::size_t>(RollupMonths::ones(kept[0])) +
                              static_cast<std::size_t>(RollupMonths::ones(kept[1]));
    const bool is_width = width == 2 || width == 4 || width == 8;
    const std::string_view bytes = is_width ? in.next(count * size * width) : std::string_view();
    const std::size_t room = in_words(bytes.size());
    if (!in.good() || bytes.empty() || plane >= runs_.size() || room > left) return false;
    auto* const block = reinterpret_cast<RollupMonths*>(place);
    block->bits[0] = kept[0];
    block->bits[1] = kept[1];
    block->count = static_cast<std::uint16_t>(count);
    const RollupRun run(block, {width, static_cast<int>(count), false, false});
    with_width(width, [&](auto kind) {
      using T = decltype(kind);
      T* const first = run.entries<T>();
      const std::size_t entry = size * sizeof(T);
      for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(first + i * size, bytes.data() + (count - 1 - i) * entry, entry);
      }
      // Of the narrow ones; the widest looks at each.
      if constexpr (sizeof(T) < 8) block->headroom = headroom_of(first, first + count * size);
    });
    runs_[plane] = run;
    place += sizeof(RollupMonths) + room;
    left -= room;
  }
  return left == 0;
}

namespace {

// What a question asks of a run: which months have entries.
class Places {
 public:
  Places(RollupRun run, int months) : every_(run.every()), months_(months) {
    if (every_ || run.block() == nullptr) return;
    head_.bits[0] = rollup_load(run.block()->bits[0]);
    head_.bits[1] = rollup_load(run.block()->bits[1]);
  }
  bool has(int month) const { return every_ || head_.has(month); }
  int from(int month) const { return every_ ? months_ - month : head_.from(month); }
  bool none_before(int month) const { return every_ ? month == 0 : head_.none_before(month); }

 private:
  bool every_;
  int months_;
  RollupMonths head_{};
};

}  // namespace

void RollupCells::read(RollupRun run, int first, int after, RollupTotals& totals) const {
  const Places months(run, months_);
  const int upper = months.from(after);
  const int lower = months.from(first);
  if (upper == lower) {
    totals = RollupTotals();
    return;
  }
  const bool is_first = months.none_before(first);
  with_width(run.width(), [&](auto kind) {
    using T = decltype(kind);
    with_size(measures_ + 1, [&](auto known_size) {
      constexpr int size = decltype(known_size)::value;
      const T* const until = run.entries<const T>() + upper * size;
      const T* const before = run.entries<const T>() + (is_first ? upper : lower) * size;
      const auto between = [&](int k) {
        const std::int64_t less = rollup_load(before[k]);
        return Int128{rollup_load(until[k])} - (is_first ? 0 : less);
      };
      totals.rows = static_cast<std::int64_t>(between(0));
#pragma GCC unroll 5
      for (int k = 1; k < size; ++k) totals.sums[static_cast<std::size_t>(k - 1)] = between(k);
    });
  });
}

bool RollupCells::read_months(RollupRun run, int first, int after, bool single,
                              std::int64_t* totals) const {
  const auto wanted = static_cast<std::size_t>(single ? after - first : 1);
  const std::size_t all = wanted * (static_cast<std::size_t>(measures_) + 1);
  const Places months(run, months_);
  const int upper = months.from(after);
  const int lower = months.from(first);
  if (upper == lower) {
    std::fill_n(totals, all, 0);
    return true;
  }
  const bool is_first = months.none_before(first);
  bool fits = true;
  const auto read = [&](auto kind, auto known_size) {
    using T = decltype(kind);
    constexpr int size = decltype(known_size)::value;
    const T* const entries = run.entries<const T>();
    std::array<std::int64_t, size> before{};
    if (!is_first) {
#pragma GCC unroll 5
      for (std::size_t k = 0; k < size; ++k) {
        before[k] = rollup_load(entries[lower * size + static_cast<int>(k)]);
      }
    }
    // What was added since the entry before; in fewer than 8 bytes it always fits.
    const auto step = [&](const T* entry, std::int64_t* into) {
#pragma GCC unroll 5
      for (std::size_t k = 0; k < size; ++k) {
        const std::int64_t next = rollup_load(entry[k]);
        if constexpr (sizeof(T) == 8) {
          fits &= !__builtin_sub_overflow(next, before[k], &into[k]);
        } else {
          into[k] = next - before[k];
        }
        before[k] = next;
      }
    };
    if (!single) {
      step(entries + upper * size, totals);
      return;
    }
    const T* entry = entries + lower * size;
    if (lower - upper == after - first) {
      for (std::int64_t* const end = totals + all; totals < end; totals += size) {
        step(entry -= size, totals);
      }
      return;
    }
    for (int month = first; month < after; ++month, totals += size) {
      if (months.has(month)) {
        step(entry -= size, totals);
      } else {
        std::fill_n(totals, size, 0);
      }
    }
  };
  with_width(run.width(), [&](auto kind) {
    with_size(measures_ + 1, [&](auto known_size) { read(kind, known_size); });
  });
  return fits;
}

}  // namespace youju::indicator
