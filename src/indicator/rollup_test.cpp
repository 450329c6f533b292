#include <gtest/gtest.h>
#include <unistd.h>
#include <youju/base/file.h>
#include <youju/indicator/rollup.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <tuple>

namespace youju::indicator {
namespace {

// A tree of 1 + 3 + 9 + 27 + 81 units, each with three below.
RollupTree small_tree() {
  RollupTree tree;
  const auto visit = [&](const auto& self, std::uint32_t parent, int depth) -> void {
    const auto unit = static_cast<std::uint32_t>(tree.parent.size());
    tree.parent.push_back(parent);
    tree.last.push_back(unit);
    for (int i = 0; i < 3 && depth < 4; ++i) self(self, unit, depth + 1);
    tree.last[unit] = static_cast<std::uint32_t>(tree.parent.size() - 1);
  };
  visit(visit, 0, 0);
  return tree;
}

RollupShape small_shape() {
  RollupShape shape;
  shape.dimensions = {3, 4};
  shape.planes = {3, 1, 0};
  shape.planes_beside = {1, 0};
  shape.measures = 2;
  shape.identities = true;
  shape.identity_dimension = 0;
  shape.first_month = 2020 * 12;
  shape.months = 30;
  shape.cell_depth = 2;
  shape.cell_rows = 40;
  return shape;
}

constexpr std::int32_t january_2020 = 18262;

class Histories {
 public:
  explicit Histories(std::uint64_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  RollupRow row(std::uint32_t id) {
    RollupRow row;
    row.id = id;
    row.unit = below(4) == 0 ? below(121) : 40 + below(3);
    row.day = january_2020 + static_cast<std::int32_t>(below(900));
    if (below(50) == 0) row.day = below(2) == 0 ? -719162 : 2932896;  // 0001 and 9999
    row.identity = below(6);
    row.places = {static_cast<std::uint16_t>(below(3)), static_cast<std::uint16_t>(below(4))};
    row.values = {std::int64_t{below(100)} - 20, below(20) == 0 ? 100000 : below(9)};
    return row;
  }

  RollupQuery query() {
    RollupQuery query;
    query.unit = below(3) == 0 ? 0 : below(121);
    const RollupPlanes planes(small_shape());
    if (below(3) > 0) {
      const int first = static_cast<int>(below(30));
      query.first = planes.start_of(first);
      query.after = planes.start_of(first + 1 + static_cast<int>(below(30U - first)));
    } else {
      query.first = january_2020 - 40 + static_cast<std::int32_t>(below(900));
      query.after = query.first + static_cast<std::int32_t>(below(500));
      if (below(5) == 0) query.after = 2932897;
      if (below(5) == 0) query.first = -800000;
    }
    if (below(2) == 0) query.places[0] = static_cast<std::int32_t>(below(3));
    if (below(3) == 0) query.places[1] = static_cast<std::int32_t>(below(4));
    return query;
  }

 private:
  std::mt19937_64 random_;
};

using Rows = std::map<std::uint32_t, RollupRow>;

std::vector<RollupRow> fitting(const Rows& rows, const RollupTree& tree, const RollupQuery& query) {
  std::vector<RollupRow> found;
  for (const auto& [id, row] : rows) {
    bool fits = row.day >= query.first && row.day < query.after && row.unit >= query.unit &&
                row.unit <= tree.last[query.unit];
    for (std::size_t d = 0; d < 2; ++d) {
      fits = fits && (query.places[d] == rollup_any || query.places[d] == row.places[d]);
    }
    if (fits) found.push_back(row);
  }
  std::sort(found.begin(), found.end(), [](const RollupRow& a, const RollupRow& b) {
    return std::tie(a.day, a.id) > std::tie(b.day, b.id);
  });
  return found;
}

// Years of the units of a depth, side by side; the axis ends in the middle of 2022.
void expect_same_beside(const RollupView& view, const Rows& rows, const RollupTree& tree,
                        Histories& histories) {
  const RollupPlanes planes(small_shape());
  RollupQuery query = histories.query();
  const int first = static_cast<int>(histories.below(3));
  const int after = first + 1 + static_cast<int>(histories.below(3U - first));
  query.first = planes.start_of(first * 12);
  query.after = planes.start_of(std::min(after * 12, 30));
  query.unit = histories.below(3) == 0 ? 1 + histories.below(3) * 40 : 0;
  query.places[1] = rollup_any;
  std::vector<std::int64_t> cells;
  for (int depth = 1; depth <= 2; ++depth) {
    ASSERT_TRUE(view.beside(query, depth, cells));
    std::vector<std::int64_t> wanted;
    const int steps = depth == 1 ? 40 : 13;
    RollupQuery one = query;
    for (one.unit = 1; one.unit < 121;) {
      const bool is_of_depth = depth == 1 || (one.unit - 1) % 40 != 0;
      if (is_of_depth && one.unit >= query.unit && one.unit <= tree.last[query.unit]) {
        RollupTotals totals;
        for (const RollupRow& row : fitting(rows, tree, one)) {
          ++totals.rows;
          for (std::size_t m = 0; m < 2; ++m) totals.sums[m] += row.values[m];
        }
        wanted.push_back(totals.rows);
        for (std::size_t m = 0; m < 2; ++m) {
          wanted.push_back(static_cast<std::int64_t>(totals.sums[m]));
        }
      }
      one.unit += is_of_depth ? static_cast<std::uint32_t>(steps) : 1;
    }
    ASSERT_EQ(cells, wanted);
  }
}

// The answers of a view beside what the rows themselves say.
void expect_same(const RollupView& view, const Rows& rows, const RollupTree& tree,
                 Histories& histories) {
  const RollupQuery query = histories.query();
  const std::vector<RollupRow> found = fitting(rows, tree, query);
  RollupTotals totals;
  std::set<std::uint32_t> identities;
  std::optional<RollupExtremes> extremes;
  for (const RollupRow& row : found) {
    ++totals.rows;
    for (std::size_t m = 0; m < 2; ++m) totals.sums[m] += row.values[m];
    if (row.identity != 0) identities.insert(row.identity);
    if (!extremes) extremes = RollupExtremes{row.values[0], row.values[0]};
    extremes->least = std::min(extremes->least, row.values[0]);
    extremes->most = std::max(extremes->most, row.values[0]);
  }
  const RollupTotals given = view.totals(query);
  ASSERT_EQ(given.rows, totals.rows) << query.unit << " " << query.first << " " << query.after;
  ASSERT_TRUE(given.sums == totals.sums);
  ASSERT_EQ(view.distinct(query), static_cast<std::int64_t>(identities.size()));
  const std::optional<RollupExtremes> least_most = view.extremes(query, 0);
  ASSERT_EQ(least_most.has_value(), extremes.has_value());
  if (extremes) {
    ASSERT_EQ(least_most->least, extremes->least);
    ASSERT_EQ(least_most->most, extremes->most);
  }
  const std::size_t kind = histories.below(3);
  RollupQuery all_places = query;
  all_places.places.fill(rollup_any);
  const RollupPlanes planes(small_shape());
  std::vector<std::int64_t> cells;
  std::vector<std::int64_t> wanted(static_cast<std::size_t>(planes.size(kind)) * 3);
  for (const RollupRow& row : fitting(rows, tree, all_places)) {
    const int plane = planes.of(row, static_cast<int>(kind)) - planes.start(kind);
    std::int64_t* const cell = &wanted[static_cast<std::size_t>(plane) * 3];
    ++cell[0];
    for (std::size_t m = 0; m < 2; ++m) cell[m + 1] += row.values[m];
  }
  ASSERT_TRUE(view.table(all_places, kind, false, cells));
  ASSERT_EQ(cells, wanted);
  const int month = planes.month_of(query.first);
  if (month >= 0 && planes.start_of(month) == query.first && query.after <= planes.start_of(30) &&
      month + 1 < 30) {
    all_places.after = planes.start_of(month + 2);
    std::vector<std::int64_t> by_month;
    ASSERT_TRUE(view.table(all_places, kind, true, by_month));
    all_places.after = planes.start_of(month + 1);
    ASSERT_TRUE(view.table(all_places, kind, false, cells));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ASSERT_EQ(by_month[i / 3 * 6 + i % 3], cells[i]);
    }
  }
  expect_same_beside(view, rows, tree, histories);
  const std::size_t offset = histories.below(3) == 0 ? histories.below(20) : 0;
  const std::vector<RollupRow> newest = view.newest(query, offset, 10);
  const std::size_t from = std::min(offset, found.size());
  const std::size_t to = std::min(from + 10, found.size());
  ASSERT_TRUE(std::equal(newest.begin(), newest.end(), found.begin() + static_cast<long>(from),
                         found.begin() + static_cast<long>(to)));
}

// Approvals, corrections and withdrawals at random; old views are kept and asked again.
void run_history(std::uint64_t seed, int steps) {
  SCOPED_TRACE(seed);
  Histories histories(seed);
  const RollupTree tree = small_tree();
  Rows rows;
  std::uint32_t next = 1;
  const std::uint32_t at_first = histories.below(400);
  Rollup::BuildOrder order;
  for (; next <= at_first; ++next) {
    rows[next] = histories.row(next);
    order.rows.push_back(rows[next]);
  }
  order.threads = 1 + static_cast<int>(histories.below(2));
  const auto rollup = Rollup::build(tree, small_shape(), order);
  std::vector<std::pair<RollupView, Rows>> kept;
  kept.emplace_back(rollup->view(), rows);
  for (int step = 1; step <= steps; ++step) {
    std::vector<Rollup::Change> changes;
    // Now and then so many that two threads make them.
    const std::uint32_t most = histories.below(50) == 0 && rows.size() < 800 ? 400 : 6;
    for (std::uint32_t n = 1 + histories.below(most); n > 0; --n) {
      Rollup::Change change;
      auto at = rows.lower_bound(histories.below(next));
      if (at != rows.end() && histories.below(2) == 0) {
        change.before = at->second;
        if (histories.below(2) == 0) change.after = histories.row(at->first);
        rows.erase(at);
      } else {
        change.after = histories.row(next++);
      }
      if (change.after) rows[change.after->id] = *change.after;
      changes.push_back(change);
    }
    rollup->apply(changes, step);
    ASSERT_EQ(rollup->view().as_of(), step);
    expect_same(rollup->view(), rows, tree, histories);
    const auto& [old, old_rows] = kept[histories.below(static_cast<std::uint32_t>(kept.size()))];
    expect_same(old, old_rows, tree, histories);
    if (testing::Test::HasFatalFailure()) return;
    if (histories.below(10) == 0) kept.emplace_back(rollup->view(), rows);
    if (kept.size() > 8) kept.erase(kept.begin() + histories.below(8));
  }
}

// YOUJU_ROLLUP_HISTORIES=100000 is the slow mode.
int histories_wanted() {
  const char* const wanted = std::getenv("YOUJU_ROLLUP_HISTORIES");
  int count = 300;
  if (wanted != nullptr) std::from_chars(wanted, wanted + std::strlen(wanted), count);
  return count;
}

TEST(Rollup, answers_as_the_rows_do_at_every_epoch_of_random_histories) {
  for (int seed = 1; seed <= histories_wanted(); ++seed) {
    run_history(static_cast<std::uint64_t>(seed), seed % 50 == 0 ? 1500 : 60);
    ASSERT_FALSE(HasFatalFailure());
  }
}

// The same rows come, some of them go again, in any order and in groups of any size; a picture has
// those up to its sequence, however old their days are.
TEST(Rollup, tells_by_what_came_and_not_by_the_order_in_which_it_came) {
  const RollupTree tree = small_tree();
  Histories histories(11);
  Rows all;
  for (std::uint32_t id = 1; id <= 600; ++id) all[id] = histories.row(id);
  for (std::uint32_t order = 1; order <= 4; ++order) {
    SCOPED_TRACE(order);
    std::vector<Rollup::Change> changes;
    for (const auto& [id, row] : all) changes.push_back({{}, row});
    for (std::size_t i = changes.size(); i > 1; --i) {
      std::swap(changes[i - 1], changes[histories.below(static_cast<std::uint32_t>(i))]);
    }
    const auto rollup = Rollup::build(tree, small_shape(), {});
    Rows rows;
    std::vector<std::pair<RollupView, Rows>> kept;
    std::int64_t seq = 0;
    for (std::size_t at = 0; at < changes.size();) {
      const std::uint32_t most = histories.below(4) == 0 ? 300 : 60;
      const std::size_t count =
          std::min<std::size_t>(1 + histories.below(most), changes.size() - at);
      std::vector<Rollup::Change> group(changes.begin() + static_cast<long>(at),
                                        changes.begin() + static_cast<long>(at + count));
      for (const Rollup::Change& change : group) rows[change.after->id] = *change.after;
      // One that has just come goes with the group that brought it, and comes back later.
      if (at + count < changes.size()) {
        const Rollup::Change gone{group.front().after, {}};
        rows.erase(gone.before->id);
        group.push_back(gone);
        changes.push_back({{}, gone.before});
      }
      at += count;
      rollup->apply(group, ++seq);
      kept.emplace_back(rollup->view(), rows);
    }
    ASSERT_EQ(rows, all);
    for (const auto& [view, own] : kept) {
      for (int i = 0; i < 5; ++i) expect_same(view, own, tree, histories);
      ASSERT_FALSE(HasFatalFailure());
    }
    ASSERT_EQ(kept.back().first.as_of(), seq);
  }
}

// A roll-up of one unit and one month, without dimensions.
RollupShape plain_shape() {
  RollupShape shape;
  shape.measures = 1;
  shape.first_month = 2020 * 12;
  shape.months = 2;
  shape.cell_depth = 0;
  return shape;
}

RollupRow plain_row(std::uint32_t id, std::int64_t value) {
  RollupRow row;
  row.id = id;
  row.day = january_2020 + static_cast<std::int32_t>(id % 60);
  row.values[0] = value;
  return row;
}

const RollupTree one_unit{{0}, {0}};
const RollupQuery everything{
    0, -1000000, 3000000, {rollup_any, rollup_any, rollup_any, rollup_any}};

TEST(Rollup, is_exact_beyond_64_bits) {
  const auto rollup = Rollup::build(one_unit, plain_shape(), {});
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  Int128 sum = 0;
  for (std::uint32_t id = 1; id <= 10; ++id) {
    rollup->apply(std::vector<Rollup::Change>{{{}, plain_row(id, id == 4 ? least : most)}}, id);
    sum += id == 4 ? Int128{least} : Int128{most};
    EXPECT_TRUE(rollup->view().totals(everything).sums[0] == sum);
  }
  rollup->apply(std::vector<Rollup::Change>{{plain_row(4, least), {}}}, 11);
  EXPECT_TRUE(rollup->view().totals(everything).sums[0] == Int128{most} * 9);
}

// Totals rise to the end of what 2 bytes hold, and of what 4 do, and fall back, again and again: in
// runs that come to be, and in those that were made of rows of every month and stand side by side.
TEST(Rollup, is_exact_where_integers_grow_wider) {
  for (const std::int64_t step :
       {std::int64_t{16383}, std::int64_t{1} << 30, std::int64_t{1} << 61}) {
    for (const bool from_rows : {false, true}) {
      Rollup::BuildOrder order;
      if (from_rows) order.rows = {plain_row(10, 0), plain_row(59, 0)};
      const auto rollup = Rollup::build(one_unit, plain_shape(), order);
      const RollupView before = rollup->view();
      Int128 sum = 0;
      std::int64_t seq = 0;
      const auto change = [&](std::uint32_t id, std::int64_t value, bool comes) {
        Rollup::Change made{{}, plain_row(id, value)};
        if (!comes) std::swap(made.before, made.after);
        rollup->apply(std::vector<Rollup::Change>{made}, ++seq);
        sum += Int128{value} * (comes ? 1 : -1);
        ASSERT_TRUE(rollup->view().totals(everything).sums[0] == sum) << step << ' ' << seq;
        ASSERT_TRUE(before.totals(everything).sums[0] == 0) << step << ' ' << seq;
      };
      for (int round = 0; round < 4; ++round) {
        for (const std::int64_t sign : {1, -1}) {
          change(1, sign * step, true);
          change(2, sign * step, true);
          change(3, sign * round, true);
          for (std::uint32_t id = 1; id <= 3; ++id) {
            change(id, id == 3 ? sign * round : sign * step, false);
          }
        }
      }
    }
  }
}

// Counters below the root begin with 2 bytes, and go on elsewhere when one has no room.
TEST(Rollup, counts_on_where_counters_grow_wider) {
  RollupShape shape = plain_shape();
  shape.measures = 0;
  shape.cell_depth = 1;
  shape.identities = true;
  const auto named = [](std::uint32_t id) {
    RollupRow row = plain_row(id, 0);
    row.day = january_2020;
    row.unit = 1;
    row.identity = id;
    return row;
  };
  constexpr std::uint32_t at_first = 65530;
  Rollup::BuildOrder order;
  for (std::uint32_t id = 1; id <= at_first; ++id) order.rows.push_back(named(id));
  const auto rollup = Rollup::build({{0, 0}, {1, 1}}, shape, order);
  const RollupView before = rollup->view();
  RollupQuery below = everything;
  below.unit = 1;
  for (std::uint32_t id = at_first + 1; id <= at_first + 20; ++id) {
    rollup->apply(std::vector<Rollup::Change>{{{}, named(id)}}, id);
    ASSERT_EQ(rollup->view().distinct(below), id);
    ASSERT_EQ(before.distinct(below), at_first);
  }
}

TEST(Rollup, counts_ten_million_different_identities) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr std::uint32_t many = 1'000'000;  // ten million take a minute there
#else
  constexpr std::uint32_t many = 10'000'000;
#endif
  RollupShape shape = plain_shape();
  shape.measures = 0;
  shape.identities = true;
  const auto named = [](std::uint32_t id, std::uint32_t identity) {
    RollupRow row = plain_row(id, 0);
    row.identity = identity;
    return row;
  };
  Rollup::BuildOrder order;
  order.threads = 2;
  order.rows.reserve(many);
  for (std::uint32_t id = 1; id <= many; ++id) order.rows.push_back(named(id, id));
  const auto rollup = Rollup::build(one_unit, shape, std::move(order));
  const RollupView before = rollup->view();
  EXPECT_EQ(before.distinct(everything), many);
  RollupQuery january = everything;
  january.after = january_2020 + 31;
  // Days 0 to 30 of every 60.
  EXPECT_EQ(before.distinct(january), many / 60 * 31 + std::min(many % 60, 30U));
  // One that was there, one more, and one that goes.
  rollup->apply(
      std::vector<Rollup::Change>{
          {{}, named(many + 1, 7)}, {{}, named(many + 2, many + 1)}, {named(9, 9), {}}},
      1);
  EXPECT_EQ(rollup->view().distinct(everything), many);
  rollup->apply(std::vector<Rollup::Change>{{named(7, 7), {}}, {named(many + 2, many + 1), {}}}, 2);
  EXPECT_EQ(rollup->view().distinct(everything), many - 1);
  EXPECT_EQ(before.distinct(everything), many);
}

TEST(Rollup, cuts_a_segment_that_has_grown) {
  Rollup::BuildOrder order;
  for (std::uint32_t id = 1; id <= 30000; ++id) order.rows.push_back(plain_row(id, id));
  const auto rollup = Rollup::build(one_unit, plain_shape(), order);
  const RollupView before = rollup->view();
  for (std::uint32_t id = 30001; id <= 70000; ++id) {
    rollup->apply(std::vector<Rollup::Change>{{{}, plain_row(id, id)}}, id);
  }
  RollupQuery some_days = everything;
  some_days.after = january_2020 + 1;
  EXPECT_EQ(rollup->view().totals(some_days).rows, 70000 / 60);
  EXPECT_EQ(rollup->view().totals(everything).rows, 70000);
  EXPECT_EQ(before.totals(some_days).rows, 30000 / 60);
  EXPECT_EQ(before.newest(everything, 0, 1)[0].id, 29999U);
  EXPECT_EQ(rollup->view().newest(everything, 0, 1)[0].id, 69959U);
}

TEST(Rollup, frees_what_no_view_can_see) {
  const auto rollup = Rollup::build(one_unit, plain_shape(), {});
  std::optional<RollupView> held = rollup->view();
  const std::int64_t at_first = rollup->memory_bytes();
  const RollupRow row = plain_row(1, 5);
  for (int i = 1; i <= 20000; ++i) {
    Rollup::Change change{{}, row};
    if (i % 2 == 0) std::swap(change.before, change.after);
    rollup->apply(std::vector<Rollup::Change>{change}, i);
  }
  EXPECT_GT(rollup->memory_bytes(), at_first + 20000 * 100);
  EXPECT_EQ(held->totals(everything).rows, 0);
  held.reset();
  EXPECT_LT(rollup->memory_bytes(), at_first + 200000);
}

// Rows wander between units, so many pairs a transaction: whoever reads sees each pair whole.
void wander(std::size_t pairs, int transactions) {
  SCOPED_TRACE(pairs);
  const RollupTree tree = small_tree();
  Histories histories(7);
  Rollup::BuildOrder order;
  for (std::uint32_t id = 1; id <= 500; ++id) {
    RollupRow row = histories.row(id);
    row.day = january_2020 + static_cast<std::int32_t>(histories.below(800));
    row.values = {1, 7};
    row.identity = id % 2 + 1;
    order.rows.push_back(row);
  }
  std::vector<RollupRow> rows = order.rows;
  const auto rollup = Rollup::build(tree, small_shape(), order);
  std::atomic<bool> over{false};
  const auto read = [&] {
    RollupQuery all = everything;
    RollupQuery unit = everything;
    while (!over) {
      const RollupView view = rollup->view();
      ASSERT_EQ(view.totals(all).rows, 500);
      ASSERT_TRUE(view.totals(all).sums[1] == 3500);
      ASSERT_EQ(view.distinct(all), 2);
      std::int64_t parts = 0;
      for (unit.unit = 1; unit.unit < 121; unit.unit = tree.last[unit.unit] + 1) {
        parts += view.totals(unit).rows;
      }
      ASSERT_LE(parts, 500);
      ASSERT_EQ(view.newest(all, 0, 1000).size(), 500U);
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (int step = 1; step <= transactions; ++step) {
    std::vector<Rollup::Change> changes(pairs);
    for (Rollup::Change& change : changes) {
      RollupRow& row = rows[histories.below(500)];
      change.before = row;
      row.unit = histories.below(121);
      row.day = january_2020 + static_cast<std::int32_t>(histories.below(800));
      change.after = row;
    }
    rollup->apply(changes, step);
  }
  over = true;
  first.join();
  second.join();
}

TEST(Rollup, shows_whole_transactions_to_readers_beside_the_writer) { wander(1, 3000); }
TEST(Rollup, shows_whole_groups_to_readers_beside_the_writers_two_threads) { wander(150, 100); }

class RollupSnapshot : public testing::Test {
 protected:
  RollupSnapshot()
      : file_(std::filesystem::temp_directory_path() /
              ("youju_rollup_" + std::to_string(::getpid()))) {
    for (std::uint32_t id = 1; id <= 300; ++id) rows_[id] = histories_.row(id);
    Rollup::BuildOrder order;
    for (const auto& [id, row] : rows_) order.rows.push_back(row);
    rollup_ = Rollup::build(small_tree(), small_shape(), order);
    for (std::uint32_t id = 301; id <= 400; ++id) {
      rows_[id] = histories_.row(id);
      rollup_->apply(std::vector<Rollup::Change>{{{}, rows_[id]}, {rows_.at(id - 300), {}}}, id);
      rows_.erase(id - 300);
    }
    EXPECT_TRUE(rollup_->write_snapshot(file_, "store a").has_value());
  }
  ~RollupSnapshot() override { std::filesystem::remove(file_); }

  Histories histories_{3};
  Rows rows_;
  std::unique_ptr<Rollup> rollup_;
  std::filesystem::path file_;
};

TEST_F(RollupSnapshot, restores_what_it_was_made_of) {
  const auto restored = Rollup::restore(file_, small_tree(), small_shape(), "store a", 2);
  ASSERT_TRUE(restored.has_value()) << restored.error().what;
  EXPECT_EQ((*restored)->view().as_of(), 400);
  for (int i = 0; i < 300; ++i) {
    expect_same((*restored)->view(), rows_, small_tree(), histories_);
    const std::uint32_t id = 401 + static_cast<std::uint32_t>(i);
    rows_[id] = histories_.row(id);
    (*restored)->apply(std::vector<Rollup::Change>{{{}, rows_[id]}}, id);
  }
}

TEST_F(RollupSnapshot, refuses_another_store_and_another_shape) {
  const auto other = Rollup::restore(file_, small_tree(), small_shape(), "store b", 1);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().what, "snapshot.of_another_store");
  RollupShape shape = small_shape();
  shape.months = 31;
  const auto outdated = Rollup::restore(file_, small_tree(), shape, "store a", 1);
  ASSERT_FALSE(outdated.has_value());
  EXPECT_EQ(outdated.error().what, "snapshot.outdated");
  const auto absent = Rollup::restore("/nowhere", small_tree(), shape, "store a", 1);
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().what, "snapshot.not_there");
}

TEST_F(RollupSnapshot, refuses_every_flipped_byte_and_every_shorter_file) {
  const std::string whole = *read_file(file_, 1 << 24);
  for (std::size_t place = 0; place < whole.size(); place += 1 + whole.size() / 40) {
    std::string damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    ASSERT_TRUE(write_file(file_, damaged).has_value());
    EXPECT_FALSE(Rollup::restore(file_, small_tree(), small_shape(), "store a", 1)) << place;
    ASSERT_TRUE(write_file(file_, std::string_view(whole).substr(0, place)).has_value());
    EXPECT_FALSE(Rollup::restore(file_, small_tree(), small_shape(), "store a", 1)) << place;
  }
}

}  // namespace
}  // namespace youju::indicator
