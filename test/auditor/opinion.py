"""Figures computed the naive way: every record is asked one by one, every number is a fraction.

An opinion is a dictionary: kind, value (a Fraction, a date or None), qualifier, not_applicable,
and for what is missing a reason; for what is proven also the records behind it.
"""

from fractions import Fraction

import language
import periods


def rounded(value, decimals):
    """Half away from zero."""
    scaled = abs(value) * 10 ** decimals
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10 ** decimals)


def missing(reason):
    return {"kind": "missing", "value": None, "qualifier": "missing", "not_applicable": False,
            "reason": reason, "operands": []}


def number(kind, value, qualifier="exact", operands=()):
    return {"kind": kind, "value": value, "qualifier": qualifier, "not_applicable": False,
            "reason": "", "operands": list(operands)}


def not_applicable(kind):
    return {"kind": kind, "value": None, "qualifier": "not_applicable", "not_applicable": True,
            "reason": "", "operands": []}


def weakest(operands, adds=True):
    """The strongest claim that is true of the sum, whatever the parts really are."""
    claims = {each["qualifier"] for each in operands}
    if claims <= {"exact"}:
        return "exact"
    if not adds:
        return "about"
    if claims <= {"exact", "at_least"}:
        return "at_least"
    return "at_most" if claims <= {"exact", "at_most"} else "about"


class Opinion:
    """Of one state of the log, on one day. `ledgers` and `indicators` are those of history.py."""

    def __init__(self, log, ledgers, indicators, today):
        self.log, self.ledgers, self.today = log, ledgers, today
        self.indicators = indicators
        self.trees = {name: language.parse(each["value"]) for name, each in indicators.items()}

    def figure(self, name):
        aspect, indicator, unit, period, filters = name
        actual = ("", indicator, unit, period, filters)
        if aspect == "target":
            return self.stated(name) or missing("figure.no_target")
        if aspect == "growth":
            return self.growth(actual, max(self.decimals(indicator), 2))
        if aspect == "rank":
            return self.rank(actual, False)
        if aspect == "progress":
            return self.quotient(self.figure(actual), self.figure(("target", *actual[1:])), 100,
                                 max(self.decimals(indicator), 2))
        kind, *rest = self.trees[indicator]
        if kind == "aggregate":
            return self.aggregate(name, rest[0])
        if kind == "formula":
            found = self.formula(name, rest[0])
            return self.stated(name) or found if found["value"] is None else found
        return self.stated(name) or self.rollup(name)

    def decimals(self, indicator):
        each = self.indicators[indicator]
        return each.get("decimals", 2 if each["unit"] == "%" else 0)

    def provisional(self, name):
        _, _, unit, period, _ = name
        return not any(periods.contains(closed, period) and
                       (top == unit or self.log.lies_below(unit, top, periods.last(period)))
                       for top, closed in self.log.closings)

    # ---- declared

    def stated(self, name):
        payload = self.log.declared.get(name)
        if payload is None:
            return None
        if "value" not in payload:
            return not_applicable("declared")
        return number("declared", Fraction(payload["value"]), payload["qualifier"])

    def rollup(self, name):
        aspect, indicator, unit, period, filters = name
        if self.indicators[indicator].get("rollup") != "sum":
            return missing("figure.not_declared")
        parts = [self.figure((aspect, indicator, child, period, filters))
                 for child in self.log.children(unit, periods.last(period))]
        parts = [part for part in parts if part["value"] is not None]
        if not parts:
            return missing("figure.not_declared")
        return number("derived", sum(part["value"] for part in parts), weakest(parts))

    # ---- aggregates

    def in_subtree(self, unit, top, period, day):
        end = periods.last(period)
        if self.log.stands(unit, end):
            return self.log.lies_below(unit, top, end)
        return self.log.lies_below(unit, top, day)

    def aggregate(self, name, what):
        aspect, _, unit, period, filters = name
        time = what["time"]
        if not time and (aspect == "cumulative" or what["kind"] in ("latest", "streak")):
            time = "to date"
        reported = [each for each in self.log.records.values()
                    if each.ledger == what["ledger"] and each.state == "approved" and
                    each.on < period[1] and (time or each.on >= period[0]) and
                    self.in_subtree(each.unit, unit, period, each.on)]
        nil_returns = [(top, closed) for ledger, top, closed in self.log.nil_returns
                       if ledger == what["ledger"] and periods.overlaps(closed, period) and
                       self.in_subtree(top, unit, period,
                                       min(periods.last(closed), periods.last(period)))]
        standing = [each for each in reported if time != "standing" or self.stands(each, period)]
        chosen = [each for each in standing
                  if what["where"] is None or self.holds(what["where"], each, unit)]
        found = self.sum_up(what, period, chosen, filters, unit)
        # What is missing as a whole may have parts with ground in a formula of it.
        behind = found.get("behind", [])
        if not reported and not nil_returns:
            found = missing("figure.not_reported")
        elif self.lacks_a_part(what["ledger"], period, reported, nil_returns):
            found = missing("figure.part_not_reported")
        if found["value"] is None:
            found = self.stated(name) or found
        return dict(found, behind=behind)

    def stands(self, record, period):
        field = self.ledgers[record.ledger].get("standing_until")
        ended = record.field(field) if field else None
        return ended is None or periods.day(ended) >= period[1]

    def lacks_a_part(self, ledger, period, reported, nil_returns):
        kind = self.ledgers[ledger].get("expects")
        if not kind:
            return False
        units = {each.unit for each in reported} | {unit for unit, _ in nil_returns}
        for part in periods.whole_parts(period, kind):
            if part[1] > self.today:
                continue
            for unit in units:
                told = any(each.unit == unit and each.ledger == ledger and
                           each.state == "approved" and part[0] <= each.on < part[1]
                           for each in self.log.records.values())
                told = told or any(who == unit and periods.overlaps(part, closed)
                                   for who, closed in nil_returns)
                if not told and self.log.stands(unit, periods.last(part)):
                    return True
        return False

    def sum_up(self, what, period, chosen, filters, unit):
        kind, field = what["kind"], what["field"]
        fits = lambda each: all(self.holds(("=", name, [value]), each, unit, True)
                                for name, value in filters)
        if kind == "latest":
            return self.stock(what, chosen, fits)
        chosen = [each for each in chosen if fits(each)]
        given = [each for each in chosen if field and self.value(each, field) is not None]
        proven = lambda value, records: dict(number("proven", value), behind=chosen,
                                             records=sorted(each.name for each in records))
        if kind == "count":
            return proven(Fraction(len(chosen)), chosen)
        if kind == "streak":
            years = {each.on.year for each in chosen}
            year = periods.last(period).year
            count = 0
            while year - count in years:
                count += 1
            return proven(Fraction(count), chosen)
        if kind in ("first", "last"):
            if not chosen:
                return missing("figure.not_reported")
            best = (min if kind == "first" else max)(each.on for each in chosen)
            return proven(best, [each for each in chosen if each.on == best])
        if chosen and not given:
            return dict(missing("figure.no_values"), behind=chosen)
        if kind == "sum":
            return proven(sum((Fraction(each.field(field)) for each in given), Fraction()), chosen)
        if kind == "distinct":
            return proven(Fraction(len({self.value(each, field) for each in given})), chosen)
        if not given:
            return missing("figure.not_reported")
        best = max(Fraction(each.field(field)) for each in given)
        return proven(best, [each for each in given if Fraction(each.field(field)) == best])

    def stock(self, what, chosen, fits):
        newest = {}
        for each in chosen:
            if each.field(what["field"]) is None:
                continue
            key = self.value(each, what["key"]) if what["key"] else each.unit
            other = newest.get(key)
            if other is None or (other.on, other.entered) < (each.on, each.entered):
                newest[key] = each
        if not newest:
            return missing("figure.no_values")
        counted = [each for each in newest.values() if fits(each)]
        value = sum((Fraction(each.field(what["field"])) for each in counted), Fraction())
        return dict(number("proven", value), behind=counted,
                    records=sorted(each.name for each in counted))

    # ---- conditions

    def value(self, record, field):
        if field == "on":
            return record.content["on"]
        return record.unit if field == "unit" else record.field(field)

    def holds(self, condition, record, asked, is_filter=False):
        operator, *rest = condition
        if operator == "and":
            return all(self.holds(part, record, asked) for part in rest)
        if operator == "or":
            return any(self.holds(part, record, asked) for part in rest)
        if operator == "not":
            return not self.holds(rest[0], record, asked)
        field, values = rest
        if field == "tag":
            return (values[0] in record.content.get("tags", [])) == (operator == "=")
        if field == "host":
            return (asked in record.content.get("hosts", [])) == (operator == "=")
        if field == "unit" and values == ["self"] and not is_filter:
            return (record.unit == asked) == (operator == "=")
        value = self.value(record, field)
        if operator in ("given", "missing"):
            return (value is None) == (operator == "missing")
        if value is None:
            return False
        kind = self.ledgers[record.ledger]["fields"].get(field, {}).get("type", "text")
        exact = Fraction if kind in ("integer", "decimal") else str
        value, values = exact(value), [exact(each) for each in values]
        return {"=": value == values[0], "!=": value != values[0], "<": value < values[0],
                "<=": value <= values[0], ">": value > values[0], ">=": value >= values[0],
                "in": value in values}[operator]

    # ---- formulas

    def lacking(self, operands):
        """What is computed from these when one of them has no number."""
        if any(each["not_applicable"] for each in operands):
            return not_applicable("derived")
        if any(each["value"] is None for each in operands):
            return missing("figure.operand_missing")
        return None

    def quotient(self, a, b, factor, decimals):
        if (found := self.lacking([a, b])) is not None:
            return found
        if b["value"] == 0:
            return missing("figure.division_by_zero")
        exact = a["value"] * factor / b["value"]
        return dict(number("derived", rounded(exact, decimals), weakest([a, b], False)),
                    exact=exact)

    def expected(self, indicator):
        kind, *rest = self.trees[indicator]
        if kind == "aggregate":
            return periods.PARTS.get(self.ledgers[rest[0]["ledger"]].get("expects"), 0)
        if kind == "declared":
            return 0
        return max([self.expected(each) for _, each in names_in(rest[0], "")], default=0)

    def growth(self, actual, decimals):
        _, indicator, unit, period, filters = actual
        if self.today < period[0]:
            return missing("figure.period_not_begun")
        until = periods.last(period)
        if self.today <= until:
            until = self.today
            if months := self.expected(indicator):
                kind = {count: name for name, count in periods.PARTS.items()}[months]
                ended = [part for part in periods.whole_parts(period, kind)
                         if part[1] <= self.today]
                if not ended:
                    return missing("figure.no_whole_part")
                until = periods.last(ended[-1])
        now = self.figure(("", indicator, unit, (period[0], until + periods.ONE), filters))
        then = self.figure(("", indicator, unit, periods.like_until(period, until), filters))
        if (found := self.lacking([now, then])) is not None:
            return found
        if then["value"] == 0:
            return missing("figure.growth_from_zero")
        exact = (now["value"] - then["value"]) * 100 / then["value"]
        return dict(number("derived", rounded(exact, decimals), weakest([now, then], False)),
                    exact=exact)

    def rank(self, actual, ascending):
        _, indicator, unit, period, filters = actual
        own = self.figure(actual)
        if (found := self.lacking([own])) is not None:
            return found
        end = periods.last(period)
        edge = self.log.edge(unit, end)
        peers = self.log.children(edge.parent, end) if edge and edge.parent else []
        values = []
        for peer in peers:
            if peer != unit and self.log.kinds[peer] == self.log.kinds[unit]:
                value = self.figure(("", indicator, peer, period, filters))["value"]
                if value is not None:
                    values.append(value)
        if not values:
            return missing("figure.no_peers")
        better = sum(value < own["value"] if ascending else value > own["value"]
                     for value in values)
        return number("derived", Fraction(better + 1))

    def formula(self, name, tree):
        _, indicator, *_ = name
        decimals = self.decimals(indicator)
        if isinstance(tree, tuple) and tree[0] in language.FUNCTIONS:
            return self.function(name, tree, decimals)
        operands, state = [], {"divides": False, "reason": ""}
        value = self.evaluate(name, tree, operands, state)
        if any(each["not_applicable"] for each in operands):
            return not_applicable("derived")
        if value is None:
            return missing(state["reason"])
        if state["divides"]:
            value = rounded(value, decimals)
        return number("derived", value, weakest(operands, only_adds(tree)))

    def evaluate(self, name, tree, operands, state):
        """The exact value, or None with state["reason"] of the first operand that has none."""
        def fail(reason):
            state["reason"] = state["reason"] or reason

        if isinstance(tree, Fraction):
            return tree
        if isinstance(tree, str):
            figure = self.figure((name[0], tree, *name[2:]))
            operands.append(figure)
            if figure["value"] is None:
                fail("figure.operand_missing")
            return figure["value"]
        operator, *parts = tree
        if operator in language.FUNCTIONS:
            figure = self.function(name, tree, 12)
            operands.append(figure)
            if figure["value"] is None:
                fail(figure["reason"])
            if "exact" in figure:
                state["divides"] = True
                return figure["exact"]
            return figure["value"]
        values = [self.evaluate(name, part, operands, state) for part in parts]
        if operator == "/":
            state["divides"] = True
        if None in values:
            return None
        if operator == "negate":
            return -values[0]
        if operator == "/" and values[1] == 0:
            fail("figure.division_by_zero")
            return None
        a, b = values
        return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[
            operator]()

    def function(self, name, call, decimals):
        function, first, *more = call
        actual = ("", first, *name[2:])
        if function in ("share", "ratio"):
            return self.quotient(self.figure(actual), self.figure(("", more[0], *name[2:])),
                                 100 if function == "share" else 1, decimals)
        if function == "growth":
            return self.growth(actual, decimals)
        if function == "rank":
            return self.rank(actual, more == ["ascending"])
        target = self.figure((function if function == "cumulative" else "target", *actual[1:]))
        if function == "progress":
            return self.quotient(self.figure(actual), target, 100, decimals)
        found = self.lacking([target])
        return found or number("derived", target["value"], target["qualifier"])

    # ---- parts

    def values(self, name, by):
        """By what a figure splits: values of its records, of its operands', and declared ones."""
        aspect, indicator, unit, period, filters = name
        kind, *rest = self.trees[indicator]
        values = {value for other in self.log.declared for field, value in other[4]
                  if field == by and (*other[:4], without(other[4], by)) == name}
        if kind == "formula":
            for its_aspect, each in names_in(rest[0], aspect):
                values |= self.values((its_aspect, each, unit, period, filters), by)
        elif kind == "aggregate":
            for record in self.figure(name).get("behind", []):
                values |= (set(record.content.get("tags", [])) if by == "tag" else
                           {record.field(by)} - {None})
        return values

    def parts(self, name, by):
        """The names of the parts that have ground."""
        aspect, indicator, unit, period, filters = name
        if by == "unit":
            end = periods.last(period)
            ended = {edge.unit for edge in self.log.edges
                     if edge.parent == unit and edge.until <= end and
                     not self.log.stands(edge.unit, end)}
            names = [(aspect, indicator, child, period, filters)
                     for child in ended.union(self.log.children(unit, end))]
        elif by in periods.PARTS:
            names = [(aspect, indicator, unit, part, filters) for part in periods.split(period, by)]
        else:
            values = self.values(name, by)
            names = [(aspect, indicator, unit, period, filters | {(by, value)})
                     for value in values]
        return {each for each in names if self.figure(each)["kind"] != "missing"}


def without(filters, by):
    return frozenset(pair for pair in filters if pair[0] != by)


def names_in(tree, aspect):
    """The (aspect, indicator) of the operands; cumulative() and target() ask for that of theirs."""
    if isinstance(tree, str):
        return [(aspect, tree)] if tree != "ascending" else []
    if isinstance(tree, tuple):
        aspect = tree[0] if tree[0] in ("cumulative", "target") else aspect
        return [name for part in tree[1:] for name in names_in(part, aspect)]
    return []


def only_adds(tree):
    if isinstance(tree, tuple):
        return tree[0] == "+" and all(only_adds(part) for part in tree[1:])
    return True
