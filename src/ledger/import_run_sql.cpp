#include <youju/ledger/import_run.h>
#include <youju/store/database.h>

namespace youju::ledger {

namespace {

constexpr std::string_view put_import_sql =
    "INSERT INTO import_run (seq, first_seq, ledger, file_name, digest, actor, at_ms, unit, "
    "row_count, added, corrected, unchanged, undone_ms, undone_by, withdrawn, kept) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, 0)";
constexpr std::string_view put_undo_sql =
    "UPDATE import_run SET undone_ms = ?, undone_by = ?, withdrawn = ?, kept = ? WHERE seq = ?";
constexpr std::string_view find_import_sql =
    "SELECT seq, first_seq, ledger, file_name, digest, actor, at_ms, unit, row_count, added, "
    "corrected, unchanged, undone_ms, undone_by, withdrawn, kept FROM import_run WHERE seq = ?";
constexpr std::string_view imports_sql =
    "SELECT seq, first_seq, ledger, file_name, digest, actor, at_ms, unit, row_count, added, "
    "corrected, unchanged, undone_ms, undone_by, withdrawn, kept FROM import_run "
    "ORDER BY seq DESC";
constexpr std::string_view undone_sql =
    "SELECT 1 FROM import_run WHERE ledger = ? AND undone_ms > 0 LIMIT 1";
constexpr std::string_view put_mapping_sql =
    "INSERT INTO import_mapping (ledger, form, unit, mapping, actor, at_ms) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (ledger, form, unit) DO UPDATE SET "
    "mapping = excluded.mapping, actor = excluded.actor, at_ms = excluded.at_ms";
constexpr std::string_view mappings_sql =
    "SELECT unit, mapping FROM import_mapping WHERE ledger = ? AND form = ? ORDER BY at_ms DESC";

StoredRun run_of(store::Statement& row) {
  StoredRun stored;
  ImportRun& run = stored.run;
  run.id = row.integer(0);
  stored.first_seq = row.integer(1);
  run.ledger = row.text(2);
  run.file_name = row.text(3);
  run.digest = row.text(4);
  run.actor = row.text(5);
  run.at_ms = row.integer(6);
  run.unit = {static_cast<std::int32_t>(row.integer(7))};
  run.rows = row.integer(8);
  run.added = row.integer(9);
  run.corrected = row.integer(10);
  run.unchanged = row.integer(11);
  run.undone_ms = row.integer(12);
  run.undone_by = row.text(13);
  run.withdrawn = row.integer(14);
  run.kept = row.integer(15);
  return stored;
}

}  // namespace

Result<void> put_import(store::Transaction& transaction, const ImportRun& run,
                        std::int64_t first_seq) {
  TRY(transaction.run(put_import_sql, run.id, first_seq, run.ledger, run.file_name, run.digest,
                      run.actor, run.at_ms, std::int64_t{run.unit.value}, run.rows, run.added,
                      run.corrected, run.unchanged));
  return {};
}

Result<void> put_undo(store::Transaction& transaction, std::int64_t import,
                      const Undoing& undoing) {
  TRY(transaction.run(put_undo_sql, undoing.at_ms, undoing.by, undoing.withdrawn, undoing.kept,
                      import));
  return {};
}

Result<std::optional<StoredRun>> find_import(store::Transaction& transaction, std::int64_t id) {
  store::Statement& row = transaction.prepare(find_import_sql);
  row.bind(0, id);
  if (!TRY(row.step())) return std::optional<StoredRun>();
  StoredRun found = run_of(row);
  row.reset();
  return std::optional(std::move(found));
}

Result<void> each_import(store::Transaction& transaction,
                         const std::function<bool(ImportRun&&)>& each_until_false) {
  store::Statement& row = transaction.prepare(imports_sql);
  while (TRY(row.step())) {
    if (each_until_false(run_of(row).run)) continue;
    row.reset();
    break;
  }
  return {};
}

Result<bool> has_undone_import(store::Transaction& transaction, std::string_view ledger) {
  store::Statement& row = transaction.prepare(undone_sql);
  row.bind(0, ledger);
  const bool found = TRY(row.step());
  row.reset();
  return found;
}

Result<void> put_mapping(store::Transaction& transaction, const MappingKey& key,
                         const std::string& mapping, const MappingOrigin& origin) {
  TRY(transaction.run(put_mapping_sql, key.ledger, key.form, key.unit, mapping, origin.actor,
                      origin.at_ms));
  return {};
}

Result<std::optional<StoredMapping>> find_mapping(store::Transaction& transaction,
                                                  const MappingKey& key) {
  store::Statement& row = transaction.prepare(mappings_sql);
  row.bind(0, key.ledger).bind(1, key.form);
  std::optional<StoredMapping> found;
  while (TRY(row.step())) {
    const bool same = row.text(0) == key.unit;
    if (found && !same) continue;
    found = StoredMapping{std::string(row.text(1)), same};
    if (!same) continue;
    row.reset();
    break;
  }
  return found;
}

}  // namespace youju::ledger
