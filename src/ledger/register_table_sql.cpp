#include <youju/base/text.h>
#include <youju/ledger/record_table.h>
#include <youju/store/database.h>

#include <algorithm>
#include <map>

namespace youju::ledger {

namespace {

constexpr std::string_view columns_sql =
    "SELECT name, type FROM ledger_column WHERE ledger = ? ORDER BY name";
constexpr std::string_view ledgers_sql =
    "SELECT DISTINCT ledger FROM ledger_column ORDER BY ledger";
constexpr std::string_view add_column_sql =
    "INSERT INTO ledger_column (ledger, name, type) VALUES (?, ?, ?)";
constexpr std::string_view drop_column_sql =
    "DELETE FROM ledger_column WHERE ledger = ? AND name = ?";
constexpr std::string_view drop_ledger_sql = "DELETE FROM ledger_column WHERE ledger = ?";

std::string_view sql_type(FieldType type) {
  switch (type) {
    case FieldType::integer:
    case FieldType::unit:
    case FieldType::party:
      return "INTEGER";
    case FieldType::decimal:
      return "{decimal}";
    case FieldType::date:
      return "{date}";
    case FieldType::text:
    case FieldType::choice:
    case FieldType::record:
    case FieldType::geo:
      return "TEXT";
  }
  return "TEXT";
}

std::string column_of(const Field& field) {
  return '"' + field.name + "\" " + std::string(sql_type(field.type));
}

std::string create_sql(const Schema& schema) {
  const std::string table = schema.table();
  std::string sql = "CREATE TABLE " + table +
                    " (id {text_pk}, entry_key TEXT NOT NULL UNIQUE, unit INTEGER NOT NULL, "
                    "on_day {date} NOT NULL, until_day {date}, state TEXT NOT NULL, "
                    "version INTEGER NOT NULL, tags TEXT NOT NULL, hosts TEXT NOT NULL, "
                    "evidence TEXT NOT NULL, author TEXT NOT NULL, created_ms {instant} NOT NULL, "
                    "updated_ms {instant} NOT NULL, duplicate_key TEXT";
  for (const Field& field : schema.fields) sql += ", " + column_of(field);
  sql += ") {strict};";
  return sql;
}

Result<bool> holds(store::Transaction& transaction, const std::string& sql) {
  store::Statement& statement = transaction.prepare(sql);
  const bool found = TRY(statement.step());
  if (found) statement.reset();
  return found;
}

// Of two fields with the same SQL type one may take the other's values only if they mean the same:
// what a field's type is called is noted beside its column.
Result<std::map<std::string, std::string>> columns_of(store::Transaction& transaction,
                                                      const Schema& schema) {
  std::map<std::string, std::string> present;
  store::Statement& columns = transaction.prepare(columns_sql);
  columns.bind(0, schema.name);
  while (TRY(columns.step())) present.emplace(columns.text(0), columns.text(1));
  return present;
}

Result<bool> holds_code(store::Transaction& transaction, const Schema& schema, const Field& field,
                        const std::string& code) {
  store::Statement& statement = transaction.prepare("SELECT 1 FROM " + schema.table() +
                                                    " WHERE \"" + field.name + "\" = ? LIMIT 1");
  statement.bind(0, code);
  const bool found = TRY(statement.step());
  if (found) statement.reset();
  return found;
}

// Tags stand in one column, parted by ';'. There are few different ones.
Result<bool> holds_tag(store::Transaction& transaction, const Schema& schema,
                       const std::string& code) {
  store::Statement& statement =
      transaction.prepare("SELECT DISTINCT tags FROM " + schema.table() + " WHERE tags <> ''");
  bool found = false;
  while (TRY(statement.step())) {
    const auto tags = text::split(statement.text(0), ';');
    found = found || std::find(tags.begin(), tags.end(), code) != tags.end();
  }
  return found;
}

Result<void> drop_column(store::Transaction& transaction, const Schema& schema,
                         const std::string& name, std::string_view error) {
  const std::string table = schema.table();
  if (TRY(holds(transaction,
                "SELECT 1 FROM " + table + " WHERE \"" + name + "\" IS NOT NULL LIMIT 1"))) {
    return fail(ErrorKind::conflict, error, {{"ledger", schema.name}, {"field", name}});
  }
  TRY(transaction.execute("ALTER TABLE " + table + " DROP COLUMN \"" + name + "\""));
  TRY(transaction.run(drop_column_sql, schema.name, name));
  return {};
}

Result<void> note_column(store::Transaction& transaction, const Schema& schema,
                         const Field& field) {
  TRY(transaction.run(add_column_sql, schema.name, field.name, field_type_name(field.type)));
  return {};
}

}  // namespace

// A list goes through the days, newest first, or where few units are wanted of many, through the
// days of each. Both have all that it asks of records it passes over. Most records are approved;
// who asks for others shall not look at those.
Result<void> make_list_indexes(store::Transaction& transaction, const Schema& schema,
                               bool by_unit) {
  const std::string table = schema.table();
  const auto make = [&](std::string_view name, std::string_view what) {
    return transaction.execute("CREATE INDEX IF NOT EXISTS " + table + std::string(name) + " ON " +
                               table + std::string(what));
  };
  TRY(make("_by_day", " (on_day, id, unit);"));
  if (by_unit) TRY(make("_by_unit", " (unit, on_day, id);"));
  return make("_open", " (state, on_day, id, unit) WHERE state <> 'approved';");
}

Result<void> drop_list_indexes(store::Transaction& transaction, const Schema& schema) {
  TRY(transaction.execute("DROP INDEX " + schema.table() + "_by_day;"));
  return transaction.execute("DROP INDEX IF EXISTS " + schema.table() + "_by_unit;");
}

Result<bool> is_empty(store::Transaction& transaction, const Schema& schema) {
  return !TRY(holds(transaction, "SELECT 1 FROM " + schema.table() + " LIMIT 1"));
}

Result<bool> table_fits(store::Transaction& transaction, const Schema& schema) {
  const auto present = TRY(columns_of(transaction, schema));
  return std::all_of(schema.fields.begin(), schema.fields.end(), [&](const Field& field) {
    const auto found = present.find(field.name);
    return found != present.end() && found->second == field_type_name(field.type);
  });
}

Result<void> shape_table(store::Transaction& transaction, const Schema& schema) {
  const auto present = TRY(columns_of(transaction, schema));
  if (present.empty()) TRY(transaction.execute(create_sql(schema)));
  TRY(make_list_indexes(transaction, schema, true));
  if (present.empty()) {
    TRY(transaction.execute("CREATE INDEX " + schema.table() + "_by_double ON " + schema.table() +
                            " (duplicate_key) WHERE duplicate_key IS NOT NULL;"));
    for (const Field& field : schema.fields) TRY(note_column(transaction, schema, field));
    return {};
  }
  for (const auto& [name, type] : present) {
    const int index = schema.field_index(name);
    if (index < 0) {
      TRY(drop_column(transaction, schema, name, "schema.field_in_use"));
    } else if (field_type_name(schema.fields[static_cast<std::size_t>(index)].type) != type) {
      TRY(drop_column(transaction, schema, name, "schema.type_change"));
    }
  }
  for (const Field& field : schema.fields) {
    const auto found = present.find(field.name);
    if (found != present.end() && found->second == field_type_name(field.type)) continue;
    TRY(transaction.execute("ALTER TABLE " + schema.table() + " ADD COLUMN " + column_of(field)));
    TRY(note_column(transaction, schema, field));
  }
  return {};
}

Result<void> require_codes(store::Transaction& transaction, const SchemaSet& before,
                           const SchemaSet& after) {
  for (const Schema& schema : before.all()) {
    const Schema* now = after.find(schema.name);
    for (const Field& field : schema.fields) {
      const int index = now == nullptr ? -1 : now->field_index(field.name);
      // What became of the field itself is shape_table()'s to judge.
      if (index < 0 || now->fields[static_cast<std::size_t>(index)].type != field.type) continue;
      for (const Choice& choice : field.choices) {
        if (now->fields[static_cast<std::size_t>(index)].choice(choice.code) != nullptr) continue;
        if (!TRY(holds_code(transaction, schema, field, choice.code))) continue;
        return fail(ErrorKind::conflict, "schema.choice_in_use",
                    {{"ledger", schema.name}, {"field", field.name}, {"code", choice.code}});
      }
    }
    if (now == nullptr) continue;
    for (const Tag& tag : before.tags()) {
      if (after.tag(tag.code) != nullptr || !TRY(holds_tag(transaction, schema, tag.code)))
        continue;
      return fail(ErrorKind::conflict, "schema.tag_in_use",
                  {{"ledger", schema.name}, {"code", tag.code}});
    }
  }
  return {};
}

Result<void> drop_tables(store::Transaction& transaction,
                         const std::function<bool(std::string_view ledger)>& stays) {
  std::vector<std::string> gone;
  store::Statement& ledgers = transaction.prepare(ledgers_sql);
  while (TRY(ledgers.step())) {
    if (!stays(ledgers.text(0))) gone.emplace_back(ledgers.text(0));
  }
  for (const std::string& ledger : gone) {
    if (TRY(holds(transaction, "SELECT 1 FROM rec_" + ledger + " LIMIT 1"))) {
      return fail(ErrorKind::conflict, "schema.ledger_in_use", {{"ledger", ledger}});
    }
    TRY(transaction.execute("DROP TABLE rec_" + ledger));
    TRY(transaction.run(drop_ledger_sql, ledger));
  }
  return {};
}

}  // namespace youju::ledger
