// Sums of steps that leave nothing out: 14岁以下5145人，15—64岁22611人，65岁以上4564人. Whoever is
// counted stands on one of them, so that they make their whole, wherever that stands.
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <optional>

namespace youju::reading {
namespace {

constexpr std::uint32_t reach = 24;  // figures before the first step
constexpr std::size_t steps_max = 16;
constexpr std::uint32_t aside_max = 3;  // figures between a step and the next

enum class Side : std::uint8_t { none, below, between, above };

// One step: where it lies, and the figure that counts it.
struct Step {
  Side side = Side::none;
  Number low, high;  // of what lies below, and of a whole step the first and the last
  std::uint32_t count = 0;
};

class Ladder {
 public:
  Ladder(const Text& text, Reading& reading, std::span<const UnitKey> units)
      : text_(text),
        reading_(reading),
        units_(units),
        is_part_(reading.figures.size()),
        whole_of_share_(reading.figures.size(), nothing) {
    for (const Relation& it : reading.relations) {
      if (it.kind == RelationKind::sum)
        for (std::size_t i = 1; i < it.figures.size(); ++i) is_part_[it.figures[i]] = true;
      if (it.kind == RelationKind::share && it.verdict == Verdict::holds && it.figures.size() == 3)
        whole_of_share_[it.figures[1]] = it.figures[2];
    }
  }

  void run() {
    const auto figures = static_cast<std::uint32_t>(reading_.figures.size());
    for (std::uint32_t i = 0; i + 1 < figures; ++i) {
      const std::optional<Step> step = step_at(i);
      if (!step) continue;
      if (!steps_.empty() && !goes_on(*step, i)) steps_.clear();
      steps_.push_back(*step);
      if (is_whole() && steps_.size() < steps_max) tell();
    }
  }

 private:
  // A bound that is told right before a number of other things: 65岁以上4564人.
  std::optional<Step> step_at(std::uint32_t i) const {
    constexpr std::size_t words_bytes = 24;
    static const Words above(Words::Side::begin, {{0, "以上 及以上 （含）以上"}});
    static const Words below(Words::Side::begin, {{0, "以下 及以下 （含）以下 以内"}});
    const Figure &bound = reading_.figures[i], &count = reading_.figures[i + 1];
    const bool range = bound.value.form == Value::Form::range;
    if (!range && !text_.has(bound.end_byte, "以") && !text_.has(bound.end_byte, "及") &&
        !text_.has(bound.end_byte, "（"))
      return std::nullopt;  // as mostly
    if ((!range && bound.value.form != Value::Form::number) || bound.unit.empty() ||
        bound.measure == Measure::date || bound.unit.name == "%" || !is_plain(count) ||
        !is_quantity(count) || count.unit.empty() || count.unit.name == "%" ||
        count.measure == Measure::growth || bound.unit.name == count.unit.name ||
        bound.sentence != count.sentence)
      return std::nullopt;
    const std::string_view words = text_.between(bound.end_byte, count.begin_byte);
    if (words.size() > words_bytes || says(words, {"，", "；", "、", "。", "："}))
      return std::nullopt;
    Step step{Side::between, bound.value.low, bound.value.high, i + 1};
    if (!range)
      step.side = above.has(words, 0)   ? Side::above
                  : below.has(words, 0) ? Side::below
                                        : Side::none;
    return step.side == Side::none ? std::nullopt : std::optional(step);
  }

  // 65 behind 64 or 65: whether it begins where the one before it ends, up or down.
  static bool touch(const Step& one, const Step& next) {
    const auto follows = [](const Number& end, const Number& begin) {
      const Result<Decimal> gap = subtract(begin.decimal(), end.decimal());
      return gap && !gap->is_negative() && *gap <= Decimal(1);
    };
    if (one.side != Side::above && next.side != Side::below) return follows(one.high, next.low);
    return one.side != Side::below && next.side != Side::above && follows(next.high, one.low);
  }

  bool goes_on(const Step& step, std::uint32_t bound) const {
    const Step& last = steps_.back();
    return bound > last.count && bound - last.count <= aside_max + 1 &&
           same_unit(reading_, units_, last.count, step.count) &&
           reading_.figures[last.count - 1].unit.name == reading_.figures[bound].unit.name &&
           touch(last, step) &&
           !text_.ends_line_between(reading_.figures[last.count].end_byte,
                                    reading_.figures[bound].begin_byte);
  }

  // From all that lies below a bound to all above one.
  bool is_whole() const {
    const auto is_bottom = [](const Step& step) {
      return step.side == Side::below ||
             (step.side == Side::between && step.low.decimal() <= Decimal(1));
    };
    const Step &first = steps_.front(), &last = steps_.back();
    return steps_.size() > 1 && ((is_bottom(first) && last.side == Side::above) ||
                                 (first.side == Side::above && is_bottom(last)));
  }

  // What the shares of the steps are of, where they hold.
  std::uint32_t whole_of_shares() const {
    const auto found = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
      return whole_of_share_[step.count] != nothing;
    });
    return found == steps_.end() ? nothing : whole_of_share_[found->count];
  }

  void tell() {
    constexpr int near = 10;
    const std::uint32_t first = steps_.front().count - 1;
    if (is_part_[steps_.front().count]) return;
    for (std::uint32_t i = first; i > 0 && first - i < reach;) {
      const Figure& figure = reading_.figures[--i];
      if (text_.ends_line_between(figure.end_byte, reading_.figures[first].begin_byte)) break;
      if (same_unit(reading_, units_, i, steps_.front().count) &&
          figure.measure != Measure::growth && put_if(i, 0))
        return;
    }
    const std::uint32_t whole = whole_of_shares();
    if (whole != nothing && same_unit(reading_, units_, whole, steps_.front().count))
      put_if(whole, near);
  }

  // Tells it of this whole if the steps make it, or lack no more than so many percent.
  bool put_if(std::uint32_t whole, int percent) {
    std::vector<std::uint32_t> figures{whole};
    for (const Step& step : steps_) figures.push_back(step.count);
    const std::vector<Said> said(figures.size());
    const Line line{text_, reading_, figures, 0, said};
    Parts parts;
    for (std::size_t i = 1; i < figures.size(); ++i) parts.push_back(i);
    const Sum sum = sum_of(line, parts);
    const Result<Decimal> lack = subtract(line.value(0), sum.value);
    const bool right = makes(line, sum, 0);
    if (!sum.known || !lack || (!right && (percent == 0 || !within(*lack, line.value(0), percent))))
      return false;
    put_sum(line, 0, parts, right ? Verdict::holds : Verdict::fails);
    return true;
  }

  const Text& text_;
  Reading& reading_;
  const std::span<const UnitKey> units_;
  std::vector<bool> is_part_;                  // of a sum that is told
  std::vector<std::uint32_t> whole_of_share_;  // of what the share of each is
  std::vector<Step> steps_;                    // the last ones, as far as each touches the next
};

}  // namespace

void add_sums_of_ladders(const Text& text, Reading& reading, std::span<const UnitKey> units) {
  Ladder(text, reading, units).run();
}

}  // namespace youju::reading
