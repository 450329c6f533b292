// Inside the room: appends XML to a string, piece by piece, without a tree and without formatting
// strings. Text is escaped by wrapping it in Escaped; all else is taken as it is.
#pragma once

#include <youju/base/text.h>

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace youju::office {

struct Escaped {
  std::string_view text;
};

inline void append_piece(std::string& out, std::string_view piece) { out.append(piece); }
inline void append_piece(std::string& out, Escaped piece) { text::append_xml(out, piece.text); }
template <std::integral Number>
void append_piece(std::string& out, Number number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, static_cast<std::size_t>(end.ptr - digits));
}

// add(out, "<w:id w:val=\"", 7, "\"/>").
template <typename... Pieces>
void add(std::string& out, const Pieces&... pieces) {
  (append_piece(out, pieces), ...);
}

inline constexpr std::string_view xml_declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

}  // namespace youju::office
