#include <youju/ledger/payload.h>
#include <youju/store/database.h>
#include <youju/writing/drafts.h>
#include <youju/writing/projection.h>

#include <boost/json/serialize.hpp>

namespace youju::writing {
namespace {

namespace js = boost::json;

constexpr std::string_view create_tables = R"(
CREATE TABLE draft (
  id {text_pk},
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  template TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms {instant} NOT NULL,
  updated_by TEXT NOT NULL,
  updated_ms {instant} NOT NULL,
  signed_by TEXT NOT NULL,
  signed_ms {instant} NOT NULL,
  signed_printed TEXT NOT NULL,
  sealed_version INTEGER NOT NULL,
  UNIQUE (unit, period, template)
) {strict};
CREATE TABLE draft_version (
  draft TEXT NOT NULL,
  version INTEGER NOT NULL,
  saved_by TEXT NOT NULL,
  saved_ms {instant} NOT NULL,
  act TEXT NOT NULL,
  note TEXT NOT NULL,
  seq {instant} NOT NULL,
  as_of {instant} NOT NULL,
  content TEXT NOT NULL,
  printed TEXT NOT NULL,
  PRIMARY KEY (draft, version)
) {strict};
CREATE TABLE draft_comment (
  draft TEXT NOT NULL,
  number INTEGER NOT NULL,
  block TEXT NOT NULL,
  quote TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  made_ms {instant} NOT NULL,
  resolved INTEGER NOT NULL,
  resolved_by TEXT NOT NULL,
  resolved_ms {instant} NOT NULL,
  PRIMARY KEY (draft, number)
) {strict};
CREATE TABLE draft_seal (
  draft TEXT NOT NULL,
  version INTEGER NOT NULL,
  sealed_by TEXT NOT NULL,
  sealed_ms {instant} NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (draft, version)
) {strict}
)";

constexpr std::string_view insert_draft =
    "INSERT INTO draft (id, unit, period, template, state, version, title, reason, created_by, "
    "created_ms, updated_by, updated_ms, signed_by, signed_ms, signed_printed, sealed_version) "
    "VALUES (?, ?, ?, ?, 'writing', 1, ?, '', ?, ?, ?, ?, '', 0, '', 0)";
constexpr std::string_view update_version =
    "UPDATE draft SET version = ?, title = ?, state = ?, reason = ?, updated_by = ?, "
    "updated_ms = ?, signed_by = '', signed_ms = 0, signed_printed = '' WHERE id = ?";
constexpr std::string_view update_state =
    "UPDATE draft SET state = ?, reason = ?, updated_by = ?, updated_ms = ? WHERE id = ?";
constexpr std::string_view update_signed =
    "UPDATE draft SET signed_by = ?, signed_ms = ?, signed_printed = ? WHERE id = ?";
constexpr std::string_view update_sealed = "UPDATE draft SET sealed_version = ? WHERE id = ?";
constexpr std::string_view insert_version =
    "INSERT INTO draft_version (draft, version, saved_by, saved_ms, act, note, seq, as_of, "
    "content, "
    "printed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view insert_comment =
    "INSERT INTO draft_comment (draft, number, block, quote, body, version, made_by, made_ms, "
    "resolved, resolved_by, resolved_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0)";
constexpr std::string_view update_comment =
    "UPDATE draft_comment SET resolved = ?, resolved_by = ?, resolved_ms = ? "
    "WHERE draft = ? AND number = ?";
constexpr std::string_view insert_seal =
    "INSERT INTO draft_seal (draft, version, sealed_by, sealed_ms, payload) VALUES (?, ?, ?, ?, ?)";

constexpr std::string_view select_draft =
    "SELECT id, unit, period, template, state, version, title, reason, created_by, created_ms, "
    "updated_by, updated_ms, signed_by, signed_ms, signed_printed, sealed_version, "
    "(SELECT COUNT(*) FROM draft_comment WHERE draft = draft.id AND resolved = 0) FROM draft "
    "WHERE id = ?";
constexpr std::string_view select_draft_of =
    "SELECT id FROM draft WHERE unit = ? AND period = ? AND template = ?";
constexpr std::string_view select_ids = "SELECT id FROM draft ORDER BY updated_ms DESC, id";
constexpr std::string_view select_version =
    "SELECT version, saved_by, saved_ms, act, note, seq, as_of, content, printed "
    "FROM draft_version WHERE draft = ? AND version = ?";
constexpr std::string_view select_versions =
    "SELECT version, saved_by, saved_ms, act, note, seq, as_of FROM draft_version "
    "WHERE draft = ? ORDER BY version DESC";
constexpr std::string_view select_comments =
    "SELECT number, block, quote, body, version, made_by, made_ms, resolved, resolved_by, "
    "resolved_ms FROM draft_comment WHERE draft = ? ORDER BY number";
constexpr std::string_view select_seal =
    "SELECT sealed_by, sealed_ms, payload FROM draft_seal WHERE draft = ? AND version = ?";
constexpr std::string_view select_seals = "SELECT payload FROM draft_seal ORDER BY draft, version";

constexpr std::string_view clear_tables[] = {"DELETE FROM draft", "DELETE FROM draft_version",
                                             "DELETE FROM draft_comment", "DELETE FROM draft_seal"};
constexpr ledger::ProjectedTable tables[] = {
    {"draft",
     "SELECT id, unit, period, template, state, CAST(version AS TEXT), title, reason, created_by, "
     "CAST(created_ms AS TEXT), updated_by, CAST(updated_ms AS TEXT), signed_by, "
     "CAST(signed_ms AS TEXT), signed_printed, CAST(sealed_version AS TEXT) FROM draft ORDER BY id",
     16},
    {"draft_version",
     "SELECT draft, CAST(version AS TEXT), saved_by, CAST(saved_ms AS TEXT), act, note, "
     "CAST(seq AS TEXT), CAST(as_of AS TEXT), content, printed FROM draft_version "
     "ORDER BY draft, version",
     10},
    {"draft_comment",
     "SELECT draft, CAST(number AS TEXT), block, quote, body, CAST(version AS TEXT), made_by, "
     "CAST(made_ms AS TEXT), CAST(resolved AS TEXT), resolved_by, CAST(resolved_ms AS TEXT) "
     "FROM draft_comment ORDER BY draft, number",
     11},
    {"draft_seal",
     "SELECT draft, CAST(version AS TEXT), sealed_by, CAST(sealed_ms AS TEXT), payload "
     "FROM draft_seal ORDER BY draft, version",
     5},
};

Result<std::int64_t> number_of(const js::object& payload, std::string_view name) {
  const js::value* value = payload.if_contains(name);
  if (value == nullptr || !value->is_int64()) {
    return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(name)}});
  }
  return value->get_int64();
}

std::string raw_of(const js::object& payload, std::string_view name) {
  const js::value* value = payload.if_contains(name);
  return value == nullptr ? std::string() : js::serialize(*value);
}

// An event that makes a version: its content and what its figures read as.
Result<void> apply_version(store::Transaction& transaction, const ledger::Event& event,
                           const js::object& payload, std::string_view act) {
  const std::string content_json = raw_of(payload, "content");
  const Content content = TRY(stored_content(content_json));
  const std::string title = title_of(content);
  const std::string note(TRY(ledger::text_of(payload, act == "reopen" ? "reason" : "note")));
  if (act == "create") {
    TRY(transaction.run(insert_draft, event.record, event.subject,
                        std::string(TRY(ledger::text_of(payload, "period"))),
                        std::string(TRY(ledger::text_of(payload, "template"))), title, event.actor,
                        event.at_ms, event.actor, event.at_ms));
  } else {
    const std::string reason = act == "reopen" ? note : std::string();
    TRY(transaction.run(update_version, event.version, title, state_name(State::writing), reason,
                        event.actor, event.at_ms, event.record));
  }
  TRY(transaction.run(insert_version, event.record, event.version, event.actor, event.at_ms,
                      std::string(act), note, event.seq, TRY(number_of(payload, "as_of")),
                      to_json(content),
                      printed_json(TRY(parse_printed(raw_of(payload, "printed"))))));
  return {};
}

Result<void> apply_state(store::Transaction& transaction, const ledger::Event& event, State state,
                         std::string_view reason) {
  TRY(transaction.run(update_state, state_name(state), reason, event.actor, event.at_ms,
                      event.record));
  return {};
}

Result<void> apply_comment(store::Transaction& transaction, const ledger::Event& event,
                           const js::object& payload, std::string_view act) {
  const std::int64_t number = TRY(number_of(payload, "comment"));
  if (act == "comment") {
    TRY(transaction.run(insert_comment, event.record, number,
                        std::string(TRY(ledger::text_of(payload, "block"))),
                        std::string(TRY(ledger::text_of(payload, "quote"))),
                        std::string(TRY(ledger::text_of(payload, "text"))), event.version,
                        event.actor, event.at_ms));
  } else {
    TRY(transaction.run(update_comment, act == "resolve" ? 1 : 0, event.actor, event.at_ms,
                        event.record, number));
  }
  return {};
}

Result<Draft> draft_of_row(store::Statement& row) {
  Draft draft;
  draft.id = TRY(Uuid::parse(row.text(0)));
  draft.unit = row.text(1);
  draft.period = TRY(Period::parse(row.text(2)));
  draft.template_name = row.text(3);
  draft.state = TRY(parse_state(row.text(4)));
  draft.version = static_cast<int>(row.integer(5));
  draft.title = row.text(6);
  draft.reason = row.text(7);
  draft.created_by = row.text(8);
  draft.created_ms = row.integer(9);
  draft.updated_by = row.text(10);
  draft.updated_ms = row.integer(11);
  if (!row.text(12).empty()) {
    Signature signature;
    signature.by = row.text(12);
    signature.at_ms = row.integer(13);
    signature.printed = TRY(parse_printed(row.text(14)));
    draft.signature = std::move(signature);
  }
  draft.sealed_version = static_cast<int>(row.integer(15));
  draft.open_comments = row.integer(16);
  return draft;
}

Version head_of_row(store::Statement& row) {
  Version version;
  version.number = static_cast<int>(row.integer(0));
  version.by = row.text(1);
  version.at_ms = row.integer(2);
  version.act = row.text(3);
  version.note = row.text(4);
  version.seq = row.integer(5);
  version.as_of = row.integer(6);
  return version;
}

Result<void> clear(store::Transaction& transaction) {
  for (const std::string_view sql : clear_tables) TRY(transaction.run(sql));
  return {};
}

}  // namespace

std::vector<store::Migration> migrations() { return {{"writing", 1, create_tables}}; }

Result<void> apply(store::Transaction& transaction, const ledger::Event& event) {
  if (!event.kind.starts_with("draft.")) return {};
  const std::string_view act = std::string_view(event.kind).substr(6);
  const js::object payload = TRY(ledger::parse_payload(event.payload));
  if (act == "create" || act == "save" || act == "merge" || act == "reopen") {
    return apply_version(transaction, event, payload, act);
  }
  if (act == "comment" || act == "resolve" || act == "unresolve") {
    return apply_comment(transaction, event, payload, act);
  }
  if (act == "submit") return apply_state(transaction, event, State::in_review, "");
  if (act == "return") {
    TRY(transaction.run(update_signed, "", 0, "", event.record));
    return apply_state(transaction, event, State::returned,
                       TRY(ledger::text_of(payload, "reason")));
  }
  if (act == "sign") {
    TRY(transaction.run(update_signed, event.actor, event.at_ms,
                        printed_json(TRY(parse_printed(raw_of(payload, "printed")))),
                        event.record));
    return apply_state(transaction, event, State::approved, "");
  }
  if (act == "seal") {
    TRY(transaction.run(insert_seal, event.record, event.version, event.actor, event.at_ms,
                        seal_payload(TRY(parse_seal(event.payload)))));
    TRY(transaction.run(update_sealed, event.version, event.record));
    return apply_state(transaction, event, State::sealed, "");
  }
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", event.kind}});
}

Result<std::optional<Draft>> read_draft(store::Transaction& transaction, const Uuid& id) {
  store::Statement& row = transaction.prepare(select_draft);
  row.bind(0, id.to_string());
  std::optional<Draft> draft;
  while (TRY(row.step())) draft = TRY(draft_of_row(row));
  return draft;
}

Result<std::optional<Draft>> read_draft(store::Transaction& transaction, std::string_view unit,
                                        const Period& period, std::string_view template_name) {
  store::Statement& row = transaction.prepare(select_draft_of);
  row.bind(0, unit).bind(1, period.to_string()).bind(2, template_name);
  std::optional<Uuid> id;
  while (TRY(row.step())) id = TRY(Uuid::parse(row.text(0)));
  if (!id) return std::optional<Draft>();
  return read_draft(transaction, *id);
}

Result<void> each_draft(store::Transaction& transaction,
                        const std::function<bool(Draft&& draft)>& each) {
  std::vector<Uuid> ids;
  store::Statement& rows = transaction.prepare(select_ids);
  while (TRY(rows.step())) ids.push_back(TRY(Uuid::parse(rows.text(0))));
  for (const Uuid& id : ids) {
    std::optional<Draft> draft = TRY(read_draft(transaction, id));
    if (draft && !each(std::move(*draft))) return {};
  }
  return {};
}

Result<std::optional<Version>> read_version(store::Transaction& transaction, const Uuid& id,
                                            int number) {
  store::Statement& row = transaction.prepare(select_version);
  row.bind(0, id.to_string()).bind(1, number);
  std::optional<Version> version;
  while (TRY(row.step())) {
    version = head_of_row(row);
    version->content = TRY(stored_content(row.text(7)));
    version->printed = TRY(parse_printed(row.text(8)));
  }
  return version;
}

Result<std::vector<Version>> read_versions(store::Transaction& transaction, const Uuid& id) {
  std::vector<Version> versions;
  store::Statement& rows = transaction.prepare(select_versions);
  rows.bind(0, id.to_string());
  while (TRY(rows.step())) versions.push_back(head_of_row(rows));
  return versions;
}

Result<std::vector<Comment>> read_comments(store::Transaction& transaction, const Uuid& id) {
  std::vector<Comment> comments;
  store::Statement& rows = transaction.prepare(select_comments);
  rows.bind(0, id.to_string());
  while (TRY(rows.step())) {
    Comment comment;
    comment.number = static_cast<int>(rows.integer(0));
    comment.block = rows.text(1);
    comment.quote = rows.text(2);
    comment.text = rows.text(3);
    comment.version = static_cast<int>(rows.integer(4));
    comment.by = rows.text(5);
    comment.at_ms = rows.integer(6);
    comment.resolved = rows.integer(7) != 0;
    comment.resolved_by = rows.text(8);
    comment.resolved_ms = rows.integer(9);
    comments.push_back(std::move(comment));
  }
  return comments;
}

Result<std::optional<Seal>> read_seal(store::Transaction& transaction, const Uuid& id,
                                      int version) {
  store::Statement& row = transaction.prepare(select_seal);
  row.bind(0, id.to_string()).bind(1, version);
  std::optional<Seal> seal;
  while (TRY(row.step())) {
    seal = TRY(parse_seal(row.text(2)));
    seal->version = version;
    seal->by = row.text(0);
    seal->at_ms = row.integer(1);
  }
  return seal;
}

Result<std::vector<std::string>> read_sealed_digests(store::Transaction& transaction) {
  std::vector<std::string> digests;
  store::Statement& rows = transaction.prepare(select_seals);
  while (TRY(rows.step())) {
    for (const Seal::File& file : TRY(parse_seal(rows.text(0))).files) {
      digests.push_back(file.digest);
    }
  }
  return digests;
}

const ledger::Projection& projection() {
  static constexpr ledger::Projection all{tables, migrations, apply, clear, "ledger.audit_row"};
  return all;
}

}  // namespace youju::writing
