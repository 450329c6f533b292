// Targets and milestones of an example or an export.
#include <youju/base/csv.h>
#include <youju/base/text.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <utility>

namespace youju::plan {
namespace {

// A csv file by the names of its columns.
class Table {
 public:
  static Result<Table> read(std::string_view csv) {
    Table table;
    table.rows_ = TRY(parse_csv(csv));
    if (table.rows_.empty()) return table;
    for (std::size_t index = 0; index < table.rows_.front().cells.size(); ++index) {
      table.columns_.emplace(text::trimmed(table.rows_.front().cells[index]), index);
    }
    return table;
  }
  std::size_t rows() const { return rows_.empty() ? 0 : rows_.size() - 1; }
  std::int64_t line(std::size_t row) const {
    return static_cast<std::int64_t>(rows_[row + 1].line);
  }
  bool has(std::string_view column) const { return columns_.find(column) != columns_.end(); }
  std::size_t columns() const { return columns_.size(); }
  std::string cell(std::size_t row, std::string_view column) const {
    const auto at = columns_.find(column);
    const std::vector<std::string>& cells = rows_[row + 1].cells;
    if (at == columns_.end() || at->second >= cells.size()) return "";
    return std::string(text::trimmed(cells[at->second]));
  }

 private:
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

// The terms that a row states; none if it states nothing.
Result<std::optional<Terms>> terms_of(const Table& table, std::size_t row) {
  const std::string direction = table.cell(row, "direction"), each = table.cell(row, "each"),
                    counted = table.cell(row, "counted"), due = table.cell(row, "due"),
                    shares = table.cell(row, "shares");
  if (direction.empty() && each.empty() && counted.empty() && due.empty() && shares.empty()) {
    return std::nullopt;
  }
  Terms terms;
  if (!direction.empty()) terms.direction = TRY(parse_direction(direction));
  if (!each.empty()) terms.each = TRY(parse_part(each));
  if (!due.empty()) terms.due = TRY(Day::parse_loosely(due));
  terms.counted = counted;
  terms.shares = TRY(parse_shares(shares));
  return terms;
}

constexpr std::string_view milestone_columns[] = {"unit", "period",  "text", "owner",
                                                  "due",  "done_on", "note"};

}  // namespace

Result<std::int64_t> Plans::load_targets(const org::Access& access, std::string_view csv,
                                         std::string_view file) {
  const std::vector<indicator::Declaration> declarations =
      TRY(needs_.figures.parse_declarations(csv, file, indicator::Aspect::target));
  const Table table = TRY(Table::read(csv));
  Reader reader(needs_, access, needs_.clock.today());
  std::vector<indicator::FigureName> names;
  names.reserve(declarations.size());
  for (const indicator::Declaration& each : declarations) names.push_back(each.name);
  TRY(reader.learn(names));
  std::vector<Change> changes;
  for (std::size_t row = 0; row < declarations.size(); ++row) {
    Change change;
    change.declaration = declarations[row];
    const indicator::FigureName& name = change.declaration.name;
    const auto take = [&]() -> Result<void> {
      const indicator::Indicator* own = reader.indicators()->find(name.indicator);
      if (own == nullptr) {
        return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", name.indicator}});
      }
      const std::optional<Terms> stated = TRY(terms_of(table, row));
      const KeptTerms* kept = reader.kept(name);
      change.terms = stated ? *stated
                     : kept ? kept->terms
                            : default_terms(*own, change.declaration.value);
      if (kept != nullptr) change.terms.above = kept->terms.above;
      const std::string& counted = change.terms.counted;
      const indicator::Indicator* by = counted.empty() ? own : reader.indicators()->find(counted);
      if (by == nullptr) {
        return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", counted}});
      }
      if (!stated || !change.declaration.value) return {};
      return check_terms(change.terms, name.period, *change.declaration.value,
                         law_of(*by, *reader.indicators()));
    };
    if (Result<void> taken = take(); !taken) {
      return fail(std::move(taken.error()).at(change.declaration.where));
    }
    changes.push_back(std::move(change));
  }
  return write(access, changes);
}

Result<std::int64_t> Plans::load_milestones(const org::Access& access, std::string_view csv,
                                            std::string_view file) {
  std::int64_t changed = 0;
  const auto take = [&](const Table& table, std::size_t row) -> Result<void> {
    MilestoneText text;
    text.unit = table.cell(row, "unit");
    text.period = TRY(Period::parse(table.cell(row, "period")));
    text.text = table.cell(row, "text");
    text.owner = table.cell(row, "owner");
    if (!table.cell(row, "due").empty()) text.due = TRY(Day::parse_loosely(table.cell(row, "due")));
    const std::string done = table.cell(row, "done_on"), note = table.cell(row, "note");
    std::optional<Day> done_on;
    if (!done.empty()) done_on = TRY(Day::parse_loosely(done));
    const auto known =
        TRY(read_milestones(*needs_.ledgers.database().read(), text.unit, text.period));
    const auto at = std::find_if(known.begin(), known.end(), [&](const Milestone& each) {
      return !each.dropped && each.text == text.text;
    });
    Uuid id;
    int version = 1;
    if (at == known.end()) {
      id = TRY(add_milestone(access, text));
      ++changed;
    } else {
      id = at->id;
      version = at->version;
      if (at->owner != text.owner || at->due != text.due) {
        version = TRY(change_milestone(access, id, version, text, false));
        ++changed;
      }
      if (at->done_on == done_on && at->note == note) return {};
    }
    if (at == known.end() && !done_on) return {};
    TRY(finish_milestone(access, id, version, done_on, note));
    return {};
  };
  const auto load = [&]() -> Result<void> {
    const Table table = TRY(Table::read(csv));
    for (const std::string_view column : milestone_columns) {
      if (!table.has(column) || table.columns() != std::size(milestone_columns)) {
        return fail(ErrorKind::bad_input, "plan.milestone_header", {}, "1");
      }
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (Result<void> taken = take(table, row); !taken) {
        return fail(std::move(taken.error()).at(std::to_string(table.line(row))));
      }
    }
    return {};
  };
  if (Result<void> loaded = load(); !loaded) return fail(std::move(loaded.error()).at(file));
  return changed;
}

}  // namespace youju::plan
