#include <youju/base/json_writer.h>
#include <youju/ledger/payload.h>
#include <youju/plan/projection.h>
#include <youju/store/database.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <tuple>

namespace youju::plan {
namespace {

namespace js = boost::json;

constexpr std::string_view create_tables = R"(
CREATE TABLE plan_title (
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  title TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  updated_ms {instant} NOT NULL,
  PRIMARY KEY (unit, period)
) {strict};
CREATE TABLE plan_terms (
  name {text_pk},
  direction TEXT NOT NULL,
  each_part TEXT NOT NULL,
  counted TEXT NOT NULL,
  due TEXT NOT NULL,
  shares TEXT NOT NULL,
  above TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  updated_ms {instant} NOT NULL
) {strict};
CREATE TABLE plan_milestone (
  id {text_pk},
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  body TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  done_on TEXT NOT NULL,
  note TEXT NOT NULL,
  dropped INTEGER NOT NULL,
  version INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  updated_ms {instant} NOT NULL
) {strict}
)";

constexpr std::string_view index_milestones =
    "CREATE INDEX plan_milestone_of ON plan_milestone (unit, period)";

constexpr std::string_view upsert_title =
    "INSERT INTO plan_title (unit, period, title, version, updated_by, updated_ms) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (unit, period) DO UPDATE SET title = excluded.title, "
    "version = excluded.version, updated_by = excluded.updated_by, "
    "updated_ms = excluded.updated_ms";
constexpr std::string_view select_titles =
    "SELECT unit, period, title, version FROM plan_title ORDER BY unit, period";
constexpr std::string_view select_titles_of_unit =
    "SELECT unit, period, title, version FROM plan_title WHERE unit = ? ORDER BY period";
constexpr std::string_view select_title =
    "SELECT unit, period, title, version FROM plan_title WHERE unit = ? AND period = ?";
constexpr std::string_view upsert_terms =
    "INSERT INTO plan_terms (name, direction, each_part, counted, due, shares, above, version, "
    "updated_by, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE "
    "SET direction = excluded.direction, each_part = excluded.each_part, "
    "counted = excluded.counted, due = excluded.due, shares = excluded.shares, "
    "above = excluded.above, version = excluded.version, updated_by = excluded.updated_by, "
    "updated_ms = excluded.updated_ms";
constexpr std::string_view select_terms_of =
    "SELECT name, direction, each_part, counted, due, shares, above, version FROM plan_terms "
    "WHERE name = ?";
constexpr std::string_view upsert_milestone =
    "INSERT INTO plan_milestone (id, unit, period, body, owner, due, done_on, note, dropped, "
    "version, updated_by, updated_ms) VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET body = excluded.body, owner = excluded.owner, "
    "due = excluded.due, dropped = excluded.dropped, version = excluded.version, "
    "updated_by = excluded.updated_by, updated_ms = excluded.updated_ms";
constexpr std::string_view update_done =
    "UPDATE plan_milestone SET done_on = ?, note = ?, version = ?, updated_by = ?, "
    "updated_ms = ? WHERE id = ?";
#define YOUJU_MILESTONE_COLUMNS                                                              \
  "SELECT id, unit, period, body, owner, due, done_on, note, dropped, version, updated_by, " \
  "updated_ms FROM plan_milestone "
constexpr std::string_view select_milestones = YOUJU_MILESTONE_COLUMNS "ORDER BY due, id";
constexpr std::string_view select_milestones_of_unit =
    YOUJU_MILESTONE_COLUMNS "WHERE unit = ? ORDER BY due, id";
constexpr std::string_view select_milestones_of =
    YOUJU_MILESTONE_COLUMNS "WHERE unit = ? AND period = ? ORDER BY due, id";
constexpr std::string_view select_milestone = YOUJU_MILESTONE_COLUMNS "WHERE id = ?";
#undef YOUJU_MILESTONE_COLUMNS
constexpr std::string_view clear_tables[] = {"DELETE FROM plan_title", "DELETE FROM plan_terms",
                                             "DELETE FROM plan_milestone"};
constexpr ledger::ProjectedTable tables[] = {
    {"plan_title",
     "SELECT unit, period, title, CAST(version AS TEXT), updated_by, CAST(updated_ms AS TEXT) "
     "FROM plan_title ORDER BY unit, period",
     6},
    {"plan_terms",
     "SELECT name, direction, each_part, counted, due, shares, above, CAST(version AS TEXT), "
     "updated_by, CAST(updated_ms AS TEXT) FROM plan_terms ORDER BY name",
     10},
    {"plan_milestone",
     "SELECT id, unit, period, body, owner, due, done_on, note, CAST(dropped AS TEXT), "
     "CAST(version AS TEXT), updated_by, CAST(updated_ms AS TEXT) FROM plan_milestone ORDER BY id",
     12},
};

tl::unexpected<Error> bad_payload(std::string_view member) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(member)}});
}

Result<std::string> text_in(const js::object& payload, std::string_view name) {
  return std::string(TRY(ledger::text_of(payload, name)));
}

Result<std::optional<Day>> day_or_none(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return TRY(Day::parse(text));
}

Result<Terms> terms_of(std::string_view direction, std::string_view each, std::string_view due,
                       std::string_view shares) {
  Terms terms;
  terms.direction = TRY(parse_direction(direction));
  if (!each.empty()) terms.each = TRY(parse_part(each));
  terms.due = TRY(day_or_none(due));
  terms.shares = TRY(parse_shares(shares));
  return terms;
}

Result<KeptTerms> kept_terms_of(store::Statement& row) {
  KeptTerms kept;
  kept.terms = TRY(terms_of(row.text(1), row.text(2), row.text(4), row.text(5)));
  kept.terms.counted = row.text(3);
  kept.terms.above = row.text(6);
  kept.version = static_cast<int>(row.integer(7));
  return kept;
}

Result<Title> title_of(store::Statement& row) {
  Title title;
  title.unit = row.text(0);
  title.period = TRY(Period::parse(row.text(1)));
  title.text = row.text(2);
  title.version = static_cast<int>(row.integer(3));
  return title;
}

Result<Milestone> milestone_of(store::Statement& row) {
  Milestone one;
  one.id = TRY(Uuid::parse(row.text(0)));
  one.unit = row.text(1);
  one.period = TRY(Period::parse(row.text(2)));
  one.text = row.text(3);
  one.owner = row.text(4);
  one.due = TRY(day_or_none(row.text(5)));
  one.done_on = TRY(day_or_none(row.text(6)));
  one.note = row.text(7);
  one.dropped = row.integer(8) != 0;
  one.version = static_cast<int>(row.integer(9));
  one.updated_by = row.text(10);
  one.updated_ms = row.integer(11);
  return one;
}

template <typename Row>
struct Questions {
  std::string_view all, of_unit;
  Result<Row> (*row_of)(store::Statement&);
};

template <typename Row>
Result<std::vector<Row>> read_of(store::Transaction& transaction, const Units& units,
                                 const Questions<Row>& ask) {
  constexpr std::size_t asked_singly_max = 500;
  std::vector<Row> found;
  if (units.size() > asked_singly_max) {
    store::Statement& row = transaction.prepare(ask.all);
    while (TRY(row.step())) {
      Row one = TRY(ask.row_of(row));
      if (units.find(one.unit) != units.end()) found.push_back(std::move(one));
    }
    return found;
  }
  for (const std::string& unit : units) {
    store::Statement& row = transaction.prepare(ask.of_unit).bind(0, unit);
    while (TRY(row.step())) found.push_back(TRY(ask.row_of(row)));
  }
  return found;
}

Result<void> apply_terms(store::Transaction& transaction, const ledger::Event& event,
                         const js::object& payload) {
  const std::string direction = TRY(text_in(payload, "direction"));
  const std::string each = TRY(text_in(payload, "each"));
  const std::string due = TRY(text_in(payload, "due"));
  const std::string shares = TRY(text_in(payload, "shares"));
  // What cannot be read again must not be written.
  if (!terms_of(direction, each, due, shares)) return bad_payload("direction");
  TRY(transaction.run(upsert_terms, event.subject, direction, each,
                      TRY(text_in(payload, "counted")), due, shares, TRY(text_in(payload, "above")),
                      event.version, event.actor, event.at_ms));
  return {};
}

Result<void> apply_milestone(store::Transaction& transaction, const ledger::Event& event,
                             const js::object& payload) {
  const std::string period = TRY(text_in(payload, "period"));
  const std::string due = TRY(text_in(payload, "due"));
  if (!Period::parse(period) || !day_or_none(due)) return bad_payload("period");
  const js::value* dropped = payload.if_contains("dropped");
  if (dropped == nullptr || !dropped->is_bool()) return bad_payload("dropped");
  TRY(transaction.run(upsert_milestone, event.record, event.subject, period,
                      TRY(text_in(payload, "text")), TRY(text_in(payload, "owner")), due,
                      dropped->get_bool() ? 1 : 0, event.version, event.actor, event.at_ms));
  return {};
}

Result<void> clear(store::Transaction& transaction) {
  for (const std::string_view sql : clear_tables) TRY(transaction.run(sql));
  return {};
}

}  // namespace

std::vector<store::Migration> migrations() {
  return {{"plan", 1, create_tables}, {"plan", 2, index_milestones}};
}

Result<void> apply(store::Transaction& transaction, const ledger::Event& event) {
  if (!event.kind.starts_with("plan.")) return {};
  const js::object payload = TRY(ledger::parse_payload(event.payload));
  const std::string_view act = std::string_view(event.kind).substr(5);
  if (act == "title") {
    const std::string period = TRY(text_in(payload, "period"));
    if (!Period::parse(period)) return bad_payload("period");
    TRY(transaction.run(upsert_title, event.subject, period, TRY(text_in(payload, "title")),
                        event.version, event.actor, event.at_ms));
    return {};
  }
  if (act == "terms") return apply_terms(transaction, event, payload);
  if (act == "milestone") return apply_milestone(transaction, event, payload);
  if (act != "done") return bad_payload("kind");
  const std::string done_on = TRY(text_in(payload, "done_on"));
  if (!day_or_none(done_on)) return bad_payload("done_on");
  TRY(transaction.run(update_done, done_on, TRY(text_in(payload, "note")), event.version,
                      event.actor, event.at_ms, event.record));
  return {};
}

Result<std::optional<KeptTerms>> read_terms(store::Transaction& transaction,
                                            std::string_view name) {
  store::Statement& row = transaction.prepare(select_terms_of).bind(0, name);
  if (!TRY(row.step())) return std::nullopt;
  KeptTerms kept = TRY(kept_terms_of(row));
  row.reset();
  return kept;
}

Result<std::vector<Title>> read_titles(store::Transaction& transaction, const Units& units) {
  return read_of<Title>(transaction, units, {select_titles, select_titles_of_unit, title_of});
}

Result<std::optional<Title>> read_title(store::Transaction& transaction, std::string_view unit,
                                        const Period& period) {
  store::Statement& row =
      transaction.prepare(select_title).bind(0, unit).bind(1, period.to_string());
  if (!TRY(row.step())) return std::nullopt;
  Title title = TRY(title_of(row));
  row.reset();
  return title;
}

Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction,
                                               const Units& units) {
  std::vector<Milestone> all = TRY(read_of<Milestone>(
      transaction, units, {select_milestones, select_milestones_of_unit, milestone_of}));
  std::stable_sort(all.begin(), all.end(), [](const Milestone& a, const Milestone& b) {
    return std::tie(a.due, a.id) < std::tie(b.due, b.id);
  });
  return all;
}

Result<std::vector<Milestone>> read_milestones(store::Transaction& transaction,
                                               std::string_view unit, const Period& period) {
  std::vector<Milestone> all;
  store::Statement& row =
      transaction.prepare(select_milestones_of).bind(0, unit).bind(1, period.to_string());
  while (TRY(row.step())) all.push_back(TRY(milestone_of(row)));
  return all;
}

Result<std::optional<Milestone>> read_milestone(store::Transaction& transaction, const Uuid& id) {
  store::Statement& row = transaction.prepare(select_milestone).bind(0, id.to_string());
  if (!TRY(row.step())) return std::nullopt;
  Milestone one = TRY(milestone_of(row));
  row.reset();
  return one;
}

const ledger::Projection& projection() {
  static constexpr ledger::Projection all{tables, migrations, apply, clear, "plan.audit_row"};
  return all;
}

std::string terms_payload(const Terms& terms) {
  JsonWriter json;
  json.begin_object().member("direction", direction_name(terms.direction));
  json.member("each", terms.each ? part_name(*terms.each) : "");
  json.member("counted", terms.counted).member("due", terms.due ? terms.due->to_string() : "");
  json.member("shares", shares_text(terms.shares)).member("above", terms.above).end_object();
  return json.take();
}

std::string milestone_payload(const MilestoneText& text, bool dropped) {
  JsonWriter json;
  json.begin_object().member("period", text.period.to_string()).member("text", text.text);
  json.member("owner", text.owner).member("due", text.due ? text.due->to_string() : "");
  json.key("dropped").boolean(dropped).end_object();
  return json.take();
}

}  // namespace youju::plan
