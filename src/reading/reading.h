// Figures in Chinese prose, read: every number of a text with its unit and qualifier, what it says
// of what, and how the figures of the text hold against each other. Pure functions on text: no
// store, no locale, no state; any number of threads may read at once. Works on any bytes: a broken
// UTF-8 sequence is a character that means nothing. Time and memory grow with the length of the
// text and with nothing else; a text is at most limits::reading_bytes_max long.
//
//   const reading::Reading reading = reading::read(text, {.depth = reading::Depth::facts});
//   for (const reading::Figure& figure : reading.figures) …
//
// The views in a Reading point into `text` or at words of this library: `text` must outlive it.
//
// A figure is a number that says how many, how much or when. Its span is number, 余/多/几 and unit,
// and nothing else: 3万余本, 十余家, 860多万平方米, 3月20日; words around it (约, 超过, 第, 以上,
// 左右) decide its qualifier. Numbers in headings, enumerations, names of documents and programmes,
// fixed phrases, addresses and codes are not figures; they are listed if `excluded` is asked for.
// A number that is not there (产值共亿元, 同比增长%) is a figure with Qualifier::missing and an
// empty span before its unit; XX, ××, 20xx, 1xxxx, **** make one with Qualifier::placeholder.
// Neither has a value.
#pragma once

#include <youju/base/decimal.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::reading {

// How much is read; each depth costs what it needs and includes those before it.
enum class Depth {
  numbers,    // begin, end, value, unit, qualifier; English marks as they stand
  facts,      // measure, action, subject, actor, period, plan, sentence, heading
  relations,  // how the figures hold against each other
};

enum class Qualifier : std::uint8_t {
  exact,
  at_least,     // 余, 多, 几, 以上, 超过, 逾, 突破, 不少于, 至少, 上万, 数十
  about,        // 约, 近, 左右, 上下, 不足, 不到, 以内, 以下
  missing,      // the number is not there
  placeholder,  // something stands where it will be: XX, ××, 20xx, ****, 某
};

// What is measured. Targets are no measure of their own: Figure::plan tells them.
enum class Measure : std::uint8_t {
  count,      // done or counted in the period: 举办20场
  total,      // stock or accumulation: 累计达88家, 现有
  amount,     // money, mass, volume, energy, points
  share,      // part of a whole: 占GDP比重, 覆盖率, 完成任务的120%
  growth,     // change over time or against another: 同比增长, 提高3个百分点
  rank,       // 全市第一, 一等奖
  duration,   // 连续六年, 70岁, 2小时
  length,     // 12公里
  area,       // 860多万平方米, 300亩
  date,       // 3月20日, 2020年, 1-11月
  frequency,  // 每月两期
  ordinal,    // 第七届, 首次
};

// A calendar value with what is not said left out: 0.
struct Moment {
  std::int16_t year = 0;  // 2020
  std::int8_t month = 0;  // 1..12
  std::int8_t day = 0;    // 1..31

  std::string to_string() const;  // "2020-01-10", "03-20", "2020", "08"
  friend bool operator==(const Moment&, const Moment&) = default;
};

// A decimal of at most 18 digits: what figures of prose need, in 16 bytes.
struct Number {
  std::int64_t coefficient = 0;
  std::int32_t scale = 0;  // 0..12 places

  Decimal decimal() const { return Decimal::from_scaled(coefficient, scale); }
  friend bool operator==(const Number& a, const Number& b) { return a.decimal() == b.decimal(); }
};

struct Value {
  enum class Form : std::uint8_t { none, number, range, date, dates };
  Form form = Form::none;
  Number low, high;    // number: both are it; range: its ends
  Moment first, last;  // date: both are it; dates: the first and the last

  // "30000", "3..5", "03-20", "01..11"; "" for none. 万 and 亿 are multiplied out, except that
  // 亿元, 亿美元 and the like are units.
  std::string to_string() const;
};

// A unit of measure as the text writes it: 本, 人(次), 平方米, 亿元; 个百分点 is 百分点.
struct Unit {
  std::string_view name;
  std::string_view scale;  // 万, 亿 before a name whose number is missing or is told in 亿元
  std::string_view per;    // 月 in 期/月

  std::string to_string() const;  // "万人次", "亿元", "期/月", "本", ""
  bool empty() const { return name.empty() && scale.empty(); }
  friend bool operator==(const Unit&, const Unit&) = default;
};

// What a period covers: "2020", "2020-01..2020-11", or what the text leaves open: "".
struct Timespan {
  Moment first, last;
  std::string to_string() const;
  bool empty() const { return first == Moment{} && last == Moment{}; }
  friend bool operator==(const Timespan&, const Timespan&) = default;
};

inline constexpr std::uint32_t nothing = 0xFFFFFFFF;  // no sentence, no heading

struct Figure {
  // Of number, 余/多 and unit. The number alone ends at number_end_byte. A missing number has
  // begin == number_end == end.
  std::uint32_t begin_byte = 0, number_end_byte = 0, end_byte = 0;
  Value value;
  Unit unit;
  Qualifier qualifier = Qualifier::exact;

  // From Depth::facts on.
  Measure measure = Measure::count;
  bool plan = false;         // a target or an intention, not what was done
  std::string_view action;   // the verb, as it stands: 新增, 发放; "" if there is none
  std::string_view subject;  // what is counted or measured, at most 12 characters
  std::string_view part;     // which of them, if the words name the whole elsewhere: 省级
                             // of 项目92项，其中省级7项; so the figure is not that of the whole
  std::string_view actor;    // who did it, if the sentence says so
  Timespan period;           // said by the sentence, else by heading or document
  std::uint32_t sentence = nothing;  // index into Reading::sentences
  std::uint32_t heading = nothing;   // index into Reading::headings: the innermost

  // Subject with its part, 省级项目; the subject alone where both are longer than 12 characters.
  std::string thing() const;
};

enum class Reason : std::uint8_t {
  heading_number,    // 一、 （一） 1.
  enumeration_mark,  // 一是
  name,              // of a law, document, meeting, programme, event, plan
  fixed_phrase,      // 一带一路, 三下乡, 一个新台阶
  technical_term,    // 5G, PM2.5, 三级甲等, 7×24, 1:3
  code,              // telephone, street and document numbers
  institution,       // 第一中学, 八经街道, 张某
  vague,             // 多次
};

struct Excluded {
  std::uint32_t begin_byte = 0, end_byte = 0;
  Reason reason = Reason::name;
};

// A sentence, or a heading with the one above it.
struct Passage {
  std::uint32_t begin_byte = 0, end_byte = 0;
  std::uint32_t parent = nothing;  // of a heading: index of the heading it stands under
  std::uint8_t level = 0;          // of a heading: 1 一、, 2 （一）, 3 1., 4 (1)
};

enum class RelationKind : std::uint8_t {
  sum,
  list_length,
  share,
  growth,
  new_total,
  repeat,
  near_copy,
};
enum class Verdict : std::uint8_t { holds, fails, suspicious, lost, undecidable };

// What the text claims of its own figures. `figures` are indices, the whole or the result first.
struct Relation {
  RelationKind kind = RelationKind::sum;
  Verdict verdict = Verdict::holds;
  std::vector<std::uint32_t> figures;
  std::uint32_t begin_byte = 0, end_byte = 0;
  std::string expected, found;  // decimals as text, "" where there are none
  std::string_view why;         // id of a sentence in catalogue/reading.tsv: "reading.sum_differs"
};

struct Reading {
  std::vector<Figure> figures;      // by place
  std::vector<Excluded> excluded;   // by place; only if asked for
  std::vector<Passage> sentences;   // by place; from Depth::facts on
  std::vector<Passage> headings;    // by place; from Depth::facts on
  std::vector<Relation> relations;  // by place; from Depth::relations on
};

struct Options {
  Depth depth = Depth::facts;
  bool excluded = false;  // list what is no figure too
  bool markdown = false;  // # is a heading, ``` and links are not prose
  Timespan period = {};   // of the document, if known: what figures inherit last
};

// Reads a text. Texts over limits::reading_bytes_max are read up to there, at a character's end;
// who opens files refuses longer ones.
Reading read(std::string_view text, const Options& options = {});
// The same into a Reading whose memory is used again.
void read(std::string_view text, const Options& options, Reading& into);

// The stable spellings: "at_least", "share", "fixed_phrase", "list_length", "holds".
std::string_view name_of(Qualifier qualifier);
std::string_view name_of(Measure measure);
std::string_view name_of(Reason reason);
std::string_view name_of(RelationKind kind);
std::string_view name_of(Verdict verdict);

}  // namespace youju::reading
