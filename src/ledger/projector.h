// Applies events to the projections. The live path calls it for everything but records, whose rows
// it writes itself; replaying the whole log through it makes the same tables again.
#pragma once

#include <youju/ledger/event_log.h>
#include <youju/ledger/record.h>
#include <youju/ledger/record_table.h>

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace youju::ledger {

class Projector {
 public:
  // `known` are the units there are already; null for a replay from the beginning.
  // Must not outlive them.
  explicit Projector(store::Transaction& transaction, const org::Directory* known = nullptr);

  // Errors: ErrorKind::corrupt, "ledger.bad_payload"; those of shape_table for pack.load. Kinds of
  // the rooms above ("figure.declare") are theirs to apply: they are passed over.
  Result<void> apply(const Event& event);
  std::int64_t records() const { return records_; }  // made by this projector

 private:
  Result<void> apply_person(const Event& event, const boost::json::object& payload);
  Result<void> apply_party(const boost::json::object& payload);
  Result<void> apply_pack(const boost::json::object& payload);
  Result<void> apply_almanac(const Event& event);
  Result<void> apply_evidence(const boost::json::object& payload);
  Result<void> apply_import(const Event& event, const boost::json::object& payload);
  Result<void> apply_period(const Event& event, const boost::json::object& payload);
  Result<void> apply_record(const Event& event, const boost::json::object& payload);
  Result<org::UnitId> unit(std::string_view code) const;

  struct Tables;
  struct Ledger {
    Schema schema;
    std::unique_ptr<RecordTable> table;
  };

  store::Transaction& transaction_;
  const org::Directory* known_;
  std::unordered_map<std::string, org::UnitId> units_;  // that came since
  std::map<std::string, Ledger, std::less<>> ledgers_;
  std::int64_t records_ = 0;
};

}  // namespace youju::ledger
