#include <youju/base/limits.h>
#include <youju/http/server.h>
#include <youju/http/url.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

namespace youju::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Stream = beast::tcp_stream;
using Parser = beast::http::request_parser<beast::http::string_body>;
using Message = beast::http::response<beast::http::string_body>;

constexpr int threads = 4;
constexpr std::chrono::milliseconds idle{limits::http_idle_ms};

Request request_of(const Parser::value_type& message) {
  Request request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t question = target.find('?');
  request.path = decoded(target.substr(0, question));
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  const auto language = message[beast::http::field::accept_language];
  request.language = std::string(language.data(), language.size());
  return request;
}

Message message_of(Response&& response, const Parser::value_type& request) {
  Message message(static_cast<beast::http::status>(response.status), request.version());
  message.set(beast::http::field::content_type, response.type);
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Referrer-Policy", "same-origin");
  message.set("Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:");
  message.set(beast::http::field::cache_control, "no-store");
  if (!response.file_name.empty()) {
    message.set(beast::http::field::content_disposition,
                "attachment; filename*=UTF-8''" + encoded(response.file_name));
  }
  message.keep_alive(request.keep_alive());
  message.body() = std::move(response.body);
  message.prepare_payload();
  if (request.method() == beast::http::verb::head) message.body().clear();
  return message;
}

// GCC 12 destroys temporaries of aggregates inside a co_await expression twice: everything that is
// awaited here is a named local or an object with a constructor.
asio::awaitable<void> converse(Stream stream, const app::Workspace& workspace) {
  beast::flat_buffer buffer;
  beast::error_code error;
  for (;;) {
    Parser parser;
    parser.header_limit(limits::http_header_bytes_max);
    parser.body_limit(limits::http_header_bytes_max);  // nothing is uploaded to these pages
    stream.expires_after(idle);
    auto reading = asio::redirect_error(asio::use_awaitable, error);
    co_await beast::http::async_read(stream, buffer, parser, std::move(reading));
    if (error) break;
    Response response = answer(workspace, request_of(parser.get()));
    Message message = message_of(std::move(response), parser.get());
    const bool stays = message.keep_alive();
    stream.expires_after(idle);
    auto writing = asio::redirect_error(asio::use_awaitable, error);
    co_await beast::http::async_write(stream, message, std::move(writing));
    if (error || !stays) break;
  }
  beast::error_code ignored;
  // The peer may have gone already: there is nothing left to do for it.
  ignored = stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace

struct Server::State {
  explicit State(const app::Workspace& its_workspace)
      : workspace(its_workspace), acceptor(context), signals(context) {}
  const app::Workspace& workspace;
  asio::io_context context{threads};
  tcp::acceptor acceptor;
  asio::signal_set signals;

  asio::awaitable<void> accept() {
    beast::error_code error;
    for (;;) {
      auto accepting = asio::redirect_error(asio::use_awaitable, error);
      tcp::socket socket = co_await acceptor.async_accept(std::move(accepting));
      if (error == asio::error::operation_aborted) co_return;
      if (error) continue;
      Stream stream(std::move(socket));
      asio::co_spawn(context, converse(std::move(stream), workspace), asio::detached);
    }
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
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

int Server::port() const { return state_->acceptor.local_endpoint().port(); }

void Server::run() {
  state_->signals.add(SIGINT);
  state_->signals.add(SIGTERM);
  state_->signals.async_wait([this](const beast::error_code& error, int) {
    if (!error) stop();
  });
  asio::co_spawn(state_->context, state_->accept(), asio::detached);
  std::vector<std::thread> others;
  for (int index = 1; index < threads; ++index) {
    others.emplace_back([this] { state_->context.run(); });
  }
  state_->context.run();
  for (std::thread& thread : others) thread.join();
}

// No new connection is taken; a request under way is answered, since its thread finishes it before
// it looks at the context again.
void Server::stop() {
  asio::post(state_->context, [this] {
    beast::error_code ignored;
    ignored = state_->acceptor.close(ignored);
    ignored = state_->signals.cancel(ignored);
    state_->context.stop();
  });
}

}  // namespace youju::http
