#include <youju/base/text.h>
#include <youju/office/relationships.h>
#include <youju/office/sax.h>
#include <youju/office/xlsx_parts.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace youju::office {
namespace {

bool is_true(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

int to_int(std::string_view text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<void> parse(const ZipReader& zip, const std::string& part, XmlHandler& handler) {
  XmlParser parser(handler, {"xlsx.malformed", part, false});
  TRY(zip.stream(part, [&parser](std::string_view piece) { return parser.feed(piece); }));
  return parser.finish();
}

// 18.2.27 workbook: its sheets by relationship, its date system.
class WorkbookHandler : public XmlHandler {
 public:
  Workbook workbook;
  const std::vector<Relationship>* relationships = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view local = local_name(name);
    if (local == "workbookPr") workbook.system_1904 = is_true(attributes.get("date1904"));
    if (local != "sheet") return;
    const std::string_view id = attributes.get("id");
    for (const Relationship& relationship : *relationships) {
      if (relationship.id != id || relationship.kind != "worksheet") continue;
      const std::string_view state = attributes.get("state");
      workbook.sheets.push_back({unescaped(attributes.get("name")), relationship.part,
                                 state == "hidden" || state == "veryHidden"});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

// 18.4.9 sst: text runs joined, phonetic runs left out.
class StringsHandler : public XmlHandler {
 public:
  SharedStrings strings;

  void start(std::string_view name, const XmlAttributes&) override {
    const std::string_view local = local_name(name);
    if (local == "rPh") in_phonetic_ = true;
    if (local == "t") in_text_ = !in_phonetic_;
  }
  void end(std::string_view name) override {
    const std::string_view local = local_name(name);
    if (local == "rPh") in_phonetic_ = false;
    if (local == "t") in_text_ = false;
    if (local == "si") strings.end_string();
  }
  void text(std::string_view piece) override {
    if (in_text_) strings.append(piece);
  }

 private:
  bool in_phonetic_ = false;
  bool in_text_ = false;
};

// The formats that have a number and no code in the file (18.8.30), those of the Chinese, Japanese
// and Korean editions included. Formats of clock times alone (18..21, 45..47) are none.
bool is_builtin_date(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

// 18.8.39 styleSheet.
class StylesHandler : public XmlHandler {
 public:
  std::vector<bool> is_date;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view local = local_name(name);
    if (local == "numFmts") in_formats_ = true;
    if (local == "cellXfs") in_cells_ = true;
    if (local == "numFmt" && in_formats_) {
      const int id = to_int(attributes.get("numFmtId"));
      (is_date_format(attributes.get("formatCode")) ? dates_ : others_).insert(id);
    }
    if (local == "xf" && in_cells_) {
      const int id = to_int(attributes.get("numFmtId"));
      is_date.push_back(dates_.count(id) > 0 || (is_builtin_date(id) && others_.count(id) == 0));
    }
  }
  void end(std::string_view name) override {
    const std::string_view local = local_name(name);
    if (local == "numFmts") in_formats_ = false;
    if (local == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::set<int> dates_, others_;
  bool in_formats_ = false;
  bool in_cells_ = false;
};

class FactsHandler : public XmlHandler {
 public:
  SheetFacts facts;
  XmlParser* parser = nullptr;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view local = local_name(name);
    if (local == "col" && is_true(attributes.get("hidden"))) {
      // 18.3.1.13: a run of columns with one look.
      const int first = to_int(attributes.get("min")), last = to_int(attributes.get("max"));
      if (first >= 1 && last >= first) facts.hidden_columns.emplace_back(first, last);
    }
    if (local != "mergeCell") return;
    const std::string_view range = attributes.get("ref");
    const std::size_t colon = range.find(':');
    const auto first = parse_address(range.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : parse_address(range.substr(colon + 1));
    if (!first || !last || first->row == 0 || last->row == 0) return parser->refuse();
    facts.merged.push_back({first->row, first->column, last->row, last->column});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

// Finds a word in a stream that comes in pieces.
class WordSearch {
 public:
  explicit WordSearch(std::string_view word) : word_(word) {}
  bool found = false;
  void feed(std::string_view piece) {
    seam_ += piece.substr(0, word_.size());
    found = found || seam_.find(word_) != std::string::npos ||
            piece.find(word_) != std::string_view::npos;
    seam_ = piece.substr(piece.size() - std::min(piece.size(), word_.size()));
  }

 private:
  std::string_view word_;
  std::string seam_;
};

}  // namespace

Result<Workbook> read_workbook(const ZipReader& zip) {
  std::string part = "xl/workbook.xml";
  for (const Relationship& relationship : TRY(read_relationships(zip, "", "xlsx.malformed"))) {
    if (relationship.kind == "officeDocument") part = relationship.part;
  }
  const auto relationships = TRY(read_relationships(zip, part, "xlsx.malformed"));
  WorkbookHandler handler;
  handler.relationships = &relationships;
  TRY(parse(zip, part, handler));
  for (const Relationship& relationship : relationships) {
    if (relationship.kind == "sharedStrings") handler.workbook.strings_part = relationship.part;
    if (relationship.kind == "styles") handler.workbook.styles_part = relationship.part;
  }
  handler.workbook.part = std::move(part);
  return std::move(handler.workbook);
}

std::optional<std::string_view> SharedStrings::at(std::size_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t start = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(all_).substr(start, ends_[index] - start);
}

Result<SharedStrings> read_shared_strings(const ZipReader& zip, const std::string& part) {
  StringsHandler handler;
  TRY(parse(zip, part, handler));
  return std::move(handler.strings);
}

Result<std::vector<bool>> read_date_styles(const ZipReader& zip, const std::string& part) {
  StylesHandler handler;
  TRY(parse(zip, part, handler));
  return std::move(handler.is_date);
}

// 18.8.31 numFmts: letters outside of quotes, brackets and escapes are what counts.
bool is_date_format(std::string_view code) {
  bool day = false, month = false, clock = false;
  for (std::size_t byte = 0; byte < code.size(); ++byte) {
    const char c = static_cast<char>(code[byte] | 0x20);  // lower case, for letters
    if (code[byte] == ';') break;  // the sections for negative numbers, zero and text
    if (code[byte] == '"') {
      byte = std::min(code.find('"', byte + 1), code.size());
    } else if (code[byte] == '\\' || code[byte] == '_' || code[byte] == '*') {
      ++byte;
    } else if (code[byte] == '[') {
      const std::size_t close = std::min(code.find(']', byte), code.size());
      const std::string_view inside = code.substr(byte + 1, close - byte - 1);
      // [h]:mm counts hours beyond a day: a duration.
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return false;
      }
      byte = close;
    } else if (c == 'a' && (text::starts_with(code.substr(byte), "AM/PM") ||
                            text::starts_with(code.substr(byte), "A/P"))) {
      byte = code.find_first_of("Pp", byte) + (code[byte + 1] == '/' ? 0 : 1);
      clock = true;
    } else {
      day = day || c == 'y' || c == 'd';
      month = month || c == 'm';
      clock = clock || c == 'h' || c == 's';
    }
  }
  return day || (month && !clock);
}

Result<SheetFacts> read_sheet_facts(const ZipReader& zip, const std::string& part) {
  // Most sheets have none of either: looking for the words costs a fifth of parsing.
  WordSearch merged("mergeCell"), hidden("hidden=");
  TRY(zip.stream(part, [&](std::string_view piece) -> Result<void> {
    merged.feed(piece);
    hidden.feed(piece);
    return {};
  }));
  if (!merged.found && !hidden.found) return SheetFacts{};
  FactsHandler handler;
  XmlParser parser(handler, {"xlsx.malformed", part, false});
  handler.parser = &parser;
  TRY(zip.stream(part, [&parser](std::string_view piece) { return parser.feed(piece); }));
  TRY(parser.finish());
  return std::move(handler.facts);
}

}  // namespace youju::office
