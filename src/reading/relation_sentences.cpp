// Sums whose parts stand each at the head of a sentence or clause of its own:
// 生产总值133.86亿元。分产业看，第一产业12.51亿元，增长2%。第二产业54.90亿元。第三产业66.45亿元。
// 种植面积27500亩，其中花生27000亩，产量5500吨；大豆500亩，产量80吨。
// They are only told to hold: whether the next one goes on with them no word says.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <vector>

namespace youju::reading {
namespace {

constexpr std::size_t sentences_max = 8;

bool may_be_part(const Figure& figure) {
  return is_plain(figure) && is_quantity(figure) && !figure.plan && !figure.unit.empty() &&
         figure.measure != Measure::growth && figure.measure != Measure::share &&
         figure.measure != Measure::duration && figure.unit.name != "%";
}

// What stands before a figure, behind the one before it and in its sentence.
std::string_view head_of(const Text& text, const Reading& reading, std::uint32_t first) {
  const std::size_t end = reading.figures[first].begin_byte;
  const std::size_t begin =
      std::max<std::size_t>(reading.figures[first - 1].end_byte,
                            reading.sentences[reading.figures[first].sentence].begin_byte);
  return text.between(std::min(begin, end), end);
}

class Sentences {
 public:
  Sentences(const Text& text, Reading& reading, std::span<const UnitKey> units)
      : text_(text), reading_(reading), units_(units), is_whole_(reading.figures.size()) {
    for (const Relation& it : reading.relations)
      if (it.kind == RelationKind::sum) is_whole_[it.figures.front()] = true;
  }

  void run() {
    const std::size_t figures = reading_.figures.size();
    for (std::uint32_t i = 1; i < figures; ++i) {
      const std::uint32_t sentence = reading_.figures[i].sentence;
      if (sentence == nothing) continue;
      const std::string_view head = head_of(text_, reading_, i);
      const bool heads = sentence != reading_.figures[i - 1].sentence;
      if (begins(head, {"其中", "，其中", "；其中", "（其中"}) || (heads && says_by_what(head)))
        tell_parts(i);
    }
  }

 private:
  // The first figure of the unit in each sentence or clause from that of `first` on.
  void tell_parts(std::uint32_t first) {
    for (std::uint32_t back = first; back > 0 && first - back < whole_distance;) {
      const Figure& whole = reading_.figures[--back];
      if (text_.ends_line_between(whole.end_byte, reading_.figures[first].begin_byte)) return;
      if (!may_be_part(whole) || is_whole_[back]) continue;
      if (tell_if_makes(back, first)) return;
    }
  }

  bool tell_if_makes(std::uint32_t whole, std::uint32_t first) {
    std::vector<std::uint32_t> figures{whole};
    for (std::uint32_t i = first; i < reading_.figures.size() && figures.size() <= sentences_max;
         ++i) {
      const Figure& figure = reading_.figures[i];
      if (figures.size() > 1 && !stands_apart(figures.back(), i)) continue;
      if (text_.ends_line_between(reading_.figures[whole].end_byte, figure.begin_byte)) break;
      if (!may_be_part(figure) || !same_unit(reading_, units_, i, whole)) continue;
      figures.push_back(i);
      if (figures.size() < 3) continue;
      const std::vector<Said> said(figures.size(), Said(std::string_view()));
      const Line line{text_, reading_, figures, 0, said};
      Parts parts;
      for (std::size_t part = 1; part < line.size(); ++part) parts.push_back(part);
      const Sum sum = sum_of(line, parts);
      if (!sum.known) return false;
      if (makes(line, sum, 0)) {
        if (may_be_chance(figures, sum.value == line.value(0))) return false;
        put_sum(line, 0, parts, Verdict::holds);
        is_whole_[whole] = true;
        return true;
      }
      if (sum.value > line.value(0)) return false;
    }
    return false;
  }

  // Of one sentence what nearly makes it need not, nor two a small number: 26件，其中开庭7件，…；
  // 审结19件.
  bool may_be_chance(const std::vector<std::uint32_t>& figures, bool exact) const {
    constexpr std::int64_t telling = 100;
    if (reading_.figures[figures[1]].sentence != reading_.figures[figures[2]].sentence)
      return false;
    return !exact ||
           (figures.size() == 3 && telling_digits(reading_.figures[figures.front()]) < telling);
  }

  // Whether it begins a sentence, or a clause behind ；.
  bool stands_apart(std::uint32_t before, std::uint32_t i) const {
    const Figure &one = reading_.figures[before], &other = reading_.figures[i];
    return one.sentence != other.sentence ||
           says(text_.between(one.end_byte, other.begin_byte), {"；", ";"});
  }

  static constexpr std::uint32_t whole_distance = 5;
  const Text& text_;
  Reading& reading_;
  std::span<const UnitKey> units_;
  std::vector<bool> is_whole_;  // of a sum that is told
};

}  // namespace

void add_sums_of_sentences(const Text& text, Reading& reading, std::span<const UnitKey> units) {
  Sentences(text, reading, units).run();
}

}  // namespace youju::reading
