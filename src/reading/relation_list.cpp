// Lists whose stated length can be counted, and figures that stand in a text twice.
#include <youju/reading/relation_list.h>
#include <youju/reading/unit.h>
#include <youju/reading/verbs.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>

namespace youju::reading {
namespace {

constexpr std::int64_t stated_open_max = 999;  // of one with 等

struct List {
  int items = 0;
  int behind_deed = 0;   // of them, behind a deed that stands within an item; 0: none does
  bool joined = false;   // the last two by 和
  bool open = false;     // 等
  bool touches = false;  // nothing between 等 or the last item and the number
  bool of_acts = false;  // 等活动, 等服务: it is the acts that are counted
  bool named = false;    // 等展览: one word alone stands behind 等, the name of the items
  bool pieces = false;   // 等急救设备: one or two words stand behind 等
  bool alike = false;    // 资料室、会议室: all items end alike
};

// 五、对低保对象减免…, 3.1、组织驾驶、轮机…, ；第三、…: the mark behind the number of a heading
// or of a point parts no list.
bool is_behind_heading_number(const Text& text, std::size_t mark) {
  const auto behind = [&text](std::size_t at) { return text.class_at(text.previous(at)); };
  std::size_t at = mark;
  while (at > 0 &&
         (behind(at) == Class::numeral || behind(at) == Class::digit || text.has_before(at, ".")))
    at = text.previous(at);
  if (at < mark && (text.has_before(at, "第") || text.has_before(at, "其"))) at -= 3;
  if (at == mark) return false;
  if (at == 0 || behind(at) == Class::line) return true;
  // 2、3、4、5四个组: behind a comma numbers may be what is listed.
  const Class next = text.class_at(text.next(mark));
  return behind(at) == Class::stop && next != Class::digit && next != Class::numeral;
}

// 人社、农业部门举办家政、月嫂、手工编织三类培训: within an item, not at its beginning.
bool has_deed_within(std::string_view item) {
  const Text text{item};
  const Words& known = verbs();
  for (std::size_t at = text.next(0); (at = known.seek(item, at, item.size())) < item.size();
       at = text.next(at)) {
    const Words::Hit hit = known.longest(item, at);
    if (hit && hit.kind == strong) return true;
  }
  return false;
}

// 等公社举办讲座: a deed and what it is done with, behind the name of what is listed.
bool has_object_within(std::string_view behind) {
  constexpr std::size_t one = 3;
  static const Words deeds(Words::Side::begin,
                           {{0,
                             "举办 开展 开设 组织 召开 发放 开通 建成 建立 设立 新建 走访 派出 "
                             "进行 实施 演出 放映 播出 印发 赠送"}});
  for (std::size_t at = one; at + one < behind.size(); at += one)
    if (const Words::Hit deed = deeds.longest(behind, at);
        deed && at > one && at + deed.bytes + one < behind.size())
      return true;
  return false;
}

// The list that ends where the number begins: 、 parts its items, 和 the last two.
List list_before(const Text& text, std::size_t lowest, std::size_t number) {
  List list;
  std::size_t at = number;
  bool joined = false;
  std::size_t depth = 0, last_item = number;
  std::string_view tail;
  bool alike = true;
  const std::string_view near =
      text.between(number > 60 && number - 60 > lowest ? number - 60 : lowest, number);
  const std::size_t open = says_word(near, "等") ? near.rfind("等") : std::string_view::npos;
  const std::string_view behind =
      open == std::string_view::npos ? std::string_view() : near.substr(open);
  // 因退会、去世等减少21名: what is listed is why, and not what is counted.
  const bool changes = begins(behind.substr(std::min<std::size_t>(3, behind.size())),
                              {"减少", "增加", "净增", "净减", "新增", "造成", "导致"});
  // 在姜家、何屯等公社举办讲座7期: where it was done.
  if (changes || has_object_within(behind)) return list;
  if (!behind.empty() && behind.size() <= 36 && !says(behind, {"、", "，", "。", "；", ",", ";"})) {
    list.open = true;
    list.touches = open + 3 == near.size();
    list.of_acts = ends(behind, {"活动", "服务", "行动", "工作", "赛事", "比赛", "课程"});
    constexpr std::size_t one_word = 9, two_words = 15;
    list.named = behind.size() == one_word;
    list.pieces = behind.size() <= two_words;
    at = number - (near.size() - open);
    last_item = at;
  } else {
    list.touches = true;
  }
  while ((at = text.skip_plain_before(at, lowest)) > lowest) {
    const std::size_t previous = text.previous(at);
    const Trait trait = text.trait_at(previous);
    const auto is_a = [&](std::uint32_t sign) { return (trait.signs & sign) != 0; };
    if (is_a(sign::pair_ends)) ++depth;
    if (depth > 0 && is_a(sign::pair_begins)) --depth;
    if (depth == 0) {
      const bool names_meet = is_a(sign::pair_begins) &&
                              ((text.has(previous, "“") && text.has_before(previous, "”")) ||
                               (text.has(previous, "《") && text.has_before(previous, "》")));
      if (is_a(sign::beside) && is_behind_heading_number(text, previous)) break;
      if (is_a(sign::beside) || names_meet) {
        ++list.items;
        if (list.behind_deed == 0 && has_deed_within(text.between(at, last_item)))
          list.behind_deed = list.items;
        last_item = previous;
        const std::string_view ending = text.character_before(previous);
        alike = alike && (tail.empty() || tail == ending);
        tail = ending;
      } else if (trait.kind == Class::stop || trait.kind == Class::line) {
        break;
      } else if (!joined && list.items == 0 && last_item - previous > 3 && is_a(sign::joins)) {
        joined = true;
      }
    }
    at = previous;
  }
  list.joined = joined;
  if (list.items > 0 || joined) list.items += joined ? 2 : 1;
  list.alike = alike && list.items > 2 && !list.open && text.has_before(number, tail);
  return list;
}

}  // namespace

bool counts_kinds(const Figure& figure) {
  static constexpr std::string_view units[] = {
      "个", "项", "类", "种", "部分", "门", "方面", "领域", "环节", "所",
      "家", "大", "座", "条", "部",   "支", "县",   "乡",   "镇",   "村",
      "区", "市", "省", "国", "校",   "组", "块",   "片",   "科"};
  return figure.unit.name.ends_with("类") ||
         std::find(std::begin(units), std::end(units), figure.unit.name) != std::end(units);
}

namespace {

// What a closed list names one by one may be counted so, if it is as many:
// 建成东湖、西山、南岭三处监测点.
bool counts_things(const Figure& figure) {
  const UnitFound unit = read_unit(Text{figure.unit.name}, 0);
  const bool known = unit && unit.end == figure.unit.name.size();
  // 物业、楼长、志愿者三方力量: sides, where it is no volume.
  return figure.unit.name == "方" || !known || unit.sort == Sort::things ||
         unit.sort == Sort::place;
}

// 呼吸机、洗胃机、除颤仪等急救设备2台: things of which each that is named is one at least.
bool counts_pieces(const Figure& figure) {
  static constexpr std::string_view units[] = {"台", "套", "辆", "件", "本", "起", "艘",
                                               "架", "把", "张", "幅", "首", "篇"};
  return std::find(std::begin(units), std::end(units), figure.unit.name) != std::end(units);
}

// 手续19件, 活动8次, 服务活动40人次: of cases a few are named as examples; and persons are not the
// acts that are named.
bool are_examples(const Figure& figure, const List& list) {
  static constexpr std::string_view cases[] = {"件", "次", "起", "条", "例",
                                               "笔", "宗", "期", "场", "场次"};
  if (list.touches) return false;
  const std::string_view unit = figure.unit.name;
  if (unit.ends_with("次") && unit != "次" && unit != "场次") return true;
  return !list.of_acts && std::find(std::begin(cases), std::end(cases), unit) != std::end(cases) &&
         std::int64_t{2} * list.items < figure.value.low.coefficient;
}

}  // namespace

bool counts_people(const Figure& figure) {
  return figure.unit.name.starts_with("人") || figure.unit.name == "名" || figure.unit.name == "位";
}

namespace {

// 前3位的依次是: the first so many, of which each is named behind it.
bool is_of_first(const Text& text, const Figure& figure) {
  return figure.measure == Measure::rank && figure.qualifier == Qualifier::exact &&
         figure.value.form == Value::Form::number &&
         (text.has(figure.begin_byte, "前") || text.has_before(figure.begin_byte, "前"));
}

}  // namespace

void add_list_lengths(const Text& text, Indices sentence, Reading& reading) {
  for (const std::uint32_t index : sentence) {
    const Figure& figure = reading.figures[index];
    if (!(is_plain(figure) || is_of_first(text, figure)) || figure.value.low.scale != 0 ||
        figure.unit.empty())
      continue;
    const std::int64_t stated = figure.value.low.coefficient;
    if (stated < 2 || stated > stated_open_max) continue;
    if (tell_list_behind(text, reading, index) || !is_plain(figure)) continue;
    std::size_t lowest =
        figure.begin_byte > list_bytes_max ? figure.begin_byte - list_bytes_max : 0;
    if (index > 0) lowest = std::max<std::size_t>(lowest, reading.figures[index - 1].end_byte);
    List list =
        list_before(text, std::min<std::size_t>(lowest, figure.begin_byte), figure.begin_byte);
    if (!list.open && list.behind_deed == stated) list.items = list.behind_deed;
    // 食堂、市场、工地由6家公司: by whom. And a list that begins behind another figure is a list of
    // figures.
    if (list.items < 2 || text.has_before(figure.begin_byte, "由") ||
        text.has_before(figure.begin_byte, "、") || (list.open && are_examples(figure, list)) ||
        (index > 0 && text.has(reading.figures[index - 1].end_byte, "、")))
      continue;
    // 信息保护、妇女权益、文物和文化遗产三个方面: the last two may be one.
    const bool holds = list.open ? list.items <= stated
                                 : list.items == stated ||
                                       (list.joined && list.items > 3 && list.items == stated + 1);
    // Two that are named may be modifiers of many: 小学、初中教师.
    const std::int64_t named_min = holds ? 2 : 3;
    const bool kinds = counts_kinds(figure) || list.alike;
    if (!list.open && (stated > list_stated_max || !list.touches || list.items < named_min))
      continue;
    if (!list.open && !(holds && list.items > 2 && counts_things(figure)) &&
        (!kinds || figure.subject.empty() || text.is_clause_end(figure.end_byte)))
      continue;
    if (!holds && !list.open && (list.items > stated + 3 || list.items + 3 < stated)) continue;
    if (!holds && list.open && !list.touches && !counts_kinds(figure) && !list.of_acts &&
        (!list.named || counts_people(figure)) && !(list.pieces && counts_pieces(figure)))
      continue;
    Finding finding;
    finding.kind = RelationKind::list_length;
    finding.verdict = holds ? Verdict::holds : Verdict::fails;
    finding.why = holds ? "reading.list_holds" : "reading.list_differs";
    finding.expected = std::to_string(holds && !list.open ? stated : list.items);
    finding.found = std::to_string(stated);
    put(reading, finding, {index});
  }
}

namespace {

// What stands right before a number, from the last mark on.
std::string_view lead(const Text& text, const Figure& figure) {
  constexpr std::size_t lead_bytes_max = 90;
  std::size_t at = figure.begin_byte;
  const std::size_t lowest =
      figure.begin_byte > lead_bytes_max ? figure.begin_byte - lead_bytes_max : 0;
  while ((at = text.skip_plain_before(at, lowest)) > lowest) {
    const std::size_t previous = text.previous(at);
    const Class kind = text.class_at(previous);
    if (kind == Class::stop || kind == Class::line || kind == Class::digit) break;
    at = previous;
  }
  return text.between(at, figure.begin_byte);
}

std::uint64_t hash_of(std::string_view words, std::int64_t value) {
  constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15U;
  constexpr std::size_t step = sizeof(std::uint64_t);
  std::uint64_t hash = static_cast<std::uint64_t>(value) ^ words.size();
  const auto take = [&](std::uint64_t piece) {
    hash = (hash ^ piece) * odd;
    hash ^= hash >> 32U;
  };
  for (std::size_t at = 0; at + step < words.size(); at += step)
    take(piece_at<std::uint64_t>(words.data() + at));
  take(Edge<Words::Side::end>::at(words));
  return hash;
}

// 学生 and 大学新生, 贫困户 and 建档立卡贫困户: the one has the other's characters in their order,
// or both share two that stand together, so that both may name one thing. What is only said of
// the one and is the other names two: 科技项目 of a 平台 and the 平台.
bool are_alike(std::string_view one, std::string_view other) {
  constexpr std::size_t character = 3;
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < character) return false;
  if (one.substr(one.size() - character) == other.substr(other.size() - character)) {
    std::size_t met = 0;
    for (std::size_t at = 0; at + character <= other.size() && met < one.size(); at += character)
      if (other.substr(at, character) == one.substr(met, character)) met += character;
    if (met + character > one.size()) return true;
  }
  for (std::size_t at = 0; at + 2 * character <= one.size(); at += character) {
    const std::string_view shared = one.substr(at, 2 * character);
    if (says_word(other, shared) && one.ends_with(shared) == other.ends_with(shared)) return true;
  }
  return false;
}

// Figures by what they tell, one of each kind: places of which less than half are taken.
class Seen {
 public:
  explicit Seen(std::size_t figures) : places_(std::bit_ceil(2 * figures + 2)) {}

  // The figure of this hash that is like it, or `nothing`, to be written over.
  template <typename Like>
  std::uint32_t& find(std::uint64_t hash, const Like& like) {
    const auto mark = static_cast<std::uint32_t>(hash);
    const std::size_t last = places_.size() - 1;
    for (std::size_t i = hash >> 32U;; ++i) {
      Place& place = places_[i & last];
      if (place.figure == nothing) place.mark = mark;
      if (place.figure == nothing || (place.mark == mark && like(place.figure)))
        return place.figure;
    }
  }

 private:
  struct Place {
    std::uint32_t figure = nothing, mark = 0;
  };
  std::vector<Place> places_;
};

// Two figures of which the text says the same, or nearly, and what that is, in the order of the
// later ones.
struct Pairs {
  RelationKind kind;
  Verdict verdict;
  std::string_view why;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;

  void put_into(Reading& reading) const {
    for (const auto& [before, index] : found) {
      Finding finding;
      finding.kind = kind;
      finding.verdict = verdict;
      finding.why = why;
      finding.found = reading.figures[index].value.to_string();
      finding.expected = reading.figures[before].value.to_string();
      put(reading, finding, {before, index});
    }
  }
};

class Repeats {
 public:
  Repeats(const Text& text, const Reading& reading)
      : text_(text),
        reading_(reading),
        of_subject_(reading.figures.size()),
        of_value_(reading.figures.size()),
        of_number_(reading.figures.size()) {}

  void look_at(std::uint32_t index) {
    const Figure& figure = reading_.figures[index];
    if (!is_plain(figure)) return;
    const bool named = figure.subject.size() >= two;
    if (named && figure.measure != Measure::growth) differing(index);
    if (figure.value.low.scale != 0 || figure.measure == Measure::share) return;
    if (named && figure.value.low.coefficient >= telling) same_again(index);
    if (figure.value.low.coefficient >= long_number && figure.value.low.coefficient % 10 != 0)
      same_number(index);
  }

  Pairs differs{RelationKind::repeat, Verdict::suspicious, "reading.said_twice_differs", {}};
  Pairs repeats{RelationKind::repeat, Verdict::holds, "reading.said_twice", {}};
  Pairs copies{RelationKind::near_copy, Verdict::suspicious, "reading.same_number_twice", {}};

 private:
  static constexpr std::size_t two = 6;
  static constexpr std::int64_t telling = 10;  // smaller numbers meet by chance
  static constexpr std::int64_t long_number = 100;

  // The same words with another number in another sentence: one of the two may be old. A hint
  // only: what two bodies did each may be told alike.
  void differing(std::uint32_t index) {
    constexpr std::size_t deed_bytes = 24, state_bytes = 15;
    const Figure& figure = reading_.figures[index];
    std::uint32_t& place = of_subject_.find(hash_of(figure.subject, 0), [&](std::uint32_t at) {
      return same(reading_.figures[at].subject, figure.subject);
    });
    const std::uint32_t before = std::exchange(place, index);
    if (before == nothing) return;
    const Figure& other = reading_.figures[before];
    if (other.sentence == figure.sentence || other.unit != figure.unit ||
        other.measure != figure.measure || other.value.low == figure.value.low ||
        other.period != figure.period || other.plan != figure.plan || other.actor != figure.actor)
      return;
    // 滞后率占比7.1%。…滞后率占比28.6%: rates of one paragraph are of wholes of their own.
    if (figure.measure == Measure::share &&
        !text_.ends_line_between(other.end_byte, figure.begin_byte))
      return;
    // 扶助8500人。…扶助7300人，占任务的85.9%: what was wanted, and what was done.
    const std::string_view behind = text_.all.substr(figure.end_byte, 8 * two);
    if (says(behind.substr(0, behind.find("。")), {"任务", "目标", "计划"})) return;
    const std::string_view words = lead(text_, figure);
    if (words.size() >= (figure.measure == Measure::count ? deed_bytes : state_bytes) &&
        words == lead(text_, other) && topic(figure, words) == topic(other, words))
      differs.found.emplace_back(before, index);
  }

  // 农村居民人均可支配收入48617元，: what the sentence spoke of before, which may be another thing
  // in each of two; of a sentence that begins with the words, nothing.
  std::string_view topic(const Figure& figure, std::string_view words) const {
    if (figure.sentence == nothing) return {};
    const std::size_t begin = reading_.sentences[figure.sentence].begin_byte;
    const std::size_t end = figure.begin_byte - words.size();
    std::string_view said = begin < end ? text_.between(begin, end) : std::string_view();
    // 全年，, 2020年，, 截至年底，: when it was.
    static const Words times(
        Words::Side::begin,
        {{0,
          "全年 今年 本年 当年 年内 目前 截至 截止 至 到 年底 年末 底 末 年 月 日 ， 、 全市 全县 "
          "全省 全区 我市 我县 我省 我区 今年以来 一年来 其中"}});
    while (!said.empty()) {
      const std::size_t bytes =
          said.front() >= '0' && said.front() <= '9' ? 1 : times.longest(said, 0).bytes;
      if (bytes == 0) break;
      said.remove_prefix(bytes);
    }
    return said;
  }

  void same_again(std::uint32_t index) {
    const Figure& figure = reading_.figures[index];
    const std::int64_t value = figure.value.low.coefficient;
    std::uint32_t& place = of_value_.find(
        hash_of(figure.subject, hash_of(figure.unit.name, value)), [&](std::uint32_t at) {
          const Figure& other = reading_.figures[at];
          return other.value.low.coefficient == value && same(other.subject, figure.subject) &&
                 same(other.unit.name, figure.unit.name);
        });
    if (place == nothing)
      place = index;
    else if (reading_.figures[place].sentence != figure.sentence)
      repeats.found.emplace_back(place, index);
  }

  // The same long number of two things: perhaps copied from one line to the next.
  void same_number(std::uint32_t index) {
    const Figure& figure = reading_.figures[index];
    const std::int64_t value = figure.value.low.coefficient;
    std::uint32_t& place = of_number_.find(hash_of(figure.unit.name, value), [&](std::uint32_t at) {
      return reading_.figures[at].value.low.coefficient == value &&
             same(reading_.figures[at].unit.name, figure.unit.name);
    });
    if (place == nothing) {
      place = index;
      return;
    }
    const Figure& other = reading_.figures[place];
    if (other.subject.empty() || figure.subject.empty()) return;
    // Far apart they meet by chance, and 建档立卡1091户中 takes up what was told.
    constexpr std::size_t near_bytes = 6000;
    if (figure.begin_byte - other.end_byte > near_bytes || text_.has(figure.end_byte, "中") ||
        text_.has(figure.end_byte, "的") || text_.has(figure.end_byte, "里"))
      return;
    if (!are_alike(other.subject, figure.subject)) copies.found.emplace_back(place, index);
  }

  const Text& text_;
  const Reading& reading_;
  Seen of_subject_;  // the last figure of a subject
  Seen of_value_;    // the first of a subject, a unit and a value
  Seen of_number_;   // the first of a unit and a value
};

}  // namespace

void add_repeats(const Text& text, Reading& reading) {
  Repeats all(text, reading);
  for (std::uint32_t index = 0; index < reading.figures.size(); ++index) all.look_at(index);
  for (const Pairs* pairs : {&all.differs, &all.repeats, &all.copies}) pairs->put_into(reading);
}

}  // namespace youju::reading
