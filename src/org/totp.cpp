#include <sodium.h>
#include <youju/base/hash.h>
#include <youju/base/result.h>
#include <youju/org/totp.h>

namespace youju::org {

std::string base32(std::string_view bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t waiting = 0;
  int bits = 0;
  for (const char byte : bytes) {
    waiting = (waiting << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[(waiting >> (bits - 5)) & 31];
  }
  if (bits > 0) out += alphabet[(waiting << (5 - bits)) & 31];
  return out;
}

std::int64_t totp_step(std::int64_t utc_ms) { return utc_ms / totp_step_ms; }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<char>((step >> (56 - 8 * static_cast<int>(i))) & 0xFF);
  }
  const auto hash = hmac_sha1(secret, counter);
  // RFC 4226, 5.3: the last four bits say where the 31 bits of the code begin.
  const std::size_t at = hash.back() & 15;
  std::uint32_t number = hash[at] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) number = (number << 8) | hash[at + i];
  std::uint32_t bound = 1;
  for (int i = 0; i < digits; ++i) bound *= 10;
  return fmt::format("{:0{}}", number % bound, digits);
}

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code,
                                       std::int64_t utc_ms, std::int64_t after_step) {
  if (code.size() != totp_digits) return std::nullopt;
  const std::int64_t now = totp_step(utc_ms);
  std::optional<std::int64_t> found;
  // All of the window, whichever fits: the time taken does not tell.
  for (std::int64_t step = now - totp_window; step <= now + totp_window; ++step) {
    const std::string wanted = totp_code(secret, step);
    const bool same = sodium_memcmp(wanted.data(), code.data(), wanted.size()) == 0;
    if (same && step > after_step && !found) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view secret, std::string_view login) {
  return fmt::format(
      "otpauth://totp/Youju:{}?secret={}&issuer=Youju&algorithm=SHA1&digits={}"
      "&period={}",
      login, base32(secret), totp_digits, totp_step_ms / 1000);
}

}  // namespace youju::org
