#include <iconv.h>
#include <youju/base/text.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>

namespace youju::text {
namespace {

struct Mark {
  std::string_view bytes;
  const char* encoding;
};

constexpr std::array<Mark, 3> marks{{
    {"\xEF\xBB\xBF", "UTF-8"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
}};

struct Close {
  void operator()(void* converter) const { iconv_close(converter); }
};

// UTF-8 of all bytes, or nothing at the first one that the encoding does not have.
std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const iconv_t opened = iconv_open("UTF-8", from);
  // POSIX says failure by a pointer that is the number -1.
  if (reinterpret_cast<std::intptr_t>(opened) == -1) {
    throw MachineFailure(
        Error{ErrorKind::unavailable, "text.no_converter", {}, {{"encoding", from}}});
  }
  const std::unique_ptr<void, Close> converter(opened);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  std::string input(bytes);  // iconv's interface has no const
  char* next = input.data();
  std::size_t left = input.size();
  std::array<char, 4096> buffer{};
  while (left > 0) {
    char* written = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t done = iconv(converter.get(), &next, &left, &written, &room);
    out.append(buffer.data(), buffer.size() - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
  }
  // Strict on this side too: whatever the converter lets through must be UTF-8.
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

Result<std::string> decode(std::string_view bytes, std::string* encoding) {
  const auto unknown = [] { return fail(ErrorKind::bad_input, "text.unknown_encoding"); };
  const auto known = [&](const char* name) {
    if (encoding != nullptr) *encoding = name;
  };
  for (const Mark& mark : marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view body = bytes.substr(mark.bytes.size());
    std::optional<std::string> text;
    if (mark.encoding == marks.front().encoding) {
      if (is_utf8(body)) text = std::string(body);
    } else {
      text = converted(body, mark.encoding);
    }
    if (!text) return unknown();
    known(mark.encoding);
    return *std::move(text);
  }
  if (is_utf8(bytes)) {
    known("UTF-8");
    return std::string(bytes);
  }
  std::optional<std::string> text = converted(bytes, "GB18030");
  if (!text) return unknown();
  known("GB18030");
  return *std::move(text);
}

}  // namespace youju::text
