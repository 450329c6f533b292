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

// Imports, for their list and their undoing, are a projection of events; the mappings of forms are
// none: nobody needs to know why a person was not asked again.
constexpr std::string_view migration_2 = R"(
CREATE TABLE import_run (
  seq INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  ledger TEXT NOT NULL,
  file_name TEXT NOT NULL,
  digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms {instant} NOT NULL,
  unit INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  added INTEGER NOT NULL,
  corrected INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  undone_ms {instant} NOT NULL,
  undone_by TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  kept INTEGER NOT NULL
) {strict};
CREATE TABLE import_mapping (
  ledger TEXT NOT NULL,
  form TEXT NOT NULL,
  unit TEXT NOT NULL,
  mapping TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms {instant} NOT NULL,
  PRIMARY KEY (ledger, form, unit)
) {strict};
)";

constexpr std::string_view migration_3 = R"(
CREATE TABLE almanac_year (
  year INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  payload TEXT NOT NULL
) {strict};
)";

// What was said of a unit, a figure, a plan up to an event; records, by far the most, have an index
// of their own.
constexpr std::string_view migration_4 =
    "CREATE INDEX event_by_subject ON event (kind, subject, seq) WHERE record IS NULL;";

}  // namespace

std::vector<store::Migration> migrations() {
  return {{"ledger", 1, migration_1},
          {"ledger", 2, migration_2},
          {"ledger", 3, migration_3},
          {"ledger", 4, migration_4}};
}

}  // namespace youju::ledger
