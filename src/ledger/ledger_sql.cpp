#include <youju/ledger/ledgers.h>
#include <youju/store/database.h>

namespace youju::ledger {

namespace {

// The tables of the ledgers themselves, rec_<ledger>, are made when packs are loaded
// (register_table.h). Records name themselves in `event` by the 16 bytes of their UUID: the log is
// the largest table, and its index on them the largest index.
constexpr std::string_view migration_1 = R"(
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at_ms {instant} NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  record {blob},
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  hash {blob} NOT NULL
) {strict};
CREATE INDEX event_by_record ON event (record) WHERE record IS NOT NULL;
CREATE TABLE pack (
  name {text_pk},
  place INTEGER NOT NULL
) {strict};
CREATE TABLE pack_file (
  pack TEXT NOT NULL REFERENCES pack (name),
  path TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (pack, path)
) {strict};
CREATE TABLE ledger_column (
  ledger TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (ledger, name)
) {strict};
CREATE TABLE nil_return (
  ledger TEXT NOT NULL,
  unit INTEGER NOT NULL,
  period TEXT NOT NULL,
  PRIMARY KEY (ledger, unit, period)
) {strict};
CREATE TABLE period_close (
  unit INTEGER NOT NULL,
  period TEXT NOT NULL,
  PRIMARY KEY (unit, period)
) {strict};
CREATE TABLE kept_double (
  ledger TEXT NOT NULL,
  first_record TEXT NOT NULL,
  second_record TEXT NOT NULL,
  PRIMARY KEY (ledger, first_record, second_record)
) {strict};
CREATE TABLE evidence_file (
  digest {text_pk},
  file_name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL
) {strict};
)";

}  // namespace

std::vector<store::Migration> migrations() { return {{"ledger", 1, migration_1}}; }

}  // namespace youju::ledger
