#!/usr/bin/env python3
"""Writes examples/baoan-2020: units, people, records and targets. Run it from any folder."""

import os

import baoan_firms
import baoan_outreach
import baoan_service
import baoan_space
from baoan_base import BUREAU, SECTIONS, STREETS, Folder, communities, street_short
from baoan_names import Register

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "examples", "baoan-2020")
PLAN = "宝安区2021年科技创新工作计划"
TARGETS = [  # indicator, filter, value, section that answers for it
    ("alliances_new", "", 2, "440306-pt"),
    ("platforms_high_new", "", 20, "440306-pt"),
    ("hnte_new", "", 500, "440306-gx"),
    ("hnte_scale_new", "", 200, "440306-gx"),
    ("carriers_high_new", "", 10, "440306-yq"),
    ("launches_monthly", "", 2, "440306-fw"),
    ("contest_edition", "", 8, "440306-fw"),
    ("sci_talents_new", "", 100, "440306-gx"),
    ("startup_teams", "", 3, "440306-gx"),
    ("training_bases_new", "", 5, "440306-gx"),
]


def write_units(folder):
    rows = [
        ["100000", "全国", "全国", "nation", "", "", ""],
        ["440000", "广东省", "广东", "province", "100000", "", ""],
        ["440300", "深圳市", "深圳", "city", "440000", "", ""],
        [BUREAU, "深圳市宝安区科技创新局（区科学技术协会）", "区科技创新局（区科学技术协会）", "county", "440300", "", ""],
    ]
    rows += [[code, name, name, "department", BUREAU, "", ""] for code, name in SECTIONS.items()]
    rows += [
        [code, name, street_short(code), "street", BUREAU, "", ""]
        for code, (name, _) in STREETS.items()
    ]
    rows += [
        [code, name, name, "community", street, "", ""] for code, name, street in communities()
    ]
    folder.write("units.csv", "code,name,short,kind,parent,from,until", rows)


def write_people(folder):
    rows = [
        ["baoan.admin", "系统管理员", "administrator", BUREAU],
        ["baoan.leader", "局负责人", "leader", BUREAU],
        ["baoan.auditor", "审计员", "auditor", BUREAU],
        ["baoan.reviewer", "综合审核员", "reviewer", BUREAU],
        ["baoan.writer", "综合撰稿人", "writer", BUREAU],
    ]
    rows += [[f"baoan.{code[-2:]}", f"{name}填报员", "clerk", code] for code, name in SECTIONS.items()]
    rows += [
        [f"baoan.{code[-2:]}", f"{name}填报员", "clerk", code] for code, (name, _) in STREETS.items()
    ]
    folder.write("people.csv", "login,name,role,unit", rows)


def write_targets(folder):
    # Two sessions each month, counted month by month; all else by the end of the year.
    terms = {"launches_monthly": ["each", "month", "launches_year"]}
    rows = [
        [indicator, where, BUREAU, "2021", value, "exact", PLAN, owner, *terms.get(indicator, ["", "", ""])]
        for indicator, where, value, owner in TARGETS
    ]
    folder.write("targets.csv",
                 "indicator,filter,unit,period,value,qualifier,source,owner,direction,each,counted", rows)


def main():
    folder = Folder(EXAMPLE)
    register = Register(4800)
    write_units(folder)
    write_people(folder)
    write_targets(folder)
    baoan_space.write(folder, register)
    baoan_firms.write(folder, register)
    baoan_service.write(folder, register)
    baoan_outreach.write(folder)
    for name, rows in folder.rows.items():
        print(f"{rows:6d}  {name}")


if __name__ == "__main__":
    main()
