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

// The placeholders of a sentence, in order of name.
std::multiset<std::string> placeholders(std::string_view sentence) {
  std::multiset<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos;
       open = sentence.find('{', open + 1)) {
    names.emplace(sentence.substr(open, sentence.find('}', open) - open));
  }
  return names;
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

bool is_id(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == 0 || point == std::string_view::npos || point + 1 == text.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!word && i != point) return false;
  }
  return true;
}

// The ids that stand as a literal behind an ErrorKind in a source: fail(ErrorKind::closed, "a.b").
std::vector<std::string> ids_used(const std::string& source) {
  constexpr std::string_view kind = "ErrorKind::";
  std::vector<std::string> ids;
  for (std::size_t at = source.find(kind); at != std::string::npos;
       at = source.find(kind, at + kind.size())) {
    const std::size_t comma =
        source.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + kind.size());
    if (comma == std::string::npos || source[comma] != ',') continue;
    const std::size_t open = source.find_first_not_of(" \n", comma + 1);
    if (open == std::string::npos || source[open] != '"') continue;
    const std::string id = source.substr(open + 1, source.find('"', open + 1) - open - 1);
    if (is_id(id)) ids.push_back(id);
  }
  return ids;
}

TEST(Catalogue, has_a_sentence_for_every_id_that_a_room_uses) {
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(YOUJU_SOURCE_DIR) / "src")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    for (const std::string& id : ids_used(content_of(entry.path()))) {
      EXPECT_TRUE(has_sentence(id)) << entry.path() << ": no sentence for " << id;
      ++found;
    }
  }
  EXPECT_GT(found, 30U) << "the search itself must find what is there";
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

TEST(Catalogue, has_a_sentence_for_every_kind) {
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::unavailable); ++kind) {
    const std::string id = "kind." + std::string(kind_name(static_cast<ErrorKind>(kind)));
    EXPECT_TRUE(has_sentence(id)) << id;
  }
}

TEST(Language, is_zh_cn_or_en) {
  EXPECT_EQ(parse_language("zh-CN"), Language::zh_cn);
  EXPECT_EQ(parse_language("en"), Language::en);
  EXPECT_EQ(parse_language("zh").error().what, "language.unknown");
}

}  // namespace
}  // namespace youju
