#include <youju/http/shape.h>

namespace youju::http {
namespace {

namespace js = boost::json;

tl::unexpected<Error> wrong(std::string_view what, const std::string& where,
                            std::string_view expected) {
  return fail(ErrorKind::bad_input, what, {{"member", where}, {"expected", std::string(expected)}},
              where);
}

std::string below(const std::string& where, std::string_view name) {
  return where.empty() ? std::string(name) : where + "." + std::string(name);
}

Result<void> check_each(const js::value& value, std::string_view type, const std::string& where) {
  if (!value.is_array()) return wrong("http.member_type", where, "array");
  std::size_t index = 0;
  for (const js::value& each : value.get_array()) {
    TRY(check_shape(each, type, where + "[" + std::to_string(index++) + "]"));
  }
  return {};
}

// The member of a shape or of its base; null if there is none of this name.
const Member* member_of(const Shape& shape, std::string_view name) {
  for (const Member& member : shape.members) {
    if (member.name == name) return &member;
  }
  return shape.base.empty() ? nullptr : member_of(*find_shape(shape.base), name);
}

Result<void> check_present(const js::object& object, const Shape& shape, const std::string& where) {
  if (!shape.base.empty()) TRY(check_present(object, *find_shape(shape.base), where));
  for (const Member& member : shape.members) {
    if (!member.optional && !object.contains(member.name)) {
      return wrong("http.member_missing", below(where, member.name), member.type);
    }
  }
  return {};
}

Result<void> check_members(const js::object& object, const Shape& shape, const std::string& where) {
  TRY(check_present(object, shape, where));
  for (const auto& [name, value] : object) {
    const Member* member = member_of(shape, name);
    if (member == nullptr) return wrong("http.member_unknown", below(where, name), "");
    TRY(check_shape(value, member->type, below(where, name)));
  }
  return {};
}

Result<void> check_map(const js::value& value, const std::string& where) {
  if (!value.is_object()) return wrong("http.member_type", where, "map");
  for (const auto& [name, each] : value.get_object()) {
    if (!each.is_string()) return wrong("http.member_type", below(where, name), "text");
  }
  return {};
}

}  // namespace

Result<void> check_shape(const js::value& value, std::string_view type, const std::string& where) {
  if (type.ends_with("[]")) return check_each(value, type.substr(0, type.size() - 2), where);
  if (type == "texts") return check_each(value, "text", where);
  if (type == "map") return check_map(value, where);
  if (type == "Document")
    return value.is_object() ? Result<void>() : wrong("http.member_type", where, type);
  if (type.starts_with("Page<")) {
    const std::string rows = std::string(type.substr(5, type.size() - 6)) + "[]";
    const Member members[] = {{"rows", rows}, {"next", "text", true}};
    if (!value.is_object()) return wrong("http.member_type", where, type);
    return check_members(value.get_object(), Shape{type, members}, where);
  }
  const bool fits = type == "text"      ? value.is_string()
                    : type == "integer" ? value.is_int64() || value.is_uint64()
                    : type == "boolean" ? value.is_bool()
                                        : value.is_object();
  if (!fits) return wrong("http.member_type", where, type);
  if (!value.is_object()) return {};
  const Shape* shape = find_shape(type);
  CHECK(shape != nullptr);
  return check_members(value.get_object(), *shape, where);
}

}  // namespace youju::http
