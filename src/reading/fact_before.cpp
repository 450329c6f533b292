// The figures before one from which its thing may be carried on.
#include <youju/reading/fact.h>
#include <youju/reading/words.h>

namespace youju::reading {

const Figure* figure_before(const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < 3; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != figure.sentence) return nullptr;
    if (earlier.measure != Measure::date) return &earlier;
  }
  return nullptr;
}

const Figure* like_before(const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 5;
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != figure.sentence) return nullptr;
    if (same(earlier.unit.name, figure.unit.name) && !earlier.subject.empty()) return &earlier;
  }
  return nullptr;
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

const Figure* like_above(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 10;
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (says(text.between(earlier.end_byte, reading.figures[back].begin_byte), {"\n"}))
      return nullptr;
    if (earlier.unit.name == figure.unit.name && !earlier.subject.empty()) return &earlier;
  }
  return nullptr;
}

}  // namespace youju::reading
