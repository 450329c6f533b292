// Inside the room: findings that are judged by what stands beside them in the same sentence.
#pragma once

#include <youju/proof/proof.h>

#include <vector>

namespace youju::proof {

// A sentence that says a figure truly says something else by its next number (29场发布和49场活动):
// what was taken for a contradiction is without ground.
void spare_neighbours(std::vector<Finding>& findings);

}  // namespace youju::proof
