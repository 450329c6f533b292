#include <youju/ledger/party_book.h>

#include <algorithm>

namespace youju::ledger {

void PartyBook::clear() {
  const std::unique_lock lock(mutex_);
  by_key_.clear();
  names_.clear();
}

void PartyBook::add(const org::Party& party) {
  const std::unique_lock lock(mutex_);
  // The first of two with one name keeps it: what was entered by name must not change its meaning.
  by_key_.emplace(party.name, party.id);
  if (!party.code.empty()) by_key_.emplace(party.code, party.id);
  names_.emplace(party.id, party.name);
}

std::optional<PartyId> PartyBook::find(std::string_view name_or_code) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_key_.find(std::string(name_or_code));
  if (found == by_key_.end()) return std::nullopt;
  return PartyId{found->second};
}

std::string PartyBook::name(PartyId id) const {
  const std::shared_lock lock(mutex_);
  const auto found = names_.find(id.value);
  return found == names_.end() ? std::string() : found->second;
}

bool looks_like_credit_code(std::string_view text) {
  return text.size() == 18 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

}  // namespace youju::ledger
