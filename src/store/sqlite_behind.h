// Rows that are written behind the caller: he makes the next row while a second thread binds and
// steps those before. Lives as long as one transaction.
//
// The connection belongs to the second thread from add() to settle(), to the caller otherwise. A
// caller who settles after every few rows writes them himself: a thread is only made, and woken,
// for many.
//
// A statement of several rows opens its tables once for all of them, which takes a third less time
// than as many statements; so rows wait until there are enough for one.
#pragma once

#include <sqlite3.h>
#include <youju/base/result.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace youju::store {

class RowsBehind {
 public:
  enum class Kind : std::uint8_t { null, integer, text, blob };
  // What a parameter is bound to. In a bulk insert half of the columns say the same row after row
  // (who, when, in which state): such a value is handed over and bound once.
  class Value {
   public:
    void set_null() { to(Kind::null, 0); }
    void set(std::int64_t number) { to(Kind::integer, number); }
    // Copies the bytes; false if they are there already.
    bool set(Kind kind, std::string_view bytes);

   private:
    friend class RowsBehind;
    enum class Since : std::uint8_t {
      now,      // set for this row
      before,   // as in the row before, whose bytes are no longer at hand when this one is bound
      for_good  // as in rows before, and the second thread holds a copy
    };
    void to(Kind kind, std::int64_t number);

    Kind kind_ = Kind::null;
    Since since_ = Since::for_good;  // unbound is null
    std::int64_t number_ = 0;
    std::string bytes_;
  };

  static constexpr std::size_t rows_at_once = 16;

  explicit RowsBehind(sqlite3* handle);
  // Forgets the rows that are not written yet.
  ~RowsBehind();
  RowsBehind(const RowsBehind&) = delete;
  RowsBehind& operator=(const RowsBehind&) = delete;

  // An INSERT of one row, and the same of rows_at_once rows, the parameters of each behind those of
  // the row before. The number by which add() knows them. Both must outlive this.
  std::size_t use(sqlite3_stmt* one, sqlite3_stmt* many);
  // A row of a statement: always the same vector for one statement, as many as it has parameters.
  // Copies the values. Rows of one statement are written in this order.
  void add(std::size_t statement, std::vector<Value>& values);
  // Whether rows were added since the last settle().
  bool is_behind() const { return behind_; }
  // Waits for all rows; the error of the first that failed. Those after it were not written.
  std::optional<Error> settle();

 private:
  // A value of a row that is not that of the row before.
  struct Item {
    Kind kind;
    bool keep;  // the rows that follow have it too, when these bytes are gone
    std::uint16_t column;
    std::int64_t number;  // or the size of a text or blob
  };
  // Rows of one statement, one after another, without an allocation for each.
  struct Part {
    std::vector<std::uint32_t> rows;  // how many items each has
    std::vector<Item> items;
    std::string bytes;
  };
  struct Batch {
    std::vector<Part> parts;  // by statement
    std::size_t bytes = 0;
    void clear();
  };
  struct Target;  // what a statement is and has bound
  struct Reader;  // goes through the rows of a part

  void hand_over();
  void loop();
  void write(const Batch& batch);
  bool write_part(Target& target, const Part& part);
  static bool step(sqlite3_stmt* statement);
  bool failed(sqlite3_stmt* statement);  // notes why; false

  sqlite3* handle_;
  Batch filling_;                                 // of the caller's thread
  bool behind_ = false;                           // likewise
  std::optional<Error> error_;                    // of whom the connection belongs to
  std::vector<std::unique_ptr<Target>> targets_;  // likewise; by statement

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  std::vector<Batch> spare_;
  bool writing_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace youju::store
