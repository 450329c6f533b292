// What findings are called, how grave they are, and how they tell themselves.
#include <youju/proof/proof.h>

#include <array>

namespace youju::proof {
namespace {

constexpr std::array<std::string_view, 13> kind_names = {
    "proven",          "contradicted", "rounded_wrongly", "ungrounded",          "missing_number",
    "placeholder",     "arithmetic",   "list_length",     "inconsistent_repeat", "unit_mismatch",
    "period_mismatch", "growth",       "copied"};
constexpr std::array<std::string_view, 13> kind_sentences = {
    "proof.kind_proven",        "proof.kind_contradicted",    "proof.kind_rounded_wrongly",
    "proof.kind_ungrounded",    "proof.kind_missing_number",  "proof.kind_placeholder",
    "proof.kind_arithmetic",    "proof.kind_list_length",     "proof.kind_inconsistent_repeat",
    "proof.kind_unit_mismatch", "proof.kind_period_mismatch", "proof.kind_growth",
    "proof.kind_copied"};
constexpr std::array<std::string_view, 4> severity_names = {"none", "hint", "warning", "error"};

}  // namespace

std::string kind_title(FindingKind kind, Language language) {
  return sentence(kind_sentences[static_cast<std::size_t>(kind)], language);
}

std::string_view finding_kind_name(FindingKind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

Severity severity_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::proven:
      return Severity::none;
    case FindingKind::copied:
    case FindingKind::ungrounded:
      return Severity::hint;
    case FindingKind::rounded_wrongly:
    case FindingKind::unit_mismatch:
    case FindingKind::period_mismatch:
      return Severity::warning;
    default:
      return Severity::error;
  }
}

std::string_view severity_name(Severity severity) {
  return severity_names[static_cast<std::size_t>(severity)];
}

bool is_of_one_figure(FindingKind kind) {
  switch (kind) {
    case FindingKind::arithmetic:
    case FindingKind::list_length:
    case FindingKind::inconsistent_repeat:
    case FindingKind::growth:
    case FindingKind::copied:
      return false;
    default:
      return true;
  }
}

std::string said_of(const Finding& finding) {
  return finding.said.empty() ? "□" + finding.unit : finding.said;
}

std::string reason_of(const Finding& finding, Language language) {
  return sentence(finding.reason, language, finding.fields);
}

}  // namespace youju::proof
