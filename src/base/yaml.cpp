#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <unordered_set>

namespace youju {
namespace {

struct Place {
  int line = 0;
  int column = 0;
};

std::string place_text(Place place) { return fmt::format("{}:{}", place.line, place.column); }

// Turns yaml-cpp's marks, which count bytes from 0, into places. Marks mostly come in order, so the
// count goes on from the last one: a long line is not counted again for each of its values.
class Places {
 public:
  explicit Places(std::string_view text) : lines_(text::split(text, '\n')) {}

  Place of(const YAML::Mark& mark) {
    if (mark.is_null()) return {1, 1};
    const auto line = static_cast<std::size_t>(mark.line);
    if (line >= lines_.size()) return {mark.line + 1, 1};
    const std::size_t byte = std::min(static_cast<std::size_t>(mark.column), lines_[line].size());
    if (line != line_ || byte < byte_) {
      line_ = line;
      byte_ = 0;
      code_points_ = 0;
    }
    code_points_ += text::length(lines_[line].substr(byte_, byte - byte_));
    byte_ = byte;
    return {mark.line + 1, static_cast<int>(code_points_) + 1};
  }

  // Where the text of a scalar begins whose mark is at its quote, or at its | or >.
  Place of_text(const YAML::Mark& mark) {
    Place place = of(mark);
    const auto line = static_cast<std::size_t>(mark.line);
    if (line >= lines_.size() || byte_ >= lines_[line].size()) return place;
    const char first = lines_[line][byte_];
    if (first == '"' || first == '\'') ++place.column;
    if (first != '|' && first != '>') return place;
    for (std::size_t below = line + 1; below < lines_.size(); ++below) {
      const std::size_t indent = lines_[below].find_first_not_of(' ');
      if (indent == std::string_view::npos || lines_[below][indent] == '\r') continue;
      return {static_cast<int>(below) + 1, static_cast<int>(indent) + 1};
    }
    return place;
  }

 private:
  std::vector<std::string_view> lines_;
  std::size_t line_ = 0;
  std::size_t byte_ = 0;
  std::size_t code_points_ = 0;
};

// Builds the tree from the parser's events. The first thing refused is kept, and what follows is
// passed over: a handler cannot stop the parser, whose input is bounded and whose own depth is too.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(Places& places) : places_(places) { root_.line = root_.column = 1; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) refuse("yaml.many_documents", places_.of(mark));
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (start(mark, "", anchor, YamlNode::Kind::null)) end();
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse("yaml.anchor", places_.of(mark));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (refused_) return;
    if (is_key_next()) {
      if (accept(mark, tag, anchor)) take_key(mark, value);
      return;
    }
    if (!start(mark, tag, anchor, YamlNode::Kind::scalar)) return;
    YamlNode& node = open_.back().node;
    node.scalar = value;
    const Place place = tag == "!" ? places_.of_text(mark) : Place{node.line, node.column};
    node.text_line = place.line;
    node.text_column = place.column;
    end();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(mark, tag, anchor, YamlNode::Kind::list);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(mark, tag, anchor, YamlNode::Kind::map);
  }
  void OnMapEnd() override { end(); }

  bool has_refused() const { return refused_.has_value(); }

  Result<YamlNode> take() {
    if (refused_) return fail(*std::move(refused_));
    return std::move(root_);
  }

 private:
  struct Open {
    YamlNode node;
    std::optional<std::string> key;  // of a map: the key whose value comes next
    Place key_place;
    std::unordered_set<std::string> keys;
  };

  void refuse(std::string_view what, Place place, std::vector<ErrorField> fields = {}) {
    if (refused_) return;
    refused_ = Error{ErrorKind::bad_input, std::string(what), place_text(place), std::move(fields)};
  }

  bool is_key_next() const {
    return !open_.empty() && open_.back().node.is_map() && !open_.back().key;
  }

  // yaml-cpp calls the absence of a tag "?", and "!" when the scalar is quoted.
  bool accept(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) refuse("yaml.anchor", places_.of(mark));
    if (!tag.empty() && tag != "?" && tag != "!") {
      refuse("yaml.tag", places_.of(mark), {{"tag", tag}});
    }
    return !refused_;
  }

  void take_key(const YAML::Mark& mark, const std::string& name) {
    Open& map = open_.back();
    if (!map.keys.insert(name).second) {
      refuse("yaml.duplicate_key", places_.of(mark), {{"key", name}});
      return;
    }
    map.key = name;
    map.key_place = places_.of(mark);
  }

  bool start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YamlNode::Kind kind) {
    if (refused_ || !accept(mark, tag, anchor)) return false;
    const Place place = places_.of(mark);
    if (is_key_next()) {
      refuse("yaml.key_not_text", place);
    } else if (open_.size() >= static_cast<std::size_t>(limits::yaml_depth)) {
      refuse("yaml.too_deep", place, {{"depth", std::to_string(limits::yaml_depth)}});
    }
    if (refused_) return false;
    Open made;
    made.node.kind = kind;
    made.node.line = place.line;
    made.node.column = place.column;
    open_.push_back(std::move(made));
    return true;
  }

  void end() {
    if (refused_) return;
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    node.key_line = parent.key_place.line;
    node.key_column = parent.key_place.column;
    parent.node.members.emplace_back(*std::move(parent.key), std::move(node));
    parent.key.reset();
  }

  Places& places_;
  std::vector<Open> open_;
  YamlNode root_;
  std::optional<Error> refused_;
  int documents_ = 0;
};

// The place of the first byte that a text file does not have; yaml-cpp would replace broken UTF-8
// silently and take the control character 4 for the end of the file.
std::optional<Place> not_text(std::string_view text) {
  Place place{1, 1};
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t start = byte;
    const char32_t c = text::next(text, byte);
    const bool broken = c == 0xFFFD && byte - start == 1;
    const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    if (broken || control) return place;
    place = c == '\n' ? Place{place.line + 1, 1} : Place{place.line, place.column + 1};
  }
  return std::nullopt;
}

}  // namespace

YamlNode::YamlNode() = default;

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, node] : members) {
    if (name == key) return &node;
  }
  return nullptr;
}

std::string YamlNode::place() const { return place_text({line, column}); }

Result<YamlNode> parse_yaml(std::string_view text) {
  if (const std::optional<Place> place = not_text(text)) {
    return fail(ErrorKind::bad_input, "yaml.not_text", {}, place_text(*place));
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Places places(text);
  Builder builder(places);
  // With the marker of the end, a quote that is never closed is an error; without it the parser
  // takes the rest of the text for the value as long as that ends in a line break.
  std::istringstream stream(fmt::format("{}{}...\n", text, text.ends_with('\n') ? "" : "\n"));
  try {
    YAML::Parser parser(stream);
    // A stray comma outside is an endless row of empty documents to the parser: the second ends it.
    while (parser.HandleNextDocument(builder) && !builder.has_refused()) {
    }
  } catch (const YAML::ParserException& error) {
    Result<YamlNode> so_far = builder.take();
    if (!so_far) return so_far;  // refused before the parser stumbled
    if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR) {
      return fail(ErrorKind::bad_input, "yaml.open_quote", {}, place_text(places.of(error.mark)));
    }
    return fail(ErrorKind::bad_input, "yaml.malformed", {{"reason", error.msg}},
                place_text(places.of(error.mark)));
  }
  return builder.take();
}

Result<YamlMap> YamlMap::of(const YamlNode& node) {
  if (!node.is_map()) return fail(ErrorKind::bad_input, "yaml.not_a_map", {}, node.place());
  return YamlMap(node);
}

const YamlNode* YamlMap::node(std::string_view key) {
  for (std::size_t i = 0; i < node_->members.size(); ++i) {
    if (node_->members[i].first != key) continue;
    asked_[i] = true;
    return &node_->members[i].second;
  }
  return nullptr;
}

const YamlNode* YamlMap::given(std::string_view key) {
  const YamlNode* found = node(key);
  return found == nullptr || found->kind == YamlNode::Kind::null ? nullptr : found;
}

Result<std::string> YamlMap::text(std::string_view key) {
  const YamlNode* found = given(key);
  if (found == nullptr || !found->is_scalar()) {
    return fail(ErrorKind::bad_input, "yaml.missing_key", {{"key", std::string(key)}},
                found == nullptr ? node_->place() : found->place());
  }
  return found->scalar;
}

Result<std::string> YamlMap::text_or(std::string_view key, std::string_view otherwise) {
  const YamlNode* found = given(key);
  if (found == nullptr) return std::string(otherwise);
  if (!found->is_scalar()) {
    return fail(ErrorKind::bad_input, "yaml.not_text_value", {{"key", std::string(key)}},
                found->place());
  }
  return found->scalar;
}

Result<std::int64_t> YamlMap::integer_or(std::string_view key, std::int64_t otherwise) {
  const YamlNode* found = given(key);
  if (found == nullptr) return otherwise;
  std::int64_t value = 0;
  const char* end = found->scalar.data() + found->scalar.size();
  const auto [stopped, error] = std::from_chars(found->scalar.data(), end, value);
  if (!found->is_scalar() || error != std::errc() || stopped != end) {
    return fail(ErrorKind::bad_input, "yaml.not_an_integer",
                {{"key", std::string(key)}, {"text", found->scalar}}, found->place());
  }
  return value;
}

Result<bool> YamlMap::boolean_or(std::string_view key, bool otherwise) {
  const YamlNode* found = given(key);
  if (found == nullptr) return otherwise;
  if (found->scalar == "true" || found->scalar == "yes") return true;
  if (found->scalar == "false" || found->scalar == "no") return false;
  return fail(ErrorKind::bad_input, "yaml.not_a_boolean",
              {{"key", std::string(key)}, {"text", found->scalar}}, found->place());
}

Result<std::vector<std::string>> YamlMap::texts_or_empty(std::string_view key) {
  std::vector<std::string> texts;
  const YamlNode* found = given(key);
  if (found == nullptr) return texts;
  if (!found->is_list()) {
    return fail(ErrorKind::bad_input, "yaml.not_a_list", {{"key", std::string(key)}},
                found->place());
  }
  for (const YamlNode& item : found->items) {
    if (!item.is_scalar()) {
      return fail(ErrorKind::bad_input, "yaml.not_text_value", {{"key", std::string(key)}},
                  item.place());
    }
    texts.push_back(item.scalar);
  }
  return texts;
}

Result<void> YamlMap::finish() const {
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    if (asked_[i]) continue;
    const auto& [name, value] = node_->members[i];
    return fail(ErrorKind::bad_input, "yaml.unknown_key", {{"key", name}},
                place_text({value.key_line, value.key_column}));
  }
  return {};
}

}  // namespace youju
