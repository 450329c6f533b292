// Long works that go on after the request that began them: a few at a time, the others wait in
// order. Who began one sees how far it is, and may cancel it; nobody else learns that it exists.
// What a work writes, it writes in one transaction, so that one that is cancelled, or dies with the
// process, leaves nothing half done. Thread-safe.
#pragma once

#include <youju/base/clock.h>
#include <youju/base/result.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::app {

struct Job {
  enum class State { waiting, running, done, failed, cancelled };
  std::string id;     // unguessable
  std::string kind;   // "import.check"
  std::string about;  // what it works on: the id of a file
  std::string login;  // who began it
  State state = State::waiting;
  std::int64_t done = 0, all = 0;  // all is 0 while it is not known
  std::optional<Error> error;      // of one that failed
  std::int64_t change = 0;         // counts the changes of all jobs: of two pictures the newer one
  bool is_over() const { return state != State::waiting && state != State::running; }
};
std::string_view job_state_name(Job::State state);

// What a work sees of its job.
class JobControl {
 public:
  virtual ~JobControl() = default;
  virtual void progress(std::int64_t done, std::int64_t all) = 0;
  virtual bool cancelled() const = 0;
};

class Jobs {
 public:
  using Work = std::function<Result<void>(JobControl&)>;
  explicit Jobs(const Clock& clock);
  // Cancels what runs and waits for its end.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  struct Order {
    std::string login, kind, about;
  };
  // Its first picture. A work that returns an error after it was cancelled ends as cancelled.
  // Error: "app.too_many_jobs" (of this person, waiting or running).
  Result<Job> begin(Order order, Work work);
  // Those of a person, newest first; ended ones for limits::job_kept_ms.
  std::vector<Job> of(std::string_view login) const;
  // Error: "app.unknown_job", also for one of somebody else.
  Result<Job> find(std::string_view login, std::string_view id) const;
  // One that waits never begins; one that runs is asked to end, and may have done its work already.
  // Cancelling one that is over changes nothing. Error: "app.unknown_job".
  Result<void> cancel(std::string_view login, std::string_view id);
  // Those of a person that have changed since that change, in order; `since` moves on.
  std::vector<Job> changed(std::string_view login, std::int64_t& since) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::app
