#include <youju/base/file.h>
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/change.h>
#include <youju/ledger/evidence.h>
#include <youju/store/blob.h>
#include <youju/store/database.h>

#include <algorithm>
#include <fstream>

namespace youju::ledger {

namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view extension, media;
  std::string_view mark;  // bytes that such a file holds…
  std::size_t at;         // …here
};

constexpr std::string_view zip = "PK\x03\x04";
constexpr std::string_view ole = "\xD0\xCF\x11\xE0";

constexpr Type types[] = {
    {"pdf", "application/pdf", "%PDF-", 0},
    {"ofd", "application/ofd", zip, 0},  // GB/T 33190-2016 is a zip container
    {"png", "image/png", "\x89PNG\r\n", 0},
    {"jpg", "image/jpeg", "\xFF\xD8\xFF", 0},
    {"jpeg", "image/jpeg", "\xFF\xD8\xFF", 0},
    {"gif", "image/gif", "GIF8", 0},
    {"webp", "image/webp", "WEBP", 8},
    {"heic", "image/heic", "ftyp", 4},
    {"mp4", "video/mp4", "ftyp", 4},
    {"mov", "video/quicktime", "ftyp", 4},
    {"m4a", "audio/mp4", "ftyp", 4},
    {"wav", "audio/wav", "WAVE", 8},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", zip, 0},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zip, 0},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", zip, 0},
    {"zip", "application/zip", zip, 0},
    {"doc", "application/msword", ole, 0},
    {"xls", "application/vnd.ms-excel", ole, 0},
    {"ppt", "application/vnd.ms-powerpoint", ole, 0},
    {"wps", "application/vnd.ms-works", ole, 0},
    {"et", "application/vnd.ms-excel", ole, 0},
    {"txt", "text/plain", "", 0},
    {"csv", "text/csv", "", 0},
    {"md", "text/markdown", "", 0},
};

std::string extension_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  std::string extension(dot == std::string_view::npos ? "" : file_name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return extension;
}

bool has_mark(const fs::path& path, const Type& type) {
  std::string found(type.mark.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(type.at));
  file.read(found.data(), static_cast<std::streamsize>(found.size()));
  return file.gcount() == static_cast<std::streamsize>(found.size()) && found == type.mark;
}

}  // namespace

Result<std::string_view> evidence_media(std::string_view file_name, const fs::path& file) {
  const std::string extension = extension_of(file_name);
  const auto* type = std::find_if(std::begin(types), std::end(types),
                                  [&](const Type& one) { return one.extension == extension; });
  if (type == std::end(types)) {
    return fail(ErrorKind::bad_input, "ledger.evidence_type", {{"name", std::string(file_name)}});
  }
  const bool matches =
      type->mark.empty()
          ? text::decode(TRY(read_file(file, limits::evidence_bytes_max))).has_value()
          : has_mark(file, *type);
  if (!matches) {
    return fail(ErrorKind::bad_input, "ledger.evidence_type_mismatch",
                {{"name", std::string(file_name)}});
  }
  return type->media;
}

Result<void> note_evidence(Act& act, std::string_view ledger, const EvidenceFile& file) {
  if (TRY(find_evidence(act.transaction(), file.digest))) return {};
  TRY(put_evidence(act.transaction(), file));
  JsonWriter json;
  json.begin_object().member("digest", file.digest).member("file", file.file_name);
  json.member("media", file.media).key("bytes").number(file.bytes).end_object();
  TRY(act.append("evidence.add", ledger, json.take()));
  return {};
}

Result<EvidenceFile> Ledgers::add_evidence(const org::Access& access, std::string_view ledger,
                                           const Uuid& id, std::string_view file_name,
                                           const fs::path& file) {
  const auto schemas = this->schemas();
  const auto directory = this->directory();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  std::error_code unread;
  const std::uintmax_t bytes = fs::file_size(file, unread);
  if (unread) {
    return fail(ErrorKind::bad_input, "file.not_readable", {{"reason", unread.message()}},
                file.string());
  }
  if (bytes > limits::evidence_bytes_max) {
    return fail(ErrorKind::too_large, "ledger.evidence_too_large",
                {{"max", std::to_string(limits::evidence_bytes_max >> 20)}});
  }
  const std::string_view media = TRY(evidence_media(file_name, file));
  // Asked before the file is stored, so that nobody without the right fills the disk.
  const Record present = TRY(record(access, ledger, id));
  TRY(state_->require(access, right_for(present.state, Move::evidence), present.unit));
  const std::string digest = to_hex(TRY(state_->blobs.put_file(file, bytes)));
  std::optional<EvidenceFile> noted;
  TRY(state_->act(access.login(), [&](Act& act) -> Result<void> {
    act.deed().schemas = schemas;
    TRY(note_evidence(
        act, schema->name,
        {digest, std::string(file_name), std::string(media), static_cast<std::int64_t>(bytes)}));
    noted = TRY(find_evidence(act.transaction(), digest));
    const Change change{access, *state_, *schema, *directory, Move::evidence, std::nullopt, "", {}};
    TRY(make_change(act, change, id, [&](Record& record) -> Result<void> {
      auto& files = record.evidence;
      if (std::find(files.begin(), files.end(), digest) == files.end()) files.push_back(digest);
      if (files.size() <= limits::evidence_files_max) return {};
      return fail(ErrorKind::too_large, "ledger.too_many_files",
                  {{"max", std::to_string(limits::evidence_files_max)}});
    }));
    return {};
  }));
  CHECK(noted.has_value());
  return std::move(*noted);
}

Result<std::optional<EvidenceFile>> Ledgers::evidence_file(std::string_view digest) const {
  const auto transaction = state_->database.read();
  return find_evidence(*transaction, digest);
}

Result<std::vector<EvidenceFile>> Ledgers::evidence_of(const org::Access& access,
                                                       std::string_view ledger,
                                                       const Uuid& id) const {
  const Record present = TRY(record(access, ledger, id));
  const auto transaction = state_->database.read();
  std::vector<EvidenceFile> files;
  files.reserve(present.evidence.size());
  for (const std::string& digest : present.evidence) {
    if (auto file = TRY(find_evidence(*transaction, digest))) files.push_back(std::move(*file));
  }
  return files;
}

Result<std::string> Ledgers::evidence_bytes(const org::Access& access, std::string_view ledger,
                                            const Uuid& id, std::string_view digest) const {
  const Record present = TRY(record(access, ledger, id));
  const auto& files = present.evidence;
  Digest known;
  if (std::find(files.begin(), files.end(), digest) == files.end() || !from_hex(digest, known)) {
    return fail(ErrorKind::not_found, "ledger.no_such_evidence", {{"digest", std::string(digest)}});
  }
  return state_->blobs.get(known);
}

}  // namespace youju::ledger
