// Reads a .docx that came back as what a person wrote: paragraphs, with the figures in their
// places.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

struct ReturnedFigure {
  std::string name, wording, title;
  std::string printed;             // when the file was made
  std::string found;               // as it stands now
  std::size_t begin = 0, end = 0;  // bytes of its paragraph
};

struct ReturnedParagraph {
  std::string text;  // breaks and tabs as blanks
  bool in_table = false;
  int level = 0;                        // 1 to 4 if it begins as a heading of ours does, else 0
  std::size_t number_bytes = 0;         // of that number: 一、（一）1.（1）
  std::vector<ReturnedFigure> figures;  // in order; they do not overlap
};

struct Returned {
  bool manifest = false;  // false: it is not ours, or the program took our part out
  std::string unit, period, template_name, chain;
  std::string draft;  // "" if it was printed from a template alone
  int draft_version = 0;
  std::int64_t as_of = 0;
  std::vector<ReturnedParagraph> paragraphs;
  std::vector<ReturnedFigure> unplaced;  // printed, and where they stand now cannot be told
};

// Errors: those of office::read_docx.
Result<Returned> read_returned(std::string_view bytes);

}  // namespace youju::narrative
