// How the figures of a text hold against each other. Only what the text itself decides is said to
// fail: a list that may be open, or figures that may be of different things, are left alone,
// because one false alarm costs more trust than one finding earns. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>
#include <youju/reading/words.h>

#include <span>

namespace youju::reading {

// Fills relations of a reading whose facts are known.
void add_relations(const Text& text, Reading& reading);

using Indices = std::span<const std::uint32_t>;

// The last piece of what stands before a figure, kept from when it is first asked for.
struct OwnWords {
  static constexpr std::size_t unknown = std::string_view::npos;
  Said words;
  std::size_t change = unknown;  // where a word of change begins in them
  bool known = false;
};

// What is asked of the unit of a figure again and again, in eight bytes: two are compared at once
// where their strings would be compared byte by byte.
struct UnitKey {
  enum : std::uint64_t {
    is_plain = 1ULL << 51U,    // the figure is
    is_long = 1ULL << 52U,     // more than six bytes, or with what it is per: its hash stands here
    has_bracket = 1ULL << 53U  // 册(盘); perhaps, of a short one
  };
  static constexpr unsigned size_shift = 48, groups_shift = 54;
  std::uint64_t bits = 0;

  bool is(std::uint64_t flag) const { return (bits & flag) != 0; }
  bool is_empty() const {
    return (bits << (64U - size_shift - 3) >> (64U - 3)) == 0 && !is(is_long);
  }
  // Groups of units that count the same things, as are_counted_alike() knows them.
  std::uint64_t groups() const { return bits >> groups_shift; }
};
UnitKey unit_key(const Figure& figure);

// In its base unit: 1.2亿元 is 120000000.
Decimal value_of(const Figure& figure);

// The quantities of a sentence in order, without its dates, ordinals and ranks, behind the last
// ones before it: 其中 and 其余 may begin a sentence of their own, and what a share is of may stand
// there.
struct Line {
  const Text& text;
  Reading& reading;
  Indices all;
  std::size_t first = 0;                 // where the sentence itself begins in `all`
  std::span<const Said> said;            // what stands before each of `all`
  std::span<OwnWords> own = {};          // the last piece of it, where that is asked for
  std::span<const Decimal> values = {};  // of each, where they are known already
  std::size_t told_from = 0;             // the first relation that may be of one of them
  std::span<const UnitKey> units = {};   // of each figure of the text, where they are known

  std::size_t size() const { return all.size(); }
  const Figure& at(std::size_t i) const { return reading.figures[all[i]]; }
  // In its base unit; and such a value as figure `i` tells its own.
  Decimal value(std::size_t i) const { return values.empty() ? value_of(at(i)) : values[i]; }
  std::string told(std::size_t i, const Decimal& value) const;
  // The relations told so far that may be of one of them.
  std::span<const Relation> told() const {
    return std::span<const Relation>(reading.relations).subspan(told_from);
  }
  // What stands between the quantity before it and it; for the first, from its sentence on.
  const Said& words(std::size_t i) const { return said[i]; }
};

void add_sums(const Line& line);
void add_balances(const Line& line);
void add_new_totals(const Line& line);
void add_shares(const Line& line);
void add_growths(const Line& line);
// What those have not told, of the only two figures of a unit that can be meant: 上年末32亿元，
// 本年末33.6亿元，仅上升5%; 借出图书36500册，97%已经归还，计35405册. It fails only where the words
// name no other thing.
void add_pairs(const Line& line);
// Of what those have not told, changes whose older figures their words tie to them.
void add_tied(const Line& line);
// `sentence` are the indices of all figures of one sentence, in order.
void add_list_lengths(const Text& text, Indices sentence, Reading& reading);
void add_repeats(const Text& text, Reading& reading);
// Of the whole text, after the sentences: what needs more than one line.
void add_table_rows(const Text& text, Reading& reading, std::span<const UnitKey> units);
void add_table_feet(const Text& text, Reading& reading);
void add_far(const Text& text, Reading& reading);
// Sums whose parts stand each at the head of a sentence of its own, behind 其中 or 分产业看; only
// to hold.
void add_sums_of_sentences(const Text& text, Reading& reading, std::span<const UnitKey> units);
// Sums of steps that leave nothing out: 14岁以下, 15—64岁, 65岁以上.
void add_sums_of_ladders(const Text& text, Reading& reading, std::span<const UnitKey> units);
// Sums of what is told in turn under one name: 招生, and 招生 of each kind of school.
void add_sums_of_series(const Text& text, Reading& reading, std::span<const UnitKey> units);
// Sums that no words tell, of three figures and more that make another to the digit; only to hold.
void add_made_sums(const Text& text, Reading& reading, std::span<const UnitKey> units);
// The next four are of the `relative` figures alone: those of % and those that tell a change.
// What is planned against what was done, under the same name: 2019年计划55万人次，比2018年增长4.8%.
void add_aimed(const Text& text, Reading& reading, Indices relative);
// 研发强度（研发投入与营业收入之比）4%: what a bracket says a rate is of.
void add_defined(const Text& text, Reading& reading, Indices relative);
// Shares told one after the other, of the number that makes them all.
void add_shares_of_one_whole(const Text& text, Reading& reading, Indices relative,
                             std::span<const UnitKey> units);
// Last, of what nothing else has told.
void add_named(const Text& text, Reading& reading, Indices relative);

// Neither a date nor a rank, nor how often or how long: years are no quantity, as in 连续五年.
bool is_quantity(const Figure& figure);
// What stands in another paragraph is of something else.
bool are_in_one_paragraph(const Line& line, std::size_t from, std::size_t to);
// A number that counts or measures: no date, no ordinal, no rank.
inline bool is_number(const Figure& figure) {
  constexpr auto bit = [](Measure measure) { return 1U << static_cast<unsigned>(measure); };
  constexpr unsigned others = bit(Measure::date) | bit(Measure::ordinal) | bit(Measure::rank);
  return figure.value.form == Value::Form::number && (bit(figure.measure) & others) == 0;
}
// A number that is known exactly: no range, no 余, no date.
inline bool is_plain(const Figure& figure) {
  return figure.qualifier == Qualifier::exact && is_number(figure);
}
// A plain number of %.
bool is_percent(const Figure& figure);
// Whether both are told in one unit; 亿元 and 元 are one.
inline bool are_in_one_unit(const Figure& a, const Figure& b) {
  return same(a.unit.name, b.unit.name) && same(a.unit.per, b.unit.per);
}
// Two plain figures of one unit.
inline bool same_unit(const Figure& a, const Figure& b) {
  return is_plain(a) && is_plain(b) && are_in_one_unit(a, b);
}

// Whether other units count the same things: 人 and 名, 件 and 起.
bool are_counted_alike(const Figure& a, const Figure& b);
// The same of figures of a text whose keys are known: same_unit().
inline bool same_unit(const Reading& reading, std::span<const UnitKey> units, std::uint32_t i,
                      std::uint32_t other) {
  const UnitKey a = units[i], b = units[other];
  return a.bits == b.bits && a.is(UnitKey::is_plain) &&
         (!a.is(UnitKey::is_long) || are_in_one_unit(reading.figures[i], reading.figures[other]));
}
// And of figures of a line.
inline bool same_unit(const Line& line, std::size_t i, std::size_t other) {
  return line.units.empty() ? same_unit(line.at(i), line.at(other))
                            : same_unit(line.reading, line.units, line.all[i], line.all[other]);
}
// The same unit, or another that counts the same things.
inline bool like_unit(const Figure& a, const Figure& b) {
  return are_in_one_unit(a, b) || are_counted_alike(a, b);
}

// 有效问卷463份: each is of somebody who answered.
bool is_answered(const Figure& figure);

// Whether other units count the same things as that of the figure.
bool is_counted_otherwise(const Figure& figure);

// What one unit of the last printed place is worth: 100 of 2.36万, 0 of a number without 万 or 亿.
Decimal printed_unit(const Text& text, const Figure& figure);
// The same of every number that is told rounded: 10^7 of 1.2亿元 and 0.1 of 3.5公里 as well. 0 of a
// whole number.
Decimal last_place(const Text& text, const Figure& figure);

// 56个签约项目中，智能制造类23个: the words say that the things that the number before counts are
// parted.
bool parts_its_things(std::string_view words);

// Whether a relation was told of which figure `result` is the whole or the result.
bool is_told(const Line& line, std::size_t result);

// The whole of the sum that ends with figure `i`, as it was found; else `i`.
std::size_t whole_of_part(const Line& line, std::size_t i);

// The whole of a sum that holds and of which figure `i` is a part; else `i`.
std::size_t whole_of_any_part(const Line& line, std::size_t i);

struct Finding {
  RelationKind kind = RelationKind::sum;
  Verdict verdict = Verdict::holds;
  std::string_view why;
  std::string expected, found;
};
void put(Reading& reading, Finding finding, std::vector<std::uint32_t> figures);

}  // namespace youju::reading
