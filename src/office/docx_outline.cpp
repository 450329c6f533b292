#include <youju/base/text.h>
#include <youju/office/docx_opening.h>
#include <youju/office/docx_outline.h>

#include <algorithm>
#include <charconv>

namespace youju::office {
namespace {

// A chain of styles is short; one that loops ends here.
constexpr int based_on_max = 32;

// "heading 1" is Word's own name in every language; some programs leave the level to the name.
int outline_of_name(std::string_view name) {
  constexpr std::string_view prefix = "heading ";
  if (!text::starts_with(name, prefix) || name.size() != prefix.size() + 1) return -1;
  const char digit = name.back();
  return digit >= '1' && digit <= '9' ? digit - '0' : -1;
}

class Handler : public XmlHandler {
 public:
  std::map<std::string, DocxOutlines::Style, std::less<>> styles;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view word = word_name(name);
    if (word == "style") {
      in_style_ = attributes.get("type") == "paragraph";
      if (in_style_) open_ = &styles[std::string(attributes.get("styleId"))];
    }
    if (!in_style_) return;
    const std::string_view value = attributes.get("val");
    if (word == "name") by_name_ = outline_of_name(value);
    if (word == "basedOn") open_->based_on = value;
    if (word == "outlineLvl") open_->outline = to_outline(value);
  }
  void end(std::string_view name) override {
    if (!in_style_ || word_name(name) != "style") return;
    if (open_->outline < 0) open_->outline = by_name_;
    by_name_ = -1;
    in_style_ = false;
  }
  void text(std::string_view /*piece*/) override {}

 private:
  bool in_style_ = false;
  int by_name_ = -1;
  DocxOutlines::Style* open_ = nullptr;
};

}  // namespace

int to_outline(std::string_view level) {
  int value = 9;
  std::from_chars(level.data(), level.data() + level.size(), value);
  return value >= 0 && value < 9 ? value + 1 : 0;
}

int DocxOutlines::of(std::string_view style) const {
  for (int step = 0; step < based_on_max; ++step) {
    const auto found = styles_.find(style);
    if (found == styles_.end()) return 0;
    if (found->second.outline >= 0) return found->second.outline;
    style = found->second.based_on;
  }
  return 0;
}

Result<DocxOutlines> read_docx_outlines(const ZipReader& zip,
                                        const std::vector<Relationship>& related) {
  Handler handler;
  const auto found = std::find_if(related.begin(), related.end(),
                                  [](const auto& each) { return each.kind == "styles"; });
  if (found != related.end() && zip.has(found->part)) {
    XmlParser parser(handler, {"docx.malformed", found->part, true});
    TRY(stream_docx_part(zip, found->part, parser));
  }
  return DocxOutlines(std::move(handler.styles));
}

}  // namespace youju::office
