// Inside the room: which paragraph styles of a .docx are headings, and of which level.
#pragma once

#include <youju/office/relationships.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

// w:outlineLvl counts from 0, and 9 is body text; ours counts from 1, and 0 is body text.
int to_outline(std::string_view level);

class DocxOutlines {
 public:
  struct Style {
    int outline = -1;  // -1: what it is based on says it
    std::string based_on;
  };
  explicit DocxOutlines(std::map<std::string, Style, std::less<>> styles)
      : styles_(std::move(styles)) {}
  // 1 to 9, 0 for body text and for styles that are not there.
  int of(std::string_view style) const;

 private:
  std::map<std::string, Style, std::less<>> styles_;
};

// `related`: what the main part is related to; without styles nothing is a heading.
Result<DocxOutlines> read_docx_outlines(const ZipReader& zip,
                                        const std::vector<Relationship>& related);

}  // namespace youju::office
