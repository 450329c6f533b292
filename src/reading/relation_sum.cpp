// Sums: 其中 with its parts, parts with their 合计 or 其余; and what is new against what there is.
#include <youju/reading/relation.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t parts_max = 24;
constexpr std::size_t whole_distance = 5;  // figures between a whole and its 其中
using Parts = std::vector<std::size_t>;    // places in a line

bool is_change(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  return figure.measure == Measure::growth || figure.measure == Measure::share ||
         says(line.words(i), {"净增", "比上年", "同比", "较上年", "比去年"});
}

// A part may leave out a unit of money or of books that its whole has: 1126万码洋, 683万.
bool adds_to(const Line& line, std::size_t part, std::size_t whole) {
  const Figure& a = line.at(part);
  const Figure& b = line.at(whole);
  if (is_plain(a) && is_plain(b) && like_unit(a, b)) return true;
  return is_plain(a) && is_plain(b) && a.unit.empty() && !printed_unit(line.text, a).is_zero();
}

bool is_lost(const Line& line, std::size_t part, std::size_t whole) {
  return line.at(part).value.form == Value::Form::none &&
         line.at(part).unit.name == line.at(whole).unit.name;
}

struct Sum {
  Decimal value, slack;
  bool known = true;
  int terms = 0, of_yi = 0;  // how many, and of those in 亿元
};

void add_to(const Line& line, Sum& sum, std::size_t i) {
  const Result<Decimal> next = add(sum.value, line.value(i));
  const Result<Decimal> slack = add(sum.slack, printed_unit(line.text, line.at(i)));
  sum.of_yi += line.at(i).unit.scale.empty() ? 0 : 1;
  ++sum.terms;
  sum.known = sum.known && next && slack;
  if (!sum.known) return;
  sum.value = *next;
  sum.slack = *slack;
}

Sum sum_of(const Line& line, std::span<const std::size_t> parts) {
  Sum sum;
  for (const std::size_t i : parts) add_to(line, sum, i);
  return sum;
}

// Equal, or as near as the printed places of 万 and 亿 let it be.
bool makes(const Line& line, const Sum& sum, std::size_t whole) {
  if (!sum.known) return false;
  const Result<Decimal> difference = subtract(line.value(whole), sum.value);
  const Result<Decimal> slack = add(sum.slack, printed_unit(line.text, line.at(whole)));
  if (!difference || !slack) return false;
  // 1.2亿元 of 8000万元 and 4050万元: what is told in 亿元 is rounded beside what is not.
  const bool in_yi = !line.at(whole).unit.scale.empty();
  const bool mixed = sum.of_yi != (in_yi ? sum.terms : 0);
  if (mixed && in_yi) {
    const Result<Decimal> coarse = Decimal(1).shifted(8 - line.at(whole).value.low.scale);
    return coarse && difference->abs() <= *coarse;
  }
  return difference->abs() <= *slack;
}

void tell(const Line& line, std::size_t whole, std::span<const std::size_t> parts,
          Verdict verdict) {
  std::vector<std::uint32_t> figures{line.all[whole]};
  for (const std::size_t i : parts) figures.push_back(line.all[i]);
  Finding finding;
  finding.kind = RelationKind::sum;
  finding.verdict = verdict;
  finding.why = verdict == Verdict::holds  ? "reading.sum_holds"
                : verdict == Verdict::lost ? "reading.part_is_missing"
                                           : "reading.sum_differs";
  if (verdict != Verdict::lost) finding.expected = line.told(whole, sum_of(line, parts).value);
  finding.found = line.at(whole).value.to_string();
  put(line.reading, finding, std::move(figures));
}

// --- Whether parts are all there are
// --------------------------------------------------------------

// What a part is called: 其中小学生 → 小学生.
std::string_view label(std::string_view words) {
  static const Words heads(Words::Side::begin, {{0, "， 、 ； ： 和 其中 （ 及"}});
  static const Words tails(Words::Side::end, {{0, "为 达 有 共 是 约 各"}});
  while (!words.empty()) {
    const std::size_t head = words[0] == ',' || words[0] == ':' ? 1 : heads.longest(words, 0).bytes;
    words.remove_prefix(head);
    const std::size_t tail = tails.longest(words, words.size()).bytes;
    words.remove_suffix(tail);
    if (head + tail == 0) break;
  }
  return words;
}

// Two halves of a whole by their words: 男女, 城乡, 税利.
bool complement(std::string_view a, std::string_view b) {
  static constexpr std::string_view pairs[][2] = {
      {"男", "女"},     {"城", "农"},     {"城", "乡"},     {"税", "利"},     {"公办", "民办"},
      {"线上", "线下"}, {"国内", "国外"}, {"境内", "境外"}, {"省内", "省外"}, {"市内", "市外"},
      {"室内", "室外"}, {"校内", "校外"}, {"本地", "外"},   {"新建", "续建"}, {"理", "文"},
      {"公有", "非公"}, {"国有", "民"},   {"专职", "兼职"}, {"有偿", "无偿"}, {"门诊", "急诊"},
      {"在编", "编外"}, {"单位", "个人"}, {"在职", "退"},   {"已", "未"},     {"合格", "不合"},
      {"成人", "少儿"}, {"中文", "外文"}, {"本地", "境外"}, {"本市", "外市"}, {"本县", "外县"},
      {"户籍", "外来"}, {"户籍", "流动"}, {"财政", "自筹"}, {"上级", "自筹"}, {"教职", "学生"}};
  // 国有 and 非国有, 达标 and 未达标.
  const auto denies = [](std::string_view one, std::string_view other) {
    constexpr std::size_t character = 3, two = 6;
    return begins(one, {"非", "未", "不", "无"}) && one.size() > character &&
           other.starts_with(one.substr(character, two));
  };
  if (denies(a, b) || denies(b, a)) return true;
  return std::any_of(std::begin(pairs), std::end(pairs), [&](const auto& pair) {
    return (a.starts_with(pair[0]) && b.starts_with(pair[1])) ||
           (b.starts_with(pair[0]) && a.starts_with(pair[1]));
  });
}

// The parts are of one kind: they end or begin alike, 初中生 and 小学生.
bool kindred(const Line& line, const Parts& parts) {
  constexpr std::size_t character = 3;
  const std::string_view one = label(line.words(parts.front()));
  if (one.size() < character) return false;
  const auto all = [&](auto same) {
    return std::all_of(parts.begin() + 1, parts.end(), [&](std::size_t i) {
      const std::string_view other = label(line.words(i));
      return other.size() >= character && same(other);
    });
  };
  const std::string_view tail = one.substr(one.size() - character);
  const std::string_view head = one.substr(0, character);
  return all([&](std::string_view other) { return other.ends_with(tail); }) ||
         all([&](std::string_view other) { return other.starts_with(head); });
}

bool is_rest(std::string_view words) {
  return says(words, {"其他", "其余", "其它", "剩余", "余下", "剩下"});
}

// 小学生, 初中生: of people who have but the last character in common none is counted twice, while
// 女党员 may be among 老党员.
bool apart(const Line& line, const Parts& parts) {
  constexpr std::size_t character = 3, two = 6;
  if (parts.size() != 2) return false;
  const std::string_view a = label(line.words(parts[0])), b = label(line.words(parts[1]));
  if (a.size() < 3 * character || b.size() < 3 * character) return false;
  return a.substr(a.size() - character) == b.substr(b.size() - character) &&
         a.substr(a.size() - two) != b.substr(b.size() - two);
}

// 、 before a part, also behind what a bracket says of the one before it: 86件（占38%）、94件.
bool is_beside(std::string_view words) {
  return begins(words, {"、", "和", "及", "）、", ")、", "以及", "与"});
}

bool side_by_side(const Line& line, const Parts& parts) {
  return std::all_of(parts.begin() + 1, parts.end(),
                     [&](std::size_t i) { return is_beside(line.words(i)); });
}

// Of people some may be counted twice, and prizes have ranks that go untold.
bool may_overlap(const Line& line, const Parts& parts) {
  const std::string_view unit = line.at(parts.front()).unit.name;
  return unit == "人" || unit == "名" || unit == "位" || unit == "户" ||
         std::any_of(parts.begin(), parts.end(),
                     [&](std::size_t i) { return says(line.words(i), {"级"}); });
}

bool is_pair(const Line& line, const Parts& parts) {
  return parts.size() == 2 && complement(label(line.words(parts[0])), label(line.words(parts[1])));
}

bool within(const Decimal& lack, const Decimal& all, int percent) {
  const Result<Decimal> some = multiply(lack.abs(), Decimal(100));
  const Result<Decimal> most = multiply(all, Decimal(percent));
  return some && most && *some <= *most;
}

// How parts are told: behind 其中 they may be some of many, in brackets and behind a colon they are
// all there are.
enum class Telling : std::uint8_t { among, all };

// Whether parts that do not make their whole must have been meant to. Side by side with 、 or alike
// in name they are of one kind: too much is wrong, and so is what lacks up to a third of four and
// more, or little of three. Parted by commas they may overlap (其中党员…，女职工…) or be some of
// many; then only what lies close to the whole is a slip. Far more than the whole is another thing.
bool is_a_slip(const Line& line, const Parts& parts, std::size_t whole, Telling telling) {
  constexpr int third = 34, sixth = 17, of_any = 12, too_far = 101;
  const bool overlap = may_overlap(line, parts);
  const Sum sum = sum_of(line, parts);
  if (!sum.known) return false;
  const Decimal all = line.value(whole);
  const Result<Decimal> lack = subtract(all, sum.value);
  if (!lack) return false;
  if (is_rest(line.words(parts.back()))) return true;
  const bool pair = is_pair(line, parts);
  const bool beside = side_by_side(line, parts);
  const bool alike = kindred(line, parts);
  const bool money = says(line.at(whole).unit.name, {"元"});
  if (lack->is_negative()) {
    // No part is more than its whole.
    const bool exceeds =
        std::any_of(parts.begin(), parts.end(), [&](std::size_t i) { return line.value(i) > all; });
    const bool direct = whole + 1 == parts.front();
    const bool one_kind = pair || beside || (direct && apart(line, parts)) ||
                          (!overlap && !money) ||
                          (parts.size() > 2 && !overlap && (alike || direct));
    if (one_kind || (exceeds && whole + 1 == parts.front())) return within(*lack, all, too_far);
    return parts.size() > 2 && within(*lack, all, of_any);
  }
  if (line.text.has(line.at(parts.back()).end_byte, "等")) return false;
  if (telling == Telling::all && (beside || parts.size() > 2)) return within(*lack, all, third);
  if (parts.size() < 3 && !pair) return false;
  const bool some = parts.size() < 4 && telling == Telling::among;  // the larger ones of many
  return within(*lack, all,
                pair || ((beside || alike || telling == Telling::all) && !some) ? third
                : alike || beside || !overlap                                   ? sixth
                                                                                : of_any);
}

// --- 其中 and its like
// -----------------------------------------------------------------------------

bool opens_parts(std::string_view words) {
  return says(words, {"其中", "分别", "包括"}) || begins(words, {"（", "(", "：", ":"});
}

// The figure that is parted before `first`: of its unit, and no growth or share of another.
std::size_t whole_of(const Line& line, std::size_t first) {
  std::size_t tries = 0;
  const bool percents = line.at(first).unit.name == "%";
  for (std::size_t i = first; i-- > 0 && tries < whole_distance;) {
    if (line.at(i).unit.name == "%" && !percents) continue;
    ++tries;
    // 完成任务1000名的120%，其中…: the task is not what is parted.
    if (i > 0 && says(line.words(i), {"任务", "计划", "目标", "指标"}) && adds_to(line, i, i - 1))
      continue;
    const bool fits = line.at(i).unit.name == line.at(first).unit.name || adds_to(line, first, i);
    // Only a sentence that begins with 其中 parts what stands before it.
    if (i < line.first && first != line.first) break;
    if (fits && (percents || !(is_change(line, i) && i > 0))) return i;
    if (!fits && says(line.words(i), {"其中"})) return line.size();
  }
  return line.size();
}

Parts parts_behind(const Line& line, std::size_t first, std::size_t whole, bool bracket) {
  Parts parts;
  constexpr std::size_t touching = 6;
  for (std::size_t i = first; i < line.size() && parts.size() < parts_max; ++i) {
    const std::string_view words = line.words(i);
    if (i > first) {
      if (bracket && says(words, {"）", ")"})) break;
      if (says(words, {"合计", "总计", "共计", "，共", "同比", "比上", "比去", "其中", "累计",
                       "日均", "平均", "人均"}) &&
          !(line.at(i).unit.name == "%"))
        break;
      const bool apart = says(words, {"；", ";"});
      if (apart && !says(words, {"第", "其余", "其他"}) && !(parts.size() > 1 && is_rest(words))) {
        Parts more = parts;
        more.push_back(i);
        if (!kindred(line, more)) break;
      }
    }
    if (adds_to(line, i, whole) || is_lost(line, i, whole)) {
      // Parts that stand side by side with 、 do not go on behind a comma.
      if (parts.size() > 1 && side_by_side(line, parts) && !is_beside(words) && !is_rest(words))
        break;
      parts.push_back(i);
      continue;
    }
    const bool aside = line.at(i).unit.name == "%" || line.at(i).measure == Measure::growth;
    if (!aside && words.size() > touching) break;
  }
  return parts;
}

void among(const Line& line, std::size_t first) {
  const std::size_t whole = whole_of(line, first);
  if (whole >= first) return;
  const std::string_view opening = line.words(first);
  const bool said = says(opening, {"其中", "分别是", "分别为"});
  const bool bracket = begins(opening, {"（", "("});
  const bool colon =
      whole + 1 == first && (begins(opening, {"：", ":"}) || says(opening, {"其中：", "其中:"}));
  Parts parts = parts_behind(line, first, whole, bracket);
  if (parts.size() < 2) return;
  const std::size_t behind = line.at(parts.back()).end_byte;
  const bool closed =
      bracket && whole + 1 == first && (line.text.has(behind, "）") || line.text.has(behind, ")"));
  const bool shares = line.at(whole).unit.name == "%";
  const bool lost = std::any_of(parts.begin(), parts.end(),
                                [&](std::size_t i) { return is_lost(line, i, whole); });
  if (lost || line.at(whole).value.form == Value::Form::none) {
    if (said) tell(line, whole, parts, Verdict::lost);
    return;
  }
  const std::size_t fewest = is_rest(line.words(parts.back())) ? parts.size() : 2;
  for (std::size_t count = parts.size(); count >= fewest; --count) {
    const std::span<const std::size_t> some = std::span(parts).first(count);
    if (!makes(line, sum_of(line, some), whole)) continue;
    tell(line, whole, some, Verdict::holds);
    return;
  }
  // Another figure of the sentence may be what is parted.
  const Sum sum = sum_of(line, parts);
  for (std::size_t i = first; i-- > line.first;) {
    if (i == whole || !adds_to(line, i, whole)) continue;
    if (makes(line, sum, i)) {
      tell(line, i, parts, Verdict::holds);
      return;
    }
    const bool sure = whole + 1 == first && parts.size() > 2 && side_by_side(line, parts);
    if (!sure && sum.value > line.value(whole) && line.value(i) > sum.value) return;
  }
  const bool beside = (parts.size() > 2 || closed) && side_by_side(line, parts);
  if (!said && !beside && !(colon && parts.size() > 2) && !closed && !kindred(line, parts) &&
      !is_pair(line, parts))
    return;
  const Telling telling = closed || colon ? Telling::all : Telling::among;
  if (!shares && is_a_slip(line, parts, whole, telling)) tell(line, whole, parts, Verdict::fails);
}

// --- 其余, 合计
// -------------------------------------------------------------------------------------

// 38项问题，已整改36项，剩余2项: the figures of the unit before it, and the one that they make.
void with_rest(const Line& line, std::size_t rest) {
  Parts parts{rest};
  Sum sum;
  add_to(line, sum, rest);
  std::size_t largest = line.size();
  for (std::size_t i = rest; i-- > 0 && parts.size() < parts_max;) {
    const Figure& figure = line.at(i);
    if (!adds_to(line, i, rest) || figure.measure == Measure::growth) continue;
    if (parts.size() > 1 && makes(line, sum, i)) {
      std::reverse(parts.begin(), parts.end());
      tell(line, i, parts, Verdict::holds);
      return;
    }
    if (i < line.first) break;
    largest = i;
    add_to(line, sum, i);
    parts.push_back(i);
    if (!sum.known) return;
  }
  // It must be the first of the sentence that is parted, if nothing else came between.
  const std::string_view words = line.words(rest);
  constexpr std::size_t near_bytes = 24;
  const bool near = words.size() <= near_bytes || ends(words, {"其余", "其他", "剩余", "余下"});
  if (largest >= rest || parts.size() < 3 || !near || !is_rest(words)) return;
  parts.pop_back();
  std::reverse(parts.begin(), parts.end());
  for (std::size_t i = largest + 1; i <= rest; ++i)
    if (says(line.words(i), {"；", "其中", "新增", "。"})) return;
  const Result<Decimal> twice = multiply(line.value(largest), Decimal(3));
  if (twice && sum_of(line, parts).value <= *twice) tell(line, largest, parts, Verdict::fails);
}

// 甲11名、乙86名，总计97名: the figures of its unit before it.
void together(const Line& line, std::size_t whole) {
  Parts parts;
  Sum sum;
  for (std::size_t i = whole; i-- > 0 && parts.size() < parts_max;) {
    if (!adds_to(line, i, whole)) {
      if (is_lost(line, i, whole)) return;
      if (line.words(i).size() <= 6 || line.at(i).unit.name == "%") continue;
      break;
    }
    add_to(line, sum, i);
    parts.push_back(i);
    if (parts.size() > 1 && makes(line, sum, whole)) {
      std::reverse(parts.begin(), parts.end());
      tell(line, whole, parts, Verdict::holds);
      return;
    }
    if (says(line.words(i), {"。"}) || i < line.first) break;
  }
  // What stands side by side right before it was meant.
  std::size_t run = 1;
  while (run < parts.size() && is_beside(line.words(parts[run - 1])) &&
         parts[run - 1] == parts[run] + 1)
    ++run;
  if (run < 2 && parts.size() > 1 && parts[0] + 1 == whole && parts[1] + 2 == whole) {
    const Parts two{parts[1], parts[0]};
    if (is_pair(line, two)) run = 2;
  }
  // 甲420万元，乙315万元，共计: all that the sentence has of its unit.
  if (run < 2 && parts.size() > 1 && parts.size() == whole - line.first &&
      ends(line.words(whole), {"合计", "总计", "共计"}))
    run = parts.size();
  if (run < 2 || parts.size() < 2) return;
  parts.resize(run);
  std::reverse(parts.begin(), parts.end());
  const std::string_view words = line.words(whole);
  constexpr std::size_t short_bytes = 24;
  if (words.size() <= short_bytes &&
      ends(words, {"合计", "总计", "共计", "，共", "，共有", "总数", "总数达", "合计达", "共计达"}))
    tell(line, whole, parts, Verdict::fails);
}

// 总收入200万元，门票120万元，文创80万元: figures that follow and make it to the digit.
void in_a_row(const Line& line, std::size_t whole) {
  constexpr int telling = 10;  // smaller ones meet by chance
  if (!is_plain(line.at(whole)) || line.at(whole).measure == Measure::growth ||
      line.value(whole) < Decimal(telling) || line.at(whole).unit.name == "%")
    return;
  Parts parts;
  Sum sum;
  for (std::size_t i = whole + 1; i < line.size() && parts.size() < parts_max; ++i) {
    if (!same_unit(line.at(i), line.at(whole))) {
      if (line.at(i).unit.name == "%" || line.words(i).size() <= 6) continue;
      return;
    }
    if (line.at(i).measure == Measure::growth || opens_parts(line.words(i))) return;
    add_to(line, sum, i);
    parts.push_back(i);
    if (!sum.known || sum.value > line.value(whole)) return;
    if (parts.size() < 2 || sum.value != line.value(whole)) continue;
    tell(line, whole, parts, Verdict::holds);
    return;
  }
}

// 立项课题45项，国家级5项、省部级14项、市厅级26项: parts of one kind, told at once behind it.
void of_one_kind(const Line& line, std::size_t whole) {
  constexpr std::size_t label_bytes = 18;
  const Figure& all = line.at(whole);
  constexpr std::size_t fewest = 3;
  if (whole + fewest >= line.size() || !same_unit(line.at(whole + 1), all) ||
      !same_unit(line.at(whole + 2), all) || !same_unit(line.at(whole + fewest), all) ||
      all.measure == Measure::growth || all.unit.name == "%")
    return;
  Parts parts;
  for (std::size_t i = whole + 1; i < line.size() && parts.size() < parts_max; ++i) {
    const std::string_view words = line.words(i);
    if (!same_unit(line.at(i), all) || label(words).size() > label_bytes ||
        !(parts.empty() ? begins(words, {"，", ","}) : is_beside(words)))
      break;
    parts.push_back(i);
  }
  if (parts.size() < fewest || opens_parts(line.words(parts.front())) || !kindred(line, parts))
    return;
  if (!makes(line, sum_of(line, parts), whole) && is_a_slip(line, parts, whole, Telling::all))
    tell(line, whole, parts, Verdict::fails);
}

// Whether one of the figures before it can be a part or the whole of it: without one no words
// count.
bool has_like_before(const Line& line, std::size_t i) {
  constexpr std::size_t reach = 8;
  for (std::size_t back = 1; back <= i && back <= reach; ++back) {
    const Figure& a = line.at(i - back);
    const Figure& b = line.at(i);
    if (a.unit.name == b.unit.name || b.unit.empty() || like_unit(a, b)) return true;
  }
  return false;
}

}  // namespace

void add_sums(const Line& line) {
  for (std::size_t i = line.first; i < line.size(); ++i) {
    in_a_row(line, i);
    of_one_kind(line, i);
    if (i == 0 || !has_like_before(line, i)) continue;
    const std::string_view words = line.words(i);
    if (words.empty()) continue;
    const bool halves = i + 1 < line.size() && same_unit(line.at(i), line.at(i + 1)) &&
                        same_unit(line.at(i), line.at(i - 1)) &&
                        complement(label(words), label(line.words(i + 1)));
    if (opens_parts(words) || halves) among(line, i);
    if (!is_plain(line.at(i)) || i < 2) continue;
    if (says(words, {"其余", "剩余", "余下", "剩下", "尚余", "尚有", "另有"})) with_rest(line, i);
    if (says(words, {"总计", "合计", "共计", "，共", "、共", "，总", "、总", "总数"}))
      together(line, i);
  }
}

void add_new_totals(const Line& line) {
  for (std::size_t i = line.first + 1; i < line.size(); ++i) {
    const Figure& total = line.at(i);
    const Figure& added = line.at(i - 1);
    if (!same_unit(total, added)) continue;
    const std::string_view words = line.words(i);
    if (words.size() > 66 || !says(words, {"总量", "总数", "累计"})) continue;
    if (says(words, {"新增", "新建", "新引进", "；"})) continue;
    if (!says(line.words(i - 1),
              {"新增", "净增", "新建", "新认定", "新引进", "新发展", "新培育"})) {
      continue;
    }
    Finding finding;
    finding.kind = RelationKind::new_total;
    const bool holds = line.value(i - 1) <= line.value(i);
    finding.verdict = holds ? Verdict::holds : Verdict::fails;
    finding.why = holds ? "reading.new_is_in_total" : "reading.new_exceeds_total";
    finding.expected = added.value.to_string();
    finding.found = total.value.to_string();
    put(line.reading, finding, {line.all[i - 1], line.all[i]});
  }
}

}  // namespace youju::reading
