// The plain pages: the associations, a summary with figures to click, the records behind a click,
// in the hand of who owns the data folder. Inside this room.
#pragma once

#include <youju/app/workspace.h>
#include <youju/http/request.h>

namespace youju::http {

Response plain_page(const app::Workspace& workspace, const Request& request);

}  // namespace youju::http
