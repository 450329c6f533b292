#include <youju/base/json_writer.h>
#include <youju/forms/projection.h>
#include <youju/ledger/payload.h>
#include <youju/store/database.h>

#include <boost/json/array.hpp>

namespace youju::forms {
namespace {

namespace js = boost::json;

constexpr std::string_view create_tables = R"(
CREATE TABLE form_return (
  id {text_pk},
  survey TEXT NOT NULL,
  edition TEXT NOT NULL,
  unit TEXT NOT NULL,
  department TEXT NOT NULL,
  year INTEGER NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_ms {instant} NOT NULL,
  updated_by TEXT NOT NULL,
  updated_ms {instant} NOT NULL,
  submitted_by TEXT NOT NULL,
  submitted_ms {instant} NOT NULL,
  locked_by TEXT NOT NULL,
  locked_ms {instant} NOT NULL,
  UNIQUE (survey, unit, year)
) {strict};
CREATE TABLE form_cell (
  return_id TEXT NOT NULL,
  item TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT NOT NULL,
  origin TEXT NOT NULL,
  figures TEXT NOT NULL,
  as_of {instant} NOT NULL,
  source TEXT NOT NULL,
  filled_by TEXT NOT NULL,
  filled_ms {instant} NOT NULL,
  PRIMARY KEY (return_id, item)
) {strict};
CREATE TABLE form_explanation (
  return_id TEXT NOT NULL,
  finding TEXT NOT NULL,
  body TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_ms {instant} NOT NULL,
  PRIMARY KEY (return_id, finding)
) {strict}
)";

constexpr std::string_view insert_return =
    "INSERT INTO form_return (id, survey, edition, unit, department, year, state, version, reason, "
    "created_by, created_ms, updated_by, updated_ms, submitted_by, submitted_ms, locked_by, "
    "locked_ms) VALUES (?, ?, ?, ?, ?, ?, 'filling', ?, '', ?, ?, ?, ?, '', 0, '', 0)";
constexpr std::string_view update_version =
    "UPDATE form_return SET version = ?, updated_by = ?, updated_ms = ? WHERE id = ?";
constexpr std::string_view update_submitted =
    "UPDATE form_return SET state = 'submitted', reason = '', submitted_by = ?, submitted_ms = ? "
    "WHERE id = ?";
constexpr std::string_view update_returned =
    "UPDATE form_return SET state = 'returned', reason = ?, submitted_by = '', submitted_ms = 0, "
    "locked_by = '', locked_ms = 0 WHERE id = ?";
constexpr std::string_view update_locked =
    "UPDATE form_return SET state = 'locked', locked_by = ?, locked_ms = ? WHERE id = ?";
constexpr std::string_view delete_cell = "DELETE FROM form_cell WHERE return_id = ? AND item = ?";
constexpr std::string_view insert_cell =
    "INSERT INTO form_cell (return_id, item, state, value, origin, figures, as_of, source, "
    "filled_by, filled_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view delete_explanation =
    "DELETE FROM form_explanation WHERE return_id = ? AND finding = ?";
constexpr std::string_view insert_explanation =
    "INSERT INTO form_explanation (return_id, finding, body, made_by, made_ms) "
    "VALUES (?, ?, ?, ?, ?)";

#define YOUJU_RETURN_COLUMNS                                                                   \
  "SELECT id, survey, edition, unit, department, year, state, version, reason, created_by, "   \
  "created_ms, updated_by, updated_ms, submitted_by, submitted_ms, locked_by, locked_ms FROM " \
  "form_return "
constexpr std::string_view select_return = YOUJU_RETURN_COLUMNS "WHERE id = ?";
constexpr std::string_view select_return_of =
    YOUJU_RETURN_COLUMNS "WHERE survey = ? AND unit = ? AND year = ?";
constexpr std::string_view select_returns = YOUJU_RETURN_COLUMNS "ORDER BY updated_ms DESC, id";
#undef YOUJU_RETURN_COLUMNS
constexpr std::string_view select_cells =
    "SELECT item, state, value, origin, figures, as_of, source, filled_by, filled_ms FROM "
    "form_cell WHERE return_id = ? ORDER BY item";
constexpr std::string_view select_explanations =
    "SELECT finding, body, made_by, made_ms FROM form_explanation WHERE return_id = ? "
    "ORDER BY finding";
constexpr std::string_view clear_tables[] = {"DELETE FROM form_return", "DELETE FROM form_cell",
                                             "DELETE FROM form_explanation"};
constexpr ledger::ProjectedTable tables[] = {
    {"form_return",
     "SELECT id, survey, edition, unit, department, CAST(year AS TEXT), state, "
     "CAST(version AS TEXT), reason, created_by, CAST(created_ms AS TEXT), updated_by, "
     "CAST(updated_ms AS TEXT), submitted_by, CAST(submitted_ms AS TEXT), locked_by, "
     "CAST(locked_ms AS TEXT) FROM form_return ORDER BY id",
     17},
    {"form_cell",
     "SELECT return_id, item, state, value, origin, figures, CAST(as_of AS TEXT), source, "
     "filled_by, CAST(filled_ms AS TEXT) FROM form_cell ORDER BY return_id, item",
     10},
    {"form_explanation",
     "SELECT return_id, finding, body, made_by, CAST(made_ms AS TEXT) FROM form_explanation "
     "ORDER BY return_id, finding",
     5},
};

tl::unexpected<Error> bad_payload(std::string_view member) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(member)}});
}

Result<std::int64_t> number_of(const js::object& payload, std::string_view name) {
  const js::value* value = payload.if_contains(name);
  if (value == nullptr || !value->is_int64()) return bad_payload(name);
  return value->get_int64();
}

Result<std::string> text_in(const js::object& payload, std::string_view name) {
  return std::string(TRY(ledger::text_of(payload, name)));
}

Result<State> parse_state(std::string_view text) {
  for (const State state : {State::filling, State::submitted, State::returned, State::locked}) {
    if (state_name(state) == text) return state;
  }
  return bad_payload("state");
}

Result<void> apply_cell(store::Transaction& transaction, const ledger::Event& event,
                        const js::object& cell, std::int64_t as_of) {
  const std::string item = TRY(text_in(cell, "item"));
  const std::string state = TRY(text_in(cell, "state"));
  TRY(transaction.run(delete_cell, event.record, item));
  if (TRY(parse_cell_state(state)) == CellState::missing) return {};
  const bool from_figures = event.kind == "form.fill";
  TRY(transaction.run(insert_cell, event.record, item, state, TRY(text_in(cell, "value")),
                      from_figures ? "figures" : "entered",
                      from_figures ? TRY(text_in(cell, "figures")) : std::string(), as_of,
                      from_figures ? std::string() : TRY(text_in(cell, "source")), event.actor,
                      event.at_ms));
  return {};
}

Result<void> apply_cells(store::Transaction& transaction, const ledger::Event& event,
                         const js::object& payload) {
  const js::value* cells = payload.if_contains("cells");
  if (cells == nullptr || !cells->is_array()) return bad_payload("cells");
  const std::int64_t as_of = TRY(number_of(payload, "as_of"));
  for (const js::value& each : cells->get_array()) {
    if (!each.is_object()) return bad_payload("cells");
    TRY(apply_cell(transaction, event, each.get_object(), as_of));
  }
  return {};
}

Result<void> apply_explanation(store::Transaction& transaction, const ledger::Event& event,
                               const js::object& payload) {
  const std::string finding = TRY(text_in(payload, "finding"));
  const std::string text = TRY(text_in(payload, "text"));
  TRY(transaction.run(delete_explanation, event.record, finding));
  if (text.empty()) return {};
  TRY(transaction.run(insert_explanation, event.record, finding, text, event.actor, event.at_ms));
  return {};
}

Result<Return> return_of_row(store::Statement& row) {
  Return head;
  head.id = TRY(Uuid::parse(row.text(0)));
  head.survey = row.text(1);
  head.edition = row.text(2);
  head.unit = row.text(3);
  head.department = row.text(4);
  head.year = static_cast<int>(row.integer(5));
  head.state = TRY(parse_state(row.text(6)));
  head.version = static_cast<int>(row.integer(7));
  head.reason = row.text(8);
  head.created_by = row.text(9);
  head.created_ms = row.integer(10);
  head.updated_by = row.text(11);
  head.updated_ms = row.integer(12);
  head.submitted_by = row.text(13);
  head.submitted_ms = row.integer(14);
  head.locked_by = row.text(15);
  head.locked_ms = row.integer(16);
  return head;
}

Result<std::optional<Return>> one_return(store::Statement& row) {
  if (!TRY(row.step())) return std::nullopt;
  Return head = TRY(return_of_row(row));
  row.reset();
  return head;
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

Result<void> clear(store::Transaction& transaction) {
  for (const std::string_view sql : clear_tables) TRY(transaction.run(sql));
  return {};
}

}  // namespace

std::vector<store::Migration> migrations() { return {{"forms", 1, create_tables}}; }

Result<void> apply(store::Transaction& transaction, const ledger::Event& event) {
  if (!event.kind.starts_with("form.")) return {};
  const js::object payload = TRY(ledger::parse_payload(event.payload));
  const std::string_view act = std::string_view(event.kind).substr(5);
  if (act == "create") {
    TRY(transaction.run(insert_return, event.record, TRY(text_in(payload, "survey")),
                        TRY(text_in(payload, "edition")), event.subject,
                        TRY(text_in(payload, "department")), TRY(number_of(payload, "year")),
                        event.version, event.actor, event.at_ms, event.actor, event.at_ms));
    return {};
  }
  TRY(transaction.run(update_version, event.version, event.actor, event.at_ms, event.record));
  if (act == "fill" || act == "enter") return apply_cells(transaction, event, payload);
  if (act == "explain") return apply_explanation(transaction, event, payload);
  if (act == "submit") {
    TRY(transaction.run(update_submitted, event.actor, event.at_ms, event.record));
  } else if (act == "return") {
    TRY(transaction.run(update_returned, TRY(text_in(payload, "reason")), event.record));
  } else if (act == "lock") {
    TRY(transaction.run(update_locked, event.actor, event.at_ms, event.record));
  } else {
    return bad_payload("kind");
  }
  return {};
}

Result<std::optional<Return>> read_return(store::Transaction& transaction, const Uuid& id) {
  return one_return(transaction.prepare(select_return).bind(0, id.to_string()));
}

Result<std::optional<Return>> read_return(store::Transaction& transaction, std::string_view survey,
                                          std::string_view unit, int year) {
  return one_return(
      transaction.prepare(select_return_of).bind(0, survey).bind(1, unit).bind(2, year));
}

Result<void> each_return(store::Transaction& transaction, int year,
                         const std::function<bool(Return&& head)>& each) {
  store::Statement& row = transaction.prepare(select_returns);
  while (TRY(row.step())) {
    Return head = TRY(return_of_row(row));
    if (year != 0 && head.year != year) continue;
    if (!each(std::move(head))) break;
  }
  row.reset();
  return {};
}

Result<std::vector<Cell>> read_cells(store::Transaction& transaction, const Uuid& id) {
  std::vector<Cell> cells;
  store::Statement& row = transaction.prepare(select_cells).bind(0, id.to_string());
  while (TRY(row.step())) {
    Cell cell;
    cell.item = row.text(0);
    cell.value.state = TRY(parse_cell_state(row.text(1)));
    if (cell.value.state == CellState::number) {
      cell.value.number = TRY(Decimal::parse(row.text(2)));
    }
    cell.from_figures = row.text(3) == "figures";
    cell.figures = split_names(row.text(4));
    cell.as_of = row.integer(5);
    cell.source = row.text(6);
    cell.by = row.text(7);
    cell.at_ms = row.integer(8);
    cells.push_back(std::move(cell));
  }
  return cells;
}

Result<std::vector<Explanation>> read_explanations(store::Transaction& transaction,
                                                   const Uuid& id) {
  std::vector<Explanation> all;
  store::Statement& row = transaction.prepare(select_explanations).bind(0, id.to_string());
  while (TRY(row.step())) {
    all.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                   row.integer(3)});
  }
  return all;
}

const ledger::Projection& projection() {
  static constexpr ledger::Projection all{tables, migrations, apply, clear, "forms.audit_row"};
  return all;
}

std::string cells_payload(const std::vector<Cell>& cells, std::int64_t as_of) {
  JsonWriter json;
  json.begin_object().key("as_of").number(as_of).key("cells").begin_array();
  for (const Cell& cell : cells) {
    json.begin_object().member("item", cell.item);
    json.member("state", cell_state_name(cell.value.state));
    const bool is_number = cell.value.state == CellState::number;
    json.member("value", is_number ? cell.value.number.to_string() : "");
    if (cell.from_figures) {
      std::string names;
      for (const std::string& name : cell.figures) names += (names.empty() ? "" : " ") + name;
      json.member("figures", names);
    } else {
      json.member("source", cell.source);
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace youju::forms
