#include <youju/office/xml_tree.h>

#include <algorithm>
#include <sstream>

namespace youju::office {

Result<void> parse_tree(pugi::xml_document& tree, std::string_view bytes, const std::string& part,
                        std::string_view malformed) {
  constexpr unsigned options = pugi::parse_ws_pcdata | pugi::parse_escapes | pugi::parse_cdata |
                               pugi::parse_declaration | pugi::parse_pi;
  const pugi::xml_parse_result result = tree.load_buffer(bytes.data(), bytes.size(), options);
  if (result) return {};
  return fail(ErrorKind::bad_input, malformed,
              {{"part", part}, {"line", "1"}, {"column", std::to_string(result.offset + 1)}});
}

std::string print_tree(const pugi::xml_document& tree) {
  std::ostringstream out;
  tree.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}

std::string prefix_of(const pugi::xml_document& part) {
  const std::string_view name = part.document_element().name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string() : std::string(name.substr(0, colon + 1));
}

std::string plain_text(std::string_view words) {
  std::string text(words);
  std::replace_if(
      text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20; },
      ' ');
  return text;
}

Result<std::string> repacked(const ZipReader& zip,
                             const std::map<std::string, std::string>& changed) {
  ZipWriter out;
  for (const std::string& name : zip.names()) {
    if (name.ends_with('/')) continue;  // a folder of its own is no part
    const auto at = changed.find(name);
    if (at != changed.end()) {
      out.add(name, at->second);
    } else {
      out.add(name, TRY(zip.read(name)));
    }
  }
  for (const auto& [name, bytes] : changed) {
    if (!zip.has(name)) out.add(name, bytes);
  }
  return out.finish();
}

}  // namespace youju::office
