// Reads what a person may have edited: the content controls, the running text, the figures of
// charts and the custom XML of a .docx, whoever saved it last (Word, WPS, LibreOffice). Controls
// may stand in a line, around paragraphs or around cells, one in another; their text may be cut
// into any number of runs. Bounded by limits::zip_* and limits::document_bytes_max (packed and, for
// the main part, unpacked). Pure; thread-safe. About 10 ms for 20 pages.
#pragma once

#include <youju/base/result.h>
#include <youju/office/text_place.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct DocxControl {
  int id = 0;       // w:id as in the file, 0 if the program dropped it
  std::string tag;  // "" for controls of others' making
  std::string title;
  // As it stands now: tracked insertions in, deletions out; paragraphs and breaks as "\n". Empty
  // when the program shows its placeholder ("click here to enter text") since all was deleted.
  std::string text;
  int paragraph = 0;      // index into DocxContent::paragraphs of its first one
  std::size_t begin = 0;  // the byte of that paragraph at which its text begins
};

// A native chart as it shows itself: what it caches, whatever its embedded workbook holds.
struct DocxChartContent {
  std::string title;
  std::vector<std::string> categories;
  struct Series {
    std::string name;
    std::vector<std::string> values;  // one a category, "" for a gap
  };
  std::vector<Series> series;
  int paragraph = 0;  // index into DocxContent::paragraphs
};

// A footnote or endnote.
struct DocxNote {
  std::string text;       // its paragraphs, as "\n"
  int paragraph = 0;      // index into DocxContent::paragraphs of the one that refers to it
  std::size_t begin = 0;  // the byte of that paragraph at which it is referred to
};

struct DocxContent {
  // Text of the body, its tables (each paragraph of a cell is one) and text boxes, in order; breaks
  // as "\n", tabs as "\t".
  std::vector<std::string> paragraphs;
  std::vector<TextPlace> places;         // of each paragraph
  std::vector<DocxNote> notes;           // those that are referred to, in order of the references
  std::vector<DocxControl> controls;     // in order of the document, an outer one before inner ones
  std::vector<DocxChartContent> charts;  // in order of the document
  std::vector<std::string> custom_xml;   // every customXml/itemN.xml, by N
};

// Errors: "docx.not_a_docx" (a foreign file: what it is instead, if it can be told, in field
// "found"), "docx.truncated", "docx.too_large", "docx.malformed" (the XML; fields part, line,
// column), and those of ZipReader for a damaged or hostile container. A chart whose
// part is missing is left out.
Result<DocxContent> read_docx(std::string_view bytes);

}  // namespace youju::office
