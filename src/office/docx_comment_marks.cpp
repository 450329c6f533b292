#include <youju/office/docx_comment_marks.h>
#include <youju/office/docx_opening.h>
#include <youju/office/xml_tree.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace youju::office {
namespace {

constexpr std::string_view compatibility =
    "http://schemas.openxmlformats.org/markup-compatibility/2006";

// A stretch of a paragraph's text, and where it comes from.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  pugi::xml_node node;  // w:t, w:tab, w:br …
  pugi::xml_node run;   // the outermost run around it
  bool text = false;    // a w:t, whose text can be cut
  bool nested = false;  // in a run in a run (ruby): nothing of it is cut
};
struct Paragraph {
  pugi::xml_node node;
  std::vector<Piece> pieces;
  std::size_t size = 0;
};

// Walks the tree in the order, and by the rules, in which read_docx numbers paragraphs and counts
// their bytes.
class Walk {
 public:
  explicit Walk(const pugi::xml_document& main) {
    word_ = prefix_of(main);
    for (const pugi::xml_attribute attribute : main.document_element().attributes()) {
      const std::string_view name = attribute.name();
      if (attribute.value() == compatibility && name.starts_with("xmlns:")) {
        fallback_ = std::string(name.substr(6)) + ":Fallback";
      }
    }
    const pugi::xml_node root = main.document_element();
    pugi::xml_node node = root;
    while (node) {
      const bool inside = enter(node);
      if (inside && node.first_child()) {
        node = node.first_child();
        continue;
      }
      if (inside) leave(node);
      while (node && node != root && !node.next_sibling()) {
        node = node.parent();
        leave(node);
      }
      if (!node || node == root) break;
      node = node.next_sibling();
    }
  }
  std::vector<Paragraph> paragraphs;

 private:
  std::string_view word_name_of(const pugi::xml_node& node) const {
    const std::string_view name = node.name();
    if (!name.starts_with(word_)) return {};
    const std::string_view local = name.substr(word_.size());
    return local.find(':') == std::string_view::npos ? local : std::string_view();
  }

  // Whether what is inside counts.
  bool enter(const pugi::xml_node& node) {
    if (node.type() != pugi::node_element) return false;
    const std::string_view word = word_name_of(node);
    if (node.name() == fallback_ || is_textless_word(word)) return false;
    if (word == "sdt" && shows_placeholder(node)) ++placeholders_;
    if (word == "p") {
      open_.push_back(paragraphs.size());
      paragraphs.push_back({node, {}, 0});
    } else if (word == "r") {
      runs_.push_back(node);
    } else if (word == "t") {
      add(node, std::string_view(node.text().get()).size(), true);
      return false;
    } else if (word == "tab" || word == "ptab" || word == "br" || word == "cr" ||
               word == "noBreakHyphen") {
      add(node, 1, false);
    }
    return true;
  }

  void leave(const pugi::xml_node& node) {
    const std::string_view word = word_name_of(node);
    if (word == "p" && !open_.empty()) open_.pop_back();
    if (word == "r" && !runs_.empty()) runs_.pop_back();
    if (word == "sdt" && shows_placeholder(node)) --placeholders_;
  }

  bool shows_placeholder(const pugi::xml_node& control) const {
    const pugi::xml_node said =
        control.child((word_ + "sdtPr").c_str()).child((word_ + "showingPlcHdr").c_str());
    if (!said) return false;
    const std::string_view value = said.attribute((word_ + "val").c_str()).value();
    return value != "0" && value != "false" && value != "off";
  }

  void add(const pugi::xml_node& node, std::size_t size, bool text) {
    if (open_.empty() || placeholders_ > 0 || size == 0) return;
    Paragraph& paragraph = paragraphs[open_.back()];
    // The run that stands in this paragraph, not one around the text box it is in.
    pugi::xml_node run;
    int runs = 0;
    for (pugi::xml_node up = node.parent(); up && up != paragraph.node; up = up.parent()) {
      if (word_name_of(up) != "r") continue;
      run = up;
      ++runs;
    }
    if (runs > 0) {
      paragraph.pieces.push_back(
          {paragraph.size, paragraph.size + size, node, run, text, runs > 1});
    }
    paragraph.size += size;
  }

  std::string word_;
  std::string fallback_;
  std::vector<std::size_t> open_;
  std::vector<pugi::xml_node> runs_;
  int placeholders_ = 0;
};

// `at`, or the beginning of the character whose bytes it is in.
std::size_t to_character(const Paragraph& paragraph, std::size_t at) {
  for (const Piece& piece : paragraph.pieces) {
    if (!piece.text || at <= piece.begin || at >= piece.end) continue;
    const std::string_view text = piece.node.text().get();
    while (at > piece.begin &&
           (static_cast<unsigned char>(text[at - piece.begin]) & 0xC0) == 0x80) {
      --at;
    }
  }
  return at;
}

// Cuts runs and puts marks into one paragraph.
class Marker {
 public:
  Marker(Paragraph& paragraph, std::string word) : paragraph_(paragraph), word_(std::move(word)) {}

  // Makes a run begin at `at`, where that can be.
  void cut(std::size_t at) {
    std::vector<Piece>& pieces = paragraph_.pieces;
    for (std::size_t index = 0; index < pieces.size(); ++index) {
      Piece& piece = pieces[index];
      if (piece.nested || at < piece.begin || at >= piece.end) continue;
      if (at > piece.begin) {
        if (piece.text) cut_text(index, at);
        return;
      }
      if (index > 0 && pieces[index - 1].run == piece.run) cut_run(index);
      return;
    }
  }

  void mark(int id, std::size_t begin, std::size_t end) {
    const pugi::xml_node from = put(begin, false, "commentRangeStart", id);
    const pugi::xml_node to =
        begin == end ? named(from.parent().insert_child_after(pugi::node_element, from),
                             "commentRangeEnd", id)
                     : put(end, true, "commentRangeEnd", id);
    pugi::xml_node run = to.parent().insert_child_after((word_ + "r").c_str(), to);
    named(run.append_child(pugi::node_element), "commentReference", id);
  }

 private:
  pugi::xml_node named(pugi::xml_node node, const char* name, int id) const {
    node.set_name((word_ + name).c_str());
    node.append_attribute((word_ + "id").c_str()) = id;
    return node;
  }

  // Before the run that begins at `at`, or after the one that ends there.
  pugi::xml_node put(std::size_t at, bool after, const char* name, int id) const {
    const std::vector<Piece>& pieces = paragraph_.pieces;
    pugi::xml_node place;
    if (after) {
      for (const Piece& piece : pieces) {
        if (piece.begin < at) place = piece.run;
      }
    } else {
      for (const Piece& piece : pieces) {
        if (piece.end > at) {
          place = piece.run;
          break;
        }
      }
      if (!place && !pieces.empty()) {
        place = pieces.back().run;
        after = true;
      }
    }
    if (!place)
      return named(pugi::xml_node(paragraph_.node).append_child(pugi::node_element), name, id);
    pugi::xml_node parent = place.parent();
    return named(after ? parent.insert_child_after(pugi::node_element, place)
                       : parent.insert_child_before(pugi::node_element, place),
                 name, id);
  }

  // A run after `run` with its properties, and everything of it from `first` on.
  pugi::xml_node split(pugi::xml_node run, pugi::xml_node first) const {
    pugi::xml_node rest = run.parent().insert_child_after(run.name(), run);
    for (const pugi::xml_attribute attribute : run.attributes()) rest.append_copy(attribute);
    if (const pugi::xml_node look = run.child((word_ + "rPr").c_str())) rest.append_copy(look);
    while (first) {
      const pugi::xml_node next = first.next_sibling();
      rest.append_move(first);
      first = next;
    }
    return rest;
  }

  void move_on(std::size_t first, const pugi::xml_node& from, const pugi::xml_node& to) {
    for (std::size_t index = first; index < paragraph_.pieces.size(); ++index) {
      if (paragraph_.pieces[index].run == from) paragraph_.pieces[index].run = to;
    }
  }

  void cut_run(std::size_t index) {
    const pugi::xml_node run = paragraph_.pieces[index].run;
    const pugi::xml_node rest = split(run, paragraph_.pieces[index].node);
    move_on(index, run, rest);
  }

  void cut_text(std::size_t index, std::size_t at) {
    Piece& piece = paragraph_.pieces[index];
    pugi::xml_node run = piece.run;
    const std::string text = piece.node.text().get();
    const std::size_t head = at - piece.begin;
    pugi::xml_node rest = run.insert_child_after(piece.node.name(), piece.node);
    fill(piece.node, text.substr(0, head));
    fill(rest, text.substr(head));
    Piece second = piece;
    second.begin = piece.end = at;
    second.node = rest;
    paragraph_.pieces.insert(paragraph_.pieces.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                             second);
    cut_run(index + 1);
  }

  static void fill(pugi::xml_node node, const std::string& text) {
    pugi::xml_attribute space = node.attribute("xml:space");
    if (!space) space = node.append_attribute("xml:space");
    space = "preserve";
    node.remove_children();
    node.append_child(pugi::node_pcdata).set_value(text.c_str());
  }

  Paragraph& paragraph_;
  std::string word_;
};

}  // namespace

void mark_comments(pugi::xml_document& main, const std::vector<DocxComment>& all, int first_id) {
  Walk walk(main);
  if (walk.paragraphs.empty()) return;
  struct Place {
    int id = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::map<std::size_t, std::vector<Place>> places;
  for (std::size_t index = 0; index < all.size(); ++index) {
    const std::size_t paragraph = std::min(
        static_cast<std::size_t>(std::max(all[index].paragraph, 0)), walk.paragraphs.size() - 1);
    const Paragraph& found = walk.paragraphs[paragraph];
    const std::size_t begin = to_character(found, std::min(all[index].begin, found.size));
    const std::size_t end = to_character(found, std::clamp(all[index].end, begin, found.size));
    places[paragraph].push_back({first_id + static_cast<int>(index), begin, end});
  }
  const std::string word = prefix_of(main);
  for (const auto& [paragraph, comments] : places) {
    Marker marker(walk.paragraphs[paragraph], word);
    std::set<std::size_t> cuts;
    for (const Place& each : comments) cuts.insert({each.begin, each.end});
    for (const std::size_t at : cuts) marker.cut(at);
    for (const Place& each : comments) marker.mark(each.id, each.begin, each.end);
  }
}

}  // namespace youju::office
