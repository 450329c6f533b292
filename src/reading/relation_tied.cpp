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

bool is_change_of(const Line& line, std::size_t i) {
  return is_known(line.at(i)) &&
         (line.at(i).measure == Measure::growth || line.at(i).unit.name == "百分点" ||
          tells_change(line, i)) &&
         (!ends(line.words(i), {"到", "至", "为", "达", "的"}) ||
          ends(line.words(i), {"幅为", "幅达", "增速为", "增速达", "增长率为"}));
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
         !figure.plan && !says_earlier_or_year(without_marks(line.words(i))) &&
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
  // 上年这两项指标为2亿元和2.2亿元: the number of them stands between.
  const bool counted = older > 0 && says(line.at(older - 1).unit.name, {"项", "个", "类"}) &&
                       is_plain(line.at(older - 1)) &&
                       line.value(older - 1) == Decimal(static_cast<int>(count));
  if (count < 2 || tells_change(line, older) ||
      !(says_earlier_or_year(behind_stop(line.words(older))) ||
        (counted && says_earlier_or_year(behind_stop(line.words(older - 1))))))
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

// 受理94318件。收案数连续五年上升，增幅17.3%（2015年受理80409件）: what the sentence before tells
// by the deed or thing that the bracket names behind its year.
std::optional<std::size_t> called_before(const Line& line, std::size_t older) {
  const std::string_view then = line.words(older);
  const std::size_t year = then.rfind("年");
  const std::string_view name =
      year == std::string_view::npos ? std::string_view() : then.substr(year + character);
  if (name.size() < two || !begins(then, {"（", "("})) return std::nullopt;
  for (std::size_t i = line.first; i > before_sentence(line);)
    if (--i; may_be_newer(line, i) && same_unit(line.at(i), line.at(older)) &&
             line.words(i).find(name.substr(0, two)) != std::string_view::npos)
      return i;
  return std::nullopt;
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
  if (!nearest) return called_before(line, older);
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
  if (bracket && !says_earlier_or_year(then) &&
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

// What is called by a name before an older figure, for the change at `result`: the one that makes
// it; else the only one, or the nearest that has the whole name. The parts of a sum stand for it,
// unless they are called so themselves.
std::optional<std::size_t> newer_called(const Line& line, std::size_t older, std::size_t result,
                                        std::string_view name) {
  static const Words sizes(Words::Side::end,
                           {{0, "总人数 总数 总量 总额 人数 件数 起数 户数 数量 数 量 额"}});
  const std::string_view whole_name = without_end(name, sizes);
  std::optional<std::size_t> only, named;
  bool several = false;
  for (std::size_t i = older; i-- > 0;) {
    if (!may_be_newer(line, i) || !same_unit(line.at(i), line.at(older)) ||
        !is_called(line, i, name))
      continue;
    const bool by_name = whole_name.size() >= two && says(line.words(i), {whole_name});
    // 新收5318件，连同旧存412件，应办合计5730件: what is added up behind them is called otherwise.
    const std::size_t whole = whole_of_any_part(line, i);
    const bool other = whole > i && !says(name, {"总", "合计"});
    const std::size_t meant = by_name || other ? i : whole;
    for (const std::size_t to : {i, meant}) {
      const auto computed = changed(line, {older, to}, result);
      if (computed && holds(line, {RelationKind::growth, result, to, older}, *computed)) return to;
    }
    several = several || (only && *only != meant);
    if (!only) only = meant;
    if (by_name && !named) named = i;
  }
  return several ? named : only;
}

void tell_change_from(const Line& line, std::size_t result, const Two& ends) {
  const auto computed = changed(line, ends, result);
  if (computed) tell(line, {RelationKind::growth, result, ends.to, ends.from}, *computed);
}

// 工业投资总量比上年的158.9亿元增长17.2%, 火灾起数较上年（685起）少137起: of what was called so
// before.
void tell_of_name(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 60, deed_bytes = 15;
  const std::size_t older = result - 1;
  std::string_view words = line.words(older);
  const bool bracket = ends(words, {"（", "("}) && begins(line.words(result), {"）", ")"});
  if (bracket) words.remove_suffix(words.ends_with("(") ? 1 : character);
  words = without_marks(words);
  // 占比较上年的37.5%: of the share, which is no comparison.
  const std::size_t lead = begins(words, {"占比"}) ? two : 0;
  const std::size_t than = std::min(words.find("比", lead), words.find("较", lead));
  const std::string_view name = words.substr(0, std::min(than, words.size()));
  const std::string_view grown =
      bracket ? line.words(result).substr(line.words(result).starts_with(")") ? 1 : character)
              : std::string_view(line.words(result));
  if (!fits(line, result, older) || !is_plain(line.at(older)) || than == std::string_view::npos ||
      name.size() < two || words.size() > short_bytes ||
      !says_earlier_or_year(words.substr(than)) || grown.size() > deed_bytes ||
      says(grown, {"，", "；", "、"}))
    return;
  if (const auto newer = newer_called(line, older, result, name))
    tell_change_from(line, result, {older, *newer});
}

// 新收案件上年为4625件，今年多收693件; 2019年报告3580例，本年少报告1432例: by how much this year is
// more than what the older one is called.
void tell_of_this_year(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 24;
  static const Words times(Words::Side::begin,
                           {{0, "， ； 。 而 上年 去年 上年同期 去年同期 同期"}});
  static const Words tails(Words::Side::end,
                           {{0, "为 是 仅 有 上年 去年 上年同期 去年同期 同期 的 分别"}});
  const std::size_t older = result - 1;
  const std::string_view grown = without_marks(line.words(result));
  if (!begins(grown, {"今年", "本年", "当年", "本期"}) || grown.size() > short_bytes ||
      !tells_change(line, result) || !fits(line, result, older) || !is_plain(line.at(older)) ||
      !says_earlier_or_year(without_marks(line.words(older))))
    return;
  std::string_view name = without_end(without_marks(line.words(older)), tails);
  if (const std::size_t year = name.rfind("年"); year != std::string_view::npos)
    name.remove_prefix(year + character);
  name = without_begin(name, times);
  if (name.size() < two) return;
  if (const auto newer = newer_called(line, older, result, name))
    tell_change_from(line, result, {older, *newer});
}

// 年初16.8万张，年内新办2.1万张，年末达18.9万张，增长12.5%: from the begin of the year to its end,
// over what was added and taken.
void tell_of_year(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 18, far = 5;
  const std::size_t newer = result - 1;
  if (newer <= line.first || !is_plain(line.at(newer)) || !begins(line.words(result), {"，"}) ||
      line.words(result).size() > short_bytes ||
      !says(own_words(line, newer), {"年末", "年底", "期末", "月末", "月底", "季末"}) ||
      says(own_words(line, newer), {"上年", "去年", "比", "较"}))
    return;
  for (std::size_t i = newer; i > line.first && newer - i < far;) {
    if (--i; !same_unit(line.at(i), line.at(newer))) continue;
    if (!says(own_words(line, i), {"年初", "期初", "上年末", "去年末", "上年底", "去年底", "月初"}))
      continue;
    if (!says(own_words(line, i), {"比", "较"})) tell_change_from(line, result, {i, newer});
    return;
  }
}

// The ends of the change that was told at `change`, newest first.
std::optional<Two> ends_told(const Line& line, std::size_t change) {
  const std::vector<Relation>& found = line.reading.relations;
  for (auto relation = found.rbegin(); relation != found.rend(); ++relation) {
    if (relation->end_byte < line.at(line.first).begin_byte) return std::nullopt;
    if (relation->kind != RelationKind::growth || relation->figures.front() != line.all[change])
      continue;
    const auto place = [&](std::uint32_t index) {
      return static_cast<std::size_t>(std::find(line.all.begin(), line.all.end(), index) -
                                      line.all.begin());
    };
    const Two ends{place(relation->figures[2]), place(relation->figures[1])};
    // Of what was told by its difference the older one is not told.
    const auto is_end = [&](std::size_t i) {
      return i < line.size() && i != change && line.at(i).measure != Measure::growth;
    };
    if (!is_end(ends.from) || !is_end(ends.to)) return std::nullopt;
    // A difference holds both ways round; 少报告1432例 says which was the older one.
    const bool less = line.value(ends.to) < line.value(ends.from);
    const Said& grown = line.words(change);
    const bool turned = less ? says(grown, {"增", "升", "多"}) && !says(grown, {"减", "降", "少"})
                             : says(grown, {"减", "降", "少"}) && !says(grown, {"增", "升", "多"});
    return turned ? Two{ends.to, ends.from} : ends;
  }
  return std::nullopt;
}

// ，下降; 、增长; ，即: whether a figure is told at once behind another one, as no more than a
// change.
bool is_told_along(const Line& line, std::size_t i) {
  constexpr std::size_t short_bytes = 24;
  static const Words words(
      Words::Side::begin,
      {{0,
        "， 、 即 也就是 增 减 降 升 涨 跌 幅 增长 下降 上升 减少 增加 提高 降低 缩短 压缩 增幅 "
        "降幅 涨幅 减幅 幅度 为 达 了 达到 约 均 长 少 低 高 增速 同比 分别 率 增长率 下降率"}});
  const std::string_view grown = line.words(i);
  return grown.size() <= short_bytes && without_begin(grown, words).empty() && !grown.empty() &&
         !ends(grown, {"到", "至", "降为", "增为", "减为", "升为", "，为"}) &&
         line.at(i).unit.name != line.at(i - 1).unit.name;
}

}  // namespace

bool has_changes(const Line& line) {
  const std::vector<Relation>& found = line.reading.relations;
  const std::uint32_t begin = line.at(line.first).begin_byte;
  for (auto one = found.rbegin(); one != found.rend() && one->end_byte >= begin; ++one)
    if (one->kind == RelationKind::growth) return true;
  return false;
}

bool tell_change_along(const Line& line, std::size_t result) {
  const auto tell_with = [&](std::size_t i, std::size_t other) {
    const std::optional<Two> ends = ends_told(line, other);
    if (!ends || ends->from == i || ends->to == i || is_told(line, i) || !fits(line, i, ends->from))
      return false;
    tell_change_from(line, i, *ends);
    return true;
  };
  // 增加2100万元、增长13.0%（2017年1.62亿元）: of the ends of the one behind it.
  // 增长25%，比上年多投2.5亿元（2002年10亿元）
  const auto goes_on = [&](std::size_t i) {
    constexpr std::size_t short_bytes = 27;
    return is_told_along(line, i) ||
           (line.words(i).size() <= short_bytes && is_change_of(line, i) &&
            begins(line.words(i), {"，比上年", "，较上年", "，同比", "，比去年", "，较去年"}));
  };
  if (result + 1 < line.size() && result > line.first && is_change_of(line, result) &&
      goes_on(result + 1) && tell_with(result, result + 1))
    return true;
  if (!is_told_along(line, result)) return false;
  // Each of 分别减少13起、5人，分别下降18.3%、11.4% is of those of its own.
  std::size_t count = 1;
  if (says(line.words(result), {"分别"}))
    while (result + count < line.size() && line.words(result + count).size() <= character &&
           is_beside(line.words(result + count)) &&
           line.at(result + count).unit.name == line.at(result).unit.name)
      ++count;
  bool told = false;
  for (std::size_t i = 0; i < count && result >= line.first + count; ++i)
    told = tell_with(result + i, result - count + i) || told;
  return told;
}

namespace {

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

// Changes tied to an older figure whose words say that it is one.
void add_tied_to_earlier(const Line& line) {
  // Most lines tell of no other time: then no other words are looked at.
  const auto tells_earlier = [&](std::size_t i) {
    return says(line.words(i), {"上年", "去年", "同期", "年", "末", "上月", "上季", "上期", "上学",
                                "上届", "期初"});
  };
  std::size_t first = line.first;
  while (first < line.size() && !tells_earlier(first)) ++first;
  if (first == line.size()) return;
  std::vector<bool> earlier(line.size());
  for (std::size_t i = first; i < line.size(); ++i) earlier[i] = tells_earlier(i);
  if (line.first > 0) earlier[line.first - 1] = tells_earlier(line.first - 1);
  for (std::size_t i = first; i < line.size(); ++i) {
    if (earlier[i] || (i > first && earlier[i - 1])) tell_row(line, i);
    if (earlier[i]) tell_of_name_behind(line, i);
  }
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i) {
    const bool behind = i + 1 < line.size() && earlier[i + 1];
    if (!(behind || earlier[i - 1]) || !is_change_of(line, i) || is_told(line, i)) continue;
    tell_of_bracket(line, i);
    if (!is_told(line, i)) tell_of_name(line, i);
    if (!is_told(line, i)) tell_of_this_year(line, i);
    if (!is_told(line, i)) tell_of_year(line, i);
  }
}

}  // namespace

void add_tied(const Line& line) {
  if (line.size() < 3) return;
  add_tied_to_earlier(line);
  if (!has_changes(line)) return;  // as in most sentences
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i)
    if (is_known(line.at(i)) && (line.at(i).measure == Measure::growth || tells_change(line, i)))
      tell_change_along(line, i);
}

}  // namespace youju::reading
