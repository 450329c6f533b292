// Which numbers of a record are odd. The rule, in words for people: doc/odd_values.md.
#include <youju/indicator/calculator.h>

#include <algorithm>

namespace youju::indicator {
namespace {

// Fewer values have no usual range: a quarter of them would be one value.
constexpr std::size_t history_min = 8;
// The newest are enough to say what is usual, and old ones say it less well.
constexpr std::size_t history_max = 200;
constexpr int history_days = 3 * 365;
// A value is odd when it stands further outside the middle half than three times its width (Tukey's
// outer fence), and is also three times the median or a third of it: without the second a series
// that hardly varies would make a person look at every small change.
constexpr int fence = 3;
constexpr int times = 3;

// The value at a share of quarters of the sorted ones, the nearest below: always one that occurred.
const Decimal& quarter(const std::vector<Decimal>& sorted, std::size_t quarters) {
  return sorted[(sorted.size() - 1) * quarters / 4];
}

// Whether the value is odd among those; fills in what it was held against. Sums that do not fit are
// no reason to call anything odd.
Result<bool> judge(OddValue& odd, std::vector<Decimal> values) {
  std::sort(values.begin(), values.end());
  odd.records = static_cast<std::int64_t>(values.size());
  odd.low = quarter(values, 1);
  odd.middle = quarter(values, 2);
  odd.high = quarter(values, 3);
  const Decimal width = TRY(multiply(TRY(subtract(odd.high, odd.low)), Decimal(fence)));
  const Decimal middle_times = TRY(multiply(odd.middle, Decimal(times)));
  const Decimal value_times = TRY(multiply(odd.value, Decimal(times)));
  odd.is_high = odd.value > TRY(add(odd.high, width)) && odd.value > middle_times;
  const bool is_low = odd.value < TRY(subtract(odd.low, width)) && value_times < odd.middle;
  return odd.is_high || is_low;
}

struct Past {
  std::vector<Decimal> own, siblings;
};

void take(const RecordReference& reference, const ledger::Record& record, Past& past) {
  if (reference.id == record.id || !reference.contribution) return;
  auto& values = reference.unit == record.unit ? past.own : past.siblings;
  if (values.size() < history_max) values.push_back(*reference.contribution);
}

}  // namespace

Result<std::vector<OddValue>> Calculator::odd_values(const ledger::Schema& schema,
                                                     const ledger::Record& record,
                                                     bool reads_siblings) const {
  const auto tree = directory_->tree(today_);
  if (!tree->has(record.unit)) return std::vector<OddValue>();
  const auto parent = reads_siblings ? tree->parent(record.unit) : std::nullopt;
  const Day first = record.on.plus(-history_days);
  const Period before = TRY(Period::from_days(first, record.on));
  std::vector<OddValue> found;
  for (std::size_t index = 0; index < schema.fields.size(); ++index) {
    const ledger::Field& field = schema.fields[index];
    const auto* number = std::get_if<Decimal>(&record.values[index]);
    if (number == nullptr || field.is_private) continue;
    Aggregate sum;
    sum.kind = AggregateKind::sum;
    sum.ledger = schema.name;
    sum.field = field.name;
    sum.where.kind = Condition::Kind::given;  // where nothing was given, nothing can be compared
    sum.where.field = field.name;
    const CubeQuery query{&sum, parent.value_or(record.unit), before, {}, today_};
    Past past;
    // The subtree holds more than own and siblings; what is below the siblings counts as theirs.
    for (const RecordReference& each : cube_->records(query, 0, history_max * history_max)) {
      take(each, record, past);
    }
    OddValue odd;
    odd.field = field.name;
    odd.value = *number;
    odd.of_siblings = past.own.size() < history_min;
    std::vector<Decimal>& values = odd.of_siblings ? past.siblings : past.own;
    if (values.size() < history_min) continue;
    const Result<bool> is_odd = judge(odd, std::move(values));
    if (is_odd && *is_odd) found.push_back(std::move(odd));
  }
  return found;
}

}  // namespace youju::indicator
