#include <youju/base/limits.h>
#include <youju/forms/formula.h>
#include <youju/indicator/lexer.h>

#include <algorithm>

namespace youju::forms {
namespace {

using indicator::TokenKind;
using indicator::Tokens;

constexpr std::string_view words[] = {"and", "or",   "not",     "if",    "then",
                                      "abs", "last", "missing", "given", "where"};

bool is_word(std::string_view text) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

class Parser {
 public:
  Parser(Tokens tokens, bool of_figures) : tokens_(std::move(tokens)), of_figures_(of_figures) {}

  Result<Formula> sum() {
    Formula left = TRY(product());
    while (tokens_.at("+") || tokens_.at("-")) {
      Formula both = here(tokens_.at("+") ? Formula::Kind::add : Formula::Kind::subtract);
      tokens_.take();
      Formula right = TRY(product());
      both.operands.push_back(std::move(left));
      both.operands.push_back(std::move(right));
      left = std::move(both);
    }
    return left;
  }

  Result<Relation> relation() {
    TRY(enter());
    Relation whole;
    if (tokens_.accept("if")) {
      whole.kind = Relation::Kind::implies;
      whole.parts.push_back(TRY(any()));
      TRY(tokens_.expect("then"));
      whole.parts.push_back(TRY(any()));
    } else {
      whole = TRY(any());
    }
    --depth_;
    return whole;
  }

  Result<void> end() {
    if (!tokens_.done()) return tokens_.unexpected("end");
    return {};
  }

 private:
  Formula here(Formula::Kind kind) const {
    Formula formula;
    formula.kind = kind;
    formula.line = tokens_.line();
    formula.column = tokens_.column_at(tokens_.peek().byte);
    return formula;
  }

  Result<void> enter() {
    if (++depth_ <= limits::expression_depth) return {};
    return tokens_.error_here("indicator.too_deep");
  }

  Result<Formula> product() {
    Formula left = TRY(factor());
    while (tokens_.at("*")) {
      Formula both = here(Formula::Kind::multiply);
      tokens_.take();
      Formula right = TRY(factor());
      both.operands.push_back(std::move(left));
      both.operands.push_back(std::move(right));
      left = std::move(both);
    }
    return left;
  }

  Result<Formula> factor() {
    TRY(enter());
    Formula formula = TRY(factor_inside());
    --depth_;
    return formula;
  }

  Result<Formula> factor_inside() {
    if (tokens_.peek().kind == TokenKind::number) {
      Formula number = here(Formula::Kind::number);
      number.number = TRY(Decimal::parse(tokens_.take().text));
      return number;
    }
    if (tokens_.at("-")) {
      Formula negated = here(Formula::Kind::negate);
      tokens_.take();
      negated.operands.push_back(TRY(factor()));
      return negated;
    }
    if (tokens_.accept("(")) {
      Formula inner = TRY(sum());
      TRY(tokens_.expect(")"));
      return inner;
    }
    if (!of_figures_ && tokens_.at("abs")) {
      Formula absolute = here(Formula::Kind::absolute);
      tokens_.take();
      TRY(tokens_.expect("("));
      absolute.operands.push_back(TRY(sum()));
      TRY(tokens_.expect(")"));
      return absolute;
    }
    if (!of_figures_ && tokens_.accept("last")) {
      TRY(tokens_.expect("("));
      Formula item = TRY(name());
      item.last = true;
      TRY(tokens_.expect(")"));
      return item;
    }
    return name();
  }

  Result<Formula> name() {
    Formula formula = here(Formula::Kind::name);
    const std::string_view what =
        of_figures_ ? "indicator.expected_indicator" : "forms.expected_item";
    if (is_word(tokens_.peek().text)) return tokens_.error_here(what);
    formula.name = TRY(tokens_.name(what));
    if (!of_figures_ || !tokens_.accept("where")) return formula;
    do {
      std::string field = TRY(tokens_.name("indicator.expected_field"));
      TRY(tokens_.expect("="));
      std::string code = TRY(tokens_.name("forms.expected_code"));
      formula.filter.emplace_back(std::move(field), std::move(code));
    } while (tokens_.accept("and"));
    std::sort(formula.filter.begin(), formula.filter.end());
    return formula;
  }

  Result<Relation> any() { return joined("or", Relation::Kind::any, &Parser::all); }
  Result<Relation> all() { return joined("and", Relation::Kind::all, &Parser::one); }

  Result<Relation> joined(std::string_view word, Relation::Kind kind,
                          Result<Relation> (Parser::*part)()) {
    Relation first = TRY((this->*part)());
    if (!tokens_.at(word)) return first;
    Relation whole;
    whole.kind = kind;
    whole.parts.push_back(std::move(first));
    while (tokens_.accept(word)) whole.parts.push_back(TRY((this->*part)()));
    return whole;
  }

  Result<Relation> one() {
    TRY(enter());
    Relation relation = TRY(one_inside());
    --depth_;
    return relation;
  }

  Result<Relation> one_inside() {
    if (tokens_.accept("not")) {
      Relation negated;
      negated.kind = Relation::Kind::none;
      negated.parts.push_back(TRY(one()));
      return negated;
    }
    // A bracket opens a relation or a sum; only what stands behind its end tells which.
    if (tokens_.at("(") && bracket_is_relation()) {
      tokens_.take();
      Relation inner = TRY(relation());
      TRY(tokens_.expect(")"));
      return inner;
    }
    return comparison();
  }

  bool bracket_is_relation() const {
    int depth = 0;
    for (std::size_t ahead = 0;; ++ahead) {
      const indicator::Token& token = tokens_.peek(ahead);
      if (token.kind == TokenKind::end) return false;
      if (token.text == "(" && token.kind == TokenKind::symbol) ++depth;
      if (token.text == ")" && token.kind == TokenKind::symbol && --depth == 0) return false;
      const std::string_view text = token.text;
      for (std::string_view sign : {"=", "!=", "<", "<=", ">", ">=", "given", "missing", "if"}) {
        if (text == sign) return true;
      }
    }
  }

  Result<Relation> comparison() {
    Relation relation;
    Formula left = TRY(sum());
    const bool is_item = left.kind == Formula::Kind::name;
    if (is_item && (tokens_.at("given") || tokens_.at("missing"))) {
      relation.kind = tokens_.at("given") ? Relation::Kind::given : Relation::Kind::missing;
      tokens_.take();
      relation.item = std::move(left);
      return relation;
    }
    const auto op = indicator::accept_comparison(tokens_);
    if (!op) return tokens_.unexpected("= != < <= > >=");
    relation.op = *op;
    relation.sides.push_back(std::move(left));
    relation.sides.push_back(TRY(sum()));
    return relation;
  }

  Tokens tokens_;
  bool of_figures_;
  int depth_ = 0;
};

void collect(const Formula& formula, std::vector<const Formula*>& names) {
  if (formula.kind == Formula::Kind::name) {
    const bool known = std::any_of(names.begin(), names.end(), [&](const Formula* other) {
      return other->name == formula.name && other->last == formula.last &&
             other->filter == formula.filter;
    });
    if (!known) names.push_back(&formula);
  }
  for (const Formula& operand : formula.operands) collect(operand, names);
}

void collect(const Relation& relation, std::vector<const Formula*>& names) {
  if (relation.kind == Relation::Kind::given || relation.kind == Relation::Kind::missing) {
    collect(relation.item, names);
  }
  for (const Formula& side : relation.sides) collect(side, names);
  for (const Relation& part : relation.parts) collect(part, names);
}

bool compares(indicator::Compare op, const Decimal& a, const Decimal& b) {
  switch (op) {
    case indicator::Compare::equal:
      return a == b;
    case indicator::Compare::not_equal:
      return a != b;
    case indicator::Compare::less:
      return a < b;
    case indicator::Compare::less_equal:
      return a <= b;
    case indicator::Compare::greater:
      return a > b;
    case indicator::Compare::greater_equal:
      return a >= b;
  }
  return false;
}

Verdict negated(Verdict verdict) {
  if (verdict == Verdict::open) return Verdict::open;
  return verdict == Verdict::holds ? Verdict::broken : Verdict::holds;
}

// One part decides (`deciding`) whatever the others say; else one that is open leaves it open.
Result<Verdict> judge_parts(const std::vector<Relation>& parts, Verdict deciding,
                            const CellLookup& cells) {
  bool is_open = false;
  for (const Relation& part : parts) {
    const Verdict verdict = TRY(judge(part, cells));
    if (verdict == deciding) return deciding;
    is_open = is_open || verdict == Verdict::open;
  }
  return is_open ? Verdict::open : negated(deciding);
}

}  // namespace

Result<Formula> parse_source(std::string_view text, int line, int column) {
  Parser parser(TRY(Tokens::read(text, line, column)), true);
  Formula formula = TRY(parser.sum());
  TRY(parser.end());
  return formula;
}

Result<Relation> parse_relation(std::string_view text, int line, int column) {
  Parser parser(TRY(Tokens::read(text, line, column)), false);
  Relation relation = TRY(parser.relation());
  TRY(parser.end());
  return relation;
}

Named names_of(const Relation& relation) {
  std::vector<const Formula*> all;
  collect(relation, all);
  Named named;
  for (const Formula* each : all) (each->last ? named.last_items : named.items).push_back(each);
  return named;
}

std::vector<const Formula*> names_of(const Formula& formula) {
  std::vector<const Formula*> all;
  collect(formula, all);
  return all;
}

Result<std::optional<Decimal>> evaluate(const Formula& formula, const CellLookup& cells) {
  std::vector<Decimal> values;
  for (const Formula& operand : formula.operands) {
    const std::optional<Decimal> value = TRY(evaluate(operand, cells));
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  switch (formula.kind) {
    case Formula::Kind::number:
      return formula.number;
    case Formula::Kind::name: {
      const CellValue cell = cells(formula.name, formula.last);
      if (cell.state == CellState::missing) return std::nullopt;
      return cell.state == CellState::none ? Decimal(0) : cell.number;
    }
    case Formula::Kind::add:
      return TRY(add(values[0], values[1]));
    case Formula::Kind::subtract:
      return TRY(subtract(values[0], values[1]));
    case Formula::Kind::multiply:
      return TRY(multiply(values[0], values[1]));
    case Formula::Kind::negate:
      return values[0].negated();
    case Formula::Kind::absolute:
      return values[0].abs();
  }
  return std::nullopt;
}

Result<Verdict> judge(const Relation& relation, const CellLookup& cells) {
  switch (relation.kind) {
    case Relation::Kind::all:
      return judge_parts(relation.parts, Verdict::broken, cells);
    case Relation::Kind::any:
      return judge_parts(relation.parts, Verdict::holds, cells);
    case Relation::Kind::none:
      return negated(TRY(judge(relation.parts.front(), cells)));
    case Relation::Kind::implies: {
      const Verdict condition = TRY(judge(relation.parts[0], cells));
      if (condition == Verdict::broken) return Verdict::holds;
      const Verdict consequence = TRY(judge(relation.parts[1], cells));
      if (consequence == Verdict::holds) return Verdict::holds;
      return condition == Verdict::open ? Verdict::open : consequence;
    }
    case Relation::Kind::given:
    case Relation::Kind::missing: {
      const CellValue cell = cells(relation.item.name, relation.item.last);
      const bool is_given = cell.state != CellState::missing;
      return is_given == (relation.kind == Relation::Kind::given) ? Verdict::holds
                                                                  : Verdict::broken;
    }
    case Relation::Kind::compare:
      break;
  }
  const std::optional<Decimal> left = TRY(evaluate(relation.sides[0], cells));
  const std::optional<Decimal> right = TRY(evaluate(relation.sides[1], cells));
  if (!left || !right) return Verdict::open;
  return compares(relation.op, *left, *right) ? Verdict::holds : Verdict::broken;
}

}  // namespace youju::forms
