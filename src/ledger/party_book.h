// All parties in memory: by name and by code, for reading rows without a query each, and by a part
// of either, for people who look for one. Thread-safe.
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
  // What find() takes for this party: its name, or its code where another has the same name.
  std::string spelling(const org::Party& party) const;
  // Parties whose name or code has this part, at most `most`: those that are called so first, then
  // those that begin so, shorter names before longer ones. Blanks, full width and letter case make
  // no difference. People are found by their whole name only: nobody is to leaf through them.
  std::vector<org::Party> search(std::string_view part, std::size_t most) const;

 private:
  struct Folded {
    std::string name, code;
    std::int64_t id;
  };
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::int64_t> by_key_;
  std::unordered_map<std::int64_t, org::Party> parties_;
  // Made at the first search, since loading files needs it for nothing; those after it wait.
  mutable std::vector<Folded> folded_;
  std::vector<std::int64_t> order_;  // ids as they came
};

// True for the 18 characters of a unified social credit code, whatever its check character says.
bool looks_like_credit_code(std::string_view text);

}  // namespace youju::ledger
