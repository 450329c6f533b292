#include <gtest/gtest.h>
#include <youju/base/parallel.h>

#include <atomic>
#include <vector>

namespace youju {
namespace {

TEST(Parallel, does_each_piece_of_work_once) {
  EXPECT_GE(processors(), 1);
  for (const int threads : {1, 2, 5}) {
    std::vector<std::atomic<int>> done(1000);
    in_parallel(threads, done.size(), [&](std::size_t n) { ++done[n]; });
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
  in_parallel(4, 0, [](std::size_t) { FAIL() << "there is none"; });
}

}  // namespace
}  // namespace youju
