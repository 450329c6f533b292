"""Sudden death: a load is killed at a random moment, and what was acknowledged is still there."""

import os
import random
import signal
import subprocess
import time

from harness import COUNTY, DISTRICT, case, check


def load_and_kill(world, example, data, after):
    """The seconds that the load took if it ended before it was killed, else None."""
    begun = time.monotonic()
    process = subprocess.Popen(world.command(["load", example], data), env=world.environment(),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               cwd=world.folder)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    ended = process.wait() != -signal.SIGKILL
    return time.monotonic() - begun if ended else None


@case
def a_load_killed_at_a_random_moment_can_be_repeated(world):
    count = int(os.environ.get("YOUJU_KILLS", "12"))
    seed = int(os.environ.get("YOUJU_SEED", str(random.randrange(1 << 30))))
    moments = random.Random(seed)
    print(f"      {count} kills, YOUJU_SEED={seed}")
    plain = world.folder / "plain"
    took, records = [], []
    for example in (COUNTY, DISTRICT):
        begun = time.monotonic()
        world.run("load", example, data=plain).expect(0)
        took.append(time.monotonic() - begun)
        records.append(world.records(plain))
    killed = turn = 0
    # A machine that is less busy than it was loads faster than was measured: then there are more
    # turns, with moments of the time that it takes now.
    while turn < count or (killed * 2 < count and turn < 4 * count):
        data = world.folder / f"data{turn}"
        # In turns: a first load into nothing, and one beside records that were acknowledged.
        second = turn % 2
        if second:
            world.run("load", COUNTY, data=data).expect(0)
        kept = records[0] if second else 0
        example = DISTRICT if second else COUNTY
        ended = load_and_kill(world, example, data, moments.uniform(0, took[second]))
        if ended is None:
            killed += 1
        else:
            took[second] = min(took[second], ended)
        audit = world.run("audit", data=data)
        if audit.status == 3 and not second:
            # Dead before the tables stood: nothing was acknowledged, and the folder says so.
            audit.expect(3, "请先")
        else:
            there = world.records(data)
            check(kept <= there <= records[second], f"{there} records after the kill, not {kept}")
        world.run("load", example, data=data).expect(0)
        check(world.records(data) == records[second], f"turn {turn}: the repeat is incomplete")
        turn += 1
    print(f"      {killed} of {turn} were killed before they ended")
    check(killed * 2 >= count, "most loads ended before they were killed")
