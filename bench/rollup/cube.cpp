#include "cube.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <thread>

#include "clients.h"
#include "records.h"
#include "skew.h"

namespace rollup_bench {
namespace {

using namespace youju::indicator;
using std::chrono::steady_clock;

double since(steady_clock::time_point began) {
  return std::chrono::duration<double>(steady_clock::now() - began).count();
}

// Of this thread, or, with CLOCK_PROCESS_CPUTIME_ID, of all.
double processor_seconds(clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
  timespec used{};
  ::clock_gettime(clock, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

std::int64_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::int64_t pages = 0;
  in >> pages >> pages;
  return pages * ::sysconf(_SC_PAGESIZE);
}

class Bench {
 public:
  explicit Bench(const CubeOrder& order)
      : order_(order),
        table_(order.out / "cube.csv"),
        answers_(order.out / "answers.txt"),
        units_(read_questions(order.data / "questions.txt")),
        tree_(read_tree(order.data / "tree.csv")),
        planes_(nation_shape()) {
    table_ << "metric,value,unit\n";
    for (std::uint32_t unit = 0; unit < tree_.parent.size(); ++unit) {
      depth_.push_back(unit == 0 ? 0 : depth_[tree_.parent[unit]] + 1);
      if (depth_[unit] == 1) provinces_.push_back(unit);
      if (depth_[unit] == 3) counties_.push_back(unit);
    }
  }

  void run() {
    build();
    view_.emplace(rollup_->view());
    answer_questions();
    random_figures();
    view_.reset();
    updates();
    newest_after_updates();
    beside_a_writer();
    snapshot();
    if (!table_.flush() || !answers_.flush()) throw std::runtime_error("cannot be written");
  }

 private:
  void put(const std::string& metric, double value, const char* unit) {
    table_ << fmt::format("\"{}\",{:.4g},{}\n", metric, value, unit) << std::flush;
    fmt::print("{}: {:.4g} {}\n", metric, value, unit);
    std::fflush(stdout);
  }

  // What all threads took since; on a machine with others at work the time of the wall says little.
  void put_processor(const std::string& metric, double used) {
    put("processors for " + metric, processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - used, "s");
  }

  void put_spread(const std::string& metric, std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    put(metric + " p50", seconds[seconds.size() / 2] * 1e6, "µs");
    put(metric + " p99", seconds[seconds.size() * 99 / 100] * 1e6, "µs");
  }

  // The median of 15 rounds of `times` calls, in time of this thread on its processor: others at
  // work on the machine do not count.
  void time(const std::string& metric, int times, const std::function<void()>& ask) {
    std::vector<double> rounds;
    for (int round = 0; round < 16; ++round) {
      const double began = processor_seconds();
      for (int i = 0; i < times; ++i) ask();
      rounds.push_back((processor_seconds() - began) / times);
    }
    std::sort(rounds.begin() + 1, rounds.end());
    put(metric, rounds[8] * 1e6, "µs");
  }

  template <typename... T>
  void answer(const char* question, int set, T... numbers) {
    answers_ << question << ' ' << set;
    ((answers_ << ' ' << static_cast<std::int64_t>(numbers)), ...);
    answers_ << '\n';
  }

  RollupQuery year(std::uint32_t unit, int which) const {
    RollupQuery query;
    query.unit = unit;
    query.first = planes_.start_of((which - 2020) * 12);
    query.after = planes_.start_of((which - 2019) * 12);
    return query;
  }

  void build() {
    const auto began = steady_clock::now();
    const double used = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    Rollup::BuildOrder order;
    order.rows = read_records(order_.data / "records.csv", order_.threads);
    const auto rows = static_cast<double>(order.rows.size());
    sample_.clear();
    for (std::size_t i = 0; i < order.rows.size(); i += 1 + order.rows.size() / 100'000) {
      sample_.push_back(order.rows[i]);
    }
    last_id_ = 0;
    for (const RollupRow& row : order.rows) last_id_ = std::max(last_id_, row.id);
    put("read csv", since(began), "s");
    order.threads = order_.threads;
    const auto reading = steady_clock::now();
    rollup_ = Rollup::build(tree_, nation_shape(), std::move(order));
    put("build", since(reading), "s");
    put("load and build", rows / since(began), "rows/s");
    put_processor("load and build", used);
    ::malloc_trim(0);
    put("memory counted", static_cast<double>(rollup_->memory_bytes()) / 1e6, "MB");
    put("memory resident", static_cast<double>(resident_bytes()) / 1e6, "MB");
  }

  void answer_questions() {
    const RollupView& view = *view_;
    time("Q1", 1000, [&] { figure_ = view.totals(year(0, 2024)); });
    answer("Q1", 0, figure_.sums[0]);
    pivot();
    summary("Q3med", units_.at("county"));
    summary("Q3top", units_.at("top"));
    std::int64_t different = 0;
    time("Q4nat", 1000, [&] { different = view.distinct(year(0, 2024)); });
    answer("Q4nat", 0, different);
    time("Q4prov", 1000, [&] { different = view.distinct(year(units_.at("province"), 2024)); });
    answer("Q4prov", 0, different);
    rank("Q5sib", units_.at("city"));
    rank("Q5nat", 0);
    growth();
    std::vector<RollupRow> rows;
    RollupQuery query = year(units_.at("top"), 2024);
    query.places[0] = 1;
    time("Q7", 100, [&] { rows = view.newest(query, 0, 100); });
    for (const RollupRow& row : rows) {
      answer("Q7", 0, row.id, row.unit, row.places[0], row.places[1], row.values[0], row.values[1],
             row.identity);
    }
  }

  // 31 provinces × 12 months × 8 types.
  void pivot() {
    std::vector<std::vector<std::int64_t>> cells(provinces_.size());
    time("Q2", 100, [&] {
      for (std::size_t i = 0; i < provinces_.size(); ++i) {
        view_->table(year(provinces_[i], 2024), 1, true, cells[i]);
      }
    });
    for (std::size_t i = 0; i < provinces_.size(); ++i) {
      for (std::size_t cell = 0; cell < 96; ++cell) {
        if (cells[i][cell * 3] == 0) continue;
        answer("Q2", 0, provinces_[i], 48 + cell % 12, cell / 12, cells[i][cell * 3 + 1]);
      }
    }
  }

  // 279 planes × 3, and the different enterprises of each type.
  void summary(const char* name, std::uint32_t county) {
    std::array<std::vector<std::int64_t>, 4> cells;
    std::array<std::int64_t, 8> different{};
    time(name, 100, [&] {
      RollupQuery query = year(county, 2024);
      for (std::size_t kind = 0; kind < 4; ++kind) view_->table(query, kind, false, cells[kind]);
      for (std::int32_t type = 0; type < 8; ++type) {
        query.places[0] = type;
        different[static_cast<std::size_t>(type)] = view_->distinct(query);
      }
    });
    for (std::size_t cell = 0; cell < 240; ++cell) {
      const std::int64_t* found = &cells[0][cell * 3];
      if (found[0] != 0) answer(name, 0, cell / 30, cell % 30, found[0], found[1], found[2]);
    }
    for (std::size_t type = 0; type < 8; ++type) {
      if (different[type] != 0) answer(name, 1, type, different[type]);
    }
  }

  // The place of the county among all of a superior in 20 indicators: rows and audience of each
  // type, copies of four categories.
  void rank(const char* name, std::uint32_t superior) {
    const auto first = std::lower_bound(counties_.begin(), counties_.end(), superior);
    const auto mine = std::lower_bound(first, counties_.end(), units_.at("county"));
    const auto me = static_cast<std::size_t>(mine - first);
    std::array<std::int64_t, 20> places{};
    std::vector<std::int64_t> cells;
    // Rows and the two measures of each.
    const auto place = [&](std::size_t measure) {
      const std::int64_t own = cells[me * 3 + measure];
      std::int64_t above = 0;
      for (std::size_t i = measure; i < cells.size(); i += 3) above += cells[i] > own ? 1 : 0;
      return above + 1;
    };
    time(name, superior == 0 ? 10 : 100, [&] {
      RollupQuery query = year(superior, 2024);
      std::size_t next = 0;
      for (std::int32_t type = 0; type < 8; ++type) {
        query.places[0] = type;
        if (!view_->beside(query, 3, cells)) throw std::runtime_error("no ranks");
        places[next++] = place(0);
        places[next++] = place(1);
      }
      query.places[0] = rollup_any;
      for (query.places[1] = 0; query.places[1] < 4; ++query.places[1]) {
        if (!view_->beside(query, 3, cells)) throw std::runtime_error("no ranks");
        places[next++] = place(2);
      }
    });
    answers_ << name << " 0";
    for (const std::int64_t value : places) answers_ << ' ' << value;
    answers_ << '\n';
  }

  void growth() {
    const std::uint32_t province = units_.at("province");
    std::vector<std::int64_t> now, before;
    time("Q6", 100, [&] {
      if (!view_->beside(year(province, 2024), 3, now) ||
          !view_->beside(year(province, 2023), 3, before))
        throw std::runtime_error("no years");
    });
    auto county = std::lower_bound(counties_.begin(), counties_.end(), province);
    for (std::size_t i = 1; i < now.size(); i += 3, ++county) {
      if (now[i] != 0 || before[i] != 0) answer("Q6", 0, *county, now[i], before[i]);
    }
  }

  static double time_of_nothing() {
    std::vector<double> seconds;
    for (int i = 0; i < 10'001; ++i) {
      const auto began = steady_clock::now();
      seconds.push_back(since(began));
    }
    std::nth_element(seconds.begin(), seconds.begin() + 5'000, seconds.end());
    return seconds[5'000];
  }

  RollupQuery random_query(Chance& chance, std::uint32_t unit) const {
    const int first = static_cast<int>(chance.below(72));
    RollupQuery query;
    query.unit = unit;
    query.first = planes_.start_of(first);
    query.after = planes_.start_of(first + 1 + static_cast<int>(chance.below(72 - first)));
    if (chance.below(2) == 0) query.places[0] = static_cast<std::int32_t>(chance.below(8));
    return query;
  }

  // One by one, cold: each another unit, plane and range. What the clock takes when nothing is
  // asked, the median, is not the question's, and is taken off.
  void random_figures() {
    Chance chance(99);
    std::vector<std::uint32_t> upper;
    std::vector<std::uint32_t> lower;
    for (std::uint32_t unit = 0; unit < depth_.size(); ++unit) {
      (depth_[unit] <= 3 ? upper : lower).push_back(unit);
    }
    const double nothing = time_of_nothing();
    put("the clock itself, taken off what follows", nothing * 1e6, "µs");
    const auto measure = [&](const char* name, const std::vector<std::uint32_t>& from, auto&& ask) {
      std::vector<double> seconds;
      for (int i = 0; i < 200'000; ++i) {
        const std::uint32_t unit = from[chance.below(static_cast<std::uint32_t>(from.size()))];
        const RollupQuery query = random_query(chance, unit);
        const auto began = steady_clock::now();
        ask(query);
        seconds.push_back(since(began) - nothing);
      }
      put_spread(name, std::move(seconds));
    };
    measure("sum at county or above", upper, [&](RollupQuery query) {
      if (query.unit % 2 == 0) query.places[1] = static_cast<std::int32_t>(query.unit % 30);
      sink_ = static_cast<std::int64_t>(view_->totals(query).sums[0]);
    });
    measure("distinct at county or above", upper,
            [&](const RollupQuery& query) { sink_ = view_->distinct(query); });
    measure("sum of a township or village", lower, [&](const RollupQuery& query) {
      sink_ = static_cast<std::int64_t>(view_->totals(query).sums[0]);
    });
    // The units of records, hence the busy ones.
    std::vector<std::uint32_t> busy;
    for (const RollupRow& row : sample_) {
      if (depth_[row.unit] > 3) busy.push_back(row.unit);
    }
    measure("sum of a record's township or village", busy, [&](const RollupQuery& query) {
      sink_ = static_cast<std::int64_t>(view_->totals(query).sums[0]);
    });
  }

  // Another record of the kind there are; its day in the last `months` months, or any.
  RollupRow fresh(Chance& chance, int months) {
    RollupRow row = sample_[chance.below(static_cast<std::uint32_t>(sample_.size()))];
    row.id = ++last_id_;
    const auto days =
        static_cast<std::uint32_t>(planes_.start_of(72) - planes_.start_of(72 - months));
    row.day = planes_.start_of(72) - 1 - static_cast<std::int32_t>(chance.below(days));
    return row;
  }

  void updates() {
    Chance chance(5);
    for (const int months : {3, 72}) {
      std::vector<double> seconds;
      for (int i = 0; i < 100'000; ++i) {
        const Rollup::Change change{{}, fresh(chance, months)};
        const auto began = steady_clock::now();
        rollup_->apply({&change, 1}, 1);
        seconds.push_back(since(began));
      }
      put_spread(months == 3 ? "approval of the last 3 months" : "approval of any month",
                 std::move(seconds));
    }
    std::vector<double> seconds;
    std::vector<double> durable;
    const std::string log = order_.out / "log.tmp";
    const int file = ::open(log.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error(log + ": cannot be written");
    for (int i = 0; i < 2000; ++i) {
      const Rollup::Change change{{}, fresh(chance, 12)};
      const auto began = steady_clock::now();
      const bool good = ::write(file, &change, sizeof(change)) > 0 && ::fdatasync(file) == 0;
      if (!good) throw std::runtime_error(log + ": cannot be written");
      const auto synced = steady_clock::now();
      rollup_->apply({&change, 1}, 1);
      sink_ = static_cast<std::int64_t>(rollup_->view().totals(year(0, 2024)).sums[0]);
      seconds.push_back(since(synced));
      durable.push_back(since(began));
    }
    put_spread("Q8 without the disk", std::move(seconds));
    std::sort(durable.begin(), durable.end());
    put("Q8", durable[durable.size() / 2] * 1e6, "µs");
    put("Q8 p99", durable[durable.size() * 99 / 100] * 1e6, "µs");
    ::close(file);
    ::unlink(log.c_str());
    in_groups(chance);
    of_clients(chance);
  }

  // Made before the clock runs: an approval finds its record.
  ApprovalGroups groups_of_256(Chance& chance, std::size_t count) {
    ApprovalGroups groups(count, std::vector<Rollup::Change>(256));
    for (auto& group : groups) {
      for (Rollup::Change& change : group) change.after = fresh(chance, 12);
    }
    return groups;
  }

  void in_groups(Chance& chance) {
    std::vector<double> rates;
    double used = 0;
    for (int round = 0; round < 20; ++round) {
      const ApprovalGroups groups = groups_of_256(chance, 100);
      const double before = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
      const auto began = steady_clock::now();
      for (const auto& group : groups) rollup_->apply(group, 1);
      rates.push_back(static_cast<double>(groups.size()) * 256 / since(began));
      used += processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - before;
    }
    std::sort(rates.begin(), rates.end());
    put("in groups of 256 without the disk", rates[rates.size() / 2], "rows/s");
    put("the best of 20 rounds of these", rates.back(), "rows/s");
    put("processors for one of these", used * 1e6 / (20 * 100 * 256), "µs");
    for (const bool ahead : {false, true}) {
      put(ahead ? "durable in groups of 256, the log one ahead" : "durable in groups of 256",
          approvals_in_groups(*rollup_, groups_of_256(chance, 400), order_.out, ahead), "rows/s");
    }
  }

  // As Q7, when segments have changes of their own by the hundred.
  void newest_after_updates() {
    const RollupView view = rollup_->view();
    for (const int which : {2024, 2025}) {
      RollupQuery query = year(units_.at("top"), which);
      query.places[0] = 1;
      std::size_t rows = 0;
      time(fmt::format("newest of {} after many changes", which), 100,
           [&] { rows = view.newest(query, 0, 100).size(); });
      sink_ = static_cast<std::int64_t>(rows);
    }
  }

  void of_clients(Chance& chance) {
    for (const std::size_t clients : {1, 8}) {
      ClientsOrder order{*rollup_, {}, year(0, 2024), order_.out};
      for (std::size_t client = 0; client < clients; ++client) {
        auto& changes = order.changes.emplace_back(200'000 / clients);
        for (Rollup::Change& change : changes) change.after = fresh(chance, 12);
      }
      const std::string who = fmt::format("durable approvals of {} at once", clients);
      put(who, approvals_into_log(order), "rows/s");
      for (auto& changes : order.changes) {
        for (Rollup::Change& change : changes) change.after = fresh(chance, 12);
      }
      put(who + " into the store", approvals_into_store(order), "rows/s");
    }
  }

  // Figures while another thread approves as fast as it can.
  void beside_a_writer() {
    std::atomic<bool> over{false};
    std::int64_t written = 0;
    const auto began = steady_clock::now();
    std::thread writer([&] {
      Chance chance(17);
      for (; !over; ++written) {
        const Rollup::Change change{{}, fresh(chance, 12)};
        rollup_->apply({&change, 1}, 1);
      }
    });
    Chance chance(23);
    std::vector<double> seconds;
    for (int i = 0; i < 200'000; ++i) {
      const std::uint32_t unit =
          counties_[chance.below(static_cast<std::uint32_t>(counties_.size()))];
      const RollupQuery query = random_query(chance, i % 10 == 0 ? 0 : unit);
      const auto asked = steady_clock::now();
      const RollupView view = rollup_->view();
      sink_ = static_cast<std::int64_t>(view.totals(query).sums[0]) + view.distinct(query);
      seconds.push_back(since(asked));
    }
    over = true;
    writer.join();
    put("writes beside readers", static_cast<double>(written) / since(began), "rows/s");
    put_spread("view and sum and distinct beside a writer", std::move(seconds));
  }

  void snapshot() {
    const std::filesystem::path file = order_.out / "cube.snapshot";
    auto began = steady_clock::now();
    double used = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (!rollup_->write_snapshot(file, "bench")) throw std::runtime_error("cannot be written");
    put("snapshot written", since(began), "s");
    put_processor("snapshot written", used);
    put("snapshot", static_cast<double>(std::filesystem::file_size(file)) / 1e6, "MB");
    const auto wanted = rollup_->view().totals(year(0, 2024));
    rollup_.reset();
    began = steady_clock::now();
    used = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    auto restored = Rollup::restore(file, tree_, nation_shape(), "bench", order_.threads);
    if (!restored) throw std::runtime_error(restored.error().what);
    if ((*restored)->view().totals(year(0, 2024)).sums != wanted.sums) {
      throw std::runtime_error("the snapshot gives another figure");
    }
    put("restart to the first right figure", since(began), "s");
    put_processor("restart", used);
    std::filesystem::remove(file);
  }

  const CubeOrder order_;
  std::ofstream table_, answers_;
  const std::map<std::string, std::uint32_t> units_;
  const RollupTree tree_;
  const RollupPlanes planes_;
  std::vector<int> depth_;
  std::vector<std::uint32_t> provinces_, counties_;
  std::vector<RollupRow> sample_;
  std::uint32_t last_id_ = 0;
  std::unique_ptr<Rollup> rollup_;
  std::optional<RollupView> view_;
  RollupTotals figure_;
  std::atomic<std::int64_t> sink_{0};
};

}  // namespace

void measure_cube(const CubeOrder& order) {
  std::filesystem::create_directories(order.out);
  Bench(order).run();
}

}  // namespace rollup_bench
