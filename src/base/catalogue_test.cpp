#include <gtest/gtest.h>
#include <youju/base/catalogue.h>
#include <youju/base/embedded.h>
#include <youju/base/text.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace youju {

std::span<const EmbeddedFile> youju_catalogue_files();

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// How many placeholders a sentence has. Their names may differ: a title in one language stands
// where the id of the field stands in the other.
std::ptrdiff_t placeholders(std::string_view sentence) {
  EXPECT_EQ(std::count(sentence.begin(), sentence.end(), '{'),
            std::count(sentence.begin(), sentence.end(), '}'))
      << sentence;
  return std::count(sentence.begin(), sentence.end(), '{');
}

TEST(Embedded, files_are_the_files_of_the_source_tree_byte_for_byte) {
  const fs::path folder = fs::path(YOUJU_SOURCE_DIR) / "catalogue";
  std::size_t in_folder = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    in_folder += entry.path().extension() == ".tsv" ? 1 : 0;
  }
  EXPECT_EQ(youju_catalogue_files().size(), in_folder);
  for (const EmbeddedFile& file : youju_catalogue_files()) {
    EXPECT_EQ(file.bytes, content_of(folder / file.path)) << file.path;
  }
}

TEST(Catalogue, every_file_is_sorted_unique_and_has_both_languages) {
  std::set<std::string_view> seen;
  for (const EmbeddedFile& file : youju_catalogue_files()) {
    std::string_view previous;
    ASSERT_TRUE(text::is_utf8(file.bytes)) << file.path;
    ASSERT_TRUE(file.bytes.ends_with('\n')) << file.path;
    for (const std::string_view line : text::split(file.bytes, '\n')) {
      if (line.empty()) continue;
      const auto columns = text::split(line, '\t');
      ASSERT_EQ(columns.size(), 3U) << file.path << ": " << line;
      EXPECT_LT(previous, columns[0]) << file.path << " is not sorted";
      EXPECT_TRUE(seen.insert(columns[0]).second) << columns[0] << " stands twice";
      EXPECT_FALSE(columns[1].empty() || columns[2].empty()) << line;
      EXPECT_EQ(placeholders(columns[1]), placeholders(columns[2])) << line;
      previous = columns[0];
    }
  }
  EXPECT_GT(seen.size(), 40U);
}

TEST(Catalogue, fills_placeholders_and_leaves_unknown_ones) {
  EXPECT_EQ(sentence("decimal.not_a_number", Language::zh_cn, {{"text", "十二{text}"}}),
            "“十二{text}”不是数字。");
  EXPECT_EQ(sentence("decimal.not_a_number", Language::en, {{"text", "x"}}),
            "\"x\" is not a number.");
  EXPECT_EQ(sentence("decimal.not_a_number", Language::en), "\"{text}\" is not a number.");
}

TEST(Catalogue, shows_an_unknown_id_as_itself) {
  EXPECT_EQ(sentence("no.such_id", Language::en), "no.such_id");
  EXPECT_FALSE(has_sentence("no.such_id"));
  EXPECT_TRUE(has_sentence("csv.open_quote"));
}

TEST(Catalogue, describes_an_error_with_its_place_first) {
  Error error{ErrorKind::bad_input, "decimal.not_a_number", "a.csv:3", {{"text", "x"}}};
  EXPECT_EQ(describe(error, Language::zh_cn), "a.csv:3: “x”不是数字。");
  error.where.clear();
  EXPECT_EQ(describe(error, Language::en), "\"x\" is not a number.");
}

TEST(Language, is_zh_cn_or_en) {
  EXPECT_EQ(parse_language("zh-CN"), Language::zh_cn);
  EXPECT_EQ(parse_language("en"), Language::en);
  EXPECT_EQ(parse_language("zh").error().what, "language.unknown");
}

}  // namespace
}  // namespace youju
