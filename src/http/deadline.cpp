#include <sys/socket.h>
#include <youju/http/deadline.h>

namespace youju::http {

void Deadlines::tick() {
  const std::int64_t now = beats_.fetch_add(1, std::memory_order_relaxed) + 1;
  const std::lock_guard lock(mutex_);
  for (Line& line : lines_) {
    if (now < line.ends.load(std::memory_order_relaxed)) continue;
    // A call of the system alone: the connection's own thread may be using its socket just now.
    (void)::shutdown(line.socket, SHUT_RDWR);
  }
}

Deadline::Deadline(Deadlines& all, int socket) : all_(all) {
  const std::lock_guard lock(all_.mutex_);
  line_ = all_.lines_.emplace(all_.lines_.end());
  line_->socket = socket;
}

Deadline::~Deadline() {
  const std::lock_guard lock(all_.mutex_);
  all_.lines_.erase(line_);
}

Deadline::Wait::Wait(Deadline& deadline, std::chrono::milliseconds most) : deadline_(deadline) {
  const std::int64_t now = deadline_.all_.beats_.load(std::memory_order_relaxed);
  deadline_.line_->ends.store(now + most / Deadlines::beat + 1, std::memory_order_relaxed);
}

Deadline::Wait::~Wait() {
  deadline_.line_->ends.store(Deadlines::never, std::memory_order_relaxed);
}

}  // namespace youju::http
