// Holds the charts of a document that came back against those of its manifest. Inside this room.
#pragma once

#include <youju/narrative/manifest.h>
#include <youju/office/docx_reader.h>

#include <string>
#include <vector>

namespace youju::narrative {

// A point that was printed, or one that somebody added.
struct ChartPair {
  const ManifestPoint* printed = nullptr;
  bool here = false;    // its place is still there and holds a number
  std::string text;     // as the chart shows it now
  std::string context;  // the chart's title, the series, the category
};

// A chart is known by its title, by what its categories are called, or by its place among as many
// charts as were printed; a series and a category likewise.
std::vector<ChartPair> pair_charts(const std::vector<office::DocxChartContent>& carried,
                                   const std::vector<ManifestChart>& printed);

// Whether a chart shows this value. Office programs keep numbers in binary and may write the
// sixteen digits of 0.1 that they hold.
bool shows_value(const std::string& text, const std::string& value);

}  // namespace youju::narrative
