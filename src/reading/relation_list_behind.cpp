// Lists behind their number: named, with a figure each, in a bracket, or counted off as points.
#include <youju/reading/relation_list.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <cstdlib>

namespace youju::reading {
namespace {

// 东城（479.9亿元）、西城: the bracket that ends a short note of an item, before the next one or
// the end; else `open`.
std::size_t end_of_note(const Text& text, std::size_t open, std::size_t end) {
  constexpr std::size_t note_bytes = 60;
  std::size_t at = text.next(open);
  while (at < end && at < open + note_bytes && !text.has(at, "）")) {
    if (text.class_at(at) == Class::line || text.has(at, "（") || text.has(at, "、")) return open;
    at = text.next(at);
  }
  if (!text.has(at, "）")) return open;
  const std::size_t next = text.next(at);
  const bool goes_on = text.has(next, "、") || text.has(next, "和") || text.has(next, "及") ||
                       text.class_at(next) == Class::stop;
  return goes_on ? at : open;
}

// 四个方面：保工资、保运转、保基本民生、还本付息;
// 三个渠道：中央3120万元，省级780万元，加上县级650万元: how many items stand behind the colon that
// follows what is counted, 0 if none do.
int items_behind(const Text& text, const Figure& figure, const Reading& reading,
                 std::uint32_t index, std::size_t noun_end) {
  // 贫困村3个，分别是东村、西村和南村: the noun may stand before the number.
  static const Words leads(
      Words::Side::begin,
      {{0,
        "： ，分别是 ，分别为 ，依次是 ，依次为 ，即 分别是 分别为 依次是 依次为 分别为： 分别是： "
        "依次为： 依次是： ，分布在 ，分布于 ，位于 ，分设在"}});
  std::size_t at = noun_end, lead = leads.longest(text.all, at).bytes;
  // 最低的3个城市依次是东城、西城和南城: also right behind it, without a mark.
  if (lead == 0) {
    at = leads.seek(text.all, figure.end_byte, noun_end);
    while (at < noun_end && (lead = leads.longest(text.all, at).bytes) == 0)
      at = leads.seek(text.all, text.next(at), noun_end);
  }
  if (lead == 0 || (at == figure.end_byte && text.has(at, "：") && figure.subject.empty()))
    return 0;
  int items = 0;
  // Each with a figure at its end.
  std::size_t begin = at + lead;
  for (std::uint32_t i = index + 1; i < reading.figures.size(); ++i) {
    const Figure& next = reading.figures[i];
    const std::string_view words =
        next.begin_byte > begin ? text.between(begin, next.begin_byte) : std::string_view();
    if (next.sentence != figure.sentence || words.empty() ||
        says(words, {"，", "、", "；", "："}) || begins(words, {"总", "共", "合计", "其中"}))
      break;
    ++items;
    begin = next.end_byte;
    if (!text.has(begin, "，") && !text.has(begin, "、") && !text.has(begin, "；")) break;
    begin += 3;
  }
  if (items > 1) return items;
  // Or in words alone.
  items = 0;
  bool joined = false;
  const std::size_t end = std::min(text.all.size(), at + list_bytes_max);
  for (at += lead; at < end; at = text.next(at)) {
    const Class kind = text.class_at(at);
    if (text.has(at, "、")) {
      ++items;
      joined = false;
    } else if (text.has(at, "和") || text.has(at, "及")) {
      joined = true;
    } else if (kind == Class::stop || kind == Class::line) {
      break;
    } else if (const std::size_t close = text.has(at, "（") ? end_of_note(text, at, end) : at;
               close > at) {
      at = close;
    } else if (kind == Class::digit || text.has(at, "（") || text.has(at, "等")) {
      return 0;
    }
  }
  if (items == 0 && !joined) return 0;
  // 水杉、银杏和莼菜: the last two may be one.
  const int named = items + 1;
  return joined && named + 1 == figure.value.low.coefficient ? named + 1 : named;
}

// 小学6所（中心校、东湖小学、…）: how many names stand in the bracket right behind it, 0 if it has
// anything else.
int names_in_bracket(const Text& text, std::size_t at) {
  constexpr std::size_t bracket_bytes = 240;
  if (!text.has(at, "（")) return 0;
  const std::size_t end = std::min(text.all.size(), at + bracket_bytes);
  int names = 1;
  for (at = text.next(at); at < end && !text.has(at, "）"); at = text.next(at)) {
    if (text.has(at, "、"))
      ++names;
    else if (!text.is_han(at) || text.has(at, "等"))
      return 0;
  }
  return text.has(at, "）") && names > 1 ? names : 0;
}

// 三种模式：一是…，二是…。三是…: how many points are told in order behind what is counted, also in
// paragraphs of their own; 0 if none are.
int points_behind(const Text& text, std::size_t noun_end) {
  constexpr std::size_t near = 15, list_bytes = 6000;
  static constexpr std::string_view points[] = {"一是", "二是", "三是", "四是", "五是",
                                                "六是", "七是", "八是", "九是"};
  const std::string_view begins_with =
      text.between(noun_end, std::min(text.all.size(), noun_end + near));
  const std::size_t first = find_word(begins_with, points[0]);
  if (first >= begins_with.size()) return 0;
  std::string_view rest = text.between(noun_end, std::min(text.all.size(), noun_end + list_bytes));
  // Up to where other points begin.
  rest = rest.substr(0, rest.find(points[0], first + 1));
  int told = 0;
  std::size_t from = 0;
  for (const std::string_view point : points) {
    std::size_t found = rest.find(point, from);
    // 第二是, 一百二是: only where a mark stands before it.
    while (found != std::string_view::npos && found > 0 &&
           !ends(rest.substr(0, found), {"，", "；", "。", "：", "、", ";", ",", "\n"}))
      found = rest.find(point, found + 1);
    if (found == std::string_view::npos) break;
    from = found + point.size();
    ++told;
  }
  // 三要, 第三: the next one begins otherwise, in the paragraph of the last.
  static constexpr std::string_view numerals[] = {"二", "三", "四", "五", "六", "七", "八", "九"};
  const std::string_view behind = rest.substr(from, rest.find('\n', from) - from);
  for (std::size_t at_next = told < 2 || told > 8 ? std::string_view::npos
                                                  : behind.find(numerals[told - 1]);
       at_next != std::string_view::npos; at_next = behind.find(numerals[told - 1], at_next + 1))
    if (begins(behind.substr(at_next + 3), {"要", "、", "则", "为", "）", "，"}) ||
        ends(behind.substr(0, at_next), {"第", "其"}))
      return 0;
  return told;
}

// 贫困村4个，分别为东村、西村、南村。: each is named, short and without a word that might join two.
bool names_each(const Text& text, const Figure& figure, int items) {
  constexpr std::size_t name_bytes = 30;
  if (!begins(text.all.substr(figure.end_byte), {"，分别是", "，分别为", "，依次是", "，依次为"}))
    return false;
  const std::string_view list = text.all.substr(figure.end_byte, list_bytes_max);
  const std::string_view named = list.substr(0, list.find("。"));
  return named.size() < list.size() &&
         named.size() <= name_bytes * static_cast<std::size_t>(items + 1) &&
         !says(named.substr(3), {"和", "及", "与", "以及", "，", "；", "（", "《", "“", "等"});
}

}  // namespace

bool tell_list_behind(const Text& text, Reading& reading, std::uint32_t index) {
  const Figure& figure = reading.figures[index];
  const std::int64_t stated = figure.value.low.coefficient;
  if (stated > list_stated_max) return false;
  constexpr std::size_t noun_bytes = 30;
  std::size_t noun_end = figure.end_byte;
  while (noun_end < figure.end_byte + noun_bytes && text.is_han(noun_end))
    noun_end = text.next(noun_end);
  int items = items_behind(text, figure, reading, index, noun_end);
  if (items == 0 && names_in_bracket(text, noun_end) == stated) items = static_cast<int>(stated);
  const int points = items == 0 ? points_behind(text, noun_end) : 0;
  if (points > 1) items = points;
  const bool holds = items == stated;
  const bool fails = points > 1 ? !holds && std::abs(items - stated) == 1
                                : std::abs(items - stated) <= 2 &&
                                      (counts_kinds(figure) || counts_people(figure)) &&
                                      names_each(text, figure, items);
  if (items < 2 || (!holds && !fails)) return false;
  Finding finding;
  finding.kind = RelationKind::list_length;
  finding.verdict = holds ? Verdict::holds : Verdict::fails;
  finding.why = holds ? "reading.list_holds" : "reading.list_differs";
  finding.expected = std::to_string(items);
  finding.found = std::to_string(stated);
  put(reading, finding, {index});
  return true;
}

}  // namespace youju::reading
