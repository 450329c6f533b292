// For tests of this room: a second way to a figure, slow and plain.
#pragma once

#include <youju/indicator/cube.h>
#include <youju/ledger/ledgers.h>
#include <youju/org/directory.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace youju::indicator {

// What the tables themselves say at one sequence: all that a figure says, by SQL that knows nothing
// of cubes, and by walking up the edges of units one by one.
class CubeNaive {
 public:
  CubeNaive(store::Database& database, const ledger::Ledgers& ledgers)
      : snapshot_(database.read()), directory_(ledgers.directory()), schemas_(ledgers.schemas()) {
    store::Statement& statement =
        snapshot_->prepare("SELECT unit, parent, from_day, until_day FROM unit_edge");
    while (*statement.step()) {
      edges_.push_back({static_cast<std::int32_t>(statement.integer(0)), none,
                        std::string(statement.text(2)), std::string(statement.text(3))});
      if (!statement.is_null(1))
        edges_.back().parent = static_cast<std::int32_t>(statement.integer(1));
      for (const std::string& day : {edges_.back().from, edges_.back().until}) {
        if (!day.empty()) changes_.insert(day);
      }
    }
  }

  // Sums beyond 64 bits are none of SQL's: where `is_huge` they are left out.
  CubeAnswer answer(const CubeQuery& query, bool is_huge) const {
    const bool is_stock = query.aggregate->kind == AggregateKind::latest;
    const std::vector<Nil> nils = nil_returns(query);
    CubeAnswer answer;
    answer.nil_returns = static_cast<std::int64_t>(nils.size());
    answer.records = numbers("count(*), 0 FROM (" + rows(query, !is_stock) + ")")[0];
    const std::string reports = approved(query, looks_back(*query.aggregate));
    if (answer.records == 0 && nils.empty() &&
        numbers("count(*), 0 FROM (" + reports + ")")[0] == 0) {
      answer.absence = Absence::not_reported;
      return answer;
    }
    answer.part = missing_part(query, reports, nils);
    if (!answer.part.empty()) {
      answer.absence = Absence::incomplete;
      return answer;
    }
    fill(query, is_huge, answer);
    return answer;
  }

 private:
  struct Edge {
    std::int32_t unit, parent;
    std::string from, until;  // "": for good
  };
  struct Nil {
    std::int32_t unit;
    Period period;
  };
  static constexpr std::int32_t none = -1;

  void fill(const CubeQuery& query, bool is_huge, CubeAnswer& answer) const {
    const Aggregate& aggregate = *query.aggregate;
    const std::string behind = " FROM (" + rows(query, true) + ")";
    const std::string field = aggregate.field.empty() ? "unit" : aggregate.field;
    switch (aggregate.kind) {
      case AggregateKind::count:
        answer.value = Decimal(answer.records);
        return;
      case AggregateKind::sum: {
        const auto found =
            numbers("count(" + field + "), coalesce(sum(" + whole(query) + "), 0)" + behind);
        answer.incomplete = answer.records - found[0];
        set(answer, found[0] > 0 || answer.records == 0, value(query, found[1], is_huge));
        return;
      }
      case AggregateKind::latest:
        return stock(query, is_huge, answer);
      case AggregateKind::max: {
        const auto found = numbers("count(" + field + "), max(" + whole(query) + ")" + behind);
        set(answer, found[0] > 0, value(query, found[1], is_huge));
        if (answer.records == 0) answer.absence = Absence::not_reported;
        return;
      }
      case AggregateKind::distinct: {
        const auto found = numbers("count(" + field + "), count(DISTINCT " + field + ")" + behind);
        answer.incomplete = answer.records - found[0];
        set(answer, found[0] > 0 || answer.records == 0, Decimal(found[1]));
        return;
      }
      case AggregateKind::first_day:
      case AggregateKind::last_day: {
        const bool last = aggregate.kind == AggregateKind::last_day;
        const std::string day = text(std::string(last ? "max" : "min") + "(on_day)" + behind);
        if (day.empty()) {
          answer.absence = Absence::not_reported;
        } else {
          answer.value = *Day::parse(day);
        }
        return;
      }
      case AggregateKind::streak: {
        std::set<int> years;
        for (const auto& [unused, month] : unit_months("SELECT 0 AS unit, on_day" + behind)) {
          years.insert(month / 12);
        }
        int year = query.period.last().year();
        while (years.contains(year)) --year;
        answer.value = Decimal(query.period.last().year() - year);
        return;
      }
    }
  }

  static void set(CubeAnswer& answer, bool is_known, const Decimal& value) {
    if (is_known) {
      answer.value = value;
    } else {
      answer.absence = Absence::no_values;
    }
  }

  // Records without the key are of one key together.
  void stock(const CubeQuery& query, bool is_huge, CubeAnswer& answer) const {
    const std::string key = query.aggregate->key.empty() ? "unit" : query.aggregate->key;
    const std::string newest = " FROM (SELECT *, row_number() OVER (PARTITION BY " + key +
                               " ORDER BY on_day DESC, id DESC) AS nth FROM (" +
                               rows(query, false) + ") WHERE " + query.aggregate->field +
                               " IS NOT NULL) WHERE nth = 1";
    if (numbers("count(*), 0" + newest)[0] == 0) {
      answer.absence = Absence::no_values;
      return;
    }
    const auto found =
        numbers("count(*), coalesce(sum(" + whole(query) + "), 0)" + newest + filters(query));
    answer.records = found[0];
    answer.value = value(query, found[1], is_huge);
  }

  const ledger::Schema& schema(const CubeQuery& query) const {
    return *schemas_->find(query.aggregate->ledger);
  }
  static std::string quoted(const std::string& text) { return "'" + text + "'"; }

  int scale(const CubeQuery& query) const {
    const auto& field =
        schema(query)
            .fields[static_cast<std::size_t>(schema(query).field_index(query.aggregate->field))];
    return field.type == ledger::FieldType::decimal ? field.scale : 0;
  }
  // The field as a whole number at its scale.
  std::string whole(const CubeQuery& query) const {
    return "CAST(round(CAST(" + query.aggregate->field + " AS REAL) * 1" +
           std::string(static_cast<std::size_t>(scale(query)), '0') + ") AS INTEGER)";
  }
  Decimal value(const CubeQuery& query, std::int64_t whole, bool is_huge) const {
    return is_huge ? Decimal() : Decimal::from_scaled(whole, scale(query));
  }

  // The units from one up to its root on a day; empty if it does not stand.
  std::vector<std::int32_t> path(std::int32_t unit, const std::string& day) const {
    std::vector<std::int32_t> path;
    while (unit != none) {
      const auto edge = std::find_if(edges_.begin(), edges_.end(), [&](const Edge& one) {
        return one.unit == unit && one.from <= day && (one.until.empty() || day < one.until);
      });
      if (edge == edges_.end()) return {};
      path.push_back(unit);
      unit = edge->parent;
    }
    return path;
  }
  // By the tree of the last day; what stands no longer, by that of its own day.
  bool is_below(const CubeQuery& query, std::int32_t unit, const std::string& own_day) const {
    std::vector<std::int32_t> above = path(unit, query.period.last().to_string());
    if (above.empty()) above = path(unit, own_day);
    return std::find(above.begin(), above.end(), query.unit.value) != above.end();
  }
  // The same of the rows of a ledger.
  std::string is_below(const CubeQuery& query) const {
    std::set<std::int32_t> units;
    for (const Edge& edge : edges_) units.insert(edge.unit);
    std::string sql = "CASE unit";
    for (const std::int32_t unit : units) {
      sql += " WHEN " + std::to_string(unit) + " THEN 0";
      if (!path(unit, query.period.last().to_string()).empty()) {
        sql += is_below(query, unit, "") ? " + 1" : "";
        continue;
      }
      for (auto change = changes_.begin(); change != changes_.end(); ++change) {
        if (!is_below(query, unit, *change)) continue;
        sql += " OR on_day >= " + quoted(*change);
        const auto next = std::next(change);
        if (next != changes_.end()) sql += " AND on_day < " + quoted(*next);
      }
    }
    return sql + " END";
  }

  std::string approved(const CubeQuery& query, bool looks_back) const {
    const Period& period = query.period;
    std::string sql =
        "SELECT * FROM rec_" + query.aggregate->ledger +
        " WHERE state = 'approved' AND on_day <= " + quoted(period.last().to_string());
    if (!looks_back) sql += " AND on_day >= " + quoted(period.first().to_string());
    return sql + " AND " + is_below(query);
  }
  static bool looks_back(const Aggregate& aggregate) {
    return aggregate.time != TimeMode::during || aggregate.kind == AggregateKind::latest ||
           aggregate.kind == AggregateKind::streak;
  }
  std::string rows(const CubeQuery& query, bool filtered) const {
    const Aggregate& aggregate = *query.aggregate;
    std::string sql = approved(query, looks_back(aggregate));
    if (aggregate.time == TimeMode::standing && schema(query).standing_until >= 0) {
      sql += " AND (ended IS NULL OR ended > " + quoted(query.period.last().to_string()) + ")";
    }
    sql += " AND " + condition(aggregate.where, query);
    if (filtered) sql += filters(query);
    return sql;
  }

  std::vector<Nil> nil_returns(const CubeQuery& query) const {
    std::vector<Nil> found;
    store::Statement& statement =
        snapshot_->prepare("SELECT unit, period FROM nil_return WHERE ledger = ?");
    statement.bind(0, query.aggregate->ledger);
    while (*statement.step()) {
      const Nil nil{static_cast<std::int32_t>(statement.integer(0)),
                    *Period::parse(statement.text(1))};
      if (nil.period.last() < query.period.first() || nil.period.first() > query.period.last()) {
        continue;
      }
      const Day own_day = std::min(nil.period.last(), query.period.last());
      if (is_below(query, nil.unit, own_day.to_string())) found.push_back(nil);
    }
    return found;
  }

  // The first part of the period that has ended and for which a unit that reports and stands at its
  // end has neither a record nor a nil return.
  std::string missing_part(const CubeQuery& query, const std::string& reports,
                           const std::vector<Nil>& nils) const {
    if (!schema(query).expects) return "";
    std::set<std::int32_t> units;
    for (const auto& [unit, month] : unit_months(reports)) units.insert(unit);
    for (const Nil& nil : nils) units.insert(nil.unit);
    const auto reported = unit_months("SELECT unit, on_day FROM rec_" + query.aggregate->ledger +
                                      " WHERE state = 'approved'");
    const PeriodKind kind = *schema(query).expects;
    const int months = kind == PeriodKind::month ? 1 : kind == PeriodKind::quarter ? 3 : 12;
    const auto first_of = [](int month) { return *Day::from_ymd(month / 12, month % 12 + 1, 1); };
    for (int month = query.period.first().year() * 12;; month += months) {
      const Day first = first_of(month);
      const Day last = first_of(month + months).plus(-1);
      if (last > query.period.last() || last >= query.today) return "";
      if (first < query.period.first()) continue;
      const auto lacks = [&](std::int32_t unit) {
        const auto record = reported.lower_bound({unit, month});
        if (record != reported.end() && *record < std::pair(unit, month + months)) return false;
        return std::none_of(nils.begin(), nils.end(), [&](const Nil& nil) {
          return nil.unit == unit && nil.period.first() <= last && nil.period.last() >= first;
        });
      };
      const bool is_missing = std::any_of(units.begin(), units.end(), [&](std::int32_t unit) {
        return !path(unit, last.to_string()).empty() && lacks(unit);
      });
      if (!is_missing) continue;
      const std::string year = std::to_string(first.year());
      if (kind == PeriodKind::year) return year;
      if (kind == PeriodKind::quarter) return year + "-Q" + std::to_string(month % 12 / 3 + 1);
      return first.to_string().substr(0, 7);
    }
  }

  // Of rows with unit and on_day, each unit with each month.
  std::set<std::pair<std::int32_t, int>> unit_months(const std::string& rows) const {
    std::set<std::pair<std::int32_t, int>> found;
    store::Statement& statement = snapshot_->prepare("SELECT unit, on_day FROM (" + rows + ")");
    while (*statement.step()) {
      const Day day = *Day::parse(statement.text(1));
      found.emplace(static_cast<std::int32_t>(statement.integer(0)),
                    day.year() * 12 + day.month() - 1);
    }
    return found;
  }

  std::string filters(const CubeQuery& query) const {
    std::string sql;
    for (const auto& [field, value] : query.filter) {
      Condition is;
      is.kind = field == "tag" ? Condition::Kind::tag : Condition::Kind::in;
      is.field = field;
      is.values = {value};
      sql += " AND " + condition(is, query);
    }
    return sql;
  }

  std::string literal(const std::string& field, const std::string& value,
                      const CubeQuery& query) const {
    const int index = schema(query).field_index(field);
    const auto type = index < 0 ? ledger::FieldType::date
                                : schema(query).fields[static_cast<std::size_t>(index)].type;
    if (type == ledger::FieldType::unit) return std::to_string(directory_->find(value)->value);
    const bool is_text = type != ledger::FieldType::integer && type != ledger::FieldType::party;
    return is_text ? quoted(value) : value;
  }

  std::string condition(const Condition& condition, const CubeQuery& query) const {
    using Kind = Condition::Kind;
    const std::string field = condition.field == "on" ? "on_day" : condition.field;
    const auto joined = [&](const std::string& word, const std::string& start) {
      std::string sql = start;
      for (const Condition& part : condition.parts) sql += word + this->condition(part, query);
      return "(" + sql + ")";
    };
    static const char* const operators[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    switch (condition.kind) {
      case Kind::always:
        return "1";
      case Kind::all:
        return joined(" AND ", "1");
      case Kind::any:
        return joined(" OR ", "0");
      case Kind::none:
        return "NOT " + joined(" OR ", "0");
      case Kind::compare:
        return "coalesce(" + field + operators[static_cast<int>(condition.op)] +
               literal(condition.field, condition.values.front(), query) + ", 0)";
      case Kind::in: {
        std::string values;
        for (const std::string& value : condition.values) {
          values += (values.empty() ? "" : ", ") + literal(condition.field, value, query);
        }
        return "coalesce(" + field + " IN (" + values + "), 0)";
      }
      case Kind::given:
        return field + " IS NOT NULL";
      case Kind::missing:
        return field + " IS NULL";
      case Kind::tag:
        return "(';' || tags || ';') LIKE '%;" + condition.values.front() + ";%'";
      case Kind::unit_self:
        return "unit = " + std::to_string(query.unit.value);
      case Kind::host_self:
        return "(';' || hosts || ';') LIKE '%;" + std::to_string(query.unit.value) + ";%'";
    }
    return "0";
  }

  std::string text(const std::string& sql) const {
    store::Statement& statement = snapshot_->prepare("SELECT " + sql);
    CHECK(*statement.step());
    const std::string text(statement.text(0));
    statement.reset();
    return text;
  }
  std::array<std::int64_t, 2> numbers(const std::string& sql) const {
    store::Statement& statement = snapshot_->prepare("SELECT " + sql);
    CHECK(*statement.step());
    const std::array<std::int64_t, 2> numbers{statement.integer(0), statement.integer(1)};
    statement.reset();
    return numbers;
  }

  std::unique_ptr<store::Transaction> snapshot_;
  std::shared_ptr<const org::Directory> directory_;
  std::shared_ptr<const ledger::SchemaSet> schemas_;
  std::vector<Edge> edges_;
  std::set<std::string> changes_;  // days on which the tree changes
};

}  // namespace youju::indicator
