// Shares that a bracket defines: 研发强度（研发投入与营业收入之比）4%,
// 个贷率（贷款余额比归集余额）.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6;
constexpr std::uint32_t reach = 60;  // figures before one that it may speak of

struct Defined {
  std::string_view part, whole;
};

// What stands in the bracket right before a figure: A与B之比, A占B的比重, A比B; empty if nothing
// so.
Defined defined_before(std::string_view words) {
  static const Words tails(Words::Side::end, {{0, "为 达 达到 是 约 仅为 ： ）"}});
  const std::size_t close = words.rfind("）"), open = words.rfind("（");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
      !without_end(words.substr(close), tails).empty())
    return {};
  std::string_view inside = words.substr(open + character, close - open - character);
  if (begins(inside, {"即"})) inside.remove_prefix(character);
  if (says(inside, {"，", "；", "上年", "去年"})) return {};
  const auto parted = [&](std::string_view by) -> Defined {
    const std::size_t at = inside.find(by);
    if (at == std::string_view::npos || at < two || inside.size() < at + by.size() + two) return {};
    return {inside.substr(0, at), inside.substr(at + by.size())};
  };
  static const Words ratios(Words::Side::end, {{0, "的比重 的比例 的比率 之比 的比值 的百分比"}});
  const std::string_view told = without_end(inside, ratios);
  if (told.size() < inside.size()) {
    inside = told;
    for (const std::string_view by : {"占", "与", "和", "同"})
      if (const Defined found = parted(by); !found.part.empty()) return found;
    return {};
  }
  for (const std::string_view by : {"比", "除以", "÷", "/"})
    if (const Defined found = parted(by); !found.part.empty()) return found;
  return {};
}

// The nearest figure before one that is called by the whole name, or by its end.
std::uint32_t called(const Text& text, const Reading& reading, std::uint32_t result,
                     std::string_view name) {
  static const Words sizes(Words::Side::end, {{0, "人数 户数 件数 数量 总数 总量 数"}});
  const std::string_view noun = without_end(name, sizes);
  if (noun.size() < two) return nothing;
  for (std::uint32_t i = result; i > 0 && result - i < reach;) {
    const Figure& figure = reading.figures[--i];
    if (!is_plain(figure) || !is_quantity(figure) || figure.measure == Measure::growth ||
        figure.unit.name == "%")
      continue;
    const std::string_view words = clause_before(text, reading, i);
    if (!words.ends_with(noun) && !std::string_view(figure.subject).ends_with(noun) &&
        figure.action != noun)
      continue;
    if (!says(words, {"上年", "去年", "同期", "计划", "预算"})) return i;
  }
  return nothing;
}

// What 起诉与不起诉人数之和 is, where a sum of the two was told.
std::uint32_t both(const Reading& reading, std::uint32_t part) {
  for (const Relation& one : reading.relations)
    if (one.kind == RelationKind::sum && one.verdict == Verdict::holds && one.figures.size() == 3 &&
        std::find(one.figures.begin() + 1, one.figures.end(), part) != one.figures.end())
      return one.figures.front();
  return nothing;
}

void tell_defined(const Text& text, Reading& reading, std::uint32_t result) {
  constexpr std::size_t bytes_max = 120;
  const std::size_t end = reading.figures[result].begin_byte;
  const std::size_t lowest =
      std::max<std::size_t>(result == 0 ? 0 : reading.figures[result - 1].end_byte,
                            end > bytes_max ? end - bytes_max : 0);
  const Defined defined = defined_before(text.between(lowest, end));
  if (defined.part.empty()) return;
  const std::uint32_t part = called(text, reading, result, defined.part);
  if (part == nothing) return;
  const std::uint32_t whole = defined.whole.ends_with("之和")
                                  ? both(reading, part)
                                  : called(text, reading, result, defined.whole);
  if (whole == nothing || whole == part ||
      !like_unit(reading.figures[part], reading.figures[whole]))
    return;
  const std::vector<std::uint32_t> all{whole, part, result};
  const std::vector<Said> said(all.size());
  tell_claim(Line{text, reading, all, 0, said}, {RelationKind::share, 2, 1, 0});
}

}  // namespace

void add_defined(const Text& text, Reading& reading, Indices relative) {
  std::vector<bool> told(reading.figures.size());
  for (const Relation& one : reading.relations) told[one.figures.front()] = true;
  for (const std::uint32_t i : relative) {
    const Figure& figure = reading.figures[i];
    const std::string_view before = text.character_before(figure.begin_byte);
    if (i > 0 && !told[i] && is_percent(figure) && figure.measure != Measure::growth &&
        (before == "）" || before == "为" || before == "达" || before == "到"))
      tell_defined(text, reading, i);
  }
}

}  // namespace youju::reading
