#include <youju/reading/relation.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t words_bytes_max = 180;
constexpr std::size_t sentence_figures_max = 200;  // more is a table, not a sentence

bool is_number(const Figure& figure) {
  return figure.value.form == Value::Form::number && figure.measure != Measure::date &&
         figure.measure != Measure::ordinal && figure.measure != Measure::rank;
}

}  // namespace

std::string_view words_before(const Text& text, const Reading& reading, std::uint32_t index) {
  const Figure& figure = reading.figures[index];
  std::size_t begin = figure.begin_byte > words_bytes_max ? figure.begin_byte - words_bytes_max : 0;
  if (index > 0) begin = std::max<std::size_t>(begin, reading.figures[index - 1].end_byte);
  if (figure.sentence != nothing) {
    begin = std::max<std::size_t>(begin, reading.sentences[figure.sentence].begin_byte);
  }
  if (begin > figure.begin_byte) begin = figure.begin_byte;
  return text.between(begin, figure.begin_byte);
}

bool says(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool is_plain(const Figure& figure) {
  return is_number(figure) && figure.qualifier == Qualifier::exact;
}

bool same_unit(const Figure& a, const Figure& b) {
  return is_plain(a) && is_plain(b) && a.unit == b.unit;
}

Decimal printed_unit(const Text& text, const Figure& figure) {
  const std::string_view surface = text.between(figure.begin_byte, figure.number_end_byte);
  int power = surface.find("亿") != std::string_view::npos ? 8 : 0;
  if (surface.find("万") != std::string_view::npos) power += 4;
  if (power == 0) return Decimal(0);
  const std::size_t point = surface.find('.');
  if (point != std::string_view::npos) {
    for (std::size_t i = point + 1; i < surface.size() && surface[i] >= '0' && surface[i] <= '9';
         ++i)
      --power;
  }
  if (power <= 0 || power > Decimal::scale_max) return Decimal(0);
  return Decimal(1).shifted(power).value_or(Decimal(0));
}

void put(Reading& reading, Finding finding, std::vector<std::uint32_t> figures) {
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

void add_relations(const Text& text, Reading& reading) {
  std::vector<std::uint32_t> sentence, before;
  const auto finish = [&] {
    // A sentence that begins with 其中 parts a figure of the one before.
    if (sentence.size() > 1 && words_before(text, reading, sentence.front()).starts_with("其中")) {
      const Unit& unit = reading.figures[sentence.front()].unit;
      const auto whole = std::find_if(before.begin(), before.end(), [&](std::uint32_t index) {
        return reading.figures[index].unit == unit &&
               reading.figures[index].measure != Measure::growth;
      });
      if (whole != before.end()) sentence.insert(sentence.begin(), *whole);
    }
    if (sentence.size() > 1 && sentence.size() <= sentence_figures_max) {
      add_sums(text, sentence, reading);
      add_new_totals(text, sentence, reading);
      add_shares(text, sentence, reading);
      add_growths(text, sentence, reading);
    }
    if (sentence.size() <= sentence_figures_max) add_list_lengths(text, sentence, reading);
    before.swap(sentence);
    sentence.clear();
  };
  for (std::uint32_t index = 0; index < reading.figures.size(); ++index) {
    if (!sentence.empty() &&
        reading.figures[sentence.front()].sentence != reading.figures[index].sentence) {
      finish();
    }
    sentence.push_back(index);
  }
  finish();
  add_repeats(reading);
  std::stable_sort(
      reading.relations.begin(), reading.relations.end(),
      [](const Relation& a, const Relation& b) { return a.begin_byte < b.begin_byte; });
}

}  // namespace youju::reading
