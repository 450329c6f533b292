#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <youju/base/result.h>

#include <memory>

namespace youju {
namespace {

Result<int> positive(int value) {
  if (value <= 0) return fail(ErrorKind::bad_input, "test.not_positive", {{"text", "x"}}, "3:5");
  return value;
}

Result<int> doubled(int value) { return TRY(positive(TRY(positive(value)) * 2)); }

Result<std::unique_ptr<int>> boxed(int value) {
  return std::make_unique<int>(TRY(positive(value)));
}

Result<int> unboxed(int value) {
  const std::unique_ptr<int> box = TRY(boxed(value));
  return *box;
}

Result<void> checked(int value) {
  TRY(positive(value));
  return {};
}

Result<int> after_checked(int value) {
  TRY(checked(value));
  return 1;
}

TEST(Try, unwraps_values_nested_and_movable_only) {
  EXPECT_EQ(doubled(4).value(), 8);
  EXPECT_EQ(unboxed(4).value(), 4);
  EXPECT_EQ(after_checked(4).value(), 1);
}

TEST(Try, returns_the_error_as_it_is) {
  for (const Result<int>& result : {doubled(0), unboxed(-1), after_checked(0)}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().what, "test.not_positive");
    EXPECT_EQ(result.error().where, "3:5");
    EXPECT_EQ(result.error().field("text"), "x");
    EXPECT_EQ(result.error().field("other"), "");
  }
}

TEST(Error, at_puts_the_outer_place_first) {
  EXPECT_EQ(positive(0).error().at("a.yaml").where, "a.yaml:3:5");
  Error bare;
  EXPECT_EQ(std::move(bare).at("a.yaml").where, "a.yaml");
}

TEST(ErrorKind, has_one_exit_code_status_and_name_each) {
  struct Row {
    ErrorKind kind;
    int exit;
    int http;
    std::string_view name;
  };
  for (const Row& row : {Row{ErrorKind::bad_input, 3, 422, "bad_input"},
                         {ErrorKind::bad_usage, 2, 400, "bad_usage"},
                         {ErrorKind::not_found, 3, 404, "not_found"},
                         {ErrorKind::conflict, 3, 409, "conflict"},
                         {ErrorKind::forbidden, 3, 403, "forbidden"},
                         {ErrorKind::closed, 3, 409, "closed"},
                         {ErrorKind::too_large, 3, 413, "too_large"},
                         {ErrorKind::corrupt, 4, 500, "corrupt"},
                         {ErrorKind::busy, 4, 503, "busy"},
                         {ErrorKind::unavailable, 4, 501, "unavailable"},
                         {ErrorKind::unauthenticated, 3, 401, "unauthenticated"},
                         {ErrorKind::throttled, 3, 429, "throttled"}}) {
    EXPECT_EQ(exit_code(row.kind), row.exit) << row.name;
    EXPECT_EQ(http_status(row.kind), row.http) << row.name;
    EXPECT_EQ(kind_name(row.kind), row.name);
  }
}

TEST(MachineFailure, carries_its_error_and_says_it) {
  const MachineFailure failure(Error{ErrorKind::unavailable, "file.disk", "/x", {}});
  EXPECT_EQ(failure.error().what, "file.disk");
  EXPECT_STREQ(failure.what(), "/x: file.disk");
}

TEST(CheckDeathTest, ends_the_program_and_names_the_place) {
  EXPECT_DEATH(CHECK(1 + 1 == 3), "result_test.cpp:[0-9]+: CHECK failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace youju
