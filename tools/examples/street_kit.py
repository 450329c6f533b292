"""What the street's generator stands on: its units, days on which things happen, and the csv files."""

import csv
import datetime
import pathlib
import random

OUT = pathlib.Path(__file__).resolve().parents[2] / "examples" / "bajing-street"
YEAR = 2006
STREET = "210102-bj"
DISTRICT = "210102"

# code, name, short name, wall newspapers, board newspapers
COMMUNITIES = [
    ("yal", "延安里社区", "延安里", 12, 17),
    ("lb", "辽博社区", "辽博", 10, 17),
    ("bh", "宝环社区", "宝环", 11, 15),
    ("sd", "沈电社区", "沈电", 9, 16),
    ("hpxc", "和平新村社区", "和平新村", 11, 15),
    ("qjj", "七经街社区", "七经街", 8, 15),
    ("wal", "文安路社区", "文安路", 9, 13),
    ("ssw", "十三纬路社区", "十三纬路", 7, 15),
]

# Days on which nothing is planned: New Year, Spring Festival, May and October holidays of 2006.
HOLIDAYS = [("01-01", "01-03"), ("01-29", "02-04"), ("05-01", "05-07"), ("10-01", "10-07")]

rng = random.Random(f"bajing-{YEAR}")


def unit(code):
    return f"{STREET}-{code}"


def day(month, number, year=YEAR):
    return datetime.date(year, month, number).isoformat()


def free(date):
    text = date.strftime("%m-%d")
    return not any(first <= text <= last for first, last in HOLIDAYS)


def some_day(month, month_to=0, weekdays=(0, 1, 2, 3, 4)):
    """A day of the month (or the months up to month_to) on one of the weekdays, no holiday."""
    while True:
        date = datetime.date(YEAR, rng.randint(month, month_to or month), 1)
        date += datetime.timedelta(days=rng.randint(0, 27))
        if date.weekday() in weekdays and free(date):
            return date.isoformat()


def some_day_of(year):
    """A working day of an earlier year."""
    while True:
        date = datetime.date(year, rng.randint(2, 12), rng.randint(1, 28))
        if date.weekday() < 5 and free(date):
            return date.isoformat()


def plain(low, high):
    """A number in the range that does not look rounded."""
    while True:
        number = rng.randint(low, high)
        if number % 10 != 0:
            return number


def write(name, header, rows):
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


class Ledger:
    """Collects the records of one ledger; keys count up from the ledger's prefix."""

    def __init__(self, name, prefix, columns):
        self.name, self.prefix, self.columns = name, prefix, columns
        self.rows = []

    def add(self, at, on, *values, tags="", until=""):
        key = f"bj-{self.prefix}-{len(self.rows) + 1:03}"
        self.rows.append([key, at, on, until, tags, *values])
        return key

    def save(self):
        write(f"records/{self.name}.csv", "key,unit,on,until,tags," + self.columns, self.rows)
