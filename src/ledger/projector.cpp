#include <youju/ledger/import_run.h>
#include <youju/ledger/ledger_rows.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/projector.h>
#include <youju/ledger/unit_event.h>
#include <youju/org/projection.h>

#include <charconv>

namespace youju::ledger {

namespace {

namespace json = boost::json;

tl::unexpected<Error> bad_payload(const Event& event) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload",
              {{"member", event.kind + " #" + std::to_string(event.seq)}});
}

Result<std::int64_t> number_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) {
    return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(name)}});
  }
  return value->get_int64();
}

}  // namespace

// The tables of units, as events of units see them.
struct Projector::Tables : UnitSink {
  explicit Tables(Projector& its_projector) : projector(its_projector) {}
  std::optional<org::UnitId> find(std::string_view code) const override {
    const auto found = projector.unit(code);
    if (!found) return std::nullopt;
    return *found;
  }
  Result<void> put_unit(const org::Unit& unit) override {
    projector.units_.emplace(unit.code, unit.id);
    return org::put_unit(projector.transaction_, unit);
  }
  Result<void> keep_name(org::UnitId unit, Day until) override {
    return org::keep_name(projector.transaction_, unit, until);
  }
  Result<void> put_edge(const org::UnitEdge& edge) override {
    return org::put_edge(projector.transaction_, edge);
  }
  Result<void> end_edge(org::UnitId unit, Day day) override {
    return org::end_edge(projector.transaction_, unit, day);
  }
  Projector& projector;
};

Projector::Projector(store::Transaction& transaction, const org::Directory* known)
    : transaction_(transaction), known_(known) {}

Result<org::UnitId> Projector::unit(std::string_view code) const {
  const auto found = units_.find(std::string(code));
  if (found != units_.end()) return found->second;
  if (known_ != nullptr) {
    if (const auto known = known_->find(code)) return *known;
  }
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(code)}});
}

Result<void> Projector::apply_person(const Event& event, const json::object& payload) {
  org::Person person{event.subject, std::string(TRY(text_of(payload, "name"))), {}};
  const json::value* rights = payload.if_contains("rights");
  if (rights == nullptr || !rights->is_array()) return bad_payload(event);
  for (const json::value& right : rights->get_array()) {
    if (!right.is_object()) return bad_payload(event);
    person.grants.push_back({TRY(org::parse_role(TRY(text_of(right.get_object(), "role")))),
                             TRY(unit(TRY(text_of(right.get_object(), "unit"))))});
  }
  return org::put_person(transaction_, person);
}

Result<void> Projector::apply_party(const json::object& payload) {
  org::Party party;
  party.id = TRY(number_of(payload, "id"));
  party.kind = TRY(org::parse_party_kind(TRY(text_of(payload, "kind"))));
  party.name = TRY(text_of(payload, "name"));
  if (payload.contains("code")) party.code = TRY(text_of(payload, "code"));
  return org::put_party(transaction_, party);
}

Result<void> Projector::apply_pack(const json::object& payload) {
  PackFiles pack;
  pack.name = TRY(text_of(payload, "pack"));
  const json::value* files = payload.if_contains("files");
  if (files == nullptr || !files->is_object()) {
    return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", "files"}});
  }
  for (const auto& [path, text] : files->get_object()) {
    if (!text.is_string()) {
      return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(path)}});
    }
    pack.files.emplace_back(path, text.get_string());
  }
  TRY(put_pack(transaction_, pack));
  // Those of the other packs are known, but for the first time.
  const bool first = ledgers_.empty();
  std::erase_if(ledgers_, [&](const auto& one) { return one.second.schema.pack == pack.name; });
  for (const PackFiles& loaded : TRY(read_packs(transaction_))) {
    if (!first && loaded.name != pack.name) continue;
    for (const auto& [path, text] : loaded.files) {
      if (!path.starts_with("ledgers/") || !path.ends_with(".yaml")) continue;
      Schema schema = TRY(parse_schema(TRY(parse_yaml(text)), loaded.name));
      ledgers_.insert_or_assign(schema.name, Ledger{schema, nullptr});
    }
  }
  TRY(drop_tables(transaction_,
                  [this](std::string_view name) { return ledgers_.find(name) != ledgers_.end(); }));
  for (const auto& [name, ledger] : ledgers_) TRY(shape_table(transaction_, ledger.schema));
  return {};
}

Result<void> Projector::apply_almanac(const Event& event) {
  int year = 0;
  const char* end = event.subject.data() + event.subject.size();
  if (std::from_chars(event.subject.data(), end, year).ptr != end) return bad_payload(event);
  TRY(read_almanac_payload(year, event.seq, event.payload));
  return put_almanac(transaction_, year, event.seq, event.payload);
}

Result<void> Projector::apply_evidence(const json::object& payload) {
  const std::string_view digest = TRY(text_of(payload, "digest"));
  const std::string_view file = TRY(text_of(payload, "file"));
  const std::string_view media = TRY(text_of(payload, "media"));
  const std::int64_t bytes = TRY(number_of(payload, "bytes"));
  return put_evidence(transaction_,
                      {std::string(digest), std::string(file), std::string(media), bytes});
}

Result<void> Projector::apply_import(const Event& event, const json::object& payload) {
  if (event.kind == "import.undo") {
    return put_undo(transaction_, TRY(number_of(payload, "import")),
                    {event.at_ms, event.actor, TRY(number_of(payload, "withdrawn")),
                     TRY(number_of(payload, "kept"))});
  }
  ImportRun run;
  run.id = event.seq;
  run.ledger = event.subject;
  run.actor = event.actor;
  run.at_ms = event.at_ms;
  run.file_name = TRY(text_of(payload, "file"));
  run.digest = TRY(text_of(payload, "digest"));
  if (payload.contains("unit")) run.unit = TRY(unit(TRY(text_of(payload, "unit"))));
  run.rows = TRY(number_of(payload, "rows"));
  run.added = TRY(number_of(payload, "added"));
  run.corrected = TRY(number_of(payload, "corrected"));
  run.unchanged = TRY(number_of(payload, "unchanged"));
  return put_import(transaction_, run, TRY(number_of(payload, "first")));
}

Result<void> Projector::apply_period(const Event& event, const json::object& payload) {
  const Period period = TRY(Period::parse(TRY(text_of(payload, "period"))));
  const org::UnitId where = TRY(unit(TRY(text_of(payload, "unit"))));
  if (event.kind == "nil.file") {
    TRY(put_nil(transaction_, {event.subject, where, period}));
  } else {
    TRY(put_closing(transaction_, {where, period}));
  }
  return {};
}

Result<void> Projector::apply_record(const Event& event, const json::object& payload) {
  const auto found = ledgers_.find(event.subject);
  if (found == ledgers_.end()) return bad_payload(event);
  Ledger& ledger = found->second;
  if (!ledger.table) ledger.table = std::make_unique<RecordTable>(transaction_, ledger.schema);
  const Uuid id = TRY(Uuid::parse(event.record));
  if (event.kind == "record.keep") {
    return put_kept_double(transaction_, event.subject, id,
                           TRY(Uuid::parse(TRY(text_of(payload, "other")))));
  }
  const auto units = [this](std::string_view code) { return unit(code); };
  Record record;
  const bool enters = event.kind == "record.enter";
  if (enters) {
    record.id = id;
    record.author = event.actor;
    record.created_ms = event.at_ms;
  } else {
    record = TRY(ledger.table->get(id));
  }
  if (payload.contains("fields")) {
    TRY(read_content(payload, ledger.schema, units, record));
  } else {
    record.state = TRY(parse_state(TRY(text_of(payload, "state"))));
  }
  record.version = event.version;
  record.updated_ms = event.at_ms;
  if (!enters) return ledger.table->update(record);
  ++records_;
  if (!TRY(ledger.table->insert(record, duplicate_key_of(ledger.schema, record)))) {
    return bad_payload(event);
  }
  return {};
}

Result<void> Projector::apply(const Event& event) {
  const std::string_view kind = event.kind;
  const bool ours = kind.starts_with("record.") || kind.starts_with("unit.") ||
                    kind.starts_with("import.") || kind == "person.grant" || kind == "party.add" ||
                    kind == "pack.load" || kind == "almanac.keep" || kind == "evidence.add" ||
                    kind == "nil.file" || kind == "period.close";
  if (!ours) return {};
  const json::object payload = TRY(parse_payload(event.payload));
  if (kind.starts_with("record.")) return apply_record(event, payload);
  if (kind.starts_with("unit.")) {
    Tables tables(*this);
    return apply_unit_event(kind, event.subject, payload, tables);
  }
  if (kind.starts_with("import.")) return apply_import(event, payload);
  if (kind == "person.grant") return apply_person(event, payload);
  if (kind == "party.add") return apply_party(payload);
  if (kind == "pack.load") return apply_pack(payload);
  if (kind == "almanac.keep") return apply_almanac(event);
  if (kind == "evidence.add") return apply_evidence(payload);
  return apply_period(event, payload);
}

}  // namespace youju::ledger
