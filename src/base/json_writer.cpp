#include <youju/base/byte_scan.h>
#include <youju/base/json_writer.h>
#include <youju/base/result.h>
#include <youju/base/text.h>

#include <algorithm>
#include <array>

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

// Whether the text may stand as it is. What this overlooks, the replacement character alone, may.
bool is_plain(std::string_view text) {
  unsigned marks = 0;
  std::size_t byte = 0;
  for (; text.size() - byte >= bytes::word_size; byte += bytes::word_size) {
    const std::uint64_t word = bytes::word_at(text, byte);
    if (bytes::any_below(word, 0x20) || bytes::any_is(word, '"') || bytes::any_is(word, '\\')) {
      return false;
    }
    if (!bytes::all_ascii(word)) marks |= 2;
  }
  for (; byte < text.size(); ++byte) marks |= byte_marks[static_cast<unsigned char>(text[byte])];
  return marks == 0 || ((marks & 1) == 0 && text::is_utf8(text));
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

// Most texts and nearly all keys are short and plain: they are put together first, since every
// call of a string costs more than they do.
constexpr std::size_t short_max = 120;

void append_quoted(std::string& out, std::string_view value, bool comma, bool colon) {
  if (value.size() <= short_max && is_plain(value)) {
    std::array<char, short_max + 4> bytes;
    char* end = bytes.data();
    if (comma) *end++ = ',';
    *end++ = '"';
    end = std::copy(value.begin(), value.end(), end);
    *end++ = '"';
    if (colon) *end++ = ':';
    out.append(bytes.data(), static_cast<std::size_t>(end - bytes.data()));
    return;
  }
  out += comma ? ",\"" : "\"";
  if (is_plain(value)) {
    out += value;
  } else {
    append_escaped(out, value);
  }
  out += colon ? "\":" : "\"";
}

}  // namespace

// Before every value and key: the comma that it needs.
void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (first_.empty()) return;
  if (!first_.back()) out_.push_back(',');
  first_.back() = false;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_.push_back('{');
  first_.push_back(true);
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  CHECK(!first_.empty() && !after_key_);
  first_.pop_back();
  out_.push_back('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_.push_back('[');
  first_.push_back(true);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  CHECK(!first_.empty() && !after_key_);
  first_.pop_back();
  out_.push_back(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  CHECK(!first_.empty() && !after_key_);
  append_quoted(out_, name, !first_.back(), true);
  first_.back() = false;
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  append_quoted(out_, value, false, false);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) { return raw(fmt::format_int(value).c_str()); }

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view value) {
  return key(name).string(value);
}

std::string JsonWriter::take() {
  CHECK(first_.empty() && !after_key_);
  return std::exchange(out_, {});
}

void JsonWriter::take_into(std::string& out) {
  CHECK(first_.empty() && !after_key_);
  out.swap(out_);
  out_.clear();
}

}  // namespace youju
