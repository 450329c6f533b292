#include <youju/proof/draft_words.h>

#include <algorithm>
#include <array>

namespace youju::proof {

bool is_span_of_time(std::string_view unit) {
  constexpr std::array<std::string_view, 10> units = {"年", "个月", "月", "天",   "日",
                                                      "周", "小时", "岁", "分钟", "届"};
  return std::find(units.begin(), units.end(), unit) != units.end();
}

bool parts_a_text(std::string_view subject) {
  constexpr std::array<std::string_view, 8> parts = {"方面", "工作", "任务", "措施",
                                                     "环节", "重点", "层面", "特点"};
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return subject.ends_with(part); });
}

bool is_phrase(std::string_view said) {
  constexpr std::array<std::string_view, 4> phrases = {"一对一", "一对多", "多对一", "一帮一"};
  return std::find(phrases.begin(), phrases.end(), said) != phrases.end();
}

bool makes_a_bound(std::string_view after) {
  return after.starts_with("及以上") || after.starts_with("及以下");
}

}  // namespace youju::proof
