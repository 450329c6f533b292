// Inside the room: the texts of the footnotes and endnotes of a .docx.
#pragma once

#include <youju/office/relationships.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace youju::office {

class DocxNotes {
 public:
  // By the reference's id; "" for one that is not there. Each can be had once.
  std::string take(bool at_end, const std::string& id);

  std::map<std::string, std::string> footnotes, endnotes;
};

Result<DocxNotes> read_docx_notes(const ZipReader& zip, const std::vector<Relationship>& related);

}  // namespace youju::office
