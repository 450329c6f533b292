#include <youju/base/text.h>
#include <youju/writing/alignment.h>

#include <algorithm>
#include <functional>

namespace youju::writing {
namespace {

constexpr int alike_least = 400;
constexpr int moved_least = 800;

std::uint64_t pair_of(char32_t a, char32_t b) {
  constexpr int bits = 21;  // of a code point
  return (static_cast<std::uint64_t>(a) << bits) | static_cast<std::uint64_t>(b);
}

class Aligner {
 public:
  Aligner(const std::vector<Features>& a, const std::vector<Features>& b)
      : a_(a), b_(b), partners_(a.size()), taken_(b.size(), false) {}

  Result<std::vector<std::optional<std::size_t>>> align() {
    std::size_t head = 0;
    const std::size_t shorter = std::min(a_.size(), b_.size());
    while (head < shorter && a_[head] == b_[head]) pair(head, head), ++head;
    std::size_t a_end = a_.size();
    std::size_t b_end = b_.size();
    while (a_end > head && b_end > head && a_[a_end - 1] == b_[b_end - 1]) pair(--a_end, --b_end);
    constexpr std::size_t pairs_max = 1'000'000;
    const std::size_t rows = a_end - head;
    const std::size_t columns = b_end - head;
    if (rows > 0 && columns > pairs_max / rows) {
      return fail(ErrorKind::too_large, "writing.returned_too_long");
    }
    middle(head, rows, columns);
    moved();
    return std::move(partners_);
  }

 private:
  void pair(std::size_t a, std::size_t b) {
    partners_[a] = b;
    taken_[b] = true;
  }

  // The pairs in order that have most in common altogether.
  void middle(std::size_t head, std::size_t rows, std::size_t columns) {
    std::vector<int> alike(rows * columns, 0);
    std::vector<int> best((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t row, std::size_t column) -> int& {
      return best[row * (columns + 1) + column];
    };
    for (std::size_t row = rows; row-- > 0;) {
      for (std::size_t column = columns; column-- > 0;) {
        int& score = alike[row * columns + column];
        score = likeness(a_[head + row], b_[head + column]);
        at(row, column) = std::max(at(row + 1, column), at(row, column + 1));
        if (score >= alike_least) {
          at(row, column) = std::max(at(row, column), at(row + 1, column + 1) + score);
        }
      }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows && column < columns) {
      const int score = alike[row * columns + column];
      if (score >= alike_least && at(row, column) == at(row + 1, column + 1) + score) {
        pair(head + row++, head + column++);
      } else if (at(row, column) == at(row + 1, column)) {
        ++row;
      } else {
        ++column;
      }
    }
  }

  void moved() {
    std::size_t left = 100'000;  // comparisons: a file in which all is new is not searched through
    for (std::size_t a = 0; a < a_.size(); ++a) {
      if (partners_[a]) continue;
      for (std::size_t b = 0; b < b_.size(); ++b) {
        if (taken_[b]) continue;
        if (left == 0) return;
        --left;
        if (likeness(a_[a], b_[b]) < moved_least) continue;
        pair(a, b);
        break;
      }
    }
  }

  const std::vector<Features>& a_;
  const std::vector<Features>& b_;
  std::vector<std::optional<std::size_t>> partners_;
  std::vector<bool> taken_;
};

}  // namespace

Features features_of(const narrative::Line& line) {
  Features features;
  char32_t before = 0;
  for (const narrative::Inline& part : line) {
    if (const auto* mark = std::get_if<narrative::FigureMark>(&part)) {
      // As much as a number of some digits.
      constexpr std::uint64_t weight = 3;
      const std::uint64_t hash = std::hash<std::string>{}(mark->name.to_string()) | (1ULL << 63);
      for (std::uint64_t each = 0; each < weight; ++each) features.push_back(hash ^ each);
      before = 0;
      continue;
    }
    const std::string& words = std::get<narrative::Text>(part).text;
    for (std::size_t byte = 0; byte < words.size();) {
      const char32_t code = text::next(words, byte);
      if (code == ' ' || code == U'\u3000') continue;
      features.push_back(pair_of(before, code));
      before = code;
    }
  }
  std::sort(features.begin(), features.end());
  return features;
}

int likeness(const Features& a, const Features& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left < *right) {
      ++left;
    } else if (*right < *left) {
      ++right;
    } else {
      ++common, ++left, ++right;
    }
  }
  constexpr std::size_t whole = 1000;
  return static_cast<int>(2 * common * whole / (a.size() + b.size()));
}

Result<std::vector<std::optional<std::size_t>>> align(const std::vector<Features>& a,
                                                      const std::vector<Features>& b) {
  return Aligner(a, b).align();
}

}  // namespace youju::writing
