#include <youju/base/parallel.h>
#include <youju/indicator/rollup_state.h>

#include <algorithm>
#include <bit>
#include <mutex>
#include <numeric>
#include <span>

// Counts the different identities of all units at once: the rows of a unit below the root are put
// in the order of identities, counted into its counters, and parted into those of the units below
// it, which are in that order then too. So the counters that are at work stay in the cache,
// whatever the order in which identities were numbered.
namespace youju::indicator {
namespace {

// A row that names somebody: identity, home, month and class, from the highest bits down.
using Key = std::uint64_t;

std::uint32_t identity_of(Key key) { return static_cast<std::uint32_t>(key >> 32); }
RollupPostings::Posting posting_of(Key key) {
  return {static_cast<std::uint16_t>(key >> 16), static_cast<std::uint8_t>(key >> 8),
          static_cast<std::uint8_t>(key)};
}

// Orders keys by identity; those of one identity keep their order.
void sort_by_identity(std::vector<Key>& keys) {
  constexpr std::size_t few = 512;
  if (keys.size() < few) {
    std::stable_sort(keys.begin(), keys.end(),
                     [](Key a, Key b) { return identity_of(a) < identity_of(b); });
    return;
  }
  // In as few rounds as digits of at most so many bits make, each of as few bits as that needs.
  constexpr int digit_bits_max = 11;
  Key all = 0;
  for (const Key key : keys) all |= key;
  const int bits = std::bit_width(identity_of(all));
  const int rounds = (bits + digit_bits_max - 1) / digit_bits_max;
  const int digit_bits = rounds == 0 ? 1 : (bits + rounds - 1) / rounds;
  const Key digits = Key{1} << digit_bits;
  std::vector<Key> spare(keys.size());
  for (int round = 0; round < rounds; ++round) {
    const int shift = 32 + round * digit_bits;
    std::vector<std::uint32_t> starts(digits + 1);
    for (const Key key : keys) ++starts[(key >> shift & (digits - 1)) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Key key : keys) spare[starts[key >> shift & (digits - 1)]++] = key;
    keys.swap(spare);
  }
}

// Gives the months of identities, one after the other, to the counters of one unit.
class MonthsGiver {
 public:
  MonthsGiver(const RollupState& state, RollupFirsts* firsts, bool many, RollupMemory& memory)
      : state_(state), firsts_(firsts), many_(many), memory_(memory), months_(256) {}

  void take(RollupPostings::Posting posting) {
    const Uint128 bit = Uint128{1} << posting.month;
    all_ |= bit;
    if (state_.shape.identity_dimension < 0) return;
    if (months_[posting.kind] == 0) touched_.push_back(posting.kind);
    months_[posting.kind] |= bit;
  }
  // The identity is complete.
  void give() {
    give(0, std::exchange(all_, 0));
    for (const std::uint8_t kind : touched_) {
      give(std::size_t{1} + kind, std::exchange(months_[kind], 0));
    }
    touched_.clear();
  }

 private:
  void give(std::size_t which, Uint128 months) {
    if (months == 0) return;
    if (!firsts_[which].begun()) firsts_[which].begin(state_.shape.months, many_, memory_);
    firsts_[which].give(state_.shape.months, months);
  }

  const RollupState& state_;
  RollupFirsts* firsts_;
  bool many_;
  RollupMemory& memory_;
  Uint128 all_ = 0;
  std::vector<Uint128> months_;  // of each class
  std::vector<std::uint8_t> touched_;
};

class IdentitiesCounter {
 public:
  explicit IdentitiesCounter(RollupState& state) : state_(state) {}

  void count(int threads) {
    // The root's own rows, and those of each unit below it with all further down.
    std::vector<std::uint32_t> tops{0};
    const std::uint32_t last = state_.nodes[0].last_node;
    for (std::uint32_t node = 1; node <= last; node = state_.nodes[node].last_node + 1) {
      tops.push_back(node);
    }
    parts_.resize(tops.size());
    in_parallel(threads, tops.size(), [&](std::size_t i) {
      const std::uint32_t after = i == 0 ? 1 : state_.nodes[tops[i]].last_node + 1;
      std::size_t rows = 0;
      for (std::uint32_t node = tops[i]; node < after; ++node) rows += rows_of(node);
      parts_[i].reserve(rows);
      for (std::uint32_t node = tops[i]; node < after; ++node) add_rows(node, parts_[i]);
      sort_by_identity(parts_[i]);
      if (i > 0) count(tops[i], parts_[i]);
    });
    fill_postings(threads);
    parts_.clear();
    count_root(threads);
  }

 private:
  std::size_t rows_of(std::uint32_t node) const {
    std::size_t rows = 0;
    for (const auto& part : state_.nodes[node].rows.load(std::memory_order_relaxed)->parts) {
      rows += part.segment->rows();
    }
    return rows;
  }
  void add_rows(std::uint32_t node, std::vector<Key>& keys) const {
    const int dimension = state_.shape.identity_dimension;
    const auto place = RollupSegment::places + static_cast<std::size_t>(std::max(dimension, 0));
    for (const auto& part : state_.nodes[node].rows.load(std::memory_order_relaxed)->parts) {
      const auto& columns = part.segment->columns();
      for (std::size_t i = 0; i < part.segment->rows(); ++i) {
        const auto identity = static_cast<Key>(columns[RollupSegment::identity].at(i));
        const int month =
            state_.planes.month_of(static_cast<std::int32_t>(columns[RollupSegment::day].at(i)));
        if (identity == 0 || month < 0) continue;
        const auto kind = dimension < 0 ? Key{0} : static_cast<Key>(columns[place].at(i));
        keys.push_back(identity << 32 | Key{node} << 16 | static_cast<Key>(month) << 8 | kind);
      }
    }
  }

  // `keys` are the rows of a unit with all below, by identity.
  void count(std::uint32_t node, std::span<const Key> keys) {
    const bool many = keys.size() >= 65535;
    begin_side_by_side(node, keys, many);
    RollupFirsts* const firsts = state_.nodes[node].firsts.data();
    MonthsGiver giver(state_, firsts, many, state_.made);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0 && identity_of(keys[i]) != identity_of(keys[i - 1])) giver.give();
      giver.take(posting_of(keys[i]));
    }
    giver.give();
    finish(firsts);
    if (state_.nodes[node].last_node > node) count_below(node, keys);
  }

  void count_below(std::uint32_t node, std::span<const Key> keys) {
    // Of each node from this one on, the which child of it has it; of it itself, none.
    const std::uint32_t last = state_.nodes[node].last_node;
    std::vector<std::uint32_t> child_of(last - node + 1);
    std::vector<std::uint32_t> children{node};
    for (std::uint32_t child = node + 1; child <= last; child = state_.nodes[child].last_node + 1) {
      std::fill(child_of.begin() + (child - node),
                child_of.begin() + (state_.nodes[child].last_node - node + 1),
                static_cast<std::uint32_t>(children.size()));
      children.push_back(child);
    }
    std::vector<std::size_t> ends(children.size() + 1);
    for (const Key key : keys) ++ends[child_of[posting_of(key).home - node] + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<Key> parted(keys.size());
    for (const Key key : keys) parted[ends[child_of[posting_of(key).home - node]]++] = key;
    for (std::size_t child = 1; child < children.size(); ++child) {
      count(children[child],
            std::span(parted).subspan(ends[child - 1], ends[child] - ends[child - 1]));
    }
  }

  // If there are rows of all classes.
  void begin_side_by_side(std::uint32_t node, std::span<const Key> keys, bool many) {
    std::vector<std::uint8_t> found(256);
    int classes = 0;
    for (std::size_t i = 0; i < keys.size() && classes < std::max(state_.classes(), 1); ++i) {
      classes += std::exchange(found[posting_of(keys[i]).kind], std::uint8_t{1}) == 0 ? 1 : 0;
    }
    if (classes < std::max(state_.classes(), 1)) return;
    RollupUnit& unit = state_.nodes[node];
    RollupFirsts::begin_all(unit.firsts, state_.shape.months, many, state_.made);
    state_.first_counts[node] = unit.firsts[0].place();
  }

  void finish(RollupFirsts* firsts) const {
    for (int k = 0; k <= state_.classes(); ++k) {
      if (firsts[k].begun()) firsts[k].finish(state_.shape.months);
    }
  }

  // Calls use(i, first, after) in several threads, each time for the i-th interval of identities.
  template <typename F>
  void each_interval(int threads, F&& use) const {
    const auto intervals = static_cast<std::size_t>(threads) * 4;
    in_parallel(threads, intervals, [&](std::size_t i) {
      use(identities_ * i / intervals, identities_ * (i + 1) / intervals);
    });
  }
  // Calls use(key) for the keys of an interval, in the order of the parts, hence of the homes.
  template <typename F>
  void each_key(std::uint64_t first, std::uint64_t after, F&& use) const {
    for (const std::vector<Key>& part : parts_) {
      auto at = std::lower_bound(part.begin(), part.end(), first << 32);
      for (; at != part.end() && identity_of(*at) < after; ++at) use(*at);
    }
  }

  void fill_postings(int threads) {
    for (const std::vector<Key>& part : parts_) {
      if (part.empty()) continue;
      identities_ = std::max(identities_, std::uint64_t{identity_of(part.back())} + 1);
    }
    std::vector<std::uint32_t> counts(identities_);
    each_interval(threads, [&](std::uint64_t first, std::uint64_t after) {
      each_key(first, after, [&](Key key) { ++counts[identity_of(key)]; });
    });
    state_.postings.reserve(counts);
    each_interval(threads, [&](std::uint64_t first, std::uint64_t after) {
      each_key(first, after,
               [&](Key key) { state_.postings.give(identity_of(key), posting_of(key)); });
    });
    state_.postings_bytes = state_.postings.memory_bytes();
  }

  void count_root(int threads) {
    std::mutex mutex;
    RollupFirsts* const all = state_.nodes[0].firsts.data();
    each_interval(threads, [&](std::uint64_t first, std::uint64_t after) {
      std::atomic<std::int64_t> counted{0};
      RollupMemory memory(counted);
      const auto own =
          std::make_unique<RollupFirsts[]>(static_cast<std::size_t>(state_.classes()) + 1);
      MonthsGiver giver(state_, own.get(), true, memory);
      for (auto identity = static_cast<std::uint32_t>(first); identity < after; ++identity) {
        const auto* const end = state_.postings.end(identity);
        for (const auto* at = state_.postings.begin(identity); at != end; ++at) giver.take(*at);
        giver.give();
      }
      const std::unique_lock lock(mutex);
      for (std::size_t k = 0; k <= static_cast<std::size_t>(state_.classes()); ++k) {
        if (!own[k].begun()) continue;
        if (!all[k].begun()) all[k].begin(state_.shape.months, true, state_.made);
        all[k].add(own[k], state_.shape.months);
      }
    });
    finish(all);
  }

  RollupState& state_;
  std::vector<std::vector<Key>> parts_;
  std::uint64_t identities_ = 0;  // one more than the greatest
};

}  // namespace

void RollupState::count_identities(int threads) { IdentitiesCounter(*this).count(threads); }

}  // namespace youju::indicator
