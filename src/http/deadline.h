// How long a connection may keep the server waiting. A timer for each wait would be set and
// cancelled several times a request, and each time wake another thread; here one beat looks at all
// connections, and a wait costs two stores. Inside this room.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>

namespace youju::http {

// All waits of a server. Thread-safe; told the time by who calls tick().
class Deadlines {
 public:
  static constexpr std::chrono::milliseconds beat{500};
  // To be called every `beat`: closes what has waited too long.
  void tick();

 private:
  friend class Deadline;
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  struct Line {
    int socket = -1;
    std::atomic<std::int64_t> ends{never};  // the beat from which on it is late
  };

  std::atomic<std::int64_t> beats_{0};
  std::mutex mutex_;
  std::list<Line> lines_;  // that stay where they are
};

// The wait of one connection. It must end before its socket does: then a late one is shut down, and
// who waits for it is told that it is at its end.
class Deadline {
 public:
  Deadline(Deadlines& all, int socket);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // While this lives the connection must not take longer than `most`, by up to two beats.
  class Wait {
   public:
    Wait(Deadline& deadline, std::chrono::milliseconds most);
    ~Wait();
    Wait(const Wait&) = delete;
    Wait& operator=(const Wait&) = delete;

   private:
    Deadline& deadline_;
  };

 private:
  Deadlines& all_;
  std::list<Deadlines::Line>::iterator line_;
};

}  // namespace youju::http
