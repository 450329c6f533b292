"""What the cases of the fault test stand on: running the binary, and saying what was expected."""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNTY = ROOT / "examples" / "tongguan-2009"
DISTRICT = ROOT / "examples" / "baoan-2020"
UNIT = "610522"  # the county of COUNTY
YEAR = "2009"

CASES = []


class Failure(Exception):
    """The binary did something else than was expected."""


class Skip(Exception):
    """This machine cannot show the case; it is said aloud."""


def case(function):
    """Registers a case. Its name, read as a sentence, is the line that is printed."""
    CASES.append(function)
    return function


class Done:
    """One run of the binary."""

    def __init__(self, arguments, status, out, err):
        self.arguments, self.status, self.out, self.err = arguments, status, out, err

    def __str__(self):
        words = " ".join(str(each) for each in self.arguments)
        return (f"youju {words}\n  status {self.status}\n"
                f"  out {self.out[:600]!r}\n  err {self.err[:600]!r}")

    def expect(self, status, *snippets):
        """The status, and every snippet somewhere in what was printed."""
        if self.status != status:
            raise Failure(f"status {status} expected of {self}")
        for snippet in snippets:
            if snippet not in self.out + self.err:
                raise Failure(f"{snippet!r} expected of {self}")
        return self


def check(holds, what):
    if not holds:
        raise Failure(what)


class World:
    """The binary, a folder of its own for each case, and one data folder that is loaded once."""

    def __init__(self, binary, folder):
        self.binary = pathlib.Path(binary).resolve()
        self.top = pathlib.Path(folder)
        self.folder = self.top
        self.loaded = self.top / "loaded"
        self.run("load", COUNTY, data=self.loaded).expect(0)

    def enter(self, name):
        self.folder = self.top / name
        self.folder.mkdir()

    def leave(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, arguments, data):
        start = [str(self.binary)]
        if data is not None:
            start += ["--data", str(data)]
        return start + [str(each) for each in arguments]

    def environment(self):
        kept = {key: value for key, value in os.environ.items() if not key.startswith("YOUJU_")}
        return kept

    def run(self, *arguments, data=None, before=(), out=subprocess.PIPE, **more):
        """Runs to the end. `before` stands before the command: setpriv and its options, say; what
        it prints goes to `out`."""
        done = subprocess.run(list(before) + self.command(arguments, data), stdout=out,
                              stderr=subprocess.PIPE, env=self.environment(), cwd=self.folder,
                              timeout=300, check=False, **more)
        return Done(arguments, done.returncode, (done.stdout or b"").decode("utf-8"),
                    done.stderr.decode("utf-8"))

    def run_unread(self, *arguments):
        """Runs to the end, but nobody reads more than its first line, as `| head -1` does."""
        with subprocess.Popen(self.command(arguments, None), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=self.environment(),
                              cwd=self.folder) as running:
            first = running.stdout.readline()
            running.stdout.close()
            errors = running.stderr.read()
            running.wait(timeout=60)
        return Done(arguments, running.returncode, first.decode("utf-8"), errors.decode("utf-8"))

    def copy(self):
        """A data folder like the loaded one that the case may spoil."""
        target = self.folder / "data"
        shutil.copytree(self.loaded, target)
        return target

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def audited(self, data):
        """The line of a clean audit: how many events and records, and the chain's head."""
        return self.run("audit", data=data).expect(0, "核验通过").err.strip()

    def records(self, data):
        return int(re.search(r"记录 (\d+) 条", self.audited(data)).group(1))

    def refuses(self, arguments, status, *snippets, data=None):
        """The command fails so, and neither an event nor a record more is there afterwards."""
        data = data or self.loaded
        before = self.audited(data)
        done = self.run(*arguments, data=data).expect(status, *snippets)
        check(self.audited(data) == before, f"something was entered by {done}")
        return done

    @contextlib.contextmanager
    def serving(self, data):
        """The address of a server on a free port; the server is ended afterwards."""
        server = subprocess.Popen(self.command(["serve", "--listen", "127.0.0.1:0"], data),
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=self.environment(), cwd=self.folder)
        try:
            line = server.stdout.readline().decode("utf-8")
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            check(found is not None, f"serve printed no address but {line!r}")
            yield found.group(0).rstrip("/"), server.pid
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                status = server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
                status = "none: it had to be killed"
            server.stdout.close()
            server.stderr.close()
        check(status == 0, f"serve ended with status {status}")


def run_all(world, only):
    """Runs the cases whose names hold `only`; the number of those that failed."""
    failed = skipped = 0
    chosen = [each for each in CASES if only in each.__name__]
    for number, function in enumerate(chosen):
        name = function.__name__.replace("_", " ")
        world.enter(f"case{number}")
        begun = time.monotonic()
        try:
            function(world)
            print(f"ok    {name} ({time.monotonic() - begun:.1f} s)")
        except Skip as reason:
            skipped += 1
            print(f"SKIP  {name}: {reason}")
        except (Failure, subprocess.TimeoutExpired, OSError) as failure:
            failed += 1
            print(f"FAIL  {name}: {failure}")
        finally:
            world.leave()
        sys.stdout.flush()
    print(f"{len(chosen)} cases, {failed} failed, {skipped} skipped")
    return failed
