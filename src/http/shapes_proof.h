// The members of the shapes of drafts that are held against the ledger, for the one table of
// shapes. Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member proof_text_members[] = {{"unit", "text"},
                                                {"period", "text"},
                                                {"template", "text", true},
                                                {"name", "text", true},
                                                {"text", "text"}};
// Places are counted in Unicode code points of the paragraph.
inline constexpr Member proof_paragraph_members[] = {{"text", "text"},
                                                     {"outline", "integer"},
                                                     {"table", "integer"},
                                                     {"row", "integer"},
                                                     {"column", "integer"}};
inline constexpr Member proof_decision_members[] = {
    {"key", "text"},     {"verdict", "text"}, {"title", "text"},
    {"source", "text"},  {"reason", "text"},  {"by", "text"},
    {"by_name", "text"}, {"at", "text"},      {"outdated", "boolean"}};
inline constexpr Member proof_finding_members[] = {
    {"key", "text"},        {"kind", "text"},         {"kind_title", "text"},
    {"severity", "text"},   {"paragraph", "integer"}, {"begin", "integer"},
    {"end", "integer"},     {"said", "text"},         {"subject", "text"},
    {"sentence", "text"},   {"claimed", "text"},      {"reason", "text"},
    {"suggestion", "text"}, {"figure", "text"},       {"title", "text"},
    {"truth", "text"},      {"value", "text"},        {"figure_kind", "text"},
    {"score", "integer"},   {"words", "text"},        {"by_mark", "boolean"},
    {"settled", "boolean"}, {"baseline", "boolean"},  {"decision", "ProofDecision", true},
    {"may", "texts"}};
inline constexpr Member proof_check_members[] = {
    {"as_of", "integer"}, {"figures", "integer"}, {"findings", "ProofFinding[]"}};
inline constexpr Member proof_report_members[] = {
    {"id", "text"},           {"name", "text"},      {"kind", "text"},
    {"unit", "text"},         {"unit_name", "text"}, {"period", "text"},
    {"period_title", "text"}, {"forms", "texts"},    {"paragraphs", "ProofParagraph[]"}};
inline constexpr Member proof_choice_members[] = {{"finding", "text"},
                                                  {"verdict", "text"},
                                                  {"source", "text", true},
                                                  {"reason", "text", true},
                                                  {"figure", "text", true}};

inline constexpr Member proof_baseline_members[] = {{"source", "text"}, {"findings", "texts"}};

}  // namespace youju::http
