#!/usr/bin/env python3
"""Writes the records of examples/tongguan-2009 (demonstration data, the same on every run).

The totals are those that the source states; dates,
places and the parts of the totals are invented
within them. Run from the root of the repository: python3 tools/examples/tongguan.py
"""

from county_tables import Tables, spread, uneven

COUNTY = "610522"

DEPARTMENTS = [  # code, name, short, kind of office
    ("nyj", "潼关县农业局", "农业局", "farm"),
    ("gyj", "潼关县果业局", "果业局", "farm"),
    ("xmj", "潼关县畜牧局", "畜牧局", "farm"),
    ("njj", "潼关县农机局", "农机局", "farm"),
    ("njtg", "潼关县农技推广中心", "农技中心", "farm"),
    ("lyj", "潼关县林业局", "林业局", "forest"),
    ("lyz", "潼关县林业工作站", "林业站", "forest"),
    ("swj", "潼关县水务局", "水务局", "water"),
    ("sbz", "潼关县水土保持工作站", "水保站", "water"),
    ("hbj", "潼关县环境保护局", "环保局", "environment"),
    ("wsj", "潼关县卫生局", "卫生局", "health"),
    ("xyy", "潼关县医院", "县医院", "health"),
    ("zyy", "潼关县中医医院", "中医医院", "health"),
    ("fby", "潼关县妇幼保健站", "妇幼保健站", "health"),
    ("jkzx", "潼关县疾病预防控制中心", "疾控中心", "health"),
    ("jsj", "潼关县计划生育局", "计生局", "other"),
    ("jyj", "潼关县教育局", "教育局", "education"),
    ("kjj", "潼关县科学技术局", "科技局", "other"),
    ("xcb", "中共潼关县委宣传部", "县委宣传部", "other"),
    ("zgh", "潼关县总工会", "县总工会", "other"),
    ("tw", "共青团潼关县委", "团县委", "other"),
    ("fl", "潼关县妇女联合会", "县妇联", "other"),
    ("whj", "潼关县文化局", "文化局", "other"),
    ("gdj", "潼关县广播电视局", "广电局", "other"),
    ("gaj", "潼关县公安局", "公安局", "other"),
    ("sfj", "潼关县司法局", "司法局", "other"),
    ("mzj", "潼关县民政局", "民政局", "other"),
    ("ldj", "潼关县劳动和社会保障局", "劳动局", "other"),
    ("lwj", "潼关县劳务局", "劳务局", "other"),
    ("gtj", "潼关县国土资源局", "国土局", "other"),
    ("ajj", "潼关县安全生产监督管理局", "安监局", "other"),
    ("zjj", "潼关县质量技术监督局", "质监局", "other"),
    ("gsj", "潼关县工商行政管理局", "工商局", "other"),
    ("yjj", "潼关县食品药品监督管理局", "药监局", "other"),
    ("qxj", "潼关县气象局", "气象局", "other"),
    ("dzb", "潼关县地震办公室", "地震办", "other"),
    ("dlj", "潼关县供电局", "供电局", "other"),
    ("xfd", "潼关县消防大队", "消防大队", "other"),
]
# Who did not send people to the opening, and who did not come to Science Day.
NOT_AT_OPENING = {"xyy", "zyy", "lyz", "gdj", "zjj", "gsj", "xfd", "dzb", "mzj", "dlj"}
NOT_AT_DAY = {"njj", "lyz", "sbz", "gyj", "gdj", "gtj", "ldj", "mzj", "dlj", "zjj"}

TOWNSHIPS = {
    "cg": ("城关镇", ["桃园村", "东门村", "屯丰村", "四知村"]),
    "ty": ("桐峪镇", ["马口村", "小口村", "上善村", "下善村"]),
    "taiy": ("太要镇", ["周家城村", "窑上村", "老虎城村", "蒋家村"]),
    "qd": ("秦东镇", ["寺角营村", "凹里村", "十里铺村"]),
    "al": ("安乐乡", ["观北村", "水峪口村", "沟西村"]),
    "dzy": ("代字营乡", ["姚青村", "瓜峪村", "西姚村"]),
    "nt": ("南头乡", ["留果村", "万仓村", "南寨子村"]),
    "gq": ("高桥乡", ["税村", "杨村", "汾井村"]),
}
SCHOOLS = [("x1", "潼关县城关北极小学", "城关北极小学"), ("x2", "潼关县育红小学", "育红小学"),
           ("x3", "潼关县城关中学", "城关中学"), ("x4", "潼关县桐峪镇小学", "桐峪镇小学"),
           ("x5", "潼关县桐峪镇中学", "桐峪镇中学"), ("x6", "潼关县太要镇小学", "太要镇小学"),
           ("x7", "潼关县代字营乡小学", "代字营乡小学"), ("x8", "潼关县秦东镇小学", "秦东镇小学")]


def unit(code):
    return f"{COUNTY}-{code}"


def units(tables):
    rows = [["100000", "全国", "全国", "nation", "", "", ""],
            ["610000", "陕西省科学技术协会", "陕西省科协", "province", "100000", "", ""],
            ["610500", "渭南市科学技术协会", "渭南市科协", "city", "610000", "", ""],
            [COUNTY, "潼关县科学技术协会", "县科协", "county", "610500", "", ""]]
    for code, name, short, _ in DEPARTMENTS:
        rows.append([unit(code), name, short, "department", COUNTY, "", ""])
    for code, (name, villages) in TOWNSHIPS.items():
        rows.append([unit(code), name, name, "township", COUNTY, "", ""])
        for at, village in enumerate(villages, 1):
            rows.append([unit(f"{code}{at}"), name + village, village, "village", unit(code), "",
                         ""])
    for code, name, short in SCHOOLS:
        rows.append([unit(code), name, short, "school", COUNTY, "", ""])
    tables.plain("units.csv", ["code", "name", "short", "kind", "parent", "from", "until"], rows)
    tables.plain("people.csv", ["login", "name", "role", "unit"],
                 [["tongguan_clerk", "县科协填报岗", "clerk", COUNTY],
                  ["tongguan_reviewer", "县科协审核岗", "reviewer", COUNTY],
                  ["tongguan_writer", "县科协撰稿岗", "writer", COUNTY],
                  ["tongguan_leader", "县科协负责人", "leader", COUNTY]])
    tables.plain("nil.csv", ["ledger", "unit", "period"], [["contest_entry", COUNTY, "2008"]])


def spring_events(tables):
    spring = "science_spring"
    for code, on, name in [("610000", "2009-03-10", "陕西省"), ("610500", "2009-03-16", "渭南市")]:
        tables.add("campaign_event", code, on, on, spring, title=f"{name}第十七届“科技之春”宣传月启动仪式",
                   kind="opening", key_event="plain", edition=17, place=f"{name}主会场",
                   attendance="")
    opening = tables.add(
        "campaign_event", COUNTY, "2009-03-20", "2009-03-20", spring,
        title="潼关县第十七届“科技之春”宣传月启动仪式", kind="opening", key_event="key", edition=17,
        theme="节约能源资源、保护生态环境、保障安全健康", place="桐峪镇政府", attendance=1864)
    tables.add("campaign_event", COUNTY, "2009-03-23", "2009-03-23", spring,
               title="“科技之春”宣传月一条街宣传", kind="street_fair", key_event="key",
               theme="节约能源资源、保护生态环境、保障安全健康", place="县城中心街", attendance=2317)
    key = [("nyj", "2009-03-25", "village", "春季麦田管理技术进村", "高桥乡税村", 213),
           ("wsj", "2009-03-27", "village", "巡回义诊暨健康知识宣讲", "安乐乡观北村", 346),
           ("lyj", "2009-03-30", "village", "经济林抚育与森林防火宣传", "桐峪镇小口村", 187),
           ("swj", "2009-04-01", "village", "节水灌溉技术现场咨询", "太要镇窑上村", 164),
           ("xcb", "2009-04-02", "other", "领导干部科学素质报告会", "县政府会议中心", 142),
           ("hbj", "2009-04-08", "community", "环境保护知识进社区", "城关镇东门社区", 278),
           ("whj", "2009-04-10", "show", "科普文艺专场演出", "县城中心广场", 912),
           ("ajj", "2009-04-13", "enterprise", "安全生产科普进矿山", "中金矿业公司", 126),
           ("jyj", "2009-04-15", "school", "中小学生科普实践日", "城关中学", 583),
           ("jkzx", "2009-04-16", "stand", "计划免疫与传染病防治咨询", "秦东镇集市", 231)]
    for code, on, kind, title, place, attendance in key:
        tables.add("campaign_event", unit(code), on, on, spring, hosts=COUNTY, title=title,
                   kind=kind,
                   key_event="key", place=place, attendance=attendance)
    tables.add("campaign_event", COUNTY, "2009-04-17", "2009-04-17", spring,
               title="“科技之春”宣传月总结交流会", kind="closing", key_event="key", place="县科协会议室",
               attendance=47)
    here = [row for row in DEPARTMENTS if row[0] not in NOT_AT_OPENING]
    for at, (row, staff) in enumerate(zip(here, spread(167, uneven(len(here), 3), 3)), 1):
        tables.add("participation", unit(row[0]), "2009-03-20", tags=spring,
                   department=unit(row[0]),
                   event_kind="opening", event=opening, staff=staff, stall=f"{at:02d}号")
    for code, on, title, kind, place in [
            ("gyj", "2009-03-26", "苹果春季花期管理", "apple", "代字营乡姚青村"),
            ("xmj", "2009-03-31", "生猪圈舍改造与春防", "livestock", "太要镇老虎城村"),
            ("njtg", "2009-04-03", "大棚蔬菜病害识别", "crop", "城关镇桃园村"),
            ("nyj", "2009-04-07", "小麦条锈病统防统治", "crop", "南头乡万仓村"),
            ("lyj", "2009-04-09", "花椒冻害补救", "pepper", "桐峪镇马口村"),
            ("njj", "2009-04-14", "小型农机具安全操作", "other", "秦东镇凹里村")]:
        tables.add("training", unit(code), on, on, spring, topic=title, kind=kind, held="own",
                   form="field", place=place, teacher="县级农技人员", sessions=1, trainees="")


def spring_returns(tables):
    count = len(DEPARTMENTS)
    assert count == 38
    columns = {"staff": spread(492, uneven(count, 5), 5),
               "banners": spread(34, uneven(count, 7, 0, 3)),
               "boards": spread(248, uneven(count, 11, 1, 9), 1),
               "messages": spread(137, [weight * (row[3] == "farm" or row[0] in ("kjj", "lwj",
                                                                                 "qxj"))
                                        for row, weight in zip(DEPARTMENTS, uneven(count, 13))]),
               "answers": spread(246, uneven(count, 17, 0, 6))}
    for at, row in enumerate(DEPARTMENTS):
        tables.add("campaign_return", unit(row[0]), "2009-04-18", tags="science_spring",
                   department=unit(row[0]), office=row[3],
                   **{name: values[at] for name, values in columns.items()},
                   consultations="", medicine="")


SPRING_TITLES = {  # kind of content: issuing unit, titles
    "orchard": [("gyj", "苹果优质丰产栽培要点"), ("gyj", "苹果套袋技术问答"), ("lyj", "花椒整形修剪图解"),
                ("njtg", "果园测土配方施肥手册")],
    "vegetable": [("njtg", "日光温室黄瓜管理历"), ("nyj", "露地蔬菜病虫防治手册"), ("nyj", "芦笋丰产栽培明白纸")],
    "grain": [("nyj", "小麦春管技术明白纸"), ("nyj", "玉米良种良法配套指南"), ("njtg", "油菜菌核病防治卡")],
    "livestock": [("xmj", "生猪规模养殖实用技术"), ("xmj", "奶牛常见病防治"), ("xmj", "家禽防疫程序表")],
    "health": [("wsj", "农村常见病预防手册"), ("jkzx", "传染病防治知识折页"), ("fby", "妇幼保健须知"),
               ("jsj", "优生优育知识读本")],
}
SPRING_PLACES = [("2009-03-20", "桐峪镇政府"), ("2009-03-23", "县城中心街"), ("2009-04-08", "城关镇东门社区")]


def spring_materials(tables):
    rows = [(topic, code, title, on, place) for topic, titles in SPRING_TITLES.items()
            for code, title in titles for on, place in SPRING_PLACES]
    weights = [weight * (3 - SPRING_PLACES.index((on, place)))
               for weight, (*_, on, place) in zip(uneven(len(rows), 19, 300, 1100), rows)]
    for (topic, code, title, on, place), copies in zip(rows, spread(14386, weights, 60)):
        tables.add("material_issue", unit(code), on, tags="science_spring", title=f"《{title}》",
                   category="book" if "手册" in title or "读本" in title else "leaflet", topic=topic,
                   copies=copies, place=place)


DAY_TITLES = [  # issuing unit, title, kind of content; the first six are those the source names
    ("lyj", "森林防火宣传手册", "law"), ("nyj", "无公害大棚蔬菜技术资料汇编", "vegetable"),
    ("lyj", "花椒的种植技术", "orchard"), ("gaj", "珍爱生命 远离毒品", "drug"), ("zgh", "工会法", "law"),
    ("fl", "妇女权益保护法", "law"), ("njtg", "测土配方施肥一百问", "grain"), ("xmj", "秋季动物防疫要点", "livestock"),
    ("swj", "节约用水倡议书", "environment"), ("hbj", "农村环境保护读本", "environment"),
    ("wsj", "甲型流感预防知识", "health"), ("jkzx", "结核病防治核心信息", "health"),
    ("fby", "孕产期保健手册", "health"), ("xyy", "高血压自我管理", "health"), ("zyy", "中医养生常识", "health"),
    ("jsj", "计划生育政策问答", "law"), ("jyj", "中小学生安全常识", "law"), ("kjj", "农村适用技术选编", "grain"),
    ("kjj", "专利知识简介", "other"), ("xcb", "公民道德与科学精神", "other"), ("tw", "青年创业指南", "other"),
    ("whj", "农家书屋导读", "other"), ("gaj", "防范诈骗提示", "law"), ("sfj", "法律援助指南", "law"),
    ("sfj", "农民维权手册", "law"), ("lwj", "外出务工须知", "law"), ("ajj", "矿山安全知识", "law"),
    ("ajj", "烟花爆竹安全常识", "law"), ("gsj", "识假辨假手册", "life"), ("gsj", "消费维权问答", "life"),
    ("yjj", "家庭合理用药", "health"), ("yjj", "食品安全知识", "life"), ("qxj", "气象灾害防御指南", "environment"),
    ("dzb", "地震避险常识", "life"), ("xfd", "家庭防火手册", "life"), ("nyj", "沼气安全使用手册", "environment")]


def science_day(tables):
    on, tag = "2009-09-19", "science_day"
    zones = [("农林水牧技术展区", 618), ("医疗卫生展区", 724), ("环保与节能展区", 391), ("法律与安全展区", 457),
             ("青少年科普展区", 563), ("劳务与创业展区", 234)]
    for zone, attendance in zones:
        tables.add("campaign_event", COUNTY, on, on, tag, title=f"全国科普日一条街宣传·{zone}",
                   kind="street_fair", key_event="plain", place="县城中心街", attendance=attendance,
                   theme="节约能源资源、保护生态环境、保障安全健康")
    tables.add("campaign_event", unit("whj"), on, on, tag, hosts=COUNTY, title="科普日晚间科教片放映",
               kind="film", key_event="plain", place="县城中心广场", attendance=642)
    here = [row for row in DEPARTMENTS if row[0] not in NOT_AT_DAY]
    assert len(here) == 28
    staff = spread(164, uneven(28, 23), 3)
    boards = spread(121, uneven(28, 29, 1, 6), 1)
    clinics = {"jsj": 94, "fby": 173}
    boxes = {"jsj": 126, "fby": 312}
    for row, people, shown in zip(here, staff, boards):
        tables.add("campaign_return", unit(row[0]), "2009-09-21", tags=tag,
                   department=unit(row[0]),
                   office=row[3], staff=people, boards=shown,
                   consultations=clinics.get(row[0], ""),
                   medicine=boxes.get(row[0], ""))
    assert len(DAY_TITLES) == 36
    for at, ((code, title, topic), copies) in enumerate(
            zip(DAY_TITLES, spread(5000, uneven(36, 31, 200, 1200), 30))):
        tables.add("material_issue", unit(code), on, tags=tag + (";named" if at < 6 else ""),
                   title=f"《{title}》", category="book" if "手册" in title else "leaflet",
                   topic=topic,
                   copies=copies, place="县城中心街")


def themes(tables):
    for item in ["节约能源资源", "保护生态环境", "保障安全健康"]:
        tables.add("theme_item", COUNTY, "2009-02-26", tags="science_spring;science_day",
                   wording=item,
                   kind="clause", campaign="“科技之春”宣传月、全国科普日", issuer="宣传月活动组委会")
    for item in ["节约一滴水", "节约一度电", "节约一张纸", "节约一粒米"]:
        tables.add("theme_item", COUNTY, "2009-05-11", tags="four_ones", wording=item,
                   kind="action",
                   campaign="“四个一”主题实践", issuer="县科协、教育局")
    for code, on, title, attendance in [
            ("x1", "2009-05-13", "“四个一”节约行动启动暨日常生活常识宣讲", 614),
            ("x3", "2009-05-20", "“四个一”校园节水节电巡查", 487),
            ("x4", "2009-05-27", "“四个一”光盘行动与健康知识课堂", 356),
            ("x6", "2009-06-03", "“四个一”废纸回收与崇尚科学主题班会", 298)]:
        tables.add("campaign_event", COUNTY, on, on, "four_ones", title=title, kind="school",
                   key_event="plain", place=dict((c, n) for c, n, _ in SCHOOLS)[code],
                   attendance=attendance)
    for on, title, place, attendance in [
            ("2009-04-22", "大手拉小手——青少年科普宣传展示行动（小学场）", "潼关县城关北极小学", 523),
            ("2009-04-23", "大手拉小手——青少年科普宣传展示行动（中学场）", "潼关县城关中学", 671)]:
        tables.add("campaign_event", COUNTY, on, on, title=title, kind="school",
                   key_event="plain",
                   place=place, attendance=attendance)
    for on, place, host, kind, tag, visitors in [
            ("2009-03-20", "桐峪镇政府广场", "ty", "square", "science_spring", 936),
            ("2009-03-21", "桐峪镇中学", "x5", "school", "science_spring", 742),
            ("2009-03-22", "桐峪镇小学", "x4", "school", "science_spring", 518)]:
        tables.add("mobile_stop", COUNTY, on, on, tag, place=place, kind="wagon", host=unit(host),
                   host_kind=kind, exhibits=22, visitors=visitors, mileage="")


def contest(tables):
    scenes = ["月球", "海底", "云端", "地心", "火星", "太空"]
    things = ["果园", "课堂", "医院", "农场", "车站", "邮局", "图书馆", "净水厂", "风电站", "粮仓", "消防车",
              "公交车", "运动场", "种子库", "垃圾工厂", "气象台", "养蜂场", "牧场", "动物园", "渡口", "古城", "矿山"]
    titles = [f"{scene}{thing}" for thing in things for scene in scenes]
    sent = {at for at in range(132) if at * 89 // 132 != (at + 1) * 89 // 132}
    assert len(titles) == 132 and len(sent) == 89
    prizes = {sorted(sent)[17], sorted(sent)[52]}
    for at, title in enumerate(titles):
        code = SCHOOLS[at % 7 if at % 3 else at % 2][0]
        tables.add("contest_entry", COUNTY, f"2009-04-{8 + at % 15:02d}", work=f"《{title}》",
                   contest="painting", edition=23, school=unit(code),
                   category=["低年级组", "高年级组", "初中组"][2 if code in ("x3", "x5") else at % 2],
                   sent_up="sent" if at in sent else "kept",
                   prize_class=3 if at in prizes else "")
    paper = "陕西省第二十三届青少年科幻绘画大赛组委会评选结果通报（2009年11月，演示文号）"
    for at, body in enumerate(["潼关县科学技术协会", "潼关县城关北极小学", "潼关县育红小学", "潼关县桐峪镇小学"]):
        tables.add("honour", COUNTY, "2009-11-18", tags="named" if at < 3 else "",
                   title="科幻绘画大赛组织先进单位", kind="title", subject=body, subject_kind="body",
                   giver="省科幻绘画大赛组委会", level="province", prize_class="", paper=paper)
    for at, school in enumerate(["城关北极小学", "育红小学", "城关中学"]):
        tables.add("honour", COUNTY, "2009-11-18", tags="named" if at < 1 else "",
                   title="省级优秀辅导员",
                   kind="title", subject=f"{school}美术辅导教师", subject_kind="person",
                   giver="省科幻绘画大赛组委会", level="province", prize_class="", paper=paper)


ENTERPRISES = [("中金矿业科协", "named"), ("中金冶炼科协", "named"), ("潼关县东桐峪选矿厂科协", ""),
               ("潼关县秦岭酱菜厂科协", "")]
VISIT_DAYS = ["02-12", "02-13", "02-17", "02-19", "02-24", "02-26", "03-03", "03-05", "03-11",
              "03-13",
              "04-21", "04-24", "05-06", "05-08", "05-14", "05-22", "06-10", "06-12", "06-24",
              "07-08",
              "07-15", "07-22", "08-05", "08-12", "08-19", "09-03", "09-09"]


def countryside(tables):
    three = "three_rural"
    tables.add("campaign_event", COUNTY, "2009-02-12", "2009-02-12", three, hosts=unit("xcb"),
               title="文化科技卫生“三下乡”启动仪式暨小分队授旗", kind="opening", key_event="plain",
               place="太要镇政府", attendance=1126)
    for at, field in enumerate(["文化", "卫生", "计生", "科技", "法律", "农业"]):
        tables.add("volunteer_team", COUNTY, "2009-02-12",
                   tags="three_rural" + (";named" if at < 5 else ""),
                   name=f"{field}下乡小分队", kind="rural", field=field, members=[9, 11, 7, 12, 6,
                                                                             10][at])
    villages = [(code, at, name + village) for code, (name, names) in TOWNSHIPS.items()
                for at, village in enumerate(names, 1)]
    assert len(villages) == 27
    # Day by day through the townships, so that neighbours are not all visited in one week.
    order = [villages[at * 10 % 27] for at in range(27)]
    for (code, at, name), day, reached in zip(order, VISIT_DAYS,
                                              spread(2653, uneven(27, 37, 300, 1100), 40)):
        tables.add("visit", COUNTY, f"2009-{day}", tags=three, place=name, purpose="service",
                   township=unit(code), village=unit(f"{code}{at}"), party="", reached=reached,
                   found=1 + (at + reached) % 4, solved=1 + (at + reached) % 4 // 2)
    for (code, at, name), day in zip(order[3::7], ["10-14", "10-21", "10-28", "11-04"]):
        tables.add("visit", COUNTY, f"2009-{day}", tags=three, place=name, purpose="research",
                   township=unit(code), village=unit(f"{code}{at}"), party="",
                   reached=23 + at * 4,
                   found=2, solved=1)
    for (body, tag), day in zip(ENTERPRISES, ["05-19", "05-21", "06-17", "06-19"]):
        tables.add("visit", COUNTY, f"2009-{day}", tags=three + (";" + tag if tag else ""),
                   place=body,
                   purpose="research", township="", village="", party=body, reached=31, found=2,
                   solved=1)
        tables.add("organisation", COUNTY, "2007-06-08", name=body, kind="enterprise_ast",
                   field="矿业" if "金" in body or "矿" in body else "食品加工", members=26)
    for name, field, members in [("代字营乡果业协会", "苹果", 214), ("高桥乡芦笋协会", "芦笋", 187),
                                 ("南头乡花椒协会", "花椒", 96)]:
        tables.add("organisation", COUNTY, "2006-04-12", name=name, kind="farm_society",
                   field=field,
                   members=members)
    for on, title in [("2009-06-26", "关于芦笋产业增效的建议"), ("2009-11-12", "关于加快花椒基地建设的建议")]:
        tables.add("document_issued", COUNTY, on, tags=three, title=title, kind="advice",
                   used_by="县委、县政府")


VILLAGES = ["留果村", "瓜峪村", "姚青村", "税村", "老虎城村", "桃园村", "东门社区"]


def training_papers(tables, number, row):
    """The evidence of a training: its record sheet and the sign-in sheet's counts by village."""
    on, until, topic, kind, held, form, place, sessions, trainees = row
    sheet = tables.paper(f"培训记录单-{number:02d}.txt", "\n".join([
        "培训记录单（演示材料）", f"培训内容：{topic}", f"起止日期：{on} 至 {until or on}",
        f"地点：{place}", f"场次：{sessions}", f"签到人数：{trainees}", "组织单位：县科协", ""]))
    counts = spread(trainees, uneven(len(VILLAGES), 71 + number))
    signed = tables.paper(f"签到汇总-{number:02d}.csv", "来自,签到人数\n" + "".join(
        f"{village},{count}\n" for village, count in zip(VILLAGES, counts)) +
        f"合计,{trainees}\n")
    return [sheet, signed] if held == "own" else [sheet]


def trainings(tables):
    rows = [  # on, until, topic, kind, held, form, place, sessions, trainees
        ("2009-03-06", "", "花椒修剪实用技术", "pepper", "own", "field", "南头乡留果村", 1, 112),
        ("2009-04-28", "2009-04-30", "畜牧兽医技术（县畜牧兽医培训班）", "livestock", "sent", "class", "县畜牧局", 1,
         17),
        ("2009-02-25", "", "苹果树冬春修剪", "apple", "own", "field", "代字营乡姚青村", 1, 93),
        ("2009-04-14", "", "苹果疏花疏果", "apple", "own", "class", "代字营乡果业协会", 1, 86),
        ("2009-05-26", "", "苹果套袋与病虫防治", "apple", "own", "class", "代字营乡果业协会", 1, 118),
        ("2009-07-14", "", "赴矮化苹果示范园参观", "apple", "own", "study", "渭南市苹果示范园", 1, 46),
        ("2009-09-22", "", "苹果摘袋增色", "apple", "own", "field", "代字营乡瓜峪村", 1, 97),
        ("2009-11-10", "", "赴果品贮藏企业参观", "apple", "own", "study", "渭南市果品贮藏企业", 1, 43),
        ("2009-03-17", "", "芦笋母茎留养与增粗", "asparagus", "own", "class", "高桥乡芦笋协会", 1, 124),
        ("2009-08-18", "", "芦笋秋管与增产", "asparagus", "own", "field", "高桥乡税村", 1, 108),
        ("2009-02-16", "2009-02-20", "农民工技能培训第一期", "migrant", "own", "class", "县劳务局培训中心", 2, 187),
        ("2009-10-12", "2009-10-16", "农民工技能培训第二期", "migrant", "own", "class", "县劳务局培训中心", 2, 173),
        ("2009-03-12", "", "妇女创业培训", "jobs", "own", "class", "县妇联", 1, 121),
        ("2009-06-16", "", "下岗女工再就业培训", "jobs", "own", "class", "县妇联", 1, 104),
        ("2009-12-03", "", "家政服务与手工编织培训", "jobs", "own", "practice", "城关镇", 1, 107)]
    assert len(rows) == 15 and sum(row[8] for row in rows) == 1536
    hosts = {"livestock": unit("xmj"), "migrant": unit("lwj"), "jobs": unit("fl")}
    for number, row in enumerate(rows, 1):
        on, until, topic, kind, held, form, place, sessions, trainees = row
        papers = training_papers(tables, number, row)
        tables.add("training", COUNTY, on, until or on, hosts=hosts.get(kind, ""), topic=topic,
                   kind=kind,
                   held=held, form=form, place=place,
                   teacher="" if form == "study" else "专业技术人员", sessions=sessions,
                   trainees=trainees, evidence=";".join(papers))


def office(tables):
    tables.add("leading_group", COUNTY, "2009-02-24", tags="science_spring",
               name="第十七届“科技之春”宣传月活动组委会", kind="committee", head_post="县政府分管领导", members=17,
               paper="宣传月活动实施方案（演示文号）")
    for on, title in [("2009-02-24", "第十七届“科技之春”宣传月活动实施方案"), ("2009-09-02", "2009年全国科普日活动方案")]:
        tables.add("document_issued", COUNTY, on, tags="", title=title, kind="scheme", used_by="")
    for on, issuer, title in [("2009-02-10", "陕西省科学技术协会", "关于开展第十七届“科技之春”宣传月活动的通知"),
                              ("2009-02-18", "渭南市科学技术协会", "关于转发第十七届“科技之春”宣传月活动安排的通知")]:
        tables.add("paper_received", COUNTY, on, title=title, issuer=issuer, demand="制定方案并组织实施",
                   due="2009-04-20", answered="2009-04-18", result="on_time")
    for on, kind, title, attendance, decisions in [
            ("2009-01-14", "study", "学习纪念中国科协成立五十周年大会精神", 18, 2),
            ("2009-02-24", "work", "宣传月活动组委会会议", 41, 5), ("2009-09-04", "work", "全国科普日协调会", 33,
                                                          4)]:
        tables.add("meeting", COUNTY, on, title=title, kind=kind, place="县科协会议室",
                   attendance=attendance,
                   decisions=decisions, carried_out=decisions)


def main():
    tables = Tables("examples/tongguan-2009", "tg")
    units(tables)
    for part in [spring_events, spring_returns, spring_materials, science_day, themes, contest,
                 countryside, trainings, office]:
        part(tables)
    tables.write()


if __name__ == "__main__":
    main()
