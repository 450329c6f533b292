#include <gtest/gtest.h>
#include <sys/stat.h>
#include <youju/base/section_file.h>

#include <cstdlib>

namespace youju {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "test 1\n";

class SectionFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "youju_sections_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ / "a";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::vector<std::string>& sections) const {
    const auto file = SectionWriter::create(path_, format);
    ASSERT_TRUE(file);
    for (const std::string& section : sections) ASSERT_TRUE((*file)->add(section));
    ASSERT_TRUE((*file)->finish());
  }
  // All sections, or the id of what is wrong.
  std::vector<std::string> read() const {
    std::vector<std::string> sections;
    const auto file = SectionReader::open(path_, format);
    if (!file) return {file.error().what};
    for (std::size_t n = 0; n < (*file)->count(); ++n) {
      const Result<std::string> section = (*file)->section(n);
      if (!section) return {section.error().what};
      sections.push_back(*section);
    }
    return sections;
  }

  fs::path folder_, path_;
};

const std::vector<std::string> some{"one", std::string("two\0\xFF", 5), std::string(100'000, 'x')};

TEST_F(SectionFile, reads_what_was_written) {
  write(some);
  EXPECT_EQ(read(), some);
  write({});
  EXPECT_EQ(read(), std::vector<std::string>());
  struct stat status{};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(SectionFile, keeps_the_old_file_until_the_new_one_is_whole) {
  write(some);
  {
    const auto file = SectionWriter::create(path_, format);
    ASSERT_TRUE(file);
    ASSERT_TRUE((*file)->add("half"));
    EXPECT_EQ(read(), some);
  }
  EXPECT_EQ(read(), some);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1)
      << "no temporary file stays";
}

TEST_F(SectionFile, says_what_is_not_there_and_what_is_of_another_format) {
  EXPECT_EQ(read(), std::vector<std::string>{"file.not_found"});
  ASSERT_TRUE(write_file(path_, "test 2\n"));
  EXPECT_EQ(read(), std::vector<std::string>{"file.other_format"});
  ASSERT_TRUE(write_file(path_, "test"));
  EXPECT_EQ(read(), std::vector<std::string>{"file.other_format"});
}

TEST_F(SectionFile, refuses_every_flipped_byte_and_every_shorter_or_longer_file) {
  write({"one", "two", "three"});
  const std::string whole = *read_file(path_, 1 << 20);
  const auto is_refused = [&](std::string_view bytes) {
    EXPECT_TRUE(write_file(path_, bytes));
    const auto found = read();
    return found.size() == 1 && found.front().starts_with("file.");
  };
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x40);
    EXPECT_TRUE(is_refused(damaged)) << place;
    EXPECT_TRUE(is_refused(std::string_view(whole).substr(0, place))) << place;
  }
  EXPECT_TRUE(is_refused(whole + "x"));
}

TEST_F(SectionFile, refuses_sections_of_another_file_and_in_another_order) {
  write({"a1", "b1"});
  const std::string first = *read_file(path_, 1 << 20);
  write({"a2", "b2"});
  const std::string second = *read_file(path_, 1 << 20);
  const std::size_t one = 8 + 2 + sizeof(Digest);
  const auto of = [&](const std::string& file, std::size_t n) {
    return file.substr(format.size() + n * one, one);
  };
  const std::string head(format), end = first.substr(first.size() - 8 - sizeof(Digest));
  for (const std::string& mixed :
       {head + of(first, 0) + of(second, 1) + end, head + of(first, 1) + of(first, 0) + end,
        head + of(first, 1) + end, head + of(first, 0) + end}) {
    ASSERT_TRUE(write_file(path_, mixed));
    EXPECT_EQ(read(), std::vector<std::string>{"file.damaged"});
  }
}

TEST(Bytes, give_zeros_behind_their_end) {
  ByteWriter writer;
  writer.put(std::int32_t{-7});
  writer.put_bytes("abc");
  const std::string bytes = writer.take();
  ByteReader reader(bytes);
  EXPECT_EQ(reader.get<std::int32_t>(), -7);
  EXPECT_EQ(reader.get_bytes(), "abc");
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(reader.get<std::int64_t>(), 0);
  EXPECT_FALSE(reader.good());
  ByteReader cut(std::string_view(bytes).substr(0, 13));
  EXPECT_EQ(cut.get<std::int32_t>(), -7);
  EXPECT_EQ(cut.get_bytes(), "");
  EXPECT_FALSE(cut.good());
}

}  // namespace
}  // namespace youju
