// The commands, each a function: opens the data folder, calls one function of a room, prints.
#pragma once

#include <youju/cli/command.h>

#include <cstdint>
#include <string>
#include <vector>

namespace youju::cli {

struct ImportArguments {
  std::string ledger, file, unit;
  bool dry_run = false, keep_good = false, approve = false;
  // "" (rows below one header), "auto" or the file of a mapping; where to write the mapping.
  std::string map, save_map;
  bool accept = false;
};
struct FiguresArguments {
  std::string unit, period, by, compare;
  std::vector<std::string> indicators;
  bool all = false;          // missing figures too
  std::string since, until;  // two moments of the log; "": no comparison, now
  std::string place_within;  // a superior; "": no places
};
struct TraceArguments {
  std::string figure, since, until;
};
struct SummarizeArguments {
  std::string unit, period, template_name, output;
};
struct ProofArguments {
  std::string file, unit, period, template_name;
  std::string output;  // .html or .docx: where a report goes; "" = nowhere
  // A decision: on which finding (the beginning of its key), which ("undo" takes one back), and
  // what belongs to it.
  std::string decide, verdict, source, reason, figure;
};
struct ExportArguments {
  std::string ledger, unit, period, output;
};
struct ReadArguments {
  std::string file;  // "-" is the standard input
  bool all = false;  // what is no figure too
  bool relations = false;
  // Its numbers as declared figures of a unit and period: which (keys, or "all"; none: they are
  // listed), and what is cited ("" = the document).
  bool declare = false;
  std::string unit, period, source;
  std::vector<std::string> chosen;
};
struct FormArguments {
  std::string survey, unit, department, file, finding, text, output, mapping;
  int year = 0;
};
struct PlanArguments {
  std::string unit, period, on;  // on: as of a day gone by; "" is today
  std::string target, value, source, owner, reason, direction, each, counted, due, shares;
  std::vector<std::string> parts;  // UNIT=VALUE
  bool even = false, as_before = false, may_differ = false, drop = false;
  std::string text, done, note;  // of a milestone, or a plan's title
  std::string output, file;
  std::string basis = "actual", growth = "0";
  std::vector<std::string> indicators;
  bool adopt = false;
};
struct UnitArguments {
  std::string kind;  // of ledger/reform.h
  std::string unit, into, name, short_name, unit_kind, code, day, reason;
  std::vector<std::string> others;
  bool dry_run = false;
};
struct PersonArguments {
  std::string login, name, role, unit;
  bool temporary = false, second_factor = false;
};

Outcome init(const Global& global, const std::vector<std::string>& packs);
Outcome load(const Global& global, const std::string& folder);
// `tree` is "china"; `folder`, if given, is that of the package with its lists.
Outcome load_tree(const Global& global, const std::string& tree, const std::string& folder);
// A reform of units, or in a dry run the issued figures that it would change.
Outcome reform_unit(const Global& global, const UnitArguments& arguments);
Outcome import(const Global& global, const ImportArguments& arguments);
// With a mapping: workbooks as offices keep them.
Outcome import_workbook(const Global& global, const ImportArguments& arguments);
// Those of a unit and below; "": of all.
Outcome list_imports(const Global& global, const std::string& unit);
Outcome undo_import(const Global& global, std::int64_t id, bool dry_run);
Outcome export_records(const Global& global, const ExportArguments& arguments);
Outcome figures(const Global& global, const FiguresArguments& arguments);
Outcome trace(const Global& global, const TraceArguments& arguments);
// What has changed in a figure since, and the records that make it.
Outcome trace_change(const Global& global, const TraceArguments& arguments);
Outcome summarize(const Global& global, const SummarizeArguments& arguments);
// `today` names the summary that stands in where names and manifest are gone; its unit may be "".
Outcome verify(const Global& global, const std::string& file, const SummarizeArguments& today);
// One JSON object a line: the figures of a text, then what else was asked for.
Outcome read_document(const Global& global, const ReadArguments& arguments);
// The numbers of an old summary that can be declared, or declares those that are chosen.
Outcome declare_document(const Global& global, const ReadArguments& arguments);
// Holds a draft against the ledger, or decides on what was found.
Outcome prove(const Global& global, const ProofArguments& arguments);
Outcome close(const Global& global, const std::string& period, const std::string& unit);
Outcome audit(const Global& global);
Outcome rebuild(const Global& global);
Outcome backup(const Global& global, const std::string& file);
Outcome restore(const Global& global, const std::string& file);
Outcome overview(const Global& global);
Outcome check_pack(const Global& global, const std::string& folder);
Outcome correct(const Global& global, const std::string& ledger, const std::string& key,
                const std::vector<std::string>& changes, const std::string& reason);
// Statistics forms; the return is named by survey, unit and year.
Outcome form_open(const Global& global, const FormArguments& arguments);
Outcome form_fill(const Global& global, const FormArguments& arguments);
Outcome form_enter(const Global& global, const FormArguments& arguments);
Outcome form_show(const Global& global, const FormArguments& arguments);
// Exit status 1 if there are findings.
Outcome form_check(const Global& global, const FormArguments& arguments);
Outcome form_explain(const Global& global, const FormArguments& arguments);
Outcome form_submit(const Global& global, const FormArguments& arguments);
Outcome form_return(const Global& global, const FormArguments& arguments);
Outcome form_lock(const Global& global, const FormArguments& arguments);
Outcome form_export(const Global& global, const FormArguments& arguments);
// Of a superior's workbook: what its cells take; with an output, a copy that is filled.
Outcome form_place(const Global& global, const FormArguments& arguments);
Outcome form_coverage(const Global& global, const FormArguments& arguments);
Outcome form_rollup(const Global& global, const FormArguments& arguments);
// Plans: of all units, or of one and those below it.
Outcome plan_list(const Global& global, const PlanArguments& arguments);
Outcome plan_show(const Global& global, const PlanArguments& arguments);
Outcome plan_progress(const Global& global, const PlanArguments& arguments);
// Exit status 1 if something is late or behind.
Outcome plan_late(const Global& global, const PlanArguments& arguments);
Outcome plan_set(const Global& global, const PlanArguments& arguments);
// Without parts shows the split; exit status 1 if its parts do not add up.
Outcome plan_split(const Global& global, const PlanArguments& arguments);
// The statement of responsibility; the file's ending says in which form.
Outcome plan_sheet(const Global& global, const PlanArguments& arguments);
// Next period's targets drafted: shown, written as a file, or set.
Outcome plan_next(const Global& global, const PlanArguments& arguments);
Outcome plan_load(const Global& global, const PlanArguments& arguments);
// A target among those of the units beside its own.
Outcome plan_compare(const Global& global, const PlanArguments& arguments);
Outcome plan_title(const Global& global, const PlanArguments& arguments);
// Adds, changes, finishes or drops the milestone of these words.
Outcome plan_milestone(const Global& global, const PlanArguments& arguments);
Outcome person_list(const Global& global);
// One more right; those that the person has stay.
Outcome person_add(const Global& global, const PersonArguments& arguments);
// Sets the password that is typed or comes on the standard input; `temporary`: makes one, prints
// it, and it must be changed at the first sign-in.
Outcome person_password(const Global& global, const std::string& login, bool temporary);
// `second_factor`: takes that off too.
Outcome person_unlock(const Global& global, const std::string& login, bool second_factor);
Outcome person_revoke(const Global& global, const std::string& login);

}  // namespace youju::cli
