#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <youju/base/hash.h>
#include <youju/base/result.h>

namespace youju {
namespace {

const EVP_MD* fetched(const char* name) {
  const EVP_MD* algorithm = EVP_MD_fetch(nullptr, name, nullptr);
  if (algorithm == nullptr) {
    throw MachineFailure(
        Error{ErrorKind::unavailable, "hash.unavailable", {}, {{"algorithm", name}}});
  }
  return algorithm;
}

// Fetched once: asking OpenSSL for an algorithm costs more than hashing a short event. Immutable,
// shared by all threads, never freed because hashes may be made until the very end.
const EVP_MD* algorithm_of(HashKind kind) {
  if (kind == HashKind::sm3) {
    static const EVP_MD* const sm3 = fetched("SM3");
    return sm3;
  }
  static const EVP_MD* const sha256 = fetched("SHA256");
  return sha256;
}

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

struct Hasher::State {
  const EVP_MD* algorithm = nullptr;
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};

  void start() {
    // Fails for want of memory only: the algorithm is there.
    if (context == nullptr || EVP_DigestInit_ex2(context.get(), algorithm, nullptr) != 1) {
      throw std::bad_alloc();
    }
  }
};

Hasher::Hasher(HashKind kind) : state_(std::make_unique<State>()) {
  state_->algorithm = algorithm_of(kind);
  state_->start();
}

Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

Digest Hasher::finish() {
  Digest digest{};
  unsigned int size = 0;
  CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1);
  CHECK(size == digest.size());
  state_->start();
  return digest;
}

Digest digest_of(std::string_view bytes, HashKind kind) {
  Hasher hasher(kind);
  hasher.update(bytes);
  return hasher.finish();
}

std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view message) {
  std::array<std::uint8_t, 20> code{};
  unsigned int size = 0;
  CHECK(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), code.data(),
             &size) != nullptr);
  CHECK(size == code.size());
  return code;
}

std::string fingerprint(std::string_view text) {
  std::uint64_t bits = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    bits ^= static_cast<unsigned char>(c);
    bits *= 0x100000001B3ULL;
  }
  bits ^= bits >> 33;
  bits *= 0xFF51AFD7ED558CCDULL;
  bits ^= bits >> 33;
  bits *= 0xC4CEB9FE1A85EC53ULL;
  bits ^= bits >> 33;
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out(11, 'A');
  for (char& digit : out) {
    digit = digits[bits & 63];
    bits >>= 6;
  }
  return out;
}

std::string to_hex(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(digest.size() * 2);
  for (const std::uint8_t byte : digest) {
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

bool from_hex(std::string_view hex, Digest& out) {
  Digest digest{};
  if (hex.size() != digest.size() * 2) return false;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  out = digest;
  return true;
}

}  // namespace youju
