#include <youju/base/decimal.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_parts.h>

#include <algorithm>
#include <charconv>

namespace youju::office {
namespace {

constexpr std::size_t shown_digits = 15;
constexpr int exponent_max = 400;  // a double ends at 308

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_digits(std::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_digit);
  const std::string_view digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  rest.remove_prefix(digits.size());
  return digits;
}

struct Number {
  bool negative = false;
  bool whole = true;   // written without a point and without an exponent
  std::string digits;  // without leading zeros
  int point = 0;       // places of `digits` before the decimal point; may be outside of them
};

std::optional<Number> parse_number(std::string_view rest) {
  Number number;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    number.negative = rest[0] == '-';
    rest.remove_prefix(1);
  }
  const std::string_view before = take_digits(rest);
  std::string_view after;
  if (!rest.empty() && rest[0] == '.') {
    rest.remove_prefix(1);
    after = take_digits(rest);
    number.whole = false;
  }
  if (before.empty() && after.empty()) return std::nullopt;
  int exponent = 0;
  if (!rest.empty() && (rest[0] == 'e' || rest[0] == 'E')) {
    rest.remove_prefix(1);
    if (!rest.empty() && rest[0] == '+') rest.remove_prefix(1);
    const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
    if (end.ec != std::errc() || std::abs(exponent) > exponent_max) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end.ptr - rest.data()));
    number.whole = false;
  }
  if (!rest.empty()) return std::nullopt;
  number.digits.append(before).append(after);
  number.point = static_cast<int>(before.size()) + exponent;
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point -= static_cast<int>(zeros);
  return number;
}

// To the digits that a spreadsheet shows: what follows them is the noise of a binary number.
void round_to_shown(Number& number) {
  if (number.digits.size() <= shown_digits) return;
  const bool up = number.digits[shown_digits] >= '5';
  number.digits.resize(shown_digits);
  if (!up) return;
  std::size_t at = shown_digits;
  while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
  if (at > 0) {
    ++number.digits[at - 1];
  } else {
    number.digits.insert(number.digits.begin(), '1');
    ++number.point;
  }
}

std::string written_out(const Number& number) {
  std::string out = number.negative ? "-" : "";
  const auto size = static_cast<int>(number.digits.size());
  const auto zeros = [](int count) { return std::string(static_cast<std::size_t>(count), '0'); };
  if (number.point <= 0) return out + "0." + zeros(-number.point) + number.digits;
  if (number.point >= size) return out + number.digits + zeros(number.point - size);
  const auto point = static_cast<std::size_t>(number.point);
  return out + number.digits.substr(0, point) + "." + number.digits.substr(point);
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

bool is_exact_in_a_cell(std::string_view number) {
  constexpr std::ptrdiff_t exact_digits = 15;  // of a binary number of 64 bits
  const std::size_t first = number.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::count_if(number.begin() + static_cast<std::ptrdiff_t>(first), number.end(),
                       is_digit) <= exact_digits;
}

std::optional<std::string> plain_number(std::string_view text) {
  std::optional<Number> number = parse_number(text::trimmed(text));
  if (!number) return std::nullopt;
  if (!number->whole) {
    round_to_shown(*number);
    const std::size_t last = number->digits.find_last_not_of('0');
    number->digits.resize(last == std::string::npos ? 0 : last + 1);
  }
  if (number->digits.empty()) return "0";
  const int size = static_cast<int>(number->digits.size());
  const int places = std::max(size, number->point) - std::min(0, number->point);
  if (places > Decimal::digits_max) return std::string(text);
  return written_out(*number);
}

std::string unescaped(std::string_view text) {
  constexpr std::size_t escape_bytes = 7;  // _x000D_
  std::string out;
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    const std::string_view escape = text.substr(byte, escape_bytes);
    if (escape.size() == escape_bytes && escape.substr(0, 2) == "_x" && escape.back() == '_') {
      const auto digits = escape.substr(2, 4);
      const auto valid = [](char c) { return hex_value(c) >= 0; };
      if (std::all_of(digits.begin(), digits.end(), valid)) {
        char32_t code_point = 0;
        for (const char c : digits)
          code_point = code_point * 16 + static_cast<char32_t>(hex_value(c));
        text::append(out, code_point);
        byte += escape_bytes - 1;
        continue;
      }
    }
    out += text[byte];
  }
  return out;
}

std::optional<CellPlace> parse_address(std::string_view text) {
  constexpr int columns_max = 16'384;
  constexpr int rows_max = 1'048'576;
  CellPlace place;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && place.column <= columns_max) {
    place.column = place.column * 26 + (text[at++] - 'A' + 1);
  }
  if (place.column < 1 || place.column > columns_max) return std::nullopt;
  if (at == text.size()) return place;
  const auto end = std::from_chars(text.data() + at, text.data() + text.size(), place.row);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  if (place.row < 1 || place.row > rows_max) return std::nullopt;
  return place;
}

std::optional<CellAddress> parse_cell_address(std::string_view text) {
  const std::optional<CellPlace> place = parse_address(text);
  if (!place || place->row == 0) return std::nullopt;
  return CellAddress{place->row, place->column};
}

std::string cell_address(int row, int column) {
  std::string address;
  for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
    address.insert(address.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return address + std::to_string(row);
}

}  // namespace youju::office
