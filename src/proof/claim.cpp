#include <youju/base/text.h>
#include <youju/proof/claim.h>

#include <algorithm>
#include <array>

namespace youju::proof {
namespace {

constexpr std::string_view ten_thousand = "万";
constexpr std::string_view hundred_million = "亿";

// Words that count the same things. A person is no visit: 人 and 人次 stand apart, as do courses
// and sessions in a report that has both; they may still stand for each other in running prose.
struct Class {
  std::string_view name;
  std::string_view words;  // with a blank around each
};
constexpr std::array<Class, 8> classes = {{
    {"thing", " 个 家 所 处 户 座 间 项 件 条 支 批 门 部 种 类 篇 块 面 台 套 只 株 头 名 位 "},
    {"person", " 人 名 位 个 "},
    {"event", " 次 场 期 场次 届 班 项 个 站 轮 回 "},
    {"copy", " 份 册 本 张 件 套 幅 条 页 盘 期 个 "},
    {"visit", " 人次 人(次) "},
    {"share", " % 个百分点 百分点 ％ "},
    {"area", " 平方米 ㎡ 平米 "},
    {"money", " 元 "},
}};

bool is_in(std::string_view words, std::string_view word) {
  return words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

std::string plain(std::string_view unit) {
  std::string text = text::to_half_width(unit);
  if (const std::size_t open = text.find('('); open != std::string::npos && open > 0) {
    if (text.substr(0, open) == "人") return "人次";
    text.resize(open);
  }
  if (text == "㎡" || text == "平米") return "平方米";
  if (text == "个百分点") return "百分点";
  return text;
}

Decimal ten_to(int power) {
  return power >= 0 ? Decimal::from_scaled(Decimal(1).shifted(power).value().coefficient(), 0)
                    : Decimal::from_scaled(1, -power);
}

int trailing_zeros(const Decimal& value) {
  int zeros = 0;
  Decimal rest = value.abs();
  while (zeros < 12 && !rest.is_zero() && rest.rounded(-(zeros + 1), Rounding::down) == rest) {
    ++zeros;
  }
  return zeros;
}

}  // namespace

Measure measure_of(std::string_view unit) {
  Measure measure;
  const auto strip = [&](std::string_view word, int power) {
    if (unit.size() <= word.size() || !unit.starts_with(word)) return;
    unit.remove_prefix(word.size());
    measure.power += power;
  };
  strip(ten_thousand, 4);
  strip(hundred_million, 8);
  measure.name = plain(unit);
  return measure;
}

Likeness likeness(std::string_view a, std::string_view b) {
  const std::string one = measure_of(a).name;
  const std::string two = measure_of(b).name;
  if (one == two) return Likeness::same;
  if (one.empty() || two.empty()) return Likeness::unknown;
  bool known_one = false;
  bool known_two = false;
  for (const Class& each : classes) {
    const bool has_one = is_in(each.words, one);
    const bool has_two = is_in(each.words, two);
    if (has_one && has_two) return Likeness::like;
    known_one = known_one || has_one;
    known_two = known_two || has_two;
  }
  return known_one && known_two ? Likeness::other : Likeness::unknown;
}

std::optional<Claim> claim_of(const reading::Figure& figure, std::string_view written) {
  using Form = reading::Value::Form;
  if (figure.value.form != Form::number && figure.value.form != Form::range) return std::nullopt;
  Claim claim;
  claim.qualifier = figure.qualifier;
  const Measure measure = measure_of(figure.unit.name);
  const auto low = figure.value.low.decimal().shifted(measure.power);
  const auto high = figure.value.high.decimal().shifted(measure.power);
  if (!low || !high) return std::nullopt;
  claim.low = *low;
  claim.high = *high;
  // Decimals and 万 say where the number was cut; 余 says that it was cut where its zeros begin.
  const bool scaled = written.find(ten_thousand) != std::string_view::npos ||
                      written.find(hundred_million) != std::string_view::npos;
  const int places = claim.low.scale();
  const int zeros = trailing_zeros(claim.low);
  int power = places > 0 ? -places : 0;
  if (claim.qualifier != reading::Qualifier::exact || scaled) power = places > 0 ? power : zeros;
  if (measure.power > 0 && !scaled) power = std::max(power, zeros);
  claim.step = ten_to(std::clamp(power, -12, 12));
  return claim;
}

Holding hold(const Claim& claim, const Decimal& truth, indicator::Qualifier of_truth) {
  if (claim.low != claim.high) {
    return claim.low <= truth && truth <= claim.high ? Holding::holds : Holding::contradicts;
  }
  if (claim.low == truth) return Holding::holds;
  const bool truth_is_rough =
      of_truth == indicator::Qualifier::at_least || of_truth == indicator::Qualifier::about;
  const auto above = add(claim.low, claim.step);
  if (!above) return Holding::contradicts;
  const bool within = claim.low <= truth && truth < *above;
  switch (claim.qualifier) {
    case reading::Qualifier::at_least:
      if (truth < claim.low) {
        const auto below = subtract(claim.low, claim.step);
        return below && truth >= *below ? Holding::overstated : Holding::contradicts;
      }
      return within ? Holding::holds : Holding::understated;
    case reading::Qualifier::about: {
      const auto gap = subtract(claim.low, truth);
      const auto most = divide(claim.low.abs(), Decimal(10), 12);
      if (!gap || !most) return Holding::contradicts;
      return gap->abs() <= std::max(*most, Decimal(1)) ? Holding::holds : Holding::contradicts;
    }
    default:
      break;
  }
  if (truth_is_rough) return within ? Holding::holds : Holding::contradicts;
  if (claim.step == Decimal(1)) return Holding::contradicts;
  // 12.3% of 12.34 is how percentages are written; 1.2万 of 12,034 wants a 余.
  const auto half = divide(claim.step, Decimal(2), 12);
  const auto gap = subtract(truth, claim.low);
  if (!half || !gap) return Holding::contradicts;
  if (claim.step < Decimal(1)) {
    return gap->abs() <= *half ? Holding::holds : Holding::contradicts;
  }
  return within || gap->abs() <= *half ? Holding::rounded : Holding::contradicts;
}

indicator::Qualifier qualifier_of(reading::Qualifier qualifier) {
  switch (qualifier) {
    case reading::Qualifier::at_least:
      return indicator::Qualifier::at_least;
    case reading::Qualifier::about:
      return indicator::Qualifier::about;
    default:
      return indicator::Qualifier::exact;
  }
}

}  // namespace youju::proof
