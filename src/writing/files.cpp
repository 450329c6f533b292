#include <youju/base/limits.h>
#include <youju/narrative/ground.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>
#include <youju/writing/colophon.h>
#include <youju/writing/printing.h>
#include <youju/writing/projection.h>

#include <algorithm>

namespace youju::writing {
namespace {

// In groups, since a line breaks at blanks alone.
std::string grouped(std::string_view hash) {
  constexpr std::size_t size = 16;
  std::string out;
  for (std::size_t at = 0; at < hash.size(); at += size) {
    if (at > 0) out += ' ';
    out += hash.substr(at, size);
  }
  return out;
}

// When a person did something, to the minute, as a document says it.
std::string in_words(std::int64_t utc_ms, Language language) {
  const Day day = day_of(utc_ms);
  return sentence("writing.instant", language,
                  {{"year", std::to_string(day.year())},
                   {"month", std::to_string(day.month())},
                   {"day", std::to_string(day.day())},
                   {"time", instant_to_string(utc_ms).substr(11, 5)}});
}

}  // namespace

void add_colophon(narrative::Document& document, const org::Directory& directory,
                  const Draft& draft, int version, const Seal* seal) {
  const auto note = [&](std::string_view id, const std::vector<ErrorField>& fields) {
    document.blocks.emplace_back(
        narrative::Paragraph{narrative::Paragraph::Kind::note,
                             {narrative::Text{sentence(id, document.language, fields), false}}});
  };
  document.draft = draft.id.to_string();
  document.draft_version = version;
  const std::string number = std::to_string(version);
  if (seal == nullptr) {
    note("writing.colophon_draft", {{"version", number}});
  } else {
    note("writing.colophon_sealed", {{"version", number},
                                     {"signed_by", directory.name_of_person(seal->signed_by)},
                                     {"signed", in_words(seal->signed_ms, document.language)},
                                     {"by", directory.name_of_person(seal->by)},
                                     {"at", in_words(seal->at_ms, document.language)}});
  }
  note("writing.colophon_chain",
       {{"seq", std::to_string(document.as_of)}, {"hash", grouped(document.chain_hash)}});
}

Result<void> add_grounds(narrative::Document& document, const Drafts& drafts,
                         const org::Access& access) {
  const Needs& needs = drafts.needs();
  const org::UnitId unit = TRY(needs.ledgers.directory()->find(document.unit_code));
  const auto quoting = drafts.view(access, unit);
  const auto own = needs.figures.view(access);
  document.grounds = narrative::grounds_of(document, {*quoting, *own});
  return {};
}

Result<narrative::Document> Drafts::document(const org::Access& access, const Uuid& id,
                                             int version) const {
  Reading reading = TRY(read(access, id, version));
  narrative::Document document = std::move(reading.filled.document);
  const Seal* seal = reading.seal ? &*reading.seal : nullptr;
  add_colophon(document, *needs_.ledgers.directory(), reading.draft, reading.version.number, seal);
  TRY(add_grounds(document, *this, access));
  return document;
}

Result<std::optional<Seal>> Drafts::seal_of(const org::Access& access, const Uuid& id,
                                            int version) const {
  const Draft draft = TRY(find(access, id));
  const auto transaction = needs_.ledgers.database().read();
  return read_seal(*transaction, id, version == 0 ? draft.version : version);
}

Result<std::string> Drafts::sealed_file(const Seal& seal, std::string_view form) const {
  const auto file = std::find_if(seal.files.begin(), seal.files.end(),
                                 [&](const Seal::File& each) { return each.form == form; });
  Digest digest;
  if (file == seal.files.end() || !from_hex(file->digest, digest)) {
    return fail(ErrorKind::not_found, "writing.no_such_form", {{"form", std::string(form)}});
  }
  return needs_.blobs.get(digest);
}

Result<void> Drafts::require_writer(const org::Access& access, const Uuid& id) const {
  return require(access, org::Action::write_summary, TRY(find(access, id)));
}

Result<void> Drafts::require_present(const org::Access& access, const Uuid& id, int version) const {
  const Draft draft = TRY(find(access, id));
  if (draft.version != version) return fail(conflict(draft));
  return {};
}

Result<std::string> Drafts::keep_upload(const org::Access& access, const Uuid& id,
                                        std::string_view bytes) {
  TRY(require_writer(access, id));
  return to_hex(TRY(needs_.blobs.put(bytes)));
}

Result<std::string> Drafts::upload(const org::Access& access, const Uuid& id,
                                   std::string_view digest_text) const {
  TRY(require_writer(access, id));
  Digest digest;
  if (!from_hex(digest_text, digest) || !needs_.blobs.has(digest)) {
    return fail(ErrorKind::not_found, "writing.no_such_upload");
  }
  return needs_.blobs.get(digest);
}

}  // namespace youju::writing
