#include <youju/ledger/ledger_rows.h>
#include <youju/ledger/record_table.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

constexpr std::string_view put_pack_sql =
    "INSERT INTO pack (name, place) SELECT ?, coalesce(max(place), 0) + 1 FROM pack WHERE true "
    "ON CONFLICT (name) DO NOTHING";
constexpr std::string_view drop_files_sql = "DELETE FROM pack_file WHERE pack = ?";
constexpr std::string_view put_file_sql =
    "INSERT INTO pack_file (pack, path, content) VALUES (?, ?, ?)";
constexpr std::string_view files_sql =
    "SELECT pack.name, pack_file.path, pack_file.content FROM pack "
    "JOIN pack_file ON pack_file.pack = pack.name ORDER BY pack.place, pack_file.path";
constexpr std::string_view put_nil_sql =
    "INSERT INTO nil_return (ledger, unit, period) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view nils_sql =
    "SELECT ledger, unit, period FROM nil_return ORDER BY ledger, unit, period";
constexpr std::string_view put_closing_sql =
    "INSERT INTO period_close (unit, period) VALUES (?, ?) ON CONFLICT DO NOTHING";
constexpr std::string_view closings_sql =
    "SELECT unit, period FROM period_close ORDER BY unit, period";
constexpr std::string_view put_almanac_sql =
    "INSERT INTO almanac_year (year, seq, payload) VALUES (?, ?, ?) "
    "ON CONFLICT (year) DO UPDATE SET seq = excluded.seq, payload = excluded.payload";
constexpr std::string_view almanac_sql =
    "SELECT year, seq, payload FROM almanac_year ORDER BY year";
constexpr std::string_view all_almanac_sql =
    "SELECT CAST(year AS TEXT), CAST(seq AS TEXT), payload FROM almanac_year ORDER BY year";
constexpr std::string_view put_kept_sql =
    "INSERT INTO kept_double (ledger, first_record, second_record) VALUES (?, ?, ?) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view kept_sql =
    "SELECT 1 FROM kept_double WHERE ledger = ? AND first_record = ? AND second_record = ?";
constexpr std::string_view all_kept_sql =
    "SELECT ledger, first_record, second_record FROM kept_double "
    "ORDER BY ledger, first_record, second_record";
constexpr std::string_view put_evidence_sql =
    "INSERT INTO evidence_file (digest, file_name, media, bytes) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view evidence_sql =
    "SELECT digest, file_name, media, bytes FROM evidence_file ORDER BY digest";
constexpr std::string_view one_evidence_sql =
    "SELECT digest, file_name, media, bytes FROM evidence_file WHERE digest = ?";
constexpr std::string_view columns_sql =
    "SELECT ledger, name, type FROM ledger_column ORDER BY ledger, name";
constexpr std::string_view ledgers_sql =
    "SELECT DISTINCT ledger FROM ledger_column ORDER BY ledger";
constexpr std::string_view all_imports_sql =
    "SELECT CAST(seq AS TEXT), CAST(first_seq AS TEXT), ledger, file_name, digest, actor, "
    "CAST(unit AS TEXT), CAST(row_count AS TEXT), CAST(added AS TEXT), CAST(corrected AS TEXT), "
    "CAST(unchanged AS TEXT), undone_by, CAST(withdrawn AS TEXT), CAST(kept AS TEXT) "
    "FROM import_run ORDER BY seq";
constexpr std::string_view clear_sql =
    "DELETE FROM pack_file; DELETE FROM pack; DELETE FROM ledger_column; DELETE FROM nil_return; "
    "DELETE FROM period_close; DELETE FROM kept_double; DELETE FROM evidence_file; "
    "DELETE FROM import_run; DELETE FROM almanac_year;";

EvidenceFile evidence_of(store::Statement& row) {
  return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
          row.integer(3)};
}

std::pair<std::string, std::string> in_order(const Uuid& a, const Uuid& b) {
  return std::minmax(a.to_string(), b.to_string());
}

}  // namespace

Result<void> put_pack(store::Transaction& transaction, const PackFiles& pack) {
  TRY(transaction.run(put_pack_sql, pack.name));
  TRY(transaction.run(drop_files_sql, pack.name));
  for (const auto& [path, text] : pack.files) {
    TRY(transaction.run(put_file_sql, pack.name, path, text));
  }
  return {};
}

Result<std::vector<PackFiles>> read_packs(store::Transaction& transaction) {
  std::vector<PackFiles> packs;
  store::Statement& row = transaction.prepare(files_sql);
  while (TRY(row.step())) {
    if (packs.empty() || packs.back().name != row.text(0)) {
      packs.push_back({std::string(row.text(0)), {}});
    }
    packs.back().files.emplace_back(row.text(1), row.text(2));
  }
  return packs;
}

Result<bool> put_nil(store::Transaction& transaction, const NilRow& row) {
  return TRY(transaction.run(put_nil_sql, row.ledger, std::int64_t{row.unit.value},
                             row.period.to_string())) == 1;
}

Result<std::vector<NilRow>> read_nils(store::Transaction& transaction) {
  std::vector<NilRow> nils;
  store::Statement& row = transaction.prepare(nils_sql);
  while (TRY(row.step())) {
    nils.push_back({std::string(row.text(0)),
                    {static_cast<std::int32_t>(row.integer(1))},
                    TRY(Period::parse(row.text(2)))});
  }
  return nils;
}

Result<bool> put_closing(store::Transaction& transaction, const Closing& closing) {
  return TRY(transaction.run(put_closing_sql, std::int64_t{closing.unit.value},
                             closing.period.to_string())) == 1;
}

Result<std::vector<Closing>> read_closings(store::Transaction& transaction) {
  std::vector<Closing> closings;
  store::Statement& row = transaction.prepare(closings_sql);
  while (TRY(row.step())) {
    closings.push_back(
        {{static_cast<std::int32_t>(row.integer(0))}, TRY(Period::parse(row.text(1)))});
  }
  return closings;
}

Result<void> put_almanac(store::Transaction& transaction, int year, std::int64_t seq,
                         std::string_view payload) {
  TRY(transaction.run(put_almanac_sql, std::int64_t{year}, seq, payload));
  return {};
}

Result<Almanac> read_almanac(store::Transaction& transaction) {
  Almanac almanac;
  store::Statement& row = transaction.prepare(almanac_sql);
  while (TRY(row.step())) {
    almanac.put(
        TRY(read_almanac_payload(static_cast<int>(row.integer(0)), row.integer(1), row.text(2))));
  }
  return almanac;
}

Result<void> put_kept_double(store::Transaction& transaction, std::string_view ledger,
                             const Uuid& a, const Uuid& b) {
  const auto [first, second] = in_order(a, b);
  TRY(transaction.run(put_kept_sql, ledger, first, second));
  return {};
}

Result<bool> is_kept_double(store::Transaction& transaction, std::string_view ledger, const Uuid& a,
                            const Uuid& b) {
  const auto [first, second] = in_order(a, b);
  store::Statement& row = transaction.prepare(kept_sql);
  row.bind(0, ledger).bind(1, first).bind(2, second);
  const bool found = TRY(row.step());
  if (found) row.reset();
  return found;
}

Result<void> put_evidence(store::Transaction& transaction, const EvidenceFile& file) {
  TRY(transaction.run(put_evidence_sql, file.digest, file.file_name, file.media, file.bytes));
  return {};
}

Result<std::optional<EvidenceFile>> find_evidence(store::Transaction& transaction,
                                                  std::string_view digest) {
  store::Statement& row = transaction.prepare(one_evidence_sql);
  row.bind(0, digest);
  if (!TRY(row.step())) return std::optional<EvidenceFile>();
  EvidenceFile file = evidence_of(row);
  row.reset();
  return std::optional(std::move(file));
}

Result<std::vector<EvidenceFile>> read_evidence(store::Transaction& transaction) {
  std::vector<EvidenceFile> files;
  store::Statement& row = transaction.prepare(evidence_sql);
  while (TRY(row.step())) files.push_back(evidence_of(row));
  return files;
}

Result<void> clear_projections(store::Transaction& transaction) {
  std::vector<std::string> ledgers;
  store::Statement& row = transaction.prepare(ledgers_sql);
  while (TRY(row.step())) ledgers.emplace_back(row.text(0));
  for (const std::string& ledger : ledgers) {
    TRY(transaction.execute("DROP TABLE rec_" + ledger));
  }
  return transaction.execute(clear_sql);
}

Result<void> dump_rows(store::Transaction& transaction,
                       const std::function<Result<void>(const std::string& line)>& each) {
  struct Table {
    std::string_view name, sql;
    int columns;
  };
  for (const Table& table :
       {Table{"pack_file", files_sql, 3}, Table{"ledger_column", columns_sql, 3},
        Table{"nil_return", nils_sql, 3}, Table{"period_close", closings_sql, 2},
        Table{"kept_double", all_kept_sql, 3}, Table{"evidence_file", evidence_sql, 4},
        Table{"import_run", all_imports_sql, 14}, Table{"almanac_year", all_almanac_sql, 3}}) {
    store::Statement& row = transaction.prepare(table.sql);
    while (TRY(row.step())) {
      // The columns of a row in one line; a NUL cannot stand in text, so it parts them.
      std::string line(table.name);
      for (int column = 0; column < table.columns; ++column) {
        line += '\0';
        line += row.text(column);
      }
      TRY(each(line));
    }
  }
  return {};
}

}  // namespace youju::ledger
