#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/store/database.h>
#include <youju/writing/drafts.h>
#include <youju/writing/projection.h>

#include <algorithm>

namespace youju::writing {
namespace {

Result<void> check_remark(std::string_view text) {
  if (text.size() <= limits::remark_bytes_max) return {};
  return fail(ErrorKind::too_large, "writing.remark_too_long",
              {{"bytes", std::to_string(limits::remark_bytes_max)}});
}

}  // namespace

Result<std::vector<Comment>> Drafts::comments(const org::Access& access, const Uuid& id) const {
  TRY(find(access, id));
  const auto transaction = needs_.ledgers.database().read();
  return read_comments(*transaction, id);
}

Result<int> Drafts::comment(const org::Access& access, const Uuid& id, std::string_view block,
                            std::string_view quote, std::string_view text) {
  const Draft seen = TRY(find(access, id));
  TRY(require(access, org::Action::review_summary, seen));
  text = text::trimmed(text);
  if (text.empty()) return fail(ErrorKind::bad_input, "writing.remark_needed");
  TRY(check_remark(text));
  TRY(check_remark(quote));
  int number = 0;
  TRY(needs_.ledgers.write([&](store::Transaction& transaction,
                               ledger::EventWriter& events) -> Result<void> {
    const std::optional<Draft> draft = TRY(read_draft(transaction, id));
    CHECK(draft.has_value());  // it was found, and none is ever taken away
    const auto version = TRY(read_version(transaction, id, draft->version));
    if (!version || find_block(version->content, block) == nullptr) {
      return fail(ErrorKind::not_found, "writing.no_such_block", {{"block", std::string(block)}});
    }
    const std::vector<Comment> all = TRY(read_comments(transaction, id));
    if (all.size() >= limits::draft_comments_max) {
      return fail(ErrorKind::too_large, "writing.too_many_comments",
                  {{"max", std::to_string(limits::draft_comments_max)}});
    }
    number = static_cast<int>(all.size()) + 1;
    JsonWriter json;
    json.begin_object().key("comment").number(number).member("block", block);
    json.member("quote", quote).member("text", text).end_object();
    ledger::Event event;
    event.at_ms = needs_.clock.now_ms();
    event.actor = access.login();
    event.kind = "draft.comment";
    event.subject = draft->unit;
    event.record = id.to_string();
    event.version = draft->version;
    event.payload = json.take();
    TRY(events.append(event));
    return apply(transaction, event);
  }));
  return number;
}

Result<void> Drafts::resolve(const org::Access& access, const Uuid& id, int comment,
                             bool resolved) {
  const Draft seen = TRY(find(access, id));
  TRY(require(access, org::Action::review_summary, seen));
  return needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const std::optional<Draft> draft = TRY(read_draft(transaction, id));
        CHECK(draft.has_value());  // it was found, and none is ever taken away
        const std::vector<Comment> all = TRY(read_comments(transaction, id));
        const auto found = std::find_if(
            all.begin(), all.end(), [&](const Comment& each) { return each.number == comment; });
        if (found == all.end()) {
          return fail(ErrorKind::not_found, "writing.no_such_comment",
                      {{"comment", std::to_string(comment)}});
        }
        if (found->resolved == resolved) return {};
        JsonWriter json;
        json.begin_object().key("comment").number(comment).end_object();
        ledger::Event event;
        event.at_ms = needs_.clock.now_ms();
        event.actor = access.login();
        event.kind = resolved ? "draft.resolve" : "draft.unresolve";
        event.subject = draft->unit;
        event.record = id.to_string();
        event.version = draft->version;
        event.payload = json.take();
        TRY(events.append(event));
        return apply(transaction, event);
      });
}

}  // namespace youju::writing
