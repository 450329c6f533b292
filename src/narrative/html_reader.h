// Finds our figures in an .html page that somebody may have edited. It looks for the <data>
// elements and, in charts, the <text> elements alone and so reads pages that are not well-formed
// too. Inside this room.
#pragma once

#include <youju/base/catalogue.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

struct HtmlFigure {
  std::string name, wording, printed, value;
  std::string text;   // as it stands now, without markup
  std::string place;  // of the point of a chart: the chart, its series and category; else ""
};
struct HtmlContent {
  std::vector<HtmlFigure> figures;
  std::int64_t as_of = 0;
  Language language = Language::zh_cn;
};

HtmlContent read_html_figures(std::string_view html);

}  // namespace youju::narrative
