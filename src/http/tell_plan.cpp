#include <youju/base/clock.h>
#include <youju/http/tell.h>
#include <youju/http/tell_plan.h>
#include <youju/indicator/wording.h>

#include <algorithm>
#include <array>

namespace youju::http {
namespace {

using indicator::FigureView;

std::string text_of(const std::optional<Decimal>& value) { return value ? value->to_string() : ""; }
std::string text_of(const std::optional<Day>& day) { return day ? day->to_string() : ""; }

std::string unit_name(const Call& call, std::string_view code) {
  const auto directory = call.ledgers().directory();
  const auto unit = directory->find(code);
  return unit ? directory->unit(*unit).name : std::string(code);
}

// A catalogue id as a sentence; "" stays "".
std::string said(const Call& call, const std::string& id) { return id.empty() ? "" : call.say(id); }

std::string_view law_name(plan::Law law) {
  constexpr std::array<std::string_view, 3> names = {"adds", "stands", "level"};
  return names[static_cast<std::size_t>(law)];
}

// Which part of its indicator a target is on: the titles of its filter.
std::string cut_title(const Call& call, const FigureView& view, const indicator::FigureName& name) {
  std::string title;
  for (const auto& [field, value] : name.filter) {
    if (!title.empty()) title += " · ";
    title += view.part_title(name, field, call.language);
  }
  return title;
}

void tell_terms(JsonWriter& json, const plan::Terms& terms) {
  json.begin_object().member("direction", direction_name(terms.direction));
  json.member("each", terms.each ? plan::part_name(*terms.each) : "");
  json.member("counted", terms.counted).member("due", text_of(terms.due));
  json.key("shares").begin_array();
  for (const Decimal& share : terms.shares) json.string(share.to_string());
  json.end_array().end_object();
}

void tell_steps(JsonWriter& json, const Call& call, const std::vector<plan::Step>& steps) {
  json.key("steps").begin_array();
  for (const plan::Step& step : steps) {
    json.begin_object().member("period", step.period.to_string());
    json.member("period_title", period_title(call, step.period)).member("figure", step.figure);
    json.member("now", text_of(step.now)).member("why", said(call, step.why));
    json.member("expected", text_of(step.expected));
    json.member("light", light_name(step.light)).end_object();
  }
  json.end_array();
}

void tell_wanted(JsonWriter& json, const Call& call, const plan::Target& target) {
  const indicator::DeclaredFigure none{};
  const indicator::DeclaredFigure& wanted = target.wanted ? *target.wanted : none;
  const plan::Plans& plans = call.workspace.plans();
  json.member("value", text_of(wanted.value));
  json.member("qualifier", target.wanted ? qualifier_name(wanted.qualifier) : "");
  json.member("source", wanted.source.citation).member("note", wanted.source.note);
  json.member("owner", wanted.owner);
  json.member("owner_title", wanted.owner.empty() ? "" : plans.owner_title(wanted.owner));
  json.key("version").number(target.version.value);
  json.key("terms_version").number(target.version.terms);
}

void tell_verdict(JsonWriter& json, const Call& call, const plan::Target& target) {
  const plan::Verdict& verdict = target.verdict;
  json.member("light", target.wanted ? light_name(verdict.light) : "");
  json.member("reason", said(call, verdict.reason));
  json.member("expected", text_of(verdict.expected)).member("forecast", text_of(verdict.forecast));
  json.member("completion", text_of(verdict.completion));
  json.member("beyond", text_of(verdict.beyond)).member("lacking", text_of(verdict.lacking));
}

void tell_target(JsonWriter& json, const Call& call, FigureView& view, const plan::Target& target) {
  const indicator::FigureName& name = target.name;
  json.begin_object().member("name", name.to_string()).member("indicator", name.indicator);
  json.member("title", target.indicator->title.in(call.language));
  json.member("cut", cut_title(call, view, name));
  json.member("unit", name.unit).member("unit_name", unit_name(call, name.unit));
  json.member("period", name.period.to_string());
  json.member("period_title", period_title(call, name.period));
  json.member("unit_of_measure", target.indicator->measure.in(call.language));
  json.member("unit_of_one", target.indicator->measure.of(1, call.language));
  json.key("decimals").number(target.indicator->decimals);
  tell_wanted(json, call, target);
  json.key("terms");
  tell_terms(json, target.terms);
  const indicator::Indicator* counted = view.indicators().find(target.terms.counted);
  json.member("counted_title", counted == nullptr ? "" : counted->title.in(call.language));
  json.member("law", law_name(target.law)).member("above", target.terms.above);
  json.member("above_name", target.terms.above.empty() ? "" : unit_name(call, target.terms.above));
  json.key("now");
  tell_figure(json, call, view, target.now);
  if (target.before) {
    json.key("before");
    tell_figure(json, call, view, *target.before);
  }
  tell_verdict(json, call, target);
  tell_steps(json, call, target.steps);
  json.key("parts").number(target.parts).member("parts_sum", text_of(target.parts_sum));
  json.member("difference", text_of(target.difference));
  tell_texts(json, "may", call.workspace.plans().may(call.access, target));
  json.end_object();
}

void tell_targets(JsonWriter& json, const Call& call, FigureView& view,
                  const std::vector<plan::Target>& targets, std::size_t rows_max) {
  json.begin_array();
  for (std::size_t row = 0; row < std::min(targets.size(), rows_max); ++row) {
    tell_target(json, call, view, targets[row]);
  }
  json.end_array();
}

void tell_head_members(JsonWriter& json, const Call& call, const plan::Head& head) {
  json.member("unit", head.unit).member("unit_name", unit_name(call, head.unit));
  json.member("period", head.period.to_string());
  json.member("period_title", period_title(call, head.period)).member("title", head.title);
  json.key("targets").number(head.targets).key("milestones").number(head.milestones);
}

void tell_branch_members(JsonWriter& json, const Call& call, const plan::Branch& branch) {
  const auto view = call.workspace.figures().view(call.access, branch.indicators);
  json.member("on", branch.on.to_string()).key("whole");
  tell_target(json, call, *view, branch.whole);
  json.key("rows");
  tell_targets(json, call, *view, branch.parts, branch.parts.size());
}

}  // namespace

void tell_plan_head(JsonWriter& json, const Call& call, const plan::Head& head) {
  json.begin_object();
  tell_head_members(json, call, head);
  json.end_object();
}

void tell_plan(JsonWriter& json, const Call& call, const plan::Reading& reading) {
  const auto view = call.workspace.figures().view(call.access, reading.indicators);
  json.begin_object();
  tell_head_members(json, call, reading.head);
  json.member("on", reading.on.to_string()).key("as_of").number(reading.as_of);
  tell_texts(json, "may", call.workspace.plans().may(call.access, reading.head.unit));
  json.key("rows");
  tell_targets(json, call, *view, reading.targets, reading.targets.size());
  json.key("tasks").begin_array();
  for (const plan::Milestone& each : reading.milestones) tell_milestone(json, call, each);
  json.end_array().end_object();
}

void tell_branch(JsonWriter& json, const Call& call, const plan::Branch& branch) {
  json.begin_object();
  tell_branch_members(json, call, branch);
  json.end_object();
}

void tell_target_detail(JsonWriter& json, const Call& call, const plan::Branch& branch,
                        const std::vector<plan::Point>& points) {
  json.begin_object();
  tell_branch_members(json, call, branch);
  json.key("points").begin_array();
  for (const plan::Point& point : points) {
    json.begin_object().member("period", point.period.to_string());
    json.member("period_title", period_title(call, point.period)).member("figure", point.figure);
    json.member("expected", text_of(point.expected)).member("now", text_of(point.now)).end_object();
  }
  json.end_array().end_object();
}

void tell_milestone(JsonWriter& json, const Call& call, const plan::Milestone& milestone) {
  const plan::Plans& plans = call.workspace.plans();
  json.begin_object().member("id", milestone.id.to_string()).member("unit", milestone.unit);
  json.member("unit_name", unit_name(call, milestone.unit));
  json.member("period", milestone.period.to_string()).member("text", milestone.text);
  json.member("owner", milestone.owner);
  json.member("owner_title", milestone.owner.empty() ? "" : plans.owner_title(milestone.owner));
  json.member("due", text_of(milestone.due)).member("done_on", text_of(milestone.done_on));
  json.member("note", milestone.note).key("version").number(milestone.version);
  json.member("updated_name", plans.owner_title(milestone.updated_by));
  json.member("updated", instant_to_string(milestone.updated_ms));
  json.member("light", light_name(milestone.light));
  tell_texts(json, "may", plans.may(call.access, milestone.unit));
  json.end_object();
}

Result<void> tell_target_fields(JsonWriter& json, const Call& call, indicator::FigureView& view,
                                const indicator::FigureName& name) {
  const auto schemas = call.ledgers().schemas();
  std::vector<std::string> fields = {"tag"};
  if (const indicator::Indicator* known = view.indicators().find(name.indicator)) {
    fields.insert(fields.begin(), known->by.begin(), known->by.end());
  }
  json.begin_object().key("rows").begin_array();
  for (const std::string& field : fields) {
    const auto choices = TRY(view.choices(name, field));
    if (choices.empty()) continue;
    json.begin_object().member("name", field);
    json.member("title", field_title(call, *schemas, field)).key("choices").begin_array();
    for (const indicator::FigureName& part : choices) {
      const auto at = std::find_if(part.filter.begin(), part.filter.end(),
                                   [&](const auto& pair) { return pair.first == field; });
      json.begin_object().member("name", at->second);
      json.member("title", view.part_title(part, field, call.language)).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().member("next", "").end_object();
  return {};
}

void tell_late(JsonWriter& json, const Call& call, const plan::Plans::Late& late,
               std::size_t rows_max) {
  const auto view = call.workspace.figures().view(call.access, late.indicators);
  json.begin_object().member("on", late.on.to_string()).key("rows");
  tell_targets(json, call, *view, late.targets, rows_max);
  json.key("tasks").begin_array();
  for (std::size_t row = 0; row < std::min(late.milestones.size(), rows_max); ++row) {
    tell_milestone(json, call, late.milestones[row]);
  }
  json.end_array();
  json.key("rows_all").number(static_cast<std::int64_t>(late.targets.size()));
  json.key("tasks_all").number(static_cast<std::int64_t>(late.milestones.size()));
  json.key("whole").boolean(late.whole).end_object();
}

}  // namespace youju::http
