#include <youju/app/settings.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace youju::app {

Result<org::Policy> policy_of_environment() {
  static constexpr std::array<std::pair<const char*, std::string_view>, 3> variables{{
      {"YOUJU_PASSWORD_MIN_LENGTH", "password_min_length"},
      {"YOUJU_PASSWORD_AGE_DAYS", "password_age_days"},
      {"YOUJU_IDLE_MINUTES", "idle_minutes"},
  }};
  org::Policy policy;
  for (const auto& [variable, name] : variables) {
    const char* text = std::getenv(variable);
    if (text == nullptr) continue;
    auto done = org::set(policy, name, text);
    if (!done) return fail(std::move(done.error()).at(std::string("$") + variable));
  }
  return policy;
}

}  // namespace youju::app
