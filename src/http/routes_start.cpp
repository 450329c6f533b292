// The first run: the first administrator, packs, units out of a file, a summary that is planned.
#include <youju/app/start.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>

#include <algorithm>

namespace youju::http {
namespace {

namespace js = boost::json;

Result<Response> found(Call& call) {
  app::Founding founding;
  founding.unit.code = call.text("code");
  founding.unit.name = call.text("unit_name");
  founding.unit.short_name = call.text("short");
  founding.unit.kind = TRY(org::parse_unit_kind(call.text("kind")));
  founding.login = call.text("login");
  founding.name = call.text("name");
  founding.password = call.text("password");
  std::vector<Error> faults;
  auto done = app::found(call.workspace, call.text("key"), founding, call.request.address, faults);
  if (!faults.empty()) return fail(with_faults(call, faults, "password"));
  TRY(done);
  return no_content();
}

void tell_titles(JsonWriter& json, const Call& call, std::string_view key,
                 const std::vector<ledger::Titles>& titles) {
  json.key(key).begin_array();
  for (const ledger::Titles& title : titles) json.string(title.in(call.language));
  json.end_array();
}

Result<Response> state(Call& call) {
  const app::StartState found = TRY(app::start_state(call.workspace, call.access));
  JsonWriter json;
  json.begin_object();
  tell_titles(json, call, "packs", found.packs);
  for (const auto& [name, number] :
       {std::pair{"ledgers", found.ledgers}, std::pair{"units", found.units},
        std::pair{"imports", found.imports}, std::pair{"records", found.records},
        std::pair{"people", found.people}, std::pair{"summaries", found.summaries},
        std::pair{"declared", found.declared}}) {
    json.key(name).number(number);
  }
  json.end_object();
  return http::json(json);
}

Result<Response> packs(Call& call) {
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const app::PackRow& row : TRY(app::packs_to_choose(call.workspace, call.access))) {
    json.begin_object().member("name", row.name).member("title", row.title.in(call.language));
    tell_texts(json, "uses", row.uses);
    json.key("loaded").boolean(row.loaded);
    tell_titles(json, call, "ledgers", row.ledgers);
    tell_titles(json, call, "templates", row.templates);
    json.key("indicators").number(row.indicators).end_object();
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

Result<Response> choose_packs(Call& call) {
  std::vector<std::string> names;
  for (const js::value& name : call.body.at("names").get_array()) {
    names.emplace_back(std::string_view(name.get_string()));
  }
  TRY(app::choose_packs(call.workspace, call.access, names));
  return no_content();
}

Result<Response> unit_file(Call& call) {
  const auto tree = call.ledgers().directory()->tree(call.workspace.clock().today());
  TRY(call.access.require_anywhere(org::Action::manage_units, *tree));
  const std::string bytes = TRY(read_file(call.request.body_file, limits::import_bytes_max));
  const app::UnitFile file =
      TRY(app::read_unit_file(call.workspace, bytes, call.query("name"), call.query("parent")));
  if (call.query("dry_run") != "true") TRY(call.ledgers().load_units(call.access, file.rows));
  constexpr std::size_t shown = 200;
  JsonWriter json;
  json.begin_object().key("all").number(static_cast<std::int64_t>(file.rows.size()));
  json.key("added").number(file.added).key("rows").begin_array();
  for (std::size_t i = 0; i < std::min(shown, file.rows.size()); ++i) {
    const org::UnitRow& row = file.rows[i];
    json.begin_object().member("code", row.code).member("name", row.name);
    json.member("short", row.short_name).member("kind", org::unit_kind_name(row.kind));
    json.member("parent", row.parent).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> plan_summary(Call& call) {
  const narrative::Template source = TRY(call.workspace.find_template(call.text("template")));
  app::Association planned;
  planned.unit = call.text("unit");
  planned.period = TRY(Period::parse(call.text("period")));
  planned.template_name = source.name();
  planned.title = source.title();
  TRY(call.workspace.plan_summary(call.access, planned));
  return no_content();
}

constexpr Parameter unit_file_query[] = {
    {"name", "text", true}, {"parent", "unit"}, {"dry_run", "boolean"}};

constexpr Route table[] = {
    {.method = "POST",
     .path = "/api/founding",
     .sentence = "http.route.found",
     .takes = Takes::json,
     .input = "Founding",
     .status = 204,
     .errors = "app.wrong_key app.founded_already org.bad_login org.bad_code",
     .need = Need::nothing,
     .work = Work::slow,
     .handler = found},
    {.method = "GET",
     .path = "/api/start",
     .sentence = "http.route.start",
     .output = "StartState",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = state},
    {.method = "GET",
     .path = "/api/shipped-packs",
     .sentence = "http.route.shipped_packs",
     .output = "Page<ShippedPack>",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = packs},
    {.method = "POST",
     .path = "/api/shipped-packs",
     .sentence = "http.route.choose_packs",
     .takes = Takes::json,
     .input = "PackNames",
     .status = 204,
     .errors = "org.forbidden app.unknown_pack",
     .work = Work::slow,
     .handler = choose_packs},
    {.method = "POST",
     .path = "/api/unit-files",
     .sentence = "http.route.unit_file",
     .query = unit_file_query,
     .takes = Takes::upload,
     .output = "UnitFile",
     .errors = "org.forbidden app.no_unit_column org.duplicate_code org.unknown_parent",
     .work = Work::slow,
     .handler = unit_file},
    {.method = "POST",
     .path = "/api/summaries",
     .sentence = "http.route.plan_summary",
     .takes = Takes::json,
     .input = "SummaryPlan",
     .status = 204,
     .errors = "org.forbidden org.unknown_unit app.unknown_template",
     .work = Work::slow,
     .handler = plan_summary},
};

}  // namespace

std::span<const Route> start_routes() { return table; }

}  // namespace youju::http
