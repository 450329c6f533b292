// The tables of this room as a projection of the event log: what room ledger calls when it has
// written an event, and again when it replays the log. Every function runs inside the caller's
// transaction and checks nothing: the event has been judged already.
#pragma once

#include <youju/org/directory.h>

#include <functional>

namespace youju::org {

Result<void> put_unit(store::Transaction& transaction, const Unit& unit);  // adds or renames
// Keeps the unit's present name as its former one until that day; the first of a day stays.
Result<void> keep_name(store::Transaction& transaction, UnitId unit, Day until);
Result<void> put_edge(store::Transaction& transaction, const UnitEdge& edge);
// Ends the edge of `unit` that holds on `day` there; an edge that began on that day is taken away.
Result<void> end_edge(store::Transaction& transaction, UnitId unit, Day day);
// Replaces the person's name and rights.
Result<void> put_person(store::Transaction& transaction, const Person& person);
Result<void> put_party(store::Transaction& transaction, const Party& party);

Result<std::int64_t> next_unit_id(store::Transaction& transaction);
Result<std::int64_t> next_party_id(store::Transaction& transaction);
// By name or by code; what another work has added and committed is seen.
Result<std::optional<Party>> find_party(store::Transaction& transaction,
                                        std::string_view name_or_code);
Result<void> each_party(store::Transaction& transaction,
                        const std::function<void(const Party&)>& each);

// Empties all tables of this room.
Result<void> clear(store::Transaction& transaction);
// One line of text a row of every table, in a fixed order: what `youju audit` compares.
Result<void> dump(store::Transaction& transaction,
                  const std::function<Result<void>(const std::string& line)>& each);

}  // namespace youju::org
