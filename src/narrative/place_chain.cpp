#include <youju/narrative/place_chain.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace youju::narrative {
namespace {

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

// The best chain that ends at or below an entry, for every entry (a Fenwick tree of maxima).
class BestBelow {
 public:
  explicit BestBelow(std::size_t entries) : best_(entries + 1, {0, nobody}) {}

  struct Chain {
    long long fitness = 0;
    std::size_t last = nobody;  // index of its last place
  };
  Chain below(std::size_t entry) const {
    Chain found;
    for (std::size_t at = entry; at > 0; at &= at - 1) {
      if (best_[at].fitness > found.fitness) found = best_[at];
    }
    return found;
  }
  void offer(std::size_t entry, Chain chain) {
    for (std::size_t at = entry + 1; at < best_.size(); at += at & (~at + 1)) {
      if (chain.fitness > best_[at].fitness) best_[at] = chain;
    }
  }

 private:
  std::vector<Chain> best_;
};

}  // namespace

std::vector<std::size_t> best_chain(const std::vector<PossiblePlace>& places, std::size_t entries) {
  std::vector<std::size_t> by_begin(places.size());
  std::iota(by_begin.begin(), by_begin.end(), std::size_t{0});
  std::vector<std::size_t> by_end = by_begin;
  std::sort(by_begin.begin(), by_begin.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(places[a].begin, places[a].end, places[a].entry, a) <
           std::tie(places[b].begin, places[b].end, places[b].entry, b);
  });
  std::sort(by_end.begin(), by_end.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(places[a].end, places[a].begin, places[a].entry, a) <
           std::tie(places[b].end, places[b].begin, places[b].entry, b);
  });
  BestBelow best(entries);
  std::vector<BestBelow::Chain> chains(places.size());
  std::vector<bool> known(places.size(), false);
  std::size_t ended = 0;
  BestBelow::Chain whole;
  for (const std::size_t index : by_begin) {
    // A place of no width ends where it begins: it is offered once it has been looked at.
    while (ended < by_end.size() && places[by_end[ended]].end <= places[index].begin &&
           known[by_end[ended]]) {
      best.offer(places[by_end[ended]].entry, {chains[by_end[ended]].fitness, by_end[ended]});
      ++ended;
    }
    const BestBelow::Chain before = best.below(places[index].entry);
    chains[index] = {before.fitness + places[index].fitness, before.last};
    known[index] = true;
    if (chains[index].fitness > whole.fitness) whole = {chains[index].fitness, index};
  }
  std::vector<std::size_t> chain;
  for (std::size_t at = whole.last; at != nobody; at = chains[at].last) chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace youju::narrative
