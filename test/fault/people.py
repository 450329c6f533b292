"""People, their rights and passwords, from the command line."""

import json
import os
import pty
import re
import select
import sqlite3
import stat
import subprocess

from harness import UNIT, case, check

GOOD = "Kepu-2020-0306"


def people(world, data):
    listed = world.run("--format", "json", "person", "list", data=data).expect(0)
    return {row["login"]: row for row in json.loads(listed.out)}


def rows(data, sql):
    with sqlite3.connect(data / "youju.db") as database:
        found = database.execute(sql).fetchall()
    database.close()
    return found


@case
def the_first_administrator_comes_from_the_command_line(world):
    fresh = world.folder / "fresh"
    world.run("init", data=fresh).expect(0)
    check(people(world, fresh) == {}, "a new folder has people")
    world.run("person", "add", "zhang", "--name", "张三", "--role", "administrator",
              "--unit", UNIT, data=fresh).expect(3, "未知的单位编码")
    data = world.copy()
    world.run("person", "add", "zhang", "--name", "张三", "--role", "administrator",
              "--unit", UNIT, data=data).expect(0, "已授权")
    world.run("person", "add", "zhang", "--name", "张三", "--role", "auditor",
              "--unit", UNIT, data=data).expect(0)
    row = people(world, data)["zhang"]
    check(row["rights"] == f"administrator@{UNIT} auditor@{UNIT}", row)
    check(row["password"] == "none", row)
    world.run("person", "password", "zhang", data=data, input=GOOD.encode() + b"\n"
              ).expect(0, "已设置 zhang 的密码")
    check(people(world, data)["zhang"]["password"] == "set", "no password was set")
    world.run("person", "revoke", "zhang", data=data).expect(0)
    check(people(world, data)["zhang"]["rights"] == "", "a right is left")
    world.audited(data)


@case
def a_temporary_password_is_all_that_is_printed(world):
    data = world.copy()
    login = sorted(people(world, data))[0]
    done = world.run("person", "password", login, "--temporary", data=data).expect(0, "临时密码")
    check(re.fullmatch(r"[A-Za-z2-9]{12}\n", done.out), f"printed {done.out!r}")
    check(people(world, data)[login]["password"] == "temporary", "it need not be changed")
    world.run("--quiet", "person", "password", login, "--temporary", data=data).expect(0)
    for name in ("youju.db", "youju.db-wal"):
        if (data / name).exists():
            check(done.out.strip().encode() not in (data / name).read_bytes(),
                  "the password itself is stored")


@case
def every_rule_that_a_password_breaks_is_named(world):
    data = world.copy()
    login = sorted(people(world, data))[0]
    world.refuses(["person", "password", login, "--bogus"], 2, data=data)
    done = world.run("person", "password", login, data=data, input=b"abc\n"
                     ).expect(3, "密码至少8个字符", "至少3类")
    check("abc" not in done.err + done.out, "the password is told")
    world.run("person", "password", login, data=data, input=b"").expect(3, "标准输入中没有内容")
    check(people(world, data)[login]["password"] == "none", "it was set all the same")
    world.run("person", "password", login, data=data, input=GOOD.encode() + b"\r\n").expect(0)
    world.run("person", "password", login, data=data, input=GOOD.encode() + b"\n"
              ).expect(3, "不得使用最近5次用过的密码")
    for words in (["password", "nobody"], ["unlock", "nobody"], ["revoke", "nobody"]):
        world.run("person", *words, data=data, input=b"").expect(3, "没有账号“nobody”")
    world.run("person", "unlock", login, data=data).expect(0)
    world.run("person", "unlock", login, "--second-factor", data=data
              ).expect(3, "动态验证码尚未启用")
    world.refuses(["person", "add", "a b", "--name", "n", "--role", "clerk", "--unit", UNIT], 3,
                  "登录名“a b”不合规", data=data)
    world.refuses(["person", "add", "ab", "--name", "n", "--role", "king", "--unit", UNIT], 3,
                  "未知的角色“king”", data=data)


@case
def a_password_that_is_typed_is_not_shown(world):
    data = world.copy()
    login = sorted(people(world, data))[0]

    def typed(first, second):
        leader, follower = pty.openpty()
        process = subprocess.Popen(world.command(["person", "password", login], data),
                                   stdin=follower, stdout=follower, stderr=follower,
                                   env=world.environment(), cwd=world.folder)
        os.close(follower)
        shown = b""
        for line, prompt in ((first, "新密码："), (second, "再次输入：")):
            while prompt.encode() not in shown:
                check(select.select([leader], [], [], 60)[0], f"no prompt in {shown!r}")
                shown += os.read(leader, 1000)
            os.write(leader, line.encode() + b"\n")
        try:
            while chunk := os.read(leader, 1000):
                shown += chunk
        except OSError:
            pass  # the other end is closed
        os.close(leader)
        return process.wait(timeout=60), shown.decode("utf-8")

    status, shown = typed(GOOD, GOOD + "x")
    check(status == 3 and "两次输入的密码不一致" in shown, shown)
    status, shown = typed(GOOD, GOOD)
    check(status == 0 and GOOD not in shown, f"status {status}, shown {shown!r}")
    check(people(world, data)[login]["password"] == "set", "no password was set")


@case
def the_key_of_second_factors_is_for_its_owner_and_in_no_backup(world):
    data = world.copy()
    key = data / "account.key"
    check(stat.S_IMODE(key.stat().st_mode) == 0o600, "others may read the key")
    check(len(key.read_bytes()) == 32, "the key has another length")
    login = sorted(people(world, data))[0]
    world.run("person", "password", login, data=data, input=GOOD.encode() + b"\n").expect(0)
    copy = world.folder / "copy.backup"
    world.run("backup", copy, data=data).expect(0)
    check(key.read_bytes() not in copy.read_bytes(), "the key is in the backup")
    restored = world.folder / "restored"
    world.run("restore", copy, data=restored).expect(0)
    check((restored / "account.key").read_bytes() != key.read_bytes(), "the key is the same")
    check(people(world, restored)[login]["password"] == "set", "the password is gone")
    kinds = [kind for (kind,) in rows(restored, "SELECT kind FROM trail ORDER BY seq")]
    check(kinds[-2:] == ["restore", "sessions_ended"], kinds)


@case
def an_edited_trail_is_found_by_the_audit(world):
    data = world.copy()
    login = sorted(people(world, data))[0]
    world.run("person", "password", login, "--temporary", data=data).expect(0)
    kinds = [kind for (kind,) in rows(data, "SELECT kind FROM trail ORDER BY seq")]
    check(kinds[-1] == "password_reset" and "grant" in kinds, kinds)
    world.audited(data)
    world.run("rebuild", data=data).expect(0)
    check(rows(data, "SELECT count(*) FROM trail") == [(len(kinds),)], "rebuilding changed it")
    rows(data, "UPDATE trail SET subject = 'nobody' WHERE kind = 'password_reset'")
    world.run("audit", data=data).expect(1, f"安全审计记录第{len(kinds)}条")
    copy = world.folder / "copy.backup"
    world.run("backup", copy, data=data).expect(0)
    world.run("restore", copy, data=world.folder / "restored").expect(4, "没有恢复")


@case
def settings_of_passwords_stand_in_the_environment(world):
    data = world.copy()
    login = sorted(people(world, data))[0]
    strict = ("env", "YOUJU_PASSWORD_MIN_LENGTH=20")
    world.run("person", "password", login, data=data, before=strict, input=GOOD.encode() + b"\n"
              ).expect(3, "密码至少20个字符")
    world.run("audit", data=data, before=("env", "YOUJU_IDLE_MINUTES=1")
              ).expect(3, "$YOUJU_IDLE_MINUTES", "5至480")
