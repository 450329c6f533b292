// Statistics forms: returns begun, filled, checked, handed in, settled, added up and exported.
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/forms/sheet.h>
#include <youju/forms/superior.h>
#include <youju/http/route.h>
#include <youju/http/tell_form.h>

#include <charconv>

namespace youju::http {
namespace {

constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<int> asked_year(const Call& call, bool is_needed) {
  const std::string text = call.query("year");
  if (text.empty() && !is_needed) return 0;
  int year = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), year);
  constexpr int year_max = 9999;
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && year > 0 &&
      year <= year_max) {
    return year;
  }
  return fail(ErrorKind::bad_usage, "http.bad_parameter", {{"parameter", "year"}, {"value", text}});
}

Result<Response> answer_with(Call& call, const Uuid& id, int status) {
  const forms::Reading reading = TRY(call.workspace.returns().read(call.access, id));
  JsonWriter json;
  tell_return(json, call, reading);
  return http::json(json, status);
}

Result<Response> editions(Call& call) {
  const auto all = TRY(call.workspace.returns().editions());
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const forms::Edition& edition : all->all()) tell_edition(json, call, edition);
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> list(Call& call) {
  const forms::Returns& returns = call.workspace.returns();
  const auto all = TRY(returns.editions());
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const forms::Return& head :
       TRY(returns.list(call.access, TRY(call.unit()), TRY(asked_year(call, false))))) {
    tell_return_head(json, call, head, *all);
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> open(Call& call) {
  forms::Returns::Opening opening;
  opening.survey = call.text("survey");
  opening.unit = call.text("unit");
  opening.department = call.text("department");
  const std::int64_t year = call.body.at("year").as_int64();
  constexpr std::int64_t year_max = 9999;
  opening.year = static_cast<int>(year < 0 || year > year_max ? 0 : year);
  return answer_with(call, TRY(call.workspace.returns().open(call.access, opening)), 201);
}

Result<Response> one(Call& call) { return answer_with(call, TRY(call.id()), 200); }

template <typename Deed>
Result<Response> acted(Call& call, Deed deed) {
  const Uuid id = TRY(call.id());
  TRY(deed(call.workspace.returns(), id, TRY(call.version())));
  return answer_with(call, id, 200);
}

Result<Response> fill(Call& call) {
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.fill(call.access, id, version);
  });
}

Result<Response> enter(Call& call) {
  std::vector<forms::Entry> entries;
  for (const boost::json::value& each : call.body.at("entries").as_array()) {
    const boost::json::object& object = each.as_object();
    const auto text = [&](const char* name) {
      const boost::json::value* value = object.if_contains(name);
      return value == nullptr ? std::string() : std::string(value->as_string());
    };
    forms::Entry entry{text("item"), TRY(forms::parse_cell_state(text("state"))), text("value"),
                       text("source")};
    entries.push_back(std::move(entry));
  }
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.enter(call.access, id, version, entries);
  });
}

Result<Response> explain(Call& call) {
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.explain(call.access, id, version, call.text("finding"), call.text("text"));
  });
}
Result<Response> submit(Call& call) {
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.submit(call.access, id, version);
  });
}
Result<Response> send_back(Call& call) {
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.send_back(call.access, id, version, call.text("reason"));
  });
}
Result<Response> lock(Call& call) {
  return acted(call, [&](forms::Returns& returns, const Uuid& id, int version) {
    return returns.lock(call.access, id, version);
  });
}

Result<Response> file(Call& call) {
  const forms::Reading reading = TRY(call.workspace.returns().read(call.access, TRY(call.id())));
  Response response;
  response.type = xlsx_type;
  response.body = TRY(forms::sheet_of(reading, *call.ledgers().directory()));
  response.file_name = reading.edition->survey + "-" + reading.head.unit + "-" +
                       std::to_string(reading.head.year) + ".xlsx";
  return response;
}

Result<std::string> asked_unit(Call& call) {
  return call.ledgers().directory()->unit(TRY(call.unit())).code;
}

Result<Response> roll_up(Call& call) {
  const forms::RollUp sum = TRY(call.workspace.returns().roll_up(
      call.access, call.part("survey"), TRY(asked_unit(call)), TRY(asked_year(call, true))));
  JsonWriter json;
  tell_roll_up(json, call, sum);
  return http::json(json);
}

Result<Response> coverage(Call& call) {
  const forms::Coverage found = TRY(call.workspace.returns().coverage(
      call.access, call.part("survey"), TRY(asked_unit(call)), TRY(asked_year(call, true))));
  JsonWriter json;
  tell_coverage(json, call, found);
  return http::json(json);
}

// ---- a superior's own workbook

struct Workbook {
  std::string bytes;
  std::vector<forms::PlaceNow> places;
};
// An upload holds the mapping as csv, `mapping_bytes` long, and behind it the workbook; nothing of
// it is kept. Without a mapping one is proposed.
Result<Workbook> workbook_of(Call& call) {
  const forms::SuperiorAsk ask{call.part("survey"), TRY(asked_unit(call)),
                               TRY(asked_year(call, true))};
  std::string bytes = TRY(read_file(call.request.body_file, limits::document_bytes_max));
  std::size_t length = 0;
  const std::string told = call.query("mapping_bytes");
  const auto parsed = std::from_chars(told.data(), told.data() + told.size(), length);
  if (!told.empty() && (parsed.ec != std::errc{} || length > bytes.size())) {
    return fail(ErrorKind::bad_usage, "http.bad_parameter",
                {{"parameter", "mapping_bytes"}, {"value", told}});
  }
  Workbook book;
  book.bytes = bytes.substr(length);
  const forms::Returns& returns = call.workspace.returns();
  if (length == 0) {
    book.places = TRY(forms::propose_places(returns, call.access, ask, book.bytes));
    return book;
  }
  const std::string csv = TRY(text::decode(std::string_view(bytes).substr(0, length)));
  book.places =
      TRY(forms::places_now(returns, call.access, ask, book.bytes, TRY(forms::parse_places(csv))));
  return book;
}

Result<Response> places(Call& call) {
  const Workbook book = TRY(workbook_of(call));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const forms::PlaceNow& place : book.places) tell_place(json, call, place);
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> filled(Call& call) {
  const Workbook book = TRY(workbook_of(call));
  Response response;
  response.type = xlsx_type;
  response.body = TRY(forms::fill_places(book.bytes, book.places, "-"));
  response.file_name = call.query("name");
  return response;
}

constexpr std::string_view workbook_faults =
    "forms.mapping_header forms.mapping_line forms.too_many_places forms.unknown_take "
    "forms.no_such_sheet forms.bad_address xlsx.not_an_xlsx xlsx.encrypted xlsx.malformed "
    "org.forbidden";
constexpr Parameter of_workbook[] = {
    {"unit", "unit"}, {"year", "integer", true}, {"mapping_bytes", "integer"}};
constexpr Parameter of_filled[] = {{"unit", "unit"},
                                   {"year", "integer", true},
                                   {"mapping_bytes", "integer"},
                                   {"name", "text", true}};
constexpr std::string_view return_faults =
    "forms.no_such_return forms.version_conflict forms.wrong_state org.forbidden";
constexpr Parameter with_unit_and_year[] = {{"unit", "unit"}, {"year", "integer"}};
constexpr Parameter with_year[] = {{"unit", "unit"}, {"year", "integer", true}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/surveys",
     .sentence = "http.route.surveys",
     .output = "Page<FormEdition>",
     .work = Work::slow,
     .handler = editions},
    {.method = "GET",
     .path = "/api/surveys/{survey}/total",
     .sentence = "http.route.survey_total",
     .query = with_year,
     .output = "FormRollUp",
     .errors = "forms.no_edition org.forbidden",
     .work = Work::slow,
     .handler = roll_up},
    {.method = "GET",
     .path = "/api/surveys/{survey}/coverage",
     .sentence = "http.route.survey_coverage",
     .query = with_year,
     .output = "FormCoverage",
     .errors = "forms.no_edition org.forbidden",
     .work = Work::slow,
     .handler = coverage},
    {.method = "POST",
     .path = "/api/surveys/{survey}/workbook/places",
     .sentence = "http.route.workbook_places",
     .query = of_workbook,
     .takes = Takes::upload,
     .output = "Page<FormPlace>",
     .errors = workbook_faults,
     .work = Work::slow,
     .handler = places},
    {.method = "POST",
     .path = "/api/surveys/{survey}/workbook/file",
     .sentence = "http.route.workbook_file",
     .query = of_filled,
     .takes = Takes::upload,
     .output = "file",
     .errors = workbook_faults,
     .work = Work::slow,
     .handler = filled},
    {.method = "GET",
     .path = "/api/returns",
     .sentence = "http.route.returns",
     .query = with_unit_and_year,
     .output = "Page<FormReturnHead>",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = list},
    {.method = "POST",
     .path = "/api/returns",
     .sentence = "http.route.open_return",
     .takes = Takes::json,
     .input = "FormOpening",
     .output = "FormReturn",
     .status = 201,
     .errors = "forms.exists forms.no_edition forms.unknown_department org.forbidden",
     .work = Work::slow,
     .handler = open},
    {.method = "GET",
     .path = "/api/returns/{id}",
     .sentence = "http.route.one_return",
     .output = "FormReturn",
     .errors = "forms.no_such_return",
     .work = Work::slow,
     .handler = one},
    {.method = "GET",
     .path = "/api/returns/{id}/file",
     .sentence = "http.route.return_file",
     .output = "file",
     .errors = "forms.no_such_return",
     .work = Work::slow,
     .handler = file},
    {.method = "POST",
     .path = "/api/returns/{id}/fill",
     .sentence = "http.route.fill_return",
     .takes = Takes::json,
     .input = "Version",
     .output = "FormReturn",
     .errors = return_faults,
     .work = Work::slow,
     .handler = fill},
    {.method = "POST",
     .path = "/api/returns/{id}/cells",
     .sentence = "http.route.enter_return",
     .takes = Takes::json,
     .input = "FormEntries",
     .output = "FormReturn",
     .errors = "forms.no_such_return forms.version_conflict forms.wrong_state forms.unknown_item "
               "forms.negative_or_fraction forms.source_needed forms.text_too_long "
               "forms.bad_cell_state org.forbidden",
     .work = Work::slow,
     .handler = enter},
    {.method = "POST",
     .path = "/api/returns/{id}/explain",
     .sentence = "http.route.explain_return",
     .takes = Takes::json,
     .input = "FormExplanation",
     .output = "FormReturn",
     .errors = "forms.no_such_return forms.version_conflict forms.wrong_state forms.no_finding "
               "forms.text_too_long org.forbidden",
     .work = Work::slow,
     .handler = explain},
    {.method = "POST",
     .path = "/api/returns/{id}/submit",
     .sentence = "http.route.submit_return",
     .takes = Takes::json,
     .input = "Version",
     .output = "FormReturn",
     .errors = "forms.no_such_return forms.version_conflict forms.wrong_state "
               "forms.hard_findings forms.explanation_needed org.forbidden",
     .work = Work::slow,
     .handler = submit},
    {.method = "POST",
     .path = "/api/returns/{id}/return",
     .sentence = "http.route.send_return_back",
     .takes = Takes::json,
     .input = "Reason",
     .output = "FormReturn",
     .errors = "forms.no_such_return forms.version_conflict forms.wrong_state "
               "forms.reason_needed forms.text_too_long org.forbidden",
     .work = Work::slow,
     .handler = send_back},
    {.method = "POST",
     .path = "/api/returns/{id}/lock",
     .sentence = "http.route.lock_return",
     .takes = Takes::json,
     .input = "Version",
     .output = "FormReturn",
     .errors = return_faults,
     .work = Work::slow,
     .handler = lock},
};

}  // namespace

std::span<const Route> form_routes() { return table; }

}  // namespace youju::http
