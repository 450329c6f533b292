"""The product at the size of the nation: the whole tree, and records of all villages imported file
by file as a person would. Then the server is started twice, the second time with a snapshot that
has roll-ups, and figures, a screen of figures, all counties of a province, pages of records, a
county that moves and an approval with the nation's figure after it are asked through the interface.

NATION_RECORDS says how many records, in files of a million. NATION_FOLDER names a folder that stays
and is gone on with: what it has already is not imported again, and what a run approves and moves
itself is noted there for the next."""

import csv
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

import api
import plan
from api import measure

RECORDS = int(os.environ.get("NATION_RECORDS", "2000000"))
FILE_ROWS = 1_000_000
YEAR = plan.YEAR - 1
TIMES, SCREENS, APPROVALS = 51, 2000, 15
SCREEN_MS = 1  # of all 200 figures of a unit, in the server, p99
PROVINCE, COUNTY = "440000", "440306"
MOVED, INTO = "500000", "510000"  # a province of more than 10,000 units goes into another
RECORDS_OF = f"/api/ledgers/training/records?period={YEAR}&rows=200"
HEAD = ["key", "unit", "on", "topic", "kind", "held", "form", "place", "teacher", "sessions",
        "trainees"]


def villages():
    with open(plan.TREE / "villages.csv", encoding="utf-8-sig") as lines:
        return [line["code"] for line in csv.DictReader(lines)]


def records(units, first, count, chance):
    """Few villages do much and most do little."""
    for row in range(first, first + count):
        yield row, units[int(len(units) * chance.random() ** 3)], row % 200 + 10


def write_records(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(HEAD)
        for row, unit, many in rows:
            write([f"bench-{row}", unit, f"{YEAR}-{row % 12 + 1:02}-{row // 12 % 28 + 1:02}",
                   f"第{row}期培训", "crop", "own", "field", "村部", "县级农技人员", 1, many])


def spent(*command):
    """Seconds of the wall and of processors that a command takes."""
    began = time.perf_counter()
    with subprocess.Popen([str(part) for part in command]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command}: status {process.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


def processor_s(process):
    times = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii")
    user, system = times.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory_gb(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 2**20


def percentiles(visitor, path, times=TIMES):
    """The median and the 99th of 100 answers, in ms, of one client: as it sees them, and as the
    server tells them."""
    seen, told = [], []
    for _ in range(times):
        began = time.perf_counter()
        visitor.ask("GET", path)
        seen.append(1000 * (time.perf_counter() - began))
        told.append(visitor.server_ms())
    return [(statistics.median(took), sorted(took)[times * 99 // 100]) for took in (seen, told)]


def add_percentiles(table, visitor, what, path):
    """Screens take so little time that many are needed to see the latest of them."""
    is_screen = "screen" in what
    seen, told = percentiles(visitor, path, SCREENS if is_screen else TIMES)
    table.add(f"{what}, p50", seen[0], "ms", path)
    table.add(f"{what}, p99", seen[1], "ms", path)
    wanted = ("what is wanted of 200", SCREEN_MS) if is_screen else ()
    table.add(f"{what}, in the server, p50", told[0], "ms", path)
    table.add(f"{what}, in the server, p99", told[1], "ms", path, *wanted, less_is_better=True)


def trainees_of(visitor, unit):
    return int(json.loads(visitor.ask("GET", f"/api/figures/trainees@{unit}@{YEAR}"))["value"])


def approvals_ms(visitor, unit, notes):
    """From a record of a village that is submitted and approved to the nation's figure with it."""
    took = []
    for _ in range(APPROVALS):
        before = trainees_of(visitor, "100000")
        began = time.perf_counter()
        told = json.loads(visitor.ask("POST", "/api/ledgers/training/records", {
            "unit": unit, "on": f"{YEAR}-05-06", "submit": True, "fields": {
                "topic": f"现场培训{time.time_ns()}", "kind": "crop", "held": "own", "form": "field",
                "place": "村部", "teacher": "县级农技人员", "sessions": "1", "trainees": "7"}}))
        visitor.ask("POST", f"/api/ledgers/training/records/{told['id']}/approve",
                    {"version": told["version"]})
        after = trainees_of(visitor, "100000")
        took.append(1000 * (time.perf_counter() - began))
        if after != before + 7:
            sys.exit(f"{after} trainees are told where {before + 7} are right")
        notes.change(approved=notes.of("approved") + 7)
    return statistics.median(took)


def move_ms(visitor, notes):
    """A province that moves, from the call to the first right figure above it."""
    own, alone = trainees_of(visitor, MOVED), trainees_of(visitor, INTO)
    began = time.perf_counter()
    visitor.ask("POST", f"/api/units/{MOVED}/reform", {
        "kind": "move", "into": INTO, "day": f"{YEAR}-01-01", "reason": "区划调整",
        "dry_run": False})
    told = trainees_of(visitor, INTO)
    took = 1000 * (time.perf_counter() - began)
    if told != alone + own:
        sys.exit(f"{told} trainees are told where {alone + own} are right")
    notes.change(moved=1)
    return took


class Notes:
    """What the data folder has: rows that were imported, trainees that runs approved themselves,
    and whether the province has moved."""

    def __init__(self, folder):
        self.file = folder / "notes.json"
        self.kept = json.loads(self.file.read_text("ascii")) if self.file.exists() else {}

    def of(self, name):
        return self.kept.get(name, 0)

    def change(self, **new):
        self.kept |= new
        self.file.write_text(json.dumps(self.kept), encoding="ascii")


def fill(table, youju, folder, units, notes):
    """Makes the data folder, or goes on with it; the sum of trainees that were imported."""
    data = folder / "data"
    if not data.exists():
        measure.run(*youju, "init", "--pack", "common", "--pack", "county-association")
        table.add("load of the tree", spent(*youju, "load", "--tree", "china")[1],
                  "s of a processor", "youju load --tree china")
        for role in ("leader", "administrator"):
            measure.run(*youju, "person", "add", api.LOGIN, "--name", api.LOGIN, "--role", role,
                        "--unit", "100000")
        measure.run(*youju, "person", "password", api.LOGIN, input=api.PASSWORD + "\n")
    chance, right, there = random.Random(7), 0, notes.of("rows")
    for first in range(0, RECORDS, FILE_ROWS):
        rows = list(records(units, first, min(FILE_ROWS, RECORDS - first), chance))
        right += sum(many for _, _, many in rows)
        if first < there:
            continue
        write_records(folder / "records.csv", rows)
        wall, used = spent(*youju, "import", "training", folder / "records.csv", "--approve")
        notes.change(rows=first + len(rows))
        table.add(f"import of records up to {first + len(rows):,}", used, "s of a processor",
                  "youju import training FILE --approve")
        print(f"  {wall:.1f} s of the wall", flush=True)
    size = sum(each.stat().st_size for each in data.glob("*"))
    table.add(f"data folder of {RECORDS:,} records", size / 1e9, "GB", "ls -l youju-data")
    return right


@contextmanager
def served(table, youju, right, what):
    serve = [*youju, "serve", "--listen", f"127.0.0.1:{api.PORT}"]
    with subprocess.Popen([*map(str, serve)], stdout=subprocess.DEVNULL) as server:
        began = time.perf_counter()
        try:
            visitor = plan.wait_for(server)
            if (told := trainees_of(visitor, "100000")) != right:
                sys.exit(f"{told} trainees are told where {right} are right")
            table.add(f"{what} to the first right figure", time.perf_counter() - began, "s",
                      "youju serve", "what is wanted", 3, less_is_better=True)
            table.add(f"{what}: processors", processor_s(server), "s", "youju serve")
            yield visitor, server
        finally:
            server.terminate()
            server.wait()


def make_rollups(visitor, data):
    """Asks until the roll-ups are made and stand in the snapshot."""
    before = (data / "cube.snapshot").stat().st_mtime_ns
    for _ in range(600):
        visitor.ask("GET", f"/api/figures?unit={COUNTY}&period={YEAR}")
        if (data / "cube.snapshot").stat().st_mtime_ns != before:
            return
        time.sleep(0.5)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    units = villages()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(os.environ.get("NATION_FOLDER", name))
        youju = [given.youju, "--quiet", "--data", folder / "data"]
        notes = Notes(folder)
        imported = fill(table, youju, folder, units, notes)
        right = imported + notes.of("approved")
        with served(table, youju, right, "start without roll-ups") as (visitor, _):
            make_rollups(visitor, folder / "data")
        with served(table, youju, right, "start") as (visitor, server):
            began = time.perf_counter()
            visitor.ask("GET", f"/api/figures?unit={COUNTY}&period={YEAR}")
            table.add("first screen of all figures, county", time.perf_counter() - began, "s",
                      "/api/figures")
            table.add("memory at the start", memory_gb(server), "GB", "youju serve (VmRSS)")
            for _ in range(100):
                if percentiles(visitor, f"/api/figures?unit={COUNTY}&period={YEAR}")[0][0] < 10:
                    break
            for what, path in (
                    ("figure of the nation", f"/api/figures/trainees@100000@{YEAR}"),
                    ("screen of all figures, nation", f"/api/figures?unit=100000&period={YEAR}"),
                    ("screen of all figures, county", f"/api/figures?unit={COUNTY}&period={YEAR}"),
                    ("growth of all counties of a province",
                     f"/api/figures?unit={PROVINCE}&period={YEAR}&indicators=trainees"
                     "&by=unit:county&compare=yoy"),
                    ("page of 200 records, nation", RECORDS_OF + "&unit=100000"),
                    ("page of 200 approved records, nation",
                     RECORDS_OF + "&unit=100000&state=approved"),
                    ("page of 200 submitted records, nation",
                     RECORDS_OF + "&unit=100000&state=submitted"),
                    ("what waits for review", "/api/review?unit=100000")):
                add_percentiles(table, visitor, what, path)
            page = RECORDS_OF + f"&unit={COUNTY}"
            table.add("page of 200 records, county", visitor.milliseconds(page, 3), "ms", page)
            table.add("approval to the nation's figure", approvals_ms(visitor, units[0], notes),
                      "ms", "POST /api/ledgers/{ledger}/records/{id}/approve")
            table.add("memory", memory_gb(server), "GB", "youju serve (VmRSS)")
            if not notes.of("moved"):
                table.add("move of a province and the first figure", move_ms(visitor, notes), "ms",
                          "POST /api/units/{code}/reform", "what is wanted", 1000,
                          less_is_better=True)
            server.kill()
        right = imported + notes.of("approved")
        with served(table, youju, right, "start after kill -9"):
            pass
    table.write()


if __name__ == "__main__":
    main()
