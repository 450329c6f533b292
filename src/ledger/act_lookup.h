// Where the names in a row are found while it is being entered. Inner header of the room.
#pragma once

#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/value.h>
#include <youju/ledger/workbook_cells.h>

#include <map>
#include <unordered_map>

namespace youju::ledger {

// Units by what people call them, for what is no code. The names are gathered at the first
// question: most files and all forms speak in codes.
class NamedUnits {
 public:
  explicit NamedUnits(const org::Directory& directory) : directory_(directory) {}
  // Nothing if no unit, or more than one, is called so.
  std::optional<org::UnitId> find(std::string_view spelling);

 private:
  const org::Directory& directory_;
  std::optional<UnitNames> names_;
};

// Within a work: an unknown party becomes one (with its event) if that is wanted; records are found
// by the key that the same source has given them, or by their UUID.
class ActLookup : public Lookup {
 public:
  struct Options {
    std::string source;  // first part of entry keys
    bool add_parties = true;
  };
  ActLookup(Act& act, const PartyBook& book, const SchemaSet& schemas,
            const org::Directory& directory, Options options)
      : act_(act),
        book_(book),
        schemas_(schemas),
        directory_(directory),
        named_(directory),
        options_(std::move(options)) {}

  std::optional<org::UnitId> unit(std::string_view code) override;
  Result<std::optional<PartyId>> party(const Field& field, std::string_view name_or_code) override;
  Result<std::optional<Uuid>> record(const Field& field, std::string_view key) override;

 private:
  Act& act_;
  const PartyBook& book_;
  const SchemaSet& schemas_;
  const org::Directory& directory_;
  NamedUnits named_;
  Options options_;
  std::unordered_map<std::string, PartyId> new_parties_;  // of this work
  std::unordered_map<std::string, Uuid> records_;         // by "ledger key"
};

// Outside of a work, for checking only: every party is known, with the number 0 if it is new.
class CheckLookup : public Lookup {
 public:
  CheckLookup(store::Transaction& transaction, const PartyBook& book, const SchemaSet& schemas,
              const org::Directory& directory, std::string source)
      : transaction_(transaction),
        book_(book),
        schemas_(schemas),
        directory_(directory),
        named_(directory),
        source_(std::move(source)) {}

  std::optional<org::UnitId> unit(std::string_view code) override;
  Result<std::optional<PartyId>> party(const Field& field, std::string_view name_or_code) override;
  Result<std::optional<Uuid>> record(const Field& field, std::string_view key) override;

 private:
  store::Transaction& transaction_;
  const PartyBook& book_;
  const SchemaSet& schemas_;
  const org::Directory& directory_;
  NamedUnits named_;
  std::string source_;
};

}  // namespace youju::ledger
