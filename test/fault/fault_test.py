#!/usr/bin/env python3
"""Bad input, broken folders, full disks and sudden deaths, seen from outside.

    fault_test.py --youju BINARY [--only PART_OF_A_NAME]

Every case runs the real binary and asks for the exit status, for the message with its place,
and that nothing was entered. One line a case; status 1 if any failed. YOUJU_KILLS (12) is how often
a load is killed, YOUJU_SEED repeats the moments of an earlier run.
"""

import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import harness  # noqa: E402
import tables  # noqa: E402,F401  (each of these registers its cases)
import packs  # noqa: E402,F401
import documents  # noqa: E402,F401
import readings  # noqa: E402,F401
import folders  # noqa: E402,F401
import doors  # noqa: E402,F401
import sockets  # noqa: E402,F401
import hostile  # noqa: E402,F401
import people  # noqa: E402,F401
import kills  # noqa: E402,F401
import snapshots  # noqa: E402,F401


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--youju", required=True)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="youju-fault-") as folder:
        pathlib.Path(folder).chmod(0o755)  # another user looks into it in one of the cases
        world = harness.World(arguments.youju, folder)
        return 1 if harness.run_all(world, arguments.only) else 0


if __name__ == "__main__":
    sys.exit(main())
