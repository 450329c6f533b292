// Who hands a return to whom: handed in, sent back, locked.
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/forms/returns.h>

namespace youju::forms {
namespace {

// What travels with the return: each relation that does not hold, and why.
std::string findings_payload(const Reading& reading) {
  JsonWriter json;
  json.begin_object().key("findings").begin_array();
  for (const Finding& finding : reading.findings) {
    json.begin_object().member("finding", finding.key);
    json.member("explanation", finding.explanation ? finding.explanation->text : "");
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace

Result<int> Returns::submit(const org::Access& access, const Uuid& id, int version) {
  const Reading reading = TRY(read(access, id));
  TRY(require(access, org::Action::submit_form, reading.head));
  std::int64_t hard = 0, unexplained = 0;
  for (const Finding& finding : reading.findings) {
    if (finding.strength == Strength::hard) ++hard;
    if (finding.strength == Strength::soft && !finding.explanation) ++unexplained;
  }
  if (hard > 0) {
    return fail(ErrorKind::conflict, "forms.hard_findings", {{"count", std::to_string(hard)}});
  }
  if (unexplained > 0) {
    return fail(ErrorKind::conflict, "forms.explanation_needed",
                {{"count", std::to_string(unexplained)}});
  }
  // A cell that has changed since would be another version, which act() refuses.
  return act(access, id, version,
             {.kind = "submit",
              .action = org::Action::submit_form,
              .from = {State::filling, State::returned},
              .payload = findings_payload(reading)});
}

Result<int> Returns::send_back(const org::Access& access, const Uuid& id, int version,
                               std::string_view reason) {
  reason = text::trimmed(reason);
  if (reason.empty()) return fail(ErrorKind::bad_input, "forms.reason_needed");
  if (reason.size() > limits::remark_bytes_max) {
    return fail(ErrorKind::too_large, "forms.text_too_long",
                {{"bytes", std::to_string(limits::remark_bytes_max)}});
  }
  JsonWriter json;
  json.begin_object().member("reason", reason).end_object();
  return act(access, id, version,
             {.kind = "return",
              .action = org::Action::settle_form,
              .from = {State::submitted, State::locked},
              .payload = json.take()});
}

Result<int> Returns::lock(const org::Access& access, const Uuid& id, int version) {
  return act(access, id, version,
             {.kind = "lock",
              .action = org::Action::settle_form,
              .from = {State::submitted},
              .payload = "{}"});
}

std::vector<std::string> Returns::may(const org::Access& access, const Return& head) const {
  const bool is_open = head.state == State::filling || head.state == State::returned;
  const bool is_in = head.state == State::submitted || head.state == State::locked;
  const auto allows = [&](org::Action action) { return require(access, action, head).has_value(); };
  std::vector<std::string> may;
  if (is_open && allows(org::Action::fill_form)) may.emplace_back("fill");
  if (is_open && allows(org::Action::submit_form)) may.emplace_back("submit");
  if (is_in && allows(org::Action::settle_form)) may.emplace_back("return");
  if (head.state == State::submitted && allows(org::Action::settle_form)) may.emplace_back("lock");
  return may;
}

}  // namespace youju::forms
