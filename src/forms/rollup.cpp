// Returns over a subtree, and what the ledgers could prove without any.
#include <youju/base/limits.h>
#include <youju/forms/projection.h>
#include <youju/forms/returns.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::forms {
namespace {

struct Counted {
  const Return* head = nullptr;
  std::map<std::string, CellValue> cells;
};

bool is_in(const Return& head) {
  return head.state == State::submitted || head.state == State::locked;
}

// A return covers all below its unit: whoever adds it takes none of those.
void find_topmost(org::UnitId unit, const org::UnitTree& tree,
                  const std::map<org::UnitId, const Return*>& returns,
                  std::vector<const Return*>& found) {
  if (const auto at = returns.find(unit); at != returns.end() && is_in(*at->second)) {
    found.push_back(at->second);
    return;
  }
  for (const org::UnitId child : tree.children(unit)) find_topmost(child, tree, returns, found);
}

Result<void> add_to(RollUp::Line& line, const Counted& counted, const Edition& edition) {
  ++line.returns;
  for (const Form& form : edition.forms) {
    for (const Item& item : form.items) {
      const auto at = counted.cells.find(item.id);
      if (!item.adds || at == counted.cells.end()) continue;
      CellValue& sum = line.cells[item.id];
      if (at->second.state == CellState::number) {
        const Decimal before = sum.state == CellState::number ? sum.number : Decimal(0);
        sum = {CellState::number, TRY(add(before, at->second.number))};
      } else if (sum.state == CellState::missing) {
        sum = at->second;
      }
    }
  }
  return {};
}

Result<Counted> counted(store::Transaction& transaction, const Return& head,
                        const Edition& edition) {
  Counted one;
  one.head = &head;
  for (const Cell& cell : TRY(read_cells(transaction, head.id))) {
    const Item* item = edition.item(cell.item);
    if (item != nullptr) one.cells.emplace(cell.item, printed(*item, cell.value));
  }
  return one;
}

Result<const Edition*> edition_of(const EditionSet& editions, std::string_view survey, int year) {
  const Edition* edition = editions.of_year(survey, year);
  if (edition != nullptr) return edition;
  return fail(ErrorKind::not_found, "forms.no_edition",
              {{"survey", std::string(survey)}, {"year", std::to_string(year)}});
}

RollUp::Line& line_of_department(RollUp& sum, const std::string& code) {
  for (RollUp::Line& line : sum.departments) {
    if (line.code == code) return line;
  }
  const Department* department = sum.edition->department(code);
  RollUp::Line line;
  line.code = code;
  line.name = department == nullptr ? "" : department->title.zh_cn;
  sum.departments.push_back(std::move(line));
  return sum.departments.back();
}

}  // namespace

Result<RollUp> Returns::roll_up(const org::Access& access, std::string_view survey,
                                std::string_view unit, int year) const {
  const auto directory = needs_.ledgers.directory();
  const auto units = tree();
  const org::UnitId top = TRY(directory->find(unit));
  TRY(access.require(org::Action::read, top, *units));
  RollUp sum;
  sum.editions = TRY(editions());
  sum.edition = TRY(edition_of(*sum.editions, survey, year));
  const auto transaction = needs_.ledgers.database().read();
  std::vector<Return> all;
  TRY(each_return(*transaction, year, [&](Return&& head) {
    if (head.survey == survey && head.edition == sum.edition->name) all.push_back(std::move(head));
    return true;
  }));
  std::map<org::UnitId, const Return*> by_unit;
  for (const Return& head : all) {
    const auto its = directory->find(head.unit);
    if (!its || !org::covers(top, *its, *units)) continue;
    by_unit.emplace(*its, &head);
    if (!is_in(head)) sum.not_handed_in.push_back(head.unit);
  }
  std::sort(sum.not_handed_in.begin(), sum.not_handed_in.end());
  if (const auto at = by_unit.find(top); at != by_unit.end() && is_in(*at->second)) {
    sum.own = RollUp::Line();
    TRY(add_to(*sum.own, TRY(counted(*transaction, *at->second, *sum.edition)), *sum.edition));
  }
  for (const org::UnitId child : units->children(top)) {
    std::vector<const Return*> topmost;
    find_topmost(child, *units, by_unit, topmost);
    if (topmost.empty()) continue;
    RollUp::Line line;
    line.code = directory->unit(child).code;
    line.name = directory->unit(child).name;
    for (const Return* head : topmost) {
      const Counted one = TRY(counted(*transaction, *head, *sum.edition));
      TRY(add_to(line, one, *sum.edition));
      TRY(add_to(line_of_department(sum, head->department), one, *sum.edition));
      TRY(add_to(sum.total, one, *sum.edition));
    }
    sum.regions.push_back(std::move(line));
  }
  std::sort(sum.departments.begin(), sum.departments.end(),
            [](const RollUp::Line& a, const RollUp::Line& b) { return a.code < b.code; });
  return sum;
}

Result<Coverage> Returns::coverage(const org::Access& access, std::string_view survey,
                                   std::string_view unit, int year) const {
  const auto directory = needs_.ledgers.directory();
  TRY(access.require(org::Action::read, TRY(directory->find(unit)), *tree()));
  Coverage coverage;
  coverage.editions = TRY(editions());
  coverage.edition = TRY(edition_of(*coverage.editions, survey, year));
  const auto figures = needs_.figures.view(access);
  coverage.as_of = figures->as_of();
  for (const Form& form : coverage.edition->forms) {
    for (const Item& item : form.items) {
      Coverage::Row row;
      row.form = &form;
      row.item = &item;
      if (item.source) row.proof = TRY(prove(*figures, item, unit, year));
      coverage.rows.push_back(std::move(row));
    }
  }
  return coverage;
}

}  // namespace youju::forms
