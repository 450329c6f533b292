"""Packs and examples that contradict themselves, and figures that cannot be computed."""

import shutil

from harness import COUNTY, ROOT, UNIT, case, check

HEAD = """pack: faulty
title: {zh-CN: 有误的包, en: Faulty}
version: 1
uses: [common]
"""


def indicator(name, value, unit="次"):
    return (f"  - id: {name}\n    title: {{zh-CN: 指标, en: Indicator}}\n    unit: {unit}\n"
            f"    value: {value}\n    definition: {{zh-CN: 口径。, en: \"Meaning.\"}}\n")


def pack(world, **files):
    """A pack called faulty that uses the common one; its folder."""
    world.write("packs/faulty/pack.yaml", files.pop("head", HEAD))
    for name, text in files.items():
        folder, stem = name.split("_", 1)
        ending = "md" if folder == "templates" else "yaml"
        world.write(f"packs/faulty/{folder}/{stem}.{ending}", text)
    return world.folder / "packs/faulty"


def refuses(world, folder, *snippets):
    """`pack check` says so, and a data folder does not take the pack either."""
    world.run("pack", "check", folder).expect(3, *snippets)
    data = world.copy()
    try:
        world.refuses(["init", "--pack", "faulty"], 3, *snippets, data=data)
    finally:
        shutil.rmtree(data)


@case
def a_sound_pack_is_taken(world):
    folder = pack(world, indicators_a="indicators:\n" + indicator("all_talks", "count of lecture"))
    world.run("pack", "check", folder).expect(0, "没有发现问题")


@case
def a_pack_with_an_unknown_field_is_refused(world):
    folder = pack(world, head=HEAD + "colour: red\n")
    refuses(world, folder, "pack.yaml:5:1", "不认识的键“colour”")
    wrong = "indicators:\n" + indicator("talks_heard", "sum listeners of lecture")
    folder = pack(world, indicators_a=wrong)
    refuses(world, folder, "indicators/a.yaml:5:16", "没有字段 listeners")
    shutil.rmtree(folder)
    ledger = ("ledger: kite\ntitle: {zh-CN: 风筝台账, en: Kites}\ndates: day\nfields:\n"
              "  - {name: length, title: {zh-CN: 长度, en: Length}, type: integer, colour: red}\n")
    folder = pack(world, ledgers_kite=ledger)
    refuses(world, folder, "ledgers/kite.yaml:5:", "不认识的键“colour”")


@case
def a_cyclic_formula_is_refused(world):
    text = ("indicators:\n" + indicator("first_one", "second_one + lectures", "场") +
            indicator("second_one", "first_one + lectures", "场"))
    folder = pack(world, indicators_a=text)
    refuses(world, folder, "indicators/a.yaml:", "互相引用成环", "first_one", "second_one")


@case
def a_template_that_names_an_unknown_indicator_is_refused(world):
    text = ("---\ntemplate: faulty\ntitle: {zh-CN: 有误, en: Faulty}\n---\n# {unit}总结\n\n"
            "今年举办讲座{lectures}，来了{no_such_indicator}。\n")
    folder = pack(world, templates_faulty=text)
    place = "templates/faulty.md:7:" + str("今年举办讲座{lectures}，来了{".index("来") + 4)
    world.run("pack", "check", folder).expect(3, place, "没有指标 no_such_indicator")


def example(world):
    """A copy of the county's example, to be spoilt."""
    folder = world.folder / "example"
    shutil.copytree(COUNTY, folder)
    return folder


@case
def a_unit_loop_is_refused(world):
    folder = example(world)
    with open(folder / "units.csv", "a", encoding="utf-8") as file:
        file.write("loop-a,甲,甲,county,loop-b,,\nloop-b,乙,乙,county,loop-a,,\n")
    world.refuses(["load", folder], 3, "units.csv", "构成循环")
    fresh = world.folder / "fresh"
    world.run("load", folder, data=fresh).expect(3, "units.csv", "构成循环")
    check(world.records(fresh) == 0, "records were entered below a loop of units")


@case
def a_division_by_zero_is_a_missing_figure_with_its_reason(world):
    folder = example(world)
    nothing = "count of training where held = sent and held = own"
    text = ("indicators:\n" + indicator("no_talks", nothing) +
            indicator("per_talk", "ratio(trainings, no_talks)"))
    own = pack(world, indicators_a=text)
    world.run("pack", "check", own).expect(0)
    shutil.copytree(world.folder / "packs", folder / "packs")
    head = (folder / "example.yaml").read_text(encoding="utf-8")
    (folder / "example.yaml").write_text(
        head.replace("county-association]", "county-association, faulty]"), encoding="utf-8")
    data = world.folder / "data"
    world.run("load", folder, data=data).expect(0)
    zero = world.run("figures", "--unit", UNIT, "--period", "2009", "--indicator", "no_talks",
                     "--format", "jsonl", data=data).expect(0)
    check('"value":"0"' in zero.out, f"the divisor is not zero: {zero}")
    world.run("figures", "--unit", UNIT, "--period", "2009", "--indicator", "per_talk", data=data
              ).expect(0, "missing")
    world.run("trace", f"per_talk@{UNIT}@2009", data=data).expect(1, "除数为零")


@case
def an_example_with_a_faulty_file_enters_nothing_of_it(world):
    folder = example(world)
    path = folder / "records" / "visit.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = lines[2].replace("610522,2009-02-13", "610522,2009-02-33")
    path.write_text("".join(lines), encoding="utf-8")
    fresh = world.folder / "fresh"
    world.run("load", folder, data=fresh).expect(3, "records/visit.csv:3:on", "2009-02-33")
    check("tg-visit-" not in world.run("trace", f"visits@{UNIT}@2009", data=fresh).out,
          "rows of the faulty file were entered")
    world.audited(fresh)
    # What was right stays, and the load can be repeated once the file is mended.
    world.run("load", COUNTY, data=fresh).expect(0)
    check(world.records(fresh) == world.records(world.loaded), "the repeated load is incomplete")
    (folder / "example.yaml").unlink()
    world.refuses(["load", folder], 3, "没有 example.yaml")
    world.refuses(["load", ROOT / "no-such-folder"], 3, "没有 example.yaml")
