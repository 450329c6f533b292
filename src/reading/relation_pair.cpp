// Changes of the only two figures of a unit that a clause or its sentence has: whatever its words
// are, it speaks of those.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6;

}  // namespace

Span clause_of(const Line& line, std::size_t i) {
  Span span{i, i + 1};
  while (span.first > line.first && i - span.first < clause_figures_max &&
         !says(line.words(span.first), {"；"}))
    --span.first;
  while (span.end < line.size() && span.end - i < clause_figures_max &&
         !says(line.words(span.end), {"；"}))
    ++span.end;
  return span;
}

std::size_t before_sentence(const Line& line) {
  std::size_t first = line.first;
  const std::uint32_t own = line.at(line.first).sentence;
  while (first > 0 && own != nothing && line.at(first - 1).sentence + 1 == own) --first;
  return first < line.first && are_in_one_paragraph(line, line.first - 1, line.first) ? first
                                                                                      : line.first;
}

Others others_like(const Line& line, const Few& few, std::size_t i) {
  Others others;
  for (const std::size_t k : few) {
    if (k == i || !same_unit(line, i, k)) continue;
    ++others.count;
    others.last = k;
  }
  return others;
}

const Said& found_own_words(const Line& line, std::size_t i) {
  static const Words stops(Words::Side::end, {{0, "， ； 。 ： — ,"}});
  OwnWords& own = line.own[i];
  own.known = true;
  const std::string_view words = line.words(i);
  const std::size_t at = behind_last(words, stops);
  own.words = at == 0 ? line.words(i) : Said(words.substr(at));
  return own.words;
}

namespace {

std::size_t change_in(std::string_view words) {
  static const Words changes(
      Words::Side::begin,
      {{0,
        "上升 上涨 下降 下跌 增 减 降 升 涨 跌 翻 提高 提升 提标 提前 提速 回落 回升 缩短 精简 "
        "缩减 "
        "压缩 压减 压降 压低 "
        "下浮 小于 大于 "
        "上浮 下滑 收窄 收缩 攀升 走高 扩大 扩容 改善 上调 下调 高出 低于 高于 多于 少于 超计划 "
        "超收 "
        "超 超额 超预算 少收 多收 多出 少了 多了 多 少 高 低 快 慢 加办 加开 净 节约 节省 涨幅 "
        "幅度"},
       {1,
        "改造提升 提升改造 提质改造 超过 超市 超声 超级 超低 超高 超大 超前 超长 超限 超载 超标 "
        "超期 多年 多数 多个 多种 多次 "
        "多项 "
        "多家 多名 少年 少数 少儿 少先 高中 高校 高级 高新 高等 高速 "
        "高考 高铁 高龄 高血压 高层 高管 高危 高峰 高原 高温 高端 低碳 低温 低龄 升级 升旗 增殖 "
        "翻新 翻建 超龄 "
        "高标 高产 增加值 低保 低收 低压 快递 快件 快报 快讯 快捷 快检 快速 慢病 升学 减灾 增值 "
        "增城 净化 净水 净值 降水 "
        "降雨 "
        "翻译 多元 多媒 多功"}});
  for (std::size_t at = 0; (at = changes.seek(words, at, words.size())) < words.size();) {
    const Words::Hit hit = changes.longest(words, at);
    if (hit && hit.kind == 0) return at;
    at += hit ? hit.bytes : character;
  }
  return words.size();
}

}  // namespace

std::size_t change_at(const Line& line, std::size_t i) {
  const Said& words = own_words(line, i);
  std::size_t& change = line.own[i].change;
  if (change == OwnWords::unknown) change = change_in(words);
  return change;
}
bool tells_change(const Line& line, std::size_t i) {
  return change_at(line, i) < own_words(line, i).size();
}

std::optional<Decimal> changed(const Line& line, const Two& ends, std::size_t result) {
  const auto& [from, to] = ends;
  const Figure& stated = line.at(result);
  const Result<Decimal> difference = subtract(line.value(to), line.value(from));
  if (!difference || are_loss_and_gain(line.words(from), line.words(to))) return std::nullopt;
  if (stated.unit.name == "百分点" || stated.unit.name == line.at(to).unit.name)
    return difference->abs();
  if (stated.unit.name == "番") return doublings(line.value(to), line.value(from));
  const bool times = stated.unit.name == "倍";
  if (!times && stated.unit.name != "%") return std::nullopt;
  // 为上年的3倍 is no change.
  const bool ratio = times && !tells_change(line, result);
  const auto percents = percent(ratio ? line.value(to) : difference->abs(), line.value(from),
                                places_of(stated) + (times ? 3 : beyond));
  if (!percents || !times) return percents;
  return percents->shifted(-2).value_or(Decimal(0));
}

namespace {

// +5.8%, 多出800人: whether the figure is told as a change.
bool is_told_as_change(const Line& line, std::size_t i) {
  const std::string_view surface = line.text.between(line.at(i).begin_byte, line.at(i).end_byte);
  return tells_change(line, i) || begins(surface, {"+", "-", "＋", "－"});
}

std::string_view without_marks_before(std::string_view words) {
  while (begins(words, {"，", "；", "。"})) words.remove_prefix(character);
  return words;
}

// 上年为, 年初, 原定, 法定时限是: how surely a figure is what the other is held against; 0 for
// none.
enum Older : std::uint8_t { no, perhaps, surely };
Older how_old(const Line& line, std::size_t i, std::string_view change) {
  // 上年48起、18人: the words of the one are of the other.
  while (i > line.first && line.words(i) == "、") --i;
  const Said& own = own_words(line, i);
  // 去年分别为120起、64人: each is the only one of its unit.
  if (says(own, {"分别"}) && i + 1 < line.size() && same_unit(line.at(i), line.at(i + 1)))
    return no;
  // 为年初预算45.9亿元的102%，同比增长5.3%: what was aimed at is not what was.
  if (says(own, {"计划", "预算", "指标", "任务", "目标", "规定", "行业平均", "全省平均", "全市平均",
                 "全国平均", "全县平均"}) &&
      !says(own, {"完成", "超", "上年", "去年"})) {
    const bool held = says(change, {"超", "多", "少", "低", "高", "减", "节", "加", "比"}) &&
                      !says(change, {"同比", "环比", "上年", "去年", "同期"});
    return held ? perhaps : no;
  }
  if (says(own, {"上年", "去年", "上一",   "上届",   "往年", "年初", "同期", "前年", "上季", "上月",
                 "上学", "上期", "上次",   "上轮",   "年前", "期初", "此前", "以前", "过去", "原定",
                 "原来", "原有", "原标准", "原计划", "原为", "原是", "原先", "法定", "由原"}))
    return surely;
  // 上年底，全市通快递建制村1126个: the time stands before all else.
  if (begins(without_marks_before(line.words(i)),
             {"上年底，", "上年末，", "去年底，", "去年末，", "上年同期，", "去年同期，", "年初，",
              "上年，", "去年，"}))
    return surely;
  // 由62份减少到41份, 较7月10日的17.42米上涨0.85米
  const bool moved = i + 1 < line.size() && says(own, {"由", "从"}) &&
                     !says(own, {"由于", "从事"}) && ends(line.words(i + 1), {"到", "至", "为"});
  if (moved || (says(own, {"较", "比"}) && own.ends_with("的"))) return surely;
  const std::size_t behind = line.at(i).end_byte;
  if (line.text.has(behind, "的基础上") || line.text.has(behind, "相比")) return surely;
  return no;
}

// What words name: without what is said of any change.
std::string_view without_fillers(std::string_view words) {
  static const Words fillers(
      Words::Side::begin,
      {{0,
        "同比 环比 比 较 与 同 和 前一年 前年 上年 去年 年初 上年末 上月 同期 上年同期 去年同期 "
        "相比 也 又 再 "
        "仅 "
        "只 已 共 均 约 近 总 总量 总数 总体 总额 数量 数 年 即 实际 实现 累计 按可比口径 可比口径 "
        "同口径 两者 二者 前者 后者 力争 今年 本年 全年 等于 相当于 一年 年内 期间 预计 比计划 "
        "能力 "
        "水平 规模 比计划数 较计划 时限 人数 件数 而 ） ) 的 了 ， （ ( 、 一 总的 是 为 由 从 在 "
        "一季度 二季度 三季度 四季度 季度 到 达 现 现在 如今 目前 只有 原 当时 当年 则 其 即 年底 "
        "年末 月 月份 底 末 初 偏 口径 基础上 "
        "总量比 比例 比重 占比 比率 两年 三年 四年 五年 六年 十年 间 来 "}});
  for (std::size_t filler = 1; filler != 0 && !words.empty(); words.remove_prefix(filler))
    filler = words[0] >= '0' && words[0] <= '9' ? 1 : fillers.longest(words, 0).bytes;
  return words;
}

// Whether words name nothing, or what stands in the text from `begin_byte` to them: 死亡人数 after
// 死亡18人.
bool names_no_other(const Line& line, std::string_view words, std::size_t begin_byte) {
  words = without_fillers(words);
  if (words.empty()) return true;
  const auto at = static_cast<std::size_t>(words.data() - line.text.all.data());
  return words.size() >= two && begin_byte < at &&
         line.text.between(begin_byte, at).find(words.substr(0, two)) != std::string_view::npos;
}

// Neither the words of the change nor those of the older one behind the other name another thing:
// 税收28亿元，利润比上年的3.1亿元增长12%.
bool is_of_them(const Line& line, std::size_t result, const Two& ends) {
  static const Words thens(Words::Side::begin,
                           {{0,
                             "比 较 与 上 去年 年初 同期 前年 原 法定 计划 预算 指标 任务 目标 "
                             "规定 行业 全省 全市 全国 全县 往年 此前 以前 过去 年度"}});
  const std::size_t first = std::min({ends.from, ends.to, result});
  const std::size_t said =
      std::min<std::size_t>(line.words(first).size(), line.at(first).begin_byte);
  const std::size_t begin_byte = line.at(first).begin_byte - said;
  const std::string_view change = own_words(line, result);
  // 货运量同比增长16%，上年1250万吨，今年1450万吨: what it is of stands before the change.
  if (result < std::min(ends.from, ends.to) && result >= line.first) {
    const auto names_none = [&](std::size_t end) {
      return names_no_other(line, own_words(line, end), begin_byte);
    };
    if (names_none(ends.from) && names_none(ends.to)) return true;
  }
  if (!names_no_other(line, change.substr(0, change_at(line, result)), begin_byte)) return false;
  // 与均值742毫米相比，偏多29%，最大点雨量1324毫米
  if (ends.to > result && !names_no_other(line, own_words(line, ends.to), begin_byte)) return false;
  if (ends.from < ends.to) return true;
  const std::string_view older = own_words(line, ends.from);
  std::size_t then = 0;
  while (then < older.size() && !thens.longest(older, then)) then += character;
  then = std::min(then, older.size());
  // 价款27.6亿元，同比增长31.4%，上年土地收入实际缴库19.2亿元
  static const Words times(Words::Side::begin, {{0, "上年 去年 同期 上年同期 去年同期"}});
  if (result < ends.from && times.has(older, then) &&
      !names_no_other(line, older.substr(then), begin_byte))
    return false;
  return names_no_other(line, older.substr(0, then), begin_byte);
}

// Whether the words of the two name one thing, or those of the older one none: 快递村1126个, and in
// the next clause 快递村达1483个. What is told of a month is not what is told of the year up to it.
bool are_of_one_thing(const Line& line, const Two& ends) {
  const std::string_view then = own_words(line, ends.from), now = own_words(line, ends.to);
  if (says(then, {"累计"}) != says(now, {"累计"}) || says(then, {"其中"}) || says(now, {"其中"}))
    return false;
  const std::string_view name = without_fillers(then);
  if (name.empty()) return true;
  for (const std::string_view other : {without_fillers(now), line.at(ends.to).subject})
    if (name.size() >= two && other.size() >= two &&
        (other.find(name.substr(0, two)) != std::string_view::npos ||
         name.find(other.substr(0, two)) != std::string_view::npos))
      return true;
  return false;
}

// Whether the older one was told as that of another change.
bool is_end_of_another(const Line& line, const Two& ends) {
  const std::span<const Relation> found = line.told();
  return std::any_of(found.begin(), found.end(), [&](const Relation& one) {
    return one.kind == RelationKind::growth && one.figures.back() == line.all[ends.from] &&
           one.figures[1] != line.all[ends.to];
  });
}

// No figure of another thing stands between the two and their change:
// 接待15万人次，比去年的12万人次 增长25%，收入731万元，增长18% is of 收入.
bool is_beside_them(const Line& line, std::size_t result, const Two& ends) {
  const std::size_t first = std::min(ends.from, ends.to), last = std::max(ends.from, ends.to);
  // 生猪32万头，增长3.7%，上年家禽286万只，本年312万只: what stands before a change is what it is
  // of.
  const bool follows = result < first && result > line.first && !says(line.words(result), {"；"});
  // 发生31起、死亡12人，上年为36起、15人，死亡人数减少: what stands between the two is of neither.
  const std::size_t begin = follows         ? result - 1
                            : result > last ? last + 1
                                            : std::min(first, result) + 1;
  for (std::size_t i = begin; i < std::max(last, result); ++i) {
    if (i == first || i == last || i == result || line.at(i).measure == Measure::growth) continue;
    // 为年初预算9500万元的120%，超收1900万元: the share is of those two.
    // 计划18亿元，完成20.7亿元，占年计划的115%，超计划15%.
    if (i == last + 1 && line.at(i).unit.name == "%" &&
        (line.words(i) == "的" || says(line.words(i), {"占", "完成"})))
      continue;
    if (!same_unit(line.at(i), line.at(first))) return false;
  }
  return true;
}

// Whether a figure can be one of two between which the change at `result` is.
bool is_comparable(const Line& line, std::size_t i, std::size_t result) {
  const Figure &end = line.at(i), &stated = line.at(result);
  if (i == result || !is_plain(end) || end.measure == Measure::growth) return false;
  if (stated.unit.name == "百分点") return end.unit.name == "%";
  if (end.unit.name == "%" || end.unit.name == "倍") return false;
  if (stated.unit.name != "%" && stated.unit.name != "倍" && stated.unit.name != "番" &&
      !same_unit(line, i, result))
    return false;
  const Said& own = own_words(line, i);
  return !tells_change(line, i) || ends(own, {"到", "至", "为", "是", "的", "达", "有"}) ||
         (says(own, {"比", "较"}) &&
          !says(own.substr(change_at(line, i)), {"多", "少", "增", "减"}));
}

// 站点187个，其中山区94个、平原81个、水域12个，五年增加49个: parts are none.
bool may_be_end(const Line& line, std::size_t i, std::size_t result) {
  return is_comparable(line, i, result) && !says(own_words(line, i), {"其中"}) &&
         !(is_beside(line.words(i)) && whole_of_part(line, i) != i);
}

// What is called by a name in a span: the one figure whose words begin with it, else the one whose
// words have it: 西区 of 东区比西区多; none of several.
std::optional<std::size_t> called(const Line& line, const Span& span, std::size_t result,
                                  std::string_view name) {
  if (name.size() < two) return std::nullopt;
  for (const bool begun : {true, false}) {
    std::optional<std::size_t> found;
    bool several = false;
    for (std::size_t i = span.first; i < span.end; ++i) {
      const std::string_view own = own_words(line, i);
      if (!is_comparable(line, i, result) ||
          !(begun ? label(own).starts_with(name) : says(own, {name})))
        continue;
      several = found.has_value();
      if (several) break;
      found = i;
    }
    if (found) return several ? std::nullopt : found;
  }
  return std::nullopt;
}

// The same by how a name begins, where nothing has the whole of it: 编制 of 编制数.
std::optional<std::size_t> called_by(const Line& line, const Span& span, std::size_t result,
                                     std::string_view name) {
  static const Words times(Words::Side::begin,
                           {{0,
                             "上 去年 同期 年初 前年 往年 全省 全市 全国 全县 计划 规定 本 今 目标 "
                             "任务 预期 平均 行业"}});
  if (name.size() < two || times.has(name, 0) || says(name, {"年", "平均"})) return std::nullopt;
  const std::optional<std::size_t> whole = called(line, span, result, name);
  return whole || name.size() == two ? whole : called(line, span, result, name.substr(0, two));
}

// 东区分局收入1.26亿元，西区分局8400万元，东区比西区多; 决算数小于预算数; 机播率18%，比机收率低:
// the two are named again, or the one behind the other; and 出口额是进口额的2倍.
std::optional<Two> named_ends(const Line& line, const Span& span, std::size_t result) {
  static constexpr Sought thans[] = {"小于", "大于", "高于", "低于", "多于",
                                     "少于", "超过", "超出", "比",   "较"};
  static constexpr Sought ares[] = {"相当于", "是", "为"};
  const Said& own = own_words(line, result);
  const bool times = line.at(result).unit.name == "倍" && own.ends_with("的");
  const SaidWord said = times ? first_said(own, ares) : first_said(own, thans);
  if (!said) return std::nullopt;
  const auto [than, word] = said;
  std::string_view then = own.substr(than + word);
  if (word == character && !times) {
    const std::size_t change = change_at(line, result);
    if (change < than + character) return std::nullopt;
    then = own.substr(than + word, change - than - word);
  } else if (times) {
    then.remove_suffix(character);
  }
  const auto from = called_by(line, span, result, then);
  std::optional<std::size_t> to;
  if (than > 0)
    to = called_by(line, span, result, own.substr(0, than));
  else if (result > line.first && may_be_end(line, result - 1, result))
    to = result - 1;
  if (!to || !from || *to == *from || !same_unit(line.at(*to), line.at(*from))) return std::nullopt;
  return Two{*from, *to};
}

// What is so named is what the change is of, whatever stands between.
bool tell_change_of_named(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 45;
  if (own_words(line, result).size() > short_bytes || result == line.first) return false;
  const Span before{before_sentence(line), result};
  const std::optional<Two> ends = named_ends(line, before, result);
  if (!ends) return false;
  const auto computed = changed(line, *ends, result);
  if (computed) tell(line, {RelationKind::growth, result, ends->to, ends->from}, *computed);
  return computed.has_value();
}

// 较2015年减排6800吨，2015年为4.80万吨: whether the change names the year that stands in these
// words.
bool is_of_named_year(std::string_view words, std::string_view change) {
  constexpr std::size_t digits = 4;
  const std::size_t at = change.find("年");
  return at != std::string_view::npos && at >= digits && change[at - 1] >= '0' &&
         change[at - 1] <= '9' && says(words, {change.substr(at - digits, digits)});
}

// 168起，环比上升20%，10月份为140起: of which month, or 0.
int month_in(std::string_view words) {
  const std::size_t at = words.find("月");
  if (at == std::string_view::npos || at == 0) return 0;
  int month = 0, tens = 1;
  for (std::size_t digit = at; digit > 0 && tens <= 10; --digit, tens *= 10) {
    const char c = words[digit - 1];
    if (c < '0' || c > '9') break;
    month += tens * (c - '0');
  }
  return month <= 12 ? month : 0;
}

// 三季度为82条次: of which quarter, or 0.
int quarter_in(std::string_view words) {
  constexpr std::array quarters = {"一季度", "二季度", "三季度", "四季度"};
  for (std::size_t i = 0; i < quarters.size(); ++i)
    if (words.find(quarters.at(i)) != std::string_view::npos) return static_cast<int>(i) + 1;
  return 0;
}

// 环比: the month or quarter before is the older one. 1 if it is that of the other, -1 if of the
// one.
int months_apart(const Line& line, std::size_t one, std::size_t other, std::string_view change) {
  if (!says(change, {"环比", "上月", "上季"})) return 0;
  int month = month_in(own_words(line, one)), other_month = month_in(own_words(line, other));
  if (month == 0 && other_month == 0) {
    month = quarter_in(own_words(line, one));
    other_month = quarter_in(own_words(line, other));
  }
  if (month == 0 && other_month == 0) return 0;
  if (month == 0 || other_month == 0) return month == 0 ? 1 : -1;
  if (month - other_month == 1) return 1;
  return other_month - month == 1 ? -1 : 0;
}

// The only two of one unit of a span, of which exactly one is the older; or, where neither is said
// to be, as they stand.
struct Found {
  Two ends;
  bool sure = false;
};
std::optional<Found> ends_in(const Line& line, const Span& span, std::size_t result) {
  if (const std::optional<Two> named = named_ends(line, span, result)) return Found{*named, true};
  std::optional<Found> found;
  const std::string_view change = own_words(line, result);
  const Few ends = those_of(span, [&](std::size_t i) { return may_be_end(line, i, result); });
  for (const std::size_t i : ends) {
    const auto [others, other] = others_like(line, ends, i);
    if (others != 1 || other < i) continue;
    const auto age_of = [&](std::size_t end) {
      // 2011年立案2104起，本年立案1846起: of a year that is told, against this one.
      const Said& against = own_words(line, end == i ? other : i);
      const bool of_year = says_year(own_words(line, end)) && !says_year(against) &&
                           (says(against, {"本年", "今年", "当年"}) || says(change, {"当年的"}));
      return of_year || is_of_named_year(own_words(line, end), change) ? surely
                                                                       : how_old(line, end, change);
    };
    const Older age = age_of(i), other_age = age_of(other);
    // 2015年排放8.92万吨，去年8.12万吨: of an earlier year than the other.
    const int year = line.at(i).period.first.year, other_year = line.at(other).period.first.year;
    const bool years = age == other_age && year != 0 && other_year != 0 && year != other_year;
    const int months = age == other_age ? months_apart(line, i, other, change) : 0;
    const bool sure = age != other_age || years || months != 0;
    const bool by_age = years ? other_year < year : age < other_age;
    const bool second = months != 0 ? months > 0 : by_age;
    if (found && found->sure && sure) return std::nullopt;
    if (!found || sure) found = Found{second ? Two{other, i} : Two{i, other}, sure};
  }
  return found;
}

// 一季度1873万吨，3月份695万吨，环比: a time and a part of it. 1985年220张，为1963年的2.6倍: a year
// is named that neither is of.
bool are_of_other_times(const Line& line, std::size_t result, const Two& ends) {
  const Timespan &then = line.at(ends.from).period, &now = line.at(ends.to).period;
  const auto months = [](const Timespan& span) {
    return span.empty() || span.first.month == 0
               ? 12
               : 12 * (span.last.year - span.first.year) + span.last.month - span.first.month + 1;
  };
  if (!then.empty() && !now.empty() && months(then) != months(now) &&
      says(own_words(line, result), {"环比"}))
    return true;
  // 职工117人，1960年达264人，1962年精简126人: what was done in another year is no change of
  // theirs.
  const int own = line.at(result).period.first.year;
  if (says_year(own_words(line, result)) && own != 0 && now.first.year != 0 &&
      own != now.first.year && own != then.first.year)
    return true;
  const std::uint32_t index = line.all[result];
  if (index == 0) return false;
  const Figure& year = line.reading.figures[index - 1];
  return year.measure == Measure::date && year.value.first.year != 0 &&
         year.sentence == line.at(result).sentence && then.first.year != 0 &&
         line.text.between(year.end_byte, line.at(result).begin_byte) == "的" &&
         year.value.first.year != then.first.year;
}

}  // namespace

bool tell_change_of_two(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 60, near_bytes = 9;
  const Figure& stated = line.at(result);
  const Said& words = own_words(line, result);
  const bool times = stated.unit.name == "倍" || stated.unit.name == "番";
  // 分别下降18.3%、11.4%: each of a row is of ends of its own.
  if (says(words, {"分别"}) && result + 1 < line.size() && is_beside(line.words(result + 1)) &&
      line.at(result + 1).unit.name == stated.unit.name)
    return false;
  if (words.size() > short_bytes ||
      (!times && !is_told_as_change(line, result) && stated.unit.name != "百分点"))
    return false;
  // 高的田块3400头: only what stands at once before a number of the same things tells their change.
  if (stated.unit.name != "%" && !times && stated.unit.name != "百分点" &&
      words.size() - change_at(line, result) > near_bytes && !ends(words, {"超出计划", "超过计划"}))
    return false;
  if (says(words, {"年均", "年平均", "逐年", "每年", "月均", "连续", "占"}) ||
      (stated.unit.name != "%" && !times && says(words, {"到", "至", "为"})) ||
      ends(words, {"到", "至", "降为", "增为", "升为"}))
    return false;
  const Span clause = clause_of(line, result);
  const std::size_t before = before_sentence(line);
  const std::array spans = {Span{clause.first, result + 1}, clause,
                            Span{line.first, result + 1},   Span{line.first, line.size()},
                            Span{before, result + 1},       Span{before, line.size()}};
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Span span = spans.at(i);
    // One that is looked at already tells nothing else.
    if (span.end - span.first > 2 * clause_figures_max ||
        std::find(spans.begin(), spans.begin() + i, span) != spans.begin() + i)
      continue;
    const std::optional<Found> found = ends_in(line, span, result);
    if (!found) continue;
    const auto& [from, to] = found->ends;
    for (const Two& ends : {Two{from, to}, Two{to, from}}) {
      const Ratio ratio{RelationKind::growth, result, ends.to, ends.from};
      const auto computed = changed(line, ends, result);
      if (!computed || !holds(line, ratio, *computed)) continue;
      // The other way round only to the digit: 20% less is 25% more.
      const bool turned = ends.from != from;
      if ((!found->sure || turned) && !holds_to_the_digit(line, ratio, *computed, false)) continue;
      tell(line, ratio, *computed);
      return true;
    }
    const bool near = span.first == clause.first && span.end <= clause.end;
    const bool sure =
        found->sure && !is_adjusted(words) &&
        (near || (are_of_one_thing(line, found->ends) && !is_end_of_another(line, found->ends))) &&
        is_beside_them(line, result, found->ends) && is_of_them(line, result, found->ends);
    const auto computed = changed(line, {from, to}, result);
    if (!sure || !computed || are_of_other_times(line, result, {from, to})) continue;
    tell(line, {RelationKind::growth, result, to, from}, *computed);
    return true;
  }
  return false;
}

// 达到3200个，是2009年底800个的4倍: of what stands right before it, and the one before that.
bool tell_times_of_named(const Line& line, std::size_t result) {
  if (line.at(result).unit.name != "倍" || !(line.words(result) == "的") ||
      result < line.first + 2 || !says(own_words(line, result - 1), {"是", "为", "相当于"}) ||
      !begins(line.words(result - 1), {"，"}) ||
      !same_unit(line.at(result - 1), line.at(result - 2)) ||
      line.at(result - 2).measure == Measure::growth)
    return false;
  const auto computed = changed(line, {result - 1, result - 2}, result);
  if (computed) tell(line, {RelationKind::growth, result, result - 2, result - 1}, *computed);
  return computed.has_value();
}

// Whether a change that is told in the unit of what changes can be one of two figures of that unit:
// looked at before any words are.
bool has_two_like(const Line& line, std::size_t result, std::size_t first) {
  int others = 0;
  for (std::size_t i = first; i < line.size() && others < 2; ++i)
    others += i != result && same_unit(line, i, result) ? 1 : 0;
  return others > 1;
}

void add_pairs(const Line& line) {
  if (line.size() < 3) return;
  const std::size_t before = before_sentence(line);
  for (std::size_t i = line.first; i < line.size(); ++i) {
    const Figure& figure = line.at(i);
    if (!is_known(figure)) continue;
    const bool share = figure.unit.name == "%" &&
                       (figure.measure != Measure::growth || own_words(line, i).ends_with("率"));
    const bool relative = figure.measure == Measure::growth || figure.unit.name == "倍" ||
                          figure.unit.name == "番" || figure.unit.name == "百分点";
    if (!relative && figure.unit.name != "%" && !has_two_like(line, i, before) &&
        !has_changes(line))
      continue;
    const bool change = relative || is_told_as_change(line, i);
    if ((!share && !change) || is_told(line, i)) continue;
    if (change && (tell_times_of_named(line, i) || tell_change_of_named(line, i) ||
                   (i > line.first && tell_change_along(line, i))))
      continue;
    if (!change || !tell_change_of_two(line, i))
      if (share) tell_share_of_two(line, i);
  }
}

}  // namespace youju::reading
