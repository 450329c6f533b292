#include <youju/base/text.h>
#include <youju/narrative/manifest.h>

#include <charconv>
#include <pugixml.hpp>

namespace youju::narrative {
namespace {

constexpr std::string_view name_space = "urn:youju:document:1";

void attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  text::append_xml(out, value);
  out += '"';
}

}  // namespace

void Manifest::add(int control, const FigureMark& mark) {
  figures_ += "<figure";
  attribute(figures_, "control", std::to_string(control));
  attribute(figures_, "name", mark.name.to_string());
  attribute(figures_, "wording", indicator::to_string(mark.wording));
  attribute(figures_, "text", mark.text);
  attribute(figures_, "value", mark.value);
  figures_ += "/>";
}

std::string Manifest::xml() const {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><youju";
  attribute(out, "xmlns", name_space);
  attribute(out, "unit", document_.unit_code);
  attribute(out, "period", document_.period.to_string());
  attribute(out, "template", document_.template_name);
  attribute(out, "as-of", std::to_string(document_.as_of));
  attribute(out, "chain", document_.chain_hash);
  attribute(out, "made", document_.made_at);
  return out + ">" + figures_ + "</youju>";
}

bool parse_manifest(std::string_view xml, ManifestContent& content) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return false;
  const pugi::xml_node root = document.child("youju");
  if (!root || root.attribute("xmlns").value() != name_space) return false;
  const std::string_view as_of = root.attribute("as-of").value();
  std::from_chars(as_of.data(), as_of.data() + as_of.size(), content.as_of);
  for (const pugi::xml_node figure : root.children("figure")) {
    ManifestEntry entry;
    const std::string_view control = figure.attribute("control").value();
    std::from_chars(control.data(), control.data() + control.size(), entry.control);
    entry.name = figure.attribute("name").value();
    entry.wording = figure.attribute("wording").value();
    entry.text = figure.attribute("text").value();
    entry.value = figure.attribute("value").value();
    content.figures.push_back(std::move(entry));
  }
  return true;
}

}  // namespace youju::narrative
