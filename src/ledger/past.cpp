#include <youju/base/limits.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/past.h>
#include <youju/ledger/payload.h>
#include <youju/store/database.h>

#include <charconv>
#include <unordered_map>
#include <utility>

namespace youju::ledger {

namespace {

tl::unexpected<Error> too_much() {
  return fail(ErrorKind::too_large, "ledger.too_much_since",
              {{"max", std::to_string(limits::past_events_max)}});
}

// The directory as the log had it then. Ids count up and stay, so those of now mean the same units.
Result<std::shared_ptr<const org::Directory>> directory_after(store::Transaction& transaction,
                                                              std::int64_t seq) {
  org::DirectoryDraft draft(std::make_shared<org::Directory>());
  for (const Event& event : TRY(unit_events(transaction, seq))) {
    TRY(apply_unit_event({event.kind, event.subject, event.payload}, draft));
  }
  return draft.finish();
}

// The version of a record that counted after an event, if it did.
Result<std::optional<Record>> counted_after(store::Transaction& transaction, const Uuid& id,
                                            std::int64_t seq, const Schema& schema,
                                            const UnitByCode& units) {
  std::optional<Record> record;
  const auto read = [&](const Event& event) -> Result<bool> {
    if (event.kind == "record.keep") return true;  // says nothing of the record itself
    const auto payload = TRY(parse_payload(event.payload));
    if (!record) {
      if (TRY(parse_state(TRY(text_of(payload, "state")))) != State::approved) return false;
      record.emplace();
      record->id = id;
      record->version = event.version;
    }
    // An approval does not repeat the content: that is in an older event.
    if (!payload.contains("fields")) return true;
    TRY(read_content(payload, schema, units, *record));
    record->state = State::approved;
    return false;
  };
  TRY(skim_record(transaction, id, seq, read));
  return record;
}

// What later events speak of, gathered one event at a time.
class Gathering {
 public:
  Gathering(const PastQuery& query, const UnitByCode& units, Past& past)
      : query_(query), units_(units), past_(past) {}

  Result<void> add(const Event& event, const std::optional<Uuid>& record) {
    if (++events_ > limits::past_events_max) return too_much();
    past_.head = event.seq;
    if (event.kind.starts_with("record.")) {
      if (record) add_record(event, *record);
    } else if (event.kind == "nil.file") {
      const auto payload = TRY(parse_payload(event.payload));
      past_.nil_later.push_back({event.subject, TRY(units_(TRY(text_of(payload, "unit")))),
                                 TRY(Period::parse(TRY(text_of(payload, "period"))))});
    } else if (event.kind.starts_with("unit.")) {
      has_units_ = true;
    } else if (!record) {
      past_.statements.push_back({event.kind, event.subject, event.version});
    }
    return {};
  }

  // Looks up what the records that were there before were like.
  Result<void> finish(store::Transaction& transaction) {
    if (before_.size() > limits::past_records_max) return too_much();
    for (const std::size_t at : before_) {
      Past::Touched& touched = past_.records[at];
      touched.counted =
          TRY(counted_after(transaction, touched.id, past_.moment.seq, *touched.schema, units_));
    }
    if (has_units_) past_.directory = TRY(directory_after(transaction, past_.moment.seq));
    return {};
  }

 private:
  void add_record(const Event& event, const Uuid& id) {
    const Schema* const schema = query_.schemas->find(event.subject);
    if (schema == nullptr) return;  // of a ledger that is no more: nothing of it counted
    const auto [at, added] = places_.emplace(id, past_.records.size());
    if (added) {
      past_.records.push_back({schema, id, {}, 0, 0, {}, {}});
      if (event.kind != "record.enter") before_.push_back(at->second);
    }
    if (query_.until && event.seq > *query_.until) return;
    Past::Touched& touched = past_.records[at->second];
    touched.seq = event.seq;
    touched.at_ms = event.at_ms;
    touched.actor = event.actor;
    touched.kind = event.kind;
  }

  const PastQuery& query_;
  const UnitByCode& units_;
  Past& past_;
  std::unordered_map<Uuid, std::size_t> places_;
  std::vector<std::size_t> before_;  // those that were entered before
  std::size_t events_ = 0;
  bool has_units_ = false;
};

}  // namespace

Result<Past> Ledgers::past(const PastQuery& query) const {
  CHECK(query.schemas != nullptr);
  Past past;
  past.moment = query.moment;
  const auto transaction = state_->database.read();
  past.head = TRY(chain_head(*transaction)).seq;
  const auto directory = this->directory();
  const UnitByCode units = [&](std::string_view code) { return directory->find(code); };
  Gathering gathering(query, units, past);
  const auto add = [&](const Event& event, const std::optional<Uuid>& record) {
    return gathering.add(event, record);
  };
  TRY(skim_events(*transaction, query.moment.seq, add));
  TRY(gathering.finish(*transaction));
  return past;
}

namespace {

constexpr std::int64_t minute_ms = 60'000;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (text.empty() || read.ec != std::errc() || read.ptr != end || number < 0) return std::nullopt;
  return number;
}

// The instant before which "2020-03-20" or "2020-03-20T14:05" looks.
std::optional<std::int64_t> instant_of(std::string_view text) {
  constexpr std::size_t day_size = 10;
  constexpr std::size_t minute_size = 16;
  const auto day = Day::parse(text.substr(0, day_size));
  if (!day) return std::nullopt;
  if (text.size() == day_size) return begin_of(day->plus(1));
  if (text.size() != minute_size || text[day_size] != 'T' || text[day_size + 3] != ':') {
    return std::nullopt;
  }
  const auto hour = number_of(text.substr(day_size + 1, 2));
  const auto minute = number_of(text.substr(day_size + 4, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return begin_of(*day) + (*hour * 60 + *minute) * minute_ms;
}

}  // namespace

Result<Moment> Ledgers::moment(std::string_view text) const {
  const std::int64_t now = state_->clock.now_ms();
  const auto transaction = state_->database.read();
  if (const auto seq = number_of(text)) {
    if (*seq == 0) return Moment();
    const auto at_ms = TRY(time_of_event(*transaction, *seq));
    if (at_ms) return Moment{*seq, *at_ms};
    return fail(ErrorKind::not_found, "ledger.no_such_event", {{"seq", std::string(text)}});
  }
  const Day today = day_of(now);
  auto instant = text == "yesterday" ? begin_of(today) : instant_of(text);
  if (!instant) {
    return fail(ErrorKind::bad_usage, "ledger.bad_moment", {{"text", std::string(text)}});
  }
  if (text == today.to_string()) instant = now + 1;
  if (*instant > now + 1) {
    return fail(ErrorKind::bad_usage, "ledger.not_yet", {{"text", std::string(text)}});
  }
  return Moment{TRY(seq_before(*transaction, *instant)), *instant - 1};
}

}  // namespace youju::ledger
