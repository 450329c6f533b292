#!/usr/bin/env python3
"""The four examples' summaries against test/golden/, and the same summary twice against itself.

Usage: golden_test.py --youju BINARY [--bless]   compares; --bless writes the goldens anew
       golden_test.py --youju BINARY --pages     opens the Word files in LibreOffice (exit 77: none)

For each example test/golden/ holds the summary as Markdown, and every figure of its JSON, one a
line, points of charts and gaps too. One example's Word file stands there in parts: styles, settings
and footers as they are, of the long parts one of each kind and a digest of the whole.
"""
import argparse
import difflib
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.dom.minidom
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "test/golden"
# Example, unit, period, words of the title, pages in LibreOffice.
SUMMARIES = [("baoan-2020", "440306", "2020", "2020年工作总结", 16),
             ("tongguan-2009", "610522", "2009", "2009年工作总结", 9),
             ("bajing-street", "210102-bj", "2006", "2006年工作总结", 10),
             ("licheng-2020", "140426", "2020", "2020年工作总结", 10)]
IN_PARTS = "bajing-street"  # its charts are of three kinds
PAGES_MORE = 2  # fonts of another machine set some lines wider
NO_LIBREOFFICE = 77

# What differs from run to run by nature.
EXEMPT = [
    # The number of the last event: it counts the rows of all four examples.
    (r"(事件序号 )\d+", r"\1N"),
    (r'(as-of=")\d+', r"\1N"),
    # The hash of the event chain: events hold the moment at which they were written.
    (r"(链首 )[0-9a-f]{16}", r"\1HASH"),
    (r'(chain=")[0-9a-f]{64}', r"\1HASH"),
    # The moment at which the document was made.
    (r'( made=")[^"]+', r"\1MOMENT"),
    (r"(<dcterms:(created|modified)[^>]*>)[^<]+", r"\1MOMENT"),
]
# The long parts of a Word file: what of them is shown, the first of each kind.
KINDS = [r"<w:p><w:pPr><w:pStyle w:val=\"(\w+)\"/>.*?</w:p>",
         r"<w:sdt><w:sdtPr>(<w:rPr>)?.*?</w:sdt>", r"<w:tblPr>().*?</w:tblGrid>",
         r"<w:tr><w:trPr><w:cantSplit/>(<w:tblHeader/>)?.*?</w:tr>",
         r"<w:drawing>().*?</w:drawing>", r"<w:sectPr>().*?</w:sectPr>"]


def normalised(text):
    for pattern, replacement in EXEMPT:
        text = re.sub(pattern, replacement, text)
    return text


class Youju:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.run("init")
        for example, *_ in SUMMARIES:
            self.run("load", str(ROOT / "examples" / example))

    def run(self, *arguments):
        subprocess.run([self.binary, "--data", str(self.folder / "data"), *arguments], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def summary(self, unit, period, name):
        self.run("summarize", "--unit", unit, "--period", period, "-o", str(self.folder / name))
        return self.folder / name


def figure_lines(summary):
    """Every figure of a summary in JSON: where it stands, and what a reader of JSON gets."""
    def walk(node, place):
        if isinstance(node, list):
            for each in node:
                yield from walk(each, place)
        elif isinstance(node, dict):
            if "wording" in node:
                yield "\t".join([place] + [node[key] for key in
                                           ("figure", "kind", "value", "unit", "wording", "text",
                                            "title")])
                return
            for key, each in node.items():
                yield from walk(each, node.get("type", place) if key != "gaps" else "gap")
    yield from walk(summary["blocks"], "")
    for gap in summary["gaps"]:
        yield "\t".join(["gap", gap["figure"], gap["title"], gap["reason"]])


def pretty(xml_text):
    """One element a line."""
    lines = xml.dom.minidom.parseString(xml_text).toprettyxml(indent=" ").split("\n")[1:]
    return "\n".join(line for line in lines if line.strip())


def in_kinds(document):
    """The first of each kind of what a long document holds, an element a line."""
    head = re.match(r".*?<w:body>", document, re.DOTALL).group(0)
    seen, shown = set(), []
    for pattern in KINDS:
        for match in re.finditer(pattern, document, re.DOTALL):
            kind = (pattern, match.group(1))
            if kind in seen:
                continue
            seen.add(kind)
            shown.append(re.sub(r"(?=<w:(?:p|r|sdt|tc|sdtContent|drawing|sectPr)[ >])", "\n  ",
                                match.group(0)).strip())
    return head + "\n" + "\n".join(shown)


def word_parts(path):
    """The parts of a Word file in their order, name and normalised bytes."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith((".xml", ".rels")):
                part = normalised(part.decode()).encode()
            yield name, part


def word_golden(path):
    out = []
    for name, part in word_parts(path):
        out.append(f"== {name}: {len(part)} bytes, {hashlib.sha256(part).hexdigest()[:16]}")
        if name == "word/document.xml":
            out.append(in_kinds(part.decode()))
        elif name == "customXml/item1.xml":
            out.append(re.sub(r"(?=<(?:figure|chart|series|point) )", "\n", part.decode()))
        elif name.endswith((".xml", ".rels")):
            out.append(pretty(part.decode()))
    return "\n".join(out) + "\n"


class Check:
    def __init__(self, bless):
        self.bless, self.failures, self.files = bless, [], 0

    def golden(self, name, text):
        path = GOLDEN / name
        self.files += 1
        if self.bless:
            GOLDEN.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if known == text:
            return
        self.failures.append(name)
        lines = list(difflib.unified_diff(known.split("\n"), text.split("\n"), f"golden/{name}",
                                          "now", lineterm="", n=0))
        for line in lines[:40]:
            print(line[:300])
        if len(lines) > 40:
            print(f"… {len(lines) - 40} lines more")

    def twice(self, youju, example, unit, period):
        """The same data give the same file, whenever it is made."""
        pairs = [list(word_parts(youju.summary(unit, period, f"{example}-{run}.docx")))
                 for run in (1, 2)]
        if [name for name, _ in pairs[0]] != [name for name, _ in pairs[1]]:
            self.failures.append(f"{example}.docx has other parts the second time")
        for (name, one), (_, other) in zip(*pairs):
            if one != other:
                self.failures.append(f"{example}.docx: {name} differs the second time")


def compare(youju, bless):
    check = Check(bless)
    for example, unit, period, *_ in SUMMARIES:
        page = youju.summary(unit, period, f"{example}.md").read_text(encoding="utf-8")
        check.golden(f"{example}.md", normalised(page))
        data = youju.summary(unit, period, f"{example}.json").read_text(encoding="utf-8")
        check.golden(f"{example}.tsv", "\n".join(figure_lines(json.loads(data))) + "\n")
        check.twice(youju, example, unit, period)
        if example == IN_PARTS:
            check.golden(f"{example}.docx.txt", word_golden(youju.folder / f"{example}-1.docx"))
    for failure in check.failures:
        print(f"differs: {failure}")
    if check.failures:
        print("If this is as it should be: test/golden_test.py --youju build/release/youju --bless")
    print(f"{check.files} goldens {'written' if bless else 'compared'}, "
          f"{len(check.failures)} failures")
    return 1 if check.failures else 0


def pages(youju):
    failures = []
    for example, unit, period, *_ in SUMMARIES:
        youju.summary(unit, period, f"{example}.docx")
    files = [str(youju.folder / f"{example}.docx") for example, *_ in SUMMARIES]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{youju.folder}/profile", "--headless",
                    "--convert-to", "pdf", "--outdir", str(youju.folder), *files], check=True,
                   capture_output=True, timeout=240)
    for example, _, _, title, expected in SUMMARIES:
        pdf = str(youju.folder / f"{example}.pdf")
        said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
        count = int(re.search(r"Pages: *(\d+)", said)[1])
        first = subprocess.run(["pdftotext", "-l", "1", pdf, "-"], check=True, capture_output=True,
                               text=True).stdout
        if abs(count - expected) > PAGES_MORE:
            failures.append(f"{example}: {count} pages instead of {expected}")
        if title not in re.sub(r"\s", "", first):
            failures.append(f"{example}: the first page does not say {title}")
        print(f"{example}: {count} pages")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--youju", required=True, type=pathlib.Path)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("--pages", action="store_true")
    arguments = parser.parse_args()
    if arguments.pages:
        missing = [name for name in ("soffice", "pdfinfo", "pdftotext") if not shutil.which(name)]
        if missing:
            print(f"SKIPPED: {', '.join(missing)} not installed (packages "
                  "libreoffice-writer-nogui, poppler-utils): no Word file was opened")
            return NO_LIBREOFFICE
    with tempfile.TemporaryDirectory(prefix="youju-golden-") as folder:
        youju = Youju(arguments.youju.resolve(), pathlib.Path(folder))
        return pages(youju) if arguments.pages else compare(youju, arguments.bless)


if __name__ == "__main__":
    sys.exit(main())
