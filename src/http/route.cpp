#include <youju/http/route.h>

namespace youju::http {
namespace {

// Holds "/api/ledgers/training" against "/api/ledgers/{ledger}".
bool fits(std::string_view pattern, std::string_view path,
          std::vector<std::pair<std::string_view, std::string>>& parts) {
  parts.clear();
  for (;;) {
    const std::string_view want = pattern.substr(0, pattern.find('/'));
    const std::string_view given = path.substr(0, path.find('/'));
    if (want.starts_with('{')) {
      if (given.empty()) return false;
      parts.emplace_back(want.substr(1, want.size() - 2), std::string(given));
    } else if (want != given) {
      return false;
    }
    const bool is_last = want.size() == pattern.size();
    if (is_last || given.size() == path.size()) return is_last && given.size() == path.size();
    pattern.remove_prefix(want.size() + 1);
    path.remove_prefix(given.size() + 1);
  }
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
  std::vector<std::pair<std::string_view, std::string>> parts;
  for (const Route& route : routes()) {
    if (!fits(route.path, path, parts)) continue;
    found.path_known = true;
    if (route.method != method && !(route.method == "GET" && method == "HEAD")) continue;
    found.route = &route;
    found.parts = std::move(parts);
    return found;
  }
  return found;
}

}  // namespace youju::http
