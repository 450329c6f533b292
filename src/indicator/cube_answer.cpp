#include <youju/indicator/cube_answer.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace youju::indicator {
namespace {

using ledger::Field;
using ledger::FieldType;

// One query over one ledger's rows that fit.
class Answerer {
 public:
  Answerer(const CubePicture& picture, const CubeQuery& query)
      : picture_(picture),
        query_(query),
        aggregate_(*query.aggregate),
        schema_(known(picture.schemas->find(aggregate_.ledger))),
        field_(schema_.field_index(aggregate_.field)),
        key_(schema_.field_index(aggregate_.key)),
        scan_(scan(picture, query)) {}

  const ledger::Schema& schema() const { return schema_; }
  const Scan& rows() const { return scan_; }

  Cell cell(const Hit& hit, int column) const {
    if (column < 0) return hit.unit();  // no field named: the unit of the record
    return hit.chunk->cell(hit.row, static_cast<std::size_t>(column), schema_.fields.size());
  }
  Decimal number(const Hit& hit) const {
    return number_in(schema_.fields[static_cast<std::size_t>(field_)], cell(hit, field_),
                     *picture_.dictionaries);
  }

  // What a row gives to the value.
  Cell given(const Hit& hit) const {
    switch (aggregate_.kind) {
      case AggregateKind::count:
        return 0;
      case AggregateKind::streak:
        return Day::from_number(hit.day()).year();
      case AggregateKind::first_day:
      case AggregateKind::last_day:
        return hit.day();
      default:
        return cell(hit, field_);
    }
  }

  CubeAnswer answer() const {
    CubeAnswer answer;
    answer.records = static_cast<std::int64_t>(scan_.hits.size());
    answer.nil_returns = static_cast<std::int64_t>(nil_returns().size());
    if (!scan_.any && answer.nil_returns == 0) {
      answer.absence = Absence::not_reported;
      return answer;
    }
    if (schema_.expects) {
      answer.part = missing_part();
      if (!answer.part.empty()) {
        answer.absence = Absence::incomplete;
        return answer;
      }
    }
    fill(answer);
    return answer;
  }

  std::vector<ledger::Ledgers::NilReturn> nil_returns() const {
    return nil_returns_behind(picture_, query_);
  }

  // The rows that decide the value.
  std::vector<Hit> winners() const {
    switch (aggregate_.kind) {
      case AggregateKind::latest:
        return latest();
      case AggregateKind::max:
        return extreme([this](const Hit& a, const Hit& b) { return number(a) < number(b); });
      case AggregateKind::first_day:
        return on_day(extreme_day(false));
      case AggregateKind::last_day:
        return on_day(extreme_day(true));
      default:
        return scan_.hits;
    }
  }

 private:
  static const ledger::Schema& known(const ledger::Schema* schema) {
    CHECK(schema != nullptr);  // definitions are checked against the ledgers
    return *schema;
  }

  void fill(CubeAnswer& answer) const {
    switch (aggregate_.kind) {
      case AggregateKind::count:
        answer.value = Decimal(answer.records);
        return;
      case AggregateKind::sum:
        return sum(answer, scan_.hits);
      case AggregateKind::latest:
        return stock(answer);
      case AggregateKind::max:
        return max(answer);
      case AggregateKind::distinct:
        return distinct(answer);
      case AggregateKind::streak:
        answer.value = Decimal(streak());
        return;
      case AggregateKind::first_day:
      case AggregateKind::last_day:
        if (scan_.hits.empty()) {
          answer.absence = Absence::not_reported;
        } else {
          const bool last = aggregate_.kind == AggregateKind::last_day;
          answer.value = Day::from_number(extreme_day(last));
        }
        return;
    }
  }

  void sum(CubeAnswer& answer, const std::vector<Hit>& hits) const {
    Decimal total;
    std::int64_t with_value = 0;
    for (const Hit& hit : hits) {
      if (cell(hit, field_) == missing_cell) continue;
      const Result<Decimal> next = add(total, number(hit));
      if (!next) {
        answer.absence = Absence::overflow;
        return;
      }
      total = *next;
      ++with_value;
    }
    answer.records = static_cast<std::int64_t>(hits.size());
    answer.incomplete = answer.records - with_value;
    // Records that all lack the value say nothing; no record at all, where others were reported,
    // is a true zero.
    if (with_value == 0 && !hits.empty()) {
      answer.absence = Absence::no_values;
    } else {
      answer.value = total;
    }
  }

  // A stock that nobody took is unknown; of one that was taken, nothing in the filter is a zero.
  void stock(CubeAnswer& answer) const {
    if (newest_of_keys().empty()) {
      answer.absence = Absence::no_values;
    } else {
      sum(answer, latest());
    }
  }

  void max(CubeAnswer& answer) const {
    const std::vector<Hit> top = winners();
    if (top.empty()) {
      answer.absence = scan_.hits.empty() ? Absence::not_reported : Absence::no_values;
    } else {
      answer.value = number(top.front());
    }
  }

  void distinct(CubeAnswer& answer) const {
    std::set<Cell> seen;
    for (const Hit& hit : scan_.hits) {
      const Cell value = cell(hit, field_);
      if (value == missing_cell) {
        ++answer.incomplete;
      } else {
        seen.insert(value);
      }
    }
    if (seen.empty() && !scan_.hits.empty()) {
      answer.absence = Absence::no_values;
    } else {
      answer.value = Decimal(static_cast<std::int64_t>(seen.size()));
    }
  }

  // The newest record of each key that has a value; of two on one day the one entered later.
  std::map<Cell, Hit> newest_of_keys() const {
    std::map<Cell, Hit> newest;
    for (const Hit& hit : scan_.hits) {
      if (cell(hit, field_) == missing_cell) continue;
      const auto [at, added] = newest.emplace(cell(hit, key_), hit);
      const Hit& other = at->second;
      if (!added && std::pair(other.day(), other.id()) < std::pair(hit.day(), hit.id())) {
        at->second = hit;
      }
    }
    return newest;
  }

  // Those of them in the filter: what was last known as something else is no longer this.
  std::vector<Hit> latest() const {
    std::vector<Hit> hits;
    for (const auto& [key, hit] : newest_of_keys()) {
      if (hit.in_filter) hits.push_back(hit);
    }
    return hits;
  }

  template <typename Less>
  std::vector<Hit> extreme(Less less) const {
    std::vector<Hit> best;
    for (const Hit& hit : scan_.hits) {
      if (cell(hit, field_) == missing_cell) continue;
      if (!best.empty() && less(best.front(), hit)) best.clear();
      if (best.empty() || !less(hit, best.front())) best.push_back(hit);
    }
    return best;
  }

  std::int32_t extreme_day(bool last) const {
    std::int32_t day = scan_.hits.empty() ? 0 : scan_.hits.front().day();
    for (const Hit& hit : scan_.hits) {
      day = last ? std::max(day, hit.day()) : std::min(day, hit.day());
    }
    return day;
  }

  std::vector<Hit> on_day(std::int32_t day) const {
    std::vector<Hit> hits;
    for (const Hit& hit : scan_.hits) {
      if (hit.day() == day) hits.push_back(hit);
    }
    return hits;
  }

  std::int64_t streak() const {
    std::set<int> years;
    for (const Hit& hit : scan_.hits) years.insert(Day::from_number(hit.day()).year());
    std::int64_t count = 0;
    for (int year = query_.period.last().year(); years.contains(year); --year) ++count;
    return count;
  }

  // The first part that is expected for which a unit that reports at all has neither a record nor a
  // nil return;
  // "" if none lacks. A unit that did not stand at the end of a part owes nothing for it.
  std::string missing_part() const {
    std::set<std::int32_t> units(scan_.reporting_units.begin(), scan_.reporting_units.end());
    std::set<std::pair<std::int32_t, std::int32_t>> reported;  // unit, first day of the part
    const std::vector<Period> parts = expected_parts(schema_, query_);
    const auto mark = [&](std::int32_t unit, const Period& covered) {
      for (const Period& part : parts) {
        if (part.overlaps(covered)) reported.emplace(unit, part.first().number());
      }
    };
    for (const auto& nil : nil_returns()) {
      units.insert(nil.unit.value);
      mark(nil.unit.value, nil.period);
    }
    const auto rows = picture_.ledgers.find(aggregate_.ledger);
    if (rows != picture_.ledgers.end()) {
      for (const auto& chunk : rows->second.chunks) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
          if (!chunk->alive[row] || !units.contains(chunk->units[row])) continue;
          const Day day = Day::from_number(chunk->days[row]);
          for (const Period& part : parts) {
            if (part.contains(day)) reported.emplace(chunk->units[row], part.first().number());
          }
        }
      }
    }
    for (const Period& part : parts) {
      for (std::int32_t unit : units) {
        const bool stands = picture_.directory->tree(part.last())->has(org::UnitId{unit});
        if (stands && !reported.contains({unit, part.first().number()})) return part.to_string();
      }
    }
    return "";
  }

  const CubePicture& picture_;
  const CubeQuery& query_;
  const Aggregate& aggregate_;
  const ledger::Schema& schema_;
  int field_, key_;  // columns; -1: none is named, or the unit
  Scan scan_;
};

// The text of a cell as a figure's filter writes it.
std::string filter_text(const CubePicture& picture, const Field& field, Cell cell) {
  switch (field.type) {
    case FieldType::choice:
      return field.choices[static_cast<std::size_t>(cell)].code;
    case FieldType::unit:
      return picture.directory->unit(org::UnitId{static_cast<std::int32_t>(cell)}).code;
    case FieldType::party:
      return std::to_string(cell);
    case FieldType::text:
      return std::string(picture.dictionaries->texts.at(cell));
    default:
      return "";
  }
}

}  // namespace

bool has_nothing(const CubePicture& picture, std::string_view ledger) {
  if (!picture.nil_returns->empty()) return false;
  const auto rows = picture.ledgers.find(ledger);
  return rows == picture.ledgers.end() || rows->second.chunks.empty();
}

CubeAnswer nothing_reported() {
  CubeAnswer none;
  none.absence = Absence::not_reported;
  return none;
}

CubeAnswer answer(const CubePicture& picture, const CubeQuery& query) {
  if (has_nothing(picture, query.aggregate->ledger)) return nothing_reported();
  return Answerer(picture, query).answer();
}

std::vector<RowBehind> rows_behind(const CubePicture& picture, const CubeQuery& query) {
  const Answerer answerer(picture, query);
  const bool adds =
      query.aggregate->kind == AggregateKind::sum || query.aggregate->kind == AggregateKind::latest;
  const int field = answerer.schema().field_index(query.aggregate->field);
  std::vector<RowBehind> rows;
  for (const Hit& hit : answerer.winners()) {
    RecordReference reference{&answerer.schema(), hit.id(), org::UnitId{hit.unit()},
                              Day::from_number(hit.day()), std::nullopt};
    if (adds) {
      const bool given = answerer.cell(hit, field) != missing_cell;
      reference.contribution = given ? answerer.number(hit) : Decimal{};
    }
    rows.push_back({std::move(reference), answerer.given(hit)});
  }
  std::sort(rows.begin(), rows.end(), [](const RowBehind& a, const RowBehind& b) {
    return std::tie(b.reference.on, b.reference.id) < std::tie(a.reference.on, a.reference.id);
  });
  return rows;
}

std::vector<RecordReference> records_behind(const CubePicture& picture, const CubeQuery& query) {
  std::vector<RecordReference> references;
  for (RowBehind& row : rows_behind(picture, query)) {
    references.push_back(std::move(row.reference));
  }
  return references;
}

std::vector<ledger::Ledgers::NilReturn> nil_returns_behind(const CubePicture& picture,
                                                           const CubeQuery& query) {
  std::optional<Subtree> subtree;  // made where there is something to look at
  std::vector<ledger::Ledgers::NilReturn> found;
  for (const auto& nil : *picture.nil_returns) {
    if (nil.ledger != query.aggregate->ledger || !nil.period.overlaps(query.period)) continue;
    // A unit reports nothing for days on which it does not stand yet.
    const Day day = std::min(nil.period.last(), query.period.last());
    if (!subtree) subtree.emplace(*picture.directory, query.unit, query.period.last());
    if (subtree->contains(nil.unit, day)) found.push_back(nil);
  }
  return found;
}

std::vector<Period> expected_parts(const ledger::Schema& schema, const CubeQuery& query) {
  std::vector<Period> parts = query.period.whole_parts(*schema.expects);
  const auto runs = [&](const Period& part) { return part.last() >= query.today; };
  parts.erase(std::find_if(parts.begin(), parts.end(), runs), parts.end());
  return parts;
}

std::vector<std::string> values_of(const CubePicture& picture, const CubeQuery& query,
                                   const std::string& field) {
  const Answerer answerer(picture, query);
  std::map<std::string, std::int64_t> counts;
  const int column = answerer.schema().field_index(field);
  const bool is_stock = query.aggregate->kind == AggregateKind::latest;
  for (const Hit& hit : is_stock ? answerer.winners() : answerer.rows().hits) {
    if (field == "tag") {
      const auto set = static_cast<Cell>(hit.chunk->tag_sets[hit.row]);
      for (const std::string& tag : picture.dictionaries->tag_sets.at(set)) ++counts[tag];
    } else if (column >= 0) {
      const Cell cell = answerer.cell(hit, column);
      if (cell == missing_cell) continue;
      const Field& definition = answerer.schema().fields[static_cast<std::size_t>(column)];
      ++counts[filter_text(picture, definition, cell)];
    }
  }
  std::vector<std::pair<std::int64_t, std::string>> order;
  order.reserve(counts.size());
  for (const auto& [text, count] : counts) order.emplace_back(-count, text);
  if (column >= 0) {
    const Field& definition = answerer.schema().fields[static_cast<std::size_t>(column)];
    for (auto& [rank, text] : order) {
      for (std::size_t index = 0; index < definition.choices.size(); ++index) {
        if (definition.choices[index].code == text) rank = static_cast<std::int64_t>(index);
      }
    }
  }
  std::sort(order.begin(), order.end());
  std::vector<std::string> values;
  values.reserve(order.size());
  for (auto& [rank, text] : order) values.push_back(std::move(text));
  return values;
}

}  // namespace youju::indicator
