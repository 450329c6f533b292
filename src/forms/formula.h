// The language in which packs say where a cell's value comes from ("lectures + exhibitions where
// kind = science") and how cells must balance ("if lectures > 0 then audience > 0"); see
// doc/packs.md, "Statistics forms". Parsing knows no items and no indicators: names are checked by
// edition_check. Errors carry "line:column" and a caret line in field "caret". Immutable values.
#pragma once

#include <youju/forms/cell.h>
#include <youju/indicator/cube.h>
#include <youju/indicator/expression.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

// Numbers, names, + - *, brackets, abs(…), last(item). There is no division: what a rule compares
// stays exact ("spent <= 1.5 * raised").
struct Formula {
  enum class Kind { number, name, add, subtract, multiply, negate, absolute };
  Kind kind = Kind::number;
  Decimal number;
  std::string name;          // of an item or an indicator
  indicator::Filter filter;  // of an indicator
  bool last = false;         // of an item: in the year before
  std::vector<Formula> operands;
  int line = 0, column = 0;
};

// An audit relation.
struct Relation {
  enum class Kind { all, any, none, implies, compare, given, missing };
  Kind kind = Kind::compare;
  std::vector<Relation> parts;  // implies: if the first then the second
  indicator::Compare op = indicator::Compare::equal;
  std::vector<Formula> sides;  // of compare: left, right
  Formula item;                // of given, missing
};

// `line` and `column` say where the text begins in its file.
Result<Formula> parse_source(std::string_view text, int line, int column);     // names: indicators
Result<Relation> parse_relation(std::string_view text, int line, int column);  // names: items

// Every name in it, each once, in the order of the text; those within last() apart.
struct Named {
  std::vector<const Formula*> items, last_items;
};
Named names_of(const Relation& relation);
std::vector<const Formula*> names_of(const Formula& formula);

// The value; none if an item in it is not reported. What does not apply adds nothing. Error:
// "decimal.overflow".
Result<std::optional<Decimal>> evaluate(const Formula& formula, const CellLookup& cells);

// `open`: an item that it needs is not reported, so nothing can be said. Error: as above.
enum class Verdict { holds, broken, open };
Result<Verdict> judge(const Relation& relation, const CellLookup& cells);

}  // namespace youju::forms
