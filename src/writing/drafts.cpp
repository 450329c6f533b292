#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/store/database.h>
#include <youju/writing/drafts.h>
#include <youju/writing/printing.h>
#include <youju/writing/projection.h>

#include <algorithm>
#include <set>

namespace youju::writing {
namespace {

tl::unexpected<Error> no_such_draft(const Uuid& id) {
  return fail(ErrorKind::not_found, "writing.no_such_draft", {{"id", id.to_string()}});
}

using Members = std::vector<std::pair<std::string, std::string>>;

// The payload of an event that makes a version.
std::string version_payload(const Members& members, const Content& content,
                            const std::vector<Printed>& printed, std::int64_t as_of) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, value] : members) json.member(name, value);
  json.key("as_of").number(as_of).key("content").raw(to_json(content));
  json.key("printed").raw(printed_json(printed)).end_object();
  return json.take();
}

}  // namespace

Drafts::Drafts(Needs needs) : needs_(std::move(needs)) {}

std::shared_ptr<const org::UnitTree> Drafts::tree() const {
  return needs_.ledgers.directory()->tree(needs_.clock.today());
}

Result<void> Drafts::require(const org::Access& access, org::Action action,
                             const Draft& draft) const {
  const org::UnitId unit = TRY(needs_.ledgers.directory()->find(draft.unit));
  return access.require(action, unit, *tree());
}

bool Drafts::allows(const org::Access& access, org::Action action, const Draft& draft) const {
  return require(access, action, draft).has_value();
}

std::unique_ptr<indicator::FigureView> Drafts::view(const org::Access& access,
                                                    org::UnitId unit) const {
  return needs_.figures.view(access, narrative::quotable(unit, *tree()));
}

Error Drafts::conflict(const Draft& draft) const {
  return Error{ErrorKind::conflict,
               "writing.version_conflict",
               "",
               {{"version", std::to_string(draft.version)},
                {"by", draft.updated_by},
                {"name", needs_.ledgers.directory()->name_of_person(draft.updated_by)},
                {"at", instant_to_string(draft.updated_ms)}}};
}

Result<Uuid> Drafts::create(const org::Access& access, std::string_view unit, const Period& period,
                            std::string_view template_name) {
  Draft draft;
  draft.id = Uuid::make(needs_.clock);
  draft.unit = unit;
  draft.period = period;
  draft.template_name = template_name;
  TRY(require(access, org::Action::write_summary, draft));
  const Composed composed = TRY(compose_template(*this, access, draft));
  Version first;
  first.content = composed.parts.content;
  const Reading reading = TRY(render(access, draft, first));
  const std::string payload = version_payload(
      {{"period", period.to_string()}, {"template", draft.template_name}, {"note", ""}},
      first.content, printed_of(reading), reading.filled.document.as_of);
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const auto known = TRY(read_draft(transaction, unit, period, template_name));
        if (known) {
          return fail(ErrorKind::conflict, "writing.exists", {{"id", known->id.to_string()}});
        }
        ledger::Event event;
        event.at_ms = needs_.clock.now_ms();
        event.actor = access.login();
        event.kind = "draft.create";
        event.subject = draft.unit;
        event.record = draft.id.to_string();
        event.version = 1;
        event.payload = payload;
        TRY(events.append(event));
        return apply(transaction, event);
      }));
  return draft.id;
}

Result<std::vector<Draft>> Drafts::list(const org::Access& access, const ListQuery& query) const {
  const auto directory = needs_.ledgers.directory();
  const auto units = tree();
  TRY(access.require(org::Action::read, query.unit, *units));
  std::vector<Draft> found;
  const auto transaction = needs_.ledgers.database().read();
  TRY(each_draft(*transaction, [&](Draft&& draft) {
    if (query.period && !(*query.period == draft.period)) return true;
    if (query.state && *query.state != draft.state) return true;
    const auto unit = directory->find(draft.unit);
    if (!unit || !org::covers(query.unit, *unit, *units)) return true;
    found.push_back(std::move(draft));
    return found.size() < limits::page_rows_max;
  }));
  return found;
}

Result<std::vector<Drafts::Issued>> Drafts::issued(const org::Access& access) const {
  std::vector<Draft> sealed;
  const auto transaction = needs_.ledgers.database().read();
  TRY(each_draft(*transaction, [&](Draft&& draft) {
    if (draft.sealed_version > 0 && require(access, org::Action::read, draft)) {
      sealed.push_back(std::move(draft));
    }
    return true;
  }));
  std::vector<Issued> found;
  for (Draft& draft : sealed) {
    std::optional<Seal> seal = TRY(read_seal(*transaction, draft.id, draft.sealed_version));
    if (seal) found.push_back({std::move(draft), std::move(*seal)});
  }
  return found;
}

Result<Draft> Drafts::find(const org::Access& access, const Uuid& id) const {
  const auto transaction = needs_.ledgers.database().read();
  std::optional<Draft> draft = TRY(read_draft(*transaction, id));
  if (!draft) return no_such_draft(id);
  TRY(require(access, org::Action::read, *draft));
  return std::move(*draft);
}

Result<Version> Drafts::stored_version(const Uuid& id, int version) const {
  const auto transaction = needs_.ledgers.database().read();
  std::optional<Version> found = TRY(read_version(*transaction, id, version));
  if (found) return std::move(*found);
  return fail(ErrorKind::not_found, "writing.no_such_version",
              {{"version", std::to_string(version)}});
}

Result<Version> Drafts::version(const org::Access& access, const Uuid& id, int version) const {
  const Draft draft = TRY(find(access, id));
  return stored_version(id, version == 0 ? draft.version : version);
}

Result<Reading> Drafts::read(const org::Access& access, const Uuid& id, int version) const {
  Draft draft = TRY(find(access, id));
  Version stored = TRY(stored_version(id, version == 0 ? draft.version : version));
  const int number = stored.number;
  Reading reading = TRY(render(access, std::move(draft), std::move(stored)));
  reading.seal = TRY(seal_of(access, id, number));
  return reading;
}

Result<std::vector<Version>> Drafts::versions(const org::Access& access, const Uuid& id) const {
  TRY(find(access, id));
  const auto transaction = needs_.ledgers.database().read();
  return read_versions(*transaction, id);
}

Result<std::vector<ledger::Event>> Drafts::history(const org::Access& access,
                                                   const Uuid& id) const {
  TRY(find(access, id));
  const auto transaction = needs_.ledgers.database().read();
  return ledger::events_of_record(*transaction, id);
}

Result<Reading> Drafts::render(const org::Access& access, Draft draft, Version version) const {
  Composed composed = TRY(compose_template(*this, access, draft));
  Reading reading = TRY(fill_in(*this, access, composed, version.content));
  reading.draft = std::move(draft);
  reading.version = std::move(version);
  return reading;
}

// A draft is read by all who may read its unit, also what it quotes of other units: so its writer
// may put in only what the writer may see, beside what the template or the draft quotes already.
Result<void> Drafts::require_visible(const org::Access& access, const Draft& draft,
                                     const Content& before, const Content& after) const {
  std::set<std::string> quoted;
  for (const narrative::FigureMark* mark : marks_of(before)) quoted.insert(mark->name.to_string());
  std::vector<const narrative::FigureMark*> added;
  for (const narrative::FigureMark* mark : marks_of(after)) {
    if (!quoted.contains(mark->name.to_string())) added.push_back(mark);
  }
  if (added.empty()) return {};
  const Composed composed = TRY(compose_template(*this, access, draft));
  for (const narrative::FigureMark* mark : marks_of(composed.parts.content)) {
    quoted.insert(mark->name.to_string());
  }
  const auto own = needs_.figures.view(access);
  for (const narrative::FigureMark* mark : added) {
    if (quoted.contains(mark->name.to_string())) continue;
    const auto figure = own->figure(mark->name);
    if (!figure) return fail(Error(figure.error()).at(mark->name.to_string()));
  }
  return {};
}

Result<int> Drafts::save(const org::Access& access, const Uuid& id, int version,
                         std::string_view content_json, std::string_view note) {
  const Draft draft = TRY(find(access, id));
  const auto figures = view(access, TRY(needs_.ledgers.directory()->find(draft.unit)));
  const auto usual = [&](const indicator::FigureName& name) -> Result<indicator::Wording> {
    return indicator::default_wording(TRY(figures->figure(name)));
  };
  const Content content = TRY(parse_content(content_json, usual, version + 1));
  return save_content(access, id, version, content,
                      {.kind = "save",
                       .action = org::Action::write_summary,
                       .from = {State::writing, State::returned},
                       .payload = {},
                       .makes_version = true},
                      {{"note", std::string(note)}});
}

Result<int> Drafts::save_merged(const org::Access& access, const Uuid& id, int version,
                                const Content& content, std::string_view file_name,
                                std::string_view digest) {
  return save_content(access, id, version, content,
                      {.kind = "merge",
                       .action = org::Action::write_summary,
                       .from = {State::writing, State::returned},
                       .payload = {},
                       .makes_version = true},
                      {{"note", std::string(file_name)}, {"file", std::string(digest)}});
}

Result<int> Drafts::save_content(const org::Access& access, const Uuid& id, int version,
                                 const Content& content, Deed deed, const Members& members) {
  for (const auto& [name, value] : members) {
    if (value.size() <= limits::remark_bytes_max) continue;
    return fail(ErrorKind::too_large, "writing.remark_too_long",
                {{"bytes", std::to_string(limits::remark_bytes_max)}});
  }
  const Draft draft = TRY(find(access, id));
  TRY(require(access, deed.action, draft));
  // Told before the figures are computed, and judged once more inside the work.
  if (draft.version != version) return fail(conflict(draft));
  const Version before = TRY(stored_version(id, version));
  const bool can_change = std::count(deed.from.begin(), deed.from.end(), draft.state) > 0;
  const bool is_same = to_json(before.content) == to_json(content);
  if (is_same && can_change && deed.kind == "save") return version;
  TRY(require_visible(access, draft, before.content, content));
  Version next;
  next.content = content;
  const Reading reading = TRY(render(access, draft, std::move(next)));
  deed.payload =
      version_payload(members, content, printed_of(reading), reading.filled.document.as_of);
  return act(access, id, version, deed);
}

Result<int> Drafts::act(const org::Access& access, const Uuid& id, int version, const Deed& deed) {
  int made = version;
  TRY(needs_.ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        const std::optional<Draft> draft = TRY(read_draft(transaction, id));
        if (!draft) return no_such_draft(id);
        TRY(require(access, deed.action, *draft));
        if (draft->version != version) return fail(conflict(*draft));
        if (std::count(deed.from.begin(), deed.from.end(), draft->state) == 0) {
          return fail(ErrorKind::conflict, "writing.wrong_state",
                      {{"state", std::string(state_name(draft->state))}});
        }
        if (deed.makes_version) ++made;
        ledger::Event event;
        event.at_ms = needs_.clock.now_ms();
        event.actor = access.login();
        event.kind = "draft." + std::string(deed.kind);
        event.subject = draft->unit;
        event.record = id.to_string();
        event.version = made;
        event.payload = deed.payload;
        TRY(events.append(event));
        return apply(transaction, event);
      }));
  return made;
}

}  // namespace youju::writing
