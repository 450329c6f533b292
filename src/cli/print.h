// Tables on standard output in the four formats: for people (aligned by display width), as JSON,
// JSON lines or csv for scripts. Columns have a stable name for scripts and a title for people.
#pragma once

#include <youju/base/catalogue.h>
#include <youju/base/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::cli {

enum class Format { table, json, jsonl, csv };
Result<Format> parse_format(std::string_view text);  // "cli.unknown_format"

struct Table {
  struct Column {
    std::string name;      // "unit_of_measure": key in JSON, header in csv
    std::string title_id;  // catalogue id of its title
    bool numeric = false;  // set flush right
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

std::string printed(const Table& table, Format format, Language language);

// Columns a terminal needs: wide characters count two.
std::size_t display_width(std::string_view text);

}  // namespace youju::cli
