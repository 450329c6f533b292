#include <yaml.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>

#include <algorithm>
#include <charconv>
#include <new>
#include <optional>
#include <unordered_set>

namespace youju {
namespace {

struct Place {
  int line = 0;
  int column = 0;
};

std::string place_text(Place place) { return fmt::format("{}:{}", place.line, place.column); }

Place place_of(const yaml_mark_t& mark) {
  return {static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
}

// What packs write for "no value": nothing, ~ or null, in no quotes.
bool is_null(std::string_view value) {
  return value.empty() || value == "~" || value == "null" || value == "Null" || value == "NULL";
}

// The parser and its present event, freed together. The parser reads the text where it stands.
class Events {
 public:
  explicit Events(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~Events() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // False where the text is malformed; error() says why.
  bool next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) == 1;
  }
  const yaml_event_t& event() const { return event_; }

  Error error() const {
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    const std::string_view context = parser_.context == nullptr ? "" : parser_.context;
    if (context == "while scanning a quoted scalar") {
      return {
          ErrorKind::bad_input, "yaml.open_quote", place_text(place_of(parser_.context_mark)), {}};
    }
    return {ErrorKind::bad_input,
            "yaml.malformed",
            place_text(place_of(parser_.problem_mark)),
            {{"reason", parser_.problem == nullptr ? "" : parser_.problem}}};
  }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

std::string_view text_of(const yaml_char_t* chars, std::size_t size) {
  return {reinterpret_cast<const char*>(chars), size};
}
std::string_view text_of(const yaml_char_t* chars) {
  return chars == nullptr ? "" : reinterpret_cast<const char*>(chars);
}

// Builds the tree from the parser's events, up to the first thing refused.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) { root_.line = root_.column = 1; }

  // False when there is nothing more to take.
  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_STREAM_END_EVENT:
        return false;
      case YAML_DOCUMENT_START_EVENT:
        if (++documents_ > 1) refuse("yaml.many_documents", place_of(event.start_mark));
        break;
      case YAML_ALIAS_EVENT:
        refuse("yaml.anchor", place_of(event.start_mark));
        break;
      case YAML_SCALAR_EVENT:
        take_scalar(event);
        break;
      case YAML_SEQUENCE_START_EVENT:
        start(event, event.data.sequence_start.anchor, event.data.sequence_start.tag,
              YamlNode::Kind::list);
        break;
      case YAML_MAPPING_START_EVENT:
        start(event, event.data.mapping_start.anchor, event.data.mapping_start.tag,
              YamlNode::Kind::map);
        break;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        end();
        break;
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return !refused_;
  }

  Result<YamlNode> result() {
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

  bool accept(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor != nullptr) refuse("yaml.anchor", place_of(event.start_mark));
    if (tag != nullptr) {
      refuse("yaml.tag", place_of(event.start_mark), {{"tag", std::string(text_of(tag))}});
    }
    return !refused_;
  }

  void take_scalar(const yaml_event_t& event) {
    const auto& scalar = event.data.scalar;
    const std::string_view value = text_of(scalar.value, scalar.length);
    const bool plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
    const bool null = plain && is_null(value);
    if (is_key_next() && !null) {
      if (accept(event, scalar.anchor, scalar.tag)) take_key(event, value);
      return;
    }
    if (!start(event, scalar.anchor, scalar.tag,
               null ? YamlNode::Kind::null : YamlNode::Kind::scalar)) {
      return;
    }
    if (!null) {
      YamlNode& node = open_.back().node;
      node.scalar = value;
      const Place place = begin_of_text(event);
      node.text_line = place.line;
      node.text_column = place.column;
    }
    end();
  }

  // Where the text of a scalar begins whose mark is at its quote, or at its | or >.
  Place begin_of_text(const yaml_event_t& event) {
    Place place = place_of(event.start_mark);
    const yaml_scalar_style_t style = event.data.scalar.style;
    if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
      ++place.column;
    }
    if (style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE) return place;
    if (lines_.empty()) lines_ = text::split(text_, '\n');
    for (auto below = static_cast<std::size_t>(place.line); below < lines_.size(); ++below) {
      const std::size_t indent = lines_[below].find_first_not_of(' ');
      if (indent == std::string_view::npos || lines_[below][indent] == '\r') continue;
      return {static_cast<int>(below) + 1, static_cast<int>(indent) + 1};
    }
    return place;
  }

  void take_key(const yaml_event_t& event, std::string_view value) {
    Open& map = open_.back();
    std::string name(value);
    if (!map.keys.insert(name).second) {
      refuse("yaml.duplicate_key", place_of(event.start_mark), {{"key", std::move(name)}});
      return;
    }
    map.key = std::move(name);
    map.key_place = place_of(event.start_mark);
  }

  bool start(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag,
             YamlNode::Kind kind) {
    if (refused_ || !accept(event, anchor, tag)) return false;
    const Place place = place_of(event.start_mark);
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

  std::string_view text_;
  std::vector<std::string_view> lines_;  // of text_, from the first block of text on
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
  Events events(text);
  Builder builder(text);
  do {
    if (!events.next()) return fail(events.error());
  } while (builder.take(events.event()));
  return builder.result();
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
