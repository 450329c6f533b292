// Writes Word comments into a .docx that somebody else made, and changes nothing else that a reader
// of the text would see: runs are cut where a comment begins or ends, with their properties kept.
// Pure; thread-safe. Bounded as read_docx; the main part is held as a tree.
#pragma once

#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

struct DocxComment {
  int paragraph = 0;      // index into DocxContent::paragraphs of the same file
  std::size_t begin = 0;  // bytes of that paragraph's text; the same as `end`: at a place where
  std::size_t end = 0;    // something is missing
  std::string text;       // lines as "\n"
};

struct DocxCommenter {
  std::string name;
  std::string initials;
  std::string at;  // "2026-11-26T09:30:00Z"
};

// The file with the comments, after those that it has, in the given order. Places that are not in
// the file are moved to the nearest one that is. Errors: those of read_docx.
Result<std::string> add_docx_comments(std::string_view bytes, const std::vector<DocxComment>& all,
                                      const DocxCommenter& by);

}  // namespace youju::office
