// A figure: an indicator's value for (unit subtree, period, filter), with its kind and provenance.
// A proven figure can be made only from records, a declared one only with its source, a derived one
// only from figures: see Provenance.
#pragma once

#include <youju/base/catalogue.h>
#include <youju/indicator/cube.h>
#include <youju/indicator/definition.h>
#include <youju/indicator/wording.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace youju::indicator {

// What may stand before an indicator's id: growth.parks_new@440306@2020.
enum class Aspect { actual, target, growth, rank, cumulative, progress };

// The name of a figure; reads and writes `[function.]indicator@unit@period[?field=code,…]`.
struct FigureName {
  Aspect aspect = Aspect::actual;
  std::string indicator;
  std::string unit;  // code
  Period period;
  Filter filter;  // sorted by field
  // Errors: "figure.bad_name" (with what is wrong in field "part"), "figure.name_too_long".
  static Result<FigureName> parse(std::string_view text);
  std::string to_string() const;
  // Its two halves: [function.]indicator, and the rest, which all figures of a screen share.
  void append_what(std::string& text) const;
  std::string where_to_string() const;
  friend auto operator<=>(const FigureName& a, const FigureName& b) {
    return a.to_string() <=> b.to_string();
  }
  friend bool operator==(const FigureName&, const FigureName&) = default;
};

enum class FigureKind { proven, declared, derived, missing };
std::string_view figure_kind_name(FigureKind kind);

struct Source {          // of a declared figure or a target
  std::string citation;  // title and issuer of the paper
  std::string note;
  std::string entered_by;  // login
  std::int64_t entered_ms = 0;
};

struct Figure;

// Where a figure comes from.
struct FromRecords {
  std::int64_t records = 0, incomplete = 0, nil_returns = 0;
};
struct FromSource {
  Source source;
};
struct FromFigures {
  std::vector<Figure> operands;
  std::string rule;  // "share", "growth", "+", … as in packs
  // Further operands that whoever asked may not read, as the siblings' figures behind a rank.
  std::int64_t out_of_sight = 0;
};
struct FromNothing {
  // Catalogue id, a literal: "figure.not_reported", "figure.division_by_zero", …
  std::string_view reason;
  std::string part;  // "2020-07"
};
using Provenance = std::variant<FromNothing, FromRecords, FromSource, FromFigures>;

struct Figure {
  FigureName name;
  const Indicator* indicator = nullptr;
  std::string unit_of_measure;
  FigureKind kind = FigureKind::missing;
  std::variant<std::monostate, Decimal, Day> value;
  Qualifier qualifier = Qualifier::missing;  // what the value itself claims
  bool provisional = true;                   // the period is not closed
  bool not_applicable = false;
  std::int64_t as_of = 0;               // sequence of the last event counted
  Day tree_day;                         // the tree it was asked on
  std::optional<std::int64_t> rank_of;  // of a rank: how many were ranked
  Provenance provenance;

  const Decimal* number() const { return std::get_if<Decimal>(&value); }
  const Day* day() const { return std::get_if<Day>(&value); }
};

// The figure in words, by its indicator's wording or another. A missing figure has the gap mark
// 【缺：标题】, one that does not apply "—".
Stated state(const Figure& figure, const Wording& wording, Language language);
Stated state(const Figure& figure, Language language);
// Its unit of measure as people read it, and as it is called beside the figure's own number:
// sessions, but 1 session.
const std::string& measure_of(const Figure& figure, Language language);
const std::string& measure_beside(const Figure& figure, Language language);
// By how much it has changed, with its sign: +3场, -0.5个百分点.
std::string state_change(const Figure& figure, const Decimal& difference, Language language);
// The wording of the indicator as fits the aspect (growth in %, rank as 第一).
Wording default_wording(const Figure& figure);

}  // namespace youju::indicator
