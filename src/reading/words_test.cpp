// Words are found where plain search finds them, at every place of texts of every length: the quick
// ways look at several characters at once.
#include <gtest/gtest.h>
#include <youju/reading/words.h>

#include <string>
#include <vector>

namespace youju::reading {
namespace {

// Memory that ends where the text does, so that a look behind its end is seen by a sanitizer.
struct Exact {
  explicit Exact(std::string_view text) : bytes(text.begin(), text.end()) {}
  operator std::string_view() const { return {bytes.data(), bytes.size()}; }  // NOLINT: it is one
  std::vector<char> bytes;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Words, fall_away_at_the_side_they_stand_at) {
  const Words leads(Words::Side::begin, {{0, "其中 其中的 有"}});
  const Words tails(Words::Side::end, {{0, "有 的有"}});
  EXPECT_EQ(without_begin("其中的有省级有", leads), "省级有");
  EXPECT_EQ(without_end("省级的有有", tails), "省级");
  EXPECT_EQ(without_end("有的有", tails), "");
  EXPECT_EQ(without_begin("", leads), "");
}

TEST(Word, are_found_where_plain_search_finds_them) {
  for (const std::string_view word : {"计", "合计", "，其中", "a", "月底"})
    for (std::size_t before = 0; before < 70; ++before)
      for (std::size_t behind = 0; behind < 70; behind += 3) {
        const std::string with =
            std::string(before, 'x') + std::string(word) + repeated("讨", behind / 3);
        const Exact text(with), without(repeated("讨", before) + std::string(behind, 'x'));
        EXPECT_EQ(find_word(text, word), std::string_view(text).find(word));
        EXPECT_EQ(find_word(without, word), std::string_view(without).find(word));
      }
}

TEST(Word, are_said_by_every_text_that_has_them) {
  const std::string text = "全年共接待1.2万人次，同比增长35%（上年末为8千人）；其中：A区…";
  for (std::size_t begin = 0; begin < text.size(); ++begin)
    for (std::size_t end = begin; end <= text.size(); ++end) {
      const Exact piece(std::string_view(text).substr(begin, end - begin));
      const bool has = std::string_view(piece).find("同比") != std::string_view::npos ||
                       std::string_view(piece).find("其中：A") != std::string_view::npos ||
                       std::string_view(piece).find("5%") != std::string_view::npos;
      EXPECT_EQ(says(Said(piece), {"同比", "其中：A", "5%"}), has) << std::string_view(piece);
    }
}

TEST(Word, begin_and_end_a_text_of_any_length) {
  for (const std::string_view word : {"到", "增至", "提高到", "a", "年底达到"})
    for (const std::string_view text : {"", "a", "达", "到", "x到", "到x", "增至", "提高到",
                                        "年底达到", "已提高到", "提高到了", "aa"}) {
      const Exact exact(text);
      EXPECT_EQ(begins(exact, {Edge<Words::Side::begin>(word)}), text.starts_with(word));
      EXPECT_EQ(ends(exact, {Edge<Words::Side::end>(word)}), text.ends_with(word));
    }
}

// The longest word at each place, and a walk that meets every one of them.
TEST(Word, of_a_set_are_met_by_a_walk) {
  const std::string_view all[] = {"增", "增长", "增长率", "下降到", "计划新增", "，其中", "的"};
  const Words begin(Words::Side::begin, {{1, "增 增长 增长率 下降到 计划新增 ，其中 的"}});
  const Words end(Words::Side::end, {{1, "增 增长 增长率 下降到 计划新增 ，其中 的"}});
  const std::string source = "同比增长12%，其中计划新增的增长率下降到5.1％—增\xE5\x80的ａ增长率";
  for (std::size_t size = 0; size <= source.size(); ++size) {
    const Exact exact(std::string_view(source).substr(0, size));
    const std::string_view text = exact;
    std::size_t met = begin.seek(text, 0, text.size());
    for (std::size_t at = 0; at <= text.size(); ++at) {
      std::size_t longest = 0, longest_before = 0;
      for (const std::string_view word : all) {
        if (text.substr(at).starts_with(word)) longest = std::max(longest, word.size());
        if (text.substr(0, at).ends_with(word))
          longest_before = std::max(longest_before, word.size());
      }
      EXPECT_EQ(begin.longest(text, at).bytes, longest);
      EXPECT_EQ(end.longest(text, at).bytes, longest_before);
      if (longest > 0) {
        EXPECT_EQ(begin.seek(text, at, text.size()), at);
        EXPECT_LE(met, at);  // from character to character none is passed over
      }
      if (met == at) met = begin.seek(text, Text{text}.next(at), text.size());
    }
  }
}

}  // namespace
}  // namespace youju::reading
