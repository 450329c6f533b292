#include <youju/indicator/list_totals.h>

namespace youju::indicator {
namespace {

constexpr std::string_view id_before = "list_";

// A list asks the way figures are asked: for indicators of its own, a sum for each number field.
// Their ids end in the field's number, so that none is too long.
Result<std::shared_ptr<const IndicatorSet>> sums_of(const ledger::Schema& schema,
                                                    const ledger::SchemaSet& schemas) {
  std::string text = "indicators:\n";
  for (std::size_t index = 0; index < schema.fields.size(); ++index) {
    const ledger::Field& field = schema.fields[index];
    if (field.type != ledger::FieldType::integer && field.type != ledger::FieldType::decimal) {
      continue;
    }
    text += "  - {id: " + std::string(id_before) + std::to_string(index) +
            ", title: {zh-CN: x, en: x}, unit: x, value: sum " + field.name + " of " + schema.name +
            "}\n";
  }
  const ledger::PackFiles pack{
      "list",
      {{"indicators/list.yaml", text},
       {"pack.yaml", "pack: list\ntitle: {zh-CN: x, en: x}\nversion: 1\n"}}};
  return IndicatorSet::parse({pack}, schemas);
}

}  // namespace

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
  const auto indicators = sums_of(*schema, *schemas);
  if (!indicators) return totals;
  const auto view = figures.view(access, *indicators);
  totals.emplace();
  totals->records = TRY(view->count_records(query.ledger, query.unit, query.period));
  FigureName name;
  name.unit = directory->unit(query.unit).code;
  name.period = query.period;
  for (const Indicator& sum : (*indicators)->all()) {
    name.indicator = sum.id;
    const Figure found = TRY(view->figure(name));
    if (const auto* const nothing = std::get_if<FromNothing>(&found.provenance)) {
      const bool has_none =
          nothing->reason == "figure.not_reported" || nothing->reason == "figure.no_values";
      if (!has_none) return std::optional<ledger::Ledgers::ListTotals>();
      continue;
    }
    const auto& from = std::get<FromRecords>(found.provenance);
    // Where no record has a value there is no sum, not even 0.
    if (found.number() != nullptr && from.records > from.incomplete) {
      totals->sums[std::get<Aggregate>(sum.value).field] = *found.number();
    }
  }
  return totals;
}

}  // namespace youju::indicator
