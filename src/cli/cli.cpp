#include <youju/cli/cli.h>
#include <youju/cli/commands.h>
#include <youju/cli/usage.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <system_error>

namespace youju::cli {
namespace {

// The sentences of --help come from the catalogue like all others.
std::string say(const std::string& id, Language language) { return sentence(id, language); }

// The language must be known before CLI11 makes its help: --lang, else $YOUJU_LANG, else zh-CN.
Language language_of(int argc, const char* const* argv) {
  const char* environment = std::getenv("YOUJU_LANG");
  std::string text = environment == nullptr ? "zh-CN" : environment;
  for (int index = 1; index < argc; ++index) {
    const std::string word = argv[index];
    if (word == "--lang" && index + 1 < argc) text = argv[index + 1];
    if (word.rfind("--lang=", 0) == 0) text = word.substr(7);
  }
  return parse_language(text).value_or(Language::zh_cn);
}

// Declares the commands; each sets `chosen` to what is to be done.
class Declaration {
 public:
  Declaration(CLI::App& app, Language language, const Serve& serve)
      : app_(app), language_(language), serve_(serve) {
    global_.language = language;
    if (const char* data = std::getenv("YOUJU_DATA")) global_.data = data;
    app_.description(say("cli.about", language_));
    name_help(app_, language_);
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.add_option("--data", data_, say("cli.option.data", language_));
    app_.add_option("--database", global_.database, say("cli.option.database", language_));
    app_.add_option("--lang", language_text_, say("cli.option.lang", language_));
    app_.add_option("--format", format_, say("cli.option.format", language_));
    app_.add_flag("--quiet", global_.quiet, say("cli.option.quiet", language_));
    loading();
    asking();
    documents();
    keeping();
    forms();
    plans();
    people();
  }

  Outcome run() {
    if (!data_.empty()) global_.data = data_;
    if (!language_text_.empty()) global_.language = TRY(parse_language(language_text_));
    global_.format = TRY(parse_format(format_));
    return chosen_();
  }

 private:
  CLI::App* command(const std::string& name, std::function<Outcome()> work) {
    CLI::App* command = app_.add_subcommand(name, say("cli.command." + name, language_));
    name_help(*command, language_);
    command->group(say("cli.help.commands", language_));
    command->callback([this, work = std::move(work)] { chosen_ = work; });
    return command;
  }
  std::string help(const std::string& name) const { return say("cli.option." + name, language_); }

  void loading() {
    CLI::App* init_command = command("init", [this] { return init(global_, packs_); });
    init_command->add_option("--pack", packs_, help("pack"));
    CLI::App* load_command = command("load", [this] {
      return tree_.empty() ? load(global_, path_) : load_tree(global_, tree_, path_);
    });
    load_command->add_option("DIR", path_, help("example"));
    load_command->add_option("--tree", tree_, help("tree"));
    units();
    CLI::App* import_command = command("import", [this] {
      return import_.map.empty() ? import(global_, import_) : import_workbook(global_, import_);
    });
    import_command->add_option("LEDGER", import_.ledger, help("ledger"))->required();
    import_command->add_option("FILE", import_.file, help("table"))->required();
    import_command->add_option("--unit", import_.unit, help("unit"));
    import_command->add_flag("--dry-run", import_.dry_run, help("dry_run"));
    import_command->add_flag("--keep-good", import_.keep_good, help("keep_good"));
    import_command->add_flag("--approve", import_.approve, help("approve"));
    CLI::Option* map = import_command->add_option("--map", import_.map, help("map"));
    import_command->add_option("--save-map", import_.save_map, help("save_map"))->needs(map);
    import_command->add_flag("--accept", import_.accept, help("accept"))->needs(map);
    imports();
    CLI::App* export_command =
        command("export", [this] { return export_records(global_, export_); });
    export_command->add_option("LEDGER", export_.ledger, help("ledger"))->required();
    export_command->add_option("--unit", export_.unit, help("unit"))->required();
    export_command->add_option("--period", export_.period, help("period"))->required();
    export_command->add_option("-o,--output", export_.output, help("output"))->required();
    CLI::App* correct_command = command(
        "correct", [this] { return correct(global_, import_.ledger, path_, packs_, period_); });
    correct_command->add_option("LEDGER", import_.ledger, help("ledger"))->required();
    correct_command->add_option("RECORD", path_, help("record"))->required();
    correct_command->add_option("--set", packs_, help("set"))->required();
    correct_command->add_option("--reason", period_, help("reason"))->required();
  }

  void imports() {
    CLI::App* imports_command =
        app_.add_subcommand("imports", say("cli.command.imports", language_));
    name_help(*imports_command, language_);
    imports_command->group(say("cli.help.commands", language_));
    imports_command->require_subcommand(1);
    CLI::App* list =
        imports_command->add_subcommand("list", say("cli.command.imports_list", language_));
    name_help(*list, language_);
    list->group(say("cli.help.commands", language_));
    list->callback([this] { chosen_ = [this] { return list_imports(global_, import_.unit); }; });
    list->add_option("--unit", import_.unit, help("unit"));
    CLI::App* undo =
        imports_command->add_subcommand("undo", say("cli.command.imports_undo", language_));
    name_help(*undo, language_);
    undo->group(say("cli.help.commands", language_));
    undo->callback(
        [this] { chosen_ = [this] { return undo_import(global_, import_id_, import_.dry_run); }; });
    undo->add_option("ID", import_id_, help("import_id"))->required();
    undo->add_flag("--dry-run", import_.dry_run, help("dry_run"));
  }

  void add_moments(CLI::App& command, std::string& since, std::string& until) {
    CLI::Option* const begin = command.add_option("--since", since, help("since"));
    command.add_option("--until", until, help("until"))->needs(begin);
  }

  void asking() {
    CLI::App* figures_command = command("figures", [this] { return figures(global_, figures_); });
    figures_command->add_option("--unit", figures_.unit, help("unit"))->required();
    figures_command->add_option("--period", figures_.period, help("period"))->required();
    figures_command->add_option("--indicator", figures_.indicators, help("indicator"));
    figures_command->add_option("--by", figures_.by, help("by"));
    figures_command->add_option("--compare", figures_.compare, help("compare"));
    figures_command->add_flag("--all", figures_.all, help("all"));
    add_moments(*figures_command, figures_.since, figures_.until);
    figures_command->add_option("--place-within", figures_.place_within, help("place_within"));
    CLI::App* trace_command = command("trace", [this] {
      return trace_.since.empty() ? trace(global_, trace_) : trace_change(global_, trace_);
    });
    trace_command->add_option("FIGURE", trace_.figure, help("figure"))->required();
    add_moments(*trace_command, trace_.since, trace_.until);
    command("overview", [this] { return overview(global_); });
  }

  void documents() {
    CLI::App* summarize_command =
        command("summarize", [this] { return summarize(global_, summarize_); });
    summarize_command->add_option("--unit", summarize_.unit, help("unit"))->required();
    summarize_command->add_option("--period", summarize_.period, help("period"))->required();
    summarize_command->add_option("--template", summarize_.template_name, help("template"));
    summarize_command->add_option("-o,--output", summarize_.output, help("output"))->required();
    CLI::App* verify_command =
        command("verify", [this] { return verify(global_, path_, summarize_); });
    verify_command->add_option("FILE", path_, help("document"))->required();
    CLI::Option* of_unit = verify_command->add_option("--unit", summarize_.unit, help("unit"));
    CLI::Option* of_period =
        verify_command->add_option("--period", summarize_.period, help("period"));
    of_unit->needs(of_period);
    of_period->needs(of_unit);
    verify_command->add_option("--template", summarize_.template_name, help("template"))
        ->needs(of_unit);
    CLI::App* read_command = command("read", [this] {
      return read_.declare ? declare_document(global_, read_) : read_document(global_, read_);
    });
    read_command->add_option("FILE", read_.file, help("text"))->required();
    read_command->add_flag("--all", read_.all, help("excluded"));
    read_command->add_flag("--relations", read_.relations, help("relations"));
    CLI::Option* declare = read_command->add_flag("--declare", read_.declare, help("declare"));
    CLI::Option* unit = read_command->add_option("--unit", read_.unit, help("unit"));
    CLI::Option* period = read_command->add_option("--period", read_.period, help("period"));
    declare->needs(unit)->needs(period);
    for (CLI::Option* each :
         {unit, period, read_command->add_option("--choose", read_.chosen, help("choose")),
          read_command->add_option("--source", read_.source, help("baseline_source"))}) {
      each->needs(declare);
    }
    CLI::App* proof_command = command("proof", [this] { return prove(global_, proof_); });
    proof_command->add_option("FILE", proof_.file, help("draft"))->required();
    proof_command->add_option("--unit", proof_.unit, help("unit"))->required();
    proof_command->add_option("--period", proof_.period, help("period"))->required();
    proof_command->add_option("--template", proof_.template_name, help("template"));
    proof_command->add_option("-o,--output", proof_.output, help("report"));
    CLI::Option* decide = proof_command->add_option("--decide", proof_.decide, help("decide"));
    decide->excludes(proof_command->get_option("--output"));
    proof_command->add_option("--as", proof_.verdict, help("verdict"))->needs(decide);
    decide->needs(proof_command->get_option("--as"));
    proof_command->add_option("--source", proof_.source, help("proof_source"))->needs(decide);
    proof_command->add_option("--reason", proof_.reason, help("proof_reason"))->needs(decide);
    proof_command->add_option("--figure", proof_.figure, help("proof_figure"))->needs(decide);
    CLI::App* pack_command = command("pack", [this] { return check_pack(global_, path_); });
    CLI::App* check_command =
        pack_command->add_subcommand("check", say("cli.command.pack_check", language_));
    name_help(*check_command, language_);
    check_command->group(say("cli.help.commands", language_));
    check_command->add_option("DIR", path_, help("pack_folder"))->required();
    pack_command->require_subcommand(1);
  }

  void keeping() {
    CLI::App* close_command =
        command("close", [this] { return close(global_, period_, export_.unit); });
    close_command->add_option("PERIOD", period_, help("period"))->required();
    close_command->add_option("--unit", export_.unit, help("unit"))->required();
    command("audit", [this] { return audit(global_); });
    command("rebuild", [this] { return rebuild(global_); });
    CLI::App* backup_command = command("backup", [this] { return backup(global_, path_); });
    backup_command->add_option("FILE", path_, help("backup_file"))->required();
    CLI::App* restore_command = command("restore", [this] { return restore(global_, path_); });
    restore_command->add_option("FILE", path_, help("backup_file"))->required();
    CLI::App* serve_command = command("serve", [this]() -> Outcome {
      return serve_(
          {global_.data.string(), global_.database, address_, global_.quiet, global_.language});
    });
    serve_command->add_option("--listen", address_, help("listen"));
  }

  void forms() {
    CLI::App* form = app_.add_subcommand("form", say("cli.command.form", language_));
    name_help(*form, language_);
    form->group(say("cli.help.commands", language_));
    form->require_subcommand(1);
    form_command(*form, "open", form_open)
        ->add_option("--department", form_.department, help("department"));
    form_command(*form, "fill", form_fill);
    form_command(*form, "enter", form_enter)
        ->add_option("FILE", form_.file, help("entries"))
        ->required();
    form_command(*form, "show", form_show);
    form_command(*form, "check", form_check);
    CLI::App* explain = form_command(*form, "explain", form_explain);
    explain->add_option("FINDING", form_.finding, help("finding"))->required();
    explain->add_option("--text", form_.text, help("explanation"))->required();
    form_command(*form, "submit", form_submit);
    form_command(*form, "return", form_return)
        ->add_option("--reason", form_.text, help("reason"))
        ->required();
    form_command(*form, "lock", form_lock);
    form_command(*form, "export", form_export)
        ->add_option("-o,--output", form_.output, help("output"))
        ->required();
    CLI::App* place = form_command(*form, "place", form_place);
    place->add_option("FILE", form_.file, help("superior"))->required();
    place->add_option("--mapping", form_.mapping, help("superior_mapping"));
    place->add_option("-o,--output", form_.output, help("output"));
    form_command(*form, "coverage", form_coverage);
    form_command(*form, "rollup", form_rollup);
  }
  CLI::App* form_command(CLI::App& form, const std::string& name,
                         Outcome (*work)(const Global&, const FormArguments&)) {
    CLI::App* command = form.add_subcommand(name, say("cli.command.form_" + name, language_));
    name_help(*command, language_);
    command->group(say("cli.help.commands", language_));
    command->callback([this, work] { chosen_ = [this, work] { return work(global_, form_); }; });
    command->add_option("--survey", form_.survey, help("survey"));
    command->add_option("--unit", form_.unit, help("unit"))->required();
    command->add_option("--year", form_.year, help("year"))->required();
    return command;
  }

  void plans() {
    CLI::App* plan = app_.add_subcommand("plan", say("cli.command.plan", language_));
    name_help(*plan, language_);
    plan->group(say("cli.help.commands", language_));
    plan->require_subcommand(1);
    CLI::App* list = plan_command(*plan, "list", plan_list);
    CLI::App* late = plan_command(*plan, "late", plan_late);
    for (CLI::App* each : {list, late}) each->add_option("--unit", plan_.unit, help("unit"));
    CLI::App* show = plan_command(*plan, "show", plan_show);
    CLI::App* progress = plan_command(*plan, "progress", plan_progress);
    CLI::App* title = plan_command(*plan, "title", plan_title);
    CLI::App* milestone = plan_command(*plan, "milestone", plan_milestone);
    CLI::App* sheet = plan_command(*plan, "sheet", plan_sheet);
    sheet->add_option("-o,--output", plan_.output, help("output"))->required();
    CLI::App* next = plan_command(*plan, "next", plan_next);
    next->add_option("--basis", plan_.basis, help("basis"));
    next->add_option("--growth", plan_.growth, help("growth"));
    next->add_option("--indicator", plan_.indicators, help("draft_indicator"));
    next->add_option("-o,--output", plan_.output, help("draft_file"));
    next->add_flag("--set", plan_.adopt, help("adopt"));
    plan_command(*plan, "load", plan_load)
        ->add_option("FILE", plan_.file, help("targets_file"))
        ->required();
    CLI::App* compare = plan_command(*plan, "compare", plan_compare);
    compare->add_option("TARGET", plan_.target, help("target"))->required();
    for (CLI::App* each : {show, progress, sheet, next, title, milestone}) {
      each->add_option("--unit", plan_.unit, help("unit"))->required();
      each->add_option("--period", plan_.period, help("period"))->required();
    }
    title->add_option("TEXT", plan_.text, help("plan_title"))->required();
    milestone->add_option("TEXT", plan_.text, help("milestone"))->required();
    milestone->add_option("--due", plan_.due, help("due"));
    milestone->add_option("--owner", plan_.owner, help("owner"));
    milestone->add_option("--done", plan_.done, help("done"));
    milestone->add_option("--note", plan_.note, help("done_note"));
    milestone->add_flag("--drop", plan_.drop, help("drop"));
    CLI::App* split = plan_command(*plan, "split", plan_split);
    split->add_option("TARGET", plan_.target, help("target"))->required();
    split->add_option("PART", plan_.parts, help("part"));
    split->add_flag("--even", plan_.even, help("even"));
    split->add_flag("--as-before", plan_.as_before, help("as_before"));
    split->add_flag("--may-differ", plan_.may_differ, help("may_differ"));
    split->add_option("--reason", plan_.reason, help("target_reason"));
    for (CLI::App* each : {late, show, progress, split, compare}) {
      each->add_option("--on", plan_.on, help("on"));
    }
    plan_setting(*plan_command(*plan, "set", plan_set));
  }
  void plan_setting(CLI::App& set) {
    set.add_option("TARGET", plan_.target, help("target"))->required();
    set.add_option("VALUE", plan_.value, help("target_value"))->required();
    set.add_option("--source", plan_.source, help("source"));
    set.add_option("--owner", plan_.owner, help("owner"));
    set.add_option("--reason", plan_.reason, help("target_reason"));
    set.add_option("--direction", plan_.direction, help("direction"));
    set.add_option("--each", plan_.each, help("each"));
    set.add_option("--counted", plan_.counted, help("counted"));
    set.add_option("--due", plan_.due, help("due"));
    set.add_option("--shares", plan_.shares, help("shares"));
  }
  CLI::App* plan_command(CLI::App& plan, const std::string& name,
                         Outcome (*work)(const Global&, const PlanArguments&)) {
    CLI::App* command = plan.add_subcommand(name, say("cli.command.plan_" + name, language_));
    name_help(*command, language_);
    command->group(say("cli.help.commands", language_));
    command->callback([this, work] { chosen_ = [this, work] { return work(global_, plan_); }; });
    return command;
  }

  void people() {
    CLI::App* person = app_.add_subcommand("person", say("cli.command.person", language_));
    person->group(say("cli.help.commands", language_));
    person->require_subcommand(1);
    person_command(*person, "list", [this] { return person_list(global_); });
    CLI::App* add = person_command(*person, "add", [this] { return person_add(global_, person_); });
    add->add_option("LOGIN", person_.login, help("login"))->required();
    add->add_option("--name", person_.name, help("name"))->required();
    add->add_option("--role", person_.role, help("role"))->required();
    add->add_option("--unit", person_.unit, help("unit"))->required();
    CLI::App* password = person_command(*person, "password", [this] {
      return person_password(global_, person_.login, person_.temporary);
    });
    password->add_option("LOGIN", person_.login, help("login"))->required();
    password->add_flag("--temporary", person_.temporary, help("temporary"));
    CLI::App* unlock = person_command(*person, "unlock", [this] {
      return person_unlock(global_, person_.login, person_.second_factor);
    });
    unlock->add_option("LOGIN", person_.login, help("login"))->required();
    unlock->add_flag("--second-factor", person_.second_factor, help("second_factor"));
    CLI::App* revoke =
        person_command(*person, "revoke", [this] { return person_revoke(global_, person_.login); });
    revoke->add_option("LOGIN", person_.login, help("login"))->required();
  }
  void units() {
    CLI::App* unit = command("unit", [this] { return reform_unit(global_, unit_); });
    unit->add_option("REFORM", unit_.kind, help("reform"))->required();
    unit->add_option("CODE", unit_.unit, help("unit"))->required();
    unit->add_option("--into", unit_.into, help("into"));
    unit->add_option("--with", unit_.others, help("with"));
    unit->add_option("--name", unit_.name, help("unit_name"));
    unit->add_option("--short", unit_.short_name, help("short_name"));
    unit->add_option("--kind", unit_.unit_kind, help("unit_kind"));
    unit->add_option("--code", unit_.code, help("new_code"));
    unit->add_option("--day", unit_.day, help("day"))->required();
    unit->add_option("--reason", unit_.reason, help("reason"))->required();
    unit->add_flag("--dry-run", unit_.dry_run, help("dry_run"));
  }
  CLI::App* person_command(CLI::App& person, const std::string& name,
                           std::function<Outcome()> work) {
    CLI::App* command = person.add_subcommand(name, say("cli.command.person_" + name, language_));
    command->group(say("cli.help.commands", language_));
    command->final_callback([this, work = std::move(work)] { chosen_ = work; });
    return command;
  }

  CLI::App& app_;
  Language language_;
  const Serve& serve_;
  Global global_;
  std::function<Outcome()> chosen_;
  std::string data_, language_text_, format_ = "table", path_, period_, tree_;
  std::string address_ = "127.0.0.1:8080";
  std::vector<std::string> packs_;
  ImportArguments import_;
  std::int64_t import_id_ = 0;
  ExportArguments export_;
  FiguresArguments figures_;
  TraceArguments trace_;
  SummarizeArguments summarize_;
  ProofArguments proof_;
  ReadArguments read_;
  UnitArguments unit_;
  PersonArguments person_;
  FormArguments form_;
  PlanArguments plan_;
};

int report(const Error& error, Language language) {
  fmt::print(stderr, "{}\n", describe(error, language));
  if (const std::string_view caret = error.field("caret"); !caret.empty()) {
    fmt::print(stderr, "{}\n", caret);
  }
  return exit_code(error.kind);
}

constexpr int machine_failed = 4;

// What was printed did not arrive. Who reads no more, as head does, need not be told.
int unwritten(int error, Language language) {
  if (error != EPIPE) {
    report(Error{ErrorKind::unavailable,
                 "cli.not_printed",
                 {},
                 {{"reason", std::generic_category().message(error)}}},
           language);
  }
  return machine_failed;
}

int run_command(int argc, const char* const* argv, Language language, const Serve& serve) {
  CLI::App app;
  app.name("youju");
  Declaration declaration(app, language, serve);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& wrong) {
    fmt::print(stderr, "{}\n", usage_fault(app, wrong, language));
    return exit_code(ErrorKind::bad_usage);
  }
  try {
    const Outcome outcome = declaration.run();
    return outcome ? *outcome : report(outcome.error(), language);
  } catch (const MachineFailure& failure) {
    report(failure.error(), language);
    return machine_failed;
  }
}

}  // namespace

int run(int argc, const char* const* argv, const Serve& serve) {
  const Language language = language_of(argc, argv);
  int code = 0;
  try {
    code = run_command(argc, argv, language, serve);
    std::cout.flush();
  } catch (const std::system_error& failure) {  // of fmt::print
    return unwritten(failure.code().value(), language);
  }
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good()) return code;
  return unwritten(errno == 0 ? EIO : errno, language);
}

}  // namespace youju::cli
