#include <youju/app/prove.h>
#include <youju/base/clock.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>
#include <youju/proof/report.h>

#include <algorithm>
#include <cstdio>

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

Table table_of(const Global& global, const proof::Draft& draft, const proof::Proof& proof) {
  Table table;
  table.columns = {
      {"finding", "cli.column_finding", false}, {"line", "cli.column_line", true},
      {"said", "cli.column_said", false},       {"subject", "cli.column_subject", false},
      {"figure", "cli.column_figure", false},   {"value", "cli.column_value", true},
      {"score", "cli.column_score", true},      {"reason", "cli.column_reason", false},
      {"key", "cli.column_key", false}};
  const bool for_people = global.format == Format::table;
  if (!for_people) {
    table.columns.push_back({"begin", "cli.column_begin", true});
    table.columns.push_back({"end", "cli.column_end", true});
    table.columns.push_back({"decision", "cli.column_decision", false});
    table.columns.push_back({"settled", "cli.column_settled", false});
  }
  for (const proof::Finding& finding : proof.findings) {
    if (for_people && finding.is_settled()) continue;
    std::string reason = reason_of(finding, global.language);
    if (for_people && finding.decision) reason += decision_note(finding, global.language);
    table.rows.push_back({for_people ? kind_title(finding.kind, global.language)
                                     : std::string(finding_kind_name(finding.kind)),
                          std::to_string(line_of(draft, finding.begin)), finding.said,
                          finding.subject, finding.name ? finding.name->to_string() : "",
                          finding.value, finding.match ? std::to_string(finding.match->score) : "",
                          std::move(reason), finding.key});
    if (for_people) continue;
    table.rows.back().push_back(std::to_string(character_at(draft, finding.begin)));
    table.rows.back().push_back(std::to_string(character_at(draft, finding.end)));
    table.rows.back().emplace_back(finding.decision ? verdict_name(finding.decision->verdict) : "");
    table.rows.back().emplace_back(finding.is_settled() ? "true" : "false");
  }
  return table;
}

// The one finding whose key begins so.
Result<const proof::Finding*> chosen(const proof::Proof& proof, const std::string& key) {
  const proof::Finding* found = nullptr;
  for (const proof::Finding& finding : proof.findings) {
    if (key.empty() || !finding.key.starts_with(key)) continue;
    if (found != nullptr && found->key != finding.key) {
      return fail(ErrorKind::bad_usage, "cli.key_of_many", {{"key", key}});
    }
    found = &finding;
  }
  if (found == nullptr) return fail(ErrorKind::not_found, "proof.no_such_finding", {{"key", key}});
  return found;
}

Outcome decide(const Global& global, const app::Workspace& workspace, const proof::Proof& proof,
               const ProofArguments& arguments) {
  const proof::Finding& finding = *TRY(chosen(proof, arguments.decide));
  const Period period = TRY(Period::parse(arguments.period));
  const org::Access access = workspace.owner();
  if (arguments.verdict == "undo") {
    const std::string key = finding.decision ? finding.decision->key : finding.key;
    TRY(workspace.decisions().take_back(access, arguments.unit, period, key));
    tell(global, "cli.undecided", {{"said", finding.said}});
    return 0;
  }
  proof::Choice choice;
  choice.verdict = TRY(proof::parse_verdict(arguments.verdict));
  choice.source = arguments.source;
  choice.reason = arguments.reason;
  if (!arguments.figure.empty()) {
    choice.figure = TRY(indicator::FigureName::parse(arguments.figure));
  }
  TRY(workspace.decisions().decide(access, arguments.unit, period, finding, choice));
  tell(global, "cli.decided",
       {{"said", finding.said}, {"verdict", verdict_title(choice.verdict, global.language)}});
  return 0;
}

}  // namespace

Outcome prove(const Global& global, const ProofArguments& arguments) {
  const bool decides = !arguments.decide.empty();
  const auto workspace = TRY(decides ? open_to_write(global) : open_to_read(global));
  const std::string bytes = TRY(read_file(arguments.file, limits::document_bytes_max));
  Result<proof::Draft> draft = proof::read_draft(bytes, arguments.file);
  if (!draft) return fail(std::move(draft.error()).at(arguments.file));
  app::ProveRequest request;
  request.draft = &*draft;
  request.unit = arguments.unit;
  request.period = TRY(Period::parse(arguments.period));
  request.template_name = arguments.template_name;
  request.language = global.language;
  const proof::Proof proof = TRY(app::prove(*workspace, workspace->owner(), request));
  if (decides) return decide(global, *workspace, proof, arguments);
  if (!arguments.output.empty()) {
    TRY(write_report(global, *workspace, *draft, proof, arguments.file, arguments.output));
  }
  const Table table = table_of(global, *draft, proof);
  if (!table.rows.empty() || global.format != Format::table) {
    fmt::print("{}", printed(table, global.format, global.language));
  }
  std::size_t proven = 0;
  std::size_t settled = 0;
  for (const proof::Finding& finding : proof.findings) {
    if (finding.kind == proof::FindingKind::proven) {
      ++proven;
    } else if (finding.is_settled()) {
      ++settled;
    }
  }
  const std::size_t all = proof.findings.size();
  tell(global, settled == 0 ? "cli.proved" : "cli.proved_and_settled",
       {{"all", std::to_string(all)},
        {"proven", std::to_string(proven)},
        {"settled", std::to_string(settled)}});
  return proven + settled == all ? 0 : 1;
}

}  // namespace youju::cli
