// Rows that are written behind the caller: he makes the next row while a second thread binds and
// steps the one before. Lives as long as one transaction.
//
// The connection belongs to the second thread from add() to settle(), to the caller otherwise. A
// caller who settles after every few rows writes them himself: a thread is only made, and woken,
// for many.
#pragma once

#include <sqlite3.h>
#include <youju/base/result.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace youju::store {

class RowsBehind {
 public:
  struct Value {
    enum class Kind : std::uint8_t { null, integer, text, blob } kind = Kind::null;
    std::int64_t number = 0;
    std::string bytes;
  };

  explicit RowsBehind(sqlite3* handle) : handle_(handle) {}
  // Forgets the rows that are not written yet.
  ~RowsBehind();
  RowsBehind(const RowsBehind&) = delete;
  RowsBehind& operator=(const RowsBehind&) = delete;

  // The statement, which yields no rows, will be run with these values. Copies them.
  void add(sqlite3_stmt* statement, const std::vector<Value>& values);
  // Whether rows were added since the last settle().
  bool is_behind() const { return behind_; }
  // Waits for all rows; the error of the first that failed. Those after it were not written.
  std::optional<Error> settle();

 private:
  struct Item {
    Value::Kind kind;
    std::int64_t number;  // or the size of a text or blob
  };
  // Some rows one after another, without an allocation for each.
  struct Batch {
    std::vector<sqlite3_stmt*> rows;
    std::vector<Item> items;  // as many for a row as its statement has parameters
    std::string bytes;
    void clear();
  };

  void hand_over();
  void loop();
  void write(const Batch& batch);
  bool write_row(sqlite3_stmt* statement, const Item*& item, const char*& bytes);

  sqlite3* handle_;
  Batch filling_;               // of the caller's thread
  bool behind_ = false;         // likewise
  std::optional<Error> error_;  // of whom the connection belongs to

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  std::vector<Batch> spare_;
  bool writing_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace youju::store
