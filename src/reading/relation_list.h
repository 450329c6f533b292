// Lists whose stated length can be counted: what those before their number and those behind it have
// in common. Inside this room.
#pragma once

#include <youju/reading/relation.h>

namespace youju::reading {

inline constexpr std::size_t list_bytes_max = 400;
inline constexpr std::int64_t list_stated_max = 30;  // of a list that is closed

// 三个方面, 四类, 两所: units by which kinds, fields and bodies are counted.
bool counts_kinds(const Figure& figure);
bool counts_people(const Figure& figure);

// Tells a list behind its number if it is as long: 四个方面：保工资、保运转、…;
// 小学6所（中心校、…）; 三种模式：一是…，二是…. Whether all are named is said only by 分别为 and by
// points that are counted off: those fail as well. Whether it was told.
bool tell_list_behind(const Text& text, Reading& reading, std::uint32_t index);

}  // namespace youju::reading
