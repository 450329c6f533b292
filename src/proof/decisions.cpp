#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/proof/claim.h>
#include <youju/proof/decisions.h>
#include <youju/proof/decisions_rows.h>
#include <youju/proof/likeness.h>
#include <youju/proof/vocabulary.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>

namespace youju::proof {
namespace {

constexpr std::array<std::string_view, 3> verdict_names = {"accept", "declare", "ignore"};
constexpr std::array<std::string_view, 3> verdict_sentences = {
    "proof.verdict_accept", "proof.verdict_declare", "proof.verdict_ignore"};

Result<std::string> remark(std::string_view text, std::string_view needed) {
  text = text::trimmed(text);
  if (text.empty()) return fail(ErrorKind::bad_input, needed);
  if (text.size() > limits::remark_bytes_max) {
    return fail(ErrorKind::too_large, "proof.remark_too_long",
                {{"bytes", std::to_string(limits::remark_bytes_max)}});
  }
  return std::string(text);
}

Result<Decision> decision_of(const Finding& finding, const Choice& choice) {
  if (finding.kind == FindingKind::proven) {
    return fail(ErrorKind::bad_input, "proof.nothing_to_decide");
  }
  Decision decision;
  decision.key = finding.key;
  decision.verdict = choice.verdict;
  decision.kind = finding.kind;
  decision.truth = finding.truth;
  decision.said = said_of(finding);
  decision.subject = finding.subject;
  decision.sentence = finding.sentence;
  switch (choice.verdict) {
    case Verdict::accept:
      if (!allows(finding, Verdict::accept)) {
        return fail(ErrorKind::bad_input, "proof.cannot_accept");
      }
      if (finding.name) decision.figure = finding.name->to_string();
      break;
    case Verdict::declare:
      if (!allows(finding, Verdict::declare)) {
        return fail(ErrorKind::bad_input, "proof.cannot_declare");
      }
      decision.source = TRY(remark(choice.source, "proof.source_needed"));
      if (choice.figure) decision.figure = choice.figure->to_string();
      break;
    case Verdict::ignore:
      decision.reason = TRY(remark(choice.reason, "proof.reason_needed"));
      break;
  }
  return decision;
}

// How surely a decision was made on what a finding says, 0 if it was not. What is said must be the
// same to the last digit: another number is another claim.
int sureness(const Finding& finding, const Decision& decision) {
  if (decision.key == finding.key) return 2000;
  if (is_of_one_figure(decision.kind) != is_of_one_figure(finding.kind)) return 0;
  if (bare(decision.said) != bare(said_of(finding))) return 0;
  const int alike = likeness_of_words(bare(decision.sentence), bare(finding.sentence));
  const bool same_subject = bare(decision.subject) == bare(finding.subject);
  const int enough = same_subject && !finding.subject.empty() ? 350 : 700;
  return alike >= enough ? alike : 0;
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

std::string verdict_title(Verdict verdict, Language language) {
  return sentence(verdict_sentences[static_cast<std::size_t>(verdict)], language);
}

Result<Verdict> parse_verdict(std::string_view text) {
  for (std::size_t index = 0; index < verdict_names.size(); ++index) {
    if (verdict_names[index] == text) return static_cast<Verdict>(index);
  }
  return fail(ErrorKind::bad_input, "proof.unknown_verdict", {{"text", std::string(text)}});
}

bool allows(const Finding& finding, Verdict verdict) {
  if (finding.kind == FindingKind::proven) return false;
  // What is wrong with the period, or among several figures, is not mended by another number here.
  if (verdict == Verdict::accept) {
    return is_of_one_figure(finding.kind) && finding.kind != FindingKind::period_mismatch &&
           !finding.suggestion.empty();
  }
  return verdict == Verdict::ignore || finding.kind == FindingKind::ungrounded;
}

bool is_baseline(const Finding& finding) {
  return finding.kind == FindingKind::ungrounded && finding.name &&
         finding.name->aspect == indicator::Aspect::actual && !finding.claimed.empty();
}

Decisions::Decisions(const Needs& needs) : needs_(needs) {}

std::shared_ptr<const org::UnitTree> Decisions::tree() const {
  return needs_.ledgers.directory()->tree(needs_.clock.today());
}

Result<void> Decisions::require(const org::Access& access, org::Action action,
                                std::string_view unit) const {
  return access.require(action, TRY(needs_.ledgers.directory()->find(unit)), *tree());
}

Result<std::vector<Decision>> Decisions::of(const org::Access& access, std::string_view unit,
                                            const Period& period) const {
  TRY(require(access, org::Action::read, unit));
  const auto transaction = needs_.ledgers.database().read();
  return read_decisions(*transaction, unit, period);
}

// The value in the measure of the figure: 12.5亿元 of a figure in 万元 is 125000.
Result<indicator::Declaration> Decisions::declaration_of(const Finding& finding,
                                                         const indicator::FigureName& figure,
                                                         std::string_view source) const {
  const auto indicators = needs_.figures.indicators();
  const indicator::Indicator* known = indicators->find(figure.indicator);
  if (known == nullptr) {
    return fail(ErrorKind::not_found, "figure.unknown_indicator", {{"name", figure.indicator}});
  }
  if (finding.claimed.empty()) return fail(ErrorKind::bad_input, "proof.cannot_declare");
  indicator::Declaration declaration;
  declaration.name = figure;
  const Decimal claimed = TRY(Decimal::parse(finding.claimed));
  declaration.value = TRY(claimed.shifted(-measure_of(known->unit).power));
  declaration.qualifier = finding.qualifier;
  declaration.citation = TRY(remark(source, "proof.source_needed"));
  declaration.note = finding.sentence;
  return declaration;
}

Result<indicator::Figures::DeclareReport> Decisions::declare_baseline(
    const org::Access& access, const std::vector<const Finding*>& findings,
    std::string_view source) {
  std::vector<indicator::Declaration> all;
  for (const Finding* finding : findings) {
    if (!is_baseline(*finding)) {
      return fail(ErrorKind::bad_input, "proof.cannot_declare", {}, said_of(*finding));
    }
    all.push_back(TRY(declaration_of(*finding, *finding->name, source)));
  }
  return needs_.figures.declare(access, all);
}

Result<Decision> Decisions::decide(const org::Access& access, std::string_view unit,
                                   const Period& period, const Finding& finding,
                                   const Choice& choice) {
  const bool declares = choice.verdict == Verdict::declare;
  TRY(require(access, declares ? org::Action::declare_figure : org::Action::write_summary, unit));
  Decision decision = TRY(decision_of(finding, choice));
  decision.unit = unit;
  decision.period = period;
  decision.by = access.login();
  decision.at_ms = needs_.clock.now_ms();
  // First what the decision rests on: were it lost, the figure would be proven all the same.
  if (declares && choice.figure) {
    TRY(needs_.figures.declare(access,
                               {TRY(declaration_of(finding, *choice.figure, choice.source))}));
  }
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const std::vector<Decision> all = TRY(read_decisions(transaction, unit, period));
        if (all.size() >= limits::proof_decisions_max) {
          return fail(ErrorKind::too_large, "proof.too_many_decisions",
                      {{"max", std::to_string(limits::proof_decisions_max)}});
        }
        ledger::Event event;
        event.at_ms = decision.at_ms;
        event.actor = decision.by;
        event.kind = "proof.decide";
        event.subject = decision.unit;
        event.payload = decision_payload(decision);
        decision.seq = TRY(events.append(event)).seq;
        return apply(transaction, event);
      }));
  return decision;
}

Result<void> Decisions::take_back(const org::Access& access, std::string_view unit,
                                  const Period& period, std::string_view key) {
  TRY(require(access, org::Action::write_summary, unit));
  return needs_.ledgers.write([&](store::Transaction& transaction,
                                  ledger::EventWriter& events) -> Result<void> {
    const std::vector<Decision> all = TRY(read_decisions(transaction, unit, period));
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Decision& each) { return each.key == key; });
    if (found == all.end()) return fail(ErrorKind::not_found, "proof.no_such_decision");
    ledger::Event event;
    event.at_ms = needs_.clock.now_ms();
    event.actor = access.login();
    event.kind = "proof.undecide";
    event.subject = found->unit;
    event.payload = decision_payload(*found);
    TRY(events.append(event));
    return apply(transaction, event);
  });
}

Result<std::vector<ledger::Ledgers::Fault>> Decisions::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  return ledger::audit_projection(needs_.ledgers, needs_.clock, projection());
}

Result<void> Decisions::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return ledger::rebuild_projection(needs_.ledgers, projection());
}

void recall(Proof& proof, const std::vector<Decision>& decisions) {
  for (Finding& finding : proof.findings) {
    const Decision* best = nullptr;
    int most = 0;
    for (const Decision& decision : decisions) {  // the newest first: it wins among equals
      const int sure = sureness(finding, decision);
      if (sure <= most) continue;
      best = &decision;
      most = sure;
    }
    if (best == nullptr) continue;
    finding.decision = *best;
    finding.outdated = finding.kind != FindingKind::proven &&
                       (best->kind != finding.kind || best->truth != finding.truth);
  }
}

}  // namespace youju::proof
