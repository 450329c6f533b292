// Writes JSON text in the order it is told, so that the same calls give the same bytes: event
// payloads are hashed. Numbers are written from their exact text; there are no doubles.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace youju {

// The name of a member as a literal: that it may stand as it is is seen to by the compiler.
class JsonName {
 public:
  template <std::size_t Size>
  consteval JsonName(const char (&literal)[Size])  // NOLINT: a literal is a name
      : text_(literal, Size - 1) {
    for (const char c : text_) {
      if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') throw "a name that needs escapes";
    }
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// What a name can be beside a literal.
template <typename T>
concept JsonText = std::convertible_to<const T&, std::string_view> && !std::is_array_v<T>;

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(JsonName name);
  template <JsonText Text>
  JsonWriter& key(const Text& name) {
    return any_key(name);
  }
  JsonWriter& string(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // Text that is JSON already: a value, or in an object members, parted by commas.
  JsonWriter& raw(std::string_view json);
  // key(name) and string(value) in one.
  JsonWriter& member(JsonName name, std::string_view value);
  template <JsonText Text>
  JsonWriter& member(const Text& name, std::string_view value) {
    return any_key(name).string(value);
  }

  std::string_view text() const { return {out_.data(), used_}; }
  std::string take();  // the text; the writer is empty and usable again
  // The same into a string whose storage the writer takes over: no allocation from the second time.
  void take_into(std::string& out);

 private:
  JsonWriter& any_key(std::string_view name);
  bool needs_comma() const;
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  // Where the next bytes go, of which there may be so many; used() says how many there were.
  char* room(std::size_t bytes);
  void used(const char* end) { used_ = static_cast<std::size_t>(end - out_.data()); }
  void quote(std::string_view value);

  std::string out_;  // its first bytes are what was written, the others room
  std::size_t used_ = 0;
  int depth_ = 0;
  bool after_key_ = false;
};

}  // namespace youju
