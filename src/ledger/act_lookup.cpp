#include <youju/base/json_writer.h>
#include <youju/ledger/act_lookup.h>
#include <youju/ledger/projector.h>
#include <youju/org/projection.h>

namespace youju::ledger {

namespace {

Result<std::optional<Uuid>> find_record(store::Transaction& transaction, const SchemaSet& schemas,
                                        const Field& field, const std::string& source,
                                        std::string_view key) {
  const Schema* schema = schemas.find(field.ledger);
  CHECK(schema != nullptr);
  RecordTable table(transaction, *schema);
  if (const auto id = Uuid::parse(key); id) {
    if (table.get(*id)) return std::optional<Uuid>(*id);
    return std::optional<Uuid>();
  }
  if (!source.empty()) {
    const auto found = TRY(table.id_of_key(source + ":" + std::string(key)));
    if (found) return found;
  }
  return table.id_of_key(key);
}

}  // namespace

std::optional<org::UnitId> NamedUnits::find(std::string_view spelling) {
  if (!names_) names_.emplace(directory_);
  const UnitNames::Found found = names_->find(spelling);
  if (found.code.empty()) return std::nullopt;
  const auto unit = directory_.find(found.code);
  CHECK(unit.has_value());
  return *unit;
}

std::optional<org::UnitId> ActLookup::unit(std::string_view code) {
  if (const auto found = directory_.find(code)) return *found;
  return named_.find(code);
}

Result<std::optional<PartyId>> ActLookup::party(const Field& field, std::string_view name_or_code) {
  if (const auto known = book_.find(name_or_code)) return known;
  const std::string key(name_or_code);
  if (const auto fresh = new_parties_.find(key); fresh != new_parties_.end()) {
    return std::optional(fresh->second);
  }
  if (const auto stored = TRY(org::find_party(act_.transaction(), name_or_code)); stored) {
    return std::optional(PartyId{stored->id});
  }
  if (!options_.add_parties) return std::optional<PartyId>();
  org::Party party;
  party.kind = field.party_kind;
  party.name = key;
  if (looks_like_credit_code(key)) party.code = key;
  const PartyId id = TRY(add_party(act_, std::move(party)));
  new_parties_.emplace(key, id);
  return std::optional(id);
}

Result<std::optional<Uuid>> ActLookup::record(const Field& field, std::string_view key) {
  const std::string name = field.ledger + " " + std::string(key);
  if (const auto known = records_.find(name); known != records_.end()) {
    return std::optional(known->second);
  }
  const auto found = TRY(find_record(act_.transaction(), schemas_, field, options_.source, key));
  if (found) records_.emplace(name, *found);
  return found;
}

std::optional<org::UnitId> CheckLookup::unit(std::string_view code) {
  if (const auto found = directory_.find(code)) return *found;
  return named_.find(code);
}

Result<std::optional<PartyId>> CheckLookup::party(const Field&, std::string_view name_or_code) {
  return std::optional(book_.find(name_or_code).value_or(PartyId{}));
}

Result<std::optional<Uuid>> CheckLookup::record(const Field& field, std::string_view key) {
  return find_record(transaction_, schemas_, field, source_, key);
}

}  // namespace youju::ledger
