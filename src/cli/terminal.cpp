#include <termios.h>
#include <unistd.h>
#include <youju/cli/terminal.h>

#include <cstdio>
#include <iostream>

namespace youju::cli {
namespace {

// No echo while it lives.
class Unseen {
 public:
  Unseen() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios unseen = before_;
    unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0;
  }
  ~Unseen() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

}  // namespace

bool is_typed() { return isatty(STDIN_FILENO) != 0; }

Result<std::string> read_secret(const std::string& prompt) {
  std::string line;
  const auto read = [&line]() -> Result<std::string> {
    if (!std::getline(std::cin, line)) return fail(ErrorKind::bad_input, "cli.no_line");
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
  };
  if (!is_typed()) return read();
  const Unseen unseen;
  // Behind the change: what is typed once the prompt is there is not shown.
  fmt::print(stderr, "{}", prompt);
  auto typed = read();
  fmt::print(stderr, "\n");
  return typed;
}

}  // namespace youju::cli
