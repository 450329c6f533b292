// All parties in memory: by name and by code, for reading rows without a query each. Thread-safe.
#pragma once

#include <youju/ledger/record.h>

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace youju::ledger {

class PartyBook {
 public:
  void clear();
  void add(const org::Party& party);
  std::optional<PartyId> find(std::string_view name_or_code) const;
  std::string name(PartyId id) const;  // "" if unknown

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::int64_t> by_key_;
  std::unordered_map<std::int64_t, std::string> names_;
};

// True for the 18 characters of a unified social credit code, whatever its check character says.
bool looks_like_credit_code(std::string_view text);

}  // namespace youju::ledger
