#include <gtest/gtest.h>
#include <youju/app/nation_tree.h>
#include <youju/base/file.h>

#include <filesystem>
#include <map>

namespace youju::app {
namespace {

class NationTreeTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-nation-" + Uuid::make(system_clock()).to_string());
    std::filesystem::create_directories(folder_);
    list("provinces.csv", "44,\"广东省\"\n45,\"广西壮族自治区\"\n");
    list("cities.csv", "4403,\"深圳市\",44\n4419,\"东莞市\",44\n");
    list("areas.csv", "440306,\"宝安区\",4403,44\n441900,\"东莞市\",4419,44\n");
    list("streets.csv", "440306017,\"新安街道\",440306\n441900003,\"石龙镇\",441900\n");
    list("villages.csv",
         "440306017001,\"宝民社区居委会\",440306017\n441900003201,\"西湖村村委会\",441900003\n");
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void list(const char* name, const std::string& rows) {
    ASSERT_TRUE(write_file(folder_ / name, "code,name,above\n" + rows));
  }
  std::string fault() {
    const auto rows = read_nation_tree(folder_);
    return rows ? std::string() : rows.error().what + " " + rows.error().where;
  }

  std::filesystem::path folder_;
};

TEST_F(NationTreeTest, puts_parents_first_and_knows_kinds_and_short_names) {
  const auto rows = read_nation_tree(folder_);
  ASSERT_TRUE(rows) << rows.error().what;
  std::map<std::string, org::UnitRow> by_code;
  for (const org::UnitRow& row : *rows) {
    EXPECT_TRUE(row.parent.empty() || by_code.contains(row.parent)) << row.code;
    by_code[row.code] = row;
  }
  EXPECT_EQ(by_code.size(), 11U);
  EXPECT_EQ(by_code["450000"].short_name, "广西");
  EXPECT_EQ(by_code["440300"].parent, "440000");
  EXPECT_EQ(by_code["440306"].short_name, "宝安区");
  EXPECT_EQ(by_code["440306017"].kind, org::UnitKind::street);
  EXPECT_EQ(by_code["440306017001"].kind, org::UnitKind::community);
  EXPECT_EQ(by_code["440306017001"].short_name, "宝民社区");
  // A city that the list repeats as its own county.
  EXPECT_EQ(by_code["441900-0"].parent, "441900");
  EXPECT_EQ(by_code["441900003"].parent, "441900-0");
  EXPECT_EQ(by_code["441900003201"].kind, org::UnitKind::village);
  EXPECT_EQ(by_code["441900003201"].short_name, "西湖村");
}

TEST_F(NationTreeTest, names_the_place_of_what_is_wrong) {
  list("areas.csv", "44030,\"宝安区\",4403,44\n");
  EXPECT_EQ(fault(), "org.bad_code areas.csv:2");
  list("areas.csv", "440306,\"\",4403,44\n");
  EXPECT_EQ(fault(), "org.empty_name areas.csv:2");
  list("areas.csv", "440306,\"宝安区\",4403,44\n440306,\"宝安区\",4403,44\n");
  EXPECT_EQ(fault().substr(0, 18), "org.duplicate_code");
  list("areas.csv", "441900,\"东莞市\",4419,44\n");
  EXPECT_EQ(fault(), "org.unknown_parent streets.csv:2");
  std::filesystem::remove(folder_ / "areas.csv");
  EXPECT_EQ(fault().substr(0, 14), "file.not_found");
}

}  // namespace
}  // namespace youju::app
