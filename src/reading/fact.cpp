#include <youju/reading/fact.h>
#include <youju/reading/fact_around.h>
#include <youju/reading/left_out.h>
#include <youju/reading/measure.h>
#include <youju/reading/unit.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t two_characters = 6;

// 第二名14个, 一等奖3名: the rank before a number is what is counted.
std::string_view of_rank(const Text& text, const Reading& reading, std::size_t index,
                         const Clause& clause) {
  if (index == 0) return {};
  const Figure& rank = reading.figures[index - 1];
  const std::size_t begin = rank.begin_byte;
  if (rank.measure != Measure::rank) return {};
  if (reading.figures[index].subject == "奖" && rank.end_byte == clause.begin)
    return text.between(begin, clause.begin + 3);
  if (rank.end_byte != clause.number) return {};
  return text.between(text.has_before(begin, "第") ? begin - 3 : begin, clause.number);
}

// 市级河长11名、县级河长86名，总计97名: of how all of them end, else of what the first of them is;
// and prizes, of what they are given to.
std::string_view of_all(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& all = reading.figures[index];
  std::string_view subject, all_end;
  const auto common_end = [](std::string_view one, std::string_view other) {
    std::size_t bytes = 0;
    while (bytes + 3 <= one.size() && bytes + 3 <= other.size() &&
           one.substr(one.size() - bytes - 3, 3) == other.substr(other.size() - bytes - 3, 3))
      bytes += 3;
    return one.substr(one.size() - bytes);
  };
  for (std::size_t back = index; back > 0; --back) {
    const Figure& part = reading.figures[back - 1];
    if (part.sentence != all.sentence || index - back > 8) break;
    if (part.measure == Measure::rank || part.measure == Measure::date) continue;
    if (part.unit.name != all.unit.name) break;
    const bool first = !subject.empty() && !ends(subject, {"奖"});
    if (first && !text.has(part.end_byte, "、") && !text.has(part.end_byte, "和")) break;
    if (part.subject.empty()) continue;
    all_end = subject.empty() ? part.subject : common_end(part.subject, all_end);
    subject = part.subject;
  }
  if (all_end.starts_with("级")) all_end.remove_prefix(3);
  return all_end.size() >= two_characters ? all_end : subject;
}

void measure(const Text& text, const Around& it, Figure& figure) {
  const Figure* last = it.last;
  // 新引进5亿元以上项目3个: the verb stands before the size of the things.
  const bool sized = last != nullptr && figure.action.empty() && !last->action.empty() &&
                     last->end_byte == it.clause.begin && begins(it.before, {"以上", "以下"});
  if (sized) figure.action = last->action;
  // 决定不起诉89人: what is not done is told, no stock.
  const auto negated = [&] {
    const std::size_t verb = verb_before(it.before, it.before.size());
    return verb >= two_characters &&
           ends(it.before.substr(0, it.before.size() - verb), {"不", "未"});
  };
  const bool bare_behind = it.right.action.empty() && it.right.subject.empty();
  const bool noun_before =
      !sized && bare_behind && it.left.action.empty() && !it.left.subject.empty() && !negated();
  const Marks marks = marks_of(text, it.clause.begin, it.clause.number);
  const bool has = text.has_before(it.clause.number, "有") && it.left.action.empty() &&
                   !it.left.subject.empty() && bare_behind && !ends(it.before, {"的有", "中有"}) &&
                   !speaks_of_the_last(it.before, false);
  figure.measure = measure_of(figure, {it.before, noun_before, marks, has, it.sort});
  // 分局由7个撤并为4个: what it became is of the same sort.
  if (last != nullptr && last->measure == Measure::total && figure.measure == Measure::count &&
      last->unit == figure.unit && it.clause.begin == last->end_byte &&
      (text.has_before(last->begin_byte, "由") || text.has_before(last->begin_byte, "从")))
    figure.measure = Measure::total;
  const bool relative = figure.measure == Measure::growth || figure.measure == Measure::share;
  if (relative && marks.change != std::string_view::npos) {
    // 同比增长, 占: the thing is the one before, unless it is named here.
    const bool holds = text.has(it.clause.begin + marks.change, "占");
    const std::string_view change = change_told(it.before.substr(marks.change));
    figure.action = !holds && !change.empty()
                        ? change
                        : it.before.substr(marks.change, holds ? 3 : two_characters);
    const Nouns nouns = nouns_before(text, it.clause.begin, it.clause.begin + marks.change);
    figure.subject = nouns.subject;
    // 发明占两成: a deed that has a share is a noun.
    if (figure.subject.empty() && holds && nouns.action.data() == it.before.data())
      figure.subject = nouns.action;  // 发明占, 修路一项就占
    // 减少贫困人口1130人: the thing stands behind what is changed.
    static const Words movers(Side::begin, {{0, "减少 增加 降低 提高 提升"}});
    const std::size_t mover = it.clause.begin + marks.change;
    if (figure.subject.empty() && it.sort != Sort::percent && movers.has(text.all, mover)) {
      const Nouns moved = nouns_before(text, mover + two_characters, it.clause.number);
      if (moved.subject.size() >= two_characters &&
          (moved.action.empty() || moved.subject.ends_with(moved.action)))
        figure.subject = moved.subject;
    }
  }
}

// 已到位, 尚欠: by an adverb of aspect the clause is a predicate; 完好 is how the thing is; and who
// does it may stand before the verb: 街道主办, 县级承担.
bool tells_on(const Around& it, std::string_view unit) {
  constexpr std::size_t short_bytes = 15;
  static const Words aspects(
      Side::begin, {{1, "已 正在 部分 报告日已 截止日已 目前已 仍 尚 还 应 实 实际 累计已"},
                    {0,
                     "应急 应用 应届 应收账款 实现 实施 实行 实战 实验 实践 实训 实体 实物 实习 "
                     "还款 还田"}});
  static const Words states(Side::begin,
                            {{0, "完好 合格 成活 到位 达标 过关 有效 正常 及格 持平 满意"}});
  static const Words agents(
      Side::end,
      {{0,
        "局 厅 院 台 部门 街道 社区 政府 财政 企业 公司 学校 机关 县级 市级 省级 乡镇 中央 "
        "各县 各区 单位 协会 学会 我局 我会 我校 银行 当事人"}});
  const Words::Hit aspect = aspects.longest(it.before, 0);
  if (aspect.kind == 1 && it.before.size() <= short_bytes &&
      (it.left.subject.empty() || it.left.before_verb ||
       (it.left.action.empty() && it.left.subject.size() <= two_characters)))
    return true;
  // 已消除风险394户, 已打疫苗15840头: what was done with those before.
  if (aspect.kind == 1 && it.counts && it.before.size() <= 2 * short_bytes &&
      !begins(it.before, {"实", "应"}) && !has_head(it.left.subject, unit))
    return true;
  const Words::Hit state = states.longest(it.left.subject, 0);
  if (state && state.bytes == it.left.subject.size()) return true;
  // 语文及格189名: how many of those who were counted are so.
  if (counts_persons(unit) && ends(it.left.subject, {"及格", "合格", "达标", "优秀", "过关"}))
    return true;
  // 街道已实际行使58项
  static const Words adverbs(Side::begin, {{0, "已 实际 均已 现已"}});
  for (std::size_t at = two_characters; it.counts && at < it.before.size() && at <= short_bytes;
       at += 3)
    if (adverbs.has(it.before, at) && agents.has(it.before, at)) return true;
  if (!it.left.before_verb || !it.counts) return false;
  std::string_view who = it.left.subject;
  if (who.ends_with(it.left.action)) who.remove_suffix(it.left.action.size());
  // 科技型中小企业入库460家: of bodies that are counted it is they.
  return !who.empty() && agents.has(who, who.size()) && !has_head(who, unit);
}

// 每季度一次随访, 水质检测每周三次: what is done is named whole, behind the number where the clause
// goes on, else before it.
std::string_view done_so_often(const Text& text, const Around& it, const Figure& figure) {
  constexpr std::size_t four_characters = 12, longest = 24;
  std::size_t end = figure.end_byte;
  if (text.has(end, "的")) end += 3;
  const std::size_t begin = end;
  while (end < it.limit && end - begin <= four_characters && text.is_han(end)) end = text.next(end);
  static const Words acts(Side::begin, {{0, "次 遍 趟 轮 回"}});
  const bool closed = end >= begin + two_characters && end - begin <= four_characters &&
                      acts.has(figure.unit.name, 0) &&
                      (text.is_clause_end(end) || end == text.all.size());
  // 每周一次通报进度, 每周两次推送畅销报刊: with what it is done to.
  const Words::Hit verb = verbs().longest(text.all, begin);
  if (verb.kind == strong && verb.bytes >= two_characters && begin + verb.bytes <= end &&
      acts.has(figure.unit.name, 0) && (!closed || end >= begin + verb.bytes + two_characters))
    return text.between(begin, begin + verb.bytes);
  if (closed) return text.between(begin, end);
  // 探访每周不少于1次; 每名特派员每月不少于4天
  if (it.before.size() >= two_characters && it.before == it.left.action) return it.before;
  if (begins(it.before, {"每名", "每位", "每支"}) && !it.left.subject.empty())
    return it.left.subject;
  if (end > begin || it.before.size() > longest || !it.left.before_verb) return {};
  const std::size_t deed = it.before.rfind(it.left.action);
  if (it.left.action.size() < two_characters || deed == std::string_view::npos) return {};
  const std::string_view thing = it.left.subject;
  const std::size_t from = static_cast<std::size_t>(thing.data() - text.all.data());
  return text.between(from, it.clause.begin + deed + it.left.action.size());
}

// Gives a figure of a deed alone that for its thing, or what it is done with; whether it is a part
// beside others, of which nothing is left out.
bool is_named_by_deed(const Text& text, const Around& it, Reading& reading, std::size_t index,
                      bool done_next) {
  Figure& figure = reading.figures[index];
  const std::string_view deed = it.left.action;
  static const Words intended(Side::begin, {{0, "计划 拟 力争 完成 全年 预计 实际 已 确保"}});
  if (it.left.deed && figure.subject.empty()) {
    const bool result = deed == "盈利" || deed == "亏损" ||
                        (it.sort == Sort::money && (deed == "出口" || deed == "进口")) ||
                        (deed == "支出" && it.sort == Sort::money &&
                         (it.last == nullptr || it.before.starts_with("支出")));
    if (!done_next && (it.counts || result ||
                       (it.sort == Sort::area && without_begin(it.before, intended) == deed)))
      figure.subject = deed;
  }
  static const Words marks(Side::begin, {{0, "， 、"}});
  const std::string_view alone = without_begin(it.before, marks);
  if (verb_before(alone, alone.size()) == alone.size() &&
      is_deed_beside(text, reading, index, alone)) {
    figure.subject = alone;
    return true;
  }
  // 举办培训班8期，培训612人次: the deed is in the name of what was told last.
  if (it.left.deed && it.counts && it.last != nullptr && figure.subject == deed &&
      it.last->subject.size() > deed.size() && says_word(it.last->subject, deed))
    figure.subject = it.last->subject;
  return false;
}

// 停产整顿, 司法拘留, 超龄离团: a deed, where the unit counts bodies, households, persons or things
// of its own.
bool is_done_to(std::string_view words) {
  static const Words own(Side::end, {{0, "就业 创业 定位"}});
  if (own.has(words, words.size())) return false;
  const Words::Hit verb = verbs().longest(words, 0);
  const bool opens = verb && verb.kind != kept && verb.kind != weak && verb.bytes >= two_characters;
  return opens || verb_before(words, words.size()) >= two_characters ||
         has_shape_of_verb(words, words.size() - two_characters);
}

// 处分党员69人，移送司法2人; 检查企业863家次，停产整顿7家: what does not end as the unit counts is
// what became of those who do.
bool is_what_became(const Around& it, const Figure& like, const Figure& figure) {
  static const Words of_their_own(
      Side::end,
      {{0,
        "职称 学历 学位 文化 程度 本科 专科 大专 中专 高中 初中 小学 硕士 博士 族 籍 级 保 "
        "类 奖 功 低保 五保 特困 其他 其余 女性 男性 女 男 以上 以下 型 式 上 下"}});
  const std::string_view subject = figure.subject, before = it.before;
  return it.counts && it.right.subject.empty() && it.left.actor.empty() && !subject.empty() &&
         subject.size() <= 2 * two_characters && subject.data() >= before.data() &&
         subject.data() < before.data() + before.size() &&
         has_head(like.subject, figure.unit.name) && !has_head(subject, figure.unit.name) &&
         !of_their_own.has(subject, subject.size()) && is_done_to(subject);
}

// What was done next with the things before, or, 其中残疾人39人次，护送返乡121人次, with the whole
// of which parts stand between. `like`: the nearest figure before in its unit.
void complete_done(const Text& text, const Around& it, Reading& reading, std::size_t index,
                   const Figure& like, bool part) {
  Figure& figure = reading.figures[index];
  // 企业挂钩帮扶23个贫困村: what stands behind the number is named there.
  if (!figure.subject.empty() && figure.subject.data() >= text.all.data() + figure.end_byte) return;
  // 台站改造经费85万元，已到位60万元; 展品362件，完好341件; 活动47项（街道主办8项）
  const bool told_on =
      !part && (tells_on(it, figure.unit.name) || is_what_became(it, like, figure));
  // 审查立案318件, 已投产6个: a clause of nothing but verbs is of the things before.
  if (!told_on &&
      (it.clause.listed || !it.counts || figure.subject.empty() || figure.subject == like.subject ||
       counts_deeds(figure, it.sort) || !are_deeds(text, it.clause.begin, it.clause.number)))
    return;
  const Figure* const whole = before_parts(text, reading, index);
  figure.subject = whole != nullptr ? whole->subject : like.subject;
}

// What a clause leaves out behind whose number no noun stands.
void complete_bare(const Text& text, const Around& it, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  const Figure* const last = it.last;
  const std::string_view before = it.before;
  const bool part = it.clause.listed || before.starts_with("其中");
  const Figure* const like = last == nullptr ? nullptr : like_before(text, reading, index);
  // 竞赛立项268项，结题241项: what is done next is done with the things before.
  const bool done_next = it.counts && like != nullptr && !part &&
                         !figure.unit.name.ends_with("次") && !counts_deeds(figure, it.sort);
  if (is_named_by_deed(text, it, reading, index, done_next)) return;
  // 其中，出口352.7亿元; 其中修路3.6亿元、通电1.4亿元
  static const Words among(Side::begin, {{0, "其中 其中："}});
  if (figure.subject.empty() && it.sort == Sort::money && it.left.action.size() >= two_characters &&
      without_begin(before, among) == it.left.action &&
      (part || it.left.action == "出口" || it.left.action == "进口"))
    figure.subject = it.left.action;
  if (part && it.sort != Sort::percent && it.sort != Sort::time) {
    const std::string_view deed = deed_of_part(text, it.clause.begin, it.clause.number);
    // 古遗址60处，其中复查17处: the things are those that were counted.
    static const Words of_things(Side::begin, {{0, "处 座 口 栋 所 台 艘 尊 棵 株"}});
    const Figure* const whole = it.counts && !deed.empty() && of_things.has(figure.unit.name, 0)
                                    ? before_among(text, reading, index)
                                    : nullptr;
    if (!deed.empty()) figure.subject = whole != nullptr ? whole->subject : deed;
  }
  const bool left_out = leaves_thing_out(text, it.clause, it.sort == Sort::percent);
  if (left_out && it.counts) {
    const Figure* of = like != nullptr ? like : like_above(text, reading, index);
    if (of == nullptr && it.left.actor.empty()) of = like_far(reading, index);
    if (of != nullptr)
      figure.subject = of->subject;
    else if (const std::string_view title = of_heading(text, reading, figure); !title.empty())
      figure.subject = title;
  } else if (left_out && last != nullptr && it.sort == Sort::percent && !last->subject.empty() &&
             sort_of(*last) != Sort::money) {
    // 收回问卷352份，表示满意的占99.1%; 年营收5亿元及以上的企业中，设有研发机构的占 bounds a class.
    figure.subject = last->subject;
  }
  if (it.counts && last != nullptr && before.size() > two_characters && before.ends_with("的") &&
      says(before, {"以上", "以下", "具有", "用于", "其中"})) {
    figure.subject = {};  // 具有硕士以上学位的292人: the thing is left out
  }
  if (like != nullptr) complete_done(text, it, reading, index, *like, part);
  if (it.counts && !counts_deeds(figure, it.sort))
    if (const Figure* const above = before_deed(text, reading, index, it.clause); above != nullptr)
      figure.subject = above->subject;
  if (const std::string_view object = object_of_deed(before, figure.unit.name); !object.empty())
    figure.subject = object;
  if (figure.subject.empty() && !left_out && like == nullptr &&
      figure.measure != Measure::frequency && text.has_before(it.clause.begin, "，") &&
      !speaks_of_the_last(before, false) && !is_time_only(before))
    figure.subject = of_clause_before(text, reading, index, it.clause);
}

// 评出优秀论文168篇，其中一等奖12篇; 小品《送粮路上》获全省二等奖: what was given a prize; or
// nothing.
std::string_view winner_of(const Text& text, const Around& it, const Reading& reading,
                           std::size_t index) {
  for (std::size_t back = index; back > 0; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != reading.figures[index].sentence) break;
    if (earlier.measure == Measure::rank) return earlier.subject;
    const Measure what = earlier.measure;
    if ((what == Measure::count || what == Measure::total) && !earlier.subject.ends_with("奖") &&
        says(text.between(earlier.end_byte, it.clause.number), {"其中", "评出", "评选出"}))
      return earlier.subject;
  }
  static const Words won(Side::begin, {{0, "获 荣获 获得 捧回 夺得 得 摘得 斩获"}});
  return won.has(it.left.action, 0) ? it.left.actor : std::string_view();
}

// What is said by a title, a heading, the rank before it or the last figure like it.
void complete_by_title(const Text& text, const Around& it, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  const std::string_view before = it.before;
  if (figure.measure == Measure::frequency)
    if (const std::string_view deed = done_so_often(text, it, figure); !deed.empty())
      figure.subject = deed;
  // 小麦：播种面积31.6万亩: the title is the thing.
  if (text.has_before(it.clause.begin, "：") && figure.subject == it.left.subject &&
      is_size_of_title(figure.subject))
    if (const std::string_view title = titled(text, it.clause.begin); !title.empty())
      figure.subject = title;
  // 森林覆盖率，1960年为35.5%
  if (figure.subject.empty() && index > 0 && ends(before, {"年为", "年达", "年是"}) &&
      reading.figures[index - 1].measure == Measure::date &&
      reading.figures[index - 1].begin_byte == it.clause.begin)
    figure.subject = of_clause_before(text, reading, index - 1, it.clause);
  // 科学素质水平提升较大，从2010年的4.86%提升到9.72%
  if (figure.subject.empty() && it.last == nullptr)
    figure.subject = topic_before(text, reading, index, it.clause);
  if (figure.subject.empty()) figure.subject = titled(text, it.clause.begin);
  if (figure.subject.empty() && it.counts && it.last == nullptr)
    figure.subject = of_heading(text, reading, figure);
  if (figure.subject.empty() && it.counts) {
    if (const Figure* const above = like_above(text, reading, index))
      figure.subject = above->subject;
  }
  const bool nothing_said = before.empty() && it.counts && it.right.subject.empty();
  if (nothing_said || figure.subject == "奖") {
    const std::string_view prize = of_rank(text, reading, index, it.clause);
    if (!prize.empty()) figure.subject = prize;
  }
}

// What has a rank, where the clause does not name it or names it behind.
void complete_rank(const Text& text, const Around& it, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  bool placed = false;
  const std::string_view thing = ranked(text, it.clause, placed);
  if (placed) figure.subject = begins(thing, {"在"}) ? std::string_view() : thing;
  if (it.last != nullptr && (!placed || thing.empty()))
    if (const std::string_view of = ranked_among(text, reading, index); !of.empty())
      figure.subject = of;
  // 发病数居前五位的病种占八成: those that have the ranks.
  static const Words links(Side::end, {{0, "占 合计 共 达 为 均 都"}});
  if (text.has(figure.end_byte, "的"))
    if (const std::string_view of =
            without_end(nouns_behind(text, figure.end_byte + 3, it.limit).subject, links);
        of.size() >= two_characters)
      figure.subject = of;
}

// 东部地区拥有法人单位1280万个；中部地区492万个: the one before it in its unit, where only somebody
// like the one that it is of is named; else null.
const Figure* told_alike(const Text& text, const Around& it, const Reading& reading,
                         std::size_t index) {
  constexpr std::size_t longest = 30;
  static const Words whose(Side::end,
                           {{0, "地区 县 市 区 镇 乡 街道 村 医院 学校 公司 中心 分局"}});
  const Figure& figure = reading.figures[index];
  const Words::Hit tail = whose.longest(it.before, it.before.size());
  if (!tail || it.before.size() > longest || !it.left.action.empty() ||
      it.before.size() < tail.bytes + two_characters / 2 || !it.right.subject.empty() ||
      has_head(it.before, figure.unit.name) || figure.measure == Measure::growth)
    return nullptr;
  const Figure* const like = like_before(text, reading, index);
  if (like == nullptr || like->subject.size() < two_characters) return nullptr;
  const std::size_t other = static_cast<std::size_t>(like - reading.figures.data());
  const Clause clause = clause_of(text, reading, other);
  const std::string_view said = text.between(clause.begin, clause.number);
  const std::size_t named = said.find(it.before.substr(it.before.size() - tail.bytes));
  if (named == std::string_view::npos) return nullptr;
  const std::size_t behind = clause.begin + named + tail.bytes;
  const bool has_thing = like->subject.data() >= text.all.data() + behind &&
                         like->subject.data() < text.all.data() + clause.number;
  return has_thing ? like : nullptr;
}

// 确诊病例77例，其中甲区49例，乙区10例; 病例8例（汉口8例）: the whole where a part is told by its
// place alone, else null. What else 例 counts is called 病, 症 or the like.
const Figure* parted_by_place(const Text& text, const Around& it, const Reading& reading,
                              std::size_t index) {
  constexpr std::size_t longest = 9;
  static const Words kinds(Side::end,
                           {{0, "病 症 炎 例 者 型 伤 亡 瘤 癌 疫 感 热 疹 童 女 男 人"}});
  static const Words leads(Side::begin, {{0, "其中 其中： ， 、 （ ："}});
  const Figure& figure = reading.figures[index];
  if (!same(figure.unit.name, "例") || !it.right.subject.empty() || !it.left.action.empty())
    return nullptr;
  const std::string_view name = without_begin(it.before, leads);
  if (name != figure.subject || name.size() < two_characters || name.size() > longest ||
      kinds.has(name, name.size()) || is_kind(name))
    return nullptr;
  const Figure* whole = before_among(text, reading, index);
  if (whole == nullptr) whole = before_parts(text, reading, index);
  if (whole == nullptr && text.has_before(it.clause.begin, "（")) whole = it.last;
  return whole != nullptr && same(whole->unit.name, figure.unit.name) &&
                 ends(whole->subject, {"病例", "患者", "感染者"})
             ? whole
             : nullptr;
}

// What is left out beside others of the sentence: of whom an age is, of what 的 is said, of what
// the clause before tells, and what somebody else has.
void complete_by_others(const Text& text, const Around& it, Reading& reading, std::size_t index,
                        const Figure& last) {
  Figure& figure = reading.figures[index];
  const std::string_view before = it.before;
  // 其中女党员5名、35岁以下7名: of the whole, and not of the part beside it.
  if (it.counts && it.right.subject.empty() && index > 1 &&
      (before.empty() || before == "以上" || before == "以下" || before == "及以上" ||
       before == "及以下") &&
      reading.figures[index - 1].measure == Measure::duration) {
    const Figure* whole = before.empty() ? nullptr : before_among(text, reading, index);
    if (whole == nullptr) whole = before_sexes(text, reading, index);
    if (whole != nullptr) figure.subject = whole->subject;
  }
  // 水功能区6779个，满足目标的4503个; 农业人员中，年龄35岁以下的有17万人
  if ((it.counts && figure.subject.ends_with("的")) ||
      (figure.subject == "年龄" && counts_persons(figure.unit.name)))
    if (const Figure* const like = like_before(text, reading, index); like != nullptr)
      figure.subject = like->subject;
  // 微信举报170件，网上举报42件: what is called alike is another of its kind, and is told itself.
  const std::string_view own = it.left.subject;
  if (it.counts && it.right.subject.empty() && !before.ends_with("的") &&
      own.size() >= 2 * two_characters && own.size() <= 3 * two_characters &&
      figure.subject.size() >= 2 * two_characters && own != figure.subject &&
      !own.ends_with(figure.subject) && !figure.subject.ends_with(own) &&
      figure.subject.ends_with(own.substr(own.size() - two_characters)))
    figure.subject = own;
  // 西部地区占83.7%；中部地区次之，占11%
  if (figure.subject.data() == last.subject.data() && last.end_byte < it.clause.begin)
    if (const std::string_view topic = topic_before(text, reading, index, it.clause);
        !topic.empty())
      figure.subject = topic;
  const Figure* of = told_alike(text, it, reading, index);
  if (of == nullptr) of = parted_by_place(text, it, reading, index);
  if (of != nullptr) {
    figure.actor = figure.subject;
    figure.subject = of->subject;
  }
}

// What the clause leaves out is said elsewhere: before a list, behind a colon, by the last figure.
void complete(const Text& text, const Around& it, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  const Figure* last = it.last;
  const std::string_view before = it.before;
  if (last != nullptr && before == "、" && figure.unit.name != last->unit.name &&
      counted_behind(text, *last) && it.right.subject.empty() && index > 0) {
    // 馆藏档案192个全宗、21.6万卷: the thing of all of them stands before the first.
    const Clause first = clause_of(text, reading, index - 1);
    figure.subject = nouns_before(text, first.begin, first.number).subject;
  }
  const bool prize = figure.measure == Measure::rank && same(figure.unit.name, "等") &&
                     text.has(figure.end_byte, "奖");
  if (prize) {
    figure.subject = winner_of(text, it, reading, index);
  } else if (figure.measure == Measure::rank) {
    complete_rank(text, it, reading, index);
  }
  if (it.right.subject.empty()) {
    complete_bare(text, it, reading, index);
  } else if (it.left.deed && figure.subject.empty() && it.counts) {
    figure.subject = it.left.action;
  }
  // 其余66件逐案落实, 尚有8件正在办理: of those that were counted, whatever is done with them.
  if (begins(before, {"其余", "余下", "剩下", "尚有", "剩余", "仍有", "还有", "尚差", "还差",
                      "仍差", "尚余", "还剩", "仅剩", "距"}) &&
      before.size() <= 2 * two_characters &&
      (it.counts || begins(before, {"剩下", "尚差", "还差"})))
    if (const Figure* const like = last == nullptr ? nullptr : like_before(text, reading, index))
      figure.subject = like->subject;
  // 61个社区中已有52个配齐活动室: of those that were counted.
  if (before.starts_with("中") && last != nullptr && last->unit == figure.unit &&
      !last->subject.empty() &&
      ((begins(before, {"中有", "中已有", "中仅有", "中只有"}) && counted_behind(text, *last)) ||
       before == "中" || before == "中仅" || before == "中有"))
    figure.subject = last->subject;
  if (last == nullptr && !before.empty() && speaks_of_the_last(before, true) &&
      begins(before, {"比", "较"})) {
    // 收入16.5万元。比2019年的57万元增长20%
    if (const Figure* const above = like_above(text, reading, index))
      figure.subject = above->subject;
  }
  if (last != nullptr) inherit(text, reading, index, *last, it.clause, it.counts, figure);
  if (prize && figure.subject.ends_with("奖")) figure.subject = {};  // 一等奖2个、三等奖4个
  if (last != nullptr) complete_by_others(text, it, reading, index, *last);
  if (!it.counts || it.right.subject.empty())
    if (const std::string_view name = of_row(text, it.row); !name.empty()) figure.subject = name;
  if (last != nullptr && it.counts && it.right.subject.empty() && it.left.subject.empty() &&
      ends(before, {"合计", "共计", "总计", "，共", "总共", "一共", "合起来", "加起来", "相加",
                    "之和", "合计达", "共达"})) {
    const std::string_view subject = of_all(text, reading, index);
    if (!subject.empty()) figure.subject = subject;
  }
  if ((before == "的" || before == "任务的") && figure.unit.name == "%" && index > 1 &&
      reading.figures[index - 2].measure != Measure::date)
    if (const Figure* const part = figure_before(text, reading, index - 1); part != nullptr)
      figure.subject = part->subject;  // 推广38万亩，占计划35万亩的108.6%
}

Asked add_fact(const Text& text, Reading& reading, std::size_t index, Sorts& sorts) {
  const Around it = around(text, reading, index, sorts);
  name(text, it, reading.figures[index]);
  measure(text, it, reading.figures[index]);
  complete(text, it, reading, index);
  complete_by_title(text, it, reading, index);
  mend_subject(text, reading, index, it.clause);
  // 3人荣立三等功，5人受到表彰: persons are not what the persons before were given.
  Figure& figure = reading.figures[index];
  const bool persons = same(figure.unit.name, "人") || same(figure.unit.name, "名");
  if (persons && ends(figure.subject, {"功", "表彰", "称号"}) &&
      (figure.subject.data() < text.all.data() + it.clause.begin ||
       figure.subject.data() >= text.all.data() + figure.begin_byte))
    figure.subject = {};
  clean_subject(text, reading, index, it.clause);
  return {static_cast<std::uint32_t>(it.row.begin), static_cast<std::uint32_t>(it.row.limit),
          it.row.signs, it.sort, true};
}

}  // namespace

std::vector<Asked> add_facts(const Text& text, Reading& reading) {
  std::vector<Asked> asked(reading.figures.size());
  Sorts sorts;
  for (std::size_t index = 0; index < reading.figures.size(); ++index) {
    if (reading.figures[index].measure != Measure::date)
      asked[index] = add_fact(text, reading, index, sorts);
  }
  // Numbers that touch each other may be told respectively.
  constexpr std::size_t near = 3;
  bool touched = false;
  for (std::size_t index = 0; index + 1 < reading.figures.size(); ++index) {
    const Figure &figure = reading.figures[index], &next = reading.figures[index + 1];
    const bool touches = next.begin_byte - figure.end_byte <= near;
    if (touches && !touched && figure.measure != Measure::date) respectively(text, reading, index);
    touched = touches;
  }
  return asked;
}

}  // namespace youju::reading
