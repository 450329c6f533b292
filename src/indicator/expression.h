// The language in which packs say what an indicator measures (doc/packs.md, "Indicators"). Parsing
// knows no ledger: names are checked against schemas by definition.h. Errors carry "line:column"
// and a caret line in field "caret". Immutable values.
#pragma once

#include <youju/base/decimal.h>
#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace youju::indicator {

enum class Compare { equal, not_equal, less, less_equal, greater, greater_equal };

// A condition on a record.
struct Condition {
  enum class Kind {
    always,
    all,
    any,
    none,
    compare,
    in,
    given,
    missing,
    tag,
    unit_self,
    host_self
  };
  Kind kind = Kind::always;
  std::vector<Condition> parts;  // of all, any, none (one part)
  std::string field;             // "on" is the day of the record
  Compare op = Compare::equal;
  std::vector<std::string> values;  // literals as text: one, or several of `in`; a tag's code
  int line = 0, column = 0;
};

enum class AggregateKind { count, sum, max, distinct, latest, first_day, last_day, streak };
enum class TimeMode { during, to_date, standing };

struct Aggregate {
  AggregateKind kind = AggregateKind::count;
  std::string field;  // of sum, max, distinct, latest
  std::string key;    // latest … by key; "" = the unit
  std::string ledger;
  std::string field_place, key_place, ledger_place;  // "line:column"
  TimeMode time = TimeMode::during;
  Condition where;
};

enum class Function { share, ratio, growth, rank, cumulative, target, progress };

struct Formula {
  enum class Kind { number, reference, add, subtract, multiply, divide, negate, function };
  Kind kind = Kind::number;
  Decimal number;
  std::string reference;  // indicator id
  Function function = Function::share;
  bool ascending = false;  // rank(a, ascending)
  std::vector<Formula> operands;
  int line = 0, column = 0;
};

struct Declared {
  bool rollup_sum = false;
};

using Expression = std::variant<Aggregate, Formula, Declared>;

// `line` and `column` say where the text begins in its file.
Result<Expression> parse_expression(std::string_view text, int line, int column);
Result<Condition> parse_condition(std::string_view text, int line, int column);

}  // namespace youju::indicator
