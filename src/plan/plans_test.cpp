#include <gtest/gtest.h>
#include <youju/indicator/figures_fixture.h>
#include <youju/plan/plans.h>
#include <youju/plan/projection.h>
#include <youju/store/database.h>

namespace youju::plan {
namespace {

using indicator::Aspect;
using indicator::FigureName;

// The fixture's today is 2020-12-01; county 610522 has the towns A (villages A1, A2) and B (B1).
constexpr const char* talks_csv =
    "key,unit,on,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,果树,crop,100,果业公司\n"
    "2,A2,2020-03-20,蔬菜,crop,200,果业公司\n"
    "3,A1,2020-03-21,慢病,health,50,县医院\n"
    "4,B1,2020-11-30,慢病,health,890,县医院\n"
    "5,A1,2019-05-01,慢病,health,10,县医院\n";

class PlansTest : public indicator::FiguresTest {
 protected:
  void SetUp() override {
    indicator::FiguresTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(database_->migrate(migrations()));
    load("talk", talks_csv);
    for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
      grant(role, role, "A");
    }
    grant("chief", "leader", "610522");
    plans_ = std::make_unique<Plans>(Needs{*ledgers_, *figures_, clock_});
  }
  void grant(const std::string& login, std::string_view role, std::string_view code) {
    org::Person person;
    person.login = person.name = login;
    person.grants.push_back({*org::parse_role(role), unit(code)});
    ASSERT_TRUE(ledgers_->grant(owner_, {person}));
  }

  org::Access as(std::string_view login) const { return *ledgers_->directory()->access(login); }
  static FigureName name(std::string_view text) { return *FigureName::parse(text); }
  static Setting setting(std::string_view target, const char* value, const char* reason = "") {
    Setting wanted;
    wanted.name = name(target);
    wanted.value = *Decimal::parse(value);
    wanted.source = "县科协2020年工作计划";
    wanted.reason = reason;
    return wanted;
  }
  void set(std::string_view target, const char* value, std::optional<Terms> terms = {}) {
    Setting wanted = setting(target, value);
    wanted.terms = std::move(terms);
    const auto done = plans_->set(owner_, wanted);
    ASSERT_TRUE(done) << done.error().what;
  }
  template <typename T>
  static std::string error_of(const Result<T>& result) {
    return result ? "" : result.error().what;
  }
  Target target(std::string_view text, std::optional<Day> on = {}) const {
    const auto branch = plans_->branch(owner_, name(text), on);
    EXPECT_TRUE(branch) << branch.error().what;
    return branch ? branch->whole : Target{};
  }
  std::string light(std::string_view text, const char* on = "") const {
    const auto when = *on == '\0' ? std::nullopt : std::optional<Day>(*Day::parse(on));
    return std::string(light_name(target(text, when).verdict.light));
  }
  void expect_same_as_the_log() {
    const auto faults = plans_->audit(owner_);
    ASSERT_TRUE(faults);
    for (const auto& fault : *faults) ADD_FAILURE() << fault.what << fault.fields.front().value;
    const auto figures = figures_->audit(owner_);
    ASSERT_TRUE(figures);
    EXPECT_TRUE(figures->empty());
  }

  std::unique_ptr<Plans> plans_;
};

TEST_P(PlansTest, hold_no_second_truth_beside_the_declared_target) {
  declare(
      "indicator,filter,unit,period,value,qualifier,source,owner\n"
      "talks,,A,2020,4,exact,责任状,A\n",
      Aspect::target);
  const auto reading = plans_->read(owner_, "A", Period::year(2020));
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->targets.size(), 1U);
  const Target& shown = reading->targets.front();
  EXPECT_EQ(shown.wanted->value, Decimal(4));
  EXPECT_EQ(shown.wanted->source.citation, "责任状");
  EXPECT_EQ(shown.now.number()->to_string(), "3");
  EXPECT_EQ(shown.now.name.to_string(), "talks@A@2020");
  EXPECT_EQ(shown.before->number()->to_string(), "1");
  // What the plan sets, figures and summaries see.
  ASSERT_TRUE(plans_->set(owner_, setting("talks@A@2020", "6", "追加任务")));
  EXPECT_EQ(value("target.talks@A@2020"), "6");
  EXPECT_EQ(value("progress.talks@A@2020"), "50");
  EXPECT_EQ(target("talks@A@2020").verdict.completion->to_string(), "50");
  expect_same_as_the_log();
}

TEST_P(PlansTest, show_lights_as_of_today_and_of_days_gone_by) {
  set("talks@610522@2020", "12");
  EXPECT_EQ(light("talks@610522@2020"), "behind");
  EXPECT_EQ(light("talks@610522@2020", "2020-03-21"), "on_track");
  EXPECT_EQ(target("talks@610522@2020", *Day::parse("2020-03-20")).now.name.to_string(),
            "talks@610522@2020-01-01..2020-03-20");
  EXPECT_EQ(light("talks@610522@2020", "2019-12-31"), "not_due");
  EXPECT_EQ(target("talks@610522@2020", *Day::parse("2019-12-31")).now.number(), nullptr);
  const Target now = target("talks@610522@2020");
  EXPECT_EQ(now.verdict.completion->to_string(), "33.33");
  EXPECT_EQ(now.verdict.lacking->to_string(), "8");
  // 4 × 366 ÷ 336
  EXPECT_EQ(now.verdict.forecast->to_string(), "4");
  EXPECT_EQ(now.verdict.expected->to_string(), "11.1");
  EXPECT_EQ(error_of(plans_->read(owner_, "A", Period::year(2020), *Day::parse("2020-12-02"))),
            "plan.day_in_future");
  clock_.set(clock_.now_ms() + 40LL * 24 * 3600 * 1000);
  EXPECT_EQ(light("talks@610522@2020"), "late");
  set("heads@A@2020?kind=crop", "250");
  const Target over = target("heads@A@2020?kind=crop");
  EXPECT_EQ(light_name(over.verdict.light), "done");
  EXPECT_EQ(over.verdict.beyond->to_string(), "50");
}

TEST_P(PlansTest, keep_the_terms_that_are_set) {
  Terms terms;
  terms.direction = Direction::each;
  terms.each = PeriodKind::month;
  terms.due = *Day::parse("2020-06-30");
  set("talks@A@2020", "1", terms);
  const Target shown = target("talks@A@2020");
  EXPECT_EQ(shown.terms, terms);
  ASSERT_EQ(shown.steps.size(), 12U);
  EXPECT_EQ(shown.steps[0].light, Light::done);
  EXPECT_EQ(shown.steps[1].light, Light::late);
  EXPECT_EQ(shown.steps[2].now->to_string(), "2");
  EXPECT_EQ(shown.steps[2].figure, "talks@A@2020-03");
  EXPECT_EQ(light_name(shown.verdict.light), "late");
  EXPECT_EQ(shown.verdict.completion->to_string(), "18.18");
  // Counted by another indicator than the one that is aimed at.
  terms.counted = "talks";
  terms.due.reset();
  set("per_talk@A@2020", "1", terms);
  EXPECT_EQ(target("per_talk@A@2020").steps[2].figure, "talks@A@2020-03");
  terms = {};
  terms.shares = {4, 3, 2, 1};
  set("heads@A@2020", "1000", terms);
  const auto path = plans_->path(owner_, name("heads@A@2020"));
  ASSERT_TRUE(path);
  ASSERT_EQ(path->size(), 4U);
  EXPECT_EQ(path->at(0).expected->to_string(), "400");
  EXPECT_EQ(path->at(0).now->to_string(), "350");
  EXPECT_EQ(path->at(3).expected->to_string(), "1000");
  EXPECT_EQ(path->at(3).now->to_string(), "350");
  expect_same_as_the_log();
}

TEST_P(PlansTest, count_a_zero_target_as_none_so_far) {
  set("visits@A@2020", "0");
  EXPECT_EQ(target("visits@A@2020").terms.direction, Direction::zero);
  EXPECT_EQ(light("visits@A@2020"), "unknown");
  load("report", "key,unit,on,visits\n1,A1,2020-01-10,0\n2,A2,2020-01-11,0\n");
  Setting none = setting("visits@A@2020-01", "0");
  ASSERT_TRUE(plans_->set(owner_, none));
  const Target shown = target("visits@A@2020-01");
  EXPECT_EQ(light_name(shown.verdict.light), "done");
  EXPECT_EQ(shown.verdict.reason, "plan.reason.none");
}

TEST_P(PlansTest, say_why_a_value_changes) {
  set("talks@A@2020", "4");
  EXPECT_EQ(error_of(plans_->set(owner_, setting("talks@A@2020", "5"))), "plan.reason_needed");
  EXPECT_EQ(error_of(plans_->set(owner_, setting("talks@A@2020", "4"))), "");
  ASSERT_TRUE(plans_->set(owner_, setting("talks@A@2020", "5", "会议决定")));
  const Target shown = target("talks@A@2020");
  EXPECT_EQ(shown.wanted->source.note, "会议决定");
  EXPECT_EQ(shown.wanted->version, 2);
  // Taken back, and set anew.
  Setting none = setting("talks@A@2020", "5", "任务取消");
  none.value.reset();
  ASSERT_TRUE(plans_->set(owner_, none));
  EXPECT_FALSE(target("talks@A@2020").wanted);
  EXPECT_TRUE(plans_->read(owner_, "A", Period::year(2020))->targets.empty());
  set("talks@A@2020", "7");
  EXPECT_EQ(value("target.talks@A@2020"), "7");
}

TEST_P(PlansTest, refuse_what_is_no_target) {
  const auto wrong = [&](std::string_view target, const char* value) {
    return error_of(plans_->set(owner_, setting(target, value)));
  };
  EXPECT_EQ(wrong("nothing@A@2020", "1"), "figure.unknown_indicator");
  EXPECT_EQ(wrong("talks@Z@2020", "1"), "org.unknown_unit");
  EXPECT_EQ(wrong("talks@A@2020?kind=space", "1"), "figure.bad_filter");
  EXPECT_EQ(wrong("opened@A@2020", "1"), "figure.not_declarable");
  EXPECT_EQ(wrong("talks@A@2020", "-1"), "plan.negative");
  Setting without = setting("talks@A@2020", "1");
  without.source = " ";
  EXPECT_EQ(error_of(plans_->set(owner_, without)), "figure.source_needed");
  without.source = std::string(1001, 'x');
  EXPECT_EQ(error_of(plans_->set(owner_, without)), "plan.text_too_long");
  Setting counted = setting("talks@A@2020", "1");
  counted.terms.emplace();
  counted.terms->direction = Direction::each;
  counted.terms->each = PeriodKind::month;
  counted.terms->counted = "nothing";
  EXPECT_EQ(error_of(plans_->set(owner_, counted)), "figure.unknown_indicator");
  expect_same_as_the_log();
}

TEST_P(PlansTest, are_split_into_parts_that_add_up_or_say_by_how_much_they_do_not) {
  set("talks@610522@2020", "12");
  Splitting splitting;
  splitting.name = name("talks@610522@2020");
  splitting.parts = {{"A", 7}, {"B", 4}};
  const auto refused = plans_->split(owner_, splitting);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "plan.parts_do_not_add");
  EXPECT_EQ(refused.error().field("difference"), "1");
  EXPECT_EQ(value("target.talks@A@2020"), "(figure.no_target)");
  splitting.may_differ = true;
  ASSERT_TRUE(plans_->split(owner_, splitting));
  const auto uneven = plans_->branch(owner_, splitting.name);
  ASSERT_TRUE(uneven);
  EXPECT_EQ(uneven->whole.parts, 2);
  EXPECT_EQ(uneven->whole.parts_sum->to_string(), "11");
  EXPECT_EQ(uneven->whole.difference->to_string(), "1");
  EXPECT_EQ(uneven->parts[0].terms.above, "610522");
  EXPECT_EQ(uneven->parts[0].wanted->owner, "A");
  // The parts that others have count too.
  splitting.may_differ = false;
  splitting.parts = {{"B", 5}};
  splitting.reason = "补齐";
  ASSERT_TRUE(plans_->split(owner_, splitting));
  EXPECT_EQ(target("talks@610522@2020").difference->to_string(), "0");
  // A part of nothing is no target any more.
  splitting.parts = {{"A", 12}, {"B", 0}};
  ASSERT_TRUE(plans_->split(owner_, splitting));
  EXPECT_FALSE(target("talks@B@2020").wanted);
  expect_same_as_the_log();
}

TEST_P(PlansTest, refuse_a_split_that_means_nothing) {
  set("talks@610522@2020", "12");
  set("crop_share@610522@2020", "30");
  set("top@610522@2020", "900");
  const auto wrong = [&](std::string_view target, std::vector<Part> parts) {
    Splitting splitting;
    splitting.name = name(target);
    splitting.parts = std::move(parts);
    return error_of(plans_->split(owner_, splitting));
  };
  EXPECT_EQ(wrong("crop_share@610522@2020", {{"A", 15}, {"B", 15}}), "plan.cannot_split");
  EXPECT_EQ(wrong("top@610522@2020", {{"A", 450}, {"B", 450}}), "plan.cannot_split");
  EXPECT_EQ(wrong("talks@610522@2021", {{"A", 1}}), "plan.no_target");
  EXPECT_EQ(wrong("talks@610522@2020", {}), "plan.no_parts");
  EXPECT_EQ(wrong("talks@610522@2020", {{"A1", 12}}), "plan.not_below");
  EXPECT_EQ(wrong("talks@610522@2020", {{"A", 6}, {"A", 6}}), "plan.part_twice");
  EXPECT_EQ(wrong("talks@610522@2020", {{"A", 13}, {"B", *Decimal::parse("-1")}}), "plan.negative");
}

TEST_P(PlansTest, propose_parts_evenly_or_as_it_was) {
  set("talks@610522@2020", "9");
  const auto parts = [&](Plans::Likeness likeness) {
    std::string all;
    const auto proposed = plans_->propose(owner_, name("talks@610522@2020"), likeness);
    for (const Part& part : *proposed) {
      all += part.unit + "=" + part.value.to_string() + " ";
    }
    return all;
  };
  EXPECT_EQ(parts(Plans::Likeness::even), "A=5 B=4 ");
  EXPECT_EQ(parts(Plans::Likeness::before), "A=9 B=0 ");
}

TEST_P(PlansTest, compare_the_units_beside_each_other) {
  set("talks@610522@2020", "12");
  Splitting splitting;
  splitting.name = name("talks@610522@2020");
  splitting.parts = {{"A", 3}, {"B", 9}};
  ASSERT_TRUE(plans_->split(owner_, splitting));
  const auto siblings = plans_->siblings(as("chief"), name("talks@A@2020"));
  ASSERT_TRUE(siblings);
  ASSERT_EQ(siblings->parts.size(), 2U);
  EXPECT_EQ(siblings->parts[0].verdict.completion->to_string(), "100");
  EXPECT_EQ(siblings->parts[1].verdict.completion->to_string(), "11.11");
  EXPECT_EQ(error_of(plans_->siblings(as("leader"), name("talks@A@2020"))), "org.forbidden");
  EXPECT_EQ(error_of(plans_->siblings(owner_, name("talks@610522@2020"))), "plan.no_unit_above");
}

TEST_P(PlansTest, list_what_is_late_or_behind) {
  set("talks@610522@2020", "12");
  set("heads@610522@2020", "100");
  set("talks@610522@2018", "12");
  set("talks@B@2019", "1");
  MilestoneText text{"A", Period::year(2020), "完成换届", "A", *Day::parse("2020-06-30")};
  const auto id = plans_->add_milestone(owner_, text);
  ASSERT_TRUE(id) << id.error().what;
  const auto late = plans_->late(owner_, unit("610522"));
  ASSERT_TRUE(late);
  ASSERT_EQ(late->targets.size(), 2U);
  EXPECT_EQ(late->targets[0].name.to_string(), "target.talks@B@2019");
  EXPECT_EQ(late->targets[1].name.to_string(), "target.talks@610522@2020");
  ASSERT_EQ(late->milestones.size(), 1U);
  EXPECT_TRUE(plans_->late(owner_, unit("A"))->targets.empty());
  ASSERT_TRUE(plans_->finish_milestone(owner_, *id, 1, *Day::parse("2020-07-02"), "大会决议"));
  EXPECT_TRUE(plans_->late(owner_, unit("610522"))->milestones.empty());
  EXPECT_EQ(plans_->late(owner_, unit("610522"), *Day::parse("2020-07-01"))->milestones.size(), 1U);
  const auto heads = plans_->list(owner_, unit("610522"));
  ASSERT_TRUE(heads);
  ASSERT_EQ(heads->size(), 4U);
  EXPECT_EQ(heads->at(0).unit, "610522");
  EXPECT_EQ(heads->at(0).targets, 2);
  EXPECT_EQ(heads->at(1).milestones, 1);
  const auto own = plans_->list(owner_, unit("610522"), Plans::Reach::own);
  ASSERT_TRUE(own);
  ASSERT_EQ(own->size(), 2U);
  EXPECT_EQ(own->at(0).unit, "610522");
  EXPECT_TRUE(late->whole);
}

TEST_P(PlansTest, keep_milestones_with_their_history) {
  MilestoneText text{"A", Period::year(2020), " 完成换届 ", "leader", std::nullopt};
  const auto id = plans_->add_milestone(owner_, text);
  ASSERT_TRUE(id);
  text.text = "";
  EXPECT_EQ(error_of(plans_->add_milestone(owner_, text)), "plan.text_needed");
  text.text = "换届";
  text.due = *Day::parse("2021-01-01");
  EXPECT_EQ(error_of(plans_->add_milestone(owner_, text)), "plan.due_outside");
  text.due = *Day::parse("2020-11-30");
  EXPECT_EQ(error_of(plans_->change_milestone(owner_, *id, 9, text, false)),
            "plan.version_conflict");
  ASSERT_TRUE(plans_->change_milestone(owner_, *id, 1, text, false));
  EXPECT_EQ(error_of(plans_->finish_milestone(owner_, *id, 2, *Day::parse("2020-12-02"), "")),
            "plan.day_in_future");
  ASSERT_TRUE(plans_->finish_milestone(owner_, *id, 2, *Day::parse("2020-11-30"), "大会"));
  const auto reading = plans_->read(owner_, "A", Period::year(2020));
  ASSERT_EQ(reading->milestones.size(), 1U);
  EXPECT_EQ(reading->milestones[0].text, "换届");
  EXPECT_EQ(reading->milestones[0].light, Light::done);
  EXPECT_EQ(plans_->owner_title("leader"), "leader");
  EXPECT_EQ(plans_->owner_title("A"), "甲镇");
  EXPECT_EQ(plans_->owner_title("某工作组"), "某工作组");
  ASSERT_TRUE(plans_->finish_milestone(owner_, *id, 3, std::nullopt, ""));
  ASSERT_TRUE(plans_->change_milestone(owner_, *id, 4, text, true));
  EXPECT_TRUE(plans_->read(owner_, "A", Period::year(2020))->milestones.empty());
  EXPECT_EQ(error_of(plans_->finish_milestone(owner_, *id, 5, std::nullopt, "")),
            "plan.no_such_milestone");
  ASSERT_TRUE(plans_->set_title(owner_, "A", Period::year(2020), "甲镇科普工作要点"));
  ASSERT_TRUE(plans_->set_title(owner_, "A", Period::year(2020), "甲镇科普工作要点"));
  EXPECT_EQ(plans_->read(owner_, "A", Period::year(2020))->head.title, "甲镇科普工作要点");
  expect_same_as_the_log();
}

TEST_P(PlansTest, are_set_by_leaders_of_their_subtree_only) {
  set("talks@A@2020", "4");
  set("talks@B@2020", "4");
  MilestoneText text{"A", Period::year(2020), "换届", "", std::nullopt};
  const auto id = plans_->add_milestone(owner_, text);
  struct Row {
    const char* login;
    bool reads, sets, finishes;
  };
  for (const Row& row :
       {Row{"clerk", true, false, false}, Row{"reviewer", true, false, false},
        Row{"writer", true, false, true}, Row{"leader", true, true, true},
        Row{"auditor", true, false, false}, Row{"administrator", true, true, true}}) {
    SCOPED_TRACE(row.login);
    const org::Access access = as(row.login);
    EXPECT_EQ(plans_->read(access, "A", Period::year(2020)).has_value(), row.reads);
    EXPECT_EQ(error_of(plans_->read(access, "B", Period::year(2020))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->branch(access, name("talks@B@2020"))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->path(access, name("talks@B@2020"))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->list(access, unit("610522"))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->late(access, unit("610522"))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->set(access, setting("talks@A@2020", "4"))),
              row.sets ? "" : "org.forbidden");
    EXPECT_EQ(error_of(plans_->set(access, setting("talks@B@2020", "4"))), "org.forbidden");
    EXPECT_EQ(error_of(plans_->set_title(access, "A", Period::year(2020), "计划")),
              row.sets ? "" : "org.forbidden");
    Splitting splitting;
    splitting.name = name("talks@A@2020");
    splitting.parts = {{"A1", 2}, {"A2", 2}};
    EXPECT_EQ(error_of(plans_->split(access, splitting)), row.sets ? "" : "org.forbidden");
    splitting.name = name("talks@B@2020");
    EXPECT_EQ(error_of(plans_->split(access, splitting)), "org.forbidden");
    EXPECT_EQ(error_of(plans_->propose(access, splitting.name, Plans::Likeness::even)),
              "org.forbidden");
    EXPECT_EQ(plans_->add_milestone(access, text).has_value(), row.sets);
    const int version = read_milestone(*database_->read(), *id)->value_or(Milestone{}).version;
    EXPECT_EQ(plans_->finish_milestone(access, *id, version, std::nullopt, "").has_value(),
              row.finishes);
    std::vector<std::string> may;
    if (row.sets) may.emplace_back("set");
    if (row.finishes) may.emplace_back("done");
    EXPECT_EQ(plans_->may(access, "A"), may);
    EXPECT_TRUE(plans_->may(access, "B").empty());
  }
  EXPECT_EQ(error_of(plans_->audit(as("auditor"))), "org.forbidden");
}

TEST_P(PlansTest, are_changed_from_the_version_that_was_looked_at) {
  const auto based_on = [&](Version version, const char* value, std::optional<Terms> terms = {}) {
    Setting wanted = setting("talks@A@2020", value, "调整");
    wanted.version = version;
    wanted.terms = std::move(terms);
    return error_of(plans_->set(owner_, wanted));
  };
  EXPECT_EQ(based_on({1, 0}, "4"), "figure.version_conflict");
  EXPECT_EQ(based_on({0, 0}, "4"), "");
  EXPECT_EQ(based_on({0, 0}, "4"), "");  // sent twice, done once
  EXPECT_EQ(based_on({0, 0}, "5"), "figure.version_conflict");
  EXPECT_EQ(target("talks@A@2020").version, (Version{1, 0}));
  Terms terms;
  terms.due = *Day::parse("2020-10-01");
  EXPECT_EQ(based_on({1, 1}, "4", terms), "plan.terms_changed");
  EXPECT_EQ(based_on({1, 0}, "4", terms), "");
  EXPECT_EQ(target("talks@A@2020").version, (Version{1, 1}));
  // Value and terms change together or not at all.
  terms.due.reset();
  EXPECT_EQ(based_on({1, 0}, "6", terms), "plan.terms_changed");
  EXPECT_EQ(value("target.talks@A@2020"), "4");
  Setting none = setting("talks@A@2020", "4", "取消");
  none.value.reset();
  none.version = {1, 1};
  EXPECT_EQ(error_of(plans_->set(owner_, none)), "");
  EXPECT_EQ(target("talks@A@2020").version, (Version{2, 1}));
  EXPECT_EQ(error_of(plans_->set(owner_, none)), "plan.no_target");
  expect_same_as_the_log();
}

TEST_P(PlansTest, make_one_milestone_of_a_key) {
  MilestoneText text{"A", Period::year(2020), "换届", "", std::nullopt, "k-1"};
  const auto id = plans_->add_milestone(owner_, text);
  ASSERT_TRUE(id);
  EXPECT_EQ(plans_->add_milestone(owner_, text).value_or(Uuid()), *id);
  EXPECT_NE(plans_->add_milestone(as("leader"), text).value_or(Uuid()), *id);
  text.period = Period::year(2021);
  EXPECT_EQ(error_of(plans_->add_milestone(owner_, text)), "plan.key_reused");
  EXPECT_EQ(plans_->milestone(as("clerk"), *id)->text, "换届");
  EXPECT_EQ(error_of(plans_->milestone(as("clerk"), Uuid())), "plan.no_such_milestone");
  expect_same_as_the_log();
}

TEST_P(PlansTest, that_were_split_down_are_changed_from_above_only) {
  set("talks@610522@2020", "12");
  Splitting splitting;
  splitting.name = name("talks@610522@2020");
  splitting.parts = {{"A", 8}, {"B", 4}};
  ASSERT_TRUE(plans_->split(as("chief"), splitting));
  EXPECT_EQ(error_of(plans_->set(as("leader"), setting("talks@A@2020", "1", "太多"))),
            "plan.from_above");
  EXPECT_EQ(error_of(plans_->set(as("chief"), setting("talks@A@2020", "9", "追加"))), "");
  // But the town may split its part further.
  splitting.name = name("talks@A@2020");
  splitting.parts = {{"A1", 5}, {"A2", 4}};
  EXPECT_EQ(error_of(plans_->split(as("leader"), splitting)), "");
  EXPECT_EQ(target("talks@A@2020").difference->to_string(), "0");
  EXPECT_EQ(target("talks@610522@2020").difference->to_string(), "-1");
}

TEST_P(PlansTest, are_loaded_from_files_that_change_nothing_the_second_time) {
  const char* targets =
      "indicator,filter,unit,period,value,qualifier,source,owner,direction,each,counted,due,"
      "shares\n"
      "talks,,A,2020,4,exact,责任状,A,,,,2020-11-30,\n"
      "heads,kind=crop,A,2020,100,exact,责任状,A,at_most,,,,4 3 2 1\n"
      "per_talk,,A,2020,1,exact,责任状,A,each,month,talks,,\n";
  const char* milestones =
      "unit,period,text,owner,due,done_on,note\n"
      "A,2020,换届,A,2020-06-30,2020-07-02,大会\n"
      "A,2020,建站,A,,,\n";
  EXPECT_EQ(plans_->load_targets(owner_, targets, "targets.csv").value_or(-1), 3);
  EXPECT_EQ(plans_->load_milestones(owner_, milestones, "milestones.csv").value_or(-1), 2);
  EXPECT_EQ(target("talks@A@2020").terms.due, *Day::parse("2020-11-30"));
  EXPECT_EQ(target("heads@A@2020?kind=crop").terms.shares.size(), 4U);
  EXPECT_EQ(target("per_talk@A@2020").terms.counted, "talks");
  const auto head = ledger::chain_head(*database_->read());
  EXPECT_EQ(plans_->load_targets(owner_, targets, "targets.csv").value_or(-1), 0);
  EXPECT_EQ(plans_->load_milestones(owner_, milestones, "milestones.csv").value_or(-1), 0);
  EXPECT_EQ(ledger::chain_head(*database_->read())->seq, head->seq);
  const auto wrong = plans_->load_targets(
      owner_,
      "indicator,unit,period,value,source,shares\ntalks,A,2021,4,责任状,1 2\ntalks,B,2021,4,"
      "责任状,1 2 3\n",
      "targets.csv");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().what, "plan.bad_shares");
  EXPECT_EQ(wrong.error().where, "targets.csv:3");
  EXPECT_EQ(value("target.talks@A@2021"), "(figure.no_target)");
  const auto header = plans_->load_milestones(owner_, "unit,text\n", "milestones.csv");
  EXPECT_EQ(header.error().what, "plan.milestone_header");
  expect_same_as_the_log();
}

TEST_P(PlansTest, are_rebuilt_from_the_log_and_audited_against_it) {
  set("talks@A@2020", "4");
  Terms terms;
  terms.due = *Day::parse("2020-10-01");
  Setting changed = setting("talks@A@2020", "4");
  changed.terms = terms;
  ASSERT_TRUE(plans_->set(owner_, changed));
  ASSERT_TRUE(plans_->add_milestone(owner_, {"A", Period::year(2020), "换届", "", std::nullopt}));
  ASSERT_TRUE(database_->write([](store::Transaction& transaction) -> Result<void> {
    TRY(transaction.run("UPDATE plan_terms SET due = '2020-12-24'"));
    return {};
  }));
  const auto faults = plans_->audit(owner_);
  ASSERT_TRUE(faults);
  ASSERT_EQ(faults->size(), 2U);
  EXPECT_EQ(faults->front().what, "plan.audit_row");
  ASSERT_TRUE(plans_->rebuild(owner_));
  EXPECT_EQ(target("talks@A@2020").terms.due, *Day::parse("2020-10-01"));
  expect_same_as_the_log();
}

YOUJU_ON_BOTH(PlansTest);

}  // namespace
}  // namespace youju::plan
