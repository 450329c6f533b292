#include <sys/mman.h>
#include <youju/indicator/rollup_memory.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
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

// What is borrowed is of whole lines, eight sizes between a power of two and the next: so what was
// given back serves others of about its size, and an eighth at most is not used. Large ones have a
// line more: columns as long as each other would else meet in the same sets of the cache.
std::pair<std::size_t, std::size_t> class_of(std::size_t bytes) {
  const std::size_t lines = std::max<std::size_t>((bytes + line - 1) / line, 1);
  if (lines <= 8) return {lines, lines * line};
  const std::size_t others = std::max<std::size_t>(lines - 1, 9);
  const int shift = static_cast<int>(std::bit_width(others - 1)) - 4;
  const std::size_t steps = rounded_up(others, std::size_t{1} << shift) >> shift;  // 9 … 16
  return {static_cast<std::size_t>(shift) * 8 + steps, ((steps << shift) + 1) * line};
}

// Of the operating system.
struct Mapped {
  std::byte* whole;
  std::size_t size;
  std::byte* begin;  // what is to be used
  std::size_t left;
};

Mapped map(std::size_t size) {
  const bool large = size >= large_from;
  // Room to begin at a large page; pages that are never touched cost nothing.
  size = large ? rounded_up(size, large_page) + large_page : rounded_up(size, 4096);
  void* const mapped =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  auto* const whole = static_cast<std::byte*>(mapped);
  if (!large) return {whole, size, whole, size};
  const std::size_t past = reinterpret_cast<std::uintptr_t>(mapped) % large_page;
  const std::size_t skipped = past == 0 ? 0 : large_page - past;
  const std::size_t left = (size - skipped) / large_page * large_page;
  // Without it the memory is the same, only slower.
  ::madvise(whole + skipped, left, MADV_HUGEPAGE);
  return {whole, size, whole + skipped, left};
}

}  // namespace

RollupMemory::~RollupMemory() {
  for (const Piece& piece : pieces_) ::munmap(piece.begin, piece.size);
}

void* RollupMemory::take(std::size_t bytes) {
  bytes = rounded_up(bytes, line);
  counted_ += static_cast<std::int64_t>(bytes);
  const std::unique_lock lock(mutex_);
  return cut(bytes);
}

void* RollupMemory::cut(std::size_t bytes) {
  if (bytes > left_) add_piece(bytes);
  left_ -= bytes;
  return std::exchange(next_, next_ + bytes);
}

void* RollupMemory::borrow(std::size_t bytes) {
  const auto [which, size] = class_of(bytes);
  const std::unique_lock lock(mutex_);
  Free* const found = free_[which];
  if (found == nullptr) return cut(size);
  free_[which] = found->next;
  return found;
}

void RollupMemory::give_back(void* what, std::size_t bytes) {
  const std::size_t which = class_of(bytes).first;
  const std::unique_lock lock(mutex_);
  free_[which] = std::construct_at(static_cast<Free*>(what), Free{free_[which]});
}

void RollupMemory::add_piece(std::size_t least) {
  std::size_t all = 0;
  for (const Piece& piece : pieces_) all += piece.size;
  const std::size_t size = std::max(least, std::clamp(all, piece_min, piece_max));
  const Mapped mapped = map(size);
  pieces_.push_back({mapped.whole, mapped.size});
  next_ = mapped.begin;
  left_ = mapped.left;
}

void* rollup_allocate(std::size_t bytes) {
  if (bytes < large_from) return ::operator new(bytes);
  const Mapped mapped = map(bytes + line);
  // Before it stands what is to be given back.
  std::construct_at(reinterpret_cast<Mapped*>(mapped.begin), mapped);
  return mapped.begin + line;
}

void rollup_deallocate(void* what, std::size_t bytes) {
  if (bytes < large_from) {
    ::operator delete(what);
    return;
  }
  const Mapped mapped = *reinterpret_cast<Mapped*>(static_cast<std::byte*>(what) - line);
  ::munmap(mapped.whole, mapped.size);
}

}  // namespace youju::indicator
