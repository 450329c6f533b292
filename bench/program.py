"""The program as a whole: start-up, figures on the examples, memory of an idle server, size."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import load  # noqa: E402
import measure  # noqa: E402

RUNS = 11
MANY = 400_000


def told(example, key):
    text = (example / "example.yaml").read_text(encoding="utf-8")
    return re.search(rf'^{key}: *"?([^"\n]+)"?', text, re.MULTILINE).group(1)


def idle_memory_mb(youju):
    """VmRSS of a server that has answered nothing yet, three seconds after its start."""
    server = subprocess.Popen([*map(str, youju), "serve", "--listen", "127.0.0.1:18089"],
                              stdout=subprocess.DEVNULL)
    time.sleep(3)
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    server.terminate()
    server.wait()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def start_with_many(table, program, folder):
    """From the start to the first figures: from the snapshot that the load left, and without it."""
    load.write_example(folder / "many", MANY)
    data = folder / "many-data"
    youju = [program, "--quiet", "--data", data]
    measure.run(*youju, "init")
    measure.run(*youju, "load", folder / "many")
    command = ["figures", "--unit", "610522", "--period", "2009"]
    kept = data / "cube.snapshot"
    took = measure.median(lambda: measure.seconds(*youju, *command), RUNS)
    table.add(f"size of the snapshot of {MANY} records", kept.stat().st_size / 1e6, "MB",
              "youju load DIR")
    kept.unlink()
    table.add(f"start to the first figures, {MANY} records", 1000 * took, "ms",
              "youju " + " ".join(command), "every record read from the store",
              1000 * measure.median(lambda: measure.seconds(*youju, *command), RUNS),
              less_is_better=True)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    table.add("start-up", 1000 * measure.median(lambda: measure.seconds(given.youju, "--help"),
                                                RUNS), "ms", "youju --help")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        youju = [given.youju, "--quiet", "--data", folder / "data"]
        measure.run(*youju, "init")
        examples = sorted(each.parent for each in (ROOT / "examples").glob("*/example.yaml"))
        began = time.perf_counter()
        for example in examples:
            measure.run(*youju, "load", example)
        table.add("load of the four examples", time.perf_counter() - began, "s", "youju load DIR")
        for example in examples:
            command = ["figures", "--unit", told(example, "unit"), "--period",
                       told(example, "period")]
            took = measure.median(lambda: measure.seconds(*youju, *command), RUNS)
            table.add(f"figures of {example.name}", 1000 * took, "ms",
                      "youju " + " ".join(command))
        start_with_many(table, given.youju, folder)
        table.add("memory of an idle server, four examples loaded", idle_memory_mb(youju), "MB",
                  "youju serve (VmRSS)")
        stripped = shutil.copy(given.youju, folder / "youju")
        measure.run("strip", stripped)
        table.add("size of the program, stripped", pathlib.Path(stripped).stat().st_size / 1e6,
                  "MB", "strip build/release/youju")
    table.write()


if __name__ == "__main__":
    main()
