// What is told elsewhere than in the clause: in titles and headings, and respectively.
#include <youju/reading/fact.h>
#include <youju/reading/left_out.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

// 两癌免费筛查, 危房改造: a title is taken whole where it is a thing and what is done with it.
std::string_view title_of(const Text& text, std::size_t begin, std::size_t end) {
  const Nouns title = nouns_before(text, begin, end);
  if (title.subject.empty()) return {};
  const std::string_view whole = phrase(text, begin, end);
  const bool done = title.subject.data() == whole.data() && verb_before(whole, whole.size()) >= 6;
  return done ? whole : title.subject;
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

// ——民营科技企业。新认定9家: a short sentence that opens a paragraph is its title.
std::string_view of_short_sentence(const Text& text, const Reading& reading,
                                   std::uint32_t sentence) {
  constexpr std::size_t title_bytes = 39;
  if (sentence == 0) return {};
  const Passage& title = reading.sentences[sentence - 1];
  std::size_t begin = title.begin_byte;
  static const Words marks(Words::Side::begin, {{0, "— ● ◆ ■ ▲ ★ ◎ ◇ □"}});
  while (const std::size_t bytes = marks.longest(text.all, begin).bytes) begin += bytes;
  if (!text.has_before(title.end_byte, "。") || title.end_byte - begin > title_bytes) return {};
  const bool opens = title.begin_byte == 0 || text.byte(title.begin_byte - 1) == '\n';
  const std::size_t end = title.end_byte - 3;
  if (!opens || says(text.between(begin, end), {"，", "："})) return {};
  for (std::size_t at = begin; at < end; at = text.next(at))
    if (text.is_digit(at)) return {};  // 发现问题248个。: tells something itself
  return title_of(text, begin, end);
}

}  // namespace

// 营业收入：本年…: what stands before the colon names what is told behind it.
std::string_view titled(const Text& text, std::size_t begin) {
  const bool colon = text.has_before(begin, "：") || text.has_before(begin, ":");
  if (!colon) return {};
  const std::size_t end = text.previous(begin);
  if (const std::string_view name = row_name(text, end); !name.empty()) return name;
  std::size_t at = end;
  constexpr std::size_t title_bytes = 36;
  while (at > 0 && end - at < title_bytes && text.is_han(text.previous(at))) at = text.previous(at);
  static const Words hollow(Words::Side::end, {{0, "结果 如下 原因 内容 特点 看 类型"}});
  if (hollow.has(text.all, end)) return {};
  // 无障碍改造情况汇报：
  static const Words reports(Words::Side::end,
                             {{0, "情况 情况汇报 情况通报 情况报告 方面 工作 工作情况 汇报 通报"}});
  const std::size_t behind = end - reports.longest(text.all, end).bytes;
  if (behind < end) return phrase(text, at, std::max(at, behind));
  const std::string_view title = title_of(text, at, end);
  return title.empty() ? nouns_before(text, at, end).action : title;
}

namespace {

// What is said of a topic: how it went, which alone makes a predicate, and how much.
const Words& predicates() {
  static const Words said(
      Words::Side::end,
      {{1,
        "增多 增加 增长 减少 下降 提升 提高 上升 持平 回升 回落 扩大 缩小 改善 加快 放缓 好转 次之 "
        "最轻 最重 最严重 最为严重 居首 领先 向好 趋缓 拓宽 比例最高 比例最低 比重最高 占比最高"},
       {2,
        "所占 所 较大 较快 较慢 较小 明显 显著 平稳 稳定 幅度 步伐 速度 继续 持续 不断 稳步 均 都 "
        "有所 "
        "大幅 "
        "逐年 逐步 进一步 出现 呈 呈现 保持 有 仍 总体 基本 较 了"}});
  return said;
}

// 受众继续增多, 科学素质水平提升幅度较大, 中部地区次之: where what is said of the topic begins, or
// `end` where nothing is.
std::size_t before_predicate(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  std::size_t at = end;
  bool found = false;
  while (at > begin + two) {
    const Words::Hit hit = predicates().longest(text.all, at);
    if (!hit || at - hit.bytes < begin + two) break;
    found = found || hit.kind == 1;
    at -= hit.bytes;
  }
  return found ? at : end;
}

}  // namespace

std::string_view topic_before(const Text& text, const Reading& reading, std::size_t index,
                              const Clause& clause) {
  constexpr std::size_t two = 6;
  const Figure& figure = reading.figures[index];
  if (figure.sentence == nothing || !text.has_before(clause.begin, "，") ||
      !predicates().longest(text.all, clause.begin - 3))
    return {};
  std::size_t low = reading.sentences[figure.sentence].begin_byte;
  for (std::size_t back = index; back > 0 && reading.figures[back - 1].end_byte > low; --back)
    if (reading.figures[back - 1].begin_byte < clause.begin) {
      low = reading.figures[back - 1].end_byte;
      break;
    }
  const std::size_t end = clause.begin - 3;
  std::size_t begin = end;
  while (begin > low &&
         (text.class_at(text.previous(begin)) != Class::stop || text.has_before(begin, "、")))
    begin = text.previous(begin);
  if (end <= begin || end - begin > clause_bytes_max) return {};
  const std::size_t said = before_predicate(text, begin, end);
  if (said == end || begins(text.between(begin, said), {"比", "较", "与", "同比"})) return {};
  const std::string_view topic = nouns_before(text, begin, said).subject;
  return topic.size() >= two ? topic : std::string_view();
}

std::string_view of_clause_before(const Text& text, const Reading& reading, std::size_t index,
                                  const Clause& clause) {
  constexpr std::size_t two = 6;
  const Figure& figure = reading.figures[index];
  if (figure.sentence == nothing || !text.has_before(clause.begin, "，")) return {};
  std::size_t low = reading.sentences[figure.sentence].begin_byte;
  if (index > 0) low = std::max<std::size_t>(low, reading.figures[index - 1].end_byte);
  const std::size_t end = clause.begin - 3;
  std::size_t begin = end;
  while (begin > low &&
         (text.class_at(text.previous(begin)) != Class::stop || text.has_before(begin, "、")))
    begin = text.previous(begin);
  const bool parted = begin > 0 && text.class_at(text.previous(begin)) == Class::stop;
  const bool opens = index == 0 || reading.figures[index - 1].end_byte < begin;
  if (end <= begin || end - begin > clause_bytes_max || !(parted || opens)) return {};
  if (const std::string_view topic = topic_before(text, reading, index, clause); !topic.empty())
    return topic;
  // 为双月刊, 以大棚葡萄为主: what it is told of stands before.
  static const Words copulas(Words::Side::begin,
                             {{1, "以 为 是 转为 改为 作为 被 由 采取 采用 实行 实现 全部 均 都"},
                              {0, "以上 以下 以来 以内 为民 是否 由于 自由 以及 都市"}});
  for (std::size_t at = begin + two; at < end; at = text.next(at)) {
    const Words::Hit hit = copulas.longest(text.all, at);
    if (hit.kind == 0) {
      if (hit) at += hit.bytes - 3;
      continue;
    }
    const std::string_view topic = nouns_before(text, begin, at).subject;
    if (topic.size() >= two) return topic;
    break;
  }
  const std::string_view said = text.between(begin, end);
  if (index == 0 || reading.figures[index - 1].end_byte < begin)
    if (said.ends_with("方面") && !begins(said, {"在"}))  // 公益诉讼方面，立案287件
      return nouns_before(text, begin, end - two).subject;
  // 审结案件中，调解301件: of what the deeds are counted.
  if (said.ends_with("中") && !begins(said, {"在", "其", "从"}) &&
      !ends(said, {"其中", "过程中", "工作中", "活动中", "当中", "年中", "集中", "途中", "会中"}))
    return nouns_before(text, begin, end - 3).subject;
  if (begins(said, {"其中", "从", "据", "按", "为", "随着", "围绕", "根据", "在", "截至", "截止",
                    "今年", "去年", "由于", "受", "经", "通过", "目前", "同时"}) ||
      ends(said, {"看", "方面", "上", "中", "下",   "来", "后", "前",   "时",   "间",
                  "底", "末",   "初", "度", "以来", "起", "内", "第一", "第二", "第三"}))
    return {};
  const std::string_view topic = nouns_before(text, begin, end).subject;
  return topic.size() >= two ? topic : std::string_view();
}

std::string_view of_foremost(const Text& text, const Reading& reading, std::size_t index,
                             const Clause& clause) {
  constexpr std::size_t longest = 120, two = 6;
  static const Words firsts(Words::Side::end,
                            {{0,
                              "最多 最少 最高 最低 最大 最小 最长 最快 最集中 最为集中 最为突出 "
                              "最突出 居首 居首位 居多 居次 次之 领先 垫底"}});
  static const Words links(Words::Side::begin, {{0, "为 达 有 是 达到 仅 共 仅有 只有 计 约 近"}});
  if (reading.figures[index].unit.name == "%" || !text.has_before(clause.begin, "，") ||
      !without_begin(text.between(clause.begin, clause.number), links).empty())
    return {};
  const std::size_t comma = clause.begin - 3;
  const std::size_t first = firsts.longest(text.all, comma).bytes;
  if (first == 0) return {};
  const std::size_t end = comma - first;
  const std::size_t low = index > 0 ? reading.figures[index - 1].end_byte : 0;
  std::size_t begin = end, depth = 0;
  while (begin > low && end - begin < longest) {
    const std::size_t at = text.previous(begin);
    if (text.has(at, "）")) ++depth;
    if (text.has(at, "（") && depth > 0) --depth;
    const Class kind = text.class_at(at);
    if (depth == 0 && !text.has(at, "、") && (kind == Class::stop || kind == Class::line)) break;
    begin = at;
  }
  if (const std::size_t by = text.between(begin, end).rfind("以"); by != std::string_view::npos)
    begin += by + 3;
  const std::string_view thing = phrase(text, begin, trim_tail(text, begin, end));
  return thing.size() < two ? std::string_view() : thing;
}

// 二、审理民商事案件。审结1,492件: the heading right before its sentence names the thing.
std::string_view of_heading(const Text& text, const Reading& reading, const Figure& figure) {
  if (figure.sentence == nothing) return {};
  if (figure.heading == nothing) return of_short_sentence(text, reading, figure.sentence);
  const Passage& heading = reading.headings[figure.heading];
  const std::size_t begin = reading.sentences[figure.sentence].begin_byte;
  constexpr std::size_t mark = 4;  // 。 and the end of a line
  const Class first = text.class_at(heading.begin_byte);
  const bool numbered =
      first == Class::numeral || first == Class::digit || text.has(heading.begin_byte, "（");
  if (!numbered || heading.end_byte > begin || heading.end_byte + mark < begin)
    return of_short_sentence(text, reading, figure.sentence);
  constexpr std::size_t mark_bytes = 12;  // 二十一、
  const std::string_view name = text.between(heading.begin_byte, heading.end_byte);
  const std::size_t behind = name.substr(0, mark_bytes).find("、");
  const std::size_t from = behind == std::string_view::npos ? 0 : behind + 3;
  return title_of(text, heading.begin_byte + from, heading.end_byte);
}

// 盈利的7个, 随班就读的有13名: what is told of the thing, and not the thing itself.
bool leaves_thing_out(const Text& text, const Clause& clause, bool share) {
  enum : std::uint8_t { about, has };
  static const Words told(Words::Side::end,
                          {{about, "约 近 共 已 为 是 就 也 则 仅 只 超过 超 不足 不到 逾 突破 均"},
                           {has, "有 仅有 只有 共有 还有 达 达到 占 占到 已有 已达"}});
  // Few clauses say 的 near their number.
  constexpr std::size_t near = 15, two = 6;
  const std::size_t from = std::max(clause.begin, clause.number - std::min(clause.number, near));
  if (text.between(from, clause.number).find("的") == std::string_view::npos) return false;
  std::size_t end = clause.number;
  bool linked = false;
  while (const Words::Hit hit = told.longest(text.all.substr(0, end), end)) {
    if (end < clause.begin + hit.bytes) return false;
    end -= hit.bytes;
    linked = linked || hit.kind == has;
  }
  if (share && !linked) return false;
  if (end < clause.begin + two + 3 || !text.has_before(end, "的")) return false;
  const std::string_view before = text.between(clause.begin, end - 3);
  return !is_time_only(before) && !begins(before, {"比", "较", "为", "与", "超", "低于"}) &&
         !says(before, {"占", "由", "从"}) &&
         !ends(before, {"任务", "计划", "目标", "同期", "总数", "上年", "去年"});
}

// 高企密度居全省开发区第1位: what has the rank stands before 居.
std::string_view ranked(const Text& text, const Clause& clause, bool& placed) {
  static const Words places(Words::Side::begin,
                            {{1, "居 列 位居 位列 名列 排名 跃居 稳居 排在 排第 得第 列第 升至"},
                             {0, "居民 居家 居委 居住 居室 列为 列入 列车"}});
  for (std::size_t at = clause.begin;
       (at = places.seek(text.all, at, clause.number)) < clause.number; at = text.next(at)) {
    const Words::Hit hit = places.longest(text.all, at);
    if (hit && hit.kind == 0) at += hit.bytes - 3;
    if (hit.kind != 1) continue;
    placed = true;
    if (at <= clause.begin) return {};
    const std::string_view thing = nouns_before(text, clause.begin, at).subject;
    // 获奖总数居各县第一: what is counted here is named after a deed.
    const std::string_view before = text.between(clause.begin, at);
    constexpr std::size_t longest = 24;
    const bool number = before.size() <= longest &&
                        ends(before, {"总数", "总量", "人数", "次数", "总额", "总分", "数量"});
    return thing.empty() && number ? before : thing;
  }
  return {};
}

// 增速居全市9个县第2位; 线损率4.37%，在全县17个供电所中由第11名跃居第3名: among how many does not
// part the clause, and what has the rank may stand before it.
std::string_view ranked_among(const Text& text, const Reading& reading, std::size_t index) {
  constexpr std::size_t far = 4;
  Clause whole;
  whole.begin = whole.number = reading.figures[index].begin_byte;
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.sentence != reading.figures[index].sentence) return {};
    if (says(text.between(earlier.end_byte, whole.begin), {"，", "；", "、", "："})) {
      // 居全国第11位、中部六省第二: among others the same.
      static const Words others(
          Words::Side::end,
          {{0, "省第 市第 县第 区第 州第 校第 国第 乡镇第 系统第 行业第 同类第"}});
      if (back == index && earlier.measure == Measure::rank && !earlier.subject.empty() &&
          text.has(earlier.end_byte, "、") && others.has(text.all, whole.begin))
        return earlier.subject;
      const bool among = whole.begin < whole.number &&
                         begins(text.between(whole.begin, whole.number), {"在", "列", "居", "由"});
      return among ? earlier.subject : std::string_view();
    }
    if (earlier.measure == Measure::rank && !earlier.subject.empty()) return earlier.subject;
    whole.begin = clause_of(text, reading, back - 1).begin;
    bool placed = false;
    const std::string_view thing = ranked(text, whole, placed);
    if (placed && !thing.empty()) return thing;
  }
  return {};
}

}  // namespace youju::reading
