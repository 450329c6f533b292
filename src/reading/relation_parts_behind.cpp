#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_parts_behind.h>
#include <youju/reading/relation_rounded.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

// 由年初的13户减少到9户: what it was before it changed.
bool is_moved_on(const Line& line, std::size_t i) {
  return i + 1 < line.size() && says(line.words(i), {"由", "从"}) && same_unit(line, i, i + 1) &&
         ends(line.words(i + 1), {"到", "至", "为"}) &&
         !says(line.words(i + 1), {"，", "、", "；"});
}

// 投产198家，在建41家，亿元以上项目67个; 新建1家，引进团队5个: what counts in another unit counts
// other things.
bool counts_other_things(const Line& line, const Parts& parts, std::size_t i, std::size_t whole) {
  return !parts.empty() && !is_beside(line.words(i)) && !is_rest(line.words(i)) &&
         same_unit(line, parts[0], whole) && same_unit(line, parts[0], parts.back()) &&
         !same_unit(line, i, whole) && !line.at(i).unit.empty();
}

class Behind {
 public:
  Behind(const Line& line, std::size_t first, std::size_t whole, bool bracket)
      : line_(line), first_(first), whole_(whole), bracket_(bracket) {}

  PartsBehind run() {
    for (std::size_t i = first_; i < line_.size() && found_.parts.size() < parts_max; ++i) {
      const Step step = i > first_ ? judge(i) : Step::take;
      if (step == Step::stop || (step == Step::take && !take(i))) break;
    }
    return std::move(found_);
  }

 private:
  enum class Step : std::uint8_t { take, pass, stop };

  // What its words say of a figure behind the first part.
  Step judge(std::size_t i) {
    const Said& words = line_.words(i);
    if (bracket_ && says(words, {"）", ")"})) return Step::stop;
    // 升学1423人（含出国197人）、就业3103人; 期交8.9亿元（10年期3.7亿元、5年期2.1亿元）、趸交:
    // what stands in a bracket behind a part is of that.
    in_bracket_ =
        !bracket_ && !says(words, {"）", ")"}) && (begins(words, {"（", "("}) || in_bracket_);
    if (in_bracket_) return Step::pass;
    if (totals_or_parts(i)) return Step::stop;
    // 基本支出1103万元，包括人员经费958万元、公用经费145万元；项目支出439万元: parts of a part.
    if (says(words, {"，包括", "，含", "，分别为"}) && !says(words, {"；"})) nested_ = true;
    if (nested_ && !says(words, {"；", "。"})) return Step::pass;
    nested_ = false;
    // 其中图书88万册，当年新入藏5万册: what came in between is no part.
    if (begins(words, {"，当年新", "，本年新", "，年内新", "，净增", "，剔旧"}) &&
        !says(line_.words(first_), {"当年", "本年", "年内", "净增", "剔旧"}))
      return Step::stop;
    // 其中计划开工6个，目前6个已开工: nor is what became of them.
    if (begins(words, {"，目前", "；目前", "，现已", "，实际"})) return Step::stop;
    // 其中税收18.42亿元，完成年度计划18亿元的102.3%，超收4200万元: what was aimed at is no part.
    if (says(words, {"完成年度计划", "完成计划", "完成任务", "完成年度任务", "完成年度目标",
                     "完成预算", "完成年度预算", "完成年初预算", "超收", "短收"}))
      return Step::pass;
    // 有15户完成改制，亏损企业由年初的13户减少到9户: what became of some is no part.
    // 其中立案112件，按内容分：经济类46件: nor is what is parted anew.
    if (is_moved_on(line_, i) || says_by_what(words)) return Step::stop;
    // 其中工业增加值13.7亿元，上年实现利润4.1亿元: nor what is told of another year.
    if (says(words, {"上年", "去年"}) && !says(words, {"结转", "结余", "滚存"}) &&
        !says(line_.words(first_), {"上年", "去年"}))
      return Step::stop;
    return says(words, {"；", ";"}) ? judge_apart(i) : Step::take;
  }

  // Whether it is a total, or parts anew.
  bool totals_or_parts(std::size_t i) {
    const Said& words = line_.words(i);
    Parts& parts = found_.parts;
    if (line_.at(i).unit.name == "%" ||
        !says(words, {"合计", "总计", "共计", "，共", "同比", "比上", "比去", "其中", "累计",
                      "日均", "平均", "人均", "每千", "每万", "每百", "每十", "每亩", "每户"}))
      return false;
    // 其中一线360人，结业432人，其中一线342人: what is parted next is no part.
    if (says(words, {"其中"}) && parts.size() > 1 && parts.back() + 1 == i &&
        !is_beside(line_.words(parts.back())) && !is_rest(line_.words(parts.back())) &&
        !makes(line_, sum_of(line_, parts), whole_))
      parts.pop_back();
    return true;
  }

  // Of one behind a semicolon.
  Step judge_apart(std::size_t i) {
    constexpr std::size_t name_bytes = 15;
    // ，其余为中专；在校生: the rest that has no number stands before the mark.
    const std::string_view own = behind_stop(line_.words(i));
    if (says(own, {"第", "其余", "其他"}) || (found_.parts.size() > 1 && is_rest(own)))
      return Step::take;
    // 其中卫生技术人员2341人；卫生技术人员中医生806人: parts of a part.
    const std::string_view name = label(line_.words(first_));
    if (name.size() >= name_bytes && own.starts_with(name)) return Step::stop;
    // 存栏63.8万头，其中母猪6.4万头；全年出栏102.7万头: more than there is.
    if (line_.value(i) > line_.value(whole_)) return Step::stop;
    Parts more = found_.parts;
    more.push_back(i);
    // 财政拨款6,615.83万元；年初结转和结余182.38万元: of another kind, but all of it.
    if (kindred(line_, more) || makes(line_, sum_of(line_, more), whole_)) return Step::take;
    set_apart(std::move(more));
    return Step::stop;
  }

  // 铁路917.8亿吨公里；公路252.1亿吨公里；水运21.2亿吨公里: parts that are set apart and are not
  // called alike, up to where they make the whole as far as it is told; else three and more of them
  // that are less than it leave the list open.
  void set_apart(Parts parts) {
    for (std::size_t i = parts.back() + 1; i < line_.size() && parts.size() < parts_max; ++i) {
      if (line_.at(i).unit.name == "%" || line_.at(i).measure == Measure::growth) continue;
      if (!adds_to(line_, i, whole_) || !says(line_.words(i), {"；", ";"})) break;
      parts.push_back(i);
      if (makes(line_, sum_of(line_, parts), whole_) || may_be_rounded(line_, whole_, parts)) {
        found_.parts = std::move(parts);
        return;
      }
    }
    const Sum sum = sum_of(line_, parts);
    found_.open = parts.size() > 2 && sum.known && sum.value < line_.value(whole_) &&
                  !is_rest(line_.words(found_.parts.back()));
  }

  // 三 of 科技三项费用21万元, 2 of 购置门机2台980万元: whether it stands in the name of the next
  // part.
  bool is_in_name_of_next(std::size_t i) const {
    constexpr std::size_t name_bytes = 24;
    if (i + 1 >= line_.size()) return false;
    const Said& next = line_.words(i + 1);
    return next.size() <= name_bytes && !same_unit(line_, i, whole_) &&
           !says(next, {"，", "、", "；", "。", "（", "）", "："});
  }

  // Takes it for a part, or passes over what may stand between parts; false where they end.
  bool take(std::size_t i) {
    constexpr std::size_t touching = 6;
    Parts& parts = found_.parts;
    const Said& words = line_.words(i);
    if (adds_to(line_, i, whole_) || is_lost(line_, i, whole_)) {
      if (counts_other_things(line_, parts, i, whole_)) return false;
      // Parts that stand side by side with 、 do not go on behind a comma.
      if (!bracket_ && parts.size() > 1 && side_by_side(line_, parts) && !is_beside(words) &&
          !is_rest(words))
        return false;
      parts.push_back(i);
      return true;
    }
    const bool aside = line_.at(i).unit.name == "%" || line_.at(i).measure == Measure::growth;
    return aside || words.size() <= touching || is_in_name_of_next(i);
  }

  const Line& line_;
  const std::size_t first_, whole_;
  const bool bracket_;
  PartsBehind found_;
  bool nested_ = false, in_bracket_ = false;
};

}  // namespace

PartsBehind parts_behind(const Line& line, std::size_t first, std::size_t whole, bool bracket) {
  return Behind(line, first, whole, bracket).run();
}

}  // namespace youju::reading
