// Sums that are told as an account: what came in, went out and is left; what is due, there and
// lacking; what was added to what there was, and what was taken from it.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr int too_far = 110;

// Tells a sum, if it is as near as a slip can be.
void tell_if_near(const Line& line, std::size_t whole, const Parts& parts) {
  const Sum sum = sum_of(line, parts);
  const Result<Decimal> lack = subtract(line.value(whole), sum.value);
  if (!sum.known || !lack) return;
  if (makes(line, sum, whole))
    tell_sum(line, whole, parts, Verdict::holds);
  else if (within(*lack, line.value(whole), too_far))
    tell_sum(line, whole, parts, Verdict::fails);
}

bool are_alike(const Line& line, std::size_t i) {
  return adds_to(line, i + 1, i) && adds_to(line, i + 2, i) && is_plain(line.at(i));
}

bool is_left_over(std::string_view words) {
  static const Words leads(Words::Side::begin,
                           {{0,
                             "， ； 收支相抵 收支两抵 相抵 本年 当年 当期 本期 本届 后 年末 期末 "
                             "累计 滚存 基金 资金 归集"}});
  const std::string_view left = without_begin(words, leads);
  return left.size() < words.size() &&
         (left == "结余" || left == "节余" || left == "盈余" || left == "余额");
}

// 收入186万元，支出152万元，结余34万元; 累计归集245亿元，累计提取168亿元，归集余额77亿元: what came
// in less what went out. What was left over from other years is another thing.
bool is_balance(const Line& line, std::size_t income) {
  constexpr std::size_t short_bytes = 24;
  if (!says(line.at(income).unit.name, {"元"})) return false;
  const std::string_view out = line.words(income + 1), left = line.words(income + 2);
  if (out.size() > short_bytes || !begins(out, {"，", "、", "；"}) || !is_left_over(left) ||
      is_change(line, income) || is_change(line, income + 1))
    return false;
  // 基金总收入（含利息）61.84亿元
  std::string_view in = line.words(income);
  if (const std::size_t note = in.rfind("（"); in.ends_with("）") && note != std::string_view::npos)
    in = in.substr(0, note);
  in = without_marks(in);
  const std::string_view spent = without_marks(out);
  const bool sums = begins(in, {"累计"}) && begins(spent, {"累计"});
  return (ends(in, {"收入", "总收入", "收入共", "收入合计"}) &&
          begins(spent, {"支出", "总支出"})) ||
         ((sums || !says(left, {"余额"})) && says(in, {"收", "征", "缴", "筹", "募", "归集"}) &&
          says(spent, {"支付", "支出", "支取", "提取", "使用", "发放"}));
}

// 接收捐赠862万元，其中现金546万元、物资316万元；支出684万元，结余178万元: of what was parted
// before.
void tell_balance_of_parted(const Line& line, std::size_t left) {
  const std::size_t out = left - 1;
  if (left < line.first + 3 || !is_left_over(line.words(left)) ||
      !(line.words(out) == "；支出" || line.words(out) == "，支出"))
    return;
  const std::size_t income = whole_of_any_part(line, out - 1);
  if (income == out - 1 || income < line.first || !adds_to(line, out, income) ||
      !adds_to(line, left, income) || !says(line.at(income).unit.name, {"元"}) ||
      !says(line.words(income), {"收", "募集", "筹集", "捐"}))
    return;
  tell_if_near(line, income, {out, left});
}

// 应到260名，实到243名，请假17名; 编制96名，实有88人，空编8名; 总投资960万元，已落实720万元，缺口
// 240万元: what is due, what is there and what is not.
bool is_lacking(const Line& line, std::size_t due) {
  constexpr std::size_t short_bytes = 36;
  const Said &all = line.words(due), &there = line.words(due + 1), &lacks = line.words(due + 2);
  if (there.size() > short_bytes || lacks.size() > short_bytes || !begins(there, {"，", "、"}) ||
      !begins(lacks, {"，", "、"}))
    return false;
  if (says(all, {"应"}) && begins(there, {"，实", "、实", "，到"}) &&
      says(lacks, {"请假", "缺席", "未到", "因事", "因病"}))
    return true;
  return says(all, {"编制", "核定", "投资", "概算", "预算", "需要", "所需", "应"}) &&
         says(there, {"实有", "实际", "已", "到位", "落实", "筹集"}) &&
         begins(without_marks(lacks),
                {"空编", "缺编", "缺口", "尚缺", "尚差", "空缺", "还差", "还缺"});
}

// 当年结余158万元，加上上年结转342万元，滚存结余500万元;
// 收入46亿元，加上补助31亿元、转贷6亿元，收入 总计83亿元: what was added to what stands before it.
void tell_added(const Line& line, std::size_t added) {
  constexpr std::size_t short_bytes = 42;
  const std::size_t piece = piece_of(line, added);
  if (piece == 0 || piece_words(line, added).size() > short_bytes) return;
  std::size_t whole = added + 1;
  while (whole < line.size() && whole - added < parts_max && is_beside(line.words(whole))) ++whole;
  if (whole == line.size()) return;
  const Said& all = line.words(whole);
  if (all.size() > short_bytes || !all.starts_with("，") ||
      !says(all, {"总", "共", "累计", "达", "滚存", "合计", "结余", "已有", "现有", "拥有"}))
    return;
  Parts parts{piece - 1};
  for (std::size_t i = added; i < whole; ++i) parts.push_back(i);
  for (const std::size_t i : parts)
    if (!adds_to(line, i, whole)) return;
  if (is_told(line, whole)) return;
  // What is left of another sum is added to as it is: 当年结余3000万元，加上历年滚存的2.1亿元.
  const bool is_left =
      says(without_marks(line.words(piece - 1)), {"结余", "节余", "盈余"}) && piece > line.first;
  if (!is_left && !makes(line, sum_of(line, parts), whole)) {
    // Of what was parted before it all is meant.
    parts[0] = whole_of_any_part(line, piece - 1);
    const bool parted = whole_of_part(line, piece - 1) != piece - 1;
    if (parts[0] == piece - 1 && (parted || is_beside(line.words(piece - 1)))) return;
  }
  tell_if_near(line, whole, parts);
}

// 年初有效读者证16.8万张，年内新办2.1万张，年末达18.9万张: what there was and what came in between,
// if they make it; what went out is not always told.
void tell_year_end(const Line& line, std::size_t end) {
  const Said& words = line.words(end);
  if (end < line.first + 2 || !says(words, {"年末", "年底", "期末", "月末", "季末"}) ||
      says(words, {"上年", "去年", "比", "较"}) || is_told(line, end))
    return;
  Parts parts;
  for (std::size_t i = end; i > line.first && end - i < parts_max;) {
    if (--i; !adds_to(line, i, end)) continue;
    parts.insert(parts.begin(), i);
    if (!says(line.words(i), {"年初", "期初", "上年末", "上年底", "月初", "季初", "结转"}))
      continue;
    if (parts.size() > 1 && makes(line, sum_of(line, parts), end))
      put_sum(line, end, parts, Verdict::holds);
    return;
  }
}

// 收入52480万元，…，支出50960万元，…，收支相抵，当年结余1520万元;
// 采购预算3.62亿元，采购金额3.41亿元， 节约资金2100万元: what is left of two figures farther
// before, if it is the one less the other.
void tell_left_of_two(const Line& line, std::size_t left) {
  constexpr std::size_t far = 14;
  constexpr int telling = 10;
  const Said& words = line.words(left);
  const Sought lefts[]{"结余", "盈余", "节余", "结存", "亏损", "节约", "净盈", "净利", "净收",
                       "空编", "缺口", "欠",   "余额", "还有", "尚有", "结转", "还差"};
  if (left < 2 || !says(words, lefts) || !says(behind_stop(words), lefts) ||
      is_change(line, left) || line.value(left) < Decimal(telling))
    return;
  if (whole_of_part(line, left) != left) return;
  // 收入2.46亿元，支出2.52亿元，亏损600万元; 净增1.87亿元，完成目标2亿元的93.5%，还差1300万元.
  const bool either = says(words, {"亏损", "还差"});
  for (std::size_t out = left; out > 0 && left - out < far;) {
    if (--out; !adds_to(line, out, left) || (is_change(line, out) && !either)) continue;
    for (std::size_t in = either ? left : out; in > 0 && left - in < far;) {
      if (--in;
          !adds_to(line, in, left) || is_change(line, in) || line.value(in) <= line.value(out))
        continue;
      const Parts parts{out, left};
      const Sum sum = sum_of(line, parts);
      if (!sum.known || sum.value != line.value(in)) continue;
      put_sum(line, in, parts, Verdict::holds);
      return;
    }
  }
}

// 盈利额152万元；亏损的8家，亏损额116万元。盈亏相抵，净盈利36万元: the last two before it that are
// told so.
void tell_set_off(const Line& line, std::size_t left) {
  constexpr std::size_t far = 6;
  if (left != line.first || !begins(line.words(left), {"盈亏相抵", "两项相抵", "收支相抵"}) ||
      !says(line.words(left), {"净盈", "净利", "净收", "结余"}))
    return;
  std::size_t in = left, out = left;
  for (std::size_t i = left; i > 0 && left - i < far && in == left;) {
    if (--i; !adds_to(line, i, left) || is_change(line, i)) continue;
    if (out == left && says(without_marks(line.words(i)), {"亏", "支出"}))
      out = i;
    else if (out != left && says(without_marks(line.words(i)), {"盈利", "收入"}))
      in = i;
    else
      return;
  }
  if (in == left || !are_in_one_paragraph(line, in, left)) return;
  tell_if_near(line, in, {out, left});
}

// 报名264人，扣除条件不符的38人，进入面试226人: what was taken from what stands before it.
void tell_taken(const Line& line, std::size_t taken) {
  constexpr std::size_t short_bytes = 36;
  if (taken == 0 || taken + 1 == line.size() ||
      !says(line.words(taken), {"扣除", "剔除", "除去", "减去", "刨除"}) ||
      !says(behind_stop(line.words(taken)), {"扣除", "剔除", "除去", "减去", "刨除"}) ||
      says(line.words(taken), {"；", "。", "因素", "后"}) ||
      says(line.words(taken + 1), {"人均", "户均", "平均"}) ||
      line.words(taken + 1).size() > short_bytes ||
      !begins(line.words(taken + 1), {"，", "后，", "以后，"}) ||
      says(line.words(taken + 1), {"较", "比", "（"}) || !adds_to(line, taken, taken - 1) ||
      !adds_to(line, taken + 1, taken - 1))
    return;
  tell_if_near(line, taken - 1, {taken, taken + 1});
}

// 大桥3座，中桥9座，小桥14座，均已通车。合计改造26座: all that the sentence before has.
void tell_all_before(const Line& line) {
  const std::size_t whole = line.first, first = before_sentence(line);
  if (whole < first + 2 ||
      !begins(line.words(whole),
              {"合计", "共计", "总计", "以上合计", "以上共计", "两项合计", "三项合计"}) ||
      !is_plain(line.at(whole)) || !are_in_one_paragraph(line, whole - 1, whole))
    return;
  Parts parts;
  for (std::size_t i = first; i < whole; ++i) {
    if (!adds_to(line, i, whole) || is_change(line, i) || says(line.words(i), {"其中"})) return;
    parts.push_back(i);
  }
  tell_if_near(line, whole, parts);
}

}  // namespace

void add_balances(const Line& line) {
  if (line.first > 1) tell_all_before(line);
  for (std::size_t i = line.first; i < line.size(); ++i) {
    const Said& words = line.words(i);
    const Said& piece = piece_words(line, i);
    if (says(piece, {"加上", "加之", "连同"}) || begins(piece, {"，加", "，再加", "，另加"}))
      tell_added(line, i);
    if (says(words, {"除", "减去"})) tell_taken(line, i);
    if (i > 2) tell_balance_of_parted(line, i);
    if (!is_told(line, i)) tell_set_off(line, i);
    tell_year_end(line, i);
    tell_left_of_two(line, i);
    if (i + 2 >= line.size() || !(is_balance(line, i) || is_lacking(line, i)) ||
        !are_alike(line, i))
      continue;
    tell_if_near(line, i, {i + 1, i + 2});
  }
}

}  // namespace youju::reading
