#include <youju/base/text.h>
#include <youju/narrative/word_content.h>

#include <algorithm>

namespace youju::narrative {
namespace {

constexpr std::string_view tag_prefix = "yj:";

}  // namespace

std::vector<Carried> carried_by(const office::DocxContent& content, const RunningText& text) {
  std::vector<Carried> carried;
  for (const office::DocxControl& control : content.controls) {
    Carried figure;
    figure.control = control.id;
    if (text::starts_with(control.tag, tag_prefix)) {
      figure.name = control.tag.substr(tag_prefix.size());
    } else if (!control.tag.empty()) {
      continue;  // of others' making
    }
    figure.title = control.title;
    figure.text = control.text;
    figure.begin = text.at(static_cast<std::size_t>(control.paragraph), control.begin);
    figure.end = std::min(figure.begin + without_blanks(control.text).size(), text.text().size());
    carried.push_back(std::move(figure));
  }
  // A text box stands in the text behind the paragraph that holds it.
  std::stable_sort(carried.begin(), carried.end(),
                   [](const Carried& a, const Carried& b) { return a.begin < b.begin; });
  return carried;
}

bool read_manifest(const office::DocxContent& content, ManifestContent& printed) {
  return std::any_of(content.custom_xml.begin(), content.custom_xml.end(),
                     [&](const std::string& xml) { return parse_manifest(xml, printed); });
}

}  // namespace youju::narrative
