#include <youju/indicator/cube_ask.h>
#include <youju/indicator/live_view.h>

#include <utility>

namespace youju::indicator {

CubeAnswer LiveView::ask(const CubeQuery& query) const {
  if (const CubeRollups* const rollups = rollups_of(query)) {
    if (auto known = CubeAsker(picture(), *rollups, query).answer()) return *std::move(known);
  }
  return ScanView::ask(query);
}

std::vector<RecordReference> LiveView::records(const CubeQuery& query, std::size_t offset,
                                               std::size_t rows) const {
  if (const CubeRollups* const rollups = rollups_of(query)) {
    auto known = CubeAsker(picture(), *rollups, query).records(offset, rows);
    if (known) return *std::move(known);
  }
  return ScanView::records(query, offset, rows);
}

std::vector<std::string> LiveView::values(const CubeQuery& query, const std::string& field) const {
  if (const CubeRollups* const rollups = rollups_of(query)) {
    auto known = CubeAsker(picture(), *rollups, query).values(field);
    if (known) return *std::move(known);
  }
  return ScanView::values(query, field);
}

bool LiveView::has_records(const std::string& ledger, org::UnitId unit,
                           const Period& period) const {
  Aggregate all;
  all.ledger = ledger;
  const CubeQuery query{&all, unit, period, {}, Day()};
  if (const CubeRollups* const rollups = rollups_of(query)) {
    if (const auto known = CubeAsker(picture(), *rollups, query).any()) return *known;
  }
  return ScanView::has_records(ledger, unit, period);
}

const CubeRollups* LiveView::rollups_of(const CubeQuery& query) const {
  const auto found = rollups_->find(query.aggregate->ledger);
  if (found != rollups_->end()) return found->second.get();
  if (later_ == nullptr) return nullptr;
  return later_->find(picture(), *query.aggregate);
}

}  // namespace youju::indicator
