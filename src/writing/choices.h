// Figures to choose from when one is put into a text: each in every wording that makes sense of its
// value.
#pragma once

#include <youju/indicator/figures.h>

#include <string>
#include <vector>

namespace youju::writing {

struct ChoiceQuery {
  std::string unit;  // code
  Period period;
  std::string contains;   // a part of the indicator's title or id, whatever its case; "": all
  std::string indicator;  // this one alone; "": all
  indicator::Aspect aspect = indicator::Aspect::actual;
  indicator::Filter filter;
  std::string by;         // a field, unit or month: one choice for each part; needs an indicator
  std::size_t rows = 20;  // at most limits::figure_choices_max
};
struct WordingChoice {
  indicator::Wording wording;
  std::string text;
  bool usual = false;
};
struct FigureChoice {
  indicator::Figure figure;
  std::string title;  // with what the filter or the part names
  std::vector<WordingChoice> wordings;
};
struct FigureChoices {
  std::vector<FigureChoice> rows;
  bool more = false;  // not all were told
};

// "actual", "growth", …; error "writing.unknown_aspect".
Result<indicator::Aspect> parse_aspect(std::string_view text);
// "field=code,field=code"; error "figure.bad_filter".
Result<indicator::Filter> parse_filter(std::string_view text);

// What may not be seen or cannot be asked in this way (the growth of a date) is left out, unless it
// is the one indicator asked for. Errors: those of FigureView, "writing.by_needs_indicator".
Result<FigureChoices> figure_choices(indicator::FigureView& figures, const ChoiceQuery& query,
                                     Language language);

// The wordings that make sense of a value, the usual one first; each text once.
std::vector<WordingChoice> wordings_of(const indicator::Figure& figure, Language language);

}  // namespace youju::writing
