// The rows of each key of a stock, from the oldest to the newest: which one a row takes the place
// of, and which one takes its place. Inside this room.
#pragma once

#include <youju/indicator/cube_rows.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace youju::indicator {

// One thread at a time.
class CubeChains {
 public:
  struct Link {
    std::int32_t day = 0;
    Uuid id;
    std::uint32_t row = 0;  // as LedgerWriter numbers them
    std::int32_t unit = 0;
    friend bool operator<(const Link& a, const Link& b) {
      return a.day != b.day ? a.day < b.day : a.id < b.id;
    }
  };
  struct Neighbours {
    std::optional<Link> before, after;
  };

  // Both give what stands beside the link, in or out of the chain. Adding one that is there and
  // removing one that is not are bugs.
  Neighbours add(Cell key, const Link& link);
  Neighbours remove(Cell key, const Link& link);
  // Keys with rows of more than one unit: which of these is the newest depends on the subtree.
  std::int64_t shared_keys() const { return shared_keys_; }
  // Calls use(link, next) for every link, oldest first in a key; `next` is null for the newest.
  template <typename F>
  void each(F&& use) const {
    for (const auto& [key, chain] : chains_) {
      for (auto link = chain.links.begin(); link != chain.links.end();) {
        const Link& own = *link++;
        use(own, link == chain.links.end() ? nullptr : &*link);
      }
    }
  }
  std::int64_t memory_bytes() const;

 private:
  struct Chain {
    std::set<Link> links;
    std::map<std::int32_t, std::uint32_t> units;  // with how many links
  };
  std::unordered_map<Cell, Chain> chains_;
  std::int64_t shared_keys_ = 0;
  std::size_t links_ = 0;
};

}  // namespace youju::indicator
