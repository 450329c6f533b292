// What people decided on the findings of drafts, of one data folder: kept by unit and period, and
// found again in the next version of a draft by what the sentence says, not by where it stands.
// Every acting function asks the Access first, writes its event and its projection in one
// transaction, and is durable when it returns. Thread-safe.
//
// The events: proof.decide, and proof.undecide which takes one back; their subject is the unit.
#pragma once

#include <youju/base/clock.h>
#include <youju/ledger/ledgers.h>
#include <youju/proof/proof.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::proof {

std::vector<store::Migration> migrations();

Result<Verdict> parse_verdict(std::string_view text);  // "proof.unknown_verdict"

// Whether that can be decided on it: nothing on what is proven, declare on what has no ground,
// accept where there is something else to
// take.
bool allows(const Finding& finding, Verdict verdict);

// Whether it says a number of a figure that is known and of which the ledger has nothing: what last
// year's summary gives to this year's comparison.
bool is_baseline(const Finding& finding);

struct Choice {
  Verdict verdict = Verdict::ignore;
  std::string source;  // of declare
  std::string reason;  // of ignore
  // Of declare, if there is a figure for what is said: under which name it is declared.
  std::optional<indicator::FigureName> figure;
};

class Decisions {
 public:
  // All must outlive it.
  struct Needs {
    ledger::Ledgers& ledgers;
    indicator::Figures& figures;
    const Clock& clock;
  };
  explicit Decisions(const Needs& needs);

  // Those on drafts of a unit and period, the newest first; Action::read.
  Result<std::vector<Decision>> of(const org::Access& access, std::string_view unit,
                                   const Period& period) const;
  // Action::write_summary, to declare Action::declare_figure. A second decision on the same finding
  // takes the place of the first. Errors: "proof.nothing_to_decide" for what is proven,
  // "proof.cannot_accept" where nothing can be offered, "proof.cannot_declare" for what is not
  // ungrounded, "proof.source_needed", "proof.reason_needed", "proof.remark_too_long",
  // "proof.too_many_decisions", those of Figures::declare.
  Result<Decision> decide(const org::Access& access, std::string_view unit, const Period& period,
                          const Finding& finding, const Choice& choice);
  // Declares at once what an old summary says of figures of which the ledger has nothing: its
  // numbers become declared figures, that cite `source`; each in the sentence where it stands.
  // Action::declare_figure. Errors: "proof.cannot_declare" for a finding that is no baseline,
  // "proof.source_needed", those of Figures::declare. Nothing is declared if one cannot be.
  Result<indicator::Figures::DeclareReport> declare_baseline(
      const org::Access& access, const std::vector<const Finding*>& findings,
      std::string_view source);
  // What was declared stays declared. Error: "proof.no_such_decision".
  Result<void> take_back(const org::Access& access, std::string_view unit, const Period& period,
                         std::string_view key);

  // The table against a replay of the events; Action::audit.
  Result<std::vector<ledger::Ledgers::Fault>> audit(const org::Access& access) const;
  // Throws the table away and makes it again from the events; Action::manage_packs.
  Result<void> rebuild(const org::Access& access);

 private:
  std::shared_ptr<const org::UnitTree> tree() const;
  Result<void> require(const org::Access& access, org::Action action, std::string_view unit) const;
  Result<indicator::Declaration> declaration_of(const Finding& finding,
                                                const indicator::FigureName& figure,
                                                std::string_view source) const;

  Needs needs_;
};

// Puts the decisions to the findings that they were made on: of this draft, or of an earlier
// version in which the same was said of the same thing in a sentence that is still much alike.
void recall(Proof& proof, const std::vector<Decision>& decisions);

}  // namespace youju::proof
