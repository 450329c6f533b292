#include <youju/store/store_fixture.h>

#include <atomic>
#include <barrier>
#include <limits>
#include <stdexcept>
#include <thread>
#include <vector>

namespace youju::store {
namespace {

using namespace std::string_view_literals;

const std::vector<Migration> schema{{"test", 1, R"(
CREATE TABLE unit (id {identity}, code TEXT NOT NULL UNIQUE,
  size INTEGER CHECK (size >= 0)) {strict};
CREATE TABLE entry (id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit (id),
  note TEXT, amount {decimal}, held_on {date}, seen_at {instant}, file {blob}) {strict};
)"}};

constexpr std::string_view insert_unit = "INSERT INTO unit (code, size) VALUES (?, ?)";
constexpr std::string_view count_units = "SELECT COUNT(*) FROM unit";

class Store : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    database_ = open();
    ASSERT_NE(database_, nullptr);
    ASSERT_EQ(what(database_->migrate(schema)), "ok");
  }

  Result<void> add(std::string_view code, std::int64_t size = 1) {
    return database_->write([&](Transaction& work) -> Result<void> {
      TRY(work.run(insert_unit, code, size));
      return {};
    });
  }

  std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(, Store, testing::Values(Dialect::sqlite, Dialect::postgresql),
                         back_end_name);

TEST_P(Store, keeps_what_a_write_acknowledged) {
  ASSERT_EQ(what(add("440306")), "ok");
  EXPECT_EQ(count(*database_, count_units), 1);
}

TEST_P(Store, keeps_it_after_closing_and_opening) {
  ASSERT_EQ(what(add("440306")), "ok");
  database_.reset();
  database_ = open();
  EXPECT_EQ(count(*database_, count_units), 1);
}

TEST_P(Store, tells_how_many_rows_a_statement_changed) {
  ASSERT_EQ(what(add("a")), "ok");
  ASSERT_EQ(what(add("b")), "ok");
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    EXPECT_EQ(TRY(work.run("UPDATE unit SET size = ?", 7)), 2);
    EXPECT_EQ(TRY(work.run("UPDATE unit SET size = ? WHERE code = ?", 8, "none"sv)), 0);
    EXPECT_EQ(TRY(work.run("DELETE FROM unit WHERE code = ?", "a")), 1);
    return {};
  });
  EXPECT_EQ(what(result), "ok");
}

TEST_P(Store, names_what_the_data_did_wrong) {
  ASSERT_EQ(what(add("a")), "ok");
  const struct {
    std::string_view sql;
    std::string_view expected;
  } cases[] = {
      {"INSERT INTO unit (code, size) VALUES ('a', 1)", "store.unique"},
      {"INSERT INTO unit (id, code) VALUES (1, 'b')", "store.unique"},
      {"INSERT INTO unit (code, size) VALUES ('b', -1)", "store.check"},
      {"INSERT INTO unit (code) VALUES (NULL)", "store.not_null"},
      {"INSERT INTO entry (id, unit_id) VALUES (1, 99)", "store.foreign_key"},
      {"INSERT INTO unit (code, size) VALUES ('b', '12x')", "store.value"},
  };
  for (const auto& each : cases) {
    const auto result = database_->write([&](Transaction& work) -> Result<void> {
      TRY(work.execute(each.sql));
      return {};
    });
    EXPECT_EQ(what(result), each.expected) << each.sql;
  }
  EXPECT_EQ(count(*database_, count_units), 1);
}

TEST_P(Store, names_the_constraint_that_was_broken) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto result = add("a");
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().field("detail").find("code"), std::string_view::npos)
      << result.error().field("detail");
}

TEST_P(Store, carries_every_kind_of_value_unchanged) {
  const std::string blob = std::string("\0\1\xff' \0", 6);
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  const std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  ASSERT_EQ(what(add("a")), "ok");
  const auto result = database_->write([&](Transaction& work) -> Result<void> {
    Statement& insert = work.prepare(
        "INSERT INTO entry (id, unit_id, note, amount, held_on, seen_at, file) "
        "VALUES (?, 1, ?, ?, ?, ?, ?)");
    insert.bind(0, largest).bind(1, "𠮷野家 \\ '' \"引\" ?").bind(2, "-12345678901234567890.1200");
    insert.bind(3, "2020-02-29").bind(4, smallest).bind_blob(5, blob);
    TRY(insert.run());
    return {};
  });
  ASSERT_EQ(what(result), "ok");
  const auto snapshot = database_->read();
  Statement& row = snapshot->prepare("SELECT id, note, amount, held_on, seen_at, file FROM entry");
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.integer(0), largest);
  EXPECT_EQ(row.text(1), "𠮷野家 \\ '' \"引\" ?");
  EXPECT_EQ(row.text(2), "-12345678901234567890.1200");
  EXPECT_EQ(row.text(3), "2020-02-29");
  EXPECT_EQ(row.integer(4), smallest);
  EXPECT_EQ(row.blob(5), blob);
  EXPECT_FALSE(row.step().value());
}

TEST_P(Store, tells_null_from_empty) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    Statement& insert =
        work.prepare("INSERT INTO entry (id, unit_id, note, file) VALUES (?,1,?,?)");
    TRY(insert.bind(0, 1).bind(1, "").bind_blob(2, "").run());
    TRY(insert.bind(0, 2).bind(1, std::optional<std::string>()).bind_null(2).run());
    return {};
  });
  ASSERT_EQ(what(result), "ok");
  const auto snapshot = database_->read();
  Statement& rows = snapshot->prepare("SELECT note, file FROM entry ORDER BY id");
  ASSERT_TRUE(rows.step().value());
  EXPECT_FALSE(rows.is_null(0));
  EXPECT_FALSE(rows.is_null(1));
  EXPECT_EQ(rows.text(0), "");
  EXPECT_EQ(rows.blob(1), "");
  ASSERT_TRUE(rows.step().value());
  EXPECT_TRUE(rows.is_null(0));
  EXPECT_TRUE(rows.is_null(1));
  EXPECT_EQ(rows.text(0), "");
}

TEST_P(Store, refuses_nul_in_text) {
  EXPECT_EQ(what(add("a\0b"sv)), "store.nul_in_text");
  EXPECT_EQ(what(add("ab")), "ok");
}

TEST_P(Store, reads_a_statement_again_after_its_last_row) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto snapshot = database_->read();
  Statement& rows = snapshot->prepare("SELECT code FROM unit WHERE code = ?").bind(0, "a");
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(rows.step().value());
    EXPECT_EQ(rows.text(0), "a");
    ASSERT_FALSE(rows.step().value());
  }
}

TEST_P(Store, runs_a_statement_inside_the_rows_of_another) {
  for (int i = 0; i < 300; ++i) ASSERT_EQ(what(add(std::to_string(i), i)), "ok");
  const auto snapshot = database_->read();
  Statement& outer = snapshot->prepare("SELECT code, size FROM unit ORDER BY size");
  Statement& inner = snapshot->prepare("SELECT size FROM unit WHERE code = ?");
  std::int64_t rows = 0;
  while (outer.step().value()) {
    const std::string code(outer.text(0));
    inner.bind(0, code);
    ASSERT_TRUE(inner.step().value());
    EXPECT_EQ(inner.integer(0), rows);
    inner.reset();
    EXPECT_EQ(outer.text(0), code);
    EXPECT_EQ(outer.integer(1), rows++);
  }
  EXPECT_EQ(rows, 300);
}

TEST_P(Store, returns_rows_from_an_insert) {
  std::int64_t id = 0;
  const auto result = database_->write([&](Transaction& work) -> Result<void> {
    Statement& insert = work.prepare(
        "INSERT INTO unit (code, size) VALUES (?, ?) "
        "ON CONFLICT (code) DO UPDATE SET size = excluded.size RETURNING id, size");
    insert.bind(0, "a").bind(1, 5);
    EXPECT_TRUE(TRY(insert.step()));
    id = insert.integer(0);
    insert.reset();
    insert.bind(1, 6);
    EXPECT_TRUE(TRY(insert.step()));
    EXPECT_EQ(insert.integer(0), id);
    EXPECT_EQ(insert.integer(1), 6);
    return {};
  });
  EXPECT_EQ(what(result), "ok");
  EXPECT_EQ(count(*database_, "SELECT size FROM unit"), 6);
}

TEST_P(Store, reads_a_truth_value_as_an_integer) {
  EXPECT_EQ(count(*database_, "SELECT EXISTS (SELECT 1 FROM unit)"), 0);
  ASSERT_EQ(what(add("a")), "ok");
  EXPECT_EQ(count(*database_, "SELECT EXISTS (SELECT 1 FROM unit)"), 1);
}

TEST_P(Store, orders_text_by_its_bytes) {
  for (const char* code : {"b", "B", "中", "a_", "a-"}) ASSERT_EQ(what(add(code)), "ok");
  const auto snapshot = database_->read();
  Statement& rows = snapshot->prepare("SELECT code FROM unit ORDER BY code");
  std::string all;
  while (rows.step().value()) all += rows.text(0);
  EXPECT_EQ(all, "Ba-a_b中");
}

TEST_P(Store, undoes_a_work_that_returns_an_error) {
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    TRY(work.run(insert_unit, "a", 1));
    return fail(ErrorKind::bad_input, "test.refused");
  });
  EXPECT_EQ(what(result), "test.refused");
  EXPECT_EQ(count(*database_, count_units), 0);
}

TEST_P(Store, undoes_a_work_that_throws_and_rethrows_to_its_caller) {
  EXPECT_THROW((void)database_->write([](Transaction& work) -> Result<void> {
    TRY(work.run(insert_unit, "a", 1));
    throw std::invalid_argument("test");
  }),
               std::invalid_argument);
  EXPECT_EQ(count(*database_, count_units), 0);
  EXPECT_EQ(what(add("a")), "ok");
}

TEST_P(Store, spoils_a_work_whose_statement_failed_even_if_it_goes_on) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    TRY(work.run(insert_unit, "b", 1));
    EXPECT_EQ(work.run(insert_unit, "a", 1).error().what, "store.unique");
    EXPECT_EQ(work.run(insert_unit, "c", 1).error().what, "store.unique");
    return {};
  });
  EXPECT_EQ(what(result), "store.unique");
  EXPECT_EQ(count(*database_, count_units), 1);
  EXPECT_EQ(what(add("c")), "ok");
}

// Enough rows for several batches.
constexpr int rows_behind = 20'000;

TEST_P(Store, writes_rows_behind_in_order_and_sees_them) {
  const std::string file("\0\xFF", 2);
  const auto result = database_->write([&](Transaction& work) -> Result<void> {
    Statement& units = work.prepare_behind(insert_unit);
    Statement& entries = work.prepare_behind(
        "INSERT INTO entry (id, unit_id, note, amount, file) VALUES (?, 1, ?, ?, ?)");
    for (int i = 0; i < rows_behind; ++i) {
      units.bind(0, fmt::format("u{}", i)).bind(1, i);
      TRY(units.run());
      // What is not bound anew stays: the note of the row before.
      entries.bind(0, i).bind_null(2).bind_blob(3, file);
      if (i % 2 == 0) entries.bind(1, fmt::format("第{}次", i));
      TRY(entries.run());
      if (i % 7000 == 0) {
        EXPECT_EQ(count(work, count_units), i + 1);
      }
    }
    EXPECT_EQ(count(work, "SELECT size FROM unit WHERE code = 'u19999'"), 19'999);
    return work.execute("UPDATE unit SET size = 7 WHERE code = 'u0'");
  });
  ASSERT_EQ(what(result), "ok");
  EXPECT_EQ(count(*database_, count_units), rows_behind);
  EXPECT_EQ(count(*database_, "SELECT size FROM unit WHERE code = 'u0'"), 7);
  EXPECT_EQ(count(*database_, "SELECT COUNT(*) FROM unit WHERE id <> size + 1"), 1);
  const auto snapshot = database_->read();
  Statement& row =
      snapshot->prepare("SELECT note, amount IS NULL, file FROM entry WHERE id = 19999");
  ASSERT_TRUE(*row.step());
  EXPECT_EQ(row.text(0), "第19998次");
  EXPECT_EQ(row.integer(1), 1);
  EXPECT_EQ(row.blob(2), file);
}

TEST_P(Store, writes_rows_behind_whose_columns_repeat_for_a_while) {
  // Runs of 1, 2, 3, … rows that say the same, longer and shorter than a statement has rows.
  const auto note = [](int row) {
    int run = 0;
    for (int left = row; left > run; left -= ++run) {
    }
    return run % 5 == 4 ? std::optional<std::string>() : fmt::format("第{}段", run);
  };
  constexpr int rows = 3000;
  ASSERT_EQ(what(add("a")), "ok");
  const auto result = database_->write([&](Transaction& work) -> Result<void> {
    Statement& entries =
        work.prepare_behind("INSERT INTO entry (id, unit_id, note) VALUES (?, 1, ?)");
    for (int i = 0; i < rows; ++i) TRY(entries.bind(0, i).bind(1, note(i)).run());
    return {};
  });
  ASSERT_EQ(what(result), "ok");
  const auto snapshot = database_->read();
  Statement& row = snapshot->prepare("SELECT note FROM entry ORDER BY id");
  int seen = 0;
  for (; *row.step(); ++seen) {
    ASSERT_EQ(row.is_null(0), !note(seen));
    ASSERT_EQ(row.text(0), note(seen).value_or("")) << seen;
  }
  EXPECT_EQ(seen, rows);
}

TEST_P(Store, is_spoiled_by_a_row_behind_even_if_nobody_asks) {
  for (const int rows : {10, rows_behind}) {
    const auto result = database_->write([&](Transaction& work) -> Result<void> {
      Statement& units = work.prepare_behind(insert_unit);
      for (int i = 0; i < rows; ++i) {
        units.bind(0, i == 5 ? std::string("u4") : fmt::format("u{}", i)).bind(1, 1);
        if (!units.run()) break;
      }
      return {};
    });
    EXPECT_EQ(what(result), "store.unique");
    EXPECT_EQ(count(*database_, count_units), 0);
  }
  EXPECT_EQ(what(add("u4")), "ok");
}

TEST_P(Store, forgets_rows_behind_of_a_work_that_fails) {
  for (const bool thrown : {false, true}) {
    const auto work = [thrown](Transaction& transaction) -> Result<void> {
      Statement& units = transaction.prepare_behind(insert_unit);
      for (int i = 0; i < rows_behind; ++i) {
        units.bind(0, fmt::format("u{}", i)).bind(1, 1);
        TRY(units.run());
      }
      if (thrown) throw std::invalid_argument("test");
      return fail(ErrorKind::bad_input, "test.refused");
    };
    if (thrown) {
      EXPECT_THROW((void)database_->write(work), std::invalid_argument);
    } else {
      EXPECT_EQ(what(database_->write(work)), "test.refused");
    }
    EXPECT_EQ(count(*database_, count_units), 0);
  }
  EXPECT_EQ(what(add("u0")), "ok");
}

TEST_P(Store, refuses_nul_in_a_row_behind) {
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    TRY(work.prepare_behind(insert_unit).bind(0, "a\0b"sv).bind(1, 1).run());
    return {};
  });
  EXPECT_EQ(what(result), "store.nul_in_text");
  EXPECT_EQ(count(*database_, count_units), 0);
}

TEST_P(Store, writes_rows_behind_while_it_reads_others) {
  for (const char* code : {"a", "b", "c"}) ASSERT_EQ(what(add(code)), "ok");
  const auto result = database_->write([](Transaction& work) -> Result<void> {
    Statement& copy = work.prepare_behind(insert_unit);
    Statement& rows = work.prepare("SELECT code FROM unit WHERE size = 1 ORDER BY code");
    while (TRY(rows.step())) {
      copy.bind(0, std::string(rows.text(0)) + "2").bind(1, 2);
      TRY(copy.run());
      EXPECT_EQ(rows.text(0).size(), 1U);
    }
    return {};
  });
  EXPECT_EQ(what(result), "ok");
  EXPECT_EQ(count(*database_, "SELECT COUNT(*) FROM unit WHERE size = 2"), 3);
}

TEST_P(Store, undoes_rows_behind_of_one_work_in_a_group_alone) {
  std::atomic<int> good = 0;
  std::barrier all(8);
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        for (int round = 0; round < 20; ++round) {
          all.arrive_and_wait();
          const bool fails = (thread + round) % 3 == 0;
          const auto result = database_->write([&](Transaction& work) -> Result<void> {
            Statement& units = work.prepare_behind(insert_unit);
            for (int i = 0; i < 40; ++i) {
              units.bind(0, fmt::format("{}-{}-{}", thread, round, fails && i == 20 ? 8 : i));
              TRY(units.bind(1, 1).run());
            }
            return {};
          });
          EXPECT_EQ(what(result), fails ? "store.unique" : "ok");
          if (result) ++good;
        }
      });
    }
  }
  EXPECT_EQ(count(*database_, count_units), 40 * good);
}

TEST_P(Store, keeps_a_snapshot_while_others_write) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto before = database_->read();
  ASSERT_EQ(what(add("b")), "ok");
  EXPECT_EQ(count(*before, count_units), 1);
  EXPECT_EQ(count(*database_, count_units), 2);
  EXPECT_EQ(count(*before, count_units), 1);
}

TEST_P(Store, does_not_show_a_reader_what_is_not_committed) {
  const auto result = database_->write([this](Transaction& work) -> Result<void> {
    TRY(work.run(insert_unit, "a", 1));
    EXPECT_EQ(count(*database_, count_units), 0);
    return {};
  });
  EXPECT_EQ(what(result), "ok");
}

TEST_P(Store, forgets_a_snapshot_left_in_the_middle_of_its_rows) {
  for (const char* code : {"a", "b", "c"}) ASSERT_EQ(what(add(code)), "ok");
  {
    const auto snapshot = database_->read();
    ASSERT_TRUE(snapshot->prepare("SELECT code FROM unit").step().value());
  }
  ASSERT_EQ(what(add("d")), "ok");
  EXPECT_EQ(count(*database_, count_units), 4);
}

TEST_P(Store, groups_the_writes_of_many_threads) {
  constexpr int threads = 64;
  constexpr int writes = 20;
  std::atomic<int> good = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> thrown = 0;
  {
    std::vector<std::jthread> pool;
    for (int thread = 0; thread < threads; ++thread) {
      pool.emplace_back([&, thread] {
        for (int i = 0; i < writes; ++i) {
          const int fate = (thread + i) % 10;
          const std::string code = fmt::format("{}-{}", thread, i);
          try {
            const auto result = database_->write([&](Transaction& work) -> Result<void> {
              TRY(work.run(insert_unit, code, 1));
              if (fate == 1) return fail(ErrorKind::bad_input, "test.refused");
              if (fate == 2) throw std::runtime_error("test");
              if (fate == 3) TRY(work.run(insert_unit, code, 1));
              return {};
            });
            EXPECT_EQ(what(result),
                      fate == 1 ? "test.refused" : (fate == 3 ? "store.unique" : "ok"));
            ++(result ? good : refused);
          } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "test");
            ++thrown;
          }
        }
      });
    }
  }
  EXPECT_EQ(good + refused + thrown, threads * writes);
  EXPECT_EQ(thrown, threads * writes / 10);
  EXPECT_EQ(refused, threads * writes / 5);
  EXPECT_EQ(count(*database_, count_units), good);
}

TEST_P(Store, waits_for_a_reader_to_give_its_connection_back) {
  database_.reset();
  database_ = open(false, 2);
  std::atomic<int> reads = 0;
  {
    std::vector<std::jthread> pool;
    for (int i = 0; i < 8; ++i) {
      pool.emplace_back([&] {
        for (int j = 0; j < 10; ++j) {
          const auto snapshot = database_->read();
          EXPECT_EQ(count(*snapshot, count_units), 0);
          ++reads;
        }
      });
    }
  }
  EXPECT_EQ(reads, 80);
}

TEST_P(Store, migrates_only_once) {
  EXPECT_EQ(what(database_->migrate(schema)), "ok");
  std::vector<Migration> more = schema;
  more.push_back({"test", 2, "ALTER TABLE unit ADD COLUMN name TEXT"});
  EXPECT_EQ(what(database_->migrate(more)), "ok");
  EXPECT_EQ(what(database_->migrate(more)), "ok");
  EXPECT_EQ(count(*database_, "SELECT COUNT(name) FROM unit"), 0);
  EXPECT_EQ(count(*database_, "SELECT COUNT(*) FROM schema_version"), 2);
}

TEST_P(Store, refuses_a_database_of_a_newer_version) {
  std::vector<Migration> more = schema;
  more.push_back({"test", 2, "CREATE TABLE later (id INTEGER PRIMARY KEY) {strict}"});
  ASSERT_EQ(what(database_->migrate(more)), "ok");
  const auto result = database_->migrate(schema);
  EXPECT_EQ(what(result), "store.newer");
  EXPECT_EQ(result.error().field("room"), "test");
  EXPECT_EQ(result.error().field("found"), "2");
  EXPECT_EQ(result.error().field("known"), "1");
}

TEST_P(Store, keeps_nothing_of_a_migration_that_fails) {
  ASSERT_EQ(what(add("a")), "ok");
  std::vector<Migration> more = schema;
  more.push_back({"test", 2,
                  "CREATE TABLE later (id INTEGER PRIMARY KEY) {strict}; "
                  "INSERT INTO unit (code) VALUES ('a')"});
  EXPECT_EQ(what(database_->migrate(more)), "store.unique");
  more.back().sql = "CREATE TABLE later (id INTEGER PRIMARY KEY) {strict}";
  EXPECT_EQ(what(database_->migrate(more)), "ok");
}

TEST_P(Store, reads_the_new_shape_of_a_table_after_a_migration) {
  ASSERT_EQ(what(add("a")), "ok");
  constexpr std::string_view all = "SELECT * FROM unit";
  {
    const auto snapshot = database_->read();
    ASSERT_TRUE(snapshot->prepare(all).step().value());
  }
  std::vector<Migration> more = schema;
  more.push_back({"test", 2, "ALTER TABLE unit ADD COLUMN name TEXT NOT NULL DEFAULT '无'"});
  ASSERT_EQ(what(database_->migrate(more)), "ok");
  const auto snapshot = database_->read();
  Statement& row = snapshot->prepare(all);
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.text(3), "无");
}

TEST_P(Store, opens_beside_the_writer_to_read) {
  ASSERT_EQ(what(add("a")), "ok");
  const auto reader = open(true);
  ASSERT_NE(reader, nullptr);
  EXPECT_EQ(count(*reader, count_units), 1);
  ASSERT_EQ(what(add("b")), "ok");
  EXPECT_EQ(count(*reader, count_units), 2);
  EXPECT_EQ(what(reader->write([](Transaction&) -> Result<void> { return {}; })),
            "store.read_only");
  EXPECT_EQ(what(reader->migrate(schema)), "ok");
  std::vector<Migration> more = schema;
  more.push_back({"test", 2, "SELECT 1"});
  EXPECT_EQ(what(reader->migrate(more)), "store.older");
  EXPECT_EQ(what(reader->migrate({{"other", 1, "SELECT 1"}})), "store.older");
}

TEST_P(Store, finds_a_sound_database_sound) { EXPECT_TRUE(database_->check().empty()); }

}  // namespace
}  // namespace youju::store
