#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/workbook_table.h>

#include <algorithm>
#include <map>

namespace youju::ledger {

namespace {

// Headers stand near the top; official forms have at most a title, a form number, a line of units.
constexpr std::size_t probe_rows_max = 60;
constexpr std::size_t header_end_max = 40;
constexpr std::size_t header_rows_max = 4;

struct ProbeCell {
  std::string text;  // trimmed
  int range = -1;    // the merged range that it belongs to
  bool number = false;
};
struct ProbeRow {
  int number = 0;
  std::vector<ProbeCell> cells;
};

bool looks_like_value(const GridCell& cell) {
  if (cell.kind == GridCell::Kind::number || cell.kind == GridCell::Kind::date) return true;
  return words::number_of(cell.text).has_value() || words::days_of(cell.text, 2000).has_value();
}

// A line such as 填报单位：甲镇    单位：万元 : about the table, not of it.
bool is_info(std::string_view text) {
  return words::is_note(text) || !words::reporter_of_line(text).empty() ||
         (!words::measures_of_line(text).empty() && words::split_title(text).title.empty()) ||
         (!words::measures_of_line(text).empty() && !words::split_title(text).measure);
}

class Finder {
 public:
  Finder(const Workbook& workbook, std::size_t sheet, const KnownTitle& known)
      : workbook_(workbook), sheet_(sheet), known_(known) {}

  Result<std::optional<FoundTable>> find() {
    TRY(probe());
    if (rows_.empty()) return std::optional<FoundTable>();
    std::size_t best_first = 0, best_last = 0;
    int best = 0;
    const std::size_t end = std::min(rows_.size(), header_end_max);
    for (std::size_t last = 0; last < end; ++last) {
      for (std::size_t height = 1; height <= std::min(header_rows_max, last + 1); ++height) {
        const int score = score_of(last + 1 - height, last);
        if (score <= best) continue;
        best = score;
        best_first = last + 1 - height;
        best_last = last;
      }
    }
    if (best == 0) return std::optional<FoundTable>();
    return std::optional(describe(best_first, best_last));
  }

 private:
  Result<void> probe() {
    TRY(workbook_.read(sheet_, [this](const GridRow& row) -> Result<bool> {
      ProbeRow out{row.number, {}};
      for (const GridCell& cell : row.cells) {
        const std::string_view text = text::trimmed(cell.text);
        out.cells.push_back({std::string(text), -1, !text.empty() && looks_like_value(cell)});
      }
      width_ = std::max(width_, out.cells.size());
      rows_.push_back(std::move(out));
      return rows_.size() < probe_rows_max;
    }));
    for (ProbeRow& row : rows_) row.cells.resize(width_);
    int index = 0;
    for (const GridRange& range : workbook_.sheets()[sheet_].merged) spread(range, index++);
    return {};
  }

  // The text of a merged cell stands in each of its places. A range taller than a header is one of
  // the data; what it means there read_table knows.
  void spread(const GridRange& range, int index) {
    if (rows_.empty() || range.first_row > rows_.back().number) return;
    const auto by_number = [](const ProbeRow& row, int number) { return row.number < number; };
    const auto first = std::lower_bound(rows_.begin(), rows_.end(), range.first_row, by_number);
    if (first == rows_.end() || first->number != range.first_row) return;
    const auto from = static_cast<std::size_t>(range.first_column - 1);
    if (from >= width_) return;
    const std::size_t to = std::min(width_, static_cast<std::size_t>(range.last_column));
    const ProbeCell origin = first->cells[from];
    const int last_row =
        std::min(range.last_row, range.first_row + static_cast<int>(header_rows_max) - 1);
    for (auto row = first; row != rows_.end() && row->number <= last_row; ++row) {
      for (std::size_t column = from; column < to; ++column) {
        ProbeCell& cell = row->cells[column];
        const bool is_origin = row == first && column == from;
        if (!is_origin && !cell.text.empty()) continue;
        cell = origin;
        cell.range = index;
      }
    }
  }

  static std::size_t distinct(const ProbeRow& row) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const ProbeCell& cell = row.cells[i];
      if (cell.text.empty()) continue;
      const bool goes_on = i > 0 && cell.range >= 0 && cell.range == row.cells[i - 1].range;
      if (!goes_on) ++count;
    }
    return count;
  }

  static bool has_values(const ProbeRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const ProbeCell& cell) { return cell.number; });
  }
  static bool has_info(const ProbeRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const ProbeCell& cell) {
      return !cell.text.empty() && is_info(cell.text);
    });
  }

  // Whether the second row divides what the first one names: by merged cells, or by standing below
  // the blanks to the right of a name.
  bool divides(std::size_t upper, std::size_t lower) const {
    const auto& a = rows_[upper].cells;
    const auto& b = rows_[lower].cells;
    bool beside = false, above = false;
    for (std::size_t i = 0; i < width_; ++i) {
      const bool wide = i > 0 && a[i].range >= 0 && a[i].range == a[i - 1].range;
      if (wide && b[i].range != a[i].range && !b[i].text.empty() && !b[i - 1].text.empty() &&
          b[i].text != b[i - 1].text) {
        return true;
      }
      if (a[i].text.empty() && !b[i].text.empty() && i > 0 && !b[i - 1].text.empty()) beside = true;
      if (!a[i].text.empty() && b[i].text.empty()) above = true;
    }
    return beside && above;
  }
  bool joined(std::size_t upper, std::size_t lower) const {
    const auto& a = rows_[upper].cells;
    const auto& b = rows_[lower].cells;
    for (std::size_t i = 0; i < width_; ++i) {
      if (a[i].range >= 0 && a[i].range == b[i].range && !a[i].text.empty()) return true;
    }
    return divides(upper, lower);
  }

  // The titles of a column, outermost first.
  std::vector<std::string> path_of(std::size_t first, std::size_t last, std::size_t column) const {
    std::vector<std::string> path;
    for (std::size_t row = first; row <= last; ++row) {
      const auto& cells = rows_[row].cells;
      std::string text = cells[column].text;
      if (text.empty() && row < last && !rows_[row + 1].cells[column].text.empty()) {
        // A name without merged cells reaches over the blanks on its right, as long as there is
        // something below.
        std::size_t left = column;
        while (left > 0 && cells[left].text.empty()) --left;
        const bool own = !rows_[row + 1].cells[left].text.empty() && cells[left].range < 0;
        if (own) text = cells[left].text;
      }
      if (!text.empty() && (path.empty() || path.back() != text)) path.push_back(text);
    }
    return path;
  }

  // Whether a merged cell stands in both rows: no header begins or ends in the midst of one.
  bool cuts(std::size_t upper) const {
    if (upper + 1 >= rows_.size()) return false;
    const auto& a = rows_[upper].cells;
    const auto& b = rows_[upper + 1].cells;
    for (std::size_t i = 0; i < width_; ++i) {
      if (a[i].range >= 0 && a[i].range == b[i].range && !b[i].text.empty()) return true;
    }
    return false;
  }

  int score_of(std::size_t first, std::size_t last) const {
    if (cuts(last) || (first > 0 && cuts(first - 1))) return 0;
    for (std::size_t row = first; row <= last; ++row) {
      if (has_values(rows_[row]) || has_info(rows_[row]) || distinct(rows_[row]) < 2) return 0;
      if (row < last && (rows_[row + 1].number != rows_[row].number + 1 || !joined(row, row + 1))) {
        return 0;
      }
    }
    const bool has_next = last + 1 < rows_.size();
    const bool next_is_words = has_next && !has_values(rows_[last + 1]) &&
                               !has_info(rows_[last + 1]) &&
                               rows_[last + 1].number == rows_[last].number + 1;
    if (next_is_words && divides(last, last + 1) && last + 1 - first < header_rows_max) return 0;
    int titled = 0, known = 0;
    for (std::size_t column = 0; column < width_; ++column) {
      const auto path = path_of(first, last, column);
      if (path.empty()) continue;
      ++titled;
      known += known_(path) / 10;
    }
    if (titled < 2) return 0;
    const int numbers_below = has_next && has_values(rows_[last + 1]) ? 3 : 0;
    // What is known outweighs the rest; of two equal ones the upper and the lower header wins.
    return 1 + known * 4 + std::min(titled, 20) + numbers_below +
           static_cast<int>(last - first) * 2;
  }

  FoundTable describe(std::size_t first, std::size_t last) const {
    FoundTable table;
    table.sheet = sheet_;
    table.header_first = rows_[first].number;
    table.header_last = rows_[last].number;
    std::map<std::string, int> seen;
    std::string fingerprint;
    for (std::size_t column = 0; column < width_; ++column) {
      const auto path = path_of(first, last, column);
      if (path.empty()) continue;
      TableColumn out = column_of(path, static_cast<int>(column) + 1);
      const int times = ++seen[out.title];
      if (times > 1) out.title += "#" + std::to_string(times);
      fingerprint += text::folded(out.title);
      if (out.measure) fingerprint += "|" + out.measure->text;
      fingerprint += '\n';
      table.columns.push_back(std::move(out));
    }
    constexpr std::size_t form_digits = 16;
    table.form = to_hex(digest_of(without_years(fingerprint))).substr(0, form_digits);
    describe_above(first, table);
    return table;
  }

  static TableColumn column_of(const std::vector<std::string>& path, int column) {
    TableColumn out;
    out.column = column;
    for (const std::string& one : path) {
      std::string_view name = one, rest;
      if (words::is_part(name, &rest)) {
        out.of_which = true;
        name = rest;
      }
      words::TitleParts parts = words::split_title(name);
      if (parts.measure) out.measure = std::move(parts.measure);
      // 其中 alone is no title: what stands below it is.
      if (parts.title.empty() && out.of_which) continue;
      out.path.push_back(std::move(parts.title));
      if (!out.title.empty()) out.title += '/';
      out.title += out.path.back();
    }
    if (out.path.empty()) out.path.push_back(path.back());
    if (out.title.empty()) out.title = path.back();
    out.row_number = words::is_row_number(out.path.back());
    out.rate = words::is_rate(out.path.back());
    return out;
  }

  // A form of 2009 and of 2010 is one form.
  static std::string without_years(std::string_view text) {
    std::string out;
    std::size_t digits = 0;
    for (const char c : text) {
      const bool digit = c >= '0' && c <= '9';
      digits = digit ? digits + 1 : 0;
      out += c;
      if (digits == 4) out.replace(out.size() - 4, 4, "#");
    }
    return out;
  }

  void describe_above(std::size_t first, FoundTable& table) const {
    for (std::size_t row = 0; row < first; ++row) {
      for (std::size_t i = 0; i < rows_[row].cells.size(); ++i) {
        const ProbeCell& cell = rows_[row].cells[i];
        const bool goes_on =
            i > 0 && cell.range >= 0 && cell.range == rows_[row].cells[i - 1].range;
        if (cell.text.empty() || goes_on) continue;
        for (words::Measure& one : words::measures_of_line(cell.text)) {
          table.measures.push_back(std::move(one));
        }
        if (table.reporter.empty()) table.reporter = words::reporter_of_line(cell.text);
        if (!table.year) table.year = words::year_of(cell.text);
        if (!is_info(cell.text) && text::length(cell.text) > text::length(table.title)) {
          table.title = cell.text;
        }
      }
    }
    if (!table.year) table.year = words::year_of(workbook_.sheets()[sheet_].name);
  }

  const Workbook& workbook_;
  std::size_t sheet_;
  const KnownTitle& known_;
  std::vector<ProbeRow> rows_;
  std::size_t width_ = 0;
};

}  // namespace

const TableColumn* FoundTable::at(int column) const {
  for (const TableColumn& one : columns) {
    if (one.column == column) return &one;
  }
  return nullptr;
}

Result<std::optional<FoundTable>> find_table(const Workbook& workbook, std::size_t sheet,
                                             const KnownTitle& known) {
  return Finder(workbook, sheet, known).find();
}

}  // namespace youju::ledger
