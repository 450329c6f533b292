// Reading records: one, a page, all, and what their values are called.
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/ledger/act_lookup.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_check.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/review.h>
#include <youju/store/database.h>

#include <algorithm>
#include <map>
#include <memory>

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

// Whether a record is one that a list asks for: state, subtree, text, fields.
class Selection {
 public:
  static Result<Selection> of(const Ledgers& ledgers, const Schema& schema,
                              const Ledgers::ListQuery& query, const org::UnitTree& tree) {
    if (query.contains.size() > limits::search_bytes_max) {
      return fail(ErrorKind::too_large, "ledger.search_too_long",
                  {{"max", std::to_string(limits::search_bytes_max)}});
    }
    Selection selection(ledgers, schema, query, tree);
    for (const auto& [name, text] : query.with) {
      const int index = schema.field_index(name);
      if (index < 0) {
        return fail(ErrorKind::bad_usage, "ledger.unknown_field",
                    {{"ledger", schema.name}, {"field", name}});
      }
      selection.with_.emplace_back(static_cast<std::size_t>(index), text);
    }
    return selection;
  }

  RecordTable::Units units() const { return units_; }

  bool holds(const Record& record) const {
    if (query_.state && record.state != *query_.state) return false;
    if (!has(record.unit)) return false;
    for (const auto& [index, text] : with_) {
      if (ledgers_.spell(record.values[index]) != text) return false;
    }
    if (wanted_.empty()) return true;
    for (std::size_t index = 0; index < schema_.fields.size(); ++index) {
      const Field& field = schema_.fields[index];
      if (is_missing(record.values[index]) || field.is_private) continue;
      const std::string shown = ledgers_.show(field, record.values[index], Language::zh_cn);
      if (text::folded(shown).find(wanted_) != std::string::npos) return true;
    }
    const org::Unit& unit = directory_->unit(record.unit);
    return text::folded(unit.name).find(wanted_) != std::string::npos;
  }

 private:
  Selection(const Ledgers& ledgers, const Schema& schema, const Ledgers::ListQuery& query,
            const org::UnitTree& tree)
      : ledgers_(ledgers),
        schema_(schema),
        query_(query),
        tree_(tree),
        subtree_(tree.subtree(query.unit)),
        units_(few_units(tree, query.unit)),
        directory_(ledgers.directory()),
        wanted_(text::folded(text::trimmed(query.contains))) {}

  bool has(org::UnitId unit) const {
    return tree_.has(unit) && subtree_.contains(tree_.position(unit));
  }

  const Ledgers& ledgers_;
  const Schema& schema_;
  const Ledgers::ListQuery& query_;
  const org::UnitTree& tree_;
  org::UnitTree::Interval subtree_;
  std::vector<org::UnitId> units_;
  std::shared_ptr<const org::Directory> directory_;  // shared: one picture for the whole list
  std::string wanted_;
  std::vector<std::pair<std::size_t, std::string>> with_;
};

Result<RecordPage> Ledgers::list(const org::Access& access, const ListQuery& query) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, query.ledger));
  TRY(state_->require(access, org::Action::read, query.unit));
  const std::size_t rows = std::clamp<std::size_t>(query.rows, 1, limits::page_rows_max);
  const auto tree = directory()->tree(state_->clock.today());
  if (!tree->has(query.unit)) return RecordPage{};
  const Selection selection = TRY(Selection::of(*this, *schema, query, *tree));
  const PageKey from = TRY(page_key(query.after, query.period));
  RecordPage page;
  const auto transaction = state_->database.read();
  const auto take = [&](const Record& record) -> Result<bool> {
    if (!selection.holds(record)) return true;
    if (page.records.size() == rows) {
      const Record& last = page.records.back();
      page.next = last.on.to_string() + " " + last.id.to_string();
      return false;
    }
    page.records.push_back(record);
    return true;
  };
  TRY(RecordTable(*transaction, *schema)
          .each_between({query.period.first(), query.period.after(), from.on, from.id,
                         selection.units(), query.state, state_->is_by_unit},
                        take));
  return page;
}

Result<Ledgers::ListTotals> Ledgers::totals(const org::Access& access,
                                            const ListQuery& query) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, query.ledger));
  TRY(state_->require(access, org::Action::read, query.unit));
  const auto tree = directory()->tree(state_->clock.today());
  ListTotals totals;
  if (!tree->has(query.unit)) return totals;
  const Selection selection = TRY(Selection::of(*this, *schema, query, *tree));
  std::vector<std::optional<Decimal>> sums(schema->fields.size());
  std::vector<bool> overflown(schema->fields.size(), false);
  const auto transaction = state_->database.read();
  const auto take = [&](const Record& record) -> Result<bool> {
    if (!selection.holds(record)) return true;
    ++totals.records;
    for (std::size_t index = 0; index < sums.size(); ++index) {
      const auto* number = std::get_if<Decimal>(&record.values[index]);
      if (number == nullptr || overflown[index]) continue;
      const auto sum = sums[index] ? add(*sums[index], *number) : Result<Decimal>(*number);
      overflown[index] = !sum;
      if (sum) sums[index] = *sum;
    }
    return true;
  };
  TRY(RecordTable(*transaction, *schema)
          .each_between({query.period.first(), query.period.after(), query.period.last(), "g",
                         selection.units(), query.state, state_->is_by_unit},
                        take));
  for (std::size_t index = 0; index < sums.size(); ++index) {
    if (sums[index] && !overflown[index]) totals.sums[schema->fields[index].name] = *sums[index];
  }
  return totals;
}

Result<void> Ledgers::may_review(const org::Access& access, const Schema& schema,
                                 const Record& record) const {
  TRY(state_->require(access, right_for(record.state, Move::approve), record.unit));
  if (!state_after(record.state, Move::approve, schema.review)) {
    return fail(ErrorKind::conflict, "ledger.wrong_state",
                {{"state", std::string(state_name(record.state))},
                 {"action", std::string(event_kind(Move::approve, record.state))}});
  }
  if (schema.review.is_plain()) return {};
  const auto transaction = state_->database.read();
  return require_reviewer(*transaction, access, schema, *state_->tree_now(), record);
}

Result<std::vector<Record>> Ledgers::in_states(const org::Access& access, std::string_view ledger,
                                               org::UnitId unit,
                                               std::span<const State> states) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  TRY(state_->require(access, org::Action::read, unit));
  const auto tree = directory()->tree(state_->clock.today());
  std::vector<Record> records;
  if (!tree->has(unit)) return records;
  const auto subtree = tree->subtree(unit);
  const auto units = few_units(*tree, unit);
  const auto transaction = state_->database.read();
  const auto take = [&](const Record& record) -> Result<void> {
    if (tree->has(record.unit) && subtree.contains(tree->position(record.unit))) {
      records.push_back(record);
    }
    return {};
  };
  RecordTable table(*transaction, *schema);
  for (const State state : states) TRY(table.each_in_state(state, units, take));
  const auto longest = [](const Record& a, const Record& b) {
    return a.updated_ms != b.updated_ms ? a.updated_ms < b.updated_ms : a.id < b.id;
  };
  std::sort(records.begin(), records.end(), longest);
  if (records.size() > limits::page_rows_max) records.resize(limits::page_rows_max);
  return records;
}

Result<void> Ledgers::scan(const Schema& schema,
                           const std::function<Result<void>(const Record&)>& each) const {
  const auto transaction = state_->database.read();
  return RecordTable(*transaction, schema).each_in_state(State::approved, {}, each);
}

Result<std::int64_t> Ledgers::changed_since(
    std::int64_t seq,
    const std::function<void(const Schema&, const Uuid&, const Record*)>& each) const {
  const auto schemas = this->schemas();
  const auto transaction = state_->database.read();
  std::map<std::string, std::unique_ptr<RecordTable>, std::less<>> tables;
  for (const auto& [ledger, id] : TRY(records_since(*transaction, seq))) {
    const Schema* const schema = schemas->find(ledger);
    if (schema == nullptr) continue;  // an event of a room above, or of a ledger that is no more
    auto& table = tables[ledger];
    if (table == nullptr) table = std::make_unique<RecordTable>(*transaction, *schema);
    const Record record = TRY(table->get(id));
    each(*schema, id, record.state == State::approved ? &record : nullptr);
  }
  return TRY(chain_head(*transaction)).seq;
}

Result<std::optional<ChainHead>> Ledgers::chain_at(std::int64_t seq) const {
  return ledger::chain_at(*state_->database.read(), seq);
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

Result<Record> Ledgers::check(const Schema& schema, const RawRecord& raw, Then then,
                              std::vector<Error>& faults) const {
  const auto schemas = this->schemas();
  const auto directory = this->directory();
  const auto transaction = state_->database.read();
  CheckLookup lookup(*transaction, state_->parties, *schemas, *directory, "");
  Record record;
  faults = check_raw({schema, *schemas, *directory, lookup}, raw, then == Then::submit, record);
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

std::string Ledgers::spell(const Value& value) const {
  if (const auto* unit = std::get_if<org::UnitId>(&value)) return directory()->unit(*unit).code;
  if (const auto* party = std::get_if<PartyId>(&value)) return state_->parties.name(*party);
  return value_text(value);
}

}  // namespace youju::ledger
