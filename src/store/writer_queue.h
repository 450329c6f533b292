// The one writer. Works wait in a bounded queue; the writer thread takes all that wait at once,
// runs each inside its own savepoint and makes them durable with one commit. The more load, the
// bigger the groups: a commit costs an fsync whatever its size.
//
// The first work of a group needs no savepoint (rolling back the whole transaction undoes it), so
// a big import that comes alone pays nothing for the group.
#pragma once

#include <youju/store/connection.h>

#include <condition_variable>
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

  // `backend` outlives the queue; `connection` writes.
  WriterQueue(Backend& backend, std::unique_ptr<Connection> connection);
  // Finishes the works that wait, then ends the thread.
  ~WriterQueue();
  WriterQueue(const WriterQueue&) = delete;
  WriterQueue& operator=(const WriterQueue&) = delete;

  // As Database::write. Thread-safe. When the queue has been full for limits::database_wait_ms,
  // throws MachineFailure "store.busy".
  Result<void> run(const Work& work);
  // The same in a transaction of its own with Connection::write_once().
  Result<void> run_once(const Work& work);

 private:
  // A work on its way, on the stack of the thread that waits for it.
  struct Slot {
    const Work* work = nullptr;
    bool once = false;
    Result<void> result;
    std::exception_ptr thrown;
    bool done = false;
    std::condition_variable finished;
    bool good() const { return result.has_value() && !thrown; }
  };
  using Group = std::vector<Slot*>;

  Result<void> wait_for(Slot& slot);
  void loop();
  Group take_group();
  void begin();
  bool run_work(Slot& slot);
  // Runs the works from `first` on in one transaction; the index of the first work not yet settled.
  std::size_t run_transaction(const Group& group, std::size_t first);
  std::size_t run_works(const Group& group, std::size_t first);
  void hand_back(const Group& group);

  Backend& backend_;
  std::unique_ptr<Connection> connection_;
  std::mutex mutex_;
  std::condition_variable work_waits_;
  std::condition_variable room_is_free_;
  std::deque<Slot*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace youju::store
