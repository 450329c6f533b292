#include <youju/base/text.h>
#include <youju/narrative/chart_pairing.h>
#include <youju/narrative/html_reader.h>
#include <youju/narrative/pages.h>
#include <youju/narrative/pairing.h>
#include <youju/narrative/verify.h>
#include <youju/narrative/word_content.h>
#include <youju/office/docx_reader.h>

#include <algorithm>
#include <array>

namespace youju::narrative {
namespace {

// A figure of the document and what was printed of it, for the ledger to judge.
struct Candidate {
  std::string name;
  Pair::Place place = Pair::Place::here;
  std::string text;
  std::string context;
  bool has_print = false;  // what follows is known
  std::string printed, value, wording;
  std::string expected;   // where nothing is known of the print: the words of today, "" by default
  bool is_point = false;  // of a chart, which shows values without their unit
};

struct Reading {
  std::vector<Candidate> figures;
  std::int64_t as_of = 0;
  Language language = Language::zh_cn;
  bool manifest = false;
  bool names = true;
};

std::string value_text(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return number->to_string();
  if (const Day* day = figure.day()) return day->to_string();
  return "";
}

class Verifier {
 public:
  Verifier(indicator::FigureView& figures, Language language)
      : figures_(figures), language_(language) {}

  Checked check(const Candidate& candidate) {
    Checked checked;
    checked.name = candidate.name;
    checked.context = candidate.context;
    checked.printed = candidate.printed;
    if (candidate.place == Pair::Place::here) checked.found = candidate.text;
    if (candidate.name.empty()) {
      checked.verdict = Verdict::unknown;
      checked.note = "verify.point_without_name";
      return checked;
    }
    const Result<indicator::FigureName> name = indicator::FigureName::parse(candidate.name);
    const Result<indicator::Figure> figure =
        name ? figures_.figure(*name) : tl::unexpected(name.error());
    if (!figure) {
      checked.verdict = Verdict::unknown;
      checked.note = figure.error().what;
      return checked;
    }
    checked.title = figure->indicator->title.in(language_);
    judge(checked, candidate, *figure);
    return checked;
  }

 private:
  void judge(Checked& checked, const Candidate& candidate, const indicator::Figure& figure) const {
    const bool moved = candidate.has_print && candidate.value != value_text(figure);
    checked.today = today(candidate, figure, moved);
    if (candidate.place != Pair::Place::here) {
      checked.verdict = candidate.place == Pair::Place::gone ? Verdict::removed : Verdict::unplaced;
      return;
    }
    // Without our manifest the best comparison is with the words of today.
    const std::string& expected = candidate.has_print ? candidate.printed : checked.today;
    const bool edited =
        candidate.is_point ? !shows_value(candidate.text, expected) : candidate.text != expected;
    checked.verdict = edited && moved ? Verdict::edited_moved
                      : edited        ? Verdict::edited
                      : moved         ? Verdict::moved
                                      : Verdict::same;
  }

  std::string today(const Candidate& candidate, const indicator::Figure& figure, bool moved) const {
    // A part that was balanced is printed otherwise than its value alone would be; as long as the
    // value holds, so do its words.
    if (candidate.has_print && !moved) return candidate.printed;
    if (!candidate.expected.empty()) return candidate.expected;
    if (candidate.is_point) return value_text(figure);
    indicator::Wording wording = default_wording(figure);
    if (candidate.has_print) {
      if (const auto read = indicator::parse_wording(candidate.wording, {})) wording = *read;
    }
    return indicator::state(figure, wording, language_).text;
  }

  indicator::FigureView& figures_;
  Language language_;
};

Candidate candidate_of(const Pair& pair, const RunningText& text) {
  Candidate candidate;
  candidate.name = pair.name;
  candidate.place = pair.place;
  candidate.text = pair.text;
  if (pair.place == Pair::Place::here) candidate.context = text.context(pair.begin, pair.end);
  if (pair.printed != nullptr) {
    candidate.has_print = true;
    candidate.printed = pair.printed->text;
    candidate.value = pair.printed->value;
    candidate.wording = pair.printed->wording;
  }
  return candidate;
}

Candidate candidate_of(const ChartPair& pair) {
  Candidate candidate;
  candidate.is_point = true;
  candidate.place = pair.here ? Pair::Place::here : Pair::Place::gone;
  candidate.text = pair.text;
  candidate.context = pair.context;
  if (pair.printed != nullptr) {
    candidate.has_print = true;
    candidate.name = pair.printed->name;
    candidate.printed = candidate.value = pair.printed->value;
  }
  return candidate;
}

// Today's summary takes the place of what was printed, which is not known.
void forget_print(std::vector<Candidate>& figures) {
  for (Candidate& figure : figures) {
    figure.has_print = false;
    figure.expected = std::move(figure.printed);
    figure.printed.clear();
    figure.value.clear();
  }
}

Result<Reading> read_word(std::string_view bytes, const Document* today) {
  const office::DocxContent content = TRY(office::read_docx(bytes));
  Reading reading;
  ManifestContent printed;
  reading.manifest = read_manifest(content, printed);
  reading.as_of = printed.as_of;
  reading.language = printed.language;
  const RunningText text(content.paragraphs);
  const std::vector<Carried> carried = carried_by(content, text);
  const auto is_named = [](const Carried& control) { return !control.name.empty(); };
  const bool has_names = std::any_of(carried.begin(), carried.end(), is_named);
  const bool stands_in = !reading.manifest && !has_names && today != nullptr;
  if (stands_in) {
    const std::string written = TRY(docx_page(*today));
    read_manifest(TRY(office::read_docx(written)), printed);
  }
  reading.names = printed.figures.empty() || has_names;
  for (const Pair& pair : pair_up(carried, printed.figures, text)) {
    reading.figures.push_back(candidate_of(pair, text));
  }
  for (const ChartPair& pair : pair_charts(content.charts, printed.charts)) {
    reading.figures.push_back(candidate_of(pair));
  }
  if (stands_in) forget_print(reading.figures);
  if (reading.figures.empty() && !carried.empty()) {
    return fail(ErrorKind::bad_input, "verify.names_gone");
  }
  return reading;
}

Reading read_page(std::string_view bytes) {
  const HtmlContent content = read_html_figures(bytes);
  Reading reading;
  reading.manifest = true;
  reading.as_of = content.as_of;
  reading.language = content.language;
  for (const HtmlFigure& figure : content.figures) {
    Candidate candidate;
    candidate.name = figure.name;
    candidate.text = figure.text;
    candidate.has_print = true;
    candidate.printed = figure.printed;
    candidate.value = figure.value;
    candidate.wording = figure.wording;
    candidate.is_point = !figure.place.empty();
    candidate.context = figure.place;
    reading.figures.push_back(std::move(candidate));
  }
  return reading;
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 7> names = {
      "same", "edited", "moved", "edited_moved", "removed", "unplaced", "unknown"};
  return names[static_cast<std::size_t>(verdict)];
}

Result<Verification> verify(std::string_view bytes, indicator::FigureView& figures,
                            const Document* today) {
  const bool is_page = text::starts_with(text::trimmed(bytes.substr(0, 256)), "<");
  const Reading reading = is_page ? read_page(bytes) : TRY(read_word(bytes, today));
  if (reading.figures.empty()) return fail(ErrorKind::bad_input, "verify.no_figures");
  Verification verification;
  verification.manifest = reading.manifest;
  verification.names = reading.names;
  verification.issued_as_of = reading.as_of;
  verification.today_as_of = figures.as_of();
  Verifier verifier(figures, reading.language);
  for (const Candidate& candidate : reading.figures) {
    verification.figures.push_back(verifier.check(candidate));
  }
  return verification;
}

}  // namespace youju::narrative
