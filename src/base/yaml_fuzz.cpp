// Whatever the bytes: a tree within its depth whose nodes know their places, or an error with one.
#include <youju/base/limits.h>
#include <youju/base/yaml.h>

namespace youju {
namespace {

void check_tree(const YamlNode& node, int depth) {
  CHECK(depth <= limits::yaml_depth);
  CHECK(node.line >= 1 && node.column >= 1);
  for (const YamlNode& item : node.items) check_tree(item, depth + 1);
  for (const auto& [key, value] : node.members) {
    CHECK(value.key_line >= 1 && value.key_column >= 1);
    CHECK(node.find(key) == &value);  // no other member has the key
    check_tree(value, depth + 1);
  }
}

}  // namespace
}  // namespace youju

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace youju;
  const Result<YamlNode> root = parse_yaml({reinterpret_cast<const char*>(data), size});
  if (root) {
    check_tree(*root, 1);
  } else {
    CHECK(!root.error().where.empty());
  }
  return 0;
}
