#include <youju/store/connection.h>
#include <youju/store/pg_connection.h>

#include <atomic>

namespace youju::store {
namespace {

class PgBackend final : public Backend {
 public:
  explicit PgBackend(std::string url) : url_(std::move(url)) {}

  Dialect dialect() const override { return Dialect::postgresql; }

  std::unique_ptr<Connection> connect(Access access) override {
    auto connection = PgConnection::open(url_, access, shape_);
    if (!connection) throw MachineFailure(connection.error());
    return std::move(*connection);
  }

  Result<void> backup(const std::filesystem::path&, const Progress&) override {
    return fail(ErrorKind::unavailable, "store.use_pg_dump");
  }

  // PostgreSQL has no check of itself for ordinary users.
  std::vector<std::string> check() override { return {}; }

  // Whether the server answers and the database is fit for us.
  Result<void> probe() {
    TRY(PgConnection::open(url_, Access::read, shape_));
    return {};
  }

 private:
  std::string url_;
  std::atomic<std::uint64_t> shape_ = 0;
};

}  // namespace

Result<std::unique_ptr<Backend>> open_postgresql(const Options& options) {
  auto backend = std::make_unique<PgBackend>(options.url);
  TRY(backend->probe());
  return backend;
}

}  // namespace youju::store
