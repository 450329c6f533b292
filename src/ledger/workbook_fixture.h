// For tests: workbooks as people make them, written cell by cell.
#pragma once

#include <youju/base/text.h>
#include <youju/ledger/ledger_fixture.h>
#include <youju/ledger/workbook.h>
#include <youju/office/xlsx_reader.h>
#include <youju/office/zip.h>

#include <set>

namespace youju::ledger {

// A cell is a text; one that begins with a digit or a sign is a number; "'12" is the text 12,
// "=SUM(A1:A2)|3" a formula with its stored result, "!#REF!" an error, "" no cell.
struct TestSheet {
  std::string name = "Sheet1";
  std::vector<std::vector<std::string>> rows;  // from row 1; an empty one is not in the file
  std::vector<std::string> merged = {};        // "A1:C1"
  std::set<int> hidden_rows = {};
  std::string columns = {};  // the XML of <cols>
  bool hidden = false;
};

inline std::string cell_xml(const std::string& address, const std::string& cell) {
  const auto number = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  if (cell.front() == '=') {
    const std::size_t bar = cell.find('|');
    return fmt::format("<c r=\"{}\"><f>{}</f>{}</c>", address, text::xml(cell.substr(1, bar - 1)),
                       bar + 1 < cell.size() ? "<v>" + cell.substr(bar + 1) + "</v>" : "");
  }
  if (cell.front() == '!') {
    return fmt::format("<c r=\"{}\" t=\"e\"><v>{}</v></c>", address, cell.substr(1));
  }
  if (cell.find_first_not_of("0123456789.-") == std::string::npos && number(cell.front()) &&
      cell.size() < 15 && Decimal::parse(cell)) {
    return fmt::format("<c r=\"{}\"><v>{}</v></c>", address, cell);
  }
  const std::string text = cell.front() == '\'' ? cell.substr(1) : cell;
  return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                     address, text::xml(text));
}

inline std::string sheet_xml(const TestSheet& sheet) {
  std::string xml =
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
  if (!sheet.columns.empty()) xml += "<cols>" + sheet.columns + "</cols>";
  xml += "<sheetData>";
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    if (sheet.rows[row].empty()) continue;
    const int number = static_cast<int>(row) + 1;
    xml += fmt::format("<row r=\"{}\"{}>", number,
                       sheet.hidden_rows.count(number) > 0 ? " hidden=\"1\"" : "");
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const std::string& cell = sheet.rows[row][column];
      if (cell.empty()) continue;
      xml += cell_xml(office::cell_address(number, static_cast<int>(column) + 1), cell);
    }
    xml += "</row>";
  }
  xml += "</sheetData>";
  if (!sheet.merged.empty()) {
    xml += "<mergeCells>";
    for (const std::string& range : sheet.merged) xml += "<mergeCell ref=\"" + range + "\"/>";
    xml += "</mergeCells>";
  }
  return xml + "</worksheet>";
}

inline std::string book_of(const std::vector<TestSheet>& sheets) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  std::string names, relations;
  office::ZipWriter zip;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    names +=
        fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"r{}\"{}/>", text::xml(sheets[i].name),
                    i + 1, i + 1, sheets[i].hidden ? " state=\"hidden\"" : "");
    relations += fmt::format(
        "<Relationship Id=\"r{}\" Type=\"{}/worksheet\" Target=\"worksheets/s{}.xml\"/>", i + 1,
        office, i + 1);
    zip.add(fmt::format("xl/worksheets/s{}.xml", i + 1), sheet_xml(sheets[i]));
  }
  const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::string overrides =
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>";
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    overrides += fmt::format(
        "<Override PartName=\"/xl/worksheets/s{}.xml\" ContentType=\"{}worksheet+xml\"/>", i + 1,
        types);
  }
  zip.add("[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"rels\" ContentType=\"application/"
          "vnd.openxmlformats-package.relationships+xml\"/>" +
              overrides + "</Types>");
  zip.add("_rels/.rels", "<Relationships xmlns=\"" + package +
                             "\"><Relationship Id=\"r1\" Type=\"" + office +
                             "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zip.add("xl/workbook.xml",
          "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
          "xmlns:r=\"" +
              office + "\"><sheets>" + names + "</sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\"" + package + "\">" + relations + "</Relationships>");
  return zip.finish();
}

class WorkbookTest : public LedgerTest {
 protected:
  // What the proposal says of the columns: "topic trainees*4 -": a factor, and what is not mapped.
  static std::string mapped(const ProposedSheet& sheet) {
    std::string out;
    for (const ProposedColumn& one : sheet.columns) {
      if (!out.empty()) out += ' ';
      out += one.target.empty() ? "-" : one.target;
      if (one.power != 0) out += fmt::format("*{}", one.power);
      if (!one.ticked.empty()) out += "=" + one.ticked;
    }
    return out;
  }

  Proposal propose(const std::string& bytes, const std::string& unit = "",
                   const std::string& name = "表.xlsx", const std::string& ledger = "training") {
    auto workbook = Workbook::open(bytes, name);
    EXPECT_TRUE(workbook) << workbook.error().what;
    auto proposal = ledgers_->propose(owner_, ledger, *workbook, {unit, false});
    EXPECT_TRUE(proposal) << proposal.error().what;
    return *proposal;
  }

  Result<ApplyReport> apply(const std::string& bytes, const std::vector<SheetMapping>& sheets,
                            ApplyOptions options) {
    auto workbook = Workbook::open(bytes, "表.xlsx");
    EXPECT_TRUE(workbook);
    return ledgers_->apply(owner_, "training", *workbook, sheets, options);
  }

  // Proposes, takes the proposal of the first sheet as it is, and enters the rows as approved.
  ApplyReport enter(const std::string& bytes, const std::string& unit = "",
                    bool accept_findings = false) {
    const Proposal proposal = propose(bytes, unit);
    ApplyOptions options;
    options.unit = unit;
    options.state = State::approved;
    options.dry_run = false;
    options.accept_findings = accept_findings;
    auto report = apply(bytes, {{0, proposal.sheets[0].mapping}}, options);
    EXPECT_TRUE(report) << report.error().what << " " << report.error().where;
    return report ? *report : ApplyReport{};
  }

  static std::string errors_of(const ApplyReport& report) {
    std::string out;
    for (const CellError& one : report.errors) {
      out += one.error.what + "@" + one.error.where + "[" + one.text + "] ";
    }
    return out;
  }
  static std::string findings_of(const ApplyReport& report) {
    std::string out;
    for (const Remark& one : report.findings) out += one.what + "@" + one.where + " ";
    return out;
  }
  static std::string remarks_of(const std::vector<Remark>& remarks) {
    std::string out;
    for (const Remark& one : remarks) out += one.what + " ";
    return out;
  }

  // "A1 2020-03-20 果树修剪 120 1.5" for each approved record, in order of day and topic.
  std::string records() const {
    std::set<std::string> lines;
    for (const Record& one : approved()) {
      std::string line = ledgers_->directory()->unit(one.unit).code + " " + one.on.to_string();
      if (one.until) line += ".." + one.until->to_string();
      for (std::size_t i : {0U, 2U, 3U}) {
        if (!is_missing(one.values[i])) {
          line += " " + ledgers_->show(ledgers_->schemas()->find("training")->fields[i],
                                       one.values[i], Language::zh_cn);
        }
      }
      lines.insert(std::move(line));
    }
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }
};

}  // namespace youju::ledger
