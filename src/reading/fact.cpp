#include <youju/reading/fact.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t clause_bytes_max = 150;
constexpr std::size_t noun_bytes_max = 60;

bool contains(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}
bool ends_with(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [place = Text{text}](std::string_view word) {
    return place.has_before(place.all.size(), word);
  });
}

// Reached and not changed by: 提高到, 降至.
bool reaches(std::string_view before) {
  return ends_with(before, {"到", "至", "为", "达", "在", "到了", "成"}) ||
         contains(before, {"提高到", "下降到", "降至"});
}

// What the words of a clause say, found in one pass.
struct Marks {
  std::uint8_t said = 0;
  std::size_t change =
      std::string_view::npos;  // where 同比, 占, 增长 begin, behind the clause's begin
  bool has(std::uint8_t what) const { return (said & what) != 0; }
};
enum : std::uint8_t {
  pace = 1,      // 增幅
  clear = 2,     // surely a change: 增长
  soft = 4,      // perhaps one: 提高
  compared = 8,  // 比, 较
  rain = 16,
  net = 32,     // 净增
  stock = 64,   // 累计, 现有
  turns = 128,  // behind it the thing itself is not named
};

Marks marks_of(const Text& text, std::size_t begin, std::size_t end) {
  static const Words words(
      Side::begin,
      {{pace | soft, "增幅 降幅 增速 涨幅"},
       {clear | soft | turns, "增长 下降 减少 上升 降低 同比 环比"},
       {clear | soft, "上涨 下跌 缩短 增产 增收 偏高 偏多 偏少 高出 减亏 前移"},
       {clear | soft | net, "净增"},
       {clear | soft, "增长率 下降率 上升率"},
       {soft | turns, "提高 提升 增加"},
       {soft, "压减 压缩 高于 超警戒 上浮 下浮 攀升 增强 翻 少 多 降 增"},
       {turns, "占"},
       {0, "占比 占地 占用 占有 增加值 增长点 增长极"},
       {compared | turns, "比上 较上 比去 较去"},
       {compared, "比 较"},
       {0, "比赛 比例 比重 比武 比较 比分 比选 比价 较大 较好 较高 较为 较多 较重 较强 评比 对比"},
       {rain, "雨量 降水"},
       {stock,
        "累计 总数 总量 合计 共有 现有 拥有 在册 馆藏 保有量 下设 总计 设有 实有 已有 "
        "辖 在校 在园 在岗 常住 户籍 注册会员 总人口 "
        "已建成 在职 建有 增至 发展到"}});
  Marks out;
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    const Words::Hit hit = words.longest(text.all, at);
    if (!hit || at + hit.bytes > end) continue;
    if (hit.kind == 0) {
      at += hit.bytes - 3;
      continue;
    }
    out.said |= hit.kind;
    if ((hit.kind & turns) != 0 && out.change == std::string_view::npos) out.change = at - begin;
  }
  return out;
}

bool changes(std::string_view before, const Marks& marks) {
  if (marks.has(pace)) return true;
  if (!marks.has(clear | soft) || reaches(before)) return false;
  if (marks.has(clear)) return true;
  return ends_with(before, {"提高", "提升", "增加", "降", "增", "压减", "增加了", "提高了", "近",
                            "约", "少"}) &&
         (marks.has(compared) || marks.has(turns));
}

// Things that stand there: without a verb they are a stock.
bool stands(std::string_view unit) {
  static constexpr std::string_view units[] = {"家", "所", "座", "栋", "户", "口", "支",
                                               "辆", "处", "台", "部", "张", "间", "人",
                                               "名", "个", "位", "床", "幢", "艘"};
  return std::find(std::begin(units), std::end(units), unit) != std::end(units);
}

struct MeasureGround {
  std::string_view before;   // the clause up to the number
  bool noun_before = false;  // the subject stands before the number, without a verb
  Marks marks;
};

bool is_stock(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before, subject = figure.subject;
  if (ground.marks.has(stock)) return true;
  if (contains(subject, {"总数", "总量", "保有量"})) return true;
  if (stands(figure.unit.name)) {
    // 由64个优化为82个; 养老服务设施达14处.
    if (before.ends_with("由")) return true;
    if (reaches(before) && !before.ends_with("达") && !before.ends_with("在") &&
        contains(before, {"到", "至", "优化为"}))
      return true;
    if (before.ends_with("达") && ground.noun_before &&
        !contains(subject, {"人数", "群众", "人员"}))
      return true;
  }
  if (ground.noun_before && stands(figure.unit.name)) return true;
  static constexpr std::string_view roles[] = {"党员", "会员", "居民", "教职工", "教师",
                                               "学生", "职工", "人口", "社区",   "委员会",
                                               "支部", "团员", "中级", "高级"};
  const bool alone = ground.noun_before && subject.size() + 6 >= before.size();
  return alone && !before.starts_with("其") &&
         std::any_of(std::begin(roles), std::end(roles),
                     [&](std::string_view role) { return subject.ends_with(role); });
}

Sort sort_of(const Figure& figure) {
  if (figure.unit.name.empty()) return Sort::things;
  const std::string_view name = figure.unit.name;
  if (name == "%" || name == "‰" || name == "‱") return Sort::percent;
  if (name == "期" || name == "百分点") return name == "期" ? Sort::things : Sort::points;
  if (name == "秒" || name == "小时" || name == "工作日" || name == "学时" || name == "课时" ||
      name == "个月")
    return Sort::time;
  const UnitFound found = read_unit(Text{name}, 0);
  return found ? found.sort : Sort::things;
}

// Decides the measure where the form did not.
Measure measure_of(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before;
  if (figure.measure != Measure::count && figure.measure != Measure::share) return figure.measure;
  const Marks& marks = ground.marks;
  const bool changed = changes(before, marks);
  if (figure.measure == Measure::share) return changed ? Measure::growth : Measure::share;
  switch (sort_of(figure)) {
    case Sort::percent:
      return changed ? Measure::growth : Measure::share;
    case Sort::points:
    case Sort::times:
      return Measure::growth;
    case Sort::money:
    case Sort::quantity:
      return changed ? Measure::growth : Measure::amount;
    case Sort::length:
      if (marks.has(rain)) return Measure::amount;
      return changed ? Measure::growth : Measure::length;
    case Sort::area:
      return changed ? Measure::growth : Measure::area;
    case Sort::time:
      return changed ? Measure::growth : Measure::duration;
    case Sort::place:
    case Sort::things:
      break;
  }
  if (figure.unit.empty() && ends_with(before, {"长", "高", "宽"})) return Measure::length;
  if (changed && !marks.has(net)) return Measure::growth;
  return is_stock(figure, ground) ? Measure::total : Measure::count;
}

// 项目：加装电梯　计划：30部　进度：开工22部: a row of fields is about its first one in words.
std::string_view row_name(const Text& text, std::size_t colon) {
  constexpr std::size_t row_bytes_max = 300, name_bytes_max = 36;
  std::size_t line = colon;
  while (line > 0 && colon - line < row_bytes_max && text.byte(line - 1) != '\n') --line;
  for (std::size_t at = line; at < colon; at = text.next(at)) {
    if (!text.has(at, "：")) continue;
    std::size_t begin = text.skip_blanks(at + 3), end = begin;
    while (end < colon && end - begin <= name_bytes_max &&
           (text.is_han(end) || text.is_letter(end)))
      end = text.next(end);
    const bool field = text.has(end, "\u3000") || text.byte(end) == ' ' || text.byte(end) == '\t';
    if (end > begin + 3 && field && end < colon) return text.between(begin, end);
  }
  return {};
}

// 营业收入：本年…: what stands before the colon names what is told behind it.
std::string_view titled(const Text& text, std::size_t begin) {
  const bool colon = text.has_before(begin, "：") || text.has_before(begin, ":");
  if (!colon) return {};
  const std::size_t end = text.previous(begin);
  if (const std::string_view name = row_name(text, end); !name.empty()) return name;
  std::size_t at = end;
  constexpr std::size_t title_bytes = 36;
  while (at > 0 && end - at < title_bytes && text.is_han(text.previous(at))) at = text.previous(at);
  const Nouns title = nouns_before(text, at, end);
  return title.subject.empty() ? title.action : title.subject;
}

}  // namespace

Clause clause_of(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  Clause out;
  out.number = figure.begin_byte;
  // 贫困发生率由2014年的23.6%: a date does not part the clause.
  constexpr std::size_t near = 9;
  std::size_t before = index;
  while (before > 0 && reading.figures[before - 1].measure == Measure::date &&
         reading.figures[before].begin_byte - reading.figures[before - 1].end_byte <= near) {
    --before;
  }
  const std::size_t limit = before == 0 ? 0 : reading.figures[before - 1].end_byte;
  std::size_t lowest = out.number > clause_bytes_max ? out.number - clause_bytes_max : 0;
  if (limit > lowest) lowest = limit;
  std::size_t at = out.number;
  std::size_t depth = 0;
  while (at > lowest) {
    const std::size_t previous = text.previous(at);
    if (text.has(previous, "》") || text.has(previous, "”") || text.has(previous, "）")) ++depth;
    const bool opens =
        text.has(previous, "《") || text.has(previous, "“") || text.has(previous, "（");
    if (opens && depth > 0) --depth;
    const Class kind = text.class_at(previous);
    const bool parallel = text.has(previous, "、");  // parts no clauses
    if (depth == 0 && !parallel && (kind == Class::stop || kind == Class::line)) break;
    at = previous;
  }
  if (at < lowest) at = lowest;
  out.listed = index > 0 && at == limit && (out.number - limit < 3 || text.has(limit, "、"));
  out.begin = at;
  return out;
}

namespace {

// The figure before it in its sentence that is no date.
const Figure* figure_before(const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < 3; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != figure.sentence) return nullptr;
    if (earlier.measure != Measure::date) return &earlier;
  }
  return nullptr;
}

bool counted_behind(const Text& text, const Figure& figure) {
  return !figure.subject.empty() && figure.subject.data() >= text.all.data() + figure.end_byte;
}

// A clause in which the thing itself is not named: 较法定时限缩短, 是去年的, 低于, 相当于….
bool speaks_of_the_last(std::string_view before, bool relative) {
  enum : std::uint8_t { noun, opening, relative_opening };
  static const Words words(
      Side::begin,
      {{opening,
        "比 较 低于 高于 高出 超额 超收 超过 超警戒 减亏 净增 扣除 翻 同比 环比 增长 下降 上升 "
        "降幅 "
        "增幅 偏多 偏少 偏高 偏低 被 剩余 其余 尚缺 尚有 首次 连续 户均增 人均增 人手"},
       {relative_opening, "是 为 占 相当于 完成计划 完成任务 完成年 完成全年"},
       {noun, "比赛 比例 比武 比重 较大 较好 被告 被子 占地 连续剧 为民 是否 剩余劳动 被征地"}});
  static const Words extremes(
      Side::begin, {{1, "最高 最低 最大 最小 最多 最大为 最高达 最高为 每人 每户 其中最大"}});
  if (before.starts_with("（")) before.remove_prefix(3);
  if (before.starts_with("(")) before.remove_prefix(1);
  const Words::Hit hit = words.longest(before, 0);
  if (hit && (hit.kind == opening || (hit.kind == relative_opening && relative))) return true;
  const Words::Hit extreme = extremes.longest(before, 0);
  return extreme && extreme.bytes == before.size();
}

// 女性, 35岁以下: what qualifies the thing and does not name it.
bool only_qualifies(std::string_view subject) {
  return ends_with(subject, {"以上", "以下", "女性", "男性", "方面", "不合格", "合格", "成功",
                             "免费", "采用", "领导批示", "优秀", "合计", "总数", "达标"});
}

// What a figure has from the one before it in its sentence: 其中, lists, 增幅.
void inherit(const Text& text, const Figure& last, const Clause& clause, Figure& figure) {
  const std::string_view before = text.between(clause.begin, clause.number);
  const bool bare = before.empty() || before == "和" || before == "、";
  if (bare && last.measure == Measure::growth && figure.measure == Measure::share) {
    figure.measure = Measure::growth;
  }
  constexpr std::size_t short_bytes = 12;
  const bool relative = figure.unit.name == "%" || figure.unit.name == "倍";
  const bool of_other = speaks_of_the_last(before, relative) && !counted_behind(text, figure);
  const bool qualified = only_qualifies(figure.subject) && figure.unit.name == last.unit.name;
  if ((of_other || qualified) && !last.subject.empty()) figure.subject = last.subject;
  const bool of_it = figure.subject.size() <= short_bytes &&
                     ends_with(figure.subject, {"增幅", "降幅", "增速", "年龄", "涨幅"});
  static constexpr std::string_view measures[] = {"金额", "面积", "总量",   "总额",
                                                  "保额", "印数", "规模",   "标准",
                                                  "收益", "数量", "总时长", "总面积"};
  const bool no_thing =
      std::find(std::begin(measures), std::end(measures), figure.subject) != std::end(measures);
  if (of_it || no_thing || figure.subject.empty()) figure.subject = last.subject;
  const bool no_verb = figure.action.empty();
  if (clause.listed && no_verb) figure.action = last.action;
  if (!clause.listed && !before.starts_with("其中")) return;
  if (figure.measure == Measure::count && last.measure == Measure::total) {
    figure.measure = Measure::total;
  } else if (figure.measure == Measure::total && last.measure == Measure::count && no_verb) {
    figure.measure = Measure::count;
  }
}

// 高企密度居全省开发区第1位: what has the rank stands before 居.
std::string_view ranked(const Text& text, const Clause& clause, bool& placed) {
  static const Words places(Side::begin, {{1, "居 列 位居 位列 名列 排名 跃居 排在 升至"},
                                          {0, "居民 居家 居委 居住 居室 列为 列入 列车"}});
  for (std::size_t at = clause.begin; at < clause.number; at = text.next(at)) {
    const Words::Hit hit = places.longest(text.all, at);
    if (hit && hit.kind == 0) at += hit.bytes - 3;
    if (hit.kind != 1) continue;
    placed = true;
    return at > clause.begin ? nouns_before(text, clause.begin, at).subject : std::string_view();
  }
  return {};
}

// 投入286万元改造剧场, 86%的行政村: what money went into and what a share is of.
std::string_view worded_behind(const Text& text, const Figure& figure, Sort sort,
                               const Nouns& right, std::size_t limit) {
  static const Words limits(Side::begin, {{0, "的规定 的目标 的要求 的标准 的比例 的速度 的水平"}});
  const std::size_t end = figure.end_byte;
  if (sort == Sort::money && !right.action.empty() && right.action.data() == text.all.data() + end)
    return nouns_behind(text, end + right.action.size(), limit).subject;
  if (sort == Sort::percent && text.has(end, "的") && !limits.has(text.all, end))
    return nouns_behind(text, end + 3, limit).subject;
  return {};
}

// 第二名14个, 一等奖3名: the rank before a number is what is counted.
std::string_view of_rank(const Text& text, const Reading& reading, std::size_t index,
                         const Clause& clause) {
  if (index == 0) return {};
  const Figure& rank = reading.figures[index - 1];
  const std::size_t begin = rank.begin_byte;
  if (reading.figures[index].subject == "奖" && rank.end_byte == clause.begin)
    return text.between(begin, clause.begin + 3);
  if (rank.measure != Measure::rank || rank.end_byte != clause.number) return {};
  return text.between(text.has_before(begin, "第") ? begin - 3 : begin, clause.number);
}

void add_fact(const Text& text, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  const Figure* last = figure_before(reading, index);
  Clause clause = clause_of(text, reading, index);
  if (last != nullptr && last->end_byte == clause.begin && !last->subject.empty() &&
      last->subject.data() == text.all.data() + clause.begin &&
      clause.begin + last->subject.size() < clause.number) {
    // 31所中小学校作报告58场: what the figure before counts is not counted again.
    clause.begin += last->subject.size();
  }
  const std::string_view before = text.between(clause.begin, clause.number);
  std::size_t limit = std::min(text.all.size(), figure.end_byte + noun_bytes_max);
  if (index + 1 < reading.figures.size()) {
    limit = std::min<std::size_t>(limit, reading.figures[index + 1].begin_byte);
  }
  if (figure.qualifier == Qualifier::missing) limit = figure.end_byte;
  const Nouns left = nouns_before(text, clause.begin, clause.number);
  const Nouns right = nouns_behind(text, figure.end_byte, limit);
  const Sort sort = sort_of(figure);
  const bool counts = sort == Sort::things || sort == Sort::place ||
                      figure.measure == Measure::ordinal || figure.measure == Measure::frequency;
  figure.action = left.action.empty() ? right.action : left.action;
  figure.actor = left.actor;
  const bool latin = std::all_of(right.subject.begin(), right.subject.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool named_behind = !right.subject.empty() && !(latin && !left.subject.empty());
  figure.subject = counts && named_behind ? right.subject : left.subject;
  constexpr std::size_t two_characters = 6;
  if (figure.subject.empty() && !counts && right.subject.size() >= two_characters &&
      (last == nullptr || last->subject.empty() || sort != Sort::percent)) {
    figure.subject = right.subject;
  }
  if (figure.subject.empty()) figure.subject = worded_behind(text, figure, sort, right, limit);
  const bool noun_before =
      left.action.empty() && !left.subject.empty() && right.action.empty() && right.subject.empty();
  const Marks marks = marks_of(text, clause.begin, clause.number);
  figure.measure = measure_of(figure, {before, noun_before, marks});
  const bool relative = figure.measure == Measure::growth || figure.measure == Measure::share;
  if (relative && marks.change != std::string_view::npos) {
    // 同比增长, 占: the thing is the one before, unless it is named here.
    figure.action = before.substr(marks.change, two_characters);
    figure.subject = nouns_before(text, clause.begin, clause.begin + marks.change).subject;
  }
  if (last != nullptr && before == "、" && figure.unit.name != last->unit.name &&
      counted_behind(text, *last) && right.subject.empty() && index > 0) {
    // 馆藏档案192个全宗、21.6万卷: the thing of all of them stands before the first.
    const Clause first = clause_of(text, reading, index - 1);
    figure.subject = nouns_before(text, first.begin, first.number).subject;
  }
  if (figure.measure == Measure::rank) {
    bool placed = false;
    const std::string_view thing = ranked(text, clause, placed);
    if (placed) figure.subject = thing;
  }
  if (left.deed && figure.subject.empty() && counts) figure.subject = left.action;
  if (last != nullptr) inherit(text, *last, clause, figure);
  if ((before == "的" || before == "任务的") && figure.unit.name == "%" && index > 1 &&
      reading.figures[index - 2].sentence == figure.sentence &&
      reading.figures[index - 2].measure != Measure::date) {
    figure.subject = reading.figures[index - 2].subject;  // 推广38万亩，占计划35万亩的108.6%
  }
  if (figure.subject.empty()) figure.subject = titled(text, clause.begin);
  const bool nothing_said = before.empty() && counts && right.subject.empty();
  if (nothing_said || figure.subject == "奖") {
    const std::string_view prize = of_rank(text, reading, index, clause);
    if (!prize.empty()) figure.subject = prize;
  }
}

// 死亡19人，受伤54人，同比分别下降8%、10%: each change is of its own figure.
void respectively(const Text& text, Reading& reading, std::size_t first) {
  const Figure& head = reading.figures[first];
  const Clause clause = clause_of(text, reading, first);
  if (head.unit.name != "%" || !contains(text.between(clause.begin, clause.number), {"分别"}))
    return;
  std::size_t end = first + 1;
  while (end < reading.figures.size() && reading.figures[end].unit.name == "%" &&
         reading.figures[end].sentence == head.sentence &&
         reading.figures[end].begin_byte - reading.figures[end - 1].end_byte <= 3)
    ++end;
  const std::size_t count = end - first;
  if (count < 2 || count > first) return;
  for (std::size_t i = 0; i < count; ++i) {
    const Figure& of = reading.figures[first - count + i];
    if (of.sentence != head.sentence || of.unit.name == "%" || of.measure == Measure::date) return;
  }
  for (std::size_t i = 0; i < count; ++i)
    reading.figures[first + i].subject = reading.figures[first - count + i].subject;
}

}  // namespace

void add_facts(const Text& text, Reading& reading) {
  for (std::size_t index = 0; index < reading.figures.size(); ++index) {
    if (reading.figures[index].measure != Measure::date) add_fact(text, reading, index);
  }
  for (std::size_t index = 1; index < reading.figures.size(); ++index)
    if (reading.figures[index].unit.name == "%" && reading.figures[index - 1].unit.name != "%")
      respectively(text, reading, index);
}

}  // namespace youju::reading
