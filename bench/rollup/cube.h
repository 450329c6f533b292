// The roll-up's part in `./do bench cube`: the questions of questions.py, asked in process.
#pragma once

#include <filesystem>

namespace rollup_bench {

struct CubeOrder {
  std::filesystem::path data;  // of generate
  std::filesystem::path out;   // cube.csv: metric,value,unit; answers.txt: question set numbers…
  int threads = 2;
};

// Throws std::runtime_error where a file cannot be read or written.
void measure_cube(const CubeOrder& order);

}  // namespace rollup_bench
