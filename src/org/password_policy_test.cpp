#include <gtest/gtest.h>
#include <youju/org/password_policy.h>

namespace youju::org {
namespace {

std::string broken(std::string_view login, std::string_view password, const Policy& policy = {}) {
  std::string names;
  for (const Error& fault : password_faults(policy, login, password)) {
    if (!names.empty()) names += ' ';
    names += fault.what.substr(std::string_view("account.password_").size());
  }
  return names;
}

TEST(Policy, breaks_exactly_these_rules) {
  struct Row {
    std::string login, password, broken;
  };
  const std::string long_one = "Aa1" + std::string(125, 'x');
  for (const Row& row : {
           Row{"li", "Kepu-2020", ""},
           {"li", "kepu2020", "plain"},
           {"li", "KEPU2020", "plain"},
           {"li", "Kepu2020", ""},
           {"li", "kepu 2020", ""},
           {"li", "kepu2020科普", ""},
           {"li", "Kepu-20", "short"},
           {"li", "科普2020ab", ""},
           {"li", "科普科普科普科普", "plain"},
           {"li", "", "short plain"},
           {"li", long_one, ""},
           {"li", long_one + "x", "long"},
           {"wang.li", "x-Wang.Li-2020", "login"},
           {"wang.li", "x-Wang-Li-2020", ""},
           {"wang", "wangwang", "plain login"},
           {"wang", "WANG", "short plain login"},
           {"li", "Li-2020-kepu", ""},
           {"li", "Kepu-2020\n", "text"},
           {"li", "Kepu-2020\xff", "text"},
       }) {
    EXPECT_EQ(broken(row.login, row.password), row.broken) << row.password;
  }
}

TEST(Policy, counts_characters_and_not_bytes) {
  EXPECT_EQ(broken("li", "科普Aa1科"), "short");
  EXPECT_EQ(broken("li", "科普Aa1科普库"), "");
}

TEST(Policy, is_set_by_name_within_its_bounds) {
  struct Row {
    std::string name, text, what;
  };
  for (const Row& row : {Row{"password_min_length", "12", "ok"},
                         {"password_min_length", "7", "account.bad_setting"},
                         {"password_min_length", "65", "account.bad_setting"},
                         {"password_age_days", "0", "ok"},
                         {"password_age_days", "-1", "account.bad_setting"},
                         {"idle_minutes", "5", "ok"},
                         {"idle_minutes", "4", "account.bad_setting"},
                         {"idle_minutes", "481", "account.bad_setting"},
                         {"idle_minutes", "30m", "account.bad_setting"},
                         {"idle_minutes", "", "account.bad_setting"},
                         {"no_such", "1", "account.unknown_setting"}}) {
    Policy policy;
    const auto done = set(policy, row.name, row.text);
    EXPECT_EQ(done ? "ok" : done.error().what, row.what) << row.name << ' ' << row.text;
  }
  Policy policy;
  ASSERT_TRUE(set(policy, "password_min_length", "12"));
  EXPECT_EQ(policy.password_min_length, 12);
  EXPECT_EQ(broken("li", "Kepu-2020", policy), "short");
  policy.idle_minutes = 1;
  EXPECT_FALSE(check(policy));
}

}  // namespace
}  // namespace youju::org
