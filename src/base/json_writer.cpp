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

// Whether these eight bytes may stand as they are, if they are whole characters.
bool may_stand(std::uint64_t word) {
  return !bytes::any_below(word, 0x20) && !bytes::any_is(word, '"') && !bytes::any_is(word, '\\');
}

// Copies a text if it may stand as it is, as nearly all do; false: it may not, and what is there
// now is of no use. What this overlooks, the replacement character alone, may. The last bytes are
// looked at and copied a second time where they make no whole word.
bool copy_plain(char* to, std::string_view text) {
  constexpr std::size_t half = bytes::word_size / 2;
  std::uint64_t seen = 0;  // all bytes, one over the other
  const auto copy_word = [&](std::size_t at) {
    const std::uint64_t word = bytes::word_at(text, at);
    std::memcpy(to + at, &word, sizeof word);
    seen |= word;
    return may_stand(word);
  };
  if (text.size() >= bytes::word_size) {
    const std::size_t last = text.size() - bytes::word_size;
    for (std::size_t at = 0; at < last; at += bytes::word_size) {
      if (!copy_word(at)) return false;
    }
    if (!copy_word(last)) return false;
  } else {
    std::array<char, bytes::word_size> few;  // blanks, which may stand, but for the text
    few.fill(' ');
    if (text.size() >= half) {
      std::memcpy(few.data(), text.data(), half);
      std::memcpy(few.data() + half, text.data() + text.size() - half, half);
      std::memcpy(to, few.data(), half);
      std::memcpy(to + text.size() - half, few.data() + half, half);
    } else {
      for (std::size_t at = 0; at < text.size(); ++at) to[at] = few[at] = text[at];
    }
    seen = bytes::word_at({few.data(), few.size()}, 0);
    if (!may_stand(seen)) return false;
  }
  return bytes::all_ascii(seen) || text::is_utf8(text);
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

JsonWriter& JsonWriter::number(std::int64_t value) {
  const fmt::format_int digits(value);
  return raw({digits.data(), digits.size()});
}

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
  CHECK(depth_ > 0 && !after_key_);
  const std::string_view key = name.text();
  char* to = room(key.size() + value.size() + 6);
  if (needs_comma()) *to++ = ',';
  *to++ = '"';
  to = copied(key, to);
  *to++ = '"';
  *to++ = ':';
  *to = '"';
  if (copy_plain(to + 1, value)) {
    to += value.size() + 1;
    *to++ = '"';
    used(to);
    return *this;
  }
  used(to);
  after_key_ = true;
  return string(value);
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
