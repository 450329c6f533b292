// A random figure in a random wording is read as the same figure.
#include <gtest/gtest.h>
#include <youju/base/text.h>
#include <youju/reading/reading.h>

#include <array>
#include <random>
#include <string>

namespace youju::reading {
namespace {

constexpr int rounds = 20'000;

std::string chinese(int number) {
  constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四",
                                                    "五", "六", "七", "八", "九"};
  std::string out;
  bool zero = false;
  for (const auto& [scale, word] : std::array<std::pair<int, std::string_view>, 4>{
           {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}}) {
    const int digit = number / scale % 10;
    if (digit == 0) {
      zero = !out.empty();
      continue;
    }
    if (zero) out += "零";
    zero = false;
    if (!(digit == 1 && scale == 10 && out.empty())) out += digits[static_cast<std::size_t>(digit)];
    out += word;
  }
  return out;
}

std::string grouped(int number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string wide(int number) {
  std::string out;
  for (const char digit : std::to_string(number))
    text::append(out, U'０' + static_cast<char32_t>(digit - '0'));
  return out;
}

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  template <std::size_t size>
  std::string one_of(const std::array<const char*, size>& all) {
    return all[random_() % size];
  }

  // A sentence and what it says.
  struct Written {
    std::string text, value, unit;
    Qualifier qualifier = Qualifier::exact;
  };
  Written write() {
    constexpr std::array<const char*, 8> verbs{"举办讲座", "发放资料", "走访企业", "新建站点",
                                               "培训人员", "接待群众", "检查车辆", "共"};
    constexpr std::array<const char*, 12> units{"场",   "份",     "家",   "个",     "人次", "名",
                                                "辆次", "平方米", "万元", "套(件)", "公里", "册"};
    constexpr std::array<const char*, 4> ends{"。", "，", "；", "、"};
    Written out;
    const std::string unit = one_of(units);
    const bool myriads = unit == "万元";
    out.unit = myriads ? "元" : unit;
    const int number = 2 + below(9998);
    out.text = one_of(verbs);
    const int wording = below(6);
    const std::string more = below(4) == 0 ? "余" : "";
    if (wording == 0 && !myriads) {
      out.text += chinese(number);
    } else if (wording == 1) {
      out.text += grouped(number);
    } else if (wording == 2) {
      out.text += wide(number);
    } else {
      out.text += std::to_string(number);
    }
    out.text += more + unit + one_of(ends);
    out.value = std::to_string(number) + (myriads ? "0000" : "");
    if (!more.empty()) out.qualifier = Qualifier::at_least;
    return out;
  }

 private:
  std::mt19937 random_;
};

TEST(Property, a_figure_in_any_wording_is_read_as_the_same_figure) {
  constexpr unsigned seed = 20'201'110;
  Writer writer(seed);
  for (int round = 0; round < rounds; ++round) {
    const Writer::Written written = writer.write();
    const Reading reading = read(written.text, {.depth = Depth::numbers});
    ASSERT_EQ(reading.figures.size(), 1U) << written.text;
    const Figure& figure = reading.figures.front();
    ASSERT_EQ(figure.value.to_string(), written.value) << written.text;
    ASSERT_EQ(figure.unit.to_string(), written.unit) << written.text;
    ASSERT_EQ(figure.qualifier, written.qualifier) << written.text;
  }
}

TEST(Property, text_before_and_behind_changes_no_figure) {
  constexpr unsigned seed = 20'240'229;
  Writer writer(seed);
  for (int round = 0; round < rounds / 10; ++round) {
    std::string text;
    std::vector<Writer::Written> all;
    for (int i = 0; i < 5; ++i) {
      all.push_back(writer.write());
      text += all.back().text + "\n";
    }
    const Reading reading = read(text);
    ASSERT_EQ(reading.figures.size(), all.size()) << text;
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(reading.figures[i].value.to_string(), all[i].value) << text;
    }
  }
}

}  // namespace
}  // namespace youju::reading
