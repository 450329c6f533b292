// The life of a record as one table: which move is allowed in which state, where it leads, and the
// right it needs. How many look at it is its ledger's to say (Review).
#pragma once

#include <youju/ledger/record.h>
#include <youju/org/access.h>

#include <optional>
#include <string_view>

namespace youju::ledger {

enum class Move {
  edit,  // new content of what nobody has judged yet
  submit,
  approve,
  send_back,
  correct,  // new content of what counts, with a reason
  withdraw,
  absorb,    // another record is merged into this one
  dissolve,  // this record is merged into another one
  evidence,  // a file is added
};

// The state after the move; nothing if it is not allowed.
std::optional<State> state_after(State state, Move move, const Review& review);
// The right that the move needs in the record's unit.
org::Action right_for(State state, Move move);
// The kind of its event: "record.submit", …; the first of two approvals is "record.check".
std::string_view event_kind(Move move, State to);
// Whether it changes or may change what a closed period says without being a correction.
bool needs_open_period(Move move);

}  // namespace youju::ledger
