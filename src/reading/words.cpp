#include <youju/reading/chars.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

namespace youju::reading {
namespace {

static_assert(std::endian::native == std::endian::little);

// Up to eight bytes at a place of which so many may be read.
[[gnu::always_inline]] inline std::uint64_t edge_of(Words::Side side, const char* place,
                                                    std::size_t room) {
  std::uint64_t edge = 0;
  if (room >= sizeof edge) {
    std::memcpy(&edge, side == Words::Side::begin ? place : place - sizeof edge, sizeof edge);
  } else if (side == Words::Side::begin) {
    std::memcpy(&edge, place, room);
  } else {
    std::memcpy(reinterpret_cast<char*>(&edge) + sizeof edge - room, place - room, room);
  }
  return edge;
}

}  // namespace

Words::Words(Side side, std::initializer_list<Group> groups) : side_(side) {
  for (const Group& group : groups) add(group);
  const std::size_t bits = std::min<std::size_t>(1 + std::bit_width(entries_.size()), key_bits);
  shift_ = static_cast<std::uint8_t>(key_bits - bits);
  const auto bucket = [this](const Entry& entry) { return std::size_t{entry.key} >> shift_; };
  std::stable_sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    return bucket(a) != bucket(b) ? bucket(a) < bucket(b) : a.size > b.size;
  });
  buckets_.resize((std::size_t{1} << bits) + 1);
  std::size_t next = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    Bucket& of = buckets_[i];
    of.first = static_cast<std::uint16_t>(next);
    for (; next < entries_.size() && bucket(entries_[next]) == i; ++next) {
      const Entry& entry = entries_[next];
      if (entry.size < 2 * character_bytes) break;
      of.seconds |= second_bit(side == Side::begin ? entry.word + character_bytes
                                                   : entry.word + entry.size - 2 * character_bytes);
    }
    of.single = static_cast<std::uint16_t>(next);
    while (next < entries_.size() && bucket(entries_[next]) == i) ++next;
  }
}

void Words::add(const Group& group) {
  std::size_t at = 0;
  while (at < group.words.size()) {
    const std::size_t end = std::min(group.words.find(' ', at), group.words.size());
    const std::string_view word = group.words.substr(at, end - at);
    at = end + 1;
    if (word.size() < character_bytes) continue;
    const bool begin = side_ == Side::begin;
    const char* const edge = begin ? word.data() : word.data() + word.size();
    const std::size_t key = key_of(begin ? edge : edge - character_bytes);
    used_[key / 64] |= std::uint64_t{1} << (key % 64);
    const std::size_t told = std::min(word.size(), sizeof(Entry::edge));
    entries_.push_back({edge_of(side_, edge, word.size()), word.data(),
                        static_cast<std::uint8_t>(word.size()), group.kind,
                        static_cast<std::uint8_t>(8 * (sizeof(Entry::edge) - told)),
                        static_cast<std::uint16_t>(key)});
  }
}

Words::Hit Words::longest_in(std::size_t key, std::string_view text, std::size_t at) const {
  const bool begin = side_ == Side::begin;
  const std::size_t room = begin ? text.size() - at : at;
  const char* const place = text.data() + at;
  const Bucket* const bucket = &buckets_[key >> shift_];
  std::size_t i = bucket->first;
  if (room < 2 * character_bytes ||
      (bucket->seconds &
       second_bit(begin ? place + character_bytes : place - 2 * character_bytes)) == 0)
    i = bucket->single;
  const std::uint64_t edge = edge_of(side_, place, room);
  for (const std::size_t end = bucket[1].first; i < end; ++i) {
    const Entry& entry = entries_[i];
    const std::size_t size = entry.size;
    const std::uint64_t differs = edge ^ entry.edge;
    if ((begin ? differs << entry.spare_bits : differs >> entry.spare_bits) != 0 || size > room)
      continue;
    if (size <= sizeof edge || same_bytes(begin ? place : place - size, entry.word, size))
      return {static_cast<std::uint32_t>(size), entry.kind};
  }
  return {};
}

namespace {

// The last byte of a Chinese character tells more than the first.
bool same_backwards(const char* a, const char* b, std::size_t bytes) {
  while (bytes > 0 && a[bytes - 1] == b[bytes - 1]) --bytes;
  return bytes == 0;
}

}  // namespace

// Chinese words share their first byte with every character, so that they are sought by their third
// one, which tells more.
bool says(std::string_view text, std::initializer_list<std::string_view> words) {
  constexpr std::size_t telling = 2;
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    if (word.size() <= telling) return text.find(word) != std::string_view::npos;
    if (text.size() < word.size()) return false;
    const char* const begin = text.data();
    const char* const last = begin + (text.size() - word.size());  // where it may begin at most
    for (const char* at = begin; at <= last; ++at) {
      at = static_cast<const char*>(
          std::memchr(at + telling, word[telling], static_cast<std::size_t>(last - at) + 1));
      if (at == nullptr) return false;
      at -= telling;
      if (same_bytes(at, word.data(), word.size())) return true;
    }
    return false;
  });
}

bool begins(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return word.size() <= text.size() &&
           same_backwards(std::to_address(text.begin()), word.data(), word.size());
  });
}

bool ends(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return word.size() <= text.size() &&
           same_backwards(text.data() + text.size() - word.size(), word.data(), word.size());
  });
}

}  // namespace youju::reading
