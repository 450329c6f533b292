#include <youju/base/byte_scan.h>
#include <youju/base/text.h>

#include <array>
#include <optional>

namespace youju::text {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view ideographic_space = "\xE3\x80\x80";  // U+3000

// The code point that starts at `byte` and its length; nothing for a broken, overlong or surrogate
// sequence.
struct Decoded {
  char32_t code_point = 0;
  std::size_t bytes = 0;
};

std::optional<Decoded> decode_one(std::string_view text, std::size_t byte) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = at(byte);
  if (lead < 0x80) return Decoded{lead, 1};
  std::size_t bytes = 0;
  char32_t least = 0;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    bytes = 2, least = 0x80, value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    bytes = 3, least = 0x800, value = lead & 0x0F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    bytes = 4, least = 0x10000, value = lead & 0x07;
  } else {
    return std::nullopt;
  }
  if (text.size() - byte < bytes) return std::nullopt;
  for (std::size_t i = 1; i < bytes; ++i) {
    const unsigned tail = at(byte + i);
    if ((tail & 0xC0) != 0x80) return std::nullopt;
    value = (value << 6) | (tail & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least || surrogate || value > 0x10FFFF) return std::nullopt;
  return Decoded{value, bytes};
}

bool is_ascii_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_ascii_letter_or_digit(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// What names are written with or without: blanks, quotation marks, brackets, dots, dashes. The
// numeral 〇 and the marks of repetition stand in the same block and are kept.
bool is_blank_or_punctuation(char32_t c) {
  if (c < 0x80) return !is_ascii_letter_or_digit(c);
  return c == 0xA0 || c == 0xB7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3003) ||
         (c >= 0x3008 && c <= 0x3020) || c == 0x30FB || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF5F && c <= 0xFF65) || c == 0xFEFF;
}

// Whether folding leaves the character at `byte` as it is; false for what needs a closer look.
bool stays_folded(std::string_view text, std::size_t byte) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = at(byte);
  if (lead < 0x80) return (lead >= '0' && lead <= '9') || (lead >= 'a' && lead <= 'z');
  return lead >= 0xE4 && lead <= 0xEB && text.size() - byte >= 3 && (at(byte + 1) & 0xC0) == 0x80 &&
         (at(byte + 2) & 0xC0) == 0x80;
}

char32_t half_width_of(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c == 0x3000) return ' ';
  return c;
}

bool allowed_in_xml(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

// Whether a text stands in XML as it is, as most do. The bytes EF BF begin U+FFC0 to U+FFFF, of
// which two are not allowed.
bool is_plain_xml(std::string_view text) {
  const auto is_marked = [](std::uint64_t word) {
    return bytes::any_below(word, 0x20) || bytes::any_is(word, '&') || bytes::any_is(word, '<') ||
           bytes::any_is(word, '>') || bytes::any_is(word, '"') || bytes::any_is(word, '\'');
  };
  std::size_t byte = 0;
  for (; text.size() - byte >= bytes::word_size; byte += bytes::word_size) {
    if (is_marked(bytes::word_at(text, byte))) return false;
  }
  for (; byte < text.size(); ++byte) {
    const auto c = static_cast<unsigned char>(text[byte]);
    if (c < 0x20 || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') return false;
  }
  return text.find("\xEF\xBF") == std::string_view::npos && is_utf8(text);
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto is_tail = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
  for (std::size_t byte = 0; byte < text.size();) {
    // Nearly all texts are of ASCII and of characters of three bytes; those that ED begins can be
    // surrogates.
    if (at(byte) < 0x80) {
      ++byte;
      while (text.size() - byte >= bytes::word_size &&
             bytes::all_ascii(bytes::word_at(text, byte))) {
        byte += bytes::word_size;
      }
      continue;
    }
    if (at(byte) >= 0xE1 && at(byte) <= 0xEF && at(byte) != 0xED && text.size() - byte >= 3 &&
        is_tail(byte + 1) && is_tail(byte + 2)) {
      byte += 3;
      continue;
    }
    const std::optional<Decoded> one = decode_one(text, byte);
    if (!one) return false;
    byte += one->bytes;
  }
  return true;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

char32_t next(std::string_view text, std::size_t& byte) {
  CHECK(byte < text.size());
  const std::optional<Decoded> one = decode_one(text, byte);
  byte += one ? one->bytes : 1;
  return one ? one->code_point : replacement;
}

void append(std::string& out, char32_t code_point) {
  if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF) {
    code_point = replacement;
  }
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
  };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    tail(0);
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    tail(12), tail(6), tail(0);
  }
}

std::string_view trimmed(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    if (!text.empty() && is_ascii_blank(text.front())) text.remove_prefix(1), more = true;
    if (!text.empty() && is_ascii_blank(text.back())) text.remove_suffix(1), more = true;
    if (text.starts_with(ideographic_space)) text.remove_prefix(3), more = true;
    if (text.ends_with(ideographic_space)) text.remove_suffix(3), more = true;
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix);
}

std::string to_half_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t start = byte;
    const char32_t c = next(text, byte);
    const char32_t half = half_width_of(c);
    if (half == c) {
      out += text.substr(start, byte - start);  // broken bytes stay as they are
    } else {
      append(out, half);
    }
  }
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t byte = 0; byte < text.size();) {
    // Digits, small letters and the characters of U+4000 to U+BFFF stay as they are.
    const std::size_t start = byte;
    while (byte < text.size() && stays_folded(text, byte))
      byte += static_cast<unsigned char>(text[byte]) < 0x80 ? 1 : 3;
    out += text.substr(start, byte - start);
    if (byte == text.size()) break;
    const char32_t c = half_width_of(next(text, byte));
    if (is_blank_or_punctuation(c)) continue;
    append(out, c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return out;
}

void append_xml(std::string& out, std::string_view text) {
  if (is_plain_xml(text)) {
    out += text;
    return;
  }
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t start = byte;
    const char32_t c = next(text, byte);
    const bool broken = c == replacement && byte - start == 1;
    if (broken || !allowed_in_xml(c)) continue;
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\r':
        out += "&#13;";
        break;  // a bare one is read back as a line feed
      default:
        out += text.substr(start, byte - start);
    }
  }
}

std::string xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_xml(out, text);
  return out;
}

std::string chinese_numeral(int number) {
  CHECK(number >= 1 && number <= 999);
  constexpr std::array<std::string_view, 10> digits{"〇", "一", "二", "三", "四",
                                                    "五", "六", "七", "八", "九"};
  const auto digit = [&](int value) { return digits[static_cast<std::size_t>(value)]; };
  const int hundreds = number / 100;
  const int tens = number / 10 % 10;
  const int ones = number % 10;
  std::string out;
  if (hundreds > 0) out.append(digit(hundreds)).append("百");
  if (tens > 0) {
    if (tens > 1 || hundreds > 0) out += digit(tens);  // 十二, but 一百一十二
    out += "十";
  } else if (hundreds > 0 && ones > 0) {
    out += "零";
  }
  if (ones > 0) out += digit(ones);
  return out;
}

}  // namespace youju::text
