// Shares and growths against their operands, where the sentence itself names both.
#include <youju/reading/relation.h>

#include <algorithm>
#include <optional>

namespace youju::reading {
namespace {

// a / b in percent, and how it is printed: with the places of the stated value.
std::optional<Decimal> percent(const Figure& part, const Figure& whole, int places) {
  const Decimal b = whole.value.low.decimal();
  if (b.is_zero()) return std::nullopt;
  const Result<Decimal> hundred = multiply(part.value.low.decimal(), Decimal(100));
  const Result<Decimal> value = hundred ? divide(*hundred, b, places) : hundred;
  if (!value) return std::nullopt;
  return *value;
}

int places_of(const Figure& figure) {
  return std::min<int>(figure.value.low.scale, Decimal::scale_max);
}

// Rounded half-up to the places that are stated. Operands that are rounded themselves, 2.36万,
// leave one unit of the last place open.
bool agrees(const Decimal& computed, const Figure& stated, bool rounded_operands) {
  const Decimal shown = stated.value.low.decimal();
  if (computed.rounded(places_of(stated)) == shown) return true;
  const Result<Decimal> difference = subtract(computed, shown);
  const Result<Decimal> slack = Decimal(1).shifted(-places_of(stated));
  return rounded_operands && difference && slack && difference->abs() <= *slack;
}

struct Ratio {
  RelationKind kind = RelationKind::share;
  std::uint32_t result = 0, part = 0, whole = 0;
};

void tell(const Text& text, Reading& reading, const Ratio& ratio, const Decimal& computed) {
  const Figure& stated = reading.figures[ratio.result];
  const bool rounded = !printed_unit(text, reading.figures[ratio.part]).is_zero() ||
                       !printed_unit(text, reading.figures[ratio.whole]).is_zero();
  const bool holds = agrees(computed, stated, rounded);
  Finding finding;
  finding.kind = ratio.kind;
  finding.verdict = holds ? Verdict::holds : Verdict::fails;
  const bool share = ratio.kind == RelationKind::share;
  finding.why = share ? (holds ? "reading.share_holds" : "reading.share_differs")
                      : (holds ? "reading.growth_holds" : "reading.growth_differs");
  finding.expected = computed.to_string();
  finding.found = stated.value.to_string();
  put(reading, finding, {ratio.result, ratio.part, ratio.whole});
}

bool is_percent(const Figure& figure) {
  return is_plain(figure) && figure.unit.name == "%" && figure.unit.scale.empty();
}

// 采纳 of 采纳率: what the part must have done.
std::string_view stem_of(std::string_view subject) {
  if (!subject.ends_with("率")) return {};
  std::string_view stem = subject.substr(0, subject.size() - 3);
  if (stem.size() > 6) stem = stem.substr(stem.size() - 6);
  return stem;
}

// The nearest figure before `part` of its unit that is no smaller.
std::optional<std::size_t> whole_before(const Reading& reading, Indices sentence,
                                        std::size_t part) {
  const Figure& small = reading.figures[sentence[part]];
  for (std::size_t i = part; i-- > 0;) {
    const Figure& figure = reading.figures[sentence[i]];
    if (figure.unit.name == "%") continue;
    if (!same_unit(figure, small) || figure.value.low.decimal() < small.value.low.decimal())
      return std::nullopt;
    return i;
  }
  return std::nullopt;
}

bool parts_each_other(const Text& text, const Reading& reading, Indices sentence,
                      std::size_t result) {
  const std::string_view words = words_before(text, reading, sentence[result]);
  const std::string_view stem = stem_of(reading.figures[sentence[result]].subject);
  if (words.starts_with("，占") || words == "占" || words == ",占") {
    return says(words_before(text, reading, sentence[result - 1]), {"其中"});
  }
  if (stem.size() != 6 || words.size() > 24) return false;
  const std::string_view done = words_before(text, reading, sentence[result - 1]);
  if (done.ends_with("至") || done.ends_with("到") || done.ends_with("为"))
    return false;  // a change
  // 成功率 of 成功; 回收率 of 收回.
  return says(done, {stem}) || (stem == "回收" && says(done, {"收回"}));
}

// 生产612.8万吨，完成年计划600万吨的102.1%.
bool of_what_is_named(const Text& text, Indices sentence, std::size_t result, Reading& reading) {
  if (result < 2 || words_before(text, reading, sentence[result]) != "的") {
    const bool task = result >= 2 && words_before(text, reading, sentence[result]) == "任务的";
    if (!task) return false;
  }
  const Figure& whole = reading.figures[sentence[result - 1]];
  const Figure& part = reading.figures[sentence[result - 2]];
  if (!same_unit(whole, part)) return false;
  if (!says(words_before(text, reading, sentence[result - 1]), {"完成", "占"})) return false;
  const auto computed = percent(part, whole, places_of(reading.figures[sentence[result]]));
  if (!computed) return false;
  tell(text, reading,
       {RelationKind::share, sentence[result], sentence[result - 2], sentence[result - 1]},
       *computed);
  return true;
}

// 由A提高到B，提高C: the change of two stated ends.
std::optional<Decimal> change(const Figure& from, const Figure& to, const Figure& stated) {
  const Result<Decimal> difference = subtract(to.value.low.decimal(), from.value.low.decimal());
  if (!difference) return std::nullopt;
  const bool percents = from.unit.name == "%";
  if (stated.unit.name == "百分点")
    return percents ? std::optional(difference->abs()) : std::nullopt;
  if (stated.unit == from.unit && !percents) return difference->abs();
  if (stated.unit.name != "%" || percents) return std::nullopt;
  const Decimal base = from.value.low.decimal();
  if (base.is_zero()) return std::nullopt;
  const Result<Decimal> hundred = multiply(difference->abs(), Decimal(100));
  const Result<Decimal> value = hundred ? divide(*hundred, base, places_of(stated)) : hundred;
  if (!value) return std::nullopt;
  return *value;
}

}  // namespace

void add_shares(const Text& text, Indices sentence, Reading& reading) {
  for (std::size_t i = 1; i < sentence.size(); ++i) {
    const Figure& result = reading.figures[sentence[i]];
    if (!is_percent(result) || result.measure == Measure::growth) continue;
    if (of_what_is_named(text, sentence, i, reading)) continue;
    if (!is_plain(reading.figures[sentence[i - 1]])) continue;
    const std::optional<std::size_t> whole = whole_before(reading, sentence, i - 1);
    if (!whole || !parts_each_other(text, reading, sentence, i)) continue;
    const Figure& part = reading.figures[sentence[i - 1]];
    const auto computed = percent(part, reading.figures[sentence[*whole]], places_of(result));
    if (computed)
      tell(text, reading, {RelationKind::share, sentence[i], sentence[i - 1], sentence[*whole]},
           *computed);
  }
}

void add_growths(const Text& text, Indices sentence, Reading& reading) {
  for (std::size_t i = 2; i < sentence.size(); ++i) {
    const Figure& from = reading.figures[sentence[i - 2]];
    const Figure& to = reading.figures[sentence[i - 1]];
    const Figure& stated = reading.figures[sentence[i]];
    if (!same_unit(from, to) || !is_plain(stated)) continue;
    const std::string_view then = words_before(text, reading, sentence[i - 1]);
    const std::string_view grown = words_before(text, reading, sentence[i]);
    if (says(then, {"上年", "去年"}) && !says(then, {"净增", "增加", "减少", "净减"}) &&
        then.size() <= 30 && grown.size() <= 18 && stated.unit.name == "%" &&
        from.measure != Measure::growth && says(grown, {"增长", "下降", "减少", "增加"}) &&
        !says(grown, {"同比"})) {
      // 比上年45.5万元下降14.9%: the older one stands second.
      if (const auto computed = change(to, from, stated)) {
        tell(text, reading, {RelationKind::growth, sentence[i], sentence[i - 2], sentence[i - 1]},
             *computed);
      }
      continue;
    }
    if (!says(words_before(text, reading, sentence[i - 2]), {"由", "从"})) continue;
    const std::string_view reached = words_before(text, reading, sentence[i - 1]);
    if (!(reached.ends_with("到") || reached.ends_with("至") || reached.ends_with("为")) ||
        reached.size() > 30)
      continue;
    const std::string_view words = words_before(text, reading, sentence[i]);
    if (words.size() > 30 || says(words, {"；", "同比", "上年", "去年", "其中"})) continue;
    if (!says(words, {"增长", "提高", "提升", "下降", "降低", "减少", "缩短", "增加", "上升",
                      "减亏", "净增", "增幅", "降幅"}))
      continue;
    if (const auto computed = change(from, to, stated)) {
      tell(text, reading, {RelationKind::growth, sentence[i], sentence[i - 1], sentence[i - 2]},
           *computed);
    }
  }
}

}  // namespace youju::reading
