#include <gtest/gtest.h>
#include <youju/base/limits.h>
#include <youju/office/zip.h>

#include <algorithm>

namespace youju::office {
namespace {

std::string archive() {
  ZipWriter zip;
  zip.add("a.xml", "<a>有据</a>");
  zip.store("folder/b.bin", std::string("\0\1\2", 3));
  zip.add("empty", "");
  return zip.finish();
}

void overwrite(std::string& bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
}

// Where the directory's header of the n-th entry starts.
std::size_t directory_entry(const std::string& bytes, int n) {
  std::size_t at = bytes.find("PK\x01\x02");
  while (n-- > 0) at = bytes.find("PK\x01\x02", at + 4);
  return at;
}

constexpr std::size_t directory_crc_at = 16;
constexpr std::size_t directory_packed_at = 20;
constexpr std::size_t directory_size_at = 24;

std::string error_of(const Result<std::string>& result) {
  return result ? "no error" : result.error().what;
}

TEST(Zip, gives_back_what_was_put_in) {
  const std::string bytes = archive();
  const ZipReader zip = ZipReader::open(bytes).value();
  EXPECT_EQ(zip.names(), (std::vector<std::string>{"a.xml", "folder/b.bin", "empty"}));
  EXPECT_EQ(zip.read("a.xml").value(), "<a>有据</a>");
  EXPECT_EQ(zip.read("folder/b.bin").value(), std::string("\0\1\2", 3));
  EXPECT_EQ(zip.read("empty").value(), "");
}

TEST(Zip, gives_the_same_bytes_for_the_same_parts) { EXPECT_EQ(archive(), archive()); }

TEST(Zip, finds_names_in_any_case) {
  const std::string bytes = archive();
  const ZipReader zip = ZipReader::open(bytes).value();
  EXPECT_TRUE(zip.has("A.XML"));
  EXPECT_FALSE(zip.has("b.bin"));
  EXPECT_EQ(zip.read("none").error().what, "zip.no_entry");
}

TEST(Zip, streams_in_pieces_and_stops_on_the_sinks_error) {
  ZipWriter writer;
  const std::string large(200'000, 'x');
  writer.store("large", large);
  const std::string bytes = writer.finish();
  const ZipReader zip = ZipReader::open(bytes).value();
  std::size_t pieces = 0, total = 0;
  const auto whole = zip.stream("large", [&](std::string_view piece) -> Result<void> {
    EXPECT_LE(piece.size(), 64u << 10);
    ++pieces;
    total += piece.size();
    return {};
  });
  EXPECT_TRUE(whole);
  EXPECT_GE(pieces, 4u);
  EXPECT_EQ(total, large.size());
  const auto stopped = zip.stream("large", [](std::string_view) -> Result<void> {
    return fail(ErrorKind::bad_input, "test.enough");
  });
  EXPECT_EQ(stopped.error().what, "test.enough");
}

TEST(Zip, refuses_what_is_no_zip) {
  for (const std::string& bytes : {std::string(), std::string("hello"), std::string(100, '\0')}) {
    EXPECT_EQ(ZipReader::open(bytes).error().what, "zip.not_a_zip");
  }
}

TEST(Zip, never_opens_half_a_file_as_a_whole_one) {
  const std::string bytes = archive();
  for (std::size_t size = 4; size < bytes.size(); ++size) {
    const std::string half = bytes.substr(0, size);
    const auto zip = ZipReader::open(half);
    ASSERT_FALSE(zip) << size;
    EXPECT_EQ(zip.error().what, "zip.truncated") << size;
  }
}

TEST(Zip, survives_any_single_damaged_byte) {
  const std::string bytes = archive();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    const auto zip = ZipReader::open(damaged);
    if (!zip) continue;
    for (const std::string& name : zip->names()) {
      const auto part = zip->read(name);
      if (name == "a.xml" && part) {
        EXPECT_EQ(*part, "<a>有据</a>") << at;
      }
    }
  }
}

TEST(Zip, refuses_a_bomb_by_its_directory) {
  ZipWriter writer;
  writer.add("bomb", std::string(8 << 20, '0'));  // packs about a thousand times
  const std::string bytes = writer.finish();
  const auto zip = ZipReader::open(bytes);
  ASSERT_FALSE(zip);
  EXPECT_EQ(zip.error().what, "zip.bomb");
  EXPECT_EQ(zip.error().kind, ErrorKind::too_large);
  EXPECT_EQ(zip.error().field("entry"), "bomb");
}

TEST(Zip, lets_small_parts_pack_as_well_as_they_like) {
  ZipWriter writer;
  const std::string part(900'000, '0');
  writer.add("sheet", part);
  const std::string bytes = writer.finish();
  EXPECT_EQ(ZipReader::open(bytes).value().read("sheet").value(), part);
}

// A directory that claims little and unpacks to much, and one that claims a large packed size to
// make the ratio look harmless.
TEST(Zip, refuses_a_bomb_whose_directory_lies) {
  ZipWriter writer;
  writer.add("bomb", std::string(8 << 20, '0'));
  const std::string honest = writer.finish();
  std::string small = honest;
  overwrite(small, directory_entry(small, 0) + directory_size_at, 1000);
  const auto opened = ZipReader::open(small);
  ASSERT_TRUE(opened);
  EXPECT_EQ(error_of(opened->read("bomb")), "zip.corrupt");
  std::string harmless = honest;
  overwrite(harmless, directory_entry(harmless, 0) + directory_packed_at, 4 << 20);
  const auto second = ZipReader::open(harmless);
  ASSERT_TRUE(second);
  EXPECT_EQ(error_of(second->read("bomb")), "zip.bomb");
}

TEST(Zip, refuses_a_total_over_the_limit_before_unpacking) {
  ZipWriter writer;
  for (int i = 0; i < 3; ++i) writer.add("part" + std::to_string(i), "x");
  std::string bytes = writer.finish();
  for (int i = 0; i < 3; ++i) {
    // Claims 400 MiB each at a ratio below the limit.
    overwrite(bytes, directory_entry(bytes, i) + directory_size_at, 400u << 20);
    overwrite(bytes, directory_entry(bytes, i) + directory_packed_at, 40u << 20);
  }
  EXPECT_FALSE(ZipReader::open(bytes));
}

TEST(Zip, refuses_more_entries_than_any_office_file_has) {
  ZipWriter writer;
  for (std::size_t i = 0; i <= limits::zip_entries_max; ++i) writer.store(std::to_string(i), "");
  const std::string bytes = writer.finish();
  EXPECT_EQ(ZipReader::open(bytes).error().what, "zip.too_many_entries");
}

TEST(Zip, notices_a_wrong_checksum) {
  std::string bytes = archive();
  overwrite(bytes, directory_entry(bytes, 0) + directory_crc_at, 12345);
  const auto zip = ZipReader::open(bytes);
  ASSERT_TRUE(zip);
  EXPECT_EQ(error_of(zip->read("a.xml")), "zip.corrupt");
}

TEST(Zip, says_that_an_entry_is_encrypted) {
  std::string bytes = archive();
  constexpr std::size_t flags_at = 8;
  bytes[directory_entry(bytes, 0) + flags_at] = 1;
  EXPECT_EQ(ZipReader::open(bytes).error().what, "zip.encrypted");
}

TEST(Zip, says_that_a_packing_method_is_unknown) {
  std::string bytes = archive();
  constexpr std::size_t method_at = 10;
  bytes[directory_entry(bytes, 0) + method_at] = 98;
  bytes[8] = 98;
  const auto zip = ZipReader::open(bytes);
  ASSERT_TRUE(zip);
  EXPECT_EQ(error_of(zip->read("a.xml")), "zip.unsupported_method");
}

}  // namespace
}  // namespace youju::office
