#!/usr/bin/env python3
"""Writes the records of examples/licheng-2020 (demonstration data, the same on every run).

The totals are those that the source states; dates,
places and the parts of the totals are invented
within them. Run from the root of the repository: python3 tools/examples/licheng.py
"""

import datetime

from county_tables import Tables, spread, uneven

COUNTY = "140426"
OFFICE, OUTREACH = "140426-bgs", "140426-kpb"  # the two sections of the association

TOWNSHIPS = {
    "lh": ("黎侯镇", ["南村"]), "dy": ("东阳关镇", ["长宁村"]), "sy": ("上遥镇", ["石板村", "正社村"]),
    "xj": ("西井镇", ["五十亩村", "北坡村", "东骆驼村", "后贾岭村"]), "hy": ("黄崖洞镇", ["上湾村", "小寨村"]),
    "xw": ("西仵乡", ["南桥沟村"]), "th": ("停河铺乡", ["霞庄村"]), "cj": ("程家山乡", ["凤凰峧村"]),
    "hj": ("洪井乡", ["长畛背村", "孔家峧村"]),
}
DEPARTMENTS = [("nyj", "黎城县农业农村局", "农业农村局"), ("scb", "黎城县蔬菜办公室", "蔬菜办"),
               ("lyj", "黎城县林业局", "林业局"), ("jkj", "黎城县教育科技局", "教科局"),
               ("wjj", "黎城县卫生健康和体育局", "卫体局"), ("zgh", "黎城县总工会", "县总工会")]
FIFTY = "140426-xj1"  # 五十亩村, the village in charge


def unit(code):
    return f"{COUNTY}-{code}"


def units(tables):
    rows = [["100000", "全国", "全国", "nation", "", "", ""],
            ["140000", "山西省科学技术协会", "山西省科协", "province", "100000", "", ""],
            ["140400", "长治市科学技术协会", "长治市科协", "city", "140000", "", ""],
            [COUNTY, "黎城县科学技术协会", "县科协", "county", "140400", "", ""],
            [OFFICE, "黎城县科协办公室", "办公室", "department", COUNTY, "", ""],
            [OUTREACH, "黎城县科协科普部", "科普部", "department", COUNTY, "", ""]]
    for code, name, short in DEPARTMENTS:
        rows.append([unit(code), name, short, "department", COUNTY, "", ""])
    for code, (name, villages) in TOWNSHIPS.items():
        rows.append([unit(code), name, name, "township", COUNTY, "", ""])
        for at, village in enumerate(villages, 1):
            rows.append([unit(f"{code}{at}"), name + village, village, "village", unit(code), "",
                         ""])
    tables.plain("units.csv", ["code", "name", "short", "kind", "parent", "from", "until"], rows)
    tables.plain("people.csv", ["login", "name", "role", "unit"],
                 [["licheng_clerk", "县科协填报岗", "clerk", COUNTY],
                  ["licheng_reviewer", "县科协审核岗", "reviewer", COUNTY],
                  ["licheng_writer", "县科协撰稿岗", "writer", COUNTY],
                  ["licheng_leader", "县科协负责人", "leader", COUNTY]])
    tables.plain("nil.csv", ["ledger", "unit", "period"],
                 [["incident", COUNTY, f"2020-{month:02d}"] for month in range(1, 13)])
    paper = "中共黎城县委办公室、黎城县人民政府办公室关于“三零”单位创建工作行动计划的通知"
    tables.plain("targets.csv", ["indicator", "filter", "unit", "period", "value", "qualifier",
                                 "source",
                                 "owner"],
                 [[indicator, "", COUNTY, "2020", 0, "exact", paper, "县科协“三零”创建工作领导小组"]
                  for indicator in ("petitions", "accidents", "criminal_cases")])
    tables.plain("milestones.csv", ["unit", "period", "text", "owner", "due", "done_on", "note"],
                 [[COUNTY, "2021", f"开展2021年{campaign}活动", "科普部", "", "", ""]
                  for campaign in ("全国科普日", "“科技三下乡”", "“科技宣传周”")])


def villages_of():
    """Code, full name and short name of every village."""
    return [(unit(f"{code}{at}"), name + village, village) for code,
            (name, names) in TOWNSHIPS.items()
            for at, village in enumerate(names, 1)]


def meetings(tables):
    rows = [
        ("2020-01-10", "congress", "", "黎城县科学技术协会第二次代表大会", 2, "换届选举", 91, 6),
        ("2020-03-23", "mobilise", "best_env", "“创全优环境”动员会", "", "部署专项工作方案和任务分工", 11, 4),
        ("2020-03-31", "mobilise", "anti_drug", "专题禁毒工作动员会", "", "传达全县禁毒攻坚行动会议精神", 11, 3),
        ("2020-03-04", "special", "epidemic", "包联门店复业防疫专题会议", "", "成立工作小组、明确包联责任", 9, 3),
        ("2020-04-16", "study", "", "全省驻村帮扶工作会议精神传达会", "", "驻村帮扶工作", 13, 2),
        ("2020-02-20", "study", "", "纪委全会精神学习会", "", "党风廉政建设", 10, 2),
        ("2020-07-02", "study", "", "廉政警示教育学习会", "", "党风廉政建设", 11, 1),
        ("2020-09-10", "special", "three_zeros", "“三零”创建专题会议", "", "矛盾风险排查", 10, 3),
        ("2020-11-12", "study", "", "党的十九届五中全会精神学习会", "", "全会精神", 12, 2)]
    for on, kind, tag, title, edition, topic, attendance, decisions in rows:
        tables.add("meeting", COUNTY, on, tags=tag, title=title, kind=kind, edition=edition,
                   topic=topic,
                   place="县科协会议室" if kind != "congress" else "县委党校礼堂", attendance=attendance,
                   decisions=decisions, carried_out=decisions)
    for on, name, kind, head, members in [
            ("2020-03-24", "“创全优环境”工作领导组", "group", "县科协主席", 5),
            ("2020-03-24", "“创全优环境”工作领导组办公室", "office", "县科协副主席", 3),
            ("2020-03-04", "包联商铺门店复业工作领导小组", "group", "县科协主席", 4),
            ("2020-04-20", "“零上访、零事故、零案件”创建工作领导小组", "group", "党支部书记、主席", 6)]:
        tables.add("leading_group", COUNTY, on, name=name, kind=kind, head_post=head,
                   members=members)
    for on, title, number, issuer, due in [
            ("2019-03-12", "关于加快开展科协换届选举工作的通知", "长科协函字〔2019〕2号", "长治市科学技术协会", "2020-01-31"),
            ("2020-04-10", "关于深入开展“三零”创建工作行动计划的通知", "", "中共黎城县委办公室", "2020-12-31"),
            ("2020-06-22", "关于开展全省公众科学素质网络竞赛答题活动的通知", "", "山西省科学技术协会", "2020-10-31")]:
        tables.add("paper_received", COUNTY, on, title=title, number=number, issuer=issuer,
                   demand="按要求组织落实", due=due, answered=due, result="on_time")


def drives(tables):
    books = {name: tables.add("drive_book", COUNTY, "2020-03-26", tags="best_env",
                              name=f"{name}台账",
                              drive="“创全优环境”专项", duty_post=post)
             for name, post in [("任务清单", "办公室"), ("问题整改", "办公室"), ("服务事项", "科普部"),
                                ("督查督办", "分管领导"), ("成效评价", "联络员")]}
    matters = [("任务清单", "制定专项工作方案"), ("任务清单", "明确联络员和承办人"), ("任务清单", "编排科普大篷车下乡计划"),
               ("任务清单", "落实微课堂选题计划"), ("问题整改", "精简报送材料"), ("问题整改", "公开服务事项和时限"),
               ("问题整改", "规范科普物资领用手续"), ("服务事项", "会诊大蒜蒜蛆虫害"), ("服务事项", "会诊山萸肉病虫害"),
               ("服务事项", "核桃树修剪管护指导"), ("服务事项", "学会服务站建站协调"), ("督查督办", "特派员结对到位情况"),
               ("督查督办", "包联小区入户进度"), ("督查督办", "包联门店防疫措施"), ("成效评价", "群众满意度回访"),
               ("成效评价", "机关效能自评")]
    for at, (book, matter) in enumerate(matters):
        tables.add("drive_entry", COUNTY, f"2020-{4 + at % 8:02d}-{6 + at:02d}", tags="best_env",
                   matter=matter, book=books[book], result="done")
    for title in ["科普惠农", "科学普及", "青少年科普", "送科技下乡"]:
        tables.add("task", COUNTY, "2020-03-26", tags="best_env;named", title=title, kind="drive",
                   giver="县“创全优环境”领导组", goal="", done="", result="reached", due="2020-12-20",
                   finished="2020-12-15")
    for title in ["零上访", "零事故", "零案件"]:
        tables.add("task", COUNTY, "2020-04-20", tags="three_zeros", title=title, kind="target",
                   giver="县委办公室、县政府办公室", goal=0, done=0, result="reached", due="2020-12-31",
                   finished="2020-12-31")
    for on, title in [("2020-03-25", "县科协“创全优环境”工作方案"), ("2020-04-22", "县科协“三零”创建实施方案")]:
        tables.add("document_issued", COUNTY, on, title=title, kind="scheme")


STANDS = [  # on, occasion, place, kind of place, township
    ("2020-01-14", "three_rural", "西井镇政府广场", "township", "xj"),
    ("2020-01-15", "three_rural", "西仵乡政府门前", "township", "xw"),
    ("2020-01-16", "three_rural", "黎侯镇南村文化广场", "village", "lh"),
    ("2020-05-12", "disaster_day", "县城桥北广场", "town", "lh"),
    ("2020-05-12", "disaster_day", "停河铺乡集市", "township", "th"),
    ("2020-05-13", "disaster_day", "黎城太行钢铁有限公司厂区", "enterprise", "lh"),
    ("2020-06-16", "pop_week", "县城东河游园", "town", "lh"),
    ("2020-06-17", "pop_week", "东阳关镇长宁村", "village", "dy"),
    ("2020-06-18", "pop_week", "上遥镇正社村", "village", "sy"),
    ("2020-08-24", "science_week", "县城桥北广场", "town", "lh"),
    ("2020-08-25", "science_week", "黄崖洞镇上湾村", "village", "hy"),
    ("2020-08-26", "science_week", "县城工业园区企业服务中心", "enterprise", "lh"),
    ("2020-08-27", "science_week", "程家山乡政府门前", "township", "cj"),
    ("2020-09-19", "science_day", "县城桥北广场", "town", "lh"),
    ("2020-09-21", "science_day", "洪井乡政府门前", "township", "hj"),
    ("2020-09-22", "science_day", "西井镇五十亩村", "village", "xj"),
    ("2020-09-23", "science_day", "县城某装备制造企业车间", "enterprise", "lh"),
    ("2020-10-16", "poverty_day", "县城东河游园", "town", "lh"),
    ("2020-10-17", "poverty_day", "西井镇北坡村", "village", "xj"),
    ("2020-10-18", "poverty_day", "上遥镇石板村", "village", "sy")]


def outreach(tables):
    known = {"science_day", "science_week", "disaster_day", "poverty_day"}
    for (on, occasion, place, kind, township), copies, answers in zip(
            STANDS, spread(4279, uneven(len(STANDS), 41, 300, 1100), 60),
            spread(863, uneven(len(STANDS), 43, 300, 1100), 10)):
        tables.add("info_stand", COUNTY, on, tags=occasion if occasion in known else "",
                   place=place,
                   occasion=occasion, place_kind=kind, township=unit(township),
                   boards=4 + copies % 9,
                   copies=copies, answers=answers)
    offices = [("jkj", 1834), ("wjj", 1127), ("nyj", 246), ("lyj", 118), ("scb", 37),
               ("zgh", 412)]
    for code, people in offices:
        tables.add("quiz_return", unit(code), "2020-07-01", "2020-10-31", "science_quiz",
                   contest="全省公众科学素质网络竞赛", department=unit(code), participants=people,
                   papers=people * 3 + people % 7,
                   mean_score=f"{78 + people % 11}.{people % 10}0")
    tables.add("honour", COUNTY, "2020-11-24", tags="science_quiz", title="全省公众科学素质网络竞赛答题活动全市名次",
               kind="rank", subject="黎城县科学技术协会", subject_kind="body", giver="长治市科学技术协会",
               level="city", position=2, among="全市各县区",
               paper="长治市科协关于全省公众科学素质网络竞赛答题活动情况的通报（2020年11月，演示文号）")


TOPICS = ["春季蔬菜育苗", "核桃树整形修剪", "大蒜田间管理", "山萸肉花期管护", "玉米适期播种", "谷子轻简栽培", "中药材仿野生种植",
          "肉牛舍饲管理", "家禽防疫程序", "测土配方施肥", "农药安全使用", "果园生草", "土壤改良", "设施番茄水肥", "花椒病虫防治", "秸秆还田",
          "农机安全作业", "食用菌菌棒管理", "蜜蜂越冬", "雨季田间排涝", "农产品电商入门", "防灾减灾常识", "核桃采后处理", "羊群春季驱虫",
          "小杂粮品种选择", "冬季温室保温"]
PARTS = ["技术要点", "常见问题", "实操演示", "专家答疑"]


def micro_class(tables):
    days = sorted([datetime.date(2020, 1, 6) + datetime.timedelta(7 * week) for week in range(52)]
                  + [datetime.date(2020, 1,
                                   9) + datetime.timedelta(7 * week) for week in range(52)])
    assert len(days) == 104 and days[-1] == datetime.date(2020, 12, 31)
    for at, day in enumerate(days):
        year, week, _ = day.isocalendar()
        tables.add("broadcast", COUNTY, day.isoformat(),
                   title=f"农村微课堂第{at + 1}期：{TOPICS[at // 4]}{PARTS[at % 4]}", kind="micro_class",
                   series="农村微课堂", episode=at + 1, week=f"{year}-W{week:02d}",
                   platform="省农村科技函授大学平台", views=286 + at * 37 % 419, minutes=12 + at % 7)


def envoys(tables):
    named = {"北坡村", "五十亩村", "东骆驼村", "后贾岭村"}
    poor = named | {"石板村", "上湾村", "小寨村", "南桥沟村", "霞庄村", "凤凰峧村"}
    rows = [row for row in villages_of() if row[2] in poor]
    assert len(rows) == 10
    needs = ["山萸肉病虫害防治", "核桃低产园改造", "谷子新品种引进", "食用菌大棚技术", "肉牛疫病防控", "中药材种植",
             "花椒管护", "小杂粮加工", "散养鸡养殖", "大蒜提质增产"]
    for at, (code, full, short) in enumerate(rows):
        tables.add("posting", COUNTY, "2020-03-18", tags="named" if short in named else "",
                   post="envoy",
                   holder=f"科技特派员{at + 1:02d}", village=code, paper="县教科局科技特派员选派通知")
        tables.add("need", COUNTY, f"2020-04-{7 + at:02d}", topic=f"{short}{needs[at]}",
                   kind="industry",
                   village=code, result="met", closed=f"2020-{8 + at % 3:02d}-{12 + at:02d}")
    for on, place in [("2020-03-19", 0), ("2020-03-20", 1), ("2020-04-07", 2), ("2020-04-08", 3),
                      ("2020-05-14", 0), ("2020-06-09", 1), ("2020-08-13", 2), ("2020-09-08", 3)]:
        code, full, short = [row for row in rows if row[2] in named][place]
        tables.add("visit", COUNTY, on, place=full, purpose="research", township=unit("xj"),
                   village=code,
                   by_post="县科协工作人员", households="", reached=9 + place, found=2, solved=1)
    tables.add("visit", COUNTY, "2020-05-20", place="武乡县科学技术协会", purpose="benchmark",
               party="武乡县科学技术协会", by_post="县科协班子成员", reached="", found="", solved="")
    for post, holder in [("secretary", "驻村第一书记"), ("resident", "驻村干部01"), ("resident", "驻村干部02")]:
        tables.add("posting", COUNTY, "2020-01-20", post=post, holder=holder, village=FIFTY,
                   paper="县委组织部选派文件")
    for on, post in [("2020-02-26", "县科协主席"), ("2020-04-17", "县科协主席"), ("2020-06-11", "县科协主席"),
                     ("2020-08-20", "县科协主席"), ("2020-10-15", "县科协主席"), ("2020-05-07", "驻村第一书记"),
                     ("2020-07-09", "驻村第一书记"), ("2020-11-05", "驻村干部")]:
        tables.add("visit", COUNTY, on, place="西井镇五十亩村", purpose="resident", township=unit("xj"),
                   village=FIFTY, by_post=post, households=6, reached=14, found=2, solved=2)


def to_villages(tables):
    three = "three_rural"
    south, changzhen, kongjia = unit("lh1"), unit("hj1"), unit("hj2")
    for on, problem, crop, office, village, experts, farmers, advice in [
            ("2020-04-09", "大蒜蒜蛆虫害", "garlic", "scb", south, 3, 64, "清除虫株、药剂灌根"),
            ("2020-05-08", "大蒜蒜蛆虫害防效复查", "garlic", "scb", south, 2, 37, "轮换用药、晒垡倒茬"),
            ("2020-06-03", "山萸肉病虫害", "cornel", "lyj", FIFTY, 3, 52, "剪除病枝、适期喷药"),
            ("2020-04-28", "核桃树高枝改良", "walnut", "lyj", changzhen, 4, 71, "高接换优、绑扎保湿"),
            ("2020-11-10", "核桃树修剪管护", "walnut", "nyj", kongjia, 3, 58, "疏枝回缩、树干涂白"),
            ("2020-11-11", "核桃树越冬管护", "walnut", "nyj", changzhen, 2, 43, "清园、深翻施肥")]:
        tables.add("clinic", COUNTY, on, tags=three, problem=problem, crop=crop,
                   office=unit(office),
                   village=village, experts=experts, farmers=farmers, advice=advice,
                   result="solved")
    stops = [("2020-04-09", south), ("2020-04-28", changzhen), ("2020-05-08", south),
             ("2020-06-03", FIFTY),
             ("2020-06-30", kongjia), ("2020-07-16", FIFTY), ("2020-08-12", south),
             ("2020-08-28", changzhen),
             ("2020-09-15", kongjia), ("2020-10-13", FIFTY), ("2020-11-10", kongjia),
             ("2020-11-11", changzhen)]
    names = {code: full for code, full, _ in villages_of()}
    for (on, village), visitors in zip(stops, spread(5318, uneven(len(stops), 47, 600, 1100))):
        tables.add("mobile_stop", COUNTY, on, on, three, place=names[village], kind="wagon",
                   host=village,
                   host_kind="village", exhibits=18, visitors=visitors)
    titles = [("核桃高产栽培管理技术", "orchard", "named"), ("生活与健康", "health", "named"),
              ("我的科学新生活", "life", "named"), ("科普知识图本", "life", "named"),
              ("大蒜病虫害防治", "vegetable", ""),
              ("山萸肉栽培与采收", "orchard", "")]
    given = [(on, village, *titles[(at + step) % 6]) for at, (on, village) in enumerate(stops)
             for step in (0, 1, 3)]
    for (on, village, title, topic, tag), copies in zip(given, spread(3246, uneven(len(given),
                                                                                   53, 300,
                                                                                   1100), 20)):
        tables.add("material_issue", COUNTY, on, tags=three + (";" + tag if tag else ""),
                   title=f"《{title}》",
                   category="book", topic=topic, copies=copies, recipient=village,
                   place=names[village])


FLOORS = {11: [12, 11, 10], 12: [12, 10, 11]}  # households of each staircase: 66 in all


def homes(tables):
    estate, tag, when = "广盛苑小区", "anti_drug", "2020-03-31"
    plan = [("survey", "2020-04-{:02d}", 7), ("publicity", "2020-05-{:02d}", 11),
            ("urine", "2020-06-{:02d}", 8),
            ("pledge", "2020-06-{:02d}", 22)]
    for section, building in [(OFFICE, 11), (OUTREACH, 12)]:
        name = f"{estate}{building}号楼"
        tables.add("charge_object", section, when, tags=tag, name=name, kind="building",
                   estate=estate,
                   building=building, staircase="", duty_post="包联责任人")
        for stair, count in enumerate(FLOORS[building], 1):
            tables.add("charge_object", section, when, tags=tag, name=f"{name}{stair}单元",
                       kind="staircase",
                       estate=estate, building=building, staircase=stair, duty_post="包联责任人")
            for at in range(count):
                door = f"{at // 2 + 1:d}{at % 2 + 1:02d}"
                home = tables.add("charge_object", section, when, tags=tag,
                                  name=f"{name}{stair}单元{door}室",
                                  kind="household", estate=estate, building=building,
                                  staircase=stair,
                                  duty_post="包联责任人")
                for item, day, first in plan:
                    tables.add("home_task", section,
                               day.format(first + stair - 1 + building % 2), tags=tag,
                               home=home, item=item, seen=1 + (at + stair) % 3,
                               sheet=f"{building}-{stair}-{door}-{item}")
                tables.add("pledge", section, plan[3][1].format(22 + stair - 1 + building % 2),
                           tags=tag,
                           household=f"{name}{stair}单元{door}室", kind="anti_drug", place=name,
                           text_version="2020年版", medium="electronic")
        for item, day, first in plan:
            tables.add("visit", section, day.format(first + building % 2), tags=tag, place=name,
                       purpose="households", village="", by_post="县科协包联干部",
                       households=sum(FLOORS[building]), reached="", found="", solved="")
    for on, place, posted in [("2020-04-01", "广盛苑小区", 12), ("2020-04-03", "广邯街", 9),
                              ("2020-06-24", "东河游园", 8)]:
        tables.add("material_issue", COUNTY, on, tags=tag, title="禁毒宣传海报", category="poster",
                   topic="drug",
                   copies=posted * 4, recipient="", place=place, posted=posted)


def epidemic(tables):
    for at, (on, place) in enumerate([("2020-02-14", "广邯街至东河游园"), ("2020-02-18", "广盛苑小区"),
                                      ("2020-02-21", "广邯街至东河游园"), ("2020-02-27", "县城农贸市场")]):
        tables.add("volunteer_shift", COUNTY, on, tags="epidemic", title="“防控疫情·非常志愿”宣传劝导",
                   kind="epidemic", place=place, volunteers=[9, 7, 8, 6][at],
                   hours=["27.0", "17.5", "24.0", "15.0"][at],
                   contacts=[318, 142, 276, 231][at])
    shops = ["惠民粮油店", "学友文具店", "家常面食馆", "新颖理发店", "便利百货店", "阳光童装店"]
    for at, shop in enumerate(shops):
        tables.add("charge_object", COUNTY, "2020-03-04", tags="epidemic", name=f"广邯街{shop}",
                   kind="shop",
                   estate="广邯街", building="", staircase="", duty_post="包联责任人")
        tables.add("visit", COUNTY, f"2020-03-{[5, 6, 9][at // 2]:02d}", tags="epidemic",
                   place=f"广邯街{shop}",
                   purpose="shops", party=f"广邯街{shop}", by_post="县科协包联干部", reached=3 + at % 3,
                   found=at % 2, solved=at % 2)


def congress(tables):
    on, body = "2020-01-10", "黎城县科学技术协会第二届委员会"
    for post, elected in [("committee", 27), ("standing", 9), ("president", 1), ("vice", 2)]:
        tables.add("election", COUNTY, on, body=body, post=post, term=2, way="ballot",
                   elected=elected,
                   due=96 if post == "committee" else 27,
                   present=91 if post == "committee" else 27)
    for seat, post in [("主席", "president"), ("副主席（第一席）", "vice"), ("副主席（第二席）", "vice")]:
        tables.add("tally", COUNTY, on, seat=seat, post=post, issued=27, returned=27, valid=27,
                   votes=27,
                   against=0, abstained=0)


def station(tables):
    works = "黎城太行钢铁有限公司"
    for on, topic in [("2020-05-27", "学会服务站建站需求对接"), ("2020-07-01", "学会服务站合作协议磋商")]:
        tables.add("matching_meeting", COUNTY, on, topic=topic, kind="technology", party=works,
                   place=works, attendance=14)
    tables.add("base", COUNTY, "2020-07-27", name="中国金属学会黎城太行钢铁有限公司学会服务站", kind="society",
               level="national", stage="active", operator=works, field="钢铁冶金")


def main():
    tables = Tables("examples/licheng-2020", "lc")
    units(tables)
    for part in [meetings, drives, outreach, micro_class, envoys, to_villages, homes, epidemic,
                 congress,
                 station]:
        part(tables)
    tables.write()


if __name__ == "__main__":
    main()
