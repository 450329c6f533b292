// What JSON looks like on the wire, as values: the one declaration from which requests are checked,
// the OpenAPI document is made, and with it the types of the front end.
//
// A type is spelled "text", "integer", "boolean", "texts" (an array of text), "map" (an object of
// text), "ints"… or the name of a shape; "X[]" is an array of X, "Page<X>" is {"rows": X[], "next":
// text}. Immutable tables; thread-safe.
#pragma once

#include <youju/base/result.h>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <span>
#include <string>
#include <string_view>

namespace youju::http {

struct Member {
  std::string_view name;
  std::string_view type;
  bool optional = false;  // may be absent
};

struct Shape {
  std::string_view name;
  std::span<const Member> members;
  std::string_view base = {};  // of another shape it has all members too
};

std::span<const Shape> shapes();
// Null if there is none of this name.
const Shape* find_shape(std::string_view name);

// Holds a value against a type: every member there, none unknown, each of its type. Errors:
// "http.member_missing", "http.member_unknown", "http.member_type", with `where` =
// "fields.trainees" and the field "expected".
Result<void> check_shape(const boost::json::value& value, std::string_view type,
                         const std::string& where = {});

}  // namespace youju::http
