#include <youju/forms/edition_check.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>
#include <set>

namespace youju::forms {
namespace {

std::string place_of(const Formula& formula) {
  return fmt::format("{}:{}", formula.line, formula.column);
}

Result<void> check_source(const Item& item, const indicator::IndicatorSet& indicators) {
  for (const Formula* name : names_of(*item.source)) {
    const indicator::Indicator* known = indicators.find(name->name);
    if (known == nullptr) {
      return fail(ErrorKind::bad_input, "forms.unknown_indicator", {{"name", name->name}},
                  place_of(*name));
    }
    for (const auto& [field, code] : name->filter) {
      const bool allowed =
          field == "tag" || std::find(known->by.begin(), known->by.end(), field) != known->by.end();
      if (allowed) continue;
      return fail(ErrorKind::bad_input, "forms.bad_filter",
                  {{"field", field}, {"name", name->name}}, place_of(*name));
    }
    // A form asks what can be added up; a bare figure in another unit would be a slip of units.
    const bool is_bare = item.source->kind == Formula::Kind::name;
    if (is_bare && known->unit != item.unit) {
      return fail(ErrorKind::bad_input, "forms.unit_differs",
                  {{"name", name->name}, {"unit", known->unit}, {"wanted", item.unit}},
                  place_of(*name));
    }
  }
  return {};
}

Result<void> check_names(const Edition& edition, const Rule& rule) {
  const Named named = names_of(rule.relation);
  for (const auto* list : {&named.items, &named.last_items}) {
    for (const Formula* name : *list) {
      const bool is_it = name->name == "it" && !rule.each.empty();
      if (is_it || edition.item(name->name) != nullptr) continue;
      return fail(ErrorKind::bad_input, "forms.unknown_item", {{"name", name->name}},
                  place_of(*name));
    }
  }
  return {};
}

Result<void> check_example(const Edition& edition, const Rule& rule, const RuleExamples& examples,
                           Verdict wanted) {
  const auto& cells = wanted == Verdict::holds ? examples.passes : examples.fails;
  for (const auto& [name, cell] : cells) {
    std::string bare = name;
    if (bare.starts_with("last(") && bare.ends_with(")")) bare = bare.substr(5, bare.size() - 6);
    if ((bare == "it" && !rule.each.empty()) || edition.item(bare) != nullptr) continue;
    return fail(ErrorKind::bad_input, "forms.unknown_item", {{"name", bare}}, examples.place);
  }
  const CellLookup lookup = [&](std::string_view item, bool last) {
    const auto at = cells.find(last ? fmt::format("last({})", item) : std::string(item));
    return at == cells.end() ? CellValue{} : at->second;
  };
  const Verdict found = TRY(judge(rule.relation, lookup));
  if (found == wanted) return {};
  return fail(ErrorKind::bad_input, "forms.example_fails",
              {{"rule", rule.id}, {"example", wanted == Verdict::holds ? "passes" : "fails"}},
              examples.place);
}

}  // namespace

Result<void> check_items(const Edition& edition, const EditionPlaces& places,
                         const indicator::IndicatorSet& indicators) {
  std::set<std::string> forms, sheets, taken;
  for (const Form& form : edition.forms) {
    const bool is_new = forms.insert(form.id).second && sheets.insert(form.layout.sheet).second;
    if (!is_new) {
      return fail(ErrorKind::bad_input, "forms.duplicate_form", {{"name", form.id}}, places.years);
    }
    for (const Item& item : form.items) {
      const std::string& place = places.items.at(item.id);
      const std::string address = office::cell_address(item.row, item.column);
      if (!taken.insert(form.layout.sheet + "!" + address).second) {
        return fail(ErrorKind::bad_input, "forms.cell_taken", {{"address", address}}, place);
      }
      if (item.source) TRY(check_source(item, indicators));
    }
  }
  return {};
}

Result<void> check_rules(const Edition& edition, const EditionPlaces& places) {
  std::set<std::string> ids;
  for (std::size_t at = 0; at < edition.rules.size(); ++at) {
    const Rule& rule = edition.rules[at];
    const RuleExamples& examples = places.rules[at];
    if (!ids.insert(rule.id).second) {
      return fail(ErrorKind::bad_input, "forms.duplicate_rule", {{"name", rule.id}},
                  examples.place);
    }
    for (const std::string& item : rule.each) {
      if (edition.item(item) != nullptr) continue;
      return fail(ErrorKind::bad_input, "forms.unknown_item", {{"name", item}}, examples.place);
    }
    TRY(check_names(edition, rule));
    if (!examples.has_passes || !examples.has_fails) {
      return fail(ErrorKind::bad_input, "forms.example_needed", {{"rule", rule.id}},
                  examples.place);
    }
    TRY(check_example(edition, rule, examples, Verdict::holds));
    TRY(check_example(edition, rule, examples, Verdict::broken));
  }
  return {};
}

Result<void> check_concordance(const Edition& edition, const EditionPlaces& places,
                               const Edition& before) {
  for (std::size_t at = 0; at < edition.concordance.size(); ++at) {
    const Comparable& each = edition.concordance[at];
    const bool here = edition.item(each.id) != nullptr;
    if (here && before.item(each.was) != nullptr) continue;
    return fail(ErrorKind::bad_input, "forms.unknown_item", {{"name", here ? each.was : each.id}},
                places.concordance[at]);
  }
  return {};
}

}  // namespace youju::forms
