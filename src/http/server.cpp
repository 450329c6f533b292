#include <sys/resource.h>
#include <youju/base/limits.h>
#include <youju/http/deadline.h>
#include <youju/http/dispatch.h>
#include <youju/http/server.h>
#include <youju/http/tell.h>
#include <youju/http/temporary.h>
#include <youju/http/timing.h>
#include <youju/http/upload.h>
#include <youju/http/wire.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>
#include <csignal>
#include <optional>
#include <thread>
#include <vector>

// GCC 12 destroys temporaries of aggregates and lambdas inside a co_await expression twice:
// everything that is awaited here is a named local or an object with a constructor.

namespace youju::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Head = beast::http::request_parser<beast::http::empty_body>;
using TextParser = beast::http::request_parser<beast::http::string_body>;
using FileParser = beast::http::request_parser<beast::http::file_body>;
using Text = beast::http::response<beast::http::string_body>;
using File = beast::http::response<beast::http::file_body>;
using Steady = std::chrono::steady_clock;

constexpr int threads = 2;  // that read and answer from memory
constexpr int workers = 4;  // that wait for the disk and for hashes
constexpr std::chrono::milliseconds idle{limits::http_idle_ms};
constexpr std::chrono::milliseconds body_wait{limits::http_body_ms};
constexpr std::chrono::milliseconds event_beat{500};
constexpr int beats_between_signs_of_life = 30;
constexpr int stop_beat_ms = 20;
constexpr int too_large = 413, header_too_large = 431;

// What all connections share.
struct Common {
  explicit Common(const app::Workspace& its_workspace) : workspace(its_workspace) {}
  const app::Workspace& workspace;
  asio::thread_pool pool{workers};
  Deadlines deadlines;
  std::atomic<bool> stopping{false};
  std::atomic<int> under_way{0};    // requests read and not yet answered
  std::atomic<int> connections{0};  // open now
};

// One of those that are counted: a connection, or a request that the server waits for before it
// stops.
class Counted {
 public:
  explicit Counted(std::atomic<int>& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<int>& count_;
};

// One connection, request after request.
class Conversation {
 public:
  Conversation(tcp::socket socket, Common& common)
      : socket_(std::move(socket)),
        common_(common),
        workspace_(common.workspace),
        counted_(common.connections),
        deadline_(common.deadlines, socket_.native_handle()) {
    beast::error_code ignored;
    peer_ = socket_.remote_endpoint(ignored);
    // So that an answer can be written at once where there is room for it (send()).
    ignored = socket_.non_blocking(true, ignored);
  }

  asio::awaitable<void> run() {
    while (!common_.stopping) {
      const bool goes_on = co_await one();
      if (!goes_on) break;
    }
    beast::error_code ignored;
    // The peer may have gone already: there is nothing left to do for it.
    ignored = socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }

 private:
  // False when the connection is at its end.
  asio::awaitable<bool> one() {
    Head head;
    head.header_limit(limits::http_header_bytes_max);
    head.body_limit(limits::import_bytes_max);
    co_await read_head(head);
    if (error_ == beast::http::error::header_limit) {
      // What came is not to be looked at: the parser has given up in the middle of it.
      Response response =
          too_much("http.header_too_large", limits::http_header_bytes_max, {}, header_too_large);
      co_await write(std::move(response), http_11, false, false);
      co_await drain();
      co_return false;
    }
    if (error_) co_return false;
    read_ = Steady::now();
    std::optional<Counted> under_way(common_.under_way);
    Request request = request_of(head.get(), peer_.address().to_string(), is_local());
    Reception reception = receive(workspace_, request);
    if (reception.refusal) {
      Response refusal = std::move(*reception.refusal);
      co_return co_await turn_away(head, std::move(refusal));
    }
    const auto length = head.content_length();
    if (length && *length > reception.bytes_max && has_body(head)) {
      co_return co_await refuse(head, request, "http.body_too_large", reception.bytes_max,
                                too_large);
    }
    const bool keeps = head.get().keep_alive();
    const bool is_head = head.get().method() == beast::http::verb::head;
    const unsigned http_version = head.get().version();
    Upload upload;
    const bool read = co_await body(head, reception, request, upload);
    if (!read) co_return false;
    Response response;
    if (reception.work == Work::slow) {
      auto work = on_pool(request);
      response = co_await asio::co_spawn(common_.pool, std::move(work), asio::use_awaitable);
    } else {
      response = answer(workspace_, request);
    }
    if (response.events) {
      under_way.reset();  // it would never end by itself
      co_await tell_events(http_version, response);
      co_return false;
    }
    const bool written = co_await write(std::move(response), http_version, keeps, is_head);
    co_return written&& keeps;
  }

  asio::awaitable<void> read_head(Head& head) {
    const Deadline::Wait waiting(deadline_, idle);
    auto reading = asio::redirect_error(asio::use_awaitable, error_);
    co_await beast::http::async_read_header(socket_, buffer_, head, std::move(reading));
  }

  bool is_local() const { return peer_.address().is_loopback(); }

  static bool has_body(const Head& head) {
    const auto length = head.content_length();
    return head.chunked() || (length && *length > 0);
  }

  asio::awaitable<Response> on_pool(const Request& request) {
    co_return answer(workspace_, request);
  }

  asio::awaitable<bool> body(Head& head, const Reception& reception, Request& request,
                             Upload& upload) {
    if (reception.takes != Takes::upload && !has_body(head)) co_return true;
    const Deadline::Wait waiting(deadline_, body_wait);
    auto reading = asio::redirect_error(asio::use_awaitable, error_);
    if (reception.takes == Takes::upload) {
      FileParser parser(std::move(head));
      parser.body_limit(reception.bytes_max);
      auto path = place_for_upload(workspace_);
      if (!path) {
        Response response = refusal(path.error(), request, http_status(path.error().kind));
        co_await write(std::move(response), http_11, false, false);
        co_await drain();
        co_return false;
      }
      upload = Upload(std::move(*path));
      parser.get().body().open(upload.path().c_str(), beast::file_mode::write, error_);
      if (error_) co_return false;
      co_await beast::http::async_read(socket_, buffer_, parser, std::move(reading));
      parser.get().body().close();
      request.body_file = upload.path();
    } else {
      TextParser parser(std::move(head));
      parser.body_limit(reception.bytes_max);
      co_await beast::http::async_read(socket_, buffer_, parser, std::move(reading));
      request.body = std::move(parser.get().body());
    }
    read_ = Steady::now();
    if (error_ == beast::http::error::body_limit) {
      upload = Upload();  // its file is of no use any more
      Response response = too_much("http.body_too_large", reception.bytes_max, request, too_large);
      co_await write(std::move(response), http_11, false, false);
      co_await drain();
    }
    co_return !error_;
  }

  static Response too_much(std::string_view what, std::uint64_t most, const Request& request,
                           int status) {
    return refusal(
        Error{ErrorKind::too_large, std::string(what), "", {{"max", std::to_string(most)}}},
        request, status);
  }

  asio::awaitable<bool> refuse(const Head& head, const Request& request, std::string_view what,
                               std::uint64_t most, int status) {
    Response response = too_much(what, most, request, status);
    co_return co_await turn_away(head, std::move(response));
  }

  // Answers without having read the body, then reads on for a moment: a connection that is closed
  // with bytes unread is reset, and the peer never sees the answer.
  asio::awaitable<bool> turn_away(const Head& head, Response response) {
    const bool is_head = head.get().method() == beast::http::verb::head;
    const bool unread = has_body(head) || error_;
    const bool keeps = head.get().keep_alive() && !unread;
    const bool written = co_await write(std::move(response), http_11, keeps, is_head);
    if (unread) co_await drain();
    co_return written&& keeps;
  }

  asio::awaitable<void> drain() {
    beast::error_code ignored;
    ignored = socket_.shutdown(tcp::socket::shutdown_send, ignored);
    const Deadline::Wait waiting(deadline_, std::chrono::milliseconds(limits::http_drain_ms));
    std::vector<char> scrap(drain_bytes);
    for (std::uint64_t drained = 0; drained < limits::http_drain_bytes_max;) {
      auto reading = asio::redirect_error(asio::use_awaitable, ignored);
      const auto into = asio::buffer(scrap);
      drained += co_await socket_.async_read_some(into, std::move(reading));
      if (ignored) break;
    }
  }

  asio::awaitable<bool> write(Response response, unsigned http_version, bool keeps, bool is_head) {
    const Deadline::Wait waiting(deadline_, body_wait);
    if (response.body_file.empty()) {
      Text message(static_cast<beast::http::status>(response.status), http_version);
      set_fields(message, response);
      message.keep_alive(keeps);
      message.body() = std::move(response.body);
      const bool has_no_body = response.status == 204 || response.status == 304;
      if (!has_no_body) message.prepare_payload();
      if (is_head || has_no_body) message.body().clear();
      tell_timing(message, response);
      beast::http::response_serializer<beast::http::string_body> serializer(message);
      co_await send(serializer);
      co_return !error_;
    }
    const Upload removed(response.remove_file ? response.body_file : std::filesystem::path());
    File message(static_cast<beast::http::status>(response.status), http_version);
    message.body().open(response.body_file.c_str(), beast::file_mode::scan, error_);
    if (error_) co_return false;
    set_fields(message, response);
    message.keep_alive(keeps);
    message.prepare_payload();
    tell_timing(message, response);
    auto writing = asio::redirect_error(asio::use_awaitable, error_);
    if (is_head) {
      beast::http::response_serializer<beast::http::file_body> serializer(message);
      co_await beast::http::async_write_header(socket_, serializer, std::move(writing));
    } else {
      co_await beast::http::async_write(socket_, message, std::move(writing));
    }
    co_return !error_;
  }

  void tell_timing(Fields& fields, const Response& response) const {
    if (response.tells_timing) fields.set("Server-Timing", server_timing(Steady::now() - read_));
  }

  // Nearly every answer goes into the socket at once: only what is left of a long one waits for the
  // peer, since to be told that there is room wakes another thread.
  asio::awaitable<void> send(beast::http::response_serializer<beast::http::string_body>& message) {
    beast::http::write(socket_, message, error_);
    if (error_ != asio::error::would_block) co_return;
    auto writing = asio::redirect_error(asio::use_awaitable, error_);
    co_await beast::http::async_write(socket_, message, std::move(writing));
  }

  // What happened since it was asked last: that the ledger moved, how far the person's jobs are.
  std::string news(const Response& wanted, std::int64_t& told, std::int64_t& told_jobs) const {
    std::string lines;
    const std::int64_t now = workspace_.ledgers().head().seq;
    if (now != told) {
      lines = "event: changed\ndata: {\"as_of\":" + std::to_string(now) + "}\n\n";
      told = now;
    }
    const Language language = wanted.events_in_english ? Language::en : Language::zh_cn;
    for (const app::Job& job : workspace_.jobs().changed(wanted.events_login, told_jobs)) {
      JsonWriter json;
      tell_job(json, job, language);
      lines += "event: job\ndata: " + json.take() + "\n\n";
    }
    return lines;
  }

  // Server-sent events: a line whenever something happened, and a sign of life in between, until
  // the peer goes or the server stops.
  asio::awaitable<void> tell_events(unsigned http_version, const Response& wanted) {
    Response head;
    head.type = "text/event-stream";
    beast::http::response<beast::http::empty_body> message(beast::http::status::ok, http_version);
    set_fields(message, head);
    message.chunked(true);
    beast::http::response_serializer<beast::http::empty_body> serializer(message);
    co_await tell_head(serializer);
    asio::steady_timer timer(socket_.get_executor());
    std::int64_t told = -1;
    std::int64_t told_jobs = 0;
    int beats = 0;
    while (!error_ && !common_.stopping) {
      std::string line = news(wanted, told, told_jobs);
      if (line.empty() && ++beats >= beats_between_signs_of_life) {
        line = ": alive\n\n";
      }
      if (!line.empty()) {
        beats = 0;
        const auto chunk = beast::http::make_chunk(asio::buffer(line));
        const Deadline::Wait waiting(deadline_, body_wait);
        auto sending = asio::redirect_error(asio::use_awaitable, error_);
        co_await asio::async_write(socket_, chunk, std::move(sending));
        if (error_) break;
      }
      timer.expires_after(event_beat);
      beast::error_code ignored;
      auto waiting = asio::redirect_error(asio::use_awaitable, ignored);
      co_await timer.async_wait(std::move(waiting));
    }
  }

  asio::awaitable<void> tell_head(beast::http::response_serializer<beast::http::empty_body>& head) {
    const Deadline::Wait waiting(deadline_, body_wait);
    auto writing = asio::redirect_error(asio::use_awaitable, error_);
    co_await beast::http::async_write_header(socket_, head, std::move(writing));
  }

  static constexpr unsigned http_11 = 11;
  static constexpr std::size_t drain_bytes = 16 << 10;

  tcp::socket socket_;
  Common& common_;
  const app::Workspace& workspace_;
  const Counted counted_;
  Deadline deadline_;  // below the socket: it ends first
  beast::flat_buffer buffer_;
  beast::error_code error_;
  tcp::endpoint peer_;
  Steady::time_point read_;  // when the present request was
};

asio::awaitable<void> converse(std::unique_ptr<Conversation> conversation) {
  co_await conversation->run();
}

// As many connections as the machine allows this user: what a shell gives is often 1024 files.
void raise_file_limit() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

struct Server::State {
  explicit State(const app::Workspace& workspace)
      : common(workspace), acceptor(context), signals(context) {}
  Common common;
  asio::io_context context{threads};
  tcp::acceptor acceptor;
  asio::signal_set signals;

  asio::awaitable<void> accept() {
    beast::error_code error;
    asio::steady_timer timer(context);
    for (;;) {
      auto accepting = asio::redirect_error(asio::use_awaitable, error);
      tcp::socket socket = co_await acceptor.async_accept(std::move(accepting));
      if (error == asio::error::operation_aborted || common.stopping) co_return;
      if (error) {
        // No file can be opened at present: asking again at once would only burn a processor.
        timer.expires_after(std::chrono::milliseconds(stop_beat_ms));
        co_await timer.async_wait(asio::use_awaitable);
        continue;
      }
      if (common.connections >= limits::http_connections_max) continue;  // closes the socket
      auto conversation = std::make_unique<Conversation>(std::move(socket), common);
      asio::co_spawn(context, converse(std::move(conversation)), asio::detached);
    }
  }

  // Closes connections that keep the server waiting.
  asio::awaitable<void> watch() {
    asio::steady_timer timer(context);
    while (!common.stopping) {
      timer.expires_after(Deadlines::beat);
      co_await timer.async_wait(asio::use_awaitable);
      common.deadlines.tick();
    }
  }

  // Requests under way are answered first, but not waited for without end.
  asio::awaitable<void> wind_down() {
    asio::steady_timer timer(context);
    for (int waited_ms = 0; common.under_way > 0 && waited_ms < limits::http_stop_ms;
         waited_ms += stop_beat_ms) {
      timer.expires_after(std::chrono::milliseconds(stop_beat_ms));
      co_await timer.async_wait(asio::use_awaitable);
    }
    context.stop();
  }
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(const app::Workspace& workspace,
                                               std::string_view address) {
  const std::size_t colon = address.rfind(':');
  const auto bad = [&] {
    return fail(ErrorKind::bad_usage, "http.bad_address", {{"address", std::string(address)}});
  };
  if (colon == std::string_view::npos) return bad();
  beast::error_code error;
  const auto host = asio::ip::make_address(std::string(address.substr(0, colon)), error);
  if (error) return bad();
  std::uint16_t port = 0;
  const std::string_view digits = address.substr(colon + 1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size()) return bad();
  auto state = std::make_unique<State>(workspace);
  const tcp::endpoint endpoint(host, port);
  error = state->acceptor.open(endpoint.protocol(), error);
  if (!error) error = state->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) error = state->acceptor.bind(endpoint, error);
  if (!error) error = state->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorKind::busy, "http.address_in_use", {{"address", std::string(address)}});
  }
  // From here on its address may be told: who ends it then must find it listening to that too.
  state->signals.add(SIGINT);
  state->signals.add(SIGTERM);
  remove_temporary_files(workspace.folder());
  raise_file_limit();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->acceptor.local_endpoint().port(); }

void Server::run() {
  state_->signals.async_wait([this](const beast::error_code& error, int) {
    if (!error) stop();
  });
  asio::co_spawn(state_->context, state_->accept(), asio::detached);
  asio::co_spawn(state_->context, state_->watch(), asio::detached);
  std::vector<std::thread> others;
  for (int index = 1; index < threads; ++index) {
    others.emplace_back([this] { state_->context.run(); });
  }
  state_->context.run();
  for (std::thread& thread : others) thread.join();
  state_->common.pool.join();
}

// No new connection is taken; idle ones are dropped, requests under way answered.
void Server::stop() {
  asio::post(state_->context, [this] {
    beast::error_code ignored;
    ignored = state_->acceptor.close(ignored);
    ignored = state_->signals.cancel(ignored);
    state_->common.stopping = true;
    asio::co_spawn(state_->context, state_->wind_down(), asio::detached);
  });
}

}  // namespace youju::http
