#include <youju/indicator/cube_snapshot.h>
#include <youju/indicator/rollup_state.h>
#include <youju/indicator/snapshot_error.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <utility>

// The first section is the head: place of the log, signature of the schemas, how many values each
// dictionary and how many rows each ledger has. Each other section has values of one dictionary or
// rows of one ledger, in their order; columns stand one after the other, as narrow as their values
// allow.
namespace youju::indicator {
namespace {

constexpr std::string_view format = "youju cube 1\n";
constexpr std::size_t chunks_of_section = 32;
constexpr std::size_t bytes_of_section = 4 << 20;
constexpr std::uint64_t no_bound = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t fixed_columns = 4;  // unit, day, tags, hosts

enum Kind : std::uint8_t { texts, records, decimals, tag_sets, host_sets, row_chunks };

// Of all that rows hang on: names and types of the fields, in their order, and their choices.
Digest signature(const ledger::SchemaSet& schemas) {
  ByteWriter writer;
  for (const ledger::Schema& schema : schemas.all()) {
    writer.put_bytes(schema.name);
    writer.put(std::uint64_t{schema.fields.size()});
    for (const ledger::Field& field : schema.fields) {
      writer.put_bytes(field.name);
      writer.put(field.type);
      writer.put(std::uint64_t{field.choices.size()});
      for (const ledger::Choice& choice : field.choices) writer.put_bytes(choice.code);
    }
  }
  return digest_of(writer.take());
}

void put_column(const std::vector<Cell>& cells, ByteWriter& out) {
  Cell least = std::numeric_limits<Cell>::max();
  Cell most = std::numeric_limits<Cell>::min();
  bool lacks = false;
  for (const Cell cell : cells) {
    lacks = lacks || cell == missing_cell;
    if (cell == missing_cell) continue;
    least = std::min(least, cell);
    most = std::max(most, cell);
  }
  const bool is_empty = least > most;
  if (is_empty || (!lacks && least == most)) {
    out.put(std::uint8_t{0});
    out.put(is_empty ? missing_cell : least);
    return;
  }
  // 0 is missing, else the distance from the least, plus one.
  const std::uint64_t spread = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  const auto put = [&]<typename T>(T) {
    out.put(static_cast<std::uint8_t>(sizeof(T)));
    out.put(least);
    std::vector<T> codes(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::uint64_t code =
          static_cast<std::uint64_t>(cells[i]) - static_cast<std::uint64_t>(least) + 1;
      codes[i] = cells[i] == missing_cell ? T{0} : static_cast<T>(code);
    }
    out.put_bytes({reinterpret_cast<const char*>(codes.data()), codes.size() * sizeof(T)});
  };
  if (spread < std::numeric_limits<std::uint8_t>::max()) return put(std::uint8_t{});
  if (spread < std::numeric_limits<std::uint16_t>::max()) return put(std::uint16_t{});
  if (spread < std::numeric_limits<std::uint32_t>::max()) return put(std::uint32_t{});
  put(std::uint64_t{});
}

// The inverse, into as many cells as there are.
bool get_column(ByteReader& reader, std::vector<Cell>& cells) {
  const auto width = reader.get<std::uint8_t>();
  const auto least = reader.get<Cell>();
  if (width == 0) {
    std::fill(cells.begin(), cells.end(), least);
    return reader.good();
  }
  const std::string_view bytes = reader.get_bytes();
  if (!reader.good() || bytes.size() != width * cells.size()) return false;
  const auto get = [&]<typename T>(T) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      T code;
      std::memcpy(&code, bytes.data() + i * sizeof(T), sizeof(T));
      cells[i] = code == 0 ? missing_cell
                           : static_cast<Cell>(static_cast<std::uint64_t>(least) +
                                               static_cast<std::uint64_t>(code) - 1);
    }
    return true;
  };
  if (width == 1) return get(std::uint8_t{});
  if (width == 2) return get(std::uint16_t{});
  if (width == 4) return get(std::uint32_t{});
  return width == 8 && get(std::uint64_t{});
}

// Gathers rows into chunks that are full, and those into sections.
class RowsWriter {
 public:
  RowsWriter(SectionWriter& out, std::uint32_t ledger, const ledger::Schema& schema)
      : out_(out), ledger_(ledger), columns_(fixed_columns + schema.fields.size()) {}

  Result<void> add(const Chunk& chunk, std::size_t row) {
    ids_.push_back(chunk.ids[row]);
    columns_[0].push_back(chunk.units[row]);
    columns_[1].push_back(chunk.days[row]);
    columns_[2].push_back(chunk.tag_sets[row]);
    columns_[3].push_back(chunk.host_sets[row]);
    const std::size_t fields = columns_.size() - fixed_columns;
    for (std::size_t field = 0; field < fields; ++field) {
      columns_[fixed_columns + field].push_back(chunk.cells[row * fields + field]);
    }
    return ids_.size() < Chunk::rows_max ? Result<void>() : end_chunk();
  }
  Result<void> finish() {
    if (!ids_.empty()) TRY(end_chunk());
    return chunks_ == 0 ? Result<void>() : end_section();
  }

 private:
  Result<void> end_chunk() {
    body_.put(static_cast<std::uint32_t>(ids_.size()));
    for (const Uuid& id : ids_) body_.put(id);
    for (std::vector<Cell>& column : columns_) {
      put_column(column, body_);
      column.clear();
    }
    ids_.clear();
    return ++chunks_ < chunks_of_section ? Result<void>() : end_section();
  }
  Result<void> end_section() {
    ByteWriter head;
    head.put(row_chunks);
    head.put(ledger_);
    head.put(std::exchange(chunks_, 0));
    return out_.add(head.take() + body_.take());
  }

  SectionWriter& out_;
  std::uint32_t ledger_;
  std::vector<Uuid> ids_;
  std::vector<std::vector<Cell>> columns_;
  ByteWriter body_;
  std::uint32_t chunks_ = 0;
};

// The first `count` values of a dictionary.
template <typename T, typename Put>
Result<void> write_dictionary(SectionWriter& out, Kind kind, const Numbered<T>& values,
                              std::uint64_t count, Put&& put) {
  for (std::uint64_t at = 0; at < count;) {
    ByteWriter body;
    std::uint32_t many = 0;
    for (; at < count && body.size() < bytes_of_section; ++at, ++many) {
      put(values.at(static_cast<Cell>(at)), body);
    }
    ByteWriter head;
    head.put(kind);
    head.put(many);
    TRY(out.add(head.take() + body.take()));
  }
  return {};
}

void put_text(std::string_view text, ByteWriter& out) {
  out.put(static_cast<std::uint32_t>(text.size()));
  out.append(text);
}

Result<void> write_dictionaries(SectionWriter& out, const Dictionaries& all,
                                const std::array<std::uint64_t, 5>& counts) {
  TRY(write_dictionary(out, texts, all.texts, counts[texts], put_text));
  TRY(write_dictionary(out, records, all.records, counts[records],
                       [](const Uuid& id, ByteWriter& to) { to.put(id); }));
  TRY(write_dictionary(out, decimals, all.decimals, counts[decimals],
                       [](const Decimal& number, ByteWriter& to) {
                         to.put(number.coefficient());
                         to.put(static_cast<std::int32_t>(number.scale()));
                       }));
  TRY(write_dictionary(out, tag_sets, all.tag_sets, counts[tag_sets],
                       [](const std::vector<std::string>& tags, ByteWriter& to) {
                         to.put(static_cast<std::uint32_t>(tags.size()));
                         for (const std::string& tag : tags) put_text(tag, to);
                       }));
  return write_dictionary(out, host_sets, all.host_sets, counts[host_sets],
                          [](const std::vector<std::int32_t>& hosts, ByteWriter& to) {
                            to.put(static_cast<std::uint32_t>(hosts.size()));
                            for (const std::int32_t host : hosts) to.put(host);
                          });
}

std::string get_text(ByteReader& reader) {
  return std::string(reader.next(reader.get<std::uint32_t>()));
}

// A number of things that take `bytes` at least; none, where there cannot be so many.
std::uint32_t get_count(ByteReader& reader, std::size_t bytes) {
  const auto count = reader.get<std::uint32_t>();
  return count <= reader.left() / bytes ? count : 0;
}

bool all_below(const std::vector<Cell>& cells, std::uint64_t bound, bool may_lack) {
  return std::all_of(cells.begin(), cells.end(), [&](Cell cell) {
    if (cell == missing_cell) return may_lack;
    return cell >= 0 && static_cast<std::uint64_t>(cell) < bound;
  });
}

bool fits_32(Cell cell) {
  return cell >= std::numeric_limits<std::int32_t>::min() &&
         cell <= std::numeric_limits<std::int32_t>::max();
}

// Appends what the parts have, in their order.
template <typename T>
std::deque<T> joined(std::vector<std::vector<T>*> parts) {
  std::deque<T> all;
  for (std::vector<T>* const part : parts) {
    for (T& value : *part) all.push_back(std::move(value));
    *part = {};
  }
  return all;
}

}  // namespace

// What one section holds.
struct CubeSnapshot::Part {
  std::uint32_t ledger = 0;
  std::vector<std::shared_ptr<Chunk>> chunks;
  std::vector<std::string> texts;
  std::vector<Uuid> records;
  std::vector<Decimal> decimals;
  std::vector<std::vector<std::string>> tag_sets;
  std::vector<std::vector<std::int32_t>> host_sets;
};

Result<void> CubeSnapshot::write(const std::filesystem::path& file, const CubePicture& picture,
                                 const ledger::ChainHead& at) {
  const auto out = TRY(SectionWriter::create(file, format));
  // Counted after the picture was taken: its rows have no later numbers.
  const Dictionaries& all = *picture.dictionaries;
  const std::array<std::uint64_t, 5> counts{all.texts.size(), all.records.size(),
                                            all.decimals.size(), all.tag_sets.size(),
                                            all.host_sets.size()};
  ByteWriter head;
  head.put(at.seq);
  head.put(at.hash);
  head.put(signature(*picture.schemas));
  head.put(counts);
  for (const ledger::Schema& schema : picture.schemas->all()) {
    std::uint64_t alive = 0;
    for (const auto& chunk : picture.ledgers.at(schema.name).chunks) {
      alive +=
          static_cast<std::uint64_t>(std::count(chunk->alive.begin(), chunk->alive.end(), true));
    }
    head.put(alive);
  }
  TRY(out->add(head.take()));
  TRY(write_dictionaries(*out, all, counts));
  std::uint32_t number = 0;
  for (const ledger::Schema& schema : picture.schemas->all()) {
    RowsWriter writer(*out, number++, schema);
    for (const auto& chunk : picture.ledgers.at(schema.name).chunks) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        if (chunk->alive[row]) TRY(writer.add(*chunk, row));
      }
    }
    TRY(writer.finish());
  }
  return out->finish();
}

Result<std::unique_ptr<CubeSnapshot>> CubeSnapshot::open(const std::filesystem::path& file,
                                                         const ledger::SchemaSet& schemas) {
  auto opened = SectionReader::open(file, format);
  if (!opened) return fail(snapshot_error(std::move(opened.error())));
  std::unique_ptr<CubeSnapshot> snapshot(new CubeSnapshot(std::move(*opened)));
  if (auto read = snapshot->read_head(schemas); !read) {
    return fail(snapshot_error(std::move(read.error())));
  }
  return snapshot;
}

Result<void> CubeSnapshot::read_head(const ledger::SchemaSet& schemas) {
  if (file_->count() == 0) return file_->damaged();
  const std::string head = TRY(file_->section(0));
  ByteReader reader(head);
  at_.seq = reader.get<std::int64_t>();
  at_.hash = reader.get<Digest>();
  fits_ = reader.get<Digest>() == signature(schemas);
  if (!fits_) return {};
  counts_ = reader.get<std::array<std::uint64_t, 5>>();
  for (const ledger::Schema& schema : schemas.all()) {
    ledgers_.push_back({&schema, reader.get<std::uint64_t>()});
  }
  if (!reader.at_end()) return file_->damaged();
  return {};
}

std::int64_t CubeSnapshot::rows() const {
  std::uint64_t count = 0;
  for (const Ledger& ledger : ledgers_) count += ledger.rows;
  return static_cast<std::int64_t>(count);
}

// How many different cells but "missing" a column may have, from 0.
std::uint64_t CubeSnapshot::bound_of(const ledger::Field& field, std::size_t units) const {
  switch (field.type) {
    case ledger::FieldType::text:
    case ledger::FieldType::geo:
      return counts_[texts];
    case ledger::FieldType::record:
      return counts_[records];
    case ledger::FieldType::decimal:
      return counts_[decimals];
    case ledger::FieldType::choice:
      return field.choices.size();
    case ledger::FieldType::unit:
      return units;
    case ledger::FieldType::integer:
    case ledger::FieldType::date:
    case ledger::FieldType::party:
      break;
  }
  return no_bound;
}

bool CubeSnapshot::read_rows(ByteReader& reader, std::size_t units, Part& part) const {
  part.ledger = reader.get<std::uint32_t>();
  const auto chunks = reader.get<std::uint32_t>();
  if (part.ledger >= ledgers_.size() || chunks > chunks_of_section) return false;
  const std::vector<ledger::Field>& fields = ledgers_[part.ledger].schema->fields;
  for (std::uint32_t n = 0; n < chunks; ++n) {
    const std::size_t count = get_count(reader, sizeof(Uuid));
    if (count == 0 || count > Chunk::rows_max) return false;
    auto chunk = std::make_shared<Chunk>();
    chunk->ids.resize(count);
    for (Uuid& id : chunk->ids) id = reader.get<Uuid>();
    chunk->alive.assign(count, true);
    std::vector<Cell> column(count);
    const auto get = [&](std::uint64_t bound, auto& into) {
      const bool good = get_column(reader, column) && all_below(column, bound, false);
      into.assign(column.begin(), column.end());
      return good;
    };
    if (!get(units, chunk->units)) return false;
    if (!get_column(reader, column) || !std::all_of(column.begin(), column.end(), fits_32)) {
      return false;
    }
    chunk->days.assign(column.begin(), column.end());
    if (!get(counts_[tag_sets], chunk->tag_sets) || !get(counts_[host_sets], chunk->host_sets)) {
      return false;
    }
    chunk->cells.resize(count * fields.size());
    for (std::size_t field = 0; field < fields.size(); ++field) {
      const std::uint64_t bound = bound_of(fields[field], units);
      if (!get_column(reader, column)) return false;
      if (bound != no_bound && !all_below(column, bound, true)) return false;
      for (std::size_t row = 0; row < count; ++row) {
        chunk->cells[row * fields.size() + field] = column[row];
      }
    }
    part.chunks.push_back(std::move(chunk));
  }
  return reader.at_end();
}

bool CubeSnapshot::read_part(std::string_view bytes, std::size_t units, Part& part) const {
  ByteReader reader(bytes);
  const auto kind = reader.get<Kind>();
  if (kind == row_chunks) return read_rows(reader, units, part);
  const std::uint32_t count = get_count(reader, sizeof(std::uint32_t));
  if (count == 0) return false;
  switch (kind) {
    case texts:
      part.texts.resize(count);
      for (std::string& text : part.texts) text = get_text(reader);
      break;
    case records:
      part.records.resize(count);
      for (Uuid& id : part.records) id = reader.get<Uuid>();
      break;
    case decimals:
      for (std::uint32_t n = 0; n < count; ++n) {
        const auto coefficient = reader.get<Int128>();
        const auto scale = reader.get<std::int32_t>();
        if (scale < 0 || scale > Decimal::scale_max) return false;
        part.decimals.push_back(Decimal::from_scaled(coefficient, scale));
      }
      break;
    case tag_sets:
      part.tag_sets.resize(count);
      for (auto& tags : part.tag_sets) {
        tags.resize(get_count(reader, sizeof(std::uint32_t)));
        for (std::string& tag : tags) tag = get_text(reader);
      }
      break;
    case host_sets:
      part.host_sets.resize(count);
      for (auto& hosts : part.host_sets) {
        hosts.resize(get_count(reader, sizeof(std::int32_t)));
        for (std::int32_t& host : hosts) host = reader.get<std::int32_t>();
      }
      break;
    case row_chunks:
      break;
  }
  return reader.at_end();
}

Result<void> CubeSnapshot::restore(std::size_t units, int threads, Dictionaries& dictionaries,
                                   LedgerWriters& writers) const {
  std::vector<Part> parts(file_->count() - 1);
  std::atomic<bool> is_sound = true;
  rollup_parallel(threads, parts.size(), [&](std::size_t n) {
    const Result<std::string> bytes = file_->section(n + 1);
    if (!bytes || !read_part(*bytes, units, parts[n])) is_sound = false;
  });
  const auto damaged = [&] { return fail(snapshot_error(file_->damaged().value())); };
  if (!is_sound) return damaged();
  const auto all_of = [&](auto Part::* member) {
    std::vector<decltype(&(parts.front().*member))> all;
    for (Part& part : parts) all.push_back(&(part.*member));
    return joined(all);
  };
  dictionaries.texts.restore(all_of(&Part::texts));
  dictionaries.records.restore(all_of(&Part::records));
  dictionaries.decimals.restore(all_of(&Part::decimals));
  dictionaries.tag_sets.restore(all_of(&Part::tag_sets));
  dictionaries.host_sets.restore(all_of(&Part::host_sets));
  const std::array<std::uint64_t, 5> found{
      dictionaries.texts.size(), dictionaries.records.size(), dictionaries.decimals.size(),
      dictionaries.tag_sets.size(), dictionaries.host_sets.size()};
  if (found != counts_) return damaged();
  for (std::uint32_t ledger = 0; ledger < ledgers_.size(); ++ledger) {
    std::vector<std::shared_ptr<Chunk>> chunks;
    std::uint64_t count = 0;
    for (Part& part : parts) {
      if (part.ledger != ledger) continue;
      for (auto& chunk : part.chunks) {
        count += chunk->rows();
        chunks.push_back(std::move(chunk));
      }
    }
    if (count != ledgers_[ledger].rows) return damaged();
    const ledger::Schema& schema = *ledgers_[ledger].schema;
    auto writer = std::make_unique<LedgerWriter>(schema, dictionaries);
    writer->restore(std::move(chunks));
    writers[schema.name] = std::move(writer);
  }
  return {};
}

}  // namespace youju::indicator
