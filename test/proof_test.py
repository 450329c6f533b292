#!/usr/bin/env python3
"""The test "proof": drafts held against the ledgers of the four examples.

1. Each generated summary, proven against its own ledger: every figure agrees, nothing else is said.
2. Copies in which figures were altered by this script (a digit changed, the number dropped, another
   measure word, two figures exchanged, 余 on a number above the true one): each altered place is
   found, and no other.
3. A draft that went through a text file, without the names of its figures: what is altered in it is
   found by its words.

The alterations are drawn with a fixed seed; --seed draws others."""

import argparse
import collections
import html
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUMMARIES = [("440306", "2020"), ("610522", "2009"), ("210102-bj", "2006"), ("140426", "2020")]
ALTERED = 50
# A control of ours, as the writer prints it: its name, and its text in one run.
CONTROL = re.compile(r'<w:tag w:val="yj:([^"]*)"/>.*?<w:t(?: xml:space="preserve")?>([^<]*)</w:t>',
                     re.S)
# A number with its unit, in the way most figures are printed; others are left as they are.
PLAIN = re.compile(r'^(\d{1,9})([^\d.,余多%〔【（(]+)$')
OTHER_UNIT = {"人次": "人", "人": "人次", "名": "人次", "家": "人次", "元": "家"}


def run(youju, data, *words, check=True):
    done = subprocess.run([youju, "--quiet", "--data", data, *map(str, words)],
                          capture_output=True, text=True, check=False)
    if check and done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


def prove(youju, data, file, unit, period):
    return json.loads(run(youju, data, "--format", "json", "proof", file, "--unit", unit,
                          "--period", period))


def say(finding):
    return f"{finding['finding']} line {finding['line']} {finding['said']} {finding['reason']}"


def read_main(file):
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml").decode()


def write_with(file, source, main):
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(file, "w") as out:
        for name in package.namelist():
            out.writestr(name, main if name == "word/document.xml" else package.read(name))


def alter(main, rng, wanted):
    """About `wanted` alterations of figures: by place in the main part, where the text ends, what
    it says then, and the figure's name."""
    controls = [(match.start(2), match.end(2), match.group(2), html.unescape(match.group(1)))
                for match in CONTROL.finditer(main)]
    plain = [each for each in controls if PLAIN.match(each[2])]
    rng.shuffle(plain)
    changes = {}
    kinds = ["digit", "dropped", "unit", "swapped", "above"]
    while plain and len(changes) < wanted:
        kind = kinds[len(changes) % len(kinds)]
        begin, end, text, name = plain.pop()
        number, unit = PLAIN.match(text).groups()
        if kind == "digit":
            at = rng.randrange(len(number))
            digit = rng.choice([d for d in "123456789" if d != number[at]])
            changes[begin] = (end, number[:at] + digit + number[at + 1:] + unit, name)
        elif kind == "dropped":
            changes[begin] = (end, unit, name)
        elif kind == "unit" and unit in OTHER_UNIT:
            changes[begin] = (end, number + OTHER_UNIT[unit], name)
        elif kind == "swapped":
            other = next((each for each in plain if PLAIN.match(each[2]).group(2) == unit
                          and PLAIN.match(each[2]).group(1) != number), None)
            if other is None:
                continue
            plain.remove(other)
            changes[begin] = (end, other[2], name)
            changes[other[0]] = (other[1], text, other[3])
        elif kind == "above" and len(number) >= 2:
            rounded = str((int(number) // 10 + 1) * 10)
            changes[begin] = (end, rounded + "余" + unit, name)
        else:  # nothing of this kind can be done to it
            changes[begin] = (end, str(int(number) + 7) + unit, name)
    return changes


def applied(main, changes):
    for begin in sorted(changes, reverse=True):
        end, text, _ = changes[begin]
        main = main[:begin] + text + main[end:]
    return main


def check_altered(given, data, folder, summary, rng):
    unit, period = summary
    source = folder / f"{unit}.docx"
    main = read_main(source)
    changes = alter(main, rng, ALTERED)
    file = folder / f"{unit}-altered.docx"
    write_with(file, source, applied(main, changes))
    findings = [each for each in prove(given.youju, data, file, unit, period)
                if each["finding"] != "proven"]
    wanted = collections.Counter(name for _, _, name in changes.values())
    found = collections.Counter(each["figure"] for each in findings)
    faults = [f"{unit}: {count} of {name} altered and not found"
              for name, count in (wanted - found).items()]
    faults += [f"{unit}: found, and not altered: {say(each)}" for each in findings
               if (found - wanted)[each["figure"]]]
    print(f"{unit}: {len(changes)} altered, {len(findings)} found")
    return faults, len(changes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--youju", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=20201109)
    given = parser.parse_args()
    faults = []
    altered = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data = folder / "data"
        run(given.youju, data, "init")
        for example in sorted((ROOT / "examples").iterdir()):
            if example.is_dir():
                run(given.youju, data, "load", example)
        rng = random.Random(given.seed)
        for unit, period in SUMMARIES:
            file = folder / f"{unit}.docx"
            run(given.youju, data, "summarize", "--unit", unit, "--period", period, "-o", file)
            findings = prove(given.youju, data, file, unit, period)
            proven = sum(each["finding"] == "proven" for each in findings)
            print(f"{unit}: {proven} of {len(findings)} proven")
            faults += [f"{unit}: {say(each)}" for each in findings
                       if each["finding"] != "proven"]
            if proven < 50:
                faults.append(f"{unit}: only {proven} figures were read")
            more, count = check_altered(given, data, folder, (unit, period), rng)
            faults += more
            altered += count
            # The words alone: a contradiction is told, and the true figure named.
            text = folder / f"{unit}.md"
            run(given.youju, data, "summarize", "--unit", unit, "--period", period, "-o", text)
            findings = prove(given.youju, data, text, unit, period)
            told = collections.Counter(each["finding"] for each in findings)
            print(f"{unit}, as plain text: {dict(told)}")
            wrong = [each for each in findings if each["finding"] not in ("proven", "ungrounded")]
            faults += [f"{unit}, as plain text: {say(each)}" for each in wrong]
            if told["proven"] < 0.9 * len(findings):
                faults.append(f"{unit}, as plain text: {told['proven']} of {len(findings)} proven")
    for fault in faults:
        print(fault)
    print(f"{altered} altered in all, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
