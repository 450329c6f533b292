#include <youju/http/api_fixture.h>
#include <youju/http/server.h>
#include <youju/http/timing.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <thread>

namespace youju::http {
namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;
using std::chrono::nanoseconds;

TEST(Timing, is_told_in_milliseconds_and_cut) {
  EXPECT_EQ(server_timing(nanoseconds(0)), "total;dur=0.000");
  EXPECT_EQ(server_timing(nanoseconds(999)), "total;dur=0.000");
  EXPECT_EQ(server_timing(nanoseconds(1'000)), "total;dur=0.001");
  EXPECT_EQ(server_timing(nanoseconds(999'999)), "total;dur=0.999");
  EXPECT_EQ(server_timing(nanoseconds(12'034'567'890)), "total;dur=12034.567");
}

// A server with the county of the fixture, and one connection to it.
class ServerTiming : public ApiTest {
 protected:
  void SetUp() override {
    auto server = Server::listen(*workspace_, "127.0.0.1:0");
    ASSERT_TRUE(server) << server.error().what;
    server_ = std::move(*server);
    running_ = std::thread([this] { server_->run(); });
    const auto port = static_cast<std::uint16_t>(server_->port());
    socket_.connect({asio::ip::make_address("127.0.0.1"), port});
  }
  void TearDown() override {
    socket_.close();
    if (server_) server_->stop();
    if (running_.joinable()) running_.join();
  }

  // The header; "" if there is none.
  std::string told(wire::verb method, const std::string& target, const std::string& login,
                   unsigned status, const std::string& body = "") {
    wire::request<wire::string_body> request(method, target, 11);
    request.set(wire::field::host, "x");
    if (!login.empty()) {
      request.set(wire::field::cookie, signed_in(login).cookie);
      request.set("X-Youju-CSRF", signed_in(login).csrf);
    }
    if (!body.empty()) request.set(wire::field::content_type, "application/json");
    request.body() = body;
    request.prepare_payload();
    wire::write(socket_, request);
    wire::response_parser<wire::string_body> response;
    response.skip(method == wire::verb::head);
    wire::read(socket_, buffer_, response);
    EXPECT_EQ(response.get().result_int(), status) << target << ' ' << response.get().body();
    return std::string(response.get()["Server-Timing"]);
  }

 private:
  std::unique_ptr<Server> server_;
  std::thread running_;
  asio::io_context context_;
  asio::ip::tcp::socket socket_{context_};
  boost::beast::flat_buffer buffer_;
};

// "total;dur=", digits, a point and three digits.
bool is_time(const std::string& text) {
  constexpr std::string_view name = "total;dur=";
  if (!text.starts_with(name)) return false;
  const std::string_view number = std::string_view(text).substr(name.size());
  const std::size_t point = number.find('.');
  return point != 0 && point != number.npos && number.size() == point + 4 &&
         number.find_first_not_of("0123456789.") == number.npos &&
         number.find('.', point + 1) == number.npos;
}
bool is_nothing(const std::string& text) { return text.empty(); }

constexpr const char* screen = "/api/figures?unit=610522&period=2009";

TEST_F(ServerTiming, is_told_to_who_is_signed_in_and_reads) {
  EXPECT_PRED1(is_time, told(wire::verb::get, screen, "c-writer", 200));
  EXPECT_PRED1(is_time, told(wire::verb::head, screen, "c-writer", 200));
  const std::string by_kind = std::string(screen) + "&by=unit:department&indicators=lectures";
  EXPECT_PRED1(is_time, told(wire::verb::get, by_kind, "c-writer", 200)) << "of the pool";
}

TEST_F(ServerTiming, is_told_to_nobody_else) {
  const auto get = wire::verb::get;
  EXPECT_PRED1(is_nothing, told(get, screen, "", 401));
  EXPECT_PRED1(is_nothing, told(get, "/api/session", "", 200));
  EXPECT_PRED1(is_nothing, told(get, "/api/session", "c-writer", 200));
  EXPECT_PRED1(is_nothing, told(get, "/health", "c-writer", 200));
  EXPECT_PRED1(is_nothing, told(get, "/api/figures?unit=610522&period=x", "c-writer", 400));
  EXPECT_PRED1(is_nothing, told(get, "/api/figures?unit=000000&period=2009", "c-writer", 404));
  EXPECT_PRED1(is_nothing, told(get, "/api/figures?unit=610522&period=2009", "t-writer", 403));
  EXPECT_PRED1(is_nothing, told(wire::verb::post, "/api/session", "", 401,
                                R"({"login":"c-writer","password":"wrong"})"));
}

}  // namespace
}  // namespace youju::http
