#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <youju/base/file.h>

#include <csignal>
#include <cstdlib>

namespace youju {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "youju_file_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::size_t count() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(File, reads_what_was_written) {
  const fs::path path = folder_ / "台账.txt";
  std::string bytes("有据\0\xFF\r\n", 10);
  bytes += std::string(200'000, 'x');
  ASSERT_TRUE(write_file(path, bytes));
  EXPECT_EQ(read_file(path, 1 << 20).value(), bytes);
  ASSERT_TRUE(write_file(path, ""));
  EXPECT_EQ(read_file(path, 0).value(), "");
  EXPECT_EQ(count(), 1U) << "no temporary file stays";
}

TEST_F(File, keeps_a_private_file_private) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(write_file(path, "old"));
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  ASSERT_TRUE(write_file(path, "new"));
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(File, names_the_path_of_what_it_cannot_read) {
  const fs::path absent = folder_ / "absent" / "a";
  const Result<std::string> read = read_file(absent, 10);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "file.not_found");
  EXPECT_EQ(read.error().kind, ErrorKind::not_found);
  EXPECT_EQ(read.error().where, absent.string());
  EXPECT_EQ(read_file(folder_, 10).error().what, "file.not_readable");
  EXPECT_EQ(read_file("", 10).error().what, "file.not_found");
}

TEST_F(File, refuses_to_read_more_than_allowed) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(write_file(path, "0123456789"));
  EXPECT_TRUE(read_file(path, 10));
  const Result<std::string> read = read_file(path, 9);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().what, "file.too_large");
  EXPECT_EQ(read.error().kind, ErrorKind::too_large);
  // A device tells no size before it is read.
  EXPECT_EQ(read_file("/dev/zero", 100'000).error().what, "file.too_large");
}

TEST_F(File, cannot_be_written_where_there_is_no_folder) {
  const Result<void> written = write_file(folder_ / "absent" / "a", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().what, "file.not_writable");
  EXPECT_EQ(write_file(folder_, "x").error().what, "file.not_writable");
  EXPECT_EQ(count(), 0U);
}

TEST_F(File, keeps_the_old_content_when_the_disk_fails) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(write_file(path, "old"));
  // A bound on the size of files stands in for a full disk: write fails with EFBIG.
  struct rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small{1000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  std::string failure;
  try {
    EXPECT_TRUE(write_file(path, std::string(5'000, 'x')));
  } catch (const MachineFailure& caught) {
    failure = caught.error().what;
  }
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(failure, "file.disk");
  EXPECT_EQ(read_file(path, 10).value(), "old");
  EXPECT_EQ(count(), 1U) << "the temporary file is gone";
}

}  // namespace
}  // namespace youju
