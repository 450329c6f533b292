#include <youju/base/limits.h>
#include <youju/store/writer_queue.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace youju::store {
namespace {

// Bounds the memory and the longest group. Each place in the queue is a thread that waits, so a
// longer queue would only hide that the machine is too slow.
constexpr std::size_t queue_max = 1024;
constexpr std::size_t group_max = 256;

}  // namespace

WriterQueue::WriterQueue(Backend& backend, std::unique_ptr<Connection> connection)
    : backend_(backend), connection_(std::move(connection)), thread_([this] { loop(); }) {}

WriterQueue::~WriterQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_waits_.notify_one();
  thread_.join();
}

Result<void> WriterQueue::run(const Work& work) {
  Slot slot;
  slot.work = &work;
  return wait_for(slot);
}

Result<void> WriterQueue::run_once(const Work& work) {
  Slot slot;
  slot.work = &work;
  slot.once = true;
  return wait_for(slot);
}

Result<void> WriterQueue::wait_for(Slot& slot) {
  CHECK(std::this_thread::get_id() != thread_.get_id());
  std::unique_lock lock(mutex_);
  if (!room_is_free_.wait_for(lock, std::chrono::milliseconds(limits::database_wait_ms),
                              [this] { return queue_.size() < queue_max; })) {
    throw MachineFailure(Error{ErrorKind::busy, "store.busy", {}, {}});
  }
  queue_.push_back(&slot);
  work_waits_.notify_one();
  slot.finished.wait(lock, [&slot] { return slot.done; });
  if (slot.thrown) std::rethrow_exception(slot.thrown);
  return std::move(slot.result);
}

void WriterQueue::loop() {
  for (Group group = take_group(); !group.empty(); group = take_group()) {
    if (connection_ && group.front()->once) connection_->write_once(true);
    for (std::size_t next = 0; next < group.size();) next = run_transaction(group, next);
    if (connection_) connection_->write_once(false);
    hand_back(group);
  }
}

WriterQueue::Group WriterQueue::take_group() {
  std::unique_lock lock(mutex_);
  work_waits_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  Group group;
  while (!queue_.empty() && group.size() < group_max) {
    if (queue_.front()->once && !group.empty()) break;
    group.push_back(queue_.front());
    queue_.pop_front();
    if (group.back()->once) break;
  }
  room_is_free_.notify_all();
  return group;
}

void WriterQueue::hand_back(const Group& group) {
  const std::lock_guard lock(mutex_);
  for (Slot* slot : group) {
    slot->done = true;
    // Under the lock, since the slot is gone as soon as its thread sees `done`.
    slot->finished.notify_one();
  }
}

void WriterQueue::begin() {
  if (connection_ && !connection_->lost() && connection_->begin()) return;
  connection_.reset();
  connection_ = backend_.connect(Access::write);
  if (!connection_->begin()) {
    throw MachineFailure(Error{ErrorKind::unavailable, "store.lost", {}, {}});
  }
}

bool WriterQueue::run_work(Slot& slot) {
  try {
    slot.result = (*slot.work)(*connection_);
    if (slot.good() && connection_->failure()) slot.result = fail(*connection_->failure());
  } catch (const std::exception&) {
    // Not handled here: it goes on in the thread that waits for this work.
    slot.thrown = std::current_exception();
  }
  return slot.good();
}

std::size_t WriterQueue::run_transaction(const Group& group, std::size_t first) {
  try {
    begin();
    return run_works(group, first);
  } catch (const MachineFailure& failure) {
    // Nothing of this transaction is kept, so all who thought themselves good learn of it, each
    // with a failure of its own, since they go on in different threads.
    for (std::size_t i = first; i < group.size(); ++i) {
      if (group[i]->good()) group[i]->thrown = std::make_exception_ptr(failure);
    }
    if (connection_) connection_->rollback();
    return group.size();
  }
}

std::size_t WriterQueue::run_works(const Group& group, std::size_t first) {
  std::size_t kept = 0;
  for (std::size_t i = first; i < group.size(); ++i) {
    if (kept > 0) connection_->savepoint();
    if (run_work(*group[i])) {
      ++kept;
      continue;
    }
    if (kept == 0) {
      connection_->rollback();
      return i + 1;
    }
    if (connection_->rollback_to_savepoint()) continue;
    // The database gave up everything, the good works of this transaction included.
    for (std::size_t before = first; before < i; ++before) {
      if (group[before]->good()) {
        group[before]->result = group[i]->result;
        group[before]->thrown = group[i]->thrown;
      }
    }
    connection_->rollback();
    return i + 1;
  }
  connection_->commit();
  return group.size();
}

}  // namespace youju::store
