"""The snapshot of the figures in a folder with many records: whole or not used, and never a wrong
figure, however the server ended and wherever the file came from."""

import concurrent.futures
import contextlib
import functools
import http.client
import json
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from harness import COUNTY, ROOT, UNIT, YEAR, Failure, case, check

sys.path.insert(0, str(ROOT / "bench"))
import load  # noqa: E402

RECORDS = 206_000  # below 200,000 there is no snapshot
LOGIN, PASSWORD = "keeper", "Kepu-2020-0306"
CLIENTS, KILLS = 4, 6
LEDGER = "/api/ledgers/training/records"


def keep_rollups(world, data):
    """Asks until the roll-ups are made and stand in the snapshot."""
    before = snapshot(data).stat().st_mtime_ns
    until = time.monotonic() + 60
    with running(world, data) as server:
        visitor = Visitor(server.port)
        while snapshot(data).stat().st_mtime_ns == before:
            check(time.monotonic() < until, "the roll-ups were not kept")
            check(visitor.trainings() == RECORDS, "the server counts otherwise")
        check(server.end() == "", "something was said")


def many(world):
    """A copy of a folder with many records and its snapshot, which is loaded once."""
    loaded = world.top / "many"
    if not loaded.exists():
        example = world.top / "many-example"
        load.write_example(example, RECORDS)
        world.run("load", example, data=loaded).expect(0)
        world.run("person", "add", LOGIN, "--name", LOGIN, "--role", "administrator",
                  "--unit", "100000", data=loaded).expect(0)
        world.run("person", "password", LOGIN, data=loaded, input=PASSWORD.encode() + b"\n"
                  ).expect(0)
        check(snapshot(loaded).exists(), "the load left no snapshot")
        keep_rollups(world, loaded)
    return shutil.copytree(loaded, world.folder / "data")


def snapshot(data):
    return pathlib.Path(data) / "cube.snapshot"


def figures(world, data):
    """All figures of the county's year, and what was said beside them."""
    done = world.run("figures", "--unit", UNIT, "--period", YEAR, data=data).expect(0)
    return done.out, done.err


def check_figures(world, data, said=""):
    """They are what they are without the snapshot, which stays; one line is said, or nothing."""
    given, words = figures(world, data)
    check(words.count("\n") == (1 if said else 0) and said in words, f"said {words!r}, not {said}")
    kept = snapshot(data)
    aside = kept.with_suffix(".aside")
    kept.rename(aside)
    right, words = figures(world, data)
    aside.rename(kept)
    check(words == "", f"without a snapshot was said {words!r}")
    check(given == right, f"figures {given}\n  are not those without a snapshot {right}")
    return given


def spoiled(data):
    """What the figures show then is of the snapshot and the log: a row is gone from the table."""
    with sqlite3.connect(data / "youju.db") as database:
        database.execute("DELETE FROM rec_training WHERE entry_key ="
                         " (SELECT min(entry_key) FROM rec_training)")
    database.close()


class Server:
    """A server that may be killed."""

    def __init__(self, world, data, environment=None):
        self.words = world.folder / "serve.err"
        with open(self.words, "wb") as words:
            self.process = subprocess.Popen(
                world.command(["serve", "--listen", "127.0.0.1:0"], data), stdout=subprocess.PIPE,
                stderr=words, env={**world.environment(), **(environment or {})}, cwd=world.folder)

    @functools.cached_property
    def port(self):
        line = self.process.stdout.readline().decode("utf-8")
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        check(found is not None, f"serve printed no address but {line!r}")
        return int(found.group(1))

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        check(status == (0 if how == signal.SIGTERM else -how), f"serve ended with {status}")
        return self.words.read_text(encoding="utf-8")


@contextlib.contextmanager
def running(world, data, environment=None):
    server = Server(world, data, environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


class Visitor:
    """Who is signed in, or has been: with the `head` of an earlier visit."""

    def __init__(self, port, head=None):
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.head = head or {"Content-Type": "application/json"}
        if head is None:
            signed = self.ask("POST", "/api/session", {"login": LOGIN, "password": PASSWORD})
            self.head["X-Youju-CSRF"] = signed["csrf"]

    def ask(self, method, path, body=None):
        self.line.request(method, path, None if body is None else json.dumps(body), self.head)
        answer = self.line.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise Failure(f"{method} {path}: {answer.status} {said[:300]!r}")
        if cookie := answer.headers.get("Set-Cookie"):
            self.head["Cookie"] = cookie.partition(";")[0]
        return json.loads(said)

    def trainings(self):
        return int(self.ask("GET", f"/api/figures/trainings@{UNIT}@{YEAR}")["value"])


def withdraw(visitor, ids, done):
    """One record after the other until the server is gone; `done` has those it confirmed."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        for each in ids:
            visitor.ask("POST", f"{LEDGER}/{each}/withdraw", {"version": 1, "reason": "重复登记"})
            done.append(each)


def approved(data):
    with sqlite3.connect(f"file:{data / 'youju.db'}?mode=ro", uri=True) as database:
        found = database.execute("SELECT lower(id) FROM rec_training WHERE state = 'approved'"
                                 ).fetchall()
    database.close()
    return [row[0] for row in found]


@case
def a_server_that_is_ended_leaves_a_whole_snapshot(world):
    data = many(world)
    right = check_figures(world, data)
    for wait in (0, 0.05, 0.3):
        snapshot(data).unlink()
        with running(world, data) as server:
            check(server.port > 0, "it does not listen")
            time.sleep(wait)
            check(server.end() == "", "something was said")
        check(snapshot(data).exists(), "no snapshot was left")
        check(list(data.glob("cube.snapshot.*")) == [], "something was left half-way")
    spoiled(data)
    given, words = figures(world, data)
    check((given, words) == (right, ""), f"the snapshot was not used: {words!r} {given}")


def kill_in_traffic(server, head, ids, wait):
    """Those whose withdrawal was confirmed before the server was killed."""
    done = []
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        for client in range(CLIENTS):
            pool.submit(withdraw, Visitor(server.port, head), ids[client::CLIENTS], done)
        time.sleep(wait)
        server.process.kill()
    return done


def kill_in_writing(server, data):
    """Killed as soon as the next snapshot is begun, which is so at the start when there is none."""
    until = time.monotonic() + 60
    while not any(data.glob("cube.snapshot.*")):
        check(time.monotonic() < until, "no snapshot was begun")
    server.process.kill()


@case
def a_server_killed_in_traffic_or_while_it_writes_loses_nothing_and_counts_right(world):
    data = many(world)
    moments = random.Random(5)
    with running(world, data) as server:
        head = Visitor(server.port).head  # a session survives its server
        server.end()
    left = approved(data)
    gone = halfway = 0
    for turn in range(KILLS):
        done = []
        if turn % 2 == 0:
            snapshot(data).unlink()
        with running(world, data) as server:
            if turn % 2 == 0:
                kill_in_writing(server, data)
            else:
                done = kill_in_traffic(server, head, left, moments.uniform(0.05, 1.0))
            words = server.end(signal.SIGKILL)
        check(words == "", f"was said {words!r}")
        halfway += not snapshot(data).exists()
        still = approved(data)
        check(not set(done) & set(still), "a withdrawal that was confirmed is not there")
        gone += len(left) - len(still)
        left = still
        check(snapshot(data).exists() or turn % 2 == 0, "the older snapshot is gone")
        with running(world, data) as server:
            counted = Visitor(server.port, head).trainings()
            check(server.end() == "", "something was said at the start after the kill")
        check(counted == len(left), f"{counted} trainings counted of {len(left)}")
        check_figures(world, data)
    print(f"      {gone} were withdrawn, {halfway} kills left no snapshot")
    check(gone >= KILLS, "hardly one was withdrawn before the kill")
    check(halfway > 0, "no kill fell into the writing")
    world.audited(data)


@case
def a_damaged_snapshot_is_told_once_and_made_anew(world):
    data = many(world)
    right = check_figures(world, data)
    whole = snapshot(data).read_bytes()
    place = len(whole) // 2
    for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:],
                    b""):
        snapshot(data).write_bytes(damaged)
        said = "快照已损坏" if damaged else "快照的格式"
        check(check_figures(world, data, said) == right, "the figures are others")
        with running(world, data) as server:
            check(Visitor(server.port).trainings() == RECORDS, "the server counts otherwise")
            words = server.end()
        check(words.count("\n") == 1 and said in words, f"the server said {words!r}")
        check_figures(world, data)


@case
def a_snapshot_of_another_store_or_of_a_later_one_is_told_and_not_used(world):
    data = many(world)
    right = check_figures(world, data)
    copy = world.folder / "copy.backup"
    world.run("backup", copy, data=data).expect(0)
    # One that has gone on.
    with running(world, data) as server:
        done = []
        withdraw(Visitor(server.port), approved(data)[:3], done)
        check(server.end() == "" and len(done) == 3, "three were not withdrawn")
    snapshot(data).unlink()
    with running(world, data) as server:
        check(server.port > 0, "it does not listen")
        server.end()
    went_on = check_figures(world, data)
    check(went_on != right, "nothing went on")
    restored = world.folder / "restored"
    world.run("restore", copy, data=restored).expect(0)
    shutil.copy(snapshot(data), snapshot(restored))
    check(check_figures(world, restored, "快照晚于数据库") == right, "the backup's are others")
    # Now the restored one goes another way until it is as long, and longer.
    world.run("load", COUNTY, data=restored).expect(0)
    shutil.copy(snapshot(data), snapshot(restored))
    check_figures(world, restored, "属于另一个数据库")
    # A folder that was copied is no other store.
    check(check_figures(world, shutil.copytree(data, world.folder / "copied")) == went_on,
          "the copied folder says something else")
    # An old one of its own store is followed by what came since.
    shutil.copy(snapshot(world.top / "many"), snapshot(data))
    check(check_figures(world, data) == went_on, "an older snapshot was not followed by the log")


@case
def a_clock_that_goes_back_changes_no_figure(world):
    data = many(world)
    right = check_figures(world, data)
    second = 1000
    now = time.time_ns() // 1_000_000
    year = 366 * 24 * 3600 * second
    done = []
    # Today, a year ago, an hour before that, and today again; each time there is a snapshot, and at
    # last one that was made while the clock was wrong.
    for turn, clock in enumerate((now, now - year, now - year - 3600 * second, now)):
        if turn == 2:
            snapshot(data).unlink()
        with running(world, data, {"YOUJU_NOW_MS": str(clock)}) as server:
            visitor = Visitor(server.port)
            withdraw(visitor, approved(data)[:3], done)
            check(visitor.trainings() == RECORDS - len(done), "the server counts otherwise")
            check(server.end() == "", "something was said")
        check(len(done) == 3 * (turn + 1), f"{len(done)} were withdrawn in {turn + 1} turns")
        given = check_figures(world, data)
        check(given != right, "nothing was changed")
        right = given
    world.audited(data)
