// A draft held against the ledger: each of its figures with what is known of it, and what the draft
// says that cannot be. Pure but for the figures that it asks; thread-safe for one FigureView each.
#pragma once

#include <youju/base/catalogue.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/schema.h>
#include <youju/proof/draft.h>
#include <youju/reading/reading.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {
struct Document;
}

namespace youju::proof {

enum class FindingKind {
  proven,
  contradicted,         // the ledger says another number
  rounded_wrongly,      // 3万余 of 29,800; 1.2万 of 12,034 without 余
  ungrounded,           // no indicator is known by these words, or the ledger has nothing
  missing_number,       // 产值共亿元
  placeholder,          // XX家
  arithmetic,           // parts do not add up
  list_length,          // 等6个, and five are named
  inconsistent_repeat,  // the same said twice with two numbers
  unit_mismatch,        // 人 for 人次
  period_mismatch,      // true of another period
  growth,               // 12%, from 50 to 55
  copied,               // two things with one number, close together: a hint
};
std::string_view finding_kind_name(FindingKind kind);         // "rounded_wrongly"
std::string kind_title(FindingKind kind, Language language);  // 概数用法不当
// Whether it is of one figure and the ledger, not of how figures of the draft hold together.
bool is_of_one_figure(FindingKind kind);

enum class Severity { none, hint, warning, error };
Severity severity_of(FindingKind kind);
std::string_view severity_name(Severity severity);

// What a person decided on a finding (decisions.h).
enum class Verdict {
  accept,   // the draft is to say what the ledger has
  declare,  // it stands on the source that is cited
  ignore,   // it stays as it is, for the reason that is given
};
std::string_view verdict_name(Verdict verdict);  // "accept"
std::string verdict_title(Verdict verdict, Language language);

struct Decision {
  std::string unit;  // code
  Period period;
  std::string key;  // of the finding on which it was made
  Verdict verdict = Verdict::ignore;
  FindingKind kind = FindingKind::proven;  // as it was found then, and what the ledger had
  std::string truth;
  std::string said, subject, sentence;  // by which it is found again in another version
  std::string figure;                   // what was declared, or is taken; "" for none
  std::string source, reason;
  std::string by;  // login
  std::int64_t at_ms = 0;
  std::int64_t seq = 0;
};

// Why a figure of the ledger was taken for the one of the draft, of 100.
struct Match {
  int score = 0;
  std::string words;     // the indicator's title or the sentence's subject that fits
  bool by_mark = false;  // the file itself names the figure
};

struct Finding {
  FindingKind kind = FindingKind::proven;
  std::size_t begin = 0, end = 0;  // bytes of Draft::text; the same where a number is missing
  std::string said;                // 1270家
  std::string unit;                // that is said: 家, also where its number is missing
  std::string subject;
  std::string sentence;  // around it; of a cell with the heads of its row and column
  // Tells findings apart: the same for the same thing said in the same sentence, wherever it
  // stands.
  std::string key;
  // What is claimed, exact and without 万 and 亿; "" for ranges and where no number stands.
  std::string claimed;
  indicator::Qualifier qualifier = indicator::Qualifier::exact;  // of what is claimed
  std::optional<indicator::FigureName> name;
  std::string title;  // of that figure
  std::string truth;  // in words: 1,272家; "" if there is none
  std::string value;  // exact, "" if there is none
  indicator::FigureKind figure_kind = indicator::FigureKind::missing;
  std::optional<Match> match;
  // A sentence of the catalogue, and what to write instead ("" if nothing can be offered).
  std::string reason;
  std::vector<ErrorField> fields;
  std::string suggestion;
  std::optional<Decision> decision;
  // The ledger has another value by now than when it was decided: to be decided again.
  bool outdated = false;

  // Nobody needs to look at it any more.
  bool is_settled() const {
    if (kind == FindingKind::proven) return true;
    return decision && !outdated && decision->verdict != Verdict::accept;
  }
};
// What is said, □亿元 where a number is missing.
std::string said_of(const Finding& finding);
// The reason in words.
std::string reason_of(const Finding& finding, Language language);

struct Proof {
  std::vector<Finding> findings;  // by place
  std::int64_t as_of = 0;
  std::size_t figures = 0;  // read of the draft, dates and ordinals too
};

// The words by which figures are known; made once for a unit and used for all of its drafts.
class Words {
 public:
  // Both must outlive it.
  Words(const indicator::IndicatorSet& indicators, const ledger::SchemaSet& schemas);
  ~Words();
  Words(Words&&) noexcept;
  Words& operator=(Words&&) noexcept;
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;
  // Learns how a summary says its figures; the unit's own is the best teacher.
  void learn(const narrative::Document& document);

 private:
  friend class Prover;
  struct State;
  std::unique_ptr<State> state_;
};

struct Request {
  const Draft* draft = nullptr;
  std::string unit;  // code
  Period period;
  Language language = Language::zh_cn;
};

// Errors: those of FigureView but for figures that may not be read, which have no ground then.
Result<Proof> prove(const Request& request, const Words& words, indicator::FigureView& figures);

}  // namespace youju::proof
