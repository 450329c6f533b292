#include <youju/base/limits.h>
#include <youju/reading/evened.h>
#include <youju/reading/fact.h>
#include <youju/reading/passage.h>
#include <youju/reading/reading.h>
#include <youju/reading/relation.h>
#include <youju/reading/scan.h>

#include <array>

namespace youju::reading {
namespace {

void append_two(std::string& out, int number) {
  if (number < 10) out += '0';
  out += std::to_string(number);
}

std::string_view bounded(std::string_view text) {
  if (text.size() <= limits::reading_bytes_max) return text;
  std::size_t end = limits::reading_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  return text.substr(0, end);
}

void read_even(std::string_view text, const Options& options, Reading& into) {
  Scanner(text, options, into).run();
  if (options.depth == Depth::numbers) return;
  const Text place{text};
  add_passages(place, options, into);
  const std::vector<Asked> asked = add_facts(place, into);
  add_doers(place, asked, into);
  add_periods(place, options, into);
  if (options.depth == Depth::relations) add_relations(place, into);
  add_parts(place, asked, into);
  add_deeds(place, asked, into);
}

}  // namespace

std::string Moment::to_string() const {
  std::string out;
  if (year != 0) out = std::to_string(year);
  if (month != 0) {
    if (!out.empty()) out += '-';
    append_two(out, month);
  }
  if (day != 0) {
    if (!out.empty()) out += '-';
    append_two(out, day);
  }
  return out;
}

std::string Value::to_string() const {
  switch (form) {
    case Form::none:
      return "";
    case Form::number:
      return low.decimal().to_string();
    case Form::range:
      return low.decimal().to_string() + ".." + high.decimal().to_string();
    case Form::date:
      return first.to_string();
    case Form::dates:
      return first.to_string() + ".." + last.to_string();
  }
  return "";
}

std::string Unit::to_string() const {
  std::string out(scale);
  out += name;
  if (!per.empty()) {
    out += '/';
    out += per;
  }
  return out;
}

std::string Figure::thing() const {
  constexpr std::size_t longest = 36;  // twelve characters
  std::string out(part.size() + subject.size() <= longest ? part : std::string_view());
  return out += subject;
}

std::string Timespan::to_string() const {
  if (empty()) return "";
  return first == last ? first.to_string() : first.to_string() + ".." + last.to_string();
}

void read(std::string_view text, const Options& options, Reading& into) {
  into.figures.clear();
  into.excluded.clear();
  into.sentences.clear();
  into.headings.clear();
  into.relations.clear();
  const std::string_view read_text = bounded(text);
  const Evened evened(read_text, options.depth != Depth::numbers);
  read_even(evened.differs() ? evened.text() : read_text, options, into);
  if (evened.differs()) evened.tell_of_given(into);
}

Reading read(std::string_view text, const Options& options) {
  Reading reading;
  read(text, options, reading);
  return reading;
}

std::string_view name_of(Qualifier qualifier) {
  constexpr std::array<std::string_view, 5> names{"exact", "at_least", "about", "missing",
                                                  "placeholder"};
  return names[static_cast<std::size_t>(qualifier)];
}

std::string_view name_of(Measure measure) {
  constexpr std::array<std::string_view, 12> names{"count",  "total", "amount",    "share",
                                                   "growth", "rank",  "duration",  "length",
                                                   "area",   "date",  "frequency", "ordinal"};
  return names[static_cast<std::size_t>(measure)];
}

std::string_view name_of(Reason reason) {
  constexpr std::array<std::string_view, 8> names{
      "heading_number", "enumeration_mark", "name", "fixed_phrase", "technical_term",
      "code",           "institution",      "vague"};
  return names[static_cast<std::size_t>(reason)];
}

std::string_view name_of(RelationKind kind) {
  constexpr std::array<std::string_view, 7> names{"sum",       "list_length", "share",    "growth",
                                                  "new_total", "repeat",      "near_copy"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 5> names{"holds", "fails", "suspicious", "lost",
                                                  "undecidable"};
  return names[static_cast<std::size_t>(verdict)];
}

}  // namespace youju::reading
