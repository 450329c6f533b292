"""Data folders that cannot be written: locked, newer, read-only, full."""

import os
import resource
import shutil
import sqlite3
import subprocess

from harness import COUNTY, DISTRICT, UNIT, YEAR, Skip, case, check

COUNTY_RECORDS = 438


@case
def a_folder_in_use_is_refused_to_writers_and_open_to_readers(world):
    data = world.copy()
    with world.serving(data) as (_, pid):
        world.refuses(["load", DISTRICT], 4, "另一进程", f"进程号 {pid}", data=data)
        world.run("figures", "--unit", UNIT, "--period", YEAR, data=data).expect(0, "proven")
        copy = world.folder / "copy.backup"
        world.run("backup", copy, data=data).expect(0, "已备份到")
        restored = world.folder / "restored"
        world.run("restore", copy, data=restored).expect(0, "已恢复到")
        check(world.audited(restored) == world.audited(data), "the copy is another")
        world.run("backup", copy, data=data).expect(3, "文件已存在")
        world.run("restore", copy, data=restored).expect(3, "不是空的")
    world.run("load", DISTRICT, data=data).expect(0)


@case
def a_damaged_backup_is_refused_and_nothing_is_left(world):
    copy = world.folder / "copy.backup"
    world.run("backup", copy, data=world.loaded).expect(0)
    whole = copy.read_bytes()
    for name, content in (("text.backup", b"no database at all" * 300),
                          ("cut.backup", whole[:len(whole) // 2])):
        target = world.folder / "restored"
        path = world.write(name, content)
        done = world.run("restore", path, data=target)
        check(done.status in (3, 4) and done.err, f"a damaged backup was taken: {done}")
        check(not target.exists(), f"something was left of {done}")
    edited = world.folder / "edited.backup"
    shutil.copy(copy, edited)
    with sqlite3.connect(edited) as database:
        database.execute("UPDATE event SET payload = replace(payload, '2009', '2008')"
                         " WHERE seq = 300")
    database.close()
    world.run("restore", edited, data=world.folder / "restored").expect(4, "没有恢复")
    check(not (world.folder / "restored").exists(), "an edited backup was restored")


@case
def an_edited_folder_is_found_by_the_audit(world):
    data = world.copy()
    with sqlite3.connect(data / "youju.db") as database:
        database.execute("UPDATE rec_visit SET reached = reached + 1"
                         " WHERE id = (SELECT min(id) FROM rec_visit)")
    database.close()
    world.run("audit", data=data).expect(1, "rec_visit", "与事件日志不符")
    world.run("rebuild", data=data).expect(0)
    world.audited(data)


@case
def a_folder_of_a_newer_version_is_refused(world):
    data = world.copy()
    with sqlite3.connect(data / "youju.db") as database:
        database.execute("INSERT INTO schema_version SELECT room, max(number) + 1"
                         " FROM schema_version WHERE room = 'ledger' GROUP BY room")
    database.close()
    world.run("load", COUNTY, data=data).expect(3, "较新版本", "ledger", "请升级程序")
    world.run("figures", "--unit", UNIT, "--period", YEAR, data=data).expect(3, "较新版本")


@case
def a_folder_without_data_or_with_another_file_is_refused(world):
    world.run("audit", data=world.folder / "nowhere").expect(3, "没有数据文件夹")
    world.write("other/youju.db", b"not a database at all " * 400)
    world.run("audit", data=world.folder / "other").expect(4, "不是数据库文件")
    done = world.run("load", COUNTY, data=world.folder / "other").expect(4, "不是数据库文件")
    check((world.folder / "other/youju.db").read_bytes().startswith(b"not a database"),
          f"the foreign file was touched by {done}")


def as_nobody(world):
    """Words before a command that make it run without root's right to write everywhere."""
    if os.geteuid() != 0:
        return (), world.binary
    if shutil.which("setpriv") is None:
        raise Skip("root may write everywhere, and there is no setpriv to become another user")
    binary = world.folder / "youju"
    shutil.copy(world.binary, binary)
    binary.chmod(0o755)
    before = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    probe = subprocess.run([*before, str(binary), "--help"], capture_output=True, check=False)
    if probe.returncode != 0:
        raise Skip("the machine does not let us become another user")
    return before, binary


@case
def a_read_only_folder_is_refused_to_writers_and_open_to_readers(world):
    before, binary = as_nobody(world)
    example = world.folder / "example"
    shutil.copytree(COUNTY, example)
    data = world.copy()
    audited = world.audited(data)
    for path in (data, *data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    kept, world.binary = world.binary, binary
    try:
        world.run("load", example, data=data, before=before).expect(4)
        world.run("figures", "--unit", UNIT, "--period", YEAR, data=data, before=before
                  ).expect(0, "proven")
    finally:
        world.binary = kept
        for path in (data, *data.rglob("*")):
            path.chmod(0o755)
    check(world.audited(data) == audited, "a read-only folder was changed")


@case
def a_full_disk_loses_nothing_that_was_said_to_be_kept(world):
    """A limit on the size of files is what a full disk looks like to the program."""
    size = sum(path.stat().st_size for path in world.loaded.iterdir())
    for share in (0.02, 0.3, 0.6, 0.9):
        data = world.folder / f"data{share}"
        limit = int(size * share)
        world.run("load", COUNTY, data=data,
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                  ).expect(4, "磁盘")
        world.run("load", COUNTY, data=data).expect(0)
        check(world.records(data) == COUNTY_RECORDS, "the repeated load is incomplete")
    data = world.copy()
    target = world.folder / "summary.docx"
    world.run("summarize", "--unit", UNIT, "--period", YEAR, "-o", target, data=data,
              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
              ).expect(4, "summary.docx")
    check(not target.exists(), "half a document was left")


@case
def a_small_disk_that_is_full_is_said_so(world):
    disk = world.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "youju", str(disk)],
                             capture_output=True, check=False)
    if mounted.returncode != 0:
        raise Skip("this machine lets us mount no small disk")
    try:
        data = disk / "data"
        world.run("load", COUNTY, data=data).expect(4, "磁盘空间不足")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        world.run("load", COUNTY, data=data).expect(0)
        check(world.records(data) == COUNTY_RECORDS, "the repeated load is incomplete")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
