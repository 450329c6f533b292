// A superior's own workbook, filled from what is known here: "enter once, report many ways". Which
// cell takes what is a mapping of plain lines, proposed by the words of the workbook's rows and
// kept by people as csv. Writes nothing but the copy of the workbook that it gives back.
#pragma once

#include <youju/forms/returns.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

// One line of a mapping. Header of the csv: sheet,cell,take,power; further columns are not read.
struct Place {
  std::string sheet;  // its name
  std::string cell;   // "C7"
  // An item of the survey's edition ("staff_ft"), else an indicator with its aspect ("lectures",
  // "growth.lectures").
  std::string take;
  int power = 0;  // the cell counts in 10^power: 4 in 万, 8 in 亿
};

// What a place takes now.
struct PlaceNow {
  Place place;
  std::string label;        // the words of the cell's row
  std::string title, unit;  // of what is taken
  CellValue value;          // as it is put, power counted in
  std::string reason;       // catalogue id: why the cell stays as it is; "" if it is filled
  std::vector<std::string> figures;
};

struct SuperiorAsk {
  std::string survey, unit;
  int year = 0;
};

// Errors: "forms.mapping_header", "forms.mapping_line" (the line in `where`),
// "forms.too_many_places" over limits::superior_places_max, those of parse_csv.
Result<std::vector<Place>> parse_places(std::string_view csv);

// By the words of each row: a code or a title of the edition, else a title or another name of an
// indicator whose unit of measure is the row's. The place is the first cell right of the words that
// is empty or holds a number, in a column that is not of last year or a rate. What is named twice
// and tells nothing more is not proposed. Errors: those of office::XlsxReader and of places_now.
Result<std::vector<PlaceNow>> propose_places(const Returns& returns, const org::Access& access,
                                             const SuperiorAsk& ask, std::string_view bytes);

// Values are those of the unit's return where there is one, else of the ledgers. Action::read.
// Errors: "forms.unknown_take", "forms.no_such_sheet", "forms.bad_address" with "sheet!cell" in
// `where`; those of FigureView.
Result<std::vector<PlaceNow>> places_now(const Returns& returns, const org::Access& access,
                                         const SuperiorAsk& ask, std::string_view bytes,
                                         const std::vector<Place>& places);

// The workbook with the values in their cells. What has a reason stays as it is; none is written
// as `nothing`. Errors: those of office::fill_xlsx.
Result<std::string> fill_places(std::string_view bytes, const std::vector<PlaceNow>& places,
                                std::string_view nothing);

}  // namespace youju::forms
