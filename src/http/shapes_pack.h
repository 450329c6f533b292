// The members of the shapes of packs and of what is changed in them, for the one table of shapes.
// Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member titles_members[] = {{"zh", "text"}, {"en", "text"}};
inline constexpr Member coded_members[] = {{"code", "text"}, {"title", "Titles"}};
inline constexpr Member campaign_members[] = {
    {"code", "text"}, {"title", "Titles"}, {"when", "text", true}};
inline constexpr Member pack_part_members[] = {
    {"name", "text"}, {"title", "text"}, {"line", "integer"}, {"lines", "integer"}};
inline constexpr Member pack_file_members[] = {{"path", "text"}, {"parts", "PackPart[]"}};
inline constexpr Member pack_members[] = {{"name", "text"},
                                          {"title", "text"},
                                          {"version", "integer"},
                                          {"files", "PackFile[]"},
                                          {"tags", "Campaign[]"}};
inline constexpr Member pack_text_members[] = {{"text", "text"}, {"version", "integer"}};
inline constexpr Member pack_try_members[] = {{"path", "text"},
                                              {"text", "text"},
                                              {"unit", "text", true},
                                              {"period", "text", true},
                                              {"indicator", "text", true}};
inline constexpr Member pack_fault_members[] = {{"file", "text"},      {"line", "integer"},
                                                {"column", "integer"}, {"field", "integer"},
                                                {"id", "text"},        {"title", "text"}};
inline constexpr Member pack_tried_members[] = {{"fault", "PackFault", true},
                                                {"figure", "FigureDetail", true},
                                                {"document", "Document", true},
                                                {"note", "text", true}};
inline constexpr Member pack_keep_members[] = {
    {"path", "text"}, {"text", "text"}, {"version", "integer"}};
inline constexpr Member pack_version_members[] = {{"version", "integer"}};
inline constexpr Member pack_tags_members[] = {{"version", "integer"}, {"tags", "Campaign[]"}};
inline constexpr Member field_design_members[] = {
    {"name", "text"},         {"title", "Titles"},    {"type", "text"},   {"required", "boolean"},
    {"private", "boolean"},   {"scale", "text"},      {"min", "text"},    {"max", "text"},
    {"measure_unit", "text"}, {"choices", "Coded[]"}, {"ledger", "text"}, {"help", "Titles"},
    {"party_kind", "text"}};
inline constexpr Member review_design_members[] = {
    {"people", "text"}, {"author", "boolean"}, {"superior", "boolean"}};
inline constexpr Member design_members[] = {
    {"name", "text"},           {"title", "Titles"},         {"systems", "texts"},
    {"dates", "text"},          {"fields", "FieldDesign[]"}, {"name_field", "text"},
    {"duplicate_key", "texts"}, {"standing_until", "text"},  {"expects", "text"},
    {"evidence_min", "text"},   {"review", "ReviewDesign"}};
inline constexpr Member design_told_members[] = {{"version", "integer"},
                                                 {"design", "LedgerDesign"}};
inline constexpr Member design_try_members[] = {
    {"version", "integer"}, {"design", "LedgerDesign"}, {"keep", "boolean"}};
inline constexpr Member design_tried_members[] = {
    {"fault", "PackFault", true}, {"ledger", "Ledger", true}, {"version", "integer"}};

}  // namespace youju::http
