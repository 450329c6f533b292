// What only a PostgreSQL server can do, or suffer.
#include <youju/store/store_fixture.h>

#include <thread>
#include <vector>

namespace youju::store {
namespace {

const std::vector<Migration> schema{
    {"test", 1, "CREATE TABLE counter (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) {strict}"}};
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM counter";

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    const auto fresh = test_postgres_url();
    if (!fresh) GTEST_SKIP() << test_postgres_missing;
    url_ = *fresh;
    database_ = open();
    ASSERT_TRUE(database_->migrate(schema));
  }
  std::unique_ptr<Database> open() const {
    auto database = Database::open(Options{.url = url_});
    CHECK(database);
    return std::move(*database);
  }
  static Result<void> add(Database& database, std::int64_t id) {
    return database.write([id](Transaction& work) -> Result<void> {
      TRY(work.run("INSERT INTO counter (id, value) VALUES (?, 0)", id));
      return {};
    });
  }
  template <typename Body>
  static std::string thrown_by(const Body& body) {
    try {
      body();
    } catch (const MachineFailure& failure) {
      return failure.error().what;
    }
    return "nothing";
  }

  std::string url_;
  std::unique_ptr<Database> database_;
};

TEST_F(Postgres, connects_again_when_the_server_ended_its_idle_connections) {
  ASSERT_TRUE(add(*database_, 1));
  EXPECT_EQ(count(*database_, count_rows), 1);
  test_postgres().end_sessions();
  EXPECT_EQ(what(add(*database_, 2)), "ok");
  EXPECT_EQ(count(*database_, count_rows), 2);
}

TEST_F(Postgres, loses_the_write_whose_connection_broke_and_takes_the_next) {
  EXPECT_EQ(thrown_by([this] {
              (void)database_->write([](Transaction& work) -> Result<void> {
                TRY(work.run("INSERT INTO counter (id, value) VALUES (?, 0)", 1));
                test_postgres().end_sessions();
                TRY(work.run("INSERT INTO counter (id, value) VALUES (?, 0)", 2));
                return {};
              });
            }),
            "store.lost");
  EXPECT_EQ(count(*database_, count_rows), 0);
  EXPECT_EQ(what(add(*database_, 3)), "ok");
}

TEST_F(Postgres, loses_the_snapshot_whose_connection_broke) {
  ASSERT_TRUE(add(*database_, 1));
  EXPECT_EQ(thrown_by([this] {
              const auto snapshot = database_->read();
              test_postgres().end_sessions();
              (void)snapshot->prepare(count_rows).step();
            }),
            "store.lost");
  EXPECT_EQ(count(*database_, count_rows), 1);
}

TEST_F(Postgres, lets_several_processes_write_one_after_the_other) {
  ASSERT_TRUE(add(*database_, 1));
  constexpr int times = 50;
  {
    std::vector<std::jthread> nodes;
    for (int node = 0; node < 4; ++node) {
      nodes.emplace_back([this] {
        const auto own = open();
        for (int i = 0; i < times; ++i) {
          const auto result = own->write([](Transaction& work) -> Result<void> {
            const std::int64_t value = count(work, "SELECT value FROM counter WHERE id = 1");
            TRY(work.run("UPDATE counter SET value = ? WHERE id = 1", value + 1));
            return {};
          });
          EXPECT_EQ(what(result), "ok");
        }
      });
    }
  }
  EXPECT_EQ(count(*database_, "SELECT value FROM counter WHERE id = 1"), 4 * times);
}

TEST_F(Postgres, prepares_again_when_another_process_changed_a_table) {
  constexpr std::string_view all = "SELECT * FROM counter";
  ASSERT_TRUE(add(*database_, 1));
  {
    (void)database_->read()->prepare(all).step();
  }
  const auto other = open();
  ASSERT_TRUE(other->write(
      [](Transaction& work) { return work.execute("ALTER TABLE counter ADD COLUMN name TEXT"); }));
  EXPECT_EQ(thrown_by([&] { (void)database_->read()->prepare(all).step(); }), "store.busy");
  EXPECT_TRUE(database_->read()->prepare(all).step().value());
}

TEST_F(Postgres, streams_a_million_rows) {
  const auto snapshot = database_->read();
  Statement& rows = snapshot->prepare("SELECT generate_series(1, CAST(? AS INTEGER))");
  rows.bind(0, 1'000'000);
  std::int64_t sum = 0;
  while (rows.step().value()) sum += rows.integer(0);
  EXPECT_EQ(sum, 500'000'500'000);
}

TEST_F(Postgres, leaves_backups_to_pg_dump) {
  EXPECT_EQ(what(database_->backup("/tmp/none", nullptr)), "store.use_pg_dump");
}

TEST(PostgresAddress, says_when_nobody_answers) {
  const auto nobody = Database::open(Options{.url = "postgresql:///none?host=/nowhere"});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().what, "store.unreachable");
  EXPECT_EQ(nobody.error().kind, ErrorKind::unavailable);
  EXPECT_FALSE(nobody.error().field("detail").empty());
}

TEST(PostgresAddress, tells_no_password) {
  const auto nobody = Database::open(Options{.url = "postgresql://user:secret@localhost:1/none"});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().field("detail").find("secret"), std::string_view::npos);
}

}  // namespace
}  // namespace youju::store
