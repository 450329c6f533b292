#include <youju/indicator/cube_chain.h>

#include <iterator>

namespace youju::indicator {
namespace {

CubeChains::Neighbours beside(const std::set<CubeChains::Link>& links,
                              std::set<CubeChains::Link>::const_iterator at) {
  CubeChains::Neighbours found;
  if (at != links.begin()) found.before = *std::prev(at);
  const auto next = std::next(at);
  if (next != links.end()) found.after = *next;
  return found;
}

}  // namespace

CubeChains::Neighbours CubeChains::add(Cell key, const Link& link) {
  Chain& chain = chains_[key];
  const auto [at, added] = chain.links.insert(link);
  CHECK(added);
  ++links_;
  if (++chain.units[link.unit] == 1 && chain.units.size() == 2) ++shared_keys_;
  return beside(chain.links, at);
}

CubeChains::Neighbours CubeChains::remove(Cell key, const Link& link) {
  const auto chain = chains_.find(key);
  CHECK(chain != chains_.end());
  auto& [links, units] = chain->second;
  const auto at = links.find(link);
  CHECK(at != links.end());
  const Neighbours found = beside(links, at);
  links.erase(at);
  --links_;
  const auto unit = units.find(link.unit);
  if (--unit->second == 0) {
    units.erase(unit);
    if (units.size() == 1) --shared_keys_;
  }
  if (links.empty()) chains_.erase(chain);
  return found;
}

std::int64_t CubeChains::memory_bytes() const {
  // Each chain has one unit at least, and hardly ever two.
  const std::size_t chain =
      sizeof(Cell) + sizeof(Chain) + hash_node_bytes + sizeof(std::uint64_t) + tree_node_bytes;
  return static_cast<std::int64_t>(links_ * (sizeof(Link) + tree_node_bytes) +
                                   chains_.size() * chain);
}

}  // namespace youju::indicator
