#include <youju/indicator/list_totals.h>

namespace youju::indicator {

Result<std::optional<ledger::Ledgers::ListTotals>> list_totals(
    const Figures& figures, const ledger::Ledgers& ledgers, const Clock& clock,
    const org::Access& access, const ledger::Ledgers::ListQuery& query) {
  std::optional<ledger::Ledgers::ListTotals> totals;
  const auto schemas = ledgers.schemas();
  const ledger::Schema* const schema = schemas->find(query.ledger);
  CHECK(schema != nullptr);
  const auto directory = ledgers.directory();
  const auto today = directory->tree(clock.today());
  const bool is_one_tree = directory->tree(query.period.last()) == today &&
                           static_cast<std::size_t>(today->size()) == directory->units().size();
  if (!is_one_tree) return totals;
  const auto view = figures.view(access);
  totals.emplace();
  totals->records = TRY(view->count_records(query.ledger, query.unit, query.period));
  for (const ledger::Field& field : schema->fields) {
    const bool is_number =
        field.type == ledger::FieldType::integer || field.type == ledger::FieldType::decimal;
    if (!is_number) continue;
    const CubeAnswer sum =
        TRY(view->sum_records(query.ledger, field.name, query.unit, query.period));
    if (sum.absence == Absence::overflow) return std::optional<ledger::Ledgers::ListTotals>();
    // Where no record has a value there is no sum, not even 0.
    const auto* const number = std::get_if<Decimal>(&sum.value);
    if (number != nullptr && sum.records > sum.incomplete) totals->sums[field.name] = *number;
  }
  return totals;
}

}  // namespace youju::indicator
