#include <youju/base/csv.h>
#include <youju/base/text.h>
#include <youju/org/directory.h>

#include <algorithm>
#include <unordered_map>

namespace youju::org {

namespace {

constexpr std::size_t code_bytes_max = 18;
constexpr std::size_t login_bytes_max = 40;

bool is_name_of(std::string_view text, std::string_view extra, std::size_t bytes_max) {
  return !text.empty() && text.size() <= bytes_max &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  extra.find(c) != std::string_view::npos;
         });
}

// A table whose first columns are fixed and whose last ones may be left out.
class Table {
 public:
  static Result<Table> read(std::string_view csv, std::string_view file,
                            const std::vector<std::string_view>& columns, std::size_t required) {
    Table table;
    table.file_ = file;
    const std::string text = TRY(text::decode(csv));
    auto rows = parse_csv(text);
    if (!rows) return fail(std::move(rows.error()).at(file));
    table.rows_ = std::move(*rows);
    std::string expected;
    for (std::string_view column : columns) {
      if (!expected.empty()) expected += ',';
      expected += column;
    }
    const bool right =
        !table.rows_.empty() && table.rows_[0].cells.size() >= required &&
        table.rows_[0].cells.size() <= columns.size() &&
        std::equal(table.rows_[0].cells.begin(), table.rows_[0].cells.end(), columns.begin(),
                   [](const std::string& a, std::string_view b) { return text::trimmed(a) == b; });
    if (!right) {
      return fail(ErrorKind::bad_input, "org.wrong_header", {{"expected", expected}},
                  std::string(file) + ":1");
    }
    return table;
  }

  std::size_t size() const { return rows_.size() - 1; }
  std::string cell(std::size_t row, std::size_t column) const {
    const auto& cells = rows_[row + 1].cells;
    return column < cells.size() ? std::string(text::trimmed(cells[column])) : std::string();
  }
  std::string where(std::size_t row) const {
    return file_ + ":" + std::to_string(rows_[row + 1].line);
  }

 private:
  std::string file_;
  std::vector<CsvRow> rows_;
};

Result<std::optional<Day>> optional_day(const std::string& text, const std::string& where) {
  if (text.empty()) return std::optional<Day>();
  auto day = Day::parse_loosely(text);
  if (!day) return fail(std::move(day.error()).at(where));
  return std::optional<Day>(*day);
}

Result<UnitRow> unit_row(const Table& table, std::size_t i) {
  UnitRow row;
  row.where = table.where(i);
  row.code = table.cell(i, 0);
  row.name = table.cell(i, 1);
  row.short_name = table.cell(i, 2);
  row.parent = table.cell(i, 4);
  if (!is_name_of(row.code, "-", code_bytes_max)) {
    return fail(ErrorKind::bad_input, "org.bad_code", {{"code", row.code}}, row.where);
  }
  if (row.name.empty()) {
    return fail(ErrorKind::bad_input, "org.empty_name", {{"code", row.code}}, row.where);
  }
  if (row.short_name.empty()) row.short_name = row.name;
  auto kind = parse_unit_kind(table.cell(i, 3));
  if (!kind) return fail(std::move(kind.error()).at(row.where));
  row.kind = *kind;
  row.from = TRY(optional_day(table.cell(i, 5), row.where));
  row.until = TRY(optional_day(table.cell(i, 6), row.where));
  if (row.from && row.until && *row.until <= *row.from) {
    return fail(ErrorKind::bad_input, "org.backwards", {{"code", row.code}}, row.where);
  }
  return row;
}

// Rows in the order parent before child; what is left over when nothing more can be placed hangs
// in a loop.
Result<std::vector<UnitRow>> parents_first(std::vector<UnitRow> rows,
                                           const std::unordered_map<std::string, std::size_t>& at) {
  std::vector<std::vector<std::size_t>> children(rows.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto parent = at.find(rows[i].parent);
    if (rows[i].parent.empty() || parent == at.end()) {
      order.push_back(i);
    } else {
      children[parent->second].push_back(i);
    }
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    const auto& below = children[order[next]];
    order.insert(order.end(), below.begin(), below.end());
  }
  std::vector<bool> placed(rows.size(), false);
  for (std::size_t i : order) placed[i] = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (placed[i]) continue;
    return fail(ErrorKind::bad_input, "org.unit_loop", {{"code", rows[i].code}}, rows[i].where);
  }
  std::vector<UnitRow> sorted;
  sorted.reserve(rows.size());
  for (std::size_t i : order) sorted.push_back(std::move(rows[i]));
  return sorted;
}

}  // namespace

Result<std::vector<UnitRow>> parse_units(std::string_view csv, std::string_view file,
                                         const Directory* known) {
  const Table table =
      TRY(Table::read(csv, file, {"code", "name", "short", "kind", "parent", "from", "until"}, 5));
  std::vector<UnitRow> rows;
  std::unordered_map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < table.size(); ++i) {
    rows.push_back(TRY(unit_row(table, i)));
    if (!at.emplace(rows.back().code, i).second) {
      return fail(ErrorKind::bad_input, "org.duplicate_code", {{"code", rows.back().code}},
                  rows.back().where);
    }
  }
  for (const UnitRow& row : rows) {
    if (row.parent.empty() || at.contains(row.parent)) continue;
    if (known == nullptr || !known->find(row.parent)) {
      return fail(ErrorKind::bad_input, "org.unknown_parent",
                  {{"code", row.code}, {"parent", row.parent}}, row.where);
    }
  }
  return parents_first(std::move(rows), at);
}

Result<void> check_unit_code(std::string_view code) {
  if (is_name_of(code, "-", code_bytes_max)) return {};
  return fail(ErrorKind::bad_input, "org.bad_code", {{"code", std::string(code)}});
}

Result<void> check_login(std::string_view login) {
  if (is_name_of(login, "._-", login_bytes_max)) return {};
  return fail(ErrorKind::bad_input, "org.bad_login", {{"login", std::string(login)}});
}

Result<std::vector<Person>> parse_people(std::string_view csv, std::string_view file,
                                         const Directory& directory) {
  const Table table = TRY(Table::read(csv, file, {"login", "name", "role", "unit"}, 4));
  std::vector<Person> people;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string login = table.cell(i, 0);
    auto named = check_login(login);
    if (!named) return fail(std::move(named.error()).at(table.where(i)));
    auto role = parse_role(table.cell(i, 2));
    if (!role) return fail(std::move(role.error()).at(table.where(i)));
    auto unit = directory.find(table.cell(i, 3));
    if (!unit) return fail(std::move(unit.error()).at(table.where(i)));
    auto person = std::find_if(people.begin(), people.end(),
                               [&](const Person& known) { return known.login == login; });
    if (person == people.end()) person = people.insert(people.end(), {login, table.cell(i, 1), {}});
    person->grants.push_back({*role, *unit});
  }
  return people;
}

}  // namespace youju::org
