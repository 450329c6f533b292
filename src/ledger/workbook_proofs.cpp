#include <youju/base/text.h>
#include <youju/ledger/workbook_proofs.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>

namespace youju::ledger {

namespace {
// A sheet with more rows of totals is no sheet that people read.
constexpr std::size_t marks_max = 5'000;

bool is_in(const std::vector<std::size_t>& list, std::size_t index) {
  return std::find(list.begin(), list.end(), index) != list.end();
}
}  // namespace

Totals::Totals(const FoundTable& table, const std::vector<std::size_t>& ticks,
               const std::vector<std::size_t>& skipped) {
  for (const TableColumn& one : table.columns) {
    const auto index = static_cast<std::size_t>(one.column) - 1;
    if (one.row_number || one.rate || is_in(skipped, index)) continue;
    columns_.push_back({&one, index, is_in(ticks, index), false, Decimal()});
  }
}

// In the unit of measure of the column.
std::optional<Decimal> Totals::value_of(const Column& column, const SheetCell& cell,
                                        bool& sound) const {
  const std::string_view text = text::trimmed(cell.text);
  if (cell.is_empty() || cell.filled || words::is_placeholder(text)) return std::nullopt;
  const auto number = words::number_of(text);
  if (!number || cell.kind == GridCell::Kind::date) {
    sound = false;
    return std::nullopt;
  }
  if (!number->measure) return number->value;
  const int power =
      number->measure->power - (column.column->measure ? column.column->measure->power : 0);
  const auto value = number->value.shifted(power);
  sound = sound && value.has_value();
  return value ? std::optional(*value) : std::nullopt;
}

void Totals::add_data(const SheetRow& row) {
  ++rows_;
  for (Column& column : columns_) {
    if (column.broken) continue;
    const SheetCell& cell = row.cells[column.index];
    if (column.tick) {
      if (words::tick_of(cell.text).value_or(false)) {
        column.sum = add(column.sum, Decimal(1)).value_or(column.sum);
      }
      continue;
    }
    bool sound = true;
    const auto value = value_of(column, cell, sound);
    if (value) {
      const auto sum = add(column.sum, *value);
      sound = sound && sum.has_value();
      if (sum) column.sum = *sum;
    }
    column.broken = !sound;
  }
}

void Totals::add_total(const SheetRow& row) {
  if (marks_.size() >= marks_max) {
    gave_up_ = true;
    return;
  }
  Mark mark;
  mark.row = row.number;
  mark.total = row.total;
  mark.label = text::trimmed(row.cells[row.label].text);
  mark.rows_before = rows_;
  for (const Column& column : columns_) {
    mark.sums_before.push_back(column.sum);
    bool sound = true;
    mark.stated.push_back(column.index == row.label
                              ? std::nullopt
                              : value_of(column, row.cells[column.index], sound));
  }
  marks_.push_back(std::move(mark));
}

Totals::Span Totals::between(const Mark* from, const Mark* to) const {
  Span span;
  span.rows = (to != nullptr ? to->rows_before : rows_) - (from != nullptr ? from->rows_before : 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Decimal& upper = to != nullptr ? to->sums_before[i] : columns_[i].sum;
    span.sums.push_back(
        from == nullptr ? upper : subtract(upper, from->sums_before[i]).value_or(Decimal()));
  }
  return span;
}

int Totals::agreeing(const Mark& mark, const Span& span) const {
  int count = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (mark.stated[i] && !columns_[i].broken && *mark.stated[i] == span.sums[i]) ++count;
  }
  return count;
}

// Totals stand below what they add up, or above it; one of a part reaches to the next one. Of the
// ways to read it, the one that explains the most figures is taken.
Totals::Span Totals::best_span(std::size_t at) const {
  const Mark& mark = marks_[at];
  const Mark* previous = at > 0 ? &marks_[at - 1] : nullptr;
  const Mark* next = at + 1 < marks_.size() ? &marks_[at + 1] : nullptr;
  const Mark* grand = nullptr;
  for (std::size_t i = 0; i < at; ++i) {
    if (marks_[i].total == words::Total::grand) grand = &marks_[i];
  }
  std::vector<Span> spans;
  if (mark.total == words::Total::grand) {
    spans = {between(nullptr, &mark), between(&mark, nullptr), between(nullptr, nullptr),
             between(grand, &mark)};
  } else {
    spans = {between(previous, &mark), between(&mark, next), between(grand, &mark),
             between(nullptr, &mark)};
  }
  std::erase_if(spans, [](const Span& span) { return span.rows == 0; });
  if (spans.empty()) return {};
  return *std::max_element(spans.begin(), spans.end(), [&](const Span& a, const Span& b) {
    return agreeing(mark, a) < agreeing(mark, b);
  });
}

std::vector<Proof> Totals::proofs(const std::string& place) const {
  std::vector<Proof> proofs;
  for (std::size_t at = 0; at < marks_.size(); ++at) {
    const Mark& mark = marks_[at];
    const Span span = best_span(at);
    if (span.rows == 0) continue;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!mark.stated[i] || columns_[i].broken) continue;
      proofs.push_back(
          {place + office::cell_address(mark.row, static_cast<int>(columns_[i].index) + 1),
           mark.label, columns_[i].column->title, *mark.stated[i], span.sums[i]});
    }
  }
  return proofs;
}

}  // namespace youju::ledger
