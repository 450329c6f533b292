#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/org/password_policy.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace youju::org {

namespace {

struct Setting {
  std::string_view name;
  int Policy::* field;
  int min, max;
};
// The one list of settings: reading and checking walk it.
constexpr std::array<Setting, 3> settings{{
    {"password_min_length", &Policy::password_min_length, 8, 64},
    {"password_age_days", &Policy::password_age_days, 0, 3650},
    {"idle_minutes", &Policy::idle_minutes, 5, 480},
}};

constexpr int classes_min = 3;               // of four
constexpr std::size_t login_length_min = 3;  // a login of two letters stands in any word
constexpr char32_t first_printable = 0x20, delete_character = 0x7F;

tl::unexpected<Error> bad_setting(const Setting& setting) {
  return fail(ErrorKind::bad_input, "account.bad_setting",
              {{"name", std::string(setting.name)},
               {"min", std::to_string(setting.min)},
               {"max", std::to_string(setting.max)}});
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

struct Makeup {
  std::size_t length = 0;
  bool small = false, capital = false, digit = false, other = false, control = false;
  int classes() const { return int{small} + int{capital} + int{digit} + int{other}; }
};

Makeup makeup_of(std::string_view password) {
  Makeup found;
  for (std::size_t byte = 0; byte < password.size(); ++found.length) {
    const char32_t c = text::next(password, byte);
    if (c >= U'a' && c <= U'z') {
      found.small = true;
    } else if (c >= U'A' && c <= U'Z') {
      found.capital = true;
    } else if (c >= U'0' && c <= U'9') {
      found.digit = true;
    } else if (c < first_printable || c == delete_character) {
      found.control = true;
    } else {
      found.other = true;
    }
  }
  return found;
}

}  // namespace

Result<void> set(Policy& policy, std::string_view name, std::string_view text) {
  const auto* setting = std::find_if(settings.begin(), settings.end(),
                                     [&](const Setting& one) { return one.name == name; });
  if (setting == settings.end()) {
    return fail(ErrorKind::bad_input, "account.unknown_setting", {{"name", std::string(name)}});
  }
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return bad_setting(*setting);
  Policy changed = policy;
  changed.*setting->field = value;
  TRY(check(changed));
  policy = changed;
  return {};
}

Result<void> check(const Policy& policy) {
  for (const Setting& setting : settings) {
    const int value = policy.*setting.field;
    if (value < setting.min || value > setting.max) return bad_setting(setting);
  }
  return {};
}

std::vector<Error> password_faults(const Policy& policy, std::string_view login,
                                   std::string_view password) {
  std::vector<Error> faults;
  const auto add = [&faults](std::string_view what, std::vector<ErrorField> fields) {
    faults.push_back({ErrorKind::bad_input, std::string(what), {}, std::move(fields)});
  };
  const Makeup makeup = makeup_of(password);
  if (makeup.control || !text::is_utf8(password)) add("account.password_text", {});
  if (makeup.length < static_cast<std::size_t>(policy.password_min_length)) {
    add("account.password_short", {{"min", std::to_string(policy.password_min_length)}});
  }
  if (makeup.length > limits::password_length_max) {
    add("account.password_long", {{"max", std::to_string(limits::password_length_max)}});
  }
  if (makeup.classes() < classes_min) {
    add("account.password_plain", {{"min", std::to_string(classes_min)}});
  }
  if (login.size() >= login_length_min &&
      lowered(password).find(lowered(login)) != std::string::npos) {
    add("account.password_login", {});
  }
  return faults;
}

}  // namespace youju::org
