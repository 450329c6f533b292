// What records speak of besides units: enterprises, other bodies, people. A value.
#pragma once

#include <youju/base/result.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace youju::org {

// Counted distinct by identity.
enum class PartyKind { enterprise, organisation, person };
Result<PartyKind> parse_party_kind(std::string_view text);  // "org.unknown_party_kind"
std::string_view party_kind_name(PartyKind kind);
struct Party {
  std::int64_t id = 0;
  PartyKind kind = PartyKind::enterprise;
  std::string name;
  std::string code;  // unified social credit code, may be empty
};

}  // namespace youju::org
