// How values of the rooms are told as JSON, in the shapes of shape.h. Inside this room.
#pragma once

#include <youju/http/call.h>

namespace youju::http {

// 2020-03-20T14:05:00+08:00
void tell_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts);

// The reason of an event, out of its payload; "" if it has none.
std::string reason_of(const ledger::Event& event);

// --- records
struct RecordTelling {
  const Call& call;
  const ledger::Schema& schema;
  std::shared_ptr<const org::Directory> directory;  // shared: one picture for the whole answer
  std::shared_ptr<const org::UnitTree> tree;

  RecordTelling(const Call& the_call, const ledger::Schema& the_schema);
  // An object in the shape "Record". `contribution`: what it adds to the figure it stands behind.
  Result<void> record(JsonWriter& json, const ledger::Record& record,
                      const std::optional<std::string>& contribution = {}) const;
  // Its members, inside an object that is open.
  Result<void> members(JsonWriter& json, const ledger::Record& record) const;
  Result<void> head(JsonWriter& json, const ledger::Record& record,
                    std::string_view reason = {}) const;
  // What a record is called: its name field, else its ledger's title.
  std::string title(const ledger::Record& record) const;

 private:
  // "may" and "review_note".
  void tell_may(JsonWriter& json, const ledger::Record& record) const;
};
// The members "holiday" and "coming" of the start page (routes_almanac.cpp).
void tell_coming(JsonWriter& json, const Call& call);
// The shape "Ledger".
void tell_ledger(JsonWriter& json, const Call& call, const ledger::Schema& schema);

// --- figures
// Tells figures of one view, many of which are of the same unit and period: what those share is
// put into words once. Both must outlive it.
class FigureTelling {
 public:
  FigureTelling(const Call& call, const indicator::FigureView& view) : call_(call), view_(view) {}
  // The members of the shape "Figure", inside an object that is open.
  void members(JsonWriter& json, const indicator::Figure& figure);

 private:
  void see(const indicator::FigureName& name);

  const Call& call_;
  const indicator::FigureView& view_;
  indicator::FigureName seen_;  // whose unit, period and filter stand in the two below
  std::string where_;           // FigureName::where_to_string
  std::string name_;            // of the figure told last
  std::string shared_;          // the members from "unit" to "filter"; "" before the first
};
void tell_figure_members(JsonWriter& json, const Call& call, indicator::FigureView& view,
                         const indicator::Figure& figure);
void tell_figure(JsonWriter& json, const Call& call, indicator::FigureView& view,
                 const indicator::Figure& figure);
// What a field of a split is called: the title it has in the indicator's ledger.
std::string field_title(const Call& call, const ledger::SchemaSet& schemas,
                        const std::string& field);
// "fields": by which fields an indicator can be cut, with their titles.
void tell_filter_fields(JsonWriter& json, const Call& call, const indicator::Indicator& indicator);
// The members of "FigureDetail" beyond those of "Figure": its definition and its ground.
void tell_figure_ground(JsonWriter& json, const Call& call, indicator::FigureView& view,
                        const indicator::Figure& figure);
// A period as people of the call's language read it.
std::string period_title(const Call& call, const Period& period);
// The exact value: decimal or ISO day, "" when missing.
std::string value_of(const indicator::Figure& figure);

// --- jobs
// The shape "Job".
void tell_job(JsonWriter& json, const app::Job& job, Language language);
// "odd": the sentences about the record's numbers that stand far from the approved past.
Result<void> tell_odd_values(JsonWriter& json, const Call& call, indicator::FigureView& view,
                             const ledger::Schema& schema, const ledger::Record& record);

// --- people
void tell_grants(JsonWriter& json, const Call& call, const std::vector<org::Grant>& grants);

}  // namespace youju::http
