#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/docx_chart_reader.h>
#include <youju/office/docx_reader.h>
#include <youju/office/foreign.h>
#include <youju/office/relationships.h>
#include <youju/office/sax.h>
#include <youju/office/zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace youju::office {
namespace {

// Transitional and strict.
constexpr std::array<std::string_view, 2> word_namespaces = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main"};
constexpr std::array<std::string_view, 2> chart_names = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart|chart",
    "http://purl.oclc.org/ooxml/drawingml/chart|chart"};
constexpr std::string_view fallback =
    "http://schemas.openxmlformats.org/markup-compatibility/2006|Fallback";

// Elements whose whole content is no text of the document: properties, what tracked changes took
// away, phonetic guides.
constexpr std::array<std::string_view, 12> skipped = {"pPr",      "rPr",  "tblPr",    "tblGrid",
                                                      "trPr",     "tcPr", "sectPr",   "del",
                                                      "moveFrom", "rt",   "sdtEndPr", "instrText"};

// More than any person draws; each is a part that is unpacked.
constexpr std::size_t charts_max = 256;

// More than any person nests; each level costs a copy of the text inside.
constexpr std::size_t nested_controls_max = 32;

// The local name of a WordprocessingML element, "" for all others.
std::string_view word_name(std::string_view name) {
  const std::size_t at = name.rfind('|');
  if (at == std::string_view::npos) return {};
  const std::string_view uri = name.substr(0, at);
  const bool word =
      std::find(word_namespaces.begin(), word_namespaces.end(), uri) != word_namespaces.end();
  return word ? name.substr(at + 1) : std::string_view();
}

// Programs write w:id as a signed or an unsigned number of 32 bits; both are the same bits.
int to_id(std::string_view text) {
  long long id = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), id);
  return end.ec == std::errc() ? static_cast<int>(static_cast<std::uint32_t>(id)) : 0;
}

class Handler : public XmlHandler {
 public:
  DocxContent content;
  struct ChartPlace {
    std::string relationship;
    int paragraph = 0;
  };
  std::vector<ChartPlace> charts;
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view word = word_name(name);
    if (skip_depth_ > 0) {
      ++skip_depth_;
    } else if (name == fallback ||
               std::find(skipped.begin(), skipped.end(), word) != skipped.end()) {
      // A fallback repeats its choice in the words of older programs.
      skip_depth_ = 1;
    } else if (in_control_properties_) {
      control_property(word, attributes);
    } else if (word == "p") {
      start_paragraph();
    } else if (word == "tbl") {
      ++open_tables_;
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
      --skip_depth_;
      return;
    }
    const std::string_view word = word_name(name);
    if (word == "t") in_text_ = false;
    if (word == "p" && !open_paragraphs_.empty()) open_paragraphs_.pop_back();
    if (word == "tbl" && open_tables_ > 0) --open_tables_;
    if (word == "sdtPr") in_control_properties_ = false;
    if (word == "sdt" && !open_controls_.empty()) open_controls_.pop_back();
  }

  void text(std::string_view piece) override {
    if (in_text_ && skip_depth_ == 0) append(piece);
  }

 private:
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
    content.in_table.push_back(open_tables_ > 0);
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
  int open_tables_ = 0;
  std::vector<OpenControl> open_controls_;
  std::size_t skip_depth_ = 0;
  bool in_control_properties_ = false;
  bool in_text_ = false;
};

tl::unexpected<Error> not_a_docx(std::string_view found) {
  return fail(ErrorKind::bad_input, "docx.not_a_docx", {{"found", std::string(found)}});
}

tl::unexpected<Error> too_large() {
  return fail(ErrorKind::too_large, "docx.too_large",
              {{"max", std::to_string(limits::document_bytes_max)}});
}

Result<ZipReader> open_package(std::string_view bytes) {
  if (bytes.size() > limits::document_bytes_max) return too_large();
  Result<ZipReader> zip = ZipReader::open(bytes);
  if (zip) return zip;
  if (zip.error().what == "zip.not_a_zip") return not_a_docx(foreign_kind(bytes));
  if (zip.error().what == "zip.truncated") return fail(ErrorKind::bad_input, "docx.truncated");
  return zip;
}

// The main part by the package's relationships, which may call it what they like.
Result<std::string> main_part(const ZipReader& zip) {
  for (Relationship& relationship : TRY(read_relationships(zip, "", "docx.malformed"))) {
    if (relationship.kind != "officeDocument") continue;
    const std::string_view kind = package_kind(zip);
    if (kind != "docx" && kind != "zip") return not_a_docx(kind);
    if (zip.has(relationship.part)) return std::move(relationship.part);
  }
  if (zip.has("word/document.xml")) return std::string("word/document.xml");
  return not_a_docx(package_kind(zip));
}

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

Result<std::vector<DocxChartContent>> read_charts(const ZipReader& zip, const std::string& part,
                                                  const std::vector<Handler::ChartPlace>& places) {
  std::vector<DocxChartContent> charts;
  if (places.empty()) return charts;
  const std::vector<Relationship> relationships =
      TRY(read_relationships(zip, part, "docx.malformed"));
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
  const ZipReader zip = TRY(open_package(bytes));
  const std::string part = TRY(main_part(zip));
  Handler handler;
  XmlParser parser(handler, {"docx.malformed", part, true});
  handler.parser = &parser;
  std::uint64_t unpacked = 0;
  TRY(zip.stream(part, [&](std::string_view piece) -> Result<void> {
    unpacked += piece.size();
    if (unpacked > limits::document_bytes_max) return too_large();
    return parser.feed(piece);
  }));
  TRY(parser.finish());
  handler.content.charts = TRY(read_charts(zip, part, handler.charts));
  for (const std::string& name : custom_xml_parts(zip)) {
    handler.content.custom_xml.push_back(TRY(zip.read(name)));
  }
  return std::move(handler.content);
}

}  // namespace youju::office
