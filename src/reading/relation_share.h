// What the shares that name their parts and the rates have in common: the figures that can be their
// operands, and how they are told. Inside this room.
#pragma once

#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_ratio.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace youju::reading {

inline constexpr std::size_t operands_max = 8;  // figures before a result that may be its operands

// The figures before `result` that can be operands: no shares, nearest first.
std::vector<std::size_t> operands(const Line& line, std::size_t result);

std::optional<std::size_t> first_that(const std::vector<std::size_t>& all, auto is) {
  const auto found = std::find_if(all.begin(), all.end(), is);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

// 我市外贸总值, 全市外贸总值: whether it is all of the area that a figure is of.
bool is_of_area(const Line& line, std::size_t i, std::string_view area);

// What stands before a part, also before a share that is told between:
// 1,200户家庭中，有过期药品的占 78.5%，说得清的215户.
std::size_t beside_part(const Line& line, std::size_t part);
// Whether a part has a character of its rate that the whole has not. 业 and the like stand in too
// many nouns: 毕业 is not what 就业率 is of.
bool has_its_own(std::string_view done, std::string_view due, std::string_view rate);
bool may_part(const Line& line, std::size_t part, std::size_t whole);
// 行政村280个，252个建有书屋; 试验田50亩中，有40亩…; 零售户2,876户，实行电子结算的2,301户: some of
// what stands right before it.
bool is_some_of(const Line& line, std::size_t part);

// 评出一等奖36件、二等奖72件，获奖率: of what is listed one is not what a rate of all is of.
bool heads_list(const Line& line, std::size_t part);
// 基站862个，覆盖乡镇16个，乡镇覆盖率100%: how many are covered is of as many of the same.
bool covers_others(const Line& line, std::size_t result, std::size_t whole);

// 抽检药品386批次，合格378批次；抽检化妆品86批次，合格率: it is of what is told behind that part,
// unless that is the whole.
bool is_told_over(const Line& line, std::size_t part, std::size_t result,
                  std::optional<std::size_t> whole = std::nullopt);

std::optional<Decimal> share(const Line& line, const Ratio& ratio);

// What no words name must make the share to the digit; outside the sentence also of rounded
// numbers.
enum class Tie : std::uint8_t { named, tried };
bool tell_if_holds(const Line& line, const Ratio& ratio, Tie tie = Tie::named);
// Whether there is a share to hold it against: of nothing there is none, nor where it does not hold
// and the words give it another base.
bool tell_claim(const Line& line, const Ratio& ratio);
// Tells it of any two figures before it that make it: then it is of them that it speaks. Of those
// outside the sentence only to the digit, and if `far`.
bool any_two(const Line& line, std::size_t result, const std::vector<std::size_t>& all, bool far);

// 解除412人，期满解除率98%: of a kind that nothing before it tells.
bool is_of_kind_untold(const Line& line, std::size_t result, std::string_view stem);

// The figure before 其中 of the list that `part` stands in, also behind the first ；.
std::optional<std::size_t> parted(const Line& line, std::size_t part);
// 占观众总量的, 占当年缴存额的, 占总支出的: the nearest figure whose words or subject name all of
// it.
std::optional<std::size_t> spoken_of(const Line& line, std::size_t part, std::string_view of);
// How many percents stand in a row from `first` on: 15%、35%和50%.
std::size_t percents_in_row(const Line& line, std::size_t first);
// 高级42人、中级98人、初级140人，分别占15%、35%、50%: each share is of its own part, and all are of
// what the parts make, of what their words name, or of what stands before them.
void tell_row_of_shares(const Line& line, std::size_t first, std::size_t count);

// 采纳率: the part was adopted, the whole is what there was before.
void tell_rate(const Line& line, std::size_t result, const Claim& claim);
// The same where figures beside it are not there: only a part that is akin and makes it.
void tell_rate_if_holds(const Line& line, std::size_t result, const Claim& claim);
// 计划培训500人，实际培训540人，完成计划的108%.
void tell_task(const Line& line, std::size_t result);

}  // namespace youju::reading
