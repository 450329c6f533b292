#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/forms/edition.h>
#include <youju/forms/edition_check.h>
#include <youju/forms/edition_parse.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace youju::forms {
namespace {

void replace_it(Formula& formula, std::string_view it) {
  if (formula.kind == Formula::Kind::name && formula.name == "it") formula.name = it;
  for (Formula& operand : formula.operands) replace_it(operand, it);
}

void replace_it(Relation& relation, std::string_view it) {
  replace_it(relation.item, it);
  for (Formula& side : relation.sides) replace_it(side, it);
  for (Relation& part : relation.parts) replace_it(part, it);
}

// Years of one survey that two editions claim, and editions that follow none.
Result<void> check_together(const std::vector<Edition>& editions,
                            const std::vector<EditionPlaces>& places) {
  for (std::size_t at = 0; at < editions.size(); ++at) {
    const Edition& edition = editions[at];
    const auto wrong = [&](std::string_view what, const std::string& other,
                           const std::string& place) {
      return fail(ErrorKind::bad_input, what, {{"name", other}}, places[at].file + ":" + place);
    };
    const Edition* before = nullptr;
    for (std::size_t other = 0; other < editions.size(); ++other) {
      const Edition& its = editions[other];
      if (other == at || its.survey != edition.survey) continue;
      if (its.name == edition.name) {
        return wrong("forms.duplicate_edition", its.name, places[at].years);
      }
      if (its.first_year <= edition.last_year && edition.first_year <= its.last_year) {
        return wrong("forms.years_overlap", its.name, places[at].years);
      }
      if (its.name == edition.follows && its.last_year < edition.first_year) before = &its;
    }
    if (edition.follows.empty()) continue;
    if (before == nullptr) {
      return wrong("forms.unknown_edition", edition.follows, places[at].follows);
    }
    if (auto checked = check_concordance(edition, places[at], *before); !checked) {
      return fail(std::move(checked.error()).at(places[at].file));
    }
  }
  return {};
}

}  // namespace

std::string_view cell_state_name(CellState state) {
  constexpr std::array<std::string_view, 3> names = {"missing", "none", "number"};
  return names[static_cast<std::size_t>(state)];
}

Result<CellState> parse_cell_state(std::string_view text) {
  for (const CellState state : {CellState::missing, CellState::none, CellState::number}) {
    if (cell_state_name(state) == text) return state;
  }
  return fail(ErrorKind::bad_input, "forms.bad_cell_state", {{"state", std::string(text)}});
}

std::string_view strength_name(Strength strength) {
  return strength == Strength::hard ? "hard" : "soft";
}

Relation relation_for(const Rule& rule, std::string_view it) {
  Relation relation = rule.relation;
  replace_it(relation, it);
  return relation;
}

const Item* Edition::item(std::string_view id) const {
  for (const Form& form : forms) {
    for (const Item& item : form.items) {
      if (item.id == id) return &item;
    }
  }
  return nullptr;
}

const Form* Edition::form_of(std::string_view item) const {
  for (const Form& form : forms) {
    for (const Item& each : form.items) {
      if (each.id == item) return &form;
    }
  }
  return nullptr;
}

const Department* Edition::department(std::string_view code) const {
  const auto at = std::find_if(departments.begin(), departments.end(),
                               [&](const Department& each) { return each.code == code; });
  return at == departments.end() ? nullptr : &*at;
}

Result<std::shared_ptr<const EditionSet>> EditionSet::parse(
    const std::vector<ledger::PackFiles>& packs, const indicator::IndicatorSet& indicators) {
  auto set = std::make_shared<EditionSet>();
  std::vector<EditionPlaces> places;
  for (const ledger::PackFiles& pack : packs) {
    for (const auto& [path, text] : pack.files) {
      if (!text::starts_with(path, "forms/")) continue;
      EditionPlaces its;
      its.file = pack.name + "/" + path;
      const auto read = [&]() -> Result<Edition> {
        const YamlNode root = TRY(parse_yaml(text));
        Edition edition = TRY(parse_edition(root, its));
        edition.pack = pack.name;
        TRY(check_items(edition, its, indicators));
        TRY(check_rules(edition, its));
        return edition;
      };
      Result<Edition> edition = read();
      if (!edition) return fail(std::move(edition.error()).at(its.file));
      set->editions_.push_back(std::move(*edition));
      places.push_back(std::move(its));
    }
  }
  TRY(check_together(set->editions_, places));
  std::sort(set->editions_.begin(), set->editions_.end(), [](const Edition& a, const Edition& b) {
    return std::tie(a.survey, a.first_year) < std::tie(b.survey, b.first_year);
  });
  return std::shared_ptr<const EditionSet>(std::move(set));
}

const Edition* EditionSet::find(std::string_view survey, std::string_view name) const {
  for (const Edition& edition : editions_) {
    if (edition.survey == survey && edition.name == name) return &edition;
  }
  return nullptr;
}

const Edition* EditionSet::of_year(std::string_view survey, int year) const {
  for (const Edition& edition : editions_) {
    if (edition.survey == survey && edition.first_year <= year && year <= edition.last_year) {
      return &edition;
    }
  }
  return nullptr;
}

std::string EditionSet::comparable(const Edition& edition, std::string_view item,
                                   const Edition& other) const {
  if (edition.item(item) == nullptr) return {};
  if (edition.name == other.name) return std::string(item);
  // Backwards only, one edition at a time; the other way round each item is asked.
  if (other.first_year > edition.first_year) {
    for (const Form& form : other.forms) {
      for (const Item& each : form.items) {
        if (comparable(other, each.id, edition) == item) return each.id;
      }
    }
    return {};
  }
  const Edition* before = find(edition.survey, edition.follows);
  if (before == nullptr) return {};
  std::string was(item);
  for (const Comparable& each : edition.concordance) {
    if (each.id != item) continue;
    if (!each.is_comparable) return {};
    was = each.was;
  }
  return comparable(*before, was, other);
}

}  // namespace youju::forms
