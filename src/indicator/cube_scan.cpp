#include <youju/indicator/cube_scan.h>

#include <algorithm>
#include <functional>

namespace youju::indicator {
namespace {

using ledger::Field;
using ledger::FieldType;

constexpr int system_on = -1;
constexpr int system_unit = -2;

// A condition with its names resolved to columns and its values to cells, so that a row costs
// comparisons of numbers only.
struct Test {
  Condition::Kind kind = Condition::Kind::always;
  std::vector<Test> parts;
  int column = 0;
  const Field* field = nullptr;
  Compare op = Compare::equal;
  std::vector<Cell> cells;          // values as cells; those that never occurred are left out
  std::vector<Decimal> numbers;     // of integer and decimal fields
  std::vector<std::uint32_t> sets;  // tag or host sets that contain what is asked
};

bool holds(int order, Compare op) {
  switch (op) {
    case Compare::equal:
      return order == 0;
    case Compare::not_equal:
      return order != 0;
    case Compare::less:
      return order < 0;
    case Compare::less_equal:
      return order <= 0;
    case Compare::greater:
      return order > 0;
    case Compare::greater_equal:
      return order >= 0;
  }
  return false;
}

template <typename T>
int order_of(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

class Resolver {
 public:
  Resolver(const CubePicture& picture, const ledger::Schema& schema, org::UnitId self)
      : picture_(picture), schema_(schema), self_(self) {}

  Test test(const Condition& condition) const {
    Test test;
    test.kind = condition.kind;
    test.op = condition.op;
    for (const Condition& part : condition.parts) test.parts.push_back(this->test(part));
    if (condition.kind == Condition::Kind::tag) {
      test.sets = tag_sets(condition.values.front());
    } else if (condition.kind == Condition::Kind::host_self) {
      test.sets = host_sets();
    } else if (condition.kind == Condition::Kind::unit_self) {
      test.column = system_unit;
      test.cells = {self_.value};
    } else if (!condition.field.empty()) {
      resolve(test, condition.field, condition.values);
    }
    return test;
  }

  Test filter(const std::string& field, const std::string& value) const {
    Test test;
    if (field == "tag") {
      test.kind = Condition::Kind::tag;
      test.sets = tag_sets(value);
      return test;
    }
    test.kind = Condition::Kind::in;
    resolve(test, field, {value});
    return test;
  }

 private:
  void resolve(Test& test, const std::string& name, const std::vector<std::string>& values) const {
    if (name == "on" || name == "unit") {
      test.column = name == "on" ? system_on : system_unit;
    } else {
      test.column = schema_.field_index(name);
      CHECK(test.column >= 0);  // definitions and filters are checked before they get here
      test.field = &schema_.fields[static_cast<std::size_t>(test.column)];
    }
    for (const std::string& value : values) resolve_value(test, value);
  }

  void resolve_value(Test& test, const std::string& value) const {
    const FieldType type = test.column == system_on     ? FieldType::date
                           : test.column == system_unit ? FieldType::unit
                                                        : test.field->type;
    std::optional<Cell> cell;
    switch (type) {
      case FieldType::integer:
      case FieldType::decimal:
        if (const Result<Decimal> number = Decimal::parse(value)) test.numbers.push_back(*number);
        return;
      case FieldType::date:
        if (const Result<Day> day = Day::parse(value)) cell = day->number();
        break;
      case FieldType::choice:
        for (std::size_t index = 0; index < test.field->choices.size(); ++index) {
          if (test.field->choices[index].code == value) cell = static_cast<Cell>(index);
        }
        break;
      case FieldType::unit:
        if (const Result<org::UnitId> unit = picture_.directory->find(value)) cell = unit->value;
        break;
      case FieldType::party:
        if (const Result<Decimal> id = Decimal::parse(value); id && id->is_whole()) {
          cell = static_cast<Cell>(id->coefficient());
        }
        break;
      case FieldType::text:
      case FieldType::geo:
        cell = picture_.dictionaries->texts.find(value);
        break;
      case FieldType::record:
        if (const Result<Uuid> id = Uuid::parse(value)) {
          cell = picture_.dictionaries->records.find(*id);
        }
        break;
    }
    if (cell) test.cells.push_back(*cell);
  }

  std::vector<std::uint32_t> tag_sets(const std::string& tag) const {
    return sets_with(picture_.dictionaries->tag_sets, tag);
  }
  std::vector<std::uint32_t> host_sets() const {
    return sets_with(picture_.dictionaries->host_sets, self_.value);
  }

  template <typename Sets, typename T>
  static std::vector<std::uint32_t> sets_with(const Sets& sets, const T& wanted) {
    std::vector<std::uint32_t> found;
    for (std::size_t number = 0; number < sets.size(); ++number) {
      const auto& set = sets.at(static_cast<Cell>(number));
      if (std::find(set.begin(), set.end(), wanted) != set.end()) {
        found.push_back(static_cast<std::uint32_t>(number));
      }
    }
    return found;
  }

  const CubePicture& picture_;
  const ledger::Schema& schema_;
  org::UnitId self_;
};

class Matcher {
 public:
  Matcher(const CubePicture& picture, const ledger::Schema& schema)
      : dictionaries_(*picture.dictionaries), fields_(schema.fields.size()) {}

  bool fits(const Test& test, const Hit& hit) const {
    const auto part_fits = [&](const Test& part) { return fits(part, hit); };
    switch (test.kind) {
      case Condition::Kind::always:
        return true;
      case Condition::Kind::all:
        return std::all_of(test.parts.begin(), test.parts.end(), part_fits);
      case Condition::Kind::any:
        return std::any_of(test.parts.begin(), test.parts.end(), part_fits);
      case Condition::Kind::none:
        return std::none_of(test.parts.begin(), test.parts.end(), part_fits);
      case Condition::Kind::tag:
        return is_in(test.sets, hit.chunk->tag_sets[hit.row]);
      case Condition::Kind::host_self:
        return is_in(test.sets, hit.chunk->host_sets[hit.row]);
      case Condition::Kind::given:
        return cell(test, hit) != missing_cell;
      case Condition::Kind::missing:
        return cell(test, hit) == missing_cell;
      default:
        return compare(test, hit);
    }
  }

 private:
  template <typename T>
  static bool is_in(const std::vector<T>& all, const T& wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
  }

  Cell cell(const Test& test, const Hit& hit) const {
    if (test.column == system_on) return hit.day();
    if (test.column == system_unit) return hit.unit();
    return hit.chunk->cell(hit.row, static_cast<std::size_t>(test.column), fields_);
  }

  // A missing value fits no comparison, not even "is not": nothing is known of it.
  bool compare(const Test& test, const Hit& hit) const {
    const Cell value = cell(test, hit);
    if (value == missing_cell) return false;
    const bool is_number = test.field != nullptr && (test.field->type == FieldType::integer ||
                                                     test.field->type == FieldType::decimal);
    const bool one = test.kind == Condition::Kind::compare;
    if (is_number) {
      const Decimal number = number_in(*test.field, value, dictionaries_);
      return one ? holds(order_of(number, test.numbers.front()), test.op)
                 : is_in(test.numbers, number);
    }
    if (!one || test.op == Compare::equal) return is_in(test.cells, value);
    if (test.op == Compare::not_equal) return !is_in(test.cells, value);
    return !test.cells.empty() && holds(order_of(value, test.cells.front()), test.op);
  }

  const Dictionaries& dictionaries_;
  std::size_t fields_;
};

// Whether a row counts at this time.
class TimeTest {
 public:
  TimeTest(const CubeQuery& query, const ledger::Schema& schema)
      : mode_(query.aggregate->time),
        first_(query.period.first().number()),
        after_(query.period.after().number()),
        standing_until_(schema.standing_until),
        fields_(schema.fields.size()) {
    const AggregateKind kind = query.aggregate->kind;
    // A stock looks back as far as it must, and a streak over all years before.
    if (kind == AggregateKind::latest || kind == AggregateKind::streak) {
      if (mode_ == TimeMode::during) mode_ = TimeMode::to_date;
    }
  }

  bool counts(const Hit& hit) const {
    if (hit.day() >= after_) return false;
    if (mode_ == TimeMode::during) return hit.day() >= first_;
    if (mode_ == TimeMode::to_date || standing_until_ < 0) return true;
    const Cell until = hit.chunk->cell(hit.row, static_cast<std::size_t>(standing_until_), fields_);
    return until == missing_cell || until >= after_;
  }

  // For "has the unit reported at all": an ended entry of a register is a report too.
  bool reports(const Hit& hit) const {
    return hit.day() < after_ && (mode_ != TimeMode::during || hit.day() >= first_);
  }

 private:
  TimeMode mode_;
  std::int32_t first_, after_;
  int standing_until_;
  std::size_t fields_;
};

}  // namespace

struct RowTest::State {
  Test test;
  Matcher matcher;
};

RowTest::RowTest(const CubePicture& picture, const ledger::Schema& schema,
                 const Condition& condition)
    : state_(std::make_unique<State>(State{Resolver(picture, schema, org::UnitId()).test(condition),
                                           Matcher(picture, schema)})) {}
RowTest::~RowTest() = default;
RowTest::RowTest(RowTest&&) noexcept = default;
RowTest& RowTest::operator=(RowTest&&) noexcept = default;
bool RowTest::fits(const Hit& hit) const { return state_->matcher.fits(state_->test, hit); }

Subtree::Subtree(const org::Directory& directory, org::UnitId asked, Day tree_day)
    : directory_(directory), asked_(asked), tree_(directory.tree(tree_day)) {
  if (tree_->has(asked)) interval_ = tree_->subtree(asked);
}

bool Subtree::contains(org::UnitId unit, Day day) const {
  if (tree_->has(unit)) return interval_.contains(tree_->position(unit));
  const std::shared_ptr<const org::UnitTree> then = directory_.tree(day);
  if (!then->has(unit) || !then->has(asked_)) return false;
  return then->subtree(asked_).contains(then->position(unit));
}

Scan scan(const CubePicture& picture, const CubeQuery& query) {
  Scan result;
  const auto rows = picture.ledgers.find(query.aggregate->ledger);
  // Where there are none, no condition need be looked up either.
  if (rows == picture.ledgers.end() || rows->second.chunks.empty()) return result;
  const ledger::Schema& schema = *rows->second.schema;
  const Subtree subtree(*picture.directory, query.unit, query.period.last());
  const TimeTest time(query, schema);
  const Resolver resolver(picture, schema, query.unit);
  const bool is_stock = query.aggregate->kind == AggregateKind::latest;
  const Test where = resolver.test(query.aggregate->where);
  std::vector<Test> filters;
  for (const auto& [field, value] : query.filter) filters.push_back(resolver.filter(field, value));
  const Matcher matcher(picture, schema);
  for (const auto& chunk : rows->second.chunks) {
    for (std::uint32_t row = 0; row < chunk->rows(); ++row) {
      Hit hit{chunk.get(), row};
      if (!chunk->alive[row] || !time.reports(hit)) continue;
      if (!subtree.contains(org::UnitId{hit.unit()}, Day::from_number(hit.day()))) continue;
      result.any = true;
      if (schema.expects) result.reporting_units.push_back(hit.unit());
      if (!time.counts(hit) || !matcher.fits(where, hit)) continue;
      const auto fits = [&](const Test& test) { return matcher.fits(test, hit); };
      hit.in_filter = std::all_of(filters.begin(), filters.end(), fits);
      if (hit.in_filter || is_stock) result.hits.push_back(hit);
    }
  }
  std::sort(result.reporting_units.begin(), result.reporting_units.end());
  result.reporting_units.erase(
      std::unique(result.reporting_units.begin(), result.reporting_units.end()),
      result.reporting_units.end());
  return result;
}

}  // namespace youju::indicator
