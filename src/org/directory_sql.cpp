#include <youju/base/limits.h>
#include <youju/org/account_rows.h>
#include <youju/org/projection.h>
#include <youju/org/unit_book.h>
#include <youju/store/database.h>

namespace youju::org {

namespace {

constexpr std::string_view migration_1 = R"(
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL
) {strict};
CREATE TABLE unit_edge (
  unit INTEGER NOT NULL REFERENCES unit (id),
  parent INTEGER REFERENCES unit (id),
  from_day {date} NOT NULL,
  until_day {date},
  PRIMARY KEY (unit, from_day)
) {strict};
CREATE TABLE person (
  login {text_pk},
  name TEXT NOT NULL
) {strict};
CREATE TABLE person_right (
  login TEXT NOT NULL REFERENCES person (login),
  role TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES unit (id),
  PRIMARY KEY (login, role, unit)
) {strict};
CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL
) {strict};
CREATE INDEX party_by_name ON party (name);
CREATE INDEX party_by_code ON party (code);
)";

constexpr std::string_view migration_3 = R"(
CREATE TABLE unit_former_name (
  unit INTEGER NOT NULL REFERENCES unit (id),
  until_day {date} NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  PRIMARY KEY (unit, until_day)
) {strict};
)";

constexpr std::string_view put_unit_sql =
    "INSERT INTO unit (id, code, name, short_name, kind) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, "
    "kind = excluded.kind";
constexpr std::string_view keep_name_sql =
    "INSERT INTO unit_former_name (unit, until_day, name, short_name) "
    "SELECT id, ?, name, short_name FROM unit WHERE id = ? ON CONFLICT DO NOTHING";
constexpr std::string_view former_names_sql =
    "SELECT unit, until_day, name, short_name FROM unit_former_name ORDER BY unit, until_day";
constexpr std::string_view put_edge_sql =
    "INSERT INTO unit_edge (unit, parent, from_day, until_day) VALUES (?, ?, ?, ?)";
constexpr std::string_view drop_edge_sql = "DELETE FROM unit_edge WHERE unit = ? AND from_day = ?";
constexpr std::string_view end_edge_sql =
    "UPDATE unit_edge SET until_day = ? "
    "WHERE unit = ? AND from_day < ? AND (until_day IS NULL OR until_day > ?)";
constexpr std::string_view put_person_sql =
    "INSERT INTO person (login, name) VALUES (?, ?) "
    "ON CONFLICT (login) DO UPDATE SET name = excluded.name";
constexpr std::string_view drop_rights_sql = "DELETE FROM person_right WHERE login = ?";
constexpr std::string_view put_right_sql =
    "INSERT INTO person_right (login, role, unit) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view put_party_sql =
    "INSERT INTO party (id, kind, name, code) VALUES (?, ?, ?, ?)";
constexpr std::string_view next_unit_sql = "SELECT coalesce(max(id), -1) + 1 FROM unit";
constexpr std::string_view next_party_sql = "SELECT coalesce(max(id), 0) + 1 FROM party";
constexpr std::string_view party_by_code_sql =
    "SELECT id, kind, name, code FROM party WHERE code = ? ORDER BY id LIMIT 1";
constexpr std::string_view party_by_name_sql =
    "SELECT id, kind, name, code FROM party WHERE name = ? ORDER BY id LIMIT 1";
constexpr std::string_view parties_sql = "SELECT id, kind, name, code FROM party ORDER BY id";
constexpr std::string_view units_sql =
    "SELECT id, code, name, short_name, kind FROM unit ORDER BY id";
constexpr std::string_view edges_sql =
    "SELECT unit, parent, from_day, until_day FROM unit_edge ORDER BY unit, from_day";
constexpr std::string_view people_sql =
    "SELECT person.login, person.name, person_right.role, person_right.unit "
    "FROM person LEFT JOIN person_right ON person_right.login = person.login "
    "ORDER BY person.login, person_right.role, person_right.unit";
constexpr std::string_view clear_sql =
    "DELETE FROM person_right; DELETE FROM person; DELETE FROM party; DELETE FROM unit_edge; "
    "DELETE FROM unit_former_name; DELETE FROM unit;";

Result<Party> party_of(store::Statement& row) {
  Party party;
  party.id = row.integer(0);
  party.kind = TRY(parse_party_kind(row.text(1)));
  party.name = row.text(2);
  party.code = row.text(3);
  return party;
}

Result<std::int64_t> one_number(store::Transaction& transaction, std::string_view sql) {
  store::Statement& statement = transaction.prepare(sql);
  CHECK(TRY(statement.step()));
  const std::int64_t number = statement.integer(0);
  statement.reset();
  return number;
}

// The columns of a row in one line; a NUL cannot stand in text, so it parts them.
void append_row(std::string& line, store::Statement& row, int columns) {
  for (int column = 0; column < columns; ++column) {
    line += '\0';
    if (!row.is_null(column)) line += row.text(column);
  }
}

Result<std::vector<Person>> read_people(store::Transaction& transaction) {
  std::vector<Person> found;
  store::Statement& people = transaction.prepare(people_sql);
  while (TRY(people.step())) {
    if (found.empty() || found.back().login != people.text(0)) {
      found.push_back({std::string(people.text(0)), std::string(people.text(1)), {}});
    }
    if (people.is_null(2)) continue;
    found.back().grants.push_back(
        {TRY(parse_role(people.text(2))), UnitId{static_cast<std::int32_t>(people.integer(3))}});
  }
  return found;
}

}  // namespace

std::vector<store::Migration> migrations() {
  return {{"org", 1, migration_1}, {"org", 2, account_migration()}, {"org", 3, migration_3}};
}

Result<void> put_unit(store::Transaction& transaction, const Unit& unit) {
  TRY(transaction.run(put_unit_sql, std::int64_t{unit.id.value}, unit.code, unit.name,
                      unit.short_name, unit_kind_name(unit.kind)));
  return {};
}

Result<void> keep_name(store::Transaction& transaction, UnitId unit, Day until) {
  TRY(transaction.run(keep_name_sql, until.to_string(), std::int64_t{unit.value}));
  return {};
}

Result<void> put_edge(store::Transaction& transaction, const UnitEdge& edge) {
  store::Statement& statement = transaction.prepare(put_edge_sql);
  statement.bind(0, std::int64_t{edge.unit.value});
  if (edge.parent) {
    statement.bind(1, std::int64_t{edge.parent->value});
  } else {
    statement.bind_null(1);
  }
  statement.bind(2, edge.from.to_string());
  if (edge.until) {
    statement.bind(3, edge.until->to_string());
  } else {
    statement.bind_null(3);
  }
  TRY(statement.run());
  return {};
}

Result<void> end_edge(store::Transaction& transaction, UnitId unit, Day day) {
  const std::string text = day.to_string();
  TRY(transaction.run(drop_edge_sql, std::int64_t{unit.value}, text));
  TRY(transaction.run(end_edge_sql, text, std::int64_t{unit.value}, text, text));
  return {};
}

Result<void> put_person(store::Transaction& transaction, const Person& person) {
  TRY(transaction.run(put_person_sql, person.login, person.name));
  TRY(transaction.run(drop_rights_sql, person.login));
  for (const Grant& grant : person.grants) {
    TRY(transaction.run(put_right_sql, person.login, role_name(grant.role),
                        std::int64_t{grant.scope.value}));
  }
  return {};
}

Result<void> put_party(store::Transaction& transaction, const Party& party) {
  TRY(transaction.run(put_party_sql, party.id, party_kind_name(party.kind), party.name,
                      party.code));
  return {};
}

Result<std::int64_t> next_unit_id(store::Transaction& transaction) {
  return one_number(transaction, next_unit_sql);
}

Result<std::int64_t> next_party_id(store::Transaction& transaction) {
  return one_number(transaction, next_party_sql);
}

Result<std::optional<Party>> find_party(store::Transaction& transaction,
                                        std::string_view name_or_code) {
  if (name_or_code.empty()) return std::optional<Party>();
  for (std::string_view sql : {party_by_code_sql, party_by_name_sql}) {
    store::Statement& statement = transaction.prepare(sql);
    statement.bind(0, name_or_code);
    if (TRY(statement.step())) {
      Party party = TRY(party_of(statement));
      statement.reset();
      return std::optional<Party>(std::move(party));
    }
  }
  return std::optional<Party>();
}

Result<void> each_party(store::Transaction& transaction,
                        const std::function<void(const Party&)>& each) {
  store::Statement& statement = transaction.prepare(parties_sql);
  while (TRY(statement.step())) each(TRY(party_of(statement)));
  return {};
}

Result<void> clear(store::Transaction& transaction) { return transaction.execute(clear_sql); }

Result<void> dump(store::Transaction& transaction,
                  const std::function<Result<void>(const std::string& line)>& each) {
  struct Table {
    std::string_view name, sql;
    int columns;
  };
  for (const Table& table : {Table{"unit", units_sql, 5}, Table{"unit_edge", edges_sql, 4},
                             Table{"unit_former_name", former_names_sql, 4},
                             Table{"person", people_sql, 4}, Table{"party", parties_sql, 4}}) {
    store::Statement& statement = transaction.prepare(table.sql);
    while (TRY(statement.step())) {
      std::string line(table.name);
      append_row(line, statement, table.columns);
      TRY(each(line));
    }
  }
  return {};
}

Result<std::shared_ptr<const Directory>> Directory::load(store::Transaction& transaction) {
  auto directory = std::make_shared<Directory>();
  auto book = std::make_shared<UnitBook>();
  store::Statement& units = transaction.prepare(units_sql);
  while (TRY(units.step())) {
    book->add({UnitId{static_cast<std::int32_t>(units.integer(0))}, std::string(units.text(1)),
               std::string(units.text(2)), std::string(units.text(3)),
               TRY(parse_unit_kind(units.text(4)))});
  }
  book->sort();
  directory->book_ = std::move(book);
  store::Statement& edges = transaction.prepare(edges_sql);
  while (TRY(edges.step())) {
    UnitEdge edge;
    edge.unit = UnitId{static_cast<std::int32_t>(edges.integer(0))};
    if (!edges.is_null(1)) edge.parent = UnitId{static_cast<std::int32_t>(edges.integer(1))};
    edge.from = TRY(Day::parse(edges.text(2)));
    if (!edges.is_null(3)) edge.until = TRY(Day::parse(edges.text(3)));
    directory->edges_.push_back(edge);
  }
  store::Statement& names = transaction.prepare(former_names_sql);
  while (TRY(names.step())) {
    directory->former_names_.push_back({UnitId{static_cast<std::int32_t>(names.integer(0))},
                                        TRY(Day::parse(names.text(1))), std::string(names.text(2)),
                                        std::string(names.text(3))});
  }
  directory->people_ = TRY(read_people(transaction));
  directory->index();
  const std::vector<Day>& changes = directory->changes_;
  const bool is_small = directory->units().size() * changes.size() <=
                        static_cast<std::size_t>(limits::tree_positions_kept_max);
  if (!changes.empty()) TRY(directory->judge(is_small ? changes.front() : changes.back()));
  return std::shared_ptr<const Directory>(std::move(directory));
}

Result<std::shared_ptr<const Directory>> renew_people(store::Transaction& transaction,
                                                      const Directory& before) {
  auto next = std::make_shared<Directory>();
  next->book_ = before.book_;
  next->edges_ = before.edges_;
  next->former_names_ = before.former_names_;
  next->people_ = TRY(read_people(transaction));
  next->index();
  next->take_trees(before);
  return std::shared_ptr<const Directory>(std::move(next));
}

}  // namespace youju::org
