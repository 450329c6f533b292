"""Records a second of `youju load` on a generated ledger of trainings, beside a plain loop of one
prepared INSERT over the same file. The loop keeps rows and nothing else: no check of a field, no
event in a hash chain, no search for doubles. It is the floor under any load, not a rival. The
second row is the same loop when the key of a row is unique in its table, the least that loading a
file twice without doubling it needs."""

import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import measure  # noqa: E402

ROWS = 100_000
RUNS = 3
HEAD = "key,unit,on,until,tags,hosts,topic,kind,held,form,place,teacher,sessions,trainees"
KINDS = ["apple", "asparagus", "pepper", "walnut", "crop", "livestock"]


def write_example(folder, rows=ROWS):
    (folder / "records").mkdir(parents=True)
    (folder / "example.yaml").write_text(
        "example: bench-load\ntitle: {zh-CN: 载入测量, en: Load bench}\n"
        "packs: [common, county-association]\nunit: \"610522\"\nperiod: \"2009\"\n"
        "template: county_campaign_summary\n", encoding="utf-8")
    (folder / "units.csv").write_text(
        "code,name,short,kind,parent,from,until\n"
        "100000,全国,全国,nation,,,\n"
        "610000,陕西省科学技术协会,陕西省科协,province,100000,,\n"
        "610500,渭南市科学技术协会,渭南市科协,city,610000,,\n"
        "610522,潼关县科学技术协会,县科协,county,610500,,\n", encoding="utf-8")
    with (folder / "records" / "training.csv").open("w", encoding="utf-8") as file:
        file.write(HEAD + "\n")
        for row in range(rows):
            day = f"2009-{row % 12 + 1:02}-{row // 12 % 28 + 1:02}"
            file.write(f"bench-{row:06},610522,{day},{day},,,第{row}期实用技术培训,"
                       f"{KINDS[row % len(KINDS)]},own,field,第{row % 97}村,县级农技人员,"
                       f"{row % 3 + 1},{row % 200 + 10}\n")


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_example(folder / "example")

        def load():
            data = folder / "data"
            shutil.rmtree(data, ignore_errors=True)
            measure.run(given.youju, "--quiet", "--data", data, "init")
            return ROWS / measure.seconds(given.youju, "--quiet", "--data", data, "load",
                                          folder / "example")

        def loop(*more):
            target = folder / "loop.db"
            for each in folder.glob("loop.db*"):
                each.unlink()
            return ROWS / measure.seconds(given.youju.parent / "bench_sqlite_loop",
                                          folder / "example/records/training.csv", target, *more)

        ours = measure.median(load, RUNS)
        table.add(f"load {ROWS} records", ours, "records/s", "youju load DIR",
                  "SQLite, one prepared INSERT", measure.median(loop, RUNS))
        table.add(f"load {ROWS} records, keys unique", ours, "records/s", "youju load DIR",
                  "SQLite, one prepared INSERT, key UNIQUE",
                  measure.median(lambda: loop("unique"), RUNS))
    table.write()


if __name__ == "__main__":
    main()
