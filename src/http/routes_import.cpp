// Workbooks in steps: handed in, looked at, tried, entered as a job; the list of imports and their
// undoing.
#include <youju/app/import_desk.h>
#include <youju/base/clock.h>
#include <youju/base/limits.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

#include <algorithm>
#include <charconv>

namespace youju::http {

void tell_job(JsonWriter& json, const app::Job& job, Language language) {
  json.begin_object().member("id", job.id).member("kind", job.kind).member("about", job.about);
  json.key("done").number(job.done).key("all").number(job.all);
  json.member("state", app::job_state_name(job.state));
  if (job.error) {
    json.key("error").begin_object().member("where", job.error->where);
    json.member("id", job.error->what);
    json.member("title", sentence(job.error->what, language, job.error->fields)).end_object();
  }
  json.end_object();
}

namespace {

namespace js = boost::json;

void tell_remark(JsonWriter& json, const Call& call, const Error& remark) {
  json.begin_object().member("where", remark.where).member("id", remark.what);
  json.member("title", call.say(remark.what, remark.fields)).end_object();
}

void tell_remarks(JsonWriter& json, const Call& call, std::string_view key,
                  const std::vector<ledger::Remark>& remarks) {
  json.key(key).begin_array();
  for (const ledger::Remark& one : remarks) tell_remark(json, call, one);
  json.end_array();
}

void tell_texts_of(JsonWriter& json, std::string_view key,
                   const std::map<std::string, std::string>& texts) {
  json.key(key).begin_object();
  for (const auto& [name, text] : texts) json.member(name, text);
  json.end_object();
}

void tell_rows(JsonWriter& json, std::string_view key, const std::vector<ledger::GridRow>& rows) {
  json.key(key).begin_array();
  for (const ledger::GridRow& row : rows) {
    json.begin_object().key("number").number(row.number).key("hidden").boolean(row.hidden);
    json.key("cells").begin_array();
    for (const ledger::GridCell& cell : row.cells) json.string(cell.text);
    json.end_array().end_object();
  }
  json.end_array();
}

void tell_column(JsonWriter& json, const Call& call, const ledger::ProposedColumn& column) {
  json.begin_object().key("column").number(column.column).member("letters", column.letters);
  json.member("title", column.title).member("measure", column.measure);
  json.member("target", column.target).key("score").number(column.score);
  json.member("reason", call.say(column.reason.what, column.reason.fields));
  json.member("runner_up", column.runner_up);
  json.key("runner_up_score").number(column.runner_up_score).key("power").number(column.power);
  json.member("ticked", column.ticked).key("hidden").boolean(column.hidden);
  tell_texts(json, "samples", column.samples);
  json.end_object();
}

void tell_merged(JsonWriter& json, const std::vector<ledger::GridRange>& ranges) {
  json.key("merged").begin_array();
  for (const ledger::GridRange& range : ranges) {
    json.begin_object().key("first_row").number(range.first_row);
    json.key("first_column").number(range.first_column);
    json.key("last_row").number(range.last_row);
    json.key("last_column").number(range.last_column).end_object();
  }
  json.end_array();
}

void tell_sheet(JsonWriter& json, const Call& call, const ledger::ProposedSheet& sheet,
                const app::DeskProposal::Head& head) {
  json.begin_object().key("sheet").number(static_cast<std::int64_t>(sheet.index));
  json.member("name", sheet.name).key("hidden").boolean(sheet.hidden);
  json.key("has_table").boolean(sheet.has_table).key("remembered").boolean(sheet.remembered);
  json.member("form", sheet.form).member("title", sheet.title);
  json.key("header_first").number(sheet.header_first);
  json.key("header_last").number(sheet.header_last).key("data_first").number(sheet.data_first);
  json.key("columns").begin_array();
  for (const ledger::ProposedColumn& column : sheet.columns) tell_column(json, call, column);
  json.end_array();
  tell_texts_of(json, "constants", sheet.mapping.constants);
  tell_texts_of(json, "units", sheet.mapping.units);
  json.key("year").number(sheet.mapping.year.value_or(0));
  json.key("take_parts").boolean(sheet.mapping.take_parts);
  tell_texts(json, "missing", sheet.missing);
  tell_remarks(json, call, "remarks", sheet.remarks);
  tell_rows(json, "head", head.rows);
  tell_merged(json, head.merged);
  tell_rows(json, "sample", sheet.sample);
  json.end_object();
}

Result<Response> keep(Call& call) {
  const auto kept =
      TRY(call.workspace.imports().keep(call.access, call.request.body_file, call.query("name")));
  JsonWriter json;
  json.begin_object().member("id", kept.id).member("name", kept.name);
  json.key("bytes").number(kept.bytes).end_object();
  return http::json(json, 201);
}

Result<Response> drop(Call& call) {
  TRY(call.workspace.imports().drop(call.access.login(), call.part("file")));
  return no_content();
}

Result<Response> propose(Call& call) {
  const ledger::ProposeOptions options{call.query("unit"), call.query("fresh") == "true"};
  const app::DeskProposal found = TRY(call.workspace.imports().propose(
      call.access, call.part("file"), call.query("ledger"), options));
  JsonWriter json;
  json.begin_object().member("name", found.proposal.file_name);
  json.key("sheets").begin_array();
  for (std::size_t i = 0; i < found.heads.size(); ++i) {
    tell_sheet(json, call, found.proposal.sheets[i], found.heads[i]);
  }
  json.end_array().end_object();
  return http::json(json);
}

std::string text_of(const js::object& object, std::string_view member) {
  const js::value* value = object.if_contains(member);
  return value == nullptr ? std::string() : std::string(std::string_view(value->get_string()));
}

std::map<std::string, std::string> texts_of(const js::object& object, std::string_view member) {
  std::map<std::string, std::string> texts;
  if (const js::value* value = object.if_contains(member)) {
    for (const auto& [name, text] : value->get_object()) {
      texts.emplace(name, std::string_view(text.get_string()));
    }
  }
  return texts;
}

// A number of the body within int; what is beyond is refused by the room as out of range.
int small(const js::object& object, std::string_view member) {
  constexpr std::int64_t far = 1'000'000;
  const js::value* value = object.if_contains(member);
  if (value == nullptr) return 0;
  return static_cast<int>(std::clamp(value->to_number<std::int64_t>(), -far, far));
}

bool truth(const js::object& object, std::string_view member, bool otherwise) {
  const js::value* value = object.if_contains(member);
  return value == nullptr ? otherwise : value->get_bool();
}

ledger::SheetMapping mapping_of(const js::object& given) {
  ledger::SheetMapping sheet;
  sheet.sheet = static_cast<std::size_t>(std::max(small(given, "sheet"), 0));
  ledger::Mapping& mapping = sheet.mapping;
  mapping.form = text_of(given, "form");
  for (const js::value& each : given.at("columns").get_array()) {
    const js::object& column = each.get_object();
    mapping.columns.push_back({text_of(column, "title"), text_of(column, "target"),
                               small(column, "power"), text_of(column, "ticked")});
  }
  mapping.constants = texts_of(given, "constants");
  mapping.units = texts_of(given, "units");
  if (const int year = small(given, "year"); year != 0) mapping.year = year;
  mapping.take_parts = truth(given, "take_parts", false);
  return sheet;
}

Result<Response> begin(Call& call, bool dry_run) {
  app::ImportOrder order;
  order.ledger = call.text("ledger");
  order.unit = call.text("unit");
  order.dry_run = dry_run;
  if (call.body.contains("state")) order.state = TRY(ledger::parse_state(call.text("state")));
  order.keep_good = truth(call.body, "keep_good", false);
  order.accept_findings = truth(call.body, "accept_findings", false);
  order.remember = truth(call.body, "remember", true);
  for (const js::value& each : call.body.at("sheets").get_array()) {
    order.sheets.push_back(mapping_of(each.get_object()));
  }
  const app::Job job =
      TRY(call.workspace.imports().begin(call.access, call.part("file"), std::move(order)));
  JsonWriter json;
  tell_job(json, job, call.language);
  return http::json(json, 202);
}

Result<Response> check(Call& call) { return begin(call, true); }
Result<Response> enter(Call& call) { return begin(call, false); }

void tell_proofs(JsonWriter& json, const ledger::ApplyReport& report) {
  constexpr std::size_t shown = 100;
  json.key("proofs").begin_array();
  for (std::size_t i = 0; i < std::min(shown, report.proofs.size()); ++i) {
    const ledger::Proof& proof = report.proofs[i];
    json.begin_object().member("cell", proof.cell).member("row", proof.row);
    json.member("column", proof.column).member("stated", proof.stated.to_string());
    json.member("recomputed", proof.recomputed.to_string());
    json.key("agrees").boolean(proof.agrees()).end_object();
  }
  json.end_array();
}

Result<Response> report(Call& call) {
  const auto outcome =
      TRY(call.workspace.imports().outcome(call.access.login(), call.part("file")));
  const ledger::ApplyReport& found = outcome->report;
  JsonWriter json;
  json.begin_object().member("ledger", outcome->ledger);
  json.key("dry_run").boolean(outcome->dry_run);
  for (const auto& [name, number] :
       {std::pair{"rows", found.rows}, std::pair{"added", found.added},
        std::pair{"unchanged", found.unchanged}, std::pair{"corrected", found.corrected},
        std::pair{"possible_doubles", found.possible_doubles},
        std::pair{"total_rows", found.total_rows}, std::pair{"part_rows", found.part_rows},
        std::pair{"note_rows", found.note_rows}, std::pair{"errors_all", found.errors_all},
        std::pair{"proofs_all", found.proofs_all}, std::pair{"proofs_differ", found.proofs_differ},
        std::pair{"import", found.import_id}}) {
    json.key(name).number(number);
  }
  tell_proofs(json, found);
  tell_remarks(json, call, "findings", found.findings);
  tell_remarks(json, call, "remarks", found.remarks);
  json.key("needs_confirmation").boolean(found.needs_confirmation);
  json.key("entered").boolean(found.entered).end_object();
  return http::json(json);
}

Result<Response> errors(Call& call) {
  const auto outcome =
      TRY(call.workspace.imports().outcome(call.access.login(), call.part("file")));
  const auto& all = outcome->report.errors;
  const std::size_t first = std::min(TRY(call.offset()), all.size());
  const std::size_t last = std::min(all.size(), first + TRY(call.rows()));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (std::size_t i = first; i < last; ++i) {
    const ledger::CellError& one = all[i];
    json.begin_object().member("where", one.error.where).member("id", one.error.what);
    json.member("title", call.say(one.error.what, one.error.fields));
    json.member("text", one.text).end_object();
  }
  json.end_array().key("total").number(outcome->report.errors_all);
  json.key("told").number(static_cast<std::int64_t>(all.size())).end_object();
  return http::json(json);
}

// --- jobs

Result<Response> jobs(Call& call) {
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const app::Job& job : call.workspace.jobs().of(call.access.login())) {
    tell_job(json, job, call.language);
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> job(Call& call) {
  const app::Job found = TRY(call.workspace.jobs().find(call.access.login(), call.part("job")));
  JsonWriter json;
  tell_job(json, found, call.language);
  return http::json(json);
}

Result<Response> cancel(Call& call) {
  TRY(call.workspace.jobs().cancel(call.access.login(), call.part("job")));
  return no_content();
}

// --- past imports

void tell_run(JsonWriter& json, const Call& call, const ledger::ImportRun& run) {
  const auto directory = call.ledgers().directory();
  const auto schemas = call.ledgers().schemas();
  const ledger::Schema* schema = schemas->find(run.ledger);
  const auto tree = directory->tree(call.workspace.clock().today());
  const bool has_unit = run.unit.value >= 0;
  json.begin_object().key("id").number(run.id).member("ledger", run.ledger);
  json.member("ledger_title", schema == nullptr ? run.ledger : schema->title.in(call.language));
  json.member("file", run.file_name).member("actor", run.actor);
  json.member("actor_name", call.name_of(run.actor));
  json.member("at", instant_to_string(run.at_ms));
  json.member("unit", has_unit ? directory->unit(run.unit).code : "");
  json.member("unit_name", has_unit ? directory->unit(run.unit).name : "");
  for (const auto& [name, number] :
       {std::pair{"rows", run.rows}, std::pair{"added", run.added},
        std::pair{"corrected", run.corrected}, std::pair{"unchanged", run.unchanged},
        std::pair{"withdrawn", run.withdrawn}, std::pair{"kept", run.kept}}) {
    json.key(name).number(number);
  }
  json.member("undone", run.undone_ms == 0 ? "" : instant_to_string(run.undone_ms));
  json.member("undone_by", call.name_of(run.undone_by));
  const bool own = run.actor == call.access.login();
  const bool may =
      own || (has_unit && call.access.require(org::Action::enter_record, run.unit, *tree));
  json.key("may_undo").boolean(may && run.undone_ms == 0).end_object();
}

Result<Response> list(Call& call) {
  auto runs = TRY(call.ledgers().imports(call.access, TRY(call.unit())));
  const std::string after = call.query("after");
  if (!after.empty()) {
    // Newest first: the page goes on below the number that it ended with.
    std::erase_if(runs, [&](const ledger::ImportRun& run) {
      const std::string id = std::to_string(run.id);
      return id.size() > after.size() || (id.size() == after.size() && id >= after);
    });
  }
  const std::size_t rows = TRY(call.rows());
  const bool more = runs.size() > rows;
  if (more) runs.resize(rows);
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const ledger::ImportRun& run : runs) tell_run(json, call, run);
  json.end_array().member("next", more ? std::to_string(runs.back().id) : "").end_object();
  return http::json(json);
}

Result<Response> undo(Call& call) {
  const std::string& text = call.part("import");
  std::int64_t id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    return fail(ErrorKind::not_found, "import.no_such_import", {{"id", text}});
  }
  ledger::UndoOptions options;
  options.dry_run = truth(call.body, "dry_run", false);
  options.keep_changed = truth(call.body, "keep_changed", false);
  options.reason = call.text("reason");
  if (options.reason.size() > limits::reason_bytes_max) {
    return fail(ErrorKind::too_large, "import.reason_too_long",
                {{"max", std::to_string(limits::reason_bytes_max)}});
  }
  if (options.reason.empty() && !options.dry_run) {
    return fail(ErrorKind::bad_input, "ledger.reason_needed");
  }
  const ledger::UndoReport done = TRY(call.ledgers().undo_import(call.access, id, options));
  JsonWriter json;
  json.begin_object().key("withdrawn").number(done.withdrawn);
  json.key("kept_all").number(done.kept_all).key("kept").begin_array();
  for (const auto& kept : done.kept) {
    json.begin_object().member("id", kept.id.to_string()).member("kind", kept.event);
    json.member("kind_title", call.say("ledger.event." + kept.event));
    json.member("actor", kept.by).member("name", call.name_of(kept.by)).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

constexpr Parameter file_query[] = {{"name", "text", true}};
constexpr Parameter proposal_query[] = {
    {"ledger", "text", true}, {"unit", "unit"}, {"fresh", "boolean"}};
constexpr Parameter errors_query[] = {{"offset", "integer"}, {"rows", "integer"}};
constexpr Parameter list_query[] = {{"unit", "unit"}, {"after", "text"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "POST",
     .path = "/api/import-files",
     .sentence = "http.route.keep_import",
     .query = file_query,
     .takes = Takes::upload,
     .output = "KeptFile",
     .status = 201,
     .errors = "org.forbidden import.desk_full",
     .work = Work::slow,
     .handler = keep},
    {.method = "DELETE",
     .path = "/api/import-files/{file}",
     .sentence = "http.route.drop_import",
     .status = 204,
     .errors = "import.no_such_file import.file_busy",
     .work = Work::slow,
     .handler = drop},
    {.method = "GET",
     .path = "/api/import-files/{file}/proposal",
     .sentence = "http.route.propose_import",
     .query = proposal_query,
     .output = "ImportProposal",
     .errors = "import.no_such_file import.empty ledger.unknown_ledger org.forbidden",
     .work = Work::slow,
     .handler = propose},
    {.method = "POST",
     .path = "/api/import-files/{file}/check",
     .sentence = "http.route.check_import",
     .takes = Takes::json,
     .input = "ImportOrder",
     .output = "Job",
     .status = 202,
     .errors = "import.no_such_file import.file_busy import.unknown_target app.too_many_jobs",
     .work = Work::slow,
     .handler = check},
    {.method = "POST",
     .path = "/api/import-files/{file}/enter",
     .sentence = "http.route.enter_import",
     .takes = Takes::json,
     .input = "ImportOrder",
     .output = "Job",
     .status = 202,
     .errors = "import.no_such_file import.file_busy import.unknown_target app.too_many_jobs",
     .work = Work::slow,
     .handler = enter},
    {.method = "GET",
     .path = "/api/import-files/{file}/report",
     .sentence = "http.route.import_report",
     .output = "ImportOutcome",
     .errors = "import.no_such_file import.not_checked",
     .handler = report},
    {.method = "GET",
     .path = "/api/import-files/{file}/errors",
     .sentence = "http.route.import_errors",
     .query = errors_query,
     .output = "ImportErrors",
     .errors = "import.no_such_file import.not_checked",
     .handler = errors},
    {.method = "GET",
     .path = "/api/jobs",
     .sentence = "http.route.jobs",
     .output = "Page<Job>",
     .handler = jobs},
    {.method = "GET",
     .path = "/api/jobs/{job}",
     .sentence = "http.route.job",
     .output = "Job",
     .errors = "app.unknown_job",
     .handler = job},
    {.method = "DELETE",
     .path = "/api/jobs/{job}",
     .sentence = "http.route.cancel_job",
     .status = 204,
     .errors = "app.unknown_job",
     .handler = cancel},
    {.method = "GET",
     .path = "/api/imports",
     .sentence = "http.route.imports",
     .query = list_query,
     .output = "Page<ImportRun>",
     .errors = "org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = list},
    {.method = "POST",
     .path = "/api/imports/{import}/undo",
     .sentence = "http.route.undo_import",
     .takes = Takes::json,
     .input = "UndoInput",
     .output = "UndoReport",
     .errors = "import.no_such_import import.undone_already import.changed_since org.forbidden",
     .work = Work::slow,
     .handler = undo},
};

}  // namespace

std::span<const Route> import_routes() { return table; }

}  // namespace youju::http
