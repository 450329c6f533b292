// Reading records: one, a page, all, and what their values are called.
#include <youju/base/limits.h>
#include <youju/ledger/act_lookup.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_check.h>
#include <youju/ledger/record_table.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

// A page's key is "2020-03-20 <uuid>" of its last record.
struct PageKey {
  Day on;
  std::string id;
};

Result<PageKey> page_key(const std::string& after, const Period& period) {
  // Greater than every UUID: the first page begins before all records of the last day.
  if (after.empty()) return PageKey{period.last(), "g"};
  const std::size_t blank = after.find(' ');
  const auto on = Day::parse(std::string_view(after).substr(0, blank));
  if (blank == std::string::npos || !on || !Uuid::parse(after.substr(blank + 1))) {
    return fail(ErrorKind::bad_usage, "ledger.bad_page", {{"page", after}});
  }
  return PageKey{*on, after.substr(blank + 1)};
}

}  // namespace

Result<Record> Ledgers::record(const org::Access& access, std::string_view ledger,
                               const Uuid& id) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  const auto transaction = state_->database.read();
  Record record = TRY(RecordTable(*transaction, *schema).get(id));
  TRY(state_->require(access, org::Action::read, record.unit));
  return record;
}

Result<std::vector<Event>> Ledgers::history(const org::Access& access, const Uuid& id) const {
  const auto schemas = this->schemas();
  const auto transaction = state_->database.read();
  std::vector<Event> events = TRY(events_of_record(*transaction, id));
  if (events.empty()) {
    return fail(ErrorKind::not_found, "ledger.no_such_record",
                {{"ledger", ""}, {"id", id.to_string()}});
  }
  const Schema* schema = TRY(Interior::schema(*schemas, events.front().subject));
  const Record record = TRY(RecordTable(*transaction, *schema).get(id));
  TRY(state_->require(access, org::Action::read, record.unit));
  return events;
}

Result<RecordPage> Ledgers::list(const org::Access& access, const ListQuery& query) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, query.ledger));
  TRY(state_->require(access, org::Action::read, query.unit));
  const std::size_t rows = std::clamp<std::size_t>(query.rows, 1, limits::page_rows_max);
  const auto directory = this->directory();
  const auto tree = directory->tree(state_->clock.today());
  if (!tree->has(query.unit)) return RecordPage{};
  const org::UnitTree::Interval subtree = tree->subtree(query.unit);
  const PageKey from = TRY(page_key(query.after, query.period));
  RecordPage page;
  const auto transaction = state_->database.read();
  const auto take = [&](const Record& record) -> Result<bool> {
    if (query.state && record.state != *query.state) return true;
    if (!tree->has(record.unit) || !subtree.contains(tree->position(record.unit))) return true;
    if (page.records.size() == rows) {
      const Record& last = page.records.back();
      page.next = last.on.to_string() + " " + last.id.to_string();
      return false;
    }
    page.records.push_back(record);
    return true;
  };
  TRY(RecordTable(*transaction, *schema)
          .each_between({query.period.first(), query.period.after(), from.on, from.id}, take));
  return page;
}

Result<void> Ledgers::scan(const Schema& schema,
                           const std::function<Result<void>(const Record&)>& each) const {
  const auto transaction = state_->database.read();
  return RecordTable(*transaction, schema).each_in_state(State::approved, each);
}

Result<std::vector<Uuid>> Ledgers::possible_doubles(const org::Access& access,
                                                    std::string_view ledger, const Uuid& id) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  const auto transaction = state_->database.read();
  RecordTable table(*transaction, *schema);
  const Record record = TRY(table.get(id));
  TRY(state_->require(access, org::Action::read, record.unit));
  std::vector<Uuid> doubles;
  const auto key = duplicate_key_of(*schema, record);
  if (!key) return doubles;
  for (const Uuid& other : TRY(table.with_duplicate_key(*key))) {
    if (other == id || TRY(is_kept_double(*transaction, ledger, id, other))) continue;
    doubles.push_back(other);
  }
  return doubles;
}

Result<Record> Ledgers::check(const Schema& schema, const RawRecord& raw,
                              std::vector<Error>& faults) const {
  const auto schemas = this->schemas();
  const auto directory = this->directory();
  const auto transaction = state_->database.read();
  CheckLookup lookup(*transaction, state_->parties, *schemas, *directory, "");
  Record record;
  faults = check_raw(schema, *schemas, *directory, lookup, raw, record);
  return record;
}

std::string Ledgers::show(const Field& field, const Value& value, Language language) const {
  if (const auto* choice = std::get_if<ChoiceCode>(&value)) {
    const Choice* known = field.choice(choice->code);
    return known == nullptr ? choice->code : known->title.in(language);
  }
  if (const auto* unit = std::get_if<org::UnitId>(&value)) return directory()->unit(*unit).name;
  if (const auto* party = std::get_if<PartyId>(&value)) return state_->parties.name(*party);
  if (const auto* id = std::get_if<Uuid>(&value)) {
    const auto schemas = this->schemas();
    const Schema* schema = schemas->find(field.ledger);
    if (schema == nullptr || schema->name_field < 0) return id->to_string();
    const auto transaction = state_->database.read();
    auto record = RecordTable(*transaction, *schema).get(*id);
    if (!record) return id->to_string();
    const auto index = static_cast<std::size_t>(schema->name_field);
    const Field& name = schema->fields[index];
    // A chain of records that are called by each other ends here: names are texts, parties, units.
    if (name.type == FieldType::record) return id->to_string();
    return show(name, record->values[index], language);
  }
  return value_text(value);
}

}  // namespace youju::ledger
