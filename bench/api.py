"""The interface on one processor, beside nginx serving a static file and a bare SQLite loop: cached
figures, a screen of all figures of a unit, submissions that are durable when they are answered, a
page of 200 records, 5,000 idle connections, and what a browser sees of the first pages. The server
and its peer are bound to one processor, the load to another, and they take turns, since other
programs disturb both."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import measure  # noqa: E402

PORT, PEER_PORT = 18091, 18092
LOGIN, PASSWORD = "bench", "Kepu-2020-0306"
CLIENTS, SECONDS, RUNS = 32, 4, 3
RECORDS, PAGE = 20_000, 200
IDLE = 5_000
FIGURE = "/api/figures/trainees@610522@2009"
SCREEN, SCREEN_MS = "/api/figures?unit=610522&period=2009", 1
# What Lighthouse calls good.
PAINT_MS, BLOCKED_MS, PAGE_MS = 2500, 200, 100
LECTURES = "/api/ledgers/lecture/records"

NGINX = f"""
user root; worker_processes 1; daemon off; pid nginx.pid; error_log stderr crit;
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{ access_log off; keepalive_requests 100000000; keepalive_timeout 60s; sendfile on;
       server {{ listen 127.0.0.1:{PEER_PORT} backlog=4096; root www; }} }}
"""

SUBMIT = """
local n, bad = 0, 0
function request()
  n = n + 1
  return wrk.format("POST", nil, nil, string.format('{"unit":"610522","on":"2009-05-%%02d",' ..
    '"submit":true,"fields":{"topic":"%s-%%d","place":"Hall","attendance":"%%d"}}',
    n %% 28 + 1, n, n %% 200 + 1))
end
"""


def on(processor):
    return ["taskset", "-c", str(processor)] if os.cpu_count() > 1 else []


@contextlib.contextmanager
def running(*command, port, cwd=None):
    """A program on the first processor that listens on a port, until it is no longer needed."""
    program = subprocess.Popen([*on(0), *map(str, command)], stdout=subprocess.DEVNULL, cwd=cwd)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield program
    finally:
        program.terminate()
        program.wait()


class Visitor:
    """Who is signed in; asks and remembers how long the server took."""

    def __init__(self):
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.head, self.timing = {"Content-Type": "application/json"}, ""
        session = self.ask("POST", "/api/session", {"login": LOGIN, "password": PASSWORD})
        self.head["X-Youju-CSRF"] = json.loads(session)["csrf"]

    def ask(self, method, path, body=None):
        self.line.request(method, path, None if body is None else json.dumps(body), self.head)
        answer = self.line.getresponse()
        said = answer.read()
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {said[:300]!r}")
        if cookie := answer.headers.get("Set-Cookie"):
            self.head["Cookie"] = cookie.partition(";")[0]
        self.timing = answer.headers.get("Server-Timing", "")
        return said

    def server_ms(self):
        """How long the last answer took by what the server tells of it: without the network."""
        return float(self.timing.removeprefix("total;dur="))

    def milliseconds(self, path, times=15):
        def once():
            began = time.perf_counter()
            self.ask("GET", path)
            return 1000 * (time.perf_counter() - began)
        return measure.median(once, times)

    def headers(self):
        return [word for name, value in self.head.items() for word in ("-H", f"{name}: {value}")]


def load(port, path, *words, clients=CLIENTS):
    """Requests a second and the 99th of 100 latencies in ms, of so many clients at once."""
    told = measure.run(*on(1), "wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--latency", *words,
                       f"http://127.0.0.1:{port}{path}")
    if found := re.search(r"Non-2xx or 3xx responses: \d+", told):
        sys.exit(f"{path}: {found.group(0)}")
    late, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", told).groups()
    scale = {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)), float(late) * scale


def in_turns(ours, theirs):
    """The medians of RUNS runs of each, one after the other: ours, theirs, each as (rate, p99)."""
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    return [tuple(statistics.median(pair[who][what] for pair in pairs) for what in (0, 1))
            for who in (0, 1)]


def prepare(youju, folder):
    measure.run(*youju, "init")
    measure.run(*youju, "load", ROOT / "examples" / "tongguan-2009")
    measure.run(*youju, "person", "add", LOGIN, "--name", LOGIN, "--role", "administrator",
                "--unit", "100000")
    measure.run(*youju, "person", "password", LOGIN, input=PASSWORD + "\n")
    with (folder / "rows.csv").open("w", encoding="utf-8") as file:
        file.write("key,on,topic,place,attendance\n")
        for row in range(RECORDS):
            file.write(f"b{row},2009-{row % 12 + 1:02}-{row // 12 % 28 + 1:02},"
                       f"第{row}场讲座,第{row % 97}村,{row % 200 + 10}\n")
    measure.run(*youju, "import", "lecture", folder / "rows.csv", "--unit", "610522")


def figures(table, visitor, folder):
    body = visitor.ask("GET", FIGURE)
    (folder / "www" / "figure.json").write_bytes(body)
    with running("nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr", port=PEER_PORT):
        ours, theirs = in_turns(lambda: load(PORT, FIGURE, *visitor.headers()),
                                lambda: load(PEER_PORT, "/figure.json"))
    peer = f"nginx, a file of {len(body)} bytes"
    command = f"wrk -t1 -c{CLIENTS} {FIGURE}"
    table.add("cached figure, one processor", ours[0], "requests/s", command, peer, theirs[0])
    table.add(f"p99 of cached figures, {CLIENTS} clients", ours[1], "ms", command, peer, theirs[1],
              less_is_better=True)


def screen(table, visitor, folder):
    """All figures of a unit and year in one answer, asked by one who waits for it."""
    body = visitor.ask("GET", SCREEN)
    rows = len(json.loads(body)["rows"])
    (folder / "www" / "screen.json").write_bytes(body)
    with running("nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr", port=PEER_PORT):
        ours, theirs = in_turns(lambda: load(PORT, SCREEN, *visitor.headers(), clients=1),
                                lambda: load(PEER_PORT, "/screen.json", clients=1))
    command = f"wrk -t1 -c1 {SCREEN}"
    table.add(f"p99 of a screen of {rows} figures", ours[1], "ms", command,
              "what is wanted of 200", SCREEN_MS, less_is_better=True)
    table.add(f"screens of {rows} figures", ours[0], "screens/s", command,
              f"nginx, a file of {len(body)} bytes", theirs[0])


def submissions(table, visitor, youju, folder):
    turn = 0

    def ours():
        nonlocal turn
        turn += 1
        (folder / "submit.lua").write_text(SUBMIT % f"turn{turn}", encoding="ascii")
        return load(PORT, LECTURES, "-s", folder / "submit.lua", *visitor.headers())

    def theirs():
        for old in folder.glob("loop.db*"):
            old.unlink()
        loop = youju.parent / "bench_sqlite_commits"
        told = measure.run(*on(0), loop, folder / "loop.db", SECONDS, CLIENTS)
        return float(told), 0.0

    ours, theirs = in_turns(ours, theirs)
    command = f"wrk -t1 -c{CLIENTS} POST {LECTURES}"
    table.add("records entered and submitted, durable, one processor", ours[0], "records/s",
              command, f"SQLite, {CLIENTS} bare rows a commit", theirs[0])
    table.add(f"p99 of submissions, {CLIENTS} clients", ours[1], "ms", command)


def resident_kb(process):
    """Memory of a program and its children."""
    children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    own = pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return (int(re.search(r"VmRSS:\s+(\d+)", own).group(1)) +
            sum(resident_kb(int(child)) for child in children.split()))


def idle_kb(process, port, path):
    """What a connection costs that has asked once and now says nothing."""
    before = resident_kb(process)
    with contextlib.ExitStack() as lines:
        for _ in range(IDLE):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            if not line.recv(4096).startswith(b"HTTP/1.1 200"):
                sys.exit(f"an idle connection to {port} was refused")
        return (resident_kb(process) - before) / IDLE


def idle(table, server, folder):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, IDLE + 1000), hard))
    ours = idle_kb(server.pid, PORT, "/health")
    with running("nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr", port=PEER_PORT) as peer:
        theirs = idle_kb(peer.pid, PEER_PORT, "/figure.json")
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    table.add(f"memory of one of {IDLE} idle connections", ours, "kB", "VmRSS of youju serve",
              "nginx", theirs, less_is_better=True)


def paint(table):
    told = json.loads(measure.run("node", ROOT / "bench" / "paint.mjs", f"http://127.0.0.1:{PORT}",
                                  LOGIN, PASSWORD))
    for name, seen in told.items():
        command = "bench/paint.mjs (processor / 4, 1.6 Mbit/s, 150 ms)"
        table.add(f"largest paint of the {name}", seen["paint"], "ms", command, "what is good",
                  PAINT_MS, less_is_better=True)
        table.add(f"blocking of the {name}", seen["blocked"], "ms", command, "what is good",
                  BLOCKED_MS, less_is_better=True)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "www").mkdir()
        (folder / "nginx.conf").write_text(NGINX, encoding="ascii")
        youju = [given.youju, "--quiet", "--data", folder / "data"]
        prepare(youju, folder)
        with running(*youju, "serve", "--listen", f"127.0.0.1:{PORT}", port=PORT) as server:
            visitor = Visitor()
            figures(table, visitor, folder)
            screen(table, visitor, folder)
            idle(table, server, folder)
            page = f"{LECTURES}?unit=610522&period=2009&rows={PAGE}"
            table.add(f"first page of {PAGE} of {RECORDS} records, with its totals",
                      visitor.milliseconds(page), "ms", f"GET {page}", "what is wanted", PAGE_MS,
                      less_is_better=True)
            after = json.loads(visitor.ask("GET", page))["next"].replace(" ", "%20")
            table.add(f"following page of {PAGE} records",
                      visitor.milliseconds(f"{page}&after={after}"), "ms", f"GET {page}&after=…",
                      "what is wanted", PAGE_MS, less_is_better=True)
            paint(table)
            submissions(table, visitor, given.youju, folder)
    table.write()


if __name__ == "__main__":
    main()
