"""The display centre, fairs, the contest, matching of banks and firms, and the institute."""

import baoan_outreach
from baoan_base import Draw, after, day

CENTRE = "湾区新技术新产品展示中心"
FAIRS_2019 = "智能制造新产品 5G与物联网应用 激光装备 先进材料 智慧安防 新型显示"
FAIRS_2020 = (
    "防疫抗疫新技术新产品 智能机器人 复工复产云展示 工业互联网 半导体与集成电路 智慧健康 激光加工应用 "
    "新能源与储能 5G新应用 智能家居 高端电子材料 无人系统 精密仪器 年度优秀新产品"
)
LAUNCH_THEMES = (
    "智能终端 工业视觉 激光设备 新型材料 安防监控 智慧照明 精密制造 物联网模组 充电设备 测温与消杀设备 远程协作 "
    "医疗器械 工业机器人 功率器件 智能穿戴 5G通信 节能环保 检测仪器 智能家居 边缘计算 数控装备 新型显示 电源管理 "
    "胶粘材料 智慧物流 无人机 智能传感 工业软件 年度新品"
)
SIDE_FORMS = {
    "forum": (16, "技术沙龙"),
    "roadshow": (13, "项目路演"),
    "matching": (10, "供需洽谈"),
    "study": (6, "参观研学"),
    "training": (4, "政策宣讲"),
}
CONTEST_AREAS = (
    "激光雷达 柔性电池 机器视觉 工业机器人 可穿戴监测 5G射频 边缘计算 毫米波感知 纳米材料 光伏储能 智能焊接 微创器械 "
    "无人配送 水质监测 语音识别 精密减速器 碳化硅器件 数字孪生 三维打印 智能仓储 光学检测 低温余热 电子纸 超声成像"
)
CONTEST_FORMS = "系统 关键技术 装备 平台 模组 解决方案 产业化项目 控制器 芯片 检测仪"
ALLIANCE_FAIRS = [  # key, first day, days, title, place, visitors, enterprises
    ("ba-af1", "2020-08-26", 2, "2020中国LED首创大会", "国际会展酒店会议厅", 2417, 318),
    ("ba-af2", "2020-09-23", 3, "2020大湾区先进涂层技术创新发展论坛暨行业展览", "宝安会堂", 2983, 377),
    ("ba-af3", "2020-11-03", 3, "2020世界激光制造大会", "深圳国际会展中心", 5436, 575),
]
DELEGATIONS = [  # key, section, first and last day, title, kind, edition, place, enterprises
    (
        "ba-bf1", "440306-fw", "2020-11-11", "2020-11-15", "第二十二届中国国际高新技术成果交易会", "big_fair", 22,
        "深圳会展中心", 25,
    ),
    ("ba-tf1", "440306-gx", "2020-12-05", "2020-12-06", "中国国际人才交流大会", "talent_fair", "", "深圳会展中心", 43),
    (
        "ba-gt1", "440306-pt", "2020-09-09", "2020-09-11", "国际光电子行业专业展会", "trade_fair", "", "深圳国际会展中心",
        8,
    ),
    (
        "ba-gt2", "440306-pt", "2020-11-18", "2020-11-20", "电子材料行业专业展会", "trade_fair", "", "上海新国际博览中心",
        7,
    ),
]


def spread(draw, first, last, n):
    """n different workdays in order."""
    days = set()
    while len(days) < n:
        days.add(draw.workday(first, last))
    return sorted(days)


def centre_shows():
    """20 exhibitions and 29 releases since the opening in August 2019."""
    draw = Draw(2029)
    shows = []
    fair_days = ["2019-08-16"] + spread(draw, "2019-09-02", "2019-12-18", 5)
    fair_days += spread(draw, "2020-04-15", "2020-12-16", 14)
    themes = (FAIRS_2019 + " " + FAIRS_2020).split()
    for number, (on, theme) in enumerate(zip(fair_days, themes), 1):
        until = after(on, draw.between(1, 3))
        shows.append([f"ba-ex{number}", "440306-fw", on, until, f"{theme}专题展", "fair", number])
    launch_days = spread(draw, "2019-08-28", "2019-12-27", 9)
    launch_days += spread(draw, "2020-04-22", "2020-12-25", 20)
    for number, (on, theme) in enumerate(zip(launch_days, LAUNCH_THEMES.split()), 1):
        title = f"第{number}期“宝安发布”：{theme}专场"
        shows.append([f"ba-re{number}", "440306-fw", on, on, title, "launch", number])
    return shows


def entries(draw, firms, shows, low):
    """(firm, show): every firm once, every show at least `low` firms, then some firms again."""
    order = draw.shuffled(firms)
    sizes = draw.parts(len(order), len(shows), low)
    out, start = [], 0
    for show, size in zip(shows, sizes):
        out += [(firm, show) for firm in order[start : start + size]]
        start += size
    return out


def again(draw, pairs, shows, n):
    """Some enterprises return to a later show; such an enterprise counts once all the same."""
    taken = {(firm.name, show[0]) for firm, show in pairs}
    out = list(pairs)
    while n > 0:
        firm, show = draw.pick(pairs)[0], draw.pick(shows)
        if (firm.name, show[0]) not in taken:
            taken.add((firm.name, show[0]))
            out.append((firm, show))
            n -= 1
    return out


def write_exhibitions(folder, register):
    """All exhibitions and who took part: 643, 160, 1270, 25, 24, 43 and 13 enterprises."""
    draw = Draw(643)
    shows = centre_shows()
    fairs = [show for show in shows if show[5] == "fair"]
    launches = [show for show in shows if show[5] == "launch"]
    shown = entries(draw, draw.sample(register.firms[:2600], 643), fairs, 18)
    pairs = again(draw, shown, fairs, 94)
    released = entries(draw, draw.sample(register.firms[:1900], 160), launches, 3)
    pairs += again(draw, released, launches, 13)
    rows = [show[:6] + ["", "", CENTRE, ""] for show in shows]
    for show in rows:
        show[7] = show[4].split("：")[-1] if show[5] == "launch" else ""
    groups, more = delegations(draw, register)
    rows += more + baoan_outreach.theme_shows()
    pairs += groups
    header = "key,unit,on,until,title,kind,edition,theme,place,visitors"
    folder.records("exhibition", header, rows)
    lines = [["", firm.unit, show[2], firm.name, show[0], show[5]] for firm, show in pairs]
    folder.records("exhibition_entry", "key,unit,on,exhibitor,exhibition,kind", lines)
    bookings = []
    for show in shows:
        hall = "一号展厅" if show[5] == "fair" else "发布厅"
        days = (day(show[3]) - day(show[2])).days + 1
        bookings.append([f"ba-vb-{show[0][3:]}", show[1], show[2], show[3], hall, show[4], days])
    folder.records("venue_booking", "key,unit,on,until,hall,purpose,days", bookings)
    return shows


def delegations(draw, register):
    """Fairs outside the centre and who went: alliance fairs, delegations, the innovation week."""
    rows, pairs = [], []
    covered = draw.sample(register.firms[:4600], 1270)
    halls = []
    for key, on, days, title, place, visitors, size in ALLIANCE_FAIRS:
        show = [key, "440306-pt", on, after(on, days - 1), title, "alliance_fair"]
        show += ["", "", place, visitors]
        rows.append(show)
        halls.append((show, size))
    start = 0
    for show, size in halls:
        pairs += [(firm, show) for firm in covered[start : start + size]]
        start += size
    pairs = again(draw, pairs, [show for show, _ in halls], 62)
    tour = draw.sample(register.larger(300), 13)
    for key, unit, on, until, title, kind, edition, place, size in DELEGATIONS:
        show = [key, unit, on, until, title, kind, edition, "", place, ""]
        rows.append(show)
        firms = draw.sample(register.larger(800), size)
        if show[0] == "ba-gt1":
            firms = tour[:8]
        if show[0] == "ba-gt2":
            firms = tour[6:]
        pairs += [(firm, show) for firm in firms]
    venues, week = innovation_week(draw, register)
    return pairs + week, rows + venues


def innovation_week(draw, register):
    """Nine sub-venues and 24 technology enterprises."""
    places = [
        ("440306-01", "湾区新技术新产品展示中心"), ("440306-02", "西乡桃花源科技园"), ("440306-03", "航城智谷广场"),
        ("440306-04", "福永众创空间"), ("440306-05", "福海信息港"), ("440306-06", "沙井京基百纳广场"),
        ("440306-07", "新桥智创园"), ("440306-08", "松岗文化广场"), ("440306-10", "石岩创新谷"),
    ]  # fmt: skip
    venues = [
        [
            f"ba-iw{number}", unit, "2020-10-15", "2020-10-21", f"宝安双创周{place}分会场", "innov_week", "",
            "", place, "",
        ]
        for number, (unit, place) in enumerate(places, 1)
    ]
    firms = draw.sample(register.larger(600), 24)
    pairs = [(firm, venues[number % 9]) for number, firm in enumerate(firms)]
    return venues, pairs


def write_side_events(folder, shows):
    """49 beside exhibitions and releases, 2 beside the Hi-Tech Fair."""
    draw = Draw(49)
    forms = {form: weight for form, (weight, _) in SIDE_FORMS.items()}
    rows = []
    for show in draw.shuffled(shows):  # one beside each of the 49
        form = draw.weighted(forms)
        name = show[4].split("：")[-1].removesuffix("专题展").removesuffix("专场")
        row = ["", "440306-fw", show[2], f"{name}{SIDE_FORMS[form][1]}", show[0], show[5]]
        rows.append(row + [form, CENTRE])
    for on, title, form in [
        ("2020-11-12", "高交会宝安科技企业专场推介会", "roadshow"),
        ("2020-11-13", "高交会宝安新技术供需对接会", "matching"),
    ]:
        rows.append(["", "440306-fw", on, title, "ba-bf1", "big_fair", form, "深圳会展中心"])
    folder.records("side_event", "key,unit,on,title,exhibition,parent_kind,form,place", rows)


def write_broadcasts(folder, shows):
    """Streams of the centre's events (4,923,817 views), health talks, the guidance video."""
    draw = Draw(492)
    live = sorted((show for show in shows if show[2] >= "2020-04"), key=lambda show: show[2])
    rows = []
    for show, views in zip(live, draw.parts(4_923_817, len(live), 31_000)):
        rows.append(["", "440306-fw", show[2], f"{show[4]}直播", "event", "湾区展示中心直播", "直播平台", views])
    talks = ["2020-03-06", "2020-03-13", "2020-03-20", "2020-03-27", "2020-04-10"]
    for number, on in enumerate(talks, 1):
        title = f"抗疫公益中医直播第{number}讲"
        rows.append(
            ["", "440306-kp", on, title, "health", "抗疫公益中医直播", "直播平台", draw.between(8_100, 26_500)]
        )
    for platform, number in (("微信", 6), ("邮箱", 3)):
        for batch in range(1, number + 1):
            on = draw.workday("2020-02-24", "2020-03-31")
            title = f"企业研发填报辅导短视频第{batch}批发送"
            rows.append(["", "440306-gh", on, title, "video", "研发填报辅导", platform, ""])
    folder.records("broadcast", "key,unit,on,title,kind,series,platform,views", rows)


def write_contest(folder, register):
    """1029 entries of the 7th contest (32 city awards, 18 national) and 435 venture projects."""
    draw = Draw(1029)
    areas, forms = CONTEST_AREAS.split(), CONTEST_FORMS.split()
    firms = draw.sample(register.firms, 1029 + 435)
    awarded = set(draw.sample(range(1029), 32))
    promoted = set(draw.sample(sorted(awarded), 11)) | set(
        draw.sample(sorted(set(range(1029)) - awarded), 7)
    )
    rows = []
    for number, firm in enumerate(firms):
        work = f"{firm.name[2:4]}{draw.pick(areas)}{draw.pick(forms)}"
        if number < 1029:
            on = draw.workday("2020-05-11", "2020-07-10")
            result = "awarded" if number in awarded else ""
            nation = "promoted" if number in promoted else ""
            rows.append(["", firm.unit, on, work, "innovation", 7, firm.name, result, nation])
        else:
            on = draw.workday("2020-07-20", "2020-10-30")
            rows.append(["", firm.unit, on, work, "venture", "", firm.name, "", ""])
    header = "key,unit,on,work,contest,edition,entrant,city_result,national"
    folder.records("contest_entry", header, rows)


def bank_meetings(draw):
    topics = (
        "复工复产金融支持 知识产权质押 科技信贷产品推介 创投机构对接 桃花源园区融资 首贷户培育 供应链金融 国高企业信贷 "
        "激光产业融资 5G产业融资 科技保险 小微企业续贷 规上企业授信 上市培育 众创空间融资 年末信贷对接"
    )
    days = spread(draw, "2020-03-05", "2020-12-11", 16)
    return [
        [
            f"ba-bm{number}", "440306-fw", on, f"{topic}银企对接会", "finance", "",
            CENTRE if number % 3 == 0 else "园区路演厅",
        ]
        for number, (on, topic) in enumerate(zip(days, topics.split()), 1)
    ]


def tech_meetings(draw, register):
    """23 meetings of the institute: 9 with one leading firm, 7 with the other, 7 with many."""
    topics = (
        "封装基板材料 底部填充胶 导热界面材料 介电薄膜 电磁屏蔽材料 临时键合胶 光敏聚酰亚胺 高频覆铜板 芯片贴装胶膜 射频材料 "
        "电容材料 热管理 柔性线路 电镀化学品 可靠性测试 失效分析 胶膜国产化 天线材料 银浆 陶瓷基板 检测方法 中试合作 联合实验室"
    )
    partners = ["鹏鼎"] * 9 + ["信维通信"] * 7 + [""] * 7
    days = spread(draw, "2020-03-10", "2020-12-18", 23)
    rows = []
    meetings = zip(days, topics.split(), draw.shuffled(partners))
    for number, (on, topic, partner) in enumerate(meetings, 1):
        place = "企业研发中心" if partner else "研究院报告厅（多家企业集中对接）"
        rows.append(
            [f"ba-tm{number}", "440306-pt", on, f"{topic}技术对接会议", "technology", partner, place]
        )
    return rows


def write_matching(folder, register):
    """16 bank meetings, 137 enterprises with loans of unreported amounts; 107 firms served."""
    draw = Draw(137)
    banks, techs = bank_meetings(draw), tech_meetings(draw, register)
    folder.records("matching_meeting", "key,unit,on,topic,kind,party,place", banks + techs)
    helped = entries(draw, draw.sample(register.firms[:2400], 137), banks, 4)
    rows = []
    for firm, meeting in again(draw, helped, banks, 8):
        rows.append(
            ["", firm.unit, after(meeting[2], draw.between(6, 18)), firm.name, "loan", meeting[0]]
        )
    services = draw.sample(register.firms[:700], 105) + [
        register.named["鹏鼎"], register.named["信维通信"]
    ]
    for number, firm in enumerate(services):
        first = "2019-07-01" if number < 18 else "2020-03-02"
        last = "2019-12-20" if number < 18 else "2020-12-18"
        rows.append(["", firm.unit, draw.workday(first, last), firm.name, "service", ""])
    for firm in services[:12]:
        rows.append(
            ["", firm.unit, draw.workday("2020-06-01", "2020-12-18"), firm.name, "service", ""]
        )
    folder.records("matching_result", "key,unit,on,party,kind,meeting", rows)


def write_projects(folder):
    institute = "中科院深圳先进电子材料国际创新研究院"
    lead = "宝安区科技创新局"
    rows = [
        [
            "ba-pj1", "440306-gh", "2020-03-16", "宝安区科技创新发展“十四五”规划", "five_year_plan", "county",
            "drafting", lead,
        ],
        [
            "ba-pj2", "440306-gh", "2020-04-20", "国家高新区宝安园区综合发展规划", "area_plan", "county", "drafting",
            lead,
        ],
        [
            "ba-pj3", "440306-gh", "2020-05-18", "深圳国家自主创新示范区宝安园区产业规划", "area_plan", "county",
            "drafting", lead,
        ],
        ["ba-pj4", "440306-pt", "2019-06-28", institute, "institute", "national", "opened", institute],
        [
            "ba-pj5", "440306-pt", "2020-10-23", "广东省先进电子封装材料技术创新中心", "centre", "province", "applied",
            institute,
        ],
        [
            "ba-pj6", "440306-pt", "2020-09-24", "国家集成电路材料技术创新中心", "centre", "national", "applied",
            institute,
        ],
    ]
    folder.records("project", "key,unit,on,name,kind,level,stage,lead", rows)
    steps = [
        ["", "440306-gh", "2020-03-16", "“十四五”规划编制启动", "start", "ba-pj1"],
        ["", "440306-gh", "2020-10-30", "“十四五”规划形成初稿", "draft", "ba-pj1"],
        ["", "440306-pt", "2020-11-20", "研究院筹建期验收", "acceptance", "ba-pj4"],
        ["", "440306-pt", "2020-12-30", "研究院开园仪式", "opening", "ba-pj4"],
    ]
    folder.records("milestone", "key,unit,on,title,kind,project", steps)


def plan_items():
    """What the plan of the next year names, decided with the plan at the end of December."""
    items = [
        ("plan", "440306-gh", "深圳国家自主创新示范区宝安园区产业规划", "2021-09-30"),
        ("plan", "440306-gh", "国家高新区宝安园区综合发展规划", "2021-06-30"),
        ("centre", "440306-pt", "广东省先进电子封装材料技术创新中心", "2021-12-31"),
        ("centre", "440306-pt", "国家集成电路材料技术创新中心", "2021-11-30"),
        ("institute", "440306-pt", "中国海洋大学深圳研究院", "2021-12-31"),
        ("institute", "440306-pt", "南京航空航天大学深圳研究院", "2021-09-30"),
        ("transfer", "440306-pt", "上海微技术工业研究院技术转移中心", "2021-12-31"),
        ("fair", "440306-fw", "宝博会", "2021-11-30"),
        ("fair", "440306-fw", "高交会", "2021-11-30"),
        ("festival", "440306-kp", "科技活动周", "2021-05-31"),
        ("festival", "440306-kp", "全国科普日", "2021-09-30"),
        ("body", "440306-kp", "区科普教育基地", "2021-12-31"),
        ("body", "440306-kp", "科普示范社区", "2021-09-30"),
        ("body", "440306-kp", "企业科协", "2021-06-30"),
    ]
    return [["", unit, "2020-12-28", name, kind, due] for kind, unit, name, due in items]


def write(folder, register):
    shows = write_exhibitions(folder, register)
    write_side_events(folder, shows)
    write_broadcasts(folder, shows)
    write_contest(folder, register)
    write_matching(folder, register)
    write_projects(folder)
    folder.records("plan_item", "key,unit,on,name,kind,due", plan_items())
