// How the scanning cube holds approved records: per ledger, in chunks of rows whose values are one
// 64-bit cell each. Chunks are immutable once published, so a reader's picture costs a pointer; a
// change copies the one chunk it falls into. Inside this room.
#pragma once

#include <youju/base/id.h>
#include <youju/base/parallel.h>
#include <youju/base/text_index.h>
#include <youju/ledger/record.h>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace youju::indicator {

using Cell = std::int64_t;
inline constexpr Cell missing_cell = std::numeric_limits<Cell>::min();

// What a node of a tree and one of a hash table cost beside their value, with the word that the
// memory of each is found by, and the bucket.
inline constexpr std::size_t tree_node_bytes = 5 * sizeof(void*);
inline constexpr std::size_t hash_node_bytes = 3 * sizeof(void*);

// What a value holds beside itself.
inline std::size_t heap_bytes(const Uuid&) { return 0; }
inline std::size_t heap_bytes(const Decimal&) { return 0; }
inline std::size_t heap_bytes(const std::vector<std::int32_t>& hosts) {
  return hosts.capacity() * sizeof(std::int32_t);
}
inline std::size_t heap_bytes(const std::vector<std::string>& tags) {
  return tags.capacity() * sizeof(std::string);  // codes are short enough to stand inside
}

// Numbers for things that do not fit into a cell. Append-only, so a number stays true in every
// picture that was taken. Thread-safe: one writer, many readers.
template <typename T>
class Numbered {
 public:
  Cell number(const T& value) {
    std::unique_lock lock(mutex_);
    const auto [at, added] = numbers_.emplace(value, static_cast<Cell>(values_.size()));
    if (added) {
      values_.push_back(value);
      bytes_ += bytes_of(value);
    }
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
    bytes_ = 0;
    for (std::size_t at = 0; at < values_.size(); ++at) {
      numbers_.emplace(values_[at], static_cast<Cell>(at));
      bytes_ += bytes_of(values_[at]);
    }
  }
  std::size_t memory_bytes() const {
    std::shared_lock lock(mutex_);
    return bytes_;
  }

 private:
  // The value twice, and what belongs to a node of the map.
  static std::size_t bytes_of(const T& value) {
    return 2 * (sizeof(T) + heap_bytes(value)) + sizeof(Cell) + tree_node_bytes;
  }

  mutable std::shared_mutex mutex_;
  std::map<T, Cell> numbers_;
  std::deque<T> values_;
  std::size_t bytes_ = 0;
};

// A part of a snapshot in which so many texts stand.
struct TextSection {
  TextIndex::Block block;
  std::size_t count = 0;
};

// The same for texts, of which a big ledger has nearly one a record. Those of a snapshot are
// numbered when the first of them is asked for: most figures never ask.
template <>
class Numbered<std::string> {
 public:
  Cell number(std::string_view text) {
    make();
    std::unique_lock lock(mutex_);
    return index_.add(text).number;
  }
  std::optional<Cell> find(std::string_view text) const {
    make();
    std::shared_lock lock(mutex_);
    return index_.find(text);
  }
  std::string_view at(Cell number) const {
    make();
    std::shared_lock lock(mutex_);
    return index_.at(static_cast<std::size_t>(number));
  }
  std::size_t size() const {
    std::shared_lock lock(mutex_);
    return is_made_ ? index_.size() : waiting_;
  }
  // In place of what is there, texts that are all different; `split` finds those of a block. Any
  // thread may call it.
  using Split = void (*)(std::string_view block, std::span<std::string_view> texts);
  void restore(std::vector<TextSection> sections, Split split) {
    std::unique_lock lock(mutex_);
    sections_ = std::move(sections);
    waiting_ = 0;
    for (const TextSection& section : sections_) waiting_ += section.count;
    split_ = split;
    is_made_ = false;
  }
  // Numbers them now, if that is still to be done, with `threads`: together they take some 50 ms
  // for a million.
  void make(int threads = 1) const {
    if (is_made_) return;
    std::unique_lock lock(mutex_);
    if (is_made_) return;
    std::vector<std::string_view> texts(waiting_);
    std::vector<std::size_t> firsts(sections_.size());
    for (std::size_t n = 1; n < firsts.size(); ++n) {
      firsts[n] = firsts[n - 1] + sections_[n - 1].count;
    }
    in_parallel(threads, sections_.size(), [&](std::size_t n) {
      split_(*sections_[n].block, std::span(texts).subspan(firsts[n], sections_[n].count));
    });
    std::vector<TextIndex::Block> blocks;
    for (TextSection& section : std::exchange(sections_, {})) {
      blocks.push_back(std::move(section.block));
    }
    index_.restore(std::move(blocks), std::move(texts), threads);
    is_made_ = true;
  }
  std::size_t memory_bytes() const {
    std::shared_lock lock(mutex_);
    std::size_t bytes = index_.memory_bytes();
    for (const TextSection& section : sections_) bytes += section.block->capacity();
    return bytes;
  }

 private:
  mutable std::shared_mutex mutex_;
  mutable TextIndex index_;
  mutable std::atomic<bool> is_made_{true};
  mutable std::vector<TextSection> sections_;
  std::size_t waiting_ = 0;
  Split split_ = nullptr;
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
  std::size_t memory_bytes() const {
    return texts.memory_bytes() + records.memory_bytes() + decimals.memory_bytes() +
           tag_sets.memory_bytes() + host_sets.memory_bytes();
  }
};

// One column of rows that no longer come, as narrow as its values allow: 0 is missing, else the
// distance from the least, plus one; nothing at all where all cells are alike.
class CellColumn {
 public:
  explicit CellColumn(std::span<const Cell> cells);
  // As another one has it: `bytes` are the codes of all rows.
  CellColumn(std::uint8_t width, Cell least, std::string_view bytes)
      : least_(least), width_(width), bytes_(bytes.begin(), bytes.end()) {}
  Cell at(std::size_t row) const {
    switch (width_) {
      case 0:
        return least_;
      case sizeof(std::uint8_t):
        return cell<std::uint8_t>(row);
      case sizeof(std::uint16_t):
        return cell<std::uint16_t>(row);
      case sizeof(std::uint32_t):
        return cell<std::uint32_t>(row);
      default:
        return cell<std::uint64_t>(row);
    }
  }
  std::uint8_t width() const { return width_; }  // 0, 1, 2, 4 or 8
  Cell least() const { return least_; }
  std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

 private:
  template <typename T>
  Cell cell(std::size_t row) const {
    T code;
    std::memcpy(&code, bytes_.data() + row * sizeof(T), sizeof(T));
    if (code == 0) return missing_cell;
    return static_cast<Cell>(static_cast<std::uint64_t>(least_) + code - 1);
  }
  template <typename T>
  void pack(std::span<const Cell> cells);

  Cell least_ = missing_cell;
  std::uint8_t width_ = 0;
  std::vector<char> bytes_;
};

struct Chunk {
  static constexpr std::size_t rows_max = 4096;
  std::vector<Uuid> ids;
  std::vector<std::int32_t> units;
  std::vector<std::int32_t> days;
  std::vector<std::uint32_t> tag_sets, host_sets;
  std::vector<bool> alive;
  std::vector<Cell> cells;          // row-major, while it is not full
  std::vector<CellColumn> columns;  // of a full one, by field
  std::size_t rows() const { return ids.size(); }
  Cell cell(std::size_t row, std::size_t field, std::size_t fields) const {
    return columns.empty() ? cells[row * fields + field] : columns[field].at(row);
  }
  // Packs the cells of a full one, and the other way round.
  void close(std::size_t fields);
  void open();
  std::size_t memory_bytes() const;
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
  // before anything is published; gives their numbers.
  std::vector<std::uint32_t> remove_all(const std::unordered_set<Uuid>& ids, std::size_t rows);
  // Freezes what was added; the result shares all untouched chunks with earlier pictures.
  LedgerRows publish();
  std::size_t rows() const { return rows_; }  // those taken away too
  std::int64_t memory_bytes() const;

 private:
  Chunk& open_chunk(std::size_t index);
  const Uuid& id_of(std::uint32_t row) const {
    return chunks_[row / Chunk::rows_max]->ids[row % Chunk::rows_max];
  }
  bool is_alive(std::uint32_t row) const {
    return chunks_[row / Chunk::rows_max]->alive[row % Chunk::rows_max];
  }
  void find_places();
  void put_place(std::uint32_t row);
  void grow_places(std::size_t rows);

  const ledger::Schema& schema_;
  Dictionaries& dictionaries_;
  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t rows_ = 0;
  std::size_t closed_bytes_ = 0;  // of all chunks but the last
  std::vector<bool> published_;   // a published chunk is copied before it is changed
  // Where each record stands of the rows before next_place_: a row's number plus one, in the first
  // free slot from the one that its id names; what is dead stays until the table grows. Records are
  // seldom taken away, and most never: only then are the places of all looked up.
  std::vector<std::uint32_t> places_;  // a power of two
  std::size_t places_used_ = 0;
  std::size_t next_place_ = 0;  // a row's number
};

}  // namespace youju::indicator
