// For tests of this room: a small pack, a small tree, on a database of either back end.
#pragma once

#include <youju/base/catalogue.h>
#include <youju/ledger/ledgers.h>
#include <youju/org/directory.h>
#include <youju/store/blob.h>
#include <youju/store/store_fixture.h>

#include <fstream>
#include <string>

namespace youju::ledger {

inline constexpr const char* test_pack_yaml = R"(pack: test
title: {zh-CN: 测试, en: Test}
version: 1
tags:
  spring: {zh-CN: “科技之春”宣传月, en: Science Spring}
  week: {zh-CN: 科技活动周, en: Science week}
)";

inline constexpr const char* test_training_yaml = R"(ledger: training
title: {zh-CN: 培训台账, en: Trainings}
systems: [S038]
dates: span
fields:
  - {name: topic, title: {zh-CN: 培训主题, en: Topic}, type: text, required: yes, max: 20}
  - name: kind
    title: {zh-CN: 类别, en: Kind}
    type: choice
    choices:
      crop: {zh-CN: 种植, en: Crops}
      migrant: {zh-CN: 农民工, en: Migrant workers}
  - {name: trainees, title: {zh-CN: 受训人次, en: Attendance}, type: integer, unit: 人次, max: 100000}
  - {name: fee, title: {zh-CN: 经费, en: Cost}, type: decimal, scale: 2, unit: 万元}
  - {name: giver, title: {zh-CN: 承办方, en: Given by}, type: party}
  - {name: place, title: {zh-CN: 地点, en: Place}, type: geo}
  - {name: target, title: {zh-CN: 受益单位, en: For}, type: unit}
  - {name: held, title: {zh-CN: 结业日, en: Finished}, type: date, min: 2000-01-01}
name_field: topic
duplicate_key: [on, topic]
expects: month
)";

inline constexpr const char* test_lesson_yaml = R"(ledger: lesson
title: {zh-CN: 课程台账, en: Lessons}
dates: day
fields:
  - {name: training, title: {zh-CN: 所属培训, en: Training}, type: record, ledger: training}
  - {name: phone, title: {zh-CN: 联系电话, en: Phone}, type: text, private: yes}
evidence_min: 1
)";

inline PackFiles test_pack() {
  return {"test",
          {{"ledgers/lesson.yaml", test_lesson_yaml},
           {"ledgers/training.yaml", test_training_yaml},
           {"pack.yaml", test_pack_yaml}}};
}

// county 610522 with towns A (villages A1, A2) and B (village B1).
inline constexpr const char* test_units_csv =
    "code,name,short,kind,parent,from,until\n"
    "A1,甲一村,甲一,village,A,,\n"
    "610522,潼关县科学技术协会,县科协,association,,,\n"
    "A,甲镇,甲镇,township,610522,,\n"
    "B,乙镇,乙镇,township,610522,,\n"
    "A2,甲二村,甲二,village,A,,\n"
    "B1,乙一村,乙一,village,B,2010-01-01,\n";

class LedgerTest : public store::StoreTest {
 protected:
  void SetUp() override {
    store::StoreTest::SetUp();
    if (IsSkipped()) return;
    start();
    const auto rows = org::parse_units(test_units_csv, "units.csv");
    ASSERT_TRUE(rows) << rows.error().what;
    ASSERT_TRUE(ledgers_->load_packs(owner_, {test_pack()}));
    ASSERT_TRUE(ledgers_->load_units(owner_, *rows));
  }

  void start() {
    database_ = open();
    ASSERT_TRUE(database_);
    ASSERT_TRUE(database_->migrate(org::migrations()));
    ASSERT_TRUE(database_->migrate(migrations()));
    auto opened = Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    ASSERT_TRUE(opened) << opened.error().what;
    ledgers_ = std::move(*opened);
  }

  org::UnitId unit(std::string_view code) const { return *ledgers_->directory()->find(code); }

  // A file with these bytes, as one that was uploaded.
  std::filesystem::path upload(std::string_view bytes) const {
    const std::filesystem::path path = folder_.path() / "upload";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  Result<ImportReport> import_csv(std::string_view csv, State state = State::approved,
                                  std::string_view ledger = "training") {
    ImportOptions options;
    options.source = "example:test";
    options.state = state;
    return ledgers_->import(owner_, ledger, csv, "training.csv", options);
  }

  static RawRecord raw(std::string unit_code, std::string on, std::string topic) {
    return {"", {{"unit", unit_code}, {"on", on}, {"topic", topic}}, ""};
  }
  EntryResult approved_one(const RawRecord& raw_record) {
    const auto entered = ledgers_->enter(owner_, "training", raw_record);
    EXPECT_TRUE(entered);
    EXPECT_TRUE(ledgers_->submit(owner_, "training", entered->id, 1));
    const auto done = ledgers_->approve(owner_, "training", entered->id, 2);
    EXPECT_TRUE(done) << done.error().what;
    return *done;
  }

  std::vector<Record> approved(std::string_view ledger = "training") const {
    std::vector<Record> records;
    const auto schemas = ledgers_->schemas();
    EXPECT_TRUE(ledgers_->scan(*schemas->find(ledger), [&](const Record& one) -> Result<void> {
      records.push_back(one);
      return {};
    }));
    return records;
  }

  // 2020-12-01 08:00 +08:00.
  FixedClock clock_{1606780800000};
  org::Access owner_ = org::Access::everywhere("owner");
  store::BlobStore blobs_{folder_.path() / "blobs"};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Ledgers> ledgers_;
};

#define YOUJU_ON_BOTH(fixture)                                                                  \
  INSTANTIATE_TEST_SUITE_P(Both, fixture,                                                       \
                           testing::Values(store::Dialect::sqlite, store::Dialect::postgresql), \
                           store::back_end_name)

}  // namespace youju::ledger
