#include <youju/app/prove.h>
#include <youju/base/clock.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>
#include <youju/proof/report.h>

#include <algorithm>
#include <cstdio>
#include <map>

namespace youju::cli {
namespace {

// The line of the draft's text, counted from 1, as editors show it.
std::size_t line_of(const proof::Draft& draft, std::size_t at) {
  const auto end = draft.text.begin() + static_cast<std::ptrdiff_t>(at);
  return 1 + static_cast<std::size_t>(std::count(draft.text.begin(), end, '\n'));
}

// For scripts, as `youju read` counts: code points.
std::size_t character_at(const proof::Draft& draft, std::size_t at) {
  return text::length(std::string_view(draft.text).substr(0, at));
}

Result<void> write_report(const Global& global, const app::Workspace& workspace,
                          const proof::Draft& draft, const proof::Proof& proof,
                          const std::filesystem::path& input, const std::string& output) {
  const std::string ending = std::filesystem::path(output).extension().string();
  if (ending == ".html") {
    const std::string title =
        sentence("cli.proof_title", global.language, {{"file", input.filename().string()}});
    return write_file(output, proof::html_report(draft, proof, title, global.language));
  }
  if (ending == ".docx") {
    const proof::ReportBy by{sentence("cli.proof_author", global.language),
                             instant_to_string(workspace.clock().now_ms())};
    return write_file(output, TRY(proof::docx_report(draft, proof, by, global.language)));
  }
  return fail(ErrorKind::bad_usage, "cli.proof_ending");
}

}  // namespace

Outcome prove(const Global& global, const std::string& file, const SummarizeArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const std::string bytes = TRY(read_file(file, limits::document_bytes_max));
  Result<proof::Draft> draft = proof::read_draft(bytes, file);
  if (!draft) return fail(std::move(draft.error()).at(file));
  app::ProveRequest request;
  request.draft = &*draft;
  request.unit = arguments.unit;
  request.period = TRY(Period::parse(arguments.period));
  request.template_name = arguments.template_name;
  request.language = global.language;
  const proof::Proof proof = TRY(app::prove(*workspace, workspace->owner(), request));
  if (!arguments.output.empty()) {
    TRY(write_report(global, *workspace, *draft, proof, file, arguments.output));
  }
  Table table;
  table.columns = {
      {"finding", "cli.column_finding", false}, {"line", "cli.column_line", true},
      {"said", "cli.column_said", false},       {"subject", "cli.column_subject", false},
      {"figure", "cli.column_figure", false},   {"value", "cli.column_value", true},
      {"score", "cli.column_score", true},      {"reason", "cli.column_reason", false}};
  const bool for_people = global.format == Format::table;
  if (!for_people) {
    table.columns.push_back({"begin", "cli.column_begin", true});
    table.columns.push_back({"end", "cli.column_end", true});
  }
  std::map<proof::FindingKind, std::int64_t> counts;
  for (const proof::Finding& finding : proof.findings) {
    ++counts[finding.kind];
    const bool proven = finding.kind == proof::FindingKind::proven;
    if (proven && for_people) continue;
    table.rows.push_back({for_people ? kind_title(finding.kind, global.language)
                                     : std::string(finding_kind_name(finding.kind)),
                          std::to_string(line_of(*draft, finding.begin)), finding.said,
                          finding.subject, finding.name ? finding.name->to_string() : "",
                          finding.value, finding.match ? std::to_string(finding.match->score) : "",
                          reason_of(finding, global.language)});
    if (!for_people) {
      table.rows.back().push_back(std::to_string(character_at(*draft, finding.begin)));
      table.rows.back().push_back(std::to_string(character_at(*draft, finding.end)));
    }
  }
  if (!table.rows.empty() || !for_people) {
    fmt::print("{}", printed(table, global.format, global.language));
  }
  std::int64_t proven = counts[proof::FindingKind::proven];
  tell(global, "cli.proved",
       {{"all", std::to_string(proof.findings.size())}, {"proven", std::to_string(proven)}});
  return proven == static_cast<std::int64_t>(proof.findings.size()) ? 0 : 1;
}

}  // namespace youju::cli
