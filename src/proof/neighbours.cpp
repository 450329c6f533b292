#include <youju/proof/neighbours.h>

#include <algorithm>

namespace youju::proof {
namespace {

void take_ground_away(Finding& finding) {
  finding.kind = FindingKind::ungrounded;
  finding.reason = "proof.no_indicator";
  finding.fields.clear();
  finding.name.reset();
  finding.match.reset();
  finding.title.clear();
  finding.truth.clear();
  finding.value.clear();
  finding.suggestion.clear();
  finding.figure_kind = indicator::FigureKind::missing;
}

}  // namespace

void spare_neighbours(std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    const bool doubted =
        finding.kind == FindingKind::contradicted || finding.kind == FindingKind::rounded_wrongly;
    if (!doubted || !finding.match || finding.match->by_mark) continue;
    const bool said_beside =
        std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
          return other.kind == FindingKind::proven && other.name == finding.name &&
                 other.sentence == finding.sentence;
        });
    if (said_beside) take_ground_away(finding);
  }
}

}  // namespace youju::proof
