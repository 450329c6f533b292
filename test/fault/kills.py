"""Sudden death: a load is killed at a random moment, and what was acknowledged is still there."""

import os
import random
import signal
import subprocess
import time

from harness import COUNTY, DISTRICT, case, check


def load_and_kill(world, example, data, after):
    """True if the load was killed, false if it had ended before."""
    process = subprocess.Popen(world.command(["load", example], data), env=world.environment(),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               cwd=world.folder)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


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
    killed = 0
    for turn in range(count):
        data = world.folder / f"data{turn}"
        # In turns: a first load into nothing, and one beside records that were acknowledged.
        second = turn % 2
        if second:
            world.run("load", COUNTY, data=data).expect(0)
        kept = records[0] if second else 0
        example = DISTRICT if second else COUNTY
        killed += load_and_kill(world, example, data, moments.uniform(0, took[second]))
        audit = world.run("audit", data=data)
        if audit.status == 3 and not second:
            # Dead before the tables stood: nothing was acknowledged, and the folder says so.
            audit.expect(3, "请先")
        else:
            there = world.records(data)
            check(kept <= there <= records[second], f"{there} records after the kill, not {kept}")
        world.run("load", example, data=data).expect(0)
        check(world.records(data) == records[second], f"turn {turn}: the repeat is incomplete")
    print(f"      {killed} of {count} were killed before they ended")
    check(killed * 2 >= count, "most loads ended before they were killed")
