// How the scanning cube holds approved records: per ledger, in chunks of rows whose values are one
// 64-bit cell each. Chunks are immutable once published, so a reader's picture costs a pointer; a
// change copies the one chunk it falls into. Inside this room.
#pragma once

#include <youju/base/id.h>
#include <youju/base/text_index.h>
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
#include <unordered_set>
#include <utility>
#include <vector>

namespace youju::indicator {

using Cell = std::int64_t;
inline constexpr Cell missing_cell = std::numeric_limits<Cell>::min();

// Numbers for things that do not fit into a cell. Append-only, so a number stays true in every
// picture that was taken. Thread-safe: one writer, many readers.
template <typename T>
class Numbered {
 public:
  Cell number(const T& value) {
    std::unique_lock lock(mutex_);
    const auto [at, added] = numbers_.emplace(value, static_cast<Cell>(values_.size()));
    if (added) values_.push_back(value);
    return at->second;
  }
  // Nothing if the value never occurred.
  std::optional<Cell> find(const T& value) const {
    std::shared_lock lock(mutex_);
    const auto at = numbers_.find(value);
    if (at == numbers_.end()) return std::nullopt;
    return at->second;
  }
  // The reference stays valid: a deque does not move its elements.
  const T& at(Cell number) const {
    std::shared_lock lock(mutex_);
    return values_[static_cast<std::size_t>(number)];
  }
  std::size_t size() const {
    std::shared_lock lock(mutex_);
    return values_.size();
  }
  // In place of what is there, values that are all different, numbered as they come.
  void restore(std::deque<T> values) {
    std::unique_lock lock(mutex_);
    values_ = std::move(values);
    numbers_.clear();
    for (std::size_t at = 0; at < values_.size(); ++at) {
      numbers_.emplace(values_[at], static_cast<Cell>(at));
    }
  }

 private:
  mutable std::shared_mutex mutex_;
  std::map<T, Cell> numbers_;
  std::deque<T> values_;
};

// The same for texts, of which a big ledger has nearly one a record.
template <>
class Numbered<std::string> {
 public:
  Cell number(std::string_view text) {
    std::unique_lock lock(mutex_);
    return index_.add(text).number;
  }
  std::optional<Cell> find(std::string_view text) const {
    std::shared_lock lock(mutex_);
    return index_.find(text);
  }
  const std::string& at(Cell number) const {
    std::shared_lock lock(mutex_);
    return index_.at(static_cast<std::size_t>(number));
  }
  std::size_t size() const {
    std::shared_lock lock(mutex_);
    return index_.size();
  }
  void restore(std::deque<std::string> texts) {
    std::unique_lock lock(mutex_);
    index_.restore(std::move(texts));
  }

 private:
  mutable std::shared_mutex mutex_;
  TextIndex index_;
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
  // Both give the row's number: where it stands, as chunk × Chunk::rows_max + row.
  std::uint32_t add(const ledger::Record& record);
  std::optional<std::uint32_t> remove(const Uuid& id);
  // Takes over all rows of another one, of the same ledger and the same dictionaries; gives their
  // numbers.
  std::vector<std::uint32_t> absorb(LedgerWriter&& other);
  // Takes the rows of a snapshot, of the same dictionaries, in place of none.
  void restore(std::vector<std::shared_ptr<Chunk>> chunks);
  // Takes those of these records away that stand in the first `rows` rows, in one walk over them,
  // before anything is published.
  void remove_all(const std::unordered_set<Uuid>& ids, std::size_t rows);
  // Freezes what was added; the result shares all untouched chunks with earlier pictures.
  LedgerRows publish();
  std::size_t rows() const { return rows_; }  // those taken away too
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
  std::size_t rows_ = 0;
  std::vector<bool> published_;  // a published chunk is copied before it is changed
  // Of the rows before next_place_. Records are seldom taken away, and most never: only then are
  // the places of all looked up.
  std::unordered_map<Uuid, Place> places_;
  Place next_place_{0, 0};
};

}  // namespace youju::indicator
