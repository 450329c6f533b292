#include <youju/ledger/record.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::array<std::string_view, 7> state_names = {
    "draft", "submitted", "checked", "approved", "returned", "withdrawn", "merged"};

}  // namespace

Result<State> parse_state(std::string_view text) {
  const auto found = std::find(state_names.begin(), state_names.end(), text);
  if (found == state_names.end()) {
    return fail(ErrorKind::bad_input, "ledger.unknown_state", {{"text", std::string(text)}});
  }
  return static_cast<State>(found - state_names.begin());
}

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

bool same_content(const Record& a, const Record& b) {
  return a.unit == b.unit && a.on == b.on && a.until == b.until && a.tags == b.tags &&
         a.hosts == b.hosts && a.evidence == b.evidence && a.values == b.values;
}

}  // namespace youju::ledger
