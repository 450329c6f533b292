// Words of a clause by which the thing itself is left out: comparisons, qualities, times, sizes.
// Inside this room.
#pragma once

#include <string_view>

namespace youju::reading {

// A clause in which the thing itself is not named: 较法定时限缩短, 是去年的, 低于, 相当于….
// `relative`: its number is a share or a multiple.
bool speaks_of_the_last(std::string_view before, bool relative);
// 女性, 35岁以下: what qualifies the thing and does not name it.
bool only_qualifies(std::string_view subject);
// 如今, 当中, 相当于上年: no thing of its own, where one was told before.
bool is_hollow(std::string_view subject);
// （上年, 而2011年为, 上届: when, and nothing of what.
bool is_time_only(std::string_view before);
// 总长, 宽, 金额: what is measured of a thing and names none.
bool is_size_alone(std::string_view subject);
// 小麦：播种面积31.6万亩: the same behind a title that names the thing.
bool is_size_of_title(std::string_view subject);

}  // namespace youju::reading
