#include <youju/base/result.h>
#include <youju/http/timing.h>

namespace youju::http {

std::string server_timing(std::chrono::nanoseconds took) {
  constexpr int scale = 1000;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  return fmt::format("total;dur={}.{:03}", us / scale, us % scale);
}

}  // namespace youju::http
