// The readers' connections: made when needed, at most `readers_max`, kept for the next reader with
// their prepared statements. Thread-safe.
#pragma once

#include <youju/store/connection.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace youju::store {

class ReaderPool {
 public:
  // `backend` outlives the pool, and the pool every transaction it gave out.
  ReaderPool(Backend& backend, int readers_max);

  // A snapshot; its destructor gives the connection back. As Database::read.
  std::unique_ptr<Transaction> begin();
  // Closes the connections that are idle and keeps begin() waiting until resume(). False, and
  // nothing done, while a snapshot is out.
  bool rest();
  void resume();
  // Ends a place taken by begin(); null when its connection is of no more use.
  void give_back(std::unique_ptr<Connection> connection);

 private:
  // An idle connection, or null when a new one may be made. Waits for either.
  std::unique_ptr<Connection> take();
  std::unique_ptr<Connection> begun(std::unique_ptr<Connection> idle);

  Backend& backend_;
  const int readers_max_;
  std::mutex mutex_;
  std::condition_variable one_is_free_;
  std::vector<std::unique_ptr<Connection>> idle_;  // the last used last: its cache is warm
  int given_out_ = 0;
  bool resting_ = false;
};

}  // namespace youju::store
