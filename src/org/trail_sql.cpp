#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/org/trail.h>
#include <youju/store/database.h>

#include <cstring>
#include <limits>

namespace youju::org {

namespace {

constexpr std::string_view insert_sql =
    "INSERT INTO trail (seq, at_ms, kind, login, address, subject, fields, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view head_sql = "SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1";
constexpr std::string_view page_sql =
    "SELECT seq, at_ms, kind, login, address, subject, fields, hash FROM trail WHERE seq < ? "
    "ORDER BY seq DESC LIMIT ?";
constexpr std::string_view all_sql =
    "SELECT seq, at_ms, kind, login, address, subject, fields, hash FROM trail ORDER BY seq";

constexpr std::string_view form_mark = "youju.trail.1\n";
constexpr std::size_t faults_max = 200;  // more would not be read

void append_number(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    out += static_cast<char>((value >> shift) & 0xFF);
  }
}

void append_text(std::string& out, std::string_view text) {
  append_number(out, text.size(), 4);
  out += text;
}

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Digest digest_in(const std::string& bytes) {
  Digest digest{};
  if (bytes.size() == digest.size()) std::memcpy(digest.data(), bytes.data(), digest.size());
  return digest;
}

// `name=value`, a line each; a backslash or a line feed in a value has a backslash before it or is
// written as \n.
std::string fields_text(const std::vector<ErrorField>& fields) {
  std::string out;
  for (const ErrorField& field : fields) {
    out += field.name + '=';
    for (const char c : field.value) {
      if (c == '\\') out += '\\';
      out += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    out += '\n';
  }
  return out;
}

std::vector<ErrorField> fields_of(std::string_view text) {
  std::vector<ErrorField> fields;
  for (const std::string_view line : text::split(text, '\n')) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    ErrorField field{std::string(line.substr(0, equals)), {}};
    for (std::size_t i = equals + 1; i < line.size(); ++i) {
      const bool escaped = line[i] == '\\' && i + 1 < line.size();
      if (escaped) ++i;
      field.value += escaped && line[i] == 'n' ? '\n' : line[i];
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

Digest hash_of(const TrailEntry& entry, std::string_view fields, const Digest& previous) {
  std::string bytes(form_mark);
  append_number(bytes, static_cast<std::uint64_t>(entry.seq), 8);
  append_number(bytes, static_cast<std::uint64_t>(entry.at_ms), 8);
  append_text(bytes, entry.kind);
  append_text(bytes, entry.login);
  append_text(bytes, entry.address);
  append_text(bytes, entry.subject);
  append_text(bytes, fields);
  bytes += view_of(previous);
  return digest_of(bytes);
}

TrailEntry entry_of(store::Statement& row) {
  TrailEntry entry;
  entry.seq = row.integer(0);
  entry.at_ms = row.integer(1);
  entry.kind = row.text(2);
  entry.login = row.text(3);
  entry.address = row.text(4);
  entry.subject = row.text(5);
  entry.hash = digest_in(row.blob(7));
  return entry;
}

}  // namespace

std::string trail_title_id(std::string_view kind) {
  return std::string("account.trail.") + std::string(kind);
}

std::string trail_text(std::string_view text) {
  std::string out;
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t from = byte;
    char32_t c = text::next(text, byte);
    if (c < 0x20 || c == 0x7F) c = U'?';
    if (out.size() + (byte - from) + 2 > limits::trail_text_bytes_max) break;
    text::append(out, c);
  }
  return out;
}

Result<void> append_trail(store::Transaction& transaction, TrailEntry& entry) {
  Digest previous{};
  store::Statement& head = transaction.prepare(head_sql);
  entry.seq = 1;
  if (TRY(head.step())) {
    entry.seq = head.integer(0) + 1;
    previous = digest_in(head.blob(1));
  }
  head.reset();
  entry.login = trail_text(entry.login);
  entry.address = trail_text(entry.address);
  entry.subject = trail_text(entry.subject);
  for (ErrorField& field : entry.fields) field.value = trail_text(field.value);
  const std::string fields = fields_text(entry.fields);
  entry.hash = hash_of(entry, fields, previous);
  store::Statement& insert = transaction.prepare(insert_sql);
  insert.bind(0, entry.seq).bind(1, entry.at_ms).bind(2, entry.kind).bind(3, entry.login);
  insert.bind(4, entry.address).bind(5, entry.subject).bind(6, fields);
  insert.bind_blob(7, view_of(entry.hash));
  TRY(insert.run());
  return {};
}

Result<std::vector<TrailEntry>> read_trail(store::Transaction& transaction, std::int64_t before,
                                           std::size_t rows) {
  store::Statement& statement = transaction.prepare(page_sql);
  statement.bind(0, before > 0 ? before : std::numeric_limits<std::int64_t>::max());
  statement.bind(1, static_cast<std::int64_t>(rows));
  std::vector<TrailEntry> entries;
  while (TRY(statement.step())) {
    entries.push_back(entry_of(statement));
    entries.back().fields = fields_of(statement.text(6));
  }
  return entries;
}

Result<std::vector<Error>> verify_trail(store::Transaction& transaction, std::int64_t& count) {
  std::vector<Error> faults;
  const auto fault = [&faults](std::string_view what, std::int64_t seq) {
    if (faults.size() >= faults_max) return;
    faults.push_back({ErrorKind::corrupt, std::string(what), {}, {{"seq", std::to_string(seq)}}});
  };
  store::Statement& statement = transaction.prepare(all_sql);
  Digest previous{};
  std::int64_t expected = 1;
  count = 0;
  while (TRY(statement.step())) {
    const TrailEntry entry = entry_of(statement);
    if (expected != entry.seq) fault("account.trail_gap", expected);
    if (hash_of(entry, statement.text(6), previous) != entry.hash) {
      fault("account.trail_chain", entry.seq);
    }
    previous = entry.hash;
    expected = entry.seq + 1;
    ++count;
  }
  return faults;
}

}  // namespace youju::org
