#include <gtest/gtest.h>
#include <youju/indicator/rollup.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

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
  if (extremes) ASSERT_EQ(least_most->least, extremes->least);
  if (extremes) ASSERT_EQ(least_most->most, extremes->most);
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
    for (std::uint32_t n = 1 + histories.below(6); n > 0; --n) {
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

}  // namespace
}  // namespace youju::indicator
