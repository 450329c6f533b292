// What the clause of a figure says itself: what is counted, what was done, who did it.
#include <youju/reading/fact_around.h>
#include <youju/reading/left_out.h>
#include <youju/reading/measure.h>
#include <youju/reading/unit.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t noun_bytes_max = 60;
constexpr std::size_t two_characters = 6;

// 投入286万元改造剧场, 86%的行政村: what money went into and what a share is of.
std::string_view worded_behind(const Text& text, const Figure& figure, Sort sort,
                               const Nouns& right, std::size_t limit) {
  static const Words limits(Side::begin,
                            {{0,
                              "的规定 的目标 的要求 的标准 的比例 的速度 的水平 的控制 的红线 "
                              "的年度 的考核 的任务 的预期 的底线 的警戒 的上限 的下限"}});
  const std::size_t end = figure.end_byte;
  if (sort == Sort::money && !right.action.empty() &&
      right.action.data() == text.all.data() + end) {
    const std::size_t behind = end + right.action.size();
    return nouns_behind(text, text.has(behind, "的") ? behind + 3 : behind, limit).subject;
  }
  std::size_t of = end;  // 三成以上的水库
  if (text.has(of, "以上") || text.has(of, "以下") || text.has(of, "左右")) of += two_characters;
  if (sort == Sort::percent && text.has(of, "的") && !limits.has(text.all, of))
    return nouns_behind(text, of + 3, limit).subject;
  return {};
}

// 面积, 投资, 收入: what a size is of, by its last character.
bool names_size(std::string_view subject) {
  static const Words last(
      Side::end, {{0,
                   "积 投资 入 值 额 费 款 金 价 量 率 度 比 速 龄 距 长 高 深 宽 重 期 资 税 润 "
                   "产 强度 规模 寿命 时间 周期 里程 成本 支出 预算 决算 标准 经费 资产"}});
  return last.has(subject, subject.size());
}

// Whether a verb of two characters and more opens it: 联系选民.
bool is_verb_at(std::string_view phrase) {
  const Words::Hit verb = phrase.empty() ? Words::Hit{} : verbs().longest(phrase, 0);
  return verb && verb.kind != kept && verb.bytes >= two_characters && verb.bytes < phrase.size();
}

bool is_deed(const Text& text, std::string_view phrase) {
  const std::size_t begin = static_cast<std::size_t>(phrase.data() - text.all.data());
  return are_deeds(text, begin, begin + phrase.size());
}

// 历时, 仅用: that time went by, of which nothing says whose it is.
bool is_spending(std::string_view subject) {
  static const Words words(
      Side::begin, {{0, "历时 为期 提前 持续 连续 仅用 只用 用时 耗时 费时 为时 前后 基本"}});
  return words.longest(subject, 0).bytes == subject.size() || ends(subject, {"为期", "历时"});
}

// 免费为老年人体检1.2万人, 为低视力者配镜40名: for whom it is done, where persons are counted.
std::string_view whom_it_serves(std::string_view before, std::string_view unit) {
  static const Words openings(
      Side::begin, {{0, "， 、 免费 全年 今年 共 累计 先后 已 已经 另 另外 还 又 当年 上半年"}});
  constexpr std::size_t deed_longest = 12;
  before = without_begin(before, openings);
  if (!begins(before, {"为", "给"})) return {};
  before.remove_prefix(3);
  for (std::size_t end = two_characters; end + two_characters <= before.size(); end += 3) {
    if (before.size() - end > deed_longest || !has_head(before.substr(0, end), unit)) continue;
    if (verbs().longest(before, end).bytes >= two_characters || begins_deed(before, end))
      return before.substr(0, end);
  }
  return {};
}

// 慰问品: all of a clause up to its mark, if it is short and of nothing but characters; or nothing.
std::string_view rest_of_clause(const Text& text, std::size_t begin, std::size_t limit) {
  std::size_t end = begin;
  while (end < limit && end - begin <= 2 * two_characters && text.is_han(end)) end = text.next(end);
  return text.is_clause_end(end) && end >= begin + two_characters ? text.between(begin, end)
                                                                  : std::string_view();
}

// 急病人送定点医院2人, 49.1%的游客选择省内跨市游, 霍乱报告发病27例: of persons what they do is no
// part, nor is a deed that was done to them.
void name_persons(const Text& text, const Around& it, bool named_behind, Figure& figure) {
  const Nouns &left = it.left, &right = it.right;
  if (it.counts && named_behind && counts_persons(figure.unit.name))
    figure.subject = up_to_doer(figure.subject, figure.unit.name);
  // 农民外出务工31万人
  if (it.counts && !named_behind && !left.subject.empty() && counts_persons(figure.unit.name)) {
    if ((is_doer(left.actor) || left.actor.ends_with("对象")) &&
        !has_head(left.subject, figure.unit.name))
      figure.subject = left.actor;
    else
      figure.subject = up_to_doer(left.subject, figure.unit.name);
    if (const std::string_view whom = whom_it_serves(it.before, figure.unit.name); !whom.empty())
      figure.subject = whom;
  }
  if (it.sort == Sort::percent && text.has(figure.end_byte, "的") &&
      figure.subject.data() == right.subject.data())
    figure.subject = up_to_doer(figure.subject, "人");
  if (left.subject == "发病" && !named_behind && (!left.actor.empty() || it.last != nullptr))
    figure.subject = left.actor.empty() ? std::string_view(it.last->subject) : left.actor;
}

// What money is of that stands behind it.
void name_money(const Text& text, const Around& it, Figure& figure) {
  if (it.sort != Sort::money) return;
  // 价值6000元的慰问品, 3000多件、价值20余万元的科普器材: behind its worth stands the thing.
  if (ends(it.before, {"价值", "总价值", "价值约", "价值达", "价值近"}) &&
      text.has(figure.end_byte, "的")) {
    const Nouns worth = nouns_behind(text, figure.end_byte + 3, it.limit);
    figure.subject = worth.subject.size() >= two_characters
                         ? worth.subject
                         : rest_of_clause(text, figure.end_byte + 3, it.limit);
  }
  // 争取到3万元经费用于培训
  static const Words funds(Side::begin, {{0, "经费 资金 补助 补贴 贷款 善款 捐款 拨款 奖金 奖励"}});
  if (it.left.subject.size() < two_characters && funds.has(text.all, figure.end_byte))
    figure.subject = text.between(figure.end_byte, figure.end_byte + two_characters);
}

// 人民调解组织98个, 社会组织268个: what seems a deed with nothing behind the number is the end of a
// name.
std::string_view name_of_bodies(const Text& text, const Around& it, const Figure& figure) {
  static constexpr std::string_view bodies = "组织";
  static const Words leads(Side::begin, {{0, "现有 共有 已有 建有 设有 有 现"}});
  const std::string_view noun = it.left.subject;
  const std::size_t end = it.clause.number;
  if (it.left.action != bodies || !text.has_before(end, bodies) || noun.empty() ||
      !it.right.subject.empty() || !text.is_clause_end(figure.end_byte) ||
      (figure.unit.name != "个" && figure.unit.name != "家") ||
      noun.data() + noun.size() != text.all.data() + end - bodies.size())
    return {};
  const std::string_view name = without_begin(noun, leads);
  return text.between(static_cast<std::size_t>(name.data() - text.all.data()), end);
}

// 县人民医院有床位300张: whose they are stands before 有, and what they are behind it.
struct Having {
  std::string_view whose, what;
};
Having having(std::string_view subject) {
  constexpr std::size_t one = 3;
  static const Words bodies(Side::end, {{0, "院 校 站 所 馆 厂 村 县 镇 乡 街道 中心 公司 局 社"}});
  for (std::size_t at = subject.find("有"); at != std::string_view::npos;
       at = subject.find("有", at + one)) {
    const std::string_view what = subject.substr(at + one);
    if (bodies.has(subject, at) && at > one && what.size() >= two_characters &&
        !begins(what, {"限", "效", "关", "机", "色", "害", "偿", "毒", "序"}))
      return {subject.substr(0, at), what};
  }
  return {};
}

// 3条全长60公里的景观大道: what stands between is how large each is; behind that the thing.
std::string_view thing_behind_size(const Text& text, const Reading& reading, std::size_t index) {
  static const Words sizes(
      Side::begin, {{0,
                     "全长 总长 长 宽 高 面积 占地 占地面积 建筑面积 总面积 总投资 投资 投资额 "
                     "装机 装机容量 库容 总库容 年产 日产 日处理 年处理 产值 年产值"}});
  const Figure& figure = reading.figures[index];
  if (index + 1 >= reading.figures.size()) return {};
  const Figure& size = reading.figures[index + 1];
  if (size.begin_byte <= figure.end_byte || !text.has(size.end_byte, "的")) return {};
  const std::string_view between = text.between(figure.end_byte, size.begin_byte);
  if (sizes.longest(between, 0).bytes != between.size()) return {};
  const std::size_t begin = size.end_byte + 3;
  return nouns_behind(text, begin, std::min(text.all.size(), begin + noun_bytes_max)).subject;
}

// 48项牵头或合作完成的成果: what is said of the things stands between, up to a verb and 的; then
// the thing itself.
std::string_view thing_behind_deed(const Text& text, const Figure& figure, std::size_t limit) {
  constexpr std::size_t longest = 36;
  static const Words pieces(Side::begin, {{0, "个 项 件 家 处 份 部 篇 种"}});
  if (pieces.longest(figure.unit.name, 0).bytes != figure.unit.name.size()) return {};
  const std::size_t begin = figure.end_byte, last = std::min(limit, begin + longest);
  std::size_t at = begin;
  while (at < last && text.is_han(at) && !text.has(at, "的")) at = text.next(at);
  if (at < begin + 2 * two_characters || at >= last || !text.has(at, "的")) return {};
  const std::string_view said = text.between(begin, at);
  // 5个部门收取的收入: they do it.
  const Words::Hit opens = verbs().longest(said, 0);
  if (!opens || opens.kind == kept || opens.bytes < two_characters ||
      verb_before(said, said.size()) < two_characters)
    return {};
  return nouns_behind(text, at + 3, limit).subject;
}

// Takes what stands behind for the thing, over its size or what is said of it.
void take_thing_behind(const Text& text, const Reading& reading, std::size_t index, Around& it) {
  std::string_view thing = thing_behind_size(text, reading, index);
  if (thing.size() < two_characters)
    thing = thing_behind_deed(text, reading.figures[index], it.limit);
  if (thing.size() >= two_characters) it.right.subject = thing;
}

// A thing or a size of which nothing before the number tells, and what stands behind it.
void name_from_behind(const Text& text, const Around& it, Figure& figure) {
  const Nouns& right = it.right;
  if (figure.subject.empty() && !it.counts && right.subject.size() >= two_characters &&
      (it.last == nullptr || it.last->subject.empty() || it.sort != Sort::percent)) {
    figure.subject = right.subject;
  }
  // 30万字的读本
  if (figure.subject.empty() && it.sort != Sort::percent && figure.measure != Measure::rank &&
      text.has(figure.end_byte, "的") && !ends(it.before, {"以"})) {
    const Nouns of = nouns_behind(text, figure.end_byte + 3, it.limit);
    if (of.subject.size() >= two_characters) figure.subject = of.subject;
  }
  // 投资286万元改造剧场: what money is called that is spent.
  static const Words spent(Side::end, {{0, "投资 投入 耗资 出资 筹资 集资 斥资 花费 自筹"}});
  if (figure.subject.empty() ||
      (it.sort == Sort::money &&
       spent.longest(figure.subject, figure.subject.size()).bytes == figure.subject.size()))
    if (const std::string_view of = worded_behind(text, figure, it.sort, right, it.limit);
        of.size() >= two_characters || figure.subject.empty())
      figure.subject = of;
  if (it.sort == Sort::time && !figure.subject.empty() && is_spending(figure.subject))
    figure.subject = {};
  // 以92.5分的考评得分, 为期五年的协议: a size before its thing, where no thing stands before it.
  if (!it.counts && text.has(figure.end_byte, "的") && !names_size(figure.subject)) {
    const Nouns of = nouns_behind(text, figure.end_byte + 3, it.limit);
    const bool fits = it.sort == Sort::percent ? ends(of.subject, {"率", "比例", "比重"})
                                               : figure.subject.size() <= two_characters;
    if (fits && of.subject.size() >= two_characters) figure.subject = of.subject;
  }
}

}  // namespace

bool counts_deeds(const Figure& figure, Sort sort) {
  static const Words acts(
      Side::begin, {{0, "次 起 场 例 批 期 届 轮 趟 回 遍 宗 场次 批次 件次 例次 台次 辆次 家次"}});
  return sort == Sort::money || acts.longest(figure.unit.name, 0).bytes == figure.unit.name.size();
}

Around around(const Text& text, const Reading& reading, std::size_t index, Sorts& sorts) {
  const Figure& figure = reading.figures[index];
  Around out;
  out.last = figure_before(text, reading, index);
  out.clause = clause_of(text, reading, index);
  leave_rests(text, reading, index, out.clause);
  out.row = out.clause;
  // 已入学1206人 ｜ 送教上门137人: a cell is a clause.
  out.clause.begin = cell_begin(text, out.clause);
  if (text.has(out.clause.begin, "）") && out.clause.begin + 3 < out.clause.number)
    out.clause.begin += 3;  // 较上年（685起）少137起
  // 与上年基本持平（上年2.44亿元: what a bracket begins with a time is of the time alone.
  std::size_t open = out.clause.number;
  const int far = (out.clause.signs & sign::pair_begins) != 0 ? 10 : 0;
  for (int near = far; near > 0 && open > out.clause.begin; --near) {
    open = text.previous(open);
    if (!text.has(open, "（")) continue;
    if (is_time_only(text.between(open + 3, out.clause.number))) out.clause.begin = open + 3;
    break;
  }
  const Figure* last = out.last;
  if (last != nullptr && last->end_byte == out.clause.begin && !last->subject.empty() &&
      last->subject.data() == text.all.data() + out.clause.begin &&
      out.clause.begin + last->subject.size() < out.clause.number) {
    // 31所中小学校作报告58场: what the figure before counts is not counted again.
    out.clause.begin += last->subject.size();
  }
  out.before = text.between(out.clause.begin, out.clause.number);
  out.limit = std::min(text.all.size(), figure.end_byte + noun_bytes_max);
  const bool followed = index + 1 < reading.figures.size();
  if (followed) out.limit = std::min<std::size_t>(out.limit, reading.figures[index + 1].begin_byte);
  if (figure.qualifier == Qualifier::missing) out.limit = figure.end_byte;
  out.sort = sorts.of(figure);
  out.left = nouns_before(text, out.clause.begin, out.clause.number,
                          counts_deeds(figure, out.sort) ? Counted::deeds : Counted::things);
  out.right = nouns_behind(text, figure.end_byte, out.limit);
  // 首批412名员额法官, 六大类57个专业: batches and classes are of what is counted next.
  static const Words groups(Side::begin, {{0, "批 类 大类 方面 届 批次"}});
  if (followed && reading.figures[index + 1].begin_byte == figure.end_byte &&
      groups.longest(figure.unit.name, 0).bytes == figure.unit.name.size())
    out.right = nouns_behind(
        text, reading.figures[index + 1].end_byte,
        std::min(text.all.size(), reading.figures[index + 1].end_byte + noun_bytes_max));
  // 为117名80岁以上老人: between them stands but how old they are.
  if (followed && counts_persons(figure.unit.name) &&
      reading.figures[index + 1].begin_byte == figure.end_byte &&
      same(reading.figures[index + 1].unit.name, "岁")) {
    const std::size_t behind = reading.figures[index + 1].end_byte;
    static const Words bounds(Side::begin, {{0, "以上 以下 及以上 及以下 以上的 以下的"}});
    const std::size_t bound = bounds.longest(text.all, behind).bytes;
    if (bound > 0)
      out.right = nouns_behind(text, behind + bound,
                               std::min(text.all.size(), behind + bound + noun_bytes_max));
  }
  out.right.subject = figure.measure == Measure::ordinal
                          ? up_to_event(out.right.subject)
                          : on_to_head(text, up_to_head(out.right.subject, figure.unit.name),
                                       figure.end_byte, out.limit, figure.unit.name);
  take_thing_behind(text, reading, index, out);
  // 7名只肯领棉被, 4人考入高校: behind persons stands a person or what they do.
  if (out.right.subject.size() == 3 &&
      (same(figure.unit.name, "名") || same(figure.unit.name, "人")))
    out.right.subject = {};
  if (followed)
    out.right.subject = without_rate(text, out.right.subject, reading.figures[index + 1]);
  out.counts = out.sort == Sort::things || out.sort == Sort::place ||
               figure.measure == Measure::ordinal || figure.measure == Measure::frequency;
  return out;
}

void name(const Text& text, const Around& it, Figure& figure) {
  const Nouns &left = it.left, &right = it.right;
  figure.action = left.action.empty() ? right.action : left.action;
  figure.actor = left.actor;
  const bool latin = std::all_of(right.subject.begin(), right.subject.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // 分局由7个撤并为4个: behind it stands what it became.
  const bool changes =
      !left.subject.empty() && right.subject.size() < two_characters &&
      ends(it.before, {"由", "从", "由原来的", "从原来的", "由原先的", "由过去的"});
  // 龙头企业3家年加工盐渍菇, 代表58名联系选民: behind it stands what those before it do.
  // 业务骨干三人负责建设: though they were sent.
  const bool does = !right.subject.empty() &&
                    (left.action.empty() || (counts_persons(figure.unit.name) &&
                                             right.subject.size() <= two_characters)) &&
                    has_head(left.subject, figure.unit.name) &&
                    (!has_head(right.subject, figure.unit.name) || is_verb_at(right.subject));
  const bool named_behind =
      !right.subject.empty() && !(latin && !left.subject.empty()) && !changes && !does;
  figure.subject = it.counts && named_behind ? right.subject : left.subject;
  if (const std::string_view bodies = name_of_bodies(text, it, figure); !bodies.empty()) {
    figure.subject = bodies;
    figure.action = {};
  }
  if (const Having it_has = having(left.subject); !named_behind && !it_has.what.empty()) {
    figure.actor = it_has.whose;
    figure.subject = it_has.what;
  }
  name_persons(text, it, named_behind, figure);
  // 保住了6.3万亩良田, 用20万元贷款: before the size stands what is done, and behind it the thing.
  const bool quoted = left.subject.starts_with("“") || left.subject.starts_with("《");
  if (!it.counts && it.sort != Sort::length && !quoted && right.subject.size() >= two_characters &&
      !left.subject.empty() &&
      (left.subject.size() < two_characters || left.deed ||
       (left.subject.size() == two_characters && it.before.ends_with("了")) ||
       is_deed(text, left.subject)))
    figure.subject = right.subject;
  // 全村有27亩水田受灾
  if (!it.counts && (it.sort == Sort::area || it.sort == Sort::length) &&
      it.before.ends_with("有") && right.subject.size() >= two_characters)
    figure.subject = right.subject;
  name_money(text, it, figure);
  if (it.counts && right.subject.empty() && !changes && !has_head(left.subject, figure.unit.name))
    if (const std::string_view thing =
            thing_of_deed(text, figure.end_byte, it.limit, figure.unit.name);
        !thing.empty())
      figure.subject = thing;
  name_from_behind(text, it, figure);
}

}  // namespace youju::reading
