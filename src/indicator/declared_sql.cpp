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

constexpr std::string_view select_declared =
    "SELECT name, value, qualifier, citation, note, owner, version, entered_by, entered_ms, seq "
    "FROM declared_figure ORDER BY name";

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

}  // namespace

std::vector<store::Migration> migrations() { return {{"indicator", 1, create_declared}}; }

const DeclaredFigure* DeclaredBook::find(const FigureName& name) const {
  const auto at = by_name.find(name.to_string());
  return at == by_name.end() ? nullptr : &at->second;
}

Result<std::shared_ptr<const DeclaredBook>> read_declared(store::Transaction& transaction) {
  auto book = std::make_shared<DeclaredBook>();
  store::Statement& rows = transaction.prepare(select_declared);
  while (TRY(rows.step())) {
    DeclaredFigure figure;
    const std::string name(rows.text(0));
    figure.name = TRY(FigureName::parse(name));
    if (!rows.is_null(1)) figure.value = TRY(Decimal::parse(rows.text(1)));
    figure.qualifier = TRY(parse_qualifier(rows.text(2)));
    figure.source.citation = std::string(rows.text(3));
    figure.source.note = std::string(rows.text(4));
    figure.owner = std::string(rows.text(5));
    figure.version = static_cast<int>(rows.integer(6));
    figure.source.entered_by = std::string(rows.text(7));
    figure.source.entered_ms = rows.integer(8);
    figure.seq = rows.integer(9);
    book->as_of = std::max(book->as_of, figure.seq);
    book->by_name.emplace(name, std::move(figure));
  }
  return std::shared_ptr<const DeclaredBook>(std::move(book));
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
