#include <youju/base/catalogue.h>
#include <youju/forms/sheet.h>
#include <youju/office/xlsx_form.h>
#include <youju/office/xlsx_reader.h>

#include <algorithm>
#include <set>
#include <utility>

namespace youju::forms {
namespace {

using office::FormCell;

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& by) {
  for (const auto& [mark, value] : by) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size()) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

FormCell::Look look_of(std::string_view style) {
  if (style == "title") return FormCell::Look::title;
  if (style == "head") return FormCell::Look::head;
  if (style == "note") return FormCell::Look::note;
  if (style == "right") return FormCell::Look::right;
  return FormCell::Look::plain;
}

FormCell at(int row, int column, FormCell::Look look, office::XlsxValue value) {
  FormCell cell;
  cell.row = row;
  cell.column = column;
  cell.look = look;
  cell.value = std::move(value);
  return cell;
}

office::XlsxValue value_of(const Edition& edition, const CellNow& now) {
  if (now.printed.state == CellState::number) return now.printed.number;
  if (now.printed.state == CellState::none) return edition.nothing;
  return std::monostate();
}

office::FormSheet sheet_of_form(const Reading& reading, const Form& form,
                                const std::vector<std::pair<std::string, std::string>>& marks) {
  const Layout& layout = form.layout;
  office::FormSheet sheet;
  sheet.name = layout.sheet;
  sheet.widths = layout.widths;
  const int columns[] = {layout.name_column, layout.code_column, layout.unit_column,
                         layout.value_column};
  for (std::size_t index = 0; index < layout.heads.size() && index < 4; ++index) {
    sheet.cells.push_back(
        at(layout.head_row, columns[index], FormCell::Look::head, layout.heads[index]));
  }
  for (const Layout::Text& text : layout.texts) {
    FormCell cell = at(text.row, text.column, look_of(text.style), replaced(text.text, marks));
    cell.last_row = text.last_row;
    cell.last_column = text.last_column;
    sheet.cells.push_back(std::move(cell));
  }
  std::set<std::pair<int, int>>
      named;  // rows whose name stands already, of forms with many columns
  for (const CellNow& now : reading.cells) {
    if (now.form != &form) continue;
    const Item& item = *now.item;
    if (named.insert({item.row, layout.name_column}).second) {
      FormCell name = at(item.row, layout.name_column, FormCell::Look::label, item.title.zh_cn);
      name.indent = item.level;
      sheet.cells.push_back(std::move(name));
      sheet.cells.push_back(at(item.row, layout.code_column, FormCell::Look::code, item.code));
      sheet.cells.push_back(at(item.row, layout.unit_column, FormCell::Look::code, item.unit));
    }
    FormCell value =
        at(item.row, item.column, FormCell::Look::value, value_of(*reading.edition, now));
    value.decimals = item.decimals;
    sheet.cells.push_back(std::move(value));
  }
  return sheet;
}

// What travels with the return: each soft relation that does not hold, and why.
office::FormSheet explanation_sheet(const Reading& reading) {
  // A form speaks Chinese, whoever exports it.
  const auto say = [](std::string_view id) { return sentence(id, Language::zh_cn); };
  office::FormSheet sheet;
  sheet.name = say("forms.sheet_explanations");
  sheet.widths = {8, 34, 34, 40};
  FormCell title = at(1, 1, FormCell::Look::title, sheet.name);
  title.last_row = 1;
  title.last_column = 4;
  sheet.cells.push_back(std::move(title));
  const std::string heads[] = {say("forms.sheet_number"), say("forms.sheet_items"),
                               say("forms.sheet_finding"), say("forms.sheet_explanation")};
  for (int column = 0; column < 4; ++column) {
    sheet.cells.push_back(at(2, column + 1, FormCell::Look::head, heads[column]));
  }
  int row = 2;
  for (const Finding& finding : reading.findings) {
    ++row;
    std::string items;
    for (const std::string& id : finding.items) {
      const CellNow* now = reading.cell(id);
      if (now != nullptr)
        items += (items.empty() ? "" : say("forms.between")) + now->item->title.zh_cn;
    }
    const std::string words[] = {std::to_string(row - 2), items, finding.message.zh_cn,
                                 finding.explanation ? finding.explanation->text : ""};
    for (int column = 0; column < 4; ++column) {
      sheet.cells.push_back(at(row, column + 1, FormCell::Look::label, words[column]));
    }
  }
  return sheet;
}

}  // namespace

Result<std::string> sheet_of(const Reading& reading, const org::Directory& directory) {
  const auto unit = directory.find(reading.head.unit);
  const Department* department = reading.edition->department(reading.head.department);
  const std::string day = reading.head.submitted_ms == 0
                              ? std::string()
                              : instant_to_string(reading.head.submitted_ms).substr(0, 10);
  const std::vector<std::pair<std::string, std::string>> marks = {
      {"{unit}", unit ? directory.unit(*unit).name : reading.head.unit},
      {"{year}", std::to_string(reading.head.year)},
      {"{department}", department == nullptr ? "" : department->title.zh_cn},
      {"{issuer}", reading.edition->issuer},
      {"{approver}", reading.edition->approver},
      {"{approval}", reading.edition->approval},
      {"{day}", day}};
  std::vector<office::FormSheet> sheets;
  sheets.reserve(reading.edition->forms.size() + 1);
  for (const Form& form : reading.edition->forms) {
    sheets.push_back(sheet_of_form(reading, form, marks));
  }
  if (!reading.findings.empty()) sheets.push_back(explanation_sheet(reading));
  return office::xlsx_form(sheets);
}

}  // namespace youju::forms
