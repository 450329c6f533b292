#include <gtest/gtest.h>
#include <youju/base/id.h>

#include <set>
#include <thread>
#include <unordered_set>
#include <vector>

namespace youju {
namespace {

TEST(Uuid, is_of_version_7_and_carries_the_time) {
  // Far ahead of the machine's clock, which other tests of this process may have used.
  const FixedClock clock(0x0FEDCBA98765);
  const std::string text = Uuid::make(clock).to_string();
  ASSERT_EQ(text.size(), 36U);
  EXPECT_EQ(text.substr(0, 15), "0fedcba9-8765-7");
  EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
  EXPECT_EQ(Uuid::parse(text).value().to_string(), text);
}

TEST(Uuid, grows_even_when_the_clock_stands_or_goes_back) {
  FixedClock clock(1'000'000);
  Uuid previous = Uuid::make(clock);
  for (int i = 0; i < 20'000; ++i) {
    if (i == 10'000) clock.set(500'000);
    const Uuid one = Uuid::make(clock);
    ASSERT_LT(previous, one);
    ASSERT_LT(previous.to_string(), one.to_string());
    previous = one;
  }
}

TEST(Uuid, is_unique_across_threads_and_ordered_in_each) {
  const FixedClock clock(1'000'000);
  std::vector<std::vector<Uuid>> made(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : made) {
      threads.emplace_back([&clock, &mine] {
        for (int i = 0; i < 5'000; ++i) mine.push_back(Uuid::make(clock));
      });
    }
  }
  std::unordered_set<Uuid> all;
  for (const auto& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 20'000U);
}

TEST(Uuid, refuses_other_texts) {
  const std::string good = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
  EXPECT_TRUE(Uuid::parse(good));
  for (const std::string& text : {std::string(), good.substr(1), good + "0",
                                  std::string("0190A1B2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"),
                                  std::string("0190a1b2c-3d4-7e5f-8a9b-0c1d2e3f4a5b"),
                                  std::string("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g"),
                                  std::string("{190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5}")}) {
    const Result<Uuid> parsed = Uuid::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().what, "id.malformed");
  }
}

TEST(Uuid, without_a_value_is_nil) {
  EXPECT_TRUE(Uuid().is_nil());
  EXPECT_FALSE(Uuid::make(FixedClock(1)).is_nil());
  EXPECT_EQ(Uuid().to_string(), "00000000-0000-0000-0000-000000000000");
}

}  // namespace
}  // namespace youju
