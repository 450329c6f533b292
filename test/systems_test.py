#!/usr/bin/env python3
"""doc/systems.md keeps its word: every practice has a ledger that exists, and figures that exist.

Run in the root of the tree. Prints what is wrong, one line each, and exits with 1 if anything is.
Packs are read by their layout (doc/packs.md): names stand at the beginning of a line, so that no
YAML library is needed here; `youju pack check` reads them in earnest.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
ROWS = 165
# Registers and their figures; the other rows wait for an engine, but their records can be entered.
MUST_WORK = [range(1, 14), range(115, 150), range(158, 163)]
FIGURE = re.compile(r"(\w+)(?:\?(\w+)=(\w+))?")


class Ledger:
    def __init__(self, text):
        systems = re.search(r"^systems: *\[([^\]]*)\]", text, re.M)
        self.systems = re.findall(r"S\d{3}", systems[1]) if systems else []
        self.text = text


class Indicator:
    def __init__(self, block):
        value = re.search(r"\bvalue: *[\"']?(.+)", block)
        aggregate = re.search(r"\bof (\w+)", value[1]) if value else None
        self.ledger = aggregate[1] if aggregate else ""
        by = re.search(r"\bby: *\[([^\]]*)\]", block)
        self.by = re.findall(r"\w+", by[1]) if by else []


def read_packs():
    ledgers, indicators = {}, {}
    for path in sorted(ROOT.glob("packs/*/ledgers/*.yaml")):
        text = path.read_text(encoding="utf-8")
        name = re.search(r"^ledger: *(\w+)", text, re.M)
        if name:
            ledgers[f"{path.parts[-3]}/{name[1]}"] = Ledger(text)
    for path in sorted(ROOT.glob("packs/*/indicators/*.yaml")):
        text = path.read_text(encoding="utf-8")
        for block in re.split(r"^ *- (?=\{? *id:)", text, flags=re.M)[1:]:
            indicators[re.search(r"id: *(\w+)", block)[1]] = Indicator(block)
    return ledgers, indicators


def read_rows():
    """The rows of the tables: id, state, ledgers, figures."""
    rows = []
    for line in (ROOT / "doc/systems.md").read_text(encoding="utf-8").splitlines():
        if re.match(r"\| S\d+ \|", line):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows.append((cells[0], cells[3], re.findall(r"`([^`]+)`", cells[4]),
                         re.findall(r"`([^`]+)`", cells[5])))
    return rows


def figure_fault(figure, ledgers, indicators):
    """What is wrong with a figure as the table names it, or an empty text."""
    match = FIGURE.fullmatch(figure)
    name, field, choice = match.groups() if match else (figure, "", "")
    if name not in indicators:
        return f"no indicator {figure}"
    indicator = indicators[name]
    if not field:
        return ""
    if field not in indicator.by:
        return f"{name} cannot be filtered by {field}"
    homes = [ledger for key, ledger in ledgers.items() if key.split("/")[1] == indicator.ledger]
    if not any(re.search(rf"\b{choice}: *{{", ledger.text) for ledger in homes):
        return f"{indicator.ledger}.{field} has no choice {choice}"
    return ""


def faults_of(row, ledgers, indicators):
    key, state, objects, figures = row
    if state != "works" and not state.startswith("not yet: "):
        yield f"unknown state {state!r}"
    if not objects:
        yield "no ledger holds its records"
    for name in objects:
        if name not in ledgers:
            yield f"no ledger {name}"
        elif key not in ledgers[name].systems:
            yield f"{name} does not say that it carries {key}"
    for figure in figures:
        fault = figure_fault(figure, ledgers, indicators)
        if fault:
            yield fault
    if any(int(key[1:]) in must for must in MUST_WORK):
        if state != "works":
            yield "must work now"
        if not figures:
            yield "no figure comes out of it"


def main():
    ledgers, indicators = read_packs()
    rows = read_rows()
    faults = []
    if [row[0] for row in rows] != [f"S{number:03}" for number in range(1, ROWS + 1)]:
        faults.append(f"doc/systems.md: {len(rows)} rows; S001 to S{ROWS} must stand in order, "
                      "once each")
    for row in rows:
        faults += [f"doc/systems.md: {row[0]}: {fault}"
                   for fault in faults_of(row, ledgers, indicators)]
    for fault in faults:
        print(fault)
    if not faults:
        works = sum(1 for row in rows if row[1] == "works")
        print(f"{len(rows)} practices, {works} work, the records of all in {len(ledgers)} ledgers")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
