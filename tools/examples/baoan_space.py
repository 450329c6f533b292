"""Places: parks, carriers, floor area, platforms, alliances, bases and what is done in parks."""

from baoan_base import STREETS, Draw, street_short

PARK_WORDS = "智谷 科技园 创新园 智造园 科创中心 智创产业园 创智园 科技大厦 数字产业园 智汇城"
PARK_BRANDS = (
    "云汇 启航 湾创 恒丰 明珠 智链 鼎新 星辉 海岸 创想 格物 天工 融汇 新桥头 桃李 源动力 立新 万象 锦程 众合 "
    "汇智 银田 光谷 宝智 凤凰 前沿 西湾 同创 鹏程 永和 聚能 博雅 泰华 大洋 卓越 翰林 金穗 汇聚 东江 南山坡 "
    "乐创 航天路 领汇 中粮路 尚都 华丰湾 京基路 润城 桥东 桥西 芯谷 光明顶 和一湾 步涌湾 北帝 臣田湾 铁岗湖 "
    "石岩湖 罗租 水田湾 塘头湾 燕川谷 罗田谷 江边湾 溪头湾 潭头谷 碧海 沙浦湾 上星 万丰 黄埔谷 新二 上寮 和平里 "
    "桥头里 塘尾里 稔田 展城 新和里 兴围 怀德 聚福 下十围 鹤洲 后瑞 黄田里 九围 钟屋"
)
PLATFORM_KINDS = {
    "centre": (34, "工程技术研究中心"),
    "tech": (30, "企业技术中心"),
    "works": (16, "工程实验室"),
    "lab": (9, "重点实验室"),
    "public": (8, "公共技术服务平台"),
    "institute": (3, "研究院"),
}
TOPICS = (
    "精密传动 柔性显示 射频器件 功率半导体 激光加工 机器视觉 锂电安全 智能传感 光通信模块 高频电路 "
    "工业机器人 电子胶粘 精密注塑 智能仓储 边缘计算 纳米涂层 微型电机 电源管理 光学镜头 检测仪器"
)
ALLIANCES = [
    ("宝安区智能装备产业技术创新联盟", "2013-06-18", 31),
    ("宝安区LED产业技术创新联盟", "2013-11-22", 42),
    ("宝安区新能源汽车产业技术创新联盟", "2014-05-29", 27),
    ("宝安区机器人产业技术创新联盟", "2014-10-16", 36),
    ("宝安区物联网产业技术创新联盟", "2015-07-09", 38),
    ("宝安区3D打印产业技术创新联盟", "2015-12-03", 22),
    ("宝安区新材料产业技术创新联盟", "2016-06-24", 29),
    ("宝安区先进涂层产业技术创新联盟", "2016-11-11", 24),
    ("宝安区智能家居产业技术创新联盟", "2017-08-17", 33),
    ("宝安区生物医疗产业技术创新联盟", "2018-04-26", 19),
    ("宝安区节能环保产业技术创新联盟", "2018-09-14", 26),
    ("宝安区集成电路产业技术创新联盟", "2019-10-30", 28),
    ("宝安区5G产业技术与应用创新联盟", "2020-06-12", 46),
    ("宝安区激光产业链技术与应用创新联盟", "2020-08-28", 53),
]


def park_names():
    draw = Draw(88)
    words = PARK_WORDS.split()
    return [brand + draw.pick(words) for brand in PARK_BRANDS.split()][:88]


def write_parks(folder):
    """88 parks, the last 14 of 2020; returns (name, street, day)."""
    draw = Draw(8814)
    names = park_names()
    rows, parks = [], []
    for number, name in enumerate(names):
        year = 2020 if number >= 74 else 2014 + number * 6 // 74
        on = draw.workday(f"{year}-04-01", f"{year}-11-20")
        unit = draw.street()
        origin = draw.weighted({"upgrade": 5, "renewal": 3, "built": 2})
        rows.append(["", unit, on, name, origin])
        parks.append((name, unit, on))
    folder.records("park", "key,unit,on,name,origin", rows)
    return parks


def write_carriers(folder):
    draw = Draw(447)
    plan = [  # kind, level, of 2020, of the years before
        ("maker", "nation", 4, 5),
        ("incubator", "city", 4, 9),
        ("maker", "city", 7, 13),
        ("incubator", "nation", 0, 4),
        ("maker", "province", 0, 3),
        ("maker", "district", 0, 11),
        ("incubator", "district", 0, 6),
    ]
    brands = iter(draw.shuffled([a + b for a in "创智启航源萤蜂星硬聚梦青" for b in "客工谷巢港场力方"]))
    rows, places = [], []
    for kind, level, new, old in plan:
        for number in range(new + old):
            first, last = (
                "2020-05-06", "2020-12-11"
            ) if number < new else ("2016-03-01", "2019-12-20")
            name = next(brands) + ("众创空间" if kind == "maker" else "孵化器")
            unit = draw.street()
            rows.append(["", unit, draw.workday(first, last), name, kind, level])
            places.append((name, unit))
    folder.records("carrier", "key,unit,on,name,kind,level", rows)
    return places


def write_space(folder, parks, carriers):
    """Floor area: 8,637,452 m2 at the end of 2020 in parks, carriers and other places."""
    draw = Draw(860)
    others = [
        (f"{street_short(unit)}{draw.pick(['产业大厦', '创新产业用房', '研发楼'])}{number}号", unit)
        for number, unit in enumerate((draw.street() for _ in range(46)), 1)
    ]
    alone = draw.sample(carriers, 27)
    groups = [("park", [park[:2] for park in parks], 6_051_738, 9_600)]
    groups += [("carrier", alone, 214_386, 1_500), ("other", others, 2_371_328, 8_000)]
    rows = []
    founded = {park[0]: park[2] for park in parks}
    for kind, places, total, low in groups:
        for (name, unit), area in zip(places, draw.parts(total, len(places), low)):
            if founded.get(name, "2019") < "2020":
                rows.append(["", unit, "2019-12-10", name, kind, area - draw.below(area // 12)])
            rows.append(["", unit, draw.workday("2020-11-16", "2020-12-18"), name, kind, area])
    folder.records("space_report", "key,unit,on,place,kind,area", rows)


def write_platforms(folder, register):
    """435 platforms, 129 of them recognised in 2020."""
    draw = Draw(435129)
    kinds = {kind: weight for kind, (weight, _) in PLATFORM_KINDS.items()}
    topics = TOPICS.split()
    rows, used = [], set()
    for number in range(435):
        year = 2020 if number >= 306 else 2012 + number * 8 // 306
        firm = draw.pick(register.larger(900))
        kind = draw.weighted(kinds)
        level = draw.weighted({"nation": 1, "province": 9, "city": 20, "district": 70})
        name = f"{firm.name[2:4]}{draw.pick(topics)}{PLATFORM_KINDS[kind][1]}"
        if name in used:
            name = f"{firm.name[2:4]}{draw.pick(topics)}与应用{PLATFORM_KINDS[kind][1]}"
        used.add(name)
        on = draw.workday(f"{year}-03-02", f"{year}-12-25")
        rows.append(["", firm.unit, on, name, firm.name, kind, level])
    folder.records("platform", "key,unit,on,name,holder,kind,level", rows)


def organisation_rows(register):
    """14 alliances and the associations inside enterprises."""
    draw = Draw(14)
    rows = [
        ["", "440306-pt", on, name, "alliance", "", members] for name, on, members in ALLIANCES
    ]
    for firm in draw.sample(register.larger(120), 9):
        on = draw.workday("2016-03-01", "2019-11-29")
        rows.append(["", firm.unit, on, firm.name[2:4] + "企业科协", "enterprise_ast", firm.name, ""])
    return rows


def station_rows(parks):
    """27 service stations in parks, 6 of them of 2020."""
    draw = Draw(276)
    rows = []
    for number, (name, unit, _) in enumerate(draw.sample(parks[:74], 27)):
        first, last = ("2020-06-01", "2020-11-27") if number < 6 else ("2018-05-02", "2019-12-13")
        on = draw.workday(first, last)
        station = f"{name}“党建引领1+6”科技创新服务站"
        rows.append(["", unit, on, station, "service_1_6", "county", "active", name])
    return rows


def training_base_rows(register):
    """13 postgraduate training bases of 2020 and 17 older ones."""
    draw = Draw(1317)
    rows = []
    for number, firm in enumerate(draw.sample(register.larger(140), 30)):
        first, last = ("2020-06-08", "2020-11-30") if number < 13 else ("2017-04-05", "2019-11-29")
        on = draw.workday(first, last)
        name = f"{firm.name[2:]}研究生培养实践基地".replace("股份有限公司", "").replace("有限公司", "")
        rows.append(["", firm.unit, on, name, "postgraduate", "county", "active", firm.name])
    return rows


def accredited_rows():
    """7 education bases and 2 model communities of the year."""
    bases = [
        ("440306-01", "海滨生态科普馆"),
        ("440306-02", "铁岗水土保持科普园"),
        ("440306-03", "后瑞航空科普体验中心"),
        ("440306-05", "和平智能制造科普展厅"),
        ("440306-06", "沙井蚝文化科普馆"),
        ("440306-08", "松岗人工智能科普基地"),
        ("440306-10", "石岩湖湿地科普园"),
    ]
    rows = [["", u, "2020-11-06", name, "education", "county", "active", ""] for u, name in bases]
    for unit, name in [("440306-01", "海裕社区"), ("440306-02", "桃源社区")]:
        rows.append(["", unit, "2020-11-06", name, "community", "county", "active", ""])
    return rows


def expert_station_rows(register):
    """Two enterprises founding a provincial station and three in coaching."""
    named = register.named
    coached = [named["奇信公司"]] + register.larger(160)[41:43]
    rows = []
    for firm in (named["比利美英伟"], named["南极光电子"]):
        title = f"{firm.name}省科技专家工作站"
        rows.append(
            ["", firm.unit, "2020-09-17", title, "expert", "province", "applied", firm.name]
        )
    for firm, on in zip(coached, ["2020-09-22", "2020-10-22", "2020-11-12"]):
        title = f"{firm.name}专家工作站（培育）"
        rows.append(["", firm.unit, on, title, "expert", "province", "coaching", firm.name])
    return rows


def write_bases(folder, register, parks):
    trained = training_base_rows(register)
    rows = station_rows(parks) + trained + accredited_rows() + expert_station_rows(register)
    folder.records("base", "key,unit,on,name,kind,level,stage,operator", rows)
    folder.records(
        "organisation", "key,unit,on,name,kind,enterprise,member_bodies",
        organisation_rows(register),
    )
    return trained


def write_placements(folder, trained):
    """44 students doing their research at the bases of the district."""
    draw = Draw(44)
    rows = []
    for number in range(1, 45):
        base = draw.pick(trained)
        first = max(base[2], "2020-06-01")
        on = draw.workday(first, "2020-12-04")
        rows.append(["", base[1], on, "student", f"研究生{number:02d}", base[7]])
    folder.records("posting", "key,unit,on,post,holder,party", rows)


def write_park_work(folder, parks):
    """35 services in parks, the first assessment on the system, Torch returns, safety checks."""
    draw = Draw(35)
    kinds = {
        "matching": ("智能制造供需对接会", 14),
        "legal": ("法务线上直播", 9),
        "jobs": ("稳企业保就业服务活动", 12),
    }
    old = parks[:74]
    rows = []
    for kind, (title, number) in kinds.items():
        for name, unit, _ in draw.sample(parks[:80], number):
            on = draw.workday("2020-03-02" if kind != "matching" else "2020-05-11", "2020-12-11")
            firms = draw.between(11, 58)
            rows.append(["", unit, on, f"{title}（{name}）", kind, firms])
    folder.records("park_service", "key,unit,on,topic,kind,firms", rows)
    assessed = [
        ["", u, draw.workday("2020-10-19", "2020-11-13"), name, "park"] for name, u, _ in old
    ]
    folder.records("assessment", "key,unit,on,object,kind", assessed)
    filed = [
        ["", u, draw.workday("2020-02-24", "2020-03-31"), name, "sent"] for name, u, _ in old[:69]
    ]
    folder.records("torch_return", "key,unit,on,park,stage", filed)
    return old


def visit_rows(old):
    """Safety checks of parks and coaching of parks-to-be, with the streets."""
    draw = Draw(109)
    rows = []
    for name, unit, _ in draw.sample(old, 38):
        found = draw.between(1, 7)
        on = draw.workday("2020-03-09", "2020-11-27")
        rows.append(["", unit, on, name, "safety", unit, found, found])
    for unit in STREETS:
        for _ in range(draw.between(1, 3)):
            place = f"{street_short(unit)}拟申报园区{draw.pick(['甲', '乙', '丙'])}"
            on = draw.workday("2020-04-13", "2020-09-25")
            rows.append(["", unit, on, place, "coaching", unit, draw.between(1, 4), ""])
    seen, out = set(), []
    for row in rows:
        if (row[2], row[3]) not in seen:
            seen.add((row[2], row[3]))
            out.append(row)
    return out


def write(folder, register):
    parks = write_parks(folder)
    carriers = write_carriers(folder)
    write_space(folder, parks, carriers)
    write_platforms(folder, register)
    trained = write_bases(folder, register, parks)
    write_placements(folder, trained)
    old = write_park_work(folder, parks)
    folder.records("visit", "key,unit,on,place,purpose,township,found,solved", visit_rows(old))
