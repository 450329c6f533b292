#include "nation.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rollup_bench {
namespace {

struct Line {
  std::uint64_t code, above;
  std::uint8_t level;
};

std::uint64_t number(std::string_view cell, const std::string& where) {
  if (!cell.empty() && cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    throw std::runtime_error(where + ": a code is a number");
  }
  return value;
}

// code,name,code above,… ; no name holds a comma.
void read_level(const std::filesystem::path& file, std::uint8_t level, std::vector<Line>& lines) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  std::string line;
  std::getline(in, line);
  for (int row = 2; std::getline(in, line); ++row) {
    const std::string where = file.string() + ":" + std::to_string(row);
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    const std::string_view text = line;
    Line found{number(text.substr(0, first), where), 1, level};
    if (level > Nation::province) {
      const std::size_t third = line.find(',', second + 1);
      found.above = number(text.substr(second + 1, third - second - 1), where);
    }
    lines.push_back(found);
  }
}

}  // namespace

std::uint32_t Nation::above(std::uint32_t unit, Level wanted) const {
  while (level[unit] > wanted) unit = parent[unit];
  return level[unit] == wanted ? unit : 0;
}

std::vector<std::uint32_t> Nation::at(Level wanted) const {
  std::vector<std::uint32_t> units;
  for (std::uint32_t unit = 0; unit < size(); ++unit) {
    if (level[unit] == wanted) units.push_back(unit);
  }
  return units;
}

Nation read_nation(const std::filesystem::path& folder) {
  std::vector<Line> lines{{1, 0, Nation::country}};
  const char* const files[] = {"provinces.csv", "cities.csv", "areas.csv", "streets.csv",
                               "villages.csv"};
  std::uint8_t level = Nation::province;
  for (const char* name : files) read_level(folder / name, level++, lines);
  std::unordered_map<std::uint64_t, std::uint32_t> places;  // code and level
  for (std::uint32_t i = 0; i < lines.size(); ++i) places[lines[i].code * 8 + lines[i].level] = i;
  std::vector<std::vector<std::uint32_t>> below(lines.size());
  for (std::uint32_t i = 1; i < lines.size(); ++i) {
    const auto at = places.find(lines[i].above * 8 + lines[i].level - 1U);
    if (at == places.end()) {
      throw std::runtime_error(std::to_string(lines[i].code) + ": its superior is not there");
    }
    below[at->second].push_back(i);
  }
  Nation nation;
  const auto visit = [&](const auto& self, std::uint32_t line, std::uint32_t parent) -> void {
    const auto unit = static_cast<std::uint32_t>(nation.size());
    nation.parent.push_back(parent);
    nation.last.push_back(unit);
    nation.level.push_back(lines[line].level);
    nation.code.push_back(lines[line].code);
    std::sort(below[line].begin(), below[line].end(),
              [&](std::uint32_t a, std::uint32_t b) { return lines[a].code < lines[b].code; });
    for (const std::uint32_t child : below[line]) self(self, child, unit);
    nation.last[unit] = static_cast<std::uint32_t>(nation.size() - 1);
  };
  visit(visit, 0, 0);
  return nation;
}

}  // namespace rollup_bench
