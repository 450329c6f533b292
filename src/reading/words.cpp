#include <youju/reading/words.h>

#include <algorithm>
#include <cstring>

namespace youju::reading {
Words::Words(Side side, std::initializer_list<Group> groups) : side_(side) {
  for (const Group& group : groups) {
    std::size_t at = 0;
    while (at < group.words.size()) {
      std::size_t end = group.words.find(' ', at);
      if (end == std::string_view::npos) end = group.words.size();
      const std::string_view word = group.words.substr(at, end - at);
      if (word.size() >= character_bytes) {
        const char* key =
            side == Side::begin ? word.data() : word.data() + word.size() - character_bytes;
        entries_.push_back({word, static_cast<std::uint16_t>(bucket_of(key)), group.kind});
      }
      at = end + 1;
    }
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.bucket != b.bucket ? a.bucket < b.bucket : a.word.size() > b.word.size();
  });
  std::size_t next = 0;
  for (std::size_t bucket = 0; bucket <= buckets; ++bucket) {
    while (next < entries_.size() && entries_[next].bucket < bucket) ++next;
    first_[bucket] = static_cast<std::uint16_t>(next);
  }
}

Words::Hit Words::longest_in(std::size_t bucket, std::string_view text, std::size_t at) const {
  const bool begin = side_ == Side::begin;
  for (std::size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const std::string_view word = entries_[i].word;
    const std::size_t room = begin ? text.size() - at : at;
    if (word.size() > room) continue;
    const char* place = text.data() + (begin ? at : at - word.size());
    if (std::memcmp(place, word.data(), word.size()) == 0) {
      return {static_cast<std::uint32_t>(word.size()), entries_[i].kind};
    }
  }
  return {};
}

}  // namespace youju::reading
