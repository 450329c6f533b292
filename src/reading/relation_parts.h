// The parts of a sum: what they make, what they are called, and whether parts that do not make
// their whole must have been meant to. Inside this room.
#pragma once

#include <youju/reading/relation.h>

#include <optional>

namespace youju::reading {

using Parts = std::vector<std::size_t>;  // places in a line
inline constexpr std::size_t parts_max = 24;

// A part may leave out a unit of money or of books that its whole has: 1126万码洋, 683万.
bool adds_to(const Line& line, std::size_t part, std::size_t whole);
bool is_lost(const Line& line, std::size_t part, std::size_t whole);
// Whether a number is not there that might be the part or the whole that is spoken of: then nothing
// is said to fail.
bool lacks_like(const Line& line, std::size_t first, std::size_t end, std::size_t like);

struct Sum {
  Decimal value, slack;
  bool known = true;
  int terms = 0, of_yi = 0;  // how many, and of those in 亿元
  int finest = 0;            // the most places of one that is told without 万 and 亿
};
void add_to(const Line& line, Sum& sum, std::size_t i);
Sum sum_of(const Line& line, std::span<const std::size_t> parts);
// 24636 of 24636, 246 of 24600: the digits of a number without the zeros at its end. The fewer they
// are, the sooner others make it by chance.
std::int64_t telling_digits(const Figure& figure);
// Equal, or as near as the printed places of 万 and 亿 let it be.
bool makes(const Line& line, const Sum& sum, std::size_t whole);
// Tells it, whatever else stands there.
void put_sum(const Line& line, std::size_t whole, std::span<const std::size_t> parts,
             Verdict verdict);
// The same of figures that stand in no line together.
void put_sum(const Text& text, Reading& reading, std::uint32_t whole,
             std::span<const std::uint32_t> parts, Verdict verdict);
// Tells it of a line, unless it fails and a number is not there that might be one of them.
void tell_sum(const Line& line, std::size_t whole, std::span<const std::size_t> parts,
              Verdict verdict);
// What stands side by side before their 合计, or in its clause: 甲11名、乙86名，总计97名.
void tell_together(const Line& line, std::size_t whole);
// 城市3240户、4860人，农村8120户、13640人，合计11360户、18500人: what stands beside each number of
// a sum is a sum as well.
void add_columns(const Line& line);
// 城镇612户985人, 残疾人两项补贴121万元: a figure may stand in the piece of the one before it, and
// its name before that. The first of the piece, and what stands before that.
std::size_t piece_of(const Line& line, std::size_t i);
const Said& piece_words(const Line& line, std::size_t i);
// A change, or what a change is from: 发病数较2006年的2,746例.
bool is_change(const Line& line, std::size_t i);

// What a part is called: 其中小学生 → 小学生.
std::string_view label(std::string_view words);
// Two halves of a whole by their words: 男女, 城乡, 税利.
bool complement(std::string_view a, std::string_view b);
// 进出口 is 出口 and 进口, 门急诊 is 门诊 and 急诊, 税利 is 税 and 利: the whole names both.
bool is_compound(std::string_view whole, std::string_view a, std::string_view b);
// 微博、微信粉丝 is 微博粉丝 and 微信粉丝: the whole lists both.
bool names_both(std::string_view whole, std::string_view a, std::string_view b);
// 春季班 and 秋季班: names of one length and one ending.
bool is_parallel(std::string_view a, std::string_view b);
// The parts are of one kind: they end or begin alike, 初中生 and 小学生.
bool kindred(const Line& line, const Parts& parts);
// 申请量中发明862件, 宫颈癌检查中，检出4210人: the nearest figure of its unit before the part whose
// words name what stands before 中.
std::optional<std::size_t> named_among(const Line& line, std::size_t part);
// 案件 of 案件中盗窃: whether the words of a part say by name what is parted; and what they call it
// behind that, or all of the words.
bool is_parted_by_name(std::string_view words);
std::string_view behind_parted(std::string_view words);
// 按产业分，种植类231个; 分性质为中央储备5万吨: the words say by what all of it is parted.
bool says_by_what(std::string_view words);
// 其他, 其余.
bool is_rest(std::string_view words);
// 、 before a part, also behind what a bracket says of the one before it: 86件（占38%）、94件.
bool is_beside(std::string_view words);
bool side_by_side(const Line& line, const Parts& parts);
// 通公交的206个，占87.7%: whether right behind a figure its own share is told.
bool has_share_beside(const Line& line, std::size_t i);
// 一季度, 二季度, 三季度: counted off from the first.
bool are_counted_off(const Line& line, const Parts& parts);
// Two that divide the whole of these words.
bool is_pair(const Line& line, const Parts& parts, std::string_view whole);
// “两税”收入 of 增值税 and 消费税: the words before the whole say of how many of such parts it is.
bool names_how_many(const Line& line, const Parts& parts, std::string_view whole);
// 小麦1400亩，冬荞500，其它400亩: whether a number without its unit, which is read as a part of a
// name, stands before one of them but the first.
bool has_bare_number(const Line& line, const Parts& parts);
bool within(const Decimal& lack, const Decimal& all, int percent);

// How parts are told: behind 其中 they may be some of many, in brackets and behind a colon they are
// all there are.
enum class Telling : std::uint8_t { among, all };
// Whether parts that do not make their whole must have been meant to.
bool is_a_slip(const Line& line, const Parts& parts, std::size_t whole, Telling telling);

}  // namespace youju::reading
