// The short way of most figures: a few digits, perhaps with 万, and a unit, with nothing around
// that any form or rule asks for. It comes to what the long way would; what it does not know it
// leaves.
#include <youju/reading/scan.h>

#include <bit>

namespace youju::reading {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101U;

// The digits at a place of eight bytes.
struct Digits {
  int count = 0;  // 8: eight and perhaps more
  std::uint64_t value = 0;
};
[[gnu::always_inline]] inline Digits digits_at(const char* place) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, place, sizeof bytes);
  bytes ^= each_byte * '0';
  const std::uint64_t others = ((bytes + each_byte * (0x80 - 10)) | bytes) & each_byte * 0x80;
  Digits out;
  out.count = std::countr_zero(others) / 8;
  if (out.count == 0) return out;
  // The last digit goes to the last byte; then twos, fours and eights are joined at once.
  bytes <<= 8 * (8 - out.count);
  bytes = bytes * 10 + (bytes >> 8U);
  constexpr std::uint64_t twos = 0x0000'00FF'0000'00FFU;
  out.value = ((bytes & twos) * (100 + (1'000'000ULL << 32U)) +
               (bytes >> 16U & twos) * (1 + (10'000ULL << 32U))) >>
              32U;
  return out;
}

constexpr std::int64_t tens[] = {1,       10,        100,        1'000,      10'000,
                                 100'000, 1'000'000, 10'000'000, 100'000'000};

}  // namespace

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
  const Digits whole = digits_at(place);
  if (whole.count > 7) return at;
  Number number{static_cast<std::int64_t>(whole.value), 0};
  std::size_t bytes = static_cast<std::size_t>(whole.count);
  if (place[bytes] == ',') {  // 1,270
    const Digits group = digits_at(place + bytes + 1);
    if (whole.count > 3 || group.count != 3) return at;
    number.coefficient = number.coefficient * 1000 + static_cast<std::int64_t>(group.value);
    bytes += 4;
    if (place[bytes] == ',') return at;
  }
  if (place[bytes] == '.') {  // 3.5
    const Digits part = digits_at(place + bytes + 1);
    if (part.count == 0 || part.count > 4) return at;
    number.coefficient =
        number.coefficient * tens[part.count] + static_cast<std::int64_t>(part.value);
    number.scale = part.count;
    bytes += 1 + static_cast<std::size_t>(part.count);
  }
  std::size_t end = at + bytes;
  if (text_.has(end, "万")) {
    constexpr int power = 4;  // 3.5万: no more places than that
    number.coefficient *= tens[power - number.scale];
    number.scale = 0;
    end += 3;
  }
  if (chars::goes_on(text_.byte(end)) || (text_.signs_at(end) & odd_behind) != 0) return at;
  Unit unit;
  const std::size_t behind = read_plain_unit(text_, end, unit);
  if (behind == end) return at;
  const Trait& next = text_.trait_at(behind);
  if (next.kind == Class::digit || next.kind == Class::numeral ||
      (next.signs & (sign::range | sign::more)) != 0)
    return at;
  const bool plain = (before & sign::qualifies) == 0 && (next.signs & sign::qualifies_behind) == 0;
  Figure& figure = emit(at, end, behind);
  figure.value.form = Value::Form::number;
  figure.value.low = figure.value.high = number;
  figure.unit = unit;
  if (!plain) figure.qualifier = qualifier_of(text_, at, behind, false);
  if (plain && *(text_.all.data() + end) == '%') figure.qualifier = qualifier_apart(text_, at);
  return behind;
}

}  // namespace youju::reading
