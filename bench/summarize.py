"""Writing documents: docx_page alone beside docxtemplater in a Node process that is warm, and a
whole `youju summarize` from start to file."""

import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import measure  # noqa: E402


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    ours = measure.median(lambda: float(measure.run(given.youju.parent / "bench_docx_many")), 3)
    node = dict(os.environ, NODE_PATH=str(ROOT / "test" / "node_modules"))
    theirs = measure.median(
        lambda: float(measure.run("node", ROOT / "bench" / "docxtemplater.js", env=node)), 3)
    table.add("docx of 20 pages, 300 figures (ours with 2 charts)", 1000 / ours, "documents/s",
              "bench_docx_many", "docxtemplater, 300 fields", 1000 / theirs)
    with tempfile.TemporaryDirectory() as folder:
        youju = [given.youju, "--quiet", "--data", f"{folder}/data"]
        measure.run(*youju, "init")
        measure.run(*youju, "load", ROOT / "examples" / "baoan-2020")
        command = ["summarize", "--unit", "440306", "--period", "2020", "-o", f"{folder}/x.docx"]
        table.add("summarize, whole command, Bao'an 2020",
                  1000 * measure.median(lambda: measure.seconds(*youju, *command), 7), "ms",
                  "youju summarize --unit 440306 --period 2020 -o FILE")
    table.write()


if __name__ == "__main__":
    main()
