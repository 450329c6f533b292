// The sentences that people read. Every id stands in catalogue/<room>.tsv with its zh-CN and its en
// sentence; both are built into the binary. A placeholder {name} is filled from the given fields.
// Immutable after the first use; thread-safe.
#pragma once

#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju {

enum class Language { zh_cn, en };

Result<Language> parse_language(std::string_view text);  // "zh-CN", "en"; "language.unknown"

// The sentence of an id. An unknown id is shown as itself (a test sees to it that there is none).
std::string sentence(std::string_view id, Language language,
                     const std::vector<ErrorField>& fields = {});
bool has_sentence(std::string_view id);

// "records/training.csv:12: 未知的单位编码：440307" — the place, then the sentence.
std::string describe(const Error& error, Language language);

}  // namespace youju
