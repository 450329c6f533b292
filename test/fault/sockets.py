"""The door itself: requests that are too large, too slow, cut off or no HTTP at all."""

import contextlib
import json
import socket
import time
import urllib.parse

from harness import case, check

SLOW_S = 35  # the server waits 30 s for the head of a request


def address_of(address):
    return ("127.0.0.1", urllib.parse.urlsplit(address).port)


def talk(address, data, wait=10):
    """What the server says to these bytes, until it closes or falls silent."""
    with socket.create_connection(address_of(address), timeout=wait) as line:
        said = b""
        with contextlib.suppress(ConnectionError, TimeoutError):
            line.sendall(data)
            while True:
                more = line.recv(65536)
                if not more:
                    break
                said += more
                if b"\r\n\r\n" in said and complete(said):
                    break
        return said


def complete(said):
    head, _, body = said.partition(b"\r\n\r\n")
    for field in head.split(b"\r\n"):
        name, _, value = field.partition(b":")
        if name.lower() == b"content-length":
            return len(body) >= int(value)
    return False


def status_of(said):
    return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else 0


def problem_of(said):
    return json.loads(said.partition(b"\r\n\r\n")[2])["id"]


def lives(address):
    said = talk(address, b"GET /api/session HTTP/1.1\r\nHost: x\r\n\r\n")
    check(status_of(said) == 200, f"the server does not answer any more: {said[:100]!r}")


@case
def what_is_too_large_is_told_so_and_the_server_lives_on(world):
    with world.serving(world.copy()) as (address, _):
        flood = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Flood: " + b"a" * 100_000 + b"\r\n\r\n"
        said = talk(address, flood)
        check(status_of(said) == 431 and problem_of(said) == "http.header_too_large", said[:200])
        many = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 10_000 + b"\r\n"
        check(status_of(talk(address, many)) == 431, "ten thousand header fields")
        body = b"x" * (2 << 20)
        post = b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        said = talk(address, post + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        check(status_of(said) == 413 and problem_of(said) == "http.body_too_large", said[:200])
        chunk = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
        said = talk(address, post + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
        check(status_of(said) == 413, f"chunked: {said[:200]!r}")
        upload = b"POST /api/ledgers/lecture/import?name=a.csv HTTP/1.1\r\nHost: x\r\n"
        said = talk(address, upload + b"Content-Length: 1000000\r\n\r\n" + b"x" * 1000)
        check(status_of(said) == 401, f"an upload of nobody: {said[:200]!r}")
        check(not list((world.folder / "data").glob("tmp/*")), "an upload stayed behind")
        lives(address)


@case
def what_is_no_request_is_dropped_and_the_server_lives_on(world):
    with world.serving(world.copy()) as (address, _):
        for rubbish in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\x00" * 4096,
                        b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 1000,
                        b"GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                        b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"):
            said = talk(address, rubbish, wait=3)
            check(status_of(said) in (0, 400, 404, 411, 413, 422), f"{rubbish[:30]!r}: {said!r}")
        for path in (b"/api/%ff%fe", b"/api/ledgers/%00/records", b"/..%2f..%2fetc%2fpasswd",
                     b"/api/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd"):
            said = talk(address, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            check(400 <= status_of(said) < 500 and b"root:" not in said, f"{path!r}: {said!r}")
        lives(address)


@case
def who_is_slow_is_dropped_and_keeps_nobody_waiting(world):
    with world.serving(world.copy()) as (address, _), contextlib.ExitStack() as lines:
        slow = [lines.enter_context(socket.create_connection(address_of(address), timeout=SLOW_S))
                for _ in range(200)]
        for line in slow:
            line.sendall(b"GET / HTTP/1.1\r\nX: ")
        begun = time.monotonic()
        lives(address)
        check(time.monotonic() - begun < 2, "200 slow ones keep another waiting")
        while time.monotonic() - begun < SLOW_S:
            with contextlib.suppress(OSError):
                slow[0].sendall(b"a")
                if not select_read(slow[0]):
                    continue
            break
        took = time.monotonic() - begun
        check(20 < took < SLOW_S, f"a byte a second holds a connection for {took:.0f} s")
        lives(address)


def select_read(line):
    """Whether the server has closed or answered within a second."""
    line.settimeout(1)
    try:
        line.recv(1)
        return True
    except TimeoutError:
        return False


@case
def a_request_under_way_is_answered_when_the_server_stops(world):
    with world.serving(world.copy()) as (address, _):
        idle = socket.create_connection(address_of(address), timeout=20)
        body = b'{"login":"nobody","password":"wrong"}'
        idle.sendall(b"POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                     b"Content-Length: %d\r\n\r\n" % len(body) + body)
        time.sleep(0.05)
    # The server was told to stop while it hashed the password; serving() saw it end with 0.
    said = idle.recv(65536)
    idle.close()
    check(status_of(said) == 401, f"{said[:100]!r}")
