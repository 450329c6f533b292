// A document as a tree of values: what it says, where its figures stand, not how it looks. Writers
// turn it into .docx, .html, .md, .json; nothing that prints knows templates, nothing that composes
// knows formats.
#pragma once

#include <youju/base/calendar.h>
#include <youju/indicator/figure.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace youju::narrative {

// One printing of a figure. The same figure may be printed several times in several wordings.
struct FigureMark {
  indicator::FigureName name;
  indicator::Wording wording;
  std::string text;   // as printed
  std::string title;  // the indicator's, with the parts its filter names
  std::string unit;   // of measure
  std::string value;  // exact: decimal or ISO day, "" when missing
  indicator::FigureKind kind = indicator::FigureKind::missing;
  bool balanced = false;  // printed by 舍位平衡 otherwise than rounded alone
};

struct Text {
  std::string text;
  bool strong = false;
};
using Inline = std::variant<Text, FigureMark>;
using Line = std::vector<Inline>;

struct Heading {
  int level = 1;       // 1: 一、 2: （一） 3: 1. 4: （1）
  std::string number;  // "一、"
  Line line;
};
struct Paragraph {
  enum class Kind { body, subtitle, note, signature, caption };
  Kind kind = Kind::body;
  Line line;
};
struct Table {
  std::string title;
  std::vector<std::string> header;
  std::vector<int> widths;  // per mille of the text width
  std::vector<std::vector<Line>> rows;
  std::vector<bool> numeric;  // columns set flush right
  bool to_sign = false;       // rows have room for a signature and a seal
};
struct Chart {
  enum class Kind { column, bar, line, pie };
  Kind kind = Kind::column;
  std::string title;
  std::string unit;  // of measure
  std::vector<std::string> categories;
  struct Series {
    std::string name;
    std::vector<std::optional<FigureMark>> points;  // none: a gap
  };
  std::vector<Series> series;
};
struct PageBreak {};
using Block = std::variant<Heading, Paragraph, Table, Chart, PageBreak>;

// A figure that has no value, for the list at the end.
struct Gap {
  FigureMark mark;
  std::string reason;  // a sentence
};

// Where a figure comes from, for a reader who has the document alone.
struct Ground {
  std::string figure;  // its name
  std::string title, definition, kind, text, value, unit, unit_name, period;
  // Of records: the newest ones, at most limits::ground_records_max; how many in all.
  struct Record {
    std::string id, day, unit, contribution;
  };
  std::vector<Record> shown;
  std::int64_t records = 0, incomplete = 0, nil_returns = 0;
  bool hidden = false;                // the records are of a unit that the reader may not see
  std::string ledger;                 // whose records they are
  std::string citation, note;         // of a source
  std::string rule;                   // of figures
  std::vector<std::string> operands;  // names of figures, whose grounds stand in the list too
  std::string reason;                 // of nothing
};

struct Document {
  std::vector<std::string> title;  // lines
  std::vector<Block> blocks;
  std::vector<Gap> gaps;
  // For the colophon and the manifest.
  std::string unit_code, unit_name, template_name;
  Period period;
  std::int64_t as_of = 0;
  std::string chain_hash;  // hex, the event chain's head
  std::string made_at;     // ISO instant
  Language language = Language::zh_cn;
  // Of a document that people wrote (room writing), for when it comes back; "" and 0 for others.
  std::string draft;
  int draft_version = 0;
  // For the page that is read without us (html_page); empty: it shows none.
  std::vector<Ground> grounds;
};

// Every figure of the document, in order of printing (headings, paragraphs, tables; not charts).
std::vector<const FigureMark*> figures_of(const Document& document);

}  // namespace youju::narrative
