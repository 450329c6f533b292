// Where a paragraph of a document stands, whatever its format.
#pragma once

namespace youju::office {

struct TextPlace {
  int outline = 0;  // 1 to 9 for headings, by their own word or their style's; 0: body text
  int table = -1;   // counted over the document, inner tables too; -1: in none
  int row = 0;
  int column = 0;  // counted in columns of the table's grid, so that a wide cell counts as several
};

}  // namespace youju::office
