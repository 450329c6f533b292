// One record of a ledger: values of typed fields, its unit, its day or days, its state.
#pragma once

#include <youju/base/calendar.h>
#include <youju/base/decimal.h>
#include <youju/base/id.h>
#include <youju/ledger/schema.h>
#include <youju/org/directory.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace youju::ledger {

struct PartyId {
  std::int64_t value = 0;
  friend auto operator<=>(const PartyId&, const PartyId&) = default;
};
struct ChoiceCode {
  std::string code;
  friend bool operator==(const ChoiceCode&, const ChoiceCode&) = default;
};

// A value of a field; monostate is "missing", which is not zero and not empty text. text and geo:
// string · integer and decimal: Decimal · date: Day · choice: ChoiceCode · unit: UnitId ·
// party: PartyId · record: Uuid.
using Value =
    std::variant<std::monostate, std::string, Decimal, Day, ChoiceCode, org::UnitId, PartyId, Uuid>;
inline bool is_missing(const Value& value) { return value.index() == 0; }

// draft → submitted → approved, with checked between the two where two people review, and without
// submitted where nobody does (Review of schema.h); submitted or checked → returned → submitted;
// approved → approved (corrected, a new version); any but merged → withdrawn; what counts or waits
// → merged into another record.
enum class State { draft, submitted, checked, approved, returned, withdrawn, merged };
Result<State> parse_state(std::string_view text);
std::string_view state_name(State state);

struct Record {
  Uuid id;
  std::string entry_key;  // idempotency key of its entry, unique per ledger
  org::UnitId unit;
  Day on;
  std::optional<Day> until;  // last day, of ledgers with dates: span
  State state = State::draft;
  int version = 1;
  std::vector<std::string> tags;
  std::vector<org::UnitId> hosts;     // other units that also hosted
  std::vector<std::string> evidence;  // SHA-256 of files, hex
  std::vector<Value> values;          // by index of Schema::fields
  std::string author;
  std::int64_t created_ms = 0, updated_ms = 0;
};

// Whether two records say the same; identity, state, version and author do not matter.
bool same_content(const Record& a, const Record& b);

// A file that proves records; its bytes are a blob.
struct EvidenceFile {
  std::string digest;  // SHA-256, hex
  std::string file_name;
  std::string media;  // "application/pdf"
  std::int64_t bytes = 0;
};

// What a person or a row of a file says, before it is checked: text by column name.
struct RawRecord {
  std::string entry_key;
  std::map<std::string, std::string, std::less<>> cells;  // "unit", "on", "until", "tags", …
  std::string where;                                      // "training.csv:12" for messages
};

}  // namespace youju::ledger
