#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/base/text.h>

namespace youju {
namespace {

using testing::ElementsAre;
using std::string_view_literals::operator""sv;

TEST(Text, knows_valid_utf8_from_broken) {
  for (const std::string_view text : {""sv, "abc"sv, "有据"sv, "𠮷"sv, "\0"sv, "\x7F"sv,
                                      "\xF4\x8F\xBF\xBF"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv}) {
    EXPECT_TRUE(text::is_utf8(text)) << text;
  }
  for (const std::string_view text :
       {"\x80"sv, "\xFF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x80\x80"sv, "\xE0\x9F\xBF"sv,
        "\xF0\x80\x80\x80"sv, "\xF0\x8F\xBF\xBF"sv, "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv,
        "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xE6\x9C"sv, "\xE6"sv, "\xE6\x9C\x41"sv,
        "a\xF0\x9F\x98"sv}) {
    EXPECT_FALSE(text::is_utf8(text)) << text.size();
  }
}

TEST(Text, walks_code_points_and_steps_over_broken_bytes) {
  const std::string_view text = "a有\xFF𠮷";
  std::vector<char32_t> seen;
  for (std::size_t byte = 0; byte < text.size();) seen.push_back(text::next(text, byte));
  EXPECT_THAT(seen, ElementsAre(U'a', U'有', char32_t{0xFFFD}, U'𠮷'));
  EXPECT_EQ(text::length("a有据𠮷"), 4U);
}

TEST(Text, appends_what_next_reads_for_every_code_point) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    std::string out;
    text::append(out, c);
    std::size_t byte = 0;
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    ASSERT_EQ(text::next(out, byte), surrogate ? char32_t{0xFFFD} : c);
    ASSERT_EQ(byte, out.size());
  }
}

TEST(Text, trims_ascii_blanks_and_ideographic_spaces) {
  EXPECT_EQ(text::trimmed(" \t\r\n　 有 据　\n"), "有 据");
  EXPECT_EQ(text::trimmed("　"), "");
  EXPECT_EQ(text::trimmed(""), "");
  // U+0F80 ends in the same byte as U+3000; only whole characters may come off.
  EXPECT_EQ(text::trimmed("\xE0\xBE\x80"), "\xE0\xBE\x80");
}

TEST(Text, splits_at_each_separator) {
  EXPECT_THAT(text::split("a,b,,c", ','), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(text::split("", ','), ElementsAre(""));
  EXPECT_THAT(text::split("a,", ','), ElementsAre("a", ""));
}

TEST(Text, makes_full_width_forms_half_width_and_no_others) {
  EXPECT_EQ(text::to_half_width("ＡＢｚ０９．，：（）％～"), "ABz09.,:()%~");
  EXPECT_EQ(text::to_half_width("有据　《台账》、。“”"), "有据 《台账》、。“”");
  EXPECT_EQ(text::to_half_width("a\xFF\xEF\xBC"), "a\xFF\xEF\xBC");
}

TEST(Text, folds_names_that_mean_the_same) {
  for (const std::string_view name :
       {"宝安区科协ABC", "宝安区 科协（ABC）", "　宝安区·科协Ａｂｃ", "“宝安区”《科协》-abc、"}) {
    EXPECT_EQ(text::folded(name), "宝安区科协abc") << name;
  }
  EXPECT_EQ(text::folded("二〇二〇年"), "二〇二〇年");
  EXPECT_EQ(text::folded("，。！"), "");
}

TEST(Text, decodes_what_files_hold) {
  struct Row {
    std::string_view bytes;
    std::string_view text;
    std::string_view encoding;
  };
  for (const Row& row :
       {Row{""sv, "", "UTF-8"},
        {"abc"sv, "abc", "UTF-8"},
        {"有据"sv, "有据", "UTF-8"},
        {"\xEF\xBB\xBF有据"sv, "有据", "UTF-8"},
        {"\xD3\xD0\xBE\xDD"sv, "有据", "GB18030"},
        {"\x95\x32\x82\x36\xBE\xDD"sv, "\xF0\xA0\x80\x80据", "GB18030"},  // U+20000: four bytes
        {"\xE9\x46"sv, "镕", "GB18030"},
        {"\xFF\xFE\x09\x67\x6E\x63"sv, "有据", "UTF-16LE"},
        {"\xFE\xFF\x67\x09\x63\x6E"sv, "有据", "UTF-16BE"},
        {"\xFE\xFF\xD8\x42\xDF\xB7"sv, "𠮷", "UTF-16BE"}}) {
    std::string encoding;
    const Result<std::string> decoded = text::decode(row.bytes, &encoding);
    ASSERT_TRUE(decoded) << row.text;
    EXPECT_EQ(*decoded, row.text);
    EXPECT_EQ(encoding, row.encoding) << row.text;
  }
}

TEST(Text, refuses_bytes_of_no_known_encoding) {
  for (const std::string_view bytes :
       {"\xFF\xFF\xFF"sv, "\xD3\xD0\xBE"sv, "\xD3"sv, "\xEF\xBB\xBF\xD3\xD0"sv, "\xFF\xFE\x09"sv,
        "\xFE\xFF\xD8\x42"sv, "\xFE\xFF\xDF\xB7\x00\x41"sv, "\x80\x80"sv,
        "PNG\x89\r\n\x1A\n\xFF"sv}) {
    const Result<std::string> decoded = text::decode(bytes);
    ASSERT_FALSE(decoded) << *decoded;
    EXPECT_EQ(decoded.error().what, "text.unknown_encoding");
  }
}

TEST(Text, decodes_more_than_one_buffer) {
  std::string bytes;
  std::string wanted;
  for (int i = 0; i < 10'000; ++i) bytes += "\xD3\xD0\xBE\xDD", wanted += "有据";
  EXPECT_EQ(text::decode(bytes).value(), wanted);
}

TEST(Text, escapes_for_xml_and_drops_what_it_forbids) {
  EXPECT_EQ(text::xml("<a b=\"c\">'&'</a>"), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(text::xml("有\t据\n\r"), "有\t据\n&#13;");
  EXPECT_EQ(text::xml("a\0b\x01\x1B\x0B\xFF\xED\xA0\x80z"sv), "abz");
  EXPECT_EQ(text::xml("a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBDz"), "a\xEF\xBF\xBDz");
}

TEST(Text, counts_in_chinese_numerals) {
  for (const auto& [number, numeral] :
       std::vector<std::pair<int, std::string_view>>{{1, "一"},
                                                     {10, "十"},
                                                     {11, "十一"},
                                                     {12, "十二"},
                                                     {20, "二十"},
                                                     {23, "二十三"},
                                                     {99, "九十九"},
                                                     {100, "一百"},
                                                     {101, "一百零一"},
                                                     {110, "一百一十"},
                                                     {112, "一百一十二"},
                                                     {200, "二百"},
                                                     {999, "九百九十九"}}) {
    EXPECT_EQ(text::chinese_numeral(number), numeral);
  }
}

}  // namespace
}  // namespace youju
