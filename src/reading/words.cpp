#include <youju/reading/chars.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace youju::reading {
namespace {

// Those bytes of an edge that a word of this size fills.
std::uint64_t mask_of(Words::Side side, std::size_t size) {
  constexpr std::uint64_t all = ~std::uint64_t{0};
  if (size >= sizeof all) return all;
  const std::size_t rest = 8 * (sizeof all - size);
  static_assert(std::endian::native == std::endian::little);
  return side == Words::Side::begin ? all >> rest : all << rest;
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
  first_.resize((std::size_t{1} << bits) + 1);
  std::size_t next = 0;
  for (std::size_t i = 0; i < first_.size(); ++i) {
    while (next < entries_.size() && bucket(entries_[next]) < i) ++next;
    first_[i] = static_cast<std::uint16_t>(next);
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
    entries_.push_back({edge_of(side_, edge, word.size()), mask_of(side_, word.size()), word.data(),
                        static_cast<std::uint8_t>(word.size()), group.kind,
                        static_cast<std::uint16_t>(key)});
  }
}

// Up to eight bytes at a place of which so many may be read.
std::uint64_t Words::edge_of(Side side, const char* place, std::size_t room) {
  std::uint64_t edge = 0;
  if (room >= sizeof edge) {
    std::memcpy(&edge, side == Side::begin ? place : place - sizeof edge, sizeof edge);
  } else if (side == Side::begin) {
    std::memcpy(&edge, place, room);
  } else {
    std::memcpy(reinterpret_cast<char*>(&edge) + sizeof edge - room, place - room, room);
  }
  return edge;
}

Words::Hit Words::longest_in(std::size_t key, std::string_view text, std::size_t at) const {
  const bool begin = side_ == Side::begin;
  const std::size_t room = begin ? text.size() - at : at;
  const std::uint64_t edge = edge_of(side_, text.data() + at, room);
  const std::size_t bucket = key >> shift_;
  for (std::size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const Entry& entry = entries_[i];
    const std::size_t size = entry.size;
    if (((edge ^ entry.edge) & entry.mask) != 0 || size > room) continue;
    const char* const place = text.data() + (begin ? at : at - size);
    if (size <= sizeof edge || same_bytes(place, entry.word, size))
      return {static_cast<std::uint32_t>(size), entry.kind};
  }
  return {};
}

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
  return std::any_of(words.begin(), words.end(),
                     [place = Text{text}](std::string_view word) { return place.has(0, word); });
}

bool ends(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [place = Text{text}](std::string_view word) {
    return place.has_before(place.all.size(), word);
  });
}

}  // namespace youju::reading
