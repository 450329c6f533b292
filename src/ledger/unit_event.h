// The events of units, written and applied. What an event does is said once, for the tables
// (projector.h), for the picture in memory and for what is only looked at (org::DirectoryDraft).
// The form of the payloads is part of doc/formats/event_log.md. Inside this room.
#pragma once

#include <youju/org/directory_draft.h>

#include <boost/json/object.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace youju::ledger {

// One event to be written.
struct UnitEvent {
  std::string kind;  // unit.add .load .rename .move .end
  std::string code;  // of the unit; of unit.load: of its first
  std::string payload;
  std::string where = {};  // of the row that it comes from, for messages
};

// Since when a unit stands if its row does not say: before any record.
Day founding_day();

UnitEvent add_event(const org::UnitRow& row, std::int64_t id);
// Rows that stand from their default day on, without an end.
UnitEvent load_event(std::span<const org::UnitRow* const> rows, std::int64_t first_id);
// Without a day a name is put right; from a day on it is another one, and the former is kept.
UnitEvent rename_event(const org::UnitRow& row, std::optional<Day> from = {},
                       std::string_view reason = {});
UnitEvent move_event(std::string_view code, std::string_view parent, Day from,
                     std::optional<Day> until, std::string_view reason);
UnitEvent end_event(std::string_view code, Day from, std::string_view reason);

// What an event of units is applied to.
class UnitSink {
 public:
  virtual ~UnitSink() = default;
  virtual std::optional<org::UnitId> find(std::string_view code) const = 0;
  virtual Result<void> put_unit(const org::Unit& unit) = 0;
  virtual Result<void> keep_name(org::UnitId unit, Day until) = 0;
  virtual Result<void> put_edge(const org::UnitEdge& edge) = 0;
  virtual Result<void> end_edge(org::UnitId unit, Day day) = 0;
};
// Error: "ledger.bad_payload".
Result<void> apply_unit_event(std::string_view kind, std::string_view code,
                              const boost::json::object& payload, UnitSink& sink);
Result<void> apply_unit_event(const UnitEvent& event, org::DirectoryDraft& draft);

}  // namespace youju::ledger
