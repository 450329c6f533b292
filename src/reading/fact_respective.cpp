// Numbers that stand behind 分别 or 依次: each is of one of what was named before.
#include <youju/reading/fact.h>
#include <youju/reading/left_out.h>
#include <youju/reading/measure.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t items_max = 8;
constexpr std::size_t far = 40;  // figures before the first that are looked at

struct Items {
  std::array<std::string_view, items_max> all;
  std::size_t count = 0;  // 0: there is no list
};

// 肉、蛋、奶产量: the first of them stands behind a verb, and all of them before what is measured.
// `pair`: the mark between two of them may be 和 alone.
Items items_of(const Text& text, std::size_t begin, std::size_t end, bool pair) {
  constexpr std::size_t item_bytes_max = 36;
  Items out;
  for (std::size_t at = begin; at <= end; at = at < end ? text.next(at) : at + 1) {
    const bool parts = text.has(at, "、") ||
                       ((out.count > 0 || pair) && (text.has(at, "和") || text.has(at, "与")));
    if (at < end && !parts) continue;
    if (out.count == items_max || at - begin > item_bytes_max || at == begin) return {};
    out.all[out.count++] = text.between(begin, at);
    begin = at + 3;
  }
  const std::size_t head = static_cast<std::size_t>(out.all[0].data() - text.all.data());
  out.all[0] = nouns_before(text, head, head + out.all[0].size()).subject;
  return out;
}

// Where 分别 or 依次 stands in what is said, or npos.
std::size_t respective(std::string_view before) {
  const std::size_t apart = before.find("分别");
  return apart != std::string_view::npos ? apart : before.find("依次");
}

// How many figures from `first` on touch each other: 89万元、31万元和17万元.
std::size_t run_from(const Reading& reading, std::size_t first) {
  constexpr std::size_t near = 3;
  std::size_t end = first + 1;
  while (end < reading.figures.size() && end - first < items_max &&
         reading.figures[end].begin_byte - reading.figures[end - 1].end_byte <= near &&
         reading.figures[end].measure != Measure::date)
    ++end;
  return end - first;
}

bool take(Reading& reading, std::size_t first, std::size_t count, const Items& items) {
  if (items.count < 2 || items.count != count) return false;
  for (std::size_t i = 0; i < count; ++i)
    if (!items.all[i].empty()) reading.figures[first + i].subject = items.all[i];
  return true;
}

// 税款、罚款、滞纳金共137万元，分别为89万元、31万元和17万元: the list stands with their sum.
bool take_parts(const Text& text, Reading& reading, std::size_t first, std::size_t count) {
  static const Words sums(Words::Side::end, {{0, "共 合计 总计 共计 三类 四类 两类 人员"}});
  const Figure& all = reading.figures[first - 1];
  if (all.sentence != reading.figures[first].sentence ||
      sort_of(all) != sort_of(reading.figures[first]))
    return false;
  const Clause clause = clause_of(text, reading, first - 1);
  std::size_t end = clause.number;
  while (const std::size_t bytes = sums.longest(text.all, end).bytes) {
    if (end < clause.begin + bytes) return false;
    end -= bytes;
  }
  return take(reading, first, count, items_of(text, clause.begin, end, false));
}

// 死亡19人: what its own clause names, else what it tells is done, else what is carried on.
std::string_view named_or_done(const Text& text, const Reading& reading, std::size_t index) {
  const Figure& figure = reading.figures[index];
  const std::size_t begin = clause_of(text, reading, index).begin;
  const bool named = figure.subject.data() >= text.all.data() + begin;
  return named || figure.action.size() < 6 ? figure.subject : figure.action;
}

// Whether the one may be the change, or the older value, of the other.
bool may_be_of(const Figure& figure, const Figure& other) {
  const bool share = other.unit.name == "%";
  if (other.measure == Measure::date) return false;
  if (figure.unit.name == "百分点") return share;
  if (figure.unit.name == "%") return figure.measure != Measure::growth || !share;
  return same(figure.unit.name, other.unit.name) ||
         (sort_of(figure) == Sort::money && sort_of(other) == Sort::money);
}

// 同城业务量下降4%，异地业务量增长23%（上年分别为299万件和141万件）: of what is said to have
// changed, each once.
bool take_changed(Reading& reading, std::size_t first, std::size_t count) {
  if (reading.figures[first].measure == Measure::growth) return false;
  std::array<std::size_t, items_max> of{};
  std::size_t found = 0;
  for (std::size_t i = first; i > 0 && first - i < far; --i) {
    const Figure& figure = reading.figures[i - 1];
    if (figure.sentence != reading.figures[first].sentence) break;
    if (figure.measure != Measure::growth || figure.unit.name != "%") continue;
    if (found == count) return false;
    of[found++] = i - 1;
  }
  if (found != count || count < 2) return false;
  for (std::size_t i = 0; i + 1 < count; ++i)
    if (reading.figures[of[i]].subject == reading.figures[of[i + 1]].subject) return false;
  for (std::size_t i = 0; i < count; ++i)
    reading.figures[first + i].subject = reading.figures[of[count - 1 - i]].subject;
  return true;
}

// 死亡19人，受伤54人，同比分别下降8%、10%; 上年分别为21人和60人: each is of its own figure.
bool take_figures(const Text& text, Reading& reading, std::size_t first, std::size_t count) {
  const bool changes = reading.figures[first].measure == Measure::growth;
  std::array<std::size_t, items_max> of{};
  std::size_t missing = count;
  for (std::size_t i = first; missing > 0 && i > 0 && first - i < far;) {
    const Figure& figure = reading.figures[--i];
    if (figure.sentence != reading.figures[first].sentence) return false;
    // 揽收1862万件，同比增长17%，投递2107万件，同比增长10%，上年分别为: what they grew by is passed
    // over.
    if (!changes && figure.measure == Measure::growth) continue;
    if (!may_be_of(reading.figures[first + missing - 1], figure)) return false;
    of[--missing] = i;
  }
  if (missing > 0) return false;
  for (std::size_t i = 0; i < count; ++i) {
    reading.figures[first + i].subject = named_or_done(text, reading, of[i]);
    if (changes) reading.figures[first + i].measure = Measure::growth;
  }
  return true;
}

}  // namespace

void respectively(const Text& text, Reading& reading, std::size_t first) {
  const Clause clause = clause_of(text, reading, first);
  const std::string_view before = text.between(clause.begin, clause.number);
  const std::size_t apart = respective(before);
  if (apart == std::string_view::npos) return;
  const std::size_t count = run_from(reading, first), end = clause.begin + apart;
  const bool pair = before.find("、") > apart;  // A和B分别
  if (apart > 0 && take(reading, first, count, items_of(text, clause.begin, end, pair))) return;
  // 规范管理率分别为71.5%和68.2%: of the rate that is named.
  constexpr std::size_t noun_bytes = 9;
  const std::string_view named = nouns_before(text, clause.begin, end).subject;
  const Figure& head = reading.figures[first];
  const bool rate = head.unit.name == "%" || head.unit.name == "百分点";
  if (named.size() >= noun_bytes && rate && head.measure != Measure::growth) {
    for (std::size_t i = 0; i < count; ++i)
      if (reading.figures[first + i].unit.name == head.unit.name)
        reading.figures[first + i].subject = named;
    return;
  }
  const bool hollow = named.empty() || is_time_only(text.between(clause.begin, end));
  if (first == 0 || (!hollow && !rate)) return;
  if (!take_changed(reading, first, count) && !take_figures(text, reading, first, count))
    take_parts(text, reading, first, count);
}

}  // namespace youju::reading
