// Makes facts of figures: measure, action, subject, actor. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>
#include <youju/reading/unit.h>

namespace youju::reading {

// Whether these words call a part by a closed class: 省级, 城区, 男, 五星级.
bool is_kind(std::string_view words);

// Whether a deed of two characters stands beside short nouns that are parts, and is one too:
// 刑事486件，民商事3259件，行政74件，执行1628件.
bool is_deed_beside(const Text& text, const Reading& reading, std::size_t index,
                    std::string_view deed);

inline constexpr std::size_t clause_bytes_max = 150;
// The clause of a figure: what stands before its number, from the mark or figure before it on.
struct Clause {
  std::size_t begin = 0, number = 0;
  std::size_t limit = 0;  // the end of the figure before it, dates apart; it begins no earlier
  bool listed = false;    // the mark before it is 、 or the figure before it touches it
  // Those of brackets and of cells of a table that stand in it; all if that is not known.
  std::uint32_t signs = ~std::uint32_t{0};
};
Clause clause_of(const Text& text, const Reading& reading, std::size_t figure);
// Where the clause of a figure begins at the earliest: where the figure before it ends, dates
// apart.
std::size_t limit_of(const Reading& reading, std::size_t figure);

// What is asked of each figure twice, where its clause begins and the sort of its unit, in 16
// bytes.
struct Asked {
  std::uint32_t begin = 0, limit = 0, signs = 0;
  Sort sort = Sort::things;
  bool known = false;
};
// Fills measure, action, subject and actor of every figure, whose sentences are known. Says what
// it asked of each; nothing of dates.
std::vector<Asked> add_facts(const Text& text, Reading& reading);

// Tells who did it: whom the clause or the sentence before it names, a body or persons; of a state
// the body it is told of. Nobody where neither names one. Leaves what add_facts() took for the
// doer only where it is one.
void add_doers(const Text& text, const std::vector<Asked>& asked, Reading& reading);

// Gives a figure without a verb the one right before its number (达到, 缩短), the one that opens
// its clause, or that of the list it stands in: 获一等奖5个、二等奖9个. Comes last, since relations
// and subjects go by the verbs that add_facts() takes.
void add_deeds(const Text& text, const std::vector<Asked>& asked, Reading& reading);

// Gives parts that are told by their kind the thing of their whole: 项目92项，其中省级7项. Comes
// last, since relations go by what stands in the clause itself.
void add_parts(const Text& text, const std::vector<Asked>& asked, Reading& reading);

// The figure before it in its sentence that is no date, or null. One in a bracket that is closed
// before it is taken only if there is no other; so in the next.
const Figure* figure_before(const Text& text, const Reading& reading, std::size_t index);
// Whether the thing a figure counts stands behind it.
bool counted_behind(const Text& text, const Figure& figure);
// Gives a figure what its clause has from `last`, the figure before it in its sentence: 其中,
// lists, 增幅. `counts`: it counts things.
void inherit(const Text& text, const Reading& reading, std::size_t index, const Figure& last,
             const Clause& clause, bool counts, Figure& figure);

// The nearest figure before it in its sentence that counts in its unit and has a subject: 42个重点
// 项目完成投资97.5亿元，开工31个; or null.
const Figure* like_before(const Text& text, const Reading& reading, std::size_t index);
// 开工2,316套，其中廉租房860套、公租房640套；竣工1,472套: what is done next is done with the whole,
// not with the last of its parts; the whole, or null.
const Figure* before_parts(const Text& text, const Reading& reading, std::size_t index);
// 报告传染病2,310例。其中甲类0例: whether the sentence of a figure parts what the one before it
// told.
bool parts_the_last(const Text& text, const Reading& reading, const Figure& figure);
// The nearest figure of its unit before the 其中 that its clause or one before it begins with, or
// null: 学会92个，其中省级7个，占7.6%，市级85个. Where its sentence begins with 其中, one in that
// before.
const Figure* before_among(const Text& text, const Reading& reading, std::size_t index);
// 总人口43000人，男性22448人，女性20552人，14岁以下14104人: the one that was parted by sex right
// before it, or null.
const Figure* before_sexes(const Text& text, const Reading& reading, std::size_t index);
// The nearest figure before it in its paragraph that counts in its unit and has a subject, or null.
const Figure* like_above(const Text& text, const Reading& reading, std::size_t index);

// That for a sentence that opens with a deed: 发现问题63个。年内整改到位57个; or null.
const Figure* before_deed(const Text& text, const Reading& reading, std::size_t index,
                          const Clause& clause);

// The nearest of those before its paragraph too: 受理投诉2万件。⏎达成调解的1.6万件; or null.
const Figure* like_far(const Reading& reading, std::size_t index);

// The noun that is counted and the verb, found in the clause before or after the number.
struct Nouns {
  std::string_view subject, action, actor;
  bool deed = false;         // the verb stands alone and is a noun as well: 急诊, 培训
  bool before_verb = false;  // the subject stands before the verb: 农作物受灾8.6万亩
};
enum class Counted : std::uint8_t { things, deeds };  // 台, 人; 次, 起, 元, 小时
Nouns nouns_before(const Text& text, std::size_t begin, std::size_t end,
                   Counted counted = Counted::things);
// 其中紧急救助27次, 街头采血, 服务2件: the deed that names a part, or nothing if what stands there
// is something else.
std::string_view deed_of_part(const Text& text, std::size_t begin, std::size_t end);
// Whether a clause tells nothing but what is done and how: 审查立案, 成功上岗, 已投产.
bool are_deeds(const Text& text, std::size_t begin, std::size_t end);
Nouns nouns_behind(const Text& text, std::size_t begin, std::size_t limit);
// 6个考核断面, 86名受训学员: what stands behind the number where a verb opens it and it ends as
// what the unit counts does, so that it is a noun and no deed; or nothing.
std::string_view thing_of_deed(const Text& text, std::size_t begin, std::size_t limit,
                               std::string_view unit);

// What is counted in a unit, up to where its noun ends: 选手 of 选手穿刺 in 名, and all of it where
// the unit tells nothing.
std::string_view up_to_head(std::string_view phrase, std::string_view unit);
// 10名社区矫正协理员充实力量: a noun behind its number, which ends at `begin`, that a verb stopped
// before what its unit counts is reached goes on to that, if it stands near; else the noun.
std::string_view on_to_head(const Text& text, std::string_view noun, std::size_t begin,
                            std::size_t limit, std::string_view unit);
// Whether it ends as what this unit counts does, if the unit tells anything: 劳力, 党员 in 人.
bool has_head(std::string_view phrase, std::string_view unit);
// Whether persons are counted in this unit.
bool counts_persons(std::string_view unit);
// Whether it names persons that do something.
bool is_doer(std::string_view phrase);
// Of persons, without what they do: 农民 of 农民外出.
std::string_view up_to_doer(std::string_view phrase, std::string_view unit);
// 第十二次会议纪要: what comes again and again, up to where its name ends.
std::string_view up_to_event(std::string_view phrase);

// 出书412种, 起鱼600斤: the one character that something was done with, which the unit measures.
std::string_view object_of_deed(std::string_view before, std::string_view unit);

// The class of things a number counts, without the deed that is done in them: 工种 of
// 5个工种技能比武.
std::string_view without_deed_of_class(std::string_view subject, std::string_view unit);
// The noun of a figure, without what the next one measures: 行政村 of 412个行政村通邮率99.5%.
std::string_view without_rate(const Text& text, std::string_view subject, const Figure& next);

// A clause without what belongs to the figure before it or to its own number: 2019年度收入,
// 三年来培训, 近三分之二的学校 behind 六成的社区、; 接待上百批.
void leave_rests(const Text& text, const Reading& reading, std::size_t index, Clause& clause);
// What no subject has: a date, marks at its ends, the end of a clock time, half a bracket.
void clean_subject(const Text& text, Reading& reading, std::size_t index, const Clause& clause);

// What a title before a colon, or the heading right before its sentence, names.
std::string_view titled(const Text& text, std::size_t begin);
std::string_view of_heading(const Text& text, const Reading& reading, const Figure& figure);

// 受众继续增多，达到5万人次; 中部地区次之，占11%: what the clause right before it tells of and says
// how it went, behind the figure before; or nothing.
std::string_view topic_before(const Text& text, const Reading& reading, std::size_t index,
                              const Clause& clause);
// 编程等赛事转为线上，参赛7,940人; 组织院士开展调研，历时两个月: what the clause before speaks of,
// if there is no number in it.
std::string_view of_clause_before(const Text& text, const Reading& reading, std::size_t index,
                                  const Clause& clause);
// 敬老院最少，为17处; 噪声类居首，496件: what the clause before calls the first, or nothing.
std::string_view of_foremost(const Text& text, const Reading& reading, std::size_t index,
                             const Clause& clause);

// Whether a mark between two cells of a table stands there: ｜ | ／, a tab, a wide blank.
bool is_cell_mark(const Text& text, std::size_t at);
// Where the last cell of a clause begins, if marks but blanks part it; else where the clause does.
std::size_t cell_begin(const Text& text, const Clause& clause);
// What the row of a table is named, or, where it tells a total, its column: of a figure in whose
// cell no more stands than what the column is called or what was done. Else nothing.
std::string_view of_row(const Text& text, const Clause& clause);

// 盈利的7个, 随班就读的有13名: what is told of the thing, and not the thing itself.
bool leaves_thing_out(const Text& text, const Clause& clause, bool share);

// What stands before the word of a rank and has it; `placed` tells whether there is such a word.
std::string_view ranked(const Text& text, const Clause& clause, bool& placed);
// The same where it is told among how many: 增速居全市9个县第2位.
std::string_view ranked_among(const Text& text, const Reading& reading, std::size_t index);

// What is no thing though it stands where one should, 从今年, 缩至, is no subject: the one that is
// carried on takes its place.
void mend_subject(const Text& text, Reading& reading, std::size_t index, const Clause& clause);

// Gives the figures that touch each other from `first` on what the words before 分别 or 依次 name,
// or the figures before them, each its own: 报纸、杂志分别为3万份、2万册;
// 死亡3人，受伤9人，分别下降2%、5%.
void respectively(const Text& text, Reading& reading, std::size_t first);

}  // namespace youju::reading
