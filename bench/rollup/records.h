// What generate wrote, read for the roll-up.
#pragma once

#include <youju/indicator/rollup.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace rollup_bench {

youju::indicator::RollupShape nation_shape();
youju::indicator::RollupTree read_tree(const std::filesystem::path& file);
// The approved ones, with several threads.
std::vector<youju::indicator::RollupRow> read_records(const std::filesystem::path& file,
                                                      int threads);
std::map<std::string, std::uint32_t> read_questions(const std::filesystem::path& file);

}  // namespace rollup_bench
