// Inside the room: the words by which rows and columns of a superior's workbook are known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace youju::forms {

// What a row is called, folded (base/text.h), without 其中：, 一、, （一）, 1. in front.
struct Label {
  std::string name;
  std::string behind;      // in brackets at the end: 人次
  std::string short_name;  // without what is in brackets; "" if nothing is
};
Label label_of(std::string_view text);
// 1, （二）: a row's number alone.
bool is_number(std::string_view words);

// 万人次 → 人次.
std::string_view without_scale(std::string_view unit);
// The unit of a row against that of what is known: 0 the same, 4 the row counts in 万 of it.
std::optional<int> power_between(std::string_view rows, std::string_view known);

// By its head: a column of last year, of a rate, of remarks.
bool takes_nothing(std::string_view head);

}  // namespace youju::forms
