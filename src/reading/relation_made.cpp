// Sums that no words tell and figures make to the digit: three and more, or two of four digits,
// that stand one after the other in a sentence and make the next of their unit, the one before
// them, or one of the sentences before. Others may stand between:
// 本科生48名，每人5000元；专科生32名. They are only told to hold.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <iterator>

namespace youju::reading {
namespace {

constexpr std::size_t sentence_max = 100;  // figures; more is a table
constexpr std::size_t run_max = 12;    // figures of a unit in a sentence; of more many sums meet
constexpr std::uint32_t reach = 30;    // figures before a sentence
constexpr std::int64_t telling = 20;   // smaller sums meet by chance
constexpr std::int64_t of_two = 1000;  // and of two parts those of three digits

// Whether a figure is told for itself: no change, no aim and of no other time.
bool may_add(const Text& text, const Reading& reading, std::uint32_t i) {
  const Figure& figure = reading.figures[i];
  if (!is_plain(figure) || !is_quantity(figure) || figure.plan || figure.unit.empty() ||
      figure.measure == Measure::growth || figure.measure == Measure::share ||
      figure.measure == Measure::duration || figure.unit.name == "%" || figure.unit.name == "倍")
    return false;
  return !says(clause_before(text, reading, i),
               {"上年", "去年", "同期", "每", "均", "任务", "目标", "比", "较"});
}

// Whether a sum is so large that it is none by chance.
bool is_telling(const Figure& whole, std::size_t parts) {
  std::int64_t digits = whole.value.low.coefficient;
  while (digits != 0 && digits % 10 == 0) digits /= 10;
  return parts > 2 ? whole.value.low.coefficient >= telling : parts == 2 && digits >= of_two;
}

class Made {
 public:
  Made(const Text& text, Reading& reading) : text_(text), reading_(reading) {
    is_whole_.resize(reading.figures.size());
    is_part_.resize(reading.figures.size());
    for (const Relation& one : reading.relations) {
      if (one.kind != RelationKind::sum || one.figures.empty()) continue;
      is_whole_[one.figures.front()] = true;
      for (std::size_t i = 1; i < one.figures.size(); ++i) is_part_[one.figures[i]] = true;
    }
  }

  void add(std::span<const std::uint32_t> sentence) {
    std::vector<std::uint32_t> rest;
    for (const std::uint32_t i : sentence)
      if (sentence.size() <= sentence_max && may_add(text_, reading_, i)) rest.push_back(i);
    // 决定起诉2036人，不起诉604人。两项合起来2640人: the first of its unit is all of the sentence
    // before.
    for (std::size_t k = 0; k < rest.size(); ++k) {
      std::vector<std::uint32_t> run;
      const auto like = [&](std::uint32_t i) {
        return same_unit(reading_.figures[i], reading_.figures[rest[k]]);
      };
      std::copy_if(before_.begin(), before_.end(), std::back_inserter(run), like);
      if (run.empty()) continue;
      std::copy_if(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(k),
                   std::back_inserter(run), like);
      if (run.size() <= run_max && !is_told_of(run)) tell_if_makes(rest[k], run);
    }
    before_ = rest;
    while (rest.size() > 1) {
      std::vector<std::uint32_t> like, other;
      for (const std::uint32_t i : rest)
        (same_unit(reading_.figures[i], reading_.figures[rest.front()]) ? like : other)
            .push_back(i);
      if (like.size() > 1 && like.size() <= run_max) add_of_unit(like);
      rest = std::move(other);
    }
  }

 private:
  void add_of_unit(const std::vector<std::uint32_t>& like) {
    const std::span<const std::uint32_t> all = like;
    for (std::size_t first = 0; first + 1 < all.size(); ++first)
      for (std::size_t end = all.size(); end > first + 1; --end) {
        const auto run = all.subspan(first, end - first);
        // 收费864条，串换403条，诊疗461条，余下192条，前三类合计1728条: some of them, over one
        // left.
        if (run.size() > 2 && end + 1 < all.size() && says_in_all(all[end + 1]))
          tell_if_makes(all[end + 1], run);
        if (is_told_of(run)) continue;
        if (end < all.size()) tell_if_makes(all[end], run);
        if (first > 0) tell_if_makes(all[first - 1], run);
      }
    // All that the sentence has of the unit, or a clause of it, makes what was told before.
    tell_earlier(all.front(), all);
    for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
      for (end = first + 1; end < all.size() && !closes_clause(all[end - 1], all[end]);) ++end;
      if (end - first < all.size()) tell_earlier(all.front(), all.subspan(first, end - first));
    }
  }

  bool says_in_all(std::uint32_t i) const {
    return says(clause_before(text_, reading_, i), {"合计", "共计", "总计"});
  }

  bool closes_clause(std::uint32_t from, std::uint32_t to) const {
    return says(text_.between(reading_.figures[from].end_byte, reading_.figures[to].begin_byte),
                {"；", ";"});
  }

  void tell_earlier(std::uint32_t before, std::span<const std::uint32_t> run) {
    if (run.size() < 2 || is_told_of(run)) return;
    for (std::uint32_t i = before; i > 0 && before - i < reach;) {
      --i;
      if (may_add(text_, reading_, i) && tell_if_makes(i, run)) return;
    }
  }

  bool is_told_of(std::span<const std::uint32_t> run) const {
    return std::any_of(run.begin(), run.end(), [&](std::uint32_t i) { return is_part_[i]; });
  }

  bool tell_if_makes(std::uint32_t whole, std::span<const std::uint32_t> run) {
    // 投诉21365件 may be parted by what they are of and again by how they ended.
    if ((is_whole_[whole] && run.size() < 3) ||
        !same_unit(reading_.figures[whole], reading_.figures[run.front()]) ||
        !is_telling(reading_.figures[whole], run.size()))
      return false;
    std::vector<std::uint32_t> figures{whole};
    figures.insert(figures.end(), run.begin(), run.end());
    const std::vector<Said> said(figures.size());
    const Line line{text_, reading_, figures, 0, said};
    Parts parts;
    for (std::size_t i = 1; i < figures.size(); ++i) parts.push_back(i);
    const Sum sum = sum_of(line, parts);
    if (!sum.known || sum.value != line.value(0)) return false;
    put_sum(line, 0, parts, Verdict::holds);
    is_whole_[whole] = true;
    for (const std::uint32_t i : run) is_part_[i] = true;
    return true;
  }

  const Text& text_;
  Reading& reading_;
  std::vector<bool> is_whole_, is_part_;
  std::vector<std::uint32_t> before_;  // what the sentence before has
};

}  // namespace

void add_made_sums(const Text& text, Reading& reading) {
  Made made(text, reading);
  const std::vector<Figure>& figures = reading.figures;
  std::vector<std::uint32_t> sentence;
  for (std::uint32_t i = 0; i < figures.size(); ++i) {
    if (!sentence.empty() && figures[sentence.front()].sentence != figures[i].sentence) {
      made.add(sentence);
      sentence.clear();
    }
    sentence.push_back(i);
  }
  made.add(sentence);
}

}  // namespace youju::reading
