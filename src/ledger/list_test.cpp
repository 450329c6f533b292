#include <gmock/gmock.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/record_table.h>

#include <algorithm>
#include <random>

namespace youju::ledger {
namespace {

class ListTest : public LedgerTest {
 protected:
  // So many that what stands below A is a small part, and that the index by unit is there once the
  // folder is opened again.
  void add_villages() {
    std::string csv = "code,name,short,kind,parent,from,until\n";
    for (int i = 1; i <= villages; ++i) {
      const std::string code = "V" + std::to_string(i);
      csv += code + "," + code + "," + code + ",village,B,,\n";
    }
    ASSERT_TRUE(ledgers_->load_units(
        owner_, *org::parse_units(csv, "units.csv", ledgers_->directory().get())));
  }
  void open_again() {
    ledgers_.reset();
    database_.reset();
    start();
  }
  // Records of that many rows, some of A's villages, most of others, on few days.
  void import_rows(int rows, int share, State state, int seed) {
    std::mt19937 random(static_cast<std::uint32_t>(seed));
    const auto below = [&](int limit) { return static_cast<int>(random() % limit); };
    std::string csv = "key,unit,on,topic,trainees\n";
    for (int i = 0; i < rows; ++i) {
      const std::string at = below(share) == 0 ? "A" + std::to_string(1 + below(2))
                                               : "V" + std::to_string(1 + below(villages));
      csv += fmt::format("{0}-{1},{2},2020-0{3}-1{4},{0}之{1},{5}\n", seed, i, at, 1 + below(9),
                         below(3), below(100));
    }
    const auto report = import_csv(csv, state);
    ASSERT_TRUE(report);
    ASSERT_EQ(report->added, rows);
  }
  // What all pages of a list have, in order.
  std::vector<Uuid> all_of(Ledgers::ListQuery query) {
    std::vector<Uuid> ids;
    do {
      const auto page = ledgers_->list(owner_, query);
      EXPECT_TRUE(page) << page.error().what;
      EXPECT_LE(page->records.size(), query.rows);
      for (const Record& record : page->records) ids.push_back(record.id);
      query.after = page->next;
    } while (!query.after.empty());
    return ids;
  }
  // The same from a look at all records.
  std::vector<Uuid> looked_for(const Ledgers::ListQuery& query) {
    const auto directory = ledgers_->directory();
    const auto tree = directory->tree(clock_.today());
    std::vector<Record> records;
    const auto snapshot = database_->read();
    EXPECT_TRUE(RecordTable(*snapshot, *ledgers_->schemas()->find("training"))
                    .each_after(Uuid(), 1'000'000, [&](Record&& record, std::string_view) {
                      records.push_back(std::move(record));
                    }));
    std::erase_if(records, [&](const Record& one) {
      return !tree->subtree(query.unit).contains(tree->position(one.unit)) ||
             (query.state && one.state != *query.state) || !query.period.contains(one.on) ||
             ledgers_->spell(one.values[0]).find(query.contains) == std::string::npos;
    });
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
      return a.on != b.on ? a.on > b.on : a.id.to_string() > b.id.to_string();
    });
    std::vector<Uuid> ids;
    for (const Record& record : records) ids.push_back(record.id);
    return ids;
  }

  void expect_lists_of_all_kinds() {
    const Period part = *Period::from_days(*Day::parse("2020-02-11"), *Day::parse("2020-08-11"));
    for (const char* code : {"A", "A1", "V7", "610522"}) {
      for (const auto state : {std::optional<State>(), std::optional(State::approved),
                               std::optional(State::submitted), std::optional(State::draft)}) {
        for (const char* contains : {"", "之3"}) {
          const std::size_t rows = state == State::approved ? 200 : 7;
          const Ledgers::ListQuery query{"training", unit(code), part, state, "", rows, contains};
          const auto expected = looked_for(query);
          EXPECT_EQ(all_of(query), expected) << code;
          EXPECT_EQ(ledgers_->totals(owner_, query)->records,
                    static_cast<std::int64_t>(expected.size()));
        }
      }
    }
  }

  static constexpr int villages = 1'000;
};
YOUJU_ON_BOTH(ListTest);

TEST_P(ListTest, comes_in_pages_newest_first) {
  for (int i = 1; i <= 5; ++i) {
    approved_one(raw(i == 3 ? "B1" : "A1", "2020-05-0" + std::to_string(i), std::to_string(i)));
  }
  Ledgers::ListQuery query{"training", unit("A"), Period::year(2020), State::approved, "", 3};
  const auto first = ledgers_->list(owner_, query);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->records.size(), 3U);
  EXPECT_EQ(first->records[0].on.to_string(), "2020-05-05");
  EXPECT_EQ(first->records[2].on.to_string(), "2020-05-02");
  query.after = first->next;
  const auto second = ledgers_->list(owner_, query);
  ASSERT_TRUE(second);
  ASSERT_EQ(second->records.size(), 1U);
  EXPECT_EQ(second->next, "");
  query.after = "nonsense";
  EXPECT_EQ(ledgers_->list(owner_, query).error().what, "ledger.bad_page");
}

TEST_P(ListTest, finds_what_is_not_approved_without_a_look_at_what_is) {
  std::vector<Uuid> ids;
  for (int i = 1; i <= 6; ++i) {
    ids.push_back(approved_one(raw("A1", "2020-05-0" + std::to_string(i), std::to_string(i))).id);
  }
  ASSERT_TRUE(ledgers_->withdraw(owner_, "training", ids[1], 3, "撤回"));
  ASSERT_TRUE(ledgers_->withdraw(owner_, "training", ids[3], 3, "撤回"));
  ASSERT_TRUE(ledgers_->enter(owner_, "training", raw("B1", "2020-05-07", "7")));
  // An approved record that cannot be read would be an error.
  ASSERT_TRUE(database_->write([&](store::Transaction& transaction) -> Result<void> {
    TRY(
        transaction.run("UPDATE rec_training SET tags = 'x', state = 'approved', id = 'x' || id"
                        " WHERE state = 'approved'"));
    return {};
  }));
  Ledgers::ListQuery query{"training", unit("610522"), Period::year(2020), State::withdrawn, "", 1};
  auto page = ledgers_->list(owner_, query);
  ASSERT_TRUE(page) << page.error().what;
  ASSERT_EQ(page->records.size(), 1U);
  EXPECT_EQ(page->records[0].id, ids[3]);
  query.after = page->next;
  page = ledgers_->list(owner_, query);
  ASSERT_TRUE(page) << page.error().what;
  ASSERT_EQ(page->records.size(), 1U);
  EXPECT_EQ(page->records[0].id, ids[1]);
  EXPECT_EQ(ledgers_->totals(owner_, query)->records, 2);
  constexpr std::array drafts = {State::draft};
  EXPECT_EQ(ledgers_->in_states(owner_, "training", unit("610522"), drafts)->size(), 1U);
}

// Among all records, and once the folder is opened again by days and then by units, in parts of 256
// records and more.
TEST_P(ListTest, is_the_same_of_a_small_part_of_the_tree) {
  add_villages();
  import_rows(900, 2, State::approved, 1);
  import_rows(100, 20, State::submitted, 2);
  import_rows(60, 3, State::draft, 3);
  expect_lists_of_all_kinds();
  open_again();
  expect_lists_of_all_kinds();
  Ledgers::ListQuery query{"training", unit("A"), Period::year(2020), State::approved, "", 200};
  EXPECT_GT(all_of(query).size(), 400U);
  query.period = Period::year(2019);
  EXPECT_TRUE(all_of(query).empty());
}

TEST_P(ListTest, of_a_small_part_of_the_tree_reads_no_record_of_others) {
  add_villages();
  open_again();
  import_rows(300, 10, State::approved, 4);
  ASSERT_TRUE(database_->write([&](store::Transaction& transaction) -> Result<void> {
    TRY(transaction.run(
        "UPDATE rec_training SET state = 'unreadable' WHERE unit <> ? AND unit <> ?",
        std::int64_t{unit("A1").value}, std::int64_t{unit("A2").value}));
    return {};
  }));
  const Ledgers::ListQuery query{"training", unit("A"), Period::year(2020), State::approved, "", 5};
  EXPECT_GT(all_of(query).size(), 10U);
  EXPECT_FALSE(ledgers_->list(owner_, {"training", unit("B"), Period::year(2020), {}, ""}));
}

}  // namespace
}  // namespace youju::ledger
