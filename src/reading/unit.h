// Units of measure and measure words, by a grammar and not by a list of what one text uses: the
// classifiers of Chinese, verbal ones behind them (人次, 架次), alternatives in brackets (人(次)),
// ratios (微克/立方米), measures of physics and money, and 个 with a noun of time. Inside this
// room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

#include <optional>

namespace youju::reading {

// What a unit counts in, which decides most of the measure.
enum class Sort : std::uint8_t {
  things,    // 个, 家, 场, 人次
  quantity,  // 元, 吨, 立方米, 千瓦时, 分
  money,
  length,
  area,
  time,     // 年, 天, 小时, 岁, 学时
  percent,  // %, ‰
  points,   // 百分点
  times,    // 倍, 番
  place,    // 省, 县, 村: nouns that count themselves
};

struct UnitFound {
  Unit unit;
  Sort sort = Sort::things;
  std::size_t begin = 0, end = 0;  // of the text; end == begin: none
  bool more = false;               // 多 inside: 个多月
  bool odd = false;                // a part of names too: 220千伏变电站, 64排螺旋CT
  explicit operator bool() const { return end > begin; }
};

// The unit at `at`.
UnitFound read_unit(const Text& text, std::size_t at);
// The same into a fresh one.
void read_unit(const Text& text, std::size_t at, UnitFound& out);

// The unit at `at` if one look tells it whatever stands around, or none. Not for units of time and
// those that names have too, and not where sign::unit_goes_on stands behind it.
struct PlainUnit {
  std::size_t name = 0, end = 0;  // of its name, which 亿 or 个 may stand before
  explicit operator bool() const { return end != 0; }
};
PlainUnit read_plain_unit(const Text& text, std::size_t at);
// The sort of a whole unit if it is a measure word of one character.
std::optional<Sort> sort_of_classifier(std::string_view name);
// Whether a unit of Chinese characters may stand at `at`; true if one does.
bool begins_unit(const Text& text, std::size_t at);

}  // namespace youju::reading
