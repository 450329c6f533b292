// The tables of plans against a replay of the events that made them.
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/store/database.h>
#include <youju/store/scratch.h>

#include <algorithm>
#include <utility>

namespace youju::plan {
namespace {

using Line = std::pair<std::string, std::string>;  // table, row

Result<std::vector<Line>> lines_of(store::Transaction& transaction) {
  std::vector<Line> lines;
  TRY(dump(transaction,
           [&](std::string_view table, std::string_view row) { lines.emplace_back(table, row); }));
  std::sort(lines.begin(), lines.end());
  return lines;
}

ledger::Ledgers::Fault row_fault(const Line& line) {
  constexpr std::size_t shown = 80;
  std::string row = line.second.substr(0, shown);
  // A row cut inside a character would be no text.
  while (!row.empty() && (static_cast<unsigned char>(row.back()) & 0x80) != 0) row.pop_back();
  return {"plan.audit_row", {{"table", line.first}, {"row", row}}};
}

}  // namespace

Result<std::vector<ledger::Ledgers::Fault>> Plans::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  std::vector<ledger::Ledgers::Fault> faults;
  const auto scratch = TRY(store::ScratchDatabase::make(needs_.clock));
  store::Database& replayed = scratch->database();
  TRY(replayed.migrate(migrations()));
  const auto real = needs_.ledgers.database().read();
  TRY(replayed.write([&](store::Transaction& copy) -> Result<void> {
    return ledger::read_events(*real, 0, [&](const ledger::Event& event) -> Result<void> {
      if (is_of_plan(event) && !apply(copy, event)) {
        faults.push_back({"ledger.audit_replay", {{"seq", std::to_string(event.seq)}}});
      }
      return {};
    });
  }));
  const auto wanted = replayed.read();
  const std::vector<Line> ours = TRY(lines_of(*real));
  const std::vector<Line> theirs = TRY(lines_of(*wanted));
  std::vector<Line> differing;
  std::set_symmetric_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                                std::back_inserter(differing));
  for (const Line& line : differing) faults.push_back(row_fault(line));
  return faults;
}

Result<void> Plans::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter&) -> Result<void> {
        TRY(clear(transaction));
        return ledger::read_events(
            transaction, 0, [&](const ledger::Event& event) { return apply(transaction, event); });
      });
}

}  // namespace youju::plan
