#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/docx_reader.h>
#include <youju/office/html_text.h>
#include <youju/office/libreoffice.h>
#include <youju/proof/draft.h>

#include <algorithm>

namespace youju::proof {
namespace {

constexpr std::string_view tag_prefix = "yj:";

// Spaces that only look like some, and bytes that XML or a terminal would stumble over.
void append_line(std::string& out, std::string_view words) {
  for (const char byte : words) {
    const bool control = static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F;
    out += control ? ' ' : byte;
  }
}

class Maker {
 public:
  explicit Maker(Draft& draft) : draft_(draft) {}

  DraftParagraph& add(std::string_view words) {
    DraftParagraph paragraph;
    paragraph.begin = draft_.text.size();
    append_line(draft_.text, words);
    paragraph.end = draft_.text.size();
    draft_.text += '\n';
    draft_.paragraphs.push_back(paragraph);
    return draft_.paragraphs.back();
  }
  DraftParagraph& add(std::string_view words, const office::TextPlace& place) {
    DraftParagraph& paragraph = add(words);
    paragraph.outline = place.outline;
    paragraph.table = place.table;
    paragraph.row = place.row;
    paragraph.column = place.column;
    return paragraph;
  }

 private:
  Draft& draft_;
};

void take_lines(Draft& draft, std::string_view text) {
  Maker maker(draft);
  office::TextPlace place;
  bool in_table = false;
  for (std::string_view line : text::split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool row = draft.kind == DraftKind::markdown && line.size() > 1 && line.front() == '|';
    if (!row) {
      in_table = false;
      maker.add(line);
      continue;
    }
    place.row = in_table ? place.row + 1 : 0;
    place.table += in_table ? 0 : 1;
    in_table = true;
    // The line under the header is no row.
    if (line.find_first_not_of("|:- ") == std::string_view::npos) {
      --place.row;
      continue;
    }
    line.remove_prefix(1);
    if (line.back() == '|') line.remove_suffix(1);
    place.column = 0;
    for (const std::string_view cell : text::split(line, '|')) {
      maker.add(text::trimmed(cell), place);
      ++place.column;
    }
  }
}

// Notes stand behind the paragraph that refers to them, where a reader's eye goes.
Result<void> take_docx(Draft& draft, std::string bytes) {
  const office::DocxContent content = TRY(office::read_docx(bytes));
  Maker maker(draft);
  std::vector<std::size_t> begins;
  std::size_t note = 0;
  std::vector<office::DocxNote> notes = content.notes;
  std::stable_sort(notes.begin(), notes.end(),
                   [](const auto& a, const auto& b) { return a.paragraph < b.paragraph; });
  for (std::size_t index = 0; index < content.paragraphs.size(); ++index) {
    DraftParagraph& paragraph = maker.add(content.paragraphs[index], content.places[index]);
    paragraph.source = static_cast<int>(index);
    begins.push_back(paragraph.begin);
    for (; note < notes.size() && notes[note].paragraph == static_cast<int>(index); ++note) {
      DraftParagraph& below = maker.add(notes[note].text);
      below.source = static_cast<int>(index);
      below.source_begin = notes[note].begin;
      below.note = true;
    }
  }
  for (const office::DocxControl& control : content.controls) {
    if (!text::starts_with(control.tag, tag_prefix) || control.text.empty()) continue;
    const auto paragraph = static_cast<std::size_t>(control.paragraph);
    if (paragraph >= begins.size()) continue;
    const std::size_t begin = begins[paragraph] + control.begin;
    const std::size_t lines = control.text.find('\n');
    draft.marks.push_back({begin, begin + std::min(control.text.size(), lines),
                           control.tag.substr(tag_prefix.size())});
  }
  draft.docx = std::move(bytes);
  return {};
}

Result<void> take_html(Draft& draft, std::string_view html) {
  Maker maker(draft);
  for (const office::HtmlBlock& block : TRY(office::read_html(html))) {
    maker.add(block.text, block.place);
  }
  return {};
}

bool ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::equal(ending.begin(), ending.end(),
                    name.end() - static_cast<std::ptrdiff_t>(ending.size()),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

}  // namespace

Result<Draft> read_draft(std::string_view bytes, std::string_view name) {
  if (bytes.size() > limits::document_bytes_max) {
    return fail(ErrorKind::too_large, "draft.too_large",
                {{"max", std::to_string(limits::document_bytes_max)}});
  }
  Draft draft;
  draft.digest = to_hex(digest_of(bytes));
  const std::string kind = office::kind_of_file(bytes);
  if (kind == "docx") {
    draft.kind = DraftKind::docx;
    TRY(take_docx(draft, std::string(bytes)));
    return draft;
  }
  if (kind == "doc" || kind == "rtf" || kind == "odt") {
    draft.kind = DraftKind::docx;
    TRY(take_docx(draft, TRY(office::convert_by_libreoffice(
                             {bytes, kind, "docx", limits::document_bytes_max}))));
    return draft;
  }
  if (kind != "text" && kind != "html" && kind != "xml" && kind != "empty") {
    return fail(ErrorKind::bad_input, "draft.unknown_kind", {{"found", kind}});
  }
  const std::string text = TRY(text::decode(bytes));
  if (kind == "html" || ends_with(name, ".html") || ends_with(name, ".htm")) {
    draft.kind = DraftKind::html;
    TRY(take_html(draft, text));
    return draft;
  }
  draft.kind = ends_with(name, ".md") || ends_with(name, ".markdown") ? DraftKind::markdown
                                                                      : DraftKind::text;
  take_lines(draft, text);
  return draft;
}

}  // namespace youju::proof
