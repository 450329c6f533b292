#include <youju/app/jobs.h>
#include <youju/base/id.h>
#include <youju/base/limits.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace youju::app {
namespace {

// One import writes at a time anyway; the second place is for what only looks.
constexpr int places = 2;

struct Entry {
  Job job;
  Jobs::Work work;
  std::int64_t ended_ms = 0;
  std::atomic<bool> cancelled{false};
};

}  // namespace

std::string_view job_state_name(Job::State state) {
  constexpr std::array<std::string_view, 5> names = {"waiting", "running", "done", "failed",
                                                     "cancelled"};
  return names[static_cast<std::size_t>(state)];
}

struct Jobs::State {
  explicit State(const Clock& its_clock) : clock(its_clock) {}

  const Clock& clock;
  mutable std::mutex mutex;  // guards all below, and the jobs of the entries
  std::condition_variable news;
  // Oldest first. Shared, because a work goes on while its entry may be dropped from the list.
  std::deque<std::shared_ptr<Entry>> entries;
  std::int64_t changes = 0;
  bool stopping = false;
  std::vector<std::thread> threads;

  void note(Entry& entry) { entry.job.change = ++changes; }

  std::shared_ptr<Entry> next() {
    const auto found = std::find_if(entries.begin(), entries.end(), [](const auto& entry) {
      return entry->job.state == Job::State::waiting;
    });
    return found == entries.end() ? nullptr : *found;
  }

  void forget_old() {
    const std::int64_t now = clock.now_ms();
    std::erase_if(entries, [&](const auto& entry) {
      return entry->job.is_over() && now - entry->ended_ms > limits::job_kept_ms;
    });
    for (auto entry = entries.begin(); entries.size() > limits::jobs_kept_max;) {
      entry =
          std::find_if(entry, entries.end(), [](const auto& one) { return one->job.is_over(); });
      if (entry == entries.end()) return;
      entry = entries.erase(entry);
    }
  }

  void end(Entry& entry, Job::State how, std::optional<Error> error) {
    entry.job.state = how;
    entry.job.error = std::move(error);
    entry.ended_ms = clock.now_ms();
    entry.work = nullptr;
    note(entry);
  }

  Result<Entry*> of_person(std::string_view login, std::string_view id) const {
    for (const auto& entry : entries) {
      if (entry->job.id == id && entry->job.login == login) return entry.get();
    }
    return fail(ErrorKind::not_found, "app.unknown_job");
  }

  void serve();
};

namespace {

class Control : public JobControl {
 public:
  using Tell = std::function<void(std::int64_t, std::int64_t)>;
  Control(const std::atomic<bool>& is_cancelled, Tell tell)
      : cancelled_(is_cancelled), tell_(std::move(tell)) {}
  void progress(std::int64_t done, std::int64_t all) override { tell_(done, all); }
  bool cancelled() const override { return cancelled_; }

 private:
  const std::atomic<bool>& cancelled_;
  Tell tell_;
};

// What the machine lacks is the job's failure, not the program's.
Result<void> run(const Jobs::Work& work, JobControl& control) {
  try {
    return work(control);
  } catch (const MachineFailure& failure) {
    return fail(failure.error());
  }
}

}  // namespace

void Jobs::State::serve() {
  std::unique_lock lock(mutex);
  for (;;) {
    std::shared_ptr<Entry> entry;
    news.wait(lock, [&] { return stopping || (entry = next()) != nullptr; });
    if (stopping) return;
    entry->job.state = Job::State::running;
    note(*entry);
    Work work = std::move(entry->work);
    lock.unlock();
    Control control(entry->cancelled, [&](std::int64_t done, std::int64_t all) {
      const std::lock_guard telling(mutex);
      entry->job.done = done;
      entry->job.all = all;
      note(*entry);
    });
    Result<void> result = run(work, control);
    // What it holds is given back before anybody hears that it is over.
    work = nullptr;
    lock.lock();
    if (result) {
      end(*entry, Job::State::done, std::nullopt);
    } else if (entry->cancelled) {
      end(*entry, Job::State::cancelled, std::nullopt);
    } else {
      end(*entry, Job::State::failed, std::move(result.error()));
    }
  }
}

Jobs::Jobs(const Clock& clock) : state_(std::make_unique<State>(clock)) {}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    for (const auto& entry : state_->entries) entry->cancelled = true;
  }
  state_->news.notify_all();
  for (std::thread& thread : state_->threads) thread.join();
}

Result<Job> Jobs::begin(Order order, Work work) {
  auto entry = std::make_shared<Entry>();
  entry->job.id = unguessable_id();
  entry->job.kind = std::move(order.kind);
  entry->job.about = std::move(order.about);
  entry->job.login = std::move(order.login);
  entry->work = std::move(work);
  const std::lock_guard lock(state_->mutex);
  state_->forget_old();
  const auto open =
      std::count_if(state_->entries.begin(), state_->entries.end(), [&](const auto& other) {
        return other->job.login == entry->job.login && !other->job.is_over();
      });
  if (open >= limits::jobs_of_a_person_max) {
    return fail(ErrorKind::busy, "app.too_many_jobs",
                {{"max", std::to_string(limits::jobs_of_a_person_max)}});
  }
  state_->note(*entry);
  state_->entries.push_back(entry);
  // A data folder that is only asked for figures needs no threads for this.
  while (state_->threads.size() < places) {
    state_->threads.emplace_back([state = state_.get()] { state->serve(); });
  }
  state_->news.notify_one();
  return entry->job;
}

std::vector<Job> Jobs::of(std::string_view login) const {
  const std::lock_guard lock(state_->mutex);
  state_->forget_old();
  std::vector<Job> jobs;
  for (const auto& entry : state_->entries) {
    if (entry->job.login == login) jobs.insert(jobs.begin(), entry->job);
  }
  return jobs;
}

Result<Job> Jobs::find(std::string_view login, std::string_view id) const {
  const std::lock_guard lock(state_->mutex);
  return TRY(state_->of_person(login, id))->job;
}

Result<void> Jobs::cancel(std::string_view login, std::string_view id) {
  const std::lock_guard lock(state_->mutex);
  Entry* entry = TRY(state_->of_person(login, id));
  if (entry->job.is_over()) return {};
  entry->cancelled = true;
  if (entry->job.state == Job::State::waiting) {
    state_->end(*entry, Job::State::cancelled, std::nullopt);
  }
  return {};
}

std::vector<Job> Jobs::changed(std::string_view login, std::int64_t& since) const {
  const std::lock_guard lock(state_->mutex);
  std::vector<Job> jobs;
  for (const auto& entry : state_->entries) {
    if (entry->job.login == login && entry->job.change > since) jobs.push_back(entry->job);
  }
  std::sort(jobs.begin(), jobs.end(),
            [](const Job& a, const Job& b) { return a.change < b.change; });
  since = state_->changes;
  return jobs;
}

}  // namespace youju::app
