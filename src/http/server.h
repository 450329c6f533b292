// The HTTP door: serves the pages of a data folder on one address until it is told to stop.
#pragma once

#include <youju/app/workspace.h>

#include <memory>
#include <string>
#include <string_view>

namespace youju::http {

class Server {
 public:
  // Listens on "127.0.0.1:8080" (port 0: any free one). Errors: "http.bad_address",
  // "http.address_in_use". `workspace` must outlive it.
  static Result<std::unique_ptr<Server>> listen(const app::Workspace& workspace,
                                                std::string_view address);
  ~Server();
  int port() const;
  // Serves until SIGINT, SIGTERM or stop(); requests under way are finished first.
  void run();
  // From any thread.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace youju::http
