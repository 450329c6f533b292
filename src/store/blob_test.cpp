#include <sys/resource.h>
#include <youju/store/blob.h>
#include <youju/store/store_fixture.h>

#include <csignal>
#include <fstream>

namespace youju::store {
namespace {

class Blob : public testing::Test {
 protected:
  std::size_t files() const {
    std::size_t number = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      number += entry.is_regular_file() ? 1 : 0;
    }
    return number;
  }
  void overwrite(const Digest& digest, std::string_view bytes) const {
    std::ofstream(store_.path_of(digest), std::ios::binary) << bytes;
  }

  TestFolder folder_;
  BlobStore store_{folder_.path() / "blobs"};
};

TEST_F(Blob, gives_back_what_was_put) {
  const std::string bytes("\0证据\xff", 8);
  const Digest digest = store_.put(bytes).value();
  EXPECT_EQ(digest, digest_of(bytes));
  EXPECT_TRUE(store_.has(digest));
  EXPECT_EQ(store_.get(digest).value(), bytes);
}

TEST_F(Blob, keeps_the_same_bytes_once) {
  const Digest first = store_.put("same").value();
  EXPECT_EQ(store_.put("same").value(), first);
  EXPECT_EQ(files(), 1u);
}

TEST_F(Blob, lies_under_the_first_two_digits_of_its_name) {
  const Digest digest = store_.put("abc").value();
  EXPECT_EQ(store_.path_of(digest),
            folder_.path() / "blobs" / "ba" /
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(Blob, takes_the_empty_file) {
  const Digest digest = store_.put("").value();
  EXPECT_EQ(store_.get(digest).value(), "");
  EXPECT_TRUE(store_.damaged().empty());
}

TEST_F(Blob, takes_a_file_of_many_pieces) {
  const std::string bytes((5 << 19) + 3, 'x');
  const auto file = folder_.path() / "upload";
  std::ofstream(file, std::ios::binary) << bytes;
  const Digest digest = store_.put_file(file, bytes.size()).value();
  EXPECT_EQ(digest, digest_of(bytes));
  EXPECT_EQ(store_.get(digest).value(), bytes);
  EXPECT_EQ(store_.put_file(file, bytes.size() - 1).error().what, "blob.too_large");
  EXPECT_EQ(store_.put_file(folder_.path() / "none", 1).error().what, "file.not_readable");
  EXPECT_EQ(files(), 2u) << "what was refused leaves nothing";
}

TEST_F(Blob, joins_the_pieces_of_an_upload) {
  const auto writer = store_.begin(10).value();
  ASSERT_TRUE(writer->append("12345"));
  ASSERT_TRUE(writer->append("67890"));
  EXPECT_EQ(store_.get(writer->finish().value()).value(), "1234567890");
}

TEST_F(Blob, refuses_more_than_allowed_and_leaves_nothing) {
  {
    const auto writer = store_.begin(10).value();
    ASSERT_TRUE(writer->append("12345"));
    const auto result = writer->append("678901");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().what, "blob.too_large");
    EXPECT_EQ(result.error().kind, ErrorKind::too_large);
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(Blob, leaves_nothing_of_an_upload_given_up) {
  ASSERT_TRUE(store_.begin(10).value()->append("12345"));
  EXPECT_EQ(files(), 0u);
}

TEST_F(Blob, removes_what_a_killed_writer_left_and_no_other) {
  const auto living = store_.begin(10).value();
  ASSERT_TRUE(living->append("12345"));
  std::ofstream(folder_.path() / "blobs" / "incoming" / "killed") << "half";
  EXPECT_EQ(files(), 2u);
  store_.remove_abandoned();
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(store_.get(living->finish().value()).value(), "12345");
  store_.remove_abandoned();
  EXPECT_EQ(files(), 1u) << "what is kept stays";
}

TEST_F(Blob, names_what_is_missing_and_what_is_damaged) {
  const Digest digest = store_.put("evidence").value();
  EXPECT_EQ(store_.get(digest_of("other")).error().what, "blob.not_found");
  overwrite(digest, "Evidence");
  EXPECT_EQ(store_.get(digest).error().what, "blob.corrupt");
  EXPECT_EQ(store_.damaged(), std::vector<std::string>{to_hex(digest)});
}

TEST_F(Blob, mends_a_damaged_file_that_comes_again) {
  const Digest digest = store_.put("evidence").value();
  overwrite(digest, "");
  ASSERT_TRUE(store_.put("evidence"));
  EXPECT_EQ(store_.get(digest).value(), "evidence");
}

TEST_F(Blob, finds_no_damage_where_there_is_nothing) { EXPECT_TRUE(store_.damaged().empty()); }

TEST_F(Blob, throws_when_the_disk_is_full_and_leaves_nothing) {
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{.rlim_cur = 4096, .rlim_max = before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  std::string what;
  try {
    (void)store_.put(std::string(100'000, 'x'));
  } catch (const MachineFailure& failure) {
    what = failure.error().what;
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(what, "store.disk_full");
  EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace youju::store
