"""The peers of the cube's bench: each loads the same csv and answers the same questions.

A peer is a function that yields (metric, value, unit, digest or ""); times are medians of at least
three warm runs. PostgreSQL runs from Debian's postgresql-15 in a folder of its own, on a socket
there, and is stopped at the end; SQLite is Python's own; DuckDB is the npm package, see duckdb.mjs.
"""

import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

from rollup import questions

COLUMNS = ("id bigint, org int, prov int, city int, county int, day {day}, mon int, type int, "
           "cat int, aud int, copies int, ent int, state int")
MARKS = ",".join("?" * 13)
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


def timed(ask, runs=7, budget=10.0):
    """(milliseconds, answer): the median after one run to warm up."""
    began = time.perf_counter()
    answer = ask()
    runs = max(3, min(runs, int(budget / max(time.perf_counter() - began, 1e-6))))
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times), answer


def ask_all(execute, unit, table="rec", approved="state=2"):
    for name, statements in questions.queries(unit, table, approved).items():
        spent, sets = timed(lambda: [execute(statement) for statement in statements])
        yield name, spent, "ms", questions.answer(name, sets, unit)


def ask_fresh(insert, execute, unit, question=None):
    """Q8: each time one record more, and the figure must have grown by one."""
    question = question or questions.queries(unit)["Q1"][0]
    before = int(execute(question)[0][0])
    times = []
    for number in range(15):
        began = time.perf_counter()
        insert(questions.new_record(unit, number))
        found = int(execute(question)[0][0])
        times.append(1000 * (time.perf_counter() - began))
        if found != before + number + 1:
            sys.exit(f"Q8: {found} is not {before + number + 1}")
    yield "Q8", statistics.median(times), "ms", ""
    began = time.perf_counter()
    count = 0
    while time.perf_counter() - began < 3:
        insert(questions.new_record(unit, 1000 + count))
        count += 1
    yield "durable, one client", count / (time.perf_counter() - began), "rows/s", ""


def sqlite(data, work, unit):
    path = work / "sqlite.db"
    for old in work.glob("sqlite.db*"):
        old.unlink()
    began = time.perf_counter()
    subprocess.run(["sqlite3", path], check=True, text=True, input=f"""
PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;
CREATE TABLE rec({COLUMNS.format(day='text').replace('id bigint', 'id INTEGER PRIMARY KEY')});
.mode csv
.import --skip 1 {data / 'records.csv'} rec
CREATE INDEX rec_county ON rec(county,mon,type,cat,aud,copies,ent,state) WHERE state=2;
CREATE INDEX rec_day ON rec(county,type,day,state) WHERE state=2;
CREATE INDEX rec_nation ON rec(mon,prov,type,aud,ent,state) WHERE state=2;
ANALYZE;
""")
    yield "load and build", time.perf_counter() - began, "s", ""
    base = sqlite3.connect(path, isolation_level=None)
    for pragma in ("cache_size=-2000000", "mmap_size=8000000000", "threads=2", "temp_store=MEMORY"):
        base.execute("PRAGMA " + pragma)

    def execute(statement):
        return base.execute(statement).fetchall()

    yield from ask_all(execute, unit)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    yield from ask_fresh(lambda row: base.execute(f"INSERT INTO rec VALUES({MARKS})", row),
                         execute, unit)
    base.close()


def duckdb(data, work, unit):
    order = work / "duckdb.json"
    order.write_text(json.dumps({"csv": str(data / "records.csv"),
                                 "queries": questions.queries(unit),
                                 "record": questions.new_record(unit, 0)}))
    script = pathlib.Path(__file__).with_name("duckdb.mjs")
    printed = subprocess.run(["node", script, order], check=True, stdout=subprocess.PIPE, text=True)
    for line in printed.stdout.splitlines():
        row = json.loads(line)
        found = questions.answer(row["metric"], row["sets"], unit) if "sets" in row else ""
        yield row["metric"], row["value"], row["unit"], found


class Postgres:
    """A server in a folder of its own, and one psql that speaks to it."""

    def __init__(self, folder):
        self.folder = folder / "postgres"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.runner = []
        if os.geteuid() == 0:  # it refuses to run as root
            shutil.chown(self.folder, "postgres")
            self.runner = ["runuser", "-u", "postgres", "--"]
        self._run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C")
        with (self.folder / "postgresql.conf").open("a") as settings:
            settings.write(f"listen_addresses=''\nunix_socket_directories='{self.folder}'\n"
                           "shared_buffers=2GB\neffective_cache_size=8GB\nwork_mem=256MB\n"
                           "maintenance_work_mem=1GB\nmax_wal_size=16GB\njit=off\n"
                           "checkpoint_timeout=30min\nmax_parallel_workers_per_gather=2\n"
                           "random_page_cost=1.1\n")
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "start")
        self.psql = subprocess.Popen(
            ["psql", "-h", self.folder, "-U", "postgres", "-qAtX", "-F", ",",
             "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _run(self, program, *arguments):
        subprocess.run([*self.runner, POSTGRES / program, "-D", self.folder, *arguments],
                       check=True, stdout=subprocess.DEVNULL)

    def execute(self, statement):
        self.psql.stdin.write(statement + ";\n\\echo .\n")
        self.psql.stdin.flush()
        rows = []
        for line in self.psql.stdout:
            if line == ".\n":
                return rows
            rows.append(line.rstrip("\n").split(","))
        sys.exit(f"PostgreSQL refused: {statement}")

    def stop(self):
        self.psql.stdin.close()
        self.psql.wait()
        self._run("pg_ctl", "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


ROLL = ("SELECT node, mon, type, cat, count(*) n, sum(aud) aud, sum(copies) copies FROM rec, "
        "LATERAL unnest(ARRAY[county, city, prov, 0]) node WHERE state=2 GROUP BY 1, 2, 3, 4")
TRIGGER = """CREATE FUNCTION roll_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF NEW.state=2 THEN INSERT INTO roll
  SELECT node, NEW.mon, NEW.type, NEW.cat, 1, NEW.aud, NEW.copies
  FROM unnest(ARRAY[NEW.county, NEW.city, NEW.prov, 0]) node ON CONFLICT(node, mon, type, cat)
  DO UPDATE SET n=roll.n+1, aud=roll.aud+EXCLUDED.aud, copies=roll.copies+EXCLUDED.copies; END IF;
 RETURN NULL; END $$"""


def postgres(data, work, unit):
    """Plain GROUP BY; a roll-up that a trigger keeps; and one that is rebuilt every night."""
    server = Postgres(work)
    try:
        yield from postgres_plain(server, data, unit)
        yield from postgres_roll(server, unit)
    finally:
        server.stop()


def inserted(row):
    return "INSERT INTO rec VALUES(" + ",".join(f"'{cell}'" for cell in row) + ")"


def postgres_plain(server, data, unit):
    began = time.perf_counter()
    server.execute(f"CREATE TABLE rec({COLUMNS.format(day='date')})")
    server.execute(f"\\copy rec FROM '{data / 'records.csv'}' (FORMAT csv, HEADER) \n SELECT 1")
    for index in ("rec(county, mon, type) INCLUDE(cat, aud, copies, ent) WHERE state=2",
                  "rec(county, type, day, id) WHERE state=2",
                  "rec(mon, prov, type) INCLUDE(aud, ent) WHERE state=2"):
        server.execute(f"CREATE INDEX ON {index}")
    server.execute("VACUUM ANALYZE rec")
    yield "plain: load and build", time.perf_counter() - began, "s", ""
    for name, value, measure, found in ask_all(server.execute, unit):
        yield "plain: " + name, value, measure, found
    for name, value, measure, found in ask_fresh(lambda row: server.execute(inserted(row)),
                                                 server.execute, unit):
        yield "plain: " + name, value, measure, found


def postgres_roll(server, unit):
    server.execute("DELETE FROM rec WHERE id >= 1000000000")
    began = time.perf_counter()
    server.execute(f"CREATE TABLE roll AS {ROLL}")
    server.execute("ALTER TABLE roll ADD PRIMARY KEY(node, mon, type, cat)")
    server.execute("VACUUM ANALYZE roll")
    # A figure is right only after this, when a roll-up is rebuilt every night.
    yield "nightly: Q8", 1000 * (time.perf_counter() - began), "ms", ""
    server.execute(TRIGGER)
    server.execute("CREATE TRIGGER roll AFTER INSERT ON rec FOR EACH ROW "
                   "EXECUTE FUNCTION roll_up()")
    year = questions.YEAR
    provinces = ",".join(row[0] for row in server.execute("SELECT DISTINCT prov FROM rec"))
    counties = "SELECT county FROM (SELECT DISTINCT county, city, prov FROM rec) c WHERE "
    siblings = ",".join(row[0] for row in server.execute(counties + f"city={unit['city']}"))
    growing = ",".join(row[0] for row in server.execute(counties + f"prov={unit['province']}"))
    everyone = ",".join(row[0] for row in server.execute(counties + "true"))
    places = (f"SELECT node, {questions.indicators('n')} FROM roll WHERE {year} AND "
              "node IN ({}) GROUP BY 1")
    statements = {
        "Q1": f"SELECT sum(aud) FROM roll WHERE node=0 AND {year}",
        "Q2": f"SELECT node, mon, type, sum(aud) FROM roll WHERE node IN ({provinces}) AND {year} "
              "GROUP BY 1, 2, 3",
        "Q5sib": places.format(siblings),
        "Q5nat": places.format(everyone),
        "Q6": f"SELECT node, sum(CASE WHEN mon>=48 THEN aud ELSE 0 END), sum(CASE WHEN mon<48 THEN "
              f"aud ELSE 0 END) FROM roll WHERE node IN ({growing}) AND {questions.TWO_YEARS} "
              "GROUP BY 1",
    }
    for name, statement in statements.items():
        spent, rows = timed(lambda: server.execute(statement))
        yield "trigger: " + name, spent, "ms", questions.answer(name, [rows], unit)
    for name in ("county", "top"):
        # Without the different enterprises, which a roll-up table cannot keep.
        spent, _ = timed(lambda: server.execute(
            "SELECT type, cat, sum(n), sum(aud), sum(copies) FROM roll WHERE "
            f"node={unit[name]} AND {year} GROUP BY 1, 2"))
        yield f"trigger: Q3{'med' if name == 'county' else 'top'}", spent, "ms", ""
    for name, value, measure, found in ask_fresh(lambda row: server.execute(inserted(row)),
                                                 server.execute, unit, statements["Q1"]):
        yield "trigger: " + name, value, measure, found
