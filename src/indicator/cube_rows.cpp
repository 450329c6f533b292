#include <youju/indicator/cube_rows.h>

#include <algorithm>

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
  return static_cast<std::uint32_t>(index * Chunk::rows_max + chunk.rows() - 1);
}

std::vector<std::uint32_t> LedgerWriter::absorb(LedgerWriter&& other) {
  CHECK(&schema_ == &other.schema_ && &dictionaries_ == &other.dictionaries_);
  std::vector<std::uint32_t> numbers;
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
  for (; next_place_.chunk < chunks_.size(); ++next_place_.chunk, next_place_.row = 0) {
    const Chunk& chunk = *chunks_[next_place_.chunk];
    for (; next_place_.row < chunk.rows(); ++next_place_.row) {
      if (chunk.alive[next_place_.row]) places_[chunk.ids[next_place_.row]] = next_place_;
    }
    // Rows may still come behind those of the last chunk.
    if (next_place_.chunk + 1 == chunks_.size()) return;
  }
}

std::optional<std::uint32_t> LedgerWriter::remove(const Uuid& id) {
  find_places();
  const auto at = places_.find(id);
  if (at == places_.end()) return std::nullopt;
  const Place place = at->second;
  open_chunk(place.chunk).alive[place.row] = false;
  places_.erase(at);
  return static_cast<std::uint32_t>(place.chunk * Chunk::rows_max + place.row);
}

void LedgerWriter::restore(std::vector<std::shared_ptr<Chunk>> chunks) {
  CHECK(chunks_.empty());
  chunks_ = std::move(chunks);
  published_.assign(chunks_.size(), false);
  for (const auto& chunk : chunks_) rows_ += chunk->rows();
}

void LedgerWriter::remove_all(const std::unordered_set<Uuid>& ids, std::size_t rows) {
  CHECK(places_.empty());
  for (const auto& chunk : chunks_) {
    const std::size_t here = std::min(rows, chunk->rows());
    for (std::size_t row = 0; row < here; ++row) {
      if (ids.contains(chunk->ids[row])) chunk->alive[row] = false;
    }
    rows -= here;
  }
}

LedgerRows LedgerWriter::publish() {
  LedgerRows rows;
  rows.schema = &schema_;
  rows.chunks.assign(chunks_.begin(), chunks_.end());
  published_.assign(chunks_.size(), true);
  return rows;
}

std::int64_t LedgerWriter::memory_bytes() const {
  const std::size_t fixed = sizeof(Uuid) + 4 * sizeof(std::int32_t) + 1;
  const std::size_t place = sizeof(Uuid) + sizeof(Place) + 2 * sizeof(void*);
  const std::size_t row = fixed + schema_.fields.size() * sizeof(Cell) + place;
  return static_cast<std::int64_t>(rows_ * row);
}

}  // namespace youju::indicator
