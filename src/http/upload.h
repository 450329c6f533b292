// The file of an upload while its request is answered. Inside this room.
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace youju::http {

// An upload's file, removed when its request is over.
class Upload {
 public:
  Upload() = default;
  explicit Upload(std::filesystem::path path) : path_(std::move(path)) {}
  Upload(Upload&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Upload& operator=(Upload&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
  }
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;
  ~Upload() {
    if (path_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace youju::http
