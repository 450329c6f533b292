// How plans are told as JSON, in the shapes of shape.h. Inside this room.
#pragma once

#include <youju/http/call.h>
#include <youju/plan/plans.h>

#include <vector>

namespace youju::http {

// The shape "PlanHead".
void tell_plan_head(JsonWriter& json, const Call& call, const plan::Head& head);
// The shape "Plan".
void tell_plan(JsonWriter& json, const Call& call, const plan::Reading& reading);
// The shape "PlanBranch".
void tell_branch(JsonWriter& json, const Call& call, const plan::Branch& branch);
// The shape "PlanDetail".
void tell_target_detail(JsonWriter& json, const Call& call, const plan::Branch& branch,
                        const std::vector<plan::Point>& points);
// The shape "PlanMilestone".
void tell_milestone(JsonWriter& json, const Call& call, const plan::Milestone& milestone);
// The shape "PlanLate", with at most so many targets and milestones.
// The fields by which a target can be set for a part of its indicator, with their choices.
Result<void> tell_target_fields(JsonWriter& json, const Call& call, indicator::FigureView& view,
                                const indicator::FigureName& name);
void tell_late(JsonWriter& json, const Call& call, const plan::Plans::Late& late,
               std::size_t rows_max);

}  // namespace youju::http
