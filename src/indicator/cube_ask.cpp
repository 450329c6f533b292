#include <youju/indicator/cube_ask.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace youju::indicator {
namespace {

using Kind = Condition::Kind;

constexpr std::int32_t ever = -1000000;
constexpr std::size_t combinations_max = 256;

int month_of(Day day) { return day.year() * 12 + day.month() - 1; }

// The months [first, after) of an axis, as bits.
Uint128 months_between(int first, int after, int months) {
  first = std::clamp(first, 0, months);
  after = std::clamp(after, first, months);
  const auto below = [](int month) {
    return month >= 128 ? ~Uint128{0} : (Uint128{1} << month) - 1;
  };
  return below(after) & ~below(first);
}

}  // namespace

template <typename T>
std::optional<T> CubeAsker::told(std::optional<T> found) const {
  if (lacks_) return std::nullopt;
  return found;
}

CubeAsker::CubeAsker(const CubePicture& picture, const CubeRollups& rollups, const CubeQuery& query)
    : picture_(picture),
      rollups_(rollups),
      query_(query),
      aggregate_(*query.aggregate),
      schema_(*rollups.plan->schema),
      column_(schema_.field_index(aggregate_.field)) {
  const Day tree_day = query.period.last();
  const CubeUnits& units = *rollups.units;
  can_ = units.same(query.unit, tree_day) &&
         std::all_of(rollups.strays.begin(), rollups.strays.end(),
                     [&](const auto& stray) { return units.stands(stray.first, tree_day); });
  days_.first = query.period.first().number();
  days_.after = query.period.after().number();
  if (aggregate_.time != TimeMode::during) days_.first = ever;
  reports_ = days_;
  if (aggregate_.kind == AggregateKind::streak || aggregate_.kind == AggregateKind::latest) {
    days_.first = reports_.first = ever;
  }
  found_ = can_ && find_slice();
}

bool CubeAsker::find_slice() {
  const AggregateKind kind = aggregate_.kind;
  const bool adds =
      kind == AggregateKind::sum || kind == AggregateKind::max || kind == AggregateKind::latest;
  if (adds && rollups_.unfit.contains(column_)) return false;
  const CubePlan& plan = *rollups_.plan;
  const CubeConditions conditions = plan.conditions_of(aggregate_.where);
  if (!conditions.can) return false;
  const CubeSlice* const slice = plan.slice(conditions, aggregate_);
  if (slice == nullptr) return false;
  slice_ = static_cast<std::size_t>(slice - plan.slices.data());
  if (rollups_.shared_keys[slice_] > 0) return false;
  // Steps are told by their day within the axis alone.
  const CubeReports& axis = rollups_.reports;
  if (is_level() && (month_of(query_.period.last()) < axis.first_month ||
                     month_of(query_.period.last()) >= axis.first_month + axis.months)) {
    return false;
  }
  alone_ = conditions.alone;
  places_.resize(plan.dimensions.size());
  if (slice->kind != CubeSlice::Kind::latest) {
    for (const auto& [dimension, condition] : conditions.places) narrow(dimension, condition);
  }
  for (const auto& [field, value] : query_.filter) {
    if (!filter(field, value)) return false;
  }
  return combinations() <= combinations_max;
}

std::uint16_t CubeAsker::size(std::size_t dimension) const {
  const CubeDimension& found = rollups_.plan->dimensions[dimension];
  return found.column == CubeDimension::tags ? static_cast<std::uint16_t>(rollups_.tag_sets->size())
                                             : found.size;
}

bool CubeAsker::narrow(std::size_t dimension, const Condition& condition) {
  std::vector<std::uint16_t> kept;
  auto& places = places_[dimension];
  const std::uint16_t all = size(dimension);
  for (std::uint16_t place = 0; place < all; ++place) {
    const bool was = !places || std::find(places->begin(), places->end(), place) != places->end();
    if (was && fits(condition, rollups_.plan->dimensions[dimension], place)) kept.push_back(place);
  }
  places = std::move(kept);
  return true;
}

bool CubeAsker::filter(const std::string& field, const std::string& value) {
  const int dimension = rollups_.plan->dimension(field);
  if (dimension < 0) return false;
  Condition is;
  is.kind = field == "tag" ? Kind::tag : Kind::in;
  is.field = field;
  is.values = {value};
  return narrow(static_cast<std::size_t>(dimension), is);
}

// As Matcher (cube_scan.cpp) has it.
bool CubeAsker::fits(const Condition& condition, const CubeDimension& dimension,
                     std::uint16_t place) const {
  const auto part_fits = [&](const Condition& part) { return fits(part, dimension, place); };
  if (condition.kind == Kind::any) {
    return std::any_of(condition.parts.begin(), condition.parts.end(), part_fits);
  }
  if (condition.kind == Kind::none) {
    return std::none_of(condition.parts.begin(), condition.parts.end(), part_fits);
  }
  if (dimension.column == CubeDimension::tags) {
    const auto& set = picture_.dictionaries->tag_sets.at((*rollups_.tag_sets)[place]);
    return std::find(set.begin(), set.end(), condition.values.front()) != set.end();
  }
  const auto& choices = schema_.fields[static_cast<std::size_t>(dimension.column)].choices;
  const bool is_missing = place == choices.size();
  if (condition.kind == Kind::missing) return is_missing;
  if (condition.kind == Kind::given || is_missing) return !is_missing;
  const auto& values = condition.values;
  const bool is_in = std::find(values.begin(), values.end(), choices[place].code) != values.end();
  return condition.kind == Kind::compare && condition.op == Compare::not_equal ? !is_in : is_in;
}

std::size_t CubeAsker::combinations() const {
  std::size_t count = 1;
  for (const auto& places : places_) {
    if (places) count = std::min(count * places->size(), combinations_max + 1);
  }
  return count;
}

RollupQuery CubeAsker::rollup_query(Days days) const {
  RollupQuery query;
  query.unit = rollups_.units->place(query_.unit);
  query.first = days.first;
  query.after = days.after;
  query.alone = alone_;
  return query;
}

template <typename F>
void CubeAsker::each_combination(Days days, const Places& places, F&& use) const {
  RollupQuery query = rollup_query(days);
  const auto visit = [&](const auto& self, std::size_t dimension) -> void {
    if (dimension == places.size()) {
      use(query);
      return;
    }
    if (!places[dimension]) {
      self(self, dimension + 1);
      return;
    }
    for (const std::uint16_t place : *places[dimension]) {
      query.places[dimension] = place;
      self(self, dimension + 1);
    }
  };
  if (days.first < days.after) visit(visit, 0);
}

RollupTotals CubeAsker::ask(const RollupView& view, const RollupQuery& query) const {
  if (view.has_rows()) return view.totals(query);
  const std::optional<RollupTotals> known = view.totals_of_cells(query);
  lacks_ = lacks_ || !known;
  return known.value_or(RollupTotals());
}

const RollupView* CubeAsker::view_with_rows() const {
  if (view().has_rows()) return &view();
  lacks_ = true;
  return nullptr;
}

RollupTotals CubeAsker::totals(Days days, const Places& places) const {
  RollupTotals all;
  each_combination(days, places, [&](const RollupQuery& query) {
    const RollupTotals part = ask(view(), query);
    all.rows += part.rows;
    for (std::size_t m = 0; m < part.sums.size(); ++m) all.sums[m] += part.sums[m];
  });
  return all;
}

// What was there of stocks, in the filter or not.
RollupTotals CubeAsker::stocks() const { return totals(days_, Places(places_.size())); }

// How many rows there are where totals may be of steps.
std::int64_t CubeAsker::rows_of(const RollupTotals& totals) const {
  if (!is_level()) return totals.rows;
  const bool is_stock = slice().kind == CubeSlice::Kind::latest;
  const auto given = is_stock ? static_cast<std::size_t>(slice().measure(column_, true)) : every();
  return static_cast<std::int64_t>(totals.sums[given]);
}

std::int64_t CubeAsker::count(Days days) const { return rows_of(totals(days)); }

bool CubeAsker::any_report() const {
  RollupQuery query = rollup_query(reports_);
  query.alone = false;
  return ask(*rollups_.slices.front().view, query).rows > 0;
}

std::optional<bool> CubeAsker::any() const {
  if (!can_) return std::nullopt;
  return told(std::optional(any_report()));
}
std::optional<CubeAnswer> CubeAsker::answer() const { return told(find_answer()); }
std::optional<std::vector<RecordReference>> CubeAsker::records(std::size_t offset,
                                                               std::size_t rows) const {
  return told(find_records(offset, rows));
}
std::optional<std::vector<std::string>> CubeAsker::values(const std::string& field) const {
  return told(find_values(field));
}

std::optional<CubeAnswer> CubeAsker::find_answer() const {
  if (!found_) return std::nullopt;
  CubeAnswer answer;
  answer.nil_returns = static_cast<std::int64_t>(nil_returns_behind(picture_, query_).size());
  const bool is_stock = aggregate_.kind == AggregateKind::latest;
  answer.records = is_stock ? static_cast<std::int64_t>(stocks().sums[every()]) : count(days_);
  if (answer.records == 0 && answer.nil_returns == 0 && !any_report()) {
    answer.absence = Absence::not_reported;
    return answer;
  }
  if (schema_.expects) {
    std::optional<std::string> part = missing_part();
    if (!part) return std::nullopt;
    answer.part = std::move(*part);
    if (!answer.part.empty()) {
      answer.absence = Absence::incomplete;
      return answer;
    }
  }
  if (!fill(answer)) return std::nullopt;
  return answer;
}

// As Answerer::missing_part (cube_answer.cpp), from the months in which units have records.
std::optional<std::string> CubeAsker::missing_part() const {
  const std::vector<Period> parts = expected_parts(schema_, query_);
  if (parts.empty()) return "";
  const CubeReports& reports = rollups_.reports;
  const Day first = query_.period.first();
  const bool whole_months = first.day() == 1 && query_.period.after().day() == 1;
  if (reports.outside || !whole_months) return std::nullopt;
  const auto months_of = [&](const Period& period) {
    return months_between(month_of(period.first()) - reports.first_month,
                          month_of(period.after()) - reports.first_month, reports.months);
  };
  const Uint128 counting =
      months_between(reports_.first == ever ? 0 : month_of(first) - reports.first_month,
                     month_of(query_.period.after()) - reports.first_month, reports.months);
  const std::vector<ledger::Ledgers::NilReturn> nils = nil_returns_behind(picture_, query_);
  const auto has_nil = [&](std::int32_t unit, const Period& part) {
    return std::any_of(nils.begin(), nils.end(), [&](const auto& nil) {
      return nil.unit.value == unit && part.overlaps(nil.period);
    });
  };
  const auto lacks = [&](std::uint32_t place, const Period& part, Uint128 months) {
    if ((reports.of(place) & months) != 0) return false;
    const org::UnitId unit = rollups_.units->unit(place);
    return rollups_.units->stands(unit, part.last()) && !has_nil(unit.value, part);
  };
  const std::uint32_t asked = rollups_.units->place(query_.unit);
  const std::uint32_t last = rollups_.units->tree().last[asked];
  for (const Period& part : parts) {
    const Uint128 months = months_of(part);
    for (std::uint32_t place = asked; place <= last; ++place) {
      if ((reports.of(place) & counting) != 0 && lacks(place, part, months)) {
        return part.to_string();
      }
    }
    for (const auto& nil : nils) {
      if (lacks(rollups_.units->place(nil.unit), part, months)) return part.to_string();
    }
  }
  return "";
}

bool CubeAsker::fill(CubeAnswer& answer) const {
  switch (aggregate_.kind) {
    case AggregateKind::count:
      answer.value = Decimal(answer.records);
      return true;
    case AggregateKind::sum:
      sum(answer);
      return true;
    case AggregateKind::max:
      max(answer);
      return true;
    case AggregateKind::distinct:
      if (combinations() > 1) return false;  // one may be in several of them
      distinct(answer);
      return true;
    case AggregateKind::streak:
      answer.value = Decimal(streak());
      return true;
    case AggregateKind::first_day:
    case AggregateKind::last_day:
      if (const auto day = extreme_day(aggregate_.kind == AggregateKind::last_day)) {
        answer.value = Day::from_number(*day);
      } else {
        answer.absence = Absence::not_reported;
      }
      return true;
    case AggregateKind::latest:
      stock(answer);
      return true;
  }
  return false;
}

Decimal CubeAsker::number(Int128 scaled) const {
  const ledger::Field& field = schema_.fields[static_cast<std::size_t>(column_)];
  return Decimal::from_scaled(scaled, field.type == ledger::FieldType::decimal ? field.scale : 0);
}

void CubeAsker::sum(CubeAnswer& answer) const {
  const RollupTotals found = totals(days_);
  const auto values = static_cast<std::size_t>(slice().measure(column_, false));
  const auto given = static_cast<std::size_t>(slice().measure(column_, true));
  answer.incomplete = answer.records - static_cast<std::int64_t>(found.sums[given]);
  if (answer.records > 0 && found.sums[given] == 0) {
    answer.absence = Absence::no_values;
  } else {
    answer.value = number(found.sums[values]);
  }
}

// As Answerer::stock (cube_answer.cpp).
void CubeAsker::stock(CubeAnswer& answer) const {
  if (rows_of(stocks()) == 0) {
    answer.absence = Absence::no_values;
    return;
  }
  const RollupTotals found = totals(days_);
  answer.records = rows_of(found);
  answer.value = number(found.sums[static_cast<std::size_t>(slice().measure(column_, false))]);
}

void CubeAsker::max(CubeAnswer& answer) const {
  std::optional<std::int64_t> most;
  const RollupView* const rows = view_with_rows();
  if (rows == nullptr) return;
  each_combination(days_, [&](const RollupQuery& query) {
    const auto found =
        rows->extremes(query, slice().measure(column_, false), slice().measure(column_, true));
    if (found) most = std::max(most.value_or(found->most), found->most);
  });
  if (most) {
    answer.value = number(*most);
  } else {
    answer.absence = answer.records == 0 ? Absence::not_reported : Absence::no_values;
  }
}

void CubeAsker::distinct(CubeAnswer& answer) const {
  std::int64_t different = 0;
  Int128 with_one = 0;
  const RollupView* const rows = view_with_rows();
  if (rows == nullptr) return;
  each_combination(days_, [&](const RollupQuery& query) {
    different = rows->distinct(query);
    with_one = rows->totals(query).sums[static_cast<std::size_t>(slice().measure(column_, true))];
  });
  answer.incomplete = answer.records - static_cast<std::int64_t>(with_one);
  if (different == 0 && answer.records > 0) {
    answer.absence = Absence::no_values;
  } else {
    answer.value = Decimal(different);
  }
}

std::int64_t CubeAsker::streak() const {
  std::int64_t years = 0;
  // A period may end within its last year: what comes after does not count.
  for (int year = query_.period.last().year();; --year) {
    const Period whole = Period::year(year);
    const Days days{whole.first().number(), std::min(whole.after().number(), days_.after)};
    if (count(days) == 0) return years;
    ++years;
    if (year <= 1900) return years;
  }
}

// Halves the days until one is left.
std::optional<std::int32_t> CubeAsker::extreme_day(bool last) const {
  Days days = days_;
  days.first = std::max(days.first, -30000);  // no day is before 1900
  if (count(days) == 0) return std::nullopt;
  while (days.after - days.first > 1) {
    const std::int32_t middle = days.first + (days.after - days.first) / 2;
    const Days half = last ? Days{middle, days.after} : Days{days.first, middle};
    if (count(half) > 0) {
      days = half;
    } else {
      days = last ? Days{days.first, middle} : Days{middle, days.after};
    }
  }
  return days.first;
}

std::optional<std::vector<RecordReference>> CubeAsker::find_records(std::size_t offset,
                                                                    std::size_t rows) const {
  if (!found_ || is_level() || combinations() > 1 || aggregate_.kind == AggregateKind::max) {
    return std::nullopt;
  }
  const RollupView* const all = view_with_rows();
  std::vector<RecordReference> references;
  if (rows == 0 || all == nullptr) return references;
  const auto most = static_cast<std::size_t>(count(days_));
  if (offset >= most) return references;
  rows = std::min(rows, most - offset);
  Days days = days_;
  if (aggregate_.kind == AggregateKind::first_day || aggregate_.kind == AggregateKind::last_day) {
    const auto day = extreme_day(aggregate_.kind == AggregateKind::last_day);
    if (!day) return references;
    days = {*day, *day + 1};
  }
  // Rows of one day come by their numbers and are wanted by their ids: the last day whole.
  std::vector<RollupRow> found;
  each_combination(days, [&](const RollupQuery& query) {
    for (std::size_t wanted = offset + rows;; wanted *= 2) {
      found = all->newest(query, 0, wanted + 1);
      if (found.size() <= wanted || found.back().day != found[offset + rows - 1].day) break;
    }
  });
  const LedgerRows& ledger_rows = picture_.ledgers.at(schema_.name);
  const bool adds = aggregate_.kind == AggregateKind::sum;
  for (const RollupRow& row : found) {
    const Chunk& chunk = *ledger_rows.chunks[row.id / Chunk::rows_max];
    const std::size_t at = row.id % Chunk::rows_max;
    RecordReference reference{&schema_, chunk.ids[at], org::UnitId{chunk.units[at]},
                              Day::from_number(row.day), std::nullopt};
    if (adds) {
      reference.contribution =
          number(row.values[static_cast<std::size_t>(slice().measure(column_, false))]);
    }
    references.push_back(std::move(reference));
  }
  std::sort(references.begin(), references.end(), [](const auto& a, const auto& b) {
    return std::tie(b.on, b.id) < std::tie(a.on, a.id);
  });
  const std::size_t first = std::min(offset, references.size());
  references.erase(references.begin(), references.begin() + static_cast<std::ptrdiff_t>(first));
  references.resize(std::min(rows, references.size()));
  return references;
}

std::optional<std::vector<std::string>> CubeAsker::find_values(const std::string& field) const {
  const int dimension = found_ ? rollups_.plan->dimension(field) : -1;
  if (dimension < 0) return std::nullopt;
  std::vector<std::int64_t> counts(size(static_cast<std::size_t>(dimension)));
  const auto& asked = places_[static_cast<std::size_t>(dimension)];
  if (counts.size() * combinations() > combinations_max * (asked ? asked->size() : 1)) {
    return std::nullopt;
  }
  each_combination(days_, [&](RollupQuery query) {
    std::int32_t& place = query.places[static_cast<std::size_t>(dimension)];
    if (place != rollup_any) {
      counts[static_cast<std::size_t>(place)] += rows_of(ask(view(), query));
      return;
    }
    for (place = 0; static_cast<std::size_t>(place) < counts.size(); ++place) {
      counts[static_cast<std::size_t>(place)] += rows_of(ask(view(), query));
    }
  });
  std::vector<std::string> values;
  if (field != "tag") {
    const auto& choices =
        schema_.fields[static_cast<std::size_t>(schema_.field_index(field))].choices;
    for (std::size_t place = 0; place < choices.size(); ++place) {
      if (counts[place] > 0) values.push_back(choices[place].code);
    }
    return values;
  }
  std::map<std::string, std::int64_t> tags;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    if (counts[place] == 0) continue;
    const Cell set = (*rollups_.tag_sets)[place];
    for (const std::string& tag : picture_.dictionaries->tag_sets.at(set))
      tags[tag] += counts[place];
  }
  std::vector<std::pair<std::int64_t, std::string>> order;
  order.reserve(tags.size());
  for (const auto& [tag, count] : tags) order.emplace_back(-count, tag);
  std::sort(order.begin(), order.end());
  for (auto& [count, tag] : order) values.push_back(std::move(tag));
  return values;
}

}  // namespace youju::indicator
