#include <youju/base/text.h>
#include <youju/narrative/returned.h>
#include <youju/narrative/word_content.h>

#include <algorithm>

namespace youju::narrative {
namespace {

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_numeral(char32_t code) {
  return std::u32string_view(U"一二三四五六七八九十百").find(code) != std::u32string_view::npos;
}

// How many bytes of digits or of Chinese numerals a text begins with; at most three characters.
template <typename Is>
std::size_t run_of(std::string_view text, Is is) {
  constexpr int characters_max = 3;
  std::size_t end = 0;
  for (int count = 0; count < characters_max && end < text.size(); ++count) {
    std::size_t next = end;
    if (!is(text::next(text, next))) break;
    end = next;
  }
  return end;
}

// The number that a heading of ours begins with, and its level.
void find_number(ReturnedParagraph& paragraph) {
  const std::string_view all = paragraph.text;
  const auto number = [&](int level, std::size_t bytes) {
    paragraph.level = level;
    paragraph.number_bytes = bytes;
  };
  constexpr std::string_view comma = "、", open = "（", close = "）";
  const std::size_t numerals = run_of(all, is_numeral);
  const std::size_t digits = run_of(all, is_digit);
  if (numerals > 0 && all.substr(numerals).starts_with(comma)) {
    number(1, numerals + comma.size());
  } else if (digits > 0 && all.substr(digits).starts_with('.')) {
    std::size_t next = digits + 1;
    // 3.5 is no heading.
    if (next == all.size() || !is_digit(text::next(all, next))) number(3, digits + 1);
  } else if (all.starts_with(open)) {
    const std::string_view inner = all.substr(open.size());
    const std::size_t chinese = run_of(inner, is_numeral);
    const std::size_t arabic = run_of(inner, is_digit);
    const std::size_t inside = std::max(chinese, arabic);
    if (inside > 0 && inner.substr(inside).starts_with(close)) {
      number(chinese > 0 ? 2 : 4, open.size() + inside + close.size());
    }
  }
}

class Reader {
 public:
  explicit Reader(const office::DocxContent& content)
      : content_(content), text_(content.paragraphs) {}

  Returned read() {
    ManifestContent printed;
    returned_.manifest = read_manifest(content_, printed);
    returned_.unit = printed.unit;
    returned_.period = printed.period;
    returned_.template_name = printed.template_name;
    returned_.chain = printed.chain;
    returned_.draft = printed.draft;
    returned_.draft_version = printed.draft_version;
    returned_.as_of = printed.as_of;
    for (std::size_t index = 0; index < content_.paragraphs.size(); ++index) {
      ReturnedParagraph paragraph;
      paragraph.text = content_.paragraphs[index];
      std::replace_if(
          paragraph.text.begin(), paragraph.text.end(),
          [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }, ' ');
      paragraph.in_table = content_.places[index].table >= 0;
      find_number(paragraph);
      returned_.paragraphs.push_back(std::move(paragraph));
    }
    for (const Pair& pair : pair_up(carried_by(content_, text_), printed.figures, text_)) put(pair);
    for (ReturnedParagraph& paragraph : returned_.paragraphs) keep_apart(paragraph.figures);
    return std::move(returned_);
  }

 private:
  void put(const Pair& pair) {
    // A control that the manifest does not know was copied from elsewhere: its words are words.
    if (pair.printed == nullptr || pair.place == Pair::Place::gone) return;
    ReturnedFigure figure;
    figure.name = pair.printed->name;
    figure.wording = pair.printed->wording;
    figure.title = pair.printed->title;
    figure.printed = pair.printed->text;
    figure.found = pair.text;
    const bool is_here = pair.place == Pair::Place::here && pair.begin < pair.end;
    if (pair.place == Pair::Place::untold) returned_.unplaced.push_back(figure);
    if (!is_here || text_.has_break(pair.begin, pair.end)) return;
    const RunningText::Place place = text_.place(pair.begin, pair.end);
    figure.begin = place.begin;
    figure.end = place.end;
    returned_.paragraphs[place.paragraph].figures.push_back(std::move(figure));
  }

  static void keep_apart(std::vector<ReturnedFigure>& figures) {
    std::stable_sort(
        figures.begin(), figures.end(),
        [](const ReturnedFigure& a, const ReturnedFigure& b) { return a.begin < b.begin; });
    std::size_t end = 0;
    std::erase_if(figures, [&](const ReturnedFigure& figure) {
      if (figure.begin < end) return true;
      end = figure.end;
      return false;
    });
  }

  const office::DocxContent& content_;
  RunningText text_;
  Returned returned_;
};

}  // namespace

Result<Returned> read_returned(std::string_view bytes) {
  const office::DocxContent content = TRY(office::read_docx(bytes));
  return Reader(content).read();
}

}  // namespace youju::narrative
