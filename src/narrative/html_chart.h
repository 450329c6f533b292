// Charts of the .html page, drawn as SVG with whole-number coordinates, so that the same document
// gives the same bytes everywhere. Inside this room.
#pragma once

#include <youju/narrative/document.h>

#include <string>

namespace youju::narrative {

// Columns for column and line charts, horizontal bars for bar and pie charts: both read without
// colour. Every value stands beside its bar and carries its figure; a gap stays empty.
void append_html_chart(std::string& out, const Chart& chart);

}  // namespace youju::narrative
