// Reads YAML of packs into a tree that knows the line and column of every value. libyaml accepts
// duplicate keys silently; this reader refuses them, and anchors, tags and documents of more than
// limits::yaml_depth levels too. Values are strings; the reader of a key decides what they mean.
// Lines and columns count from 1, columns in code points. Values, thread-safe.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju {

class YamlNode {
 public:
  enum class Kind { null, scalar, list, map };
  // Defined in yaml.cpp: an implicit one would need the type of `members` before it is complete.
  YamlNode();

  Kind kind = Kind::null;
  int line = 0;
  int column = 0;
  int text_line = 0;  // of a scalar: where its text begins, behind a quote or below a | or >
  int text_column = 0;
  int key_line = 0;  // of the key, when the node is a member of a map
  int key_column = 0;
  std::string scalar;
  std::vector<YamlNode> items;                            // of a list
  std::vector<std::pair<std::string, YamlNode>> members;  // of a map, in order

  const YamlNode* find(std::string_view key) const;  // null if absent
  bool is_map() const { return kind == Kind::map; }
  bool is_list() const { return kind == Kind::list; }
  bool is_scalar() const { return kind == Kind::scalar; }
  std::string place() const;  // "line:column"
};

// An empty text is a null node. Errors: "yaml.malformed" (with {reason}, English, from the parser),
// "yaml.open_quote" (noticed at the end), "yaml.not_text" (broken UTF-8, control characters),
// "yaml.duplicate_key", "yaml.key_not_text", "yaml.anchor", "yaml.tag", "yaml.many_documents",
// "yaml.too_deep"; `where` is "line:column".
Result<YamlNode> parse_yaml(std::string_view text);

// A reader of one map that reports what it did not expect. Every getter names the key; finish()
// fails with "yaml.unknown_key" at the first key that no getter asked for. Refers to the node,
// which must outlive it. Getters of a value of another kind than theirs fail with
// "yaml.not_text_value", "yaml.not_an_integer", "yaml.not_a_boolean", "yaml.not_a_list"; for
// text_or and the other getters with a default a key without a value (null) is as good as absent.
class YamlMap {
 public:
  // Fails with "yaml.not_a_map".
  static Result<YamlMap> of(const YamlNode& node);

  Result<std::string> text(std::string_view key);  // "yaml.missing_key" if absent or no scalar
  Result<std::string> text_or(std::string_view key, std::string_view otherwise);
  Result<std::int64_t> integer_or(std::string_view key, std::int64_t otherwise);
  Result<bool> boolean_or(std::string_view key, bool otherwise);          // yes/no/true/false
  Result<std::vector<std::string>> texts_or_empty(std::string_view key);  // a list of scalars
  const YamlNode* node(std::string_view key);                             // null if absent
  Result<void> finish() const;
  const YamlNode& self() const { return *node_; }

 private:
  explicit YamlMap(const YamlNode& node) : node_(&node), asked_(node.members.size()) {}
  const YamlNode* given(std::string_view key);  // null if absent or without a value
  const YamlNode* node_;
  std::vector<bool> asked_;
};

}  // namespace youju
