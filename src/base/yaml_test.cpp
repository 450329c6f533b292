#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/base/limits.h>
#include <youju/base/yaml.h>

namespace youju {
namespace {

using std::string_view_literals::operator""sv;
using testing::ElementsAre;

YamlNode parsed(std::string_view text) {
  Result<YamlNode> node = parse_yaml(text);
  EXPECT_TRUE(node) << text << (node ? "" : node.error().what);
  return node ? *std::move(node) : YamlNode();
}

std::string failure(std::string_view text) {
  const Result<YamlNode> node = parse_yaml(text);
  return node ? "none" : node.error().what + " " + node.error().where;
}

template <typename T>
std::string failure(const Result<T>& result) {
  return result ? "none" : result.error().what + " " + result.error().where;
}

TEST(Yaml, knows_the_place_of_every_value) {
  const YamlNode root = parsed("名称: 培训  # 注\nfields:\n  - id: hours\n    单位: 小时\n  - x\n");
  ASSERT_TRUE(root.is_map());
  EXPECT_EQ(root.place(), "1:1");
  EXPECT_EQ(root.find("名称")->scalar, "培训");
  EXPECT_EQ(root.find("名称")->place(), "1:5");
  const YamlNode& fields = *root.find("fields");
  ASSERT_TRUE(fields.is_list());
  EXPECT_EQ(fields.key_line, 2);
  EXPECT_EQ(fields.items[0].find("单位")->place(), "4:9");
  EXPECT_EQ(fields.items[0].find("单位")->key_column, 5);
  EXPECT_EQ(fields.items[1].place(), "5:5");
  EXPECT_EQ(root.find("none"), nullptr);
}

TEST(Yaml, keeps_values_as_they_are_written) {
  const YamlNode root =
      parsed("a: 007\nb: 1.50\nc: yes\nd: '~'\ne: ~\nf:\ng: \"x\\ny\"\nh: |\n  p\n  q\n");
  EXPECT_EQ(root.find("a")->scalar, "007");
  EXPECT_EQ(root.find("b")->scalar, "1.50");
  EXPECT_EQ(root.find("c")->scalar, "yes");
  EXPECT_EQ(root.find("d")->scalar, "~");
  EXPECT_EQ(root.find("e")->kind, YamlNode::Kind::null);
  EXPECT_EQ(root.find("f")->kind, YamlNode::Kind::null);
  EXPECT_EQ(root.find("g")->scalar, "x\ny");
  EXPECT_EQ(root.find("h")->scalar, "p\nq\n");
  EXPECT_EQ(parsed("h: |+\n  p\n\n").find("h")->scalar, "p\n\n");
  EXPECT_EQ(parsed("h: |-\n  p").find("h")->scalar, "p");
}

TEST(Yaml, an_empty_text_is_a_null) {
  EXPECT_EQ(parsed("a: 1\n...\n").find("a")->scalar, "1");
  for (const std::string_view text : {"", "\n", "# 只有注释\n", "\xEF\xBB\xBF", "---\n"}) {
    EXPECT_EQ(parsed(text).kind, YamlNode::Kind::null) << text;
  }
  EXPECT_EQ(parsed("\xEF\xBB\xBF"
                   "a: 1\r\nb: 2\r\n")
                .find("b")
                ->place(),
            "2:4");
}

TEST(Yaml, refuses_with_the_place_what_packs_may_not_say) {
  EXPECT_EQ(failure("a: 1\nb: 2\n有: 3\n有: 4\n"), "yaml.duplicate_key 4:1");
  EXPECT_EQ(failure("x: {有: 1, 有: 2}\n"), "yaml.duplicate_key 1:11");
  EXPECT_EQ(failure("a: &x 1\nb: *x\n").substr(0, 11), "yaml.anchor");
  EXPECT_EQ(failure("a: 1\nb: *x\n").substr(0, 5), "yaml.");
  EXPECT_EQ(failure("a: !!str 1\n"), "yaml.tag 1:4");
  EXPECT_EQ(failure("a: !mine [1]\n"), "yaml.tag 1:4");
  EXPECT_EQ(failure("a: 1\n---\nb: 2\n").substr(0, 19), "yaml.many_documents");
  EXPECT_EQ(failure("[1, 2]: 3\n").substr(0, 17), "yaml.key_not_text");
  EXPECT_EQ(failure("~: 3\n"), "yaml.key_not_text 1:1");
}

TEST(Yaml, refuses_malformed_text_with_the_place) {
  EXPECT_EQ(failure("a: [1, 2\n").substr(0, 14), "yaml.malformed");
  EXPECT_EQ(failure("a: 1\n b: 2\n").substr(0, 14), "yaml.malformed");
  for (const std::string_view open :
       {"a: \"open", "a: \"open\n", "a: 'open\nb: 1\n", "- [\"x\n", "'"}) {
    EXPECT_EQ(failure(open).substr(0, 15), "yaml.open_quote") << open;
  }
  EXPECT_EQ(failure("a:\n\t- 1\n").substr(0, 14), "yaml.malformed");
  EXPECT_EQ(failure("}").substr(0, 14), "yaml.malformed");
  EXPECT_EQ(failure(",a [y\"]az: 1\nb:").substr(0, 5), "yaml.");
  EXPECT_EQ(failure(", a"), "yaml.malformed 1:1");
  EXPECT_EQ(failure("有: 1\n据: \xFF\n"), "yaml.not_text 2:4");
  EXPECT_EQ(failure("a: 1\x04\nb: 2\n"), "yaml.not_text 1:5");
  EXPECT_EQ(failure("a: \0b"sv), "yaml.not_text 1:4");
  EXPECT_EQ(failure("\xFF\xFE"
                    "a\0"sv),
            "yaml.not_text 1:1");
}

TEST(Yaml, refuses_what_is_nested_too_deeply) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_EQ(failure(nested(limits::yaml_depth)), "none");
  EXPECT_EQ(failure(nested(limits::yaml_depth + 1)), "yaml.too_deep 1:13");
  EXPECT_EQ(failure(nested(100'000)), "yaml.too_deep 1:13");
  EXPECT_EQ(failure(std::string(100'000, '[')).substr(0, 5), "yaml.");
  EXPECT_EQ(failure(std::string(100'000, '{')).substr(0, 5), "yaml.");
}

// Each of these takes minutes when places or keys are looked for from the start every time.
TEST(Yaml, reads_a_file_of_the_greatest_size_in_time) {
  std::string keys;
  for (int i = 0; keys.size() < limits::pack_file_bytes_max; ++i) keys += fmt::format("k{}:\n", i);
  const YamlNode map = parsed(keys);
  EXPECT_EQ(map.members.back().second.key_line, static_cast<int>(map.members.size()));
  std::string line = "[有";
  while (line.size() < limits::pack_file_bytes_max) line += ",有";
  const YamlNode list = parsed(line + "]");
  EXPECT_EQ(list.items.back().place(), fmt::format("1:{}", 2 * list.items.size()));
}

TEST(YamlMap, gives_values_of_the_kind_asked_for) {
  const YamlNode root = parsed("t: 文\ni: -12\nb: yes\nn: false\nl: [a, b]\nz:\n");
  YamlMap map = YamlMap::of(root).value();
  EXPECT_EQ(map.text("t").value(), "文");
  EXPECT_EQ(map.text_or("absent", "o").value(), "o");
  EXPECT_EQ(map.text_or("z", "o").value(), "o");
  EXPECT_EQ(map.integer_or("i", 1).value(), -12);
  EXPECT_EQ(map.integer_or("absent", 1).value(), 1);
  EXPECT_TRUE(map.boolean_or("b", false).value());
  EXPECT_FALSE(map.boolean_or("n", true).value());
  EXPECT_TRUE(map.boolean_or("absent", true).value());
  EXPECT_THAT(map.texts_or_empty("l").value(), ElementsAre("a", "b"));
  EXPECT_TRUE(map.texts_or_empty("absent").value().empty());
  EXPECT_EQ(map.node("absent"), nullptr);
  EXPECT_TRUE(map.finish());
}

TEST(YamlMap, says_the_key_and_the_place_at_fault) {
  const YamlNode root =
      parsed("t: [1]\ni: 1.5\nb: maybe\nl: x\nm: [[1]]\nj: 99999999999999999999\n");
  YamlMap map = YamlMap::of(root).value();
  EXPECT_EQ(failure(map.text("absent")), "yaml.missing_key 1:1");
  EXPECT_EQ(failure(map.text("t")), "yaml.missing_key 1:4");
  EXPECT_EQ(failure(map.text_or("t", "")), "yaml.not_text_value 1:4");
  EXPECT_EQ(failure(map.integer_or("i", 0)), "yaml.not_an_integer 2:4");
  EXPECT_EQ(failure(map.integer_or("t", 0)), "yaml.not_an_integer 1:4");
  EXPECT_EQ(failure(map.integer_or("j", 0)), "yaml.not_an_integer 6:4");
  EXPECT_EQ(failure(map.boolean_or("b", true)), "yaml.not_a_boolean 3:4");
  EXPECT_EQ(failure(map.texts_or_empty("l")), "yaml.not_a_list 4:4");
  EXPECT_EQ(failure(map.texts_or_empty("m")), "yaml.not_text_value 5:5");
  EXPECT_EQ(map.text("absent").error().field("key"), "absent");
  EXPECT_EQ(failure(YamlMap::of(*root.find("t"))), "yaml.not_a_map 1:4");
}

TEST(YamlMap, reports_the_first_key_that_nobody_asked_for) {
  const YamlNode root = parsed("a: 1\nlabal:\n  x: 1\nc: 2\n");
  YamlMap map = YamlMap::of(root).value();
  map.text("a").value();
  const Result<void> finished = map.finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().what, "yaml.unknown_key");
  EXPECT_EQ(finished.error().where, "2:1");
  EXPECT_EQ(finished.error().field("key"), "labal");
}

}  // namespace
}  // namespace youju
