// The short way of most figures: a few digits, perhaps with 万, and a unit, with nothing around
// that any form or rule asks for. It comes to what the long way would; what it does not know it
// leaves.
#include <youju/reading/digits.h>
#include <youju/reading/scan.h>

namespace youju::reading {

// A rule for Arabic numbers with a unit that asks for what is not asked here needs a sign, or a
// unit of its own, by which it is told.
std::size_t Scanner::ordinary(std::size_t at) {
  constexpr std::size_t bytes_needed = 40;  // of number, unit and the character behind it
  constexpr std::uint32_t odd_before = sign::heading_lead | sign::bracket_or_nth | sign::ranking |
                                       sign::glue_before | sign::code_before;
  constexpr std::uint32_t odd_behind = sign::number_goes_on | sign::dated | sign::parts |
                                       sign::ranked | sign::glue_behind | sign::house;
  if (at + bytes_needed > text_.all.size() || at == line_ || at < title_end_ || in_short_quote(at))
    return at;
  const std::uint32_t before = text_.signs_before(at);
  const char* const place = text_.all.data() + at;
  if ((before & odd_before) != 0 || *place == '0') return at;
  ShortNumber said;
  if (!read_short_number(place, said)) return at;
  Number number = said.number;
  std::size_t end = at + said.bytes;
  Trait behind = text_.trait_at(end);
  if (behind.power == 4) {  // 3.5万: no more places than that
    number.coefficient *= tens[behind.power - number.scale];
    number.scale = 0;
    end += 3;
    behind = text_.trait_at(end);
  }
  if (chars::goes_on(text_.byte(end)) ||
      ((behind.signs & odd_behind) != 0 && !text_.has(end, "亿元")))
    return at;
  const PlainUnit unit = read_plain_unit(text_, end);
  if (!unit) return at;
  const Trait next = text_.trait_at(unit.end);
  if (next.kind == Class::digit || next.kind == Class::numeral ||
      (next.signs & (sign::range | sign::more)) != 0)
    return at;
  // 人公里 is one, 家公司 is not.
  if ((next.signs & sign::unit_goes_on) != 0 &&
      (!text_.has(unit.end, "公") || text_.has(unit.end, "公里")))
    return at;
  // 3.2个和2.7个百分点: what is no whole number of things.
  if (number.scale > 0 && (next.signs & (sign::beside | sign::joins)) != 0 && text_.has(end, "个"))
    return at;
  const bool plain = (before & sign::qualifies) == 0 && (next.signs & sign::qualifies_behind) == 0;
  Figure& figure = emit(at, end, unit.end);
  figure.value.form = Value::Form::number;
  figure.value.low = figure.value.high = number;
  const bool percent = text_.byte(end) == '%';
  figure.unit.name = percent ? std::string_view("%") : text_.between(unit.name, unit.end);
  if (unit.name > end && text_.has(end, "亿")) figure.unit.scale = text_.between(end, unit.name);
  if (!plain) figure.qualifier = qualifier_of(text_, at, unit.end, false);
  if (plain && percent) figure.qualifier = qualifier_apart(text_, at);
  // Before a stop that ends its clause here nothing can be lost.
  if (next.kind != Class::stop || is_no_prose(unit.end)) return unit.end;
  return unit.end + (text_.byte(unit.end) < 0x80 ? 1 : 3);
}

}  // namespace youju::reading
