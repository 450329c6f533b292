#include <youju/indicator/cube_later.h>

#include <utility>

namespace youju::indicator {
namespace {

constexpr std::size_t scans_worth = 32;  // of all records: they take about as long
constexpr std::size_t many_chunks = 8;

}  // namespace

LaterRollups::LaterRollups(std::shared_ptr<const CubePicture> picture, std::function<void()> make)
    : picture_(std::move(picture)), make_(std::move(make)) {
  for (const auto& [name, rows] : picture_->ledgers) worth_ += scans_worth * rows.chunks.size();
}

void LaterRollups::want() {
  const std::lock_guard lock(mutex_);
  if (!is_ended_ && !std::exchange(is_wanted_, true)) make_();
}

void LaterRollups::add(const std::string& ledger, std::shared_ptr<const CubeRollups> rollups) {
  {
    const std::lock_guard lock(mutex_);
    made_[ledger] = std::move(rollups);
  }
  told_.notify_all();
}

void LaterRollups::end() {
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  told_.notify_all();
}

const CubeRollups* LaterRollups::find(const CubePicture& picture, const Aggregate& aggregate) {
  const std::string& ledger = aggregate.ledger;
  const auto rows = picture.ledgers.find(ledger);
  const std::size_t chunks = rows == picture.ledgers.end() ? 0 : rows->second.chunks.size();
  if (chunks == 0) return nullptr;
  // To scan many records for a stock takes as long as to make all roll-ups.
  const bool waits = aggregate.kind == AggregateKind::latest && chunks >= many_chunks;
  std::unique_lock lock(mutex_);
  scanned_ += chunks;
  const bool is_worth_it = waits || scanned_ >= worth_;
  if (is_worth_it && !is_ended_ && !std::exchange(is_wanted_, true)) make_();
  if (&picture != picture_.get()) return nullptr;
  if (waits) told_.wait(lock, [&] { return is_ended_ || made_.contains(ledger); });
  const auto found = made_.find(ledger);
  return found == made_.end() ? nullptr : found->second.get();
}

}  // namespace youju::indicator
