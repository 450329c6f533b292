#include <youju/writing/sources.h>

#include <algorithm>

namespace youju::writing {
namespace {

constexpr std::string_view annex_source = "annex";

// Names of people and things may hold breaks; a line of prose holds none.
narrative::Line one_line(narrative::Line line) {
  for (narrative::Inline& part : line) {
    if (auto* words = std::get_if<narrative::Text>(&part)) {
      std::replace_if(
          words->text.begin(), words->text.end(),
          [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }, ' ');
    }
  }
  std::erase_if(line, [](const narrative::Inline& part) {
    const auto* words = std::get_if<narrative::Text>(&part);
    return words != nullptr && words->text.empty();
  });
  return line;
}

class Taker {
 public:
  Taker(const narrative::Document& document, int version)
      : document_(document), version_(version) {}

  Composition take() {
    all_.content.title = document_.title;
    const std::vector<narrative::Block>& blocks = document_.blocks;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
      if (std::holds_alternative<narrative::PageBreak>(blocks[index])) {
        index = annex(index);
      } else {
        std::visit([this](const auto& each) { add(each); }, blocks[index]);
      }
    }
    return std::move(all_);
  }

 private:
  Block& next(Block::Kind kind) {
    Block block;
    block.id = fmt::format("v{}-{}", version_, all_.content.blocks.size() + 1);
    block.kind = kind;
    return all_.content.blocks.emplace_back(std::move(block));
  }

  void add(const narrative::Heading& heading) {
    Block& block = next(Block::Kind::heading);
    block.level = heading.level;
    block.line = one_line(heading.line);
  }
  void add(const narrative::Paragraph& paragraph) {
    Block& block = next(Block::Kind::paragraph);
    block.paragraph = paragraph.kind;
    block.line = one_line(paragraph.line);
  }
  void add(const narrative::Table& table) { generate("table:", table.title, table); }
  void add(const narrative::Chart& chart) { generate("chart:", chart.title, chart); }
  void add(const narrative::PageBreak&) {}

  void generate(std::string_view sort, const std::string& title, narrative::WrittenBlock block) {
    constexpr std::size_t title_bytes_max = 200;
    std::size_t end = std::min(title.size(), title_bytes_max);
    while (end > 0 && end < title.size() && (title[end] & 0xC0) == 0x80) --end;
    std::string source = std::string(sort) + title.substr(0, end);
    const int before = counts_[source]++;
    if (before > 0) source += "#" + std::to_string(before + 1);
    next(Block::Kind::generated).source = source;
    all_.generated.push_back({std::move(source), title, std::move(block)});
  }

  // An annex begins a page with its table; its notes and the list of gaps follow. Returns its last
  // block.
  std::size_t annex(std::size_t begin) {
    const std::vector<narrative::Block>& blocks = document_.blocks;
    std::size_t last = begin;
    std::string title;
    while (last + 1 < blocks.size()) {
      const auto* table = std::get_if<narrative::Table>(&blocks[last + 1]);
      const auto* note = std::get_if<narrative::Paragraph>(&blocks[last + 1]);
      const bool is_note = note != nullptr && note->kind == narrative::Paragraph::Kind::note;
      if (table == nullptr && !is_note) break;
      if (table != nullptr && title.empty()) title = table->title;
      ++last;
    }
    next(Block::Kind::generated).source = annex_source;
    all_.generated.push_back({std::string(annex_source), title, narrative::Annex{title}});
    return last;
  }

  const narrative::Document& document_;
  int version_;
  Composition all_;
  std::map<std::string, int> counts_;
};

}  // namespace

Composition take_apart(const narrative::Document& document, int version) {
  return Taker(document, version).take();
}

const Generated* find_generated(const std::vector<Generated>& generated, std::string_view source) {
  const auto found = std::find_if(generated.begin(), generated.end(),
                                  [&](const Generated& each) { return each.source == source; });
  return found == generated.end() ? nullptr : &*found;
}

}  // namespace youju::writing
