#include <youju/reading/period_scope.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

// The words up to the first stop or bracket.
std::string_view clause_of(std::string_view words) {
  static const Words stops(Side::begin, {{0, "， ； ： 。 ） （"}});
  std::size_t end = 0;
  while (end < words.size() && !stops.has(words, end)) end = Text{words}.next(end);
  return words.substr(0, end);
}

// Behind the last stop.
std::size_t last_stop(std::string_view words) {
  std::size_t at = 0;
  for (const std::string_view stop : {"，", "；", "：", "。"}) {
    if (const std::size_t found = words.rfind(stop); found != std::string_view::npos)
      at = std::max(at, found + stop.size());
  }
  return at;
}

// Whether what begins here was founded, and what follows is of today: 成立, 挂牌.
bool founds(std::string_view words) {
  return says(words, {"成立", "创建", "创办", "始建", "组建", "挂牌", "开办", "建站", "建会",
                      "建园", "建馆", "建校", "建院", "设立", "开馆", "揭牌"});
}

bool holds_against(std::string_view before) {
  return ends(before, {"比", "较", "与", "同", "超过", "高于", "低于", "好于", "多于", "少于"});
}

bool is_told_of(std::string_view before) {
  return ends(before, {"是", "为", "相当于", "恢复到", "达到", "达", "占"});
}

}  // namespace

Scope scope_of(const DateGround& ground) {
  const auto [before, behind, has_figure, next_follows] = ground;
  const std::string_view clause = clause_of(behind);
  const bool tells = next_follows && clause.size() == behind.size();
  if (begins(clause, {"以来", "至今", "起", "开始"}) || says(clause, {"以来", "至今"}))
    return Scope::none;
  if (ends(before, {"成立于", "建于", "创办于", "组建于", "建成于", "设立于", "始于"}) ||
      (!tells && founds(clause)))
    return Scope::none;
  const std::size_t open = before.rfind("（");
  if (open != std::string_view::npos && before.find("）", open) == std::string_view::npos) {
    if (tells) return Scope::bracket;
    // 最高248.9万人次（9月30日）, but （1月1日至9月30日）全镇出生412人.
    return has_figure ? Scope::none : Scope::sentence;
  }
  if (holds_against(before)) return Scope::base;
  // 较峰值时的2019年减少三成
  const std::string_view own = before.substr(last_stop(before));
  if (says(own, {"比", "较"}) &&
      begins(clause, {"减少", "增加", "下降", "增长", "提高", "上升", "降低"}))
    return Scope::base;
  if (is_told_of(before) && clause.starts_with("的")) return Scope::base;
  if (is_told_of(before) && begins(clause, {"同期", "全年", "末", "底"})) return Scope::base;
  const bool of_it = begins(clause, {"的", "末的", "底的", "同期的"});
  if (of_it && tells && ends(before, {"由", "从", "到", "至", "、", "和"})) return Scope::next;
  // 2012年为45.9万册次, 2000年的46.2%: beside what was told before.
  if (has_figure && tells && (of_it || begins(clause, {"为", "是", "只有", "仅", "还只有"})))
    return Scope::next;
  return Scope::sentence;
}

Timespan quarter(int number, bool with_those_before, std::int16_t year) {
  const auto last = static_cast<std::int8_t>(3 * number);
  const auto first = static_cast<std::int8_t>(with_those_before ? 1 : last - 2);
  return {{year, first, 0}, {year, last, 0}};
}

Timespan part_of_year(std::string_view words, std::int16_t year) {
  if (!says_word(words, "半年")) return {};
  for (const std::string_view half : {"上半年", "下半年"}) {
    const std::size_t at = find_word(words, half);
    if (at == std::string_view::npos) continue;
    const std::string_view before = words.substr(0, at);
    if (holds_against(before) || ends(before, {"去年", "上年", "明年", "第", "年底", "的"}))
      return {};
    return half == "上半年" ? Timespan{{year, 1, 0}, {year, 6, 0}}
                            : Timespan{{year, 7, 0}, {year, 12, 0}};
  }
  return {};
}

}  // namespace youju::reading
