// The HTTP door: serves the pages of a data folder on one address until it is told to stop.
#pragma once

#include <youju/app/workspace.h>

#include <memory>
#include <string>
#include <string_view>

namespace youju::http {

// A request as handlers see it, and what they answer. Plain values: no handler knows the network.
struct Request {
  std::string method;    // "GET", "HEAD"
  std::string path;      // decoded, without the query
  std::string query;     // as sent, without '?'
  std::string language;  // Accept-Language
};
struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::string file_name;  // a download, if not empty
};

// Answers one request. Thread-safe; never throws but for bugs.
Response answer(const app::Workspace& workspace, const Request& request);

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
