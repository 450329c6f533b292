// Figures as tables: one of them by two splits, and either way of cutting as a file.
#include <youju/app/figure_sheet.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/temporary.h>

#include <map>

namespace youju::http {
namespace {

using indicator::Figure;
using indicator::FigureName;
using indicator::FigureTable;
using indicator::FigureView;

// A row's or a column's head: its title and the total that the server asked for.
void tell_line(JsonWriter& json, const Call& call, FigureView& view, const Figure& total,
               const std::string& by) {
  json.begin_object().member("title", view.part_title(total.name, by, call.language));
  json.key("total");
  tell_figure(json, call, view, total);
}

Result<Response> table(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  FigureName name = TRY(call.figures());
  name.indicator = call.query("indicator");
  const std::string by = call.query("rows_by");
  const std::string across = call.query("columns_by");
  const FigureTable found = TRY(view->table(name, by, across));
  JsonWriter json;
  json.begin_object().key("as_of").number(view->as_of()).key("whole");
  tell_figure(json, call, *view, found.whole);
  json.key("columns").begin_array();
  for (const Figure& total : found.columns) {
    tell_line(json, call, *view, total, across);
    json.end_object();
  }
  json.end_array().key("rows").begin_array();
  auto cell = found.cells.begin();
  for (const Figure& total : found.rows) {
    tell_line(json, call, *view, total, by);
    json.key("cells").begin_array();
    for (std::size_t at = 0; at < found.columns.size(); ++at) {
      tell_figure(json, call, *view, *cell++);
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

std::string head_of(const Figure& figure, const Call& call) {
  const std::string& title = figure.indicator->title.in(call.language);
  const std::string& measure = indicator::measure_of(figure, call.language);
  if (measure.empty()) return title;
  return call.say("http.figure.with_measure", {{"title", title}, {"measure", measure}});
}

// One indicator by rows and columns, its totals at the end of each.
Result<app::FigureSheet> crossed(const Call& call, FigureView& view, const FigureName& name) {
  const std::string by = call.query("rows_by");
  const std::string across = call.query("columns_by");
  const FigureTable found = TRY(view.table(name, by, across));
  app::FigureSheet sheet;
  sheet.title = found.whole.indicator->title.in(call.language);
  sheet.header.push_back(head_of(found.whole, call));
  for (const Figure& total : found.columns) {
    sheet.header.push_back(view.part_title(total.name, across, call.language));
  }
  sheet.header.push_back(call.say("http.figure.whole"));
  auto cell = found.cells.begin();
  for (const Figure& total : found.rows) {
    app::FigureSheetRow row{view.part_title(total.name, by, call.language), {}};
    for (std::size_t at = 0; at < found.columns.size(); ++at) row.figures.push_back(*cell++);
    row.figures.push_back(total);
    sheet.rows.push_back(std::move(row));
  }
  app::FigureSheetRow last{call.say("http.figure.whole"), found.columns};
  last.figures.push_back(found.whole);
  sheet.rows.push_back(std::move(last));
  return sheet;
}

// Several indicators, each as a column, by the parts of one split; the whole stands at the end.
Result<app::FigureSheet> listed(const Call& call, FigureView& view, FigureName name,
                                const std::vector<std::string>& indicators) {
  const std::string by = call.query("rows_by");
  app::FigureSheet sheet;
  sheet.title = call.say("http.figure.sheet");
  sheet.header.push_back(call.say("http.figure.part"));
  std::vector<std::string> order;
  std::map<std::string, std::vector<Figure>> rows;  // by the part's name without its indicator
  app::FigureSheetRow whole{call.say("http.figure.whole"), {}};
  for (std::size_t column = 0; column < indicators.size(); ++column) {
    name.indicator = indicators[column];
    whole.figures.push_back(TRY(view.figure(name)));
    sheet.header.push_back(head_of(whole.figures.back(), call));
    for (Figure& figure : by.empty() ? std::vector<Figure>() : TRY(view.parts(name, by))) {
      FigureName part = figure.name;
      part.indicator.clear();
      const std::string key = part.to_string();
      auto& row = rows[key];
      if (row.empty()) order.push_back(key);
      row.resize(indicators.size());
      row[column] = std::move(figure);
    }
  }
  for (const std::string& key : order) {
    app::FigureSheetRow row{"", std::move(rows[key])};
    for (const Figure& figure : row.figures) {
      if (figure.indicator == nullptr) continue;
      row.title = view.part_title(figure.name, by, call.language);
      break;
    }
    sheet.rows.push_back(std::move(row));
  }
  sheet.rows.push_back(std::move(whole));
  return sheet;
}

// All figures of a unit, one a row: what they are, then the number.
Result<app::FigureSheet> one_a_row(const Call& call, FigureView& view, FigureName name) {
  app::FigureSheet sheet;
  sheet.title = call.say("http.figure.sheet");
  sheet.header = {call.say("http.figure.indicator"), call.say("http.figure.value")};
  for (const indicator::Indicator& each : view.indicators().all()) {
    name.indicator = each.id;
    const Figure figure = TRY(view.figure(name));
    if (figure.kind == indicator::FigureKind::missing) continue;
    sheet.rows.push_back({head_of(figure, call), {figure}});
  }
  return sheet;
}

Result<app::FigureSheet> asked_sheet(const Call& call, FigureView& view) {
  FigureName name = TRY(call.figures());
  const std::vector<std::string> indicators = TRY(call.list("indicators"));
  if (indicators.empty()) return one_a_row(call, view, name);
  if (call.query("columns_by").empty()) return listed(call, view, name, indicators);
  name.indicator = indicators.front();
  return crossed(call, view, name);
}

Result<Response> file(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  const app::FigureSheet sheet = TRY(asked_sheet(call, *view));
  const std::string ending = call.part("form") == "csv" ? ".csv" : ".xlsx";
  Response response;
  response.body_file = temporary_file(call.workspace.folder(), ending);
  response.remove_file = true;
  TRY(app::write_figure_sheet(sheet, response.body_file));
  response.type = ending == ".csv"
                      ? "text/csv; charset=utf-8"
                      : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const FigureName name = TRY(call.figures());
  response.file_name = view->part_title(name, "unit", call.language) + "-" +
                       name.period.to_string() + "-" + sheet.title + ending;
  return response;
}

constexpr Parameter crossing[] = {{"indicator", "text", true},
                                  {"rows_by", "text", true},
                                  {"columns_by", "text", true},
                                  {"unit", "unit"},
                                  {"period", "period"}};
constexpr Parameter cut[] = {{"indicators", "text"},
                             {"rows_by", "text"},
                             {"columns_by", "text"},
                             {"unit", "unit"},
                             {"period", "period"}};

constexpr Route routes_here[] = {
    {.method = "GET",
     .path = "/api/figure-table",
     .sentence = "http.route.figure_table",
     .query = crossing,
     .output = "FigureTable",
     .errors = "figure.unknown_indicator figure.bad_split figure.bad_table figure.table_too_large "
               "org.unknown_unit",
     .work = Work::slow,
     .handler = table},
    {.method = "GET",
     .path = "/api/figure-table/{form}",
     .sentence = "http.route.figure_file",
     .query = cut,
     .output = "file",
     .errors = "figure.unknown_indicator figure.bad_split figure.bad_table figure.table_too_large "
               "org.unknown_unit",
     .work = Work::slow,
     .handler = file},
};

}  // namespace

std::span<const Route> figure_table_routes() { return routes_here; }

}  // namespace youju::http
