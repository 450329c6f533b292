#include <youju/base/result.h>
#include <youju/indicator/rollup_shape.h>

#include <chrono>

namespace youju::indicator {

RollupPlanes::RollupPlanes(const RollupShape& shape) : shape_(shape) {
  CHECK(shape.dimensions.size() <= rollup_dimensions_max);
  CHECK(shape.planes.size() <= rollup_kinds_max);
  CHECK(shape.measures >= 0 && shape.measures <= rollup_measures_max);
  CHECK(shape.months > 0 && shape.months <= rollup_months_max);
  kinds_.fill(-1);
  for (const std::uint8_t kind : shape.planes) {
    CHECK(kind < kinds_.size());
    if (kinds_[kind] < 0) kinds_[kind] = static_cast<std::int8_t>(starts_.size());
    starts_.push_back(count_);
    auto& steps = steps_.emplace_back();
    int size = 1;
    for (std::size_t d = shape.dimensions.size(); d-- > 0;) {
      if ((kind >> d & 1) == 0) continue;
      steps[d] = size;
      size *= shape.dimensions[d];
    }
    count_ += size;
  }
  CHECK(count_ <= 65535);
  for (int month = 0; month <= shape.months; ++month) {
    const int all = shape.first_month + month;
    const std::chrono::year_month_day first{std::chrono::year(all / 12),
                                            std::chrono::month(static_cast<unsigned>(all % 12) + 1),
                                            std::chrono::day(1)};
    month_starts_.push_back(
        static_cast<std::int32_t>(std::chrono::sys_days(first).time_since_epoch().count()));
    while (month > 0 && month_starts_.front() + static_cast<int>(months_of_days_.size()) <
                            month_starts_.back()) {
      months_of_days_.push_back(static_cast<std::uint8_t>(month - 1));
    }
  }
}

int RollupPlanes::onto(int kind, int plane, int wanted) const {
  const auto from = static_cast<std::size_t>(kind);
  const auto to = static_cast<std::size_t>(wanted);
  int found = starts_[to];
  for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
    if (steps_[to][d] == 0) continue;
    found += steps_[to][d] * ((plane - starts_[from]) / steps_[from][d] % shape_.dimensions[d]);
  }
  return found;
}

int RollupPlanes::of(const RollupQuery& query) const {
  std::uint8_t wanted = 0;
  for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
    if (query.places[d] != rollup_any) wanted |= static_cast<std::uint8_t>(1 << d);
  }
  const std::int8_t kind = kinds_[wanted];
  if (kind < 0) return -1;
  int plane = starts_[static_cast<std::size_t>(kind)];
  for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
    if (query.places[d] == rollup_any) continue;
    if (query.places[d] < 0 || query.places[d] >= shape_.dimensions[d]) return -1;
    plane += steps_[static_cast<std::size_t>(kind)][d] * query.places[d];
  }
  return plane;
}

bool RollupPlanes::fits(const RollupQuery& query, const RollupRow& row) const {
  if (row.day < query.first || row.day >= query.after) return false;
  for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
    if (query.places[d] != rollup_any && query.places[d] != row.places[d]) return false;
  }
  return true;
}

}  // namespace youju::indicator
