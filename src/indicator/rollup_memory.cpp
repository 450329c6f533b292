#include <sys/mman.h>
#include <youju/indicator/rollup_memory.h>

#include <algorithm>
#include <cstdint>
#include <new>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::size_t line = 64;
constexpr std::size_t large_page = std::size_t{2} << 20;
// A piece is as large as all before it, within these; from some size on it is of large pages.
constexpr std::size_t piece_min = 64 << 10;
constexpr std::size_t piece_max = 32 << 20;
constexpr std::size_t large_from = large_page / 4;

std::size_t rounded_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

}  // namespace

RollupMemory::~RollupMemory() {
  for (const Piece& piece : pieces_) ::munmap(piece.begin, piece.size);
}

void* RollupMemory::take(std::size_t bytes) {
  bytes = rounded_up(bytes, line);
  counted_ += static_cast<std::int64_t>(bytes);
  const std::unique_lock lock(mutex_);
  if (bytes > left_) add_piece(bytes);
  left_ -= bytes;
  return std::exchange(next_, next_ + bytes);
}

void RollupMemory::add_piece(std::size_t least) {
  std::size_t all = 0;
  for (const Piece& piece : pieces_) all += piece.size;
  std::size_t size = std::max(least, std::clamp(all, piece_min, piece_max));
  const bool large = size >= large_from;
  // Room to begin at a large page; pages that are never touched cost nothing.
  size = large ? rounded_up(size, large_page) + large_page : rounded_up(size, 4096);
  void* const mapped =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  pieces_.push_back({static_cast<std::byte*>(mapped), size});
  next_ = static_cast<std::byte*>(mapped);
  left_ = size;
  if (!large) return;
  const std::size_t past = reinterpret_cast<std::uintptr_t>(mapped) % large_page;
  const std::size_t skipped = past == 0 ? 0 : large_page - past;
  next_ += skipped;
  left_ = (size - skipped) / large_page * large_page;
  // Without it the memory is the same, only slower.
  ::madvise(next_, left_, MADV_HUGEPAGE);
}

}  // namespace youju::indicator
