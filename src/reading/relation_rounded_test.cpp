// True texts whose numbers are told rounded: nothing in them is said to fail.
#include <gtest/gtest.h>
#include <youju/reading/reading.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

namespace youju::reading {
namespace {

// How many relations of a text are said to fail.
std::size_t failing(const std::string& text) {
  Options options;
  options.depth = Depth::relations;
  const Reading reading = read(text, options);
  return static_cast<std::size_t>(
      std::count_if(reading.relations.begin(), reading.relations.end(),
                    [](const Relation& one) { return one.verdict == Verdict::fails; }));
}

// Numbers as an office has them, in thousandths of what is printed, and how they are printed.
class Office {
 public:
  explicit Office(unsigned seed) : random_(seed) {}
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }
  // Rounded half up to so many places of the three that there are.
  static std::string printed(std::int64_t thousandths, int places) {
    constexpr std::array<std::int64_t, 4> units{1000, 100, 10, 1};
    const std::int64_t unit = units.at(static_cast<std::size_t>(places));
    const std::int64_t rounded = (2 * thousandths + unit) / (2 * unit);
    std::string digits = std::to_string(rounded);
    if (places == 0) return digits;
    const auto behind = static_cast<std::size_t>(places);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    return digits.insert(digits.size() - behind, ".");
  }
  static std::string percent(std::int64_t a, std::int64_t b) {
    return printed((a * 100'000 * 2 + b) / (2 * b), 1) + "%";
  }

 private:
  std::mt19937_64 random_;
};

TEST(Rounded, numbers_are_no_mistakes_in_what_was_made_of_them_before) {
  constexpr std::array units{"亿元", "万吨", "万人次", "万元", "公里"};
  Office office(20);
  for (int round = 0; round < 20'000; ++round) {
    const int places = static_cast<int>(office.below(3));
    const std::string unit = units.at(static_cast<std::size_t>(office.below(units.size())));
    // Of whole numbers of things only what is told in 万 or 亿 is rounded.
    if (places == 0 && unit == "公里") continue;
    const std::int64_t then = 5'000 + office.below(60'000), now = then + 100 + office.below(30'000);
    const auto say = [&](std::int64_t number) { return Office::printed(number, places) + unit; };
    if (say(then) == say(now)) continue;
    const std::string growth = Office::percent(now - then, then);
    const std::array texts{
        "全年完成" + say(now) + "，上年为" + say(then) + "，增长" + growth + "。",
        "总量由" + say(then) + "增加到" + say(now) + "，增长" + growth + "。",
        "总量由" + say(then) + "增加到" + say(now) + "，增加" + say(now - then) + "。",
        "总收入" + say(now) + "，其中税收收入" + say(then) + "，占" + Office::percent(then, now) +
            "。",
    };
    for (const std::string& text : texts) EXPECT_EQ(failing(text), 0U) << text;
    const std::int64_t a = 1'000 + office.below(20'000), b = 1'000 + office.below(20'000);
    const std::int64_t c = 1'000 + office.below(20'000);
    const std::string parted = "总支出" + say(a + b + c) + "，其中教育" + say(a) + "、卫生" +
                               say(b) + "、其他" + say(c) + "。";
    EXPECT_EQ(failing(parted), 0U) << parted;
  }
}

TEST(Rounded, numbers_explain_no_more_than_their_last_places_make) {
  EXPECT_EQ(failing("完成税收12.5亿元，上年为11.3亿元，增长10.2%。"), 0U);
  EXPECT_EQ(failing("完成税收12.5亿元，上年为11.3亿元，增长12.2%。"), 1U);
  EXPECT_EQ(failing("完成税收12.5亿元，上年为10亿元，增长19%。"), 1U);
  EXPECT_EQ(failing("总支出15.32亿元，其中教育1.59亿元、卫生10.85亿元、其他2.87亿元。"), 0U);
  EXPECT_EQ(failing("总支出15.35亿元，其中教育1.59亿元、卫生10.85亿元、其他2.87亿元。"), 1U);
  // What is told in full is held to the digit.
  EXPECT_EQ(failing("培训1250人，上年为1130人，增长12%。"), 1U);
  EXPECT_EQ(failing("支出1532元，其中书籍159元、讲课1085元、其他287元。"), 1U);
}

}  // namespace
}  // namespace youju::reading
