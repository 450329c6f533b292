// `youju plan`: what is wanted by when, how far it has come, and what is late.
#include <youju/app/target_sheet.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace youju::cli {
namespace {

using indicator::FigureName;

std::string shown(const std::optional<Decimal>& value) { return value ? value->to_string() : ""; }

std::string name_of(const FigureName& target) {
  FigureName name = target;
  name.aspect = indicator::Aspect::actual;
  return name.to_string();
}

void print_table(const Global& global, const Table& table) {
  fmt::print("{}", printed(table, global.format, global.language));
}

Result<std::optional<Day>> day_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return TRY(Day::parse_loosely(text));
}

// The units that were named, or all roots of the tree.
Result<std::vector<org::UnitId>> tops_of(const app::Workspace& workspace, const std::string& unit) {
  const auto directory = workspace.ledgers().directory();
  std::vector<org::UnitId> tops;
  if (!unit.empty()) {
    tops.push_back(TRY(directory->find(unit)));
    return tops;
  }
  const auto tree = directory->tree(workspace.clock().today());
  for (const org::Unit& each : directory->units()) {
    if (tree->has(each.id) && !tree->parent(each.id)) tops.push_back(each.id);
  }
  return tops;
}

std::string said_light(const Global& global, plan::Light light) {
  return sentence("plan.light." + std::string(plan::light_name(light)), global.language);
}

// “不低于”, “每月”: what the value means.
std::string said_direction(const Global& global, const plan::Target& target) {
  return sentence(plan::meaning_of(target.terms, *target.indicator), global.language);
}

std::string value_of(const plan::Target& target) {
  return target.wanted ? shown(target.wanted->value) : "";
}

std::string now_of(const indicator::Figure& figure) {
  return figure.number() == nullptr ? "" : figure.number()->to_string();
}

Table progress_table() {
  Table table;
  table.columns = {{"target", "cli.column_plan_target", false},
                   {"title", "cli.column_indicator", false},
                   {"direction", "cli.column_direction", false},
                   {"value", "cli.column_wanted", true},
                   {"now", "cli.column_now", true},
                   {"before", "cli.column_before", true},
                   {"completion", "cli.column_completion", true},
                   {"expected", "cli.column_expected", true},
                   {"forecast", "cli.column_forecast", true},
                   {"beyond", "cli.column_beyond", true},
                   {"light", "cli.column_light", false},
                   {"remark", "cli.column_remark", false}};
  return table;
}

void add_row(Table& table, const Global& global, const plan::Target& target) {
  const plan::Verdict& verdict = target.verdict;
  table.rows.push_back({name_of(target.name), target.indicator->title.in(global.language),
                        said_direction(global, target), value_of(target), now_of(target.now),
                        target.before ? now_of(*target.before) : "", shown(verdict.completion),
                        shown(verdict.expected), shown(verdict.forecast), shown(verdict.beyond),
                        target.wanted ? said_light(global, verdict.light) : "",
                        verdict.reason.empty() ? "" : sentence(verdict.reason, global.language)});
}

void print_milestones(const Global& global, const std::vector<plan::Milestone>& milestones) {
  if (milestones.empty()) return;
  Table table;
  table.columns = {{"id", "cli.column_milestone", false}, {"unit", "cli.column_unit", false},
                   {"text", "cli.column_text", false},    {"owner", "cli.column_owner", false},
                   {"due", "cli.column_due", false},      {"done_on", "cli.column_done", false},
                   {"light", "cli.column_light", false},  {"note", "cli.column_remark", false}};
  for (const plan::Milestone& each : milestones) {
    table.rows.push_back({each.id.to_string(), each.unit, each.text, each.owner,
                          each.due.value_or(each.period.last()).to_string(),
                          each.done_on ? each.done_on->to_string() : "",
                          said_light(global, each.light), each.note});
  }
  print_table(global, table);
}

// Figures differ in meaning from forecasts, so a line below says which is which.
void tell_day(const Global& global, Day on) {
  tell(global, "cli.plan_as_of", {{"day", on.to_string()}});
}

Result<plan::Terms> terms_of(const PlanArguments& arguments) {
  plan::Terms terms;
  if (!arguments.direction.empty())
    terms.direction = TRY(plan::parse_direction(arguments.direction));
  if (!arguments.each.empty()) {
    terms.each = TRY(plan::parse_part(arguments.each));
    if (arguments.direction.empty()) terms.direction = plan::Direction::each;
  }
  terms.counted = arguments.counted;
  terms.due = TRY(day_of(arguments.due));
  terms.shares = TRY(plan::parse_shares(arguments.shares));
  return terms;
}

bool has_terms(const PlanArguments& arguments) {
  return !arguments.direction.empty() || !arguments.each.empty() || !arguments.counted.empty() ||
         !arguments.due.empty() || !arguments.shares.empty();
}

Result<std::vector<plan::Part>> parts_of(const std::vector<std::string>& words) {
  std::vector<plan::Part> parts;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      return fail(ErrorKind::bad_usage, "cli.plan_part", {{"text", word}});
    }
    parts.push_back({word.substr(0, equals), TRY(Decimal::parse(word.substr(equals + 1)))});
  }
  return parts;
}

// The whole first, then its parts.
void print_branch(const Global& global, const app::Workspace& workspace,
                  const plan::Branch& branch) {
  Table table = progress_table();
  table.columns.insert(table.columns.begin() + 1, {"unit", "cli.column_unit", false});
  const auto directory = workspace.ledgers().directory();
  const auto add = [&](const plan::Target& target) {
    add_row(table, global, target);
    std::vector<std::string>& row = table.rows.back();
    row.insert(row.begin() + 1, directory->unit(*directory->find(target.name.unit)).short_name);
  };
  add(branch.whole);
  for (const plan::Target& part : branch.parts) add(part);
  print_table(global, table);
  tell_day(global, branch.on);
}

Outcome show_split(const Global& global, const app::Workspace& workspace, const FigureName& name,
                   const PlanArguments& arguments) {
  const plan::Branch branch =
      TRY(workspace.plans().branch(workspace.owner(), name, TRY(day_of(arguments.on))));
  print_branch(global, workspace, branch);
  if (!branch.whole.difference) return 0;
  tell(global, branch.whole.difference->is_zero() ? "cli.plan_parts_add" : "cli.plan_parts_differ",
       {{"sum", shown(branch.whole.parts_sum)}, {"difference", shown(branch.whole.difference)}});
  return branch.whole.difference->is_zero() ? 0 : 1;
}

}  // namespace

Outcome plan_list(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  Table table;
  table.columns = {
      {"unit", "cli.column_unit", false},      {"name", "cli.column_name", false},
      {"period", "cli.column_period", false},  {"title", "cli.column_plan", false},
      {"targets", "cli.column_targets", true}, {"milestones", "cli.column_milestones", true}};
  const auto directory = workspace->ledgers().directory();
  for (const org::UnitId top : TRY(tops_of(*workspace, arguments.unit))) {
    for (const plan::Head& head : TRY(workspace->plans().list(workspace->owner(), top))) {
      table.rows.push_back({head.unit, directory->unit(*directory->find(head.unit)).short_name,
                            head.period.to_string(), head.title, std::to_string(head.targets),
                            std::to_string(head.milestones)});
    }
  }
  print_table(global, table);
  return 0;
}

Outcome plan_show(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const plan::Reading reading =
      TRY(workspace->plans().read(workspace->owner(), arguments.unit,
                                  TRY(Period::parse(arguments.period)), TRY(day_of(arguments.on))));
  Table table;
  table.columns = {{"target", "cli.column_plan_target", false},
                   {"title", "cli.column_indicator", false},
                   {"direction", "cli.column_direction", false},
                   {"value", "cli.column_wanted", true},
                   {"measure_unit", "cli.column_measure_unit", false},
                   {"due", "cli.column_due", false},
                   {"owner", "cli.column_owner", false},
                   {"parts", "cli.column_parts", true},
                   {"difference", "cli.column_difference", true},
                   {"source", "cli.column_ground", false}};
  for (const plan::Target& target : reading.targets) {
    table.rows.push_back({name_of(target.name), target.indicator->title.in(global.language),
                          said_direction(global, target), value_of(target), target.indicator->unit,
                          target.terms.due.value_or(target.name.period.last()).to_string(),
                          workspace->plans().owner_title(target.wanted->owner),
                          std::to_string(target.parts), shown(target.difference),
                          target.wanted->source.citation});
  }
  print_table(global, table);
  print_milestones(global, reading.milestones);
  return 0;
}

Outcome plan_progress(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const plan::Reading reading =
      TRY(workspace->plans().read(workspace->owner(), arguments.unit,
                                  TRY(Period::parse(arguments.period)), TRY(day_of(arguments.on))));
  Table table = progress_table();
  for (const plan::Target& target : reading.targets) add_row(table, global, target);
  print_table(global, table);
  print_milestones(global, reading.milestones);
  tell_day(global, reading.on);
  return 0;
}

Outcome plan_late(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  Table table = progress_table();
  std::vector<plan::Milestone> milestones;
  std::optional<Day> on;
  for (const org::UnitId top : TRY(tops_of(*workspace, arguments.unit))) {
    plan::Plans::Late late =
        TRY(workspace->plans().late(workspace->owner(), top, TRY(day_of(arguments.on))));
    on = late.on;
    for (const plan::Target& target : late.targets) add_row(table, global, target);
    for (plan::Milestone& each : late.milestones) milestones.push_back(std::move(each));
  }
  const bool found = !table.rows.empty() || !milestones.empty();
  if (!table.rows.empty()) print_table(global, table);
  print_milestones(global, milestones);
  if (on) tell_day(global, *on);
  if (!found) tell(global, "cli.plan_nothing_late");
  return found ? 1 : 0;
}

Outcome plan_set(const Global& global, const PlanArguments& arguments) {
  plan::Setting setting;
  setting.name = TRY(FigureName::parse(arguments.target));
  if (arguments.value != "none") setting.value = TRY(Decimal::parse(arguments.value));
  setting.source = arguments.source;
  setting.owner = arguments.owner;
  setting.reason = arguments.reason;
  if (has_terms(arguments)) setting.terms = TRY(terms_of(arguments));
  const auto workspace = TRY(open_to_write(global));
  TRY(workspace->plans().set(workspace->owner(), setting));
  tell(global, "cli.plan_set", {{"target", name_of(setting.name)}, {"value", arguments.value}});
  return 0;
}

Outcome plan_split(const Global& global, const PlanArguments& arguments) {
  plan::Splitting splitting;
  splitting.name = TRY(FigureName::parse(arguments.target));
  splitting.parts = TRY(parts_of(arguments.parts));
  splitting.may_differ = arguments.may_differ;
  splitting.reason = arguments.reason;
  if (splitting.parts.empty() && !arguments.even && !arguments.as_before) {
    return show_split(global, *TRY(open_to_read(global)), splitting.name, arguments);
  }
  const auto workspace = TRY(open_to_write(global));
  if (splitting.parts.empty()) {
    splitting.parts = TRY(workspace->plans().propose(
        workspace->owner(), splitting.name,
        arguments.even ? plan::Plans::Likeness::even : plan::Plans::Likeness::before));
  }
  TRY(workspace->plans().split(workspace->owner(), splitting));
  const Outcome shown_branch = show_split(global, *workspace, splitting.name, arguments);
  // A difference that was allowed is no finding.
  return shown_branch ? Outcome(0) : shown_branch;
}

Outcome plan_compare(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  plan::Branch branch = TRY(workspace->plans().siblings(
      workspace->owner(), TRY(FigureName::parse(arguments.target)), TRY(day_of(arguments.on))));
  // Who has come farthest stands first; of whom nothing is known, last.
  std::stable_sort(branch.parts.begin(), branch.parts.end(),
                   [](const plan::Target& a, const plan::Target& b) {
                     return a.verdict.completion > b.verdict.completion;
                   });
  print_branch(global, *workspace, branch);
  return 0;
}

Outcome plan_sheet(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const narrative::Document document =
      TRY(app::target_sheet(*workspace, workspace->owner(), arguments.unit,
                            TRY(Period::parse(arguments.period)), global.language));
  TRY(app::write_document(document, arguments.output));
  tell(global, "cli.plan_sheet",
       {{"file", arguments.output},
        {"targets", std::to_string(narrative::figures_of(document).size())}});
  return 0;
}

Outcome plan_title(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  TRY(workspace->plans().set_title(workspace->owner(), arguments.unit,
                                   TRY(Period::parse(arguments.period)), arguments.text));
  return 0;
}

Outcome plan_milestone(const Global& global, const PlanArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  plan::Plans& plans = workspace->plans();
  const org::Access owner = workspace->owner();
  plan::MilestoneText text;
  text.unit = arguments.unit;
  text.period = TRY(Period::parse(arguments.period));
  text.text = arguments.text;
  text.owner = arguments.owner;
  text.due = TRY(day_of(arguments.due));
  const plan::Reading before = TRY(plans.read(owner, text.unit, text.period));
  const plan::Milestone* known = nullptr;
  for (const plan::Milestone& each : before.milestones) {
    if (each.text == text.text) known = &each;
  }
  Uuid id;
  int version = 1;
  if (known == nullptr) {
    id = TRY(plans.add_milestone(owner, text));
  } else {
    id = known->id;
    version = known->version;
    const bool differs = !arguments.due.empty() || !arguments.owner.empty();
    if (arguments.owner.empty()) text.owner = known->owner;
    if (arguments.due.empty()) text.due = known->due;
    if (differs || arguments.drop) {
      version = TRY(plans.change_milestone(owner, id, version, text, arguments.drop));
    }
  }
  if (!arguments.done.empty()) {
    TRY(plans.finish_milestone(owner, id, version, TRY(day_of(arguments.done)), arguments.note));
  }
  print_milestones(global, TRY(plans.read(owner, text.unit, text.period)).milestones);
  return 0;
}

}  // namespace youju::cli
