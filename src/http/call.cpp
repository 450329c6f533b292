#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/http/call.h>
#include <youju/http/url.h>

#include <algorithm>
#include <charconv>

namespace youju::http {
namespace {

Result<std::int64_t> integer(std::string_view name, std::string_view text) {
  std::int64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && value >= 0) {
    return value;
  }
  return fail(ErrorKind::bad_usage, "http.bad_parameter",
              {{"parameter", std::string(name)}, {"value", std::string(text)}});
}

}  // namespace

std::string name_of(const org::Directory& directory, std::string_view login, Language language) {
  const bool is_owner = login == org::owner_login && directory.person(login) == nullptr;
  return is_owner ? sentence("http.owner", language) : directory.name_of_person(login);
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  for (std::string_view one : text::split(cookies, ';')) {
    one = text::trimmed(one);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=') {
      return one.substr(name.size() + 1);
    }
  }
  return {};
}

const std::string& Call::part(std::string_view name) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(),
                                  [&](const auto& part) { return part.first == name; });
  CHECK(found != parts_.end());
  return found->second;
}

Result<const ledger::Schema*> Call::schema() {
  schemas_ = ledgers().schemas();
  const ledger::Schema* schema = schemas_->find(part("ledger"));
  if (schema != nullptr) return schema;
  return fail(ErrorKind::not_found, "ledger.unknown_ledger", {{"ledger", part("ledger")}});
}

Result<Uuid> Call::id() const { return Uuid::parse(part("id")); }

std::string Call::query(std::string_view name) const { return query_value(request.query, name); }
bool Call::has(std::string_view name) const { return !query(name).empty(); }

Result<org::UnitId> Call::unit() const {
  const auto directory = ledgers().directory();
  if (has("unit")) return directory->find(query("unit"));
  const auto tree = directory->tree(workspace.clock().today());
  org::UnitId widest;
  for (const org::Grant& grant : access.grants()) {
    if (!tree->has(grant.scope)) continue;
    if (widest.value < 0 || tree->position(grant.scope) < tree->position(widest)) {
      widest = grant.scope;
    }
  }
  if (widest.value >= 0) return widest;
  if (tree->size() > 0) return tree->at(0);
  return fail(ErrorKind::not_found, "http.no_unit");
}

Result<Period> Call::period() const {
  if (has("period")) return Period::parse(query("period"));
  return Period::parse("1949-10-01..2199-12-31");
}

Result<std::vector<std::string>> Call::list(std::string_view name) const {
  std::vector<std::string> words;
  const std::string text = query(name);  // the parts below are views of it
  for (const std::string_view one : text::split(text, ',')) {
    if (!one.empty()) words.emplace_back(one);
  }
  if (words.size() <= limits::page_rows_max) return words;
  return fail(ErrorKind::too_large, "http.too_many_rows",
              {{"max", std::to_string(limits::page_rows_max)}});
}

Result<indicator::FigureName> Call::figures() const {
  indicator::FigureName name;
  name.unit = ledgers().directory()->unit(TRY(unit())).code;
  name.period = has("period") ? TRY(period()) : Period::year(workspace.clock().today().year());
  return name;
}

Result<std::size_t> Call::rows() const {
  constexpr std::size_t usual = 50;
  if (!has("rows")) return usual;
  const auto rows = static_cast<std::size_t>(TRY(integer("rows", query("rows"))));
  return std::clamp<std::size_t>(rows, 1, limits::page_rows_max);
}

Result<std::size_t> Call::offset() const {
  if (!has("offset")) return std::size_t{0};
  return static_cast<std::size_t>(TRY(integer("offset", query("offset"))));
}

std::string Call::text(std::string_view member) const {
  const boost::json::value* value = body.if_contains(member);
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

Result<int> Call::version() const {
  std::int64_t version = 0;
  if (const boost::json::value* value = body.if_contains("version")) {
    version = value->to_number<std::int64_t>();
  } else {
    std::string_view tag = request.if_match;
    if (tag.size() >= 2 && tag.front() == '"') tag = tag.substr(1, tag.size() - 2);
    if (tag.empty()) return fail(ErrorKind::bad_usage, "http.version_needed");
    version = TRY(integer("If-Match", tag));
  }
  constexpr std::int64_t version_max = 1'000'000'000;
  if (version < 1 || version > version_max) {
    return fail(ErrorKind::bad_usage, "http.bad_parameter",
                {{"parameter", "version"}, {"value", std::to_string(version)}});
  }
  return static_cast<int>(version);
}

Response json(JsonWriter& writer, int status) {
  Response response;
  response.status = status;
  response.type = "application/json; charset=utf-8";
  response.body = writer.take();
  return response;
}
Response json(JsonWriter& writer) { return json(writer, 200); }

Response no_content() {
  Response response;
  response.status = 204;
  response.type.clear();
  return response;
}

}  // namespace youju::http
