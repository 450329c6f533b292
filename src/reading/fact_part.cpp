// Parts that are called by their kind, and plans by that name: of what they are said to be part, or
// what is planned, is told before. 项目92项，其中国家级1项、省级7项; 完成年度任务6,500套的104.9%.
#include <youju/reading/fact.h>
#include <youju/reading/measure.h>
#include <youju/reading/nouns.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t two_characters = 6;

// What may stand before a part and behind its kind: 其中, 有.
std::string_view kind_in(std::string_view before) {
  static const Words openings(
      Side::begin, {{0,
                     "其中 其中有 其中的 ， ： （ 、 和 及 以及 分别为 分别是 分别 含 包括 有 为 "
                     "检出 查出 评为 评出 评定为 入选 揭晓 认定为 拥有 累计拥有 现有 共有"}});
  static const Words links(Side::end,
                           {{0, "有 为 的有 的 共 共有 达 占 ： 约 近 各 仅 就有 的为 为 已有"}});
  return without_end(without_begin(before, openings), links);
}

// Grade, place, sex, office, way: the closed classes by which official texts part a whole.
const Words& kinds() {
  static const Words words(
      Side::end,
      {{0,
        "世界级 国际级 国家级 部级 省部级 省级 市级 地级 地市级 厅级 州级 县级 区级 乡级 镇级 "
        "乡镇级 "
        "村级 校级 院级 厅局级 处级 科级 市县级 县区级 省市级 中央 中央级 省本级 市本级 县本级 "
        "区本级 "
        "本级 中央和省级 市区级 区县级 团体级 "
        "城区 农村 城镇 城市 市区 郊区 城乡 县城 山区 牧区 农区 库区 镇区 主城区 "
        "省内 省外 市内 市外 县内 县外 区内 区外 境内 境外 国内 国外 海外 校内 校外 馆内 馆外 院内 "
        "院外 室内 室外 场内 场外 户外 省直 市直 县直 区直 本省 外省 本市 外市 本县 外县 本地 外地 "
        "线上 线下 网上 网下 窗口 现场 电话 远程 男 女 男性 女性 "
        "一级 二级 三级 四级 五级 甲级 乙级 丙级 甲类 乙类 丙类 丁类 甲乙类 一类 二类 三类 四类 "
        "特级 高级 中级 初级 正高级 副高级 正高 副高 "
        "全国性 区域性 地方性 国际性 涉外 涉农 涉军 普惠 合资 独资 "
        "重大 较大 特大 甲种 乙种 民营 私营 实名 匿名 中文 外文 大型 中型 小型 微型 大中型 中小型 "
        "优秀 良好 合格 不合格 及格 不及格 优良 "
        "专职 兼职 在职 离退休 退休 在编 编外 公办 民办 公立 国有 集体 非公 非公有制 "
        "新建 续建 改建 扩建 改扩建 迁建 在建 在施 拟建 已建 竣工 完工 开工 封顶 投产 未开工 加急 "
        "普通 "
        "上半年 下半年 一季度 二季度 三季度 四季度 一期 二期 三期"}});
  return words;
}

// 五星级, 3A级以上, 二级及以下, 小（一）型; 因病: a grade that is counted off, and why it is so.
bool is_grade(std::string_view words) {
  constexpr std::size_t longest = 18, longest_cause = 9;
  static const Words grades(Side::end, {{0, "千伏 星级 级及以下 级及以上 级以下 级以上 ）型 式"}});
  static const Words rites(Side::end, {{0, "仪式 启动式 开幕式 闭幕式 形式 方式 模式 样式 公式"}});
  if (rites.has(words, words.size())) return false;
  if (words.size() > longest || words.size() < two_characters) return false;
  return (words.starts_with("因") && words.size() <= longest_cause) ||
         grades.has(words, words.size());
}

}  // namespace

bool is_kind(std::string_view words) {
  // 东州市级: of the place that is named.
  constexpr std::size_t two = 6, longest = 15;
  static const Words levels(Side::end, {{0, "省级 市级 县级 区级 镇级"}});
  if (words.size() > two && words.size() <= longest && levels.has(words, words.size()) &&
      verb_before(words, words.size() - two) == 0 && !ends(words, {"及以上", "各市级"}))
    return true;
  return !words.empty() &&
         (kinds().longest(words, words.size()).bytes == words.size() || is_grade(words));
}

namespace {

// The kind that 龙头企业中国家级 ends with, behind 中; or nothing.
std::string_view kind_among(std::string_view thing) {
  const Words::Hit kind = kinds().longest(thing, thing.size());
  if (!kind) return {};
  const std::string_view whole = thing.substr(0, thing.size() - kind.bytes);
  return whole.size() > two_characters && whole.ends_with("中") ? thing.substr(whole.size())
                                                                : std::string_view();
}

// What is a thing of its own elsewhere: a kind only of a whole before 其中.
bool is_kind_of_named(std::string_view kind) {
  static const Words kinds(
      Side::begin,
      {{0, "其他 其它 乡镇 乡村 机关 社区 非公企业 社会组织 街道 高校 部队 个人 民间"}});
  return !kind.empty() && kinds.longest(kind, 0).bytes == kind.size();
}

// 重点团队 of 国家级重点团队: without the grade of the part that was told first, where another is
// told.
std::string_view without_grade(std::string_view thing, std::string_view kind) {
  static const Words grades(
      Side::begin, {{1,
                     "世界级 国际级 国家级 部级 省部级 省级 市级 地级 县级 区级 乡级 镇级 村级 "
                     "校级 院级 厅局级 县处级 乡科级 科级 处级 厅级 一星级 二星级 "
                     "三星级 四星级 五星级 A级 AA级 AAA级 AAAA级 AAAAA级 1A级 2A级 3A级 4A级 5A级"},
                    {2, "城镇 农村 城乡"},
                    {3, "男 女"},
                    {4, "甲类 乙类 丙类 甲乙类 乙丙类 甲、乙类 乙、丙类 甲、乙、丙类 甲乙丙类"}});
  const Words::Hit grade = grades.longest(thing, 0);
  const bool other =
      grade.kind == 1 ? kind.ends_with("级") : grades.longest(kind, 0).kind == grade.kind;
  return other ? thing.substr(grade.bytes) : thing;
}

// 完成年度任务, 省定目标, 计划数: that so much was wanted, and nothing of what.
bool is_plan(std::string_view words) {
  static const Words plans(Side::end,
                           {{0,
                             "任务 目标 计划 指标 任务数 目标数 计划数 指标数 目标任务 任务量 "
                             "计划任务 任务指标 年初预算 年初计划 年初目标"}});
  static const Words modifiers(
      Side::begin,
      {{0,
        "全年 年度 年初 当年 本年 上级 省 市 县 区 国家 省级 市级 县级 区级 "
        "下达 下达的 定 政府 全省 全市 全县 全区 的 原 总 我县 我市 我区 我局 我镇 "
        "今年 市委 县委 确定 规定 "
        "考核 规划 预期 控制 工作 既定 应 局 部 厅 约 近 一 半年 季度 月度 三年 五年"}});
  static const Words verbs(Side::begin,
                           {{0, "完成 实现 为 占 比 较 是 达到 超 超过 超额完成 相当于 占到"}});
  if (const Words::Hit verb = verbs.longest(words, 0)) words.remove_prefix(verb.bytes);
  const Words::Hit plan = plans.longest(words, words.size());
  if (!plan) return false;
  words.remove_suffix(plan.bytes);
  return without_begin(words, modifiers).empty();
}

// 拟延期开放, 社会面应管控, 在外地学习: what becomes of those that were counted.
bool is_predicate(std::string_view words) {
  constexpr std::size_t longest = 27;
  static const Words aspects(
      Side::begin,
      {{1, "已 已经 拟 拟于 可 可以 待 未 尚未 现 现已 正 正在 尚 仍 仍在 还 还在 应 实 均已 需"},
       {0,
        "可再生 可燃 可回收 可移动 可支配 可研 可调 未成年 未婚 未就业 现金 现役 现代 现行 现场 "
        "现有 正高 正式 正科 正处 应急 应用 应届 应收 应付 实施 实现 实行 实际 实用 实物 实习 实训 "
        "实验 实体 实事 "
        "实践 实战 还款 还田 还林 需求 需水 待业 待遇"}});
  if (words.size() < 2 * two_characters || words.size() > longest) return false;
  const Words::Hit aspect = aspects.longest(words, 0);
  if (aspect.kind != 1) return false;
  const std::string_view deed = words.substr(aspect.bytes);
  if (deed.size() < two_characters) return false;
  const std::size_t verb = verb_before(deed, deed.size());
  if (is_noun_too(deed.substr(deed.size() - two_characters))) return false;
  return verb >= two_characters || has_shape_of_verb(deed, deed.size() - two_characters);
}

// Where what was taken for the subject stands; in the clause, if nothing was.
std::size_t place_of(const Text& text, const Figure& figure, const Clause& clause) {
  if (figure.subject.empty()) return clause.begin;
  return static_cast<std::size_t>(figure.subject.data() - text.all.data());
}

// 其中省级3,800万元、区级3,400万元。已支出7,000万元: what was carried on from a part is the whole.
void tell_whole(Reading& reading, std::size_t index) {
  constexpr std::size_t far = 8;
  Figure& figure = reading.figures[index];
  for (std::size_t back = index; back > 0 && index - back < far; --back) {
    const Figure& earlier = reading.figures[back - 1];
    if (earlier.part.empty() || earlier.part.data() != figure.subject.data()) continue;
    figure.subject = earlier.subject;
    return;
  }
}

// 完成省定2.8万人目标任务, 全年1150件任务的46%: what stands behind its number says that so many
// were wanted, and what of was told before. Whether it is so.
bool tell_wanted_behind(const Text& text, Reading& reading, std::size_t index) {
  static const Words plans(
      Side::begin, {{0, "任务 目标 目标任务 任务目标 年度任务 年度目标 计划任务 任务数 目标数"}});
  Figure& figure = reading.figures[index];
  const std::size_t plan = plans.longest(text.all, figure.end_byte).bytes;
  const std::size_t behind = figure.end_byte + plan;
  if (plan == 0 || figure.unit.name == "%" ||
      !(text.has(behind, "的") || text.is_clause_end(behind)))
    return false;
  const Figure* const like = like_above(text, reading, index);
  if (like == nullptr) return false;
  figure.subject = like->subject;
  figure.measure = like->measure;
  figure.plan = true;
  return true;
}

void tell_part(const Text& text, const Asked& asked, Reading& reading, std::size_t index) {
  Figure& figure = reading.figures[index];
  if (index > 0 && tell_wanted_behind(text, reading, index)) return;
  if (const std::string_view kind = kind_among(figure.subject);
      !kind.empty() && kind.data() < text.all.data() + figure.begin_byte) {
    figure.part = kind;
    figure.subject.remove_suffix(kind.size() + 3);
    return;
  }
  // What was a date till now was not asked for.
  const Sort sort = asked.known ? asked.sort : sort_of(figure);
  if (index == 0 ||
      (figure.sentence != reading.figures[index - 1].sentence &&
       !parts_the_last(text, reading, figure)) ||
      sort == Sort::percent || sort == Sort::time || figure.measure == Measure::rank ||
      figure.measure == Measure::ordinal)
    return tell_whole(reading, index);
  Clause clause;
  if (asked.known && asked.limit == limit_of(reading, index)) {
    clause.begin = asked.begin;
    clause.number = figure.begin_byte;
    clause.signs = asked.signs;
  } else {
    clause = clause_of(text, reading, index);
  }
  clause.begin = cell_begin(text, clause);
  // 41家医院（三级8家: in a bracket the parts of what stands before it.
  if (const std::size_t open = text.between(clause.begin, clause.number).rfind("（");
      open != std::string_view::npos && clause.begin + open + 3 < clause.number &&
      !says(text.between(clause.begin + open, clause.number), {"）"}))
    clause.begin += open + 3;
  const std::size_t place = place_of(text, figure, clause);
  if (place >= clause.number) return;
  const std::string_view before = text.between(clause.begin, clause.number);
  std::string_view words = kind_in(before);
  const bool named = is_kind_of_named(words);
  bool planned = false;
  if (!named && !is_kind(words)) {
    planned = place >= clause.begin && is_plan(words);
    if (!planned && (place < clause.begin || has_head(figure.subject, figure.unit.name) ||
                     !is_predicate(words)))
      return tell_whole(reading, index);
  }
  const Figure* whole = before_among(text, reading, index);
  if (whole == nullptr) whole = before_parts(text, reading, index);
  if (whole == nullptr && !named) whole = like_before(text, reading, index);
  if (whole == nullptr) return;
  const std::string_view thing = without_grade(whole->subject, words);
  if (thing.size() < two_characters || is_kind(thing)) return;
  figure.subject = thing;
  if (planned)
    figure.plan = true;
  else
    figure.part = words;
}

}  // namespace

bool is_deed_beside(const Text& text, const Reading& reading, std::size_t index,
                    std::string_view deed) {
  constexpr std::size_t longest = 9, mark = 3;
  static const Words openings(Side::begin, {{0, "其中 其中： ， 、 ："}});
  if (deed.size() != two_characters || index == 0) return false;
  const auto is_part = [&](std::size_t at) {
    const Figure& part = reading.figures[at];
    const Clause clause = clause_of(text, reading, at);
    const std::string_view said =
        without_begin(text.between(clause.begin, clause.number), openings);
    return part.unit == reading.figures[index].unit &&
           part.sentence == reading.figures[index].sentence && !said.empty() &&
           said.size() <= longest && said == part.subject;
  };
  const auto mark_behind = [&](std::size_t at) {
    const std::size_t end = reading.figures[at].end_byte;
    return text.between(end, std::min(end + mark, text.all.size()));
  };
  const std::string_view parted = mark_behind(index - 1);
  if (reading.figures[index - 1].end_byte + mark + deed.size() !=
          reading.figures[index].begin_byte ||
      (parted != "，" && parted != "、") || !is_part(index - 1))
    return false;
  const Clause clause = clause_of(text, reading, index - 1);
  return text.has_before(clause.begin, "：") || text.has_before(clause.begin, "其中，") ||
         text.between(clause.begin, clause.number).starts_with("其中") ||
         (index > 1 && is_part(index - 2) && mark_behind(index - 2) == parted);
}

void add_parts(const Text& text, const std::vector<Asked>& asked, Reading& reading) {
  for (std::size_t index = 0; index < reading.figures.size(); ++index)
    if (reading.figures[index].measure != Measure::date)
      tell_part(text, asked[index], reading, index);
}

}  // namespace youju::reading
