// Between Beast's messages and ours: the head of a request as it was parsed, the head of an answer
// as it is written. Inside this room, for the server and its fuzz target.
#pragma once

#include <youju/http/request.h>

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

namespace youju::http {

namespace beast = boost::beast;
using Fields = beast::http::fields;
using RequestHead = beast::http::request_header<Fields>;

// `address` is the peer's; a peer on this machine is believed when it names another (a proxy).
Request request_of(const RequestHead& message, const std::string& address, bool is_local);

// What every answer says beside its content.
void set_fields(Fields& fields, const Response& response);

}  // namespace youju::http
