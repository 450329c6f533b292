#!/usr/bin/env python3
"""Makes the files of this folder anew: documents of ours as LibreOffice saves them.

Usage: YOUJU_FIXTURES=DIR youju_office_test; YOUJU_FIXTURES=DIR youju_narrative_test
       test/docx/libreoffice.py DIR

The two test programs write figures.docx and summary.docx into DIR. LibreOffice saves both, and the
second once more after edits such as a person makes.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
CONTROL = "(<w:sdtContent>(?:(?!</w:sdtContent>).)*?<w:t>){}(</w:t>)"


def saved(path, folder):
    """The document as LibreOffice saves it, in `folder`."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                    "--convert-to", "docx", "--outdir", str(folder), str(path)],
                   check=True, capture_output=True)
    return folder / path.name


def replaced(text, pattern, replacement):
    """Exactly the first place of it, which must be there."""
    changed, count = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert count == 1, pattern
    return changed


def join_runs(document):
    """A figure is cut where Chinese and Latin letters meet; joined, it is easy to edit."""
    def joined(match):
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", match.group(1)))
        return f"<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent>"
    return re.sub(r"<w:sdtContent>(.*?)</w:sdtContent>", joined, document, flags=re.DOTALL)


def edited(source, target):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = join_runs(part.decode())
                text = replaced(text, CONTROL.format("2691人次"), r"\1近3000人次\2")
                text = replaced(text, CONTROL.format("1234人次"), r"\g<1>1334人次\2")
                text = replaced(text, r"<w:sdt>(?:(?!<w:sdt>).)*?【缺：会员】.*?</w:sdt>", "")
                part = text.encode()
            elif re.fullmatch(r"word/charts/chart\d+\.xml", name):
                part = replaced(part.decode(), r'(<c:val>.*?<c:pt idx="5"><c:v>)1(</c:v>)',
                                r"\g<1>5\2").encode()
            new.writestr(name, part)


def main():
    source = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ("figures", "summary"):
            target = HERE / f"libreoffice_saved_{name}.docx"
            target.write_bytes(saved(source / f"{name}.docx", folder).read_bytes())
        (folder / "edits").mkdir()
        draft = folder / "edits" / "edited.docx"
        edited(HERE / "libreoffice_saved_summary.docx", draft)
        target = HERE / "libreoffice_edited_summary.docx"
        target.write_bytes(saved(draft, folder).read_bytes())


if __name__ == "__main__":
    main()
