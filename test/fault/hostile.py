"""Who is signed in and means no good: text that is no text, paths that climb, JSON without end,
lines that are cut, formulas in every field."""

import contextlib
import csv
import http.client
import io
import json
import pathlib
import socket
import time
import urllib.parse
import xml.etree.ElementTree
import zipfile

from harness import UNIT, case, check
from sockets import address_of, complete, lives, problem_of, status_of, talk

PASSWORD = "Kepu-2020-0306"
RECORDS = "/api/ledgers/lecture/records"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Visitor:
    """A reviewer of the county, signed in."""

    def __init__(self, world, data, address):
        self.host, self.port = address_of(address)
        status, _, body = self.ask("POST", "/api/session",
                                   json.dumps({"login": "li", "password": PASSWORD}))
        check(status == 200, body)

    cookie = csrf = ""

    @staticmethod
    def prepare(world, data):
        world.run("person", "add", "li", "--name", "李", "--role", "reviewer", "--unit", UNIT,
                  data=data).expect(0)
        world.run("person", "password", "li", data=data, input=PASSWORD.encode() + b"\n").expect(0)

    def head(self):
        return {"Cookie": self.cookie, "X-Youju-CSRF": self.csrf, "Accept-Language": "en",
                "Content-Type": "application/json"}

    def lines(self):
        """The head of a raw request, without its first line."""
        return b"".join(f"{name}: {value}\r\n".encode() for name, value in self.head().items())

    def ask(self, method, path, body=None, **more):
        line = http.client.HTTPConnection(self.host, self.port, timeout=30)
        head = {**self.head(), **more}
        line.request(method, path, body.encode() if isinstance(body, str) else body, head)
        answer = line.getresponse()
        said = answer.read()
        if path == "/api/session" and answer.status == 200:
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
            self.csrf = json.loads(said)["csrf"]
        line.close()
        return answer.status, answer.headers, said

    def refused(self, method, path, body=None, among=(400, 404, 422), **more):
        """A problem document that can be read, whatever was sent."""
        status, _, said = self.ask(method, path, body, **more)
        check(status in among, f"{method} {path[:80]!r}: {status} {said[:200]!r}")
        problem = json.loads(said.decode("utf-8"))
        check(problem["status"] == status and problem["title"], problem)
        return problem["id"]


@contextlib.contextmanager
def visiting(world):
    data = world.copy()
    Visitor.prepare(world, data)
    with world.serving(data) as (address, pid):
        yield Visitor(world, data, address), address, pid
    world.audited(data)


def lecture(**fields):
    return json.dumps({"unit": UNIT, "on": "2009-05-06", "fields": {
        "topic": "Bees", "place": "Hall", "attendance": "40", **fields}})


@case
def what_is_no_text_is_refused_with_a_problem_that_can_be_read(world):
    with visiting(world) as (visitor, address, _):
        for path in ("/api/%ff%fe", "/api/ledgers/%ff", "/api/ledgers/%c0%ae/records",
                     "/api/figures/%ed%a0%80@610522@2009", "/api/ledgers/lecture/records/%00",
                     RECORDS + "?q=%ff", RECORDS + "?f.topic%ff=1", RECORDS + "?after=%ff",
                     RECORDS + "?unit=%f5%80%80%80", "/api/summaries/%ff/2009",
                     "/api/ledgers/lecture/export?format=%ff&unit=%ff"):
            visitor.refused("GET", path)
        for body in (b"\xff", b'{"unit":"\xc3"}', b"\x00", b"\xef\xbb\xbf{}",
                     b'{"unit":"\\ud800"}'):
            visitor.refused("POST", RECORDS, body)
        visitor.refused("POST", RECORDS, lecture(topic="a\u0000b"), among=(422,))
        # A field that reads so: text that is none finds nothing, or is no field.
        status, _, said = visitor.ask("GET", RECORDS + "?f.topic=%ff")
        check(status == 200 and json.loads(said)["rows"] == [], said[:200])
        strange = {"X-Real-IP": "\xff\xfe", "User-Agent": "\xff"}
        status, _, _ = visitor.ask("GET", "/api/units", **strange)
        check(status == 200, "strange header fields")
        lives(address)


@case
def json_without_end_and_numbers_without_bound_are_refused(world):
    with visiting(world) as (visitor, address, _):
        deep = "[" * 200_000
        for body in (deep, '{"fields":' * 50_000, '{"a":' + deep,
                     '{"unit":"1","on":"2009-05-06","fields":' + '{"a":' * 40 + "1" + "}" * 41):
            visitor.refused("POST", RECORDS, body)
        for number in ("9" * 30, "1e400", "-1e400", "1" + "0" * 4000, "-0", "NaN", "0x10", "1e5",
                       "９９９", "1,000", "٣"):
            status, _, said = visitor.ask("POST", RECORDS, lecture(attendance=number))
            entered = status == 201 and json.loads(said)["fields"]["attendance"] in ("999", "1000")
            check(status == 422 or entered, f"{number[:20]}: {status} {said[:200]!r}")
        for version in ("1e400", "9" * 40, "-1", "1.5", '"1"', "true"):
            visitor.refused("POST", RECORDS + "/00000000-0000-4000-8000-000000000000/approve",
                            f'{{"version":{version}}}')
        for rows in ("9" * 30, "-1", "1e3", "0x1"):
            visitor.refused("GET", RECORDS + "?rows=" + rows)
        visitor.refused("POST", RECORDS, lecture(topic="长" * 10_000))
        visitor.refused("POST", RECORDS, lecture(**{f"f{n}": "x" for n in range(10_000)}))
        lives(address)


@case
def no_path_leads_out_of_the_folder(world):
    with visiting(world) as (visitor, address, _):
        secret = b"SQLite format 3"
        for path in ("/assets/../../youju.db", "/assets/..%2f..%2fyouju.db", "/%2e%2e/youju.db",
                     "/assets/%2e%2e%5cyouju.db", "/assets//etc/passwd", "/./youju.db",
                     "/assets/%00", "/assets/index.js%00.css", "/plain/../youju.db",
                     RECORDS + "/..%2f..%2f..%2fyouju.db", "//etc/passwd", "http://x/etc/passwd"):
            raw = f"GET {path} HTTP/1.1\r\nHost: x\r\n".encode() + visitor.lines() + b"\r\n"
            said = talk(address, raw)
            check(secret not in said and b"root:" not in said, f"{path}: {said[:200]!r}")
            # The workbench answers its own addresses with its page, and nothing else.
            is_page = b"<!doctype html" in said.lower()
            check(status_of(said) >= 400 or is_page, f"{path}: {said[:99]!r}")
        _, _, said = visitor.ask("POST", RECORDS, lecture())
        at = RECORDS + "/" + json.loads(said)["id"]
        for name in ("../../../tmp/x.txt", "/etc/cron.d/x.txt", "a\r\nSet-Cookie: a=b.txt",
                     "\"><script>alert(1)</script>.txt", "....//x.txt", "\u202egpj.txt"):
            query = "/evidence?name=" + urllib.parse.quote(name)
            status, _, said = visitor.ask("POST", at + query, name.encode(),
                                          **{"Content-Type": "application/octet-stream"})
            check(status in (201, 422), f"{name!r}: {status} {said[:200]!r}")
            if status != 201:
                continue
            digest = json.loads(said)["digest"]
            status, head, said = visitor.ask("GET", at + "/evidence/" + digest)
            check(status == 200 and said == name.encode(), f"{name!r}: {status}")
            told = head["Content-Disposition"]
            check(told.startswith("attachment") and told.isascii() and '"' not in told, told)
            check("Set-Cookie" not in head, "the name became a header field")
            check(head["X-Content-Type-Options"] == "nosniff", "no nosniff")
        kept = sorted(each.name for each in (world.folder / "data").iterdir())
        check(not [each for each in kept if each.endswith(".txt")], kept)
        check(not (world.folder / "x.txt").exists(), "a file outside of the folder")


@case
def what_comes_behind_a_request_is_the_next_or_nothing(world):
    with visiting(world) as (visitor, address, _):
        ask = b"GET /api/units HTTP/1.1\r\nHost: x\r\n" + visitor.lines() + b"\r\n"
        with socket.create_connection(address_of(address), timeout=10) as line:
            line.sendall(ask * 50)
            said = b""
            while said.count(b"HTTP/1.1 200") < 50 or not complete(said[said.rfind(b"HTTP/1.1"):]):
                more = line.recv(1 << 20)
                check(more, f"closed after {said.count(b'HTTP/1.1 200')} of 50")
                said += more
        # Junk behind an answer ends the line, and is not taken for a part of anything.
        for junk in (b"\x00\x01\x02", b"{}\r\n\r\n", b"GET /\r\n\r\n", b"\xff" * 20_000):
            said = talk_all(address, ask + junk)
            check(said.startswith(b"HTTP/1.1 200"), said[:100])
            check(said.count(b"HTTP/1.1 200") == 1, "the junk was answered too")
        # What one body holds beyond its length is no second request in another's name.
        body = lecture(topic="smuggled").encode()
        both = (b"POST " + RECORDS.encode() + b" HTTP/1.1\r\nHost: x\r\n" + visitor.lines() +
                b"Content-Length: 2\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        said = talk_all(address, both)
        check(b" 201 " not in said, f"two lengths: {said[:200]!r}")
        twice = (b"POST " + RECORDS.encode() + b" HTTP/1.1\r\nHost: x\r\n" + visitor.lines() +
                 b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + ask)
        said = talk_all(address, twice)
        check(b" 201 " not in said and said.count(b"HTTP/1.1 200") == 0, f"both: {said[:200]!r}")
        lives(address)


def talk_all(address, data):
    """All that is said until the server closes, which it does."""
    with socket.create_connection(address_of(address), timeout=5) as line:
        said = b""
        with contextlib.suppress(ConnectionError, TimeoutError):
            line.sendall(data)
            with contextlib.suppress(OSError):  # the server has closed it already
                line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                said += more
        return said


@case
def lines_that_are_cut_keep_nothing_and_nobody(world):
    with visiting(world) as (visitor, address, pid):
        ask = b"GET /api/units HTTP/1.1\r\nHost: x\r\n" + visitor.lines() + b"\r\n"
        check(status_of(talk_all(address, ask)) == 200, "who has stopped talking still listens")
        body = lecture(topic="half").encode()
        post = (b"POST " + RECORDS.encode() + b" HTTP/1.1\r\nHost: x\r\n" + visitor.lines() +
                b"Content-Length: %d\r\n\r\n" % len(body))
        for cut in (post + body[:-1], post, post[:-2], ask[:20]):
            check(talk_all(address, cut) == b"", f"{cut[:30]!r} was answered")
        for _ in range(20):  # gone without a word, in the middle of the answer
            with socket.create_connection(address_of(address), timeout=5) as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
                line.sendall(ask)
        # Bodies that trickle keep nobody waiting.
        with contextlib.ExitStack() as lines:
            for _ in range(100):
                line = lines.enter_context(socket.create_connection(address_of(address), timeout=5))
                line.sendall(post + body[:5])
            begun = time.monotonic()
            lives(address)
            check(time.monotonic() - begun < 2, "bodies that trickle keep another waiting")
        _, _, said = visitor.ask("GET", RECORDS + "?q=half")
        check(json.loads(said)["total"] == 0, "half a request was entered")
        time.sleep(0.5)
        files = len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))
        check(files < 60, f"{files} files are still open")


@case
def uploads_that_are_too_large_are_told_so_and_kept_nowhere(world):
    with visiting(world) as (visitor, address, _):
        _, _, said = visitor.ask("POST", RECORDS, lecture())
        at = (RECORDS + "/" + json.loads(said)["id"] + "/evidence?name=a.txt").encode()
        head = b"POST " + at + b" HTTP/1.1\r\nHost: x\r\n" + visitor.lines()
        said = talk(address, head + b"Content-Length: 60000000\r\n\r\n" + b"x" * 100_000)
        check(status_of(said) == 413 and problem_of(said) == "http.body_too_large", said[:200])
        # Without a length said in advance it is noticed on the way.
        chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        said = talk(address, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 55, wait=60)
        check(status_of(said) == 413, said[:200])
        time.sleep(0.5)
        check(not list((world.folder / "data").glob("tmp/*")), "an upload stayed behind")
        lives(address)


FORMULAS = ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "＝1+1", "%0A=1",
            "=HYPERLINK(\"http://x\",\"y\")", "'=1", "\"=1\"")


@case
def what_looks_like_a_formula_is_text_in_every_export(world):
    with visiting(world) as (visitor, _, _):
        entered = 0
        for number, formula in enumerate(FORMULAS):
            status, _, said = visitor.ask("POST", RECORDS, lecture(
                topic=formula, place=f"{formula}{number}", speaker=formula))
            check(status in (201, 422), f"{formula!r}: {said[:200]!r}")
            if status != 201:
                continue
            entered += 1
            at = RECORDS + "/" + json.loads(said)["id"]
            for version, move in enumerate(("submit", "approve"), 1):
                status, _, said = visitor.ask("POST", f"{at}/{move}", f'{{"version":{version}}}')
                check(status == 200, f"{formula!r}: {said[:200]!r}")
        check(entered >= 9, f"only {entered} were entered")
        where = f"/api/ledgers/lecture/export?unit={UNIT}&period=2009&format="
        _, _, said = visitor.ask("GET", where + "csv")
        rows = list(csv.reader(io.StringIO(said.decode("utf-8-sig"))))
        check(len(rows) > entered, f"{len(rows)} rows")
        for row in rows:
            for cell in row:
                check(not cell.lstrip().startswith(("=", "+", "@", "-", "＝")), f"csv: {cell!r}")
        _, _, said = visitor.ask("GET", where + "xlsx")
        with zipfile.ZipFile(io.BytesIO(said)) as book:
            for name in book.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                sheet = xml.etree.ElementTree.fromstring(book.read(name))
                check(not list(sheet.iter(MAIN + "f")), f"{name} has a formula")
                check(not list(sheet.iter(MAIN + "hyperlink")), f"{name} has a link")
