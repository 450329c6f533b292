#include <youju/ledger/workflow.h>

namespace youju::ledger {

namespace {

struct Row {
  State from;
  Move move;
  State to;
};

constexpr Row rows[] = {
    {State::draft, Move::edit, State::draft},
    {State::draft, Move::submit, State::submitted},
    {State::draft, Move::withdraw, State::withdrawn},
    {State::draft, Move::evidence, State::draft},
    {State::submitted, Move::approve, State::approved},
    {State::submitted, Move::send_back, State::returned},
    {State::submitted, Move::withdraw, State::withdrawn},
    {State::submitted, Move::absorb, State::submitted},
    {State::submitted, Move::dissolve, State::merged},
    {State::submitted, Move::evidence, State::submitted},
    {State::checked, Move::approve, State::approved},
    {State::checked, Move::send_back, State::returned},
    {State::checked, Move::withdraw, State::withdrawn},
    // What has another content than the one that was looked at is looked at from the beginning.
    {State::checked, Move::absorb, State::submitted},
    {State::checked, Move::dissolve, State::merged},
    {State::checked, Move::evidence, State::submitted},
    {State::returned, Move::edit, State::returned},
    {State::returned, Move::submit, State::submitted},
    {State::returned, Move::withdraw, State::withdrawn},
    {State::returned, Move::evidence, State::returned},
    {State::approved, Move::correct, State::approved},
    {State::approved, Move::withdraw, State::withdrawn},
    {State::approved, Move::absorb, State::approved},
    {State::approved, Move::dissolve, State::merged},
    {State::approved, Move::evidence, State::approved},
};

}  // namespace

std::optional<State> state_after(State state, Move move, const Review& review) {
  for (const Row& row : rows) {
    if (row.from != state || row.move != move) continue;
    if (move == Move::submit && review.people == 0) return State::approved;
    if (state == State::submitted && move == Move::approve && review.people > 1) {
      return State::checked;
    }
    return row.to;
  }
  return std::nullopt;
}

org::Action right_for(State state, Move move) {
  switch (move) {
    case Move::edit:
    case Move::submit:
      return org::Action::enter_record;
    case Move::approve:
    case Move::send_back:
    case Move::absorb:
    case Move::dissolve:
      return org::Action::approve_record;
    case Move::correct:
      return org::Action::correct_record;
    case Move::withdraw:
    case Move::evidence:
      return state == State::approved ? org::Action::correct_record : org::Action::enter_record;
  }
  return org::Action::correct_record;
}

std::string_view event_kind(Move move, State to) {
  switch (move) {
    case Move::edit:
      return "record.edit";
    case Move::submit:
      return "record.submit";
    case Move::approve:
      return to == State::checked ? "record.check" : "record.approve";
    case Move::send_back:
      return "record.return";
    case Move::correct:
      return "record.correct";
    case Move::withdraw:
      return "record.withdraw";
    case Move::absorb:
      return "record.merge";
    case Move::dissolve:
      return "record.merged";
    case Move::evidence:
      return "record.evidence";
  }
  return "";
}

bool needs_open_period(Move move) {
  return move != Move::correct && move != Move::evidence && move != Move::send_back;
}

}  // namespace youju::ledger
