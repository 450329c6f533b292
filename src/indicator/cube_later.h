// Roll-ups that will be made of a picture, ledger by ledger, for those who have it already: as soon
// as so much was scanned that making them is worth it. Inside this room. Thread-safe.
#pragma once

#include <youju/indicator/cube_feed.h>

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace youju::indicator {

// By ledger.
using Rollups = std::map<std::string, std::shared_ptr<const CubeRollups>, std::less<>>;

class LaterRollups {
 public:
  // `make` sees to it that they are made, and is not called after end().
  LaterRollups(std::shared_ptr<const CubePicture> picture, std::function<void()> make);

  const std::shared_ptr<const CubePicture>& picture() const { return picture_; }
  // Has them made, however little was scanned.
  void want();
  // Those of one ledger are there.
  void add(const std::string& ledger, std::shared_ptr<const CubeRollups> rollups);
  // No more will come.
  void end();
  // Null: there are none of that picture, or not yet; who asks will scan, which is counted. Who
  // asks many records for a stock waits. They live as long as this.
  const CubeRollups* find(const CubePicture& picture, const Aggregate& aggregate);

 private:
  const std::shared_ptr<const CubePicture> picture_;
  const std::function<void()> make_;
  std::mutex mutex_;
  std::condition_variable told_;
  Rollups made_;
  std::size_t scanned_ = 0, worth_ = 0;  // chunks
  bool is_wanted_ = false, is_ended_ = false;
};

}  // namespace youju::indicator
