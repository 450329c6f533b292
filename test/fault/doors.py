"""The command line's own manners, and the pages."""

import csv
import io
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import zipfile

from harness import COUNTY, UNIT, YEAR, case, check

ASKED = ("figures", "--unit", UNIT, "--period", YEAR)


@case
def wrong_usage_is_status_2(world):
    for words in ((), ("frobnicate",), ("figures",), ("figures", "--unit", UNIT), ("load",),
                  ("pack",), ("audit", "--no-such-option")):
        done = world.run(*words, data=world.loaded).expect(2)
        check(done.err, f"nothing is said by {done}")
    world.run("--format", "xml", "overview", data=world.loaded).expect(2, "不认识的格式“xml”")
    world.run("--lang", "fr", "overview", data=world.loaded).expect(2, "不支持语言“fr”")
    world.run("serve", "--listen", "nowhere", data=world.copy()).expect(2, "nowhere")


@case
def what_is_not_there_is_status_3(world):
    world.run(*ASKED, "--indicator", "no_such", data=world.loaded).expect(3, "没有指标“no_such”")
    world.run("trace", f"no_such@{UNIT}@{YEAR}", data=world.loaded).expect(3, "没有指标“no_such”")
    world.run("trace", "no figure at all", data=world.loaded).expect(3, "不是数字的名称")
    world.run("figures", "--unit", "999", "--period", YEAR, data=world.loaded
              ).expect(3, "未知的单位编码“999”")
    world.run("figures", "--unit", UNIT, "--period", "20x9", data=world.loaded
              ).expect(3, "“20x9”不是期间")


@case
def help_is_given_in_both_languages(world):
    world.run("--help").expect(0, "查询数字")
    world.run("--lang", "en", "--help").expect(0, "Show figures")


@case
def every_format_can_be_parsed_and_says_the_same(world):
    answers = {name: world.run("--format", name, *ASKED, data=world.loaded).expect(0).out
               for name in ("json", "jsonl", "csv")}
    rows = json.loads(answers["json"])
    check(len(rows) > 20 and rows[0]["figure"], "no figures")
    check([json.loads(line) for line in answers["jsonl"].splitlines()] == rows, "jsonl differs")
    check(list(csv.DictReader(io.StringIO(answers["csv"]))) == rows, "csv differs")


@case
def english_is_spoken_when_it_is_asked_for(world):
    done = world.run("--lang", "en", "figures", "--unit", "999", "--period", YEAR, data=world.loaded
                     ).expect(3, 'Unknown unit "999"')
    check(done.err.isascii(), f"Chinese stands in {done}")
    path = world.write("a.csv", f"key,unit,on,topic,place,attendance\nk,{UNIT},2009-05-06,a,b,x\n")
    world.run("--lang", "en", "import", "lecture", path, data=world.loaded
              ).expect(3, 'a.csv:2:attendance: attendance: "x" is no number.')
    world.run("--lang", "en", "load", COUNTY, data=world.copy()).expect(0, "Loaded tongguan-2009")


def fetch(address, **more):
    """Status, headers and body, whatever the status is."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, **more), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


@case
def the_pages_lead_from_the_list_to_a_record(world):
    with world.serving(world.copy()) as (address, _):
        def page(path, status=200):
            given, headers, body = fetch(address + path)
            check(given == status, f"{path}: status {given}")
            check(headers["X-Content-Type-Options"] == "nosniff", f"{path}: no nosniff")
            return body.decode("utf-8")
        check(f"/plain/summary/{UNIT}/{YEAR}" in page("/plain"), "the list leads to no summary")
        summary = page(f"/plain/summary/{UNIT}/{YEAR}")
        figures = sorted(set(re.findall(r'href="(/plain/figure\?name=[^"]+)"', summary)))
        check(len(figures) > 50, f"{len(figures)} figures to click")
        records = []
        for link in figures:
            records += re.findall(r'href="(/plain/record/[^"]+)"', page(link.replace("&amp;", "&")))
        check(records, "no figure leads to a record")
        check("610522" in page(records[0]) or "潼关" in page(records[0]), "a record without its unit")


@case
def the_word_file_of_a_page_verifies(world):
    data = world.copy()
    with world.serving(data) as (address, _):
        status, headers, body = fetch(f"{address}/plain/summary/{UNIT}/{YEAR}.docx")
        check(status == 200 and "attachment" in headers["Content-Disposition"], f"status {status}")
        check("word/document.xml" in zipfile.ZipFile(io.BytesIO(body)).namelist(), "no Word file")
        world.run("verify", world.write("page.docx", body), data=data).expect(0, "个一致")


@case
def what_the_pages_do_not_have_is_said_with_its_status(world):
    with world.serving(world.copy()) as (address, _):
        wanted = {
            "/plain/no-such-page": 404,
            "/plain/summary/999/2009": 404,
            f"/plain/summary/{UNIT}/20x9": 422,
            "/plain/figure?name=" + urllib.parse.quote(f"no_such@{UNIT}@{YEAR}"): 404,
            "/plain/figure": 422,
            "/plain/record/visit/no-uuid": 422,
            "/plain/record/visit/00000000-0000-4000-8000-000000000000": 404,
            "/../../etc/passwd": 404,
            "/plain/%3Cscript%3Ealert(1)%3C/script%3E": 404,
        }
        for path, status in wanted.items():
            given, _, body = fetch(address + path)
            check(given == status, f"{path}: status {given}, {status} expected")
            check(b"<script" not in body, f"{path}: markup of the address stands in the page")
        for method in ("POST", "PUT", "DELETE"):
            given, _, _ = fetch(address + "/", data=b"x=1", method=method)
            check(given == 405, f"{method}: status {given}")
        given, _, body = fetch(address + "/plain", method="HEAD")
        check(given == 200 and body == b"", f"HEAD: status {given}, {len(body)} bytes")
        given, _, _ = fetch(address + "/health")
        check(given == 200, "the server died of it")
