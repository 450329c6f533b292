#include <youju/base/text.h>
#include <youju/writing/difference.h>

#include <algorithm>
#include <array>
#include <map>

namespace youju::writing {
namespace {

// A word of Latin letters and digits, one other character, or a figure.
struct Token {
  std::string_view text;
  bool strong = false;
  const narrative::FigureMark* mark = nullptr;
  std::string key;  // equal tokens have equal keys
};

bool is_word(char32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
         (code >= 'A' && code <= 'Z') || code == '.' || code == '%';
}

void add_words(std::vector<Token>& tokens, const narrative::Text& words) {
  const std::string_view all = words.text;
  std::size_t begin = 0;
  while (begin < all.size()) {
    std::size_t end = begin;
    const bool word = is_word(text::next(all, end));
    while (word && end < all.size()) {
      std::size_t next = end;
      if (!is_word(text::next(all, next))) break;
      end = next;
    }
    const std::string_view one = all.substr(begin, end - begin);
    tokens.push_back({one, words.strong, nullptr, (words.strong ? "s" : "t") + std::string(one)});
    begin = end;
  }
}

std::vector<Token> tokens_of(const narrative::Line& line) {
  std::vector<Token> tokens;
  for (const narrative::Inline& part : line) {
    if (const auto* mark = std::get_if<narrative::FigureMark>(&part)) {
      tokens.push_back({mark->text, false, mark,
                        "f" + mark->name.to_string() + "|" + indicator::to_string(mark->wording)});
    } else {
      add_words(tokens, std::get<narrative::Text>(part));
    }
  }
  return tokens;
}

void append(std::vector<Piece>& pieces, Change change, const Token& token) {
  if (token.mark != nullptr) {
    pieces.push_back({change, std::string(token.text), false, token.mark});
    return;
  }
  const bool goes_on = !pieces.empty() && pieces.back().mark == nullptr &&
                       pieces.back().change == change && pieces.back().strong == token.strong;
  if (goes_on) {
    pieces.back().text += token.text;
  } else {
    pieces.push_back({change, std::string(token.text), token.strong, nullptr});
  }
}

class Comparison {
 public:
  Comparison(const narrative::Line& from, const narrative::Line& to)
      : from_(tokens_of(from)), to_(tokens_of(to)) {}

  LineDifference compare() {
    std::size_t head = 0;
    const std::size_t shorter = std::min(from_.size(), to_.size());
    while (head < shorter && same(head, head)) both(head, head), ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && same(from_.size() - 1 - tail, to_.size() - 1 - tail)) ++tail;
    middle(head, from_.size() - tail, to_.size() - tail);
    for (; tail > 0; --tail) both(from_.size() - tail, to_.size() - tail);
    return std::move(found_);
  }

 private:
  bool same(std::size_t a, std::size_t b) const { return from_[a].key == to_[b].key; }
  void both(std::size_t a, std::size_t b) {
    append(found_.from, Change::same, from_[a]);
    append(found_.to, Change::same, to_[b]);
  }

  // The longest common row of tokens between `head` and the ends.
  void middle(std::size_t head, std::size_t from_end, std::size_t to_end) {
    constexpr std::size_t comparisons_max = 1'000'000;
    const std::size_t rows = from_end - head;
    const std::size_t columns = to_end - head;
    std::size_t a = head;
    std::size_t b = head;
    if (rows > 0 && columns > 0 && rows * columns <= comparisons_max) {
      std::vector<std::uint16_t> lengths((rows + 1) * (columns + 1), 0);
      const auto at = [&](std::size_t row, std::size_t column) -> std::uint16_t& {
        return lengths[row * (columns + 1) + column];
      };
      for (std::size_t row = rows; row-- > 0;) {
        for (std::size_t column = columns; column-- > 0;) {
          at(row, column) = same(head + row, head + column)
                                ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1)
                                : std::max(at(row + 1, column), at(row, column + 1));
        }
      }
      while (a < from_end && b < to_end) {
        if (same(a, b)) {
          both(a++, b++);
        } else if (at(a - head + 1, b - head) >= at(a - head, b - head + 1)) {
          append(found_.from, Change::removed, from_[a++]);
        } else {
          append(found_.to, Change::added, to_[b++]);
        }
      }
    }
    while (a < from_end) append(found_.from, Change::removed, from_[a++]);
    while (b < to_end) append(found_.to, Change::added, to_[b++]);
  }

  std::vector<Token> from_, to_;
  LineDifference found_;
};

// Of equal figures, those that read otherwise when the versions were saved.
void mark_moved(LineDifference& line, const Version& from, const Version& to) {
  for (std::vector<Piece>* pieces : {&line.from, &line.to}) {
    for (Piece& piece : *pieces) {
      if (piece.mark == nullptr || piece.change != Change::same) continue;
      const Printed* before = find_printed(from.printed, *piece.mark);
      const Printed* after = find_printed(to.printed, *piece.mark);
      if (before != nullptr && after != nullptr && !(*before == *after)) {
        piece.change = Change::moved;
      }
    }
  }
}

bool same_form(const Block& a, const Block& b) {
  return a.kind == b.kind && a.source == b.source &&
         (a.kind != Block::Kind::heading || a.level == b.level) &&
         (a.kind != Block::Kind::paragraph || a.paragraph == b.paragraph);
}

// Which blocks of the newer version still stand in the order of the older one: the longest row of
// rising places.
std::vector<bool> in_order(const std::vector<std::size_t>& places) {
  std::vector<std::size_t> length(places.size(), 1), previous(places.size());
  std::size_t best = 0;
  for (std::size_t index = 0; index < places.size(); ++index) {
    previous[index] = index;
    for (std::size_t before = 0; before < index; ++before) {
      if (places[before] < places[index] && length[before] + 1 > length[index]) {
        length[index] = length[before] + 1;
        previous[index] = before;
      }
    }
    if (length[index] > length[best]) best = index;
  }
  std::vector<bool> stays(places.size(), false);
  for (std::size_t at = best; !places.empty(); at = previous[at]) {
    stays[at] = true;
    if (previous[at] == at) break;
  }
  return stays;
}

class VersionComparison {
 public:
  VersionComparison(const Version& from, const Version& to) : from_(from), to_(to) {
    for (std::size_t index = 0; index < from.content.blocks.size(); ++index) {
      place_of_[from.content.blocks[index].id] = index;
    }
  }

  std::vector<BlockDifference> compare() {
    std::vector<std::size_t> places;
    for (const Block& block : to_.content.blocks) {
      const auto at = place_of_.find(block.id);
      if (at != place_of_.end()) places.push_back(at->second);
    }
    const std::vector<bool> stays = in_order(places);
    removed_from(0);
    std::size_t common = 0;
    for (const Block& block : to_.content.blocks) {
      const auto at = place_of_.find(block.id);
      if (at == place_of_.end()) {
        all_.push_back({Change::added, nullptr, &block, difference({}, block.line)});
        continue;
      }
      both(from_.content.blocks[at->second], block, stays[common]);
      if (stays[common++]) removed_from(at->second + 1);
    }
    return std::move(all_);
  }

 private:
  // The blocks from `index` on that the newer version has no more, up to one that it has.
  void removed_from(std::size_t index) {
    const std::vector<Block>& blocks = from_.content.blocks;
    for (; index < blocks.size() && find_block(to_.content, blocks[index].id) == nullptr; ++index) {
      all_.push_back(
          {Change::removed, &blocks[index], nullptr, difference(blocks[index].line, {})});
    }
  }

  void both(const Block& before, const Block& after, bool stays) {
    BlockDifference one{Change::same, &before, &after, difference(before.line, after.line)};
    if (!one.line.is_same() || !same_form(before, after)) {
      one.change = Change::changed;
    } else if (!stays) {
      one.change = Change::moved;
    }
    mark_moved(one.line, from_, to_);
    all_.push_back(std::move(one));
  }

  const Version& from_;
  const Version& to_;
  std::map<std::string_view, std::size_t> place_of_;
  std::vector<BlockDifference> all_;
};

}  // namespace

std::string_view change_name(Change change) {
  constexpr std::array<std::string_view, 5> names = {"same", "added", "removed", "changed",
                                                     "moved"};
  return names[static_cast<std::size_t>(change)];
}

bool LineDifference::is_same() const {
  const auto stays = [](const Piece& piece) {
    return piece.change == Change::same || piece.change == Change::moved;
  };
  return std::all_of(from.begin(), from.end(), stays) && std::all_of(to.begin(), to.end(), stays);
}

LineDifference difference(const narrative::Line& from, const narrative::Line& to) {
  return Comparison(from, to).compare();
}

int likeness(const LineDifference& difference) {
  std::size_t same = 0;
  std::size_t all = 0;
  for (const std::vector<Piece>* pieces : {&difference.from, &difference.to}) {
    for (const Piece& piece : *pieces) {
      constexpr std::size_t weight_of_figure = 4;  // as many characters as one often has
      const std::size_t weight =
          piece.mark != nullptr ? weight_of_figure : text::length(piece.text);
      all += weight;
      if (piece.change == Change::same || piece.change == Change::moved) same += weight;
    }
  }
  constexpr std::size_t whole = 1000;
  return all == 0 ? static_cast<int>(whole) : static_cast<int>(same * whole / all);
}

std::vector<BlockDifference> difference(const Version& from, const Version& to) {
  return VersionComparison(from, to).compare();
}

}  // namespace youju::writing
