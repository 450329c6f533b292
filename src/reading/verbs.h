// The verbs of official prose, and words in which a verb only seems to stand. Inside this room.
#pragma once

#include <youju/reading/words.h>

namespace youju::reading {

enum VerbKind : std::uint8_t {
  strong = 1,  // a predicate wherever it stands: 举办, 发放
  weak = 2,    // a noun as well: 培训, 服务; a predicate only where the clause begins
  kept = 3,    // no verb, though one begins it: 活动, 能力
  plain = 4,   // no noun, but its characters meet by chance in others: 退出, 放映; a predicate at
               // either end of a clause
};

// One set, so that a place is looked up once; a verb that is kept elsewhere too is a verb here.
const Words& verbs();
// The words of the kind kept alone, by where they begin and by where they end.
const Words& whole_words();
const Words& whole_words_before();
// The verb of any kind that ends at `end`: its bytes, or 0.
std::size_t verb_before(std::string_view text, std::size_t end);
// Whether the two characters at `at` have the shape of a verb, known or not: two deeds (审减,
// 查补), a deed and how it ends (交齐, 产下), how it is done and a deed (拟购, 实拨).
bool has_shape_of_verb(std::string_view text, std::size_t at);
// Whether the one character at `at` is a deed on something: 起, 宰, 储.
bool begins_deed(std::string_view text, std::size_t at);
// Whether it is a verb that is a noun as well, however else it is listed: 服务, 救助.
bool is_noun_too(std::string_view word);
// The plain verb that ends at `end`: its bytes, or 0.
std::size_t plain_verb_before(std::string_view text, std::size_t end);

}  // namespace youju::reading
