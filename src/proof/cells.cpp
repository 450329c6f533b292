#include <youju/base/catalogue.h>
#include <youju/base/text.h>
#include <youju/proof/cells.h>

#include <algorithm>
#include <array>

namespace youju::proof {
namespace {

// 听众（人次） is 听众 and 人次.
std::pair<std::string_view, std::string_view> parted(std::string_view head) {
  for (const auto& [open, close] : {std::pair{"（", "）"}, std::pair{"(", ")"}}) {
    const std::size_t from = head.find(open);
    const std::size_t to = head.find(close, from == std::string_view::npos ? 0 : from);
    if (from == std::string_view::npos || to == std::string_view::npos || from == 0) continue;
    const std::size_t inside = from + std::string_view(open).size();
    return {head.substr(0, from), head.substr(inside, to - inside)};
  }
  return {head, {}};
}

bool has_words(std::string_view cell) {
  for (const char byte : cell) {
    if (static_cast<unsigned char>(byte) >= 0x80) return true;
  }
  return false;
}

}  // namespace

Cells::Cells(const Draft& draft) : draft_(draft) {
  for (const DraftParagraph& each : draft.paragraphs) {
    if (each.table >= 0) first_.try_emplace({each.table, each.row, each.column}, &each);
  }
}

std::string_view Cells::text(int table, int row, int column) const {
  const auto found = first_.find({table, row, column});
  if (found == first_.end()) return {};
  return std::string_view(draft_.text)
      .substr(found->second->begin, found->second->end - found->second->begin);
}

// A table of names and values has one column of numbers, whose head (数字, 数量) says nothing.
Cell Cells::at(const DraftParagraph& paragraph) const {
  constexpr std::array<std::string_view, 6> says_nothing = {"数字", "数量", "数值",
                                                            "合计", "本年", "完成情况"};
  Cell cell;
  for (int column = 0; column < paragraph.column && cell.row.empty(); ++column) {
    const std::string_view head = text(paragraph.table, paragraph.row, column);
    if (has_words(head)) cell.row = head;
  }
  if (paragraph.row > 0) {
    const auto [head, unit] = parted(text(paragraph.table, 0, paragraph.column));
    cell.unit = unit;
    bool empty = !has_words(head);
    for (const std::string_view each : says_nothing) empty = empty || head == each;
    if (!empty) cell.column = head;
  }
  return cell;
}

bool tells_ground(std::string_view cell) {
  // Each up to its first number or name.
  constexpr std::array<std::string_view, 6> ids = {
      "narrative.ground_records", "narrative.ground_incomplete", "narrative.ground_nil",
      "narrative.ground_figures", "figure.operand_missing",      "figure.no_values"};
  for (const std::string_view id : ids) {
    const std::string words = sentence(id, Language::zh_cn);
    const std::size_t open = words.find('{');
    const std::size_t close = words.find('}');
    if (open == std::string::npos || close == std::string::npos) continue;
    const std::size_t next = words.find('{', close);
    const std::string_view after =
        std::string_view(words).substr(close + 1, std::min(next, words.size()) - close - 1);
    if (text::starts_with(cell, std::string_view(words).substr(0, open)) &&
        cell.find(after) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace youju::proof
