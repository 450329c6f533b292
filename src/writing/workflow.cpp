// Who hands a draft to whom: written, reviewed, signed, sealed, and opened again.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/narrative/pages.h>
#include <youju/store/blob.h>
#include <youju/writing/colophon.h>
#include <youju/writing/drafts.h>
#include <youju/writing/printing.h>
#include <youju/writing/projection.h>

#include <algorithm>

namespace youju::writing {
namespace {

Result<std::string> reason_payload(std::string_view reason) {
  reason = text::trimmed(reason);
  if (reason.empty()) return fail(ErrorKind::bad_input, "writing.reason_needed");
  if (reason.size() > limits::remark_bytes_max) {
    return fail(ErrorKind::too_large, "writing.remark_too_long",
                {{"bytes", std::to_string(limits::remark_bytes_max)}});
  }
  JsonWriter json;
  json.begin_object().member("reason", reason).end_object();
  return json.take();
}

std::size_t differences(const std::vector<Printed>& a, const std::vector<Printed>& b) {
  const auto differs = [](const std::vector<Printed>& these, const std::vector<Printed>& those) {
    return static_cast<std::size_t>(
        std::count_if(these.begin(), these.end(), [&](const Printed& each) {
          return std::find(those.begin(), those.end(), each) == those.end();
        }));
  };
  return std::max(differs(a, b), differs(b, a));
}

}  // namespace

Result<void> Drafts::submit(const org::Access& access, const Uuid& id, int version) {
  TRY(act(access, id, version,
          {.kind = "submit",
           .action = org::Action::write_summary,
           .from = {State::writing, State::returned},
           .payload = "{}"}));
  return {};
}

Result<void> Drafts::send_back(const org::Access& access, const Uuid& id, int version,
                               std::string_view reason) {
  std::string payload = TRY(reason_payload(reason));
  TRY(act(access, id, version,
          {.kind = "return",
           .action = org::Action::return_summary,
           .from = {State::in_review, State::approved},
           .payload = std::move(payload)}));
  return {};
}

Result<void> Drafts::sign(const org::Access& access, const Uuid& id, int version) {
  const Draft draft = TRY(find(access, id));
  TRY(require(access, org::Action::sign_summary, draft));
  if (draft.version != version) return fail(conflict(draft));
  const Reading reading = TRY(render(access, draft, TRY(stored_version(id, version))));
  JsonWriter json;
  json.begin_object().key("as_of").number(reading.filled.document.as_of);
  json.key("printed").raw(printed_json(printed_of(reading))).end_object();
  TRY(act(access, id, version,
          {.kind = "sign",
           .action = org::Action::sign_summary,
           .from = {State::in_review},
           .payload = json.take()}));
  return {};
}

Result<void> Drafts::seal(const org::Access& access, const Uuid& id, int version) {
  const Draft draft = TRY(find(access, id));
  TRY(require(access, org::Action::write_summary, draft));
  if (draft.version != version) return fail(conflict(draft));
  if (!draft.signature) {
    return fail(ErrorKind::conflict, "writing.wrong_state",
                {{"state", std::string(state_name(draft.state))}});
  }
  Reading reading = TRY(render(access, draft, TRY(stored_version(id, version))));
  Seal seal;
  seal.version = version;
  seal.by = access.login();
  seal.at_ms = needs_.clock.now_ms();
  seal.signed_by = draft.signature->by;
  seal.signed_ms = draft.signature->at_ms;
  seal.printed = printed_of(reading);
  const std::size_t moved = differences(seal.printed, draft.signature->printed);
  if (moved > 0) {
    return fail(ErrorKind::conflict, "writing.moved_since_signed",
                {{"figures", std::to_string(moved)}});
  }
  narrative::Document& document = reading.filled.document;
  seal.as_of = document.as_of;
  seal.chain_hash = document.chain_hash;
  seal.places = reading.filled.places;
  add_colophon(document, *needs_.ledgers.directory(), draft, version, &seal);
  TRY(add_grounds(document, *this, access));
  const std::pair<const char*, std::string> files[] = {
      {"docx", TRY(narrative::docx_page(document))},
      {"html", narrative::html_page(document)},
      {"md", narrative::markdown_page(document)},
      {"json", narrative::json_page(document)}};
  for (const auto& [form, bytes] : files) {
    seal.files.push_back(
        {form, to_hex(TRY(needs_.blobs.put(bytes))), static_cast<std::int64_t>(bytes.size())});
  }
  TRY(act(access, id, version,
          {.kind = "seal",
           .action = org::Action::write_summary,
           .from = {State::approved},
           .payload = seal_payload(seal)}));
  return {};
}

Result<void> Drafts::reopen(const org::Access& access, const Uuid& id, int version,
                            std::string_view reason) {
  TRY(reason_payload(reason));
  const Draft draft = TRY(find(access, id));
  // What was issued is opened again by who may sign it.
  const bool sealed = draft.state == State::sealed;
  const org::Action action = sealed ? org::Action::sign_summary : org::Action::write_summary;
  TRY(require(access, action, draft));
  if (draft.version != version) return fail(conflict(draft));
  TRY(save_content(access, id, version, TRY(stored_version(id, version)).content,
                   {.kind = "reopen",
                    .action = action,
                    .from = {sealed ? State::sealed : State::approved},
                    .payload = {},
                    .makes_version = true},
                   {{"reason", std::string(text::trimmed(reason))}}));
  return {};
}

std::vector<std::string> Drafts::may(const org::Access& access, const Draft& draft) const {
  const bool writes = allows(access, org::Action::write_summary, draft);
  const bool returns = allows(access, org::Action::return_summary, draft);
  const bool signs = allows(access, org::Action::sign_summary, draft);
  const State state = draft.state;
  const bool open = state == State::writing || state == State::returned;
  const std::pair<const char*, bool> acts[] = {
      {"save", writes && open},
      {"submit", writes && open},
      {"merge", writes && open},
      {"return", returns && (state == State::in_review || state == State::approved)},
      {"sign", signs && state == State::in_review},
      {"seal", writes && state == State::approved},
      {"reopen", (writes && state == State::approved) || (signs && state == State::sealed)},
      {"comment", allows(access, org::Action::review_summary, draft)}};
  std::vector<std::string> may;
  for (const auto& [name, allowed] : acts) {
    if (allowed) may.emplace_back(name);
  }
  return may;
}

}  // namespace youju::writing
