// The plain pages: the associations, a summary with figures to click, the records behind a click,
// for browsers without scripts. Inside this room.
#pragma once

#include <youju/app/workspace.h>
#include <youju/http/request.h>

namespace youju::http {

// Of a path that begins with "/plain". Seen with the rights of `access`.
Response plain_page(const app::Workspace& workspace, const Request& request,
                    const org::Access& access);

}  // namespace youju::http
