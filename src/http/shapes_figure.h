// The members of the shapes of figures, for the one table of shapes. Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member named_members[] = {{"name", "text"}, {"title", "text"}};
inline constexpr Member indicator_members[] = {
    {"name", "text"}, {"title", "text"}, {"definition", "text"}, {"unit_of_measure", "text"},
    {"pack", "text"}, {"kind", "text"},  {"fields", "Named[]"}};
inline constexpr Member compare_members[] = {{"figure", "text"},
                                             {"value", "text"},
                                             {"stated", "text"},
                                             {"growth", "text"},
                                             {"growth_stated", "text"}};
inline constexpr Member figure_members[] = {{"name", "text"},
                                            {"indicator", "text"},
                                            {"aspect", "text"},
                                            {"title", "text"},
                                            {"unit", "text"},
                                            {"unit_name", "text"},
                                            {"period", "text"},
                                            {"period_title", "text"},
                                            {"filter", "map"},
                                            {"value", "text"},
                                            {"qualifier", "text"},
                                            {"kind", "text"},
                                            {"stated", "text"},
                                            {"unit_of_measure", "text"},
                                            {"provisional", "boolean"},
                                            {"not_applicable", "boolean"},
                                            {"as_of", "integer"},
                                            {"part_title", "text", true},
                                            {"compare", "Comparison", true},
                                            {"rank", "Rank", true}};
inline constexpr Member table_line_members[] = {
    {"title", "text"}, {"total", "Figure"}, {"cells", "Figure[]", true}};
inline constexpr Member figure_table_members[] = {{"as_of", "integer"},
                                                  {"whole", "Figure"},
                                                  {"columns", "FigureTableLine[]"},
                                                  {"rows", "FigureTableLine[]"}};
inline constexpr Member rank_members[] = {{"figure", "text"}, {"place", "text"}, {"of", "integer"}};
inline constexpr Member figure_list_members[] = {{"as_of", "integer"}, {"rows", "Figure[]"}};
inline constexpr Member source_members[] = {
    {"citation", "text"}, {"note", "text"}, {"entered_by", "text"}, {"entered", "text"}};
inline constexpr Member ground_members[] = {{"kind", "text"},
                                            {"records", "integer", true},
                                            {"nil_returns", "integer", true},
                                            {"incomplete", "integer", true},
                                            {"source", "Source", true},
                                            {"rule", "text", true},
                                            {"operands", "Figure[]", true},
                                            {"out_of_sight", "integer", true},
                                            {"reason", "text", true}};
inline constexpr Member figure_detail_members[] = {{"definition", "text"},
                                                   {"provenance", "Ground"}};
inline constexpr Member figure_records_members[] = {
    {"ledger", "Ledger", true}, {"rows", "Record[]"}, {"total", "integer"}};

inline constexpr Member moment_members[] = {{"seq", "integer"}, {"at", "text"}};
inline constexpr Member changed_record_members[] = {
    {"ledger", "text"},    {"ledger_title", "text"}, {"id", "text"},    {"title", "text"},
    {"unit_name", "text"}, {"on", "text"},           {"cause", "text"}, {"cause_title", "text"},
    {"before", "text"},    {"after", "text"},        {"at", "text"},    {"actor", "text"}};
inline constexpr Member figure_change_members[] = {
    {"since", "Moment"},         {"until", "Moment"},    {"now", "Figure"},
    {"then", "Figure"},          {"difference", "text"}, {"difference_stated", "text"},
    {"rows", "ChangedRecord[]"}, {"total", "integer"},   {"out_of_sight", "integer"}};

inline constexpr Member figure_place_members[] = {
    {"own", "Figure"}, {"place", "integer"}, {"of", "integer"}, {"best", "Figure", true}};
inline constexpr Member figure_places_members[] = {
    {"as_of", "integer"}, {"within", "text"}, {"rows", "FigurePlace[]"}};

}  // namespace youju::http
