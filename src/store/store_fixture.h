// For tests of this room: a fresh database of either back end.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>
#include <youju/store/database.h>
#include <youju/store/test_postgres.h>

#include <filesystem>
#include <memory>
#include <string>

namespace youju::store {

// A folder of a test's own, gone with it. Everybody may enter, so that a test can look at it as
// another user.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "youju-test-XXXXXX").string();
    CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
    std::filesystem::permissions(path_, std::filesystem::perms(0755));
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class StoreTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == Dialect::sqlite) {
      url_ = (folder_.path() / "test.db").string();
      return;
    }
    const auto fresh = test_postgres_url();
    if (!fresh) GTEST_SKIP() << test_postgres_missing;
    url_ = *fresh;
  }

  std::unique_ptr<Database> open(bool read_only = false, int readers_max = 8) const {
    auto database =
        Database::open(Options{.url = url_, .read_only = read_only, .readers_max = readers_max});
    if (!database) {
      ADD_FAILURE() << database.error().what << ' ' << database.error().field("detail");
      return nullptr;
    }
    return std::move(*database);
  }

  TestFolder folder_;
  std::string url_;
};

inline std::string back_end_name(const testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::sqlite ? "sqlite" : "postgresql";
}

inline std::string what(const Result<void>& result) {
  return result ? std::string("ok") : result.error().what;
}

// The first column of the first row.
inline std::int64_t count(Transaction& transaction, std::string_view sql) {
  Statement& statement = transaction.prepare(sql);
  const Result<bool> row = statement.step();
  CHECK(row && *row);
  const std::int64_t value = statement.integer(0);
  statement.reset();
  return value;
}

inline std::int64_t count(Database& database, std::string_view sql) {
  const auto snapshot = database.read();
  return count(*snapshot, sql);
}

}  // namespace youju::store
