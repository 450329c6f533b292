"""The language of indicators (doc/packs.md), read a second time: text to nested tuples."""

import re
from fractions import Fraction

TOKEN = re.compile(r'\s*(\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?|[a-z][a-z0-9_]*|"[^"]*"|'
                   r'!=|<=|>=|[(),+\-*/=<>])')
AGGREGATES = ("count", "sum", "max", "distinct", "latest", "first", "last", "streak")
FUNCTIONS = ("share", "ratio", "growth", "rank", "cumulative", "target", "progress")


class Reader:
    def __init__(self, text):
        self.words = TOKEN.findall(text) + [""]

    def peek(self, ahead=0):
        return self.words[min(ahead, len(self.words) - 1)]

    def take(self, expected=None):
        word = self.words.pop(0)
        if expected is not None and word != expected:
            raise ValueError(f"{expected} expected, {word} found")
        return word

    def accept(self, word):
        if self.peek() == word:
            self.take()
            return True
        return False

    # ---- conditions: ("and", …), ("or", …), ("not", x), (operator, field, values)

    def condition(self):
        parts = [self.conjunction()]
        while self.accept("or"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else ("or", *parts)

    def conjunction(self):
        parts = [self.single()]
        while self.accept("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else ("and", *parts)

    def single(self):
        if self.accept("not"):
            return ("not", self.single())
        if self.accept("("):
            inner = self.condition()
            self.take(")")
            return inner
        field, operator = self.take(), self.take()
        values = []
        if operator == "in":
            self.take("(")
            while True:
                values.append(self.literal())
                if not self.accept(","):
                    break
            self.take(")")
        elif operator not in ("given", "missing"):
            values.append(self.literal())
        return (operator, field, values)

    def literal(self):
        sign = "-" if self.accept("-") else ""
        return sign + self.take().strip('"')

    # ---- aggregates: a dictionary

    def aggregate(self):
        found = {"kind": self.take(), "field": "", "key": "", "time": "", "where": None}
        if found["kind"] in ("first", "last"):
            self.take("day")
        elif found["kind"] not in ("count", "streak"):
            found["field"] = self.take()
            if self.accept("by"):
                found["key"] = self.take()
        self.take("of")
        found["ledger"] = self.take()
        if self.accept("standing"):
            found["time"] = "standing"
        elif self.accept("to"):
            self.take("date")
            found["time"] = "to date"
        if self.accept("where"):
            found["where"] = self.condition()
        self.take("")
        return found

    # ---- formulas: a Fraction, a name, or (operator, …)

    def sum(self):
        left = self.product()
        while self.peek() in ("+", "-"):
            left = (self.take(), left, self.product())
        return left

    def product(self):
        left = self.factor()
        while self.peek() in ("*", "/"):
            left = (self.take(), left, self.factor())
        return left

    def factor(self):
        if self.accept("-"):
            return ("negate", self.factor())
        if self.accept("("):
            inner = self.sum()
            self.take(")")
            return inner
        word = self.take()
        if word[0].isdigit():
            return Fraction(word)
        if not self.accept("("):
            return word
        call = [word, self.take()]
        while self.accept(","):
            call.append(self.take())
        self.take(")")
        return tuple(call)


def parse(text):
    """("declared",), ("aggregate", dictionary) or ("formula", tree)."""
    reader = Reader(text)
    if reader.words[:2] == ["declared", ""]:
        return ("declared",)
    if reader.peek() in AGGREGATES and re.fullmatch("[a-z][a-z0-9_]*", reader.peek(1) or "-"):
        return ("aggregate", reader.aggregate())
    tree = reader.sum()
    reader.take("")
    return ("formula", tree)
