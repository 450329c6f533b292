#include <youju/app/nation_tree.h>
#include <youju/base/catalogue.h>
#include <youju/base/embedded.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/zip.h>

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>

namespace youju {
std::span<const EmbeddedFile> youju_nation_files();
}

namespace youju::app {
namespace {

namespace fs = std::filesystem;

struct Level {
  std::string_view file;
  std::size_t digits, digits_above;
  org::UnitKind kind;
};
constexpr std::array<Level, 5> levels = {{
    {"provinces.csv", 2, 0, org::UnitKind::province},
    {"cities.csv", 4, 2, org::UnitKind::city},
    {"areas.csv", 6, 4, org::UnitKind::county},
    {"streets.csv", 9, 6, org::UnitKind::township},
    {"villages.csv", 12, 9, org::UnitKind::village},
}};
constexpr std::string_view nation_code = "100000";
constexpr std::size_t division_digits = 6;  // of a code of GB/T 2260
// Of the last three digits of a village's code: below and above it are communities.
constexpr std::string_view first_village = "200", after_village = "400";

// The bytes of a level's file.
class Source {
 public:
  static Result<Source> open(const fs::path& folder) {
    Source source;
    if (!folder.empty()) {
      std::error_code error;
      source.folder_ = fs::is_directory(folder / "dist", error) ? folder / "dist" : folder;
      return source;
    }
    const auto files = youju_nation_files();
    if (files.empty()) return fail(ErrorKind::not_found, "app.no_nation_tree");
    source.zip_ = TRY(office::ZipReader::open(files.front().bytes));
    return source;
  }
  Result<std::string> read(std::string_view file) const {
    return zip_ ? zip_->read(file) : read_file(folder_ / file, limits::import_bytes_max);
  }

 private:
  fs::path folder_;
  std::optional<office::ZipReader> zip_;
};

// How short names are made, as the catalogue has it: endings of names, longest first, each with
// what stands in its place.
class Words {
 public:
  std::string short_name(std::string_view name, const Level& level) const {
    for (const auto& [ending, instead] : endings_of(level.kind)) {
      // A name of one character says nothing.
      if (!name.ends_with(ending) || name.size() < ending.size() + 6) continue;
      return std::string(name.substr(0, name.size() - ending.size())) + instead;
    }
    return std::string(name);
  }

  org::UnitKind kind_of(std::string_view code, std::string_view name, const Level& level) const {
    if (level.kind == org::UnitKind::township && name.find(street_) != std::string_view::npos) {
      return org::UnitKind::street;
    }
    if (level.kind != org::UnitKind::village) return level.kind;
    const std::string_view last = code.substr(code.size() - 3);
    const bool is_village = first_village <= last && last < after_village;
    return is_village ? org::UnitKind::village : org::UnitKind::community;
  }

 private:
  using Endings = std::vector<std::pair<std::string, std::string>>;

  static Endings endings(std::string_view id) {
    Endings found;
    const std::string text = sentence(id, Language::zh_cn);
    for (const std::string_view one : text::split(text, '|')) {
      const std::size_t mark = one.find('>');
      CHECK(mark != std::string_view::npos);
      found.emplace_back(one.substr(0, mark), one.substr(mark + 1));
    }
    return found;
  }
  const Endings& endings_of(org::UnitKind kind) const {
    return kind == org::UnitKind::province  ? province_
           : kind == org::UnitKind::city    ? city_
           : kind == org::UnitKind::village ? village_
                                            : none_;
  }

  const Endings province_ = endings("app.nation_province"), city_ = endings("app.nation_city"),
                village_ = endings("app.nation_village"), none_;
  const std::string street_ = sentence("app.nation_street", Language::zh_cn);
};

// A cell and what follows its comma; no name of the list holds one.
std::string_view take_cell(std::string_view& line) {
  const std::size_t comma = line.find(',');
  std::string_view cell = line.substr(0, comma);
  line = comma == std::string_view::npos ? std::string_view() : line.substr(comma + 1);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
    cell = cell.substr(1, cell.size() - 2);
  }
  return cell;
}

class Reader {
 public:
  Reader() {
    org::UnitRow nation;
    nation.code = nation_code;
    nation.name = nation.short_name = sentence("app.nation_name", Language::zh_cn);
    nation.kind = org::UnitKind::nation;
    rows_.push_back(std::move(nation));
  }

  Result<void> read(std::string_view text, const Level& level) {
    std::size_t number = 0;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      std::string_view line = text.substr(0, end);
      text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (++number == 1 || line.empty()) continue;
      const std::string_view code = take_cell(line), name = take_cell(line);
      TRY(row(code, name, level, std::string(level.file) + ":" + std::to_string(number)));
    }
    return {};
  }

  // Codes begin with those of the units above, so in order of code parents come first.
  Result<std::vector<org::UnitRow>> take() {
    const auto by_code = [](const org::UnitRow& a, const org::UnitRow& b) {
      return a.code < b.code;
    };
    std::sort(rows_.begin(), rows_.end(), by_code);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      org::UnitRow& row = rows_[i];
      if (i > 0 && rows_[i - 1].code == row.code) {
        return fail(ErrorKind::bad_input, "org.duplicate_code", {{"code", row.code}}, row.where);
      }
      if (row.parent.empty()) continue;
      // A county's place is its city's own code where the list repeats the city as a county.
      if (row.code.size() == 9 && has(row.parent + "-0")) row.parent += "-0";
      if (has(row.parent)) continue;
      return fail(ErrorKind::bad_input, "org.unknown_parent",
                  {{"code", row.code}, {"parent", row.parent}}, row.where);
    }
    return std::move(rows_);
  }

 private:
  static std::string padded(std::string_view code) {
    std::string text(code);
    if (text.size() < division_digits) text.append(division_digits - text.size(), '0');
    return text;
  }

  Result<void> row(std::string_view code, std::string_view name, const Level& level,
                   std::string where) {
    const bool is_code = code.size() == level.digits &&
                         code.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_code) {
      return fail(ErrorKind::bad_input, "org.bad_code", {{"code", std::string(code)}}, where);
    }
    if (name.empty()) {
      return fail(ErrorKind::bad_input, "org.empty_name", {{"code", std::string(code)}}, where);
    }
    org::UnitRow row;
    row.code = padded(code);
    row.parent = level.digits_above == 0 ? std::string(nation_code)
                                         : padded(code.substr(0, level.digits_above));
    if (row.code == row.parent) row.code += "-0";
    row.name = name;
    row.short_name = words_.short_name(name, level);
    row.kind = words_.kind_of(code, name, level);
    row.where = std::move(where);
    rows_.push_back(std::move(row));
    return {};
  }

  bool has(const std::string& code) const {
    const auto found = std::lower_bound(
        rows_.begin(), rows_.end(), code,
        [](const org::UnitRow& row, const std::string& wanted) { return row.code < wanted; });
    return found != rows_.end() && found->code == code;
  }

  const Words words_;
  std::vector<org::UnitRow> rows_;
};

}  // namespace

Result<std::vector<org::UnitRow>> read_nation_tree(const fs::path& folder) {
  const Source source = TRY(Source::open(folder));
  Reader reader;
  for (const Level& level : levels) TRY(reader.read(TRY(source.read(level.file)), level));
  return reader.take();
}

Result<TreeReport> load_nation_tree(Workspace& workspace, const fs::path& folder) {
  std::vector<org::UnitRow> rows = TRY(read_nation_tree(folder));
  TreeReport report;
  report.units = static_cast<std::int64_t>(rows.size());
  const auto directory = workspace.ledgers().directory();
  std::erase_if(rows,
                [&](const org::UnitRow& row) { return directory->find(row.code).has_value(); });
  report.added = static_cast<std::int64_t>(rows.size());
  TRY(workspace.ledgers().load_units(workspace.owner(), rows));
  return report;
}

}  // namespace youju::app
