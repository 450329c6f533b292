// Identities of records and parties: UUID version 7 (RFC 9562), ordered by time of making.
#pragma once

#include <youju/base/clock.h>
#include <youju/base/result.h>

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace youju {

class Uuid {
 public:
  Uuid() = default;  // all zero: no identity
  // 36 characters, lower-case. Error: "id.malformed".
  static Result<Uuid> parse(std::string_view text);
  // Its 16 bytes. Error: "id.malformed".
  static Result<Uuid> from_bytes(std::string_view bytes);
  // A new one. Within one process each is greater than the one before. Thread-safe.
  static Uuid make(const Clock& clock);
  std::string to_string() const;
  bool is_nil() const;
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  friend auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

// 32 lower-case hex digits of 16 random bytes: a name that nobody can guess. Thread-safe.
std::string unguessable_id();

}  // namespace youju

template <>
struct std::hash<youju::Uuid> {
  std::size_t operator()(const youju::Uuid& id) const noexcept;
};
