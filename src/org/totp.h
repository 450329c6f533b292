// Time-based one-time passwords: RFC 6238 with SHA-1, 6 digits, steps of 30 seconds, which is what
// every authenticator on a phone understands. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace youju::org {

inline constexpr std::size_t totp_secret_bytes = 20;  // RFC 4226, 4: as long as the hash
inline constexpr int totp_digits = 6;
inline constexpr std::int64_t totp_step_ms = 30'000;
inline constexpr std::int64_t totp_window = 1;  // steps before and after the present one

// RFC 4648 base32 in capitals, without padding.
std::string base32(std::string_view bytes);

std::int64_t totp_step(std::int64_t utc_ms);
// The code of a step, `digits` long (RFC 4226, 5.3).
std::string totp_code(std::string_view secret, std::int64_t step, int digits = totp_digits);
// The step that the code belongs to, of those in the window around now that are later than
// `after_step`, so that a code is good once. Nothing: it is wrong, or was used.
std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code,
                                       std::int64_t utc_ms, std::int64_t after_step);
// "otpauth://totp/Youju:li?secret=…&issuer=Youju…", what an authenticator reads from a QR code.
std::string totp_uri(std::string_view secret, std::string_view login);

}  // namespace youju::org
