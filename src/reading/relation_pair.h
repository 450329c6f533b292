// Shares and changes of the only figures that can be meant: where no frame of words tells of what a
// result is, the two of a unit that its clause or sentence has do. Inside this room.
#pragma once

#include <youju/reading/relation.h>

#include <array>
#include <optional>
#include <string_view>

namespace youju::reading {

// Places in a line: the figures from one ； to the next, or those of the sentence.
struct Span {
  std::size_t first = 0, end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};
Span clause_of(const Line& line, std::size_t i);
// Where the figures of the sentence before begin.
std::size_t before_sentence(const Line& line);
// As far as that: of more nobody knows which are meant, and each is held against each.
inline constexpr std::size_t clause_figures_max = 10;

// A few places of a span, each asked once.
struct Few {
  std::array<std::size_t, 2 * clause_figures_max> places{};
  std::size_t count = 0;
  const std::size_t* begin() const { return places.data(); }
  const std::size_t* end() const { return places.data() + count; }
};
// Those of a span of at most that many that fit.
template <typename Fits>
Few those_of(const Span& span, const Fits& fits) {
  Few few;
  for (std::size_t i = span.first; i < span.end; ++i)
    if (fits(i)) few.places.at(few.count++) = i;
  return few;
}
// How many of them but `i` are of its unit, and the last of those.
struct Others {
  std::size_t count = 0, last = 0;
};
Others others_like(const Line& line, const Few& few, std::size_t i);

// The two figures between which a change is, or of which the one is of the other.
struct Two {
  std::size_t from = 0, to = 0;
};

// The last piece of what stands before a figure, with what stands in its bracket.
const Said& found_own_words(const Line& line, std::size_t i);
inline const Said& own_words(const Line& line, std::size_t i) {
  return line.own[i].known ? line.own[i].words : found_own_words(line, i);
}
// Where a word of change begins in them, else their size; 多数 and 高中 are none.
std::size_t change_at(const Line& line, std::size_t i);
bool tells_change(const Line& line, std::size_t i);

// Whether a change was told of which a figure of the sentence, or of behind it, is one.
bool has_changes(const Line& line);

// The change of two figures as `result` tells it: in its unit, in percent or in how many times;
// none where it tells neither.
std::optional<Decimal> changed(const Line& line, const Two& ends, std::size_t result);

// 上年末32亿元，本年末33.6亿元，仅上升5%: of the only two figures of a unit one is said to be the
// older, planned or usual one. It fails only where the words of the change name no other thing.
// Whether it was told.
bool tell_change_of_two(const Line& line, std::size_t result);

// 少137起，下降20%: told at once behind another change it has the same ends, and so has the one
// before it. Whether it was told.
bool tell_change_along(const Line& line, std::size_t result);

// 借出图书36500册，97%已经归还，计35405册: the smaller of the only two is a part of the other. It
// fails only where nothing but adverbs stands before the share, or the rate is of the part's deed.
bool tell_share_of_two(const Line& line, std::size_t result);

}  // namespace youju::reading
