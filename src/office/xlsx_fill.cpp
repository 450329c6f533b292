#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/office/xlsx_fill.h>
#include <youju/office/xlsx_parts.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/xml_tree.h>

namespace youju::office {
namespace {

constexpr const char* malformed = "xlsx.malformed";

tl::unexpected<Error> cell_fault(std::string_view what, const XlsxFill& fill,
                                 std::vector<ErrorField> fields = {}) {
  return fail(ErrorKind::bad_input, what, std::move(fields), cell_address(fill.row, fill.column));
}

// One worksheet as a tree.
class Sheet {
 public:
  explicit Sheet(const pugi::xml_document& tree)
      : prefix_(prefix_of(tree)),
        row_name_(name("row")),
        cell_name_(name("c")),
        data_(child(tree.document_element(), "sheetData")) {}

  bool has_rows() const { return static_cast<bool>(data_); }

  Result<void> put(const XlsxFill& fill) {
    pugi::xml_node cell = cell_at(row_at(fill.row), fill);
    if (child(cell, "f")) return cell_fault("xlsx.cell_has_formula", fill);
    cell.remove_children();
    cell.remove_attribute("t");
    if (const auto* number = std::get_if<Decimal>(&fill.value)) {
      const std::string text = number->to_string();
      if (is_exact_in_a_cell(text)) {
        cell.append_child(name("v").c_str()).text().set(text.c_str());
        return {};
      }
      return write_text(cell, text, fill);
    }
    if (const auto* text = std::get_if<std::string>(&fill.value)) {
      return write_text(cell, *text, fill);
    }
    if (const auto* date = std::get_if<XlsxDate>(&fill.value)) {
      return write_text(cell, date->iso, fill);
    }
    return {};
  }

  // Whether there was any.
  bool forget_results() {
    bool found = false;
    for (pugi::xml_node row : data_.children(row_name_.c_str())) {
      for (pugi::xml_node cell : row.children(cell_name_.c_str())) {
        if (!child(cell, "f")) continue;
        found = cell.remove_child(name("v").c_str()) || found;
        cell.remove_attribute("t");
      }
    }
    return found;
  }

 private:
  std::string name(std::string_view local) const { return prefix_ + std::string(local); }
  pugi::xml_node child(const pugi::xml_node& node, std::string_view local) const {
    return node.child(name(local).c_str());
  }

  // A row without its number follows the one before (18.3.1.73), as does a cell (18.3.1.4).
  pugi::xml_node row_at(int wanted) {
    int number = 0;
    for (pugi::xml_node row : data_.children(row_name_.c_str())) {
      number = row.attribute("r").as_int(number + 1);
      if (number == wanted) return row;
      if (number > wanted)
        return numbered(data_.insert_child_before(row_name_.c_str(), row), wanted);
    }
    return numbered(data_.append_child(row_name_.c_str()), wanted);
  }
  static pugi::xml_node numbered(pugi::xml_node row, int number) {
    row.append_attribute("r") = number;
    return row;
  }

  pugi::xml_node cell_at(pugi::xml_node row, const XlsxFill& fill) const {
    int column = 0;
    for (pugi::xml_node cell : row.children(cell_name_.c_str())) {
      const auto place = parse_address(cell.attribute("r").value());
      column = place ? place->column : column + 1;
      if (column == fill.column) return cell;
      if (column > fill.column) {
        return addressed(row.insert_child_before(cell_name_.c_str(), cell), fill);
      }
    }
    return addressed(row.append_child(cell_name_.c_str()), fill);
  }
  static pugi::xml_node addressed(pugi::xml_node cell, const XlsxFill& fill) {
    cell.append_attribute("r") = cell_address(fill.row, fill.column).c_str();
    return cell;
  }

  Result<void> write_text(pugi::xml_node cell, const std::string& text,
                          const XlsxFill& fill) const {
    if (text::length(text) > cell_text_max) {
      return cell_fault("xlsx.cell_too_long", fill, {{"max", std::to_string(cell_text_max)}});
    }
    cell.append_attribute("t") = "inlineStr";
    pugi::xml_node words = cell.append_child(name("is").c_str()).append_child(name("t").c_str());
    words.append_attribute("xml:space") = "preserve";
    words.append_child(pugi::node_pcdata).set_value(plain_text(text).c_str());
    return {};
  }

  // The names outlive the ranges that walk by them.
  std::string prefix_, row_name_, cell_name_;
  pugi::xml_node data_;
};

// 18.2.2 calcPr, at its place among the parts of the workbook.
void compute_when_opened(pugi::xml_document& workbook) {
  const std::string prefix = prefix_of(workbook);
  pugi::xml_node root = workbook.document_element();
  pugi::xml_node calculation = root.child((prefix + "calcPr").c_str());
  if (!calculation) {
    pugi::xml_node before;
    for (const char* each : {"sheets", "functionGroups", "externalReferences", "definedNames"}) {
      if (const pugi::xml_node found = root.child((prefix + each).c_str())) before = found;
    }
    calculation = root.insert_child_after((prefix + "calcPr").c_str(), before);
  }
  calculation.remove_attribute("fullCalcOnLoad");
  calculation.append_attribute("fullCalcOnLoad") = "1";
}

Result<std::string> read_small(const ZipReader& zip, const std::string& part) {
  std::string bytes;
  TRY(zip.stream(part, [&](std::string_view piece) -> Result<void> {
    bytes += piece;
    if (bytes.size() <= limits::filled_sheet_bytes_max) return {};
    return fail(ErrorKind::too_large, "xlsx.too_large_to_fill",
                {{"max", std::to_string(limits::filled_sheet_bytes_max)}});
  }));
  return bytes;
}

}  // namespace

Result<std::string> fill_xlsx(std::string_view bytes, const std::vector<XlsxFill>& fills) {
  const XlsxReader reader = TRY(XlsxReader::open(bytes));
  const ZipReader zip = TRY(ZipReader::open(bytes));
  const Workbook workbook = TRY(read_workbook(zip));
  std::map<std::string, std::string> changed;
  for (const XlsxFill& fill : fills) {
    if (fill.sheet >= workbook.sheets.size()) {
      return fail(ErrorKind::not_found, "xlsx.no_such_sheet",
                  {{"number", std::to_string(fill.sheet + 1)}});
    }
    if (is_covered(reader.sheets()[fill.sheet].merged, fill.row, fill.column)) {
      return cell_fault("xlsx.cell_is_covered", fill);
    }
  }
  bool has_formulas = false;
  for (std::size_t index = 0; index < workbook.sheets.size(); ++index) {
    const std::string& part = workbook.sheets[index].part;
    const std::string source = TRY(read_small(zip, part));
    pugi::xml_document tree;
    TRY(parse_tree(tree, source, part, malformed));
    Sheet sheet(tree);
    bool touched = false;
    for (const XlsxFill& fill : fills) {
      if (fill.sheet != index || !sheet.has_rows()) continue;
      TRY(sheet.put(fill));
      touched = true;
    }
    const bool computed = sheet.has_rows() && sheet.forget_results();
    has_formulas = has_formulas || computed;
    if (touched || computed) changed[part] = print_tree(tree);
  }
  if (has_formulas) {
    const std::string source = TRY(zip.read(workbook.part));
    pugi::xml_document tree;
    TRY(parse_tree(tree, source, workbook.part, malformed));
    compute_when_opened(tree);
    changed[workbook.part] = print_tree(tree);
  }
  return repacked(zip, changed);
}

}  // namespace youju::office
