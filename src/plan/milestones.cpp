// What is wanted in words.
#include <youju/base/hash.h>
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/plan/reader.h>
#include <youju/store/database.h>

#include <algorithm>
#include <utility>

namespace youju::plan {
namespace {

Result<MilestoneText> checked(MilestoneText text) {
  text.text = text::trimmed(text.text);
  text.owner = text::trimmed(text.owner);
  if (text.text.empty()) return fail(ErrorKind::bad_input, "plan.text_needed");
  TRY(check_length(text.text));
  TRY(check_length(text.owner));
  if (text.due && !text.period.contains(*text.due)) {
    return fail(ErrorKind::bad_input, "plan.due_outside",
                {{"day", text.due->to_string()}, {"period", text.period.to_string()}});
  }
  return text;
}

Result<Milestone> present(store::Transaction& transaction, const Uuid& id) {
  std::optional<Milestone> one = TRY(read_milestone(transaction, id));
  if (!one || one->dropped) return fail(ErrorKind::not_found, "plan.no_such_milestone");
  return std::move(*one);
}

Result<void> check_version(const Milestone& one, int version) {
  if (one.version == version) return {};
  return fail(ErrorKind::conflict, "plan.version_conflict",
              {{"version", std::to_string(one.version)}, {"name", one.updated_by}});
}

// The id of what is made under a key: the same for the same person and key, so that the log itself
// knows that it was made already. A UUID of version 8 (RFC 9562), made of a digest.
Uuid id_of_key(std::string_view login, std::string_view key) {
  const std::string hex =
      to_hex(digest_of("plan.milestone:" + std::string(login) + ":" + std::string(key)));
  return *Uuid::parse(hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-8" + hex.substr(12, 3) + "-8" +
                      hex.substr(15, 3) + "-" + hex.substr(18, 12));
}

}  // namespace

Result<Milestone> Plans::milestone(const org::Access& access, const Uuid& id) const {
  const auto transaction = needs_.ledgers.database().read();
  Milestone one = TRY(present(*transaction, id));
  TRY(require(access, org::Action::read, one.unit));
  one.light = milestone_light(one, needs_.clock.today());
  return one;
}

Result<Uuid> Plans::add_milestone(const org::Access& access, const MilestoneText& given) {
  TRY(require(access, org::Action::set_target, given.unit));
  const MilestoneText text = TRY(checked(given));
  const Uuid id = text.key.empty() ? Uuid::make(needs_.clock) : id_of_key(access.login(), text.key);
  TRY(needs_.ledgers.write([&](store::Transaction& transaction,
                               ledger::EventWriter& events) -> Result<void> {
    if (const auto made = TRY(read_milestone(transaction, id))) {
      if (made->unit == text.unit && made->period == text.period) return {};
      return fail(ErrorKind::conflict, "plan.key_reused", {{"key", text.key}});
    }
    const auto all = TRY(read_milestones(transaction, text.unit, text.period));
    const auto count =
        std::count_if(all.begin(), all.end(), [](const Milestone& each) { return !each.dropped; });
    if (static_cast<std::size_t>(count) >= limits::plan_milestones_max) {
      return fail(ErrorKind::too_large, "plan.milestones_max",
                  {{"count", std::to_string(limits::plan_milestones_max)}});
    }
    return act(transaction, events, access,
               {"plan.milestone", text.unit, milestone_payload(text, false), 1, id.to_string()});
  }));
  return id;
}

Result<int> Plans::change_milestone(const org::Access& access, const Uuid& id, int version,
                                    const MilestoneText& given, bool drop) {
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const Milestone before = TRY(present(transaction, id));
        TRY(require(access, org::Action::set_target, before.unit));
        TRY(check_version(before, version));
        MilestoneText text = given;
        // A milestone stays in its plan.
        text.unit = before.unit;
        text.period = before.period;
        if (drop) {
          text.text = before.text;
          text.owner = before.owner;
          text.due = before.due;
        }
        text = TRY(checked(std::move(text)));
        return act(transaction, events, access,
                   {"plan.milestone", before.unit, milestone_payload(text, drop), version + 1,
                    id.to_string()});
      }));
  return version + 1;
}

Result<int> Plans::finish_milestone(const org::Access& access, const Uuid& id, int version,
                                    std::optional<Day> done_on, std::string_view note) {
  note = text::trimmed(note);
  TRY(check_length(note));
  if (done_on) TRY(day_of(done_on));
  JsonWriter json;
  json.begin_object().member("done_on", done_on ? done_on->to_string() : "");
  json.member("note", note).end_object();
  const std::string payload = json.take();
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const Milestone before = TRY(present(transaction, id));
        TRY(require(access, org::Action::declare_figure, before.unit));
        TRY(check_version(before, version));
        return act(transaction, events, access,
                   {"plan.done", before.unit, payload, version + 1, id.to_string()});
      }));
  return version + 1;
}

}  // namespace youju::plan
