#include <youju/indicator/declared.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::indicator {
namespace {

constexpr std::string_view create_declared = R"(
CREATE TABLE declared_figure (
  name TEXT NOT NULL PRIMARY KEY,
  aspect TEXT NOT NULL,
  indicator TEXT NOT NULL,
  unit TEXT NOT NULL,
  first_day {date} NOT NULL,
  after_day {date} NOT NULL,
  filter TEXT NOT NULL,
  value {decimal},
  qualifier TEXT NOT NULL,
  citation TEXT NOT NULL,
  note TEXT NOT NULL,
  owner TEXT NOT NULL,
  version INTEGER NOT NULL,
  entered_by TEXT NOT NULL,
  entered_ms {instant} NOT NULL,
  seq {instant} NOT NULL
) {strict}
)";

#define YOUJU_DECLARED_COLUMNS                                                                  \
  "SELECT name, value, qualifier, citation, note, owner, version, entered_by, entered_ms, seq " \
  "FROM declared_figure "
constexpr std::string_view select_declared = YOUJU_DECLARED_COLUMNS "ORDER BY name";
constexpr std::string_view select_declared_of = YOUJU_DECLARED_COLUMNS "WHERE name = ?";
#undef YOUJU_DECLARED_COLUMNS

constexpr std::string_view upsert_declared =
    "INSERT INTO declared_figure (name, aspect, indicator, unit, first_day, after_day, filter, "
    "value, qualifier, citation, note, owner, version, entered_by, entered_ms, seq) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, qualifier = excluded.qualifier, "
    "citation = excluded.citation, note = excluded.note, owner = excluded.owner, "
    "version = excluded.version, entered_by = excluded.entered_by, "
    "entered_ms = excluded.entered_ms, seq = excluded.seq";

std::string filter_text(const Filter& filter) {
  std::string text;
  for (const auto& [field, value] : filter) {
    if (!text.empty()) text += ',';
    text += field;
    text += '=';
    text += value;
  }
  return text;
}

Result<DeclaredFigure> figure_of(store::Statement& row) {
  DeclaredFigure figure;
  figure.name = TRY(FigureName::parse(row.text(0)));
  if (!row.is_null(1)) figure.value = TRY(Decimal::parse(row.text(1)));
  figure.qualifier = TRY(parse_qualifier(row.text(2)));
  figure.source.citation = std::string(row.text(3));
  figure.source.note = std::string(row.text(4));
  figure.owner = std::string(row.text(5));
  figure.version = static_cast<int>(row.integer(6));
  figure.source.entered_by = std::string(row.text(7));
  figure.source.entered_ms = row.integer(8);
  figure.seq = row.integer(9);
  return figure;
}

}  // namespace

std::vector<store::Migration> migrations() { return {{"indicator", 1, create_declared}}; }

Result<std::shared_ptr<const DeclaredBook>> read_declared(store::Transaction& transaction) {
  std::vector<DeclaredFigure> all;
  store::Statement& rows = transaction.prepare(select_declared);
  while (TRY(rows.step())) all.push_back(TRY(figure_of(rows)));
  return DeclaredBook().with(std::move(all));
}

Result<std::optional<DeclaredFigure>> read_declared(store::Transaction& transaction,
                                                    const FigureName& name) {
  store::Statement& row = transaction.prepare(select_declared_of).bind(0, name.to_string());
  if (!TRY(row.step())) return std::nullopt;
  DeclaredFigure figure = TRY(figure_of(row));
  row.reset();
  return figure;
}

Result<void> write_declared(store::Transaction& transaction, const DeclaredFigure& figure) {
  const FigureName& name = figure.name;
  const std::optional<std::string> value =
      figure.value ? std::optional(figure.value->to_string()) : std::nullopt;
  TRY(transaction.run(
      upsert_declared, name.to_string(), name.aspect == Aspect::target ? "target" : "actual",
      name.indicator, name.unit, name.period.first().to_string(), name.period.after().to_string(),
      filter_text(name.filter), value, std::string(qualifier_name(figure.qualifier)),
      figure.source.citation, figure.source.note, figure.owner, figure.version,
      figure.source.entered_by, figure.source.entered_ms, figure.seq));
  return {};
}

}  // namespace youju::indicator
