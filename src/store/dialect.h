// The differences between SQLite and PostgreSQL that one SQL text cannot bridge by itself. A
// statement is written once; this turns it into what its database takes.
//
// Words for types and table options, in braces, outside quotes and comments:
//   {blob}       bytes                                  BLOB       | BYTEA
//   {decimal}    an exact decimal, bound and read as    TEXT       | NUMERIC
//                text; keeps its trailing zeros. Never
//                compare or add it in SQL: in SQLite it
//                is text.
//   {date}       a day as "2020-03-20"                  TEXT       | DATE
//   {instant}    UTC milliseconds since 1970            INTEGER    | BIGINT
//   {identity}   a primary key the database counts up   INTEGER PRIMARY KEY | BIGINT … IDENTITY
//   {text_pk}    a primary key of text                  TEXT NOT NULL PRIMARY KEY, both
//   {strict}     behind a table's ")": typed columns    STRICT     | nothing
//   {clustered}  as {strict}, and rows kept in the      STRICT, WITHOUT ROWID | nothing
//                order of the primary key
// INTEGER means 64 bits everywhere: for PostgreSQL it becomes BIGINT. A parameter is written `?`;
// for PostgreSQL it becomes $1, $2, …. `--` comments are taken off. A word that is not in this
// list is a bug and CHECKs. Pure, thread-safe, linear.
#pragma once

#include <youju/store/database.h>

#include <string>
#include <string_view>

namespace youju::store {

std::string translated(std::string_view sql, Dialect dialect);

}  // namespace youju::store
