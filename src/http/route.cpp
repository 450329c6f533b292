#include <youju/base/text.h>
#include <youju/http/route.h>

namespace youju::http {
namespace {

// Holds "/api/ledgers/training" against "/api/ledgers/{ledger}".
bool fits(std::string_view pattern, const std::vector<std::string_view>& given,
          std::vector<std::pair<std::string_view, std::string>>& parts) {
  const std::vector<std::string_view> wanted = text::split(pattern, '/');
  if (wanted.size() != given.size()) return false;
  parts.clear();
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    const std::string_view want = wanted[index];
    if (want.starts_with('{')) {
      if (given[index].empty()) return false;
      parts.emplace_back(want.substr(1, want.size() - 2), std::string(given[index]));
    } else if (want != given[index]) {
      return false;
    }
  }
  return true;
}

std::vector<Route> joined() {
  std::vector<Route> all;
  for (const auto part :
       {session_routes(),       delegation_routes(),   ledger_routes(),  record_routes(),
        review_routes(),        import_routes(),       figure_routes(),  figure_table_routes(),
        figure_change_routes(), figure_place_routes(), pack_routes(),    summary_routes(),
        draft_routes(),         writing_routes(),      merge_routes(),   proof_routes(),
        form_routes(),          plan_routes(),         unit_routes(),    org_routes(),
        start_routes(),         system_routes(),       almanac_routes(), party_routes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> all = joined();
  return all;
}

Match match(std::string_view method, std::string_view path) {
  Match found;
  const std::vector<std::string_view> given = text::split(path, '/');
  std::vector<std::pair<std::string_view, std::string>> parts;
  for (const Route& route : routes()) {
    if (!fits(route.path, given, parts)) continue;
    found.path_known = true;
    if (route.method != method && !(route.method == "GET" && method == "HEAD")) continue;
    found.route = &route;
    found.parts = std::move(parts);
    return found;
  }
  return found;
}

}  // namespace youju::http
