#include <youju/base/json_writer.h>
#include <youju/ledger/payload.h>
#include <youju/proof/decisions.h>
#include <youju/proof/decisions_rows.h>
#include <youju/store/database.h>

namespace youju::proof {
namespace {

namespace js = boost::json;

constexpr std::string_view create_table = R"(
CREATE TABLE proof_decision (
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  finding TEXT NOT NULL,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL,
  truth TEXT NOT NULL,
  said TEXT NOT NULL,
  subject TEXT NOT NULL,
  sentence TEXT NOT NULL,
  figure TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_ms {instant} NOT NULL,
  seq {instant} NOT NULL,
  PRIMARY KEY (unit, period, finding)
) {strict}
)";

constexpr std::string_view upsert_decision =
    "INSERT INTO proof_decision (unit, period, finding, verdict, kind, truth, said, subject, "
    "sentence, figure, source, reason, decided_by, decided_ms, seq) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (unit, period, finding) DO UPDATE SET verdict = excluded.verdict, "
    "kind = excluded.kind, truth = excluded.truth, said = excluded.said, "
    "subject = excluded.subject, sentence = excluded.sentence, figure = excluded.figure, "
    "source = excluded.source, reason = excluded.reason, decided_by = excluded.decided_by, "
    "decided_ms = excluded.decided_ms, seq = excluded.seq";
constexpr std::string_view delete_decision =
    "DELETE FROM proof_decision WHERE unit = ? AND period = ? AND finding = ?";
constexpr std::string_view select_decisions =
    "SELECT finding, verdict, kind, truth, said, subject, sentence, figure, source, reason, "
    "decided_by, decided_ms, seq FROM proof_decision WHERE unit = ? AND period = ? "
    "ORDER BY seq DESC";
constexpr std::string_view clear_table = "DELETE FROM proof_decision";
constexpr ledger::ProjectedTable tables[] = {
    {"proof_decision",
     "SELECT unit, period, finding, verdict, kind, truth, said, subject, sentence, figure, source, "
     "reason, decided_by, CAST(decided_ms AS TEXT), CAST(seq AS TEXT) FROM proof_decision "
     "ORDER BY unit, period, finding",
     15}};

Result<FindingKind> parse_kind(std::string_view name) {
  for (int kind = 0; kind <= static_cast<int>(FindingKind::copied); ++kind) {
    if (finding_kind_name(static_cast<FindingKind>(kind)) == name) {
      return static_cast<FindingKind>(kind);
    }
  }
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", "kind"}});
}

// A verdict of a log or a table: there no other word can stand.
Result<Verdict> stored_verdict(std::string_view text) {
  const Result<Verdict> verdict = parse_verdict(text);
  if (!verdict) return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", "verdict"}});
  return *verdict;
}

Result<void> clear(store::Transaction& transaction) {
  TRY(transaction.run(clear_table));
  return {};
}

}  // namespace

std::vector<store::Migration> migrations() { return {{"proof", 1, create_table}}; }

std::string decision_payload(const Decision& decision) {
  JsonWriter json;
  json.begin_object().member("period", decision.period.to_string());
  json.member("finding", decision.key).member("verdict", verdict_name(decision.verdict));
  json.member("kind", finding_kind_name(decision.kind)).member("truth", decision.truth);
  json.member("said", decision.said).member("subject", decision.subject);
  json.member("sentence", decision.sentence).member("figure", decision.figure);
  json.member("source", decision.source).member("reason", decision.reason).end_object();
  return json.take();
}

Result<void> apply(store::Transaction& transaction, const ledger::Event& event) {
  if (!event.kind.starts_with("proof.")) return {};
  const js::object payload = TRY(ledger::parse_payload(event.payload));
  const auto text = [&](std::string_view name) -> Result<std::string> {
    return std::string(TRY(ledger::text_of(payload, name)));
  };
  if (event.kind == "proof.undecide") {
    TRY(transaction.run(delete_decision, event.subject, TRY(text("period")), TRY(text("finding"))));
    return {};
  }
  if (event.kind != "proof.decide") {
    return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", event.kind}});
  }
  TRY(stored_verdict(TRY(text("verdict"))));
  TRY(parse_kind(TRY(text("kind"))));
  TRY(transaction.run(upsert_decision, event.subject, TRY(text("period")), TRY(text("finding")),
                      TRY(text("verdict")), TRY(text("kind")), TRY(text("truth")),
                      TRY(text("said")), TRY(text("subject")), TRY(text("sentence")),
                      TRY(text("figure")), TRY(text("source")), TRY(text("reason")), event.actor,
                      event.at_ms, event.seq));
  return {};
}

Result<std::vector<Decision>> read_decisions(store::Transaction& transaction, std::string_view unit,
                                             const Period& period) {
  std::vector<Decision> all;
  store::Statement& row = transaction.prepare(select_decisions);
  row.bind(0, unit).bind(1, period.to_string());
  while (TRY(row.step())) {
    Decision decision;
    decision.unit = unit;
    decision.period = period;
    decision.key = row.text(0);
    decision.verdict = TRY(stored_verdict(row.text(1)));
    decision.kind = TRY(parse_kind(row.text(2)));
    decision.truth = row.text(3);
    decision.said = row.text(4);
    decision.subject = row.text(5);
    decision.sentence = row.text(6);
    decision.figure = row.text(7);
    decision.source = row.text(8);
    decision.reason = row.text(9);
    decision.by = row.text(10);
    decision.at_ms = row.integer(11);
    decision.seq = row.integer(12);
    all.push_back(std::move(decision));
  }
  return all;
}

const ledger::Projection& projection() {
  static constexpr ledger::Projection all{tables, migrations, apply, clear, "ledger.audit_row"};
  return all;
}

}  // namespace youju::proof
