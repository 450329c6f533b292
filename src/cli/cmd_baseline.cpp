// An old summary as a baseline: its numbers become declared figures that cite it.
#include <youju/app/prove.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/cli/commands.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace youju::cli {
namespace {

// Last year's summary.docx (SHA-256 3f2a…): a file of the same name may say something else.
std::string citation_of(const ReadArguments& arguments, const proof::Draft& draft) {
  if (!arguments.source.empty()) return arguments.source;
  constexpr std::size_t digits_shown = 12;
  return fmt::format("{} (SHA-256 {}…)", std::filesystem::path(arguments.file).filename().string(),
                     draft.digest.substr(0, digits_shown));
}

void print_candidates(const Global& global, const std::vector<const proof::Finding*>& candidates) {
  Table table;
  table.columns = {
      {"key", "cli.column_key", false},          {"said", "cli.column_said", false},
      {"subject", "cli.column_subject", false},  {"figure", "cli.column_figure", false},
      {"title", "cli.column_item_title", false}, {"score", "cli.column_score", true}};
  for (const proof::Finding* each : candidates) {
    table.rows.push_back({each->key, each->said, each->subject, each->name->to_string(),
                          each->title, each->match ? std::to_string(each->match->score) : ""});
  }
  fmt::print("{}", printed(table, global.format, global.language));
}

Result<std::vector<const proof::Finding*>> chosen_of(
    const std::vector<const proof::Finding*>& candidates, const std::vector<std::string>& keys) {
  if (keys == std::vector<std::string>{"all"}) return candidates;
  std::vector<const proof::Finding*> chosen;
  for (const std::string& key : keys) {
    const auto found = std::find_if(
        candidates.begin(), candidates.end(),
        [&](const proof::Finding* each) { return !key.empty() && each->key.starts_with(key); });
    if (found == candidates.end()) {
      return fail(ErrorKind::not_found, "proof.no_such_finding", {{"key", key}});
    }
    chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace

Outcome declare_document(const Global& global, const ReadArguments& arguments) {
  const auto workspace =
      TRY(arguments.chosen.empty() ? open_to_read(global) : open_to_write(global));
  const std::string bytes = TRY(read_file(arguments.file, limits::document_bytes_max));
  Result<proof::Draft> draft = proof::read_draft(bytes, arguments.file);
  if (!draft) return fail(std::move(draft.error()).at(arguments.file));
  app::ProveRequest request;
  request.draft = &*draft;
  request.unit = arguments.unit;
  request.period = TRY(Period::parse(arguments.period));
  request.language = global.language;
  const proof::Proof proof = TRY(app::prove(*workspace, workspace->owner(), request));
  std::vector<const proof::Finding*> candidates;
  for (const proof::Finding& finding : proof.findings) {
    if (is_baseline(finding)) candidates.push_back(&finding);
  }
  if (arguments.chosen.empty()) {
    print_candidates(global, candidates);
    tell(global, "cli.baseline", {{"count", std::to_string(candidates.size())}});
    return 0;
  }
  const auto report = TRY(workspace->decisions().declare_baseline(
      workspace->owner(), TRY(chosen_of(candidates, arguments.chosen)),
      citation_of(arguments, *draft)));
  tell(global, "cli.baseline_declared",
       {{"added", std::to_string(report.added)}, {"changed", std::to_string(report.changed)}});
  return 0;
}

}  // namespace youju::cli
