"""Files handed to `verify` that are not what they should be."""

import io
import zipfile

import tables
from harness import UNIT, YEAR, case


def summary(world):
    path = world.folder / "summary.docx"
    world.run("summarize", "--unit", UNIT, "--period", YEAR, "-o", path,
              data=world.loaded).expect(0)
    return path


@case
def a_summary_of_ours_is_verified(world):
    world.run("verify", summary(world), data=world.loaded).expect(0, "个一致")


@case
def a_truncated_docx_is_refused_at_any_length(world):
    whole = summary(world).read_bytes()
    for length in (5, 100, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        path = world.write("cut.docx", whole[:length])
        world.refuses(["verify", path], 3, "cut.docx", "不完整")


@case
def a_damaged_docx_is_refused(world):
    whole = bytearray(summary(world).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        part = archive.getinfo("word/document.xml")
    for offset in range(part.header_offset + 400, part.header_offset + 420):
        whole[offset] ^= 0x5A
    world.refuses(["verify", world.write("bad.docx", bytes(whole))], 3, "bad.docx",
                  "word/document.xml", "损坏")


@case
def a_foreign_file_at_verify_is_refused(world):
    for name, content in (("pdf", b"%PDF-1.7\nhello"), ("text", "今年的总结".encode()),
                          ("xlsx", tables.xlsx([tables.HEADER, tables.GOOD]))):
        path = world.write(f"{name}.docx", content)
        world.refuses(["verify", path], 3, f"{name}.docx", "这不是 Word 文档", f"内容看来是：{name}")
    world.refuses(["verify", world.folder / "nowhere.docx"], 3, "nowhere.docx", "找不到")


@case
def a_word_file_without_our_figures_is_told_apart(world):
    whole = summary(world)
    memory = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(memory, "w") as target:
        for part in source.infolist():
            text = source.read(part)
            if part.filename == "word/document.xml":
                text = (b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats'
                        b'.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>')
            if not part.filename.startswith("customXml/"):
                target.writestr(part.filename, text)
    world.refuses(["verify", world.write("plain.docx", memory.getvalue())], 3, "plain.docx",
                  "没有有据的数字")
