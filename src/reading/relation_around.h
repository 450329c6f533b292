// The quantities of the paragraph around a share or a change, as one line, and what is said of each
// of them. Inside this room.
#pragma once

#include <youju/reading/relation.h>

#include <array>
#include <string_view>
#include <vector>

namespace youju::reading {

// What stands before a place behind the last mark, not below `lowest`.
std::string_view clause_before(const Text& text, std::size_t end, std::size_t lowest);
// The same before a figure, not below the one before it.
std::string_view clause_before(const Text& text, const Reading& reading, std::uint32_t figure);

// The quantities of the paragraph around a share, as one line.
struct Around {
  std::vector<std::uint32_t> all;
  std::vector<Said> said;                      // of each its clause, behind the quantity before it
  std::size_t result = 0, first = 0, end = 0;  // the share, and its sentence
  std::size_t from = 0, to = 0;  // what of it may be meant: 获奖面38%：参评312篇，获奖78篇

  Around(const Text& text, const Reading& reading, std::uint32_t index);
};

// A plain number of things, money or the like: what a share can be of.
bool may_be_operand(const Line& line, std::size_t i);

// What stands right behind a figure.
std::string_view behind(const Line& line, std::size_t i);
// The last of what stands before it.
std::string_view right_before(const Line& line, std::size_t i);
// What is said right before it, right behind it, of what and as whose deed.
std::array<std::string_view, 4> said_of(const Line& line, std::size_t i);

// Whether words say this; 不合格 and 未办结 say something else, unless it is `denied` itself.
bool say_so(std::string_view words, std::string_view said, bool denied);
bool speaks_of(const Line& line, std::size_t i, std::string_view said, bool denied = false);

// 上年, 原有: told of an earlier time; 合计, 应: what there is in all, or is due.
bool is_older(const Line& line, std::size_t i);
bool is_due_or_all(const Line& line, std::size_t i);

// Whether a ； stands between two figures.
bool closes_clause(const Line& line, std::size_t from, std::size_t to);

}  // namespace youju::reading
