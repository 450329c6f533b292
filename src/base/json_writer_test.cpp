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
