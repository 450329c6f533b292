#include <sys/random.h>
#include <youju/base/id.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

namespace youju {
namespace {

constexpr std::size_t text_size = 36;
constexpr unsigned counter_max = 0xFFF;  // 12 bits

bool is_hyphen_place(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

void fill_randomly(std::uint8_t* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = getrandom(bytes, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw MachineFailure(Error{ErrorKind::unavailable, "id.no_randomness", {}, {}});
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
}

struct Stamp {
  std::int64_t ms = 0;
  unsigned counter = 0;
  std::array<std::uint8_t, 8> random{};
};

// Random bytes for 64 ids from one system call.
struct Randomness {
  std::array<std::uint8_t, 512> bytes{};
  std::size_t used = bytes.size();
  std::array<std::uint8_t, 8> take() {
    std::array<std::uint8_t, 8> taken{};
    if (used == bytes.size()) {
      fill_randomly(bytes.data(), bytes.size());
      used = 0;
    }
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(used), taken.size(), taken.begin());
    used += taken.size();
    return taken;
  }
};

// The next millisecond and counter, greater than all before, and randomness. This is the one piece
// of state that the order of ids within a process needs; it holds no setting and nobody can observe
// it otherwise. A forked child must not make ids: they would be its parent's.
Stamp next_stamp(std::int64_t now_ms) {
  static std::mutex mutex;
  static Stamp last;
  static Randomness randomness;
  const std::lock_guard lock(mutex);
  if (now_ms > last.ms) {
    last = {now_ms, 0, {}};
  } else if (++last.counter > counter_max) {
    last = {last.ms + 1, 0, {}};  // ahead of the clock until it has caught up
  }
  last.random = randomness.take();
  return last;
}

}  // namespace

Result<Uuid> Uuid::parse(std::string_view text) {
  const auto malformed = [&] {
    return fail(ErrorKind::bad_input, "id.malformed", {{"text", std::string(text)}});
  };
  if (text.size() != text_size) return malformed();
  Uuid made;
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text_size; ++i) {
    if (is_hyphen_place(i)) {
      if (text[i] != '-') return malformed();
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return malformed();
    std::uint8_t& byte = made.bytes_[nibble / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
    ++nibble;
  }
  return made;
}

Result<Uuid> Uuid::from_bytes(std::string_view bytes) {
  Uuid made;
  if (bytes.size() != made.bytes_.size()) {
    return fail(ErrorKind::bad_input, "id.malformed", {{"text", std::to_string(bytes.size())}});
  }
  std::copy(bytes.begin(), bytes.end(), made.bytes_.begin());
  return made;
}

Uuid Uuid::make(const Clock& clock) {
  Uuid made;
  const Stamp stamp = next_stamp(std::max<std::int64_t>(clock.now_ms(), 0));
  std::copy(stamp.random.begin(), stamp.random.end(), made.bytes_.begin() + 8);
  for (std::size_t i = 0; i < 6; ++i) {
    made.bytes_[i] = static_cast<std::uint8_t>(stamp.ms >> (40 - 8 * i));
  }
  made.bytes_[6] = static_cast<std::uint8_t>(0x70 | stamp.counter >> 8);  // version 7
  made.bytes_[7] = static_cast<std::uint8_t>(stamp.counter);
  made.bytes_[8] = static_cast<std::uint8_t>(0x80 | (made.bytes_[8] & 0x3F));  // variant of the RFC
  return made;
}

std::string Uuid::to_string() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out(text_size, '-');
  std::size_t at = 0;
  for (const std::uint8_t byte : bytes_) {
    if (is_hyphen_place(at)) ++at;
    out[at++] = digits[byte >> 4];
    out[at++] = digits[byte & 15];
  }
  return out;
}

bool Uuid::is_nil() const { return *this == Uuid(); }

std::string unguessable_id() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<std::uint8_t, 16> bytes{};
  fill_randomly(bytes.data(), bytes.size());
  std::string id;
  id.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    id += digits[byte >> 4];
    id += digits[byte & 15];
  }
  return id;
}

}  // namespace youju

std::size_t std::hash<youju::Uuid>::operator()(const youju::Uuid& id) const noexcept {
  // Time and counter in the first half, randomness in the second.
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::memcpy(&high, id.bytes().data(), sizeof high);
  std::memcpy(&low, id.bytes().data() + sizeof high, sizeof low);
  return static_cast<std::size_t>(high * 0x9E3779B97F4A7C15ULL ^ low);
}
