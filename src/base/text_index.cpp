#include <youju/base/parallel.h>
#include <youju/base/result.h>
#include <youju/base/text_index.h>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

namespace youju {
namespace {

constexpr std::size_t slots_min = 64;
constexpr std::size_t block_min = 1 << 10;
constexpr std::size_t block_max = 1 << 20;
constexpr std::size_t many_texts = 1 << 18;
constexpr std::size_t texts_together = 1 << 22;

std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>()(text); }

// The low bits choose the slot; these stand in it.
std::uint32_t mark_of(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

std::size_t TextIndex::slot_of(std::string_view text, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == mark_of(hash) && texts_[slots_[at].number - 1] == text) break;
  }
  return at;
}

TextIndex::Place TextIndex::add(std::string_view text) {
  if (2 * (texts_.size() + 1) > slots_.size()) grow(2 * slots_.size());
  const std::size_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != 0) return {slot.number - 1, false};
  CHECK(texts_.size() < std::numeric_limits<std::uint32_t>::max());
  texts_.push_back(kept(text));
  slot = {mark_of(hash), static_cast<std::uint32_t>(texts_.size())};
  return {slot.number - 1, true};
}

std::optional<std::uint32_t> TextIndex::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slot_of(text, hash_of(text))];
  if (slot.number == 0) return std::nullopt;
  return slot.number - 1;
}

void TextIndex::reserve(std::size_t texts) {
  const std::size_t slots = std::bit_ceil(2 * texts);
  if (slots > slots_.size()) grow(slots);
}

void TextIndex::restore(std::vector<Block> blocks, std::vector<std::string_view> texts,
                        int threads) {
  CHECK(texts.size() < std::numeric_limits<std::uint32_t>::max());
  blocks_ = std::move(blocks);
  texts_ = std::move(texts);
  block_bytes_ = 0;
  for (const Block& block : blocks_) block_bytes_ += block->capacity();
  open_ = nullptr;
  grow(std::bit_ceil(2 * texts_.size()), threads);
}

// A copy in a block, whose texts never move.
std::string_view TextIndex::kept(std::string_view text) {
  if (open_ == nullptr || open_->capacity() - open_->size() < text.size()) {
    auto block = std::make_unique<std::string>();
    block->reserve(std::max(std::clamp(16 * texts_.size(), block_min, block_max), text.size()));
    open_ = block.get();
    block_bytes_ += block->capacity();
    blocks_.push_back(std::move(block));
  }
  const std::size_t begin = open_->size();
  open_->append(text);
  return std::string_view(*open_).substr(begin);
}

void TextIndex::grow(std::size_t slots, int threads) {
  slots_.assign(std::max(slots, slots_min), Slot());
  if (texts_.size() >= many_texts) {
    put_all_by_place(threads);
    return;
  }
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    put(hash_of(texts_[number]), number);
  }
}

void TextIndex::put(std::size_t hash, std::uint32_t number) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0) at = (at + 1) & mask;
  slots_[at] = {mark_of(hash), number + 1};
}

// Whether there was room in front of this slot.
bool TextIndex::put_below(std::size_t end, std::size_t hash, std::uint32_t number) {
  std::size_t at = hash & (slots_.size() - 1);
  while (at < end && slots_[at].number != 0) ++at;
  if (at == end) return false;
  slots_[at] = {mark_of(hash), number + 1};
  return true;
}

// One after the other they would each wait for another line of memory. So they are first brought
// together by the part of the table in which they will stand, some texts at a time. Each thread
// does so for a share of the texts, and then fills a share of the parts; what finds no room there
// is put behind at last.
void TextIndex::put_all_by_place(int threads) {
  struct Waiting {
    std::size_t hash;
    std::uint32_t number;
  };
  constexpr std::size_t parts = 512;
  const auto shares = static_cast<std::size_t>(std::clamp<int>(threads, 1, parts));
  const std::size_t mask = slots_.size() - 1;
  const auto shift = static_cast<unsigned>(std::bit_width(mask) - std::bit_width(parts - 1));
  const auto part_of = [&](std::size_t hash) { return (hash & mask) >> shift; };
  std::vector<Waiting> in_order, by_place;
  std::vector<std::array<std::size_t, parts>> places(shares);  // of each share's next, by part
  std::array<std::size_t, parts + 1> starts{};
  for (std::size_t first = 0; first < texts_.size(); first += texts_together) {
    const std::size_t count = std::min(texts_.size() - first, texts_together);
    in_order.resize(count);
    by_place.resize(count);
    in_parallel(threads, shares, [&](std::size_t share) {
      places[share].fill(0);
      for (std::size_t n = count * share / shares; n < count * (share + 1) / shares; ++n) {
        const std::size_t hash = hash_of(texts_[first + n]);
        in_order[n] = {hash, static_cast<std::uint32_t>(first + n)};
        ++places[share][part_of(hash)];
      }
    });
    std::size_t before = 0;
    for (std::size_t part = 0; part < parts; ++part) {
      starts[part] = before;
      for (auto& own : places) before += std::exchange(own[part], before);
    }
    starts[parts] = before;
    in_parallel(threads, shares, [&](std::size_t share) {
      for (std::size_t n = count * share / shares; n < count * (share + 1) / shares; ++n) {
        by_place[places[share][part_of(in_order[n].hash)]++] = in_order[n];
      }
    });
    std::vector<std::vector<Waiting>> left(shares);
    in_parallel(threads, shares, [&](std::size_t share) {
      const std::size_t after = parts * (share + 1) / shares;
      for (std::size_t n = starts[parts * share / shares]; n < starts[after]; ++n) {
        const auto [hash, number] = by_place[n];
        if (!put_below(after << shift, hash, number)) left[share].push_back(by_place[n]);
      }
    });
    for (const auto& own : left) {
      for (const auto& [hash, number] : own) put(hash, number);
    }
  }
}

}  // namespace youju
