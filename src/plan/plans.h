// The plans of one data folder. A plan is what a unit wants of a year or of five: targets on
// indicators and milestones in words. The values of targets are declared figures (indicator room),
// so that a summary, a figure's page and a plan can never differ; the events of this room add the
// plan's title, the targets' terms and the milestones: plan.title .terms .milestone .done.
//
// A plan is there as soon as anything is wanted of its unit and period; its key is both. Every
// acting function asks the Access first, writes its events and its projection in one transaction,
// and is durable when it returns. Thread-safe.
#pragma once

#include <youju/base/clock.h>
#include <youju/base/id.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledgers.h>
#include <youju/plan/target.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::plan {

std::vector<store::Migration> migrations();

struct Head {
  std::string unit;  // code
  Period period;
  std::string title;  // "": none was given
  std::int64_t targets = 0, milestones = 0;
};

// Something wanted in words: done on a day, or not.
struct Milestone {
  Uuid id;
  std::string unit;
  Period period;
  std::string text, owner;
  std::optional<Day> due;  // none: the last day of the period
  std::optional<Day> done_on;
  std::string note;      // what it was done with
  bool dropped = false;  // no longer wanted
  int version = 1;
  std::string updated_by;
  std::int64_t updated_ms = 0;
  Light light = Light::not_due;  // on the day asked for
};

// How often a target's value and its terms were set: what a change is based on.
struct Version {
  int value = 0, terms = 0;
  friend bool operator==(const Version&, const Version&) = default;
};

// A target and how far it has come on a day.
struct Target {
  indicator::FigureName name;  // aspect target
  const indicator::Indicator* indicator = nullptr;
  std::optional<indicator::DeclaredFigure> wanted;  // none: nothing is wanted (a part of a split)
  Version version;
  Terms terms;
  Law law = Law::adds;
  bool adds_up = false;                     // over units: it can be split down
  indicator::Figure now;                    // up to the day: of the period, or of its part
  std::optional<indicator::Figure> before;  // of the period before, whole
  Verdict verdict;
  std::vector<Step> steps;                       // of a frequency target
  std::int64_t parts = 0;                        // units below that have their part of it
  std::optional<Decimal> parts_sum, difference;  // value − sum, if there are parts
};

struct Reading {
  Head head;
  Day on;
  std::int64_t as_of = 0;
  std::shared_ptr<const indicator::IndicatorSet> indicators;  // keeps what is pointed to
  std::vector<Target> targets;                                // by name
  std::vector<Milestone> milestones;                          // by due day
};

// A target with the same target of each unit right below, set or not.
struct Branch {
  Day on;
  std::shared_ptr<const indicator::IndicatorSet> indicators;
  Target whole;
  std::vector<Target> parts;
};

// A point of a target's path.
struct Point {
  Period period;                    // a part of the plan's period
  std::string figure;               // the name of what `now` tells; "" in the future
  std::optional<Decimal> expected;  // by its end, rounded for print
  std::optional<Decimal> now;       // by its end, or by the day asked for; none in the future
};

struct Setting {
  indicator::FigureName name;    // its aspect does not matter
  std::optional<Decimal> value;  // none: it no longer applies
  indicator::Qualifier qualifier = indicator::Qualifier::exact;
  std::string source, owner;   // "": as they are
  std::string reason;          // needed where another value stood
  std::optional<Terms> terms;  // none: as they are, or the usual ones; `above` does not matter
  // What it is based on; none: whatever stands. What changes nothing is no conflict, so that a
  // change that was sent twice is done once.
  std::optional<Version> version;
};

struct Part {
  std::string unit;
  Decimal value;
  std::optional<int> version = {};  // of the value that stood; none: whatever it is
};
struct Splitting {
  indicator::FigureName name;
  std::vector<Part> parts;  // of units right below
  bool may_differ = false;  // the parts need not add up
  std::string reason;       // needed where other values stood
};

struct MilestoneText {
  std::string unit;
  Period period;
  std::string text, owner;
  std::optional<Day> due;
  // Of a new one: sent again under the same key by the same person it is not made again. "": none.
  std::string key = {};
};

struct Needs {
  ledger::Ledgers& ledgers;
  indicator::Figures& figures;
  const Clock& clock;
};

class Plans {
 public:
  explicit Plans(Needs needs) : needs_(needs) {}

  // ---- reading (reading.cpp); Action::read of the unit
  // Of the unit or of its subtree, the latest period first, then by unit.
  enum class Reach { own, subtree };
  Result<std::vector<Head>> list(const org::Access& access, org::UnitId unit,
                                 Reach reach = Reach::subtree) const;
  // As things stand on a day that is not in the future; none: today. Error: "plan.day_in_future".
  Result<Reading> read(const org::Access& access, std::string_view unit, const Period& period,
                       std::optional<Day> on = {}) const;
  Result<Branch> branch(const org::Access& access, const indicator::FigureName& name,
                        std::optional<Day> on = {}) const;
  // The target among those of the units beside its own: the branch of the unit above, whose read
  // is asked for. Error: "plan.no_unit_above".
  Result<Branch> siblings(const org::Access& access, const indicator::FigureName& name,
                          std::optional<Day> on = {}) const;
  Result<std::vector<Point>> path(const org::Access& access, const indicator::FigureName& name,
                                  std::optional<Day> on = {}) const;
  // What is behind or late in the subtree, or cannot be told though it is due, of plans that run or
  // ended within a year; at most limits::page_rows_max each. Of a large subtree the units nearest
  // to its top are looked at: limits::late_units_max of them, with limits::late_targets_max
  // targets.
  struct Late {
    Day on;
    bool whole = true;  // nothing was left out by these limits
    std::shared_ptr<const indicator::IndicatorSet> indicators;
    std::vector<Target> targets;  // the late ones first
    std::vector<Milestone> milestones;
  };
  Result<Late> late(const org::Access& access, org::UnitId unit, std::optional<Day> on = {}) const;

  // ---- setting (setting.cpp); Action::set_target of the unit, and for a target that was split
  // down of the unit that split it. Errors: "plan.reason_needed", "plan.text_too_long",
  // "plan.from_above", "plan.no_target" (nothing is there to be taken back),
  // "plan.terms_changed", those of check_terms and of Figures::declare.
  Result<void> set(const org::Access& access, const Setting& setting);
  Result<void> set_title(const org::Access& access, std::string_view unit, const Period& period,
                         std::string_view title);

  // ---- splitting (splitting.cpp). Errors: "plan.cannot_split" (a ratio, a place),
  // "plan.no_target", "plan.not_below", "plan.part_twice", "plan.parts_do_not_add", and those of
  // set().
  Result<void> split(const org::Access& access, const Splitting& splitting);
  // Parts that add up: equal, or as the units' figures of the period before.
  enum class Likeness { even, before };
  Result<std::vector<Part>> propose(const org::Access& access, const indicator::FigureName& name,
                                    Likeness likeness) const;

  // ---- milestones (milestones.cpp). Action::set_target; done: Action::declare_figure. Errors:
  // "plan.text_needed", "plan.no_such_milestone", "plan.version_conflict", "plan.due_outside",
  // "plan.milestones_max", "plan.day_in_future", "plan.key_reused".
  Result<Milestone> milestone(const org::Access& access, const Uuid& id) const;
  Result<Uuid> add_milestone(const org::Access& access, const MilestoneText& text);
  Result<int> change_milestone(const org::Access& access, const Uuid& id, int version,
                               const MilestoneText& text, bool drop);
  // No day: it is not done after all.
  Result<int> finish_milestone(const org::Access& access, const Uuid& id, int version,
                               std::optional<Day> done_on, std::string_view note);

  // ---- files (loading.cpp): targets.csv with the columns of Figures::parse_declarations and
  // direction, each, counted, due, shares ("40 30 20 10"); milestones.csv with
  // unit,period,text,owner,due,done_on,note. Equal rows change nothing. Returns how many did.
  Result<std::int64_t> load_targets(const org::Access& access, std::string_view csv,
                                    std::string_view file);
  Result<std::int64_t> load_milestones(const org::Access& access, std::string_view csv,
                                       std::string_view file);

  // ---- the log is the truth (audit.cpp)
  Result<std::vector<ledger::Ledgers::Fault>> audit(const org::Access& access) const;
  Result<void> rebuild(const org::Access& access);

  // What this person may do with the plans of a unit: set done; and with a target: set
  // split compare (with the units beside its own).
  std::vector<std::string> may(const org::Access& access, std::string_view unit) const;
  std::vector<std::string> may(const org::Access& access, const Target& target) const;
  // A unit's name, a person's name, or the text itself.
  std::string owner_title(std::string_view owner) const;
  const Needs& needs() const { return needs_; }

 private:
  std::shared_ptr<const org::UnitTree> tree() const;
  // On the last day of the period, or today if that is to come. Error: "plan.no_unit_above".
  Result<std::string> unit_above(const indicator::FigureName& name) const;
  Result<Day> day_of(std::optional<Day> on) const;
  Result<void> require(const org::Access& access, org::Action action, std::string_view unit) const;
  // Writes an event and what it changes in the tables.
  struct Deed {
    std::string_view kind;         // "plan.title"
    std::string subject, payload;  // a unit's code or a target's name
    int version = 1;
    std::string record = {};  // of a milestone
  };
  Result<void> act(store::Transaction& transaction, ledger::EventWriter& events,
                   const org::Access& access, Deed deed) const;
  // Declares values and writes terms, together.
  struct Change {
    indicator::Declaration declaration;
    Terms terms;
    std::optional<int> terms_version = {};
  };
  Result<std::int64_t> write(const org::Access& access, const std::vector<Change>& changes);
  Result<Change> change_of(const org::Access& access, const Setting& setting,
                           std::string_view above) const;

  Needs needs_;
};

}  // namespace youju::plan
