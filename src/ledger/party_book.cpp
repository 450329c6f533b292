#include <youju/base/text.h>
#include <youju/ledger/party_book.h>

#include <algorithm>
#include <tuple>

namespace youju::ledger {

void PartyBook::clear() {
  const std::unique_lock lock(mutex_);
  by_key_.clear();
  parties_.clear();
  folded_.clear();
  order_.clear();
}

void PartyBook::add(const org::Party& party) {
  const std::unique_lock lock(mutex_);
  // The first of two with one name keeps it: what was entered by name must not change its meaning.
  by_key_.emplace(party.name, party.id);
  if (!party.code.empty()) by_key_.emplace(party.code, party.id);
  if (parties_.emplace(party.id, party).second) order_.push_back(party.id);
}

std::optional<PartyId> PartyBook::find(std::string_view name_or_code) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_key_.find(std::string(name_or_code));
  if (found == by_key_.end()) return std::nullopt;
  return PartyId{found->second};
}

std::string PartyBook::name(PartyId id) const {
  const std::shared_lock lock(mutex_);
  const auto found = parties_.find(id.value);
  return found == parties_.end() ? std::string() : found->second.name;
}

std::string PartyBook::spelling(const org::Party& party) const {
  const auto named = find(party.name);
  return named && named->value == party.id ? party.name : party.code;
}

std::vector<org::Party> PartyBook::search(std::string_view part, std::size_t most) const {
  const std::string wanted = text::folded(part);
  std::vector<org::Party> found;
  if (wanted.empty()) return found;
  const std::unique_lock lock(mutex_);
  for (std::size_t at = folded_.size(); at < order_.size(); ++at) {
    const org::Party& party = parties_.at(order_[at]);
    folded_.push_back({text::folded(party.name), text::folded(party.code), party.id});
  }
  // How near a party comes, and how long its name is: the least first.
  std::vector<std::tuple<int, std::size_t, std::int64_t>> near;
  for (const Folded& each : folded_) {
    const std::size_t in_name = each.name.find(wanted);
    const bool by_code = each.code.starts_with(wanted);
    if (in_name == std::string::npos && !by_code) continue;
    const bool same = each.name == wanted || each.code == wanted;
    if (!same && parties_.at(each.id).kind == org::PartyKind::person) continue;
    near.emplace_back(same ? 0 : in_name == 0 || by_code ? 1 : 2, each.name.size(), each.id);
  }
  const auto end = near.begin() + static_cast<std::ptrdiff_t>(std::min(most, near.size()));
  std::partial_sort(near.begin(), end, near.end());
  for (auto each = near.begin(); each != end; ++each) {
    found.push_back(parties_.at(std::get<2>(*each)));
  }
  return found;
}

bool looks_like_credit_code(std::string_view text) {
  return text.size() == 18 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

}  // namespace youju::ledger
