// The content of a record as JSON in the payload of its event, written and read. The form is part
// of doc/formats/event_log.md.
#pragma once

#include <youju/base/json_writer.h>
#include <youju/ledger/record.h>

#include <boost/json/object.hpp>
#include <functional>

namespace youju::ledger {

// The members key, unit, on, until, state, tags, hosts, evidence, fields of an object that is open;
// what is empty is left out. The directory knows every unit the record names.
void append_content(JsonWriter& json, const Schema& schema, const Record& record,
                    const org::Directory& directory);

using UnitByCode = std::function<Result<org::UnitId>(std::string_view code)>;

// Reads content back. Fails with ErrorKind::corrupt, "ledger.bad_payload".
Result<void> read_content(const boost::json::object& payload, const Schema& schema,
                          const UnitByCode& units, Record& record);

Result<boost::json::object> parse_payload(std::string_view payload);
// A member that must be a string; "ledger.bad_payload" if it is none.
Result<std::string_view> text_of(const boost::json::object& object, std::string_view name);

}  // namespace youju::ledger
