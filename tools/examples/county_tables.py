"""Writes the csv files of a county example; used by tongguan.py and licheng.py."""

import csv
import pathlib

HEAD = ["key", "unit", "on", "until", "tags", "hosts"]


def spread(total, weights, least=0):
    """Whole parts in proportion to weights, none below least, that add up to total exactly."""
    rest = total - least * len(weights)
    assert rest >= 0, (total, least, len(weights))
    whole = sum(weights)
    parts = [rest * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(rest * weights[at] % whole), at))
    for at in order[: rest - sum(parts)]:
        parts[at] += 1
    return [least + part for part in parts]


def uneven(count, salt, low=3, high=11):
    """Weights that look like life: neither equal nor rising; the same on every run."""
    state = salt * 2654435761 % 4294967296 or 1
    weights = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        weights.append(low + (state >> 12) % (high - low + 1))
    return weights


class Tables:
    """`prefix` keeps the keys of one example apart from those of another in the same data folder."""

    def __init__(self, folder, prefix):
        self.folder = pathlib.Path(folder)
        self.prefix = prefix
        self.rows = {}
        self.papers = {}

    def paper(self, name, text):
        """An evidence file that a record can name; returns its name."""
        self.papers[name] = text
        return name

    def add(self, ledger, unit, on, until="", tags="", hosts="", **fields):
        """Adds a record; returns its key."""
        rows = self.rows.setdefault(ledger, [])
        key = f"{self.prefix}-{ledger.replace('_', '-')}-{len(rows) + 1:03d}"
        rows.append({"key": key, "unit": unit, "on": on, "until": until, "tags": tags,
                     "hosts": hosts, **fields})
        return key

    def write(self):
        records = self.folder / "records"
        records.mkdir(parents=True, exist_ok=True)
        for stale in records.glob("*.csv"):
            stale.unlink()
        for ledger, rows in sorted(self.rows.items()):
            columns = [name for name in HEAD if name in ("key", "unit", "on")
                       or any(row[name] for row in rows)]
            for row in rows:
                columns += [name for name in row if name not in columns and name not in HEAD]
            self.plain(f"records/{ledger}.csv", columns,
                       [[row.get(name, "") for name in columns] for row in rows])

        evidence = self.folder / "evidence"
        if self.papers:
            evidence.mkdir(exist_ok=True)
            for stale in evidence.iterdir():
                stale.unlink()
        for name, text in self.papers.items():
            (evidence / name).write_text(text, encoding="utf-8")

    def plain(self, path, columns, rows):
        with open(self.folder / path, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
