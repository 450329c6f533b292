// The members of the shapes of plans, for the one table of shapes. Inside this room.
#pragma once

#include <youju/http/shape.h>

namespace youju::http {

inline constexpr Member plan_head_members[] = {
    {"unit", "text"},  {"unit_name", "text"},  {"period", "text"},       {"period_title", "text"},
    {"title", "text"}, {"targets", "integer"}, {"milestones", "integer"}};
inline constexpr Member plan_members[] = {{"on", "text"},
                                          {"as_of", "integer"},
                                          {"may", "texts"},
                                          {"rows", "PlanTarget[]"},
                                          {"tasks", "PlanMilestone[]"}};
inline constexpr Member plan_title_members[] = {{"title", "text"}};
inline constexpr Member plan_terms_members[] = {{"direction", "text"},
                                                {"each", "text", true},
                                                {"counted", "text", true},
                                                {"due", "text", true},
                                                {"shares", "texts", true}};
inline constexpr Member plan_step_members[] = {
    {"period", "text"}, {"period_title", "text"}, {"figure", "text"}, {"now", "text"},
    {"why", "text"},    {"expected", "text"},     {"light", "text"}};
inline constexpr Member plan_target_members[] = {{"name", "text"},
                                                 {"indicator", "text"},
                                                 {"title", "text"},
                                                 {"cut", "text"},
                                                 {"unit", "text"},
                                                 {"unit_name", "text"},
                                                 {"period", "text"},
                                                 {"period_title", "text"},
                                                 {"unit_of_measure", "text"},
                                                 {"unit_of_one", "text"},
                                                 {"decimals", "integer"},
                                                 {"value", "text"},
                                                 {"qualifier", "text"},
                                                 {"source", "text"},
                                                 {"note", "text"},
                                                 {"owner", "text"},
                                                 {"owner_title", "text"},
                                                 {"version", "integer"},
                                                 {"terms_version", "integer"},
                                                 {"terms", "PlanTerms"},
                                                 {"counted_title", "text"},
                                                 {"law", "text"},
                                                 {"above", "text"},
                                                 {"above_name", "text"},
                                                 {"now", "Figure"},
                                                 {"before", "Figure", true},
                                                 {"light", "text"},
                                                 {"reason", "text"},
                                                 {"expected", "text"},
                                                 {"forecast", "text"},
                                                 {"completion", "text"},
                                                 {"beyond", "text"},
                                                 {"lacking", "text"},
                                                 {"steps", "PlanStep[]"},
                                                 {"parts", "integer"},
                                                 {"parts_sum", "text"},
                                                 {"difference", "text"},
                                                 {"may", "texts"}};
inline constexpr Member plan_point_members[] = {{"period", "text"},
                                                {"period_title", "text"},
                                                {"figure", "text"},
                                                {"expected", "text"},
                                                {"now", "text"}};
inline constexpr Member plan_branch_members[] = {
    {"on", "text"}, {"whole", "PlanTarget"}, {"rows", "PlanTarget[]"}};
inline constexpr Member plan_detail_members[] = {{"points", "PlanPoint[]"}};
inline constexpr Member plan_setting_members[] = {
    {"version", "integer"},      {"terms_version", "integer"}, {"value", "text"},
    {"qualifier", "text", true}, {"source", "text"},           {"owner", "text"},
    {"reason", "text"},          {"terms", "PlanTerms", true}};
inline constexpr Member plan_removal_members[] = {
    {"version", "integer"}, {"terms_version", "integer"}, {"reason", "text"}};
inline constexpr Member plan_part_members[] = {
    {"unit", "text"}, {"value", "text"}, {"version", "integer", true}};
inline constexpr Member plan_splitting_members[] = {
    {"parts", "PlanPart[]"}, {"may_differ", "boolean"}, {"reason", "text"}};
inline constexpr Member plan_milestone_members[] = {
    {"id", "text"},      {"unit", "text"},  {"unit_name", "text"},   {"period", "text"},
    {"text", "text"},    {"owner", "text"}, {"owner_title", "text"}, {"due", "text"},
    {"done_on", "text"}, {"note", "text"},  {"version", "integer"},  {"updated_name", "text"},
    {"updated", "text"}, {"light", "text"}, {"may", "texts"}};
inline constexpr Member plan_milestone_input_members[] = {
    {"text", "text"}, {"owner", "text"}, {"due", "text"}};
inline constexpr Member plan_milestone_change_members[] = {{"version", "integer"}};
inline constexpr Member plan_done_members[] = {
    {"version", "integer"}, {"done_on", "text"}, {"note", "text"}};
inline constexpr Member plan_field_members[] = {
    {"name", "text"}, {"title", "text"}, {"choices", "Named[]"}};
inline constexpr Member plan_late_members[] = {
    {"on", "text"},           {"rows", "PlanTarget[]"},
    {"rows_all", "integer"},  {"tasks", "PlanMilestone[]"},
    {"tasks_all", "integer"}, {"whole", "boolean"}};

}  // namespace youju::http
