// The table rec_<ledger> of one schema: made, altered, written and read. The projection of the
// record events, open to any BI tool; its columns are described in doc/packs.md.
#pragma once

#include <youju/ledger/record.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace youju::store {
class Statement;
class Transaction;
}  // namespace youju::store

namespace youju::ledger {

// The mark by which two records may be the same activity, a fingerprint of the folded texts of its
// parts; nothing if the schema has no such key or the record misses a part of it. That two
// different activities share a mark is improbable, and costs a reviewer a look: nothing is decided
// by it.
std::optional<std::string> duplicate_key_of(const Schema& schema, const Record& record);

// Whether there are so many units that records are indexed by unit: of fewer, those of one are
// found soon enough among all, and the index costs a tenth of the time of an import.
inline bool are_indexed_by_unit(const org::Directory& directory) {
  constexpr std::size_t units_min = 1'000;
  return directory.units().size() >= units_min;
}

// The units of a subtree for what RecordTable reads; empty where it is so much of the tree that all
// records are read as soon: the caller looks at the unit of each.
std::vector<org::UnitId> few_units(const org::UnitTree& tree, org::UnitId below);

// Reads and writes rows of one ledger inside one transaction. Not thread-safe.
class RecordTable {
 public:
  RecordTable(store::Transaction& transaction, const Schema& schema);

  // False, and nothing is written, if a record with this entry key is there already.
  Result<bool> insert(const Record& record, const std::optional<std::string>& duplicate_key);
  // For many records in a row whose entry keys are known to be new: written behind the caller.
  Result<void> insert_behind(const Record& record, const std::optional<std::string>& duplicate_key);
  // Writes all of a record that is there.
  Result<void> update(const Record& record);
  // "ledger.unknown_record" if it is not there.
  Result<Record> get(const Uuid& id);
  Result<std::optional<Record>> find_key(std::string_view entry_key);
  Result<std::optional<Uuid>> id_of_key(std::string_view entry_key);
  // Records that wait or count and have this duplicate key, in order of id.
  Result<std::vector<Uuid>> with_duplicate_key(std::string_view duplicate_key);

  // Units of which records are wanted, in ascending order; empty: all. Records of others are passed
  // over in an index, unread.
  using Units = std::span<const org::UnitId>;
  // In order of id.
  Result<void> each_in_state(State state, Units units,
                             const std::function<Result<void>(const Record&)>& each);
  // At most `rows` records in order of id, after this one.
  Result<void> each_after(
      const Uuid& after, int rows,
      const std::function<void(Record&&, std::string_view duplicate_key)>& each_record);
  // Newest first, from the one after (on, id); `until` is exclusive. Those of other states are
  // passed over unread, where one is wanted that is not approved; else all are given. Cost: with
  // the index by unit linear in what is given and in the units, not in the records of others.
  struct Page {
    Day first, until;
    Day after_on;
    std::string after_id;
    Units units = {};
    std::optional<State> state = {};
    bool by_unit = false;  // the table has the index
  };
  using EachUntilFalse = std::function<Result<bool>(const Record&)>;
  Result<void> each_between(const Page& page, const EachUntilFalse& each_until_false);

 private:
  Result<Record> read(store::Statement& row) const;
  void bind_new(store::Statement& to, const Record& record,
                const std::optional<std::string>& duplicate_key) const;
  void bind_fields(store::Statement& statement, int index, const Record& record) const;
  Result<void> each_of_units(Page page, const EachUntilFalse& each_until_false);
  // The days and ids of at most `wanted` records, written as one, in the order of a page.
  Result<std::vector<std::string>> latest_of_units(const Page& page, std::size_t wanted);

  store::Transaction& transaction_;
  const Schema& schema_;
  std::string columns_;  // quoted and parted by commas
  std::string insert_sql_;
  store::Statement* insert_ = nullptr;
  store::Statement* insert_behind_ = nullptr;
};

// Brings rec_<ledger> in line with the schema: makes it, or adds and drops columns. Errors:
// "schema.type_change" and "schema.field_in_use" where a column that goes holds values.
Result<void> shape_table(store::Transaction& transaction, const Schema& schema);
// Makes the indexes that lists need, that by unit only if it is wanted, or drops those of all
// records: rows put into an empty table are loaded sooner when they are made afterwards, sorted.
Result<void> make_list_indexes(store::Transaction& transaction, const Schema& schema, bool by_unit);
Result<void> drop_list_indexes(store::Transaction& transaction, const Schema& schema);
Result<bool> is_empty(store::Transaction& transaction, const Schema& schema);
// Whether there is a table with all columns of the schema.
Result<bool> table_fits(store::Transaction& transaction, const Schema& schema);
// Whether no record has a choice or a tag that the packs knew before and do not know any more.
// Costs nothing where none goes. Errors: "schema.choice_in_use", "schema.tag_in_use".
Result<void> require_codes(store::Transaction& transaction, const SchemaSet& before,
                           const SchemaSet& after);
// Drops the tables of ledgers that `stays` does not know. Error: "schema.ledger_in_use".
Result<void> drop_tables(store::Transaction& transaction,
                         const std::function<bool(std::string_view ledger)>& stays);

}  // namespace youju::ledger
