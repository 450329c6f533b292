#!/usr/bin/env python3
"""Every fact of the four public summaries that the examples follow comes out of their records.

Usage: facts_test.py --youju BINARY [--seeds DIRECTORY]

examples/seed-facts.tsv lists the facts; each line names a figure, or excuses itself in English. The
examples are loaded into a folder of their own, and each figure must stand in the summary of its
association with the value and the qualifier of the fact, in Word and on the page as well, and must
lead back to records, sources or figures. Then one record is corrected, and exactly the figures over
it may move. Prints a table of coverage and the failures; exits with 1 if there are any.

With the reference lists beside the clone (or in --seeds) the table is compared with them too, and
no summary may share a run of twelve characters with the text the facts were taken from.
"""

import argparse
import collections
import concurrent.futures
import csv
import decimal
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RUN = 12  # characters in a row that count as copied
# Example, unit, period, the last numbers of its F and I lines.
SUMMARIES = [("baoan-2020", "440306", "2020", 96, 16),
             ("tongguan-2009", "610522", "2009", 140, 27),
             ("bajing-street", "210102-bj", "2006", 161, 38),
             ("licheng-2020", "140426", "2020", 192, 60)]
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
NUMBER = re.compile(r"第?(?:(\d+(?:\.\d+)?)|([零一二两三四五六七八九十]+))(万|亿)?(余|多)?(万|亿)?(.*)")
DATE = re.compile(r"(?:(\d+)年)?(\d+)月(\d+)日")
# The trainees of the county's own trainings on finding jobs: which figures one of these records
# moves, and which of them the summary tells, one of them as the point of a chart, and `verify`
# reports.
CORRECTED = "trainees_year@610522@2009?kind=jobs"
MOVING = {"trainees@610522@2009", "trainees_year@610522@2009"}
TOLD = {"trainees_year@610522@2009", CORRECTED}
# Names of more than twelve characters, which a summary must give as they are.
NAMES = [
    # Titles of documents and plans.
    "《宝安区关于创新引领发展的实施办法》",
    "《宝安区科技桃花源认定管理办法》",
    "《宝安区科技创新局关于开展新型冠状病毒感染的肺炎防控技术攻关特别专项实施方案》",
    "国家高新区宝安园区综合发展规划",
    "深圳国家自主创新示范区宝安园区产业规划",
    # Bodies.
    "宝安区5G产业技术与应用创新联盟",
    "宝安区激光产业链技术与应用创新联盟",
    "中科院深圳先进电子材料国际创新研究院",
    "国家集成电路材料技术创新中心",
    "广东省先进电子封装材料技术创新中心",
    "中国科协应急科普工作领导小组办公室",
    "南京航空航天大学深圳研究院",
    # Events, platforms and programmes.
    "2020世界激光制造大会",
    "2020中国LED首创大会",
    "2020大湾区先进涂层技术创新发展论坛暨行业展览",
    "“党建引领1+6”科技创新服务站",
    "“1+6”科技创新服务站",
    "深圳创新创业投资大会平台",
    "第十七届“科技之春”宣传月",
    "陕西省第二十三届青少年科幻绘画大赛",
]


class Stated(collections.namedtuple("Stated", "value qualifier unit")):
    """What a printed figure claims: 492万余人次 is at_least 4920000 人次."""


def fold(text):
    return text.replace("（", "(").replace("）", ")")


def chinese_number(text):
    tens, has_ten, ones = text.rpartition("十")
    return (DIGITS[tens] if tens else 1 if has_ten else 0) * 10 + (DIGITS[ones] if ones else 0)


def read_stated(text):
    text = fold(text)
    if text.startswith("【缺："):
        return Stated("", "missing", "")
    date = DATE.fullmatch(text)
    if date:
        return Stated(f"{int(date[2]):02}-{int(date[3]):02}", "exact", None)
    about = text.startswith("约")
    number = NUMBER.fullmatch(text.removeprefix("约"))
    if not number:
        return Stated(text, "unreadable", "")
    value = decimal.Decimal(number[1] or chinese_number(number[2]))
    value *= {"万": 10**4, "亿": 10**8}.get(number[3] or number[5], 1)
    return Stated(value, "about" if about else "at_least" if number[4] else "exact", number[6])


def claims(stated, fact):
    """Whether a printed figure says what the fact says."""
    if fact.qualifier in ("missing", "placeholder"):
        return stated.qualifier == "missing"
    if fact.qualifier == "vague":
        return stated.qualifier == "exact" and stated.value >= 2
    if stated.qualifier != fact.qualifier:
        return False
    if fact.kind == "date":
        return stated.unit is None and (stated.value == fact.value[-5:] or
                                        stated.value[:2] == fact.value)
    if fact.unit_of_measure and stated.unit != fold(fact.unit_of_measure):
        return False
    return stated.value == decimal.Decimal(fact.value)


def bears(value, fact):
    """Whether the true value, as `youju figures` gives it, bears what the fact says."""
    if fact.qualifier in ("missing", "placeholder"):
        return value == ""
    if value == "":
        return False
    if fact.kind == "date":
        return value.endswith(fact.value) or value[5:7] == fact.value
    value = decimal.Decimal(value)
    if fact.qualifier == "vague":
        return value >= 2
    wanted = decimal.Decimal(fact.value)
    if fact.qualifier == "at_least":
        return value >= wanted
    if fact.qualifier == "about":
        return abs(value - wanted) * 20 <= wanted
    return value == wanted


class Fact:
    def __init__(self, row):
        self.id, self.unit, self.period, self.indicator = (row[name] for name in (
            "id", "unit", "period", "indicator"))
        self.value, self.unit_of_measure = row["value"], row["measure_unit"]
        self.qualifier, self.excuse = row["qualifier"], row["excuse"]
        self.question = self.indicator + ("?" + row["filter"] if row["filter"] else "")
        self.name = f"{self.indicator}@{self.unit}@{self.period}"
        self.name += "?" + row["filter"] if row["filter"] else ""
        number = int(self.id[1:])
        self.association = next(unit for _, unit, _, facts, implied in SUMMARIES
                                if number <= (facts if self.id[0] == "F" else implied))
        self.kind = self.kind_of()

    def kind_of(self):
        if self.qualifier in ("missing", "placeholder"):
            return "gap"
        if re.fullmatch(r"(\d{4}-)?\d\d-\d\d|0\d", self.value):
            return "date"
        if self.indicator.startswith("target."):
            return "target"
        return "implied" if self.id[0] == "I" else self.qualifier


class HtmlFigures(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.printed = collections.defaultdict(set)
        self.open = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "data-figure" in attributes:
            self.open = attributes["data-figure"]

    def handle_data(self, data):
        if self.open:
            self.printed[self.open].add(data)
            self.open = None


def word_figures(path):
    printed = collections.defaultdict(set)
    with zipfile.ZipFile(path) as archive:
        document = xml.fromstring(archive.read("word/document.xml"))
    for control in document.iter(WORD + "sdt"):
        tag = control.find(f"{WORD}sdtPr/{WORD}tag")
        if tag is not None and tag.get(WORD + "val").startswith("yj:"):
            text = "".join(run.text or "" for run in control.iter(WORD + "t"))
            printed[tag.get(WORD + "val")[3:]].add(text)
    return printed


def json_figures(node):
    """All figure objects of a summary, in order."""
    if isinstance(node, dict):
        if "figure" in node and "wording" in node:
            yield node
        for each in node.values():
            yield from json_figures(each)
    elif isinstance(node, list):
        for each in node:
            yield from json_figures(each)


class Youju:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.failures = []

    def run(self, *arguments, expect=(0,)):
        done = subprocess.run([self.binary, "--data", str(self.folder / "data"), *arguments],
                              capture_output=True, encoding="utf-8", errors="replace",
                              check=False)
        if done.returncode not in expect:
            said = done.stderr.strip()
            self.failures.append(f"{' '.join(arguments[:6])}: {done.returncode} {said}")
        return done.stdout

    def rows(self, *arguments, expect=(0,)):
        text = self.run("--format", "jsonl", *arguments, expect=expect)
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

    def summary(self, unit, period, name):
        path = self.folder / name
        self.run("summarize", "--unit", unit, "--period", period, "-o", str(path))
        return path


class Check:
    def __init__(self, youju):
        self.youju, self.failures = youju, youju.failures
        with open(ROOT / "examples/seed-facts.tsv", encoding="utf-8", newline="") as table:
            rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
            self.facts = [Fact(row) for row in rows]
        self.counts = collections.defaultdict(collections.Counter)
        self.values, self.stated, self.word, self.page = {}, {}, {}, {}
        self.aggregates = self.read_aggregates()
        sentences = (line.split("\t") for line in
                     (ROOT / "catalogue/cli.tsv").read_text(encoding="utf-8").splitlines())
        self.sentences = {parts[0]: parts[1] for parts in sentences}

    @staticmethod
    def read_aggregates():
        """The first word of each definition: count, sum, distinct, first, share(…"""
        aggregates = {}
        for path in sorted(ROOT.glob("packs/*/indicators/*.yaml")):
            text = path.read_text(encoding="utf-8")
            for block in re.split(r"^ *- (?=\{? *id:)", text, flags=re.M)[1:]:
                value = re.search(r"\bvalue: *[\"']?(\w+)", block)
                aggregates[re.search(r"id: *(\w+)", block)[1]] = value[1] if value else ""
        return aggregates

    def prepare(self):
        self.youju.run("init")
        for example, *_ in SUMMARIES:
            self.youju.run("load", str(ROOT / "examples" / example))
        for example, unit, period, *_ in SUMMARIES:
            paths = {form: self.youju.summary(unit, period, f"{example}.{form}")
                     for form in ("json", "docx", "html", "md")}
            self.stated[unit] = collections.defaultdict(list)
            for figure in json_figures(json.loads(paths["json"].read_text(encoding="utf-8"))):
                self.stated[unit][figure["figure"]].append(figure)
            self.word[unit] = word_figures(paths["docx"])
            self.page[unit] = HtmlFigures(paths["html"].read_text(encoding="utf-8")).printed
        asked = collections.defaultdict(list)
        for fact in self.facts:
            if not fact.excuse:
                asked[fact.unit, fact.period] += ["--indicator", fact.question]
        for (unit, period), questions in asked.items():
            for row in self.youju.rows("figures", "--all", "--unit", unit, "--period", period,
                                       *questions):
                self.values[row["figure"]] = row

    def fail(self, fact, what):
        self.failures.append(f"{fact.id} {fact.name}: {what}")
        return False

    def check(self, fact):
        count = self.counts[fact.kind]
        count["lines"] += 1
        if fact.excuse:
            count["excused"] += 1
            if not re.fullmatch(r"[\x20-\x7e]+", fact.excuse) or len(fact.excuse.split()) < 5:
                self.fail(fact, "the excuse is no English sentence")
            return
        if not fact.indicator:
            self.fail(fact, "neither a figure nor an excuse")
            return
        count["in figure"] += self.stands_in_figure(fact)
        texts = {figure["text"] for figure in self.stated[fact.association][fact.name]
                 if claims(read_stated(figure["text"]), fact)}
        if not texts:
            printed = [figure["text"] for figure in self.stated[fact.association][fact.name]]
            self.fail(fact, f"{fact.qualifier} {fact.value}{fact.unit_of_measure} is not printed, "
                            f"but {printed or 'nothing'}")
        for form, printed in (("in docx", self.word), ("in html", self.page)):
            if texts & printed[fact.association].get(fact.name, set()):
                count[form] += 1
            else:
                self.fail(fact, f"not {form}")

    def stands_in_figure(self, fact):
        row = self.values.get(fact.name)
        if row is None:
            return self.fail(fact, "youju figures does not answer")
        is_gap = fact.kind == "gap"
        if (row["kind"] == "missing") != is_gap or not bears(row["value"], fact):
            return self.fail(fact, f"has the value {row['value'] or row['kind']}")
        return True

    def trace(self, fact):
        """What is wrong with the way back from a figure; nothing if it is sound."""
        is_gap = fact.kind == "gap"
        rows = self.youju.rows("trace", fact.name, expect=(1,) if is_gap else (0,))
        if rows and "contribution" in rows[0]:
            return self.fault_of_records(fact, rows)
        named = collections.defaultdict(list)
        for row in rows:
            named[row["name"]].append(row["value"])
        if is_gap:
            return "" if any(named[self.sentences["cli.reason"]]) else "a gap without a reason"
        if any(named[self.sentences["cli.source"]]):
            return ""
        operands = [decimal.Decimal(text.rpartition(" = ")[2] or "0")
                    for text in named[self.sentences["cli.operand"]]]
        value = decimal.Decimal(self.values[fact.name]["value"])
        if operands:
            return self.fault_of_operands(fact, operands, value)
        # A nil return proves a zero without any record.
        return "" if value == 0 else "no records, source or operands"

    def fault_of_operands(self, fact, operands, value):
        function = self.aggregates[fact.indicator]
        if function not in ("share", "ratio") or len(operands) != 2:
            return ""
        found = operands[0] / operands[1] * (100 if function == "share" else 1)
        found = found.quantize(value, rounding=decimal.ROUND_HALF_UP)
        return "" if found == value else f"operands give {found}, not {value}"

    def fault_of_records(self, fact, rows):
        value = self.values[fact.name]["value"]
        total = sum(decimal.Decimal(row["contribution"]) for row in rows)
        aggregate = self.aggregates[fact.indicator.rpartition(".")[2]]
        if aggregate in ("count", "sum", "latest") and total != decimal.Decimal(value):
            return f"records add up to {total}, not {value}"
        if aggregate == "distinct" and total < decimal.Decimal(value):
            return f"{total} records for {value} different ones"
        if aggregate == "first" and value not in [row["on"] for row in rows]:
            return f"no record of {value}"
        return ""

    def check_traces(self):
        facts = [fact for fact in self.facts if not fact.excuse and fact.name in self.values]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for fact, fault in zip(facts, pool.map(self.trace, facts)):
                if fault:
                    self.fail(fact, fault)
                else:
                    self.counts[fact.kind]["traced"] += 1

    def state_of(self, unit, period):
        """The figures of a unit, those its summary tells, and the summary without its as-of."""
        figures = {row["figure"]: (row["value"], row["stated"]) for row in
                   self.youju.rows("figures", "--all", "--unit", unit, "--period", period)}
        path = self.youju.summary(unit, period, f"state-{unit}.json")
        blocks = json.loads(path.read_text(encoding="utf-8"))["blocks"]
        told = [(each["figure"], each["text"]) for each in json_figures(blocks)]
        text = json.dumps(blocks, ensure_ascii=False)
        return figures, told, re.sub(r"事件序号 \d+（链首 [0-9a-f]+）", "", text)

    def check_correction(self):
        """One corrected record moves the figures over it, the summary there, and nothing else."""
        before = {unit: self.state_of(unit, period) for _, unit, period, *_ in SUMMARIES}
        records = self.youju.rows("trace", CORRECTED)
        if not records:
            self.failures.append(f"correction: {CORRECTED} has no records")
            return
        trainees = int(records[0]["contribution"]) + 1000
        self.youju.run("correct", "training", records[0]["id"], "--set", f"trainees={trainees}",
                       "--reason", "签到册复核更正")
        for _, unit, period, *_ in SUMMARIES:
            self.compare_states(unit, before[unit], self.state_of(unit, period))
        reported = set()
        for form in ("docx", "html"):
            rows = self.youju.rows("verify", str(self.youju.folder / f"tongguan-2009.{form}"),
                                   expect=(0, 1))
            reported = {row["figure"] for row in rows if row["verdict"] != "same"}
            if reported != TOLD or {row["verdict"] for row in rows} != {"same", "moved"}:
                self.failures.append(f"correction: verify of {form} reports {sorted(reported)}")
            if any("\ufffd" in row["context"] for row in rows):
                self.failures.append(f"correction: verify of {form} prints broken characters")
        print(f"one record of training corrected: verify reports {', '.join(sorted(reported))}; "
              f"moved {', '.join(sorted(MOVING))}; the summary tells {', '.join(sorted(TOLD))}\n")

    def compare_states(self, unit, before, after):
        is_county = unit == "610522"
        moved = {name for name in before[0] if before[0][name] != after[0].get(name)}
        if moved != (MOVING if is_county else set()):
            self.failures.append(f"correction: of {unit} moved {sorted(moved)}")
        told = {old[0] for old, new in zip(before[1], after[1]) if old != new}
        if told != (TOLD if is_county else set()) or len(before[1]) != len(after[1]):
            self.failures.append(f"correction: the summary of {unit} tells {sorted(told)}")
        if not is_county and before[2] != after[2]:
            self.failures.append(f"correction: the summary of {unit} is another")

    def check_reference(self, seeds):
        for name, facts in (("facts.tsv", "F"), ("facts_implied.tsv", "I")):
            with open(seeds / name, encoding="utf-8", newline="") as table:
                rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
            ours = {fact.id: (fact.value, fact.unit_of_measure, fact.qualifier)
                    for fact in self.facts if fact.id[0] == facts}
            theirs = {row["id"]: (row["value"] or "", row["unit"] or "", self.qualifier_of(row))
                      for row in rows}
            for key in sorted(ours.keys() | theirs.keys()):
                if ours.get(key) != theirs.get(key):
                    self.failures.append(f"{key}: {ours.get(key)}, the reference {theirs.get(key)}")

    @staticmethod
    def qualifier_of(row):
        return row.get("qualifier") or ("vague" if row["basis"].startswith("vague") else "exact")

    def check_wording(self, seeds):
        """The summaries are written anew: no run of characters of the source, names aside."""
        source = re.sub(r"\s", "", (seeds / "seed.txt").read_text(encoding="utf-8"))
        runs = {source[at:at + RUN] for at in range(len(source) - RUN + 1)}
        for example, *_ in SUMMARIES:
            path = self.youju.folder / f"{example}.md"
            text = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
            for name in NAMES:
                text = text.replace(name, "\n")
            at = 0
            while at + RUN <= len(text):
                end = at + RUN
                if text[at:end] not in runs:
                    at += 1
                    continue
                while end < len(text) and text[end - RUN + 1:end + 1] in runs:
                    end += 1
                self.failures.append(f"{example}: stands in the source: {text[at:end]}")
                at = end

    def print_table(self):
        columns = ["lines", "in figure", "in docx", "in html", "traced", "excused"]
        print(f"{'kind':<9}" + "".join(f"{name:>11}" for name in columns))
        for kind in sorted(self.counts):
            print(f"{kind:<9}" + "".join(f"{self.counts[kind][name]:>11}" for name in columns))
        total = sum(self.counts.values(), collections.Counter())
        print(f"{'all':<9}" + "".join(f"{total[name]:>11}" for name in columns) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--youju", required=True)
    parser.add_argument("--seeds", type=pathlib.Path, default=ROOT.parent / "shared/seeds")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        check = Check(Youju(arguments.youju, pathlib.Path(folder)))
        check.prepare()
        for fact in check.facts:
            check.check(fact)
        check.check_traces()
        if arguments.seeds.is_dir():
            check.check_reference(arguments.seeds)
            check.check_wording(arguments.seeds)
        else:
            print("without the reference lists\n")
        check.print_table()
        check.check_correction()
        for failure in check.failures:
            print(failure)
        print(f"{len(check.facts)} facts, {len(check.failures)} failures")
        return 1 if check.failures else 0


if __name__ == "__main__":
    sys.exit(main())
