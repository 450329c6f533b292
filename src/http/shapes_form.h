// The members of the shapes of statistics forms, for the one table of shapes. Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member form_department_members[] = {{"code", "text"}, {"title", "text"}};
inline constexpr Member form_edition_members[] = {
    {"survey", "text"},       {"edition", "text"},
    {"title", "text"},        {"first_year", "integer"},
    {"last_year", "integer"}, {"confirmed", "boolean"},
    {"note", "text"},         {"departments", "FormDepartment[]"}};
inline constexpr Member form_return_head_members[] = {{"id", "text"},
                                                      {"survey", "text"},
                                                      {"edition", "text"},
                                                      {"title", "text"},
                                                      {"unit", "text"},
                                                      {"unit_name", "text"},
                                                      {"department", "text"},
                                                      {"department_title", "text"},
                                                      {"year", "integer"},
                                                      {"state", "text"},
                                                      {"version", "integer"},
                                                      {"reason", "text"},
                                                      {"updated_name", "text"},
                                                      {"updated", "text"},
                                                      {"submitted_name", "text"},
                                                      {"submitted", "text"},
                                                      {"locked_name", "text"},
                                                      {"locked", "text"},
                                                      {"may", "texts"}};
inline constexpr Member form_return_members[] = {
    {"confirmed", "boolean"}, {"note", "text"},         {"nothing", "text"},
    {"as_of", "integer"},     {"forms", "FormTable[]"}, {"findings", "FormFinding[]"}};
inline constexpr Member form_table_members[] = {
    {"form", "text"}, {"code", "text"}, {"title", "text"}, {"cells", "FormCell[]"}};
inline constexpr Member form_value_members[] = {{"state", "text"}, {"value", "text"}};
inline constexpr Member form_cell_members[] = {{"item", "text"},
                                               {"code", "text"},
                                               {"title", "text"},
                                               {"unit", "text"},
                                               {"level", "integer"},
                                               {"decimals", "integer"},
                                               {"stock", "boolean"},
                                               {"required", "boolean"},
                                               {"confirmed", "boolean"},
                                               {"state", "text"},
                                               {"value", "text"},
                                               {"origin", "text"},
                                               {"source", "text"},
                                               {"figures", "texts"},
                                               {"as_of", "integer"},
                                               {"by", "text"},
                                               {"at", "text"},
                                               {"moved", "boolean"},
                                               {"from_ledger", "boolean"},
                                               {"ledger", "FormValue"},
                                               {"ledger_reason", "text"},
                                               {"last", "FormValue"}};
inline constexpr Member form_finding_members[] = {{"key", "text"},     {"strength", "text"},
                                                  {"message", "text"}, {"relation", "text"},
                                                  {"items", "texts"},  {"explanation", "text"}};
inline constexpr Member form_opening_members[] = {
    {"survey", "text"}, {"unit", "text"}, {"year", "integer"}, {"department", "text", true}};
inline constexpr Member form_entry_members[] = {
    {"item", "text"}, {"state", "text"}, {"value", "text", true}, {"source", "text", true}};
inline constexpr Member form_entries_members[] = {{"version", "integer"},
                                                  {"entries", "FormEntry[]"}};
inline constexpr Member form_explanation_members[] = {
    {"version", "integer"}, {"finding", "text"}, {"text", "text"}};
inline constexpr Member form_line_members[] = {
    {"code", "text"}, {"name", "text"}, {"returns", "integer"}, {"cells", "map"}};
inline constexpr Member form_item_members[] = {{"form", "text"}, {"form_title", "text"},
                                               {"item", "text"}, {"title", "text"},
                                               {"unit", "text"}, {"level", "integer"}};
inline constexpr Member form_unit_members[] = {{"code", "text"}, {"name", "text"}};
inline constexpr Member form_roll_up_members[] = {{"title", "text"},
                                                  {"items", "FormItem[]"},
                                                  {"regions", "FormLine[]"},
                                                  {"departments", "FormLine[]"},
                                                  {"total", "FormLine"},
                                                  {"own", "FormLine", true},
                                                  {"not_handed_in", "FormUnit[]"}};
inline constexpr Member form_coverage_row_members[] = {
    {"from_ledger", "boolean"}, {"ledger", "FormValue"}, {"reason", "text"}, {"figures", "texts"}};
inline constexpr Member form_coverage_members[] = {
    {"title", "text"}, {"as_of", "integer"}, {"nothing", "text"}, {"rows", "FormCoverageRow[]"}};
inline constexpr Member form_place_members[] = {
    {"sheet", "text"},  {"cell", "text"},    {"take", "text"}, {"power", "integer"},
    {"label", "text"},  {"title", "text"},   {"unit", "text"}, {"value", "FormValue"},
    {"reason", "text"}, {"figures", "texts"}};

}  // namespace youju::http
