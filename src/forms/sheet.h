// A return as a workbook in the layout of its forms, with a sheet of the explanations that travel
// with it.
#pragma once

#include <youju/forms/returns.h>
#include <youju/org/directory.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

// Errors: those of office::xlsx_form.
Result<std::string> sheet_of(const Reading& reading, const org::Directory& directory);

}  // namespace youju::forms
