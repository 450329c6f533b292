#include <youju/ledger/schema.h>

namespace youju::ledger {

Result<Titles> parse_titles(YamlMap& map, std::string_view key) {
  const YamlNode* node = map.node(key);
  if (node == nullptr || !node->is_map()) {
    return fail(ErrorKind::bad_input, "schema.titles_needed", {{"key", std::string(key)}},
                node == nullptr ? map.self().place() : node->place());
  }
  YamlMap titles = TRY(YamlMap::of(*node));
  Titles result;
  result.zh_cn = TRY(titles.text("zh-CN"));
  result.en = TRY(titles.text("en"));
  TRY(titles.finish());
  return result;
}

}  // namespace youju::ledger
