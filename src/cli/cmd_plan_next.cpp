// `youju plan next`: what the next period shall reach, drafted from this one; targets as files.
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>
#include <youju/plan/next.h>

#include <cstdio>

namespace youju::cli {
namespace {

std::string shown(const std::optional<Decimal>& value) { return value ? value->to_string() : ""; }

// The rule, in words: the source of what is set by it.
std::string said_rule(const Global& global, const plan::Draft& draft) {
  const std::string basis = sentence(
      "plan.draft.basis." + std::string(plan::basis_name(draft.rule.basis)), global.language);
  return sentence(draft.so_far ? "plan.draft.source_so_far" : "plan.draft.source", global.language,
                  {{"period", draft.from.to_string()},
                   {"basis", basis},
                   {"growth", draft.rule.growth.to_string()},
                   {"day", draft.on.to_string()}});
}

Table table_of(const Global& global, const plan::Draft& draft) {
  Table table;
  table.columns = {{"target", "cli.column_plan_target", false},
                   {"title", "cli.column_indicator", false},
                   {"direction", "cli.column_direction", false},
                   {"wanted", "cli.column_wanted", true},
                   {"now", "cli.column_now", true},
                   {"completion", "cli.column_completion", true},
                   {"beyond", "cli.column_beyond", true},
                   {"value", "cli.column_drafted", true},
                   {"set", "cli.column_set", true},
                   {"remark", "cli.column_remark", false}};
  for (const plan::Drafted& each : draft.targets) {
    indicator::FigureName name = each.name;
    name.aspect = indicator::Aspect::actual;
    table.rows.push_back({name.to_string(), each.indicator->title.in(global.language),
                          sentence(plan::meaning_of(each.terms, *each.indicator), global.language),
                          shown(each.target), shown(each.actual), shown(each.completion),
                          shown(each.beyond), shown(each.value), shown(each.set),
                          sentence(each.reason, global.language)});
  }
  return table;
}

}  // namespace

Outcome plan_next(const Global& global, const PlanArguments& arguments) {
  plan::DraftRule rule;
  rule.basis = TRY(plan::parse_basis(arguments.basis));
  rule.growth = TRY(Decimal::parse(arguments.growth));
  const Period period = TRY(Period::parse(arguments.period));
  const auto workspace = arguments.adopt ? TRY(open_to_write(global)) : TRY(open_to_read(global));
  const plan::Draft draft = TRY(plan::draft_next(
      workspace->plans(), workspace->owner(), arguments.unit, period, rule, arguments.indicators));
  const std::string source = said_rule(global, draft);
  const std::string csv = plan::targets_csv(draft, source);
  if (!arguments.output.empty()) TRY(write_file(arguments.output, csv));
  fmt::print("{}", printed(table_of(global, draft), global.format, global.language));
  if (!arguments.adopt) {
    tell(global, "cli.plan_drafted", {{"rule", source}});
    return 0;
  }
  const std::int64_t set =
      TRY(workspace->plans().load_targets(workspace->owner(), csv, "targets.csv"));
  tell(global, "cli.plan_loaded", {{"count", std::to_string(set)}});
  return 0;
}

Outcome plan_load(const Global& global, const PlanArguments& arguments) {
  const std::string csv =
      TRY(text::decode(TRY(read_file(arguments.file, limits::import_bytes_max))));
  const auto workspace = TRY(open_to_write(global));
  const std::int64_t set =
      TRY(workspace->plans().load_targets(workspace->owner(), csv, arguments.file));
  tell(global, "cli.plan_loaded", {{"count", std::to_string(set)}});
  return 0;
}

}  // namespace youju::cli
