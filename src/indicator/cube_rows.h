// How the scanning cube holds approved records: per ledger, in chunks of rows whose values are one
// 64-bit cell each. Chunks are immutable once published, so a reader's picture costs a pointer; a
// change copies the one chunk it falls into. Inside this room.
#pragma once

#include <youju/base/id.h>
#include <youju/ledger/record.h>

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace youju::indicator {

using Cell = std::int64_t;
inline constexpr Cell missing_cell = std::numeric_limits<Cell>::min();

// Where the number of a value is found. Nearly every text of a big ledger is another one, so texts
// are kept once and hashed.
template <typename T>
struct NumberIndex {
  using Map = std::map<T, Cell>;
};
template <>
struct NumberIndex<std::string> {
  using Map = std::unordered_map<std::string_view, Cell>;  // views of Numbered's values
};

// Numbers for things that do not fit into a cell. Append-only, so a number stays true in every
// picture that was taken. Thread-safe: one writer, many readers.
template <typename T>
class Numbered {
 public:
  Cell number(const T& value) {
    std::unique_lock lock(mutex_);
    if (const auto at = numbers_.find(value); at != numbers_.end()) return at->second;
    const auto number = static_cast<Cell>(values_.size());
    numbers_.emplace(values_.emplace_back(value), number);
    return number;
  }
  // Nothing if the value never occurred.
  std::optional<Cell> find(const T& value) const {
    std::shared_lock lock(mutex_);
    const auto at = numbers_.find(value);
    if (at == numbers_.end()) return std::nullopt;
    return at->second;
  }
  // The reference stays valid.
  const T& at(Cell number) const {
    std::shared_lock lock(mutex_);
    return values_[static_cast<std::size_t>(number)];
  }
  std::size_t size() const {
    std::shared_lock lock(mutex_);
    return values_.size();
  }

 private:
  mutable std::shared_mutex mutex_;
  std::deque<T> values_;  // whose elements never move
  typename NumberIndex<T>::Map numbers_;
};

// The dictionaries of one cube.
struct Dictionaries {
  Numbered<std::string> texts;                  // texts and places
  Numbered<Uuid> records;                       // references to records
  Numbered<Decimal> decimals;                   // decimal fields
  Numbered<std::vector<std::string>> tag_sets;  // of a record; 0 is the empty one
  Numbered<std::vector<std::int32_t>> host_sets;
  Dictionaries() {
    tag_sets.number({});
    host_sets.number({});
  }
};

struct Chunk {
  static constexpr std::size_t rows_max = 4096;
  std::vector<Uuid> ids;
  std::vector<std::int32_t> units;
  std::vector<std::int32_t> days;
  std::vector<std::uint32_t> tag_sets, host_sets;
  std::vector<bool> alive;
  std::vector<Cell> cells;  // row-major
  std::size_t rows() const { return ids.size(); }
};

// One ledger in one picture. Copying it copies pointers.
struct LedgerRows {
  const ledger::Schema* schema = nullptr;
  std::vector<std::shared_ptr<const Chunk>> chunks;
};

Cell cell_of(const ledger::Field& field, const ledger::Value& value, Dictionaries& dictionaries);
// The number in a cell of an integer or decimal field that is not missing.
Decimal number_in(const ledger::Field& field, Cell cell, const Dictionaries& dictionaries);

// The writer's side of one ledger: knows where each record stands. One thread at a time.
class LedgerWriter {
 public:
  LedgerWriter(const ledger::Schema& schema, Dictionaries& dictionaries);
  const ledger::Schema& schema() const { return schema_; }
  void add(const ledger::Record& record);
  void remove(const Uuid& id);
  // Takes over all rows of another one, of the same ledger and the same dictionaries.
  void absorb(LedgerWriter&& other);
  // Freezes what was added; the result shares all untouched chunks with earlier pictures.
  LedgerRows publish();
  std::int64_t memory_bytes() const;

 private:
  struct Place {
    std::uint32_t chunk, row;
  };
  Chunk& open_chunk(std::size_t index);
  void find_places();

  const ledger::Schema& schema_;
  Dictionaries& dictionaries_;
  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::vector<bool> published_;  // a published chunk is copied before it is changed
  // Of the rows before next_place_. Records are seldom taken away, and most never: only then are
  // the places of all looked up.
  std::unordered_map<Uuid, Place> places_;
  Place next_place_{0, 0};
};

}  // namespace youju::indicator
