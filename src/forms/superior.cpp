#include <youju/base/csv.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/forms/superior.h>
#include <youju/forms/superior_rows.h>
#include <youju/office/xlsx_fill.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>
#include <charconv>

namespace youju::forms {
namespace {

constexpr int power_max = 8;

Result<int> parse_power(std::string_view text) {
  int power = 0;
  if (text.empty()) return power;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), power);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && power >= 0 &&
      power <= power_max) {
    return power;
  }
  return fail(ErrorKind::bad_input, "forms.mapping_line");
}

std::string where_of(const Place& place) { return place.sheet + "!" + place.cell; }

// 10^-power of a number, exact.
Result<CellValue> scaled(const CellValue& value, int power) {
  if (value.state != CellState::number || power == 0) return value;
  std::string part = "0.";
  for (int digit = 1; digit < power; ++digit) part += '0';
  return CellValue{CellState::number, TRY(multiply(value.number, TRY(Decimal::parse(part + "1"))))};
}

// What items and indicators say of one unit and year.
class Source {
 public:
  static Result<Source> open(const Returns& returns, const org::Access& access,
                             const SuperiorAsk& ask) {
    Source source;
    source.ask_ = ask;
    auto coverage = returns.coverage(access, ask.survey, ask.unit, ask.year);
    // A year of no edition has indicators all the same.
    if (!coverage && coverage.error().what != "forms.no_edition") return fail(coverage.error());
    if (coverage) source.coverage_ = std::move(*coverage);
    const auto head = returns.find(access, ask.survey, ask.unit, ask.year);
    if (head) {
      source.reading_ = TRY(returns.read(access, head->id));
    } else if (head.error().what != "forms.no_such_return") {
      return fail(head.error());
    }
    source.figures_ = returns.needs().figures.view(access);
    return source;
  }
  const Edition* edition() const { return coverage_.edition; }  // or null
  const indicator::IndicatorSet& indicators() const { return figures_->indicators(); }

  Result<PlaceNow> now(const Place& place) {
    PlaceNow found;
    found.place = place;
    const Item* item = edition() == nullptr ? nullptr : edition()->item(place.take);
    if (item != nullptr) {
      found.title = item->title.zh_cn;
      found.unit = item->unit;
      take_item(*item, found);
    } else {
      TRY(take_indicator(place, found));
    }
    found.value = TRY(scaled(found.value, place.power));
    if (found.value.state == CellState::missing && found.reason.empty()) {
      found.reason = "forms.cell_blank";
    }
    return found;
  }

 private:
  void take_item(const Item& item, PlaceNow& found) const {
    if (reading_) {
      const CellNow* cell = reading_->cell(item.id);
      found.value = cell->printed;
      if (cell->cell) found.figures = cell->cell->figures;
      return;
    }
    for (const Coverage::Row& row : coverage_.rows) {
      if (row.item != &item || !row.proof) continue;
      found.value = printed(item, row.proof->value);
      found.figures = row.proof->figures;
      found.reason = row.proof->reason;
    }
  }

  Result<void> take_indicator(const Place& place, PlaceNow& found) {
    const auto name = indicator::FigureName::parse(place.take + "@" + ask_.unit + "@" +
                                                   std::to_string(ask_.year));
    if (!name || indicators().find(name->indicator) == nullptr) {
      return fail(ErrorKind::bad_input, "forms.unknown_take", {{"name", place.take}},
                  where_of(place));
    }
    const indicator::Figure figure = TRY(figures_->figure(*name));
    found.title = figure.indicator->title.zh_cn;
    found.unit = figure.unit_of_measure;
    Proof taken = taken_from(figure);
    found.figures = std::move(taken.figures);
    found.value = std::move(taken.value);
    found.reason = std::move(taken.reason);
    const bool is_ratio = figure.indicator->quantity == indicator::Quantity::ratio ||
                          name->aspect == indicator::Aspect::growth ||
                          name->aspect == indicator::Aspect::progress;
    if (found.value.state == CellState::number && is_ratio) {
      found.value.number = found.value.number.rounded(std::max(figure.indicator->decimals, 2));
    }
    return {};
  }

  SuperiorAsk ask_;
  Coverage coverage_;
  std::optional<Reading> reading_;
  std::unique_ptr<indicator::FigureView> figures_;
};

Result<std::size_t> sheet_of(const office::XlsxReader& reader, const Place& place) {
  const auto& sheets = reader.sheets();
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (sheets[index].name == place.sheet) return index;
  }
  return fail(ErrorKind::bad_input, "forms.no_such_sheet", {{"name", place.sheet}},
              where_of(place));
}

Result<void> require_few(std::size_t places) {
  if (places <= limits::superior_places_max) return {};
  return fail(ErrorKind::too_large, "forms.too_many_places",
              {{"max", std::to_string(limits::superior_places_max)}});
}

}  // namespace

Result<std::vector<Place>> parse_places(std::string_view csv) {
  const std::vector<CsvRow> rows = TRY(parse_csv(csv));
  constexpr std::size_t columns = 3;
  const auto is_header = [](const std::vector<std::string>& cells) {
    return cells.size() >= columns && cells[0] == "sheet" && cells[1] == "cell" &&
           cells[2] == "take";
  };
  if (rows.empty() || !is_header(rows.front().cells)) {
    return fail(ErrorKind::bad_input, "forms.mapping_header", {}, "1");
  }
  const auto& header = rows.front().cells;
  const auto power_at = std::find(header.begin(), header.end(), "power") - header.begin();
  TRY(require_few(rows.size() - 1));
  std::vector<Place> places;
  for (std::size_t at = 1; at < rows.size(); ++at) {
    std::vector<std::string> cells = rows[at].cells;
    cells.resize(std::max(cells.size(), header.size() + 1));
    if (cells[2].empty()) continue;  // a row that a person did not map
    Place place{cells[0], cells[1], cells[2], 0};
    const auto power = parse_power(cells[static_cast<std::size_t>(power_at)]);
    if (!power || place.sheet.empty() || place.cell.empty()) {
      return fail(ErrorKind::bad_input, "forms.mapping_line", {}, std::to_string(at + 1));
    }
    place.power = *power;
    places.push_back(std::move(place));
  }
  return places;
}

Result<std::vector<PlaceNow>> propose_places(const Returns& returns, const org::Access& access,
                                             const SuperiorAsk& ask, std::string_view bytes) {
  Source source = TRY(Source::open(returns, access, ask));
  const office::XlsxReader reader = TRY(office::XlsxReader::open(bytes));
  std::vector<PlaceNow> all;
  for (std::size_t index = 0; index < reader.sheets().size(); ++index) {
    for (SuperiorRow& row :
         TRY(superior_rows(reader, index, source.edition(), source.indicators()))) {
      TRY(require_few(all.size() + 1));
      PlaceNow now =
          TRY(source.now({reader.sheets()[index].name, row.cell, std::move(row.take), row.power}));
      now.label = std::move(row.label);
      all.push_back(std::move(now));
    }
  }
  return all;
}

Result<std::vector<PlaceNow>> places_now(const Returns& returns, const org::Access& access,
                                         const SuperiorAsk& ask, std::string_view bytes,
                                         const std::vector<Place>& places) {
  TRY(require_few(places.size()));
  Source source = TRY(Source::open(returns, access, ask));
  const office::XlsxReader reader = TRY(office::XlsxReader::open(bytes));
  std::vector<PlaceNow> all;
  for (const Place& place : places) {
    TRY(sheet_of(reader, place));
    if (!office::parse_cell_address(place.cell)) {
      return fail(ErrorKind::bad_input, "forms.bad_address", {{"address", place.cell}},
                  where_of(place));
    }
    all.push_back(TRY(source.now(place)));
  }
  return all;
}

Result<std::string> fill_places(std::string_view bytes, const std::vector<PlaceNow>& places,
                                std::string_view nothing) {
  const office::XlsxReader reader = TRY(office::XlsxReader::open(bytes));
  std::vector<office::XlsxFill> fills;
  for (const PlaceNow& each : places) {
    if (!each.reason.empty()) continue;
    const auto address = office::parse_cell_address(each.place.cell);
    if (!address) {
      return fail(ErrorKind::bad_input, "forms.bad_address", {{"address", each.place.cell}},
                  where_of(each.place));
    }
    office::XlsxFill fill;
    fill.sheet = TRY(sheet_of(reader, each.place));
    fill.row = address->row;
    fill.column = address->column;
    if (each.value.state == CellState::number) {
      fill.value = each.value.number;
    } else {
      fill.value = std::string(nothing);
    }
    fills.push_back(std::move(fill));
  }
  return office::fill_xlsx(bytes, fills);
}

}  // namespace youju::forms
