// 4家景区门票收入386.5万元: what the figure behind a noun measures is no part of it.
#include <youju/reading/fact.h>
#include <youju/reading/measure.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

// 4家景区门票收入386.5万元, 7名成员平均年龄43岁: what the figure behind it measures.
std::string_view without_size(std::string_view subject, Sort next) {
  constexpr std::size_t two = 6, long_bytes = 15;
  static const Words sizes(
      Side::end,
      {{0,
        "收入 支出 产值 面积 年龄 经费 投资 产量 单产 亩产 金额 总额 余额 有效期 时间 里程 "
        "长度 高度 深度 重量 工资 补贴 补助 利润 税收 人均收入 户均收入"}});
  static const Words ways(Side::end, {{0, "平均 人均 户均 亩均 总 年 月"}});
  const Words::Hit size = sizes.longest(subject, subject.size());
  if (!size || next == Sort::things || next == Sort::place || subject.size() < size.bytes + two)
    return subject;
  subject.remove_suffix(size.bytes);
  if (const Words::Hit way = ways.longest(subject, subject.size());
      way && subject.size() >= way.bytes + two) {
    subject.remove_suffix(way.bytes);
  } else if (subject.size() >= long_bytes) {
    subject.remove_suffix(two);  // 景区门票
  }
  return subject;
}

// Of what there are so many, that something else is of.
const Words& classes() {
  static const Words words(
      Side::begin, {{0,
                     "专业 品种 单位 大项 项目 群体 行业 领域 学科 工种 乡镇 县区 网点 科目 "
                     "社区 系列 类别 层次 等级 渠道 批次 部门 街道 村居 场所"},
                    {1, "专业技术 项目经理 社区工作 行业大类"}});
  return words;
}

}  // namespace

// 5个工种技能比武: 个 and 类 count no deeds, so that it is the first word of it.
std::string_view without_deed_of_class(std::string_view subject, std::string_view unit) {
  constexpr std::size_t two = 6;
  static const Words units(Side::begin, {{0, "个 类 大类"}});
  if (units.longest(unit, 0).bytes != unit.size()) return subject;
  const Words::Hit hit = classes().longest(subject, 0);
  if (!hit || hit.kind != 0 || subject.size() < hit.bytes + two) return subject;
  return is_noun_too(subject.substr(subject.size() - two)) ? subject.substr(0, hit.bytes) : subject;
}

// 412个行政村通邮率99.5%: the rate is of the figure behind it.
std::string_view without_rate(const Text& text, std::string_view subject, const Figure& next) {
  constexpr std::size_t near = 9, two = 6;
  if (subject.empty() || next.measure == Measure::date) return subject;
  const std::size_t end =
      static_cast<std::size_t>(subject.data() - text.all.data()) + subject.size();
  if (end > next.begin_byte || next.begin_byte - end > near) return subject;
  // 四个专业技能培训11期, 15个单位档案2,000卷: of so many classes are those the next counts.
  if (next.begin_byte == end && next.unit.name != "%" && sort_of(next) == Sort::things)
    if (const Words::Hit hit = classes().longest(subject, 0);
        hit && hit.kind == 0 && hit.bytes + two <= subject.size())
      return subject.substr(0, hit.bytes);
  if (next.unit.name != "%") return without_size(subject, sort_of(next));
  static const Words rates(Side::end, {{0, "满意度 达标率 合格率 覆盖率 优良率 完成率 通过率"}});
  std::size_t rate = rates.longest(subject, subject.size()).bytes;
  if (rate == 0 && ends(subject, {"率"})) rate = 9;
  if (rate == 0 && ends(subject, {"比例", "比重"})) rate = 12;
  return rate > 0 && subject.size() >= rate + two ? subject.substr(0, subject.size() - rate)
                                                  : subject;
}

}  // namespace youju::reading
