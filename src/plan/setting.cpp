// What is wanted, and on which terms.
#include <youju/base/json_writer.h>
#include <youju/base/text.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <utility>

namespace youju::plan {
namespace {

using indicator::Aspect;
using indicator::DeclaredFigure;

}  // namespace

Result<Plans::Change> Plans::change_of(const org::Access& access, const Setting& setting,
                                       std::string_view above) const {
  Reader reader(needs_, access, needs_.clock.today());
  indicator::FigureName name = setting.name;
  TRY(require(access, org::Action::set_target, name.unit));
  for (const std::string* text : {&setting.source, &setting.owner, &setting.reason}) {
    TRY(check_length(*text));
  }
  // Says what is wrong with the indicator or the filter.
  TRY(reader.figure(name));
  name.aspect = Aspect::target;
  TRY(reader.learn({name}));
  const indicator::Indicator& own = *reader.indicators()->find(name.indicator);
  const DeclaredFigure* before = reader.find(name);
  const KeptTerms* kept = reader.kept(name);
  if (kept != nullptr && !kept->terms.above.empty() &&
      !require(access, org::Action::set_target, kept->terms.above)) {
    return fail(ErrorKind::forbidden, "plan.from_above",
                {{"unit", owner_title(kept->terms.above)}});
  }
  if (!setting.value && before == nullptr) {
    return fail(ErrorKind::not_found, "plan.no_target", {{"name", name.to_string()}});
  }
  Change change;
  if (setting.version) {
    change.declaration.version = setting.version->value;
    change.terms_version = setting.version->terms;
  }
  change.terms = setting.terms ? *setting.terms
                 : kept        ? kept->terms
                               : default_terms(own, setting.value);
  change.terms.above = !above.empty()    ? std::string(above)
                       : kept != nullptr ? kept->terms.above
                                         : "";
  const indicator::Indicator* counted = &own;
  if (!change.terms.counted.empty()) {
    counted = reader.indicators()->find(change.terms.counted);
    if (counted == nullptr) {
      return fail(ErrorKind::not_found, "figure.unknown_indicator",
                  {{"name", change.terms.counted}});
    }
  }
  if (setting.value) {
    TRY(check_terms(change.terms, name.period, *setting.value,
                    law_of(*counted, *reader.indicators())));
  }
  const std::string reason(text::trimmed(setting.reason));
  const bool differs = before != nullptr && before->value != setting.value;
  if (differs && reason.empty()) return fail(ErrorKind::bad_input, "plan.reason_needed");
  indicator::Declaration& declaration = change.declaration;
  declaration.name = name;
  declaration.value = setting.value;
  declaration.qualifier = setting.value ? setting.qualifier : indicator::Qualifier::not_applicable;
  declaration.citation = text::trimmed(setting.source);
  declaration.owner = text::trimmed(setting.owner);
  declaration.note = reason;
  if (before == nullptr) return change;
  if (declaration.citation.empty()) declaration.citation = before->source.citation;
  if (declaration.owner.empty()) declaration.owner = before->owner;
  if (reason.empty()) declaration.note = before->source.note;
  return change;
}

Result<std::int64_t> Plans::write(const org::Access& access, const std::vector<Change>& changes) {
  std::vector<indicator::Declaration> declarations;
  declarations.reserve(changes.size());
  for (const Change& change : changes) declarations.push_back(change.declaration);
  const auto indicators = needs_.figures.indicators();
  std::int64_t changed = 0;
  const auto write_terms = [&](store::Transaction& transaction,
                               ledger::EventWriter& events) -> Result<void> {
    changed = 0;
    for (const Change& change : changes) {
      const std::string name = change.declaration.name.to_string();
      const auto kept = TRY(read_terms(transaction, name));
      const indicator::Indicator& own = *indicators->find(change.declaration.name.indicator);
      const Terms before = kept ? kept->terms : default_terms(own, change.declaration.value);
      if (before == change.terms) continue;
      const int present = kept ? kept->version : 0;
      if (change.terms_version && *change.terms_version != present) {
        return fail(ErrorKind::conflict, "plan.terms_changed",
                    {{"version", std::to_string(present)}, {"name", name}});
      }
      TRY(act(transaction, events, access,
              {"plan.terms", name, terms_payload(change.terms), present + 1}));
      ++changed;
    }
    return {};
  };
  const auto report = TRY(needs_.figures.declare(access, declarations, write_terms));
  return std::max(changed, report.added + report.changed);
}

Result<void> Plans::set(const org::Access& access, const Setting& setting) {
  std::vector<Change> changes;
  changes.push_back(TRY(change_of(access, setting, "")));
  TRY(write(access, changes));
  return {};
}

Result<void> Plans::set_title(const org::Access& access, std::string_view unit,
                              const Period& period, std::string_view title) {
  TRY(require(access, org::Action::set_target, unit));
  title = text::trimmed(title);
  TRY(check_length(title));
  JsonWriter json;
  json.begin_object().member("period", period.to_string()).member("title", title).end_object();
  const std::string payload = json.take();
  return needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const auto known = TRY(read_title(transaction, unit, period));
        if (known && known->text == title) return {};
        return act(transaction, events, access,
                   {"plan.title", std::string(unit), payload, known ? known->version + 1 : 1});
      });
}

}  // namespace youju::plan
