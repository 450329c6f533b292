// What goes into cells: figures of the ledgers, and what people enter; and how both are read.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/forms/projection.h>
#include <youju/forms/returns.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::forms {
namespace {

// １２３ is 123: the rule that reviewers are told to apply by hand.
std::string half_width(std::string_view text) {
  std::string out;
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t start = byte;
    const char32_t character = text::next(text, byte);
    if (character >= 0xff01 && character <= 0xff5e) {
      out += static_cast<char>(character - 0xff01 + '!');
    } else {
      out += text.substr(start, byte - start);
    }
  }
  return std::string(text::trimmed(out));
}

Result<void> require_short(std::string_view text) {
  if (text.size() <= limits::remark_bytes_max) return {};
  return fail(ErrorKind::too_large, "forms.text_too_long",
              {{"bytes", std::to_string(limits::remark_bytes_max)}});
}

Result<Cell> cell_of(const Edition& edition, const Entry& entry) {
  const Item* item = edition.item(entry.item);
  if (item == nullptr) {
    return fail(ErrorKind::bad_input, "forms.unknown_item", {{"name", entry.item}}, entry.item);
  }
  Cell cell;
  cell.item = entry.item;
  cell.value.state = entry.state;
  cell.source = text::trimmed(entry.source);
  TRY(require_short(cell.source));
  if (entry.state != CellState::number) return cell;
  const auto number = Decimal::parse(half_width(entry.text));
  if (!number || number->rounded(item->decimals) != *number) {
    return fail(ErrorKind::bad_input, "forms.negative_or_fraction",
                {{"text", entry.text}, {"decimals", std::to_string(item->decimals)}}, entry.item);
  }
  if (cell.source.empty()) {
    return fail(ErrorKind::bad_input, "forms.source_needed", {}, entry.item);
  }
  cell.value.number = *number;
  return cell;
}

}  // namespace

CellValue printed(const Item& item, const CellValue& value) {
  if (value.state != CellState::number) return value;
  return {CellState::number, value.number.rounded(item.decimals)};
}

Proof taken_from(const indicator::Figure& figure) {
  Proof proof;
  proof.figures.push_back(figure.name.to_string());
  if (figure.not_applicable) {
    proof.value.state = CellState::none;
  } else if (const Decimal* number = figure.number()) {
    if (figure.qualifier == indicator::Qualifier::exact) {
      proof.value = {CellState::number, *number};
    } else {
      proof.reason = "forms.figure_inexact";
    }
  } else {
    const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance);
    const bool told = nothing != nullptr && !nothing->reason.empty();
    proof.reason = told ? nothing->reason : "forms.not_reported";
  }
  return proof;
}

Result<Proof> prove(indicator::FigureView& figures, const Item& item, std::string_view unit,
                    int year) {
  Proof proof;
  std::map<const Formula*, CellValue> values;
  std::map<std::string, CellValue> by_name;
  bool all_none = true;
  std::string wanting;
  // Two parts of a formula may ask one indicator with two filters, so a value is found again by
  // the place of its name.
  Formula source = *item.source;
  const auto ask = [&](auto& self, Formula& formula) -> Result<void> {
    for (Formula& operand : formula.operands) TRY(self(self, operand));
    if (formula.kind != Formula::Kind::name) return {};
    indicator::FigureName name;
    name.indicator = formula.name;
    name.unit = unit;
    name.period = TRY(Period::parse(std::to_string(year)));
    name.filter = formula.filter;
    const indicator::Figure figure = TRY(figures.figure(name));
    proof.figures.push_back(name.to_string());
    const Proof taken = taken_from(figure);
    if (taken.value.state != CellState::none) all_none = false;
    if (!taken.reason.empty()) wanting = taken.reason;
    by_name[name.to_string()] = taken.value;
    formula.name = name.to_string();
    return {};
  };
  TRY(ask(ask, source));
  if (!wanting.empty()) {
    proof.reason = wanting;
    return proof;
  }
  if (all_none) {
    proof.value.state = CellState::none;
    return proof;
  }
  const CellLookup lookup = [&](std::string_view name, bool) { return by_name[std::string(name)]; };
  const std::optional<Decimal> sum = TRY(evaluate(source, lookup));
  if (sum) proof.value = {CellState::number, *sum};
  return proof;
}

Result<Reading> Returns::read(const org::Access& access, const Uuid& id) const {
  Reading reading;
  reading.head = TRY(find(access, id));
  reading.editions = TRY(editions());
  reading.edition = reading.editions->find(reading.head.survey, reading.head.edition);
  if (reading.edition == nullptr) {
    return fail(ErrorKind::not_found, "forms.unknown_edition", {{"name", reading.head.edition}});
  }
  const Return& head = reading.head;
  const auto transaction = needs_.ledgers.database().read();
  std::map<std::string, Cell> cells, last_cells;
  for (Cell& cell : TRY(read_cells(*transaction, id))) cells.emplace(cell.item, std::move(cell));
  const auto last = TRY(read_return(*transaction, head.survey, head.unit, head.year - 1));
  const Edition* last_edition =
      last ? reading.editions->find(last->survey, last->edition) : nullptr;
  if (last_edition != nullptr) {
    for (Cell& cell : TRY(read_cells(*transaction, last->id))) {
      last_cells.emplace(cell.item, std::move(cell));
    }
  }
  const auto figures = needs_.figures.view(access);
  reading.as_of = figures->as_of();
  for (const Form& form : reading.edition->forms) {
    for (const Item& item : form.items) {
      CellNow now;
      now.form = &form;
      now.item = &item;
      if (item.source) now.proof = TRY(prove(*figures, item, head.unit, head.year));
      if (const auto at = cells.find(item.id); at != cells.end()) {
        now.cell = at->second;
        now.printed = printed(item, now.cell->value);
        now.moved = now.cell->from_figures && !(now.proof->value == now.cell->value);
      }
      if (last_edition != nullptr) {
        const std::string was =
            reading.editions->comparable(*reading.edition, item.id, *last_edition);
        const auto at = last_cells.find(was);
        if (at != last_cells.end()) now.last = printed(*last_edition->item(was), at->second.value);
      }
      reading.cells.push_back(std::move(now));
    }
  }
  TRY(check(reading, TRY(read_explanations(*transaction, id))));
  return reading;
}

Result<int> Returns::fill(const org::Access& access, const Uuid& id, int version) {
  const Reading reading = TRY(read(access, id));
  TRY(require(access, org::Action::fill_form, reading.head));
  std::vector<Cell> cells;
  for (const CellNow& now : reading.cells) {
    if (!now.proof || (now.cell && !now.cell->from_figures)) continue;
    Cell cell;
    cell.item = now.item->id;
    cell.from_figures = true;
    cell.value = now.proof->value;
    cell.figures = now.proof->figures;
    // A figure that is gone leaves no value behind that would seem to be proven.
    if (cell.value.state == CellState::missing && !now.cell) continue;
    cells.push_back(std::move(cell));
  }
  return act(access, id, version,
             {.kind = "fill",
              .action = org::Action::fill_form,
              .from = {State::filling, State::returned},
              .payload = cells_payload(cells, reading.as_of)});
}

Result<int> Returns::enter(const org::Access& access, const Uuid& id, int version,
                           const std::vector<Entry>& entries) {
  const Return head = TRY(find(access, id));
  TRY(require(access, org::Action::fill_form, head));
  const auto all = TRY(editions());
  const Edition* edition = all->find(head.survey, head.edition);
  if (edition == nullptr) {
    return fail(ErrorKind::not_found, "forms.unknown_edition", {{"name", head.edition}});
  }
  std::vector<Cell> cells;
  cells.reserve(entries.size());
  for (const Entry& entry : entries) cells.push_back(TRY(cell_of(*edition, entry)));
  return act(access, id, version,
             {.kind = "enter",
              .action = org::Action::fill_form,
              .from = {State::filling, State::returned},
              .payload = cells_payload(cells, 0)});
}

Result<int> Returns::explain(const org::Access& access, const Uuid& id, int version,
                             std::string_view finding, std::string_view text) {
  text = text::trimmed(text);
  TRY(require_short(text));
  const Reading reading = TRY(read(access, id));
  TRY(require(access, org::Action::fill_form, reading.head));
  const bool known = std::any_of(
      reading.findings.begin(), reading.findings.end(),
      [&](const Finding& each) { return each.key == finding && each.strength == Strength::soft; });
  if (!known) {
    return fail(ErrorKind::not_found, "forms.no_finding", {{"finding", std::string(finding)}});
  }
  JsonWriter json;
  json.begin_object().member("finding", finding).member("text", text).end_object();
  return act(access, id, version,
             {.kind = "explain",
              .action = org::Action::fill_form,
              .from = {State::filling, State::returned},
              .payload = json.take()});
}

}  // namespace youju::forms
