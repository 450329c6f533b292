// Inside the room: which figure a sentence speaks of, by subject, measure word, action and kind of
// measure, with a score that can be explained. The number plays no part.
#pragma once

#include <youju/proof/vocabulary.h>

#include <vector>

namespace youju::proof {

inline constexpr int score_enough = 60;  // of 100: below it nothing is said

struct Candidate {
  const Saying* saying = nullptr;
  int score = 0;
  int for_words = 0;        // 0..60
  int for_unit = 0;         // -40..20
  int for_action = 0;       // -20..10
  int for_place = 0;        // -2..8
  int for_measure = 0;      // 0..10
  bool other_unit = false;  // the words fit, the measure word is of another quantity
  // Only the words of a learned sentence fit, neither its verb nor the figure's own title: enough
  // to know a number again, and not to call another one wrong.
  bool by_chance = false;
  bool names_it = false;  // the figure's own title has words of the subject
};

// The best first, of those that are enough; each figure once. `around`: the bare words of the
// paragraph and of its heading, which say what campaign they are about. A table tells what was
// wanted and what was done alike.
std::vector<Candidate> candidates(const Vocabulary& vocabulary, const reading::Figure& figure,
                                  std::string_view around, bool in_table);

}  // namespace youju::proof
