#include <youju/base/text.h>
#include <youju/office/docx_notes.h>
#include <youju/office/docx_opening.h>

namespace youju::office {
namespace {

class Handler : public XmlHandler {
 public:
  explicit Handler(std::map<std::string, std::string>& notes) : notes_(notes) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view word = word_name(name);
    if (skip_depth_ > 0 || holds_no_text(name)) {
      ++skip_depth_;
    } else if (word == "footnote" || word == "endnote") {
      // The lines between text and notes are notes of a type.
      const std::string_view type = attributes.get("type");
      if (type.empty() || type == "normal") open_ = &notes_[std::string(attributes.get("id"))];
    } else if (open_ == nullptr) {
      return;
    } else if (word == "tab") {
      *open_ += '\t';
    } else if (word == "br" || word == "cr" || (word == "p" && !open_->empty())) {
      *open_ += '\n';
    } else if (word == "t") {
      in_text_ = true;
    }
  }
  void end(std::string_view name) override {
    if (skip_depth_ > 0) {
      --skip_depth_;
      return;
    }
    const std::string_view word = word_name(name);
    if (word == "t") in_text_ = false;
    if (word == "footnote" || word == "endnote") open_ = nullptr;
  }
  void text(std::string_view piece) override {
    if (open_ != nullptr && in_text_ && skip_depth_ == 0) *open_ += piece;
  }

 private:
  std::map<std::string, std::string>& notes_;
  std::string* open_ = nullptr;
  std::size_t skip_depth_ = 0;
  bool in_text_ = false;
};

}  // namespace

std::string DocxNotes::take(bool at_end, const std::string& id) {
  auto& notes = at_end ? endnotes : footnotes;
  const auto found = notes.find(id);
  if (found == notes.end()) return {};
  std::string text(text::trimmed(found->second));
  notes.erase(found);
  return text;
}

Result<DocxNotes> read_docx_notes(const ZipReader& zip, const std::vector<Relationship>& related) {
  DocxNotes notes;
  for (const Relationship& each : related) {
    const bool at_end = each.kind == "endnotes";
    if ((!at_end && each.kind != "footnotes") || !zip.has(each.part)) continue;
    Handler handler(at_end ? notes.endnotes : notes.footnotes);
    XmlParser parser(handler, {"docx.malformed", each.part, true});
    TRY(stream_docx_part(zip, each.part, parser));
  }
  return notes;
}

}  // namespace youju::office
