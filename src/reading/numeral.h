// Numbers as Chinese prose writes them. Inside this room.
//
// A numeral is what says how many, with 余, 多, 几 and 万, 亿 that belong to it, without the unit:
// 1,270 · ３．５万 · 492万余 · 12万3千 · 十余 · 一千零五 · 数百 · 三五十 · 1xxxx · 二〇〇九.
// 亿 before a currency stays outside: 亿元 is a unit.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

#include <optional>

namespace youju::reading {

struct Numeral {
  std::size_t begin = 0, end = 0;
  Value value;
  bool more = false;         // 余, 多, 几, 数
  bool chinese = false;      // in Chinese numerals
  bool placeholder = false;  // has no value
  bool bare_scale = false;   // 百, 千, 万, 亿 with nothing before: 万余
  bool grouped = false;      // thousands are parted: surely a quantity
  bool broken = false;       // no number: 一二三四 of no known form, or more than 18 digits
  int digits = 0;            // of the first run of Arabic digits, or of Chinese digits without 十
  bool leading_zero = false;
};

// Reads the numeral at `at`, which is of class digit, numeral or placeholder; end is behind at
// least one character.
Numeral read_numeral(const Text& text, std::size_t at);
// The same into a fresh one.
void read_numeral(const Text& text, std::size_t at, Numeral& into);

// The value of a Chinese numeral of 0…9 at `at`, or -1.
inline int chinese_digit(const Text& text, std::size_t at) { return text.trait_at(at).digit; }

// -, —, ～, 至 and the like between two numbers; 0 if there is none at `at`, else its bytes.
inline std::size_t range_mark(const Text& text, std::size_t at) {
  if ((text.signs_at(at) & sign::range) == 0) return 0;
  if (text.byte(at) < 0x80) return 1;
  if (!text.has(at, "——")) return 3;
  return text.has(at, "———") ? 9 : 6;
}

// n of a whole number 10^n, n from 1 on.
std::optional<int> power_of_ten(const Numeral& numeral);

// Multiplies by 10^power; false where 18 digits do not suffice.
bool shift(Number& number, int power);

}  // namespace youju::reading
