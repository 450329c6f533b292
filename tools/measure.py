"""What the benches share: timing commands, medians, and the table they write."""

import argparse
import csv
import pathlib
import statistics
import subprocess
import sys
import time

HEAD = ["metric", "value", "unit", "peer", "peer_value", "ratio", "command"]


def arguments():
    """--youju BINARY --out FILE, both as paths from the current folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--youju", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    given = parser.parse_args()
    given.youju = given.youju.resolve()
    return given


def run(*command, **options):
    """Runs a command to its end and returns what it printed; 1 is “done, with findings”."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True,
                          **options)
    if done.returncode > 1:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}")
    return done.stdout


def seconds(*command, **options):
    """How long a command takes."""
    began = time.perf_counter()
    run(*command, **options)
    return time.perf_counter() - began


def median(measure, times):
    """The median of several runs of a function that returns a number."""
    return statistics.median(measure() for _ in range(times))


class Table:
    """Rows in the order they were measured; printed at once, written at the end."""

    def __init__(self, out):
        self.out = out
        self.rows = []

    def add(self, metric, value, unit, command, peer="", peer_value=None, less_is_better=False):
        """The ratio says how many times better than the peer we are."""
        ratio = ""
        if peer_value is not None:
            better, worse = (peer_value, value) if less_is_better else (value, peer_value)
            ratio = f"{better / worse:.2f}" if worse > 0 else ""
        other = "" if peer_value is None else f"{peer_value:.4g}"
        self.rows.append([metric, f"{value:.4g}", unit, peer, other, ratio, command])
        beside = f"   ({peer}: {other} {unit}, ratio {ratio})" if peer else ""
        print(f"{metric}: {value:.4g} {unit}{beside}", flush=True)

    def write(self):
        self.out.parent.mkdir(parents=True, exist_ok=True)
        with self.out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEAD)
            writer.writerows(self.rows)
