#include <youju/narrative/composer.h>

#include <algorithm>
#include <utility>

namespace youju::narrative {
namespace {

// An order of values of one field; a missing value comes after all others.
bool comes_before(const ledger::Value& a, const ledger::Value& b, bool ascending) {
  if (ledger::is_missing(a) || ledger::is_missing(b)) return !ledger::is_missing(a);
  if (const auto* number = std::get_if<Decimal>(&a)) {
    const auto& other = std::get<Decimal>(b);
    return ascending ? *number < other : other < *number;
  }
  if (const auto* day = std::get_if<Day>(&a)) {
    const auto& other = std::get<Day>(b);
    return ascending ? *day < other : other < *day;
  }
  if (const auto* text = std::get_if<std::string>(&a)) {
    const auto& other = std::get<std::string>(b);
    return ascending ? *text < other : other < *text;
  }
  return false;
}

// How wide a text is set, in half characters: CJK (3 bytes and more in UTF-8) is twice as wide.
int set_width(std::string_view text) {
  int width = 0;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (code < 0x80) {
      width += 1;
    } else if (code >= 0xE0) {
      width += 2;
    }
  }
  return width;
}

// Columns as wide as what they hold, within bounds: a narrow one still shows its heading, a wide
// one breaks its lines rather than squeeze the others.
std::vector<int> widths_of(const Table& table) {
  constexpr int least = 8;
  constexpr int most = 36;
  std::vector<int> widths;
  int sum = 0;
  for (std::size_t column = 0; column < table.header.size(); ++column) {
    int width = set_width(table.header[column]);
    for (const std::vector<Line>& row : table.rows) {
      for (const Inline& part : row[column]) {
        if (const auto* text = std::get_if<Text>(&part)) {
          width = std::max(width, set_width(text->text));
        }
      }
    }
    constexpr int margins = 3;  // of a cell
    widths.push_back(std::clamp(width, least, most) + margins);
    sum += widths.back();
  }
  for (int& width : widths) width = width * 1000 / sum;
  return widths;
}

}  // namespace

Result<std::vector<ledger::Record>> Composer::records(const FigureExpression& figure,
                                                      const std::string& by, bool ascending) {
  const indicator::FigureName name = TRY(name_of(figure));
  const std::vector<indicator::RecordReference> references =
      TRY(figures_.records(name, 0, std::numeric_limits<std::size_t>::max()));
  std::vector<ledger::Record> records;
  records.reserve(references.size());
  for (const indicator::RecordReference& reference : references) {
    records.push_back(TRY(ledgers_.record(access_, reference.schema->name, reference.id)));
  }
  if (by.empty()) {
    // References come newest first.
    if (ascending) std::reverse(records.begin(), records.end());
    return records;
  }
  if (records.empty()) return records;
  const int index = references.front().schema->field_index(by);
  CHECK(index >= 0);  // the template was checked
  const auto field = static_cast<std::size_t>(index);
  std::stable_sort(records.begin(), records.end(),
                   [&](const ledger::Record& a, const ledger::Record& b) {
                     return comes_before(a.values[field], b.values[field], ascending);
                   });
  return records;
}

std::string Composer::show(const ledger::Schema& schema, const ledger::Record& record,
                           const std::string& column) const {
  if (column == "unit") return figures_.directory().unit(record.unit).short_name;
  if (column == "on") return record.on.to_string();
  const int index = schema.field_index(column);
  CHECK(index >= 0);  // the template was checked
  const ledger::Field& field = schema.fields[static_cast<std::size_t>(index)];
  if (field.is_private) return "";
  return ledgers_.show(field, record.values[static_cast<std::size_t>(index)], request_.language);
}

Result<void> Composer::table(const TableBlock& block) {
  const indicator::Figure whole = TRY(ask(block.figure));
  const auto* aggregate = std::get_if<indicator::Aggregate>(&whole.indicator->value);
  const ledger::Schema* schema = ledgers_.schemas()->find(aggregate->ledger);
  Table table;
  table.title = block.title;
  for (const std::string& column : block.columns) {
    const int index = schema->field_index(column);
    table.numeric.push_back(false);
    if (index < 0) {
      table.header.push_back(say("narrative.column." + column));
      continue;
    }
    const ledger::Field& field = schema->fields[static_cast<std::size_t>(index)];
    table.header.push_back(field.title.in(request_.language));
    table.numeric.back() =
        field.type == ledger::FieldType::integer || field.type == ledger::FieldType::decimal;
  }
  const bool by_day = block.by.empty();
  for (const ledger::Record& record :
       TRY(records(block.figure, block.by, block.ascending || by_day))) {
    if (block.top > 0 && static_cast<std::int64_t>(table.rows.size()) == block.top) break;
    std::vector<Line> row;
    row.reserve(block.columns.size());
    for (const std::string& column : block.columns) {
      row.push_back({Text{show(*schema, record, column), false}});
    }
    table.rows.push_back(std::move(row));
  }
  table.widths = widths_of(table);
  if (!table.rows.empty()) document_.blocks.emplace_back(std::move(table));
  return {};
}

// A reason that names a figure says what that figure is, not how programs call it.
Result<std::string> Composer::reason_of(const indicator::FromNothing& nothing) {
  std::string part = nothing.part;
  if (const Result<indicator::FigureName> name = indicator::FigureName::parse(part)) {
    part = title_of(TRY(figures_.figure(*name)));
  }
  return say(nothing.reason, {{"part", part}});
}

Result<std::string> Composer::ground_of(const indicator::Figure& figure) {
  if (const auto* records = std::get_if<indicator::FromRecords>(&figure.provenance)) {
    if (records->records == 0) {
      return records->nil_returns > 0
                 ? say("narrative.ground_nil", {{"count", std::to_string(records->nil_returns)}})
                 : say("narrative.ground_none_fits");
    }
    const std::vector<ErrorField> fields = {{"count", std::to_string(records->records)},
                                            {"incomplete", std::to_string(records->incomplete)}};
    return say(records->incomplete > 0 ? "narrative.ground_incomplete" : "narrative.ground_records",
               fields);
  }
  if (const auto* source = std::get_if<indicator::FromSource>(&figure.provenance)) {
    return source->source.citation;
  }
  if (const auto* operands = std::get_if<indicator::FromFigures>(&figure.provenance)) {
    std::vector<std::string> titles;
    for (const indicator::Figure& operand : operands->operands) {
      if (titles.size() == 3) break;
      titles.push_back(title_of(operand));
    }
    return say("narrative.ground_figures", {{"names", fmt::format("{}", fmt::join(titles, "、"))}});
  }
  const auto& nothing = std::get<indicator::FromNothing>(figure.provenance);
  return reason_of(nothing);
}

}  // namespace youju::narrative
