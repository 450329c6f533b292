// UTF-8 text. Strings are UTF-8 std::string, taken as std::string_view; positions are byte offsets
// unless a name says code points. No function depends on a locale. Pure functions, thread-safe.
#pragma once

#include <youju/base/result.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace youju::text {

bool is_utf8(std::string_view text);
// Code points of valid UTF-8.
std::size_t length(std::string_view text);
// The code point at `byte`, which is moved behind it; U+FFFD and one byte for a broken sequence.
char32_t next(std::string_view text, std::size_t& byte);
void append(std::string& out, char32_t code_point);

std::string_view trimmed(std::string_view text);  // ASCII blanks and U+3000 off both ends
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with(std::string_view text, std::string_view prefix);

// Full-width ASCII forms (０-９, Ａ-ｚ, ．，：（）…) to half-width ones; all else as it is.
std::string to_half_width(std::string_view text);
// A form for comparing names: half-width, blanks and punctuation off, ASCII letters in lower case.
std::string folded(std::string_view text);

// Bytes of a file to UTF-8: a byte order mark decides, else valid UTF-8 is taken as it is, else
// GB18030 is tried, which is what Excel in China writes. Error: "text.unknown_encoding".
// `encoding`, if not null, gets "UTF-8" or "GB18030" (or "UTF-16LE"/"UTF-16BE" by its mark).
Result<std::string> decode(std::string_view bytes, std::string* encoding = nullptr);

// Escapes for element text and attribute values of XML and HTML; characters that XML 1.0 forbids
// are dropped.
void append_xml(std::string& out, std::string_view text);
std::string xml(std::string_view text);

// A whole number in Chinese numerals as headings count: 1 -> 一, 12 -> 十二, 23 -> 二十三 (1..999).
std::string chinese_numeral(int number);

}  // namespace youju::text
