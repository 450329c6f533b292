// What a number takes from beside it: its sign, and the unit that stands behind the last of a list.
#include <youju/reading/scan.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// The bytes of a sign that ends before `at`; 0: there is none.
std::size_t sign_before(const Text& text, std::size_t at, bool& negative) {
  negative = true;
  if (at > 0 && text.byte(at - 1) == '-') return 1;
  if (text.has_before(at, "－") || text.has_before(at, "−")) return 3;
  negative = false;
  if (at > 0 && text.byte(at - 1) == '+') return 1;
  return text.has_before(at, "＋") ? 3 : 0;
}

constexpr std::string_view named[] = {"年", "月", "日", "时", "点", "季度", "号", "期", "届",
                                      "级", "类", "条", "款", "章", "节",   "层", "排"};

// Makes 3.75 of a list in 万 37500.
bool scale_by_wan(Value& value) {
  constexpr std::int32_t places = 4;
  if (value.low.scale > places) return false;
  for (std::int32_t i = value.low.scale; i < places; ++i) {
    constexpr std::int64_t most = 100'000'000'000'000;
    if (value.low.coefficient > most) return false;
    value.low.coefficient *= 10;
  }
  value.low.scale = 0;
  value.high = value.low;
  return true;
}

bool is_measured(const UnitFound& unit) {
  return unit.sort == Sort::percent || unit.sort == Sort::points || unit.sort == Sort::money ||
         is(unit.unit.name, "℃") || is(unit.unit.name, "摄氏度");
}

}  // namespace

// 增长率为-1.72‰, 同比+5.2%: a sign behind a word or a bracket. Behind a number it is the mark of a
// range, at the beginning of a line that of a list, before things counted that of a row of them.
void Scanner::take_sign(Candidate& it) const {
  constexpr std::uint32_t may_be_signed = sign::glue_before | sign::range;
  const std::size_t at = it.numeral.begin;
  if ((it.before & may_be_signed) == 0 || it.numeral.broken || it.numeral.chinese ||
      it.numeral.value.form == Value::Form::none)
    return;
  const auto negate = [&] {
    Number& low = it.numeral.value.low;
    const bool both = it.numeral.value.form == Value::Form::number;
    low.coefficient = -low.coefficient;
    if (both) it.numeral.value.high = low;
  };
  const bool degrees =
      is(it.unit.unit.name, "℃") || is(it.unit.unit.name, "度") || is(it.unit.unit.name, "摄氏度");
  if (degrees && text_.has_before(at, "零下")) return negate();
  static const Words negatives(Words::Side::end, {{0, "为负 是负 到负 至负 由负 从负 比负 （负"}});
  if (it.unit.sort == Sort::percent && negatives.has(text_.all, at)) return negate();
  bool negative = false;
  const std::size_t bytes = sign_before(text_, at, negative);
  if (bytes == 0 || !is_measured(it.unit)) return;
  const std::size_t begin = at - bytes;
  if (begin <= line_ || begin == taken_) return;
  const std::size_t blank = text_.byte(begin - 1) == ' ' ? begin - 1 : begin;
  const bool behind_word =
      text_.is_han(text_.previous(begin)) && text_.class_at(text_.previous(begin)) == Class::plain;
  const bool in_cell =
      blank > line_ && (text_.byte(blank - 1) == '|' || text_.has_before(blank, "｜"));
  const bool opens = text_.has_before(begin, "（") || text_.has_before(begin, "(") ||
                     text_.has_before(begin, "：") || text_.has_before(begin, "、") ||
                     text_.has_before(begin, "，") || text_.has_before(begin, "\t");
  if (!behind_word && !in_cell && !opens) return;
  if (negative) negate();
  it.numeral.begin = begin;
  it.before = text_.signs_before(begin);
}

// 提高3.2个和2.7个百分点: the points of the last are those of both.
bool Scanner::takes_points(Candidate& it) const {
  if (!it.unit || it.unit.unit.name != "个" || !text_.has_before(it.unit.end, "个")) return false;
  const std::size_t mark = it.unit.end;
  if (!text_.has(mark, "和") && !text_.has(mark, "、")) return false;
  if (text_.class_at(mark + 3) != Class::digit) return false;
  const Candidate next = candidate(mark + 3);
  if (!next.unit || next.unit.unit.name != "百分点") return false;
  it.unit.unit = next.unit.unit;
  it.unit.sort = next.unit.sort;
  return true;
}

// 提升2.1和1.8个百分点, 完成120、85、43件: what stands behind the last is said of all, and 万 too
// where all have places: 3.75、74.93和0.36万吨.
void Scanner::take_unit_of_list(Candidate& it) const {
  constexpr int numbers_max = 12;
  constexpr std::uint32_t joined = sign::beside | sign::joins;
  constexpr std::uint32_t odd_before =
      sign::bracket_or_nth | sign::ranking | sign::glue_before | sign::code_before;
  if (takes_points(it)) return;
  if (it.unit || (it.behind & joined) == 0 || (it.before & odd_before) != 0 || it.in_quote ||
      it.numeral.begin == line_ || it.numeral.chinese || it.numeral.broken || it.numeral.more ||
      it.numeral.value.form != Value::Form::number)
    return;
  std::size_t at = it.numeral.end;
  for (int numbers = 0; numbers < numbers_max; ++numbers) {
    if ((text_.signs_at(at) & joined) == 0 || text_.class_at(at + 3) != Class::digit) return;
    const Candidate next = candidate(at + 3);
    const bool scaled =
        text_.has_before(next.numeral.end, "万") || text_.has_before(next.numeral.end, "亿");
    if (next.numeral.broken || next.numeral.value.form != Value::Form::number) return;
    if (scaled && (it.numeral.value.low.scale == 0 || !next.unit ||
                   !text_.has_before(next.numeral.end, "万") || !scale_by_wan(it.numeral.value)))
      return;
    if (!next.unit) {
      at = next.numeral.end;
      continue;
    }
    // 9、10月, 3、4级, 5、6号: names of one each.
    const std::string_view name = next.unit.unit.name;
    const bool names = next.unit.sort == Sort::place ||
                       std::any_of(std::begin(named), std::end(named),
                                   [&](std::string_view one) { return name == one; });
    if (names || not_a_figure(text_, next)) return;
    it.unit = next.unit;  // the figure ends with its number
    return;
  }
}

}  // namespace youju::reading
