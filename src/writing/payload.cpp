// What stands in the payloads of a draft's events and in the tables, written and read again.
#include <youju/base/json_writer.h>
#include <youju/ledger/payload.h>
#include <youju/writing/projection.h>

#include <array>
#include <boost/json/parse.hpp>

namespace youju::writing {
namespace {

namespace js = boost::json;

constexpr std::array<std::string_view, 5> state_names = {"writing", "in_review", "returned",
                                                         "signed", "sealed"};

tl::unexpected<Error> bad_payload(std::string_view member) {
  return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", std::string(member)}});
}

Result<indicator::FigureKind> parse_kind(std::string_view name) {
  using indicator::FigureKind;
  for (const FigureKind kind :
       {FigureKind::proven, FigureKind::declared, FigureKind::derived, FigureKind::missing}) {
    if (indicator::figure_kind_name(kind) == name) return kind;
  }
  return bad_payload("kind");
}

Result<std::int64_t> number_of(const js::object& object, std::string_view name) {
  const js::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return bad_payload(name);
  return value->get_int64();
}

Result<const js::array*> array_of(const js::object& object, std::string_view name) {
  const js::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_array()) return bad_payload(name);
  return &value->get_array();
}

Result<Printed> read_printed(const js::value& value) {
  if (!value.is_object()) return bad_payload("printed");
  const js::object& object = value.get_object();
  Printed one;
  one.figure = TRY(ledger::text_of(object, "figure"));
  one.wording = TRY(ledger::text_of(object, "wording"));
  one.text = TRY(ledger::text_of(object, "text"));
  one.value = TRY(ledger::text_of(object, "value"));
  one.kind = TRY(parse_kind(TRY(ledger::text_of(object, "kind"))));
  return one;
}

Result<std::vector<Printed>> read_all_printed(const js::array& array) {
  std::vector<Printed> printed;
  for (const js::value& each : array) printed.push_back(TRY(read_printed(each)));
  return printed;
}

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

Result<State> parse_state(std::string_view text) {
  for (std::size_t index = 0; index < state_names.size(); ++index) {
    if (state_names[index] == text) return static_cast<State>(index);
  }
  return fail(ErrorKind::bad_input, "writing.unknown_state", {{"text", std::string(text)}});
}

const Printed* find_printed(const std::vector<Printed>& printed,
                            const narrative::FigureMark& mark) {
  const std::string name = mark.name.to_string();
  const std::string wording = indicator::to_string(mark.wording);
  for (const Printed& each : printed) {
    if (each.figure == name && each.wording == wording) return &each;
  }
  return nullptr;
}

std::string printed_json(const std::vector<Printed>& printed) {
  JsonWriter json;
  json.begin_array();
  for (const Printed& each : printed) {
    json.begin_object().member("figure", each.figure).member("wording", each.wording);
    json.member("text", each.text).member("value", each.value);
    json.member("kind", indicator::figure_kind_name(each.kind)).end_object();
  }
  json.end_array();
  return json.take();
}

Result<std::vector<Printed>> parse_printed(std::string_view json) {
  boost::system::error_code error;
  const js::value value = js::parse(json, error);
  if (error || !value.is_array()) return bad_payload("printed");
  return read_all_printed(value.get_array());
}

std::string seal_payload(const Seal& seal) {
  JsonWriter json;
  json.begin_object().member("signed_by", seal.signed_by);
  json.key("signed_ms").number(seal.signed_ms).key("as_of").number(seal.as_of);
  json.member("chain", seal.chain_hash).key("files").begin_array();
  for (const Seal::File& file : seal.files) {
    json.begin_object().member("form", file.form).member("digest", file.digest);
    json.key("bytes").number(file.bytes).end_object();
  }
  json.end_array().key("places").begin_array();
  for (const auto& [first, after] : seal.places) {
    json.number(static_cast<std::int64_t>(first)).number(static_cast<std::int64_t>(after));
  }
  json.end_array().key("printed").raw(printed_json(seal.printed)).end_object();
  return json.take();
}

Result<Seal> parse_seal(std::string_view payload) {
  const js::object object = TRY(ledger::parse_payload(payload));
  Seal seal;
  seal.signed_by = TRY(ledger::text_of(object, "signed_by"));
  seal.signed_ms = TRY(number_of(object, "signed_ms"));
  seal.as_of = TRY(number_of(object, "as_of"));
  seal.chain_hash = TRY(ledger::text_of(object, "chain"));
  for (const js::value& each : *TRY(array_of(object, "files"))) {
    if (!each.is_object()) return bad_payload("files");
    Seal::File file;
    file.form = TRY(ledger::text_of(each.get_object(), "form"));
    file.digest = TRY(ledger::text_of(each.get_object(), "digest"));
    file.bytes = TRY(number_of(each.get_object(), "bytes"));
    seal.files.push_back(std::move(file));
  }
  const js::array& places = *TRY(array_of(object, "places"));
  for (std::size_t index = 0; index + 1 < places.size(); index += 2) {
    if (!places[index].is_int64() || !places[index + 1].is_int64()) return bad_payload("places");
    seal.places.emplace_back(places[index].get_int64(), places[index + 1].get_int64());
  }
  seal.printed = TRY(read_all_printed(*TRY(array_of(object, "printed"))));
  return seal;
}

Result<Content> stored_content(std::string_view json) {
  // Every stored wording is spelled out: there is nothing to fall back to.
  const auto none = [](const indicator::FigureName&) -> Result<indicator::Wording> {
    return indicator::Wording{};
  };
  Result<Content> content = parse_content(json, none, 0);
  if (!content) return bad_payload("content");
  return content;
}

}  // namespace youju::writing
