// `youju form`: statistics forms, filled from the ledgers, checked, handed in, exported.
#include <youju/base/csv.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>
#include <youju/forms/sheet.h>
#include <youju/forms/superior.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace youju::cli {
namespace {

using forms::CellState;
using forms::CellValue;

// The survey that was named, or the first there is.
Result<std::string> survey_of(const app::Workspace& workspace, const FormArguments& arguments) {
  if (!arguments.survey.empty()) return arguments.survey;
  const auto editions = TRY(workspace.returns().editions());
  return editions->all().empty() ? std::string() : editions->all().front().survey;
}

Result<forms::Return> find(const app::Workspace& workspace, const FormArguments& arguments) {
  return workspace.returns().find(workspace.owner(), TRY(survey_of(workspace, arguments)),
                                  arguments.unit, arguments.year);
}

std::string shown(const CellValue& value, const std::string& nothing) {
  if (value.state == CellState::number) return value.number.to_string();
  return value.state == CellState::none ? nothing : std::string();
}

std::string origin_of(const Global& global, const forms::CellNow& now) {
  if (!now.cell) return {};
  return sentence(now.cell->from_figures ? "cli.form_ledger" : "cli.form_entered", global.language);
}

void print_table(const Global& global, const Table& table) {
  fmt::print("{}", printed(table, global.format, global.language));
}

void tell_state(const Global& global, const forms::Return& head) {
  tell(global, "cli.form_state",
       {{"state", sentence("forms.state." + std::string(state_name(head.state)), global.language)},
        {"version", std::to_string(head.version)}});
}

template <typename Deed>
Outcome acted(const Global& global, const FormArguments& arguments, Deed deed) {
  const auto workspace = TRY(open_to_write(global));
  const forms::Return head = TRY(find(*workspace, arguments));
  TRY(deed(*workspace, head));
  tell_state(global, TRY(workspace->returns().find(workspace->owner(), head.id)));
  return 0;
}

Result<std::vector<forms::Entry>> read_entries(const std::string& file) {
  const std::string text = TRY(text::decode(TRY(read_file(file, limits::import_bytes_max))));
  const std::vector<CsvRow> rows = TRY(parse_csv(text));
  const std::vector<std::string> header = {"item", "value", "source"};
  if (rows.empty() || rows.front().cells != header) {
    return fail(ErrorKind::bad_input, "cli.form_header", {}, "1");
  }
  std::vector<forms::Entry> entries;
  for (std::size_t at = 1; at < rows.size(); ++at) {
    std::vector<std::string> cells = rows[at].cells;
    cells.resize(header.size());
    forms::Entry entry{cells[0], CellState::number, cells[1], cells[2]};
    if (cells[1] == "none") entry.state = CellState::none;
    if (cells[1].empty()) entry.state = CellState::missing;
    entries.push_back(std::move(entry));
  }
  return entries;
}

void print_places(const Global& global, const std::vector<forms::PlaceNow>& places) {
  Table table;
  // The first four are the mapping: as csv, the table is one.
  table.columns = {{"sheet", "cli.column_sheet", false},
                   {"cell", "cli.column_cell", false},
                   {"take", "cli.column_take", false},
                   {"power", "cli.column_power", true},
                   {"label", "cli.column_label", false},
                   {"title", "cli.column_item_title", false},
                   {"unit_of_measure", "cli.column_measure", false},
                   {"value", "cli.column_value", true},
                   {"reason", "cli.column_why", false}};
  for (const forms::PlaceNow& each : places) {
    const bool filled = each.reason.empty();
    table.rows.push_back({each.place.sheet, each.place.cell, each.place.take,
                          std::to_string(each.place.power), each.label, each.title, each.unit,
                          filled ? shown(each.value, "-") : std::string(),
                          filled ? std::string() : sentence(each.reason, global.language)});
  }
  print_table(global, table);
}

Result<std::vector<forms::PlaceNow>> places_of(const Global& global,
                                               const app::Workspace& workspace,
                                               const FormArguments& arguments,
                                               const std::string& bytes) {
  const forms::SuperiorAsk ask{TRY(survey_of(workspace, arguments)), arguments.unit,
                               arguments.year};
  const org::Access access = workspace.owner();
  std::vector<forms::Place> mapping;
  if (!arguments.mapping.empty()) {
    const std::string csv =
        TRY(text::decode(TRY(read_file(arguments.mapping, limits::import_bytes_max))));
    auto parsed = forms::parse_places(csv);
    if (!parsed) return fail(std::move(parsed.error()).at(arguments.mapping));
    mapping = std::move(*parsed);
  }
  auto places = arguments.mapping.empty()
                    ? forms::propose_places(workspace.returns(), access, ask, bytes)
                    : forms::places_now(workspace.returns(), access, ask, bytes, mapping);
  if (!places) return fail(std::move(places.error()).at(arguments.file));
  print_places(global, *places);
  const auto filled = std::count_if(places->begin(), places->end(),
                                    [](const auto& each) { return each.reason.empty(); });
  tell(global, "cli.form_places",
       {{"all", std::to_string(places->size())}, {"filled", std::to_string(filled)}});
  return places;
}

}  // namespace

Outcome form_place(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const std::string bytes = TRY(read_file(arguments.file, limits::document_bytes_max));
  const auto places = TRY(places_of(global, *workspace, arguments, bytes));
  if (arguments.output.empty()) return 0;
  TRY(write_file(arguments.output, TRY(forms::fill_places(bytes, places, "-"))));
  return 0;
}

Outcome form_open(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_write(global));
  const std::string survey = TRY(survey_of(*workspace, arguments));
  TRY(workspace->returns().open(workspace->owner(),
                                {survey, arguments.unit, arguments.department, arguments.year}));
  tell_state(global, TRY(find(*workspace, arguments)));
  return 0;
}

Outcome form_fill(const Global& global, const FormArguments& arguments) {
  return acted(global, arguments, [](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().fill(workspace.owner(), head.id, head.version);
  });
}

Outcome form_enter(const Global& global, const FormArguments& arguments) {
  auto entries = read_entries(arguments.file);
  if (!entries) return fail(std::move(entries.error()).at(arguments.file));
  return acted(global, arguments, [&](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().enter(workspace.owner(), head.id, head.version, *entries);
  });
}

Outcome form_show(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const forms::Return head = TRY(find(*workspace, arguments));
  const forms::Reading reading = TRY(workspace->returns().read(workspace->owner(), head.id));
  Table table;
  table.columns = {
      {"form", "cli.column_form", false},        {"item", "cli.column_item", false},
      {"title", "cli.column_item_title", false}, {"unit_of_measure", "cli.column_measure", false},
      {"value", "cli.column_value", true},       {"origin", "cli.column_origin", false},
      {"ground", "cli.column_ground", false}};
  for (const forms::CellNow& now : reading.cells) {
    std::string ground = now.cell ? now.cell->source : std::string();
    if (now.cell && now.cell->from_figures) {
      for (const std::string& name : now.cell->figures)
        ground += (ground.empty() ? "" : " ") + name;
    }
    table.rows.push_back({now.form->code, now.item->id, now.item->title.in(global.language),
                          now.item->unit, shown(now.printed, reading.edition->nothing),
                          origin_of(global, now), ground});
  }
  print_table(global, table);
  tell_state(global, head);
  return 0;
}

Outcome form_check(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const forms::Return head = TRY(find(*workspace, arguments));
  const forms::Reading reading = TRY(workspace->returns().read(workspace->owner(), head.id));
  Table table;
  table.columns = {{"finding", "cli.column_problem", false},
                   {"strength", "cli.column_strength", false},
                   {"message", "cli.column_message", false},
                   {"cells", "cli.column_cells", false},
                   {"explanation", "cli.column_explanation", false}};
  std::int64_t hard = 0;
  for (const forms::Finding& finding : reading.findings) {
    std::string cells;
    for (const std::string& id : finding.items) {
      const forms::CellNow* now = reading.cell(id);
      if (now == nullptr) continue;
      cells +=
          (cells.empty() ? "" : " ") + id + "=" + shown(now->printed, reading.edition->nothing);
    }
    if (finding.strength == forms::Strength::hard) ++hard;
    table.rows.push_back({finding.key,
                          sentence("forms.strength." + std::string(strength_name(finding.strength)),
                                   global.language),
                          finding.message.in(global.language), cells,
                          finding.explanation ? finding.explanation->text : ""});
  }
  if (!table.rows.empty()) print_table(global, table);
  tell(global, "cli.form_checked",
       {{"hard", std::to_string(hard)},
        {"soft", std::to_string(static_cast<std::int64_t>(table.rows.size()) - hard)}});
  return table.rows.empty() ? 0 : 1;
}

Outcome form_explain(const Global& global, const FormArguments& arguments) {
  return acted(global, arguments, [&](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().explain(workspace.owner(), head.id, head.version, arguments.finding,
                                       arguments.text);
  });
}

Outcome form_submit(const Global& global, const FormArguments& arguments) {
  return acted(global, arguments, [](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().submit(workspace.owner(), head.id, head.version);
  });
}

Outcome form_return(const Global& global, const FormArguments& arguments) {
  return acted(global, arguments, [&](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().send_back(workspace.owner(), head.id, head.version, arguments.text);
  });
}

Outcome form_lock(const Global& global, const FormArguments& arguments) {
  return acted(global, arguments, [](const app::Workspace& workspace, const forms::Return& head) {
    return workspace.returns().lock(workspace.owner(), head.id, head.version);
  });
}

Outcome form_export(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const forms::Return head = TRY(find(*workspace, arguments));
  const forms::Reading reading = TRY(workspace->returns().read(workspace->owner(), head.id));
  TRY(write_file(arguments.output,
                 TRY(forms::sheet_of(reading, *workspace->ledgers().directory()))));
  tell_state(global, head);
  return 0;
}

Outcome form_coverage(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const forms::Coverage coverage = TRY(workspace->returns().coverage(
      workspace->owner(), TRY(survey_of(*workspace, arguments)), arguments.unit, arguments.year));
  Table table;
  table.columns = {{"form", "cli.column_form", false},
                   {"item", "cli.column_item", false},
                   {"title", "cli.column_item_title", false},
                   {"value", "cli.column_value", true},
                   {"reason", "cli.column_why", false}};
  std::int64_t proven = 0, possible = 0;
  for (const forms::Coverage::Row& row : coverage.rows) {
    if (!row.proof) continue;
    ++possible;
    if (row.proof->reason.empty()) ++proven;
    table.rows.push_back(
        {row.form->code, row.item->id, row.item->title.in(global.language),
         shown(printed(*row.item, row.proof->value), coverage.edition->nothing),
         row.proof->reason.empty() ? std::string() : sentence(row.proof->reason, global.language)});
  }
  print_table(global, table);
  tell(global, "cli.form_coverage",
       {{"proven", std::to_string(proven)},
        {"possible", std::to_string(possible)},
        {"all", std::to_string(coverage.rows.size())}});
  return 0;
}

Outcome form_rollup(const Global& global, const FormArguments& arguments) {
  const auto workspace = TRY(open_to_read(global));
  const forms::RollUp sum = TRY(workspace->returns().roll_up(
      workspace->owner(), TRY(survey_of(*workspace, arguments)), arguments.unit, arguments.year));
  Table table;
  table.columns = {{"item", "cli.column_item", false},
                   {"group", "cli.column_group", false},
                   {"value", "cli.column_value", true}};
  const std::pair<std::string, const std::vector<forms::RollUp::Line>*> groups[] = {
      {"region", &sum.regions}, {"department", &sum.departments}};
  for (const forms::Form& form : sum.edition->forms) {
    for (const forms::Item& item : form.items) {
      const auto total = sum.total.cells.find(item.id);
      if (total == sum.total.cells.end()) continue;
      for (const auto& [kind, lines] : groups) {
        for (const forms::RollUp::Line& line : *lines) {
          const auto at = line.cells.find(item.id);
          if (at == line.cells.end()) continue;
          table.rows.push_back(
              {item.id, kind + ":" + line.code, shown(at->second, sum.edition->nothing)});
        }
      }
      table.rows.push_back({item.id, "total", shown(total->second, sum.edition->nothing)});
    }
  }
  print_table(global, table);
  tell(global, "cli.form_rollup",
       {{"returns", std::to_string(sum.total.returns)},
        {"open", std::to_string(sum.not_handed_in.size())}});
  return 0;
}

}  // namespace youju::cli
