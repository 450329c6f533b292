// Sums whose whole stands behind its parts: 甲11名、乙86名，总计97名.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// 合计, 两项相加: all of what stands before.
bool says_in_all(std::string_view words) {
  return says(words, {"合计", "总计", "共计", "相加", "之和", "加起来", "合起来", "总和", "加总"});
}

// 3 of ，三校共捐书; 0 if the words do not say of how many it is all.
std::size_t parts_in_all(std::string_view words) {
  static constexpr std::string_view numerals[] = {"两", "三", "四", "五", "六", "七"};
  if (!words.starts_with("，") || !(says(words, {"共"}) || says_in_all(words))) return 0;
  words.remove_prefix(3);
  for (std::size_t i = 0; i < std::size(numerals); ++i)
    if (words.starts_with(numerals[i])) return i + 2;
  return 0;
}

// 98.4分、87.6分和94.1分（满分均为150分），合计: told by the way of what stands before it.
bool is_in_closed_bracket(const Line& line, std::size_t i, std::size_t whole) {
  if (!begins(line.words(i), {"（", "("})) return false;
  const std::string_view behind = line.text.between(line.at(i).end_byte, line.at(whole).begin_byte);
  const std::size_t close = std::min(behind.find("）"), behind.find(')'));
  return close < std::min(behind.find("（"), behind.find('('));
}

// 一、二级重度残疾人合计: of how many of those before it, as their names say; 0 if they do not.
std::size_t names_in_all(std::string_view words) {
  const std::size_t all = total_at(words);
  if (all == std::string_view::npos) return 0;
  words = behind_stop(words.substr(0, all));
  std::size_t names = 0;
  for (std::size_t at = 0; (at = words.find("、", at)) != std::string_view::npos; ++at) ++names;
  return names == 0 ? 0 : names + 1;
}

// The figures of the unit of a whole before it, nearest first; empty where one is not there.
struct Before {
  Parts parts;
  bool told = false;  // those up to there make it, and it was told
};
Before parts_before(const Line& line, std::size_t whole, bool shares) {
  Before before;
  Sum sum;
  Parts& parts = before.parts;
  for (std::size_t i = whole; i-- > 0 && parts.size() < parts_max;) {
    // 两项相加1727件: how many they are is none of them.
    if (i + 1 == whole && line.words(i) == "，" && says_in_all(line.words(whole)) &&
        says(line.at(i).unit.name, {"项", "类", "种", "个", "者"}) &&
        !same_unit(line.at(i), line.at(whole)))
      continue;
    if (is_in_closed_bracket(line, i, whole)) continue;
    // 分别增长14.1%、3.6%和7.9%，三者合计占50.5%: by how much they grew is no share.
    if (line.at(whole).unit.name == "%" && line.at(i).measure == Measure::growth &&
        line.at(whole).measure != Measure::growth)
      return {};
    if (!adds_to(line, i, whole)) {
      if (is_lost(line, i, whole)) return {};
      // 86人，每人每月1200元; 612户985人: told by the way, or of the next.
      // 农村11205户、19874人: in two units.
      const bool twin = !parts.empty() && parts.back() == i + 1 && line.words(i + 1) == "、";
      const bool leads = twin || (i + 1 < whole && piece_of(line, i + 1) <= i) ||
                         begins(line.words(i), {"，每", "，人均", "，户均", "（每", "，平均"});
      if (leads || line.words(i).size() <= 6 || line.at(i).unit.name == "%" || shares) continue;
      break;
    }
    // 分别占23.6%、19.8%和17.4%: the first of a row has the words of all.
    if (shares && !parts.empty() && label(line.words(i)) != label(line.words(parts[0])) &&
        !is_beside(line.words(parts.back())))
      break;
    add_to(line, sum, i);
    parts.push_back(i);
    if (parts.size() > 1 && makes(line, sum, whole)) {
      std::reverse(parts.begin(), parts.end());
      tell_sum(line, whole, parts, Verdict::holds);
      before.told = true;
      return before;
    }
    if (says(line.words(i), {"每人", "每户", "每个", "人均", "户均"})) return {};
    if (says(line.words(i), {"。"}) || i < line.first) break;
  }
  return before;
}

// 步道42条、球场6处、足球场3处，共计51处: what stands before them may count as well.
bool goes_on_from_others(const Line& line, std::size_t first) {
  return is_beside(piece_words(line, first));
}

// How many of them stand side by side right before the whole: 12个村、3个社区 have their nouns
// behind.
std::size_t side_by_side_before(const Line& line, const Parts& parts, std::size_t whole) {
  const auto beside = [&](std::string_view words) {
    return is_beside(words) || ends(words, {"、"});
  };
  std::size_t run = 1;
  while (run < parts.size() && beside(piece_words(line, parts[run - 1])) &&
         piece_of(line, parts[run - 1]) == parts[run] + 1)
    ++run;
  if (run > 1 && goes_on_from_others(line, parts[run - 1])) return 0;
  if (run < 2 && parts.size() > 1 && parts[0] + 1 == whole &&
      parts[1] + 1 == piece_of(line, parts[0])) {
    const Parts two{piece_of(line, parts[1]), piece_of(line, parts[0])};
    if (is_pair(line, two, {})) run = 2;
  }
  return run;
}

// 甲420万元，乙315万元，共计: all that the sentence, or its clause, has of its unit.
std::size_t all_before(const Line& line, const Parts& parts, std::size_t whole) {
  constexpr std::size_t joint_bytes = 3;
  if (!says_in_all(line.words(whole)) && !(line.words(whole) == "，共")) return 0;
  std::size_t clause = whole;
  while (clause > line.first && !says(line.words(clause), {"；", "。"})) --clause;
  std::size_t here = 0;
  while (here < parts.size() && parts[here] >= clause) ++here;
  // One that opens the clause says ； before itself.
  const auto of_another = [&](std::size_t i) {
    return says(line.words(parts[i]), {"其中"}) ||
           (parts[i] != clause && says(line.words(parts[i]), {"。", "；"}));
  };
  if (here < 2) return 0;
  // All of it: no other stands farther before.
  std::size_t first = piece_of(line, parts[here - 1]);
  // 城市3412户、7986人: the first unit of the two.
  if (line.words(first) == "、" && first > clause && !adds_to(line, first - 1, whole))
    first = piece_of(line, first - 1);
  if (goes_on_from_others(line, first)) return 0;
  for (std::size_t i = clause; i < first; ++i)
    if (adds_to(line, i, whole)) return 0;
  for (std::size_t i = 0; i < here; ++i)
    if (of_another(i) || is_change(line, parts[i])) return 0;
  for (std::size_t i = first; i < whole; ++i)
    // 城市3240户、4860人，农村8120户、13640人: another number of the same by the way.
    if (std::find(parts.begin(), parts.end(), i) == parts.end() && piece_of(line, i + 1) > i &&
        line.words(i).size() > joint_bytes && line.words(i + 1) != "、")
      return 0;
  return here;
}

// 男性44万人，占51%；女性42万人，占49%，合计: two halves are all there is.
std::size_t halves_before(const Line& line, const Parts& parts, std::size_t whole) {
  if (parts.size() != 2 || parts[1] < line.first || !says_in_all(line.words(whole))) return 0;
  for (std::size_t i = line.first; i < whole; ++i)
    if (i != parts[0] && i != parts[1] && adds_to(line, i, whole)) return 0;
  const auto name = [&](std::size_t i) { return without_marks(label(line.words(i))); };
  return complement(name(parts[1]), name(parts[0])) ? 2 : 0;
}

// Whether the words before a whole say that it is all of what stands before it.
bool says_all(const Line& line, std::size_t whole, std::size_t run) {
  constexpr std::size_t short_bytes = 24, long_bytes = 39, deed_bytes = 12;  // ，共接待
  const Said& words = line.words(whole);
  if (words.size() > short_bytes)
    return words.size() <= long_bytes && words.starts_with("，") &&
           ends(words, {"合计", "总计", "共计"});
  const bool counted = ends(words, {"共"}) && line.at(whole - 1).unit.name == "项" &&
                       is_plain(line.at(whole - 1)) &&
                       line.value(whole - 1) == Decimal(static_cast<int>(run));
  return counted || (begins(words, {"，共"}) && words.size() <= deed_bytes) ||
         begins(words, {"，合计", "，总计", "，共计"}) ||
         ends(words, {"合计",   "总计",   "共计",     "总数",     "总数达", "合计达", "共计达",
                      "总数为", "合计为", "，共",     "相加",     "相加为", "之和",   "之和为",
                      "加起来", "合起来", "，总人数", "，总人次", "总和为", "加总为", "加总"});
}

// 义诊126场次，群众1.86万人次，讲座86场次，两类活动合计212场次: as many of its unit as the words
// say.
bool tell_counted(const Line& line, std::size_t whole) {
  constexpr std::size_t short_bytes = 24;
  if (whole < line.first + 3) return false;
  const Figure& count = line.at(whole - 1);
  const Said& words = line.words(whole);
  if (!is_plain(count) || !says(count.unit.name, {"类", "项", "种", "者", "方面"}) ||
      words.size() > short_bytes || !begins(line.words(whole - 1), {"，", "。"}) ||
      line.words(whole - 1).size() > 3 || says(words, {"，", "、", "；"}) ||
      !ends(words, {"合计", "共计", "总计", "共"}))
    return false;
  Parts parts;
  for (std::size_t i = line.first; i + 1 < whole; ++i) {
    if (is_lost(line, i, whole)) return false;
    if (adds_to(line, i, whole)) parts.push_back(i);
  }
  if (parts.size() < 2 || Decimal(static_cast<int>(parts.size())) != line.value(whole - 1))
    return false;
  tell_sum(line, whole, parts,
           makes(line, sum_of(line, parts), whole) ? Verdict::holds : Verdict::fails);
  return true;
}

// 宫颈癌4人、乳腺癌3人，为这7名患病妇女: 这 says that they are those that were just told.
bool points_back(const Line& line, std::size_t whole) {
  return line.words(whole).starts_with("，") && line.words(whole).ends_with("这");
}

// 国家级1项、省级7项、市级23项，市级以上已达31项: down to the last of them.
bool says_down_to(const Line& line, std::size_t whole, std::size_t last) {
  const std::string_view rank = label(line.words(last));
  constexpr std::size_t shortest = 6, longest = 9;
  return rank.size() >= shortest && rank.size() <= longest && rank.ends_with("级") &&
         line.words(whole).starts_with("，") &&
         line.words(whole).find(std::string(rank) + "以上") != std::string_view::npos;
}

// 新入会47家、退会12家，年末会员总数271家: what came and what went make no total.
bool has_one_that_left(const Line& line, const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t part) {
    return begins(without_marks(piece_words(line, part)),
                  {"退会", "退出", "退社", "退役", "退休", "减少", "注销", "撤销", "吊销", "转出",
                   "调出", "迁出", "流出", "离职", "毕业", "销号", "关停"});
  });
}

// 收入总计264万元，其中会费收入…、捐赠收入…；费用总计241万元: behind the mark another thing is
// totalled, whose name stands there.
bool is_total_of_another(const Line& line, std::size_t whole, const Parts& parts) {
  constexpr std::size_t two = 6;
  const Said& words = line.words(whole);
  if (!words.starts_with("；") || !says(line.words(parts.front()), {"其中"})) return false;
  const std::string_view told = without_marks(words);
  const std::size_t all = total_at(told);
  return all != std::string_view::npos && all >= two;
}

// 公共预算支出38.64亿元，其中…；上解支出1.12亿元，结转2.36亿元，支出总计42.12亿元: what is called
// as the total is and opens the clause before is of it as well. Whether such a one stands there; it
// is put before the parts if it is the only one.
bool has_head_before(const Line& line, std::size_t whole, Parts& parts) {
  constexpr std::size_t two = 6;
  const std::string_view told = without_marks(line.words(whole));
  const std::size_t all = total_at(told);
  if (all == std::string_view::npos || all < two || !line.words(parts.front()).starts_with("；"))
    return false;
  const std::string_view name = told.substr(0, all);
  std::size_t heads = 0, head = whole;
  for (std::size_t i = parts.front(); i-- > line.first;) {
    if ((i > line.first && !line.words(i).starts_with("；")) || !adds_to(line, i, whole)) continue;
    if (!label(line.words(i)).ends_with(name)) return heads > 0;
    head = i;
    ++heads;
  }
  if (heads == 1) parts.insert(parts.begin(), head);
  return heads > 0;
}

// 完成收入15.39亿元，增长3.0%，加上补助13.36亿元、调入3.2亿元，收入合计31.95亿元: the first is told
// before. Whether parts are added to one; it is put before them if it makes the whole.
bool is_added_to(const Line& line, std::size_t whole, Parts& parts) {
  if (!begins(without_marks(line.words(parts.front())), {"加上", "再加上", "加之", "连同", "另加"}))
    return false;
  for (std::size_t i = parts.front(); i-- > line.first;) {
    if (!adds_to(line, i, whole) || is_change(line, i)) continue;
    parts.insert(parts.begin(), i);
    if (makes(line, sum_of(line, parts), whole)) return true;
    parts.erase(parts.begin());
  }
  return true;
}

}  // namespace

void add_columns(const Line& line) {
  constexpr std::size_t joint_bytes = 3;
  const auto place = [&](std::uint32_t index) {
    return static_cast<std::size_t>(std::lower_bound(line.all.begin(), line.all.end(), index) -
                                    line.all.begin());
  };
  const auto beside = [&](std::size_t i) {
    return i < line.size() && line.words(i).size() <= joint_bytes &&
           (line.words(i).empty() || is_beside(line.words(i)));
  };
  const std::size_t told = line.reading.relations.size();
  for (std::size_t k = told; k-- > 0;) {
    const Relation& sum = line.reading.relations[k];
    if (sum.end_byte < line.at(line.first).begin_byte) return;
    if (sum.kind != RelationKind::sum) continue;
    const std::size_t whole = place(sum.figures.front()) + 1;
    if (!beside(whole) || whole <= line.first || is_told(line, whole) ||
        same_unit(line.at(whole), line.at(whole - 1)))
      continue;
    Parts parts;
    for (std::size_t i = 1; i < sum.figures.size(); ++i) {
      const std::size_t part = place(sum.figures[i]) + 1;
      if (!beside(part) || !same_unit(line.at(part), line.at(whole))) break;
      parts.push_back(part);
    }
    if (parts.size() + 1 == sum.figures.size())
      tell_sum(line, whole, parts,
               makes(line, sum_of(line, parts), whole) ? Verdict::holds : Verdict::fails);
  }
}

std::size_t piece_of(const Line& line, std::size_t i) {
  while (i > line.first && !says(line.words(i), {"，", "、", "；", "：", "。", "和", "及", "与",
                                                 "（", "）", ",", "(", ")", "—", "中"}))
    --i;
  return i;
}

const Said& piece_words(const Line& line, std::size_t i) { return line.words(piece_of(line, i)); }

void tell_together(const Line& line, std::size_t whole) {
  // 超重731人，检出率15.1%；肥胖608人，检出率12.6%，合计27.7%: shares of one name.
  const bool percents = line.at(whole).unit.name == "%";
  const bool shares = percents && begins(line.words(whole), {"，合计", "，两项合计", "，共计"});
  if (tell_counted(line, whole) || says(line.words(whole), {"折合", "折算"})) return;
  Before before = parts_before(line, whole, shares);
  Parts& parts = before.parts;
  if (before.told || parts.size() < 2) return;
  std::size_t run = side_by_side_before(line, parts, whole);
  if (run < 2) run = std::max(all_before(line, parts, whole), halves_before(line, parts, whole));
  if (run < 2 && shares) run = parts.size();
  // 一季度12项，二季度15项，三季度18项，四季度15项，全年共60项
  const bool off = run < 2 && are_counted_off(line, Parts(parts.rbegin(), parts.rend()));
  if (off) run = parts.size();
  // 甲校320册，乙校280册，丙校150册，三校共750册: all of so many.
  const std::size_t said = parts_in_all(line.words(whole));
  const bool so_many = said > 1 && said <= parts.size() && parts[said - 1] + said == whole &&
                       (said == parts.size() || says(line.words(parts[said - 1]), {"其中"}));
  if (so_many) run = said;
  if (run < 2) return;
  if (const std::size_t names = names_in_all(line.words(whole)); names != 0 && names != run) return;
  parts.resize(run);
  std::reverse(parts.begin(), parts.end());
  if (has_one_that_left(line, parts) || is_total_of_another(line, whole, parts)) return;
  const std::size_t first = parts.front();
  if (has_head_before(line, whole, parts)) {
    if (parts.front() != first)
      tell_sum(line, whole, parts,
               makes(line, sum_of(line, parts), whole) ? Verdict::holds : Verdict::fails);
    return;
  }
  if (is_added_to(line, whole, parts)) {
    if (makes(line, sum_of(line, parts), whole)) put_sum(line, whole, parts, Verdict::holds);
    return;
  }
  if (off || so_many || points_back(line, whole) || says_down_to(line, whole, parts.back()) ||
      says_all(line, whole, run))
    tell_sum(line, whole, parts, Verdict::fails);
}

}  // namespace youju::reading
