// Rows of a table that stands in the text line by line: 科普讲座 ｜ 40场 ｜ 46场 ｜ 115%.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_ratio.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>
#include <vector>

namespace youju::reading {
namespace {

// What a percentage at the end of a row may be of the two numbers before it.
enum class Meaning : std::uint8_t { second_of_first, first_of_second, grown_from_first, grown_to };
constexpr std::array meanings = {Meaning::second_of_first, Meaning::first_of_second,
                                 Meaning::grown_from_first, Meaning::grown_to};

struct Row {
  std::uint32_t result = 0;  // the index of the percentage; the two numbers stand before it
  std::uint32_t sentence = 0;
  bool told = false;   // by the sentence itself
  bool grown = false;  // 增加38.7%: its cell says that it is a change
};

// Nothing but what parts the columns of a table.
bool is_column_mark(std::string_view between) {
  bool any = false;
  for (std::size_t at = 0; at < between.size();) {
    const std::string_view rest = between.substr(at);
    std::size_t bytes = 0;
    if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '|' || rest[0] == '/') bytes = 1;
    if (rest.starts_with("｜") || rest.starts_with("／") || rest.starts_with("\u3000")) bytes = 3;
    if (bytes == 0) return false;
    any = true;
    at += bytes;
  }
  return any;
}

// 下降 of ｜ 下降1.4个百分点: what a cell says before its number, behind the marks.
std::string_view without_column_mark(std::string_view between) {
  for (std::size_t bytes = 1; bytes != 0 && !between.empty(); between.remove_prefix(bytes)) {
    const bool wide =
        between.starts_with("｜") || between.starts_with("／") || between.starts_with("\u3000");
    const bool thin = between[0] == ' ' || between[0] == '\t' || between[0] == '|';
    bytes = wide ? 3 : thin ? 1 : 0;
  }
  return between;
}

bool is_change_word(std::string_view cell) {
  static const Words words(
      Words::Side::begin,
      {{0, "增加 增长 上升 提高 提升 下降 减少 降低 缩短 增 减 升 降 净增 净减"}});
  return !cell.empty() && words.longest(cell, 0).bytes == cell.size();
}

std::string_view between(const Text& text, const Figure& a, const Figure& b) {
  return a.end_byte <= b.begin_byte ? text.between(a.end_byte, b.begin_byte) : std::string_view();
}

std::optional<Row> row_of(const Text& text, const Reading& reading, std::uint32_t result) {
  if (result < 2) return std::nullopt;
  const Figure &a = reading.figures[result - 2], &b = reading.figures[result - 1],
               &c = reading.figures[result];
  if (!is_plain(c) || a.sentence != c.sentence || b.sentence != c.sentence || !same_unit(a, b) ||
      !is_column_mark(between(text, a, b)) || c.value.low.decimal().is_negative())
    return std::nullopt;
  const std::string_view cell = between(text, b, c);
  const std::string_view word = without_column_mark(cell);
  const bool grown = is_change_word(word);
  if (word.size() == cell.size() || !(word.empty() || grown)) return std::nullopt;
  const bool percents = a.unit.name == "%";
  const bool share = c.unit.name == "%" && !percents;
  if (!share && !(grown && (percents ? c.unit.name == "百分点" : same_unit(a, c))))
    return std::nullopt;
  return Row{result, c.sentence, false, grown};
}

// A row as a line of three figures.
struct RowLine {
  std::array<std::uint32_t, 3> all;
  std::array<Said, 3> said;
  explicit RowLine(std::uint32_t result) : all{result - 2, result - 1, result} {}
};

std::optional<Decimal> computed(const Line& line, Meaning meaning) {
  const bool from_first =
      meaning == Meaning::second_of_first || meaning == Meaning::grown_from_first;
  const Decimal part = line.value(from_first ? 1 : 0), whole = line.value(from_first ? 0 : 1);
  const bool grown = meaning == Meaning::grown_from_first || meaning == Meaning::grown_to;
  const Result<Decimal> difference = subtract(part, whole);
  if (!difference) return std::nullopt;
  // 增加254.5毫米, 下降1.4个百分点
  if (line.at(2).unit.name != "%") return grown ? std::optional(difference->abs()) : std::nullopt;
  return percent(grown ? difference->abs() : part, whole, places_of(line.at(2)) + beyond);
}

Ratio ratio_of(Meaning meaning) {
  const bool from_first =
      meaning == Meaning::second_of_first || meaning == Meaning::grown_from_first;
  const bool grown = meaning == Meaning::grown_from_first || meaning == Meaning::grown_to;
  return {grown ? RelationKind::growth : RelationKind::share, 2, from_first ? 1U : 0U,
          from_first ? 0U : 1U};
}

// Whether the head of the table says that its last column is how much more or less it is:
// 指标 ｜ 2021年 ｜ 2020年 ｜ 同比增减.
bool heads_changes(const Text& text, const Figure& first) {
  constexpr int rows_max = 12;
  std::size_t begin = text.all.rfind('\n', first.begin_byte);
  for (int row = 0; row < rows_max && begin != std::string_view::npos && begin > 0; ++row) {
    const std::size_t end = begin;
    begin = text.all.rfind('\n', end - 1);
    const std::size_t from = begin == std::string_view::npos ? 0 : begin + 1;
    const std::string_view above = text.between(from, end);
    if (!says(above, {"｜", "|", "\t"})) return false;
    const std::size_t last = above.find_last_of("|\t");
    const std::size_t wide = above.rfind("｜");
    const std::size_t cell = wide != std::string_view::npos ? wide : last;
    if (says(above.substr(cell), {"增减", "增长", "增幅", "比上年", "同比", "升降"}) &&
        !says(above, {"%", "％"}))
      return true;
  }
  return false;
}

// The rows say by what most of them make what the last column means: then one that differs is
// wrong.
void tell_rows(const Text& text, Reading& reading, std::span<const Row> rows) {
  std::size_t most = 0;
  Meaning meaning = Meaning::second_of_first;
  const auto holds_in = [&](const Row& row, Meaning by) {
    const RowLine own(row.result);
    const Line line{text, reading, own.all, 0, own.said};
    const std::optional<Decimal> value = computed(line, by);
    return value && holds(line, ratio_of(by), *value);
  };
  for (const Meaning by : meanings) {
    const auto right = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const Row& row) { return holds_in(row, by); }));
    if (right > most) {
      most = right;
      meaning = by;
    }
  }
  const bool heads = heads_changes(text, reading.figures[rows.front().result]);
  const bool grown = ratio_of(meaning).kind == RelationKind::growth;
  const bool sure = (most >= 2 && 2 * most > rows.size()) ||
                    (heads && grown && most >= 1 && most + 1 >= rows.size());
  for (const Row& row : rows) {
    if (row.told || !(sure || holds_in(row, meaning))) continue;
    // A row alone says only what makes a share, unless the table says what it tells.
    if (rows.size() < 2 && grown && !heads && !row.grown) continue;
    if (row.grown && !grown) continue;
    const RowLine own(row.result);
    const Line line{text, reading, own.all, 0, own.said};
    if (const std::optional<Decimal> value = computed(line, meaning))
      tell(line, ratio_of(meaning), *value);
  }
}

}  // namespace

void add_table_rows(const Text& text, Reading& reading, std::span<const UnitKey> units) {
  constexpr std::uint32_t gap_max = 3;  // rows between that have no such numbers
  std::vector<Row> rows;
  std::vector<Row> table;
  for (std::uint32_t i = 2; i < reading.figures.size(); ++i) {
    if (units[i - 2].bits != units[i - 1].bits) continue;  // two of a row are of one unit
    if (const std::optional<Row> row = row_of(text, reading, i)) rows.push_back(*row);
  }
  if (rows.empty()) return;
  for (const Relation& relation : reading.relations) {
    const std::uint32_t result = relation.figures.front();
    const auto row =
        std::lower_bound(rows.begin(), rows.end(), result,
                         [](const Row& one, std::uint32_t index) { return one.result < index; });
    if (row != rows.end() && row->result == result) row->told = true;
  }
  std::size_t first = 0;
  for (std::size_t i = 1; i <= rows.size(); ++i) {
    if (i < rows.size() && rows[i].sentence - rows[i - 1].sentence <= gap_max) continue;
    tell_rows(text, reading, std::span(rows).subspan(first, i - first));
    first = i;
  }
}

}  // namespace youju::reading
