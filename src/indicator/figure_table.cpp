// A figure split twice: the names of its parts are joined, and each is asked for itself.
#include <youju/base/limits.h>
#include <youju/indicator/calculator.h>

#include <algorithm>

namespace youju::indicator {
namespace {

// Of two splits of the same kind one would undo the other.
std::string_view kind_of(std::string_view by) {
  if (is_by_units(by)) return "unit";
  return by == "month" || by == "quarter" || by == "year" ? "time" : by;
}

FigureName joined_name(const FigureName& whole, const FigureName& row, const FigureName& column) {
  FigureName name = row;
  if (column.unit != whole.unit) name.unit = column.unit;
  if (column.period != whole.period) name.period = column.period;
  for (const auto& condition : column.filter) {
    if (std::find(name.filter.begin(), name.filter.end(), condition) == name.filter.end()) {
      name.filter.push_back(condition);
    }
  }
  std::sort(name.filter.begin(), name.filter.end());
  return name;
}

bool known(const Figure& figure) { return figure.kind != FigureKind::missing; }

}  // namespace

Result<void> check_cells(std::size_t cells) {
  if (cells <= limits::figure_table_cells_max) return {};
  return fail(ErrorKind::too_large, "figure.table_too_large",
              {{"max", std::to_string(limits::figure_table_cells_max)}});
}

Result<FigureTable> Calculator::table(const FigureName& name, std::string_view rows,
                                      std::string_view columns) {
  if (kind_of(rows) == kind_of(columns)) {
    return fail(ErrorKind::bad_usage, "figure.bad_table",
                {{"rows", std::string(rows)}, {"columns", std::string(columns)}});
  }
  const std::vector<FigureName> downwards = TRY(part_names(name, rows));
  const std::vector<FigureName> across = TRY(part_names(name, columns));
  TRY(check_cells(downwards.size() * across.size()));
  // Copies: what is remembered may move while more is asked.
  std::vector<std::vector<Figure>> all;
  std::vector<bool> row_known, column_known(across.size(), false);
  for (const FigureName& row : downwards) {
    std::vector<Figure> cells;
    bool any = known(remembered(row));
    for (std::size_t at = 0; at < across.size(); ++at) {
      cells.push_back(remembered(joined_name(name, row, across[at])));
      if (!known(cells.back())) continue;
      any = true;
      column_known[at] = true;
    }
    all.push_back(std::move(cells));
    row_known.push_back(any);
  }
  FigureTable table;
  table.whole = remembered(name);
  for (std::size_t at = 0; at < across.size(); ++at) {
    Figure total = remembered(across[at]);
    column_known[at] = column_known[at] || known(total);
    if (column_known[at]) table.columns.push_back(std::move(total));
  }
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (!row_known[row]) continue;
    table.rows.push_back(remembered(downwards[row]));
    for (std::size_t at = 0; at < across.size(); ++at) {
      if (column_known[at]) table.cells.push_back(std::move(all[row][at]));
    }
  }
  return table;
}

}  // namespace youju::indicator
