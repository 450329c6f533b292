// A draft as people hand it in, as one plain text for the reading of figures, and the way back from
// that text to the file. Pure; thread-safe (a .doc goes through LibreOffice and takes seconds).
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::proof {

enum class DraftKind { text, markdown, docx, html };

struct DraftParagraph {
  std::size_t begin = 0, end = 0;  // bytes of Draft::text, without the line's end
  int outline = 0;  // 1 to 9 for headings that say so themselves; 0: as the text shows
  int table = -1, row = 0, column = 0;
  // Of a .docx: the paragraph of office::DocxContent. A note's is the one that refers to it, and
  // all of the note stands at `source_begin` of it.
  int source = -1;
  bool note = false;
  std::size_t source_begin = 0;
};

// A figure that the file itself names: a content control of ours, `yj:<figure>`.
struct DraftMark {
  std::size_t begin = 0, end = 0;  // bytes of Draft::text
  std::string figure;
};

struct Draft {
  DraftKind kind = DraftKind::text;
  std::string text;  // UTF-8, a line a paragraph
  std::vector<DraftParagraph> paragraphs;
  std::vector<DraftMark> marks;
  std::string docx;    // the file, if it was one or was made one (.doc): what comments are put into
  std::string digest;  // SHA-256 of the bytes as they came, hex
};

// The kind is told by the bytes, the name only parts markdown from text. Errors: "draft.too_large"
// (limits::document_bytes_max), "draft.unknown_kind" (what it is in field "found"), those of
// office::read_docx and read_html, text::decode, office::convert_by_libreoffice.
Result<Draft> read_draft(std::string_view bytes, std::string_view name);

}  // namespace youju::proof
