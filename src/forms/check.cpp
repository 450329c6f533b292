// A return held against the audit relations of its edition.
#include <youju/base/catalogue.h>
#include <youju/forms/returns.h>

#include <algorithm>

namespace youju::forms {
namespace {

ledger::Titles said(std::string_view id) {
  return {sentence(id, Language::zh_cn), sentence(id, Language::en)};
}

void add_finding(Reading& reading, Finding finding, const std::vector<Explanation>& explanations) {
  for (const Explanation& each : explanations) {
    if (each.finding == finding.key) finding.explanation = each;
  }
  reading.findings.push_back(std::move(finding));
}

// What the ledgers prove is given up only with a reason, and blank says nothing.
void check_cell(Reading& reading, const CellNow& now,
                const std::vector<Explanation>& explanations) {
  Finding finding;
  finding.items = {now.item->id};
  if (now.item->required && now.printed.state == CellState::missing) {
    finding.rule = "needed";
    finding.message = said("forms.cell_needed");
  } else if (now.cell && !now.cell->from_figures && now.proof &&
             now.proof->value.state != CellState::missing &&
             !(printed(*now.item, now.proof->value) == now.printed)) {
    finding.rule = "differs";
    finding.strength = Strength::soft;
    finding.message = said("forms.differs_from_ledger");
  } else {
    return;
  }
  finding.key = finding.rule + ":" + now.item->id;
  add_finding(reading, std::move(finding), explanations);
}

Result<void> check_rule(Reading& reading, const Rule& rule, const std::string& it,
                        const std::vector<Explanation>& explanations) {
  const Relation relation = it.empty() ? rule.relation : relation_for(rule, it);
  const CellLookup lookup = [&](std::string_view item, bool last) {
    const CellNow* now = reading.cell(item);
    return now == nullptr ? CellValue{} : last ? now->last : now->printed;
  };
  const Result<Verdict> verdict = judge(relation, lookup);
  if (!verdict) return fail(Error(verdict.error()).at(rule.id));
  if (*verdict != Verdict::broken) return {};
  Finding finding;
  finding.rule = rule.id;
  finding.key = it.empty() ? rule.id : rule.id + ":" + it;
  finding.strength = rule.strength;
  finding.message = rule.message;
  finding.relation = rule.text;
  for (const Formula* each : names_of(relation).items) finding.items.push_back(each->name);
  add_finding(reading, std::move(finding), explanations);
  return {};
}

}  // namespace

Result<void> check(Reading& reading, const std::vector<Explanation>& explanations) {
  for (const CellNow& now : reading.cells) check_cell(reading, now, explanations);
  for (const Rule& rule : reading.edition->rules) {
    if (rule.each.empty()) TRY(check_rule(reading, rule, "", explanations));
    for (const std::string& it : rule.each) TRY(check_rule(reading, rule, it, explanations));
  }
  return {};
}

}  // namespace youju::forms
