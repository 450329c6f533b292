"""Reading figures in prose, on one core: three depths beside the limit (a pass that decodes UTF-8
and values numerals), RE2 and Node with one pattern for number and unit, Microsoft's recognizers;
and whether a byte costs the same from 10 kB to 100 MB. The text is the reading corpus."""

import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "test" / "reading"))
import gold  # noqa: E402
import measure  # noqa: E402

SEED = ROOT.parent / "shared" / "seeds" / "seed.txt"
PATTERN = ROOT / "bench" / "read_pattern.txt"
SIZES = {"10 kB": 10 ** 4, "100 kB": 10 ** 5, "1 MB": 10 ** 6, "10 MB": 10 ** 7, "100 MB": 10 ** 8}
DEPTHS = {"numbers": "number and unit", "facts": "full facts", "relations": "facts and relations"}
RUNS = 5


def corpus():
    """The plain text of all passages, one after the other."""
    folder = ROOT / "test" / "corpus"
    paths = sorted(folder.glob("tuning/*.passage")) + sorted(folder.glob("held_out/*.passage"))
    return "\n".join(gold.passage(path).text for path in paths)


def of_size(text, size, path):
    """A file of about so many bytes: the corpus over and over, cut at a line's end."""
    data = text.encode()
    data = data * (size // len(data)) + data[:data.rindex(b"\n", 0, size % len(data) + 1) + 1] \
        if size > len(data) else data[:data.rindex(b"\n", 0, size) + 1]
    path.write_bytes(data)
    return path


def seconds(*command, times=RUNS):
    """The median over processes of the median that a bench program prints."""
    return measure.median(lambda: float(measure.run(*command).split()[0]), times)


def peers(table, programs, text):
    """The depths beside limit, RE2 and Node, the same text in the same session."""
    megabytes = text.stat().st_size / 1e6
    beside = {
        "limit": seconds(programs / "bench_read_limit", text),
        "RE2, one pattern": seconds(programs / "bench_read_re2", text, PATTERN),
        "Node, one pattern": seconds("node", ROOT / "bench" / "read_regex.js", text, PATTERN),
    }
    for depth, told in DEPTHS.items():
        ours = seconds(programs / "bench_read_depths", text, depth)
        for peer, theirs in beside.items():
            table.add(f"read, {told}", megabytes / ours, "MB/s",
                      f"bench_read_depths TEXT {depth}", peer, megabytes / theirs)


def recognizers(table, programs, text):
    """Some lines only: it reads 0.03 MB/s, and beating that proves nothing."""
    node = dict(os.environ, NODE_PATH=str(ROOT / "test" / "node_modules"))
    megabytes = text.stat().st_size / 1e6
    ours = seconds(programs / "bench_read_depths", text, "facts")
    theirs = float(measure.run("node", ROOT / "bench" / "read_recognizers.js", text,
                               env=node).split()[0])
    table.add("read, full facts, a page", megabytes / ours, "MB/s", "bench_read_depths TEXT facts",
              "Recognizers-Text, zh-cn", megabytes / theirs)


def flatness(table, programs, text, folder):
    """Nanoseconds a byte at every size, beside those at 1 MB."""
    for depth, told in DEPTHS.items():
        cost = {}
        for name, size in SIZES.items():
            path = of_size(text, size, folder / "sized.txt")
            took = seconds(programs / "bench_read_depths", path, depth, times=1)
            cost[name] = 1e9 * took / path.stat().st_size
        for name, value in cost.items():
            table.add(f"read, {told}, {name}", value, "ns/byte",
                      f"bench_read_depths TEXT {depth}", "itself at 1 MB", cost["1 MB"],
                      less_is_better=True)


def main():
    given = measure.arguments()
    table = measure.Table(given.out)
    programs = given.youju.parent
    text = corpus()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        peers(table, programs, of_size(text, 10 ** 7, folder / "text.txt"))
        recognizers(table, programs, of_size(text, 3000, folder / "page.txt"))
        if SEED.exists():
            for depth, told in DEPTHS.items():
                table.add(f"read, {told}, the whole seed file",
                          1000 * seconds(programs / "bench_read_depths", SEED, depth), "ms",
                          f"bench_read_depths seed.txt {depth}", "limit",
                          1000 * seconds(programs / "bench_read_limit", SEED),
                          less_is_better=True)
        measure.run(programs / "bench_read_depths", of_size(text, 10 ** 6, folder / "same.txt"),
                    "relations", "same")
        flatness(table, programs, text, folder)
    table.write()


if __name__ == "__main__":
    main()
