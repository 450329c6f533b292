// The words of official tables, all in one place: totals, parts, notes, units of measure, ticks,
// and what a column that a field has no name for may be called. Inner header of the room. Texts
// are compared in their folded form (base/text.h).
#pragma once

#include <youju/base/decimal.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger::words {

// A label of a row of totals: 合计, 总 计, 甲镇小计. `grand`: of the whole table.
enum class Total { none, part, grand };
Total total_of(std::string_view label);
// 其中：女性, #女性. What follows is `rest`.
bool is_part(std::string_view label, std::string_view* rest = nullptr);
// 注：…, 填表人：…, 制表日期：…: a row that is about the table.
bool is_note(std::string_view label);
// 一、…  （二）… : a heading inside of a table.
bool is_section(std::string_view label);
// How far a label is set in by blanks, in half characters.
int indent_of(std::string_view label);
// The header of a column that only numbers the rows, or says what no ledger keeps.
bool is_row_number(std::string_view title);
// 比例, 占比, 增长率, 平均…: a column that does not add up.
bool is_rate(std::string_view title);

// √ ✓ 是 有 → true; × 否 → false; else nothing.
std::optional<bool> tick_of(std::string_view text);
// — / ／ 无 and the like: written where there is nothing.
bool is_placeholder(std::string_view text);

// 万人次 → 4, 人次; 元 → 0, 元. Nothing if the text is no unit of measure that is known.
struct Measure {
  int power = 0;
  std::string base;
  std::string text;  // as it was written
};
std::optional<Measure> measure_of(std::string_view text);
// Whether numbers of the one may stand for numbers of the other: 人 and 人次.
bool same_base(std::string_view a, std::string_view b);
// The unit in a title and the title without it: 参加人数（万人次）, 金额/万元, 经费 单位：元.
struct TitleParts {
  std::string title;
  std::optional<Measure> measure;
};
TitleParts split_title(std::string_view title);
// The units named in a line above the table: 单位：万人次、万元.
std::vector<Measure> measures_of_line(std::string_view line);
// What follows 填报单位：, 单位：and the like in a line; "" if it says nothing of the kind.
std::string_view reporter_of_line(std::string_view line);
// The year a title speaks of: 2009年…, 二〇〇九年….
std::optional<int> year_of(std::string_view title);

// A number as people write it: full-width digits, thousands separators, a unit behind it. `measure`
// is what stands behind it: 3.5万 → 3.5 with power 4. Nothing if it is none.
struct WrittenNumber {
  Decimal value;
  std::optional<Measure> measure;
};
std::optional<WrittenNumber> number_of(std::string_view text);

// Names by which a column that is no field is known in offices; folded. In order of the targets
// -1, -2, … of record_check.h.
const std::vector<std::vector<std::string_view>>& fixed_synonyms();
// Words that say the same in titles of fields; each inner list is one meaning.
const std::vector<std::vector<std::string_view>>& field_synonyms();
// Marks between several units in one cell.
std::vector<std::string_view> split_list(std::string_view text);
// The first and the last day of a cell such as 3月5日至7日; equal if it is one day.
struct Days {
  std::string first, last;  // as base/calendar.h reads them
};
std::optional<Days> days_of(std::string_view text, std::optional<int> year);

}  // namespace youju::ledger::words
