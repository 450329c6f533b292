// Changes whose older figures their words tie to them though others stand between: those told for
// several at once, 分别下降9.8%和12.6%，去年同期为346批1289人次; in a bracket behind,
// （上年1.08亿元）; and by a name from the sentence before, 工业投资总量比上年的158.9亿元增长17.2%.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6;

bool says_year(std::string_view words) {
  constexpr std::size_t digits = 4;
  const std::size_t at = words.find("年");
  return at != std::string_view::npos && at >= digits && words[at - 1] >= '0' &&
         words[at - 1] <= '9' && words[at - digits] >= '1' && words[at - digits] <= '2';
}

// Whether words say that what follows them is of an earlier time.
bool says_earlier(std::string_view words) {
  return says(words, {"上年", "去年", "同期", "上一", "上届", "年初", "上月", "上季", "前年",
                      "往年", "上学", "上期", "期初"}) ||
         says_year(words);
}

bool is_change_of(const Line& line, std::size_t i) {
  return is_known(line.at(i)) &&
         (line.at(i).measure == Measure::growth || line.at(i).unit.name == "百分点" ||
          tells_change(line, i)) &&
         !ends(line.words(i), {"到", "至", "为", "达", "的"});
}

// Also the second of 增加18个和548人.
bool is_change_in_row(const Line& line, std::size_t i) {
  while (i > 0 && line.words(i).size() <= character && is_beside(line.words(i)) &&
         !is_change_of(line, i) && is_known(line.at(i)))
    --i;
  return is_change_of(line, i);
}

// Whether a change in the unit of `result` can be between figures of that of `end`.
bool fits(const Line& line, std::size_t result, std::size_t end) {
  const std::string_view unit = line.at(result).unit.name;
  const bool percents = line.at(end).unit.name == "%";
  if (unit == "百分点") return percents;
  return !percents && (unit == "%" || same_unit(line.at(result), line.at(end)));
}

bool may_be_newer(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  return is_plain(figure) && figure.measure != Measure::growth && figure.unit.name != "百分点" &&
         !figure.plan && !says_earlier(without_marks(line.words(i))) &&
         !says(without_marks(line.words(i)), {"计划", "预算数", "目标", "任务"});
}

// Where a row of figures that begins at `first` ends: 346批1289人次, 1594万件和1921万件,
// 团体会员68个、 个人会员2316人.
std::size_t end_of_row(const Line& line, std::size_t first) {
  constexpr std::size_t name_bytes = 27;
  std::size_t end = first + 1;
  while (end < line.size() && line.words(end).size() <= name_bytes &&
         (line.words(end).empty() ||
          (is_beside(line.words(end)) && !says(line.words(end), {"，", "；", "）", ")"}))))
    ++end;
  return end;
}

// The ends of each change of a row.
struct Tied {
  std::vector<Ratio> ratios;
  int right = 0;
};

// The newer figure for each of an older row, each before the one found last; those are the nearest
// of their unit before `end`, or before their own changes.
std::optional<Tied> tied(const Line& line, const Parts& results, std::size_t older,
                         std::size_t end) {
  Tied all;
  const bool in_row = results.back() - results.front() + 1 == results.size();
  for (std::size_t k = results.size(); k-- > 0;) {
    const std::size_t from = older + k;
    if (!in_row && results[k] < older) end = std::min(end, results[k]);
    std::size_t to = end;
    while (to > 0 && !(may_be_newer(line, to - 1) && same_unit(line.at(to - 1), line.at(from))))
      --to;
    if (to == 0 || !fits(line, results[k], from)) return std::nullopt;
    end = --to;
    const Ratio ratio{RelationKind::growth, results[k], to, from};
    const auto computed = changed(line, {from, to}, results[k]);
    if (!computed) return std::nullopt;
    all.right += holds(line, ratio, *computed) ? 1 : 0;
    all.ratios.push_back(ratio);
  }
  return all;
}

// One that differs among others that hold is a slip; more are of other figures.
bool tell_all(const Line& line, const std::optional<Tied>& found) {
  if (!found || found->right + 1 < static_cast<int>(found->ratios.size())) return false;
  for (const Ratio& ratio : found->ratios)
    if (!is_told(line, ratio.result))
      if (const auto computed = changed(line, {ratio.whole, ratio.part}, ratio.result))
        tell(line, ratio, *computed);
  return true;
}

// 上年分别为26起和12人: an older row, with as many changes before or behind it.
void tell_row(const Line& line, std::size_t older) {
  const std::size_t end = end_of_row(line, older), count = end - older;
  if (count < 2 || !says_earlier(behind_stop(line.words(older))) || tells_change(line, older))
    return;
  for (std::size_t i = older; i < end; ++i)
    if (!is_plain(line.at(i))) return;
  Parts before, behind;
  for (std::size_t i = older; i-- > 0 && before.size() < count;)
    if (is_change_in_row(line, i)) before.insert(before.begin(), i);
  for (std::size_t i = end; i < line.size() && behind.size() < count && is_change_in_row(line, i);
       ++i)
    behind.push_back(i);
  // 比上年的346批、1289人次分别下降: what is told behind it is of it.
  if (behind.size() == count && tell_all(line, tied(line, behind, older, older))) return;
  if (before.size() == count) {
    const bool in_row = before.back() - before.front() + 1 == count;
    tell_all(line, tied(line, before, older, in_row ? before.front() : older));
  }
}

// 比“十二五”末增加174公里（“十二五”末为312公里）: the bracket says the time that was compared with.
bool names_time(std::string_view change, std::string_view bracket) {
  static const Words tails(Words::Side::end, {{0, "为 是 有 仅 只有 的"}});
  const std::string_view time = without_end(bracket, tails);
  const std::size_t than = std::min(change.find("比"), change.find("较"));
  return time.size() >= two && than != std::string_view::npos &&
         change.substr(than + character).starts_with(time);
}

// The newer figure of a change: of those before it one that makes it, else the nearest that is
// called as the change is, else the only one.
std::optional<std::size_t> newer_before(const Line& line, std::size_t result, std::size_t older) {
  std::optional<std::size_t> nearest;
  std::size_t count = 0;
  for (std::size_t i = result; i-- > line.first;) {
    if (!may_be_newer(line, i) || !same_unit(line.at(i), line.at(older))) continue;
    const auto computed = changed(line, {older, i}, result);
    if (computed && holds(line, {RelationKind::growth, result, i, older}, *computed)) return i;
    const std::string_view name = without_marks(line.words(result)).substr(0, two);
    const std::string_view words = line.words(i);
    if (name.size() == two && words.find(name) != std::string_view::npos) return i;
    if (!nearest) nearest = i;
    ++count;
  }
  if (!nearest) return std::nullopt;
  // 隐患点126处，其中滑坡86处、崩塌28处、泥石流12处，减少16处（上年142处）: of all of them.
  const std::size_t whole = whole_of_any_part(line, *nearest);
  if (whole != *nearest) return whole;
  return count == 1 || *nearest + 1 == result ? nearest : std::nullopt;
}

// 到账总额同比增长16.7%（上年1.08亿元）, 案值5.23亿元，同比增加8起，上年为38起.
void tell_of_bracket(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 36;
  const std::size_t older = result + 1;
  if (older >= line.size() || !fits(line, result, older) || !is_plain(line.at(older)) ||
      is_beside(line.words(result)) || end_of_row(line, older) > older + 1)
    return;
  const Said& then = line.words(older);
  const std::size_t end = line.at(older).end_byte;
  const bool bracket = begins(then, {"（", "("}) &&
                       (line.text.has(end, "）") || line.text.has(end, ")")) &&
                       !says(then, {"，", "；", "）", "比", "较", "增", "减"});
  static constexpr std::string_view commas[] = {
      "，上年为",   "，去年为", "，上年同期为", "，去年同期为", "，上年同期",
      "，去年同期", "，上年是", "，去年是",     "，上年",       "，去年"};
  const bool comma = std::find(std::begin(commas), std::end(commas), then) != std::end(commas);
  if (then.size() > short_bytes || !(bracket || comma)) return;
  if (bracket && !says_earlier(then) &&
      !names_time(without_marks(line.words(result)), then.substr(then.starts_with("（") ? 3 : 1)))
    return;
  const std::optional<std::size_t> newer = newer_before(line, result, older);
  if (!newer) return;
  const auto computed = changed(line, {older, *newer}, result);
  if (computed) tell(line, {RelationKind::growth, result, *newer, older}, *computed);
}

// Whether a figure is called by this name.
bool is_called(const Line& line, std::size_t i, std::string_view name) {
  static const Words shares(Words::Side::begin, {{0, "占比 比重 比例 占"}});
  if (line.at(i).unit.name == "%" && shares.has(name, 0))
    return says(line.words(line.words(i) == "的" && i > 0 ? i - 1 : i), {"占"});
  if (name.size() < two) return false;
  return line.words(i).find(name.substr(0, two)) != std::string_view::npos ||
         line.at(i).subject.find(name.substr(0, two)) != std::string_view::npos;
}

// 工业投资总量比上年的158.9亿元增长17.2%: of what was called so before, the nearest.
void tell_of_name(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 60, deed_bytes = 15;
  const std::size_t older = result - 1;
  const std::string_view words = without_marks(line.words(older));
  const std::size_t than = std::min(words.find("比"), words.find("较"));
  const std::string_view name = words.substr(0, std::min(than, words.size()));
  if (!fits(line, result, older) || !is_plain(line.at(older)) || than == std::string_view::npos ||
      name.size() < two || words.size() > short_bytes || !says_earlier(words.substr(than)) ||
      line.words(result).size() > deed_bytes || says(line.words(result), {"，", "；", "、"}))
    return;
  for (std::size_t i = older; i-- > 0;) {
    if (!may_be_newer(line, i) || !same_unit(line.at(i), line.at(older)) ||
        !is_called(line, i, name))
      continue;
    const auto computed = changed(line, {older, i}, result);
    if (computed) tell(line, {RelationKind::growth, result, i, older}, *computed);
    return;
  }
}

// 营业额18.6亿元，增长13.4%，…，上年营业额16.4亿元: the older one is called again, farther behind.
void tell_of_name_behind(const Line& line, std::size_t older) {
  static const Words times(Words::Side::begin, {{0, "， ； 上年 去年 上年同期 去年同期 同期 的"}});
  static const Words tails(Words::Side::end, {{0, "为 是 仅 有"}});
  const std::string_view words = line.words(older);
  if (!begins(words, {"，上年", "，去年", "；上年", "；去年"}) || !is_plain(line.at(older)) ||
      tells_change(line, older) || end_of_row(line, older) > older + 1)
    return;
  const std::string_view name = without_end(without_begin(words, times), tails);
  if (name.size() < two || says(name, {"，", "；", "、"})) return;
  const std::string_view head = name.substr(0, two), tail = name.substr(name.size() - two);
  for (std::size_t i = older; i-- > line.first;) {
    const std::size_t result = i + 1;
    if (result == older || !may_be_newer(line, i) || !same_unit(line.at(i), line.at(older)) ||
        line.words(i).find(head) == std::string_view::npos ||
        line.words(i).find(tail) == std::string_view::npos)
      continue;
    if (!is_change_of(line, result) || !fits(line, result, older) || is_told(line, result) ||
        says(line.words(result), {"；", "环比"}))
      return;
    const auto computed = changed(line, {older, i}, result);
    if (computed) tell(line, {RelationKind::growth, result, i, older}, *computed);
    return;
  }
}

}  // namespace

void add_tied(const Line& told) {
  // Most lines tell of no other time: then no other words are looked at.
  const auto earlier = [&](std::size_t i) {
    return says(told.words(i), {"上年", "去年", "同期", "年", "末", "上月", "上季", "上期", "上学",
                                "上届", "期初"});
  };
  std::size_t first = told.size() < 3 ? told.size() : told.first;
  while (first < told.size() && !earlier(first)) ++first;
  if (first == told.size()) return;
  std::vector<OwnWords> own(told.size());
  Line line = told;
  line.own = own;
  for (std::size_t i = first; i < line.size(); ++i) {
    if (!earlier(i)) continue;
    tell_row(line, i);
    tell_of_name_behind(line, i);
  }
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i) {
    const bool behind = i + 1 < line.size() && earlier(i + 1);
    if (!(behind || earlier(i - 1)) || !is_change_of(line, i) || is_told(line, i)) continue;
    tell_of_bracket(line, i);
    if (!is_told(line, i)) tell_of_name(line, i);
  }
}

}  // namespace youju::reading
