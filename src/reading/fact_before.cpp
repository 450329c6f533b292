// The figures before one from which its thing may be carried on.
#include <youju/reading/fact.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

// 保障金632万元（市本级314万元），同比增长9.7%: what was told aside is over.
bool is_aside(const Text& text, const Figure& earlier, const Figure& figure) {
  const std::string_view between = text.between(earlier.end_byte, figure.begin_byte);
  const std::size_t closed = find_word(between, "）");
  return closed != std::string_view::npos && !says_word(between.substr(0, closed), "（");
}

// The figure before what was told aside, if the bracket is its own; 体检率（应检3.25万人）达到80%
// is of the noun before the bracket.
const Figure* behind_aside(const Text& text, const Figure& before, const Figure* aside) {
  return aside == nullptr || text.has(before.end_byte, "（") ? &before : aside;
}

// The nearest of a few in its sentence that fits, but none in a bracket that is closed if the one
// before that fits too.
template <typename Fits>
const Figure* nearest_before(const Text& text, const Reading& reading, std::size_t index,
                             Fits&& fits) {
  constexpr std::size_t far = 6;
  const Figure& figure = reading.figures[index];
  const Figure* aside = nullptr;
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != figure.sentence) break;
    if (!fits(earlier)) continue;
    if (!is_aside(text, earlier, figure)) return behind_aside(text, earlier, aside);
    if (aside == nullptr) aside = &earlier;
  }
  return aside;
}

}  // namespace

const Figure* figure_before(const Text& text, const Reading& reading, std::size_t index) {
  return nearest_before(text, reading, index,
                        [](const Figure& earlier) { return earlier.measure != Measure::date; });
}

const Figure* like_before(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  return nearest_before(text, reading, index, [&](const Figure& earlier) {
    return same(earlier.unit.name, figure.unit.name) && !earlier.subject.empty();
  });
}

const Figure* before_parts(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 8;
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 1 && index - back < far; --back) {
    const Figure& part = reading.figures[back - 1];
    const Figure& earlier = reading.figures[back - 2];
    if (earlier.sentence != figure.sentence) return nullptr;
    if (part.unit.name == "%" || part.measure == Measure::date) continue;
    if (part.unit.name != figure.unit.name) return nullptr;
    const std::string_view between = text.between(earlier.end_byte, part.begin_byte);
    if (!says(between, {"其中"})) {
      if (between.starts_with("、")) continue;
      return nullptr;
    }
    for (std::size_t whole = back - 1; whole > 0 && back - whole < 4; --whole) {
      const Figure& all = reading.figures[whole - 1];
      if (all.sentence != figure.sentence) return nullptr;
      if (same(all.unit.name, figure.unit.name) && !all.subject.empty()) return &all;
    }
    return nullptr;
  }
  return nullptr;
}

namespace {

// 信访1240件，其中噪声类496件，其余124件: the first in the sentence that has its unit, if what
// stands between says that it is a part.
const Figure* whole_of(const Text& text, const Reading& reading, std::size_t part) {
  const Figure& last = reading.figures[part];
  const Figure* whole = nullptr;
  for (std::size_t back = part; back > 0; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != last.sentence) break;
    if (same(earlier.unit.name, last.unit.name) && !earlier.subject.empty()) whole = &earlier;
  }
  return whole != nullptr && says(text.between(whole->end_byte, last.begin_byte),
                                  {"其中", "其余", "余下", "："})
             ? whole
             : nullptr;
}

}  // namespace

bool parts_the_last(const Text& text, const Reading& reading, const Figure& figure) {
  return figure.sentence != nothing &&
         text.has(text.skip_blanks(reading.sentences[figure.sentence].begin_byte), "其中");
}

const Figure* before_among(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 12;
  const Figure& figure = reading.figures[index];
  bool among = false;
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != figure.sentence)
      return parts_the_last(text, reading, figure) ? like_above(text, reading, back) : nullptr;
    const std::string_view between =
        text.between(earlier.end_byte, reading.figures[back].begin_byte);
    if (!among && says(between, {"；", "。"}) && !says(between, {"其中"})) return nullptr;
    among = among || says(between, {"其中"});
    if (among && same(earlier.unit.name, figure.unit.name) && !earlier.subject.empty())
      return &earlier;
  }
  return nullptr;
}

const Figure* before_sexes(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 12, noun_bytes = 9;
  const Figure& figure = reading.figures[index];
  bool passed = false;
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (text.ends_line_between(earlier.end_byte, figure.begin_byte)) return nullptr;
    if (!same(earlier.unit.name, figure.unit.name) || earlier.subject.empty()) continue;
    if (earlier.subject.size() > noun_bytes || !begins(earlier.subject, {"男", "女"}))
      return passed ? &earlier : nullptr;
    passed = true;
  }
  return nullptr;
}

const Figure* like_above(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 10;
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (text.ends_line_between(earlier.end_byte, reading.figures[back].begin_byte)) return nullptr;
    if (earlier.unit.name != figure.unit.name || earlier.subject.empty()) continue;
    const Figure* const whole =
        earlier.sentence == figure.sentence ? nullptr : whole_of(text, reading, back - 1);
    return whole != nullptr ? whole : &earlier;
  }
  return nullptr;
}

const Figure* before_deed(const Text& text, const Reading& reading, std::size_t index,
                          const Clause& clause) {
  const Figure& figure = reading.figures[index];
  if (figure.sentence == nothing || figure_before(text, reading, index) != nullptr) return nullptr;
  const std::size_t begin = reading.sentences[figure.sentence].begin_byte;
  return says(text.between(begin, clause.number), {"，"}) ||
                 !are_deeds(text, clause.begin, clause.number)
             ? nullptr
             : like_above(text, reading, index);
}

const Figure* like_far(const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 16;
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (same(earlier.unit.name, figure.unit.name) && !earlier.subject.empty()) return &earlier;
  }
  return nullptr;
}

}  // namespace youju::reading
