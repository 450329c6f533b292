// The small part of RFC 3986 that pages need. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace youju::http {

std::string decoded(std::string_view text);  // %E4 and so on; a broken escape stays as it is
std::string encoded(std::string_view text);  // everything but unreserved characters
// The decoded value of a name in "a=1&b=2", or "".
std::string query_value(std::string_view query, std::string_view name);

}  // namespace youju::http
