// What the reader of a section file says, as it is said of a snapshot of figures. Inside this room.
#pragma once

#include <youju/base/result.h>

namespace youju::indicator {

inline Error snapshot_error(Error error) {
  error.what = error.what == "file.not_found"      ? "snapshot.not_there"
               : error.what == "file.other_format" ? "snapshot.outdated"
                                                   : "snapshot.damaged";
  return error;
}

}  // namespace youju::indicator
