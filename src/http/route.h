// A route is one value: method, path, what it is for, what it takes and gives, who may, and the
// function that answers. Dispatch, checks, the OpenAPI document and the front end's types come from
// the one table (routes.cpp); a handler parses, calls one function of a room and renders.
#pragma once

#include <youju/http/call.h>
#include <youju/http/request.h>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace youju::http {

enum class Need {
  nothing,  // anybody, signed in or not
  session,  // who is signed in, whatever they may do: what concerns their own account
  right,  // a person who may do something somewhere; the rooms ask the right for the unit concerned
};
enum class Work {
  quick,  // memory and a few rows: answered where the request was read
  slow,   // waits for disk, hashes or many rows: goes to the pool of workers
};
enum class Takes { nothing, json, upload };

struct Parameter {
  std::string_view name;  // of the query
  std::string_view type;  // "text", "integer", "period", "day", "unit", "boolean"
  bool required = false;
};

struct Route {
  std::string_view method, path;  // "GET", "/api/ledgers/{ledger}"
  std::string_view sentence;      // catalogue id: what it is for
  std::span<const Parameter> query = {};
  Takes takes = Takes::nothing;
  std::string_view input = {}, output = {};  // types of shape.h; "" = none, "file" = bytes
  int status = 200;                          // of success
  std::string_view errors = {};              // ids beyond the general ones, parted by blanks
  Need need = Need::right;
  Work work = Work::quick;
  // Whether this request is slow though most of its route are quick; by its head alone.
  bool (*is_slow)(const Request& head) = nullptr;
  Result<Response> (*handler)(Call&) = nullptr;
};

// All routes, in the order of the documentation.
std::span<const Route> routes();

// One room's part of the table.
std::span<const Route> session_routes();
std::span<const Route> delegation_routes();
std::span<const Route> ledger_routes();
std::span<const Route> record_routes();
std::span<const Route> review_routes();
std::span<const Route> unit_routes();
std::span<const Route> org_routes();
std::span<const Route> figure_routes();
std::span<const Route> figure_table_routes();
std::span<const Route> figure_change_routes();
std::span<const Route> figure_place_routes();
std::span<const Route> pack_routes();
std::span<const Route> almanac_routes();
std::span<const Route> party_routes();
std::span<const Route> summary_routes();
std::span<const Route> draft_routes();
std::span<const Route> writing_routes();
std::span<const Route> merge_routes();
std::span<const Route> proof_routes();
std::span<const Route> form_routes();
std::span<const Route> plan_routes();
std::span<const Route> system_routes();
std::span<const Route> import_routes();
std::span<const Route> start_routes();

struct Match {
  const Route* route = nullptr;  // null: no such path, or not with this method
  bool path_known = false;       // some method has the path
  std::vector<std::pair<std::string_view, std::string>> parts;  // {ledger} → "training"
};
Match match(std::string_view method, std::string_view path);

// OpenAPI 3.1 as JSON text, made from the table.
std::string openapi(Language language);

}  // namespace youju::http
