// How one field of a ledger is read from a pack.
#pragma once

#include <youju/ledger/schema.h>

namespace youju::ledger {

// [a-z][a-z0-9_]*, at most so long: the form of every name in a pack.
bool is_pack_name(std::string_view name, std::size_t bytes_max);

inline constexpr std::size_t code_bytes_max = 14;  // of a choice or a tag

// Columns that every ledger's table has: no field may bear such a name.
bool is_reserved_name(std::string_view name);

// Errors: those of parse_schema that concern one field.
Result<Field> parse_field(const YamlNode& node);

}  // namespace youju::ledger
