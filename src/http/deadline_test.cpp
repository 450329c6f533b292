#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>
#include <youju/http/deadline.h>

#include <array>

namespace youju::http {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// Two ends of a connection.
class Pair {
 public:
  Pair() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0); }
  ~Pair() {
    close(ends_[0]);
    close(ends_[1]);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  int server() const { return ends_[0]; }
  // Whether the peer sees that the server has closed.
  bool is_closed() const {
    char byte = 0;
    return recv(ends_[1], &byte, 1, MSG_DONTWAIT) == 0;
  }

 private:
  std::array<int, 2> ends_{};
};

TEST(Deadline, closes_a_connection_that_waits_too_long) {
  Pair pair;
  Deadlines all;
  Deadline deadline(all, pair.server());
  const Deadline::Wait waiting(deadline, 1s);
  all.tick();
  all.tick();
  EXPECT_FALSE(pair.is_closed());
  all.tick();
  EXPECT_TRUE(pair.is_closed());
}

TEST(Deadline, leaves_those_alone_that_do_not_wait) {
  Pair works, gone;
  Deadlines all;
  Deadline deadline(all, works.server());
  {
    const Deadline::Wait waiting(deadline, 0ms);
  }
  {
    const Deadline left(all, gone.server());
  }
  for (int beat = 0; beat < 1000; ++beat) all.tick();
  EXPECT_FALSE(works.is_closed());
  EXPECT_FALSE(gone.is_closed());
}

TEST(Deadline, of_one_connection_is_none_of_another) {
  Pair slow, quick;
  Deadlines all;
  Deadline first(all, slow.server()), second(all, quick.server());
  const Deadline::Wait short_wait(first, 1s);
  const Deadline::Wait long_wait(second, 10s);
  for (int beat = 0; beat < 4; ++beat) all.tick();
  EXPECT_TRUE(slow.is_closed());
  EXPECT_FALSE(quick.is_closed());
}

}  // namespace
}  // namespace youju::http
