#include <youju/ledger/event_log.h>
#include <youju/ledger/replay.h>
#include <youju/store/database.h>
#include <youju/store/scratch.h>

#include <algorithm>
#include <string>
#include <utility>

namespace youju::ledger {
namespace {

using Line = std::pair<std::string_view, std::string>;  // table, row

Result<std::vector<Line>> lines_of(store::Transaction& transaction, const Projection& projection) {
  std::vector<Line> lines;
  for (const ProjectedTable& table : projection.tables) {
    store::Statement& row = transaction.prepare(table.rows);
    while (TRY(row.step())) {
      std::string text;
      for (int column = 0; column < table.columns; ++column) {
        if (column > 0) text += '\0';
        text += row.text(column);
      }
      lines.emplace_back(table.name, std::move(text));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

Ledgers::Fault row_fault(std::string_view what, const Line& line) {
  constexpr std::size_t shown = 80;
  std::string row = line.second.substr(0, shown);
  std::replace(row.begin(), row.end(), '\0', '|');
  // A row cut inside a character would be no text.
  while (!row.empty() && (static_cast<unsigned char>(row.back()) & 0x80) != 0) row.pop_back();
  return {std::string(what), {{"table", std::string(line.first)}, {"row", row}}};
}

}  // namespace

Result<std::vector<Ledgers::Fault>> audit_projection(
    Ledgers& ledgers, const Clock& clock, const Projection& projection,
    const std::function<Result<void>(store::Transaction& replayed)>& look) {
  std::vector<Ledgers::Fault> faults;
  const auto scratch = TRY(store::ScratchDatabase::make(clock));
  store::Database& replayed = scratch->database();
  TRY(replayed.migrate(projection.migrations()));
  const auto real = ledgers.database().read();
  TRY(replayed.write([&](store::Transaction& copy) -> Result<void> {
    return read_events(*real, 0, [&](const Event& event) -> Result<void> {
      if (!projection.apply(copy, event)) {
        faults.push_back({"ledger.audit_replay", {{"seq", std::to_string(event.seq)}}});
      }
      return {};
    });
  }));
  const auto wanted = replayed.read();
  const std::vector<Line> ours = TRY(lines_of(*real, projection));
  const std::vector<Line> theirs = TRY(lines_of(*wanted, projection));
  std::vector<Line> differing;
  std::set_symmetric_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                                std::back_inserter(differing));
  for (const Line& line : differing) faults.push_back(row_fault(projection.differs, line));
  if (look) TRY(look(*wanted));
  return faults;
}

Result<void> rebuild_projection(Ledgers& ledgers, const Projection& projection) {
  return ledgers.write([&](store::Transaction& transaction, EventWriter&) -> Result<void> {
    TRY(projection.clear(transaction));
    return read_events(transaction, 0,
                       [&](const Event& event) { return projection.apply(transaction, event); });
  });
}

}  // namespace youju::ledger
