// What a template is once it is read. Inside this room: compose() walks it.
#pragma once

#include <youju/indicator/figure.h>
#include <youju/indicator/lexer.h>
#include <youju/narrative/template.h>

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace youju::narrative {

// A figure that is asked relative to the document's unit and period.
struct FigureExpression {
  enum class When { same, last_year, next_year, fixed, to_date };
  indicator::Aspect aspect = indicator::Aspect::actual;
  std::string indicator;
  indicator::Filter filter;
  When when = When::same;
  Period period;     // of fixed
  std::string unit;  // code; "" = the document's
};

struct TemplateCondition {
  enum class Kind { all, any, none, compare, ground, records };
  Kind kind = Kind::all;
  std::vector<TemplateCondition> parts;
  FigureExpression figure;
  indicator::Compare op = indicator::Compare::equal;
  Decimal number;
  std::string ledger;
};

struct WordPart {
  enum class Word { unit, unit_short, year, next_year, last_year, period };
  Word word = Word::unit;
};
struct FigurePart {
  FigureExpression figure;
  indicator::Wording wording;
};
struct ListPart {
  std::string field;
  FigureExpression figure;
  std::string by;  // "" = by day
  bool ascending = false;
  std::int64_t top = 0;       // 0 = all
  std::string before, after;  // around each name: 《 and 》
  bool total = false;
};
struct SplitPart {
  FigureExpression figure;
  std::string by;
  indicator::Wording wording;
};
using Span = std::variant<std::string, WordPart, FigurePart, ListPart, SplitPart>;
using Spans = std::vector<Span>;

struct HeadingBlock {
  int level = 1;
  Spans spans;
};
struct ParagraphBlock {
  Spans spans;
};
struct PointsBlock {
  struct Item {
    std::optional<TemplateCondition> when;
    Spans spans;
  };
  std::vector<Item> items;
};
struct TableBlock {
  std::string title;
  std::vector<std::string> columns;  // field names, or "on", "unit"
  FigureExpression figure;
  std::string by;
  bool ascending = false;
  std::int64_t top = 0;
};
struct ChartBlock {
  std::string kind;  // column bar line pie
  std::string title;
  std::vector<FigureExpression> figures;
  std::string by;
};
// What is wanted of the unit, beside what it reached in the document's period.
struct TargetsBlock {
  std::string title;
  FigureExpression::When when = FigureExpression::When::same;  // or next_year
};
struct AnnexBlock {
  std::string title;
};
struct SignBlock {};
using TemplateBlockValue = std::variant<HeadingBlock, ParagraphBlock, PointsBlock, TableBlock,
                                        ChartBlock, TargetsBlock, AnnexBlock, SignBlock>;
struct TemplateBlock {
  std::optional<TemplateCondition> when;
  TemplateBlockValue value;
};

struct Template::Body {
  std::string name;
  ledger::Titles title;
  std::vector<Spans> heading;   // lines of the document's title
  std::vector<Spans> subtitle;  // lines below it
  std::vector<TemplateBlock> blocks;
};

// Reads the parts of one line; every name is checked against the packs.
class SpanReader {
 public:
  SpanReader(const indicator::IndicatorSet& indicators, const ledger::SchemaSet& schemas)
      : indicators_(indicators), schemas_(schemas) {}

  // `line` and `column` say where `text` begins in the template.
  Result<Spans> spans(std::string_view text, int line, int column) const;
  Result<TemplateCondition> condition(std::string_view text, int line, int column) const;
  // What follows "@table", "@chart" and "@targets".
  Result<TableBlock> table(std::string_view text, int line, int column) const;
  Result<ChartBlock> chart(std::string_view text, int line, int column) const;
  Result<TargetsBlock> targets(std::string_view text, int line, int column) const;

 private:
  Result<Span> braces(std::string_view text, int line, int column) const;
  Result<Span> list(std::string_view text, int line, int column) const;
  Result<Span> split(std::string_view text, std::string_view wording, int line, int column) const;
  Result<FigureExpression> figure(indicator::Tokens& tokens) const;
  Result<void> modifiers(indicator::Tokens& tokens, FigureExpression& figure) const;
  Result<void> filter(indicator::Tokens& tokens, FigureExpression& figure) const;
  Result<void> moment(indicator::Tokens& tokens, FigureExpression& figure) const;
  Result<void> order(indicator::Tokens& tokens, const FigureExpression& figure, std::string& by,
                     bool& ascending, std::int64_t& top) const;
  Result<TemplateCondition> either(indicator::Tokens& tokens, int depth) const;
  Result<TemplateCondition> both(indicator::Tokens& tokens, int depth) const;
  Result<TemplateCondition> single(indicator::Tokens& tokens, int depth) const;
  Result<indicator::Wording> wording(const FigureExpression& figure, std::string_view text,
                                     int line, int column) const;
  // The ledger whose records stand behind a figure.
  Result<const ledger::Schema*> records_of(const indicator::Tokens& tokens,
                                           const FigureExpression& figure) const;
  Result<std::string> field(indicator::Tokens& tokens, const ledger::Schema& schema) const;

  const indicator::IndicatorSet& indicators_;
  const ledger::SchemaSet& schemas_;
};

}  // namespace youju::narrative
