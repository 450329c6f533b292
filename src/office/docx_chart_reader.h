// Inside the room: a chart part (21.2.2.29 c:chartSpace), read.
#pragma once

#include <youju/office/docx_reader.h>
#include <youju/office/zip.h>

#include <string>

namespace youju::office {

// Errors: "docx.malformed", "docx.too_large" and those of ZipReader::read.
Result<DocxChartContent> read_docx_chart(const ZipReader& zip, const std::string& part);

}  // namespace youju::office
