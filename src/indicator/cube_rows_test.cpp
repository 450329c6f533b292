#include <gtest/gtest.h>
#include <malloc.h>
#include <youju/indicator/cube_rows.h>
#include <youju/ledger/ledger_fixture.h>

#include <cstdlib>
#include <memory>

namespace youju::indicator {
namespace {

class CubeRowsTest : public ledger::LedgerTest {};
INSTANTIATE_TEST_SUITE_P(Any, CubeRowsTest, testing::Values(store::Dialect::sqlite));

struct Rows {
  Dictionaries dictionaries;
  std::unique_ptr<LedgerWriter> writer;
};

// Everybody's topic is another one, as are fees, places and tags of many.
std::unique_ptr<Rows> many_rows(const ledger::Schema& schema, const Clock& clock, int count) {
  auto rows = std::make_unique<Rows>();
  rows->writer = std::make_unique<LedgerWriter>(schema, rows->dictionaries);
  ledger::Record record;
  for (int n = 0; n < count; ++n) {
    record.id = Uuid::make(clock);
    record.unit = org::UnitId{n % 6};
    record.on = Day::from_number(17'000 + n % 3'000);
    record.tags = {"spring", "tag" + std::to_string(n % 500)};
    record.hosts = {org::UnitId{n % 6}, org::UnitId{n % 5}};
    record.values.assign(schema.fields.size(), {});
    for (std::size_t field = 0; field < schema.fields.size(); ++field) {
      ledger::Value& value = record.values[field];
      switch (schema.fields[field].type) {
        case ledger::FieldType::text:
          value = "第" + std::to_string(n) + "期实用技术培训";
          break;
        case ledger::FieldType::integer:
          value = Decimal(n % 400);
          break;
        case ledger::FieldType::decimal:
          value = Decimal::from_scaled(n % 50'000, 2);
          break;
        default:
          break;
      }
    }
    rows->writer->add(record);
  }
  return rows;
}

TEST_P(CubeRowsTest, memory_is_told_with_its_dictionaries_as_the_allocator_tells_it) {
  const auto schemas = ledgers_->schemas();
  const ledger::Schema& schema = *schemas->find("training");
  const auto used = [] {
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
  };
  const std::int64_t before = used();
  const auto rows = many_rows(schema, clock_, 100'000);
  const std::int64_t grown = used() - before;
  if (grown <= 0) GTEST_SKIP() << "this allocator tells nothing";
  const auto dictionaries = static_cast<std::int64_t>(rows->dictionaries.memory_bytes());
  const std::int64_t told = rows->writer->memory_bytes() + dictionaries;
  EXPECT_GT(dictionaries, 5'000'000) << "texts and decimals";
  EXPECT_GT(told, grown * 85 / 100);
  EXPECT_LT(told, grown * 115 / 100);
}

}  // namespace
}  // namespace youju::indicator
