#include <youju/base/json_writer.h>
#include <youju/ledger/payload.h>
#include <youju/ledger/unit_event.h>

namespace youju::ledger {

namespace {

namespace json = boost::json;

constexpr int founding_year = 1949, founding_month = 10, founding_day_of_month = 1;

tl::unexpected<Error> bad_payload(std::string_view member) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(member)}});
}

void append_names(JsonWriter& json, const org::UnitRow& row) {
  json.member("name", row.name).member("short", row.short_name);
  json.member("kind", org::unit_kind_name(row.kind));
}

std::string edge_payload(std::string_view parent, Day from, std::optional<Day> until,
                         std::string_view reason) {
  JsonWriter json;
  json.begin_object();
  if (!parent.empty()) json.member("parent", parent);
  json.member("from", from.to_string());
  if (until) json.member("until", until->to_string());
  if (!reason.empty()) json.member("reason", reason);
  json.end_object();
  return json.take();
}

Result<std::int64_t> number_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return bad_payload(name);
  return value->get_int64();
}

Result<org::UnitId> known(const UnitSink& sink, std::string_view code) {
  const auto found = sink.find(code);
  if (!found) return bad_payload(code);
  return *found;
}

Result<void> apply_load(const json::object& payload, UnitSink& sink) {
  const Day from = TRY(Day::parse(TRY(text_of(payload, "from"))));
  auto id = static_cast<std::int32_t>(TRY(number_of(payload, "first")));
  const json::value* units = payload.if_contains("units");
  if (units == nullptr || !units->is_array()) return bad_payload("units");
  for (const json::value& each : units->get_array()) {
    if (!each.is_array() || each.get_array().size() != 5) return bad_payload("units");
    std::string_view cells[5];
    for (std::size_t i = 0; i < 5; ++i) {
      const json::value& cell = each.get_array()[i];
      if (!cell.is_string()) return bad_payload("units");
      cells[i] = {cell.get_string().data(), cell.get_string().size()};
    }
    const org::Unit unit{org::UnitId{id++}, std::string(cells[0]), std::string(cells[1]),
                         std::string(cells[2]), TRY(org::parse_unit_kind(cells[3]))};
    org::UnitEdge edge{unit.id, std::nullopt, from, std::nullopt};
    if (!cells[4].empty()) edge.parent = TRY(known(sink, cells[4]));
    TRY(sink.put_unit(unit));
    TRY(sink.put_edge(edge));
  }
  return {};
}

class DraftSink : public UnitSink {
 public:
  explicit DraftSink(org::DirectoryDraft& draft) : draft_(draft) {}
  std::optional<org::UnitId> find(std::string_view code) const override {
    return draft_.find(code);
  }
  Result<void> put_unit(const org::Unit& unit) override {
    draft_.put_unit(unit);
    return {};
  }
  Result<void> keep_name(org::UnitId unit, Day until) override {
    draft_.keep_name(unit, until);
    return {};
  }
  Result<void> put_edge(const org::UnitEdge& edge) override {
    draft_.put_edge(edge);
    return {};
  }
  Result<void> end_edge(org::UnitId unit, Day day) override {
    draft_.end_edge(unit, day);
    return {};
  }

 private:
  org::DirectoryDraft& draft_;
};

}  // namespace

Day founding_day() {
  return Day::from_ymd(founding_year, founding_month, founding_day_of_month).value();
}

UnitEvent add_event(const org::UnitRow& row, std::int64_t id) {
  JsonWriter json;
  json.begin_object().key("id").number(id);
  append_names(json, row);
  if (!row.parent.empty()) json.member("parent", row.parent);
  json.member("from", row.from.value_or(founding_day()).to_string());
  if (row.until) json.member("until", row.until->to_string());
  json.end_object();
  return {"unit.add", row.code, json.take(), row.where};
}

UnitEvent load_event(std::span<const org::UnitRow* const> rows, std::int64_t first_id) {
  JsonWriter json;
  json.begin_object().member("from", founding_day().to_string());
  json.key("first").number(first_id).key("units").begin_array();
  for (const org::UnitRow* row : rows) {
    json.begin_array().string(row->code).string(row->name).string(row->short_name);
    json.string(org::unit_kind_name(row->kind)).string(row->parent).end_array();
  }
  json.end_array().end_object();
  return {"unit.load", rows.front()->code, json.take(), rows.front()->where};
}

UnitEvent rename_event(const org::UnitRow& row, std::optional<Day> from, std::string_view reason) {
  JsonWriter json;
  json.begin_object();
  append_names(json, row);
  if (from) json.member("from", from->to_string());
  if (!reason.empty()) json.member("reason", reason);
  json.end_object();
  return {"unit.rename", row.code, json.take(), row.where};
}

UnitEvent move_event(std::string_view code, std::string_view parent, Day from,
                     std::optional<Day> until, std::string_view reason) {
  return {"unit.move", std::string(code), edge_payload(parent, from, until, reason)};
}

UnitEvent end_event(std::string_view code, Day from, std::string_view reason) {
  return {"unit.end", std::string(code), edge_payload("", from, {}, reason)};
}

Result<void> apply_unit_event(std::string_view kind, std::string_view code,
                              const json::object& payload, UnitSink& sink) {
  if (kind == "unit.load") return apply_load(payload, sink);
  org::Unit unit;
  if (kind == "unit.add" || kind == "unit.rename") {
    unit.code = code;
    unit.name = TRY(text_of(payload, "name"));
    unit.short_name = TRY(text_of(payload, "short"));
    unit.kind = TRY(org::parse_unit_kind(TRY(text_of(payload, "kind"))));
    if (kind == "unit.add") {
      unit.id = {static_cast<std::int32_t>(TRY(number_of(payload, "id")))};
    } else {
      unit.id = TRY(known(sink, code));
      if (payload.contains("from")) {
        TRY(sink.keep_name(unit.id, TRY(Day::parse(TRY(text_of(payload, "from"))))));
      }
    }
    TRY(sink.put_unit(unit));
    if (kind == "unit.rename") return {};
  }
  org::UnitEdge edge;
  edge.unit = TRY(known(sink, code));
  edge.from = TRY(Day::parse(TRY(text_of(payload, "from"))));
  if (payload.contains("until")) edge.until = TRY(Day::parse(TRY(text_of(payload, "until"))));
  if (payload.contains("parent")) edge.parent = TRY(known(sink, TRY(text_of(payload, "parent"))));
  if (kind == "unit.end") return sink.end_edge(edge.unit, edge.from);
  if (kind == "unit.move") TRY(sink.end_edge(edge.unit, edge.from));
  return sink.put_edge(edge);
}

Result<void> apply_unit_event(const UnitEvent& event, org::DirectoryDraft& draft) {
  DraftSink sink(draft);
  return apply_unit_event(event.kind, event.code, TRY(parse_payload(event.payload)), sink);
}

}  // namespace youju::ledger
