// Sums: 其中 with its parts, parts with their 合计 or 其余; and what is new against what there is.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_overlap.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_parts_behind.h>
#include <youju/reading/relation_rounded.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t whole_distance = 5;  // figures between a whole and its 其中

// --- 其中 and its like

// 重点项目（续建: a bracket behind what is counted.
bool opens_bracket(const Said& words) {
  constexpr std::size_t noun_bytes = 30;
  if (!says(words, {"（", "("})) return false;  // as mostly
  const std::size_t bracket = std::min(words.find("（"), words.find("("));
  return bracket <= noun_bytes && !says(words, {"）", ")"}) &&
         !says(words.substr(0, bracket), {"，", "；", "。", "、", "："});
}

bool opens_parts(const Said& words) {
  return says(words, {"其中", "分别", "依次", "包括", "具体为", "具体是"}) ||
         begins(words, {"：", ":", "——", "，涉及"}) || opens_bracket(words) ||
         parts_its_things(words) || says_by_what(words);
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

// 三项工程共投入90万元, 三年累计投入: the clause of the whole says of how many parts it is.
bool says_how_many(const Line& line, std::size_t whole, std::size_t parts) {
  const std::uint32_t index = line.all[whole];
  if (index == 0) return false;
  const Figure& all = line.at(whole);
  const Figure& count = line.reading.figures[index - 1];
  // 3所初中招生: how many bodies it is of, not how many kinds are told.
  if (says(count.unit.name, {"所", "家", "名", "人", "户", "场", "次"})) return false;
  return is_plain(count) && count.sentence == all.sentence &&
         count.value.low.decimal() == Decimal(static_cast<int>(parts)) &&
         !says(line.text.between(count.end_byte, all.begin_byte), {"，", "；", "、", "。", ","});
}

// Whether the part with this number stands behind the mark that parts the first two.
bool joins_alike(const Line& line, const Parts& parts, std::size_t number) {
  constexpr std::size_t mark = 3;
  const std::string_view one = line.words(parts[1]), other = line.words(parts[number]);
  return is_beside(other) || one.substr(0, mark) == other.substr(0, mark);
}

// Whether another figure of the sentence may be what is parted, or one before it is to the digit.
bool is_of_another(const Line& line, std::size_t first, std::size_t whole, const Parts& parts) {
  const Sum sum = sum_of(line, parts);
  constexpr std::size_t reach = 12;
  for (std::size_t i = line.first; whole < line.first && i > 0 && line.first - i < reach;) {
    --i;
    if (i == whole || !sum.known || !same_unit(line.at(i), line.at(whole)) ||
        sum.value != line.value(i))
      continue;
    tell_sum(line, i, parts, Verdict::holds);
    return true;
  }
  for (std::size_t i = first; i-- > line.first;) {
    if (i == whole || !adds_to(line, i, whole)) continue;
    if (makes(line, sum, i)) {
      tell_sum(line, i, parts, Verdict::holds);
      return true;
    }
    const bool sure = whole + 1 == first && parts.size() > 2 && side_by_side(line, parts);
    if (!sure && same_unit(line.at(i), line.at(whole)) && sum.value > line.value(whole) &&
        line.value(i) > sum.value)
      return true;
  }
  return false;
}

// A sum of four digits and more that is there to the last is none by chance.
bool is_no_chance(const Line& line, std::size_t whole, const Sum& sum) {
  constexpr std::int64_t telling = 1000;
  return telling_digits(line.at(whole)) >= telling && sum.known && sum.value == line.value(whole);
}

// Tells the parts, or the first of them, if they make their whole.
bool tell_some(const Line& line, std::size_t whole, const Parts& parts) {
  const std::size_t fewest = is_rest(line.words(parts.back())) ? parts.size() : 2;
  const bool alike = kindred(line, parts), beside_all = side_by_side(line, parts);
  for (std::size_t count = parts.size(); count >= fewest; --count) {
    const std::span<const std::size_t> some = std::span(parts).first(count);
    // What stands beside the others with 、, or is called like them, is one of them.
    const Sum of_some = sum_of(line, some);
    // Unless two halves make it: 出口, 进口 before 民营企业进出口.
    const bool halves = count == 2 && of_some.known && of_some.value == line.value(whole) &&
                        complement(label(line.words(parts[0])), label(line.words(parts[1])));
    if (count < parts.size() && !halves && !is_no_chance(line, whole, of_some) &&
        (alike || beside_all) && joins_alike(line, parts, count))
      continue;
    // Of some of them rounding explains nothing.
    if (count < parts.size() ? !of_some.known || of_some.value != line.value(whole)
                             : !makes(line, of_some, whole))
      continue;
    tell_sum(line, whole, some, Verdict::holds);
    return true;
  }
  return false;
}

// 监测184份，合格179份，其中出厂水24份全部合格，末梢水160份、合格155份: those that are called as
// the deed is are of that, and the others of what stands before it.
bool tell_alternating(const Line& line, std::size_t deed, const Parts& parts) {
  Parts others = parts;
  std::erase_if(others, [&](std::size_t i) { return is_called_as(line, i, deed); });
  if (others.size() == parts.size()) return false;
  const bool two = others.size() > 1 && deed > line.first && adds_to(line, deed, deed - 1);
  if (two && !tell_some(line, deed - 1, others) &&
      is_a_slip(line, others, deed - 1, Telling::among))
    tell_sum(line, deed - 1, others, Verdict::fails);
  return true;
}

// 门急诊64.5万人次，增长7.5%，门诊、急诊分别为57.4万人次和7.1万人次: a row that makes what stands
// farther before.
void tell_row(const Line& line, std::size_t whole, std::size_t first) {
  Parts row{first};
  while (row.back() + 1 < line.size() && row.size() < parts_max &&
         is_beside(line.words(row.back() + 1)) && adds_to(line, row.back() + 1, whole))
    row.push_back(row.back() + 1);
  if (row.size() > 1 && sum_of(line, row).value == line.value(whole))
    tell_sum(line, whole, row, Verdict::holds);
}

// 增收节支159.8亿元，其中上缴财政93.6亿元，…; 增加2684万人，其中: what changed is parted itself if
// the parts make it to the digit.
bool tell_parts_of_change(const Line& line, std::size_t first) {
  const std::size_t whole = first - 1;
  if (whole < line.first || !is_change(line, whole) || !adds_to(line, first, whole) ||
      !says(line.words(first), {"其中"}))
    return false;
  Parts parts = parts_behind(line, first, whole, false).parts;
  for (; parts.size() > 1; parts.pop_back())
    if (is_no_chance(line, whole, sum_of(line, parts))) {
      tell_sum(line, whole, parts, Verdict::holds);
      return true;
    }
  return false;
}

// How the parts are led in.
struct Lead {
  bool colon = false, closed = false;  // by a colon, in a bracket
  bool looked_at = false;              // 分产业看
};

// Tells that parts fail to make their whole where they must have been meant to.
void tell_if_slip(const Line& line, std::size_t first, std::size_t whole, PartsBehind& found,
                  const Lead& how) {
  const Said& opening = line.words(first);
  Parts& parts = found.parts;
  const bool direct = whole + 1 == first;
  const bool all =
      (how.closed && !says(opening, {"其中"})) || says_how_many(line, whole, parts.size()) ||
      names_how_many(line, parts, line.words(whole)) ||
      (direct &&
       ((how.colon && !says(opening, {"其中"})) || parts_its_things(opening) ||
        (says_by_what(opening) && !how.looked_at) || begins(opening, {"，分别", "，依次"})));
  const Telling telling = all ? Telling::all : Telling::among;
  // Behind ； another thing is told, unless all parts are set apart so.
  const auto apart = [&](std::size_t i) { return says(line.words(i), {"；", ";"}); };
  const Parts all_parts = parts;
  if (!apart(parts[1]))
    parts.erase(std::find_if(parts.begin() + 1, parts.end(), apart), parts.end());
  // 其中：种植业1665万元，畜牧业641万元；渔业148万元: or the parts go on behind it.
  if (const Sum sum = sum_of(line, all_parts);
      parts.size() < all_parts.size() && sum.known && sum.value <= line.value(whole))
    return;
  // 其中新增815公里，使总里程达到1850公里: what it makes in all is no part.
  const bool in_all = std::any_of(parts.begin(), parts.end(), [&](std::size_t i) {
    return line.value(i) > line.value(whole) && says(line.words(i), {"总", "累计"});
  });
  // 来电6件、网络14件。从职级看，科级18件: what was told last need not be what is looked at.
  const bool other = how.looked_at && whole > 0 && whole < line.first &&
                     line.at(whole - 1).sentence == line.at(whole).sentence;
  if (!in_all && !found.open && !other && is_a_slip(line, parts, whole, telling))
    tell_sum(line, whole, parts, Verdict::fails);
}

void among(const Line& line, std::size_t first) {
  const Said& opening = line.words(first);
  const std::optional<std::size_t> named = named_among(line, first);
  std::size_t whole = named ? *named : whole_of(line, first);
  // 完成17.04公里。…冬修中，完成剩余的4.9公里: the rest is no part of what was done.
  if (whole < line.first && says(behind_stop(opening), {"剩余", "余下", "剩下"})) return;
  if (first > 0 && tell_parts_of_change(line, first)) return;
  if (whole >= first) return;
  // 总产量36万吨，其中夏粮12万吨、秋粮24万吨。分品种看，小麦11万吨: of all of it.
  const bool looked_at = says(opening, {"看，"});
  if (!named && looked_at && whole < line.first) whole = whole_of_any_part(line, whole);
  const bool said = says(opening, {"其中", "分别是", "分别为", "依次是", "依次为"});
  // 在校生1.52万人。⏎专任教师中，小学7312人: what another paragraph told is not parted.
  if (!named && !said && whole < line.first && !are_in_one_paragraph(line, whole, first)) return;
  // 计划投资中，防洪3.15亿元，供水2.48亿元，农田1.92亿元: the first is a part as well.
  if (!named && !said && whole >= line.first && parts_its_things(line.words(whole))) return;
  // 四个行业销售额分别为: other things than what stands farther before, or before a ；.
  if ((whole + 1 < first || opening.starts_with("；")) && says(opening, {"分别"}) &&
      !says(opening, {"其中"})) {
    tell_row(line, whole, first);
    return;
  }
  const bool bracket = opens_bracket(opening);
  const bool colon = whole + 1 == first && (begins(opening, {"：", ":", "——"}) ||
                                            says(opening, {"其中：", "其中:", "包括：", "包括:"}));
  PartsBehind found = parts_behind(line, first, whole, bracket);
  Parts& parts = found.parts;
  if (parts.size() < 2) return;
  const std::size_t behind = line.at(parts.back()).end_byte;
  const bool closed =
      bracket && whole + 1 == first && (line.text.has(behind, "）") || line.text.has(behind, ")"));
  const bool lost = std::any_of(parts.begin(), parts.end(),
                                [&](std::size_t i) { return is_lost(line, i, whole); });
  if (lost || line.at(whole).value.form == Value::Form::none) {
    if (said) tell_sum(line, whole, parts, Verdict::lost);
    return;
  }
  // 218个小区、3.16万户，其中2021年46个、0.68万户: each by its own unit.
  const auto is_other = [&](std::size_t i) { return !same_unit(line, i, whole); };
  if (parts.size() - std::count_if(parts.begin(), parts.end(), is_other) > 1)
    std::erase_if(parts, is_other);
  if (tell_some(line, whole, parts) || tell_alternating(line, whole, parts)) return;
  // 家庭纠纷52户，外地17户，其余多在观望: the rest has no number.
  for (const std::string_view rest : {"，其余", "，其他", "，其它", "；其余"})
    if (line.text.has(behind, rest)) return;
  if (need_not_make(line, parts, whole) || is_of_another(line, first, whole, parts)) return;
  // 公办8160人，民办3840人，合计12000人: their whole stands behind them.
  const std::size_t next = parts.back() + 1;
  if (next < line.size() && same_unit(line.at(next), line.at(first)) &&
      begins(line.words(next), {"，合计", "，共计", "，总计", "，合计为", "；合计"}))
    return;
  const bool beside = (parts.size() > 2 || closed) && side_by_side(line, parts);
  const bool things = parts.size() > 2 && whole + 1 == first &&
                      (parts_its_things(opening) || says_by_what(opening));
  if (!said && !beside && !things && !colon && !closed && !kindred(line, parts) &&
      !is_pair(line, parts, line.words(whole)))
    return;
  if (line.at(whole).unit.name != "%")
    tell_if_slip(line, first, whole, found, {colon, closed, looked_at});
}

// --- 其余, 合计

// 共有68个。试点改造了9个，纳入计划23个，余下的36个: a sentence that parts the only number of its
// unit that the one before it has. `parts` stand from the rest on backwards.
bool tell_rest_of_before(const Line& line, Parts parts) {
  if (parts.size() < 3 || parts.size() > parts_max || parts.back() < line.first ||
      !ends(without_marks(line.words(parts.front())),
            {"余下的", "余下", "其余", "其余的", "剩余", "剩余的", "剩下的"}))
    return false;
  std::size_t whole = line.first, others = 0;
  for (std::size_t i = line.first; i > before_sentence(line);) {
    if (!adds_to(line, --i, parts.front())) continue;
    whole = i;
    ++others;
  }
  for (std::size_t i = line.first; i < line.size(); ++i)
    if (adds_to(line, i, parts.front()) && std::find(parts.begin(), parts.end(), i) == parts.end())
      return false;
  std::reverse(parts.begin(), parts.end());
  if (others != 1 || is_change(line, whole) || says(line.words(parts.front()), {"其中"}) ||
      !says(line.words(whole), {"共", "总", "合计", "累计", "现有"}))
    return false;
  const Result<Decimal> twice = multiply(line.value(whole), Decimal(2));
  if (!twice || sum_of(line, parts).value > *twice) return false;
  tell_sum(line, whole, parts, Verdict::fails);
  return true;
}

// Whether the rest and the part before it make an earlier figure that none makes by chance.
bool is_pair_of(const Line& line, std::size_t whole, const Parts& parts) {
  constexpr int telling = 100;
  const Sum pair = sum_of(line, std::span(parts).first(2));
  return pair.known && pair.value == line.value(whole) && pair.value >= Decimal(telling) &&
         ends(without_marks(line.words(parts[0])), {"其余", "其他", "剩余", "余下", "剩下"});
}

// Tells that the parts down to the rest, which stands first of them, do not make the largest, where
// they must.
void tell_if_rest_fails(const Line& line, std::size_t largest, std::size_t rest, Parts parts) {
  // It must be the first of the sentence that is parted, if nothing else came between.
  const Said& words = line.words(rest);
  constexpr std::size_t near_bytes = 24;
  const bool near = words.size() <= near_bytes || ends(words, {"其余", "其他", "剩余", "余下"});
  // 落实异常4起，排除8起，尚有1起: what was done and what is left are not more than there were.
  // 新建3个，学会换届4个，尚有2个学会: those are others.
  constexpr std::size_t deed_bytes = 6;
  const bool left = parts.size() == 3 && largest + 2 == rest &&
                    label(line.words(largest + 1)).size() <= deed_bytes &&
                    ends(words, {"，尚有", "，尚余", "，尚欠", "，还剩", "，还有", "，仍有"});
  if (largest >= rest || parts.size() < 3 || !near || !(left || is_rest(words)) ||
      says(line.words(largest), {"看，", "看：", "分，", "分："}))
    return;
  parts.pop_back();
  std::reverse(parts.begin(), parts.end());
  // 其中甲22人，乙14人，其余3人: what they are of stands before the sentence.
  if (says(line.words(largest), {"其中"}) || is_parted_by_name(line.words(largest))) return;
  for (std::size_t i = largest + 1; i <= rest; ++i)
    if (says(line.words(i), {"；", "其中", "新增", "。"})) return;
  const Decimal sum_of_parts = sum_of(line, parts).value;
  const Result<Decimal> most = multiply(line.value(largest), Decimal(3));
  if (has_bare_number(line, parts) || (left && sum_of_parts <= line.value(largest)) || !most ||
      sum_of_parts > *most)
    return;
  tell_sum(line, largest, parts, Verdict::fails);
}

// 38项问题，已整改36项，剩余2项: the figures of the unit before it, and the one that they make.
void with_rest(const Line& line, std::size_t rest) {
  Parts parts{rest};
  Sum sum, of_clause;
  add_to(line, sum, rest);
  std::size_t largest = line.size(), clause = 1;
  bool begun = false;
  for (std::size_t i = rest; i-- > 0 && parts.size() < parts_max;) {
    const Figure& figure = line.at(i);
    if (is_lost(line, i, rest)) return;
    if (!adds_to(line, i, rest) || figure.measure == Measure::growth) continue;
    // 比上年的3570例少444例: what it was is no part.
    if (i >= line.first && is_change(line, i) && says(line.words(i), {"比", "较", "上年", "去年"}))
      continue;
    // 完成1.94亿元，为年计划2.1亿元的92.4%，余下1600万元: what was wanted is the whole.
    if (i >= line.first && says(line.words(i), {"计划", "任务", "目标", "指标", "预算"}) &&
        begins(line.words(i), {"，为", "，占", "，完成", "，达"}))
      return;
    // 事件18460件，办结18127件；从类别看，卫生9215件…，其余1720件: over what stands between.
    const bool over = begun && of_clause.value == line.value(i);
    // 在册用户31.52万户，改造6815户；远传表18.27万户，其余13.25万户: what is told by the way
    // between.
    if (parts.size() > 2 && is_pair_of(line, i, parts)) {
      tell_sum(line, i, std::array{parts[1], parts[0]}, Verdict::holds);
      return;
    }
    if (parts.size() > 1 && (over || makes(line, sum, i))) {
      if (over) parts.resize(clause);
      std::reverse(parts.begin(), parts.end());
      tell_sum(line, i, parts, Verdict::holds);
      return;
    }
    // 新收案件638件，审结652件。新收案件中婚姻家庭236件…，其余103件: many parts make by no chance
    // any figure of the sentence before.
    if (i < line.first && i > before_sentence(line) && parts.size() > 3) continue;
    if (i < line.first) break;
    add_to(line, sum, i);
    parts.push_back(i);
    if (!sum.known) return;
    if (begun) continue;
    // What stands before a ； is only looked at for a sum that holds.
    largest = i;
    begun = says(line.words(i), {"；"}) && parts.size() > 2;
    clause = parts.size();
    of_clause = sum;
  }
  if (tell_rest_of_before(line, parts)) return;
  parts.resize(clause);
  tell_if_rest_fails(line, largest, rest, std::move(parts));
}

// 总收入200万元，门票120万元，文创80万元: figures that follow and make it to the digit.
void in_a_row(const Line& line, std::size_t whole) {
  constexpr int telling = 10;  // smaller ones meet by chance
  const Figure& figure = line.at(whole);
  if (!is_plain(figure) || figure.measure == Measure::growth || figure.unit.name == "%") return;
  std::array<std::size_t, parts_max> row{};
  std::size_t count = 0, aside = 0;
  Decimal sum, all;
  for (std::size_t i = whole + 1; i < line.size() && count < parts_max; ++i) {
    if (!same_unit(line, i, whole)) {
      if (line.at(i).unit.name == "%" || line.words(i).size() <= 6) continue;
      // 盈利的13家，盈利额152万元；亏损的8家: what is told of a part by the way, if not much.
      if (count > 0 && ++aside <= count) continue;
      return;
    }
    if (count == 0) {
      all = line.value(whole);
      if (all < Decimal(telling)) return;
    }
    if (line.at(i).measure == Measure::growth) return;
    const Result<Decimal> next = add(sum, line.value(i));
    // 留任10名，新任6名，新任中有致富带头人4名: a part of the one before it is not beside it.
    if (!next || *next > all || opens_parts(line.words(i)) ||
        (says(line.words(i), {"中"}) && named_among(line, i)))
      return;
    sum = *next;
    row.at(count++) = i;
    if (count < 2 || sum != all) continue;
    const std::span<const std::size_t> parts(row.data(), count);
    // 比2009年的1,131万元多217万元: what it was, and by how much it is more.
    const bool changes = std::any_of(parts.begin(), parts.end(), [&](std::size_t part) {
      return is_change(line, part) || begins(line.words(part), {"，比", "，较"});
    });
    if (!changes) tell_sum(line, whole, parts, Verdict::holds);
    return;
  }
}

// 岁修项目43项，大坝8项、溢洪道5项、干渠21项、电站9项: four and more that stand side by side right
// behind a number of their unit are its parts, if none of them is more than it; and three and more
// that say what it is 用于.
void beside_whole(const Line& line, std::size_t whole) {
  constexpr std::size_t fewest = 4, fewest_uses = 3, label_bytes = 27;
  constexpr int far = 34, too_far = 110;
  const Figure& all = line.at(whole);
  if (whole + fewest_uses >= line.size() || !is_plain(all) || all.measure == Measure::growth ||
      all.unit.empty() || all.unit.name == "%" || !begins(line.words(whole + 1), {"，", ","}))
    return;
  Parts parts;
  const bool uses = says(line.words(whole + 1), {"用于"});
  for (std::size_t i = whole + 1; i < line.size() && parts.size() < parts_max; ++i) {
    const Said& words = line.words(i);
    const bool next = uses ? says(words, {"用于"}) : parts.empty() || is_beside(words);
    if (next && is_lost(line, i, whole)) return;
    if (!next || !same_unit(line, i, whole) || label(words).size() > label_bytes ||
        opens_parts(words))
      break;
    if (line.value(i) > line.value(whole) || says(words, {"奖"})) return;
    parts.push_back(i);
  }
  if (parts.size() < (uses ? fewest_uses : fewest) ||
      line.text.has(line.at(parts.back()).end_byte, "等"))
    return;
  const Sum sum = sum_of(line, parts);
  if (!sum.known || makes(line, sum, whole)) return;
  const Result<Decimal> lack = subtract(line.value(whole), sum.value);
  if (lack && within(*lack, line.value(whole), lack->is_negative() ? too_far : far))
    tell_sum(line, whole, parts, Verdict::fails);
}

// Whether the opening of a sentence says that it parts what the sentence before it told:
// 从起火原因看, 按产业分, or 常住人口中 after 常住人口.
bool parts_what_was_told(const Line& line, std::size_t whole, std::string_view opening) {
  constexpr std::size_t two = 6;
  if (says_by_what(opening) || (opening.starts_with("从") && says(opening, {"看，", "看："})))
    return true;
  const std::string_view subject = line.at(whole).subject;
  return parts_its_things(opening) && subject.size() >= two &&
         says(opening.substr(0, opening.find("中，")), {subject});
}

// 全年火灾118起。从原因看，电气46起、用火不慎31起、其他41起: a sentence that begins with the parts
// of what was told before it.
void of_before(const Line& line) {
  constexpr int telling = 100;  // smaller ones meet by chance
  const auto like = [&](std::size_t i) { return same_unit(line, i, line.first); };
  std::size_t told = 0;
  while (told < line.first && !like(told)) ++told;
  if (told == line.first) return;
  Parts parts;
  for (std::size_t i = line.first; i < line.size() && parts.size() < parts_max; ++i) {
    if (line.at(i).unit.name == "%") continue;
    if (is_lost(line, i, line.first)) return;
    // 城镇159.3亿元、乡村53.1亿元，各占75%、25%；网上零售42.48亿元: behind the mark, if they make
    // it.
    if (parts.size() > 1 && says(line.words(i), {"；"})) {
      const Sum sum = sum_of(line, parts);
      bool made = false;
      for (std::size_t k = 0; sum.known && k < line.first; ++k)
        made = made || (like(k) && line.value(k) == sum.value);
      if (made) break;
    }
    if (!like(i) || line.at(i).measure == Measure::growth ||
        (i > line.first && (opens_parts(line.words(i)) || says(line.words(i), {"看，", "看："}))))
      break;
    parts.push_back(i);
  }
  if (parts.size() < 2) return;
  const Sum sum = sum_of(line, parts);
  const std::string_view opening = line.words(line.first);
  const bool parts_all = says(opening, {"看，", "看：", "分，", "分：", "中，"});
  std::size_t whole = line.first;
  for (std::size_t i = line.first; sum.known && i-- > 0;) {
    if (!like(i) || !(parts_all || sum.value == line.value(i)) || is_change(line, i)) continue;
    const bool said = parts_all && parts_what_was_told(line, i, opening);
    if (sum.value == line.value(i) && (said || sum.value >= Decimal(telling))) {
      tell_sum(line, i, parts, Verdict::holds);
      return;
    }
    if (said && whole == line.first) whole = i;
  }
  if (whole == line.first || !is_rest(line.words(parts.back()))) return;
  // 基础18.9亿元；应用46.2亿元。分主体看，企业51亿元；其他14亿元: one of several is not what is
  // looked at, though they may make it.
  for (std::size_t k = 0; k < line.first; ++k)
    if (k != whole && like(k) && line.at(k).sentence == line.at(whole).sentence &&
        line.at(k).measure != Measure::growth)
      return;
  const bool some = std::all_of(parts.begin(), parts.end(),
                                [&](std::size_t i) { return line.value(i) < line.value(whole); });
  if (some && is_a_slip(line, parts, whole, Telling::all))
    tell_sum(line, whole, parts, Verdict::fails);
}

// Whether a figure has the unit of another, as it is named or as others count the same; one with a
// bracket, 册（盘）, may have any.
bool may_be_like(const Line& line, std::size_t i, std::size_t other) {
  const Figure &figure = line.at(i), &of = line.at(other);
  if (!line.units.empty()) {
    constexpr std::uint64_t odd = UnitKey::is_long | UnitKey::has_bracket;
    const UnitKey a = line.units[line.all[i]], b = line.units[line.all[other]];
    if (!a.is(odd) && !b.is(odd)) {
      if (((a.bits ^ b.bits) & ~UnitKey::is_plain) == 0 || (a.groups() & b.groups()) != 0)
        return true;
      if (a.groups() == 0 || b.groups() == 0) return false;
    }
  }
  const std::string_view name = figure.unit.name;
  return same(name, of.unit.name) || name.ends_with("）") || name.ends_with(')') ||
         are_counted_alike(figure, of);
}

// Whether one of the figures before it can be a part or the whole of it: without one no words
// count.
bool has_like_before(const Line& line, std::size_t i) {
  constexpr std::size_t reach = 8;
  const Unit& unit = line.at(i).unit;
  if (unit.name.ends_with("）") || unit.name.ends_with(')') || (i > 0 && unit.empty())) return true;
  for (std::size_t back = 1; back <= i && back <= reach; ++back)
    if (may_be_like(line, i - back, i)) return true;
  return false;
}

// 营业税9840万元，企业所得税4310万元，个人所得税3270万元: what stands before two kinds of one noun
// is a third noun like it, and not that noun.
bool are_siblings(std::string_view before, std::string_view a, std::string_view b) {
  constexpr std::size_t character = 3, two = 6;
  std::size_t tail = 0;
  while (tail + character <= std::min(a.size(), b.size()) &&
         a.substr(a.size() - tail - character) == b.substr(b.size() - tail - character))
    tail += character;
  if (tail < 3 * character || before.size() < two) return false;
  const std::string_view noun = a.substr(a.size() - tail);
  return before.ends_with(noun.substr(noun.size() - character)) &&
         before.find(noun.substr(0, two)) == std::string_view::npos &&
         !noun.ends_with(before.substr(before.size() - two));
}

// Whether a figure and the one behind it divide the one before it.
bool is_divided(const Line& line, std::size_t i) {
  if (is_beside(line.words(i))) return false;
  const std::string_view a = label(line.words(i)), b = label(line.words(i + 1));
  // 公司级12项，分厂级82项: levels are of what was told before them.
  constexpr std::size_t level_bytes = 12;
  if (a != b && a.size() <= level_bytes && b.size() <= level_bytes && a.ends_with("级") &&
      b.ends_with("级"))
    return !says(without_marks(line.words(i - 1)), {"级", "其中"});
  return (complement(a, b) && !are_siblings(label(line.words(i - 1)), a, b)) ||
         is_compound(line.words(i - 1), a, b) || names_both(line.words(i - 1), a, b);
}

// Which words of sums stand before a figure, found in one pass.
enum : std::uint8_t { parting = 1, resting = 2, totalling = 4, in_all = 8, among_named = 16 };
std::uint8_t said_in(std::string_view words) {
  static const Words known(
      Words::Side::begin,
      {{among_named, "中"},
       {parting | among_named, "中， 中已 中正在"},
       {parting, "其中 分 依次 包括 具体 看， 涉及"},
       {resting, "其余 剩余 余下 剩下 尚余 尚有 尚欠 尚缺 尚差 另有 还剩 还有 还欠 还差 仍有"},
       {totalling,
        "总计 合计 共 总数 全年 累计 总人 总收入 总支出 总额 总量 总产 总投 总面积 "
        "相加 之和 总和 加起来 合起来 加总 这 级以上"},
       {in_all, "总"}});
  const Text text{words};
  std::uint8_t said = 0;
  for (std::size_t at = 0; (at = known.seek(words, at, words.size())) < words.size();
       at = text.next(at)) {
    const Words::Hit hit = known.longest(words, at);
    if (!hit) continue;
    if (hit.kind != in_all)
      said |= hit.kind;
    else if (text.has_before(at, "，") || text.has_before(at, "、"))
      said |= totalling;
  }
  return said;
}

}  // namespace

void add_sums(const Line& line) {
  if (line.first > 0 && line.size() > line.first + 1) of_before(line);
  for (std::size_t i = line.first; i < line.size(); ++i) {
    in_a_row(line, i);
    beside_whole(line, i);
    if (i == 0 || !has_like_before(line, i)) continue;
    const Said& words = line.words(i);
    if (words.empty()) continue;
    const std::uint8_t said = said_in(words);
    const bool halves = i + 1 < line.size() && same_unit(line, i, i + 1) &&
                        same_unit(line, i, i - 1) && is_divided(line, i);
    const bool many = i + 1 < line.size();
    if (halves ||
        (many &&
         ((said & parting) != 0 || begins(words, {"：", ":", "——"}) || opens_bracket(words)) &&
         opens_parts(words)))
      among(line, i);
    if (!is_plain(line.at(i)) || i < 2) continue;
    if (many && (said & among_named) != 0 && !opens_parts(words) && named_among(line, i))
      among(line, i);
    if ((said & resting) != 0) with_rest(line, i);
    if ((said & totalling) != 0) tell_together(line, i);
  }
  add_columns(line);
}

void add_new_totals(const Line& line) {
  for (std::size_t i = line.first + 1; i < line.size(); ++i) {
    const Figure& total = line.at(i);
    const Figure& added = line.at(i - 1);
    const Said& words = line.words(i);
    if (words.size() > 66 || !says(words, {"总量", "总数", "累计"}) || !same_unit(total, added))
      continue;
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
