// One run of an import inside one work: header, rows, faults, report. Inner header of the room.
#pragma once

#include <youju/base/json_writer.h>
#include <youju/base/text_index.h>
#include <youju/ledger/act_lookup.h>
#include <youju/ledger/import_table.h>
#include <youju/ledger/record_check.h>

#include <map>
#include <unordered_map>

namespace youju::ledger {

class Importer {
 public:
  struct Ground {  // what does not change during the run
    const org::Access& access;
    const Schema& schema;
    const SchemaSet& schemas;
    const org::Directory& directory;
    const org::UnitTree& today;
    const PartyBook& parties;
    const store::BlobStore& blobs;
    const Clock& clock;
    const ImportOptions& options;
    Listener* listener;  // or null
    // Whether the rows of an empty ledger may be written behind. If the file says a key twice, that
    // fails with "store.unique"; then run again without.
    bool bulk;
  };
  // Some thousand rows: below that, making an index anew is not worth a change of the schema.
  static constexpr std::size_t bulk_bytes_min = 512 << 10;

  Importer(Act& act, const Ground& ground, TableFile& file);

  Result<void> run(ImportReport& report);

 private:
  Result<void> header(const TableRow& row);
  Result<void> row(const TableRow& row);
  // False if the row has a fault.
  bool fill_cells(const TableRow& row);
  // Faults of names go to faults_; an error is one of the machine or the log.
  Result<void> check_evidence();
  Result<std::string> find_file(const std::string& name);
  void check_place();
  Result<void> enter(const TableRow& row);
  Result<bool> is_double(const std::string& double_key);
  // False if its key is there already.
  Result<bool> insert(const std::optional<std::string>& duplicate_key);
  Result<void> begin_bulk();
  Result<void> end_bulk();
  Result<void> replace(Record&& before);
  Result<void> write_event(std::string_view kind, std::string_view reason);
  void note_change(std::optional<Record> before, std::int64_t seq);
  void fault(int row, int target, Error error);
  void fault_at(std::string place, Error error);
  std::size_t column_of(int target) const;

  Act& act_;
  const Ground& ground_;
  TableFile& file_;
  ImportReport* report_ = nullptr;
  ActLookup lookup_;
  RecordCheck check_;
  RecordTable table_;

  std::vector<std::string> names_;           // of columns, as the file spells them
  std::vector<std::optional<int>> targets_;  // by column
  bool has_key_ = false;

  // Reused from row to row.
  Cells cells_;
  Record record_;
  std::vector<CellFault> faults_;
  JsonWriter json_;
  Event event_;

  bool is_large_ = false;
  bool bulk_ = false;  // many rows go into an empty ledger: they are written behind, and the
                       // index for lists made afterwards

  TextIndex double_keys_;                                 // of the rows of this file
  std::unordered_map<std::string, std::string> digests_;  // of evidence files, by name
  std::vector<signed char> allowed_;                      // by unit: 1 yes, 0 no, -1 not asked yet
  std::vector<Closing> closings_;
};

}  // namespace youju::ledger
