// Numbers that stand behind 分别 or 依次: each is of one of what was named before.
#include <youju/reading/fact.h>
#include <youju/reading/left_out.h>
#include <youju/reading/measure.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t items_max = 8;
constexpr std::size_t far = 40;  // figures before the first that are looked at

struct Items {
  std::array<std::string_view, items_max> all;
  std::size_t count = 0;  // 0: there is no list
};

// 肉、蛋、奶产量: the first of them stands behind a verb, and all of them before what is measured.
// `pair`: the mark between two of them may be 和 alone.
Items items_of(const Text& text, std::size_t begin, std::size_t end, bool pair) {
  constexpr std::size_t item_bytes_max = 60;
  Items out;
  for (std::size_t at = begin; at <= end; at = at < end ? text.next(at) : at + 1) {
    const bool parts =
        text.has(at, "、") || ((out.count > 0 || pair) &&
                               (text.has(at, "和") || text.has(at, "与") || text.has(at, "及")));
    if (at < end && !parts) continue;
    if (out.count == items_max || at - begin > item_bytes_max || at == begin) return {};
    out.all[out.count++] = text.between(begin, at);
    begin = at + 3;
  }
  // 侵犯公民人身权利犯罪、破坏市场经济秩序犯罪案件: long names in a long list.
  constexpr std::size_t name_bytes = 36;
  if (out.count < 3 &&
      std::any_of(
          out.all.begin(), out.all.begin() + static_cast<std::ptrdiff_t>(out.count),
          [](std::string_view item) { return item.size() > name_bytes; }))
    return {};
  std::size_t head = static_cast<std::size_t>(out.all[0].data() - text.all.data());
  for (const std::string_view link : {"为", "是", "："})  // 出口市场为东盟、美国
    if (const std::size_t found = out.all[0].rfind(link);
        found != std::string_view::npos && found > 0 && found + 3 < out.all[0].size()) {
      head += found + 3;
      out.all[0].remove_prefix(found + 3);
    }
  out.all[0] = nouns_before(text, head, head + out.all[0].size()).subject;
  return out;
}

// Where 分别, 依次 or 各占 stands in what is said, or npos.
std::size_t respective(std::string_view before) {
  static const Words each(Words::Side::end, {{0, "各占 各为 各有 各达 各是 各"}});
  for (const std::string_view word : {"分别", "依次"})
    if (const std::size_t apart = before.find(word); apart != std::string_view::npos) return apart;
  const std::size_t bytes = each.longest(before, before.size()).bytes;
  return bytes > 0 ? before.size() - bytes : std::string_view::npos;
}

// 三者占比, 所占份额: of what, is said before.
bool is_bare_share(std::string_view named) {
  constexpr std::size_t two = 6;
  static const Words words(Words::Side::end, {{0, "占比 比重 份额 比例 所占 各占 三者 两者 四者"}});
  const std::string_view whose = without_end(named, words);
  return whose.size() < named.size() && whose.size() < two;
}

// 建材、物流两大板块占: without how many they are; 市直与县区的征收额: without what is told of
// them.
std::string_view item_alone(const Text& text, std::string_view item) {
  static const Words kinds(Words::Side::begin, {{0, "大 个 类 项 家 种 者 方 级 支 所 座"}});
  static const Words shares(Words::Side::begin, {{0, "占 占地区 占地方"}, {1, "占地 占用"}});
  const std::size_t begin = static_cast<std::size_t>(item.data() - text.all.data());
  const std::size_t end = begin + item.size();
  for (std::size_t at = begin; at < end; at = text.next(at)) {
    const bool counted = text.class_at(at) == Class::numeral && kinds.has(text.all, at + 3);
    const Words::Hit share = shares.longest(text.all, text.has(at, "所占") ? at + 3 : at);
    if (at > begin + 3 &&
        (counted || text.has(at, "的") || text.has(at, "等") || (share && share.kind == 0)))
      return text.between(begin, at);
  }
  return item;
}

// How many figures from `first` on touch each other: 89万元、31万元和17万元.
std::size_t run_from(const Text& text, const Reading& reading, std::size_t first) {
  constexpr std::size_t near = 3;
  // 分别下降4.2%、3.8%和增长7.5%
  static const Words joints(
      Words::Side::begin,
      {{0, "、和 ，和 和增长 和下降 和上升 和减少 和增加 、增长 、下降 、上升"}});
  std::size_t end = first + 1;
  while (end < reading.figures.size() && end - first < items_max &&
         reading.figures[end].measure != Measure::date) {
    const std::string_view between =
        text.between(reading.figures[end - 1].end_byte, reading.figures[end].begin_byte);
    if (between.size() > near && joints.longest(between, 0).bytes != between.size()) break;
    ++end;
  }
  return end - first;
}

// 口蹄疫、禽流感免疫密度: what the last item has behind a name as long as each of the others is of
// all of them; or nothing.
std::string_view of_each(const Text& text, const Items& items) {
  constexpr std::size_t two = 6, longest = 24;
  const std::size_t name = items.all[0].size();
  const std::string_view last = item_alone(text, items.all[items.count - 1]);
  // 城镇和农村居民人均可支配收入: kinds of one class.
  static const Words classes(
      Words::Side::begin,
      {{1, "城镇 农村 城市 乡村"}, {2, "男 女 男性 女性"}, {3, "省级 市级 县级 区级"}});
  if (const Words::Hit kind = classes.longest(last, 0);
      kind && items.count == 2 && last.size() >= kind.bytes + two &&
      classes.longest(items.all[0], 0).kind == kind.kind &&
      classes.longest(items.all[0], 0).bytes == name)
    return last.substr(kind.bytes);
  // 一、二、三产业增加值: numerals, of which the last has what all are.
  const auto is_numeral = [&](std::string_view item) {
    return item.size() == 3 &&
           text.class_at(static_cast<std::size_t>(item.data() - text.all.data())) == Class::numeral;
  };
  if (std::all_of(items.all.begin(),
                  items.all.begin() + static_cast<std::ptrdiff_t>(items.count) - 1, is_numeral) &&
      last.size() > two && is_numeral(last.substr(0, 3)))
    return last.substr(3);
  // 东、中、西部地区公民具备科学素质的比例: what is told of each of the regions.
  static const Words regions(Words::Side::begin, {{0,
                                                   "东部地区 西部地区 中部地区 东北地区 南部地区 "
                                                   "北部地区 东部 西部 中部"}});
  if (const std::size_t region = regions.longest(last, 0).bytes;
      region > 0 && last.size() >= region + two &&
      std::all_of(items.all.begin(),
                  items.all.begin() + static_cast<std::ptrdiff_t>(items.count) - 1,
                  [](std::string_view item) {
                    return begins(item, {"东", "中", "西", "南", "北"}) && item.size() <= 12;
                  }))
    return last.substr(region);
  // 放火、强奸、伤害案件; 基本养老、失业、工伤参保人数: what only the last of them has.
  static const Words heads(
      Words::Side::end, {{0,
                          "参保人数 案件 人数 增加值 总产值 产值 总产量 产量 收入 支出 播种面积 "
                          "面积 存栏 出栏 覆盖率 合格率 总额 余额 用水量 排放量 用电量 发病率"}});
  if (const std::size_t head = heads.longest(last, last.size()).bytes;
      head > 0 && last.size() >= head + two && items.count > 2 &&
      std::none_of(items.all.begin(),
                   items.all.begin() + static_cast<std::ptrdiff_t>(items.count) - 1,
                   [&](std::string_view item) {
                     return item.size() < two || item.size() > longest ||
                            heads.longest(item, item.size()).bytes > 0;
                   }))
    return last.substr(last.size() - head);
  for (std::size_t i = 0; i + 1 < items.count; ++i)
    if (items.all[i].size() != name) return {};
  // 生活用水量、生态补水量: each ends as a size does.
  static const Words sizes(Words::Side::end, {{0, "量 率 额 数 费 值 积"}});
  if (sizes.has(last, last.size()) && items.all[0].ends_with(last.substr(last.size() - 3)))
    return {};
  // 污水处理率、垃圾无害化处理率: each has it.
  return name >= two && last.size() >= name + two && last.size() <= name + longest &&
                 !items.all[0].ends_with(last.substr(name))
             ? last.substr(name)
             : std::string_view();
}

bool take(const Text& text, Reading& reading, std::size_t first, std::size_t count,
          const Items& items) {
  if (items.count < 2 || items.count != count) return false;
  // 招聘教师320名，小学、初中各为168名、152名: persons of a whole, called by what they belong to.
  const Figure* const whole = like_before(text, reading, first);
  const std::string_view unit = reading.figures[first].unit.name;
  const std::string_view all = whole != nullptr ? whole->subject : std::string_view();
  const bool persons = counts_persons(unit) && has_head(all, unit);
  const bool things = sort_of(reading.figures[first]) == Sort::things;
  const std::string_view tail = of_each(text, items);
  for (std::size_t i = 0; i < count; ++i) {
    if (items.all[i].empty()) continue;
    Figure& figure = reading.figures[first + i];
    figure.subject = item_alone(text, items.all[i]);
    const bool of_all =
        (things && is_kind(figure.subject)) || (persons && !has_head(figure.subject, unit));
    if (!all.empty() && of_all) {
      figure.part = figure.subject;
      figure.subject = all;
    } else if (!tail.empty() && i + 1 < count) {
      figure.part = figure.subject;
      figure.subject = tail;
    }
  }
  return true;
}

// 事故、死亡、受伤三项指标分别为; 云顶山、古渡口2家景区…，门票收入依次是: the list stands before
// the figure that says how many they are.
bool take_counted(const Text& text, Reading& reading, std::size_t first, std::size_t count,
                  std::string_view named) {
  constexpr std::size_t near = 3, two = 6;
  static const Words hollow(Words::Side::begin, {{0, "指标 数量 数 金额 情况"}});
  for (std::size_t back = first; back > 0 && first - back < near; --back) {
    const Figure& how_many = reading.figures[back - 1];
    if (how_many.sentence != reading.figures[first].sentence) return false;
    if (how_many.value.form != Value::Form::number || how_many.value.low.scale != 0 ||
        how_many.value.low.coefficient != static_cast<std::int64_t>(count))
      continue;
    const Clause clause = clause_of(text, reading, back - 1);
    const Items items = items_of(text, clause.begin, clause.number, true);
    if (!take(text, reading, first, count, items)) return false;
    const bool of_each = named.size() >= two && !hollow.has(named, 0) && !is_bare_share(named);
    for (std::size_t i = 0; of_each && i < count; ++i) {
      Figure& figure = reading.figures[first + i];
      figure.part = figure.subject;
      figure.subject = named;
    }
    return true;
  }
  return false;
}

// 出口市场为东盟、美国，分别出口: the list ends the clause before, in which no figure stands.
bool take_listed(const Text& text, Reading& reading, std::size_t first, std::size_t count,
                 const Clause& clause) {
  constexpr std::size_t longest = 120;
  if (!text.has_before(clause.begin, "，")) return false;
  const std::size_t low = first > 0 ? reading.figures[first - 1].end_byte : 0;
  const std::size_t end = clause.begin - 3;
  std::size_t begin = end;
  while (begin > low && end - begin < longest &&
         ((text.class_at(text.previous(begin)) != Class::stop &&
           text.class_at(text.previous(begin)) != Class::line) ||
          text.has_before(begin, "、")))
    begin = text.previous(begin);
  return end > begin && take(text, reading, first, count, items_of(text, begin, end, true));
}

// 税款、罚款、滞纳金共137万元，分别为89万元、31万元和17万元: the list stands with their sum.
bool take_parts(const Text& text, Reading& reading, std::size_t first, std::size_t count) {
  static const Words sums(Words::Side::end, {{0, "共 合计 总计 共计 三类 四类 两类 人员"}});
  const Figure& all = reading.figures[first - 1];
  if (all.sentence != reading.figures[first].sentence ||
      sort_of(all) != sort_of(reading.figures[first]))
    return false;
  const Clause clause = clause_of(text, reading, first - 1);
  std::size_t end = clause.number;
  while (const std::size_t bytes = sums.longest(text.all, end).bytes) {
    if (end < clause.begin + bytes) return false;
    end -= bytes;
  }
  return take(text, reading, first, count, items_of(text, clause.begin, end, false));
}

// 死亡19人: what its own clause names, else what it tells is done, else what is carried on.
std::string_view named_or_done(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  const std::size_t begin = clause_of(text, reading, index).begin;
  // 牛 of 生猪、牛分别出栏5.1万头、1.2万头
  const bool touches = index > 0 && figure.begin_byte - reading.figures[index - 1].end_byte <= 3;
  if (touches && !figure.subject.empty()) return figure.subject;
  const bool named = figure.subject.data() >= text.all.data() + begin;
  return named || figure.action.size() < 6 ? figure.subject : figure.action;
}

// Whether the one may be the change, or the older value, of the other.
bool may_be_of(const Figure& figure, const Figure& other) {
  const bool share = other.unit.name == "%";
  if (other.measure == Measure::date) return false;
  if (figure.unit.name == "百分点") return share;
  if (figure.unit.name == "%") return figure.measure != Measure::growth || !share;
  return same(figure.unit.name, other.unit.name) ||
         (sort_of(figure) == Sort::money && sort_of(other) == Sort::money);
}

// 同城业务量下降4%，异地业务量增长23%（上年分别为299万件和141万件）: of what is said to have
// changed, each once.
bool take_changed(Reading& reading, std::size_t first, std::size_t count) {
  if (reading.figures[first].measure == Measure::growth) return false;
  std::array<std::size_t, items_max> of{};
  std::size_t found = 0;
  for (std::size_t i = first; i > 0 && first - i < far; --i) {
    const Figure& figure = reading.figures[i - 1];
    if (figure.sentence != reading.figures[first].sentence) break;
    if (figure.measure != Measure::growth || figure.unit.name != "%") continue;
    if (found == count) return false;
    of[found++] = i - 1;
  }
  if (found != count || count < 2) return false;
  for (std::size_t i = 0; i + 1 < count; ++i)
    if (reading.figures[of[i]].subject == reading.figures[of[i + 1]].subject) return false;
  for (std::size_t i = 0; i < count; ++i)
    reading.figures[first + i].subject = reading.figures[of[count - 1 - i]].subject;
  return true;
}

// 死亡19人，受伤54人，同比分别下降8%、10%; 上年分别为21人和60人: each is of its own figure.
bool take_figures(const Text& text, Reading& reading, std::size_t first, std::size_t count) {
  const bool changes = reading.figures[first].measure == Measure::growth;
  std::array<std::size_t, items_max> of{};
  std::size_t missing = count;
  for (std::size_t i = first; missing > 0 && i > 0 && first - i < far;) {
    const Figure& figure = reading.figures[--i];
    if (figure.sentence != reading.figures[first].sentence &&
        text.ends_line_between(figure.end_byte, reading.figures[first].begin_byte))
      return false;
    // 揽收1862万件，同比增长17%，投递2107万件，同比增长10%，上年分别为: what they grew by is passed
    // over.
    if (!changes && figure.measure == Measure::growth) continue;
    // 分别比2020年增长104%、35%
    if (figure.measure == Measure::date) continue;
    if (!may_be_of(reading.figures[first + missing - 1], figure)) return false;
    of[--missing] = i;
  }
  if (missing > 0) return false;
  for (std::size_t i = 0; i < count; ++i) {
    reading.figures[first + i].subject = named_or_done(text, reading, of[i]);
    if (changes) reading.figures[first + i].measure = Measure::growth;
  }
  return true;
}

// 分别为3.3万件和1.1万件，增长14.1%和22.4%: as many changes as figures that touch each other right
// before them are of those, though no word says so.
void take_run_before(const Text& text, Reading& reading, std::size_t first, std::size_t count) {
  if (first < count || reading.figures[first].measure != Measure::growth) return;
  const std::size_t begin = first - count;
  const auto may_be_one = [&](const Figure& of) {
    return of.measure != Measure::growth && of.measure != Measure::date && of.unit.name != "%" &&
           of.sentence == reading.figures[first].sentence;
  };
  // 立刑事案件9起、治安案件8起，抓获7人、查处6人，提升16%、6%、26%和57%: or all that was told.
  const bool run = run_from(text, reading, begin) == count &&
                   (begin == 0 || run_from(text, reading, begin - 1) == 1);
  // 客运量4010万人，周转量13亿人公里，同比增长18.7%、10.7%: or all that a clause behind ； has.
  const bool apart = begin > 0 && says(text.between(reading.figures[begin - 1].end_byte,
                                                    reading.figures[begin].begin_byte),
                                       {"；", ";"});
  const bool two = apart && reading.figures[first].unit == reading.figures[first + 1].unit &&
                   text.has(reading.figures[first].end_byte, "、");
  const bool all = two || (count > 2 && (begin == 0 || !may_be_one(reading.figures[begin - 1])));
  if (count < 2 || (!run && !all) || !may_be_one(reading.figures[begin])) return;
  for (std::size_t i = 0; i < count; ++i) {
    const Figure& of = reading.figures[begin + i];
    if (of.measure == Measure::growth || of.measure == Measure::date || of.subject.empty()) return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    reading.figures[first + i].subject = reading.figures[begin + i].subject;
    reading.figures[first + i].part = reading.figures[begin + i].part;
    reading.figures[first + i].measure = Measure::growth;
  }
}

}  // namespace

void respectively(const Text& text, Reading& reading, std::size_t first) {
  const Clause clause = clause_of(text, reading, first);
  const std::string_view before = text.between(clause.begin, clause.number);
  const std::size_t apart = respective(before);
  const std::size_t count = run_from(text, reading, first);
  if (apart == std::string_view::npos) {
    take_run_before(text, reading, first, count);
    return;
  }
  static const Words than(Words::Side::end, {{0,
                                              "同比 环比 比上年 较上年 比去年 较去年 比上年同期 "
                                              "比去年同期 较上年同期 较去年同期 与去年同期相比"}});
  const std::size_t end = clause.begin + apart - than.longest(before.substr(0, apart), apart).bytes;
  const bool pair = before.find("、") > apart;  // A和B分别
  if (apart > 0 && take(text, reading, first, count, items_of(text, clause.begin, end, pair)))
    return;
  // 规范管理率分别为71.5%和68.2%: of the rate that is named.
  constexpr std::size_t noun_bytes = 9;
  const std::string_view named = nouns_before(text, clause.begin, end).subject;
  const Figure& head = reading.figures[first];
  const bool rate = head.unit.name == "%" || head.unit.name == "百分点";
  if (take_counted(text, reading, first, count, named)) return;
  if (named.empty() && take_listed(text, reading, first, count, clause)) return;
  if (!is_bare_share(named) && named.size() >= noun_bytes && rate &&
      head.measure != Measure::growth) {
    for (std::size_t i = 0; i < count; ++i)
      if (reading.figures[first + i].unit.name == head.unit.name)
        reading.figures[first + i].subject = named;
    return;
  }
  const bool hollow =
      named.empty() || is_bare_share(named) || is_time_only(text.between(clause.begin, end));
  if (first == 0 || (!hollow && !rate)) return;
  if (!take_changed(reading, first, count) && !take_figures(text, reading, first, count))
    take_parts(text, reading, first, count);
}

}  // namespace youju::reading
