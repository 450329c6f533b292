#include <gtest/gtest.h>
#include <youju/base/json_writer.h>

#include <limits>

namespace youju {
namespace {

using std::string_view_literals::operator""sv;

TEST(JsonWriter, writes_in_the_order_it_is_told) {
  JsonWriter json;
  json.begin_object().member("b", "x").key("a").begin_array();
  json.number(1).null().boolean(true).boolean(false).raw("1.50").begin_object().end_object();
  json.begin_array().end_array().string("").end_array().key("n");
  json.number(std::numeric_limits<std::int64_t>::min()).end_object();
  EXPECT_EQ(json.text(),
            R"({"b":"x","a":[1,null,true,false,1.50,{},[],""],"n":-9223372036854775808})");
}

TEST(JsonWriter, escapes_what_json_demands_and_no_more) {
  JsonWriter json;
  json.string("\"\\/\b\f\n\r\t\x01\x1F\x7F有据𠮷<&>"sv);
  EXPECT_EQ(json.text(), "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\x7F有据𠮷<&>\"");
}

TEST(JsonWriter, is_valid_utf8_whatever_it_is_given) {
  JsonWriter json;
  json.string("a\0\xFF\xED\xA0\x80z\xE6"sv);
  EXPECT_EQ(json.text(), "\"a\\u0000\uFFFD\uFFFD\uFFFD\uFFFDz\uFFFD\"");
}

TEST(JsonWriter, escapes_names_that_come_from_data) {
  const std::string name = "a\"b";
  JsonWriter json;
  json.begin_object().member(name, "x").key("c").number(1).key(std::string_view("d\n")).null();
  EXPECT_EQ(json.end_object().text(), R"({"a\"b":"x","c":1,"d\n":null})");
}

TEST(JsonWriter, takes_members_that_are_json_already) {
  JsonWriter json;
  json.begin_array().begin_object().raw(R"("a":1,"b":{})").member("c", "");
  json.end_object().begin_object().member("d", "").raw(R"("e":[])").end_object().end_array();
  EXPECT_EQ(json.text(), R"([{"a":1,"b":{},"c":""},{"d":"","e":[]}])");
}

TEST(JsonWriter, writes_texts_of_every_length) {
  std::string text, all = "[";
  JsonWriter json;
  json.begin_array();
  for (int length = 0; length < 700; ++length) {
    json.string(text);
    all += (length == 0 ? "\"" : ",\"") + text + '"';
    text += length % 3 == 0 ? "据" : "a";
  }
  EXPECT_EQ(json.end_array().take(), all + ']');
}

TEST(JsonWriter, sees_what_needs_an_escape_wherever_it_stands) {
  const std::pair<std::string, std::string> marks[] = {
      {"\"", "\\\""},   {"\\", "\\\\"}, {"\n", "\\n"},      {"\x1F", "\\u001f"},
      {"\x7F", "\x7F"}, {" ", " "},     {"\xFF", "\uFFFD"}, {"\xE6", "\uFFFD"}};
  constexpr std::size_t longest = 20;
  for (std::size_t length = 0; length < longest; ++length) {
    for (std::size_t at = 0; at <= length; ++at) {
      for (const auto& [mark, escaped] : marks) {
        const std::string before(at, 'a');
        const std::string after(length - at, 'b');
        JsonWriter json;
        json.begin_object().member("m", before + mark + after).key("k");
        json.string(before + mark + after).end_object();
        const std::string told = '"' + before + escaped + after + '"';
        ASSERT_EQ(json.text(), "{\"m\":" + told + ",\"k\":" + told + '}') << length << ' ' << at;
      }
    }
  }
}

TEST(JsonWriter, is_usable_again_after_take) {
  JsonWriter json;
  json.begin_array().number(1).end_array();
  EXPECT_EQ(json.take(), "[1]");
  json.begin_array().number(2).end_array();
  EXPECT_EQ(json.take(), "[2]");
}

TEST(JsonWriterDeathTest, checks_that_what_is_open_is_closed) {
  EXPECT_DEATH(JsonWriter().begin_array().take(), "CHECK failed");
  EXPECT_DEATH(JsonWriter().end_object(), "CHECK failed");
  EXPECT_DEATH(JsonWriter().begin_object().key("a").end_object(), "CHECK failed");
}

}  // namespace
}  // namespace youju
