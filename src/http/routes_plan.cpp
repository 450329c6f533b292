// Plans: targets with their terms, split down the tree, how far they have come, and milestones.
#include <youju/app/target_sheet.h>
#include <youju/base/limits.h>
#include <youju/http/document_file.h>
#include <youju/http/route.h>
#include <youju/http/tell_plan.h>
#include <youju/indicator/wording.h>

#include <algorithm>

namespace youju::http {
namespace {

namespace js = boost::json;
using indicator::FigureName;

Result<std::optional<Day>> day_in(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return TRY(Day::parse(text));
}
Result<std::optional<Day>> asked_day(const Call& call) { return day_in(call.query("on")); }

Result<Period> period_of(const Call& call) { return Period::parse(call.part("period")); }
Result<FigureName> target_of(const Call& call) { return FigureName::parse(call.part("target")); }

std::string text_in(const js::object& object, std::string_view name) {
  const js::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

Result<int> count_in(const js::object& object, std::string_view name) {
  const std::int64_t count = object.at(name).as_int64();
  constexpr std::int64_t version_max = 1'000'000'000;
  if (count >= 0 && count <= version_max) return static_cast<int>(count);
  return fail(ErrorKind::bad_input, "http.bad_parameter",
              {{"parameter", std::string(name)}, {"value", std::to_string(count)}});
}

Result<plan::Version> versions_of(const Call& call) {
  return plan::Version{TRY(count_in(call.body, "version")),
                       TRY(count_in(call.body, "terms_version"))};
}

Result<plan::Terms> terms_of(const js::object& told) {
  plan::Terms terms;
  terms.direction = TRY(plan::parse_direction(text_in(told, "direction")));
  if (const std::string each = text_in(told, "each"); !each.empty()) {
    terms.each = TRY(plan::parse_part(each));
  }
  terms.counted = text_in(told, "counted");
  terms.due = TRY(day_in(text_in(told, "due")));
  if (const js::value* shares = told.if_contains("shares")) {
    for (const js::value& share : shares->as_array()) {
      terms.shares.push_back(TRY(Decimal::parse(std::string_view(share.as_string()))));
    }
  }
  return terms;
}

// --- reading

// The page begins after the plan "unit@period" that `after` names.
Result<Response> list(Call& call) {
  const auto reach =
      call.query("below") == "false" ? plan::Plans::Reach::own : plan::Plans::Reach::subtree;
  const auto all = TRY(call.workspace.plans().list(call.access, TRY(call.unit()), reach));
  const auto key = [](const plan::Head& head) { return head.unit + "@" + head.period.to_string(); };
  const std::string after = call.query("after");
  const auto named = std::find_if(all.begin(), all.end(),
                                  [&](const plan::Head& head) { return key(head) == after; });
  const auto from = named == all.end() ? all.begin() : named + 1;
  const auto rows = static_cast<std::ptrdiff_t>(TRY(call.rows()));
  const auto until = from + std::min<std::ptrdiff_t>(rows, all.end() - from);
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (auto head = from; head != until; ++head) tell_plan_head(json, call, *head);
  json.end_array().member("next", until == all.end() ? "" : key(*(until - 1))).end_object();
  return http::json(json);
}

Result<Response> late(Call& call) {
  const auto found =
      TRY(call.workspace.plans().late(call.access, TRY(call.unit()), TRY(asked_day(call))));
  JsonWriter json;
  tell_late(json, call, found, limits::page_rows_max);
  return http::json(json);
}

Result<Response> one_plan(Call& call, std::optional<Day> on) {
  const plan::Reading reading =
      TRY(call.workspace.plans().read(call.access, call.part("unit"), TRY(period_of(call)), on));
  JsonWriter json;
  tell_plan(json, call, reading);
  return http::json(json);
}

Result<Response> plan_on_day(Call& call) { return one_plan(call, TRY(asked_day(call))); }

Result<Response> sheet(Call& call) {
  return document_file(call, TRY(app::target_sheet(call.workspace, call.access, call.part("unit"),
                                                   TRY(period_of(call)), call.language)));
}

Result<Response> target_answer(Call& call, std::optional<Day> on) {
  const FigureName name = TRY(target_of(call));
  const plan::Plans& plans = call.workspace.plans();
  const plan::Branch branch = TRY(plans.branch(call.access, name, on));
  JsonWriter json;
  tell_target_detail(json, call, branch, TRY(plans.path(call.access, name, on)));
  return http::json(json);
}

Result<Response> target(Call& call) { return target_answer(call, TRY(asked_day(call))); }

Result<Response> fields(Call& call) {
  const auto view = call.workspace.figures().view(call.access);
  JsonWriter json;
  TRY(tell_target_fields(json, call, *view, TRY(target_of(call))));
  return http::json(json);
}

Result<Response> siblings(Call& call) {
  const plan::Branch branch =
      TRY(call.workspace.plans().siblings(call.access, TRY(target_of(call)), TRY(asked_day(call))));
  JsonWriter json;
  tell_branch(json, call, branch);
  return http::json(json);
}

// --- setting

Result<Response> name_plan(Call& call) {
  TRY(call.workspace.plans().set_title(call.access, call.part("unit"), TRY(period_of(call)),
                                       call.text("title")));
  return one_plan(call, {});
}

Result<Response> set(Call& call) {
  plan::Setting setting;
  setting.name = TRY(target_of(call));
  setting.value = TRY(Decimal::parse(call.text("value")));
  if (const std::string qualifier = call.text("qualifier"); !qualifier.empty()) {
    setting.qualifier = TRY(indicator::parse_qualifier(qualifier));
  }
  setting.source = call.text("source");
  setting.owner = call.text("owner");
  setting.reason = call.text("reason");
  setting.version = TRY(versions_of(call));
  if (const js::value* told = call.body.if_contains("terms")) {
    setting.terms = TRY(terms_of(told->as_object()));
  }
  TRY(call.workspace.plans().set(call.access, setting));
  return target_answer(call, {});
}

Result<Response> remove(Call& call) {
  plan::Setting setting;
  setting.name = TRY(target_of(call));
  setting.reason = call.text("reason");
  setting.version = TRY(versions_of(call));
  TRY(call.workspace.plans().set(call.access, setting));
  return no_content();
}

Result<Response> split(Call& call) {
  plan::Splitting splitting;
  splitting.name = TRY(target_of(call));
  splitting.may_differ = call.body.at("may_differ").as_bool();
  splitting.reason = call.text("reason");
  for (const js::value& each : call.body.at("parts").as_array()) {
    const js::object& told = each.as_object();
    plan::Part part{text_in(told, "unit"), TRY(Decimal::parse(text_in(told, "value")))};
    if (told.contains("version")) part.version = TRY(count_in(told, "version"));
    splitting.parts.push_back(std::move(part));
  }
  TRY(call.workspace.plans().split(call.access, splitting));
  return target_answer(call, {});
}

Result<Response> proposal(Call& call) {
  const auto likeness =
      call.query("like") == "before" ? plan::Plans::Likeness::before : plan::Plans::Likeness::even;
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const plan::Part& part :
       TRY(call.workspace.plans().propose(call.access, TRY(target_of(call)), likeness))) {
    json.begin_object().member("unit", part.unit).member("value", part.value.to_string());
    json.end_object();
  }
  json.end_array().member("next", "").end_object();
  return http::json(json);
}

// --- milestones

Result<Response> milestone_answer(Call& call, const Uuid& id, int status) {
  const plan::Milestone one = TRY(call.workspace.plans().milestone(call.access, id));
  JsonWriter json;
  tell_milestone(json, call, one);
  return http::json(json, status);
}

Result<plan::MilestoneText> milestone_text(const Call& call) {
  plan::MilestoneText text;
  text.text = call.text("text");
  text.owner = call.text("owner");
  text.due = TRY(day_in(call.text("due")));
  return text;
}

Result<Response> add_milestone(Call& call) {
  plan::MilestoneText text = TRY(milestone_text(call));
  text.unit = call.part("unit");
  text.period = TRY(period_of(call));
  text.key = call.request.idempotency_key;
  return milestone_answer(call, TRY(call.workspace.plans().add_milestone(call.access, text)), 201);
}

Result<Response> change_milestone(Call& call) {
  const Uuid id = TRY(call.id());
  TRY(call.workspace.plans().change_milestone(call.access, id, TRY(call.version()),
                                              TRY(milestone_text(call)), false));
  return milestone_answer(call, id, 200);
}

Result<Response> drop_milestone(Call& call) {
  TRY(call.workspace.plans().change_milestone(call.access, TRY(call.id()), TRY(call.version()), {},
                                              true));
  return no_content();
}

Result<Response> finish_milestone(Call& call) {
  const Uuid id = TRY(call.id());
  TRY(call.workspace.plans().finish_milestone(
      call.access, id, TRY(call.version()), TRY(day_in(call.text("done_on"))), call.text("note")));
  return milestone_answer(call, id, 200);
}

constexpr Parameter of_plans[] = {
    {"unit", "unit"}, {"below", "boolean"}, {"after", "text"}, {"rows", "integer"}};
constexpr Parameter of_unit_on[] = {{"unit", "unit"}, {"on", "day"}};
constexpr Parameter on_day[] = {{"on", "day"}};
constexpr Parameter likeness[] = {{"like", "text"}};
constexpr std::string_view milestone_faults =
    "plan.no_such_milestone plan.version_conflict plan.text_needed plan.text_too_long "
    "plan.due_outside plan.day_in_future org.forbidden";

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/plans",
     .sentence = "http.route.plans",
     .query = of_plans,
     .output = "Page<PlanHead>",
     .errors = "org.forbidden",
     .work = Work::slow,
     .handler = list},
    {.method = "GET",
     .path = "/api/plans/late",
     .sentence = "http.route.late_targets",
     .query = of_unit_on,
     .output = "PlanLate",
     .errors = "plan.day_in_future org.forbidden",
     .work = Work::slow,
     .handler = late},
    {.method = "GET",
     .path = "/api/plans/{unit}/{period}",
     .sentence = "http.route.plan",
     .query = on_day,
     .output = "Plan",
     .errors = "plan.day_in_future org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = plan_on_day},
    {.method = "GET",
     .path = "/api/plans/{unit}/{period}/sheet/{form}",
     .sentence = "http.route.target_sheet",
     .output = "file",
     .errors = "app.no_plan org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = sheet},
    {.method = "PUT",
     .path = "/api/plans/{unit}/{period}/title",
     .sentence = "http.route.name_plan",
     .takes = Takes::json,
     .input = "PlanTitle",
     .output = "Plan",
     .errors = "plan.text_too_long org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = name_plan},
    {.method = "POST",
     .path = "/api/plans/{unit}/{period}/milestones",
     .sentence = "http.route.add_milestone",
     .takes = Takes::json,
     .input = "PlanMilestoneInput",
     .output = "PlanMilestone",
     .status = 201,
     .errors = "plan.text_needed plan.text_too_long plan.due_outside plan.milestones_max "
               "plan.key_reused org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = add_milestone},
    {.method = "PUT",
     .path = "/api/milestones/{id}",
     .sentence = "http.route.change_milestone",
     .takes = Takes::json,
     .input = "PlanMilestoneChange",
     .output = "PlanMilestone",
     .errors = milestone_faults,
     .work = Work::slow,
     .handler = change_milestone},
    {.method = "DELETE",
     .path = "/api/milestones/{id}",
     .sentence = "http.route.drop_milestone",
     .takes = Takes::json,
     .input = "Version",
     .status = 204,
     .errors = "plan.no_such_milestone plan.version_conflict org.forbidden",
     .work = Work::slow,
     .handler = drop_milestone},
    {.method = "POST",
     .path = "/api/milestones/{id}/done",
     .sentence = "http.route.finish_milestone",
     .takes = Takes::json,
     .input = "PlanDone",
     .output = "PlanMilestone",
     .errors = milestone_faults,
     .work = Work::slow,
     .handler = finish_milestone},
    {.method = "GET",
     .path = "/api/targets/{target}",
     .sentence = "http.route.target",
     .query = on_day,
     .output = "PlanDetail",
     .errors = "figure.bad_name figure.unknown_indicator plan.day_in_future org.unknown_unit "
               "org.forbidden",
     .work = Work::slow,
     .handler = target},
    {.method = "PUT",
     .path = "/api/targets/{target}",
     .sentence = "http.route.set_target",
     .takes = Takes::json,
     .input = "PlanSetting",
     .output = "PlanDetail",
     .errors = "figure.bad_name figure.unknown_indicator figure.source_needed "
               "figure.version_conflict figure.not_declarable plan.terms_changed "
               "plan.reason_needed plan.text_too_long plan.from_above plan.zero_has_a_value "
               "plan.nothing_wanted plan.negative plan.part_of_period plan.part_needed "
               "plan.due_outside plan.bad_shares plan.level_has_no_path org.forbidden",
     .work = Work::slow,
     .handler = set},
    {.method = "DELETE",
     .path = "/api/targets/{target}",
     .sentence = "http.route.remove_target",
     .takes = Takes::json,
     .input = "PlanRemoval",
     .status = 204,
     .errors = "figure.bad_name plan.no_target plan.reason_needed plan.from_above "
               "figure.version_conflict org.forbidden",
     .work = Work::slow,
     .handler = remove},
    {.method = "GET",
     .path = "/api/targets/{target}/fields",
     .sentence = "http.route.target_fields",
     .output = "Page<PlanField>",
     .errors = "figure.bad_name figure.unknown_indicator org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = fields},
    {.method = "GET",
     .path = "/api/targets/{target}/siblings",
     .sentence = "http.route.target_siblings",
     .query = on_day,
     .output = "PlanBranch",
     .errors = "figure.bad_name plan.no_unit_above plan.day_in_future org.forbidden",
     .work = Work::slow,
     .handler = siblings},
    {.method = "GET",
     .path = "/api/targets/{target}/proposal",
     .sentence = "http.route.propose_split",
     .query = likeness,
     .output = "Page<PlanPart>",
     .errors = "figure.bad_name plan.no_target plan.cannot_split plan.no_parts org.forbidden",
     .work = Work::slow,
     .handler = proposal},
    {.method = "POST",
     .path = "/api/targets/{target}/split",
     .sentence = "http.route.split_target",
     .takes = Takes::json,
     .input = "PlanSplitting",
     .output = "PlanDetail",
     .errors = "figure.bad_name plan.no_target plan.cannot_split plan.no_parts plan.not_below "
               "plan.part_twice plan.parts_do_not_add plan.reason_needed plan.negative "
               "plan.from_above figure.version_conflict org.forbidden",
     .work = Work::slow,
     .handler = split},
};

}  // namespace

std::span<const Route> plan_routes() { return table; }

}  // namespace youju::http
