#include <youju/base/text.h>
#include <youju/org/account_lock.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace youju::org {

namespace {

constexpr std::int64_t window_ms = 15LL * 60'000;
constexpr std::int64_t shortest_lock_ms = 60'000, longest_lock_ms = 30LL * 60'000;
constexpr std::int64_t memory_ms = 24LL * 3'600'000;  // without a wrong attempt: a fresh start
constexpr std::int64_t level_max = 5;                 // 1, 2, 4, 8, 16, 30 minutes

}  // namespace

std::int64_t AttemptCount::seconds_left(std::int64_t now_ms) const {
  const std::int64_t left_ms = std::min(locked_until_ms_ - now_ms, longest_lock_ms);
  return left_ms <= 0 ? 0 : (left_ms + 999) / 1000;
}

bool AttemptCount::is_clear(std::int64_t now_ms) const {
  if (level_ > 0) return now_ms - last_ms_ >= memory_ms;
  return recent_.empty() || now_ms - recent_.back() >= window_ms;
}

bool AttemptCount::fail(std::int64_t now_ms) {
  if (is_clear(now_ms)) {
    level_ = 0;
    recent_.clear();
  }
  std::erase_if(recent_, [&](std::int64_t at) { return now_ms - at >= window_ms; });
  recent_.push_back(now_ms);
  if (recent_.size() > attempts_max_) recent_.erase(recent_.begin());
  last_ms_ = now_ms;
  if (level_ == 0 && recent_.size() < attempts_max_) return false;
  locked_until_ms_ = now_ms + std::min(shortest_lock_ms << level_, longest_lock_ms);
  level_ = std::min(level_ + 1, level_max);
  return true;
}

std::string AttemptCount::to_text() const {
  std::string out = fmt::format("{} {} {}", level_, locked_until_ms_, last_ms_);
  for (const std::int64_t at : recent_) out += fmt::format(" {}", at);
  return out;
}

AttemptCount AttemptCount::of_text(std::string_view text, std::size_t attempts_max) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view word : text::split(text, ' ')) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return AttemptCount(attempts_max);
    numbers.push_back(number);
  }
  AttemptCount count(attempts_max);
  if (numbers.size() < 3 || numbers.size() > 3 + attempts_max) return count;
  count.level_ = std::clamp<std::int64_t>(numbers[0], 0, level_max);
  count.locked_until_ms_ = numbers[1];
  count.last_ms_ = numbers[2];
  count.recent_.assign(numbers.begin() + 3, numbers.end());
  return count;
}

std::int64_t AttemptTable::seconds_left(const std::string& name, std::int64_t now_ms) const {
  const auto found = counts_.find(name);
  return found == counts_.end() ? 0 : found->second.seconds_left(now_ms);
}

bool AttemptTable::fail(const std::string& name, std::int64_t now_ms) {
  if (!counts_.contains(name)) make_room(now_ms);
  return counts_.try_emplace(name, attempts_max_).first->second.fail(now_ms);
}

void AttemptTable::make_room(std::int64_t now_ms) {
  if (counts_.size() < names_max_) return;
  std::erase_if(counts_, [&](const auto& row) { return row.second.is_clear(now_ms); });
  if (counts_.size() < names_max_) return;
  // Somebody tries names by the thousand: those that are not locked are given up for them.
  std::erase_if(counts_, [&](const auto& row) { return row.second.seconds_left(now_ms) == 0; });
  if (counts_.size() >= names_max_) counts_.clear();
}

tl::unexpected<Error> throttled(std::string_view what, std::int64_t seconds) {
  return youju::fail(ErrorKind::throttled, what, {{"seconds", std::to_string(seconds)}});
}

}  // namespace youju::org
