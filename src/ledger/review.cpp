#include <youju/ledger/event_log.h>
#include <youju/ledger/review.h>
#include <youju/ledger/workflow.h>

#include <algorithm>

namespace youju::ledger {

namespace {

tl::unexpected<Error> refused(const org::Access& access, std::string_view what) {
  return fail(ErrorKind::forbidden, what, {{"login", access.login()}});
}

bool is_content(const Event& event) {
  return event.kind == "record.enter" || event.kind == "record.edit";
}

}  // namespace

Result<void> require_reviewer(store::Transaction& transaction, const org::Access& access,
                              const Schema& schema, const org::UnitTree& today,
                              const Record& record) {
  const Review& review = schema.review;
  const auto after = state_after(record.state, Move::approve, review);
  if (review.is_plain() || access.is_owner() || !after) return {};
  const bool second = review.people > 1 && record.state == State::checked;
  if (!review.author || second) {
    const std::vector<Event> events = TRY(events_of_record(transaction, record.id));
    const bool wrote = std::any_of(events.begin(), events.end(), [&](const Event& event) {
      return is_content(event) && event.actor == access.login();
    });
    if (!review.author && wrote) return refused(access, "ledger.own_review");
    const auto check = std::find_if(events.rbegin(), events.rend(), [](const Event& event) {
      return event.kind == "record.check";
    });
    if (second && check != events.rend() && check->actor == access.login()) {
      return refused(access, "ledger.second_reviewer");
    }
  }
  if (review.superior && *after == State::approved &&
      !access.require_above(org::Action::approve_record, record.unit, today)) {
    return refused(access, "ledger.superior_review");
  }
  return {};
}

Result<void> require_import_review(const org::Access& access, const Schema& schema) {
  const Review& review = schema.review;
  const bool more = review.people > 1 || !review.author || review.superior;
  return more && !access.is_owner() ? Result<void>(refused(access, "ledger.import_review"))
                                    : Result<void>();
}

}  // namespace youju::ledger
