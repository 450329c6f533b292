#include <youju/app/overview.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/cli/commands.h>
#include <youju/narrative/verify.h>

#include <cstdio>
#include <optional>

namespace youju::cli {

Outcome summarize(const Global& global, const SummarizeArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  narrative::Document document = TRY(
      workspace->summarize(workspace->owner(), arguments.unit, TRY(Period::parse(arguments.period)),
                           arguments.template_name, global.language));
  TRY(workspace->add_grounds(workspace->owner(), document));
  TRY(app::write_document(document, arguments.output));
  tell(global, "cli.summarized",
       {{"file", arguments.output},
        {"figures", std::to_string(narrative::figures_of(document).size())},
        {"gaps", std::to_string(document.gaps.size())}});
  return 0;
}

Outcome verify(const Global& global, const std::string& file, const SummarizeArguments& today) {
  const auto workspace = TRY(open_to_read(global));
  const std::string bytes = TRY(read_file(file, limits::document_bytes_max));
  const auto view = workspace->figures().view(workspace->owner());
  std::optional<narrative::Document> summary;
  if (!today.unit.empty()) {
    summary =
        TRY(workspace->summarize(workspace->owner(), today.unit, TRY(Period::parse(today.period)),
                                 today.template_name, global.language));
  }
  Result<narrative::Verification> verification =
      narrative::verify(bytes, *view, summary ? &*summary : nullptr);
  if (!verification) return fail(std::move(verification.error()).at(file));
  Table table;
  table.columns = {
      {"verdict", "cli.column_verdict", false}, {"figure", "cli.column_figure", false},
      {"printed", "cli.column_printed", false}, {"found", "cli.column_found", false},
      {"today", "cli.column_today", false},     {"context", "cli.column_context", false}};
  std::int64_t same = 0;
  for (const narrative::Checked& checked : verification->figures) {
    if (checked.verdict == narrative::Verdict::same) {
      ++same;
      if (global.format == Format::table) continue;
    }
    const std::string verdict(verdict_name(checked.verdict));
    table.rows.push_back(
        {global.format == Format::table ? sentence("cli.verdict." + verdict, global.language)
                                        : verdict,
         checked.name, checked.printed, checked.found, checked.today, checked.context});
  }
  const bool differs = same != static_cast<std::int64_t>(verification->figures.size());
  if (!table.rows.empty()) fmt::print("{}", printed(table, global.format, global.language));
  if (!verification->manifest) tell(global, "cli.no_manifest");
  if (!verification->names) tell(global, "cli.no_names");
  tell(global, "cli.verified",
       {{"same", std::to_string(same)},
        {"all", std::to_string(verification->figures.size())},
        {"issued", std::to_string(verification->issued_as_of)},
        {"today", std::to_string(verification->today_as_of)}});
  return differs ? 1 : 0;
}

Outcome overview(const Global& global) {
  const auto workspace = TRY(open_to_read(global));
  Table table;
  table.columns = {
      {"unit", "cli.column_code", false},        {"association", "cli.column_association", false},
      {"period", "cli.column_period", false},    {"records", "cli.column_records", true},
      {"proven", "cli.column_proven", true},     {"declared", "cli.column_declared", true},
      {"derived", "cli.column_derived", true},   {"missing", "cli.column_missing", true},
      {"document", "cli.column_document", false}};
  for (const app::OverviewRow& row : TRY(app::overview(*workspace, workspace->owner()))) {
    table.rows.push_back({row.association.unit, row.association.name,
                          row.association.period.to_string(), std::to_string(row.records),
                          std::to_string(row.proven), std::to_string(row.declared),
                          std::to_string(row.derived), std::to_string(row.missing),
                          row.association.source + ".docx"});
  }
  fmt::print("{}", printed(table, global.format, global.language));
  return 0;
}

}  // namespace youju::cli
