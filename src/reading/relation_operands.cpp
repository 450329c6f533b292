#include <youju/reading/relation_around.h>
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>

namespace youju::reading {

std::optional<Decimal> share(const Line& line, const Ratio& ratio) {
  // What is not there yet decides nothing.
  if (!is_known(line.at(ratio.result)) || !is_known(line.at(ratio.part)) ||
      !is_known(line.at(ratio.whole)))
    return std::nullopt;
  const int places = places_of(line.at(ratio.result)) + beyond;
  const bool thousandths = line.at(ratio.result).unit.name == "‰";
  const std::optional<Decimal> value =
      percent(line.value(ratio.part), line.value(ratio.whole), places + (thousandths ? 1 : 0));
  return value && thousandths ? std::optional(value->shifted(1).value_or(*value)) : value;
}

std::vector<std::size_t> operands(const Line& line, std::size_t result) {
  std::vector<std::size_t> out;
  out.reserve(operands_max);
  for (std::size_t i = result; i-- > 0 && out.size() < operands_max;) {
    const Figure& figure = line.at(i);
    if (!is_known(figure) || figure.unit.name == "%" || figure.unit.name == "百分点") continue;
    if (figure.unit.name == "年" || figure.unit.name == "岁") continue;
    out.push_back(i);
  }
  return out;
}

namespace {

// 上线683人，比2013年的598人净增85人；一本上线147人: a year that something else is held against is
// not that of what follows.
bool is_year_of_another(const Line& line, std::size_t part, std::size_t whole) {
  if (line.at(part).sentence != line.at(whole).sentence || part < whole) return false;
  const auto compares = [](std::string_view words) {
    return says(words, {"比20", "较20", "比19", "较19", "与20", "与19"});
  };
  return !says_year(line.words(part)) &&
         compares(line.text.between(line.at(whole).end_byte, line.at(part).begin_byte));
}

}  // namespace

bool may_part(const Line& line, std::size_t part, std::size_t whole) {
  if (!like_unit(line.at(part), line.at(whole)) || line.value(part) > line.value(whole) ||
      line.value(part).is_zero())
    return false;
  // What it was in one year is no part of what it was in another.
  const int year = line.at(part).period.first.year, of = line.at(whole).period.first.year;
  return year == of || year == 0 || of == 0 || whole_of_any_part(line, part) == whole ||
         is_year_of_another(line, part, whole);
}

bool tell_if_holds(const Line& line, const Ratio& ratio, Tie tie) {
  const std::optional<Decimal> computed = share(line, ratio);
  if (!computed || !holds(line, ratio, *computed)) return false;
  const bool rounded = ratio.part >= line.first && ratio.whole >= line.first;
  if (tie == Tie::tried && !holds_to_the_digit(line, ratio, *computed, rounded)) return false;
  tell(line, ratio, *computed);
  return true;
}

namespace {

// Whether another share of the same two was told: 总就业率93.7%，本科就业率93.6% are not of one.
bool are_of_another(const Line& line, const Ratio& ratio) {
  const std::span<const Relation> told = line.told();
  return std::any_of(told.begin(), told.end(), [&](const Relation& one) {
    return one.kind == RelationKind::share && one.verdict == Verdict::holds &&
           one.figures.size() == 3 && one.figures[0] != line.all[ratio.result] &&
           one.figures[1] == line.all[ratio.part] && one.figures[2] == line.all[ratio.whole];
  });
}

// 签约127650人，签约率37.3%；重点人群签约41250人，签约率66.2%: what has a rate of that name is not
// what it is of.
bool has_that_rate(const Line& line, const Ratio& ratio) {
  if (ratio.whole + 1 >= line.size() || ratio.whole + 1 == ratio.result ||
      line.at(ratio.whole + 1).unit.name != "%")
    return false;
  const std::string_view rate = without_marks(line.words(ratio.result));
  return rate.ends_with("率") && without_marks(line.words(ratio.whole + 1)) == rate;
}

// 不捕率24.2%（以审结260人计）: a bracket says of what it is.
bool says_its_base(const Line& line, std::size_t result) {
  constexpr std::size_t note_bytes = 60;
  const std::size_t end = line.at(result).end_byte;
  const std::string_view note =
      line.text.between(end, std::min(end + note_bytes, line.text.all.size()));
  return begins(note, {"（以", "（按"}) &&
         says(note.substr(0, note.find("）")), {"计", "为基数", "口径", "为准"});
}

// 硕士及以上学历占, 在公办学校就读（含购买学位）占: more than the part, or what is not told.
bool is_of_untold(const Line& line, const Ratio& ratio) {
  constexpr std::size_t clause_bytes = 90;
  const std::size_t end = line.at(ratio.result).begin_byte;
  const std::uint32_t index = line.all[ratio.result];
  const std::size_t before = index == 0 ? 0 : line.reading.figures[index - 1].end_byte;
  const Said words(
      line.text.between(std::max(before, end > clause_bytes ? end - clause_bytes : 0), end));
  const Figure& part = line.at(ratio.part);
  return says(words, {"）占"}) ||
         (says(words, {"及以上", "及以下"}) && says(words, {"占"}) &&
          !says(line.words(ratio.part), {"以上", "以下"}) &&
          !line.text.has(part.end_byte, "以上") && !line.text.has(part.end_byte, "以下"));
}

// 续缴4862人，续缴率96.5%，尚有175人未缴: of those and what is left, if that makes it.
bool is_of_what_is_left(const Line& line, const Ratio& ratio) {
  const std::size_t left = ratio.result + 1;
  if (left >= line.size() || !like_unit(line.at(left), line.at(ratio.part)) ||
      !begins(line.words(left), {"，尚有", "，还有", "，仍有", "，未", "，其余"}))
    return false;
  const Result<Decimal> all = add(line.value(ratio.part), line.value(left));
  if (!all || all->is_zero()) return false;
  const auto computed =
      percent(line.value(ratio.part), *all, places_of(line.at(ratio.result)) + beyond);
  return computed && holds(line, ratio, *computed);
}

// 本科生2874人、研究生252人，…研究生就业率: a rate of those that another figure counts.
bool is_of_another_kind(const Line& line, const Ratio& ratio) {
  constexpr std::size_t two = 6;
  const Claim claim = claim_of(line.words(ratio.result));
  const std::string_view rate = without_marks(line.words(ratio.result));
  const std::size_t deed = rate.find(claim.stem);
  if (claim.form != Claim::Form::rate || deed == std::string_view::npos || deed < two) return false;
  const std::string_view kind = rate.substr(0, deed);
  if (says(line.words(ratio.part), {kind}) || says(line.words(ratio.whole), {kind})) return false;
  const auto end = static_cast<std::size_t>(rate.data() - line.text.all.data());
  // 18个建有分馆，分馆覆盖率: what stands behind the part is its own.
  if (line.at(ratio.part).end_byte < end &&
      says(line.text.between(line.at(ratio.part).end_byte, end), {kind}))
    return false;
  const std::size_t begin = line.text.all.rfind('\n', end);
  return says(line.text.between(begin == std::string_view::npos ? 0 : begin, end), {kind});
}

// 共有大篷车4辆，4辆车全年出车251次: the same figure told again is no part of itself.
bool is_told_again(const Line& line, std::size_t part, std::size_t whole) {
  return line.value(part) == line.value(whole) && same_unit(line.at(part), line.at(whole)) &&
         without_marks(line.words(part)).empty();
}

// 累计发放贷款83.75亿元，贷款余额51.38亿元，个贷率: what there is at the end is no part of what was
// done until then.
bool is_balance_of_deeds(const Line& line, const Ratio& ratio) {
  constexpr std::string_view balance = "余额";
  return without_marks(line.words(ratio.result)).ends_with("率") &&
         says(piece_words(line, ratio.part), {balance}) &&
         !says(piece_words(line, ratio.whole), {balance});
}

// 体检4.3万人，高血压患者管理3.1万人、管理率74.5%，糖尿病患者管理9,874人、管理率74.8%: each of
// several rates of one name is of those of its own kind, and how many they are is not told.
bool is_one_of_several(const Line& line, const Ratio& ratio) {
  const std::string_view rate = without_marks(line.words(ratio.result));
  const Claim claim = claim_of(line.words(ratio.result));
  if (claim.form != Claim::Form::rate || ratio.part + 1 != ratio.result ||
      ratio.whole > ratio.part || kinship(line.words(ratio.whole), claim.stem) > 0 ||
      is_due(line.words(ratio.whole)))
    return false;
  const auto is_rate_of_its_own = [&](std::size_t i) {
    return is_percent(line.at(i)) && without_marks(line.words(i)) == rate &&
           is_beside(line.words(i)) && kinship(line.words(i - 1), claim.stem) == 2 &&
           like_unit(line.at(i - 1), line.at(ratio.part));
  };
  if (!is_rate_of_its_own(ratio.result)) return false;
  for (std::size_t i = std::max<std::size_t>(line.first, 1); i < line.size(); ++i)
    if (i != ratio.result && is_rate_of_its_own(i)) return true;
  return false;
}

}  // namespace

bool tell_claim(const Line& line, const Ratio& ratio) {
  const std::optional<Decimal> computed = share(line, ratio);
  if (!computed) return false;
  if (!holds(line, ratio, *computed) &&
      (are_of_another(line, ratio) || has_that_rate(line, ratio) ||
       says_its_base(line, ratio.result) || is_of_untold(line, ratio) ||
       is_of_what_is_left(line, ratio) || is_of_another_kind(line, ratio) ||
       is_told_again(line, ratio.part, ratio.whole) || is_balance_of_deeds(line, ratio) ||
       is_one_of_several(line, ratio)))
    return false;
  tell(line, ratio, *computed);
  return true;
}

bool is_of_area(const Line& line, std::size_t i, std::string_view area) {
  const std::string_view words = line.words(i);
  for (std::size_t at = 0; (at = words.find(area, at)) != std::string_view::npos; ++at)
    if (ends(words.substr(0, at), {"全", "我", "本"})) return true;
  return false;
}

std::size_t beside_part(const Line& line, std::size_t part) {
  std::size_t i = part > 0 ? part - 1 : part;
  return i > line.first && line.at(i).unit.name == "%" ? i - 1 : i;
}

bool is_some_of(const Line& line, std::size_t part) {
  constexpr std::size_t nothing_named = 12, character = 3;
  if (part <= line.first) return false;
  const std::size_t whole = beside_part(line, part);
  if (!may_part(line, part, whole) || !is_plain(line.at(part)) || !is_plain(line.at(whole)))
    return false;
  std::string_view words = line.words(part);
  if (parts_its_things(words)) return true;
  if (!same_unit(line.at(part), line.at(whole))) return false;
  // 零售户2,876户，实行电子结算的2,301户, 判处五年以上有期徒刑、无期徒刑的43人: those of them that
  // do.
  constexpr std::size_t clause_bytes = 81;
  // 已经解决的198件，列入计划的71件，留作参考的18件: side by side.
  if (words.starts_with("，") && ends(line.words(whole), {"的"}) && ends(words, {"的"}))
    return false;
  if (words.starts_with("，") && words.size() <= clause_bytes &&
      ends(words, {"的", "的仅", "的有", "的只有"}) &&
      !says(words.substr(character), {"，", "；", "：", "。"}))
    return true;
  if (whole + 1 != part) return false;
  // 26个分会中有22个, 作者433名中女生214名.
  constexpr std::size_t label_bytes = 24;
  if (words.size() <= label_bytes && !says(words, {"，", "；", "、", "："}) &&
      (ends(words, {"中有", "中已有"}) ||
       (words.starts_with("中") &&
        !begins(words, {"中心", "中学", "中小", "中级", "中专", "中共", "中青", "中层"}))))
    return true;
  if (words.size() > nothing_named) return false;
  for (const std::string_view word : {std::string_view("中"), std::string_view("，"),
                                      std::string_view("有"), std::string_view("已")})
    if (words.starts_with(word)) words.remove_prefix(word.size());
  return words.empty() && !line.words(part).empty() && !is_told_again(line, part, whole);
}

bool heads_list(const Line& line, std::size_t part) {
  if (part + 1 >= line.size()) return false;
  const Figure &one = line.at(part), &next = line.at(part + 1);
  return like_unit(one, next) && (next.action.empty() || next.action == one.action) &&
         is_beside(line.text.between(one.end_byte, next.begin_byte));
}

bool covers_others(const Line& line, std::size_t result, std::size_t whole) {
  constexpr std::size_t two = 6;
  const std::string_view rate = without_marks(line.words(result));
  const std::size_t deed = rate.find("覆盖");
  if (deed == std::string_view::npos || deed < two) return false;
  const std::string_view kind = rate.substr(deed - two, two);
  // 20个镇街，18个建有分馆，分馆覆盖率: it is what the part has.
  const std::string_view words = line.words(result);
  if (words.substr(0, static_cast<std::size_t>(rate.data() - words.data())).find(kind) !=
      std::string_view::npos)
    return false;
  return line.words(whole).find(kind) == std::string_view::npos &&
         line.at(whole).subject.find(kind) == std::string_view::npos;
}

bool is_told_over(const Line& line, std::size_t part, std::size_t result,
                  std::optional<std::size_t> whole) {
  return part + 1 < result && whole != result - 1 && may_be_operand(line, result - 1) &&
         same_unit(line.at(result - 1), line.at(part)) && !says(line.words(result - 1), {"其中"}) &&
         whole_of_any_part(line, result - 1) == result - 1;
}

namespace {

// A number in thousandths; none of what has more places or digits than figures of prose mostly
// have.
std::optional<Int128> thousandths(const Figure& figure) {
  constexpr std::int64_t most = 1'000'000'000'000, yi = 100'000'000;
  static constexpr std::int64_t powers[] = {1000, 100, 10, 1};
  const Number& number = figure.value.low;
  if (number.scale >= std::ssize(powers) || std::abs(number.coefficient) > most)
    return std::nullopt;
  const Int128 value = Int128{number.coefficient} * powers[number.scale];
  return figure.unit.scale.empty() ? value : value * yi;
}

// Whether two of the operands are so far from making a share that no reading of its words explains
// it, as most are: words leave open five points where it is told in tens and a twentieth where it
// is about so much. It asks for no division and is never so of a share that holds.
class FarOff {
 public:
  FarOff(const Line& line, std::size_t result, const std::vector<std::size_t>& all)
      : all_of_it_(line.at(result).unit.name == "‰" ? 1000 * one : 100 * one) {
    for (std::size_t i = 0; i < all.size(); ++i) values_.at(i) = thousandths(line.at(all[i]));
    if (printed_unit(line.text, line.at(result)).is_zero()) stated_ = thousandths(line.at(result));
  }
  bool operator()(std::size_t part, std::size_t whole) const {
    constexpr int points = 6 * one, sixteenth = 16;
    const auto &some = values_.at(part), &of = values_.at(whole);
    if (!stated_ || !some || !of || *of < 0 || *stated_ < 0) return false;
    const Int128 difference = all_of_it_ * *some - *stated_ * *of;
    return (difference < 0 ? -difference : difference) > (points + *stated_ / sixteenth) * *of;
  }

 private:
  static constexpr int one = 1000;
  Int128 all_of_it_;
  std::optional<Int128> stated_;
  std::array<std::optional<Int128>, operands_max> values_;
};

}  // namespace

bool any_two(const Line& line, std::size_t result, const std::vector<std::size_t>& all, bool far) {
  const bool precise = line.at(result).value.low.scale > 0;
  const FarOff are_far_off(line, result, all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      const std::size_t one = all[i], whole = all[k];
      const bool near = one >= line.first && whole >= line.first;
      if (i == k || !(near || (far && precise)) || are_far_off(i, k) || !may_part(line, one, whole))
        continue;
      if (tell_if_holds(line, {RelationKind::share, result, one, whole}, Tie::tried)) return true;
    }
  }
  return false;
}

}  // namespace youju::reading
