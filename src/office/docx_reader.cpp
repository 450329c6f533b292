#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/docx_chart_reader.h>
#include <youju/office/docx_notes.h>
#include <youju/office/docx_opening.h>
#include <youju/office/docx_outline.h>
#include <youju/office/docx_reader.h>
#include <youju/office/relationships.h>
#include <youju/office/sax.h>
#include <youju/office/zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace youju::office {
namespace {

constexpr std::array<std::string_view, 2> chart_names = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart|chart",
    "http://purl.oclc.org/ooxml/drawingml/chart|chart"};
// More than any person draws; each is a part that is unpacked.
constexpr std::size_t charts_max = 256;

// More than any person writes.
constexpr std::size_t notes_max = 10'000;

// More than any person nests; each level costs a copy of the text inside.
constexpr std::size_t nested_controls_max = 32;

class Handler : public XmlHandler {
 public:
  DocxContent content;
  struct ChartPlace {
    std::string relationship;
    int paragraph = 0;
  };
  struct NotePlace {
    bool at_end = false;
    std::string id;
    DocxNote note;
  };
  std::vector<ChartPlace> charts;
  std::vector<NotePlace> notes;
  // Of paragraphs: what they say of themselves, and their styles.
  std::vector<std::pair<std::size_t, int>> outlines;
  std::vector<std::pair<std::size_t, std::string>> styles;
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view word = word_name(name);
    if (skip_depth_ > 0) {
      if (skip_depth_ == 1) property(word, attributes);
      ++skip_depth_;
    } else if (holds_no_text(name)) {
      if (word == "pPr") in_properties_ = Properties::paragraph;
      if (word == "tcPr") in_properties_ = Properties::cell;
      skip_depth_ = 1;
    } else if (in_control_properties_) {
      control_property(word, attributes);
    } else if (word == "p") {
      start_paragraph();
    } else if (word == "tbl") {
      open_tables_.push_back({tables_++, -1, 0, 0});
    } else if (word == "tr" && !open_tables_.empty()) {
      ++open_tables_.back().row;
      open_tables_.back().column = open_tables_.back().next = 0;
    } else if (word == "tc" && !open_tables_.empty()) {
      open_tables_.back().column = open_tables_.back().next++;
    } else if (word == "footnoteReference" || word == "endnoteReference") {
      note(word == "endnoteReference", attributes.get("id"));
    } else if (word == "sdt") {
      start_control();
    } else if (word == "sdtPr") {
      in_control_properties_ = true;
    } else if (word == "t") {
      in_text_ = true;
    } else if (word == "tab" || word == "ptab") {
      append("\t");
    } else if (word == "br" || word == "cr") {
      append("\n");
    } else if (word == "noBreakHyphen") {
      append("-");
    } else if (std::find(chart_names.begin(), chart_names.end(), name) != chart_names.end()) {
      if (open_paragraphs_.empty() || charts.size() >= charts_max) return;
      charts.push_back(
          {std::string(attributes.get("id")), static_cast<int>(open_paragraphs_.back())});
    }
  }

  void end(std::string_view name) override {
    if (skip_depth_ > 0) {
      if (--skip_depth_ == 0) in_properties_ = Properties::none;
      return;
    }
    const std::string_view word = word_name(name);
    if (word == "t") in_text_ = false;
    if (word == "p" && !open_paragraphs_.empty()) open_paragraphs_.pop_back();
    if (word == "tbl" && !open_tables_.empty()) open_tables_.pop_back();
    if (word == "sdtPr") in_control_properties_ = false;
    if (word == "sdt" && !open_controls_.empty()) open_controls_.pop_back();
  }

  void text(std::string_view piece) override {
    if (in_text_ && skip_depth_ == 0) append(piece);
  }

 private:
  // Of the element that is skipped: what of it is read all the same.
  enum class Properties { none, paragraph, cell };
  struct OpenTable {
    int index = 0;
    int row = 0;
    int column = 0;  // of the open cell, counted in columns of the grid
    int next = 0;
  };
  struct OpenControl {
    std::size_t index = 0;
    bool has_paragraph = false;
    bool placeholder = false;
  };

  // A text box puts paragraphs into a paragraph: they nest.
  void start_paragraph() {
    open_paragraphs_.push_back(content.paragraphs.size());
    for (OpenControl& open : open_controls_) {
      DocxControl& control = content.controls[open.index];
      if (open.has_paragraph) {
        control.text += '\n';
      } else {
        control.paragraph = static_cast<int>(content.paragraphs.size());
        open.has_paragraph = true;
      }
    }
    content.paragraphs.emplace_back();
    TextPlace place;
    if (!open_tables_.empty()) {
      const OpenTable& table = open_tables_.back();
      place.table = table.index;
      place.row = table.row;
      place.column = table.column;
    }
    content.places.push_back(place);
  }

  void property(std::string_view word, const XmlAttributes& attributes) {
    const std::string_view value = attributes.get("val");
    if (in_properties_ == Properties::cell && word == "gridSpan" && !open_tables_.empty()) {
      open_tables_.back().next = open_tables_.back().column + std::clamp(to_id(value), 1, 63);
    }
    if (in_properties_ != Properties::paragraph || open_paragraphs_.empty()) return;
    const std::size_t paragraph = open_paragraphs_.back();
    if (word == "pStyle") styles.emplace_back(paragraph, value);
    if (word == "outlineLvl") outlines.emplace_back(paragraph, to_outline(value));
  }

  void note(bool at_end, std::string_view id) {
    if (open_paragraphs_.empty() || notes.size() >= notes_max) return;
    const std::size_t paragraph = open_paragraphs_.back();
    notes.push_back({at_end,
                     std::string(id),
                     {{}, static_cast<int>(paragraph), content.paragraphs[paragraph].size()}});
  }

  void start_control() {
    if (open_controls_.size() >= nested_controls_max) return parser->refuse();
    OpenControl open;
    open.index = content.controls.size();
    open.has_paragraph = !open_paragraphs_.empty();
    DocxControl control;
    if (open.has_paragraph) {
      control.paragraph = static_cast<int>(open_paragraphs_.back());
      control.begin = content.paragraphs[open_paragraphs_.back()].size();
    }
    content.controls.push_back(std::move(control));
    open_controls_.push_back(open);
  }

  void control_property(std::string_view word, const XmlAttributes& attributes) {
    if (open_controls_.empty()) return;
    OpenControl& open = open_controls_.back();
    DocxControl& control = content.controls[open.index];
    const std::string_view value = attributes.get("val");
    if (word == "tag") control.tag = value;
    if (word == "alias") control.title = value;
    if (word == "id") control.id = to_id(value);
    if (word == "showingPlcHdr") {
      open.placeholder = value != "0" && value != "false" && value != "off";
    }
  }

  void append(std::string_view piece) {
    if (open_paragraphs_.empty()) return;
    for (const OpenControl& open : open_controls_) {
      if (open.placeholder) return;
    }
    content.paragraphs[open_paragraphs_.back()] += piece;
    for (const OpenControl& open : open_controls_) content.controls[open.index].text += piece;
  }

  std::vector<std::size_t> open_paragraphs_;
  std::vector<OpenTable> open_tables_;
  int tables_ = 0;
  Properties in_properties_ = Properties::none;
  std::vector<OpenControl> open_controls_;
  std::size_t skip_depth_ = 0;
  bool in_control_properties_ = false;
  bool in_text_ = false;
};

// customXml/item<N>.xml in the order of N.
std::vector<std::string> custom_xml_parts(const ZipReader& zip) {
  constexpr std::string_view prefix = "customXml/item";
  constexpr std::string_view suffix = ".xml";
  std::map<unsigned, std::string> parts;
  for (std::string& name : zip.names()) {
    if (!text::starts_with(name, prefix) || name.size() <= prefix.size() + suffix.size()) continue;
    unsigned number = 0;
    const char* last = name.data() + name.size() - suffix.size();
    const auto end = std::from_chars(name.data() + prefix.size(), last, number);
    if (end.ec == std::errc() && end.ptr == last && std::string_view(last) == suffix) {
      parts.emplace(number, std::move(name));
    }
  }
  std::vector<std::string> names;
  names.reserve(parts.size());
  for (auto& [number, name] : parts) names.push_back(std::move(name));
  return names;
}

Result<std::vector<DocxChartContent>> read_charts(const ZipReader& zip,
                                                  const std::vector<Relationship>& relationships,
                                                  const std::vector<Handler::ChartPlace>& places) {
  std::vector<DocxChartContent> charts;
  for (const Handler::ChartPlace& place : places) {
    const auto known = std::find_if(
        relationships.begin(), relationships.end(),
        [&](const Relationship& relationship) { return relationship.id == place.relationship; });
    if (known == relationships.end() || !zip.has(known->part)) continue;
    charts.push_back(TRY(read_docx_chart(zip, known->part)));
    charts.back().paragraph = place.paragraph;
  }
  return charts;
}

}  // namespace

Result<DocxContent> read_docx(std::string_view bytes) {
  const ZipReader zip = TRY(open_docx(bytes));
  const std::string part = TRY(main_part(zip));
  Handler handler;
  XmlParser parser(handler, {"docx.malformed", part, true});
  handler.parser = &parser;
  TRY(stream_docx_part(zip, part, parser));
  DocxContent& content = handler.content;
  const std::vector<Relationship> related = TRY(read_relationships(zip, part, "docx.malformed"));
  if (!handler.styles.empty()) {
    const DocxOutlines outlines = TRY(read_docx_outlines(zip, related));
    for (const auto& [paragraph, style] : handler.styles) {
      content.places[paragraph].outline = outlines.of(style);
    }
  }
  for (const auto& [paragraph, outline] : handler.outlines) {
    content.places[paragraph].outline = outline;
  }
  if (!handler.notes.empty()) {
    DocxNotes notes = TRY(read_docx_notes(zip, related));
    for (Handler::NotePlace& place : handler.notes) {
      place.note.text = notes.take(place.at_end, place.id);
      if (!place.note.text.empty()) content.notes.push_back(std::move(place.note));
    }
  }
  content.charts = TRY(read_charts(zip, related, handler.charts));
  for (const std::string& name : custom_xml_parts(zip)) {
    content.custom_xml.push_back(TRY(zip.read(name)));
  }
  return std::move(content);
}

}  // namespace youju::office
