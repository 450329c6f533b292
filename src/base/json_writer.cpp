#include <youju/base/byte_scan.h>
#include <youju/base/json_writer.h>
#include <youju/base/result.h>
#include <youju/base/text.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace youju {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

// Of each byte: 1 if it never stands as it is, 2 if it is part of a longer character.
constexpr std::array<std::uint8_t, 256> byte_marks = [] {
  std::array<std::uint8_t, 256> marks{};
  for (std::size_t c = 0; c < marks.size(); ++c) {
    marks[c] = c < 0x20 || c == '"' || c == '\\' ? 1 : c >= 0x80 ? 2 : 0;
  }
  return marks;
}();

// Copies a text if it may stand as it is, as nearly all do; false: it may not, and what is there
// now is of no use. What this overlooks, the replacement character alone, may.
bool copy_plain(char* to, std::string_view text) {
  unsigned marks = 0;
  std::size_t byte = 0;
  for (; text.size() - byte >= bytes::word_size; byte += bytes::word_size) {
    const std::uint64_t word = bytes::word_at(text, byte);
    if (bytes::any_below(word, 0x20) || bytes::any_is(word, '"') || bytes::any_is(word, '\\')) {
      return false;
    }
    if (!bytes::all_ascii(word)) marks |= 2;
    std::memcpy(to + byte, &word, sizeof word);
  }
  for (; byte < text.size(); ++byte) {
    marks |= byte_marks[static_cast<unsigned char>(text[byte])];
    to[byte] = text[byte];
  }
  return marks == 0 || ((marks & 1) == 0 && text::is_utf8(text));
}

char* copied(std::string_view text, char* to) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    case replacement:
      text::append(out, c);  // also in place of a broken byte
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

void append_escaped(std::string& out, std::string_view value) {
  std::size_t copied = 0;  // what stands before it is in `out`
  for (std::size_t byte = 0; byte < value.size();) {
    if (is_plain(value[byte])) {
      ++byte;
      continue;
    }
    const std::size_t start = byte;
    const char32_t c = text::next(value, byte);
    if (c >= 0x20 && c != '"' && c != '\\' && c != replacement) continue;
    out += value.substr(copied, start - copied);
    append_escaped(out, c);
    copied = byte;
  }
  out += value.substr(copied);
}

}  // namespace

char* JsonWriter::room(std::size_t bytes) {
  constexpr std::size_t least = 256;
  if (out_.size() - used_ < bytes) {
    out_.resize(std::max({least, 2 * out_.size(), used_ + bytes}));
  }
  return out_.data() + used_;
}

// Whether a comma has to stand before the next key or value. Nothing that is whole ends with an
// opening bracket.
bool JsonWriter::needs_comma() const {
  if (after_key_ || depth_ == 0) return false;
  const char last = out_[used_ - 1];
  return last != '{' && last != '[';
}

JsonWriter& JsonWriter::begin(char bracket) {
  char* to = room(2);
  if (needs_comma()) *to++ = ',';
  after_key_ = false;
  *to++ = bracket;
  used(to);
  ++depth_;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  CHECK(depth_ > 0 && !after_key_);
  --depth_;
  char* to = room(1);
  *to++ = bracket;
  used(to);
  return *this;
}

JsonWriter& JsonWriter::begin_object() { return begin('{'); }
JsonWriter& JsonWriter::end_object() { return end('}'); }
JsonWriter& JsonWriter::begin_array() { return begin('['); }
JsonWriter& JsonWriter::end_array() { return end(']'); }

void JsonWriter::quote(std::string_view value) {
  char* to = room(value.size() + 2);
  *to++ = '"';
  if (copy_plain(to, value)) {
    to += value.size();
    *to++ = '"';
    used(to);
    return;
  }
  out_.resize(used_);
  out_ += '"';
  append_escaped(out_, value);
  out_ += '"';
  used_ = out_.size();
}

JsonWriter& JsonWriter::key(JsonName name) {
  CHECK(depth_ > 0 && !after_key_);
  char* to = room(name.text().size() + 4);
  if (needs_comma()) *to++ = ',';
  *to++ = '"';
  to = copied(name.text(), to);
  *to++ = '"';
  *to++ = ':';
  used(to);
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::any_key(std::string_view name) {
  CHECK(depth_ > 0 && !after_key_);
  string(name);
  *room(1) = ':';
  ++used_;
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  if (needs_comma()) {
    *room(1) = ',';
    ++used_;
  }
  after_key_ = false;
  quote(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) { return raw(fmt::format_int(value).c_str()); }

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  char* to = room(json.size() + 1);
  if (needs_comma()) *to++ = ',';
  after_key_ = false;
  used(copied(json, to));
  return *this;
}

JsonWriter& JsonWriter::member(JsonName name, std::string_view value) {
  return key(name).string(value);
}

std::string JsonWriter::take() {
  CHECK(depth_ == 0 && !after_key_);
  out_.resize(std::exchange(used_, 0));
  return std::exchange(out_, {});
}

void JsonWriter::take_into(std::string& out) {
  CHECK(depth_ == 0 && !after_key_);
  out_.resize(std::exchange(used_, 0));
  out.swap(out_);
}

}  // namespace youju
