#include <youju/reading/measure.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <array>

namespace youju::reading {
namespace {

using Side = Words::Side;

// Reached and not changed by: 提高到, 降至.
bool reaches(std::string_view before) {
  return ends(before, {"到", "至", "为", "达", "在", "到了", "成"}) ||
         says(before, {"提高到", "下降到", "降至"});
}

enum : std::uint8_t {
  pace = 1,        // 增幅
  clear = 2,       // surely a change: 增长
  soft = 4,        // perhaps one: 提高
  compared = 8,    // 比, 较
  net = 16,        // 净增, 净减
  stock = 32,      // 累计, 现有
  turns = 64,      // behind it the thing itself is not named
  stock_of = 128,  // what stands in 在册, 馆藏: no mark of its own
};

}  // namespace

Marks marks_of(const Text& text, std::size_t begin, std::size_t end) {
  static const Words words(
      Side::begin,
      {{pace | soft, "增幅 降幅 增速 涨幅 减幅 压减率"},
       {clear | soft | turns, "增长 下降 减少 上升 降低 同比 环比"},
       {clear | soft,
        "上涨 下跌 缩短 增产 减产 增收 偏高 偏多 偏少 高出 减亏 减负 前移 降价 "
        "超计划 超额 超任务 超出计划 超出任务 超目标"},
       {clear | soft | net, "净增 净减"},
       {clear | soft, "增长率 下降率 上升率"},
       {soft | turns, "提高 提升 增加"},
       {soft, "压减 压缩 高于 超警戒 上浮 下浮 攀升 增强 翻 少 多 降 增"},
       {turns, "占"},
       {0, "所占 占比 占地 占用 占有 增加值 增长点 增长极 自然增长率"},
       {compared | turns, "比上 较上 比去 较去"},
       {compared, "比 较"},
       {0, "比赛 比例 比重 比武 比较 比分 比选 比价 较大 较好 较高 较为 较多 较重 较强 评比 对比"},
       {stock,
        "累计 总数 总量 合计 共有 现有 拥有 保有量 下设 总计 设有 实有 已有 "
        "辖 涵盖 已建成 建有 增至 发展到 存栏 在栏 库存 在研 编制 注册志愿者 注册会员"},
       {stock_of, "在册 馆藏 在校 在园 在岗 常住 户籍 总人口 在职 在用 在编"}});
  Marks out;
  for (std::size_t at = begin; (at = words.seek(text.all, at, end)) < end; at = text.next(at)) {
    const Words::Hit hit = words.longest(text.all, at);
    if (!hit || at + hit.bytes > end) continue;
    if (hit.kind == 0) {
      at += hit.bytes - 3;
      continue;
    }
    if (hit.kind == stock_of) {
      out.stands = true;
      continue;
    }
    out.said |= hit.kind;
    if ((hit.kind & turns) != 0 && out.change == std::string_view::npos) out.change = at - begin;
  }
  return out;
}

std::string_view change_told(std::string_view before) {
  static const Words changes(
      Side::end,
      {{0,
        "增长 下降 减少 上升 降低 上涨 下跌 缩短 增产 减产 增收 减收 高出 超出 低于 高于 净增 净减 "
        "提高 提升 增加 压减 压缩 上浮 下浮 攀升 回落 扩大 收窄 缩小 偏高 偏低 偏多 偏少 多 少 增 "
        "减 "
        "降 翻 升 涨"}});
  constexpr std::size_t behind_max = 12;  // 了, 近, 超过, 幅度为
  for (std::size_t end = before.size(); end > 0 && before.size() - end <= behind_max;
       end = Text{before}.previous(end)) {
    if (const Words::Hit hit = changes.longest(before, end); hit)
      return before.substr(end - hit.bytes, hit.bytes);
  }
  return {};
}

namespace {

// 收, 报告: one character that is a deed, or a verb and nothing else.
bool is_deed_alone(std::string_view words) {
  return words.size() == 3 ? begins_deed(words, 0)
                           : verb_before(words, words.size()) == words.size();
}

bool changes(std::string_view before, const Marks& marks, bool percent) {
  if (marks.has(pace)) return true;
  if (percent &&
      ends(before, {"扩大", "收窄", "缩小", "回落", "微降", "微升", "增长率为", "增长率达", "精简",
                    "提标", "上调", "下调", "提价", "减收", "增资", "高于市价", "低于市价"}))
    return true;
  // 比上年的38.2毫米偏少76.8%: nothing but by how much it differs.
  static const Words differs(
      Side::end, {{0, "多 少 高 低 多出 少了 多了 相差 超出 高出 偏少 偏多 偏高 偏低 增 减"}});
  if (!before.empty() && before.size() <= 6 &&
      differs.longest(before, before.size()).bytes == before.size())
    return true;
  // 今年多收, 少报告, 多完成: more or less of a deed.
  static const Words years(Side::begin, {{0, "今年 本年 本年度 全年 当年 同比 ，"}});
  const std::string_view deed = without_begin(before, years);
  if (deed.size() >= 6 && deed.size() <= 9 && begins(deed, {"多", "少"}) &&
      is_deed_alone(deed.substr(3)))
    return true;
  // 降了0.2元: what is told to be done already; 比去年高2.1分, 比二季度快了6分钟
  static const Words moved(Side::end, {{0, "降了 涨了 升了 跌了 减了 增了 少了 多了"}});
  static const Words apart(
      Side::end, {{0, "高 低 快 慢 早 晚 多 少 高了 低了 快了 慢了 早了 晚了 提前 推迟"}});
  if (moved.has(before, before.size())) return true;
  if (marks.has(compared) && apart.has(before, before.size())) return true;
  // 比上年增支, 较预算超支
  static const Words more_or_less(Side::begin, {{0, "增 减 少 多 超 降 缩 提"}});
  constexpr std::size_t two = 6;
  if (marks.has(compared) && before.size() > two && more_or_less.has(before, before.size() - two) &&
      !reaches(before))
    return true;
  if (!marks.has(clear | soft) || reaches(before)) return false;
  if (marks.has(clear)) return true;
  // “三公”经费压减8.7%
  if (percent &&
      ends(before, {"压减", "压降", "压缩", "削减", "缩减", "降", "增", "增加了", "提高了"}))
    return true;
  return ends(before, {"提高", "提升", "增加", "降", "增", "压减", "增加了", "提高了", "近", "约",
                       "少", "多", "多出", "多发", "少发"}) &&
         (marks.has(compared) || marks.has(turns));
}

// Things that stand there: without a verb they are a stock.
bool stands(std::string_view unit) {
  static constexpr std::array units =
      single_characters("家", "所", "座", "栋", "户", "口", "支", "辆", "处", "台", "部", "张",
                        "间", "人", "名", "个", "位", "床", "幢", "艘");
  return is_one_of(unit, units);
}

bool is_stock(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before, subject = figure.subject;
  const bool stand = stands(figure.unit.name);
  // 有居民楼46栋; “五老”有2,140人
  if (stand && (figure.action == "有" || ground.has)) return true;
  if (ground.marks.has(stock) || (ground.marks.stands && figure.action.empty())) return true;
  if (says(subject, {"总数", "总量", "保有量"})) return true;
  if (stand) {
    // 由64个优化为82个; 养老服务设施达14处.
    if (before.ends_with("由")) return true;
    if (reaches(before) && !before.ends_with("达") && !before.ends_with("在") &&
        says(before, {"到", "至", "优化为"}))
      return true;
    if (ends(before, {"达", "突破", "超过"}) && ground.noun_before &&
        !says(subject, {"人数", "群众", "人员"}))
      return true;
  }
  if (ground.noun_before && stand) return true;
  const bool alone = ground.noun_before && subject.size() + 6 >= before.size();
  return alone && !before.starts_with("其") &&
         ends(subject, {"党员", "会员", "居民", "教职工", "教师", "学生", "职工", "人口", "社区",
                        "委员会", "支部", "团员", "中级", "高级"});
}

}  // namespace

Sort sort_of(const Figure& figure) {
  if (figure.unit.name.empty()) return Sort::things;
  const std::string_view name = figure.unit.name;
  if (const std::optional<Sort> sort = sort_of_classifier(name)) return *sort;
  if (name == "%" || name == "‰" || name == "‱") return Sort::percent;
  if (name == "百分点") return Sort::points;
  if (name == "秒" || name == "小时" || name == "工作日" || name == "学时" || name == "课时" ||
      name == "个月")
    return Sort::time;
  const UnitFound found = read_unit(Text{name}, 0);
  return found ? found.sort : Sort::things;
}

Measure measure_of(const Figure& figure, const MeasureGround& ground) {
  const std::string_view before = ground.before;
  if (figure.measure != Measure::count && figure.measure != Measure::share) return figure.measure;
  const Marks& marks = ground.marks;
  const bool percent = figure.unit.name == "%";
  // 增速居全市9个县第2位: among how many is no change.
  const bool changed = changes(before, marks, percent) &&
                       !ends(before, {"全市", "全县", "全省", "全区", "全国", "全州"});
  if (figure.measure == Measure::share) return changed ? Measure::growth : Measure::share;
  switch (ground.sort) {
    case Sort::percent:
      return changed ? Measure::growth : Measure::share;
    case Sort::points:
    case Sort::times:
      return Measure::growth;
    case Sort::money:
    case Sort::quantity:
      return changed ? Measure::growth : Measure::amount;
    case Sort::length:
      return changed ? Measure::growth : Measure::length;
    case Sort::area:
      return changed ? Measure::growth : Measure::area;
    case Sort::time:
      return changed ? Measure::growth : Measure::duration;
    case Sort::place:
    case Sort::things:
      break;
  }
  // 发病数居前五位, 考核排名后三位
  if ((figure.unit.name == "位" || figure.unit.name == "名") &&
      ends(before, {"居前", "列前", "排前", "名前", "名后", "在前", "在后", "入前", "身前",
                    "全国前", "全省前", "全市前"}))
    return Measure::rank;
  // 2015届毕业生 is when.
  if (figure.unit.name == "级") return Measure::amount;  // a magnitude
  if ((figure.unit.name == "届" || figure.unit.name == "学年") &&
      figure.value.low.coefficient > 1900)
    return Measure::date;
  if (figure.unit.empty() && ends(before, {"率为", "率降为"})) return Measure::share;
  const bool decimal = figure.value.form == Value::Form::number && figure.value.low.scale > 0;
  if (figure.unit.empty() && decimal) return changed ? Measure::growth : Measure::amount;
  if (figure.unit.empty() && ends(before, {"长", "高", "宽"})) return Measure::length;
  // 净增35家 is a change, of 净增高企41家 the things are counted.
  if (changed && (!marks.has(net) || marks.has(compared) || says(before, {"同比"}) ||
                  ends(before, {"净增", "净增了", "净减", "净减了"})))
    return Measure::growth;
  if (decimal && ends(before, {"拥有"})) return Measure::total;
  if (decimal && says(before, {"人均", "每", "户均", "万人"})) return Measure::amount;
  // Prizes are given.
  return is_stock(figure, ground) && !figure.subject.ends_with("奖") ? Measure::total
                                                                     : Measure::count;
}

}  // namespace youju::reading
