#include <youju/base/limits.h>
#include <youju/indicator/expression.h>
#include <youju/indicator/lexer.h>

#include <array>
#include <optional>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::array<std::pair<std::string_view, AggregateKind>, 5> plain_aggregates = {{
    {"count", AggregateKind::count},
    {"sum", AggregateKind::sum},
    {"max", AggregateKind::max},
    {"distinct", AggregateKind::distinct},
    {"latest", AggregateKind::latest},
}};

constexpr std::array<std::pair<std::string_view, Function>, 7> functions = {{
    {"share", Function::share},
    {"ratio", Function::ratio},
    {"growth", Function::growth},
    {"rank", Function::rank},
    {"cumulative", Function::cumulative},
    {"target", Function::target},
    {"progress", Function::progress},
}};

// share and ratio take two indicators, the others one.
constexpr std::size_t operand_count(Function function) {
  return function == Function::share || function == Function::ratio ? 2 : 1;
}

// Counts how deep brackets and signs are nested, so that hostile text cannot exhaust the stack.
class Depth {
 public:
  explicit Depth(int& depth) : depth_(depth) { ++depth_; }
  ~Depth() { --depth_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;
  bool too_deep() const { return depth_ > limits::expression_depth; }

 private:
  int& depth_;
};

class ConditionParser {
 public:
  explicit ConditionParser(Tokens& tokens) : tokens_(tokens) {}

  Result<Condition> either() { return chain("or", Condition::Kind::any, &ConditionParser::both); }

 private:
  Result<Condition> both() { return chain("and", Condition::Kind::all, &ConditionParser::single); }

  Result<Condition> chain(std::string_view word, Condition::Kind kind,
                          Result<Condition> (ConditionParser::*part)()) {
    Condition first = TRY((this->*part)());
    if (!tokens_.at(word)) return first;
    Condition whole;
    whole.kind = kind;
    whole.line = first.line;
    whole.column = first.column;
    whole.parts.push_back(std::move(first));
    while (tokens_.accept(word)) whole.parts.push_back(TRY((this->*part)()));
    return whole;
  }

  Condition start(Condition::Kind kind) const {
    Condition condition;
    condition.kind = kind;
    condition.line = tokens_.line();
    condition.column = tokens_.column_at(tokens_.peek().byte);
    return condition;
  }

  Result<Condition> single() {
    const Depth guard(depth_);
    if (guard.too_deep()) return tokens_.error_at(tokens_.peek().byte, "indicator.too_deep");
    if (tokens_.at("not")) {
      Condition none = start(Condition::Kind::none);
      tokens_.take();
      none.parts.push_back(TRY(single()));
      return none;
    }
    if (tokens_.accept("(")) {
      Condition inner = TRY(either());
      TRY(tokens_.expect(")"));
      return inner;
    }
    return comparison();
  }

  Result<Condition> comparison() {
    Condition condition = start(Condition::Kind::compare);
    const std::size_t byte = tokens_.peek().byte;
    condition.field = TRY(tokens_.name("indicator.expected_field"));
    if (tokens_.accept("given")) {
      condition.kind = Condition::Kind::given;
      return condition;
    }
    if (tokens_.accept("missing")) {
      condition.kind = Condition::Kind::missing;
      return condition;
    }
    if (tokens_.accept("in")) {
      condition.kind = Condition::Kind::in;
      TRY(tokens_.expect("("));
      do condition.values.push_back(TRY(literal()));
      while (tokens_.accept(","));
      TRY(tokens_.expect(")"));
      return condition;
    }
    const std::optional<Compare> op = accept_comparison(tokens_);
    if (!op) return tokens_.unexpected("= != < <= > >= in given missing");
    condition.op = *op;
    condition.values.push_back(TRY(literal()));
    return special(std::move(condition), byte);
  }

  // `tag = t`, `unit = self` and `host = self` look like comparisons but ask other things.
  Result<Condition> special(Condition condition, std::size_t byte) const {
    const bool self = condition.values.front() == "self";
    const bool is_tag = condition.field == "tag";
    const bool is_unit = condition.field == "unit" && self;
    const bool is_host = condition.field == "host";
    if (!is_tag && !is_unit && !is_host) return condition;
    const bool equality = condition.op == Compare::equal || condition.op == Compare::not_equal;
    if (!equality || (is_host && !self)) {
      return tokens_.error_at(byte, "indicator.bad_comparison", {{"field", condition.field}});
    }
    condition.kind = is_tag    ? Condition::Kind::tag
                     : is_unit ? Condition::Kind::unit_self
                               : Condition::Kind::host_self;
    if (condition.op == Compare::equal) return condition;
    Condition none;  // names no field of its own: tag and host are no columns
    none.kind = Condition::Kind::none;
    none.line = condition.line;
    none.column = condition.column;
    condition.op = Compare::equal;
    none.parts = {std::move(condition)};
    return none;
  }

  Result<std::string> literal() {
    const bool negative = tokens_.accept("-");
    const TokenKind kind = tokens_.peek().kind;
    if (kind == TokenKind::number) return (negative ? "-" : "") + day_or_number();
    if (!negative && (kind == TokenKind::name || kind == TokenKind::text)) {
      return tokens_.take().text;
    }
    return tokens_.error_here("indicator.expected_value");
  }

  // A day is written 2020-03-20, which reads as three numbers and two signs.
  std::string day_or_number() {
    std::string text = tokens_.take().text;
    for (int part = 0; part < 2 && tokens_.at("-"); ++part) {
      tokens_.take();
      text += "-" + tokens_.take().text;
    }
    return text;
  }

  Tokens& tokens_;
  int depth_ = 0;
};

class AggregateParser {
 public:
  explicit AggregateParser(Tokens& tokens) : tokens_(tokens) {}

  // Whether the text begins like an aggregate; formulas begin with a name too, but never with one
  // of these words followed by another name.
  static bool begins(const Tokens& tokens) {
    if (tokens.peek(1).kind != TokenKind::name) return false;
    for (std::string_view word :
         {"count", "sum", "max", "distinct", "latest", "first", "last", "streak"}) {
      if (tokens.at(word)) return true;
    }
    return false;
  }

  Result<Aggregate> parse() {
    Aggregate aggregate;
    TRY(what(aggregate));
    TRY(tokens_.expect("of"));
    aggregate.ledger_place = tokens_.place();
    aggregate.ledger = TRY(tokens_.name("indicator.expected_ledger"));
    if (tokens_.accept("standing")) {
      aggregate.time = TimeMode::standing;
    } else if (tokens_.accept("to")) {
      TRY(tokens_.expect("date"));
      aggregate.time = TimeMode::to_date;
    }
    if (tokens_.accept("where")) aggregate.where = TRY(ConditionParser(tokens_).either());
    if (!tokens_.done()) return tokens_.unexpected("where");
    return aggregate;
  }

 private:
  Result<void> what(Aggregate& aggregate) {
    if (tokens_.at("first") || tokens_.at("last")) {
      aggregate.kind = tokens_.at("first") ? AggregateKind::first_day : AggregateKind::last_day;
      tokens_.take();
      return tokens_.expect("day");
    }
    if (tokens_.accept("streak")) {
      aggregate.kind = AggregateKind::streak;
      return {};
    }
    for (const auto& [word, kind] : plain_aggregates) {
      if (tokens_.accept(word)) aggregate.kind = kind;
    }
    if (aggregate.kind == AggregateKind::count) return {};
    aggregate.field_place = tokens_.place();
    aggregate.field = TRY(tokens_.name("indicator.expected_field"));
    if (aggregate.kind == AggregateKind::latest && tokens_.accept("by")) {
      aggregate.key_place = tokens_.place();
      aggregate.key = TRY(tokens_.name("indicator.expected_field"));
    }
    return {};
  }

  Tokens& tokens_;
};

class FormulaParser {
 public:
  explicit FormulaParser(Tokens& tokens) : tokens_(tokens) {}

  Result<Formula> sum() {
    Formula left = TRY(product());
    while (tokens_.at("+") || tokens_.at("-")) {
      Formula whole = start(tokens_.at("+") ? Formula::Kind::add : Formula::Kind::subtract);
      tokens_.take();
      whole.operands.push_back(std::move(left));
      whole.operands.push_back(TRY(product()));
      left = std::move(whole);
    }
    return left;
  }

 private:
  Formula start(Formula::Kind kind) const {
    Formula formula;
    formula.kind = kind;
    formula.line = tokens_.line();
    formula.column = tokens_.column_at(tokens_.peek().byte);
    return formula;
  }

  Result<Formula> product() {
    Formula left = TRY(factor());
    while (tokens_.at("*") || tokens_.at("/")) {
      Formula whole = start(tokens_.at("*") ? Formula::Kind::multiply : Formula::Kind::divide);
      tokens_.take();
      whole.operands.push_back(std::move(left));
      whole.operands.push_back(TRY(factor()));
      left = std::move(whole);
    }
    return left;
  }

  Result<Formula> factor() {
    const Depth guard(depth_);
    if (guard.too_deep()) return tokens_.error_at(tokens_.peek().byte, "indicator.too_deep");
    if (tokens_.at("-")) {
      Formula negated = start(Formula::Kind::negate);
      tokens_.take();
      negated.operands.push_back(TRY(factor()));
      return negated;
    }
    if (tokens_.accept("(")) {
      Formula inner = TRY(sum());
      TRY(tokens_.expect(")"));
      return inner;
    }
    if (tokens_.peek().kind == TokenKind::number) {
      Formula number = start(Formula::Kind::number);
      number.number = TRY(Decimal::parse(tokens_.take().text));
      return number;
    }
    Formula named = start(Formula::Kind::reference);
    named.reference = TRY(tokens_.name("indicator.expected_indicator"));
    if (!tokens_.at("(")) return named;
    return call(std::move(named));
  }

  Result<Formula> call(Formula named) {
    for (const auto& [word, function] : functions) {
      if (word != named.reference) continue;
      tokens_.take();
      named.kind = Formula::Kind::function;
      named.function = function;
      named.reference.clear();
      TRY(arguments(named));
      return named;
    }
    return tokens_.error_at(tokens_.peek().byte, "indicator.unknown_function",
                            {{"name", named.reference}});
  }

  Result<void> arguments(Formula& call) {
    for (std::size_t index = 0; index < operand_count(call.function); ++index) {
      if (index > 0) TRY(tokens_.expect(","));
      Formula operand = start(Formula::Kind::reference);
      operand.reference = TRY(tokens_.name("indicator.expected_indicator"));
      call.operands.push_back(std::move(operand));
    }
    if (call.function == Function::rank && tokens_.accept(",")) {
      TRY(tokens_.expect("ascending"));
      call.ascending = true;
    }
    return tokens_.expect(")");
  }

  Tokens& tokens_;
  int depth_ = 0;
};

}  // namespace

Result<Expression> parse_expression(std::string_view text, int line, int column) {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  if (tokens.at("declared") && tokens.peek(1).kind == TokenKind::end) return Declared{};
  if (AggregateParser::begins(tokens)) return TRY(AggregateParser(tokens).parse());
  Formula formula = TRY(FormulaParser(tokens).sum());
  if (!tokens.done()) return tokens.unexpected("+ - * /");
  return formula;
}

Result<Condition> parse_condition(std::string_view text, int line, int column) {
  Tokens tokens = TRY(Tokens::read(text, line, column));
  Condition condition = TRY(ConditionParser(tokens).either());
  if (!tokens.done()) return tokens.unexpected("and or");
  return condition;
}

}  // namespace youju::indicator
