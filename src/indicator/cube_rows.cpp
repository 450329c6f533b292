#include <youju/indicator/cube_rows.h>

#include <algorithm>
#include <bit>
#include <bitset>
#include <functional>
#include <utility>

namespace youju::indicator {

using ledger::FieldType;

Cell cell_of(const ledger::Field& field, const ledger::Value& value, Dictionaries& dictionaries) {
  if (ledger::is_missing(value)) return missing_cell;
  switch (field.type) {
    case FieldType::text:
    case FieldType::geo:
      return dictionaries.texts.number(std::get<std::string>(value));
    case FieldType::integer: {
      const Result<std::int64_t> whole = std::get<Decimal>(value).to_int64();
      CHECK(whole.has_value());  // the ledger's bounds are far inside 64 bits
      return *whole;
    }
    case FieldType::decimal:
      return dictionaries.decimals.number(std::get<Decimal>(value));
    case FieldType::date:
      return std::get<Day>(value).number();
    case FieldType::choice: {
      const std::string& code = std::get<ledger::ChoiceCode>(value).code;
      for (std::size_t index = 0; index < field.choices.size(); ++index) {
        if (field.choices[index].code == code) return static_cast<Cell>(index);
      }
      // A choice that a later edition of the pack no longer offers keeps its record, uncounted.
      return missing_cell;
    }
    case FieldType::unit:
      return std::get<org::UnitId>(value).value;
    case FieldType::party:
      return std::get<ledger::PartyId>(value).value;
    case FieldType::record:
      return dictionaries.records.number(std::get<Uuid>(value));
  }
  return missing_cell;
}

Decimal number_in(const ledger::Field& field, Cell cell, const Dictionaries& dictionaries) {
  CHECK(cell != missing_cell);
  if (field.type == FieldType::integer) return Decimal(cell);
  CHECK(field.type == FieldType::decimal);
  return dictionaries.decimals.at(cell);
}

CellColumn::CellColumn(std::span<const Cell> cells) {
  Cell least = std::numeric_limits<Cell>::max();
  Cell most = std::numeric_limits<Cell>::min();
  bool lacks = false;
  for (const Cell cell : cells) {
    lacks = lacks || cell == missing_cell;
    if (cell == missing_cell) continue;
    least = std::min(least, cell);
    most = std::max(most, cell);
  }
  if (least > most) return;  // all are missing
  least_ = least;
  if (!lacks && least == most) return;
  const std::uint64_t spread = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (spread < std::numeric_limits<std::uint8_t>::max()) {
    pack<std::uint8_t>(cells);
  } else if (spread < std::numeric_limits<std::uint16_t>::max()) {
    pack<std::uint16_t>(cells);
  } else if (spread < std::numeric_limits<std::uint32_t>::max()) {
    pack<std::uint32_t>(cells);
  } else {
    pack<std::uint64_t>(cells);
  }
}

template <typename T>
void CellColumn::pack(std::span<const Cell> cells) {
  width_ = sizeof(T);
  bytes_.resize(cells.size() * sizeof(T));
  char* to = bytes_.data();
  for (const Cell cell : cells) {
    const std::uint64_t distance =
        static_cast<std::uint64_t>(cell) - static_cast<std::uint64_t>(least_);
    const T code = cell == missing_cell ? T{0} : static_cast<T>(distance + 1);
    std::memcpy(to, &code, sizeof(T));
    to += sizeof(T);
  }
}

void Chunk::close(std::size_t fields) {
  CHECK(columns.empty() && rows() == rows_max);
  std::vector<Cell> column(rows());
  for (std::size_t field = 0; field < fields; ++field) {
    for (std::size_t row = 0; row < rows(); ++row) column[row] = cells[row * fields + field];
    columns.emplace_back(column);
  }
  cells = std::vector<Cell>();  // {} would keep the memory
}

void Chunk::open() {
  cells.reserve(rows() * columns.size());
  for (std::size_t row = 0; row < rows(); ++row) {
    for (const CellColumn& column : columns) cells.push_back(column.at(row));
  }
  columns = std::vector<CellColumn>();
}

std::size_t Chunk::memory_bytes() const {
  const std::size_t fixed = sizeof(Uuid) + 4 * sizeof(std::int32_t);
  std::size_t bytes = sizeof(Chunk) + rows() * fixed + rows() / 8 + cells.size() * sizeof(Cell);
  for (const CellColumn& column : columns) bytes += sizeof(CellColumn) + column.bytes().size();
  return bytes;
}

LedgerWriter::LedgerWriter(const ledger::Schema& schema, Dictionaries& dictionaries)
    : schema_(schema), dictionaries_(dictionaries) {}

Chunk& LedgerWriter::open_chunk(std::size_t index) {
  if (published_[index]) {
    chunks_[index] = std::make_shared<Chunk>(*chunks_[index]);
    published_[index] = false;
  }
  return *chunks_[index];
}

std::uint32_t LedgerWriter::add(const ledger::Record& record) {
  if (chunks_.empty() || chunks_.back()->rows() == Chunk::rows_max) {
    if (!chunks_.empty()) closed_bytes_ += chunks_.back()->memory_bytes();
    chunks_.push_back(std::make_shared<Chunk>());
    published_.push_back(false);
  }
  const std::size_t index = chunks_.size() - 1;
  Chunk& chunk = open_chunk(index);
  chunk.ids.push_back(record.id);
  chunk.units.push_back(record.unit.value);
  chunk.days.push_back(record.on.number());
  chunk.alive.push_back(true);
  Cell tags = 0;
  if (!record.tags.empty()) tags = dictionaries_.tag_sets.number(record.tags);
  chunk.tag_sets.push_back(static_cast<std::uint32_t>(tags));
  std::vector<std::int32_t> hosts;
  hosts.reserve(record.hosts.size());
  for (org::UnitId host : record.hosts) hosts.push_back(host.value);
  const Cell host_set = hosts.empty() ? 0 : dictionaries_.host_sets.number(hosts);
  chunk.host_sets.push_back(static_cast<std::uint32_t>(host_set));
  for (std::size_t field = 0; field < schema_.fields.size(); ++field) {
    chunk.cells.push_back(field < record.values.size()
                              ? cell_of(schema_.fields[field], record.values[field], dictionaries_)
                              : missing_cell);
  }
  ++rows_;
  const std::size_t row = chunk.rows() - 1;
  if (chunk.rows() == Chunk::rows_max) chunk.close(schema_.fields.size());
  return static_cast<std::uint32_t>(index * Chunk::rows_max + row);
}

std::vector<std::uint32_t> LedgerWriter::absorb(LedgerWriter&& other) {
  CHECK(&schema_ == &other.schema_ && &dictionaries_ == &other.dictionaries_);
  std::vector<std::uint32_t> numbers;
  if (other.chunks_.empty()) return numbers;
  if (!chunks_.empty()) closed_bytes_ += chunks_.back()->memory_bytes();
  closed_bytes_ += std::exchange(other.closed_bytes_, 0);
  for (std::size_t chunk = 0; chunk < other.chunks_.size(); ++chunk) {
    const std::size_t first = (chunks_.size() + chunk) * Chunk::rows_max;
    for (std::size_t row = 0; row < other.chunks_[chunk]->rows(); ++row) {
      numbers.push_back(static_cast<std::uint32_t>(first + row));
    }
  }
  // A last chunk that is not full stays so; add() goes on behind the newest one.
  chunks_.insert(chunks_.end(), other.chunks_.begin(), other.chunks_.end());
  published_.insert(published_.end(), other.published_.begin(), other.published_.end());
  rows_ += std::exchange(other.rows_, 0);
  other.chunks_.clear();
  other.published_.clear();
  return numbers;
}

void LedgerWriter::find_places() {
  // A last chunk that came with others need not be full: there are no rows of these numbers.
  const std::size_t end =
      chunks_.empty() ? 0 : (chunks_.size() - 1) * Chunk::rows_max + chunks_.back()->rows();
  if (2 * (places_used_ + end - next_place_) > places_.size()) grow_places(end);
  for (; next_place_ < end; ++next_place_) {
    const std::size_t row = next_place_ % Chunk::rows_max;
    const Chunk& chunk = *chunks_[next_place_ / Chunk::rows_max];
    if (row < chunk.rows() && chunk.alive[row]) {
      put_place(static_cast<std::uint32_t>(next_place_));
    }
  }
}

void LedgerWriter::put_place(std::uint32_t row) {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = std::hash<Uuid>()(id_of(row)) & mask;
  while (places_[at] != 0) at = (at + 1) & mask;
  places_[at] = row + 1;
  ++places_used_;
}

// Room for the places of so many rows, without those that are dead.
void LedgerWriter::grow_places(std::size_t rows) {
  std::vector<std::uint32_t> before(std::bit_ceil(std::max<std::size_t>(64, 2 * rows)));
  before.swap(places_);
  places_used_ = 0;
  for (const std::uint32_t place : before) {
    if (place != 0 && is_alive(place - 1)) put_place(place - 1);
  }
}

std::optional<std::uint32_t> LedgerWriter::remove(const Uuid& id) {
  find_places();
  if (places_.empty()) return std::nullopt;
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = std::hash<Uuid>()(id) & mask; places_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t row = places_[at] - 1;
    if (id_of(row) != id || !is_alive(row)) continue;
    open_chunk(row / Chunk::rows_max).alive[row % Chunk::rows_max] = false;
    return row;
  }
  return std::nullopt;
}

void LedgerWriter::restore(std::vector<std::shared_ptr<Chunk>> chunks) {
  CHECK(chunks_.empty());
  chunks_ = std::move(chunks);
  published_.assign(chunks_.size(), false);
  for (const auto& chunk : chunks_) {
    rows_ += chunk->rows();
    if (chunk != chunks_.back()) closed_bytes_ += chunk->memory_bytes();
  }
}

std::vector<std::uint32_t> LedgerWriter::remove_all(const std::unordered_set<Uuid>& ids,
                                                    std::size_t rows) {
  CHECK(places_.empty());
  // Hardly a row is one of these, which the end of its id tells of most at once.
  const auto end_of = [](const Uuid& id) { return id.bytes()[14] * 256U + id.bytes()[15]; };
  std::bitset<0x10000> ends;
  for (const Uuid& id : ids) ends.set(end_of(id));
  std::vector<std::uint32_t> removed;
  for (std::size_t index = 0; index < chunks_.size(); ++index) {
    Chunk& chunk = *chunks_[index];
    const std::size_t here = std::min(rows, chunk.rows());
    for (std::size_t row = 0; row < here; ++row) {
      if (!ends.test(end_of(chunk.ids[row])) || !ids.contains(chunk.ids[row])) continue;
      chunk.alive[row] = false;
      removed.push_back(static_cast<std::uint32_t>(index * Chunk::rows_max + row));
    }
    rows -= here;
  }
  return removed;
}

LedgerRows LedgerWriter::publish() {
  LedgerRows rows;
  rows.schema = &schema_;
  rows.chunks.assign(chunks_.begin(), chunks_.end());
  published_.assign(chunks_.size(), true);
  return rows;
}

std::int64_t LedgerWriter::memory_bytes() const {
  const std::size_t last = chunks_.empty() ? 0 : chunks_.back()->memory_bytes();
  return static_cast<std::int64_t>(closed_bytes_ + last + places_.size() * sizeof(std::uint32_t));
}

}  // namespace youju::indicator
