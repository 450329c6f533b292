"""Tables that people hand in: csv and xlsx with everything that can be wrong with them."""

import io
import time
import zipfile

from harness import UNIT, case, check

HEADER = ["key", "unit", "on", "topic", "place", "attendance"]
GOOD = ["fault-1", UNIT, "2009-05-06", "苹果栽培讲座", "桐峪镇", "35"]


def changed(**cells):
    return [cells.get(name, value) for name, value in zip(HEADER, GOOD)]


def csv(*rows):
    return "".join(",".join(row) + "\n" for row in rows)


def sheet_xml(rows, formula=None, merged=None):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = ""
        for letter, value in zip("ABCDEFGHIJ", row):
            place = f"{letter}{number}"
            if place == formula:
                cells += f'<c r="{place}"><f>SUM(30,5)</f><v>35</v></c>'
            else:
                cells += f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        lines.append(f'<row r="{number}">{cells}</row>')
    merges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    return ('<?xml version="1.0" encoding="UTF-8"?>'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<sheetData>{"".join(lines)}</sheetData>{merges}</worksheet>')


def xlsx(rows, formula=None, merged=None, sheet=None):
    """A workbook of one sheet called 讲座; `sheet` stands in place of its xml."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{office}"><sheets><sheet name="讲座" sheetId="1" r:id="rId1"/></sheets>'
            '</workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet or sheet_xml(rows, formula, merged),
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return memory.getvalue()


def refuses(world, name, content, *snippets):
    path = world.write(name, content)
    world.refuses(["import", "lecture", path], 3, *snippets)


def refuses_cell(world, column, value, *snippets):
    """The same wrong cell in both kinds of table, each named by its place."""
    rows = [HEADER, GOOD, changed(key="fault-2", **{column: value})]
    refuses(world, "a.csv", csv(*rows), f"a.csv:3:{column}", *snippets)
    letter = "ABCDEF"[HEADER.index(column)]
    refuses(world, "a.xlsx", xlsx(rows), f"{letter}3", *snippets)


@case
def a_good_table_is_taken_by_a_dry_run(world):
    for name, content in (("a.csv", csv(HEADER, GOOD)), ("a.xlsx", xlsx([HEADER, GOOD]))):
        path = world.write(name, content)
        world.refuses(["import", "lecture", path, "--dry-run"], 0, "可新增 1", "有误 0")


@case
def a_wrong_header_is_refused(world):
    wrong = ["topik" if name == "topic" else name for name in HEADER]
    refuses(world, "a.csv", csv(wrong, GOOD), "a.csv:1:topik", "没有列“topik”", "缺少列“topic”")
    refuses(world, "a.xlsx", xlsx([wrong, GOOD]), "D1", "没有列“topik”", "缺少列“topic”")


@case
def a_wrong_type_is_refused(world):
    refuses_cell(world, "attendance", "三十五", "“听众人次”的内容“三十五”不是数字")


@case
def a_date_out_of_range_is_refused(world):
    refuses_cell(world, "on", "2009-13-41", "2009-13-41", "1900—2199年")
    refuses_cell(world, "on", "1209-03-01", "1209-03-01", "1900—2199年")


@case
def ten_to_the_thirty_is_no_count(world):
    refuses_cell(world, "attendance", "1" + "0" * 30, "超过上限100000")
    refuses_cell(world, "attendance", "1" + "0" * 60, "“听众人次”")


@case
def a_row_of_an_unknown_unit_is_refused(world):
    refuses_cell(world, "unit", "999999", "未知的单位编码“999999”")


@case
def a_formula_cell_is_refused(world):
    refuses(world, "a.xlsx", xlsx([HEADER, GOOD], formula="F2"), "F2", "是公式单元格")


@case
def merged_cells_are_refused(world):
    refuses(world, "a.xlsx", xlsx([HEADER, GOOD], merged="D2:E2"), "D2:E2", "合并单元格")


@case
def half_a_file_is_refused(world):
    text = csv(HEADER, GOOD, changed(key="fault-2"))
    refuses(world, "a.csv", text[:text.index("桐峪镇", text.index("fault-2"))], "a.csv:3", "可能不完整")
    refuses(world, "b.csv", csv(HEADER, GOOD) + 'fault-2,610522,2009-05-06,"苹果', "b.csv:3",
            "引号没有闭合")
    book = xlsx([HEADER, GOOD])
    refuses(world, "a.xlsx", book[:len(book) // 2], "a.xlsx", "不完整")


@case
def an_empty_file_is_refused(world):
    refuses(world, "a.csv", b"", "a.csv", "没有数据")


@case
def a_zip_bomb_is_refused_at_once(world):
    bomb = xlsx([], sheet=sheet_xml([HEADER, GOOD]) + " " * (64 << 20))
    check(len(bomb) < 1 << 20, "the bomb is not small")
    begun = time.monotonic()
    refuses(world, "bomb.xlsx", bomb, "bomb.xlsx", "xl/worksheets/sheet1.xml", "解压后超过允许的大小")
    check(time.monotonic() - begun < 30, "the bomb was unpacked")


@case
def a_table_in_gb18030_is_detected_and_read(world):
    data = world.copy()
    path = world.write("a.csv", csv(HEADER, GOOD).encode("gb18030"))
    before = world.records(data)
    world.run("import", "lecture", path, "--approve", data=data).expect(0, "GB18030", "新增 1")
    check(world.records(data) == before + 1, "the row was not entered")
    listed = world.run("trace", f"lectures@{UNIT}@2009", data=data).expect(0)
    check("苹果栽培讲座" in listed.out, f"the text was not read rightly: {listed}")


@case
def a_gigabyte_is_refused_at_once_by_its_size(world):
    path = world.write("big.csv", b"")
    with open(path, "r+b") as file:
        file.truncate(1 << 30)
    begun = time.monotonic()
    world.refuses(["import", "lecture", path], 3, "big.csv", "文件过大")
    check(time.monotonic() - begun < 20, "the file was read")


@case
def another_file_in_place_of_a_table_is_refused(world):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    refuses(world, "a.xlsx", memory.getvalue(), "a.xlsx", "这不是 Excel 工作簿")
    refuses(world, "a.csv", b"%PDF-1.7\n\x00\x01\x02\xff\xfe binary", "a.csv")
    world.refuses(["import", "lecture", world.folder / "nowhere.csv"], 3, "nowhere.csv", "找不到")
    path = world.write("c.csv", csv(HEADER, GOOD))
    world.refuses(["import", "no_such", path], 3, "没有台账“no_such”")


@case
def one_wrong_row_keeps_the_good_rows_out_unless_asked(world):
    data = world.copy()
    rows = csv(HEADER, GOOD, changed(key="fault-2", topic="另一讲座", attendance="x"))
    path = world.write("a.csv", rows)
    world.refuses(["import", "lecture", path], 3, "a.csv:3:attendance", data=data)
    before = world.records(data)
    world.run("import", "lecture", path, "--keep-good", data=data).expect(1, "a.csv:3", "新增 1")
    check(world.records(data) == before + 1, "the good row was not entered")
