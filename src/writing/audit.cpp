// The tables of drafts against a replay of their events, and the sealed files against their
// digests.
#include <youju/store/blob.h>
#include <youju/writing/drafts.h>
#include <youju/writing/projection.h>

namespace youju::writing {

Result<std::vector<ledger::Ledgers::Fault>> Drafts::audit(const org::Access& access) const {
  TRY(access.require_anywhere(org::Action::audit, *tree()));
  std::vector<std::string> sealed;
  auto faults = TRY(ledger::audit_projection(needs_.ledgers, needs_.clock, projection(),
                                             [&](store::Transaction& replayed) -> Result<void> {
                                               sealed = TRY(read_sealed_digests(replayed));
                                               return {};
                                             }));
  for (const std::string& hex : sealed) {
    Digest digest;
    if (from_hex(hex, digest) && needs_.blobs.get(digest)) continue;
    faults.push_back({"ledger.audit_blob", {{"digest", hex}}});
  }
  return faults;
}

Result<void> Drafts::rebuild(const org::Access& access) {
  TRY(access.require_anywhere(org::Action::manage_packs, *tree()));
  return ledger::rebuild_projection(needs_.ledgers, projection());
}

}  // namespace youju::writing
