// The one writer at a time. Works wait in a bounded queue; one of the threads that brought them
// leads: it takes all that wait at once, runs each inside its own savepoint and makes them durable
// with one commit, then the next one leads. The more load, the bigger the groups: a commit costs
// an fsync whatever its size.
//
// Clients that are served together often come back together, but a little later than the next
// commit could begin; it would leave them behind, and each would wait for two commits instead of
// one. So a group waits until as many are there as were at the end of the last, at most as long as
// two commits take; more and more seldom where they do not come back.
//
// The first work of a group needs no savepoint (rolling back the whole transaction undoes it), so
// a big import that comes alone pays nothing for the group.
#pragma once

#include <youju/store/connection.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace youju::store {

class WriterQueue {
 public:
  using Work = std::function<Result<void>(Transaction&)>;

  // `backend` outlives the queue; `connection` writes, in one thread after the other.
  WriterQueue(Backend& backend, std::unique_ptr<Connection> connection);
  ~WriterQueue() = default;
  WriterQueue(const WriterQueue&) = delete;
  WriterQueue& operator=(const WriterQueue&) = delete;

  // As Database::write. Thread-safe; the work may run in the thread of another caller. When the
  // queue has been full for limits::database_wait_ms, throws MachineFailure "store.busy".
  Result<void> run(const Work& work);
  // The same in a transaction of its own with Connection::write_once().
  Result<void> run_once(const Work& work);

 private:
  // A work on its way, on the stack of the thread that waits for it. All but `result` and `thrown`
  // are under the lock.
  struct Slot {
    enum State { waits, taken, done };
    const Work* work = nullptr;
    bool once = false;
    State state = waits;
    Slot* next = nullptr;  // is told by this one that it is done
    std::condition_variable called;
    Result<void> result;
    std::exception_ptr thrown;
    bool good() const { return result.has_value() && !thrown; }
  };
  using Group = std::vector<Slot*>;
  using Lock = std::unique_lock<std::mutex>;
  using Clock = std::chrono::steady_clock;

  Result<void> wait_for(Slot& slot);
  void await(Slot& slot, Lock& lock);
  bool is_complete() const { return queue_.size() >= expected_; }
  void lead(Slot& slot, Lock& lock) noexcept;
  void learn();
  Group take_group(const Slot& leader);
  static void finish(Slot* slot);
  void begin();
  void commit();
  bool run_work(Slot& slot);
  // Runs the works from `first` on in one transaction; the index of the first work not yet settled.
  std::size_t run_transaction(const Group& group, std::size_t first);
  std::size_t run_works(const Group& group, std::size_t first);

  Backend& backend_;
  std::unique_ptr<Connection> connection_;  // of who leads
  std::mutex mutex_;
  std::condition_variable room_is_free_;
  std::deque<Slot*> queue_;
  std::thread::id leader_;         // none: nobody leads
  Clock::duration commit_took_{};  // the last one
  // A group is led when so many wait, or it is so late.
  std::size_t expected_ = 1;
  Clock::time_point until_;
  // So many groups are led without waiting for more, and as many after the next wait in vain.
  std::size_t hasty_ = 0;
  std::size_t hasty_next_ = 1;
};

}  // namespace youju::store
