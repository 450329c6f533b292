// The log asked for what was: by record, by subject, by time.
#include <youju/ledger/past.h>
#include <youju/store/database.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::string_view since_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, "
    "CASE WHEN kind = 'nil.file' THEN payload ELSE '' END FROM event WHERE seq > ? ORDER BY seq";
constexpr std::string_view of_record_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, payload FROM event "
    "WHERE record = ? AND seq <= ? ORDER BY seq DESC";
constexpr std::string_view of_subject_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, payload FROM event "
    "WHERE record IS NULL AND kind = ? AND subject = ? AND seq <= ? ORDER BY seq DESC LIMIT 1";
constexpr std::string_view of_kind_sql =
    "SELECT seq, at_ms, actor, kind, subject, record, version, payload FROM event "
    "WHERE record IS NULL AND kind = ? AND seq <= ?";
constexpr std::string_view time_sql = "SELECT at_ms FROM event WHERE seq = ?";

constexpr std::array<std::string_view, 5> unit_kinds = {"unit.add", "unit.end", "unit.load",
                                                        "unit.move", "unit.rename"};

}  // namespace

Result<void> skim_events(
    store::Transaction& transaction, std::int64_t after,
    const std::function<Result<void>(const Event&, const std::optional<Uuid>&)>& each) {
  store::Statement& row = transaction.prepare(since_sql);
  row.bind(0, after);
  while (TRY(row.step())) {
    std::optional<Uuid> record;
    if (!row.is_null(5)) record = TRY(Uuid::from_bytes(row.blob(5)));
    TRY(each(skimmed(row), record));
  }
  return {};
}

Result<void> skim_record(store::Transaction& transaction, const Uuid& id, std::int64_t until,
                         const std::function<Result<bool>(const Event&)>& each) {
  store::Statement& row = transaction.prepare(of_record_sql);
  row.bind_blob(0, {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()});
  row.bind(1, until);
  while (TRY(row.step())) {
    if (TRY(each(skimmed(row)))) continue;
    row.reset();
    break;
  }
  return {};
}

Result<std::optional<Event>> last_event_of(store::Transaction& transaction, std::string_view kind,
                                           std::string_view subject, std::int64_t until) {
  store::Statement& row = transaction.prepare(of_subject_sql);
  row.bind(0, kind).bind(1, subject).bind(2, until);
  if (!TRY(row.step())) return std::nullopt;
  Event event = skimmed(row);
  row.reset();
  return event;
}

Result<std::vector<Event>> unit_events(store::Transaction& transaction, std::int64_t until) {
  std::vector<Event> events;
  for (const std::string_view kind : unit_kinds) {
    store::Statement& row = transaction.prepare(of_kind_sql);
    row.bind(0, kind).bind(1, until);
    while (TRY(row.step())) events.push_back(skimmed(row));
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return a.seq < b.seq; });
  return events;
}

Result<std::optional<std::int64_t>> time_of_event(store::Transaction& transaction,
                                                  std::int64_t seq) {
  store::Statement& row = transaction.prepare(time_sql);
  row.bind(0, seq);
  if (!TRY(row.step())) return std::nullopt;
  const std::int64_t at_ms = row.integer(0);
  row.reset();
  return at_ms;
}

Result<std::int64_t> seq_before(store::Transaction& transaction, std::int64_t at_ms) {
  std::int64_t before = 0;                                    // happened before the instant
  std::int64_t after = TRY(chain_head(transaction)).seq + 1;  // did not, or is none
  while (before + 1 < after) {
    const std::int64_t middle = before + (after - before) / 2;
    const auto time = TRY(time_of_event(transaction, middle));
    (time && *time < at_ms ? before : after) = middle;
  }
  return before;
}

}  // namespace youju::ledger
