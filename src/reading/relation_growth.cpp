// Changes against the two ends between which they are.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_difference.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// Whether some figures near the one at `i` can be its ends: looked at before any words are.
bool has_ends(const Line& line, std::size_t i) {
  constexpr std::size_t far = 4;
  if (i + 1 < line.size() && i > 0 && same_unit(line, i - 1, i + 1)) return true;
  if (i + 2 < line.size() && same_unit(line, i + 1, i + 2)) return true;
  for (std::size_t last = i > 2 ? i - 2 : 0; last < i; ++last)
    for (std::size_t first = last > far + 1 ? last - far - 1 : 0; first < last; ++first)
      if (same_unit(line, first, last)) return true;
  return false;
}

// The change of two stated ends.
std::optional<Decimal> change(const Line& line, std::size_t from, std::size_t to,
                              std::size_t result) {
  const Figure& stated = line.at(result);
  if (!is_known(line.at(from)) || !is_known(line.at(to)) ||
      are_loss_and_gain(line.words(from), line.words(to)))
    return std::nullopt;
  const Result<Decimal> difference = subtract(line.value(to), line.value(from));
  if (!difference) return std::nullopt;
  const std::string_view unit = line.at(from).unit.name;
  const bool percents = unit == "%";
  const bool alike = stated.unit.name == unit && stated.unit.per == line.at(from).unit.per;
  if (stated.unit.name == "百分点")
    return percents ? std::optional(difference->abs()) : std::nullopt;
  if (alike && !percents) return difference->abs();
  if (stated.unit.name == "番") return doublings(line.value(to), line.value(from));
  if (stated.unit.name == "倍") {
    // 为上年的3倍 is what it has become, 增长3倍 by how much.
    const Decimal of = says_growth(line.words(result)) ? difference->abs() : line.value(to);
    const auto hundredfold = percent(of, line.value(from), places_of(stated) + 3);
    if (!hundredfold) return std::nullopt;
    return hundredfold->shifted(-2).value_or(Decimal(0));
  }
  if (stated.unit.name != "%" || percents) return std::nullopt;
  return percent(difference->abs(), line.value(from), places_of(stated) + beyond);
}

// 发展到2019年的 is 发展到.
std::string_view without_date(std::string_view words) {
  for (const std::string_view tail : {"的", "底", "末", "年", "今", "本", "当"})
    if (words.ends_with(tail)) words.remove_suffix(tail.size());
  while (!words.empty() && words.back() >= '0' && words.back() <= '9') words.remove_suffix(1);
  return words;
}

struct Year {
  int number = 0;
  std::string_view behind;  // what stands between it and the figure
};
Year year_of(std::string_view words) {
  const std::size_t at = words.rfind("年");
  const int number = year_before(words, at);
  return number == 0 ? Year() : Year{number, words.substr(at + 3)};
}

// 2011年实现增加值46亿元，2012年达到52.9亿元: of the second year the same is told, or no thing at
// all.
bool tells_again(const Year& then, const Year& now) {
  static constexpr std::string_view reaches[] = {"达到", "达",   "为",   "是",     "完成",
                                                 "实现", "增至", "降至", "增加到", "提高到"};
  return then.behind == now.behind ||
         (now.behind.size() >= 6 && then.behind.starts_with(now.behind)) ||
         std::find(std::begin(reaches), std::end(reaches), now.behind) != std::end(reaches);
}

// ，批次比去年的118批: the unit stands there as the name of what is compared.
bool names_unit(const Line& line, std::size_t i) {
  std::string_view words = line.words(i);
  if (!words.starts_with("，")) return false;
  words.remove_prefix(3);
  return !line.at(i).unit.name.empty() && words.starts_with(line.at(i).unit.name);
}

// What is compared with the older figure `from`: the one before it, or the whole whose parts stand
// between, or the last one of its unit.
std::size_t newer_of(const Line& line, std::size_t from) {
  constexpr std::size_t far = 4;
  if (from == 0) return from;
  const std::size_t whole = whole_of_part(line, from - 1);
  // 比2019年的57万元增长20%: a sentence that begins so goes on with what the one before it told.
  const bool goes_on = from == line.first && begins(line.words(from), {"比", "较", "与", "这"});
  if (from <= line.first && !goes_on) return from;
  if (whole != from - 1 && (whole >= line.first || goes_on) &&
      same_unit(line.at(whole), line.at(from)))
    return whole;
  if (goes_on) return same_unit(line.at(from - 1), line.at(from)) ? from - 1 : from;
  for (std::size_t back = 1; back <= far && back <= from - line.first; ++back) {
    const std::size_t i = from - back;
    // What is farther off must not be named anew: 集体访96批、1,742人次，比去年的118批减少22批.
    if (same_unit(line.at(i), line.at(from)))
      return back == 1 || begins(line.words(from), {"，比", "，较"}) || names_unit(line, from)
                 ? i
                 : from;
    // Not over what is not there, nor over a clause.
    if (line.at(i).value.form == Value::Form::none || says(line.words(i), {"；"})) break;
  }
  return from;
}

// 超过核定接待量1.5万人近27%, 比上年的40人高出: the number is what another is held against.
bool is_measured_by(std::string_view words) {
  return begins(words, {"，超过", "，超出", "，超上", "，超去", "，高出", "，高于", "，低于",
                        "，多于", "，少于"});
}

// 与上月的45起相比.
bool is_set_against(const Line& line, std::size_t i) {
  const std::string_view words = line.words(i);
  return begins(words, {"，与", "，和", "，同", "；与", "；和", "与", "同"}) &&
         line.text.has(line.at(i).end_byte, "相比");
}

// ，脂肪供能比较推荐上限的30%高出: by its own words a thing is held against the number.
bool is_held_against(std::string_view words) {
  constexpr std::size_t character = 3;
  return words.starts_with("，") && words.ends_with("的") && says(words, {"较", "比"}) &&
         !says(words.substr(character), {"，", "；", "、", "。"}) && !says_growth(words);
}

// 分别为11.3%和4.9%，城镇高出农村6.4个百分点: what two that stand side by side differ by.
bool tells_gap(std::string_view words) {
  return says(words, {"高出", "高于", "低于", "多于", "少于", "相差", "差距"});
}

// The figure before `from` of the thing that is named between the comma and 比.
std::optional<std::size_t> called_so(const Line& line, std::size_t from) {
  constexpr std::size_t two = 6;
  std::string_view name = line.words(from);
  if (!begins(name, {"，", "；"})) return std::nullopt;
  name = name.substr(3, std::min(name.find("比"), name.find("较")) - 3);
  if (name.size() < two || name.size() + two > line.words(from).size()) return std::nullopt;
  for (std::size_t i = from; i-- > line.first;)
    if (same_unit(line.at(i), line.at(from)) && says(line.words(i), {name})) return i;
  // 蛋白质、脂肪供能比分别为13.4%和35.9%，脂肪供能比较推荐上限的: by its name in a list.
  for (std::size_t i = from; i-- > line.first;) {
    if (!same_unit(line.at(i), line.at(from))) continue;
    const std::string_view beside = name_beside(line, i);
    if (beside.size() >= two && name.starts_with(beside)) return i;
  }
  // 报告传染病2,418例，死亡11例，报告发病数较2006年的: by the deed, if nothing else was done so.
  std::optional<std::size_t> done;
  for (std::size_t i = from; i-- > line.first;) {
    const std::string_view deed = line.at(i).action;
    if (!same_unit(line.at(i), line.at(from)) || deed.size() < two || !name.starts_with(deed))
      continue;
    if (done) return std::nullopt;
    done = i;
  }
  return done;
}

// ，同比增长, ，增幅达: of what was told, and of no other thing, as ，支出比上年增长 is.
bool is_of_the_same(std::string_view grown) {
  static const Words heads(
      Words::Side::begin,
      {{0,
        "增 减 降 下 上 提 同比 比 较 净 涨 缩 压 高 低 多 少 翻 回 超 共 年 总 即 实际 "
        "平均 幅 户均 人均 亩均 累计 同口径 核 节 这"}});
  while (begins(grown, {"，", "（"})) grown.remove_prefix(3);
  return heads.has(grown, 0);
}

// ，三年翻了一番 without 三年.
std::string_view without_years(std::string_view grown) {
  constexpr std::size_t character = 3;
  static const Words numerals(Words::Side::begin, {{0, "两 三 四 五 六 七 八 九 十"}});
  const std::string_view rest = grown.starts_with("，") ? grown.substr(character) : grown;
  if (rest.size() < 2 * character || !numerals.has(rest, 0)) return grown;
  const std::string_view years = rest.substr(character);
  if (!years.starts_with("年")) return grown;
  return begins(years, {"间", "年间", "年来"}) ? years.substr(2 * character)
                                               : years.substr(character);
}

// 工商税收193万元、非税收入42万元。工商税收上年为154万元，今年增长: a sentence that begins with the
// very name of what was told before.
std::optional<std::size_t> named_before(const Line& line, std::size_t from) {
  constexpr std::size_t far = 8, two = 6;
  static const Words then(Words::Side::end, {{0,
                                              "上年为 去年为 上年是 去年是 上年同期为 去年同期为 "
                                              "上年仅为 去年仅为"}});
  std::string_view name = line.words(from);
  const Words::Hit hit = then.longest(name, name.size());
  if (from != line.first || !hit || name.size() < hit.bytes + two) return std::nullopt;
  name.remove_suffix(hit.bytes);
  for (std::size_t i = from; i > 0 && from - i < far;)
    if (--i; same_unit(line.at(i), line.at(from)) && line.at(i).subject == name) return i;
  return std::nullopt;
}

struct Ends {
  std::size_t from = 0, to = 0;
  bool leads = false;  // 由 A 到 B: the older one stands first
  bool named = false;  // 利润比上年的: of a thing that is named beside it
};
// ，上年开放审核: more than when it was.
bool tells_deed(std::string_view words) {
  constexpr std::size_t deed_bytes = 12;
  static const Words times(
      Words::Side::begin,
      {{0,
        "， （ ( 而 上年 上年度 去年 去年度 同期 上年同期 去年同期 全年 上届 上期 "
        "上月 上季度 上半年 上学年 上学期 上一年 上次 上轮 末 底 年末 年底 初 仅 只 "
        "只有 为 是 有 达 的 约 同 数 共 才 不过 实际 完成 总数 总量 同比 时 度 年"}});
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t time = times.longest(words, at).bytes;
    if (time == 0) return words.size() - at >= deed_bytes && !says(words, {"比", "较", "年前"});
    at += time;
  }
  return false;
}

// Whether the words behind the older end name what nothing before it is called.
bool names_another(const Line& line, std::size_t last) {
  constexpr std::size_t two = 6;
  static const Words leads(
      Words::Side::begin,
      {{0, "， ） \u3000 今年 本年 当年 全年 本期 本学年 本季 本月 现 实现 则 共"}});
  const std::string_view rest = without_begin(line.words(last + 1), leads);
  if (rest.size() < two || is_of_the_same(rest)) return false;
  const std::size_t begin = line.at(line.first).begin_byte - line.words(line.first).size();
  const std::size_t end = line.at(last).begin_byte;
  return begin < end &&
         line.text.between(begin, end).find(rest.substr(0, two)) == std::string_view::npos;
}

// The ends where the older one stands right before its change and is compared by its words.
std::optional<Ends> compared_ends(const Line& line, std::size_t last, std::string_view words,
                                  bool reached) {
  const bool begun = begins(words, {"，上", "（上", "，去年", "（去年", "(上", "，同期", "，而上",
                                    "，而去年", "，而同期", "，同比（"}) ||
                     (begins(words, {"，", "（"}) && ends(words, {"为", "是", "有"}) &&
                      says_earlier(words) && !says(words, {"比", "较", "由", "从"}));
  if (reached)
    if (const std::optional<std::size_t> to = named_before(line, last)) return Ends{last, *to};
  if (reached && !begun) return std::nullopt;
  const std::optional<std::size_t> called = called_so(line, last);
  const std::size_t to = called ? *called : newer_of(line, last);
  if (to == last || (line.at(last).measure == Measure::growth && !ends(words, {"的", "（"})))
    return std::nullopt;
  // 副本41.5万页，上年开放审核3.6万页，今年: of another deed.
  if (begun && tells_deed(words)) return Ends{last, to, false, true};
  // 合同金额1.26亿元，上年同期金额1.08亿元，当年完成产值同比增长: of another thing.
  if (begun && names_another(line, last)) return Ends{last, to, false, true};
  // 会员总数5,980人，其中新会员720人，会员总数比上年的5,200人: what has that very name.
  if (called) return Ends{last, *called, false};
  const bool alone = last == line.first && to + 1 == last && !begins(line.words(last), {"这"});
  const bool named =
      alone ||
      (!begun && !is_set_against(line, last) && !is_measured_by(words) && !names_unit(line, last) &&
       !begins(words, {"，比", "，较", "比", "较", "（比", "（较", "与", "，与", "，同比"}));
  return Ends{last, to, false, named};
}

// 2004年为0.20元、2005年为0.35元、2006年为0.50元，三年翻了一番多: from the first of a row of years.
Ends of_years(const Line& line, const Ends& rising, std::size_t result) {
  std::size_t first = rising.from;
  while (first > line.first && same_unit(line.at(first - 1), line.at(rising.to)) &&
         year_of(line.words(first - 1)).number + 1 == year_of(line.words(first)).number)
    --first;
  const Said& grown = line.words(result);
  const bool over_years = without_years(grown).size() != grown.size() ||
                          (first != rising.from && line.at(result).unit.name == "番");
  return over_years ? Ends{first, rising.to, true, true} : rising;
}

// What stands before the older end, behind what leads to it: 这是全年的数字，去年是; ；与上月的.
std::string_view compared_words(const Line& line, std::size_t last) {
  constexpr std::size_t character = 3;
  const std::string_view words = line.words(last);
  if (last == line.first && words.starts_with("这"))
    if (const std::size_t mark = words.rfind("，"); mark != std::string_view::npos)
      return words.substr(mark);
  // ；总产量较上年的: goes on with what has that name.
  const bool goes_on =
      words.starts_with("；") && (is_set_against(line, last) || called_so(line, last));
  return goes_on ? words.substr(character) : words;
}

// The two ends of the change that is told at `result`, right behind them.
std::optional<Ends> ends_of(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 36, long_bytes = 72, joint_bytes = 6;
  if (result < 2) return std::nullopt;
  const std::size_t last = result - 1;
  const std::string_view words = compared_words(line, last);
  const bool against = is_set_against(line, last);
  const Said& grown = line.words(result);
  if (grown.size() > short_bytes || says(grown, {"；", "其中", "。"})) return std::nullopt;
  // 由9.6亿元增至17.3亿元，年均增长15.9%: over how many years is not said.
  if (says(grown, {"年均", "年平均", "逐年", "每年"})) return std::nullopt;
  // 较第二次土壤普查（1982年）的14.2克: whatever it is that it is held against.
  const bool held_long = begins(words, {"，比", "，较"}) && words.ends_with("的") &&
                         !says(words.substr(3), {"，", "；", "、"});
  const std::size_t most = against || held_long ? long_bytes : short_bytes;
  if (words.size() > most || says(words, {"；", "。"})) return std::nullopt;
  const std::string_view reach = without_date(words);
  const bool reached = ends(reach, {"到", "至", "为", "达", "到了"});
  const bool difference =
      says(words, {"净增", "增加", "减少", "净减", "增长", "下降", "多", "少"}) ||
      ends(words, {"高", "低", "快", "慢", "长", "短", "大", "小"});
  const bool held_against = (begins(words, {"，比", "，较", "比", "较"}) &&
                             (words.ends_with("的") || !says_growth(words))) ||
                            is_held_against(words);
  const bool compared =
      against || is_measured_by(words) ||
      ((held_against || says_earlier(words) || begins(words, {"，同比（"})) && !difference);
  if (same_unit(line.at(last - 1), line.at(last))) {
    const Said& before = line.words(last - 1);
    if (tells_gap(grown) && begins(grown, {"，"}) && words.size() <= joint_bytes &&
        begins(words, {"和", "、", "与"}) && says(before, {"分别"}))
      return Ends{last, last - 1, false};
    // 比去年的8天缩短2天，降至6天: what lies between is the difference.
    const bool apart = line.at(last - 1).measure == Measure::growth && last > line.first + 1 &&
                       !says(before, {"由", "从"}) && same_unit(line.at(last - 2), line.at(last));
    const Ends rising{apart ? last - 2 : last - 1, last, true};
    const bool leads = says(before, {"由", "从"});
    const Year then = year_of(before), now = year_of(words);
    // 12万张增至15万张: a verb of motion alone stands between.
    const bool moves = reach.size() >= 6 && reach.size() <= 15 &&
                       (ends(reach, {"增加到", "提高到", "降至", "增至", "升至", "降到", "减至"}) ||
                        (ends(reach, {"到", "至"}) && says_growth(reach)));
    if ((reached && leads) || moves) {
      if (says(grown, {"上年", "去年"})) return std::nullopt;
      // 投资由12亿元增加到15亿元，税收增长18%: of another thing.
      Ends ends = rising;
      ends.named =
          (line.at(result).unit.name == "%" || result == line.first) && !is_of_the_same(grown);
      return ends;
    }
    if (!compared && then.number != 0 && then.number < now.number && tells_again(then, now) &&
        is_of_the_same(without_years(grown)))
      return of_years(line, rising, result);
    if (!compared && !difference && (says_earlier(before) || then.number != 0) &&
        !says(before, {"比", "较"}) && says(words, {"今年", "本年", "当年", "本学年"}) &&
        is_of_the_same(grown))
      return rising;
    // 外借52.7万册，而2011年为45.9万册: of another year than the one that is spoken of.
    const int spoken = line.at(last - 1).period.first.year;
    const bool older = spoken == 0 || now.number <= spoken;
    if (now.number != 0 && older && then.number == 0 && !difference && !says(words, {"比", "较"}) &&
        begins(now.behind, {"为", "是", "仅", "只有"}))
      return Ends{last, last - 1, false};
  }
  if (!compared) return std::nullopt;
  return compared_ends(line, last, words, reached);
}

// Whether the words of a change, or those of its older end, begin with what another figure before
// `to` is called and `to` is not.
bool is_of_another(const Line& line, std::size_t to, std::string_view grown,
                   std::string_view then) {
  constexpr std::size_t two = 6;
  static const Words times(
      Words::Side::begin,
      {{0, "， （ ( 上年 去年 上年同期 去年同期 同期 其中 全年 同比 比 较 增长 下降"}});
  for (const std::string_view words : {grown, then}) {
    const std::string_view name = without_begin(words, times).substr(0, two);
    if (name.size() < two || says(line.words(to), {name})) continue;
    for (std::size_t i = line.first; i < to; ++i)
      if (same_unit(line.at(i), line.at(to)) && says(line.words(i), {name})) return true;
  }
  return false;
}

// 授权180件，同比增长20%（去年150件）: the older end stands behind the growth.
bool told_behind(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 30;
  if (result + 1 >= line.size() || result < line.first + 1 ||
      !same_unit(line.at(result - 1), line.at(result + 1)))
    return false;
  // 支出68万元，比上年压减17万元，压减20%（上年85万元）: what stands between is the difference.
  const bool by =
      result > line.first + 1 && same_unit(line.at(result - 2), line.at(result + 1)) &&
      (says_earlier(line.words(result - 1)) || says(line.words(result - 1), {"同比"})) &&
      says_growth(line.words(result - 1)) &&
      !reading::ends(line.words(result - 1), {"到", "至", "为", "的"});
  const std::size_t to = by ? result - 2 : result - 1;
  const Said& then = line.words(result + 1);
  // （20XX年为561.7亿元）: of a year that is not filled in.
  const bool earlier = says_earlier(then) || year_of(then).number != 0 ||
                       reading::ends(then, {"年为", "年的", "年是"});
  // Behind a comma nothing else may be told of last year: ，去年为, ，上年同期.
  static constexpr std::string_view commas[] = {"，去年为",     "，上年为",   "，去年同期为",
                                                "，上年同期为", "，去年同期", "，上年同期",
                                                "，去年是",     "，上年是"};
  const bool begun = begins(then, {"（", "("}) ||
                     std::find(std::begin(commas), std::end(commas), then) != std::end(commas);
  if (then.size() > short_bytes || !begun || !earlier || says(then, {"比", "较", "；", "分别"}) ||
      says(line.words(result), {"；", "其中", "。"}))
    return false;
  const Ratio ratio{RelationKind::growth, result, to, result + 1};
  const auto computed = change(line, result + 1, to, result);
  // 本科上线862人，上线率20.4%（参考4216人），比去年增加66人（去年796人）: of the one that makes
  // it.
  if (computed && !holds(line, ratio, *computed))
    for (std::size_t i = to; i-- > line.first;) {
      if (!same_unit(line.at(i), line.at(to)) || says_earlier(line.words(i))) continue;
      const auto other = change(line, result + 1, i, result);
      const Ratio of_other{RelationKind::growth, result, i, result + 1};
      if (!other || !holds(line, of_other, *other)) continue;
      tell(line, of_other, *other);
      return true;
    }
  // 结婚3215对，离婚1647对，结婚登记数下降（上年3648对）: of another that is called so.
  if (computed && !holds(line, ratio, *computed) &&
      is_of_another(line, to, line.words(result), then))
    return false;
  // 检查639家次，其中企业512家次、网点127家次，同比增加65家次（上年574家次）: of the whole.
  const std::size_t all = whole_of_any_part(line, to);
  if (computed && all != to && !holds(line, ratio, *computed)) {
    const auto of_all = change(line, result + 1, all, result);
    if (of_all) tell(line, {RelationKind::growth, result, all, result + 1}, *of_all);
    return true;
  }
  if (computed) tell(line, ratio, *computed);
  return computed.has_value();
}

// 比上年减少12起，由48起下降到36起: the ends stand behind the change.
bool told_before(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 36;
  if (result + 2 >= line.size() || !same_unit(line.at(result + 1), line.at(result + 2)))
    return false;
  const Said &from = line.words(result + 1), &to = line.words(result + 2);
  if (!begins(from, {"，由", "，从", "（由", "（从"}) || from.size() > short_bytes ||
      to.size() > short_bytes || !ends(without_date(to), {"到", "至", "为"}))
    return false;
  const auto computed = change(line, result + 1, result + 2, result);
  if (computed) tell(line, {RelationKind::growth, result, result + 2, result + 1}, *computed);
  return computed.has_value();
}

// 标准由1000元提高到1200元，提高20%，需增加资金120余万元: what stands behind the verb is a thing
// that the words of its ends do not have.
bool grows_in_another(const Line& line, std::size_t result, const Ends& ends) {
  constexpr std::size_t two = 6;
  static const Words verbs(Words::Side::begin, {{0, "增加 减少 新增 追加 增拨 增支 节约 节省"}});
  static const Words tails(Words::Side::end,
                           {{0, "约 近 为 达 了 共 超 超过 约为 不足 金额 额 数"}});
  const std::string_view words = line.words(result);
  const std::size_t verb = verbs.seek(words, 0, words.size());
  if (verb >= words.size()) return false;
  const std::string_view thing =
      without_end(words.substr(verb + verbs.longest(words, verb).bytes), tails);
  return thing.size() >= two && !says(line.words(ends.from), {thing}) &&
         !says(line.words(ends.to), {thing}) && !says(line.at(ends.to).subject, {thing});
}

// 由1,243元提高到1,418元，增加175元，增长14.1%: a second change between the same ends, told at once
// behind the first.
bool told_twice(const Line& line, std::size_t result) {
  constexpr std::size_t short_bytes = 24;
  const std::size_t first = result - 1;
  if (line.at(first).unit.name == line.at(result).unit.name || !says_growth(line.words(first)) ||
      line.words(result).size() > short_bytes ||
      reading::ends(line.words(first), {"到", "至", "为"}) ||
      says(line.words(result),
           {"；", "其中", "同比", "上年", "去年", "户均", "人均", "亩均", "分别"}))
    return false;
  const std::optional<Ends> ends = ends_of(line, first);
  if (!ends) return false;
  // What is no growth must be a difference of the ends.
  if (line.at(first).measure != Measure::growth && !same_unit(line.at(first), line.at(ends->to)))
    return false;
  const auto computed = change(line, ends->from, ends->to, result);
  const Ratio ratio{RelationKind::growth, result, ends->to, ends->from};
  if (computed && (holds(line, ratio, *computed) || !grows_in_another(line, result, *ends)))
    tell(line, ratio, *computed);
  return computed.has_value();
}

// 配方区538公斤，习惯区506公斤，增产32公斤、6.3%: two that are set beside each other, of which one
// change is told twice. The one that is right says of what the other is.
bool told_by_both(const Line& line, std::size_t by) {
  constexpr std::size_t joint_bytes = 15, label_bytes = 45;
  if (by < line.first + 2 || by + 1 >= line.size() || line.at(by + 1).unit.name != "%")
    return false;
  std::size_t to = by - 2, from = by - 1;
  const std::size_t share = by + 1;
  const Said &more = line.words(by), &joint = line.words(share);
  if (!same_unit(line.at(to), line.at(from)) || !same_unit(line.at(from), line.at(by)) ||
      line.at(by).unit.name == "%" || !begins(more, {"，"}) || !says_growth(more) ||
      more.size() > joint_bytes || says(more, {"到", "至", "同比", "比上", "比去"}) ||
      joint.size() > joint_bytes ||
      !(is_beside(joint) || begins(joint, {"，增", "，减", "，降"})) ||
      !begins(line.words(from), {"，", "；"}) || line.words(from).size() > label_bytes ||
      says(line.words(from), {"其中"}))
    return false;
  // 年初1460张，年末2190张，净增730张、50%: the older one may lead.
  if (says_earlier(line.words(to)) && !says_earlier(line.words(from))) std::swap(to, from);
  const auto computed = change(line, from, to, by), grown = change(line, from, to, share);
  const Ratio one{RelationKind::growth, by, to, from}, other{RelationKind::growth, share, to, from};
  if (!computed || !grown || !is_known(line.at(share)) ||
      !(*computed == line.value(by) || holds_to_the_digit(line, other, *grown, false)))
    return false;
  tell(line, one, *computed);
  tell(line, other, *grown);
  return true;
}

// Whether a change is told at all: points are one, and so is the share by which something exceeds
// what stands right before it.
bool tells_change(const Line& line, std::size_t i) {
  constexpr std::size_t about_bytes = 6, told_bytes = 12;
  const Said& words = line.words(i);
  // 窗口由7个增至10个，增设清真档口1个: a deed.
  if (says(words, {"增设", "增建", "增配", "增派", "增挂", "增开"})) return false;
  // 五年翻了一番多，年均增长17.2%: a change of each year.
  if (says(words, {"年均增", "年均递增", "年均提高", "年均下降", "年均减", "年平均增", "平均每年"}))
    return false;
  if (line.at(i).unit.name == "百分点" || says_growth(words)) return true;
  // 由1.15元调为1.48元，上调28.7%.
  if (i > 1 && line.at(i).unit.name == "%" && words.starts_with("，") && words.size() <= 9 &&
      !says(words, {"占", "率"}) && says(line.words(i - 2), {"由", "从"}) &&
      ends(line.words(i - 1), {"到", "至", "为"}))
    return true;
  if (i == 0 || words.size() > told_bytes) return false;
  // 比规定的20天提前8天.
  const std::string_view before = line.words(i - 1);
  if (begins(before, {"，比", "，较"}) && !words.empty() && !says(words, {"，", "；", "、"}))
    return !says_growth(before);
  return words.size() <= about_bytes && line.at(i).unit.name == "%" && is_measured_by(before);
}

// 事故从12起降为9起，死亡从6人降为3人，分别下降25%和50%: each change has ends of its own.
// Returns where the row of changes ends.
std::size_t told_respectively(const Line& line, std::size_t first) {
  constexpr std::size_t joint_bytes = 6;
  std::size_t end = first + 1;
  while (end < line.size() && line.words(end).size() <= joint_bytes &&
         line.at(end).unit.name == line.at(first).unit.name)
    ++end;
  const std::size_t count = end - first;
  if (count < 2 || !says(line.words(first), {"分别", "各"})) return first;
  for (std::size_t i = 0; i < count && first >= line.first + 2 * count; ++i) {
    const std::size_t from = first - 2 * (count - i), to = from + 1;
    if (!same_unit(line.at(from), line.at(to)) || !says(line.words(from), {"由", "从"}) ||
        !ends(line.words(to), {"到", "至", "为"}))
      continue;
    const auto computed = change(line, from, to, first + i);
    if (computed) tell(line, {RelationKind::growth, first + i, to, from}, *computed);
  }
  return end;
}

// 平均丛虫量860头，高的3,400头，比上年同期的344头多1.5倍: what is compared may be another figure of
// the sentence, if it is the one that makes the change.
std::size_t compared_with(const Line& line, const Ends& ends, std::size_t stated) {
  for (std::size_t i = ends.to; i-- > line.first;) {
    if (!same_unit(line.at(i), line.at(ends.from))) continue;
    const auto computed = change(line, ends.from, i, stated);
    if (computed && holds(line, {RelationKind::growth, stated, i, ends.from}, *computed)) return i;
  }
  return ends.to;
}

}  // namespace

void add_growths(const Line& line) {
  std::size_t told_to = line.first;
  for (std::size_t i = line.first; i < line.size(); ++i) {
    if (i < told_to) continue;
    const Figure& stated = line.at(i);
    if (!is_known(stated) || !has_ends(line, i) || !tells_change(line, i)) continue;
    if (const std::size_t end = told_respectively(line, i); end != i) {
      told_to = end;
      continue;
    }
    if (told_by_both(line, i)) {
      told_to = i + 2;
      continue;
    }
    if (i > 0 && told_twice(line, i)) continue;
    // 降至6100万元 is an end and no change.
    if (ends(line.words(i), {"至", "到"}) || told_behind(line, i) || told_before(line, i)) continue;
    if (const std::optional<Ends> ends = ends_of(line, i)) {
      Ratio ratio{RelationKind::growth, i, ends->to, ends->from};
      auto computed = change(line, ends->from, ends->to, i);
      if (computed && !ends->leads && !holds(line, ratio, *computed)) {
        if (const std::size_t to = compared_with(line, *ends, i); to != ends->to) {
          ratio = {RelationKind::growth, i, to, ends->from};
          computed = change(line, ends->from, to, i);
        }
      }
      // 由2015年的A到2020年的B，同比: against another year it may be another change.
      const int years = year_of(line.words(ends->to)).number;
      const bool sure = (!ends->leads || years == 0 || !says(line.words(i), {"同比"})) &&
                        !is_adjusted(line.words(i));
      if (computed && ((sure && !ends->named) || holds(line, ratio, *computed)))
        tell(line, ratio, *computed);
      continue;
    }
    tell_by_difference(line, i);
  }
}

}  // namespace youju::reading
