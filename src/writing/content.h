// What a person writes: title lines and blocks. Words are free; figures stand among them by name
// and wording and never as typed digits; tables, charts and the annex of the template are kept,
// moved or removed, but not typed into.
#pragma once

#include <youju/narrative/document.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::writing {

struct Block {
  enum class Kind { heading, paragraph, generated };
  std::string id;  // [a-z0-9-]{1,24}; stays with the block through all versions
  Kind kind = Kind::paragraph;
  int level = 1;  // of a heading, 1 to 4
  narrative::Paragraph::Kind paragraph = narrative::Paragraph::Kind::body;
  narrative::Line line;  // of a FigureMark only the name and the wording count
  std::string source;    // of a generated one: "table:科技培训", "chart:各月讲座#2", "annex"
};

struct Content {
  std::vector<std::string> title;
  std::vector<Block> blocks;
};

// The wording a figure has where none is asked for.
using UsualWording = std::function<Result<indicator::Wording>(const indicator::FigureName& name)>;

// Reads {"title": [...], "blocks": [...]}, as doc/formats/event_log.md describes it; other members
// are passed over. Texts that follow each other become one; a block without an id gets
// "v<version>-<number>", so that no id ever comes again for another block. Errors:
// "writing.bad_content" (fields block, part), "figure.bad_name", "wording.malformed",
// "writing.too_large", those of `usual`.
Result<Content> parse_content(std::string_view json, const UsualWording& usual, int version);
// The one text of a content: equal contents have equal texts.
std::string to_json(const Content& content);

std::string_view block_kind_name(Block::Kind kind);
std::string_view paragraph_kind_name(narrative::Paragraph::Kind kind);

// The figures of headings and paragraphs in their order.
std::vector<const narrative::FigureMark*> marks_of(const Content& content);
const Block* find_block(const Content& content, std::string_view id);
// The title in one line.
std::string title_of(const Content& content);

}  // namespace youju::writing
