#!/usr/bin/env python3
"""A second opinion for figures: random histories, after each step of which figures of the engine
are compared with figures that are computed the naive way from the event log alone.

    test/auditor/auditor.py --driver build/release/youju_auditor_driver
        [--seed N] [--histories N] [--steps N] [--figures N] [--seconds N]

Nothing of the engine is used but its event log (doc/formats/event_log.md) and the names of figures:
no cube, no intervals, no index, no record tables, no floating point. A difference is printed with
its seed, its step, both values and the shortest history that was found to show it; exit status 1.
"""

import argparse
import collections
import datetime
import json
import pathlib
import random
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

import history
import log
import opinion
import periods


class Engine:
    """The driver on a data folder of its own, and the log it writes."""

    def __init__(self, binary, folder):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.process = subprocess.Popen([binary, str(self.folder)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.log = None
        self.today = datetime.date(1970, 1, 1)

    def send(self, step):
        self.process.stdin.write(json.dumps(step, ensure_ascii=False) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise log.Broken(f"the engine ended with status {self.process.wait()}")
        return json.loads(line)

    def apply(self, step):
        """Applies a step; one that names a record which is not there does nothing."""
        step = dict(step)
        if step["do"] == "clock":
            self.today = datetime.date(1970, 1, 1) + datetime.timedelta(step["ms"] // 86400000)
        for key, id_key in (("key", "id"), ("other", "other_id")):
            if key in step and step["do"] != "enter":
                record = self.log.record_of(step["ledger"], step[key])
                if record is None:
                    return {"error": "dropped"}
                step[id_key] = record.name
        answer = self.send(step)
        if self.log is None:
            self.log = log.Ledger(self.folder / "youju.db")
        self.log.follow()
        return answer

    def close(self):
        if self.log is not None:
            self.log.close()
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


REFUSED = ("figure.bad_aspect", "figure.bad_filter", "figure.name_too_long")


def shown(value):
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(value)
    return str(value)


def difference(said, own, provisional):
    """What the engine said of a figure against our opinion, or nothing if they agree."""
    value = said.get("value")
    if value is not None:
        value = periods.day(value) if isinstance(own["value"], datetime.date) else Fraction(value)
    pairs = [("value", value, own["value"]), ("kind", said.get("kind"), own["kind"]),
             ("qualifier", said.get("qualifier"), own["qualifier"]),
             ("not applicable", said.get("not_applicable"), own["not_applicable"]),
             ("provisional", said.get("provisional"), provisional),
             ("reason", said.get("reason"), own["reason"])]
    if own["kind"] == "proven":
        pairs.append(("records", sorted(said.get("records", [])), own["records"]))
    wrong = [f"    {what}: youju {shown(a)}, auditor {shown(b)}" for what, a, b in pairs if a != b]
    if "error" in said:
        wrong = [f"    youju fails with {said['error']}, auditor {shown(own['value'])}"]
    return "\n".join(wrong)


def state(own):
    """What a figure is, in the words of the last line."""
    if own["not_applicable"]:
        return "not applicable"
    if own["kind"] == "missing":
        return own["reason"].removeprefix("figure.")
    return own["kind"] + (" zero" if own["value"] == 0 else "")


def compare(engine, made, names, splits, tally):
    """The first question on which they differ: (name or split, text)."""
    answer = engine.send({"do": "ask", "names": names, "parts": splits})
    judge = opinion.Opinion(engine.log, made.ledgers, made.indicators, engine.today)
    for name, said in zip(names, answer["figures"]):
        if said.get("error") in REFUSED:
            continue
        parsed = log.name_of(name)
        own = judge.figure(parsed)
        tally[state(own)] += 1
        if text := difference(said, own, judge.provisional(parsed)):
            return name, text
    for split, said in zip(splits, answer["parts"]):
        own = judge.parts(log.name_of(split[0]), split[1])
        theirs = {log.name_of(name) for name in said}
        tally["parts"] += len(own)
        if own != theirs:
            lacking, extra = own - theirs, theirs - own
            return split, f"    only auditor {lacking}\n    only youju {extra}"
    return None


# Steps that must leave alone what a closed period says of its own days.
QUIET = ("enter", "edit", "submit", "approve", "send_back", "keep", "nil", "close", "open",
         "rebuild")


def closed_figures(engine, made):
    """What the closed periods say: the figures of the two plain indicators, by name."""
    judge = opinion.Opinion(engine.log, made.ledgers, made.indicators, engine.today)
    return {name: judge.figure(name)["value"]
            for unit, period in engine.log.closings
            for name in (("", "talks", unit, period, frozenset()),
                         ("", "visits", unit, period, frozenset()))}


def run(binary, folder, made, steps, question):
    """Whether these steps still end in a difference about the question."""
    engine = Engine(binary, folder)
    try:
        for step in steps:
            engine.apply(step)
        names = [question] if isinstance(question, str) else []
        return compare(engine, made, names, [] if names else [question], collections.Counter())
    finally:
        engine.close()


def shrink(binary, folder, made, steps, question, seconds=60):
    """Drops runs of steps, long ones first, as long as the difference stays."""
    fixed = len(made.beginning())
    end = time.monotonic() + seconds
    size = max(1, (len(steps) - fixed) // 2)
    while True:
        at = fixed
        while at < len(steps) and time.monotonic() < end:
            fewer = steps[:at] + steps[at + size:]
            if run(binary, folder, made, fewer, question):
                steps = fewer
            else:
                at += size
        if size == 1 or time.monotonic() >= end:
            return steps
        size = max(1, size // 2)


def audit(options, folder, seed, end, tally):
    """One history; whether the two agreed all along."""
    made = history.History(random.Random(seed))
    engine = Engine(options.driver, folder)
    steps, refused = [], 0
    try:
        planned = made.beginning()
        for number in range(options.steps):
            step = planned.pop(0) if planned else made.next(engine.log)
            steps.append(step)
            closed = closed_figures(engine, made) if engine.log else {}
            answer = engine.apply(step)
            if step["do"] in QUIET:
                now = closed_figures(engine, made)
                if changed := [name for name in closed if closed[name] != now[name]]:
                    print(f"seed {seed}, step {len(steps)}: a closed period changed: {changed[0]}, "
                          f"{closed[changed[0]]} became {now[changed[0]]}\n  {step}")
                    return False
            if step["do"] in ("packs", "units") and number < 3 and answer:
                raise log.Broken(f"{step['do']}: {answer}")
            refused += "error" in answer
            if planned:
                continue
            names, splits = made.names(options.figures), made.splits(options.figures // 8)
            if found := compare(engine, made, names, splits, tally):
                report(options, folder, made, seed, steps, *found)
                return False
            if time.monotonic() > end:
                break
    except log.Broken as broken:
        print(f"seed {seed}, step {len(steps)}: {broken}\n  {json.dumps(steps[-1])[:2000]}")
        return False
    finally:
        engine.close()
    if options.verbose:
        print(f"seed {seed}: {len(steps)} steps, {refused} refused, "
              f"{len(engine.log.records)} records")
    return True


def report(options, folder, made, seed, steps, question, text):
    name = question if isinstance(question, str) else question[0]
    indicator = log.name_of(name)[1]
    print(f"seed {seed}, step {len(steps)}: {question} differs\n{text}")
    print(f"    {indicator}: {made.indicators[indicator]}")
    fewer = shrink(options.driver, folder, made, steps, question)
    print(f"  the shortest history found, {len(fewer)} of {len(steps)} steps:")
    for step in fewer:
        brief = {key: value for key, value in step.items() if key != "files"}
        print(f"    {json.dumps(brief, ensure_ascii=False)}")
    for other, each in made.indicators.items():
        if other in made.indicators[indicator]["value"]:
            print(f"    {other}: {each['value']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--driver", required=True, help="the program youju_auditor_driver")
    parser.add_argument("--seed", type=int, help="of the first history; else chosen and printed")
    parser.add_argument("--histories", type=int, default=1000000)
    parser.add_argument("--steps", type=int, default=70, help="of one history")
    parser.add_argument("--figures", type=int, default=40, help="compared after each step")
    parser.add_argument("--seconds", type=float, default=30, help="then no further history begins")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else secrets.randbelow(10 ** 9)
    print(f"seed {seed}", flush=True)
    begun = time.monotonic()
    histories, tally = 0, collections.Counter()
    with tempfile.TemporaryDirectory(prefix="youju-auditor-") as folder:
        while histories < options.histories and time.monotonic() < begun + options.seconds:
            if not audit(options, pathlib.Path(folder) / "data", seed + histories,
                         begun + options.seconds, tally):
                return 1
            histories += 1
    print(f"{histories} histories, {sum(tally.values())} figures, no difference: " +
          ", ".join(f"{count} {what}" for what, count in tally.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
