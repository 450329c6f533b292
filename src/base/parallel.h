// Work on several processors at once.
#pragma once

#include <cstddef>
#include <functional>

namespace youju {

// Runs work(0) … work(count - 1), each once, in at most `threads` threads, of which the caller's is
// one; returns when all is done. The order is nobody's. `work` throws nothing, and does not touch
// what another number's does. Starting a thread costs some tens of microseconds.
void in_parallel(int threads, std::size_t count, const std::function<void(std::size_t)>& work);

// How many threads can run at once on this machine, at least one.
int processors();

}  // namespace youju
