#include <youju/base/hash.h>
#include <youju/base/text.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/value.h>
#include <youju/store/database.h>

#include <charconv>

namespace youju::ledger {

namespace {

// Columns before those of the fields. Names of ledgers and fields are [a-z][a-z0-9_]* and were
// checked when the pack was read: nothing else is ever put into SQL text.
constexpr std::string_view fixed_columns =
    "id, entry_key, unit, on_day, until_day, state, version, tags, hosts, evidence, author, "
    "created_ms, updated_ms, duplicate_key";
constexpr int fixed_count = 14;

enum Column : int {
  id,
  entry_key,
  unit,
  on_day,
  until_day,
  state,
  version,
  tags,
  hosts,
  evidence,
  author,
  created_ms,
  updated_ms,
  duplicate_key
};

std::string identifier(std::string_view name) { return '"' + std::string(name) + '"'; }

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += ';';
    out += text;
  }
  return out;
}

std::string joined(const std::vector<org::UnitId>& units) {
  std::string out;
  for (org::UnitId one : units) {
    if (!out.empty()) out += ';';
    out += std::to_string(one.value);
  }
  return out;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::string_view part : text::split(text, ';')) parts.emplace_back(part);
  return parts;
}

std::optional<std::int64_t> whole_number(const Field& field, const Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (number == nullptr || field.type != FieldType::integer) return std::nullopt;
  const auto whole = number->to_int64();
  return whole ? std::optional(*whole) : std::nullopt;
}

void bind_value(store::Statement& statement, int index, const Field& field, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bind(index, *text);
  } else if (const auto* choice = std::get_if<ChoiceCode>(&value)) {
    statement.bind(index, choice->code);
  } else if (const auto* unit_id = std::get_if<org::UnitId>(&value)) {
    statement.bind(index, std::int64_t{unit_id->value});
  } else if (const auto* party = std::get_if<PartyId>(&value)) {
    statement.bind(index, party->value);
  } else if (is_missing(value)) {
    statement.bind_null(index);
  } else if (const auto whole = whole_number(field, value)) {
    statement.bind(index, *whole);
  } else {
    statement.bind(index, value_text(value));
  }
}

Result<Value> value_of(const Field& field, store::Statement& row, int column) {
  if (row.is_null(column)) return Value();
  switch (field.type) {
    case FieldType::text:
    case FieldType::geo:
      return Value(std::string(row.text(column)));
    case FieldType::integer:
      return Value(Decimal(row.integer(column)));
    case FieldType::decimal:
      return Value(TRY(Decimal::parse(row.text(column))));
    case FieldType::date:
      return Value(TRY(Day::parse(row.text(column))));
    case FieldType::choice:
      return Value(ChoiceCode{std::string(row.text(column))});
    case FieldType::unit:
      return Value(org::UnitId{static_cast<std::int32_t>(row.integer(column))});
    case FieldType::party:
      return Value(PartyId{row.integer(column)});
    case FieldType::record:
      return Value(TRY(Uuid::parse(row.text(column))));
  }
  return Value();
}

Result<std::vector<Uuid>> ids_of(store::Statement& statement) {
  std::vector<Uuid> ids;
  while (TRY(statement.step())) ids.push_back(TRY(Uuid::parse(statement.text(0))));
  return ids;
}

}  // namespace

std::optional<std::string> duplicate_key_of(const Schema& schema, const Record& record) {
  if (schema.duplicate_key.empty()) return std::nullopt;
  std::string key;
  for (const std::string& part : schema.duplicate_key) {
    if (!key.empty()) key += '\x1F';
    if (part == "on") {
      key += record.on.to_string();
    } else if (part == "unit") {
      key += std::to_string(record.unit.value);
    } else {
      const Value& value = record.values[static_cast<std::size_t>(schema.field_index(part))];
      if (is_missing(value)) return std::nullopt;
      if (const auto* text = std::get_if<std::string>(&value)) {
        key += text::folded(*text);
      } else if (const auto* unit_id = std::get_if<org::UnitId>(&value)) {
        key += std::to_string(unit_id->value);
      } else {
        key += value_text(value);
      }
    }
  }
  return fingerprint(key);
}

RecordTable::RecordTable(store::Transaction& transaction, const Schema& schema)
    : transaction_(transaction), schema_(schema), columns_(fixed_columns) {
  for (const Field& field : schema.fields) columns_ += ", " + identifier(field.name);
  insert_sql_ = "INSERT INTO " + schema.table() + " (" + columns_ + ") VALUES (?";
  const auto columns = static_cast<std::size_t>(fixed_count) + schema.fields.size();
  for (std::size_t i = 1; i < columns; ++i) insert_sql_ += ", ?";
  insert_sql_ += ")";
}

void RecordTable::bind_fields(store::Statement& statement, int index, const Record& record) const {
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    bind_value(statement, index++, schema_.fields[i], record.values[i]);
  }
}

Result<bool> RecordTable::insert(const Record& record,
                                 const std::optional<std::string>& double_key) {
  // Without a target: SQLite then needs no journal of its own for the one statement. Of the two
  // unique columns only the key can be there already; an id is never made twice.
  if (insert_ == nullptr) {
    insert_ = &transaction_.prepare(insert_sql_ + " ON CONFLICT DO NOTHING");
  }
  bind_new(*insert_, record, double_key);
  return TRY(insert_->run()) == 1;
}

Result<void> RecordTable::insert_behind(const Record& record,
                                        const std::optional<std::string>& double_key) {
  if (insert_behind_ == nullptr) insert_behind_ = &transaction_.prepare_behind(insert_sql_);
  bind_new(*insert_behind_, record, double_key);
  TRY(insert_behind_->run());
  return {};
}

void RecordTable::bind_new(store::Statement& to, const Record& record,
                           const std::optional<std::string>& double_key) const {
  to.bind(id, record.id.to_string()).bind(entry_key, record.entry_key);
  to.bind(unit, std::int64_t{record.unit.value}).bind(on_day, record.on.to_string());
  if (record.until) {
    to.bind(until_day, record.until->to_string());
  } else {
    to.bind_null(until_day);
  }
  to.bind(state, state_name(record.state)).bind(version, record.version);
  to.bind(tags, joined(record.tags)).bind(hosts, joined(record.hosts));
  to.bind(evidence, joined(record.evidence)).bind(author, record.author);
  to.bind(created_ms, record.created_ms).bind(updated_ms, record.updated_ms);
  to.bind(duplicate_key, double_key);
  bind_fields(to, fixed_count, record);
}

Result<void> RecordTable::update(const Record& record) {
  std::string sql = "UPDATE " + schema_.table() +
                    " SET unit = ?, on_day = ?, until_day = ?, state = ?, version = ?, tags = ?, "
                    "hosts = ?, evidence = ?, updated_ms = ?, duplicate_key = ?";
  for (const Field& field : schema_.fields) sql += ", " + identifier(field.name) + " = ?";
  sql += " WHERE id = ?";
  store::Statement& to = transaction_.prepare(sql);
  to.bind(0, std::int64_t{record.unit.value}).bind(1, record.on.to_string());
  if (record.until) {
    to.bind(2, record.until->to_string());
  } else {
    to.bind_null(2);
  }
  to.bind(3, state_name(record.state)).bind(4, record.version).bind(5, joined(record.tags));
  to.bind(6, joined(record.hosts)).bind(7, joined(record.evidence)).bind(8, record.updated_ms);
  to.bind(9, duplicate_key_of(schema_, record));
  bind_fields(to, 10, record);
  to.bind(10 + static_cast<int>(record.values.size()), record.id.to_string());
  CHECK(TRY(to.run()) == 1);
  return {};
}

Result<Record> RecordTable::read(store::Statement& row) const {
  Record record;
  record.id = TRY(Uuid::parse(row.text(id)));
  record.entry_key = row.text(entry_key);
  record.unit = org::UnitId{static_cast<std::int32_t>(row.integer(unit))};
  record.on = TRY(Day::parse(row.text(on_day)));
  if (!row.is_null(until_day)) record.until = TRY(Day::parse(row.text(until_day)));
  record.state = TRY(parse_state(row.text(state)));
  record.version = static_cast<int>(row.integer(version));
  record.tags = parts_of(row.text(tags));
  for (const std::string& host : parts_of(row.text(hosts))) {
    org::UnitId one;
    std::from_chars(host.data(), host.data() + host.size(), one.value);
    record.hosts.push_back(one);
  }
  record.evidence = parts_of(row.text(evidence));
  record.author = row.text(author);
  record.created_ms = row.integer(created_ms);
  record.updated_ms = row.integer(updated_ms);
  record.values.reserve(schema_.fields.size());
  int column = fixed_count;
  for (const Field& field : schema_.fields) {
    record.values.push_back(TRY(value_of(field, row, column++)));
  }
  return record;
}

Result<Record> RecordTable::get(const Uuid& wanted) {
  store::Statement& row =
      transaction_.prepare("SELECT " + columns_ + " FROM " + schema_.table() + " WHERE id = ?");
  row.bind(0, wanted.to_string());
  if (!TRY(row.step())) {
    return fail(ErrorKind::not_found, "ledger.no_such_record",
                {{"ledger", schema_.name}, {"id", wanted.to_string()}});
  }
  auto record = read(row);
  row.reset();
  return record;
}

Result<std::optional<Record>> RecordTable::find_key(std::string_view key) {
  store::Statement& row = transaction_.prepare("SELECT " + columns_ + " FROM " + schema_.table() +
                                               " WHERE entry_key = ?");
  row.bind(0, key);
  if (!TRY(row.step())) return std::optional<Record>();
  auto record = read(row);
  row.reset();
  return std::optional<Record>(TRY(std::move(record)));
}

Result<std::optional<Uuid>> RecordTable::id_of_key(std::string_view key) {
  store::Statement& row =
      transaction_.prepare("SELECT id FROM " + schema_.table() + " WHERE entry_key = ?");
  row.bind(0, key);
  if (!TRY(row.step())) return std::optional<Uuid>();
  auto found = Uuid::parse(row.text(0));
  row.reset();
  return std::optional<Uuid>(TRY(std::move(found)));
}

Result<std::vector<Uuid>> RecordTable::with_duplicate_key(std::string_view key) {
  store::Statement& row = transaction_.prepare(
      "SELECT id FROM " + schema_.table() +
      " WHERE duplicate_key = ? AND state IN ('submitted', 'checked', 'approved') ORDER BY id");
  row.bind(0, key);
  return ids_of(row);
}

Result<void> RecordTable::each_after(
    const Uuid& after, int rows,
    const std::function<void(Record&&, std::string_view)>& each_record) {
  store::Statement& row = transaction_.prepare("SELECT " + columns_ + " FROM " + schema_.table() +
                                               " WHERE id > ? ORDER BY id LIMIT ?");
  row.bind(0, after.to_string()).bind(1, rows);
  while (TRY(row.step())) {
    Record record = TRY(read(row));
    each_record(std::move(record),
                row.is_null(duplicate_key) ? std::string_view() : row.text(duplicate_key));
  }
  return {};
}

}  // namespace youju::ledger
