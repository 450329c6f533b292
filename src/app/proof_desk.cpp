#include <youju/app/proof_desk.h>
#include <youju/base/id.h>
#include <youju/base/limits.h>

#include <map>
#include <mutex>

namespace youju::app {
namespace {

struct Kept {
  std::string login;
  KeptDraft draft;
  std::size_t bytes = 0;
  std::int64_t used_ms = 0;
  std::int64_t use = 0;  // in order: two can be used in the same millisecond
};

// The text is held as bytes, and told apart into paragraphs of some words each.
std::size_t bytes_of(const proof::Draft& draft) {
  return draft.docx.size() + draft.text.size() +
         draft.paragraphs.size() * sizeof(proof::DraftParagraph);
}

}  // namespace

struct ProofDesk::State {
  explicit State(const Clock& its_clock) : clock(its_clock) {}

  const Clock& clock;
  std::mutex mutex;  // guards what follows
  std::map<std::string, Kept, std::less<>> drafts;
  std::int64_t uses = 0;

  void touch(Kept& kept) {
    kept.used_ms = clock.now_ms();
    kept.use = ++uses;
  }

  void forget_old() {
    const std::int64_t now = clock.now_ms();
    std::erase_if(drafts, [&](const auto& each) {
      return now - each.second.used_ms >= limits::kept_file_ms;
    });
  }

  bool make_room(std::string_view login, std::size_t bytes) {
    for (;;) {
      std::size_t all = bytes;
      std::size_t mine = 0;
      auto oldest = drafts.end();
      for (auto each = drafts.begin(); each != drafts.end(); ++each) {
        all += each->second.bytes;
        if (each->second.login != login) continue;
        ++mine;
        if (oldest == drafts.end() || each->second.use < oldest->second.use) oldest = each;
      }
      if (mine < limits::kept_proofs_of_a_person_max && all <= limits::kept_proof_bytes_max) {
        return true;
      }
      if (oldest == drafts.end()) return false;
      drafts.erase(oldest);
    }
  }

  Result<std::map<std::string, Kept, std::less<>>::iterator> of_person(std::string_view login,
                                                                       std::string_view id) {
    forget_old();
    const auto found = drafts.find(id);
    if (found == drafts.end() || found->second.login != login) {
      return fail(ErrorKind::not_found, "proof.no_such_draft");
    }
    touch(found->second);
    return found;
  }
};

ProofDesk::ProofDesk(const Clock& clock) : state_(std::make_unique<State>(clock)) {}
ProofDesk::~ProofDesk() = default;

Result<KeptDraft> ProofDesk::keep(std::string_view login, KeptDraft draft) {
  const std::lock_guard lock(state_->mutex);
  state_->forget_old();
  Kept kept;
  kept.login = login;
  kept.bytes = bytes_of(*draft.draft);
  if (!state_->make_room(login, kept.bytes)) return fail(ErrorKind::busy, "proof.desk_full");
  draft.id = unguessable_id();
  kept.draft = draft;
  state_->touch(kept);
  state_->drafts.emplace(draft.id, std::move(kept));
  return draft;
}

Result<KeptDraft> ProofDesk::find(std::string_view login, std::string_view id) {
  const std::lock_guard lock(state_->mutex);
  return TRY(state_->of_person(login, id))->second.draft;
}

Result<void> ProofDesk::drop(std::string_view login, std::string_view id) {
  const std::lock_guard lock(state_->mutex);
  state_->drafts.erase(TRY(state_->of_person(login, id)));
  return {};
}

}  // namespace youju::app
