#include "records.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace rollup_bench {
namespace {

using youju::indicator::RollupRow;

// A file's bytes as long as the object lives.
class Mapped {
 public:
  explicit Mapped(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about{};
    if (file >= 0 && ::fstat(file, &about) == 0) {
      size_ = static_cast<std::size_t>(about.st_size);
      bytes_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    }
    if (file >= 0) ::close(file);
    if (bytes_ == MAP_FAILED) throw std::runtime_error(path.string() + ": cannot be read");
  }
  ~Mapped() { ::munmap(bytes_, size_); }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  const char* begin() const { return static_cast<const char*>(bytes_); }
  const char* end() const { return begin() + size_; }

 private:
  void* bytes_ = MAP_FAILED;
  std::size_t size_ = 0;
};

std::uint32_t number(const char*& at) {
  std::uint32_t value = 0;
  while (*at >= '0') value = value * 10 + static_cast<std::uint32_t>(*at++ - '0');
  ++at;
  return value;
}

void skip(const char*& at, int cells) {
  while (cells > 0) cells -= *at++ == ',' ? 1 : 0;
}

// id,org,prov,city,county,day,mon,type,cat,aud,copies,ent,state
bool read_row(const char*& at, RollupRow& row) {
  row.id = number(at);
  row.unit = number(at);
  skip(at, 3);
  const std::uint32_t year = number(at);
  const std::uint32_t month = number(at);
  const std::uint32_t day = number(at);
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day)};
  row.day = static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
  skip(at, 1);
  row.places[0] = static_cast<std::uint16_t>(number(at));
  row.places[1] = static_cast<std::uint16_t>(number(at));
  row.values[0] = number(at);
  row.values[1] = number(at);
  row.identity = number(at);
  return number(at) == 2;
}

const char* next_line(const char* at, const char* end) {
  const void* const found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
  return found == nullptr ? end : static_cast<const char*>(found) + 1;
}

std::size_t count_approved(const char* at, const char* end) {
  std::size_t count = 0;
  while (at < end) {
    at = next_line(at, end);
    count += at[-2] == '2' && at[-3] == ',' ? 1 : 0;
  }
  return count;
}

}  // namespace

youju::indicator::RollupShape nation_shape() {
  youju::indicator::RollupShape shape;
  shape.dimensions = {8, 30};
  shape.planes = {3, 1, 2, 0};
  shape.planes_beside = {1, 2, 0};
  shape.measures = 2;
  shape.identities = true;
  shape.identity_dimension = 0;
  shape.first_month = 2020 * 12;
  shape.months = 72;
  shape.cell_depth = 3;
  return shape;
}

youju::indicator::RollupTree read_tree(const std::filesystem::path& file) {
  const Mapped text(file);
  youju::indicator::RollupTree tree;
  for (const char* at = next_line(text.begin(), text.end()); at < text.end();) {
    const std::uint32_t unit = number(at);
    if (*at == '-') ++at;
    const std::uint32_t parent = number(at);
    tree.parent.push_back(unit == 0 ? 0 : parent);
    skip(at, 1);
    tree.last.push_back(number(at));
    at = next_line(at, text.end());
  }
  return tree;
}

std::vector<RollupRow> read_records(const std::filesystem::path& file, int threads) {
  const Mapped text(file);
  const auto parts = static_cast<std::size_t>(threads);
  std::vector<const char*> starts{next_line(text.begin(), text.end())};
  for (std::size_t i = 1; i < parts; ++i) {
    const auto share = static_cast<std::size_t>(text.end() - text.begin()) / parts * i;
    starts.push_back(next_line(text.begin() + share, text.end()));
  }
  starts.push_back(text.end());
  std::vector<std::size_t> first(parts + 1);
  const auto in_threads = [&](auto&& work) {
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < parts; ++i) running.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : running) thread.join();
  };
  in_threads([&](std::size_t i) { first[i + 1] = count_approved(starts[i], starts[i + 1]); });
  for (std::size_t i = 0; i < parts; ++i) first[i + 1] += first[i];
  std::vector<RollupRow> rows(first[parts]);
  in_threads([&](std::size_t i) {
    std::size_t place = first[i];
    RollupRow row;
    for (const char* at = starts[i]; at < starts[i + 1];) {
      if (read_row(at, row)) rows[place++] = row;
    }
  });
  return rows;
}

std::map<std::string, std::uint32_t> read_questions(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::map<std::string, std::uint32_t> units;
  std::string name;
  for (std::uint32_t unit = 0; in >> name >> unit;) units[name] = unit;
  if (units.empty()) throw std::runtime_error(file.string() + ": cannot be read");
  return units;
}

}  // namespace rollup_bench
