#include <youju/reading/fact.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <span>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t clause_bytes_max = 150;
constexpr std::size_t noun_bytes_max = 60;

bool contains(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}
bool contains(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}
bool ends_with(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.ends_with(word); });
}

// Reached and not changed by: 提高到, 降至.
bool reaches(std::string_view before) {
  return ends_with(before, {"到", "至", "为", "达", "在", "到了", "成"}) ||
         contains(before, {"提高到", "下降到", "降至"});
}

bool changes(std::string_view before) {
  if (contains(before, {"增幅", "降幅", "增速", "涨幅"})) return true;
  static constexpr std::string_view words[] = {
      "增长", "下降", "减少", "提高", "上升", "降低",   "提升", "增加", "上涨",
      "下跌", "缩短", "压减", "压缩", "净增", "增收",   "增产", "偏高", "偏多",
      "偏少", "高出", "高于", "前移", "减亏", "超警戒", "同比", "环比", "上浮",
      "下浮", "攀升", "增强", "翻",   "少",   "多",     "降",   "增"};
  static constexpr std::string_view clear[] = {"增长", "下降", "减少", "上升", "降低", "上涨",
                                               "下跌", "缩短", "净增", "增产", "偏高", "偏多",
                                               "偏少", "高出", "减亏", "同比", "环比", "前移"};
  if (reaches(before)) return false;
  if (contains(before, clear)) return true;
  const bool compared = contains(before, {"比上年", "比去年", "较上年", "较去年", "比", "较"});
  return ends_with(before,
                   {"提高", "提升", "增加", "降", "增", "压减", "增加了", "提高了", "近", "约"}) &&
         contains(before, words) &&
         (compared || contains(before, {"提高", "提升", "增幅", "增加"}));
}

// Things that stand there: without a verb they are a stock.
bool stands(std::string_view unit) {
  static constexpr std::string_view units[] = {"家", "所", "座", "栋", "户", "口", "支",
                                               "辆", "处", "台", "部", "张", "间", "人",
                                               "名", "个", "位", "床", "幢", "艘"};
  return std::find(std::begin(units), std::end(units), unit) != std::end(units);
}

bool is_stock(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before, subject = figure.subject;
  if (contains(before, {"累计",     "总数",   "总量",   "合计", "共有", "现有", "拥有",
                        "在册",     "馆藏",   "保有量", "下设", "总计", "设有", "实有",
                        "已有",     "辖",     "在校",   "在园", "在岗", "常住", "户籍",
                        "注册会员", "总人口", "已建成", "在职", "建有", "增至", "发展到"})) {
    return true;
  }
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

}  // namespace

Clause clause_of(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  Clause out;
  out.number = figure.begin_byte;
  const std::size_t limit = index == 0 ? 0 : reading.figures[index - 1].end_byte;
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

Measure measure_of(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before;
  if (figure.measure != Measure::count && figure.measure != Measure::share) return figure.measure;
  const bool changed = changes(before);
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
      if (contains(before, {"雨量", "降水"})) return Measure::amount;
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
  if (changed && !contains(before, {"净增"})) return Measure::growth;
  return is_stock(figure, ground) ? Measure::total : Measure::count;
}

void add_facts(const Text& text, Reading& reading) {
  for (std::size_t index = 0; index < reading.figures.size(); ++index) {
    Figure& figure = reading.figures[index];
    const Figure* last = index > 0 && reading.figures[index - 1].sentence == figure.sentence
                             ? &reading.figures[index - 1]
                             : nullptr;
    const Clause clause = clause_of(text, reading, index);
    const std::string_view before = text.between(clause.begin, clause.number);
    if (figure.measure == Measure::date) continue;
    std::size_t limit = std::min(text.all.size(), figure.end_byte + noun_bytes_max);
    if (index + 1 < reading.figures.size())
      limit = std::min<std::size_t>(limit, reading.figures[index + 1].begin_byte);
    if (figure.qualifier == Qualifier::missing) limit = figure.end_byte;
    const Nouns left = nouns_before(text, clause.begin, clause.number);
    const Nouns right = nouns_behind(text, figure.end_byte, limit);
    const Sort sort = sort_of(figure);
    const bool counts = sort == Sort::things || sort == Sort::place ||
                        figure.measure == Measure::ordinal || figure.measure == Measure::frequency;
    figure.action = left.action;
    figure.actor = left.actor;
    figure.subject = counts && !right.subject.empty() ? right.subject : left.subject;
    if (figure.action.empty()) figure.action = right.action;
    if (figure.subject.empty() && !counts) figure.subject = right.subject;
    const bool noun_before = left.action.empty() && !left.subject.empty() && right.action.empty() &&
                             right.subject.empty();
    figure.measure = measure_of(figure, {before, noun_before});
    const bool grows = figure.measure == Measure::growth || figure.measure == Measure::share;
    if (grows) {
      // 同比增长, 占: the thing is the one before, unless it is named here.
      const std::size_t cut = std::min(
          {before.find("同比"), before.find("环比"), before.find("占"), before.find("比上"),
           before.find("较上"), before.find("比去"), before.find("较去"), before.find("增长"),
           before.find("下降"), before.find("上升"), before.find("减少"), before.find("增加"),
           before.find("提高"), before.find("降低"), before.find("提升")});
      if (cut != std::string_view::npos) {
        figure.action = before.substr(cut, 6);
        const Nouns named = nouns_before(text, clause.begin, clause.begin + cut);
        figure.subject = named.subject;
      }
    }
    const bool bare = before.empty() || before == "和" || before == "、";
    if (last != nullptr && bare && last->measure == Measure::growth &&
        figure.measure == Measure::share) {
      figure.measure = Measure::growth;
    }
    if (ends_with(figure.subject, {"增幅", "降幅", "增速", "年龄", "涨幅"}) &&
        figure.subject.size() <= 12) {
      if (last != nullptr) figure.subject = last->subject;
    }
    if (last != nullptr && figure.subject.empty()) figure.subject = last->subject;
    if (last != nullptr && clause.listed && figure.action.empty()) figure.action = last->action;
    const bool among = before.starts_with("其中");
    if (last != nullptr && (clause.listed || among) && figure.measure == Measure::count &&
        last->measure == Measure::total) {
      figure.measure = Measure::total;
    }
    if (last != nullptr && (clause.listed || among) && figure.measure == Measure::total &&
        last->measure == Measure::count && left.action.empty()) {
      figure.measure = Measure::count;
    }
  }
}

}  // namespace youju::reading
