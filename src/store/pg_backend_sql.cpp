#include <youju/store/connection.h>
namespace youju::store {
Result<std::unique_ptr<Backend>> open_postgresql(const Options&) { return fail(ErrorKind::unavailable, "store.unreachable"); }
}
