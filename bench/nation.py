"""The product at the size of the nation: the whole tree, and records of all villages imported file
by file as a person would. Then the server is started, and figures, a screen of figures, all
counties of a province, a page of records, and an approval with the nation's figure after it are
asked through the interface. NATION_RECORDS says how many records, in files of a million."""

import csv
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

import api
import plan
from api import measure

RECORDS = int(os.environ.get("NATION_RECORDS", "2000000"))
FILE_ROWS = 1_000_000
YEAR = plan.YEAR - 1
TIMES = 201
PROVINCE, COUNTY = "440000", "440306"
RECORDS_OF = f"/api/ledgers/training/records?period={YEAR}&rows=200"
HEAD = ["key", "unit", "on", "topic", "kind", "held", "form", "place", "teacher", "sessions",
        "trainees"]


def villages():
    with open(plan.TREE / "villages.csv", encoding="utf-8-sig") as lines:
        return [line["code"] for line in csv.DictReader(lines)]


def write_records(path, units, first, count, chance):
    """Few villages do much and most do little; the sum of trainees."""
    trainees = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(HEAD)
        for row in range(first, first + count):
            unit = units[int(len(units) * chance.random() ** 3)]
            many = row % 200 + 10
            trainees += many
            write([f"bench-{row}", unit, f"{YEAR}-{row % 12 + 1:02}-{row // 12 % 28 + 1:02}",
                   f"第{row}期培训", "crop", "own", "field", "村部", "县级农技人员", 1, many])
    return trainees


def memory_gb(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 2**20


def percentiles(visitor, path):
    """The median and the 99th of 100 answers, in ms, of one client, as it sees them."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        visitor.ask("GET", path)
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return statistics.median(took), took[len(took) * 99 // 100]


def trainees_of(visitor, unit):
    return int(api.json.loads(visitor.ask("GET", f"/api/figures/trainees@{unit}@{YEAR}"))["value"])


def approvals_ms(visitor, unit):
    """From a record of a village that is submitted and approved to the nation's figure with it."""
    took = []
    for turn in range(15):
        before = trainees_of(visitor, "100000")
        began = time.perf_counter()
        told = api.json.loads(visitor.ask("POST", "/api/ledgers/training/records", {
            "unit": unit, "on": f"{YEAR}-05-06", "submit": True, "fields": {
                "topic": f"现场培训{turn}", "kind": "crop", "held": "own", "form": "field",
                "place": "村部", "teacher": "县级农技人员", "sessions": "1", "trainees": "7"}}))
        visitor.ask("POST", f"/api/ledgers/training/records/{told['id']}/approve",
                    {"version": told["version"]})
        after = trainees_of(visitor, "100000")
        took.append(1000 * (time.perf_counter() - began))
        if after != before + 7:
            sys.exit(f"{after} trainees are told where {before + 7} are right")
    return statistics.median(took)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    chance, units = random.Random(7), villages()
    with tempfile.TemporaryDirectory(dir=os.environ.get("NATION_FOLDER")) as name:
        folder = pathlib.Path(name)
        youju = [given.youju, "--quiet", "--data", folder / "data"]
        measure.run(*youju, "init", "--pack", "common", "--pack", "county-association")
        table.add("load of the tree", measure.seconds(*youju, "load", "--tree", "china"), "s",
                  "youju load --tree china")
        right, took = 0, []
        for first in range(0, RECORDS, FILE_ROWS):
            count = min(FILE_ROWS, RECORDS - first)
            file = folder / "records.csv"
            right += write_records(file, units, first, count, chance)
            took.append(count / measure.seconds(*youju, "import", "training", file, "--approve"))
            print(f"{first + count:,} records: {took[-1]:,.0f} a second", flush=True)
        table.add("import, first file", took[0], "records/s", "youju import training FILE")
        table.add("import, last file", took[-1], "records/s", "youju import training FILE")
        size = sum(each.stat().st_size for each in (folder / "data").glob("*"))
        table.add(f"data folder of {RECORDS:,} records", size / 1e9, "GB", "ls -l youju-data")
        for role in ("leader", "administrator"):
            measure.run(*youju, "person", "add", api.LOGIN, "--name", api.LOGIN, "--role", role,
                        "--unit", "100000")
        measure.run(*youju, "person", "password", api.LOGIN, input=api.PASSWORD + "\n")
        serve = [*youju, "serve", "--listen", f"127.0.0.1:{api.PORT}"]
        with subprocess.Popen([*map(str, serve)], stdout=subprocess.DEVNULL) as server:
            began = time.perf_counter()
            try:
                visitor = plan.wait_for(server)
                if (told := trainees_of(visitor, "100000")) != right:
                    sys.exit(f"{told} trainees are told where {right} are right")
                table.add("start to the first right figure", time.perf_counter() - began, "s",
                          "youju serve", "what is wanted", 3, less_is_better=True)
                for what, path in (
                        ("figure of the nation", f"/api/figures/trainees@100000@{YEAR}"),
                        ("screen of all figures, nation",
                         f"/api/figures?unit=100000&period={YEAR}"),
                        ("screen of all figures, county",
                         f"/api/figures?unit={COUNTY}&period={YEAR}"),
                        ("growth of all counties of a province",
                         f"/api/figures?unit={PROVINCE}&period={YEAR}&indicators=trainees"
                         "&by=unit:county&compare=yoy"),
                        ("page of 200 records, nation", RECORDS_OF + "&unit=100000"),
                        ("page of 200 approved records, nation",
                         RECORDS_OF + "&unit=100000&state=approved"),
                        ("page of 200 records, county", RECORDS_OF + f"&unit={COUNTY}")):
                    middle, late = percentiles(visitor, path)
                    table.add(f"{what}, p50", middle, "ms", path)
                    table.add(f"{what}, p99", late, "ms", path)
                table.add("approval to the nation's figure", approvals_ms(visitor, units[0]), "ms",
                          "POST /api/ledgers/{ledger}/records/{id}/approve")
                table.add("memory", memory_gb(server), "GB", "youju serve (VmRSS)")
            finally:
                server.terminate()
    table.write()


if __name__ == "__main__":
    main()
