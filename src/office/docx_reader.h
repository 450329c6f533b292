// Reads what a person may have edited: the content controls, the running text and the custom XML of
// a .docx, whoever saved it last (Word, WPS, LibreOffice). Bounded by limits::zip_* and
// limits::document_bytes_max. Pure; thread-safe.
#pragma once

#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct DocxControl {
  int id = 0;  // w:id as in the file, 0 if the program dropped it
  std::string tag;
  std::string title;
  std::string text;   // as it stands now: tracked insertions in, deletions out
  int paragraph = 0;  // index into DocxContent::paragraphs
};

struct DocxContent {
  std::vector<std::string> paragraphs;  // text of body and tables, in order
  std::vector<DocxControl> controls;    // in order of the document
  std::vector<std::string> custom_xml;  // every customXml/item*.xml
};

// Errors: "docx.not_a_docx" (a foreign file: what it is instead, if it can be told, in field
// "found"), "docx.truncated", "docx.malformed" (the XML), "zip.bomb".
Result<DocxContent> read_docx(std::string_view bytes);

}  // namespace youju::office
