#include <libxml/HTMLparser.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/html_text.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace youju::office {
namespace {

// Elements whose content is no text of the page.
constexpr std::array<std::string_view, 10> hidden = {
    "head", "script", "style", "noscript", "template", "svg", "math", "object", "select", "rt"};
// Elements that stand in a line; all others begin and end a paragraph.
constexpr std::array<std::string_view, 34> inline_elements = {
    "a",      "abbr",   "acronym", "b",   "bdi",  "bdo", "big",  "cite",  "code",
    "data",   "del",    "dfn",     "em",  "font", "i",   "img",  "input", "ins",
    "kbd",    "label",  "mark",    "q",   "ruby", "s",   "samp", "small", "span",
    "strike", "strong", "sub",     "sup", "time", "u",   "var"};
constexpr std::size_t tables_max = 64;  // one in another

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Handler {
 public:
  std::vector<HtmlBlock> blocks;

  void start(std::string_view name, const xmlChar** attributes) {
    if (hidden_ > 0 || is_one_of(hidden, name)) {
      ++hidden_;
      return;
    }
    if (is_one_of(inline_elements, name)) return;
    finish();
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      outline_ = name[1] - '0';
    } else if (name == "table" && tables_.size() < tables_max) {
      tables_.push_back({table_count_++, -1, 0, 0});
    } else if (name == "tr" && !tables_.empty()) {
      Table& table = tables_.back();
      ++table.row;
      table.column = table.next = 0;
    } else if ((name == "td" || name == "th") && !tables_.empty()) {
      Table& table = tables_.back();
      table.column = table.next;
      table.next += span_of(attributes);
    }
  }

  void end(std::string_view name) {
    if (hidden_ > 0) {
      --hidden_;
      return;
    }
    if (is_one_of(inline_elements, name)) return;
    finish();
    if (name.size() == 2 && name[0] == 'h') outline_ = 0;
    if (name == "table" && !tables_.empty()) tables_.pop_back();
  }

  void text(std::string_view piece) {
    if (hidden_ == 0) text_ += piece;
  }

  // The open paragraph is whole.
  void finish() {
    std::string words;
    for (const char byte : text_) {
      const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
      if (!space) {
        words += byte;
      } else if (!words.empty() && words.back() != ' ') {
        words += ' ';
      }
    }
    text_.clear();
    const std::string_view trimmed = text::trimmed(words);
    if (trimmed.empty()) return;
    HtmlBlock block;
    block.text = trimmed;
    block.place.outline = outline_;
    if (!tables_.empty()) {
      const Table& table = tables_.back();
      block.place.table = table.index;
      block.place.row = std::max(table.row, 0);
      block.place.column = table.column;
    }
    blocks.push_back(std::move(block));
  }

 private:
  struct Table {
    int index = 0;
    int row = 0;
    int column = 0;
    int next = 0;
  };

  static int span_of(const xmlChar** attributes) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      const std::string_view name(reinterpret_cast<const char*>(attributes[0]));
      if (name != "colspan" || attributes[1] == nullptr) continue;
      const std::string_view value(reinterpret_cast<const char*>(attributes[1]));
      int span = 1;
      std::from_chars(value.data(), value.data() + value.size(), span);
      return std::clamp(span, 1, 1000);
    }
    return 1;
  }

  std::string text_;
  std::vector<Table> tables_;
  int table_count_ = 0;
  int outline_ = 0;
  std::size_t hidden_ = 0;
};

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void on_start(void* handler, const xmlChar* name, const xmlChar** attributes) {
  static_cast<Handler*>(handler)->start(view(name), attributes);
}
void on_end(void* handler, const xmlChar* name) { static_cast<Handler*>(handler)->end(view(name)); }
void on_text(void* handler, const xmlChar* text, int size) {
  static_cast<Handler*>(handler)->text(view(text).substr(0, static_cast<std::size_t>(size)));
}
}  // namespace

Result<std::vector<HtmlBlock>> read_html(std::string_view html) {
  if (html.size() > limits::document_bytes_max) {
    return fail(ErrorKind::too_large, "html.too_large",
                {{"max", std::to_string(limits::document_bytes_max)}});
  }
  Handler handler;
  htmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = nullptr;  // of script and style
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&sax, &handler, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      htmlFreeParserCtxt);
  CHECK(parser != nullptr);
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                       HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  constexpr std::size_t piece_bytes = 65'536;
  for (std::size_t at = 0; at < html.size(); at += piece_bytes) {
    const std::string_view piece = html.substr(at, piece_bytes);
    htmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0);
  }
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (parser->disableSAX != 0) return fail(ErrorKind::bad_input, "html.malformed");
  handler.finish();
  return std::move(handler.blocks);
}

}  // namespace youju::office
