// What a function that can fail for its caller's or the world's reasons returns.
//
// Three classes of failure are kept apart:
//   (a) the caller's or the world's mistake: Result<T>, passed up with TRY;
//   (b) a bug: CHECK, compiled in always, never used on input;
//   (c) what the machine lacks (disk full, no memory): MachineFailure, an exception that is caught
//       in three places only: the command line's main, the HTTP dispatch, the job runner.
// Values are plain data: any thread may hold its own copy.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace youju {

// What kind of failure it is: the kind alone decides the exit code of a command and the status of
// an HTTP answer (base/result.cpp has the one table).
enum class ErrorKind {
  bad_input,        // the given value, row or file is wrong           exit 3, 422
  bad_usage,        // the command or request itself is wrong          exit 2, 400
  not_found,        // it names something that is not there            exit 3, 404
  conflict,         // it clashes with what is there already           exit 3, 409
  forbidden,        // the caller may not do it                        exit 3, 403
  closed,           // the period is closed                            exit 3, 409
  too_large,        // a limit of base/limits.h is exceeded            exit 3, 413
  corrupt,          // stored data contradict themselves               exit 4, 500
  busy,             // locked by somebody else, or no answer in time   exit 4, 503
  unavailable,      // needs something this machine has not            exit 4, 501
  unauthenticated,  // it is not known who asks                        exit 3, 401
  throttled,        // asked too often; {seconds} are to be waited     exit 3, 429
};

struct ErrorField {
  std::string name;
  std::string value;
};

// A failure that its receiver can act on. `what` is a stable id such as "ledger.period_closed"; its
// sentences for people stand in catalogue/<room>.tsv, with {name} for each of `fields`. `where`
// says the place in the user's own terms: "records/training.csv:12", "Sheet1!C7", "a.yaml:3:5".
struct Error {
  ErrorKind kind = ErrorKind::bad_input;
  std::string what;
  std::string where;
  std::vector<ErrorField> fields;

  // Puts a place before the present one: "file.yaml" + "3:5" becomes "file.yaml:3:5".
  Error at(std::string_view outer) &&;
  // The value of a field, or "".
  std::string_view field(std::string_view name) const;
};

// The exit code of a command that ended with an error of this kind (doc: README, "Exit status").
int exit_code(ErrorKind kind);
// The HTTP status of an answer that ended with an error of this kind.
int http_status(ErrorKind kind);
// The stable spelling of a kind: "bad_input", ….
std::string_view kind_name(ErrorKind kind);

template <typename T>
using Result = tl::expected<T, Error>;

// Makes the failure branch of a Result: return fail(ErrorKind::bad_input, "decimal.not_a_number",
// {{"text", text}});
inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view what,
                                  std::vector<ErrorField> fields = {}, std::string where = {}) {
  return tl::unexpected<Error>(Error{kind, std::string(what), std::move(where), std::move(fields)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

// What the machine lacks: a full disk, a vanished database. `what` is a catalogue id as in Error.
class MachineFailure : public std::runtime_error {
 public:
  explicit MachineFailure(Error error);
  const Error& error() const { return error_; }

 private:
  Error error_;
};

namespace detail {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

}  // namespace youju

// Unwraps a Result or returns its error: `auto text = TRY(read_file(path, limit));`. May stand
// inside another TRY: each use names its variable apart. It returns from the middle of its
// statement, and GCC forgets to destroy what that statement has made before it: no TRY stands
// behind another member of a braced list.
#define TRY(expression) YOUJU_TRY_COUNTED_(expression, __COUNTER__)
#define YOUJU_TRY_COUNTED_(expression, number) YOUJU_TRY_PASTED_(expression, number)
#define YOUJU_TRY_PASTED_(expression, number) YOUJU_TRY_NAMED_(expression, try_result_##number##_)
#define YOUJU_TRY_NAMED_(expression, name)                         \
  (__extension__({                                                 \
    auto&& name = (expression);                                    \
    if (!name) return ::tl::unexpected(std::move(name.error()));   \
    ::youju::detail_try::take(std::forward<decltype(name)>(name)); \
  }))

// Ends the program with a message when a thing that must hold does not: a bug, never bad input.
#define CHECK(condition) \
  ((condition) ? (void)0 : ::youju::detail::check_failed(#condition, __FILE__, __LINE__))

namespace youju::detail_try {
template <typename T>
  requires(!std::is_void_v<T>)
T take(Result<T>&& result) {
  return std::move(*result);
}
template <typename T>
  requires(!std::is_void_v<T>)
T take(Result<T>& result) {
  return std::move(*result);
}
inline void take(Result<void>&&) {}
inline void take(Result<void>&) {}
}  // namespace youju::detail_try
