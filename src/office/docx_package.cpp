#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

namespace youju::office {
namespace {

constexpr std::string_view relation_base =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view word_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";

void append_override(std::string& out, std::string_view part, std::string_view base,
                     std::string_view kind) {
  add(out, "<Override PartName=\"", part, "\" ContentType=\"", base, kind, "\"/>");
}

void append_relationship(std::string& out, int id, std::string_view kind, std::string_view target) {
  add(out, "<Relationship Id=\"rId", id, "\" Type=\"", relation_base, kind, "\" Target=\"", target,
      "\"/>");
}

std::string relationships_head() {
  std::string out(xml_declaration);
  add(out, "<Relationships xmlns=\"", ns_package_relationships, "\">");
  return out;
}

}  // namespace

// ISO/IEC 29500-2, 10.1.2: [Content_Types].xml.
std::string docx_content_types(const DocxPackageShape& shape) {
  std::string out(xml_declaration);
  out +=
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  if (shape.charts > 0) {
    out +=
        "<Default Extension=\"xlsx\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>";
  }
  append_override(out, "/word/document.xml", word_type, "document.main+xml");
  append_override(out, "/word/styles.xml", word_type, "styles+xml");
  append_override(out, "/word/settings.xml", word_type, "settings+xml");
  append_override(out, "/word/fontTable.xml", word_type, "fontTable+xml");
  append_override(out, "/word/footer1.xml", word_type, "footer+xml");
  if (shape.even_footer) append_override(out, "/word/footer2.xml", word_type, "footer+xml");
  for (std::size_t number = 1; number <= shape.charts; ++number) {
    add(out, "<Override PartName=\"/word/charts/chart", number,
        ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\""
        "/>");
  }
  if (shape.custom_xml) {
    append_override(out, "/customXml/itemProps1.xml", "application/vnd.openxmlformats-",
                    "officedocument.customXmlProperties+xml");
  }
  append_override(out, "/docProps/core.xml", "application/vnd.openxmlformats-",
                  "package.core-properties+xml");
  append_override(out, "/docProps/app.xml", "application/vnd.openxmlformats-",
                  "officedocument.extended-properties+xml");
  out += "</Types>";
  return out;
}

std::string docx_package_relationships() {
  std::string out = relationships_head();
  append_relationship(out, 1, "officeDocument", "word/document.xml");
  add(out, "<Relationship Id=\"rId2\" Type=\"", ns_package_relationships,
      "/metadata/core-properties\" Target=\"docProps/core.xml\"/>");
  append_relationship(out, 3, "extended-properties", "docProps/app.xml");
  out += "</Relationships>";
  return out;
}

std::string docx_document_relationships(const DocxPackageShape& shape) {
  std::string out = relationships_head();
  append_relationship(out, relation_styles, "styles", "styles.xml");
  append_relationship(out, relation_settings, "settings", "settings.xml");
  append_relationship(out, relation_fonts, "fontTable", "fontTable.xml");
  append_relationship(out, relation_footer_odd, "footer", "footer1.xml");
  if (shape.even_footer) append_relationship(out, relation_footer_even, "footer", "footer2.xml");
  if (shape.custom_xml) {
    append_relationship(out, relation_custom_xml, "customXml", "../customXml/item1.xml");
  }
  for (std::size_t chart = 0; chart < shape.charts; ++chart) {
    append_relationship(out, first_chart_relationship + static_cast<int>(chart), "chart",
                        "charts/chart" + std::to_string(chart + 1) + ".xml");
  }
  out += "</Relationships>";
  return out;
}

std::string docx_chart_relationships(std::size_t number) {
  std::string out = relationships_head();
  append_relationship(out, 1, "package",
                      "../embeddings/Microsoft_Excel_Sheet" + std::to_string(number) + ".xlsx");
  out += "</Relationships>";
  return out;
}

// ISO/IEC 29500-1, 22.5: ds:datastoreItem.
std::string docx_custom_xml_properties(std::string_view item_guid) {
  std::string out(xml_declaration);
  add(out, "<ds:datastoreItem ds:itemID=\"", Escaped{item_guid},
      "\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">"
      "<ds:schemaRefs/></ds:datastoreItem>");
  return out;
}

std::string docx_custom_xml_relationships() {
  std::string out = relationships_head();
  append_relationship(out, 1, "customXmlProps", "itemProps1.xml");
  out += "</Relationships>";
  return out;
}

// ISO/IEC 29500-2, 11.1: core properties; the order of the elements is free.
std::string docx_core_properties(const DocxProperties& properties) {
  std::string out(xml_declaration);
  out +=
      "<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";
  add(out, "<dc:title>", Escaped{properties.title}, "</dc:title><dc:subject>",
      Escaped{properties.subject}, "</dc:subject><dc:creator>", Escaped{properties.creator},
      "</dc:creator><dc:description>", Escaped{properties.description}, "</dc:description>",
      "<cp:lastModifiedBy>", Escaped{properties.creator}, "</cp:lastModifiedBy>");
  if (!properties.created.empty()) {
    for (const std::string_view name : {"created", "modified"}) {
      add(out, "<dcterms:", name, " xsi:type=\"dcterms:W3CDTF\">", Escaped{properties.created},
          "</dcterms:", name, ">");
    }
  }
  out += "</cp:coreProperties>";
  return out;
}

std::string docx_app_properties() {
  std::string out(xml_declaration);
  out +=
      "<Properties "
      "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
      "<Application>Youju</Application></Properties>";
  return out;
}

}  // namespace youju::office
