// What stands where the thing should and is none, and what is told instead: a time, a comparison, a
// predicate, the mean of a time.
#include <youju/reading/fact.h>
#include <youju/reading/left_out.h>
#include <youju/reading/measure.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t two_characters = 6;

// 从今年, 在2020, 到9月底, 比2019年: when, as a preposition begins it.
bool is_time_after(std::string_view subject) {
  static const Words prepositions(Side::begin,
                                  {{0, "比 较 从 在 到 按 自 于 同 与 加上 截至 截止"}});
  static const Words times(
      Side::begin, {{0, "今年 去年 上年 上年度 年 年初 年末 年底 上月 月底 同期 此 第 当年 当时"}});
  const std::size_t bytes = prepositions.longest(subject, 0).bytes;
  if (bytes == 0 || bytes >= subject.size()) return bytes != 0 && bytes == subject.size();
  return chars::is_digit(subject[bytes]) || times.has(subject, bytes);
}

// 缩至, 延伸到: what became of the thing.
bool is_outcome(std::string_view subject) {
  static const Words nouns(Side::end, {{0, "行为 作为 人为 自由 理由 签到 报到 以至 事由 报到"}});
  return subject.size() >= two_characters && subject.size() <= 9 &&
         ends(subject, {"至", "到", "由", "从"}) && !nouns.has(subject, subject.size());
}

// 同期, 与上月相比, 至疫前同期, 比“十五”时期, 是前: what it is held against, and no thing.
bool is_base_alone(std::string_view subject) {
  static const Words ends_so(Side::end, {{0, "同期 相比 疫前 时期 年前 高点"}});
  static const Words begins_so(Side::begin, {{0,
                                              "至 是前 是“ 比 也比 较 与 由 同期 上年同期 去年同期 "
                                              "疫前 历史同期 月相比 年相比"}});
  return ends_so.has(subject, subject.size()) &&
         (begins_so.has(subject, 0) || subject.size() <= two_characters);
}

bool is_no_thing(std::string_view subject) {
  static const Words words(Side::begin,
                           {{0,
                             "对 当 通过 当时 高 多 低 大 小 长 短 移 偏多 偏少 偏高 偏低 同期相比 "
                             "如 去 里 起 达 存 分 离 得 至 一场 一次 一批 一户 一人 一项 一家 "
                             "一天 一村 一所 审、执结 审（执）结 审（执） 审、执 继续 人均占 "
                             "人均占有 也比 是前 比前 较前 "
                             "为前 名义 下年 下年度 以后年度"}});
  if (subject.empty()) return false;
  return words.longest(subject, 0).bytes == subject.size() || is_time_after(subject) ||
         is_outcome(subject) || is_base_alone(subject);
}

// 按比例, 按可比口径, 按超额部分的: by what it is done; but 按床位1640张计算 is of them.
bool is_by_which(const Text& text, const Figure& figure) {
  static const Words names(Side::begin, {{0, "按揭 按摩 按钮 按压"}});
  static const Words counted(Side::begin, {{0, "计算 测算 折算 推算 核算 计 算 的"}});
  constexpr std::size_t longest = 18;
  if (begins(figure.subject, {"按可比", "按不变", "按同口径", "按现价"})) return true;
  return figure.subject.starts_with("按") && figure.subject.size() <= longest &&
         !names.has(figure.subject, 0) && !figure.subject.ends_with("率") &&
         !counted.has(text.all, figure.end_byte);
}

// 多拨, 少放, 多争取: how much more was done than before.
bool is_more(const Figure& figure) {
  static const Words nouns(Side::begin, {{0, "多元 多媒 少年 少儿 少数 多功 多样 多层 多边"}});
  return figure.measure == Measure::growth && figure.subject.size() <= 12 &&
         begins(figure.subject, {"多", "少"}) && !nouns.has(figure.subject, 0) &&
         (figure.subject.size() == 3 || verbs().longest(figure.subject, 3).bytes > 0 ||
          (figure.subject.size() == two_characters && begins_deed(figure.subject, 3)));
}

// 其余2800万元为退耕还林补助: what the rest is said to be.
std::string_view called_behind(const Text& text, const Figure& figure) {
  constexpr std::size_t longest = 36;
  static const Words links(Side::begin, {{0, "为 是 均为 都为 都是 均是 均属 属 属于 全为 全是"}});
  std::size_t at = figure.end_byte;
  const std::size_t link = links.longest(text.all, at).bytes;
  if (link == 0) return {};
  const std::size_t begin = at = at + link;
  while (at < text.all.size() && at - begin <= longest && text.is_han(at)) at = text.next(at);
  const bool named = at > begin && at - begin <= longest && text.is_clause_end(at) &&
                     !ends(text.between(begin, at), {"类", "级", "型", "等", "的", "中"});
  return named ? phrase(text, begin, at) : std::string_view();
}

const Figure* carried(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  const bool relative =
      figure.unit.name == "%" || figure.unit.name == "百分点" || figure.unit.name == "倍";
  if (!relative)
    if (const Figure* const like = like_before(text, reading, index)) return like;
  if (const Figure* const last = figure_before(text, reading, index);
      last != nullptr && !last->subject.empty())
    return last;
  return relative ? nullptr : like_above(text, reading, index);
}

bool is_hollow_time(std::string_view subject) {
  static const Words times(Side::begin, {{0, "时间 用时 天数 时限 耗时"}});
  return times.longest(subject, 0).bytes == subject.size();
}

// 平均审理天数, 企业开办时间: a time with what it is spent on, where both stand in the clause.
std::string_view whole_time(const Text& text, const Clause& clause, std::string_view time) {
  const std::string_view before = text.between(clause.begin, clause.number);
  const std::size_t found = before.rfind(time);
  if (found == std::string_view::npos) return time;
  const std::string_view whole = phrase(text, clause.begin, clause.begin + found + time.size());
  const std::size_t average = whole.find("平均");
  return average == std::string_view::npos ? whole : whole.substr(average + two_characters);
}

// 客户平均等候时间, 抢修平均到场: before the mean stands whose time it is, and a place says but
// where. 平均住院日, 平均寿命 are names.
std::string_view whose_mean(const Text& text, const Clause& clause) {
  static const Words no_owners(
      Side::end,
      {{0, "城区 全市 全县 全区 全省 全国 全州 我市 我县 我区 我省 农村 全年 去年 上年 从 由 的"}});
  static const Words names(Side::begin, {{0, "寿命 预期寿命 天数 审理天数 在港停时 响应时间"}});
  const std::string_view before = text.between(clause.begin, clause.number);
  const std::size_t mean = before.find("平均");
  if (mean == std::string_view::npos || names.has(before, mean + two_characters)) return {};
  if (before.ends_with("平均住院日")) return before.substr(mean);
  const std::size_t end = clause.begin + mean;
  const std::string_view whose = phrase(text, trim_head(text, clause.begin, end), end);
  return whose.size() < two_characters || no_owners.has(whose, whose.size()) ||
                 !text.is_han(static_cast<std::size_t>(whose.data() - text.all.data()))
             ? std::string_view()
             : whose;
}

// 客户平均等候时间由26分钟降到15分钟，缩短11分钟: the times are the customers', but what changed is
// the mean.
std::string_view with_mean(const Text& text, std::string_view whose) {
  constexpr std::size_t longest = 36;
  static const Words times(Side::end, {{0, "时间 时长 时限 天数 时效 周期"}});
  const std::size_t begin = static_cast<std::size_t>(whose.data() - text.all.data());
  const std::size_t mean = begin + whose.size();
  if (whose.empty() || !text.has(mean, "平均")) return whose;
  for (std::size_t at = mean; at - mean < longest && text.is_han(at);) {
    at = text.next(at);
    if (times.has(text.all, at)) return text.between(begin, at);
  }
  return whose;
}

// 全年开放301天: the house that is open, in the clause or in the title of the text.
std::string_view open_house(const Text& text, const Reading& reading, const Clause& clause,
                            std::string_view deed) {
  static const Words openings(Side::begin,
                              {{0, "开放 开馆 闭馆 开园 闭园 运行 营业 停业 开诊 开放时间"}});
  static const Words houses(Side::end, {{0, "馆 园 院 站 中心 宫 基地 剧场 影城 景区 公园 展厅"}});
  if (deed.empty() || openings.longest(deed, 0).bytes != deed.size()) return {};
  const std::string_view before = text.between(clause.begin, clause.number);
  const std::size_t at = before.rfind(deed);
  if (at == std::string_view::npos) return {};
  const std::string_view here =
      at == 0 ? std::string_view() : nouns_before(text, clause.begin, clause.begin + at).subject;
  if (!here.empty() && houses.has(here, here.size())) return here;
  if (reading.headings.empty()) return {};
  const Passage& title = reading.headings.front();
  std::size_t end = title.begin_byte;
  while (end < title.end_byte && text.is_han(end)) end = text.next(end);
  const std::string_view named = nouns_before(text, title.begin_byte, end).subject;
  return houses.has(named, named.size()) ? named : std::string_view();
}

// 比2019年的8,642万立方米, 与历年同期均值742毫米相比: what it is held against is of the same thing.
bool is_base(const Text& text, const Figure& figure, std::string_view before) {
  static const Words openings(
      Side::begin,
      {{1, "比 较 与 同 和"}, {0, "比例 比重 比率 比赛 比武 同比 同期 同时 同步 较大 较好 和谐"}});
  static const Words differs(
      Side::begin,
      {{1, "多 少 高 低 增 减 偏 净增 净减 整整 高出 提高 提升 上升 下降 降低 缩短 超出"},
       {0, "多名 多家 多种 多个 多项 少年 少数 高级 高中 高校 低保 增值"}});
  if (before.starts_with("（")) before.remove_prefix(3);
  if (openings.longest(before, 0).kind != 1) return false;
  const std::size_t behind =
      text.has(figure.end_byte, "）") ? figure.end_byte + 3 : figure.end_byte;
  return before.ends_with("的") || differs.longest(text.all, behind).kind == 1 ||
         text.has(figure.end_byte, "相比") || text.has(figure.end_byte, "比");
}

// 完成调整预算的100.2%, 为年度计划的92%, 完成年初预算数60999万元: of what is told of.
bool is_plan_alone(const Figure& figure, std::string_view before) {
  static const Words plans(
      Side::begin, {{0,
                     "预算 调整预算 年度预算 年初预算 全年预算 预算数 年初预算数 调整预算数 "
                     "年度预算数 全年预算数 计划 年计划 年度计划 全年计划 计划数 年度任务 "
                     "全年任务 任务 目标 年度目标 全年目标 目标任务 预期目标"}});
  static const Words verbs_before(Side::begin, {{0,
                                                 "完成 仅完成 已完成 超额完成 为 占 达到 是 相当于 "
                                                 "，完成 ，为 ，占 （为 （完成"}});
  const std::string_view subject = figure.subject;
  if (figure.unit.name != "%" && !figure.unit.name.ends_with("元")) return false;
  static const Words ends_so(Side::end, {{0, "目标任务 任务 目标 计划 预算 预算数 计划数 任务数"}});
  const bool alone = !subject.empty() && plans.longest(subject, 0).bytes == subject.size();
  const bool wanted =
      figure.unit.name == "%" && before.ends_with("的") && ends_so.has(subject, subject.size());
  return (alone || wanted) && verbs_before.has(before, 0);
}

// 人口普查, 经济普查年报: when it was counted before.
bool is_survey(std::string_view subject) {
  static const Words surveys(Side::end,
                             {{0, "普查 调查 年报 清查 普查时 调查时 换届 换届时 评估"}});
  return surveys.has(subject, subject.size());
}

// 比2000年人口普查的91.59%: what it was then.
bool is_of_then(const Text& text, const Reading& reading, std::size_t index, const Clause& clause) {
  static const Words than(Side::end, {{0, "比 较 与 同"}});
  if (index == 0 || reading.figures[index].subject.empty()) return false;
  const Figure& date = reading.figures[index - 1];
  return date.measure == Measure::date && date.end_byte == clause.begin &&
         than.has(text.all, date.begin_byte) && is_survey(reading.figures[index].subject);
}

// 粮食总产量仅完成计划的29.04%: what is told of the plan stands before the verb; or nothing.
std::string_view told_of_plan(const Text& text, const Figure& figure, const Clause& clause,
                              std::string_view before) {
  if (figure.unit.name != "%" || !is_plan_alone(figure, "完成")) return {};
  const std::size_t verb = std::max(before.rfind("完成") + 1, before.rfind("占") + 1);
  if (verb <= two_characters) return {};
  const std::string_view of = nouns_before(text, clause.begin, clause.begin + verb - 1).subject;
  return of.size() > two_characters ? of : std::string_view();
}

// 10时至22时共45.58万起: when it was.
bool is_clock_time(std::string_view subject) {
  return !subject.empty() && chars::is_digit(subject.front()) && subject.ends_with("时");
}

// 再抽, 已演: one character that is a deed, or stands behind an adverb of aspect, is no thing.
bool is_one_deed(const Text& text, std::string_view subject) {
  static const Words aspects(Side::end, {{0, "已 再 拟 仍 尚 又 可 需 将 未"}});
  if (subject.size() != 3) return false;
  const std::size_t at = static_cast<std::size_t>(subject.data() - text.all.data());
  return begins_deed(subject, 0) || aspects.has(text.all, at);
}

// 危房改造指标, 作品申报任务: before the word of the plan stands what is to be done. 招生计划 is a
// name, and 上级下达任务 says but whose it is.
std::string_view wanted_of(const Text& text, const Clause& clause, std::size_t plan) {
  static const Words modifiers(
      Side::end, {{0, "年度 全年 年度建设 总 年 本年 当年 今年 目标 计划 考核 控制 工作 的"}});
  static const Words orders(Side::end, {{0, "下达 交办 确定 规定"}});
  while (const std::size_t bytes = modifiers.longest(text.all, plan).bytes) {
    if (plan < clause.begin + bytes) return {};
    plan -= bytes;
  }
  if (plan <= clause.begin || orders.has(text.all, plan)) return {};
  static const Words givers(Side::begin, {{0, "国定 省定 市定 县定 区定 上级"}});
  const std::string_view thing =
      without_begin(nouns_before(text, clause.begin, plan, Counted::deeds).subject, givers);
  if (thing.empty() || verb_before(thing, thing.size()) == thing.size()) return {};
  const std::size_t begin = static_cast<std::size_t>(thing.data() - text.all.data());
  return begin < clause.begin || begin >= plan ? thing : phrase(text, begin, plan);
}

// 送戏下乡全年任务, 小型消防站年度建设计划: that so many are wanted; the thing stands before, or it
// was told where nothing does.
std::string_view without_plan(const Text& text, const Clause& clause, const Figure& figure,
                              std::string_view before) {
  static const Words plans(Side::end, {{0, "任务 计划 目标 指标 任务数 计划数 目标数 指标数"}});
  static const Words listed(Side::begin, {{0, "项 份 条 类"}});
  static const Words bare(Side::begin, {{0, "任务 全年任务 年度任务 目标任务"}});
  const std::string_view subject = figure.subject;
  // Most subjects do not end so, or not where the clause does.
  const auto end = static_cast<std::size_t>(subject.data() + subject.size() - text.all.data());
  if (end < clause.begin || end > clause.number) return subject;
  const std::size_t plan = plans.longest(text.all, end).bytes;
  if (plan == 0 || end < clause.begin + plan || listed.has(figure.unit.name, 0)) return subject;
  const Sort sort = sort_of(figure);
  if ((sort != Sort::things && sort != Sort::area && sort != Sort::length) ||
      trim_tail(text, clause.begin, clause.number) != end)
    return subject;
  if (bare.longest(before, 0).bytes == before.size()) return {};
  const std::string_view thing = wanted_of(text, clause, end - plan);
  return thing.size() < two_characters ? subject : thing;
}

// 改革后为, （竞赛前为, 上一次检查为: a clause that says another time and no thing.
bool tells_another_time(std::string_view before) {
  constexpr std::size_t longest = 36;
  static const Words times(Side::end, {{0,
                                        "前 后 时 初 末 底 同期 上年 去年 上次 上一次 上届 上期 "
                                        "上一次检查 原来 改前 改后"}});
  static const Words links(Side::end, {{0, "为 是 仅为 只有 还是 达到 达 还只有 仅有"}});
  if (before.starts_with("（")) before.remove_prefix(3);
  static const Words years(Side::begin, {{0, "上年 去年 上届 前年 上次"}});
  constexpr std::size_t short_time = 12;  // 上年国庆
  const std::string_view when = without_end(before, links);
  if (when.size() < before.size() && when.size() <= short_time && years.has(when, 0)) return true;
  return when.size() < before.size() && when.size() <= longest && times.has(when, when.size()) &&
         !says(when, {"，", "（"});
}

// 其中移送纪检机关5件, 已上缴财政972万元: whom it was given to is not what was given.
bool is_goal(const Text& text, const Clause& clause, std::string_view subject,
             std::string_view unit) {
  static const Words gifts(
      Side::end,
      {{0,
        "升入 考入 考取 移送 移交 上缴 上解 解缴 缴入 缴存 转入 转到 退还 返还 归还 报送 "
        "上报 划转 划入 拨付 下拨 拨给 分给 分配给 发给 送交 转交 "
        "交由 提交 推荐 选送 输送 进驻 入驻 退给"}});
  static const Words bodies(Side::end, {{0,
                                         "机关 部门 财政 国库 金库 专户 账户 馆 局 院 厅 机构 "
                                         "单位 用户 企业 公司 学校 街道 社区 乡镇 他们 群众 农户 "
                                         "被害人 受害人 失主 事主 司法 院校 大学 高中 中专 "
                                         "政府 部 省级 市级 国家级 中心 渠道"}});
  if (subject.size() < two_characters || has_head(subject, unit)) return false;
  const std::size_t begin = static_cast<std::size_t>(subject.data() - text.all.data());
  return begin > clause.begin && begin < clause.number && gifts.has(text.all, begin) &&
         bodies.has(subject, subject.size());
}

// 征缴基金5.2亿元，当期结余3000万元: what became of a fund is of the fund; 招聘人数比去年的240名:
// how many they are is no thing.
bool is_state_of(const Text& text, const Reading& reading, std::size_t index,
                 std::string_view before) {
  static const Words states(Side::begin, {{0,
                                           "支出 结余 结转 支付 当期结余 累计结余 滚存结余 "
                                           "历年滚存 全年支出 实际支出"}});
  static const Words funds(Side::end, {{0, "基金 资金 款物 附加 公积金 专款 善款"}});
  static const Words counts(Side::begin, {{0, "人数 总人数 批次 件数 册数 户数 起数 数量"}});
  const Figure& figure = reading.figures[index];
  const std::string_view subject = figure.subject;
  const bool state = states.longest(subject, 0).bytes == subject.size();
  if (!state && (counts.longest(subject, 0).bytes != subject.size() || !says(before, {"比", "较"})))
    return false;
  const Figure* const like = like_before(text, reading, index);
  if (like == nullptr) return false;
  return state ? funds.has(like->subject, like->subject.size()) && sort_of(figure) == Sort::money
               : sort_of(figure) == Sort::things;
}

bool carried_like(const Text& text, const Reading& reading, std::size_t index) {
  const Figure* const last = figure_before(text, reading, index);
  return last != nullptr && !last->subject.empty() &&
         same(last->unit.name, reading.figures[index].unit.name);
}

// 检查639家次，其中企业512家次、网点127家次，同比增加65家次: what changed is the whole, where more
// than one part of it was told.
const Figure* changed_whole(const Text& text, const Reading& reading, std::size_t index,
                            std::string_view before) {
  static const Words openings(Side::begin,
                              {{0,
                                "同比 比上年 比去年 较上年 较去年 比上年同期 比去年同期 较上年同期 "
                                "环比 净增 总量 合计 五年 四年 三年 "
                                "两年"}});
  if (index < 2 || !openings.has(before, 0)) return nullptr;
  if (!text.has(reading.figures[index - 2].end_byte, "、") && !begins(before, {"总量"}))
    return nullptr;
  return before_parts(text, reading, index);
}

// 比重, 所占份额, 进度: with nothing before them they are of the last thing; 税收所占比重 is of its
// own.
std::string_view whose_share(std::string_view subject, std::string_view before) {
  static const Words words(Side::end, {{0, "占比 比重 份额 所占比重 所占份额 所占比例 所占 进度"}});
  const bool opens = subject.data() < before.data() + two_characters;
  const std::string_view whose = without_end(subject, words);
  if (whose.size() == subject.size()) return subject;
  if (whose.empty()) return opens ? std::string_view() : subject;
  return whose.size() >= two_characters && says(subject, {"所占"}) ? whose : subject;
}

// 电诈案件占全部刑事案件, 城关所是河东所: what has the share or the multiple stands before the
// verb.
std::string_view before_relation(std::string_view subject, bool of_other) {
  static const Words links(Side::begin, {{1, "占 占地方 占地区 占用水 占用电 相当于"},
                                         {2, "是"},
                                         {0, "占地 占用 占道 占比 是否 占有率"}});
  for (std::size_t at = two_characters; at + two_characters <= subject.size(); at += 3) {
    const Words::Hit hit = links.longest(subject, at);
    if (hit.kind == 1 || (hit.kind == 2 && of_other)) return subject.substr(0, at);
  }
  return subject;
}

// What was given, if whom it was given to was taken for it; else whether that was carried on.
bool is_given_to(const Text& text, Reading& reading, std::size_t index, const Clause& clause) {
  Figure& figure = reading.figures[index];
  if (!is_goal(text, clause, figure.subject, figure.unit.name)) return false;
  const std::size_t goal = static_cast<std::size_t>(figure.subject.data() - text.all.data());
  const std::string_view given =
      nouns_before(text, clause.begin, goal - verb_before(text.all, goal)).subject;
  if (given.size() > two_characters) {
    figure.subject = given.ends_with("中") ? given.substr(0, given.size() - 3) : given;
    return false;
  }
  const bool passed_on =
      ends(text.between(clause.begin, goal), {"返还", "退还", "归还", "上解", "移送"});
  return (passed_on || text.has(clause.begin, "其中") ||
          before_parts(text, reading, index) != nullptr) &&
         like_before(text, reading, index) != nullptr;
}

void mend_time(const Text& text, const Reading& reading, const Clause& clause, Figure& figure,
               bool& hollow) {
  const std::string_view before = text.between(clause.begin, clause.number);
  if (is_hollow_time(figure.subject)) {
    figure.subject = whole_time(text, clause, figure.subject);
    hollow = figure.subject.size() <= two_characters && begins(before, {"平均", "用时"});
  }
  std::string_view whose = whose_mean(text, clause);
  if (whose.empty()) whose = open_house(text, reading, clause, figure.subject);
  if (whose.empty()) return;
  figure.subject = whose;
  hollow = false;
}

// 来信减少126件: a deed that is counted itself, and how it changed.
std::string_view deed_that_changed(std::string_view before) {
  static const Words openings(Side::begin, {{0, "， 、 其中"}});
  const std::string_view change = change_told(before);
  if (change.empty()) return {};
  const std::string_view deed = without_begin(
      before.substr(0, static_cast<std::size_t>(change.data() - before.data())), openings);
  return is_noun_too(deed) ? deed : std::string_view();
}

// 其余75公里均为沥青路面, else the whole of which it is the rest.
void mend_rest(const Text& text, Reading& reading, std::size_t index, std::string_view before) {
  Figure& figure = reading.figures[index];
  if (const std::string_view rest = called_behind(text, figure); !rest.empty())
    figure.subject = rest;
  else if (const Figure* const whole = before_parts(text, reading, index);
           whole != nullptr && before.size() <= two_characters)
    figure.subject = whole->subject;
}

}  // namespace

void mend_subject(const Text& text, Reading& reading, std::size_t index, const Clause& clause) {
  Figure& figure = reading.figures[index];
  if (figure.measure == Measure::share || figure.measure == Measure::growth)
    figure.subject = before_relation(figure.subject, text.has_before(clause.number, "的"));
  const std::string_view before = text.between(clause.begin, clause.number);
  if (const std::string_view of = told_of_plan(text, figure, clause, before); !of.empty())
    figure.subject = of;
  bool hollow = is_no_thing(figure.subject) || is_plan_alone(figure, before) ||
                is_clock_time(figure.subject) || is_more(figure) || is_by_which(text, figure) ||
                (figure.subject.starts_with("至") && is_time_only(figure.subject));
  if (figure.unit.name == "%" || figure.unit.name == "百分点") {
    const bool named = !figure.subject.empty();
    figure.subject = whose_share(figure.subject, before);
    hollow = hollow || (named && figure.subject.empty());
  }
  if (const std::string_view wanted = without_plan(text, clause, figure, before);
      wanted.data() != figure.subject.data() || wanted.size() != figure.subject.size()) {
    hollow = hollow || wanted.empty();
    figure.subject = wanted;
  }
  // 连同旧存412件, 加上往年结存408户: of what was counted.
  static const Words left_over(Side::end, {{0, "旧存 结存 未结 遗留 结转"}});
  hollow = hollow || (begins(before, {"加上", "连同"}) && left_over.has(before, before.size()) &&
                      sort_of(figure) == Sort::things);
  hollow = hollow || is_of_then(text, reading, index, clause);
  hollow = hollow || is_one_deed(text, figure.subject);
  hollow = is_given_to(text, reading, index, clause) || hollow;
  hollow = hollow || (begins(before, {"同期"}) && before.ends_with("的"));
  hollow = hollow || (!figure.subject.empty() && is_state_of(text, reading, index, before));
  // 改革后为, 竞赛前为: another time of what was told last.
  if (tells_another_time(before) && carried_like(text, reading, index)) hollow = true;
  if (figure.measure == Measure::duration) mend_time(text, reading, clause, figure, hollow);
  if (begins(before, {"其余", "余下", "剩余", "剩下"})) mend_rest(text, reading, index, before);
  // 为年度任务2,000本的115.9%
  if (figure.subject.size() > two_characters && begins(figure.subject, {"为"}) &&
      ends(figure.subject, {"任务", "计划", "目标", "预算"}))
    figure.subject.remove_prefix(3);
  // 鉴定为医疗事故19例: what it was found to be.
  static const Words found(
      Side::begin,
      {{0, "鉴定为 认定为 评定为 诊断为 确诊为 确定为 判定为 核定为 评估为 新上 新开工"}});
  if (const Words::Hit verb = found.longest(figure.subject, 0);
      verb && verb.bytes + two_characters <= figure.subject.size())
    figure.subject.remove_prefix(verb.bytes);
  if (figure.measure == Measure::growth) figure.subject = with_mean(text, figure.subject);
  if (figure.measure == Measure::growth && figure.subject.empty())
    figure.subject = deed_that_changed(before);
  if (figure.measure == Measure::growth)
    if (const Figure* const whole = changed_whole(text, reading, index, before); whole != nullptr)
      figure.subject = whole->subject;
  if (!figure.subject.empty() && figure.subject.data() >= before.data() &&
      figure.subject.data() < before.data() + before.size() && is_base(text, figure, before))
    if (const Figure* const like = like_before(text, reading, index); like != nullptr)
      figure.subject = like->subject;
  if (const std::string_view first = of_foremost(text, reading, index, clause); !first.empty()) {
    figure.subject = first;
    hollow = false;
  }
  if (hollow) {
    // 两癌筛查：年度任务4.5万人: a title is nearer than what was told before it.
    figure.subject = titled(text, clause.begin);
    if (figure.subject.empty())
      if (const Figure* const of = carried(text, reading, index); of != nullptr)
        figure.subject = of->subject;
    if (figure.subject.empty()) figure.subject = of_heading(text, reading, figure);
  }
}

}  // namespace youju::reading
