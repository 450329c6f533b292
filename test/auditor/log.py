"""The event log read a second time, after doc/formats/event_log.md and nothing else."""

import collections
import datetime
import hashlib
import json
import sqlite3
import uuid

import periods

Event = collections.namedtuple("Event", "seq at_ms actor kind subject record version payload hash")
Edge = collections.namedtuple("Edge", "unit parent start until")


class Broken(Exception):
    """The log does not hold what its format promises."""


def event_hash(event, before):
    def text(value):
        data = value.encode()
        return len(data).to_bytes(4, "big") + data

    record = str(uuid.UUID(bytes=event.record)) if event.record else ""
    return hashlib.sha256(
        b"youju.event.1\n" + event.seq.to_bytes(8, "big") +
        event.at_ms.to_bytes(8, "big", signed=True) + text(event.actor) + text(event.kind) +
        text(event.subject) + text(record) + event.version.to_bytes(4, "big") +
        text(event.payload) + before).digest()


class Record:
    def __init__(self, name, ledger, entered):
        self.name, self.ledger, self.entered = name, ledger, entered
        self.state, self.version = "", 0
        self.content = {}

    def field(self, name):
        return self.content["fields"].get(name)

    @property
    def on(self):
        return periods.day(self.content["on"])

    @property
    def unit(self):
        return self.content["unit"]


class Ledger:
    """Everything that the events say, as plain lists; `follow` reads on from where it was."""

    def __init__(self, path):
        self.base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.head, self.head_hash = 0, bytes(32)
        self.kinds = {}      # of units, by code, in the order they came
        self.edges = []
        self.records = {}    # by UUID, in the order they were entered
        self.nil_returns = []
        self.closings = []
        self.declared = {}   # (aspect, indicator, unit, period, filter) -> payload

    def close(self):
        self.base.close()

    def follow(self):
        rows = self.base.execute(
            "SELECT seq, at_ms, actor, kind, subject, record, version, payload, hash "
            "FROM event WHERE seq > ? ORDER BY seq", (self.head,))
        for row in rows:
            event = Event(*row)
            if event.seq != self.head + 1:
                raise Broken(f"event {event.seq} follows event {self.head}")
            if event_hash(event, self.head_hash) != event.hash:
                raise Broken(f"the hash of event {event.seq} is not that of its bytes")
            self.head, self.head_hash = event.seq, event.hash
            self.take(event, json.loads(event.payload))

    def take(self, event, payload):
        room, _, what = event.kind.partition(".")
        if room == "record":
            self.take_record(event, what, payload)
        elif event.kind == "unit.add":
            self.kinds[event.subject] = payload["kind"]
            self.add_edge(event.subject, payload)
        elif event.kind == "unit.load":
            for code, _, _, kind, parent in payload["units"]:
                self.kinds[code] = kind
                edge = {"from": payload["from"]}
                self.add_edge(code, edge | {"parent": parent} if parent else edge)
        elif event.kind == "unit.rename":
            self.kinds[event.subject] = payload["kind"]
        elif event.kind == "unit.move":
            self.end_edge(event.subject, periods.day(payload["from"]))
            self.add_edge(event.subject, payload)
        elif event.kind == "unit.end":
            self.end_edge(event.subject, periods.day(payload["from"]))
        elif event.kind == "nil.file":
            self.nil_returns.append(
                (event.subject, payload["unit"], periods.parse(payload["period"])))
        elif event.kind == "period.close":
            self.closings.append((payload["unit"], periods.parse(payload["period"])))
        elif event.kind in ("figure.declare", "figure.target"):
            self.declared[name_of(event.subject)] = payload

    def take_record(self, event, what, payload):
        if what == "keep":
            return
        name = str(uuid.UUID(bytes=event.record))
        if what == "enter":
            self.records[name] = Record(name, event.subject, event.seq)
        record = self.records[name]
        if what in ("enter", "edit", "correct", "merge", "evidence"):
            record.content = payload
        record.state, record.version = payload["state"], event.version

    def add_edge(self, unit, payload):
        until = payload.get("until")
        self.edges.append(Edge(unit, payload.get("parent"), periods.day(payload["from"]),
                               periods.day(until) if until else datetime.date.max))

    def end_edge(self, unit, day):
        kept = []
        for edge in self.edges:
            if edge.unit == unit and edge.start == day:
                continue
            if edge.unit == unit and edge.start < day < edge.until:
                edge = edge._replace(until=day)
            kept.append(edge)
        self.edges = kept

    # ---- what stands where, by walking the edges of a day

    def edge(self, unit, day):
        for edge in self.edges:
            if edge.unit == unit and edge.start <= day < edge.until:
                return edge
        return None

    def stands(self, unit, day):
        """Whether a chain of edges leads from it to a root on that day."""
        edge = self.edge(unit, day)
        while edge is not None and edge.parent:
            edge = self.edge(edge.parent, day)
        return edge is not None

    def lies_below(self, unit, top, day):
        """Whether `unit` is `top` or hangs below it on that day, in what stands."""
        if not self.stands(unit, day):
            return False
        edge = self.edge(unit, day)
        while edge is not None:
            if edge.unit == top:
                return True
            edge = self.edge(edge.parent, day) if edge.parent else None
        return False

    def children(self, unit, day):
        if not self.stands(unit, day):
            return []
        return sorted(each for each in self.kinds
                      if (edge := self.edge(each, day)) and edge.parent == unit)

    def record_of(self, ledger, key):
        for record in self.records.values():
            if record.ledger == ledger and record.content["key"] == key:
                return record
        return None


def name_of(text):
    """The parts of a figure's name: aspect, indicator, unit, period, filter."""
    head, _, fields = text.partition("?")
    indicator, unit, period = head.split("@")
    aspect, dot, rest = indicator.partition(".")
    pairs = frozenset(tuple(pair.split("=")) for pair in fields.split(",") if pair)
    return (aspect if dot else "", rest if dot else indicator, unit, periods.parse(period), pairs)
