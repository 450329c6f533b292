// Units as people keep them: a sheet with titles of their own, names in the place of codes.
#include <youju/app/start.h>
#include <youju/base/catalogue.h>
#include <youju/base/csv.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace youju::app {
namespace {

constexpr std::array<std::string_view, 5> columns = {"code", "name", "short", "kind", "parent"};
constexpr std::size_t name_column = 1;
constexpr std::size_t code_bytes_max = 18;
constexpr int number_digits_min = 2;

// The titles under which a column is known, in both languages; alternatives are parted by bars.
bool is_title(std::string_view column, std::string_view cell) {
  const std::string folded = text::folded(cell);
  if (folded == column) return true;
  const std::string id = "app.unit_column." + std::string(column);
  for (const Language language : {Language::zh_cn, Language::en}) {
    const std::string titles = sentence(id, language);
    for (const std::string_view one : text::split(titles, '|')) {
      if (text::folded(one) == folded) return true;
    }
  }
  return false;
}

std::string kind_of(std::string_view cell) {
  if (cell.empty()) return std::string(org::unit_kind_name(org::UnitKind::association));
  for (int kind = 0; kind <= static_cast<int>(org::UnitKind::association); ++kind) {
    const std::string name(org::unit_kind_name(static_cast<org::UnitKind>(kind)));
    const std::string id = "web.unit_kind." + name;
    for (const Language language : {Language::zh_cn, Language::en}) {
      if (text::folded(sentence(id, language)) == text::folded(cell)) return name;
    }
  }
  return std::string(cell);  // org says what is wrong with it
}

struct Line {
  int number = 0;  // in the sheet
  std::array<std::string, columns.size()> cells;
};

class UnitReader {
 public:
  UnitReader(const org::Directory& directory, std::string parent)
      : directory_(directory), parent_(std::move(parent)) {
    for (const org::Unit& unit : directory.units()) {
      codes_.insert(unit.code);
      by_name_[text::folded(unit.name)] = unit.code;
    }
  }

  Result<bool> row(const ledger::GridRow& row) {
    if (row.cells.size() > columns_max || lines_.size() > rows_max) {
      return fail(ErrorKind::too_large, "app.unit_file_too_large",
                  {{"max", std::to_string(rows_max)}});
    }
    if (!has_header_) {
      find_header(row);
      return true;
    }
    Line line;
    line.number = row.number;
    for (std::size_t i = 0; i < row.cells.size() && i < targets_.size(); ++i) {
      if (targets_[i] < 0) continue;
      line.cells[static_cast<std::size_t>(targets_[i])] =
          text::to_half_width(text::trimmed(row.cells[i].text));
    }
    if (!line.cells[name_column].empty()) lines_.push_back(std::move(line));
    return true;
  }

  bool has_header() const { return has_header_; }

  // As units.csv, and the number of the row behind each of its lines.
  std::string csv() {
    for (Line& line : lines_) {
      if (!line.cells[0].empty()) note(line);
    }
    for (Line& line : lines_) complete(line);
    std::string out = "code,name,short,kind,parent\n";
    for (const Line& line : lines_) append_csv_row(out, {line.cells.begin(), line.cells.end()});
    return out;
  }

  // "units.csv:3" of the text above as the place in the file.
  std::string place(std::string_view where) const {
    std::size_t line = 0;
    const std::size_t colon = where.rfind(':');
    if (colon == std::string_view::npos) return std::string(where);
    std::from_chars(where.data() + colon + 1, where.data() + where.size(), line);
    if (line < 2 || line - 2 >= lines_.size()) return std::string(where);
    return office::cell_address(lines_[line - 2].number, 1);
  }

 private:
  static constexpr std::size_t columns_max = 64, rows_max = 20'000;

  void find_header(const ledger::GridRow& row) {
    std::vector<int> found(row.cells.size(), -1);
    bool has_name = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      for (std::size_t column = 0; column < columns.size(); ++column) {
        const int target = static_cast<int>(column);
        const bool taken = std::find(found.begin(), found.end(), target) != found.end();
        if (taken || !is_title(columns[column], row.cells[i].text)) continue;
        found[i] = target;
        has_name = has_name || column == name_column;
        break;
      }
    }
    if (!has_name) return;
    has_header_ = true;
    targets_ = std::move(found);
  }

  void note(const Line& line) {
    codes_.insert(line.cells[0]);
    by_name_[text::folded(line.cells[name_column])] = line.cells[0];
  }

  void complete(Line& line) {
    std::string& code = line.cells[0];
    std::string& above = line.cells[4];
    line.cells[3] = kind_of(line.cells[3]);
    // A unit that is known by its name is the same one: the file may come again.
    if (code.empty()) {
      const auto known = by_name_.find(text::folded(line.cells[name_column]));
      if (known != by_name_.end()) code = known->second;
    }
    if (above.empty()) {
      const bool is_root = root_of(code);
      if (code != parent_ && !is_root) above = parent_;
    } else if (!codes_.contains(above)) {
      const auto named = by_name_.find(text::folded(above));
      if (named != by_name_.end()) above = named->second;
    }
    if (!code.empty()) return;
    code = fresh_code(above);
    note(line);
  }

  bool root_of(const std::string& code) const {
    const auto unit = directory_.find(code);
    if (!unit) return false;
    const auto& edges = directory_.edges();
    return std::any_of(edges.begin(), edges.end(), [&](const org::UnitEdge& edge) {
      return edge.unit == *unit && !edge.parent && !edge.until;
    });
  }

  // "610522-01", the first that is free.
  std::string fresh_code(const std::string& above) {
    const std::string stem = (above.empty() ? "u" : above.substr(0, code_bytes_max - 6)) + "-";
    for (int number = ++last_[stem];; number = ++last_[stem]) {
      std::string digits = std::to_string(number);
      while (digits.size() < number_digits_min) digits.insert(0, "0");
      if (!codes_.contains(stem + digits)) return stem + digits;
    }
  }

  const org::Directory& directory_;
  std::string parent_;
  std::vector<int> targets_;  // by column of the sheet
  bool has_header_ = false;
  std::vector<Line> lines_;
  std::set<std::string> codes_;
  std::map<std::string, std::string> by_name_;  // folded name → code
  std::map<std::string, int> last_;             // number given below a stem
};

// Who administers a root would lose it if a file could put another unit above it.
Result<void> keep_roots(const org::Directory& directory, const std::vector<org::UnitRow>& rows,
                        const org::UnitTree& today) {
  for (const org::UnitRow& row : rows) {
    const auto unit = directory.find(row.code);
    if (!unit || row.parent.empty() || !today.has(*unit) || today.parent(*unit)) continue;
    return fail(ErrorKind::conflict, "app.unit_file_moves_root", {{"name", row.name}}, row.where);
  }
  return {};
}

}  // namespace

Result<UnitFile> read_unit_file(const Workspace& workspace, std::string_view bytes,
                                std::string_view name, std::string_view parent) {
  const auto directory = workspace.ledgers().directory();
  if (!parent.empty()) TRY(directory->find(parent));
  const ledger::Workbook workbook = TRY(ledger::Workbook::open(bytes, name));
  UnitReader reader(*directory, std::string(parent));
  TRY(workbook.read(0, [&](const ledger::GridRow& row) { return reader.row(row); }));
  if (!reader.has_header()) {
    return fail(ErrorKind::bad_input, "app.no_unit_column", {}, std::string(name));
  }
  auto rows = org::parse_units(reader.csv(), "units.csv", directory.get());
  if (!rows) {
    Error error = std::move(rows.error());
    const std::string place = reader.place(error.where);
    return fail(std::move(error).at(place));
  }
  UnitFile file;
  file.rows = std::move(*rows);
  for (org::UnitRow& row : file.rows) {
    row.where = reader.place(row.where);
    if (!directory->find(row.code)) ++file.added;
  }
  TRY(keep_roots(*directory, file.rows, *directory->tree(workspace.clock().today())));
  return file;
}

}  // namespace youju::app
