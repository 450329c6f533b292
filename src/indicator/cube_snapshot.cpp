#include <youju/base/parallel.h>
#include <youju/indicator/cube_snapshot.h>
#include <youju/indicator/snapshot_error.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <optional>
#include <utility>

// The first section is the head: place of the log, signature of the schemas, how many values each
// dictionary and how many rows each ledger has. The second tells of the roll-ups. Each other
// section has values of one dictionary or rows of one ledger, in their order, or cells; columns
// stand one after the other, as narrow as their values allow.
namespace youju::indicator {
namespace {

constexpr std::string_view format = "youju cube 2\n";
constexpr std::size_t chunks_of_section = 32;
constexpr std::size_t bytes_of_section = 4 << 20;
constexpr std::size_t fixed_columns = 4;  // unit, day, tags, hosts

enum Kind : std::uint8_t {
  texts,
  records,
  decimals,
  tag_sets,
  host_sets,
  row_chunks,
  cells_of_units
};

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

void put_column(const CellColumn& column, ByteWriter& out) {
  out.put(column.width());
  out.put(column.least());
  out.append(column.bytes());
}

std::optional<CellColumn> get_column(ByteReader& reader, std::size_t rows) {
  const auto width = reader.get<std::uint8_t>();
  const auto least = reader.get<Cell>();
  const bool is_width = width <= sizeof(std::uint64_t) && (width & (width - 1)) == 0;
  const std::string_view bytes = is_width ? reader.next(width * rows) : std::string_view();
  if (!is_width || !reader.good()) return std::nullopt;
  return CellColumn(width, least, bytes);
}

// Gathers rows into chunks that are full, and those into sections.
class RowsWriter {
 public:
  RowsWriter(SectionWriter& out, std::uint32_t ledger, const ledger::Schema& schema)
      : out_(out), ledger_(ledger), columns_(fixed_columns + schema.fields.size()) {}

  Result<void> add(const Chunk& chunk) {
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
      if (chunk.alive[row]) TRY(add(chunk, row));
    }
    return {};
  }
  Result<void> finish() {
    if (!ids_.empty()) TRY(end_chunk());
    return chunks_ == 0 ? Result<void>() : end_section();
  }

 private:
  Result<void> add(const Chunk& chunk, std::size_t row) {
    ids_.push_back(chunk.ids[row]);
    columns_[0].push_back(chunk.units[row]);
    columns_[1].push_back(chunk.days[row]);
    columns_[2].push_back(chunk.tag_sets[row]);
    columns_[3].push_back(chunk.host_sets[row]);
    const std::size_t fields = columns_.size() - fixed_columns;
    for (std::size_t field = 0; field < fields; ++field) {
      columns_[fixed_columns + field].push_back(chunk.cell(row, field, fields));
    }
    return ids_.size() < Chunk::rows_max ? Result<void>() : end_chunk();
  }
  Result<void> end_chunk() {
    body_.put(static_cast<std::uint32_t>(ids_.size()));
    for (const Uuid& id : ids_) body_.put(id);
    for (std::vector<Cell>& column : columns_) {
      put_column(CellColumn(column), body_);
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

std::string_view get_text(ByteReader& reader) { return reader.next(reader.get<std::uint32_t>()); }

// Of a section that was looked at.
void split_texts(std::string_view section, std::span<std::string_view> texts) {
  ByteReader reader(section);
  static_cast<void>(reader.get<Kind>());
  static_cast<void>(reader.get<std::uint32_t>());
  for (std::string_view& text : texts) text = get_text(reader);
}

// A number of things that take `bytes` at least; none, where there cannot be so many.
std::uint32_t get_count(ByteReader& reader, std::size_t bytes) {
  const auto count = reader.get<std::uint32_t>();
  return count <= reader.left() / bytes ? count : 0;
}

bool all_between(const CellColumn& column, std::size_t rows, Cell least, Cell most) {
  for (std::size_t row = 0; row < rows; ++row) {
    const Cell cell = column.at(row);
    if (cell < least || cell > most) return false;
  }
  return true;
}

// A column of every row: its cells, if they are all in bounds.
template <typename T>
bool get_cells(ByteReader& reader, std::size_t rows, Cell least, Cell most, std::vector<T>& cells) {
  const std::optional<CellColumn> column = get_column(reader, rows);
  if (!column || !all_between(*column, rows, least, most)) return false;
  cells.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) cells[row] = static_cast<T>(column->at(row));
  return true;
}

// Appends what the parts have, in their order.
template <typename T>
std::deque<T> joined(const std::vector<std::vector<T>*>& parts) {
  std::deque<T> all;
  for (std::vector<T>* const part : parts) {
    for (T& value : *part) all.push_back(std::move(value));
    *part = std::vector<T>();
  }
  return all;
}

}  // namespace

// What one section holds.
struct CubeSnapshot::Part {
  std::uint32_t ledger = 0;
  std::vector<std::shared_ptr<Chunk>> chunks;
  TextSection texts;
  std::vector<Uuid> records;
  std::vector<Decimal> decimals;
  std::vector<std::vector<std::string>> tag_sets;
  std::vector<std::vector<std::int32_t>> host_sets;
};

Result<void> CubeSnapshot::write(const std::filesystem::path& file, const CubePicture& picture,
                                 const Rollups& rollups, const ledger::ChainHead& at) {
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
  TRY(out->add(cells_head(rollups)));
  TRY(write_cells(rollups, cells_of_units, *out));
  TRY(write_dictionaries(*out, all, counts));
  std::uint32_t number = 0;
  for (const ledger::Schema& schema : picture.schemas->all()) {
    RowsWriter writer(*out, number++, schema);
    for (const auto& chunk : picture.ledgers.at(schema.name).chunks) {
      TRY(writer.add(*chunk));
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

// Whether a column has only cells that mean something.
bool CubeSnapshot::is_sound(const CellColumn& column, std::size_t rows, const ledger::Field& field,
                            std::size_t units) const {
  std::uint64_t count = 0;
  switch (field.type) {
    case ledger::FieldType::text:
    case ledger::FieldType::geo:
      count = counts_[texts];
      break;
    case ledger::FieldType::record:
      count = counts_[records];
      break;
    case ledger::FieldType::decimal:
      count = counts_[decimals];
      break;
    case ledger::FieldType::choice:
      count = field.choices.size();
      break;
    case ledger::FieldType::unit:
      count = units;
      break;
    case ledger::FieldType::integer:
    case ledger::FieldType::date:
    case ledger::FieldType::party:
      return true;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const Cell cell = column.at(row);
    const bool is_number = cell >= 0 && static_cast<std::uint64_t>(cell) < count;
    if (!is_number && cell != missing_cell) return false;
  }
  return true;
}

bool CubeSnapshot::read_chunk(ByteReader& reader, const ledger::Schema& schema, std::size_t units,
                              Chunk& chunk) const {
  const std::size_t rows = get_count(reader, sizeof(Uuid));
  if (rows == 0 || rows > Chunk::rows_max) return false;
  chunk.ids.resize(rows);
  for (Uuid& id : chunk.ids) id = reader.get<Uuid>();
  chunk.alive.assign(rows, true);
  using Day = std::numeric_limits<std::int32_t>;
  const auto last = [](std::uint64_t count) { return static_cast<Cell>(count) - 1; };
  if (!get_cells(reader, rows, 0, last(units), chunk.units) ||
      !get_cells(reader, rows, Day::min(), Day::max(), chunk.days) ||
      !get_cells(reader, rows, 0, last(counts_[tag_sets]), chunk.tag_sets) ||
      !get_cells(reader, rows, 0, last(counts_[host_sets]), chunk.host_sets)) {
    return false;
  }
  for (const ledger::Field& field : schema.fields) {
    std::optional<CellColumn> column = get_column(reader, rows);
    if (!column || !is_sound(*column, rows, field, units)) return false;
    chunk.columns.push_back(std::move(*column));
  }
  // More may come behind the rows of one that is not full.
  if (rows < Chunk::rows_max) chunk.open();
  return true;
}

bool CubeSnapshot::read_rows(ByteReader& reader, std::size_t units, Part& part) const {
  part.ledger = reader.get<std::uint32_t>();
  const auto chunks = reader.get<std::uint32_t>();
  if (part.ledger >= ledgers_.size() || chunks > chunks_of_section) return false;
  for (std::uint32_t n = 0; n < chunks; ++n) {
    auto chunk = std::make_shared<Chunk>();
    if (!read_chunk(reader, *ledgers_[part.ledger].schema, units, *chunk)) return false;
    part.chunks.push_back(std::move(chunk));
  }
  return reader.at_end();
}

bool CubeSnapshot::read_part(std::string&& bytes, std::size_t units, Part& part,
                             CubeCells& cells) const {
  auto block = std::make_unique<const std::string>(std::move(bytes));
  ByteReader reader(*block);
  const auto kind = reader.get<Kind>();
  if (kind == row_chunks) return read_rows(reader, units, part);
  if (kind == cells_of_units) return cells.get(reader);
  const std::uint32_t count = get_count(reader, sizeof(std::uint32_t));
  if (count == 0) return false;
  switch (kind) {
    case texts:
      part.texts.count = count;
      for (std::uint32_t n = 0; n < count; ++n) get_text(reader);
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
    case cells_of_units:
      break;
  }
  if (kind == texts) part.texts.block = std::move(block);
  return reader.at_end();
}

Result<void> CubeSnapshot::restore(std::size_t units, int threads, Dictionaries& dictionaries,
                                   LedgerWriters& writers, CubeCells& cells) const {
  const auto damaged = [&] { return fail(snapshot_error(file_->damaged().value())); };
  if (file_->count() < 2) return damaged();
  const Result<std::string> cells_head = file_->section(1);
  if (!cells_head || !cells.get_head(*cells_head)) return damaged();
  std::vector<Part> parts(file_->count() - 2);
  std::atomic<bool> is_sound = true;
  in_parallel(threads, parts.size(), [&](std::size_t n) {
    Result<std::string> bytes = file_->section(n + 2);
    if (!bytes || !read_part(std::move(*bytes), units, parts[n], cells)) is_sound = false;
  });
  if (!is_sound) return damaged();
  const auto all_of = [&](auto Part::* member) {
    std::vector<decltype(&(parts.front().*member))> all;
    all.reserve(parts.size());
    for (Part& part : parts) all.push_back(&(part.*member));
    return joined(all);
  };
  std::vector<TextSection> sections;
  for (Part& part : parts) {
    if (part.texts.block != nullptr) sections.push_back(std::move(part.texts));
  }
  dictionaries.texts.restore(std::move(sections), split_texts);
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
