#include <youju/base/json_writer.h>
#include <youju/base/result.h>
#include <youju/base/text.h>

namespace youju {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

// Whether the text may stand as it is. What this overlooks, the replacement character alone, may.
bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') return false;
  }
  return text::is_utf8(text);
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

void append_quoted(std::string& out, std::string_view value) {
  out.push_back('"');
  if (is_plain(value)) {
    out += value;
    out.push_back('"');
    return;
  }
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
  out.push_back('"');
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
  separate();
  append_quoted(out_, name);
  out_.push_back(':');
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  append_quoted(out_, value);
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
