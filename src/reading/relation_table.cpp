// Rows of a table that stands in the text line by line: 科普讲座 ｜ 40场 ｜ 46场 ｜ 115%.
#include <youju/reading/relation_ratio.h>

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
  bool told = false;  // by the sentence itself
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

std::string_view between(const Text& text, const Figure& a, const Figure& b) {
  return a.end_byte <= b.begin_byte ? text.between(a.end_byte, b.begin_byte) : std::string_view();
}

bool is_row(const Text& text, const Reading& reading, std::uint32_t result) {
  if (result < 2 || reading.figures[result].unit.name != "%") return false;
  const Figure &a = reading.figures[result - 2], &b = reading.figures[result - 1],
               &c = reading.figures[result];
  return is_percent(c) && a.sentence == c.sentence && b.sentence == c.sentence && same_unit(a, b) &&
         a.unit.name != "%" && is_column_mark(between(text, a, b)) &&
         is_column_mark(between(text, b, c));
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
  return percent(grown ? difference->abs() : part, whole, places_of(line.at(2)) + beyond);
}

Ratio ratio_of(Meaning meaning) {
  const bool from_first =
      meaning == Meaning::second_of_first || meaning == Meaning::grown_from_first;
  const bool grown = meaning == Meaning::grown_from_first || meaning == Meaning::grown_to;
  return {grown ? RelationKind::growth : RelationKind::share, 2, from_first ? 1U : 0U,
          from_first ? 0U : 1U};
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
  const bool sure = most >= 2 && 2 * most > rows.size();
  for (const Row& row : rows) {
    if (row.told || !(sure || holds_in(row, meaning))) continue;
    // A row alone says only what makes a share.
    if (rows.size() < 2 && ratio_of(meaning).kind != RelationKind::share) continue;
    const RowLine own(row.result);
    const Line line{text, reading, own.all, 0, own.said};
    if (const std::optional<Decimal> value = computed(line, meaning))
      tell(line, ratio_of(meaning), *value);
  }
}

}  // namespace

void add_table_rows(const Text& text, Reading& reading) {
  constexpr std::uint32_t gap_max = 3;  // rows between that have no such numbers
  std::vector<Row> rows;
  std::vector<Row> table;
  for (std::uint32_t i = 2; i < reading.figures.size(); ++i)
    if (is_row(text, reading, i)) rows.push_back({i, reading.figures[i].sentence, false});
  if (rows.empty()) return;
  for (const Relation& relation : reading.relations)
    for (Row& row : rows) row.told = row.told || relation.figures.front() == row.result;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= rows.size(); ++i) {
    if (i < rows.size() && rows[i].sentence - rows[i - 1].sentence <= gap_max) continue;
    tell_rows(text, reading, std::span(rows).subspan(first, i - first));
    first = i;
  }
}

}  // namespace youju::reading
