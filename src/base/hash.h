// Cryptographic digests of the event chain and of evidence files (OpenSSL 3 underneath).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace youju {

enum class HashKind { sha256, sm3 };  // GB/T 32905-2016 SM3 by configuration

using Digest = std::array<std::uint8_t, 32>;  // both kinds have 256 bits

// A running digest. Not thread-safe; reusable after finish().
class Hasher {
 public:
  explicit Hasher(HashKind kind = HashKind::sha256);
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void update(std::string_view bytes);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest digest_of(std::string_view bytes, HashKind kind = HashKind::sha256);
// RFC 2104 with SHA-1: what one-time passwords (RFC 4226) are made of, and good for nothing else.
std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view message);
// Eleven characters of A–Z a–z 0–9 - _ that tell texts apart, the same on every machine: 64 bits of
// FNV-1a (Fowler, Noll, Vo) with the last mixing of MurmurHash3. Of ten million texts two are alike
// with a probability of 3 in a million. No digest: whoever wants to can find two that are alike.
std::string fingerprint(std::string_view text);
std::string to_hex(const Digest& digest);  // 64 lower-case digits
bool from_hex(std::string_view hex, Digest& out);

}  // namespace youju
