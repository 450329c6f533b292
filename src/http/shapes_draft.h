// The members of the shapes of drafts and returned files, for the one table of shapes. Inside this
// room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member draft_head_members[] = {{"id", "text"},
                                                {"unit", "text"},
                                                {"unit_name", "text"},
                                                {"period", "text"},
                                                {"period_title", "text"},
                                                {"template", "text"},
                                                {"template_title", "text"},
                                                {"title", "text"},
                                                {"state", "text"},
                                                {"version", "integer"},
                                                {"reason", "text"},
                                                {"created_by", "text"},
                                                {"created", "text"},
                                                {"updated_by", "text"},
                                                {"updated_name", "text"},
                                                {"updated", "text"},
                                                {"comments", "integer"},
                                                {"sealed_version", "integer"},
                                                {"may", "texts"}};
inline constexpr Member draft_members[] = {{"shown_version", "integer"},
                                           {"title_lines", "texts"},
                                           {"blocks", "DraftBlock[]"},
                                           {"note", "text"},
                                           {"saved_by", "text"},
                                           {"saved_name", "text"},
                                           {"saved", "text"},
                                           {"as_of", "integer"},
                                           {"saved_as_of", "integer"},
                                           {"frozen", "boolean"},
                                           {"generated", "DraftOffer[]"},
                                           {"seal", "Seal", true}};
inline constexpr Member draft_run_members[] = {
    {"text", "text", true},    {"strong", "boolean", true},  {"figure", "text", true},
    {"wording", "text", true}, {"shown", "text", true},      {"then", "text", true},
    {"value", "text", true},   {"value_then", "text", true}, {"kind", "text", true},
    {"title", "text", true},   {"unit", "text", true},       {"moved", "boolean", true}};
inline constexpr Member draft_block_members[] = {{"id", "text"},
                                                 {"type", "text"},
                                                 {"level", "integer", true},
                                                 {"number", "text", true},
                                                 {"kind", "text", true},
                                                 {"line", "DraftRun[]", true},
                                                 {"source", "text", true},
                                                 {"title", "text", true},
                                                 {"present", "boolean", true},
                                                 {"preview", "Document[]", true}};
inline constexpr Member draft_offer_members[] = {
    {"source", "text"}, {"kind", "text"}, {"title", "text"}, {"used", "boolean"}};
inline constexpr Member seal_members[] = {{"version", "integer"}, {"by", "text"},
                                          {"name", "text"},       {"at", "text"},
                                          {"as_of", "integer"},   {"chain", "text"},
                                          {"signed_by", "text"},  {"signed_name", "text"},
                                          {"signed", "text"},     {"files", "SealedFile[]"}};
inline constexpr Member sealed_file_members[] = {
    {"form", "text"}, {"digest", "text"}, {"bytes", "integer"}};
inline constexpr Member draft_new_members[] = {
    {"unit", "text"}, {"period", "text"}, {"template", "text", true}};
inline constexpr Member draft_run_input_members[] = {{"text", "text", true},
                                                     {"strong", "boolean", true},
                                                     {"figure", "text", true},
                                                     {"wording", "text", true}};
inline constexpr Member draft_block_input_members[] = {{"id", "text", true},
                                                       {"type", "text"},
                                                       {"level", "integer", true},
                                                       {"kind", "text", true},
                                                       {"line", "DraftRunInput[]", true},
                                                       {"source", "text", true}};
inline constexpr Member draft_input_members[] = {{"version", "integer", true},
                                                 {"title", "texts"},
                                                 {"blocks", "DraftBlockInput[]"},
                                                 {"note", "text", true}};
inline constexpr Member draft_version_members[] = {
    {"version", "integer"}, {"by", "text"},   {"name", "text"},
    {"at", "text"},         {"note", "text"}, {"seq", "integer"},
    {"as_of", "integer"},   {"act", "text"},  {"sealed", "boolean"}};
inline constexpr Member draft_tasks_members[] = {
    {"as_of", "integer"}, {"gaps", "DraftGap[]"}, {"moved", "DraftMoved[]"}};
inline constexpr Member draft_gap_members[] = {
    {"figure", "text"},       {"title", "text"}, {"reason", "text"}, {"ledger", "text"},
    {"ledger_title", "text"}, {"block", "text"}, {"blocks", "texts"}};
inline constexpr Member draft_moved_members[] = {
    {"figure", "text"},    {"wording", "text"}, {"title", "text"},
    {"then", "text"},      {"now", "text"},     {"value_then", "text"},
    {"value_now", "text"}, {"block", "text"},   {"blocks", "texts"}};
inline constexpr Member draft_comment_members[] = {
    {"id", "text"},          {"block", "text"},       {"quote", "text"},
    {"text", "text"},        {"version", "integer"},  {"by", "text"},
    {"name", "text"},        {"at", "text"},          {"resolved", "boolean"},
    {"resolved_by", "text"}, {"resolved_at", "text"}, {"block_gone", "boolean"}};
inline constexpr Member draft_comment_input_members[] = {
    {"block", "text"}, {"quote", "text", true}, {"text", "text"}};
inline constexpr Member draft_diff_members[] = {
    {"from", "integer"},     {"to", "integer"},     {"title_changed", "boolean"},
    {"title_from", "texts"}, {"title_to", "texts"}, {"blocks", "DraftDiffBlock[]"}};
inline constexpr Member draft_diff_block_members[] = {
    {"id", "text"},       {"change", "text"}, {"type", "text"},       {"kind", "text"},
    {"level", "integer"}, {"source", "text"}, {"from", "DiffPart[]"}, {"to", "DiffPart[]"}};
inline constexpr Member diff_part_members[] = {{"change", "text"},
                                               {"text", "text"},
                                               {"figure", "text", true},
                                               {"wording", "text", true},
                                               {"value", "text", true},
                                               {"other_text", "text", true},
                                               {"other_value", "text", true},
                                               {"now_text", "text", true},
                                               {"now_value", "text", true}};
inline constexpr Member figure_choices_members[] = {
    {"as_of", "integer"}, {"rows", "FigureChoice[]"}, {"more", "boolean"}};
inline constexpr Member figure_choice_members[] = {
    {"figure", "text"},          {"title", "text"},
    {"indicator", "text"},       {"indicator_title", "text"},
    {"unit_of_measure", "text"}, {"kind", "text"},
    {"value", "text"},           {"period", "text"},
    {"period_title", "text"},    {"wordings", "WordingChoice[]"},
    {"fields", "Named[]"}};
inline constexpr Member wording_choice_members[] = {
    {"wording", "text"}, {"text", "text"}, {"usual", "boolean"}};
inline constexpr Member merge_proposal_members[] = {
    {"upload", "text"},     {"file_name", "text"},       {"base_version", "integer"},
    {"version", "integer"}, {"unchanged", "integer"},    {"undecided", "integer"},
    {"unplaced", "texts"},  {"changes", "MergeChange[]"}};
inline constexpr Member merge_change_members[] = {{"id", "text"},
                                                  {"kind", "text"},
                                                  {"block", "text"},
                                                  {"after", "text"},
                                                  {"level", "integer"},
                                                  {"conflict", "boolean"},
                                                  {"take", "text"},
                                                  {"base", "MergeRun[]"},
                                                  {"mine", "MergeRun[]"},
                                                  {"theirs", "MergeRun[]"},
                                                  {"base_parts", "DiffPart[]"},
                                                  {"theirs_parts", "DiffPart[]"},
                                                  {"figures", "MergeFigure[]"}};
inline constexpr Member merge_run_members[] = {
    {"text", "text"}, {"figure", "text", true}, {"wording", "text", true}, {"title", "text", true}};
inline constexpr Member merge_figure_members[] = {
    {"index", "integer"}, {"verdict", "text"}, {"figure", "text"},
    {"wording", "text"},  {"title", "text"},   {"printed", "text"},
    {"found", "text"},    {"today", "text"},   {"take", "text"}};
inline constexpr Member merge_input_members[] = {{"version", "integer"},
                                                 {"upload", "text"},
                                                 {"file_name", "text", true},
                                                 {"choices", "MergeChoice[]"}};
inline constexpr Member merge_choice_members[] = {
    {"id", "text"}, {"take", "text"}, {"figures", "MergeFigureChoice[]", true}};
inline constexpr Member merge_figure_choice_members[] = {{"index", "integer"}, {"take", "text"}};

}  // namespace youju::http
