"""The questions of the cube's bench, as SQL and as one answer that can be compared.

Q1 national sum of a year. Q2 31 provinces x 12 months x 8 types. Q3 a county's year: 240 cells of
type and category, and the different enterprises of each type; of a middling county and of the
largest. Q4 different enterprises of a year, nation and a province. Q5 a county's place in 20
indicators among its siblings and among all counties. Q6 two years of each county of a province.
Q7 the newest 100 records behind a figure. Q8 a durable approval, then the right national figure.
"""

import hashlib

YEAR = "mon BETWEEN 48 AND 59"
TWO_YEARS = "mon BETWEEN 36 AND 59"


def units(folder):
    """What questions.txt says: name -> unit."""
    lines = (folder / "questions.txt").read_text().split("\n")
    return {name: int(unit) for name, unit in (line.split() for line in lines if line)}


def indicators(count="1"):
    """20 sums: records and audience of each type, copies of four categories."""
    sums = []
    for kind in range(8):
        sums += [f"sum(CASE WHEN type={kind} THEN {count} ELSE 0 END)",
                 f"sum(CASE WHEN type={kind} THEN aud ELSE 0 END)"]
    return ", ".join(sums + [f"sum(CASE WHEN cat={cat} THEN copies ELSE 0 END)"
                             for cat in range(4)])


def queries(unit, table="rec", approved="state=2"):
    """name -> statements; the answer of Q5 goes through rank()."""
    year = f"FROM {table} WHERE {approved} AND {YEAR}"
    county = "SELECT type, cat, count(*), sum(aud), sum(copies) {} AND county={} GROUP BY type, cat"
    different = "SELECT type, count(DISTINCT ent) {} AND county={} GROUP BY type"
    place = f"SELECT county, {indicators()} {year} AND county BETWEEN {{}} AND {{}} GROUP BY county"
    return {
        "Q1": [f"SELECT sum(aud) {year}"],
        "Q2": [f"SELECT prov, mon, type, sum(aud) {year} GROUP BY prov, mon, type"],
        "Q3med": [county.format(year, unit["county"]), different.format(year, unit["county"])],
        "Q3top": [county.format(year, unit["top"]), different.format(year, unit["top"])],
        "Q4nat": [f"SELECT count(DISTINCT ent) {year}"],
        "Q4prov": [f"SELECT count(DISTINCT ent) {year} AND prov={unit['province']}"],
        "Q5sib": [place.format(unit["city"], unit["city_last"])],
        "Q5nat": [place.format(1, 10**9)],
        "Q6": [f"SELECT county, sum(CASE WHEN mon>=48 THEN aud ELSE 0 END), "
               f"sum(CASE WHEN mon<48 THEN aud ELSE 0 END) FROM {table} WHERE {approved} AND "
               f"{TWO_YEARS} AND county BETWEEN {unit['province']} AND {unit['province_last']} "
               "GROUP BY county"],
        "Q7": [f"SELECT id, org, type, cat, aud, copies, ent FROM {table} WHERE {approved} AND "
               f"county={unit['top']} AND type=1 AND day BETWEEN '2024-01-01' AND '2024-12-31' "
               "ORDER BY day DESC, id DESC LIMIT 100"],
    }


def rank(rows, county):
    """The county's place in each indicator, 1 for the greatest value."""
    mine = next(row for row in rows if row[0] == county)
    return [tuple(1 + sum(row[i] > mine[i] for row in rows) for i in range(1, len(mine)))]


def digest(sets):
    """Ten hex digits of an answer: of its sets of rows, each in order, as integers."""
    text = hashlib.sha1()
    for rows in sets:
        for row in sorted(tuple(int(cell or 0) for cell in row) for row in rows):
            text.update(repr(row).encode())
    return text.hexdigest()[:10]


def answer(name, sets, unit):
    """The digest of what a peer's statements gave."""
    sets = [[tuple(int(cell or 0) for cell in row) for row in rows] for rows in sets]
    return digest([rank(sets[0], unit["county"])] if name.startswith("Q5") else sets)


def new_record(unit, number):
    """An approved record of the middling county in 2024, one person in its audience."""
    return (10**9 + number, unit["county_last"], unit["province_of_county"], unit["city"],
            unit["county"], "2024-06-15", 53, 1, 2, 1, 0, 77, 2)
