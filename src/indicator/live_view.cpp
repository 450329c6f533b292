#include <youju/indicator/live_view.h>

namespace youju::indicator {

void LiveView::see(const std::string& ledger) const {
  if (!seen_.empty() && ledger == seen_) return;
  const auto found = rollups_->find(ledger);
  seen_rollups_ = found == rollups_->end() ? nullptr : found->second.get();
  seen_nothing_ = has_nothing(picture(), ledger);
  seen_ = ledger;
}

// Those of the picture; where these lack it, those that are made of it meanwhile.
template <typename F>
auto LiveView::known(const CubeQuery& query, F&& say) const
    -> decltype(say(std::declval<const CubeAsker&>())) {
  see(query.aggregate->ledger);
  if (seen_rollups_ != nullptr) {
    auto known = say(CubeAsker(picture(), *seen_rollups_, query));
    if (known) return known;
  }
  const CubeRollups* const later =
      later_ == nullptr ? nullptr : later_->find(picture(), *query.aggregate);
  if (later == nullptr) return std::nullopt;
  return say(CubeAsker(picture(), *later, query));
}

CubeAnswer LiveView::ask(const CubeQuery& query) const {
  see(query.aggregate->ledger);
  if (seen_nothing_) return nothing_reported();
  auto told = known(query, [](const CubeAsker& asker) { return asker.answer(); });
  return told ? *std::move(told) : ScanView::ask(query);
}

std::vector<RecordReference> LiveView::records(const CubeQuery& query, std::size_t offset,
                                               std::size_t rows) const {
  auto told = known(query, [&](const CubeAsker& asker) { return asker.records(offset, rows); });
  return told ? *std::move(told) : ScanView::records(query, offset, rows);
}

std::vector<std::string> LiveView::values(const CubeQuery& query, const std::string& field) const {
  auto told = known(query, [&](const CubeAsker& asker) { return asker.values(field); });
  return told ? *std::move(told) : ScanView::values(query, field);
}

bool LiveView::has_records(const std::string& ledger, org::UnitId unit,
                           const Period& period) const {
  Aggregate all;
  all.ledger = ledger;
  const CubeQuery query{&all, unit, period, {}, Day()};
  const auto told = known(query, [](const CubeAsker& asker) { return asker.any(); });
  return told ? *told : ScanView::has_records(ledger, unit, period);
}

}  // namespace youju::indicator
