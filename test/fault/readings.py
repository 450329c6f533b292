"""Texts handed to `read` that nobody writes: what is told of them stays in bounds."""

from harness import case, check


@case
def a_line_of_many_figures_is_not_told_whole_for_each(world):
    figures = 4000
    path = world.write("line.txt", ("合计 ｜ " + "东村120万元、" * figures).encode())
    told = world.run("read", "--relations", path).expect(0).out
    lines = told.splitlines()
    check(len(lines) >= figures, f"{len(lines)} lines for {figures} figures")
    longest = max(len(line.encode()) for line in lines)
    check(longest < 3000, f"a figure is told in {longest} bytes")
    check(all('"sentence":"…' in line or "…\"" in line for line in lines if '"sentence"' in line),
          "a sentence that is cut is not told as one")


@case
def a_table_of_many_feet_is_read(world):
    path = world.write("feet.txt", ("合计 ｜ 5户 ｜ 4人\n" * 5000).encode())
    world.run("read", "--relations", path).expect(0, '"unit":"户"')


@case
def output_that_does_not_arrive_is_told(world):
    path = world.write("many.txt", "举办培训班5期。\n".encode() * 5000)
    with open("/dev/full", "wb") as full:
        for command in (["read", path], ["--help"]):
            world.run(*command, out=full).expect(4, "未能全部写出")


@case
def who_reads_no_more_ends_a_command_quietly(world):
    path = world.write("many.txt", "举办培训班5期。\n".encode() * 5000)
    ended = world.run_unread("read", path).expect(4, "5期")
    check(ended.err == "", f"{ended}")
