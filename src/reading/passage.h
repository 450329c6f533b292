// Sentences and headings of a text, and the period and the plan that figures have from them.
// Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

namespace youju::reading {

// Fills sentences and headings, and sentence and heading of every figure.
void add_passages(const Text& text, const Options& options, Reading& reading);

// The first part of a Markdown text from `at` on that is no prose: a fenced block with its fences,
// the address of a link, `code`. Empty, and behind everything, if there is none.
struct Part {
  std::size_t begin = 0, end = 0;
};
Part markdown_part(const Text& text, std::size_t at);

// Fills period and plan of every figure; passages are known.
void add_periods(const Text& text, const Options& options, Reading& reading);

}  // namespace youju::reading
