#include <youju/reading/chars.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace youju::reading {

static_assert(std::endian::native == std::endian::little);

// Up to eight bytes at a place of which so many may be read, three at least.
std::uint64_t Words::edge_of(Side side, const char* place, std::size_t room) {
  if (room >= edge_bytes) return edge_at(side == Side::begin ? place : place - edge_bytes);
  return side == Side::begin ? few_bytes(place, room)
                             : few_bytes(place - room, room) << (8 * (edge_bytes - room));
}

Words::Words(Side side, std::initializer_list<Group> groups) : side_(side) {
  std::vector<Entry> pairs, singles;
  for (const Group& group : groups) {
    std::size_t at = 0;
    while (at < group.words.size()) {
      const std::size_t end = std::min(group.words.find(' ', at), group.words.size());
      const std::string_view word = group.words.substr(at, end - at);
      at = end + 1;
      if (word.size() < character_bytes) continue;
      const char* const place = side == Side::begin ? word.data() : word.data() + word.size();
      const std::uint32_t key =
          key_of(three_at(place - (side == Side::begin ? 0 : character_bytes)));
      used_[key / 64] |= std::uint64_t{1} << (key % 64);
      Entry& entry = (word.size() < 2 * character_bytes ? singles : pairs).emplace_back();
      entry.edge = edge_of(side, place, word.size());
      entry.size = static_cast<std::uint8_t>(word.size());
      entry.kind = group.kind;
      entry.spare_bits =
          static_cast<std::uint8_t>(8 * (edge_bytes - std::min(word.size(), edge_bytes)));
      if (word.size() <= edge_bytes) continue;
      entry.word = static_cast<std::uint32_t>(long_words_.size());
      long_words_ += word;
    }
  }
  pairs_.build(std::move(pairs), side, true);
  singles_.build(std::move(singles), side, false);
}

void Words::Table::build(std::vector<Entry> of, Side side, bool pairs) {
  constexpr std::size_t word_bits = 64;
  const bool begin = side == Side::begin;
  const auto key = [&](const Entry& entry) {
    return hash(pairs ? pair_of(entry.edge, begin) : single_of(entry.edge, begin));
  };
  const std::size_t count = std::bit_ceil(std::max<std::size_t>(of.size(), 2));
  shift = static_cast<std::uint8_t>(word_bits - std::bit_width(count - 1));
  const auto bucket = [&](const Entry& entry) { return key(entry) >> shift; };
  std::stable_sort(of.begin(), of.end(), [&](const Entry& a, const Entry& b) {
    return bucket(a) != bucket(b) ? bucket(a) < bucket(b) : a.size > b.size;
  });
  size = static_cast<std::uint16_t>(of.size());
  entries = std::make_unique<Entry[]>(of.size());
  std::copy(of.begin(), of.end(), entries.get());
  buckets = std::make_unique<Bucket[]>(count + 1);
  std::size_t next = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    buckets[i].first = static_cast<std::uint16_t>(next);
    for (; next < of.size() && bucket(of[next]) == i; ++next)
      buckets[i].tags = static_cast<std::uint16_t>(buckets[i].tags | tag(key(of[next])));
  }
}

// What the table has at a place by the hash of its key.
template <Words::Side Where>
[[gnu::always_inline]] inline Words::Hit Words::Table::longest(std::uint64_t hashed,
                                                               std::uint64_t edge,
                                                               const char* place, std::size_t room,
                                                               const char* long_words) const {
  const Bucket* const bucket = buckets.get() + (hashed >> shift);
  const Entry* entry = entries.get() + bucket[0].first;
  const Entry* const end = entries.get() + bucket[1].first;
  for (; entry != end; ++entry) {
    const std::size_t bytes = entry->size;
    const std::uint64_t differs = edge ^ entry->edge;
    const std::uint64_t told =
        Where == Side::begin ? differs << entry->spare_bits : differs >> entry->spare_bits;
    if (told != 0 || bytes > room) continue;
    if (bytes <= edge_bytes ||
        same_bytes(Where == Side::begin ? place : place - bytes, long_words + entry->word, bytes))
      return {static_cast<std::uint32_t>(bytes), entry->kind};
  }
  return {};
}

template <Words::Side Where>
[[gnu::always_inline]] inline Words::Hit Words::longest_by(const char* place,
                                                           std::size_t room) const {
  constexpr bool begin = Where == Side::begin;
  const std::uint64_t edge = edge_of(Where, place, room);
  const char* const long_words = long_words_.data();
  const std::uint64_t pair = Table::hash(pair_of(edge, begin));
  const std::uint64_t single = Table::hash(single_of(edge, begin));
  const bool of_pairs = pairs_.may_have_hashed(pair), alone = singles_.may_have_hashed(single);
  if (of_pairs)
    if (const Hit hit = pairs_.longest<Where>(pair, edge, place, room, long_words)) return hit;
  return alone ? singles_.longest<Where>(single, edge, place, room, long_words) : Hit{};
}

Words::Hit Words::longest_of(std::string_view text, std::size_t at) const {
  const char* const place = text.data() + at;
  return side_ == Side::begin ? longest_by<Side::begin>(place, text.size() - at)
                              : longest_by<Side::end>(place, at);
}

bool Words::are_told_by(std::uint32_t sign) const {
  const auto told = [&](const Entry& entry) {
    char edge[edge_bytes];
    std::memcpy(edge, &entry.edge, sizeof edge);
    const Text word{{edge, sizeof edge}};
    const std::uint32_t signs =
        side_ == Side::begin ? word.signs_at(0) : word.signs_before(sizeof edge);
    return entry.kind == 0 || (signs & sign) != 0;
  };
  return std::all_of(pairs_.entries.get(), pairs_.entries.get() + pairs_.size, told) &&
         std::all_of(singles_.entries.get(), singles_.entries.get() + singles_.size, told);
}

std::uint64_t characters_said(std::string_view text) {
  constexpr std::uint64_t shape = 0xC0'C0F0, three = 0x80'80E0;
  constexpr std::size_t eight = sizeof(std::uint64_t);
  std::uint64_t characters = 0;
  const std::size_t last = text.size() >= eight ? text.size() - eight : 0;
  for (std::size_t at = 0; at < text.size();) {
    // The last eight bytes are shifted where fewer are left.
    const std::size_t from = std::min(at, last);
    const std::uint64_t next =
        text.size() >= eight ? piece_at<std::uint64_t>(text.data() + from) >> (8 * (at - from))
                             : few_bytes(text.data() + at, text.size() - at);
    std::size_t bytes = 1;
    if (chars::are_two_threes(next)) {
      characters |= Sought::bit_of(next >> 16U) | Sought::bit_of(next >> 40U);
      bytes = 6;
    } else if ((next & shape) == three) {
      characters |= Sought::bit_of(next >> 16U);
      bytes = 3;
    } else {
      characters |= Sought::bit_of(next);
    }
    at += bytes;
  }
  return characters;
}

std::string_view without_begin(std::string_view text, const Words& words) {
  while (const std::size_t bytes = words.longest(text, 0).bytes) text.remove_prefix(bytes);
  return text;
}

std::string_view without_end(std::string_view text, const Words& words) {
  while (const std::size_t bytes = words.longest(text, text.size()).bytes)
    text.remove_suffix(bytes);
  return text;
}

std::size_t behind_last(std::string_view text, const Words& marks) {
  const Text walked{text};
  for (std::size_t at = text.size(); (at = walked.skip_plain_before(at, 0)) > 0; --at)
    if (marks.has(text, at)) return at;
  return 0;
}

namespace {

// Chinese words share their first byte with every character, so that they are sought by the second
// and the third: a bit for each of the first sixteen, or eight, places of a text where both stand.
#ifdef __SSE2__
class Seeker {
 public:
  explicit Seeker(std::string_view word)
      : second_(_mm_set1_epi8(word[1])), third_(_mm_set1_epi8(word[2])) {}
  static constexpr std::size_t wide = sizeof(__m128i), half = wide / 2, behind = 2;

  std::uint32_t sixteen(const char* at) const {
    return bits(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 1)),
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 2)));
  }
  std::uint32_t eight(const char* at) const {
    return bits(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(at + 1)),
                _mm_loadl_epi64(reinterpret_cast<const __m128i*>(at + 2))) &
           0xFFU;
  }

 private:
  std::uint32_t bits(__m128i one, __m128i other) const {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(
        _mm_and_si128(_mm_cmpeq_epi8(one, second_), _mm_cmpeq_epi8(other, third_))));
  }
  __m128i second_, third_;
};
#endif

}  // namespace

std::size_t find_word(std::string_view text, std::string_view word) {
  constexpr std::size_t telling = 3;
  if (text.size() < word.size()) return std::string_view::npos;
  if (word.size() < telling) return text.find(word);
  const std::size_t places = text.size() - word.size() + 1;
  const char* const begin = text.data();
  std::size_t at = 0;
#ifdef __SSE2__
  const Seeker seeker(word);
  constexpr std::size_t wide = Seeker::wide, half = Seeker::half, behind = Seeker::behind;
  const auto stands = [&](std::uint32_t found, std::size_t from) {
    for (; found != 0; found &= found - 1) {
      const std::size_t place = from + static_cast<std::size_t>(std::countr_zero(found));
      if (same_bytes(begin + place, word.data(), word.size())) return place;
    }
    return std::string_view::npos;
  };
  if (places < wide && text.size() >= half + behind) {
    // As most are: all places at once.
    const std::size_t last = text.size() - half - behind;
    const std::uint32_t found = text.size() >= wide + behind
                                    ? seeker.sixteen(begin)
                                    : seeker.eight(begin) | seeker.eight(begin + last) << last;
    return stands(found & ((1U << places) - 1U), 0);
  }
  while (at + wide <= places) {
    while (at + 3 * wide <= places &&
           (seeker.sixteen(begin + at) | seeker.sixteen(begin + at + wide)) == 0)
      at += 2 * wide;
    if (const std::size_t place = stands(seeker.sixteen(begin + at), at);
        place != std::string_view::npos)
      return place;
    if (at + wide == places) return std::string_view::npos;
    at = std::min(at + wide, places - wide);  // the last step overlaps the one before it
  }
#endif
  for (; at < places; ++at)
    if (begin[at + 2] == word[2] && same_bytes(begin + at, word.data(), word.size())) return at;
  return std::string_view::npos;
}

}  // namespace youju::reading
