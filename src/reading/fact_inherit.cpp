// What a clause has from the figure before it in its sentence: 比上年, 其中, lists, 增幅.
#include <youju/reading/fact.h>
#include <youju/reading/left_out.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t two_characters = 6;

// 版权输出14项，引进22项: another deed is done with the thing alone; what people bring forward is
// a thing itself: 使用申请276件，办结268件.
std::string_view without_deed(std::string_view subject) {
  if (ends(subject, {"投诉", "信访", "上访", "申请", "举报", "诉求", "报告"})) return subject;
  const std::size_t verb = verb_before(subject, subject.size());
  if (verb == two_characters && is_noun_too(subject.substr(subject.size() - verb))) return subject;
  return verb > 3 && verb + two_characters <= subject.size() && !ends(subject, {"赛", "座"})
             ? subject.substr(0, subject.size() - verb)
             : subject;
}

// 超过核定接待量1.5万人, 低于保证水位26米, 尚有宜林荒山26万亩: what stands between is named with
// it, and is no time, plan or place; or nothing.
std::string_view named_beside(std::string_view before) {
  static const Words links(
      Side::begin,
      {{0,
        "超过 超警戒 超 低于 高于 少于 多于 优于 好于 比 较 扣除 尚有 仍低于 仍高于 其余 余下"}});
  static const Words others(
      Side::begin,
      {{0,
        "出 去年 上年 往年 前年 常年 今年 历年 历史 同期 上届 上期 上月 上季 上学 上次 "
        "年初 年末 期初 全省 全市 全国 全县 全区 省 市 县 区 国家 地区 平均 计划 目标 "
        "任务 预算 预期 年度 全年 改革 改造 原 此前 之前 标准 规定 要求 前 以往 第 "
        "其他 同类 同行 周边 另"}});
  static const Words sayings(Side::end, {{0,
                                          "时 年 月 日 前 后 平均 均值 平均值 同期 水平 增长 下降 "
                                          "提高 降低 增加 减少 上升 缩短 上涨 下跌 的"}});
  constexpr std::size_t three = 9, longest = 30;
  const std::size_t link = links.longest(before, 0).bytes;
  if (link == 0 || (begins(before, {"比", "较"}) && !before.ends_with("的"))) return {};
  before.remove_prefix(link);
  if (before.ends_with("的")) before.remove_suffix(3);
  const bool noun = before.size() >= three && before.size() <= longest && !others.has(before, 0) &&
                    !sayings.has(before, before.size()) &&
                    std::all_of(before.begin(), before.end(),
                                [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) &&
                    !says(before, {"，", "、", "年", "月", "（"}) &&
                    verb_before(before, before.size()) == 0;
  return noun ? before : std::string_view();
}

// Whether the clause speaks of what the last figure is of, and does not name what it is done to:
// but 改善灌溉面积6.2万亩.
bool is_of_the_last(const Text& text, std::string_view before, const Figure& figure) {
  const bool relative = figure.unit.name == "%" || figure.unit.name == "倍";
  const bool of_own = !figure.action.empty() && before.starts_with(figure.action) &&
                      figure.subject.size() >= two_characters &&
                      figure.subject.data() == before.data() + figure.action.size() &&
                      !ends(figure.subject, {"计划", "任务", "目标", "预算", "指标"});
  return !of_own && speaks_of_the_last(before, relative) && !counted_behind(text, figure);
}

// What stands before it and is told of again: 较上年增加11天, 比上年的9600万元多.
void tell_again(const Text& text, const Reading& reading, std::size_t index, const Figure& last,
                std::string_view before, Figure& figure) {
  const bool relative = figure.unit.name == "%" || figure.unit.name == "倍";
  const bool of_other = is_of_the_last(text, before, figure);
  const bool qualified = same(figure.unit.name, last.unit.name) && only_qualifies(figure.subject) &&
                         !(relative && (ends(figure.subject, {"方面"}) || says(before, {"占"}))) &&
                         !only_qualifies(last.subject);
  // 优良率80.3%，较上年增加11天: a number of things is of the last such number.
  const bool other_unit = last.unit.name == "%" && figure.unit.name != "%" &&
                          figure.unit.name != "百分点" && figure.unit.name != "倍";
  const Figure* like = of_other && other_unit ? like_before(text, reading, index) : nullptr;
  const bool of_time = is_time_only(before);
  if (like == nullptr && (of_time || (of_other && begins(before, {"比", "较", "（"}))) &&
      figure.unit.name != "%")
    like = before_parts(text, reading, index);  // 募集1,348万元，其中…，比2009年的1,131万元
  // 资金1.08亿元，惠及企业356家，比上年的9600万元多: of the last in its unit.
  if (like == nullptr && of_other && !relative && !same(figure.unit.name, last.unit.name) &&
      !begins(before, {"每", "年龄", "首次"}) && figure.unit.name != "百分点")
    like = like_before(text, reading, index);
  if (const std::string_view named = of_other && !relative && figure.measure != Measure::growth
                                         ? named_beside(before)
                                         : std::string_view();
      !named.empty()) {
    figure.subject = named;
  } else if (like != nullptr) {
    figure.subject = like->subject;
  } else if (!last.subject.empty() && (of_other || qualified || of_time)) {
    figure.subject = last.subject;
  }
}

// What is left out where the clause says nothing, or nothing but 增幅, 面积.
void tell_left_out(const Text& text, const Reading& reading, std::size_t index, const Figure& last,
                   std::string_view before, bool told, Figure& figure) {
  constexpr std::size_t short_bytes = 12;
  const bool of_it = figure.measure != Measure::rank && figure.subject.size() <= short_bytes &&
                     ends(figure.subject, {"增幅", "降幅", "减幅", "增速", "年龄", "涨幅"});
  // 补助标准 names one though its first word is a verb.
  const bool opens = figure.subject.data() <= before.data() + two_characters;
  const bool no_thing = is_size_alone(figure.subject) && opens;
  if (figure.subject.empty() && told) {
    const Figure* like = figure.action.empty() ? nullptr : before_parts(text, reading, index);
    // 两年平均增长2.3%，…两年平均增长0.8%: a time is of what is told next to it.
    if (like == nullptr && figure.measure != Measure::duration)
      like = like_before(text, reading, index);
    if (like != nullptr) {
      figure.subject = figure.action.empty() || figure.measure == Measure::growth
                           ? like->subject
                           : without_deed(like->subject);
    }
  }
  if (of_it || no_thing || figure.subject.empty()) figure.subject = last.subject;
  if (is_hollow(figure.subject)) {
    const Figure* const like =
        figure.measure == Measure::duration ? nullptr : like_before(text, reading, index);
    figure.subject = like != nullptr ? like->subject : last.subject;
  }
}

}  // namespace

bool counted_behind(const Text& text, const Figure& figure) {
  return !figure.subject.empty() && figure.subject.data() >= text.all.data() + figure.end_byte;
}

void inherit(const Text& text, const Reading& reading, std::size_t index, const Figure& last,
             const Clause& clause, bool counts, Figure& figure) {
  const std::string_view before = text.between(clause.begin, clause.number);
  const bool bare = before.empty() || before == "和" || before == "、";
  // 增加6起、22人
  const bool counted_on = counts && last.unit.name != "%" && figure.unit.name != last.unit.name &&
                          !before.empty() && figure.measure != Measure::rank;
  if (bare && last.measure == Measure::growth && (figure.measure == Measure::share || counted_on))
    figure.measure = Measure::growth;
  tell_again(text, reading, index, last, before, figure);
  tell_left_out(text, reading, index, last, before, counts && !clause.listed, figure);
  const bool no_verb = figure.action.empty();
  if (clause.listed && no_verb) figure.action = last.action;
  if (!clause.listed && !before.starts_with("其中")) return;
  const Figure* const like = last.unit.name == "%" ? like_before(text, reading, index) : nullptr;
  const Measure before_it = like != nullptr ? like->measure : last.measure;
  if (figure.measure == Measure::count && before_it == Measure::total) {
    figure.measure = Measure::total;
  } else if (figure.measure == Measure::total && before_it == Measure::count && no_verb) {
    figure.measure = Measure::count;
  }
}

}  // namespace youju::reading
