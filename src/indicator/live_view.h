// A picture that asks the roll-ups first, and scans where they cannot tell. Inside this room.
#pragma once

#include <youju/indicator/cube_ask.h>
#include <youju/indicator/cube_later.h>
#include <youju/indicator/scan_view.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace youju::indicator {

class LiveView : public ScanView {
 public:
  // `later` may be null, or of an older picture.
  LiveView(std::shared_ptr<const CubePicture> picture, std::shared_ptr<const Rollups> rollups,
           std::shared_ptr<LaterRollups> later)
      : ScanView(std::move(picture)), rollups_(std::move(rollups)), later_(std::move(later)) {}

  CubeAnswer ask(const CubeQuery& query) const override;
  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override;
  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override;
  bool has_records(const std::string& ledger, org::UnitId unit,
                   const Period& period) const override;

 private:
  template <typename F>
  auto known(const CubeQuery& query, F&& say) const
      -> decltype(say(std::declval<const CubeAsker&>()));
  // What there is of a ledger. Nearly always it is the ledger that was asked last.
  void see(const std::string& ledger) const;

  std::shared_ptr<const Rollups> rollups_;
  std::shared_ptr<LaterRollups> later_;
  mutable std::string seen_;  // the ledger of the two below; "" before the first
  mutable const CubeRollups* seen_rollups_ = nullptr;
  mutable bool seen_nothing_ = false;  // neither a record nor a nil return
};

}  // namespace youju::indicator
