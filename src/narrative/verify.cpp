#include <youju/base/text.h>
#include <youju/narrative/html_reader.h>
#include <youju/narrative/manifest.h>
#include <youju/narrative/verify.h>
#include <youju/office/docx_reader.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace youju::narrative {
namespace {

constexpr std::string_view tag_prefix = "yj:";

// One figure as the document carries it now.
struct Carried {
  int control = 0;
  std::string name;
  std::string text;
  std::string context;
};

// What was printed and what is found, one beside the other; either may be missing.
struct Pair {
  const Carried* carried = nullptr;
  const ManifestEntry* printed = nullptr;
};

// The words around a figure, so that a person finds the place.
std::string context_of(std::string_view paragraph, std::string_view figure) {
  constexpr std::size_t around = 36;  // bytes: about twelve characters on each side
  const std::size_t at = paragraph.find(figure);
  if (figure.empty() || at == std::string_view::npos) {
    return "";
  }
  const auto is_inside = [&](std::size_t byte) {
    return byte < paragraph.size() && (static_cast<unsigned char>(paragraph[byte]) & 0xC0) == 0x80;
  };
  std::size_t first = at > around ? at - around : 0;
  while (is_inside(first)) ++first;
  std::size_t last = std::min(at + figure.size() + around, paragraph.size());
  while (is_inside(last)) ++last;
  return std::string(paragraph.substr(first, last - first));
}

// Controls keep their id through most programs; where one was renumbered, the next control of the
// same figure in the order of the document is taken.
std::vector<Pair> pair_up(const std::vector<Carried>& carried,
                          const std::vector<ManifestEntry>& printed) {
  std::vector<bool> used(printed.size(), false);
  std::vector<Pair> pairs;
  pairs.reserve(carried.size());
  const auto take = [&](const Carried& figure, bool by_id) -> const ManifestEntry* {
    for (std::size_t index = 0; index < printed.size(); ++index) {
      if (used[index] || printed[index].name != figure.name) continue;
      if (by_id && printed[index].control != figure.control) continue;
      used[index] = true;
      return &printed[index];
    }
    return nullptr;
  };
  for (const Carried& figure : carried) pairs.push_back({&figure, take(figure, true)});
  for (Pair& pair : pairs) {
    if (pair.printed == nullptr) pair.printed = take(*pair.carried, false);
  }
  for (std::size_t index = 0; index < printed.size(); ++index) {
    if (!used[index]) pairs.push_back({nullptr, &printed[index]});
  }
  return pairs;
}

std::string value_text(const indicator::Figure& figure) {
  if (const Decimal* number = figure.number()) return number->to_string();
  if (const Day* day = figure.day()) return day->to_string();
  return "";
}

class Verifier {
 public:
  explicit Verifier(indicator::FigureView& figures) : figures_(figures) {}

  Checked check(const Pair& pair) {
    Checked checked;
    checked.name = pair.carried != nullptr ? pair.carried->name : pair.printed->name;
    if (pair.carried != nullptr) {
      checked.found = pair.carried->text;
      checked.context = pair.carried->context;
    }
    if (pair.printed != nullptr) checked.printed = pair.printed->text;
    const Result<indicator::FigureName> name = indicator::FigureName::parse(checked.name);
    const Result<indicator::Figure> figure =
        name ? figures_.figure(*name) : tl::unexpected(name.error());
    if (!figure) {
      checked.verdict = Verdict::unknown;
      checked.note = figure.error().what;
      return checked;
    }
    checked.title = figure->indicator->title.zh_cn;
    judge(checked, pair, *figure);
    return checked;
  }

 private:
  static void judge(Checked& checked, const Pair& pair, const indicator::Figure& figure) {
    const bool moved = pair.printed != nullptr && pair.printed->value != value_text(figure);
    checked.today = today(pair, figure, moved);
    if (pair.carried == nullptr) {
      checked.verdict = Verdict::removed;
      return;
    }
    // Without our manifest the best comparison is with the words of today.
    const std::string& expected = pair.printed != nullptr ? pair.printed->text : checked.today;
    const bool edited = pair.carried->text != expected;
    checked.verdict = edited && moved ? Verdict::edited_moved
                      : edited        ? Verdict::edited
                      : moved         ? Verdict::moved
                                      : Verdict::same;
  }

  static std::string today(const Pair& pair, const indicator::Figure& figure, bool moved) {
    indicator::Wording wording = default_wording(figure);
    if (pair.printed != nullptr) {
      // A part that was balanced is printed otherwise than its value alone would be; as long as the
      // value holds, so do its words.
      if (!moved) return pair.printed->text;
      if (const auto read = indicator::parse_wording(pair.printed->wording, {})) wording = *read;
    }
    return indicator::state(figure, wording, Language::zh_cn).text;
  }

  indicator::FigureView& figures_;
};

struct Reading {
  std::vector<Carried> carried;
  ManifestContent printed;
  bool manifest = false;
};

Result<Reading> read_word(std::string_view bytes) {
  const office::DocxContent content = TRY(office::read_docx(bytes));
  Reading reading;
  for (const office::DocxControl& control : content.controls) {
    if (!text::starts_with(control.tag, tag_prefix)) continue;
    const auto paragraph = static_cast<std::size_t>(control.paragraph);
    // Both branches are views: a string literal here would make the other one a temporary copy.
    const std::string_view around = paragraph < content.paragraphs.size()
                                        ? std::string_view{content.paragraphs[paragraph]}
                                        : std::string_view{};
    reading.carried.push_back({control.id, control.tag.substr(tag_prefix.size()), control.text,
                               context_of(around, control.text)});
  }
  for (const std::string& xml : content.custom_xml) {
    if (parse_manifest(xml, reading.printed)) reading.manifest = true;
  }
  return reading;
}

Reading read_page(std::string_view bytes) {
  const HtmlContent content = read_html_figures(bytes);
  Reading reading;
  reading.manifest = true;
  reading.printed.as_of = content.as_of;
  int number = 0;
  for (const HtmlFigure& figure : content.figures) {
    ++number;
    reading.carried.push_back({number, figure.name, figure.text, ""});
    reading.printed.figures.push_back(
        {number, figure.name, figure.wording, figure.printed, figure.value});
  }
  return reading;
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  constexpr std::array<std::string_view, 6> names = {"same",         "edited",  "moved",
                                                     "edited_moved", "removed", "unknown"};
  return names[static_cast<std::size_t>(verdict)];
}

Result<Verification> verify(std::string_view bytes, indicator::FigureView& figures) {
  const bool is_page = text::starts_with(text::trimmed(bytes.substr(0, 256)), "<");
  const Reading reading = is_page ? read_page(bytes) : TRY(read_word(bytes));
  if (reading.carried.empty() && reading.printed.figures.empty()) {
    return fail(ErrorKind::bad_input, "verify.no_figures");
  }
  Verification verification;
  verification.manifest = reading.manifest;
  verification.issued_as_of = reading.printed.as_of;
  verification.today_as_of = figures.as_of();
  Verifier verifier(figures);
  for (const Pair& pair : pair_up(reading.carried, reading.printed.figures)) {
    verification.figures.push_back(verifier.check(pair));
  }
  return verification;
}

}  // namespace youju::narrative
