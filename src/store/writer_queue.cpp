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
// A commit may have had much to write; nobody waits for others longer than this.
constexpr std::chrono::milliseconds patience_max{5};
constexpr std::size_t hasty_max = 64;

}  // namespace

WriterQueue::WriterQueue(Backend& backend, std::unique_ptr<Connection> connection)
    : backend_(backend), connection_(std::move(connection)) {}

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
  Lock lock(mutex_);
  CHECK(leader_ != std::this_thread::get_id());
  if (!room_is_free_.wait_for(lock, std::chrono::milliseconds(limits::database_wait_ms),
                              [this] { return queue_.size() < queue_max; })) {
    throw MachineFailure(Error{ErrorKind::busy, "store.busy", {}, {}});
  }
  queue_.push_back(&slot);
  await(slot, lock);
  // Each wakes the next: so they go on in the order of their works, as what follows mostly has to,
  // and the next commit does not wait until all are awake.
  finish(slot.next);
  lock.unlock();
  if (slot.thrown) std::rethrow_exception(slot.thrown);
  return std::move(slot.result);
}

void WriterQueue::await(Slot& slot, Lock& lock) {
  while (slot.state != Slot::done) {
    const bool may_lead = leader_ == std::thread::id() && slot.state == Slot::waits;
    if (may_lead && (is_complete() || hasty_ > 0 || Clock::now() >= until_)) {
      lead(slot, lock);
    } else if (may_lead && queue_.front() == &slot) {
      slot.called.wait_until(lock, until_);
    } else {
      slot.called.wait(lock);
    }
  }
}

// Whether it is worth waiting for those of the last group.
void WriterQueue::learn() {
  if (expected_ == 1) return;
  if (is_complete()) {
    hasty_next_ = 1;
  } else if (hasty_ > 0) {
    --hasty_;
  } else {
    hasty_ = std::exchange(hasty_next_, std::min(hasty_next_ * 2, hasty_max));
  }
}

// What fails but the works and the connection would leave all others waiting for ever: the process
// ends.
void WriterQueue::lead(Slot& slot, Lock& lock) noexcept {
  learn();
  leader_ = std::this_thread::get_id();
  const Group group = take_group(slot);
  lock.unlock();
  if (connection_ && group.front()->once) connection_->write_once(true);
  for (std::size_t next = 0; next < group.size();) next = run_transaction(group, next);
  if (connection_) connection_->write_once(false);
  lock.lock();
  leader_ = std::thread::id();
  expected_ = std::min(group.size() + queue_.size(), group_max);
  until_ = Clock::now() + std::min<Clock::duration>(2 * commit_took_, patience_max);
  for (std::size_t i = 1; i < group.size(); ++i) group[i - 1]->next = group[i];
  finish(group.front());
  if (!queue_.empty()) queue_.front()->called.notify_one();
}

// In the order of the queue, but the leader's own work first, since its thread is awake.
WriterQueue::Group WriterQueue::take_group(const Slot& leader) {
  Group group;
  while (!queue_.empty() && group.size() < group_max) {
    if (queue_.front()->once && !group.empty()) break;
    group.push_back(queue_.front());
    group.back()->state = Slot::taken;
    queue_.pop_front();
    if (group.back()->once) break;
  }
  room_is_free_.notify_all();
  const auto own = std::find(group.begin(), group.end(), &leader);
  if (own != group.end()) std::rotate(group.begin(), own, own + 1);
  return group;
}

// Under the lock, since the slot is gone as soon as its thread sees that it is done.
void WriterQueue::finish(Slot* slot) {
  if (slot == nullptr) return;
  slot->state = Slot::done;
  slot->called.notify_one();
}

void WriterQueue::begin() {
  if (connection_ && !connection_->lost() && connection_->begin()) return;
  connection_.reset();
  connection_ = backend_.connect(Access::write);
  if (!connection_->begin()) {
    throw MachineFailure(Error{ErrorKind::unavailable, "store.lost", {}, {}});
  }
}

void WriterQueue::commit() {
  const auto began = Clock::now();
  connection_->commit();
  commit_took_ = Clock::now() - began;
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
  commit();
  return group.size();
}

}  // namespace youju::store
