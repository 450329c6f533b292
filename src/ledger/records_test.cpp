#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/workflow.h>

namespace youju::ledger {
namespace {

TEST(Workflow, is_exactly_this_table) {
  // One row a state, in it the state that edit, submit, approve, send_back, correct, withdraw,
  // absorb, dissolve and evidence lead to where one person reviews; "-" is refused.
  const char* table[7][9] = {
      {"draft", "submitted", "-", "-", "-", "withdrawn", "-", "-", "draft"},
      {"-", "-", "approved", "returned", "-", "withdrawn", "submitted", "merged", "submitted"},
      {"-", "-", "approved", "returned", "-", "withdrawn", "submitted", "merged", "submitted"},
      {"-", "-", "-", "-", "approved", "withdrawn", "approved", "merged", "approved"},
      {"returned", "submitted", "-", "-", "-", "withdrawn", "-", "-", "returned"},
      {"-", "-", "-", "-", "-", "-", "-", "-", "-"},
      {"-", "-", "-", "-", "-", "-", "-", "-", "-"},
  };
  for (int people = 0; people <= Review::people_max; ++people) {
    const Review review{people, true, false};
    for (int state = 0; state < 7; ++state) {
      for (int move = 0; move < 9; ++move) {
        const auto after = state_after(static_cast<State>(state), static_cast<Move>(move), review);
        std::string expected = table[state][move];
        if (people == 0 && static_cast<Move>(move) == Move::submit && expected != "-") {
          expected = "approved";
        }
        if (people == 2 && static_cast<State>(state) == State::submitted &&
            static_cast<Move>(move) == Move::approve) {
          expected = "checked";
        }
        EXPECT_EQ(after ? state_name(*after) : "-", expected)
            << people << ' ' << state << ' ' << move;
      }
    }
  }
}

class RecordsTest : public LedgerTest {};
YOUJU_ON_BOTH(RecordsTest);

TEST_P(RecordsTest, go_from_draft_to_approved) {
  const auto entered = ledgers_->enter(owner_, "training", raw("A1", "2020-05-01", "嫁接"));
  ASSERT_TRUE(entered) << entered.error().what;
  EXPECT_EQ(entered->state, State::draft);
  EXPECT_TRUE(approved().empty());
  EXPECT_EQ(ledgers_->approve(owner_, "training", entered->id, 1).error().what,
            "ledger.wrong_state");
  ASSERT_TRUE(ledgers_->submit(owner_, "training", entered->id, 1));
  const auto back = ledgers_->send_back(owner_, "training", entered->id, 2, "人数不符");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->state, State::returned);
  ASSERT_TRUE(ledgers_->edit(owner_, "training", entered->id, 3, {"", {{"trainees", "40"}}, ""}));
  ASSERT_TRUE(ledgers_->submit(owner_, "training", entered->id, 4));
  const auto done = ledgers_->approve(owner_, "training", entered->id, 5);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->version, 6);
  const auto records = approved();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(std::get<std::string>(records[0].values[0]), "嫁接");
  EXPECT_EQ(std::get<Decimal>(records[0].values[2]), Decimal(40));
  EXPECT_EQ(ledgers_->history(owner_, entered->id)->size(), 6U);
}

TEST_P(RecordsTest, a_stale_version_is_refused) {
  const auto entered = ledgers_->enter(owner_, "training", raw("A1", "2020-05-01", "嫁接"));
  ASSERT_TRUE(ledgers_->edit(owner_, "training", entered->id, 1, {"", {{"trainees", "4"}}, ""}));
  const auto stale =
      ledgers_->edit(owner_, "training", entered->id, 1, {"", {{"trainees", "5"}}, ""});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().what, "ledger.version_conflict");
  EXPECT_EQ(stale.error().kind, ErrorKind::conflict);
}

TEST_P(RecordsTest, a_retry_with_the_same_key_enters_once) {
  RawRecord one = raw("A1", "2020-05-01", "嫁接");
  one.entry_key = "phone-7:1";
  const auto first = ledgers_->enter(owner_, "training", one);
  const auto again = ledgers_->enter(owner_, "training", one);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->id, again->id);
  EXPECT_EQ(again->outcome, EntryResult::Outcome::unchanged);
  one.cells["topic"] = "别的";
  EXPECT_EQ(ledgers_->enter(owner_, "training", one).error().what, "ledger.key_reused");
}

TEST_P(RecordsTest, entering_and_submitting_is_one_act) {
  const auto before = ledgers_->head().seq;
  RawRecord one = raw("A1", "2020-05-01", "嫁接");
  one.entry_key = "phone-7:2";
  const auto entered = ledgers_->enter(owner_, "training", one, Then::submit);
  ASSERT_TRUE(entered) << entered.error().what;
  EXPECT_EQ(entered->state, State::submitted);
  EXPECT_EQ(entered->version, 1);
  EXPECT_EQ(ledgers_->head().seq, before + 1);
  // The answer that got lost is given again.
  const auto again = ledgers_->enter(owner_, "training", one, Then::submit);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, entered->id);
  EXPECT_EQ(again->outcome, EntryResult::Outcome::unchanged);
  ASSERT_TRUE(ledgers_->approve(owner_, "training", entered->id, 1));
  EXPECT_EQ(ledgers_->enter(owner_, "training", one, Then::submit)->state, State::approved);
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
}

TEST_P(RecordsTest, a_draft_that_comes_again_to_be_submitted_is_submitted) {
  RawRecord one = raw("A1", "2020-05-01", "嫁接");
  one.entry_key = "phone-7:3";
  const auto draft = ledgers_->enter(owner_, "training", one);
  const auto submitted = ledgers_->enter(owner_, "training", one, Then::submit);
  ASSERT_TRUE(draft && submitted);
  EXPECT_EQ(submitted->id, draft->id);
  EXPECT_EQ(submitted->state, State::submitted);
  EXPECT_EQ(submitted->version, 2);
  EXPECT_EQ(ledgers_->enter(owner_, "training", one, Then::submit)->version, 2);
}

TEST_P(RecordsTest, a_submission_that_fails_leaves_nothing) {
  const auto before = ledgers_->head().seq;
  // The giver is a party that nobody knows yet: it goes with the rest.
  RawRecord one{
      "phone-7:4", {{"unit", "A1"}, {"on", "2020-05-01"}, {"topic", ""}, {"giver", "新校"}}, ""};
  EXPECT_EQ(ledgers_->enter(owner_, "training", one, Then::submit).error().what, "ledger.required");
  RawRecord lesson{"phone-7:5", {{"unit", "A1"}, {"on", "2020-05-01"}}, ""};
  EXPECT_EQ(ledgers_->enter(owner_, "lesson", lesson, Then::submit).error().what,
            "ledger.evidence_needed");
  EXPECT_EQ(ledgers_->head().seq, before);
  EXPECT_FALSE(ledgers_->find_party("新校"));
  // The key is free for what is mended.
  one.cells["topic"] = "嫁接";
  EXPECT_EQ(ledgers_->enter(owner_, "training", one, Then::submit)->outcome,
            EntryResult::Outcome::added);
  // Nor does an edit stay that cannot be submitted.
  const auto draft = ledgers_->enter(owner_, "training", raw("A1", "2020-05-02", "修剪"));
  EXPECT_EQ(
      ledgers_->edit(owner_, "training", draft->id, 1, {"", {{"topic", ""}}, ""}, Then::submit)
          .error()
          .what,
      "ledger.required");
  EXPECT_EQ(ledgers_->record(owner_, "training", draft->id)->version, 1);
  const auto handed =
      ledgers_->edit(owner_, "training", draft->id, 1, {"", {{"trainees", "4"}}, ""}, Then::submit);
  ASSERT_TRUE(handed);
  EXPECT_EQ(handed->state, State::submitted);
  EXPECT_EQ(handed->version, 3);
}

TEST_P(RecordsTest, check_lists_every_fault) {
  std::vector<Error> faults;
  const auto schemas = ledgers_->schemas();
  RawRecord bad{"", {{"unit", "Z"}, {"on", "x"}, {"trainees", "-1"}, {"shoe", "1"}}, "form"};
  ASSERT_TRUE(ledgers_->check(*schemas->find("training"), bad, Then::keep, faults));
  std::vector<std::string> whats;
  for (const Error& fault : faults) whats.push_back(fault.what + " " + fault.where);
  EXPECT_THAT(whats, testing::UnorderedElementsAre(
                         "ledger.unknown_field form", "ledger.not_a_day form:on",
                         "org.unknown_unit form:unit", "ledger.below_min form:trainees"));
}

TEST_P(RecordsTest, a_submission_needs_all_required_fields) {
  const auto entered =
      ledgers_->enter(owner_, "training", {"", {{"unit", "A1"}, {"on", "2020-05-01"}}, ""});
  ASSERT_TRUE(entered);
  const auto refused = ledgers_->submit(owner_, "training", entered->id, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "ledger.required");
  EXPECT_EQ(ledgers_->record(owner_, "training", entered->id)->state, State::draft);
}

TEST_P(RecordsTest, a_double_is_merged_with_all_hosts_kept) {
  RawRecord one = raw("A1", "2020-05-01", "嫁接"), two = raw("B1", "2020-05-01", "嫁 接");
  one.cells["tags"] = "spring";
  two.cells["hosts"] = "B";
  two.cells["tags"] = "week";
  const auto first = approved_one(one);
  const auto second = ledgers_->enter(owner_, "training", two);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->possible_doubles, std::vector<Uuid>{first.id});
  ASSERT_TRUE(ledgers_->submit(owner_, "training", second->id, 1));
  EXPECT_EQ(ledgers_->approve(owner_, "training", second->id, 2).error().what,
            "ledger.possible_double");
  const auto merged = ledgers_->merge(owner_, "training", first.id, second->id);
  ASSERT_TRUE(merged) << merged.error().what;
  const auto records = approved();
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].hosts, (std::vector<org::UnitId>{unit("B"), unit("B1")}));
  EXPECT_EQ(records[0].tags, (std::vector<std::string>{"spring", "week"}));
  EXPECT_EQ(ledgers_->record(owner_, "training", second->id)->state, State::merged);
}

TEST_P(RecordsTest, two_facts_with_one_key_can_both_be_kept) {
  const auto first = approved_one(raw("A1", "2020-05-01", "嫁接"));
  const auto second = ledgers_->enter(owner_, "training", raw("B1", "2020-05-01", "嫁接"));
  ASSERT_TRUE(ledgers_->submit(owner_, "training", second->id, 1));
  EXPECT_EQ(ledgers_->keep_both(owner_, "training", first.id, second->id, " ").error().what,
            "ledger.reason_needed");
  ASSERT_TRUE(ledgers_->keep_both(owner_, "training", first.id, second->id, "两个村各办一期"));
  EXPECT_TRUE(ledgers_->possible_doubles(owner_, "training", second->id)->empty());
  EXPECT_TRUE(ledgers_->approve(owner_, "training", second->id, 2));
  EXPECT_EQ(approved().size(), 2U);
}

TEST_P(RecordsTest, a_correction_names_its_reason_even_in_a_closed_period) {
  const auto one = approved_one(raw("A1", "2020-05-01", "嫁接"));
  ASSERT_TRUE(ledgers_->close(owner_, unit("610522"), *Period::parse("2020-Q2")));
  EXPECT_EQ(ledgers_->withdraw(owner_, "training", one.id, 3, "误报").error().what,
            "ledger.period_closed");
  EXPECT_EQ(ledgers_->enter(owner_, "training", raw("A1", "2020-06-30", "x")).error().what,
            "ledger.period_closed");
  EXPECT_TRUE(ledgers_->enter(owner_, "training", raw("A1", "2020-07-01", "x")));
  const RawRecord change{"", {{"trainees", "12"}}, ""};
  EXPECT_EQ(ledgers_->correct(owner_, "training", one.id, 3, change, "").error().what,
            "ledger.reason_needed");
  const auto corrected = ledgers_->correct(owner_, "training", one.id, 3, change, "复核");
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->version, 4);
  EXPECT_EQ(std::get<Decimal>(approved()[0].values[2]), Decimal(12));
}

TEST_P(RecordsTest, a_clock_that_goes_back_changes_no_order) {
  const auto one = approved_one(raw("A1", "2020-05-01", "嫁接"));
  const auto head = ledgers_->head();
  constexpr std::int64_t year_ms = 366LL * 24 * 3600 * 1000;
  clock_.set(clock_.now_ms() - year_ms);
  // Events stand in the order they came in; what comes later is newer, whatever the clock says.
  const RawRecord change{"", {{"trainees", "12"}}, ""};
  ASSERT_TRUE(ledgers_->correct(owner_, "training", one.id, 3, change, "复核"));
  EXPECT_GT(ledgers_->head().seq, head.seq);
  EXPECT_EQ(std::get<Decimal>(approved()[0].values[2]), Decimal(12));
  const auto history = *ledgers_->history(owner_, one.id);
  EXPECT_LT(history.back().at_ms, history.front().at_ms);
  EXPECT_GT(history.back().seq, history.front().seq);
  // Of that clock's tomorrow nothing is entered; a record of its past is.
  EXPECT_TRUE(ledgers_->enter(owner_, "training", raw("A2", "2019-05-01", "x")));
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
  ASSERT_TRUE(ledgers_->rebuild(owner_));
  EXPECT_EQ(std::get<Decimal>(approved()[0].values[2]), Decimal(12));
}

TEST_P(RecordsTest, days_outside_the_calendar_are_refused) {
  for (const char* on : {"0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"}) {
    const auto entered = ledgers_->enter(owner_, "training", raw("A1", on, "x"));
    ASSERT_FALSE(entered) << on;
    EXPECT_EQ(entered.error().what, "ledger.day_out_of_range") << on;
    const auto report = import_csv("key,unit,on,topic\n1,A1," + std::string(on) + ",x\n");
    ASSERT_TRUE(report);
    ASSERT_EQ(report->errors.size(), 1U) << on;
    EXPECT_EQ(report->errors[0].error.what, "ledger.day_out_of_range") << on;
  }
  // In the calendar, but before the unit stood.
  EXPECT_EQ(ledgers_->enter(owner_, "training", raw("B1", "2009-12-31", "x")).error().what,
            "ledger.unit_not_standing");
}

TEST_P(RecordsTest, a_correction_may_change_unit_day_and_tags) {
  ASSERT_TRUE(ledgers_->grant(owner_, {{"reviewer", "R", {{org::Role::reviewer, unit("A")}}}}));
  const auto reviewer = *ledgers_->directory()->access("reviewer");
  const auto one = approved_one(raw("A1", "2020-05-01", "嫁接"));
  const auto correct = [&](const org::Access& access, int version,
                           std::map<std::string, std::string> cells) {
    RawRecord change;
    for (auto& [name, text] : cells) change.cells[name] = text;
    const auto done = ledgers_->correct(access, "training", one.id, version, change, "报错了");
    return done ? std::string() : done.error().what;
  };
  // The right is needed where it was and where it goes.
  EXPECT_EQ(correct(reviewer, 3, {{"unit", "B1"}}), "org.forbidden");
  EXPECT_EQ(correct(reviewer, 3, {{"unit", "A2"}}), "");
  EXPECT_EQ(correct(owner_, 4, {{"unit", "B1"}}), "");
  EXPECT_EQ(correct(reviewer, 5, {{"unit", "A2"}}), "org.forbidden");
  EXPECT_EQ(correct(owner_, 5, {{"until", "2020-04-01"}}), "ledger.until_before_on");
  EXPECT_EQ(correct(owner_, 5, {{"unit", ""}}), "ledger.unit_needed");
  EXPECT_EQ(correct(owner_, 5, {{"on", "2020-06-02"}, {"until", "2020-06-03"}, {"tags", "week"}}),
            "");
  const Record now = approved()[0];
  EXPECT_EQ(now.unit, unit("B1"));
  EXPECT_EQ(now.on.to_string(), "2020-06-02");
  EXPECT_EQ(now.until->to_string(), "2020-06-03");
  EXPECT_EQ(now.tags, std::vector<std::string>{"week"});
  EXPECT_EQ(now.version, 6);
  // Onto the day of another with the same key it does not come without a word.
  approved_one(raw("A1", "2020-07-01", "嫁接"));
  EXPECT_EQ(correct(owner_, 6, {{"on", "2020-07-01"}, {"until", ""}}), "ledger.possible_double");
  EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
}

TEST_P(RecordsTest, who_manages_a_subtree_adds_units_below_its_own) {
  ASSERT_TRUE(ledgers_->grant(owner_, {{"town", "T", {{org::Role::administrator, unit("A")}}}}));
  const auto town = *ledgers_->directory()->access("town");
  const auto add = [&](const char* code, const char* parent) {
    org::UnitRow row;
    row.code = row.name = row.short_name = code;
    row.kind = org::UnitKind::village;
    row.parent = parent;
    const auto done = ledgers_->load_units(town, {row});
    return done ? std::string() : done.error().what;
  };
  EXPECT_EQ(add("A9", "A"), "");
  EXPECT_EQ(add("A10", "A9"), "");
  EXPECT_EQ(add("B9", "B"), "org.forbidden");
  EXPECT_EQ(add("C", ""), "org.forbidden");
  EXPECT_EQ(add("B1", "A"), "org.forbidden") << "takes a unit of others under its own";
}

TEST_P(RecordsTest, a_nil_return_may_not_speak_for_a_closed_part_of_its_period) {
  ASSERT_TRUE(ledgers_->close(owner_, unit("A"), *Period::parse("2020-Q2")));
  const auto nil = [&](const char* code, const char* period) {
    const auto done = ledgers_->file_nil(owner_, "training", unit(code), *Period::parse(period));
    return done ? std::string() : done.error().what;
  };
  EXPECT_EQ(nil("A1", "2020"), "ledger.period_closed");
  EXPECT_EQ(nil("A1", "2020-05"), "ledger.period_closed");
  EXPECT_EQ(nil("A1", "2020-Q3"), "");
  EXPECT_EQ(nil("B", "2020"), "");
}

TEST_P(RecordsTest, a_closed_period_holds_for_units_that_moved_in_during_it) {
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("A1"), unit("B"), *Day::parse("2020-06-01"), ""));
  ASSERT_TRUE(ledgers_->close(owner_, unit("B"), *Period::parse("2020-Q2")));
  // In April the village stood elsewhere, but the figures of B for the quarter count it.
  EXPECT_EQ(ledgers_->enter(owner_, "training", raw("A1", "2020-04-01", "x")).error().what,
            "ledger.period_closed");
  EXPECT_EQ(import_csv("key,unit,on,topic\n1,A1,2020-04-01,x\n")->errors.front().error.what,
            "ledger.period_closed");
  EXPECT_TRUE(ledgers_->enter(owner_, "training", raw("A2", "2020-04-01", "x")));
}

TEST_P(RecordsTest, a_unit_that_moves_keeps_the_day_of_its_end) {
  const auto rows = org::parse_units(
      "code,name,short,kind,parent,from,until\nB2,B2,B2,village,B,2010-01-01,2022-01-01\n",
      "units.csv", ledgers_->directory().get());
  ASSERT_TRUE(rows);
  ASSERT_TRUE(ledgers_->load_units(owner_, *rows));
  ASSERT_TRUE(ledgers_->move_unit(owner_, unit("B2"), unit("A"), *Day::parse("2020-06-01"), ""));
  const auto directory = ledgers_->directory();
  EXPECT_TRUE(directory->tree(*Day::parse("2021-12-31"))->has(unit("B2")));
  EXPECT_FALSE(directory->tree(*Day::parse("2022-01-01"))->has(unit("B2")));
}

struct Told : Listener {
  void changed(const std::vector<RecordChange>& changes) override {
    for (const RecordChange& one : changes) {
      log += (one.before == nullptr ? "-" : "b") + std::string(one.after == nullptr ? "-" : "a");
    }
  }
  void nil_filed(const std::string& ledger, org::UnitId, const Period& period,
                 std::int64_t) override {
    log += " nil:" + ledger + ":" + period.to_string();
  }
  void reset() override { log += " reset"; }
  std::string log;
};

TEST_P(RecordsTest, a_listener_hears_what_counts) {
  Told told;
  ledgers_->listen(&told);
  const auto one = approved_one(raw("A1", "2020-05-01", "嫁接"));
  ASSERT_TRUE(ledgers_->correct(owner_, "training", one.id, 3, {"", {{"fee", "1"}}, ""}, "补"));
  ASSERT_TRUE(ledgers_->withdraw(owner_, "training", one.id, 4, "误报"));
  ASSERT_TRUE(ledgers_->file_nil(owner_, "training", unit("B"), *Period::parse("2020-03")));
  ASSERT_TRUE(ledgers_->file_nil(owner_, "training", unit("B"), *Period::parse("2020-03")));
  ASSERT_TRUE(
      ledgers_->move_unit(owner_, unit("A2"), unit("B"), *Day::parse("2020-06-01"), "调整"));
  EXPECT_EQ(told.log, "-abab- nil:training:2020-03 reset");
  ASSERT_EQ(ledgers_->nil_returns().size(), 1U);
  ledgers_->listen(nullptr);
}

TEST_P(RecordsTest, rights_end_at_the_border_of_the_subtree) {
  ASSERT_TRUE(ledgers_->grant(owner_, {{"clerk", "C", {{org::Role::clerk, unit("A")}}},
                                       {"reviewer", "R", {{org::Role::reviewer, unit("A")}}},
                                       {"writer", "W", {{org::Role::writer, unit("A")}}},
                                       {"leader", "L", {{org::Role::leader, unit("A")}}},
                                       {"auditor", "U", {{org::Role::auditor, unit("A")}}}}));
  struct Case {
    const char* login;
    bool enters, approves, corrects;
  };
  int day = 1;
  for (const Case& one : {Case{"clerk", true, false, false}, Case{"reviewer", true, true, true},
                          Case{"writer", false, false, false}, Case{"leader", false, true, false},
                          Case{"auditor", false, false, false}}) {
    const auto access = *ledgers_->directory()->access(one.login);
    const std::string on = "2020-08-0" + std::to_string(day++);
    EXPECT_EQ(ledgers_->enter(access, "training", raw("A1", on, one.login)).has_value(),
              one.enters);
    EXPECT_EQ(ledgers_->enter(access, "training", raw("B1", on, "x")).error().what,
              "org.forbidden");
    const auto own = ledgers_->enter(owner_, "training", raw("A2", on, "own"));
    ASSERT_TRUE(ledgers_->submit(owner_, "training", own->id, 1));
    const bool approves = ledgers_->approve(access, "training", own->id, 2).has_value();
    EXPECT_EQ(approves, one.approves) << one.login;
    if (!approves) {
      ASSERT_TRUE(ledgers_->approve(owner_, "training", own->id, 2));
    }
    EXPECT_EQ(ledgers_->correct(access, "training", own->id, 3, {"", {{"fee", "2"}}, ""}, "r")
                  .has_value(),
              one.corrects)
        << one.login;
    EXPECT_TRUE(ledgers_->record(access, "training", own->id));
    EXPECT_EQ(ledgers_->load_units(access, {}).error().what, "org.forbidden");
    EXPECT_EQ(ledgers_->audit(access, nullptr).error().what, "org.forbidden");
    EXPECT_EQ(ledgers_->close(access, unit("B"), Period::year(2019)).error().what, "org.forbidden");
  }
}

TEST_P(RecordsTest, evidence_is_what_its_name_says) {
  const auto entered = ledgers_->enter(owner_, "training", raw("A1", "2020-05-01", "嫁接"));
  const auto add = [&](const char* name, std::string_view bytes) {
    return ledgers_->add_evidence(owner_, "training", entered->id, name, upload(bytes));
  };
  EXPECT_EQ(add("run.exe", "MZ").error().what, "ledger.evidence_type");
  EXPECT_EQ(add("photo.jpg", "%PDF-1.7").error().what, "ledger.evidence_type_mismatch");
  EXPECT_EQ(add("photo.jpg", "").error().what, "ledger.evidence_type_mismatch");
  EXPECT_EQ(add("film.mp4", "0000ftyx").error().what, "ledger.evidence_type_mismatch");
  ASSERT_TRUE(add("sheet.pdf", "%PDF-1.7 ..."));
  const auto record = ledgers_->record(owner_, "training", entered->id);
  ASSERT_EQ(record->evidence.size(), 1U);
  const auto file = ledgers_->evidence_file(record->evidence[0]);
  ASSERT_TRUE(file && *file);
  EXPECT_EQ((*file)->file_name, "sheet.pdf");
  EXPECT_EQ((*file)->media, "application/pdf");
}

}  // namespace
}  // namespace youju::ledger
