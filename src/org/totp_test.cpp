#include <gtest/gtest.h>
#include <youju/org/totp.h>

namespace youju::org {
namespace {

constexpr const char* rfc_secret = "12345678901234567890";

TEST(Totp, gives_the_vectors_of_rfc_6238) {
  struct Row {
    std::int64_t second;
    const char* code;
  };
  for (const Row& row : {Row{59, "94287082"},
                         {1111111109, "07081804"},
                         {1111111111, "14050471"},
                         {1234567890, "89005924"},
                         {2000000000, "69279037"},
                         {20000000000, "65353130"}}) {
    EXPECT_EQ(totp_code(rfc_secret, totp_step(row.second * 1000), 8), row.code) << row.second;
  }
}

TEST(Totp, gives_the_vectors_of_rfc_4226) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t step = 0; step < 10; ++step)
    EXPECT_EQ(totp_code(rfc_secret, step), codes[step]);
}

TEST(Totp, is_taken_one_step_early_or_late_and_once) {
  const std::int64_t now = 1'606'780'815'000;
  const std::int64_t step = totp_step(now);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step - 2), now, 0), std::nullopt);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step - 1), now, 0), step - 1);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step), now, 0), step);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step + 1), now, 0), step + 1);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step + 2), now, 0), std::nullopt);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step), now, step), std::nullopt);
  EXPECT_EQ(totp_match(rfc_secret, totp_code(rfc_secret, step - 1), now, step), std::nullopt);
  for (const char* text : {"", "12345", "1234567", "abcdef", "      "}) {
    EXPECT_EQ(totp_match(rfc_secret, text, now, 0), std::nullopt) << text;
  }
}

TEST(Totp, base32_gives_the_vectors_of_rfc_4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, an_authenticator_reads_its_address) {
  EXPECT_EQ(totp_uri(rfc_secret, "wang.li"),
            "otpauth://totp/Youju:wang.li?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Youju"
            "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace youju::org
