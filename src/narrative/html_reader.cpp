#include <youju/base/text.h>
#include <youju/narrative/html_reader.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace youju::narrative {
namespace {

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 6> entities = {{{"&amp;", '&'},
                                                                          {"&lt;", '<'},
                                                                          {"&gt;", '>'},
                                                                          {"&quot;", '"'},
                                                                          {"&apos;", '\''},
                                                                          {"&#39;", '\''}}};
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [entity, character] : entities) {
      if (!text::starts_with(text, entity)) continue;
      out += character;
      text.remove_prefix(entity.size());
      found = true;
      break;
    }
    if (found) continue;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

// The value of an attribute inside a start tag, or "".
std::string attribute(std::string_view tag, std::string_view name) {
  const std::string key = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return "";
  const std::size_t first = at + key.size();
  const std::size_t last = tag.find('"', first);
  if (last == std::string_view::npos) return "";
  return unescaped(tag.substr(first, last - first));
}

std::string without_tags(std::string_view html) {
  std::string out;
  std::size_t byte = 0;
  while (byte < html.size()) {
    const std::size_t open = html.find('<', byte);
    out += html.substr(byte, open == std::string_view::npos ? open : open - byte);
    if (open == std::string_view::npos) break;
    const std::size_t close = html.find('>', open);
    if (close == std::string_view::npos) break;
    byte = close + 1;
  }
  return unescaped(out);
}

}  // namespace

HtmlContent read_html_figures(std::string_view html) {
  HtmlContent content;
  const std::string_view root = html.substr(std::min(html.find("<html "), html.size()));
  content.language =
      parse_language(attribute(root.substr(0, root.find('>')), "lang")).value_or(Language::zh_cn);
  constexpr std::string_view as_of = "<meta name=\"youju-as-of\" content=\"";
  if (const std::size_t at = html.find(as_of); at != std::string_view::npos) {
    const char* first = html.data() + at + as_of.size();
    std::from_chars(first, html.data() + html.size(), content.as_of);
  }
  std::size_t byte = 0;
  std::size_t data = 0;
  std::size_t point = 0;
  for (;;) {
    // A kind that no longer occurs is not looked for again.
    if (data != std::string_view::npos) data = html.find("<data ", std::max(data, byte));
    if (point != std::string_view::npos) point = html.find("<text ", std::max(point, byte));
    const std::size_t open = std::min(data, point);
    if (open == std::string_view::npos) return content;
    const bool is_point = open == point;
    const std::size_t close = html.find('>', open);
    const std::size_t end = html.find(is_point ? "</text>" : "</data>", open);
    if (close == std::string_view::npos || end == std::string_view::npos || end < close) {
      return content;
    }
    const std::string_view tag = html.substr(open, close - open);
    HtmlFigure figure;
    figure.name = attribute(tag, "data-figure");
    figure.wording = attribute(tag, "data-wording");
    figure.printed = attribute(tag, is_point ? "data-value" : "data-printed");
    figure.value = attribute(tag, is_point ? "data-value" : "value");
    figure.place = is_point ? attribute(tag, "data-place") : "";
    figure.text = without_tags(html.substr(close + 1, end - close - 1));
    if (!figure.name.empty()) content.figures.push_back(std::move(figure));
    byte = end;
  }
}

}  // namespace youju::narrative
