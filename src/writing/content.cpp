#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/writing/content.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <set>

namespace youju::writing {
namespace {

namespace js = boost::json;

constexpr std::array<std::string_view, 3> kinds = {"heading", "paragraph", "generated"};
constexpr std::array<std::string_view, 5> paragraph_kinds = {"body", "subtitle", "note",
                                                             "signature", "caption"};
constexpr std::size_t source_bytes_max = 240;
constexpr std::size_t wording_bytes_max = 120;

bool is_line(std::string_view text) {
  return text::is_utf8(text) && std::none_of(text.begin(), text.end(), [](char byte) {
           const auto code = static_cast<unsigned char>(byte);
           return code < 0x20 || code == 0x7F;
         });
}

bool is_block_id(std::string_view id) {
  constexpr std::size_t bytes_max = 24;
  return !id.empty() && id.size() <= bytes_max && std::all_of(id.begin(), id.end(), [](char each) {
    return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
  });
}

class Reader {
 public:
  Reader(const UsualWording& usual, int version) : usual_(usual), version_(version) {}

  Result<Content> read(std::string_view json) {
    if (json.size() > limits::draft_bytes_max) return too_large();
    boost::system::error_code error;
    const js::value value = js::parse(json, error);
    if (error || !value.is_object()) return bad("json");
    const js::object& object = value.get_object();
    TRY(title(object));
    const js::value* blocks = object.if_contains("blocks");
    if (blocks == nullptr || !blocks->is_array()) return bad("blocks");
    if (blocks->get_array().size() > limits::draft_blocks_max) return too_large();
    for (const js::value& each : blocks->get_array()) {
      place_ = std::to_string(content_.blocks.size() + 1);
      if (!each.is_object()) return bad("block");
      content_.blocks.push_back(TRY(block(each.get_object())));
    }
    TRY(name_blocks());
    return std::move(content_);
  }

 private:
  tl::unexpected<Error> bad(std::string_view part) const {
    return fail(ErrorKind::bad_input, "writing.bad_content",
                {{"block", place_}, {"part", std::string(part)}});
  }
  static tl::unexpected<Error> too_large() {
    return fail(ErrorKind::too_large, "writing.too_large",
                {{"bytes", std::to_string(limits::draft_bytes_max)},
                 {"blocks", std::to_string(limits::draft_blocks_max)}});
  }

  Result<std::string> text(const js::object& object, std::string_view name,
                           std::size_t bytes_max) const {
    const js::value* value = object.if_contains(name);
    if (value == nullptr) return std::string();
    if (!value->is_string()) return bad(name);
    const std::string_view text = value->get_string();
    if (text.size() > bytes_max || !is_line(text)) return bad(name);
    return std::string(text);
  }

  Result<void> title(const js::object& object) {
    const js::value* title = object.if_contains("title");
    if (title == nullptr || !title->is_array()) return bad("title");
    constexpr std::size_t line_bytes_max = 300;
    if (title->get_array().size() > limits::draft_title_lines_max) return bad("title");
    for (const js::value& line : title->get_array()) {
      if (!line.is_string()) return bad("title");
      const std::string_view words = text::trimmed(line.get_string());
      if (words.size() > line_bytes_max || !is_line(words)) return bad("title");
      if (!words.empty()) content_.title.emplace_back(words);
    }
    if (content_.title.empty()) return bad("title");
    return {};
  }

  Result<Block> block(const js::object& object) const {
    Block block;
    block.id = TRY(text(object, "id", 24));
    if (!block.id.empty() && !is_block_id(block.id)) return bad("id");
    const std::string type = TRY(text(object, "type", 20));
    const auto kind = std::find(kinds.begin(), kinds.end(), type);
    if (kind == kinds.end()) return bad("type");
    block.kind = static_cast<Block::Kind>(kind - kinds.begin());
    if (block.kind == Block::Kind::generated) {
      block.source = TRY(text(object, "source", source_bytes_max));
      if (block.source.empty()) return bad("source");
      return block;
    }
    if (block.kind == Block::Kind::heading) {
      const js::value* level = object.if_contains("level");
      if (level == nullptr || !level->is_int64()) return bad("level");
      if (level->get_int64() < 1 || level->get_int64() > 4) return bad("level");
      block.level = static_cast<int>(level->get_int64());
    } else {
      const std::string name = TRY(text(object, "kind", 20));
      const auto found = std::find(paragraph_kinds.begin(), paragraph_kinds.end(), name);
      if (!name.empty() && found == paragraph_kinds.end()) return bad("kind");
      if (!name.empty()) {
        block.paragraph = static_cast<narrative::Paragraph::Kind>(found - paragraph_kinds.begin());
      }
    }
    block.line = TRY(line(object));
    return block;
  }

  Result<narrative::Line> line(const js::object& object) const {
    const js::value* runs = object.if_contains("line");
    if (runs == nullptr || !runs->is_array()) return bad("line");
    narrative::Line line;
    std::size_t bytes = 0;
    for (const js::value& each : runs->get_array()) {
      if (!each.is_object()) return bad("line");
      const js::object& run = each.get_object();
      constexpr std::size_t cost_of_figure = 64;
      bytes += cost_of_figure;
      if (run.contains("figure")) {
        line.emplace_back(TRY(figure(run)));
      } else {
        narrative::Text words;
        words.text = TRY(text(run, "text", limits::draft_block_bytes_max));
        const js::value* strong = run.if_contains("strong");
        if (strong != nullptr && !strong->is_bool()) return bad("strong");
        words.strong = strong != nullptr && strong->get_bool();
        bytes += words.text.size();
        add(line, std::move(words));
      }
      if (bytes > limits::draft_block_bytes_max) return too_large();
    }
    return line;
  }

  static void add(narrative::Line& line, narrative::Text words) {
    if (words.text.empty()) return;
    auto* last = line.empty() ? nullptr : std::get_if<narrative::Text>(&line.back());
    if (last != nullptr && last->strong == words.strong) {
      last->text += words.text;
    } else {
      line.emplace_back(std::move(words));
    }
  }

  Result<narrative::FigureMark> figure(const js::object& run) const {
    narrative::FigureMark mark;
    mark.name = TRY(
        indicator::FigureName::parse(TRY(text(run, "figure", limits::figure_reference_bytes_max))));
    const std::string wording = TRY(text(run, "wording", wording_bytes_max));
    mark.wording =
        wording.empty() ? TRY(usual_(mark.name)) : TRY(indicator::parse_wording(wording, {}));
    return mark;
  }

  Result<void> name_blocks() {
    std::set<std::string> names;
    for (const Block& block : content_.blocks) {
      if (block.id.empty() || names.insert(block.id).second) continue;
      place_ = block.id;
      return bad("id");
    }
    std::size_t number = 0;
    for (Block& block : content_.blocks) {
      while (block.id.empty()) {
        std::string name = fmt::format("v{}-{}", version_, ++number);
        if (names.insert(name).second) block.id = std::move(name);
      }
    }
    return {};
  }

  const UsualWording& usual_;
  int version_;
  Content content_;
  std::string place_;
};

void append_line(JsonWriter& json, const narrative::Line& line) {
  json.key("line").begin_array();
  for (const narrative::Inline& part : line) {
    json.begin_object();
    if (const auto* mark = std::get_if<narrative::FigureMark>(&part)) {
      json.member("figure", mark->name.to_string());
      json.member("wording", indicator::to_string(mark->wording));
    } else {
      const auto& words = std::get<narrative::Text>(part);
      json.member("text", words.text);
      if (words.strong) json.key("strong").boolean(true);
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string_view block_kind_name(Block::Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view paragraph_kind_name(narrative::Paragraph::Kind kind) {
  return paragraph_kinds[static_cast<std::size_t>(kind)];
}

Result<Content> parse_content(std::string_view json, const UsualWording& usual, int version) {
  return Reader(usual, version).read(json);
}

std::string to_json(const Content& content) {
  JsonWriter json;
  json.begin_object().key("title").begin_array();
  for (const std::string& line : content.title) json.string(line);
  json.end_array().key("blocks").begin_array();
  for (const Block& block : content.blocks) {
    json.begin_object().member("id", block.id).member("type", block_kind_name(block.kind));
    switch (block.kind) {
      case Block::Kind::generated:
        json.member("source", block.source);
        break;
      case Block::Kind::heading:
        json.key("level").number(block.level);
        append_line(json, block.line);
        break;
      case Block::Kind::paragraph:
        json.member("kind", paragraph_kind_name(block.paragraph));
        append_line(json, block.line);
        break;
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::vector<const narrative::FigureMark*> marks_of(const Content& content) {
  std::vector<const narrative::FigureMark*> marks;
  for (const Block& block : content.blocks) {
    for (const narrative::Inline& part : block.line) {
      if (const auto* mark = std::get_if<narrative::FigureMark>(&part)) marks.push_back(mark);
    }
  }
  return marks;
}

const Block* find_block(const Content& content, std::string_view id) {
  const auto found = std::find_if(content.blocks.begin(), content.blocks.end(),
                                  [&](const Block& block) { return block.id == id; });
  return found == content.blocks.end() ? nullptr : &*found;
}

std::string title_of(const Content& content) {
  std::string title;
  for (const std::string& line : content.title) title += line;
  return title;
}

}  // namespace youju::writing
