#include <youju/base/text.h>
#include <youju/ledger/workbook_guess.h>

#include <algorithm>

namespace youju::ledger {

namespace {

constexpr int score_title = 100, score_synonym = 85;
// A title that stands below another one is told by itself too, a little worse.
constexpr int score_below = 5;

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t byte = 0; byte < text.size();) points.push_back(text::next(text, byte));
  return points;
}

bool holds(const std::vector<std::string_view>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string title_without_measure(std::string_view title) {
  return text::folded(words::split_title(title).title);
}

}  // namespace

int likeness(std::string_view a, std::string_view b) {
  const auto left = code_points(a), right = code_points(b);
  if (left.size() < 2 || right.size() < 2) return left == right && !left.empty() ? 100 : 0;
  std::vector<bool> used(right.size() - 1, false);
  int common = 0;
  for (std::size_t i = 0; i + 1 < left.size(); ++i) {
    for (std::size_t j = 0; j + 1 < right.size(); ++j) {
      if (used[j] || left[i] != right[j] || left[i + 1] != right[j + 1]) continue;
      used[j] = true;
      ++common;
      break;
    }
  }
  const auto pairs = static_cast<int>(left.size() + right.size()) - 2;
  int score = 180 * common / pairs;
  const bool inside = a.find(b) != std::string_view::npos || b.find(a) != std::string_view::npos;
  if (inside) {
    const auto shorter = static_cast<int>(std::min(left.size(), right.size()));
    const auto longer = static_cast<int>(std::max(left.size(), right.size()));
    score = std::max(score, 60 + 25 * shorter / longer);
  }
  return score;
}

TitleBook::TitleBook(const Schema& schema) {
  const auto add = [&](int target, const std::vector<std::string>& titles) {
    Names names;
    for (const std::string& title : titles) {
      std::string folded = title_without_measure(title);
      if (folded.empty()) continue;
      const auto& lists = words::field_synonyms();
      for (std::size_t i = 0; target >= 0 && i < lists.size(); ++i) {
        if (holds(lists[i], folded)) names.lists.push_back(i);
      }
      names.own.push_back(std::move(folded));
    }
    targets_.push_back(target);
    names_.push_back(std::move(names));
  };
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const Field& field = schema.fields[i];
    add(static_cast<int>(i), {field.title.zh_cn, field.title.en, field.name});
  }
  for (int target = -1; target >= -Target::count; --target) {
    if (target == Target::until && schema.dates == Dates::day) continue;
    add(target, {target_title(target, Language::zh_cn), target_title(target, Language::en),
                 std::string(target_name(schema, target))});
  }
}

TitleBook::Match TitleBook::match_one(const Names& names, int target,
                                      const std::string& form) const {
  if (form.empty()) return {};
  if (std::find(names.own.begin(), names.own.end(), form) != names.own.end()) {
    return {score_title, Match::By::title};
  }
  if (target < 0) {
    const auto& list = words::fixed_synonyms()[static_cast<std::size_t>(-target - 1)];
    return holds(list, form) ? Match{score_synonym, Match::By::synonym} : Match{};
  }
  for (const std::size_t list : names.lists) {
    if (holds(words::field_synonyms()[list], form)) return {score_synonym, Match::By::synonym};
  }
  Match best;
  for (const std::string& own : names.own) {
    const int score = likeness(own, form);
    if (score > best.score) best = {score, Match::By::likeness};
  }
  return best;
}

TitleBook::Match TitleBook::match(int target, const std::vector<std::string>& path,
                                  bool of_which) const {
  const auto at = std::find(targets_.begin(), targets_.end(), target);
  if (at == targets_.end() || path.empty()) return {};
  const Names& names = names_[static_cast<std::size_t>(at - targets_.begin())];
  std::string whole;
  std::vector<std::string> parts;
  for (const std::string& one : path) {
    parts.push_back(title_without_measure(one));
    whole += parts.back();
  }
  // 参加人数/合计 is the 参加人数.
  while (parts.size() > 1 && !of_which && words::total_of(parts.back()) != words::Total::none) {
    parts.pop_back();
  }
  Match best = match_one(names, target, parts.back());
  if (parts.size() > 1) {
    best.score = std::max(0, best.score - score_below);
    const Match joined = match_one(names, target, whole);
    if (joined.score > best.score) best = joined;
  }
  return best;
}

int TitleBook::known(const std::vector<std::string>& path) const {
  int best = 0;
  for (const int target : targets_) best = std::max(best, match(target, path, false).score);
  return best;
}

}  // namespace youju::ledger
