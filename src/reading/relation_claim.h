// What the words before a share claim of it, and what they call its operands. Inside this room.
#pragma once

#include <youju/reading/relation.h>

#include <string_view>

namespace youju::reading {

// What kind of claim stands before a share.
struct Claim {
  enum class Form : std::uint8_t { none, rate, part, task };
  Form form = Form::none;
  std::string_view stem;   // 采纳 of 采纳率
  bool denied = false;     // 不合格率
  std::string_view named;  // 留守儿童 of 留守儿童占
  std::string_view of;     // 学生总数 of 占学生总数的
  bool held = false;       // 为学生总数的: it may be set against another thing
};
Claim claim_of(std::string_view words);
// Where 合计, 总计 or 共计 stands first, or npos.
std::size_t total_at(std::string_view words);
// 三季稻谷合计 of 三季稻谷合计占: whether what a claim names is more than one figure.
bool is_of_several(std::string_view named);

// What stands behind the last mark.
std::string_view without_marks(std::string_view words);
// What stands behind the last mark that is no 、.
std::string_view behind_stop(std::string_view words);

// How much of 采纳 in 采纳率 stands in the words of the part: 0, 1 or 2 characters. 收回 is 回收.
int kinship(std::string_view words, std::string_view stem);

// Whether words say a noun: 进出口总值 is no 出口总值.
bool says_noun(std::string_view words, std::string_view noun);

// 上年, 同期, 年初: that what follows is of an earlier time; and 2015年, of a year that is told.
bool says_earlier(std::string_view words);
bool says_year(std::string_view words);
// The four digits in front of the 年 at this place; 0 where none is there, or `at` is npos.
int year_before(std::string_view words, std::size_t at);
inline bool says_earlier_or_year(std::string_view words) {
  return says_earlier(words) || says_year(words);
}

// 其中两村体检率: whether a rate is only of what a number right before it counts.
bool is_of_fewer(const Line& line, std::size_t result);

// 正在整改22个, 未整改3个: what the rate leaves out; and 应办结, what it is of.
bool is_undone(std::string_view words);
bool is_due(std::string_view words);

// What the figure is called where it stands, 其中小学生 or, of 发明、实用新型分别为704件和1,659件,
// the name that is its own.
std::string_view name_beside(const Line& line, std::size_t i);

// Whether it is this figure that a claim names so: 同城 of 同城业务, 药品收入 of 药.
bool is_named(const Line& line, std::size_t i, std::string_view named);

}  // namespace youju::reading
