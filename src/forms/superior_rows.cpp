#include <youju/base/text.h>
#include <youju/forms/superior_rows.h>
#include <youju/forms/superior_words.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace youju::forms {
namespace {

using office::CellKind;
using office::XlsxCell;
using office::XlsxRow;

constexpr std::size_t label_bytes_max = 200;  // longer texts are notes

std::span<const Form> forms_of(const Edition* edition) {
  return edition == nullptr ? std::span<const Form>() : std::span<const Form>(edition->forms);
}

// All that the words of a row can name, by those words.
class Names {
 public:
  Names(const Edition* edition, const indicator::IndicatorSet& indicators) {
    std::vector<const Item*> above;  // of each level the last
    for (const Form& form : forms_of(edition)) {
      for (const Item& item : form.items) {
        above.resize(static_cast<std::size_t>(std::max(item.level, 0)) + 1);
        const Item* parent = above.size() > 1 ? above[above.size() - 2] : nullptr;
        above.back() = &item;
        items_[label_of(item.title.zh_cn).name].push_back({&item, parent});
        if (!item.code.empty()) codes_.emplace(text::folded(item.code), &item);
        know_unit(item.unit);
      }
    }
    for (const indicator::Indicator& one : indicators.all()) {
      // A day, a rank: no number of a form.
      if (one.quantity == indicator::Quantity::day || one.quantity == indicator::Quantity::rank) {
        continue;
      }
      indicators_[label_of(one.title.zh_cn).name].push_back(&one);
      for (const std::string& other : one.also) indicators_[label_of(other).name].push_back(&one);
      know_unit(one.unit);
    }
  }

  bool is_unit(std::string_view text) const { return units_.count(without_scale(text)) > 0; }
  const Item* by_code(std::string_view code) const {
    const auto at = codes_.find(text::folded(code));
    return at == codes_.end() ? nullptr : at->second;
  }
  // Of items of the same words the one under the item that was named last above it.
  const Item* by_words(const std::string& words, const std::set<const Item*>& above) const {
    const auto at = items_.find(words);
    if (at == items_.end()) return nullptr;
    if (at->second.size() == 1) return at->second.front().item;
    const Item* found = nullptr;
    for (const Entry& each : at->second) {
      if (each.parent == nullptr || above.count(each.parent) == 0) continue;
      if (found != nullptr) return nullptr;
      found = each.item;
    }
    return found;
  }
  const indicator::Indicator* indicator(const std::string& words, std::string_view unit,
                                        int& power) const {
    const auto at = indicators_.find(words);
    if (at == indicators_.end()) return nullptr;
    const indicator::Indicator* found = nullptr;
    for (const indicator::Indicator* each : at->second) {
      const auto between = unit.empty() ? std::optional<int>(0) : power_between(unit, each->unit);
      if (!between || each == found) continue;
      if (found != nullptr) return nullptr;
      found = each;
      power = *between;
    }
    return found;
  }

 private:
  void know_unit(std::string_view unit) {
    if (!without_scale(unit).empty()) units_.emplace(without_scale(unit));
  }

  struct Entry {
    const Item* item;
    const Item* parent;
  };
  std::map<std::string, std::vector<Entry>, std::less<>> items_;
  std::map<std::string, const Item*, std::less<>> codes_;
  std::map<std::string, std::vector<const indicator::Indicator*>, std::less<>> indicators_;
  std::set<std::string, std::less<>> units_;
};

class Reader {
 public:
  Reader(const office::XlsxSheet& sheet, const Names& names) : sheet_(sheet), names_(names) {}
  std::vector<SuperiorRow> found;

  void row(const XlsxRow& row) {
    if (!propose(row)) remember_heads(row);
  }

 private:
  // Whether the row names something that is known, with a place or without.
  bool propose(const XlsxRow& row) {
    const Item* item = nullptr;
    std::string label, unit;
    std::size_t words_end = 0;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const XlsxCell& cell = row.cells[at];
      if (cell.kind != CellKind::text || cell.text.size() > label_bytes_max) continue;
      const std::string words(text::trimmed(cell.text));
      words_end = at;
      if (names_.is_unit(words)) {
        unit = words;
      } else if (const Item* coded = names_.by_code(words)) {
        item = coded;
      } else if (label.empty() && !is_number(words)) {
        label = words;
      }
    }
    const Label name = label_of(label);
    if (unit.empty() && names_.is_unit(name.behind)) unit = name.behind;
    SuperiorRow made;
    made.label = label;
    for (const std::string& words : {name.name, name.short_name}) {
      if (item == nullptr && !words.empty()) item = names_.by_words(words, above_);
    }
    if (item != nullptr) {
      above_.insert(item);
      const auto power = unit.empty() ? std::optional<int>(0) : power_between(unit, item->unit);
      if (!power) return true;
      made.take = item->id;
      made.power = *power;
    } else {
      for (const std::string& words : {name.name, name.short_name}) {
        const auto* one = words.empty() || !made.take.empty()
                              ? nullptr
                              : names_.indicator(words, unit, made.power);
        if (one != nullptr) made.take = one->id;
      }
      if (made.take.empty()) return false;
    }
    const auto column = value_column(row, words_end);
    if (!column) return true;
    made.cell = office::cell_address(row.number, static_cast<int>(*column) + 1);
    found.push_back(std::move(made));
    return true;
  }

  // Counted from 0. The first that has a head; where no column has one, the one behind the words.
  std::optional<std::size_t> value_column(const XlsxRow& row, std::size_t words) const {
    const std::size_t width =
        std::max(row.cells.size(), heads_.empty() ? 0 : heads_.rbegin()->first + 1);
    for (std::size_t at = words + 1; at < std::max(width, words + 2); ++at) {
      if (office::is_covered(sheet_.merged, row.number, static_cast<int>(at) + 1)) continue;
      const CellKind kind = at < row.cells.size() ? row.cells[at].kind : CellKind::empty;
      if (kind != CellKind::empty && kind != CellKind::number) continue;
      if (at < row.cells.size() && row.cells[at].formula) continue;
      const auto head = heads_.find(at);
      if (head != heads_.end() && takes_nothing(head->second)) continue;
      if (head == heads_.end() && !heads_.empty() && at < width) continue;
      return at;
    }
    return std::nullopt;
  }

  // The words above a column, those of merged heads over each of their columns.
  void remember_heads(const XlsxRow& row) {
    std::size_t texts = 0;
    for (const XlsxCell& cell : row.cells) texts += cell.kind == CellKind::text ? 1 : 0;
    if (texts < 2) return;  // a title, a note
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      if (row.cells[at].kind != CellKind::text) continue;
      std::size_t last = at;
      for (const auto& range : sheet_.merged) {
        if (range.first_row == row.number && range.first_column == static_cast<int>(at) + 1) {
          last = static_cast<std::size_t>(range.last_column) - 1;
        }
      }
      for (std::size_t each = at; each <= last; ++each) heads_[each] += row.cells[at].text;
    }
  }

  const office::XlsxSheet& sheet_;
  const Names& names_;
  std::map<std::size_t, std::string> heads_;
  std::set<const Item*> above_;
};

}  // namespace

Result<std::vector<SuperiorRow>> superior_rows(const office::XlsxReader& reader, std::size_t sheet,
                                               const Edition* edition,
                                               const indicator::IndicatorSet& indicators) {
  const Names names(edition, indicators);
  Reader rows(reader.sheets()[sheet], names);
  TRY(reader.read(sheet, [&](const XlsxRow& row) -> Result<void> {
    rows.row(row);
    return {};
  }));
  return std::move(rows.found);
}

}  // namespace youju::forms
