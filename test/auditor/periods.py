"""Days and periods, the auditor's own way: a period is (first day, day after the last)."""

import calendar
import datetime

ONE = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text)


def month_start(index):
    """The first day of a month that is counted since the year 0."""
    return datetime.date(index // 12, index % 12 + 1, 1)


def index_of(date):
    return date.year * 12 + date.month - 1


def _simple(text):
    year = int(text[:4])
    part = text[5:]
    if not part:
        return month_start(year * 12), month_start(year * 12 + 12)
    if part[0] == "W":
        monday = datetime.date.fromisocalendar(year, int(part[1:]), 1)
        return monday, monday + 7 * ONE
    if part[0] in "HQ":
        months = 6 if part[0] == "H" else 3
        first = year * 12 + (int(part[1:]) - 1) * months
        return month_start(first), month_start(first + months)
    if len(part) == 2:
        first = year * 12 + int(part) - 1
        return month_start(first), month_start(first + 1)
    return day(text), day(text) + ONE


def parse(text):
    if ".." not in text:
        return _simple(text)
    left, right = text.split("..")
    return _simple(left)[0], _simple(right)[1]


def last(period):
    return period[1] - ONE


def contains(outer, inner):
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def of_whole_months(period):
    return period[0].day == 1 and period[1].day == 1


def year_before(date, years=1):
    """The like date; 29 February becomes the 28th."""
    year = date.year - years
    return date.replace(year=year, day=min(date.day, calendar.monthrange(year, date.month)[1]))


def like(period):
    """The whole like period a year before, or of a run of five years and more just before it."""
    first, after = period
    if (after - first).days == 7 and first.weekday() == 0:
        year, week, _ = first.isocalendar()
        try:
            monday = datetime.date.fromisocalendar(year - 1, week, 1)
        except ValueError:
            monday = datetime.date.fromisocalendar(year - 1, 52, 1)
        return monday, monday + 7 * ONE
    if of_whole_months(period):
        months = index_of(after) - index_of(first)
        whole_years = first.month == 1 and months % 12 == 0
        back = months if whole_years and months >= 60 else 12
        return month_start(index_of(first) - back), month_start(index_of(after) - back)
    return year_before(first), year_before(last(period)) + ONE


def like_until(period, until):
    """The like period, cut where (period[0], until) is cut."""
    whole = like(period)
    if until == last(period):
        return whole
    if (period[1] - period[0]).days == 7 and period[0].weekday() == 0:
        return whole[0], whole[0] + (until - period[0]) + ONE
    years = period[0].year - whole[0].year
    if of_whole_months((period[0], until + ONE)):
        return whole[0], month_start(index_of(until + ONE) - 12 * years)
    return whole[0], year_before(until, years) + ONE


PARTS = {"month": 1, "quarter": 3, "year": 12}


def whole_parts(period, kind):
    """Every whole month, quarter or year inside: tried one by one."""
    months = PARTS[kind]
    found = []
    for index in range(index_of(period[0]) - 12, index_of(period[1]) + 1):
        if index % months == 0:
            part = (month_start(index), month_start(index + months))
            if contains(period, part):
                found.append(part)
    return found


def split(period, kind):
    """The parts a period is made of; nothing if it is not made of such."""
    parts = whole_parts(period, kind)
    made = bool(parts) and parts[0][0] == period[0] and parts[-1][1] == period[1]
    return parts if made else []
