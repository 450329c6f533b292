#include <youju/store/connection.h>
#include <youju/store/database.h>
#include <youju/store/reader_pool.h>
#include <youju/store/schema.h>
#include <youju/store/writer_queue.h>

#include <utility>

namespace youju::store {
namespace {

// Ends a rest of the readers, whatever happens.
class Resting {
 public:
  explicit Resting(ReaderPool& readers) : readers_(readers) {}
  ~Resting() { readers_.resume(); }
  Resting(const Resting&) = delete;
  Resting& operator=(const Resting&) = delete;

 private:
  ReaderPool& readers_;
};

// Either back end behind one writer and a pool of readers.
class PooledDatabase final : public Database {
 public:
  PooledDatabase(std::unique_ptr<Backend> backend, const Options& options)
      : backend_(std::move(backend)),
        writer_(options.read_only
                    ? nullptr
                    : std::make_unique<WriterQueue>(*backend_, backend_->connect(Access::write))),
        readers_(*backend_, options.readers_max),
        alone_(options.alone) {}

  Dialect dialect() const override { return backend_->dialect(); }

  Result<void> migrate(const std::vector<Migration>& migrations) override {
    return writer_ ? bring_up(*this, migrations) : compare_schema(*this, migrations);
  }

  std::unique_ptr<Transaction> read() override { return readers_.begin(); }

  Result<void> write(const std::function<Result<void>(Transaction&)>& work) override {
    if (!writer_) return fail(ErrorKind::unavailable, "store.read_only");
    return writer_->run(work);
  }

  Result<void> fill(const std::function<Result<void>(Transaction&)>& work) override {
    if (!writer_ || !alone_ || !readers_.rest()) return write(work);
    const Resting until_done(readers_);
    return writer_->run_once(work);
  }

  Result<void> backup(const std::filesystem::path& target, const Progress& progress) override {
    return backend_->backup(target, progress);
  }

  std::vector<std::string> check() override { return backend_->check(); }

 private:
  std::unique_ptr<Backend> backend_;
  // Null when opened to read. Closed after the readers: only a writer that is the last to close a
  // SQLite file folds its WAL into it.
  std::unique_ptr<WriterQueue> writer_;
  ReaderPool readers_;
  bool alone_;
};

bool is_postgresql(std::string_view url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
  std::unique_ptr<Backend> backend =
      TRY(is_postgresql(options.url) ? open_postgresql(options) : open_sqlite(options));
  return std::make_unique<PooledDatabase>(std::move(backend), options);
}

}  // namespace youju::store
