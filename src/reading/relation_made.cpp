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

// Whether a figure is told for itself, as far as it tells itself: no change and no share.
bool may_add_by_itself(const Figure& figure) {
  return is_plain(figure) && is_quantity(figure) && !figure.plan && !figure.unit.empty() &&
         figure.measure != Measure::growth && figure.measure != Measure::share &&
         figure.measure != Measure::duration && figure.unit.name != "%" && figure.unit.name != "倍";
}

// And by its clause: no aim and of no other time.
bool may_add_by_clause(const Text& text, const Reading& reading, std::uint32_t i) {
  return !says(clause_before(text, reading, i),
               {"上年", "去年", "同期", "每", "均", "任务", "目标", "比", "较"});
}

// Whether a sum is so large that it is none by chance. Round ones are met more often, unless the
// parts stand in a row: 一等奖5名、二等奖10名、三等奖15名，获奖30名.
bool is_telling(const Figure& whole, std::size_t parts, bool in_row) {
  if (parts > 2 && in_row) return whole.value.low.coefficient >= telling;
  const std::int64_t digits = telling_digits(whole);
  return parts > 2 ? digits >= telling : parts == 2 && digits >= of_two;
}

class Made {
 public:
  Made(const Text& text, Reading& reading, std::span<const UnitKey> units)
      : text_(text), reading_(reading), units_(units) {
    known_.resize(reading.figures.size());
    for (const Relation& one : reading.relations) {
      if (one.kind != RelationKind::sum || one.figures.empty()) continue;
      known_[one.figures.front()] |= whole;
      for (std::size_t i = 1; i < one.figures.size(); ++i) known_[one.figures[i]] |= part;
    }
  }

  // Most sentences have no figures that can make a sum whatever their clauses say: the clauses are
  // read of the others alone.
  void add(std::span<const std::uint32_t> sentence) {
    rest_.clear();
    if (sentence.size() <= sentence_max)
      std::copy_if(sentence.begin(), sentence.end(), std::back_inserter(rest_),
                   [&](std::uint32_t i) { return may_add_by_itself(reading_.figures[i]); });
    // 决定起诉2036人，不起诉604人。两项合起来2640人: the first of its unit is all of the sentence
    // before.
    for (std::size_t k = 0; k < rest_.size(); ++k) tell_of_before(k);
    for (std::size_t k = 0; k + 1 < rest_.size(); ++k) {
      run_.clear();
      add_like(rest_[k], std::span(rest_).subspan(k));
      if (run_.size() < 2 || (run_.size() == 2 && !makes_earlier(run_)) || !may_add(rest_[k]) ||
          was_one_of_unit(k))
        continue;
      keep_those_that_add();
      if (run_.size() > 1 && run_.size() <= run_max) add_of_unit(run_);
    }
    std::swap(before_, rest_);
  }

 private:
  // What is known of a figure.
  enum Known : std::uint8_t { whole = 1, part = 2, asked = 4, adds = 8 };

  bool may_add(std::uint32_t i) {
    if ((known_[i] & asked) == 0) {
      const bool may =
          may_add_by_itself(reading_.figures[i]) && may_add_by_clause(text_, reading_, i);
      known_[i] |= may ? asked | adds : asked;
    }
    return (known_[i] & adds) != 0;
  }
  bool is_like(std::uint32_t i, std::uint32_t other) const {
    return same_unit(reading_, units_, i, other);
  }
  void add_like(std::uint32_t other, std::span<const std::uint32_t> all) {
    std::copy_if(all.begin(), all.end(), std::back_inserter(run_),
                 [&](std::uint32_t i) { return is_like(i, other); });
  }
  void keep_those_that_add() {
    std::erase_if(run_, [&](std::uint32_t i) { return !may_add(i); });
  }

  bool was_one_of_unit(std::size_t k) {
    return std::any_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(k),
                       [&](std::uint32_t i) { return is_like(i, rest_[k]) && may_add(i); });
  }

  void tell_of_before(std::size_t k) {
    const std::uint32_t made = rest_[k];
    run_.clear();
    add_like(made, before_);
    if (run_.empty()) return;
    const std::uint32_t last = run_.back();
    add_like(made, std::span(rest_).first(k));
    if (!is_telling(reading_.figures[made], run_.size(), false) || !may_add(made)) return;
    keep_those_that_add();
    if (run_.empty() || run_.front() > last || run_.size() > run_max || is_told_of(run_)) return;
    tell_if_makes(made, run_);
  }

  void add_of_unit(std::span<const std::uint32_t> all) {
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
    const Sum sum = sum_of_run(run);
    for (std::uint32_t i = before; i > 0 && before - i < reach;) {
      --i;
      if (!makes_to_the_digit(i, run, sum) || !may_add(i)) continue;
      put_made(i, run);
      return;
    }
  }
  // Whether that is possible: what a figure says itself tells it of most.
  bool makes_earlier(std::span<const std::uint32_t> run) const {
    const Sum sum = sum_of_run(run);
    const std::uint32_t before = run.front();
    for (std::uint32_t i = before; i > 0 && before - i < reach;)
      if (makes_to_the_digit(--i, run, sum)) return true;
    return false;
  }

  bool is_told_of(std::span<const std::uint32_t> run) const {
    return std::any_of(run.begin(), run.end(),
                       [&](std::uint32_t i) { return (known_[i] & part) != 0; });
  }

  Sum sum_of_run(std::span<const std::uint32_t> run) const {
    const Line line{text_, reading_, run, 0, {}};
    Sum sum;
    for (std::size_t i = 0; i < run.size(); ++i) add_to(line, sum, i);
    return sum;
  }

  // Whether each goes on behind 、 where the one before it ends.
  bool is_row(std::span<const std::uint32_t> run) const {
    return std::all_of(run.begin(), run.end() - 1, [&](std::uint32_t i) {
      return text_.has(reading_.figures[i].end_byte, "、");
    });
  }

  bool makes_to_the_digit(std::uint32_t made, std::span<const std::uint32_t> run,
                          const Sum& sum) const {
    if (!is_like(made, run.front())) return false;
    const Figure& figure = reading_.figures[made];
    // 投诉21365件 may be parted by what they are of and again by how they ended.
    return is_telling(figure, run.size(), is_row(run)) && sum.known &&
           sum.value == value_of(figure);
  }

  void tell_if_makes(std::uint32_t made, std::span<const std::uint32_t> run) {
    if (makes_to_the_digit(made, run, sum_of_run(run))) put_made(made, run);
  }

  void put_made(std::uint32_t made, std::span<const std::uint32_t> run) {
    put_sum(text_, reading_, made, run, Verdict::holds);
    known_[made] |= whole;
    for (const std::uint32_t i : run) known_[i] |= part;
  }

  const Text& text_;
  Reading& reading_;
  const std::span<const UnitKey> units_;
  std::vector<std::uint8_t> known_;
  // What the sentence has and the one before it, and those of a unit that are looked at.
  std::vector<std::uint32_t> rest_, before_, run_;
};

}  // namespace

void add_made_sums(const Text& text, Reading& reading, std::span<const UnitKey> units) {
  Made made(text, reading, units);
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
