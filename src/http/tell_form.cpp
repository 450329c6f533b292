#include <youju/http/tell_form.h>

namespace youju::http {
namespace {

std::string text_of(const forms::CellValue& value) {
  return value.state == forms::CellState::number ? value.number.to_string() : std::string();
}

void tell_value(JsonWriter& json, const forms::CellValue& value) {
  json.begin_object().member("state", cell_state_name(value.state));
  json.member("value", text_of(value)).end_object();
}

void tell_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& each : texts) json.string(each);
  json.end_array();
}

std::string unit_name(const Call& call, std::string_view code) {
  const auto directory = call.ledgers().directory();
  const auto unit = directory->find(code);
  return unit ? directory->unit(*unit).name : std::string(code);
}

std::string time_of(std::int64_t at_ms) { return at_ms == 0 ? "" : instant_to_string(at_ms); }

void tell_members_of_head(JsonWriter& json, const Call& call, const forms::Return& head,
                          const forms::EditionSet& editions) {
  const forms::Returns& returns = call.workspace.returns();
  const forms::Edition* edition = editions.find(head.survey, head.edition);
  const forms::Department* department =
      edition == nullptr ? nullptr : edition->department(head.department);
  json.member("id", head.id.to_string()).member("survey", head.survey);
  json.member("edition", head.edition);
  json.member("title", edition == nullptr ? head.edition : edition->title.in(call.language));
  json.member("unit", head.unit).member("unit_name", unit_name(call, head.unit));
  json.member("department", head.department);
  json.member("department_title", department == nullptr ? "" : department->title.in(call.language));
  json.key("year").number(head.year).member("state", state_name(head.state));
  json.key("version").number(head.version).member("reason", head.reason);
  json.member("updated_name", call.name_of(head.updated_by));
  json.member("updated", time_of(head.updated_ms));
  json.member("submitted_name", head.submitted_by.empty() ? "" : call.name_of(head.submitted_by));
  json.member("submitted", time_of(head.submitted_ms));
  json.member("locked_name", head.locked_by.empty() ? "" : call.name_of(head.locked_by));
  json.member("locked", time_of(head.locked_ms));
  tell_texts(json, "may", returns.may(call.access, head));
}

void tell_cell(JsonWriter& json, const Call& call, const forms::CellNow& now) {
  const forms::Item& item = *now.item;
  json.begin_object().member("item", item.id).member("code", item.code);
  json.member("title", item.title.in(call.language)).member("unit", call.measure(item.unit));
  json.key("level").number(item.level).key("decimals").number(item.decimals);
  json.key("stock").boolean(item.is_stock).key("required").boolean(item.required);
  json.key("confirmed").boolean(item.confirmed);
  json.member("state", cell_state_name(now.printed.state)).member("value", text_of(now.printed));
  json.member("origin", !now.cell ? "" : now.cell->from_figures ? "figures" : "entered");
  json.member("source", now.cell ? now.cell->source : "");
  tell_texts(json, "figures",
             now.cell && now.cell->from_figures ? now.cell->figures
             : now.proof                        ? now.proof->figures
                                                : std::vector<std::string>());
  json.key("as_of").number(now.cell ? now.cell->as_of : 0);
  json.member("by", now.cell ? call.name_of(now.cell->by) : "");
  json.member("at", now.cell ? time_of(now.cell->at_ms) : "");
  json.key("moved").boolean(now.moved).key("from_ledger").boolean(now.proof.has_value());
  json.key("ledger");
  tell_value(json, now.proof ? printed(item, now.proof->value) : forms::CellValue{});
  json.member("ledger_reason",
              now.proof && !now.proof->reason.empty() ? call.say(now.proof->reason) : "");
  json.key("last");
  tell_value(json, now.last);
  json.end_object();
}

void tell_line(JsonWriter& json, const forms::RollUp::Line& line) {
  json.begin_object().member("code", line.code).member("name", line.name);
  json.key("returns").number(line.returns).key("cells").begin_object();
  for (const auto& [item, value] : line.cells) {
    json.member(item, value.state == forms::CellState::none ? "none" : text_of(value));
  }
  json.end_object().end_object();
}

// The members of the shape "FormItem", inside an object that is open.
void tell_item_members(JsonWriter& json, const Call& call, const forms::Form& form,
                       const forms::Item& item) {
  json.member("form", form.code).member("form_title", form.title.in(call.language));
  json.member("item", item.id).member("title", item.title.in(call.language));
  json.member("unit", call.measure(item.unit)).key("level").number(item.level);
}

void tell_items(JsonWriter& json, const Call& call, const forms::Edition& edition) {
  json.key("items").begin_array();
  for (const forms::Form& form : edition.forms) {
    for (const forms::Item& item : form.items) {
      json.begin_object();
      tell_item_members(json, call, form, item);
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace

void tell_return_head(JsonWriter& json, const Call& call, const forms::Return& head,
                      const forms::EditionSet& editions) {
  json.begin_object();
  tell_members_of_head(json, call, head, editions);
  json.end_object();
}

void tell_return(JsonWriter& json, const Call& call, const forms::Reading& reading) {
  json.begin_object();
  tell_members_of_head(json, call, reading.head, *reading.editions);
  json.key("confirmed").boolean(reading.edition->confirmed);
  json.member("note", reading.edition->note.in(call.language));
  json.member("nothing", reading.edition->nothing).key("as_of").number(reading.as_of);
  json.key("forms").begin_array();
  for (const forms::Form& form : reading.edition->forms) {
    json.begin_object().member("form", form.id).member("code", form.code);
    json.member("title", form.title.in(call.language)).key("cells").begin_array();
    for (const forms::CellNow& now : reading.cells) {
      if (now.form == &form) tell_cell(json, call, now);
    }
    json.end_array().end_object();
  }
  json.end_array().key("findings").begin_array();
  for (const forms::Finding& finding : reading.findings) {
    json.begin_object().member("key", finding.key);
    json.member("strength", strength_name(finding.strength));
    json.member("message", finding.message.in(call.language));
    json.member("relation", finding.relation);
    tell_texts(json, "items", finding.items);
    json.member("explanation", finding.explanation ? finding.explanation->text : "");
    json.end_object();
  }
  json.end_array().end_object();
}

void tell_edition(JsonWriter& json, const Call& call, const forms::Edition& edition) {
  json.begin_object().member("survey", edition.survey).member("edition", edition.name);
  json.member("title", edition.title.in(call.language));
  json.key("first_year").number(edition.first_year).key("last_year").number(edition.last_year);
  json.key("confirmed").boolean(edition.confirmed);
  json.member("note", edition.note.in(call.language)).key("departments").begin_array();
  for (const forms::Department& each : edition.departments) {
    json.begin_object().member("code", each.code);
    json.member("title", each.title.in(call.language)).end_object();
  }
  json.end_array().end_object();
}

void tell_roll_up(JsonWriter& json, const Call& call, const forms::RollUp& sum) {
  json.begin_object().member("title", sum.edition->title.in(call.language));
  tell_items(json, call, *sum.edition);
  json.key("regions").begin_array();
  for (const forms::RollUp::Line& line : sum.regions) tell_line(json, line);
  json.end_array().key("departments").begin_array();
  for (const forms::RollUp::Line& line : sum.departments) tell_line(json, line);
  json.end_array().key("total");
  tell_line(json, sum.total);
  if (sum.own) {
    json.key("own");
    tell_line(json, *sum.own);
  }
  json.key("not_handed_in").begin_array();
  for (const std::string& code : sum.not_handed_in) {
    json.begin_object().member("code", code).member("name", unit_name(call, code)).end_object();
  }
  json.end_array().end_object();
}

void tell_place(JsonWriter& json, const Call& call, const forms::PlaceNow& place) {
  json.begin_object().member("sheet", place.place.sheet).member("cell", place.place.cell);
  json.member("take", place.place.take).key("power").number(place.place.power);
  json.member("label", place.label)
      .member("title", place.title)
      .member("unit", call.measure(place.unit));
  json.key("value");
  tell_value(json, place.reason.empty() ? place.value : forms::CellValue{});
  json.member("reason", place.reason.empty() ? "" : call.say(place.reason));
  tell_texts(json, "figures", place.figures);
  json.end_object();
}

void tell_coverage(JsonWriter& json, const Call& call, const forms::Coverage& coverage) {
  json.begin_object().member("title", coverage.edition->title.in(call.language));
  json.key("as_of").number(coverage.as_of).member("nothing", coverage.edition->nothing);
  json.key("rows").begin_array();
  for (const forms::Coverage::Row& row : coverage.rows) {
    json.begin_object();
    tell_item_members(json, call, *row.form, *row.item);
    json.key("from_ledger").boolean(row.proof.has_value()).key("ledger");
    tell_value(json, row.proof ? printed(*row.item, row.proof->value) : forms::CellValue{});
    json.member("reason",
                row.proof && !row.proof->reason.empty() ? call.say(row.proof->reason) : "");
    tell_texts(json, "figures", row.proof ? row.proof->figures : std::vector<std::string>());
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace youju::http
