// The tables of drafts against a replay of their events, and the sealed files against their
// digests.
#include <youju/store/blob.h>
#include <youju/store/database.h>
#include <youju/store/scratch.h>
#include <youju/writing/drafts.h>
#include <youju/writing/projection.h>

#include <algorithm>
#include <set>

namespace youju::writing {
namespace {

using Lines = std::set<std::string>;
Result<Lines> lines_of(store::Transaction& transaction) {
  Lines lines;
  TRY(dump(transaction, [&](const std::string& line) -> Result<void> {
    lines.insert(line);
    return {};
  }));
  return lines;
}

ledger::Ledgers::Fault row_fault(const std::string& line) {
  const std::size_t end = line.find('\0');
  constexpr std::size_t shown = 80;
  std::string row = line.substr(end + 1, shown);
  std::replace(row.begin(), row.end(), '\0', '|');
  // A row cut inside a character would be no text.
  while (!row.empty() && (static_cast<unsigned char>(row.back()) & 0x80) != 0) row.pop_back();
  return {"ledger.audit_row", {{"table", line.substr(0, end)}, {"row", row}}};
}

}  // namespace

Result<std::vector<ledger::Ledgers::Fault>> Drafts::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  std::vector<ledger::Ledgers::Fault> faults;
  const auto scratch = TRY(store::ScratchDatabase::make(needs_.clock));
  store::Database& replayed = scratch->database();
  TRY(replayed.migrate(migrations()));
  const auto real = needs_.ledgers.database().read();
  TRY(replayed.write([&](store::Transaction& copy) -> Result<void> {
    return ledger::read_events(*real, 0, [&](const ledger::Event& event) -> Result<void> {
      if (!is_of_draft(event)) return {};
      if (!apply(copy, event)) {
        faults.push_back({"ledger.audit_replay", {{"seq", std::to_string(event.seq)}}});
      }
      return {};
    });
  }));
  const auto wanted = replayed.read();
  const Lines ours = TRY(lines_of(*real));
  const Lines theirs = TRY(lines_of(*wanted));
  std::vector<std::string> differing;
  std::set_symmetric_difference(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                                std::back_inserter(differing));
  for (const std::string& line : differing) faults.push_back(row_fault(line));
  for (const std::string& hex : TRY(read_sealed_digests(*wanted))) {
    Digest digest;
    if (from_hex(hex, digest) && needs_.blobs.get(digest)) continue;
    faults.push_back({"ledger.audit_blob", {{"digest", hex}}});
  }
  return faults;
}

Result<void> Drafts::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter&) -> Result<void> {
        TRY(clear(transaction));
        return ledger::read_events(
            transaction, 0, [&](const ledger::Event& event) { return apply(transaction, event); });
      });
}

}  // namespace youju::writing
