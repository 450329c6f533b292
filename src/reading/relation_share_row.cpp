// Shares that stand in a row, each of a part of its own.
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <string>

namespace youju::reading {

std::size_t percents_in_row(const Line& line, std::size_t first) {
  constexpr std::size_t joint = 3, row_max = 12;
  std::size_t end = first + 1;
  while (end < line.size() && end - first < row_max && line.at(end).unit.name == "%" &&
         line.words(end).size() <= joint)
    ++end;
  return end - first;
}

namespace {

// 一、二、三产业增加值占: 第一产业 and the like, which are told before; empty where the names are
// none.
Parts numbered_parts(const Line& line, std::size_t first, std::size_t count,
                     std::string_view names) {
  constexpr std::size_t character = 3, far = 12;
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六"};
  Parts parts;
  for (std::size_t k = 0; k < count && k < std::size(numerals); ++k) {
    const bool last = k + 1 == count;
    if (!names.starts_with(numerals[k]) || (!last && names.find("、") != character)) return {};
    const std::string nth = "第" + std::string(numerals[k]);
    for (std::size_t i = first; i > 0 && first - i < far && parts.size() == k;)
      if (line.at(--i).unit.name != "%" && line.at(i).measure != Measure::growth &&
          std::string_view(line.words(i)).find(nth) != std::string_view::npos)
        parts.push_back(i);
    if (parts.size() == k) return {};
    names.remove_prefix(std::min(names.size(), 2 * character));
  }
  return parts.size() == count ? parts : Parts();
}

// The parts of a row of shares: those that are named before it, 建材、物流两大板块分别占, else as
// many as stand right before it; empty where they do not stand so.
Parts parts_of_row(const Line& line, std::size_t first, std::size_t count) {
  constexpr std::size_t two = 6, far = 12;
  static const Words marks(Words::Side::begin, {{0, "、 和 与 及"}});
  // 建材、物流两大板块: the number of them stands between.
  const bool counted = first > 0 && is_plain(line.at(first - 1)) &&
                       line.value(first - 1) == Decimal(static_cast<int>(count));
  const Said& words = line.words(counted ? first - 1 : first);
  std::string_view names =
      behind_stop(words.substr(0, std::min(words.find("占"), words.find("分别"))));
  Parts named = numbered_parts(line, first, count, names);
  if (!named.empty()) return named;
  for (std::size_t k = 0; k < count && names.size() >= two; ++k) {
    std::size_t end = 0;
    while (end < names.size() && !marks.has(names, end)) end += 3;
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(names.size(), end + 3));
    for (std::size_t i = first; name.size() >= two && i > 0 && first - i < far;) {
      const std::string_view called = label(line.words(--i));
      if (called.size() < two || line.at(i).unit.name == "%" ||
          !(name.starts_with(called) || line.words(i).ends_with(name)))
        continue;
      named.push_back(i);
      break;
    }
  }
  if (named.size() == count) return named;
  Parts parts;
  for (std::size_t i = first; i > 0 && parts.size() < count;) {
    --i;
    if (line.at(i).unit.name == "%" || !is_known(line.at(i)) ||
        (!parts.empty() && !like_unit(line.at(parts.back()), line.at(i))))
      break;
    parts.push_back(i);
  }
  std::reverse(parts.begin(), parts.end());
  return parts.size() == count && parts.front() > 0 ? parts : Parts();
}

}  // namespace

void tell_row_of_shares(const Line& line, std::size_t first, std::size_t count) {
  if (!says(line.words(first), {"分别", "各", "依次"})) return;
  const Parts parts = parts_of_row(line, first, count);
  if (parts.empty()) return;
  for (std::size_t i = 0; i < count; ++i)
    if (!is_known(line.at(first + i))) return;
  const std::size_t part = parts.front();
  std::vector<std::size_t> wholes;
  if (const std::size_t sum = whole_of_any_part(line, part); sum != part) wholes.push_back(sum);
  const Claim claim = claim_of(line.words(first));
  if (const auto spoken = spoken_of(line, part, claim.of)) wholes.push_back(*spoken);
  if (const auto before = parted(line, part)) wholes.push_back(*before);
  if (part > 0 && may_part(line, part, part - 1)) wholes.push_back(part - 1);
  for (const std::size_t whole : wholes) {
    int right = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Ratio ratio{RelationKind::share, first + i, parts[i], whole};
      const std::optional<Decimal> computed = share(line, ratio);
      right += computed && holds(line, ratio, *computed) ? 1 : 0;
    }
    // One that differs is a slip; more are of another whole.
    if (right + 1 < static_cast<int>(count)) continue;
    for (std::size_t i = 0; i < count; ++i)
      tell_claim(line, {RelationKind::share, first + i, parts[i], whole});
    return;
  }
}

}  // namespace youju::reading
