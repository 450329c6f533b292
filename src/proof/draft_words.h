// Inside the room: the words of official prose by which some figures are none that want a ground.
#pragma once

#include <string_view>

namespace youju::proof {

// 年, 个月, 届: what is told of events, not counted.
bool is_span_of_time(std::string_view unit);
// 方面, 任务: what follows the number of parts into which a text divides itself.
bool parts_a_text(std::string_view subject);
// 一对一: a phrase in which nothing is counted.
bool is_phrase(std::string_view said);
// Whether the words behind a number make it the bound of a class: 5亿元及以上.
bool makes_a_bound(std::string_view after);

}  // namespace youju::proof
