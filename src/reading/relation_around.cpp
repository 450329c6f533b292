#include <youju/reading/relation_around.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3;
constexpr std::uint32_t before_max = 24, behind_max = 8;  // figures around one

}  // namespace

std::string_view clause_before(const Text& text, std::size_t end, std::size_t lowest) {
  constexpr std::size_t bytes_max = 90;
  static const Words marks(Words::Side::end, {{0, "， ； 。 ： （ ） ｜ — \u3000"}});
  lowest = std::max(lowest, end > bytes_max ? end - bytes_max : 0);
  std::size_t begin = end;
  while ((begin = text.skip_plain_before(begin, lowest)) > lowest && !marks.has(text.all, begin)) {
    const std::uint8_t last = text.byte(begin - 1);
    if (last == ',' || last == ';' || last == ':' || last == '(' || last == ')' || last == '|' ||
        last == '\t' || last == '\n' || last == ' ')
      break;
    begin = text.previous(begin);
  }
  return text.between(std::max(begin, lowest), end);
}

std::string_view clause_before(const Text& text, const Reading& reading, std::uint32_t figure) {
  return clause_before(text, reading.figures[figure].begin_byte,
                       figure == 0 ? 0 : reading.figures[figure - 1].end_byte);
}

Around::Around(const Text& text, const Reading& reading, std::uint32_t index) {
  const std::vector<Figure>& figures = reading.figures;
  std::uint32_t begin = index;
  while (begin > 0 && index - begin < before_max &&
         !text.ends_line_between(figures[begin - 1].end_byte, figures[begin].begin_byte))
    --begin;
  std::size_t lowest = begin == 0 ? 0 : figures[begin - 1].end_byte;
  for (std::uint32_t i = begin; i < figures.size() && i <= index + behind_max; ++i) {
    const Figure& figure = figures[i];
    if (i > index && text.ends_line_between(figures[i - 1].end_byte, figure.begin_byte)) break;
    if (!is_quantity(figure)) continue;
    const bool beside = figure.sentence == figures[index].sentence;
    if (i == index) result = all.size();
    if (beside && end == 0) first = all.size();
    all.push_back(i);
    said.emplace_back(clause_before(text, figure.begin_byte, lowest));
    if (beside) end = all.size();
    lowest = figure.end_byte;
  }
  const bool leads = result == first;
  from = leads ? result + 1 : first;
  to = leads ? end : result;
}

bool may_be_operand(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  return is_plain(figure) && figure.unit.name != "%" && figure.unit.name != "百分点" &&
         figure.unit.name != "倍" && figure.unit.name != "‰" && figure.measure != Measure::growth &&
         figure.measure != Measure::share && !line.value(i).is_zero();
}

std::string_view behind(const Line& line, std::size_t i) {
  constexpr std::size_t tail_bytes = 18;
  const std::size_t begin = line.at(i).end_byte;
  std::size_t end = begin;
  while (end < begin + tail_bytes && line.text.is_han(end)) end = line.text.next(end);
  return line.text.between(begin, end);
}

std::string_view right_before(const Line& line, std::size_t i) {
  constexpr std::size_t near_bytes = 30;
  const std::string_view words = line.words(i);
  return words.substr(words.size() > near_bytes ? words.size() - near_bytes : 0);
}

std::array<std::string_view, 4> said_of(const Line& line, std::size_t i) {
  return {right_before(line, i), behind(line, i), line.at(i).subject, line.at(i).action};
}

bool say_so(std::string_view words, std::string_view said, bool denied) {
  for (std::size_t at = 0; (at = words.find(said, at)) != std::string_view::npos; ++at) {
    const std::string_view before = words.substr(0, at);
    const std::string_view near =
        before.substr(before.size() > 2 * character ? before.size() - 2 * character : 0);
    if (says(near, {"不", "未", "无"}) == denied) return true;
  }
  return false;
}

bool speaks_of(const Line& line, std::size_t i, std::string_view said, bool denied) {
  const auto all = said_of(line, i);
  return std::any_of(all.begin(), all.end(),
                     [&](std::string_view words) { return say_so(words, said, denied); });
}

bool is_older(const Line& line, std::size_t i) {
  return says(right_before(line, i),
              {"上年", "去年", "同期", "年初", "上月", "上季", "原有", "比", "较"});
}

bool is_due_or_all(const Line& line, std::size_t i) {
  return says(right_before(line, i),
              {"合计", "共", "总", "应", "需", "任务", "计划", "受理", "预算", "目标"});
}

bool closes_clause(const Line& line, std::size_t from, std::size_t to) {
  const std::string_view between =
      line.text.between(line.at(from).end_byte, line.at(to).begin_byte);
  return says(between, {"；", ";"});
}

}  // namespace youju::reading
