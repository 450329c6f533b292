#include <youju/reading/relation.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace youju::reading {
namespace {

constexpr std::size_t words_bytes_max = 180;
constexpr std::size_t sentence_figures_max = 200;  // more is a table, not a sentence
constexpr std::size_t before_max = 12;  // figures before its sentence that one may speak of

// 35岁以下的12人, 亿元以上项目5个, 完成两剂的37人, 不到5,000元的有4个: a size that says which
// things are counted and counts none itself.
bool is_modifier(const Text& text, const Figure& figure, const Figure* next) {
  constexpr std::size_t near = 36;
  if (next == nullptr || next->sentence != figure.sentence ||
      next->begin_byte - figure.end_byte > near || figure.unit.name == "%" ||
      same(next->unit.name, figure.unit.name) || next->unit.name == "%" || next->unit.name == "倍")
    return false;
  static const Words bounds(
      Words::Side::begin,
      {{0, "以上 以下 及以上 及以下 （含）以上 （含）以下 以内 （不含）以上 （不含）以下"}});
  // 220千伏2座: of which kind they are.
  if (next->begin_byte == figure.end_byte && figure.unit.name.ends_with("伏")) return true;
  std::size_t at = figure.end_byte;
  const Words::Hit bound = bounds.longest(text.all, at);
  at += bound.bytes;
  if (bound) return text.is_han(at) || at == next->begin_byte;
  return text.has(at, "的") &&
         (figure.value.form == Value::Form::range || at + 3 == next->begin_byte ||
          (text.has(at + 3, "有") && at + 6 == next->begin_byte));
}

// In the order of where they begin. Places are sorted and each relation is moved once, in rings:
// to where another one stands that is moved next.
void by_place(std::vector<Relation>& relations) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
  places.reserve(relations.size());
  for (std::uint32_t i = 0; i < relations.size(); ++i)
    places.emplace_back(relations[i].begin_byte, i);
  if (std::is_sorted(places.begin(), places.end())) return;
  std::sort(places.begin(), places.end());
  for (std::uint32_t first = 0; first < places.size(); ++first) {
    if (places[first].second == first) continue;
    Relation kept = std::move(relations[first]);
    std::uint32_t to = first;
    while (places[to].second != first) {
      const std::uint32_t from = std::exchange(places[to].second, to);
      relations[to] = std::move(relations[from]);
      to = from;
    }
    places[to].second = to;
    relations[to] = std::move(kept);
  }
}

// What stands before a figure of a line, behind the one before it there.
Said words_before(const Text& text, const Reading& reading, const Figure& figure,
                  const Figure* before) {
  std::size_t begin = figure.begin_byte > words_bytes_max ? figure.begin_byte - words_bytes_max : 0;
  if (before != nullptr) begin = std::max<std::size_t>(begin, before->end_byte);
  if (figure.sentence != nothing) {
    begin = std::max<std::size_t>(begin, reading.sentences[figure.sentence].begin_byte);
  }
  if (begin > figure.begin_byte) begin = figure.begin_byte;
  return Said(text.between(begin, figure.begin_byte));
}

// The groups of units that count the same things, a bit each, by the unit's character and for that
// character with 次 behind it. Found by one multiplication, which puts each into a place of its
// own.
enum : std::uint8_t { people = 1, cases = 2, bodies = 4, acts = 8, papers = 16 };
struct Group {
  std::uint32_t character = 0;
  std::uint8_t alone = 0, with_times = 0;
};
constexpr Group groups[] = {{packed("人"), people, people},
                            {packed("名"), people, 0},
                            {packed("位"), people, 0},
                            {packed("起"), cases, 0},
                            {packed("宗"), cases, 0},
                            {packed("例"), cases, 0},
                            {packed("件"), cases | papers, cases},
                            {packed("个"), bodies, 0},
                            {packed("家"), bodies, 0},
                            {packed("所"), bodies, 0},
                            {packed("户"), bodies, 0},
                            {packed("处"), bodies, 0},
                            {packed("场"), acts, acts},
                            {packed("次"), acts, 0},
                            {packed("期"), acts, 0},
                            {packed("项"), acts | papers, 0},
                            {packed("篇"), papers, 0},
                            {packed("份"), papers, 0},
                            {packed("条"), papers, 0}};

class Groups {
 public:
  consteval Groups() {
    for (factor_ = 0x9E37'79B1U; !place_all(); factor_ += 2) continue;
  }
  std::uint8_t of(std::string_view unit) const {
    constexpr std::size_t character = 3;
    if (unit.size() < character) return 0;
    const Group& group = places_[place_of(packed(unit))];
    if (group.character != packed(unit)) return 0;
    if (unit.size() == character) return group.alone;
    return is(unit.substr(character), "次") ? group.with_times : 0;
  }

 private:
  static constexpr unsigned bits = 6;
  constexpr std::size_t place_of(std::uint32_t character) const {
    return character * factor_ >> (32U - bits);
  }
  constexpr bool place_all() {
    places_.fill({});
    for (const Group& group : groups) {
      Group& place = places_[place_of(group.character)];
      if (place.character != 0) return false;
      place = group;
    }
    return true;
  }
  std::uint32_t factor_ = 0;
  std::array<Group, 1U << bits> places_{};
};

std::uint8_t groups_of(std::string_view unit) {
  static constexpr Groups all;
  return all.of(unit);
}

// Whether one of these bytes is ( or, as few are, the second of （.
bool may_have_bracket(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  const auto has = [&](std::uint64_t byte) {
    const std::uint64_t zero = bytes ^ (ones * byte);
    return ((zero - ones) & ~zero & (ones << 7U)) != 0;
  };
  return has('(') || has(static_cast<std::uint8_t>("（"[1]));
}

}  // namespace

UnitKey unit_key(const Figure& figure) {
  constexpr std::size_t short_bytes = 6;
  constexpr std::uint64_t hash_bits = (1ULL << UnitKey::size_shift) - 1;
  const std::string_view name = figure.unit.name;
  std::uint64_t bits = is_plain(figure) ? std::uint64_t{UnitKey::is_plain} : 0;
  if (name.size() <= short_bytes && figure.unit.per.empty()) {
    const std::uint64_t bytes = few_bytes(name.data(), name.size());
    bits |= bytes | std::uint64_t{name.size()} << UnitKey::size_shift;
    if (may_have_bracket(bytes)) bits |= UnitKey::has_bracket;
  } else {
    // Of a hash that two share the units are compared.
    bits |= UnitKey::is_long;
    std::uint64_t hash = figure.unit.per.size();
    for (const char c : name) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100'0000'01B3U;
    bits |= hash & hash_bits;
  }
  return {bits | std::uint64_t{groups_of(name)} << UnitKey::groups_shift};
}

constexpr int yi_power = 8;

Decimal value_of(const Figure& figure) {
  const Decimal value = figure.value.low.decimal();
  return figure.unit.scale.empty() ? value : value.shifted(yi_power).value_or(value);
}

std::string Line::told(std::size_t i, const Decimal& value) const {
  return (at(i).unit.scale.empty() ? value : value.shifted(-yi_power).value_or(value)).to_string();
}

bool parts_its_things(std::string_view words) {
  constexpr std::size_t noun_bytes = 36, longest = 9;
  const std::string_view near = words.substr(0, noun_bytes + longest);
  if (!says_word(near, "中")) return false;  // as mostly
  // 23个项目中已完工14个，正在施工8个，还有1个
  const std::size_t among =
      std::min({find_word(near, "中，"), find_word(near, "中已"), find_word(near, "中正在")});
  if (among <= noun_bytes && words.substr(0, among).ends_with("其")) return false;  // 其中，汽车
  return among <= noun_bytes && !says(words.substr(0, among), {"，", "；", "。", "、"});
}

bool is_quantity(const Figure& figure) {
  return figure.measure != Measure::date && figure.measure != Measure::ordinal &&
         figure.measure != Measure::rank && figure.measure != Measure::frequency &&
         figure.unit.name != "岁" && figure.unit.name != "周岁" && figure.unit.name != "年";
}

bool is_told(const Line& line, std::size_t result) {
  const std::vector<Relation>& found = line.reading.relations;
  for (auto relation = found.rbegin(); relation != found.rend(); ++relation) {
    if (relation->end_byte < line.at(std::min(result, line.first)).begin_byte) return false;
    if (relation->figures.front() == line.all[result]) return true;
  }
  return false;
}

std::size_t whole_of_part(const Line& line, std::size_t i) {
  const std::vector<Relation>& found = line.reading.relations;
  for (auto relation = found.rbegin(); relation != found.rend(); ++relation) {
    if (relation->end_byte < line.at(std::min(i, line.first)).begin_byte) return i;
    if (relation->kind != RelationKind::sum || relation->figures.back() != line.all[i] ||
        relation->figures.front() > line.all[i])
      continue;
    const auto whole = std::find(line.all.begin(), line.all.end(), relation->figures.front());
    if (whole != line.all.end()) return static_cast<std::size_t>(whole - line.all.begin());
  }
  return i;
}

std::size_t whole_of_any_part(const Line& line, std::size_t i) {
  const std::vector<Relation>& found = line.reading.relations;
  for (auto relation = found.rbegin(); relation != found.rend(); ++relation) {
    if (relation->end_byte < line.at(std::min(i, line.first)).begin_byte) return i;
    const std::vector<std::uint32_t>& figures = relation->figures;
    if (relation->kind != RelationKind::sum || relation->verdict != Verdict::holds ||
        std::find(figures.begin() + 1, figures.end(), line.all[i]) == figures.end())
      continue;
    const auto whole = std::find(line.all.begin(), line.all.end(), figures.front());
    if (whole != line.all.end()) return static_cast<std::size_t>(whole - line.all.begin());
  }
  return i;
}

bool are_in_one_paragraph(const Line& line, std::size_t from, std::size_t to) {
  return !line.text.ends_line_between(line.at(from).end_byte, line.at(to).begin_byte);
}

bool is_percent(const Figure& figure) {
  return is_plain(figure) && figure.unit.name == "%" && figure.unit.scale.empty();
}

bool is_answered(const Figure& figure) {
  return figure.unit.name == "份" && says(figure.subject, {"问卷", "答卷", "有效"});
}

namespace {

// 件（套） counts what 件 counts.
bool is_or_other(std::string_view both, std::string_view one) {
  constexpr std::size_t bracket = 3;
  return both.size() > one.size() + bracket && !one.empty() && both.ends_with("）") &&
         both.starts_with(one) && both.substr(one.size()).starts_with("（");
}

}  // namespace

bool are_counted_alike(const Figure& a, const Figure& b) {
  if (!a.unit.per.empty() || !b.unit.per.empty()) return false;
  const std::uint8_t one = groups_of(a.unit.name), other = groups_of(b.unit.name);
  if ((one & other) != 0 || (one == people && (other & papers) != 0 && is_answered(b)) ||
      (other == people && (one & papers) != 0 && is_answered(a)))
    return true;
  constexpr std::size_t shortest = 12;  // 件（套）
  return (a.unit.name.size() >= shortest && is_or_other(a.unit.name, b.unit.name)) ||
         (b.unit.name.size() >= shortest && is_or_other(b.unit.name, a.unit.name));
}

bool is_counted_otherwise(const Figure& figure) { return groups_of(figure.unit.name) != 0; }

Decimal printed_unit(const Text& text, const Figure& figure) {
  const std::string_view surface = text.between(figure.begin_byte, figure.number_end_byte);
  // 0.14 of 0.14、5.94和1.62万吨 is 1400.
  if (const std::size_t point = surface.find('.'); figure.value.low.scale == 0 &&
                                                   point != std::string_view::npos &&
                                                   surface.find("万") == std::string_view::npos &&
                                                   surface.find("亿") == std::string_view::npos) {
    constexpr std::size_t wan = 4;
    const std::size_t places = surface.size() - point - 1;
    return places < wan ? Decimal(1).shifted(static_cast<int>(wan - places)).value_or(Decimal(0))
                        : Decimal(1);
  }
  constexpr char lead = "万"[0];  // and of 亿; most numbers have neither
  static_assert(lead == "亿"[0]);
  if (std::none_of(surface.begin(), surface.end(), [](char c) { return c == lead; }))
    return Decimal(0);
  int power = surface.find("亿") != std::string_view::npos ? 8 : 0;
  if (surface.find("万") != std::string_view::npos) power += 4;
  if (power == 0) return Decimal(0);
  const std::size_t point = surface.find('.');
  if (point != std::string_view::npos) {
    for (std::size_t i = point + 1; i < surface.size() && surface[i] >= '0' && surface[i] <= '9';
         ++i)
      --power;
  }
  // 167.9万亿元, whose 亿 is of the unit.
  if (!figure.unit.scale.empty() && surface.find("亿") == std::string_view::npos) power += 8;
  if (power <= 0 || power > Decimal::scale_max) return Decimal(0);
  return Decimal(1).shifted(power).value_or(Decimal(0));
}

Decimal last_place(const Text& text, const Figure& figure) {
  const Decimal unit = printed_unit(text, figure);
  const bool in_yi = !figure.unit.scale.empty();
  if (!unit.is_zero() || (figure.value.low.scale == 0 && !in_yi)) return unit;
  return Decimal(1).shifted((in_yi ? 8 : 0) - figure.value.low.scale).value_or(Decimal(0));
}

void put(Reading& reading, Finding finding, std::vector<std::uint32_t> figures) {
  if (!reading.relations.empty()) {
    const Relation& last = reading.relations.back();
    if (last.kind == finding.kind && last.figures == figures) return;  // found by two ways
  }
  Relation relation;
  relation.kind = finding.kind;
  relation.verdict = finding.verdict;
  relation.why = finding.why;
  relation.expected = std::move(finding.expected);
  relation.found = std::move(finding.found);
  relation.begin_byte = reading.figures[figures.front()].begin_byte;
  for (const std::uint32_t index : figures) {
    relation.begin_byte = std::min(relation.begin_byte, reading.figures[index].begin_byte);
    relation.end_byte = std::max(relation.end_byte, reading.figures[index].end_byte);
  }
  relation.figures = std::move(figures);
  reading.relations.push_back(std::move(relation));
}

namespace {

// The quantities of one sentence after the other, each with the last ones before it.
class Lines {
 public:
  Lines(const Text& text, Reading& reading, const std::vector<UnitKey>& units)
      : text_(text), reading_(reading), units_(units) {}

  // The next sentence; `told` relations stood before it.
  void add(Indices quantities, std::size_t told) {
    const std::size_t first = all_.size();
    all_.insert(all_.end(), quantities.begin(), quantities.end());
    for (std::size_t i = first; i < all_.size(); ++i) {
      said_.push_back(say(i));
      values_.push_back(value_of(reading_.figures[all_[i]]));
    }
    own_.resize(all_.size());
    told_from_.resize(all_.size(), told);
    if (quantities.size() <= sentence_figures_max && !quantities.empty()) tell(first);
    // The last ones stand before the next sentence.
    if (all_.size() <= begin_ + before_max) return;
    begin_ = all_.size() - before_max;
    if (begin_ > kept_max) leave_out();
    said_[begin_] = say(begin_);  // it has no figure before it any more
    own_[begin_] = {};
  }

 private:
  Said say(std::size_t i) const {
    return words_before(text_, reading_, reading_.figures[all_[i]],
                        i == begin_ ? nullptr : &reading_.figures[all_[i - 1]]);
  }

  void tell(std::size_t first) {
    const Line line{text_,
                    reading_,
                    Indices(all_).subspan(begin_),
                    first - begin_,
                    std::span<const Said>(said_).subspan(begin_),
                    std::span(own_).subspan(begin_),
                    std::span<const Decimal>(values_).subspan(begin_),
                    told_from_[begin_],
                    units_};
    add_sums(line);
    add_balances(line);
    add_new_totals(line);
    add_shares(line);
    add_growths(line);
    add_pairs(line);
    add_tied(line);
  }

  // Those before the last ones, many at once: moving the others each time costs more.
  void leave_out() {
    const auto erase = [&](auto& from) {
      from.erase(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(begin_));
    };
    erase(all_);
    erase(said_);
    erase(own_);
    erase(values_);
    erase(told_from_);
    begin_ = 0;
  }

  static constexpr std::size_t kept_max = 48;
  const Text& text_;
  Reading& reading_;
  const std::vector<UnitKey>& units_;
  std::size_t begin_ = 0;  // the line of the next sentence begins here in each of these
  std::vector<std::uint32_t> all_;
  std::vector<Said> said_;  // before each of them
  std::vector<OwnWords> own_;
  std::vector<Decimal> values_;
  std::vector<std::size_t> told_from_;  // how many relations were told before its sentence
};

}  // namespace

namespace {

// Parts that do not make a whole which they and others make.
void leave_out_refuted(std::vector<Relation>& relations) {
  const auto is_sum = [](const Relation& it, Verdict verdict) {
    return it.kind == RelationKind::sum && it.verdict == verdict;
  };
  if (std::none_of(relations.begin(), relations.end(),
                   [&](const Relation& it) { return is_sum(it, Verdict::fails); }))
    return;
  std::multimap<std::uint32_t, std::vector<std::uint32_t>> holding;  // by their whole
  for (const Relation& it : relations)
    if (is_sum(it, Verdict::holds)) holding.emplace(it.figures.front(), it.figures);
  const auto is_refuted = [&](const Relation& fails) {
    if (!is_sum(fails, Verdict::fails)) return false;
    const auto [begin, end] = holding.equal_range(fails.figures.front());
    return std::any_of(begin, end, [&](const auto& of_whole) {
      return of_whole.second.size() > fails.figures.size() &&
             std::equal(fails.figures.begin(), fails.figures.end(), of_whole.second.begin());
    });
  };
  std::erase_if(relations, is_refuted);
}

}  // namespace

void add_relations(const Text& text, Reading& reading) {
  std::vector<std::uint32_t> sentence, quantities, relative;
  std::vector<UnitKey> units;
  units.reserve(reading.figures.size());
  Lines lines(text, reading, units);
  const auto finish = [&] {
    const std::size_t told = reading.relations.size();
    if (sentence.size() <= sentence_figures_max) add_list_lengths(text, sentence, reading);
    lines.add(quantities, told);
    sentence.clear();
    quantities.clear();
  };
  for (std::uint32_t index = 0; index < reading.figures.size(); ++index) {
    if (!sentence.empty() &&
        reading.figures[sentence.front()].sentence != reading.figures[index].sentence) {
      finish();
    }
    sentence.push_back(index);
    units.push_back(unit_key(reading.figures[index]));
    if (reading.figures[index].unit.name == "%" ||
        reading.figures[index].measure == Measure::growth)
      relative.push_back(index);
    const bool last = index + 1 == reading.figures.size();
    if (is_quantity(reading.figures[index]) &&
        !is_modifier(text, reading.figures[index], last ? nullptr : &reading.figures[index + 1]))
      quantities.push_back(index);
  }
  finish();
  add_table_rows(text, reading, units);
  add_table_feet(text, reading);
  add_far(text, reading);
  add_sums_of_sentences(text, reading, units);
  add_made_sums(text, reading, units);
  add_sums_of_series(text, reading, units);
  add_shares_of_one_whole(text, reading, relative, units);
  add_sums_of_ladders(text, reading, units);
  add_aimed(text, reading, relative);
  add_defined(text, reading, relative);
  add_named(text, reading, relative);
  leave_out_refuted(reading.relations);
  add_repeats(text, reading);
  by_place(reading.relations);
}

}  // namespace youju::reading
