#include <gtest/gtest.h>
#include <youju/base/hash.h>
#include <youju/base/result.h>

#include <set>

namespace youju {
namespace {

TEST(Hash, sha256_gives_the_published_vectors) {
  EXPECT_EQ(to_hex(digest_of("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(digest_of("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(digest_of(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash, sm3_gives_the_vectors_of_its_standard) {
  EXPECT_EQ(to_hex(digest_of("abc", HashKind::sm3)),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string long_text;
  for (int i = 0; i < 16; ++i) long_text += "abcd";
  EXPECT_EQ(to_hex(digest_of(long_text, HashKind::sm3)),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Hash, hmac_sha1_gives_the_vectors_of_rfc_2202) {
  const auto hex = [](std::string_view key, std::string_view message) {
    std::string text;
    for (const std::uint8_t byte : hmac_sha1(key, message)) text += fmt::format("{:02x}", byte);
    return text;
  };
  EXPECT_EQ(hex(std::string(20, '\x0b'), "Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00");
  EXPECT_EQ(hex("Jefe", "what do ya want for nothing?"),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(hex(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(Hash, a_hasher_begins_anew_after_each_digest) {
  Hasher hasher;
  hasher.update("a");
  hasher.update("");
  hasher.update("bc");
  EXPECT_EQ(hasher.finish(), digest_of("abc"));
  EXPECT_EQ(hasher.finish(), digest_of(""));
  hasher.update("abc");
  EXPECT_EQ(hasher.finish(), digest_of("abc"));
}

TEST(Hash, hex_comes_back_and_nothing_else_does) {
  Digest digest{};
  const std::string hex = to_hex(digest_of("abc"));
  ASSERT_TRUE(from_hex(hex, digest));
  EXPECT_EQ(digest, digest_of("abc"));
  for (const std::string& bad :
       {std::string(), hex.substr(1), hex + "0", "G" + hex.substr(1), "B" + hex.substr(1)}) {
    EXPECT_FALSE(from_hex(bad, digest)) << bad;
  }
  EXPECT_EQ(digest, digest_of("abc")) << "a failed reading changes nothing";
}

TEST(Fingerprint, is_the_same_on_every_machine) {
  // 64 bits of FNV-1a of "" and "a" are public test values; the mixing of MurmurHash3 follows.
  EXPECT_EQ(fingerprint(""), "mkSm6C2HQ_O");
  EXPECT_EQ(fingerprint("a"), "b5svpiVqiKI");
  EXPECT_EQ(fingerprint("有据"), "cM9bVVzVUiK");
}

TEST(Fingerprint, tells_texts_apart) {
  std::set<std::string> seen;
  for (int i = 0; i < 200'000; ++i) seen.insert(fingerprint(std::to_string(i)));
  EXPECT_EQ(seen.size(), 200'000U);
}

}  // namespace
}  // namespace youju
