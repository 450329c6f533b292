// Drafts of summaries: listed, written, reviewed, signed, sealed, and given out as files.
#include <youju/http/document_file.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/http/tell_draft.h>
#include <youju/http/temporary.h>
#include <youju/narrative/pages.h>

#include <charconv>

namespace youju::http {
namespace {

Result<int> number(std::string_view name, const std::string& text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr int value_max = 1'000'000'000;
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && value > 0 &&
      value <= value_max) {
    return value;
  }
  return fail(ErrorKind::bad_usage, "http.bad_parameter",
              {{"parameter", std::string(name)}, {"value", text}});
}

// 0: the present one.
Result<int> asked_version(const Call& call) {
  return call.has("version") ? number("version", call.query("version")) : Result<int>(0);
}

Result<Response> answer_with(Call& call, const Uuid& id, int version, int status) {
  const auto reading = TRY(call.workspace.drafts().read(call.access, id, version));
  JsonWriter json;
  TRY(tell_draft(json, call, reading));
  // Without an ETag: what is shown of a version moves with the ledger and with its state.
  return http::json(json, status);
}

Result<Response> list(Call& call) {
  writing::Drafts::ListQuery query;
  query.unit = TRY(call.unit());
  if (call.has("period")) query.period = TRY(call.period());
  if (call.has("state")) query.state = TRY(writing::parse_state(call.query("state")));
  const TemplateTitles titles = template_titles(call);
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const writing::Draft& draft : TRY(call.workspace.drafts().list(call.access, query))) {
    TRY(tell_draft_head(json, call, draft, titles));
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> create(Call& call) {
  const std::string unit = call.text("unit");
  const Period period = TRY(Period::parse(call.text("period")));
  const std::string name = TRY(call.workspace.template_for(unit, call.text("template")));
  const Uuid id = TRY(call.workspace.drafts().create(call.access, unit, period, name));
  return answer_with(call, id, 0, 201);
}

Result<Response> draft(Call& call) {
  return answer_with(call, TRY(call.id()), TRY(asked_version(call)), 200);
}

Result<Response> save(Call& call) {
  const Uuid id = TRY(call.id());
  TRY(call.workspace.drafts().save(call.access, id, TRY(call.version()), call.request.body,
                                   call.text("note")));
  return answer_with(call, id, 0, 200);
}

Result<Response> versions(Call& call) {
  const Uuid id = TRY(call.id());
  const writing::Drafts& drafts = call.workspace.drafts();
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const writing::Version& each : TRY(drafts.versions(call.access, id))) {
    const bool sealed = TRY(drafts.seal_of(call.access, id, each.number)).has_value();
    tell_draft_version(json, call, each, sealed);
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> history(Call& call) {
  const writing::Drafts& drafts = call.workspace.drafts();
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const ledger::Event& event : TRY(drafts.history(call.access, TRY(call.id())))) {
    json.begin_object().key("seq").number(event.seq);
    json.member("at", instant_to_string(event.at_ms)).member("kind", event.kind);
    json.member("kind_title", call.say("writing.event." + event.kind));
    json.member("actor", event.actor).member("name", call.name_of(event.actor));
    json.key("version").number(event.version).member("reason", reason_of(event));
    json.member("hash", to_hex(event.hash)).end_object();
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> tasks(Call& call) {
  const writing::Tasks tasks = TRY(call.workspace.drafts().tasks(call.access, TRY(call.id())));
  JsonWriter json;
  tell_draft_tasks(json, call, tasks);
  return http::json(json);
}

Result<Response> comments(Call& call) {
  const Uuid id = TRY(call.id());
  const writing::Drafts& drafts = call.workspace.drafts();
  const writing::Version version = TRY(drafts.version(call.access, id, 0));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const writing::Comment& each : TRY(drafts.comments(call.access, id))) {
    tell_draft_comment(json, call, each, version.content);
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> one_comment(Call& call, const Uuid& id, int number, int status) {
  const writing::Drafts& drafts = call.workspace.drafts();
  const writing::Version version = TRY(drafts.version(call.access, id, 0));
  JsonWriter json;
  for (const writing::Comment& each : TRY(drafts.comments(call.access, id))) {
    if (each.number == number) tell_draft_comment(json, call, each, version.content);
  }
  return http::json(json, status);
}

Result<Response> add_comment(Call& call) {
  const Uuid id = TRY(call.id());
  const int made = TRY(call.workspace.drafts().comment(call.access, id, call.text("block"),
                                                       call.text("quote"), call.text("text")));
  return one_comment(call, id, made, 201);
}

Result<Response> settle_comment(Call& call, bool resolved) {
  const Uuid id = TRY(call.id());
  const int which = TRY(number("comment", call.part("comment")));
  TRY(call.workspace.drafts().resolve(call.access, id, which, resolved));
  return one_comment(call, id, which, 200);
}
Result<Response> resolve_comment(Call& call) { return settle_comment(call, true); }
Result<Response> reopen_comment(Call& call) { return settle_comment(call, false); }

template <typename Deed>
Result<Response> moved(Call& call, Deed deed) {
  const Uuid id = TRY(call.id());
  TRY(deed(call.workspace.drafts(), id, TRY(call.version())));
  return answer_with(call, id, 0, 200);
}

Result<Response> submit(Call& call) {
  return moved(call, [&](writing::Drafts& drafts, const Uuid& id, int version) {
    return drafts.submit(call.access, id, version);
  });
}
Result<Response> send_back(Call& call) {
  return moved(call, [&](writing::Drafts& drafts, const Uuid& id, int version) {
    return drafts.send_back(call.access, id, version, call.text("reason"));
  });
}
Result<Response> sign(Call& call) {
  return moved(call, [&](writing::Drafts& drafts, const Uuid& id, int version) {
    return drafts.sign(call.access, id, version);
  });
}
Result<Response> seal(Call& call) {
  return moved(call, [&](writing::Drafts& drafts, const Uuid& id, int version) {
    return drafts.seal(call.access, id, version);
  });
}
Result<Response> reopen(Call& call) {
  return moved(call, [&](writing::Drafts& drafts, const Uuid& id, int version) {
    return drafts.reopen(call.access, id, version, call.text("reason"));
  });
}

Result<Response> sealed_file(Call& call, const std::string& title, const writing::Seal& seal) {
  const std::string& form = call.part("form");
  const writing::Drafts& drafts = call.workspace.drafts();
  if (form != "pdf") {
    Response response;
    response.type = type_of_form(form);
    response.body = TRY(drafts.sealed_file(seal, form));
    response.file_name = title + "." + form;
    return response;
  }
  Response response;
  response.type = type_of_form(form);
  response.file_name = title + ".pdf";
  response.body_file = temporary_file(call.workspace.folder(), ".pdf");
  response.remove_file = true;
  TRY(narrative::pdf_of_docx(TRY(drafts.sealed_file(seal, "docx")), response.body_file));
  return response;
}

Result<Response> file(Call& call) {
  const Uuid id = TRY(call.id());
  const int version = TRY(asked_version(call));
  const writing::Drafts& drafts = call.workspace.drafts();
  const auto seal = TRY(drafts.seal_of(call.access, id, version));
  if (seal) {
    const writing::Version sealed = TRY(drafts.version(call.access, id, seal->version));
    return sealed_file(call, writing::title_of(sealed.content), *seal);
  }
  return document_file(call, TRY(drafts.document(call.access, id, version)));
}

constexpr Parameter list_parameters[] = {{"unit", "unit"}, {"period", "period"}, {"state", "text"}};
constexpr Parameter with_version[] = {{"version", "integer"}};

constexpr std::string_view draft_faults =
    "writing.no_such_draft writing.version_conflict writing.wrong_state org.forbidden";

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/drafts",
     .sentence = "http.route.drafts",
     .query = list_parameters,
     .output = "Page<DraftHead>",
     .errors = "writing.unknown_state org.unknown_unit",
     .work = Work::slow,
     .handler = list},
    {.method = "POST",
     .path = "/api/drafts",
     .sentence = "http.route.create_draft",
     .takes = Takes::json,
     .input = "DraftNew",
     .output = "Draft",
     .status = 201,
     .errors = "writing.exists app.unknown_template app.template_needed org.forbidden",
     .work = Work::slow,
     .handler = create},
    {.method = "GET",
     .path = "/api/drafts/{id}",
     .sentence = "http.route.draft",
     .query = with_version,
     .output = "Draft",
     .errors = "writing.no_such_draft writing.no_such_version",
     .work = Work::slow,
     .handler = draft},
    {.method = "PUT",
     .path = "/api/drafts/{id}",
     .sentence = "http.route.save_draft",
     .takes = Takes::json,
     .input = "DraftInput",
     .output = "Draft",
     .errors = "writing.no_such_draft writing.version_conflict writing.wrong_state "
               "writing.bad_content writing.too_large figure.bad_name figure.unknown_indicator "
               "wording.malformed org.forbidden",
     .work = Work::slow,
     .handler = save},
    {.method = "GET",
     .path = "/api/drafts/{id}/versions",
     .sentence = "http.route.draft_versions",
     .output = "Page<DraftVersion>",
     .errors = "writing.no_such_draft",
     .work = Work::slow,
     .handler = versions},
    {.method = "GET",
     .path = "/api/drafts/{id}/history",
     .sentence = "http.route.draft_history",
     .output = "Page<History>",
     .errors = "writing.no_such_draft",
     .work = Work::slow,
     .handler = history},
    {.method = "GET",
     .path = "/api/drafts/{id}/tasks",
     .sentence = "http.route.draft_tasks",
     .output = "DraftTasks",
     .errors = "writing.no_such_draft",
     .work = Work::slow,
     .handler = tasks},
    {.method = "GET",
     .path = "/api/drafts/{id}/comments",
     .sentence = "http.route.draft_comments",
     .output = "Page<DraftComment>",
     .errors = "writing.no_such_draft",
     .work = Work::slow,
     .handler = comments},
    {.method = "POST",
     .path = "/api/drafts/{id}/comments",
     .sentence = "http.route.comment_draft",
     .takes = Takes::json,
     .input = "DraftCommentInput",
     .output = "DraftComment",
     .status = 201,
     .errors = "writing.no_such_draft writing.no_such_block writing.remark_needed "
               "writing.remark_too_long writing.too_many_comments org.forbidden",
     .work = Work::slow,
     .handler = add_comment},
    {.method = "POST",
     .path = "/api/drafts/{id}/comments/{comment}/resolve",
     .sentence = "http.route.resolve_comment",
     .output = "DraftComment",
     .errors = "writing.no_such_draft writing.no_such_comment org.forbidden",
     .work = Work::slow,
     .handler = resolve_comment},
    {.method = "POST",
     .path = "/api/drafts/{id}/comments/{comment}/reopen",
     .sentence = "http.route.reopen_comment",
     .output = "DraftComment",
     .errors = "writing.no_such_draft writing.no_such_comment org.forbidden",
     .work = Work::slow,
     .handler = reopen_comment},
    {.method = "POST",
     .path = "/api/drafts/{id}/submit",
     .sentence = "http.route.submit_draft",
     .takes = Takes::json,
     .input = "Version",
     .output = "Draft",
     .errors = draft_faults,
     .work = Work::slow,
     .handler = submit},
    {.method = "POST",
     .path = "/api/drafts/{id}/return",
     .sentence = "http.route.return_draft",
     .takes = Takes::json,
     .input = "Reason",
     .output = "Draft",
     .errors = draft_faults,
     .work = Work::slow,
     .handler = send_back},
    {.method = "POST",
     .path = "/api/drafts/{id}/sign",
     .sentence = "http.route.sign_draft",
     .takes = Takes::json,
     .input = "Version",
     .output = "Draft",
     .errors = draft_faults,
     .work = Work::slow,
     .handler = sign},
    {.method = "POST",
     .path = "/api/drafts/{id}/seal",
     .sentence = "http.route.seal_draft",
     .takes = Takes::json,
     .input = "Version",
     .output = "Draft",
     .errors = "writing.no_such_draft writing.version_conflict writing.wrong_state "
               "writing.moved_since_signed org.forbidden",
     .work = Work::slow,
     .handler = seal},
    {.method = "POST",
     .path = "/api/drafts/{id}/reopen",
     .sentence = "http.route.reopen_draft",
     .takes = Takes::json,
     .input = "Reason",
     .output = "Draft",
     .errors = draft_faults,
     .work = Work::slow,
     .handler = reopen},
    {.method = "GET",
     .path = "/api/drafts/{id}/file/{form}",
     .sentence = "http.route.draft_file",
     .query = with_version,
     .output = "file",
     .errors = "writing.no_such_draft writing.no_such_version writing.no_such_form "
               "pdf.no_libreoffice",
     .work = Work::slow,
     .handler = file},
};

}  // namespace

std::span<const Route> draft_routes() { return table; }

}  // namespace youju::http
