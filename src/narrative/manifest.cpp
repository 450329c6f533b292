#include <youju/base/text.h>
#include <youju/narrative/manifest.h>
#include <youju/narrative/running_text.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

namespace youju::narrative {
namespace {

constexpr std::string_view name_space = "urn:youju:document:1";

void attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  // A break or a tab that stands in an attribute as it is would be read as a blank.
  const auto is_special = [](char c) { return c == '\n' || c == '\r' || c == '\t'; };
  for (;;) {
    const auto special = std::find_if(value.begin(), value.end(), is_special);
    const auto bytes = static_cast<std::size_t>(special - value.begin());
    text::append_xml(out, value.substr(0, bytes));
    if (special == value.end()) break;
    out += fmt::format("&#{};", static_cast<int>(*special));
    value.remove_prefix(bytes + 1);
  }
  out += '"';
}

ManifestEntry figure_of(const pugi::xml_node& node) {
  ManifestEntry entry;
  const std::string_view control = node.attribute("control").value();
  std::from_chars(control.data(), control.data() + control.size(), entry.control);
  entry.name = node.attribute("name").value();
  entry.wording = node.attribute("wording").value();
  entry.title = node.attribute("title").value();
  entry.text = node.attribute("text").value();
  entry.value = node.attribute("value").value();
  entry.before = node.attribute("before").value();
  entry.after = node.attribute("after").value();
  return entry;
}

ManifestChart chart_of(const pugi::xml_node& node) {
  ManifestChart chart;
  chart.title = node.attribute("title").value();
  for (const pugi::xml_node series : node.children("series")) {
    chart.series.push_back({series.attribute("name").value(), {}});
    for (const pugi::xml_node point : series.children("point")) {
      chart.series.back().points.push_back({point.attribute("category").value(),
                                            point.attribute("name").value(),
                                            point.attribute("value").value()});
    }
  }
  return chart;
}

}  // namespace

void Manifest::say(std::string_view words) { text_ += without_blanks(words); }

std::size_t Manifest::add(const FigureMark& mark, int control) {
  Entry entry;
  entry.figure = {control,
                  mark.name.to_string(),
                  indicator::to_string(mark.wording),
                  mark.title,
                  mark.text,
                  mark.value,
                  "",
                  ""};
  entry.begin = text_.size();
  say(mark.text);
  entry.end = text_.size();
  entries_.push_back(std::move(entry));
  return entries_.size() - 1;
}

void Manifest::add(const Chart& chart) {
  charts_ += "<chart";
  attribute(charts_, "title", chart.title);
  charts_ += '>';
  for (const Chart::Series& series : chart.series) {
    charts_ += "<series";
    attribute(charts_, "name", series.name);
    charts_ += '>';
    for (std::size_t index = 0; index < series.points.size(); ++index) {
      if (!series.points[index]) continue;
      charts_ += "<point";
      attribute(charts_, "category", chart.categories[index]);
      attribute(charts_, "name", series.points[index]->name.to_string());
      attribute(charts_, "value", series.points[index]->value);
      charts_ += "/>";
    }
    charts_ += "</series>";
  }
  charts_ += "</chart>";
}

std::string Manifest::xml() const {
  constexpr std::size_t usual_entry_bytes = 320;
  std::string out;
  out.reserve(usual_entry_bytes * (entries_.size() + 1) + charts_.size());
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?><youju";
  attribute(out, "xmlns", name_space);
  attribute(out, "language", document_.language == Language::en ? "en" : "zh-CN");
  attribute(out, "unit", document_.unit_code);
  attribute(out, "period", document_.period.to_string());
  attribute(out, "template", document_.template_name);
  attribute(out, "as-of", std::to_string(document_.as_of));
  attribute(out, "chain", document_.chain_hash);
  attribute(out, "made", document_.made_at);
  if (!document_.draft.empty()) {
    attribute(out, "draft", document_.draft);
    attribute(out, "version", std::to_string(document_.draft_version));
  }
  out += '>';
  const std::string_view text = text_;
  for (const Entry& entry : entries_) {
    out += "<figure";
    attribute(out, "control", std::to_string(entry.figure.control));
    attribute(out, "name", entry.figure.name);
    attribute(out, "wording", entry.figure.wording);
    attribute(out, "title", entry.figure.title);
    attribute(out, "text", entry.figure.text);
    attribute(out, "value", entry.figure.value);
    attribute(out, "before", last_characters(text.substr(0, entry.begin), characters_before));
    attribute(out, "after", first_characters(text.substr(entry.end), characters_after));
    out += "/>";
  }
  out += charts_;
  return out += "</youju>";
}

bool parse_manifest(std::string_view xml, ManifestContent& content) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return false;
  const pugi::xml_node root = document.child("youju");
  if (!root || root.attribute("xmlns").value() != name_space) return false;
  content.unit = root.attribute("unit").value();
  content.period = root.attribute("period").value();
  content.template_name = root.attribute("template").value();
  content.chain = root.attribute("chain").value();
  content.draft = root.attribute("draft").value();
  const std::string_view version = root.attribute("version").value();
  std::from_chars(version.data(), version.data() + version.size(), content.draft_version);
  const std::string_view as_of = root.attribute("as-of").value();
  std::from_chars(as_of.data(), as_of.data() + as_of.size(), content.as_of);
  content.language = parse_language(root.attribute("language").value()).value_or(Language::zh_cn);
  for (const pugi::xml_node figure : root.children("figure")) {
    content.figures.push_back(figure_of(figure));
  }
  for (const pugi::xml_node chart : root.children("chart")) {
    content.charts.push_back(chart_of(chart));
  }
  return true;
}

}  // namespace youju::narrative
