#include <gmock/gmock.h>
#include <youju/base/limits.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/reform.h>
#include <youju/org/directory_draft.h>
#include <youju/store/database.h>

namespace youju::ledger {
namespace {

class ReformTest : public LedgerTest {
 protected:
  static Reform reform(Reform::Kind kind, const char* unit, const char* into,
                       const char* day = "2020-07-01") {
    Reform made;
    made.kind = kind;
    made.unit = unit;
    made.into = into;
    made.day = *Day::parse(day);
    made.reason = "民政批复〔2020〕3号";
    return made;
  }
  std::string did(const Reform& reform) {
    const auto done = ledgers_->reform(owner_, reform);
    return done ? std::string() : done.error().what;
  }
  std::string parent(const char* code, const char* day) {
    const auto directory = ledgers_->directory();
    const auto tree = directory->tree(*Day::parse(day));
    if (!tree->has(unit(code))) return "-";
    const auto above = tree->parent(unit(code));
    return above ? directory->unit(*above).code : "";
  }
  // The drafted picture is what a reading of the tables gives, and the tables what the log says.
  void expect_sound() {
    EXPECT_TRUE(ledgers_->audit(owner_, nullptr)->faults.empty());
    const auto drafted = ledgers_->directory();
    const auto read = *org::Directory::load(*ledgers_->database().read());
    ASSERT_EQ(drafted->units().size(), read->units().size());
    ASSERT_EQ(drafted->edges().size(), read->edges().size());
    for (std::size_t i = 0; i < read->edges().size(); ++i) {
      EXPECT_EQ(drafted->edges()[i].unit, read->edges()[i].unit);
      EXPECT_EQ(drafted->edges()[i].parent, read->edges()[i].parent);
      EXPECT_EQ(drafted->edges()[i].from, read->edges()[i].from);
      EXPECT_EQ(drafted->edges()[i].until, read->edges()[i].until);
    }
    ASSERT_EQ(drafted->former_names().size(), read->former_names().size());
    for (const org::Unit& each : read->units()) {
      EXPECT_EQ(drafted->unit(each.id).name, each.name);
      EXPECT_EQ(drafted->find(each.code).value(), each.id);
    }
  }
};

TEST_P(ReformTest, moves_a_unit_with_all_below_it_from_a_day_on) {
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B")), "");
  EXPECT_EQ(parent("A1", "2020-06-30"), "A");
  EXPECT_EQ(parent("A1", "2020-07-01"), "B");
  expect_sound();
}

TEST_P(ReformTest, renames_a_unit_and_remembers_what_it_was_called) {
  Reform made = reform(Reform::Kind::rename, "A", "");
  made.named.name = "甲街道";
  made.named.kind = org::UnitKind::street;
  EXPECT_EQ(did(made), "");
  const auto directory = ledgers_->directory();
  EXPECT_EQ(directory->unit(unit("A")).name, "甲街道");
  EXPECT_EQ(directory->name_on(unit("A"), *Day::parse("2020-06-30")), "甲镇");
  EXPECT_EQ(directory->name_on(unit("A"), *Day::parse("2020-07-01")), "甲街道");
  expect_sound();
  EXPECT_EQ(did(made), "org.changes_nothing");
  made.named.name = "乙";
  made.day = *Day::parse("2199-01-01");
  EXPECT_EQ(did(made), "org.rename_ahead");
}

TEST_P(ReformTest, merges_a_unit_into_another) {
  EXPECT_EQ(did(reform(Reform::Kind::merge, "A", "B")), "");
  EXPECT_EQ(parent("A", "2020-06-30"), "610522");
  EXPECT_EQ(parent("A", "2020-07-01"), "-");
  EXPECT_EQ(parent("A2", "2020-06-30"), "A");
  EXPECT_EQ(parent("A2", "2020-07-01"), "B");
  expect_sound();
  EXPECT_EQ(did(reform(Reform::Kind::move, "A", "B", "2020-08-01")), "org.not_standing");
}

TEST_P(ReformTest, splits_a_part_off_as_a_unit_of_its_own) {
  Reform made = reform(Reform::Kind::split, "A", "");
  made.others = {"A2"};
  made.named.code = "C";
  made.named.name = "丙镇";
  made.named.kind = org::UnitKind::township;
  EXPECT_EQ(did(made), "");
  EXPECT_EQ(parent("C", "2020-06-30"), "-");
  EXPECT_EQ(parent("C", "2020-07-01"), "610522");
  EXPECT_EQ(parent("A2", "2020-07-01"), "C");
  EXPECT_EQ(parent("A1", "2020-07-01"), "A");
  expect_sound();
  EXPECT_EQ(did(made), "org.duplicate_code");
  made.named.code = "D";
  made.others = {"B1"};
  EXPECT_EQ(did(made), "org.not_a_child");
}

TEST_P(ReformTest, ends_a_unit_whose_children_have_a_place) {
  EXPECT_EQ(did(reform(Reform::Kind::abolish, "A", "")), "org.has_children");
  EXPECT_EQ(did(reform(Reform::Kind::abolish, "A1", "")), "");
  EXPECT_EQ(parent("A1", "2020-07-01"), "-");
  EXPECT_EQ(did(reform(Reform::Kind::abolish, "A", "B")), "");
  EXPECT_EQ(parent("A2", "2020-07-01"), "B");
  expect_sound();
}

TEST_P(ReformTest, is_refused_where_it_makes_no_tree) {
  EXPECT_EQ(did(reform(Reform::Kind::move, "A", "A1")), "org.unit_loop");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A", "A")), "org.unit_loop");
  EXPECT_EQ(did(reform(Reform::Kind::merge, "A", "A1")), "org.unit_loop");
  EXPECT_EQ(did(reform(Reform::Kind::move, "610522", "A")), "org.root_stays");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "A")), "org.changes_nothing");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "")), "org.into_needed");
  EXPECT_EQ(did(reform(Reform::Kind::move, "X", "A")), "org.unknown_unit");
  EXPECT_EQ(did(reform(Reform::Kind::move, "B1", "A", "2009-12-31")), "org.not_standing");
  Reform silent = reform(Reform::Kind::move, "A1", "B");
  silent.reason.clear();
  EXPECT_EQ(did(silent), "org.reason_needed");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B", "2021-01-01")), "");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B")), "org.changes_later");
  // A slip of the year is no day at all.
  EXPECT_EQ(Day::parse("0001-01-01").error().what, "day.out_of_range");
  EXPECT_EQ(Day::parse("9999-12-31").error().what, "day.out_of_range");
  expect_sound();
}

TEST_P(ReformTest, leaves_closed_periods_alone) {
  ASSERT_TRUE(ledgers_->close(owner_, unit("A"), *Period::parse("2020")));
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B")), "ledger.reform_closed");
  EXPECT_EQ(did(reform(Reform::Kind::move, "B1", "A")), "ledger.reform_closed");
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B", "2021-01-01")), "");
}

TEST_P(ReformTest, needs_the_right_over_all_that_it_touches) {
  ASSERT_TRUE(ledgers_->grant(owner_, {{"town", "T", {{org::Role::administrator, unit("A")}}}}));
  const auto town = *ledgers_->directory()->access("town");
  const auto done = ledgers_->reform(town, reform(Reform::Kind::move, "A1", "B"));
  EXPECT_EQ(done.error().what, "org.forbidden");
  EXPECT_EQ(ledgers_->reform(town, reform(Reform::Kind::merge, "A1", "A2")).has_value(), true);
}

TEST_P(ReformTest, is_tried_without_a_trace) {
  const auto head = ledgers_->head();
  const auto tried = ledgers_->try_reform(owner_, reform(Reform::Kind::merge, "A", "B"));
  ASSERT_TRUE(tried);
  const auto tree = (*tried)->tree(*Day::parse("2020-07-01"));
  EXPECT_FALSE(tree->has(unit("A")));
  EXPECT_EQ(tree->parent(unit("A1")), unit("B"));
  EXPECT_EQ(ledgers_->head().seq, head.seq);
  EXPECT_EQ(parent("A", "2020-07-01"), "610522");
}

TEST_P(ReformTest, restates_to_the_tree_of_a_day) {
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B")), "");
  const auto frozen = org::DirectoryDraft::as_on(*ledgers_->directory(), *Day::parse("2020-07-01"));
  EXPECT_EQ(frozen->tree(*Day::parse("2010-01-01"))->parent(unit("A1")), unit("B"));
}

TEST_P(ReformTest, comes_back_when_the_tables_are_rebuilt) {
  Reform named = reform(Reform::Kind::rename, "B", "");
  named.named.name = "乙街道";
  named.named.kind = org::UnitKind::street;
  Reform part = reform(Reform::Kind::split, "A", "", "2020-08-01");
  part.named.code = "C";
  part.named.name = "丙镇";
  part.named.kind = org::UnitKind::township;
  part.others = {"A2"};
  EXPECT_EQ(did(named), "");
  EXPECT_EQ(did(part), "");
  EXPECT_EQ(did(reform(Reform::Kind::merge, "A", "B", "2020-09-01")), "");
  const auto rebuilt = ledgers_->rebuild(owner_);
  ASSERT_TRUE(rebuilt) << rebuilt.error().what;
  EXPECT_EQ(parent("A1", "2020-09-01"), "B");
  EXPECT_EQ(parent("A2", "2020-08-01"), "C");
  EXPECT_EQ(parent("A", "2020-09-01"), "-");
  EXPECT_EQ(ledgers_->directory()->name_on(unit("B"), *Day::parse("2020-06-30")), "乙镇");
  expect_sound();
}

TEST_P(ReformTest, of_a_clock_that_went_back_is_done_on_its_own_day) {
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "B")), "");
  clock_.set(clock_.now_ms() - 300LL * 24 * 3600 * 1000);
  // Of today's tree A1 still stands below A; what is known of later days stays.
  EXPECT_EQ(did(reform(Reform::Kind::move, "A1", "610522", "2020-02-01")), "org.changes_later");
  Reform named = reform(Reform::Kind::rename, "B", "");
  named.named.name = "乙街道";
  EXPECT_EQ(did(named), "org.rename_ahead");
  EXPECT_EQ(parent("A1", "2020-07-01"), "B");
  expect_sound();
}

TEST_P(ReformTest, many_units_come_in_few_events) {
  std::vector<org::UnitRow> rows;
  for (std::size_t i = 0; i < limits::units_each_max + 1; ++i) {
    org::UnitRow row;
    row.code = row.name = row.short_name = "v" + std::to_string(i);
    row.kind = org::UnitKind::village;
    row.parent = i == 0 ? "A" : "v0";
    rows.push_back(row);
  }
  const auto before = ledgers_->head().seq;
  ASSERT_TRUE(ledgers_->load_units(owner_, rows));
  EXPECT_EQ(ledgers_->head().seq, before + 1);
  EXPECT_EQ(parent("v7", "2020-01-01"), "v0");
  expect_sound();
  ASSERT_TRUE(ledgers_->load_units(owner_, rows));
  EXPECT_EQ(ledgers_->head().seq, before + 1);
  EXPECT_EQ(did(reform(Reform::Kind::move, "v0", "B")), "");
  expect_sound();
}

YOUJU_ON_BOTH(ReformTest);

}  // namespace
}  // namespace youju::ledger
