// Sentences and headings of a text, and the period and the plan that figures have from them.
// Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

namespace youju::reading {

// Fills sentences and headings, and sentence and heading of every figure.
void add_passages(const Text& text, const Options& options, Reading& reading);

// Fills period and plan of every figure; passages are known.
void add_periods(const Text& text, const Options& options, Reading& reading);

}  // namespace youju::reading
