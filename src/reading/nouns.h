// What the nouns before and behind a number have in common. Inside this room.
#pragma once

#include <youju/reading/chars.h>

namespace youju::reading {

// Of what stands there at most 12 characters, and only what stands behind 的, cut from the left.
std::string_view phrase(const Text& text, std::size_t begin, std::size_t end);
// Where the phrase ends, or begins, without what is no part of its noun: 约, 共有, （6, 12月底.
std::size_t trim_tail(const Text& text, std::size_t begin, std::size_t end);
std::size_t trim_head(const Text& text, std::size_t begin, std::size_t end);
bool is_quoted_open(const Text& text, std::size_t at);
// 招待费, 公证处, 节水型: what makes a noun of the verb before it.
bool makes_noun(const Text& text, std::size_t at);
// 调解委员会, 服务站: behind the verb only the head of a name is left of the clause.
bool is_part_of_name(const Text& text, std::size_t at, std::size_t limit);
// Whether what ends at `end` is a name in which a verb that ends at `behind` may stand, as most are
// not: asked before is_in_name(), which is dear.
bool may_be_in_name(const Text& text, std::size_t behind, std::size_t end);
// 服务中心, 登记失业率: whether the verb from `verb` to `behind` is only in the name of what ends
// at `end`; `led` where something stands before it.
bool is_in_name(const Text& text, bool led, std::size_t verb, std::size_t behind, std::size_t end);
// 欠费回收, 借款尚欠: whether a deed ends there that is done with money.
bool is_of_money(const Text& text, std::size_t end);

// Whether a stretch is a verb and nothing else.
bool is_verb(const Text& text, std::size_t begin, std::size_t end);
// 以调解方式结案: behind the way in which it is done, or `begin`.
std::size_t behind_way(const Text& text, std::size_t begin, std::size_t end);
// 紧急转移: behind what only says how, if nothing but verbs follows; or `begin`.
std::size_t behind_adverb(const Text& text, std::size_t begin, std::size_t end);
// 每千人抽检量, 平均每天的车流量, 占用水总量: behind for each of what it is, and of what a share is
// told; or `begin`.
std::size_t behind_measure(const Text& text, std::size_t begin, std::size_t end);

}  // namespace youju::reading
