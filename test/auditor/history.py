"""Random packs, random histories and random questions, all from one seed.

A step is a dictionary that names records by their keys, so that a history from which steps were
dropped still makes sense. What a step does is the driver's affair.
"""

import datetime
import json

import language

TITLE = {"zh-CN": "A", "en": "A"}
UNITS = ("code,name,short,kind,parent,from,until\n"
         "R,R,R,county,,,\nA,A,A,township,R,,\nB,B,B,township,R,,\nC,C,C,township,R,2020-04-01,\n"
         "A1,A1,A1,village,A,,\nA2,A2,A2,village,A,,2021-03-01\nB1,B1,B1,village,B,,\n"
         "B2,B2,B2,village,B,2019-06-15,\nC1,C1,C1,village,C,2020-04-01,\nS,S,S,society,R,,\n")
TAGS = ("spring", "week")
CHOICES = {"kind": ("crop", "health", "law"), "level": ("town", "county")}


def choice(name):
    return {"type": "choice", "choices": {code: TITLE for code in CHOICES[name]}}


def ledgers(random):
    """By name: the fields, and what else a pack says of the ledger."""
    talk = {"fields": {"topic": {"type": "text"}, "kind": choice("kind"),
                       "heads": {"type": "integer", "unit": "x"},
                       "fee": {"type": "decimal", "scale": 2, "unit": "x"},
                       "giver": {"type": "party"}, "place": {"type": "unit"},
                       "held": {"type": "date"}},
            "name_field": "topic", "duplicate_key": ["on", "topic", "unit"]}
    post = {"fields": {"title": {"type": "text"}, "level": choice("level"),
                       "area": {"type": "decimal", "scale": 3, "unit": "x"},
                       "owner": {"type": "party"}, "ended": {"type": "date"}},
            "name_field": "title", "standing_until": "ended"}
    report = {"fields": {"visits": {"type": "integer", "unit": "x"}, "kind": choice("kind"),
                         "giver": {"type": "party"}},
              "expects": random.choice(("month", "month", "quarter", "year"))}
    lesson = {"fields": {"talk": {"type": "record", "ledger": "talk"},
                         "hours": {"type": "decimal", "scale": 1, "unit": "x"}}}
    return {"talk": talk, "post": post, "report": report, "lesson": lesson}


BY = {"talk": ("kind", "giver", "place"), "post": ("level", "owner"), "report": ("kind", "giver"),
      "lesson": ()}
NUMBERS = {"talk": ("heads", "fee"), "post": ("area",), "report": ("visits",),
           "lesson": ("hours",)}
ANY = {"talk": ("topic", "kind", "giver", "place", "unit", "heads"), "post": ("owner", "title"),
       "report": ("giver", "unit"), "lesson": ("talk",)}
KEYS = {"talk": ("", "topic", "giver"), "post": ("title", "owner", ""), "report": ("", "kind"),
        "lesson": ("talk", "")}


def condition(random, ledger, depth=0):
    if depth < 2 and random.random() < 0.35:
        joint = random.choice((" and ", " or "))
        parts = [condition(random, ledger, depth + 1) for _ in range(random.randint(2, 3))]
        return "(" + joint.join(parts) + ")"
    if random.random() < 0.15:
        return "not " + condition(random, ledger, depth + 1)
    forms = ["tag = spring", "tag != week", "unit = self", "host = self", 'unit = "A1"',
             "on >= 2020-03-10", "on < 2020-07-01", f"{NUMBERS[ledger][0]} given",
             f"{NUMBERS[ledger][0]} > {random.randint(0, 12)}",
             f"{NUMBERS[ledger][0]} in (3, 7.5, 10)", f"{NUMBERS[ledger][-1]} <= 7.25",
             f"{NUMBERS[ledger][-1]} != 3"]
    for field in ("kind", "level"):
        if field in BY[ledger]:
            codes = CHOICES[field]
            forms += [f"{field} = {codes[0]}", f"{field} != {codes[1]}",
                      f"{field} in ({codes[0]}, {codes[-1]})", f"{field} missing"]
    if ledger == "talk":
        forms += ['topic = "t1"', 'topic in ("t1", "t2")', "held > 2020-05-05", 'place = "B1"',
                  'place != "A"', "giver missing"]
    return random.choice(forms)


def aggregate(random):
    ledger = random.choice(("talk", "talk", "talk", "post", "post", "report", "lesson"))
    kind = random.choice(("count", "sum", "sum", "max", "distinct", "latest", "latest",
                          "first day", "last day", "streak"))
    what = kind
    if kind in ("sum", "max", "latest"):
        what += " " + random.choice(NUMBERS[ledger])
    if kind == "distinct":
        what += " " + random.choice(ANY[ledger])
    if kind == "latest" and (key := random.choice(KEYS[ledger])):
        what += " by " + key
    time = random.choice(("", "", "", " to date", " standing" if ledger == "post" else ""))
    where = " where " + condition(random, ledger) if random.random() < 0.5 else ""
    by = [field for field in BY[ledger] if random.random() < 0.7]
    return {"value": f"{what} of {ledger}{time}{where}", "unit": "" if "day" in kind else "x",
            "by": by, "sort": "day" if "day" in kind else "aggregate"}


def formula(random, indicators):
    amounts = [name for name, each in indicators.items()
               if each["sort"] in ("aggregate", "sum", "declared")]
    aggregates = [name for name in amounts if indicators[name]["sort"] == "aggregate"]
    a, b, c = (random.choice(amounts) for _ in range(3))
    value, unit, sort = random.choice((
        (f"share({a}, {b})", "%", "ratio"), (f"ratio({a}, {b})", "y", "ratio"),
        (f"growth({a})", "%", "ratio"), (f"progress({a})", "%", "ratio"),
        (f"rank({a})", "y", "rank"), (f"rank({a}, ascending)", "y", "rank"),
        (f"cumulative({random.choice(aggregates)})", "x", "sum"), (f"target({a})", "x", "sum"),
        (f"{a} + {b}", "x", "sum"), (f"{a} - {b} + {c}", "x", "sum"), (f"-{a} + {b}", "x", "sum"),
        (f"{a} * 3", "x", "sum"), (f"{a} / 7", "x", "sum"), (f"({a} + {b}) / 2", "x", "sum"),
        (f"{a} / 3 * 1.5", "x", "sum"), (f"ratio({a}, {b}) * 10000", "y", "ratio"),
        (f"growth({a}) / 3", "y", "ratio"), (f"{a} / 0", "x", "sum"),
        (f"target({a}) - {b}", "x", "sum"), (f"cumulative({random.choice(aggregates)}) + {a}",
                                             "x", "sum")))
    used = set(language.Reader(value).words) & set(indicators)
    common = set.intersection(*[set(indicators[name]["by"]) for name in used])
    made = {"value": value, "unit": unit, "sort": sort, "by": sorted(common)}
    if random.random() < 0.7:
        made["decimals"] = random.randint(0, 4)
    return made


def indicators(random):
    made = {"talks": {"value": "count of talk", "unit": "x", "by": list(BY["talk"]),
                      "sort": "aggregate"},
            "visits": {"value": "sum visits of report", "unit": "x", "by": ["kind"],
                       "sort": "aggregate"},
            "area": {"value": "latest area by title of post", "unit": "x", "by": ["level"],
                     "sort": "aggregate"},
            "members": {"value": "declared", "unit": "x", "rollup": "sum", "by": [],
                        "sort": "declared"},
            "staff": {"value": "declared", "unit": "x", "by": [], "sort": "declared"},
            "rate": {"value": "growth(visits)", "unit": "%", "by": [], "sort": "ratio"}}
    for number in range(random.randint(6, 10)):
        made[f"a{number}"] = aggregate(random)
    for number in range(random.randint(6, 10)):
        made[f"f{number}"] = formula(random, made)
    return made


def pack(its_ledgers, its_indicators):
    """The files of the pack; JSON is YAML."""
    files = {"pack.yaml": {"pack": "auditor", "title": TITLE, "version": 1,
                           "tags": {tag: TITLE for tag in TAGS}}}
    for name, each in its_ledgers.items():
        rest = {key: value for key, value in each.items() if key != "fields"}
        files[f"ledgers/{name}.yaml"] = {
            "ledger": name, "title": TITLE, "dates": "day", **rest,
            "fields": [{"name": field, "title": TITLE, **what}
                       for field, what in each["fields"].items()]}
    files["indicators/all.yaml"] = {"indicators": [
        {"id": name, "title": TITLE, **{key: value for key, value in each.items() if key != "sort"}}
        for name, each in its_indicators.items()]}
    return {path: json.dumps(content, ensure_ascii=False) for path, content in files.items()}


class History:
    """Makes the next step, looking at what the log says so far."""

    def __init__(self, random):
        self.random = random
        self.ledgers = ledgers(random)
        self.indicators = indicators(random)
        self.today = datetime.date(2020, 1, 1) + datetime.timedelta(days=random.randint(60, 420))
        self.made = 0
        self.files = {}

    def beginning(self):
        return [self.clock(0), {"do": "packs", "name": "auditor",
                                "files": pack(self.ledgers, self.indicators)},
                {"do": "units", "csv": UNITS}]

    def clock(self, days):
        self.today += datetime.timedelta(days=days)
        return {"do": "clock", "ms": (self.today - datetime.date(1970, 1, 1)).days * 86400000}

    def unit(self):
        return self.random.choice("R R A A A B B C A1 A1 A2 B1 B1 B2 C1 S".split())

    def day(self):
        """Mostly of 2019 and 2020, and there mostly of the same few months."""
        random = self.random
        if random.random() < 0.2:
            return str(datetime.date(2018, 6, 1) + datetime.timedelta(random.randint(0, 1200)))
        return str(datetime.date(random.choice((2019, 2020, 2020)),
                                 random.choice((1, 2, 2, 3, 3, 5, 6, 12)),
                                 random.choice((1, 10, 28))))

    def period(self):
        """Mostly one of few, so that figures of the same period meet."""
        if self.random.random() < 0.7:
            return self.random.choice(("2019", "2020", "2020", "2020", "2020-H1", "2020-Q1",
                                       "2020-02", "2020-01..2020-03", "2021", "2018..2022"))
        random, year = self.random, self.random.randint(2018, 2021)
        return random.choice((
            str(year), f"{year}-H{random.randint(1, 2)}", f"{year}-Q{random.randint(1, 4)}",
            f"{year}-{random.randint(1, 12):02}", f"{year}-W{random.randint(1, 52):02}",
            self.day(), f"{year}-01..{year}-{random.randint(1, 12):02}",
            f"{year}..{year + random.randint(0, 5)}",
            f"{year}-02-10..{year}-0{random.randint(3, 9)}-20"))

    def cells(self, ledger):
        random = self.random
        cells = {"unit": self.unit(), "on": self.day()}
        values = {"topic": ("t1", "t2", "t3"), "kind": CHOICES["kind"], "level": CHOICES["level"],
                  "heads": ("0", "3", "10", "11"), "fee": ("0.05", "7.50", "3", "12.25"),
                  "giver": ("Firm 1", "Firm 2", "School"), "place": ("A", "B1", "S"),
                  "held": (self.day(),), "title": ("p1", "p2", "p3"),
                  "area": ("0.125", "7.25", "100"), "owner": ("Firm 1", "Club"),
                  "ended": (self.day(),), "visits": ("0", "3", "8"), "hours": ("1.5", "3"),
                  "talk": tuple(self.keys("talk")) or ("",)}
        for field in self.ledgers[ledger]["fields"]:
            if random.random() < (0.3 if field == "ended" else 0.8):
                cells[field] = random.choice(values[field])
        if random.random() < 0.3:
            cells["tags"] = random.choice(("spring", "week", "spring;week"))
        if random.random() < 0.2:
            cells["hosts"] = ";".join(sorted({self.unit(), self.unit()} - {cells["unit"]}))
        return {name: value for name, value in cells.items() if value}

    def keys(self, ledger, *states):
        return [each.content["key"] for each in self.log.records.values()
                if each.ledger == ledger and (not states or each.state in states)]

    def next(self, log):
        self.log = log
        random = self.random
        moves = (("enter", 14), ("submit", 8), ("approve", 10), ("send_back", 2), ("edit", 2),
                 ("correct", 5), ("withdraw", 2), ("merge", 3), ("keep", 1), ("import", 8),
                 ("again", 4), ("declare", 6), ("target", 3), ("nil", 5), ("close", 1.5),
                 ("move", 2), ("units", 1), ("clock", 3), ("open", 1), ("rebuild", 0.5))
        while True:
            what = random.choices([name for name, _ in moves], [often for _, often in moves])[0]
            step = getattr(self, "step_" + what, None)
            step = step() if step else self.change(what)
            if step is not None:
                return step

    # ---- records one by one

    def step_enter(self):
        self.made += 1
        ledger = self.random.choice(("talk", "talk", "post", "report", "lesson"))
        return {"do": "enter", "ledger": ledger, "key": f"k{self.made}",
                "cells": self.cells(ledger)}

    def change(self, what):
        ledger = self.random.choice(tuple(self.ledgers))
        states = {"submit": ("draft", "returned"), "edit": ("draft", "returned"),
                  "approve": ("submitted",), "send_back": ("submitted",),
                  "correct": ("approved",), "keep": ("approved", "submitted"),
                  "merge": ("approved", "submitted"),
                  "withdraw": ("approved", "submitted", "draft")}[what]
        keys = self.keys(ledger, *states)
        if not keys:
            return None
        step = {"do": what, "ledger": ledger, "key": self.random.choice(keys)}
        if what in ("edit", "correct"):
            step["cells"] = dict(self.random.sample(sorted(self.cells(ledger).items()), 2))
        if what in ("merge", "keep"):
            step["other"] = self.random.choice(keys)
        return step

    # ---- files

    def step_import(self):
        ledger = self.random.choice(tuple(self.ledgers))
        number = len(self.files)
        rows = [self.cells(ledger) for _ in range(self.random.randint(1, 25))]
        self.files[number] = (ledger, rows)
        return self.file(number)

    def step_again(self):
        if not self.files:
            return None
        number = self.random.choice(tuple(self.files))
        ledger, rows = self.files[number]
        if self.random.random() < 0.6:
            rows = list(rows)
            rows[self.random.randrange(len(rows))] = self.cells(ledger)
            self.files[number] = (ledger, rows)
        return self.file(number)

    def file(self, number):
        ledger, rows = self.files[number]
        columns = ["unit", "on", "tags", "hosts", *self.ledgers[ledger]["fields"]]
        lines = ["key," + ",".join(columns)]
        for index, row in enumerate(rows):
            lines.append(f"r{index}," + ",".join(row.get(column, "") for column in columns))
        return {"do": "import", "ledger": ledger, "csv": "\n".join(lines) + "\n",
                "source": f"file{number}",
                "state": self.random.choice(("approved", "approved", "approved", "submitted"))}

    # ---- the rest

    def step_declare(self, aspect="actual"):
        random = self.random
        lines = ["indicator,filter,unit,period,value,qualifier,source"]
        for _ in range(random.randint(2, 8)):
            name = random.choice(("members", "members", "staff", *self.indicators))
            qualifier = random.choice(("exact", "exact", "exact", "at_least", "at_most", "about",
                                       "not_applicable"))
            value = random.choice(("0", "7", "12.5", "100", "0.25"))
            if self.indicators[name]["sort"] == "day":
                continue
            lines.append(",".join((name, random.choice(("", "", "tag=spring")), self.unit(),
                                   self.period(), value, qualifier, "paper")))
        return {"do": "declare", "aspect": aspect, "csv": "\n".join(lines) + "\n"}

    def step_target(self):
        return self.step_declare("target")

    def step_nil(self):
        return {"do": "nil", "ledger": self.random.choice(("talk", "report", "report", "post")),
                "unit": self.unit(), "period": self.period()}

    def step_close(self):
        return {"do": "close", "unit": self.unit(), "period": self.period()}

    def step_move(self):
        return {"do": "move", "unit": self.unit(), "parent": self.unit(), "day": self.day()}

    def step_units(self):
        unit, parent = self.unit(), self.unit()
        kind = self.random.choice(("village", "township", "society"))
        until = self.random.choice(("", "", self.day()))
        return {"do": "units", "csv": "code,name,short,kind,parent,from,until\n"
                f"{unit},New,New,{kind},{parent},,{until}\n"}

    def step_clock(self):
        return self.clock(self.random.randint(1, 40))

    def step_open(self):
        return {"do": "open"}

    def step_rebuild(self):
        return {"do": "rebuild"}

    # ---- questions

    def filters(self, name):
        """Of a figure's name: none, a tag, or values of fields by which the indicator goes."""
        pairs = {}
        if self.random.random() < 0.1:
            pairs["tag"] = self.random.choice(TAGS)
        for field in self.indicators[name]["by"]:
            if self.random.random() < 0.15:
                pairs[field] = self.random.choice(
                    CHOICES.get(field) or (("A", "B1", "S") if field == "place" else ("1", "2")))
        text = ",".join(f"{field}={value}" for field, value in sorted(pairs.items()))
        return "?" + text if text else ""

    def name(self):
        name = self.random.choice(tuple(self.indicators))
        aspect = self.random.choice([""] * 12 + ["growth.", "rank.", "target.", "progress.",
                                                "cumulative."])
        return f"{aspect}{name}@{self.unit()}@{self.period()}{self.filters(name)}"

    def names(self, count):
        return [self.name() for _ in range(count)]

    def splits(self, count):
        found = []
        for _ in range(count):
            name = self.random.choice(tuple(self.indicators))
            by = self.random.choice(("unit", "month", "quarter", "tag",
                                     *self.indicators[name]["by"]))
            found.append((f"{name}@{self.unit()}@{self.period()}", by))
        return found
