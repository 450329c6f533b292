// Shares whose words name their operands, wherever in the sentence those stand: 就业率 is of what
// was 就业, 技改投资占工业投资的 of what is called so. They are said to fail only if no two figures
// of their paragraph that might be meant make them.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <array>
#include <utility>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6;
constexpr std::size_t behind_near = 5;

// The two figures that a share is of.
struct Meant {
  std::size_t part = 0, whole = 0;
};

// --- Whether others might be meant

// As near as cutting off leaves it.
bool is_near(const Line& line, std::size_t result, const Result<Decimal>& percents) {
  const Result<Decimal> difference = percents ? subtract(*percents, line.value(result)) : percents;
  const Result<Decimal> place = Decimal(1).shifted(-places_of(line.at(result)));
  return difference && place && difference->abs() <= *place;
}

// Whether `part` of `whole` makes the share, or what is left of it, or the one more than the other.
bool makes(const Line& line, std::size_t result, const Meant& of) {
  const int places = places_of(line.at(result)) + beyond;
  const auto percents = percent(line.value(of.part), line.value(of.whole), places);
  if (!percents) return false;
  return is_near(line, result, *percents) ||
         is_near(line, result, subtract(Decimal(100), *percents)) ||
         is_near(line, result, subtract(*percents, Decimal(100)));
}

// Whether another pair makes it of which one is meant, or the part of the same deed.
bool another_makes(const Line& line, std::size_t result, const Meant& meant,
                   std::string_view deed) {
  for (std::size_t part = 0; part < line.size(); ++part) {
    if (!may_be_operand(line, part)) continue;
    const bool tied = part == meant.part || (!deed.empty() && speaks_of(line, part, deed));
    for (std::size_t whole = 0; whole < line.size(); ++whole) {
      if (whole == part || !(tied || whole == meant.whole) || !may_be_operand(line, whole) ||
          !like_unit(line.at(part), line.at(whole)))
        continue;
      if (makes(line, result, {part, whole})) return true;
    }
  }
  return false;
}

// --- Rates

// Deeds that are told by another word where they are counted.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> likewise = {{
    {"完工", "竣工"},
    {"竣工", "完工"},
    {"执行", "支出"},
    {"执行", "使用"},
    {"征缴", "缴入"},
    {"征缴", "入库"},
    {"结案", "审结"},
    {"结案", "办结"},
    {"查处", "查结"},
    {"获奖", "评出"},
}};

struct Rate {
  std::string_view deed, rest;  // 就业 of 困难人员就业率, and 困难人员
  bool denied = false;
};

bool is_likewise(const Line& line, std::size_t i, std::string_view deed, bool denied) {
  return std::any_of(likewise.begin(), likewise.end(), [&](const auto& pair) {
    return pair.first == deed && speaks_of(line, i, pair.second, denied);
  });
}

bool is_of_deed(const Line& line, std::size_t i, const Rate& rate) {
  return speaks_of(line, i, rate.deed, rate.denied) || is_likewise(line, i, rate.deed, rate.denied);
}

// What is left of the name of a rate when what is said of any is gone.
std::string_view without_common(std::string_view rest) {
  static const Words leads(Words::Side::begin,
                           {{0,
                             "其中 全年 年度 总体 综合 全部 任务 计划 目标 的 后 实际 按期 总 均 "
                             "全市 全县 全区 全省 全镇 全乡 当年 年"}});
  static const Words tails(Words::Side::end, {{0, "总 任务 计划 的 后 实际"}});
  return without_end(without_begin(rest, leads), tails);
}

std::optional<Rate> rate_of(std::string_view words) {
  if (says(words, {"上年", "去年", "由", "从", "平均", "以上", "同比", "增", "降", "满意", "知晓",
                   "毕业", "出栏", "毛入"}))
    return std::nullopt;
  const Claim claim = claim_of(words);
  std::string_view deed = claim.stem;
  if (claim.form == Claim::Form::task) {
    const std::size_t done = words.find("完成率");
    if (done == std::string_view::npos) return std::nullopt;
    deed = words.substr(done, two);
  } else if (claim.form != Claim::Form::rate || says(words, {"比例", "比重"})) {
    return std::nullopt;
  }
  std::string_view rest = words.substr(0, static_cast<std::size_t>(deed.data() - words.data()));
  if (claim.denied) rest.remove_suffix(character);
  return Rate{deed, without_common(rest), claim.denied};
}

// Whether what a rate is called after stands before it: of 出租房屋登记率 出租房屋 where the two
// are told.
bool is_told_of(const Line& line, std::size_t result, const Meant& meant, std::string_view rest) {
  // A rate that leads tells what the sentence is of.
  if (rest.empty() || result < std::min(meant.part, meant.whole)) return true;
  const std::size_t from = std::min(meant.part, meant.whole);
  const std::size_t begin = line.at(from).begin_byte - line.words(from).size();
  const std::size_t end = line.at(result).begin_byte - line.words(result).size();
  if (begin >= end) return false;
  const std::string_view told = line.text.between(begin, end);
  return says_word(told, rest) ||
         (rest.size() > two && says_word(told, rest.substr(rest.size() - two)));
}

// The whole of what was done: a task, else the nearest that may be before it, else behind it.
std::optional<std::size_t> whole_of(const Line& line, const Around& around, std::size_t part,
                                    const Rate& rate) {
  const bool done = says(right_before(line, part), {"已", "实", "完成", "支出", "其中"});
  std::optional<std::size_t> found;
  bool due = false;
  for (std::size_t i = around.from; i < around.to; ++i) {
    if (i == part || !may_be_operand(line, i) || !may_part(line, part, i)) continue;
    const bool before = i < part;
    if (before && closes_clause(line, i, part) && !done && !is_due_or_all(line, i) &&
        !(rate.rest.size() >= two && speaks_of(line, i, rate.rest)))
      continue;
    // 任务850户，开工820户、竣工765户: of the task.
    if (due) continue;
    due = before && says(right_before(line, i), {"任务"});
    if (before || !found) found = i;
  }
  return found;
}

std::optional<Meant> meant_by_rate(const Line& line, const Around& around, const Rate& rate) {
  std::optional<std::size_t> part;
  for (std::size_t i = around.from; i < around.to; ++i)
    if (may_be_operand(line, i) && is_of_deed(line, i, rate)) part = i;
  if (!part || heads_list(line, *part) || is_told_over(line, *part, around.result) ||
      closes_clause(line, std::min(*part, around.result), std::max(*part, around.result)))
    return std::nullopt;
  const std::optional<std::size_t> whole = whole_of(line, around, *part, rate);
  if (!whole || covers_others(line, around.result, *whole)) return std::nullopt;
  const Meant meant{*part, *whole};
  // What was done twice is not done of each other.
  if (is_of_deed(line, *whole, rate) &&
      !says(right_before(line, *whole), {"应", "需", "待", "计划", "任务", "目标"}))
    return std::nullopt;
  if (!is_told_of(line, around.result, meant, rate.rest)) return std::nullopt;
  return meant;
}

// --- Parts

// What figures are called without what is said of any.
std::string_view name_of(std::string_view words) {
  static const Words leads(Words::Side::begin,
                           {{0,
                             "到 了 其中 其 同期 全部 所有 当年 全年 年度 全县 全市 全区 全省 全镇 "
                             "全乡 全国 全局 全院 的 、 该 本"}});
  static const Words tails(
      Words::Side::end,
      {{0, "总 数量 人数 户数 件数 数 量 额 值 的 所 同期 全部 其 中 全年 年度 全县 全市 全区"}});
  return without_end(without_begin(words, leads), tails);
}

// How surely a figure is called so: by the whole name, or as it begins.
int called(const Line& line, std::size_t i, std::string_view name) {
  constexpr int whole = 2, begun = 1;
  if (name.size() < two) return 0;
  if (speaks_of(line, i, name) || say_so(line.words(i), name, false)) return whole;
  if (is_likewise(line, i, name, false)) return whole;
  const std::string_view head = name.substr(0, two);
  if (speaks_of(line, i, head)) return begun;
  // 技改投资 is 技术改造投资.
  const std::string_view words = right_before(line, i);
  const std::size_t at = words.find(name.substr(0, character));
  return name.size() > 2 * two - character && at != std::string_view::npos &&
                 words.substr(at, 3 * character).ends_with(name.substr(character, character))
             ? begun
             : 0;
}

std::optional<std::size_t> best_called(const Line& line, const Around& around,
                                       std::string_view name, auto may_be) {
  std::optional<std::size_t> found;
  int best = 0;
  for (std::size_t i = around.first; i < around.result; ++i) {
    if (!may_be_operand(line, i) || is_older(line, i) || !may_be(i)) continue;
    const int how = called(line, i, name);
    if (how == 0 || how < best) continue;
    best = how;
    found = i;
  }
  return found;
}

// 占常住人口的20%，全市常住人口为158万人: what it is of is told right behind the share, by its
// name.
std::optional<std::size_t> told_behind(const Line& line, const Around& around, std::size_t part,
                                       std::string_view of) {
  static const Words tails(Words::Side::end,
                           {{0, "为 达 是 有 共 共有 总数 总量 总额 数 仅 约 合计 共计 达到"}});
  for (std::size_t i = around.result + 1; i < around.end && i < around.result + behind_near; ++i) {
    const std::string_view words = line.words(i);
    if (may_be_operand(line, i) && !is_older(line, i) &&
        !says(words, {"新增", "增加", "其中", "计划", "目标"}) &&
        name_of(without_end(words, tails)).ends_with(of) && may_part(line, part, i) &&
        line.at(i).plan == line.at(part).plan)
      return i;
  }
  return std::nullopt;
}

// The whole of a sum that holds and has this part.
std::optional<std::size_t> summed(const Line& line, std::size_t part) {
  const std::size_t whole = whole_of_any_part(line, part);
  return whole == part ? std::nullopt : std::optional(whole);
}

std::optional<Meant> meant_by_part(const Line& line, const Around& around) {
  const Said& words = line.words(around.result);
  if (says(words, {"上年", "去年", "由", "从", "同比", "平均", "目标", "将", "超", "降", "增", "每",
                   "分别", "依次"}))
    return std::nullopt;
  const Claim claim = claim_of(words);
  const std::size_t ratio = std::min(words.rfind("比重"), words.rfind("比例"));
  std::string_view named = claim.named;
  if (claim.form == Claim::Form::rate && ratio != std::string_view::npos)
    named = words.substr(0, ratio);
  else if (claim.form != Claim::Form::part)
    return std::nullopt;
  named = name_of(named);
  const std::string_view of = name_of(claim.of);
  const bool of_all = !claim.of.empty() && of.empty();
  if (of_all && !begins(claim.of, {"总数", "总量", "总额", "全部", "其中"})) return std::nullopt;
  std::optional<std::size_t> part;
  if (!named.empty())
    part = best_called(line, around, named, [](std::size_t) { return true; });
  else if (around.result > around.first && may_be_operand(line, around.result - 1) &&
           !is_older(line, around.result - 1))
    part = around.result - 1;
  if (!part) return std::nullopt;
  // 占全市粮食总产量的: of more than what a county tells of its own.
  static const Words cities(Words::Side::begin, {{0, "全国 全省 全市"}});
  const std::string_view area =
      cities.has(claim.of, 0) && !of.empty() ? claim.of.substr(character, character) : "";
  const auto may_be_whole = [&](std::size_t i) {
    return i != *part && may_part(line, *part, i) && line.at(i).plan == line.at(*part).plan &&
           (area.empty() || is_of_area(line, i, area));
  };
  // 高级工1.12万人、技师0.42万人，高级工以上占: of more than one of them.
  if (ends(named, {"以上", "以下"}) && called(line, *part, named) < 2) return std::nullopt;
  // 政协委员118名，党外政协委员占委员总数的: a kind of what it is of must be called by its name.
  if (of.size() >= two && named.size() > of.size() && named.ends_with(of.substr(of.size() - two)) &&
      called(line, *part, named) < 2)
    return std::nullopt;
  if (of.empty())
    if (const std::optional<std::size_t> whole = summed(line, *part)) return Meant{*part, *whole};
  if (of_all) return std::nullopt;
  if (!of.empty()) {
    std::optional<std::size_t> whole = best_called(line, around, of, may_be_whole);
    if (!whole || named.empty() || called(line, *part, of) >= called(line, *whole, of))
      if (const auto behind = told_behind(line, around, *part, of)) return Meant{*part, *behind};
    if (!whole || (named.empty() && called(line, *part, of) >= called(line, *whole, of)))
      return std::nullopt;
    return Meant{*part, *whole};
  }
  if (closes_clause(line, *part, around.result)) return std::nullopt;
  // 执法人员共62人，持证59人；具有法律专业背景的21人，占: of all that the sentence begins with.
  const std::size_t lead = around.first;
  if (named.empty() && lead < *part && may_be_operand(line, lead) && may_be_whole(lead) &&
      right_before(line, *part).ends_with("的") &&
      ends(line.words(lead), {"共", "共有", "现有", "实有", "总数", "总数为"}))
    return Meant{*part, lead};
  std::optional<std::size_t> whole;
  for (std::size_t i = around.first; i < *part; ++i)
    if (may_be_operand(line, i) && !is_older(line, i) && may_be_whole(i)) whole = i;
  if (!whole) return std::nullopt;
  const std::string_view between =
      line.text.between(line.at(*whole).end_byte, line.at(*part).begin_byte);
  if (!says(between, {"其中"}) && !parts_its_things(between)) return std::nullopt;
  return Meant{*part, *whole};
}

// --- More than all

// 就业率120%: more of a thing than there is, whatever it is of. Much is held against something else
// than its whole.
bool is_never_more_than_all(std::string_view words) {
  const Claim claim = claim_of(words);
  return (claim.form == Claim::Form::rate || claim.form == Claim::Form::part) && !claim.held &&
         !says(words,
               {"完成", "执行", "毛入", "负债", "产销", "存贷", "保值", "增值", "计划", "任务",
                "目标", "预算", "上年", "去年", "同期", "比上", "平均", "超",   "系数", "指数",
                "参保", "入库", "需求", "利润", "回报", "收益", "赔付", "周转", "资本", "拨备",
                "充足", "满足", "供求", "求人", "依存", "自给", "储备", "入园", "入学", "上座",
                "负荷", "利用", "使用", "开工", "投资", "比例", "进度", "幅度", "强度", "高度"});
}

// Whether there is more of what a figure counts.
bool is_some_of_more(const Line& line, const Around& around, std::size_t part) {
  for (std::size_t i = around.from; i < around.to; ++i)
    if (i != part && may_be_operand(line, i) && may_part(line, part, i)) return true;
  return false;
}

// The part that is called most like it, the nearest of those; of what there is most.
std::optional<Meant> meant_by_more_than_all(const Line& line, const Around& around) {
  const Claim claim = claim_of(line.words(around.result));
  std::optional<std::size_t> part;
  int best = 0;
  for (std::size_t i = around.from; i < around.to; ++i) {
    if (!may_be_operand(line, i)) continue;
    const bool deed = !claim.stem.empty() && speaks_of(line, i, claim.stem, claim.denied);
    const int how = deed ? 2 : called(line, i, name_of(claim.named));
    if (part && how < best) continue;
    // Where none is called so, what there is most of beside what it is of.
    const bool some = how > 0 || is_some_of_more(line, around, i);
    if (!some || (part && how == 0 && best == 0 && like_unit(line.at(*part), line.at(i)) &&
                  line.value(i) < line.value(*part)))
      continue;
    best = how;
    part = i;
  }
  // 满分100分，最高97.5分；178名选手一次成功，成功率: what stands nearest is of other things.
  std::size_t nearest = around.to;
  while (best == 0 && nearest > around.from && !may_be_operand(line, nearest - 1)) --nearest;
  if (best == 0 && part && nearest > around.from &&
      !like_unit(line.at(nearest - 1), line.at(*part)))
    return std::nullopt;
  std::optional<std::size_t> whole;
  for (std::size_t i = around.from; part && i < around.to; ++i)
    if (i != *part && may_be_operand(line, i) && may_part(line, *part, i) &&
        (!whole || line.value(*whole) < line.value(i)))
      whole = i;
  return whole ? std::optional(Meant{*part, *whole}) : std::nullopt;
}

// --- Each share

bool tell_meant(const Line& line, std::size_t result, const std::optional<Meant>& meant,
                std::string_view deed) {
  if (!meant) return false;
  const Ratio ratio{RelationKind::share, result, meant->part, meant->whole};
  if (tell_if_holds(line, ratio)) return true;
  if (another_makes(line, result, *meant, deed)) return false;
  return tell_claim(line, ratio);
}

// 按行业分：道路交通71起，…。道路交通事故比重74%: of what the parts of a sum make that was told
// paragraphs before.
bool tell_of_sum(const Text& text, Reading& reading, const Line& line, std::size_t result) {
  const Claim claim = claim_of(line.words(result));
  if (claim.form != Claim::Form::part || !claim.of.empty() || claim.named.size() < 2 * two ||
      says(line.words(result), {"上年", "去年", "由", "从", "分别"}))
    return false;
  for (std::size_t i = result; i-- > 0;) {
    const std::string_view name = label(line.words(i));
    if (!may_be_operand(line, i) || name.size() < two || !claim.named.starts_with(name)) continue;
    for (const Relation& sum : reading.relations) {
      if (sum.kind != RelationKind::sum || sum.verdict != Verdict::holds ||
          std::find(sum.figures.begin() + 1, sum.figures.end(), line.all[i]) == sum.figures.end())
        continue;
      const std::vector<std::uint32_t> all{sum.figures.front(), line.all[i], line.all[result]};
      const std::vector<Said> said(all.size());
      return tell_claim(Line{text, reading, all, 0, said}, {RelationKind::share, 2, 1, 0});
    }
    return false;
  }
  return false;
}

void tell_named(const Text& text, Reading& reading, std::uint32_t index) {
  const Around around(text, reading, index);
  const Line line{text, reading, around.all, around.first, around.said};
  const std::size_t result = around.result;
  if (tell_of_sum(text, reading, line, result) || around.end < around.first + 3) return;
  if (const std::optional<Rate> rate = rate_of(line.words(result)))
    if (tell_meant(line, result, meant_by_rate(line, around, *rate), rate->deed)) return;
  if (tell_meant(line, result, meant_by_part(line, around), {})) return;
  if (line.value(result) > Decimal(100) && is_never_more_than_all(line.words(result)))
    tell_meant(line, result, meant_by_more_than_all(line, around), {});
}

}  // namespace

void add_named(const Text& text, Reading& reading, Indices relative) {
  std::vector<bool> told;
  for (const std::uint32_t i : relative) {
    const Figure& figure = reading.figures[i];
    if (!is_percent(figure) || figure.measure != Measure::share) continue;
    const std::string_view words = clause_before(text, reading, i);
    if (!says(words, {"率", "占", "面", "度", "比重", "比例"})) continue;
    if (told.empty()) {
      told.resize(reading.figures.size());
      for (const Relation& relation : reading.relations)
        if (relation.kind == RelationKind::share || relation.kind == RelationKind::growth)
          told[relation.figures.front()] = true;
    }
    if (!told[i]) tell_named(text, reading, i);
  }
}

}  // namespace youju::reading
