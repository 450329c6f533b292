// A draft with its findings, to be read: as a page, and as the Word file that it was, with
// comments. Pure; thread-safe.
#pragma once

#include <youju/proof/proof.h>

#include <string>

namespace youju::proof {

// A page that needs nothing but itself: the text with every figure coloured by what was found, the
// reason beside it, a list of what wants attention at its head.
std::string html_report(const Draft& draft, const Proof& proof, const std::string& title,
                        Language language);

// 〔已采纳：…〕 of a finding on which somebody decided: what, why, and whether it still holds.
std::string decision_note(const Finding& finding, Language language);

// The draft's own file with a comment at each finding that is not settled. Errors:
// "proof.not_a_docx" for a draft that is none, those of office::add_docx_comments.
struct ReportBy {
  std::string name;  // of the comments' author
  std::string at;    // "2026-11-26T09:30:00Z"
};
Result<std::string> docx_report(const Draft& draft, const Proof& proof, const ReportBy& by,
                                Language language);

}  // namespace youju::proof
