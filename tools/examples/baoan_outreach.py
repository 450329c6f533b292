"""Popular science: tours, lectures, courses, campaigns, grants, epidemic materials, papers."""

from baoan_base import STREETS, Draw, communities, street_short

LECTURES = (
    "走近北斗导航 人工智能改变生活 病毒与免疫 深海探测的故事 奇妙的化学世界 航天梦与中国星 5G是什么 海洋生物多样性 "
    "生活中的数学 激光的秘密 气候变化与我们 认识基因 机器人的眼睛 新材料的力量 宇宙有多大 地震与防灾 植物的智慧"
)
GRANT_HOLDERS = "社区科普协会 青少年科技教育协会 中医药学会 激光行业协会 机器人协会 环保志愿者联合会 科普志愿者协会 电子学会"
GRANT_TOPICS = {
    "outreach": (
        "垃圾分类进社区 应急避险体验 科学实验进校园 食品安全讲堂 社区健康课堂 航模科普营 机器人亲子课堂 "
        "防灾减灾宣传 天文观测夜 湿地自然课堂 节水科普行 中医药文化体验"
    ),
    "academic": "激光应用学术交流会 智能制造技术论坛 新材料学术沙龙 临床医学学术年会 电子信息学术报告会 环境监测技术研讨会",
}
ARTICLES = (
    "口罩怎样选怎样戴 居家消毒要点 复工通勤防护 电梯里的防护 正确洗手七步法 新冠病毒十问 老年人防护提示 孕产妇居家防护 "
    "通风与空调使用 外卖取餐防护 企业食堂就餐提示 核酸检测是什么 疫苗是怎样研发的 心理调适小贴士 返校防护 宠物会传播病毒吗 "
    "垃圾分类与防疫 中医药怎样参与救治 谣言粉碎机 体温计的使用 冷链食品怎么买 秋冬季防护"
)


def theme_shows():
    """Four themed exhibitions: rows of the ledger of exhibitions."""
    plan = [
        ("ba-ts1", "2020-06-08", "2020-07-10", "中医抗疫", "宝安中医药科普馆", 8_347),
        ("ba-ts2", "2020-07-20", "2020-08-21", "垃圾分类", "宝安图书馆一楼大厅", 16_205),
        ("ba-ts3", "2020-09-07", "2020-10-16", "“仰望星空”", "宝安青少年宫", 11_968),
        ("ba-ts4", "2020-11-02", "2020-12-04", "中国“酷”发明", "宝安科技馆临展厅", 13_668),
    ]
    return [
        [key, "440306-kp", on, until, f"{theme}科普展", "theme_show", "", theme, place, visitors]
        for key, on, until, theme, place, visitors in plan
    ]


def write_tours(folder):
    """23 stops of the mobile science museum and 51 + 3 lectures."""
    draw = Draw(23)
    rows = []
    units = list(STREETS) * 2 + ["440306-01", "440306-02", "440306-06"]
    for number, unit in enumerate(units):
        school = draw.below(3) > 0
        place = street_short(unit) + (
            f"第{'一二三四五六'[number // 10 + draw.below(2)]}小学" if school else "文体广场"
        )
        low, high = (
            "2020-06-01", "2020-07-10"
        ) if number % 3 == 0 else ("2020-09-07", "2020-12-18")
        visitors = draw.between(620, 1490) if school else draw.between(380, 960)
        row = ["", unit, draw.workday(low, high), place, "museum", "school" if school else "square"]
        rows.append(row + [draw.between(22, 36), visitors])
    folder.records("mobile_stop", "key,unit,on,place,kind,host_kind,exhibits,visitors", rows)
    folder.records(
        "lecture", "key,unit,on,topic,kind,audience,speaker,place,attendance", lecture_rows()
    )


def lecture_rows():
    draw = Draw(51)
    topics = LECTURES.split()
    schools = [
        f"{street_short(unit)}{kind}"
        for unit in STREETS for kind in ("中学", "实验学校", "中心小学", "第二小学", "外国语学校", "第三小学")
    ]
    units = {f"{street_short(unit)}": unit for unit in STREETS}
    rows = []
    for number, school in enumerate(draw.sample(schools, 51)):
        unit = units[school[:2]]
        low, high = ("2020-06-01", "2020-07-08") if number < 14 else ("2020-09-07", "2020-12-23")
        speaker = "院士" if number % 12 == 0 else draw.pick(["研究员", "教授", "科普专家", "高级工程师"])
        row = [
            "", unit, draw.workday(low, high), topics[number % len(topics)], "school", "pupils",
            speaker,
        ]
        rows.append(row + [school, draw.between(160, 620)])
    for on, topic, attendance in [
        ("2020-07-24", "5G器件与先进电子材料学术论坛", 186),
        ("2020-09-18", "先进封装材料学术论坛", 214),
        ("2020-11-27", "5G产业技术与应用学术论坛", 263),
    ]:
        rows.append(
            ["", "440306-pt", on, topic, "academic", "firms", "研究院专家", "研究院报告厅", attendance]
        )
    return rows


def write_courses(folder):
    draw = Draw(29)
    titles = "开源硬件入门 三维设计与打印 机器人编程 无人机飞行 创客木工 科学小实验 图形化编程 电子积木 航模制作"
    rows = []
    for title in titles.split():
        for _ in range(2):
            unit = draw.street()
            on = draw.workday("2020-07-13", "2020-11-20")
            learners = draw.between(18, 42)
            place = f"{street_short(unit)}青少年活动中心"
            rows.append(
                [
                    "", unit, on, f"{title}公益课程（{street_short(unit)}）", "innovation", place,
                    draw.between(4, 10), learners,
                ]
            )
    seen = {(row[1], row[3]): row for row in rows}
    folder.records("course", "key,unit,on,title,kind,place,lessons,learners", list(seen.values()))
    trainings = [
        [
            "", "440306-gx", "2020-05-14", "国家高新技术企业申请线上培训会", "hightech", "own", "online", "线上会议",
            1, 1_864,
        ],
        [
            "", "440306-gx", "2020-06-18", "国家高新技术企业申报材料线上答疑会", "hightech", "own", "online", "线上会议",
            1, 1_207,
        ],
        ["", "440306-yq", "2020-06-03", "国家级孵化器评价培训会", "park", "sent", "class", "深圳市民中心会议厅", 1, 46],
        ["", "440306-yq", "2020-08-20", "桃花源园区运营管理人员培训", "park", "own", "class", "宝安会堂", 2, 163],
        ["", "440306-yq", "2020-11-19", "桃花源园区从业人员安全与服务培训", "park", "own", "class", "宝安会堂", 1, 128],
    ]
    folder.records(
        "training", "key,unit,on,topic,kind,held,form,place,sessions,trainees", trainings
    )


def write_campaigns(folder):
    """The month's opening, held with a street, and one event of the month and the week a street."""
    opening = ["", "440306-kp", "2020-09-19", "science_month;science_day", "440306-01"]
    rows = [opening + ["深圳（宝安）科普月启动仪式", "opening", "宝安体育馆广场", 5_280]]
    draw = Draw(25)
    for unit in STREETS:
        name = street_short(unit)
        for tag, first, last, title, most in [
            ("science_month", "2020-09-21", "2020-09-30", f"科普月{name}专场", 1_150),
            ("science_week", "2020-08-24", "2020-08-28", f"科技活动周{name}宣传", 640),
        ]:
            row = ["", unit, draw.workday(first, last), tag, "", title, "community"]
            rows.append(row + [f"{name}文体广场", draw.between(180, most)])
    folder.records("campaign_event", "key,unit,on,tags,hosts,title,kind,place,attendance", rows)


def write_grants(folder):
    """58 projects funded out of 74 applications, and the special call of the epidemic."""
    draw = Draw(58)
    holders = GRANT_HOLDERS.split()
    titles = [
        (f"{street_short(unit)}{topic}", "宝安区" + draw.pick(holders), unit)
        for topic in GRANT_TOPICS["outreach"].split()
        for unit in draw.sample(list(STREETS), 5)
    ]
    titles += [
        (f"2020年宝安{topic}", "宝安区" + draw.pick(holders[2:5] + holders[7:]), "440306-kp")
        for topic in GRANT_TOPICS["academic"].split()
    ]
    chosen = draw.sample(titles, 66)
    rows = []
    for number, (title, holder, unit) in enumerate(chosen):
        result = "granted" if number < 58 else "refused"
        rows.append(
            [
                "", unit, draw.workday("2020-05-11", "2020-06-05"), title, "grant", holder, result,
                "2020-07-17",
            ]
        )
    for title in "快速检测试剂 消杀机器人 红外测温筛查 防护材料制备 远程问诊系统".split():
        rows.append(
            [
                "", "440306-gx", draw.workday("2020-02-24", "2020-02-28"), f"{title}技术攻关",
                "special", "", "granted", "2020-03-20",
            ]
        )
    folder.records("application", "key,unit,on,title,scheme,applicant,result,decided", rows)


def write_materials(folder):
    """126 poster sets and 31,462 booklets to the communities."""
    draw = Draw(126)
    places = communities()
    receipts = [
        ["", "440306-kp", "2020-02-25", "防疫知识科普挂图", "poster_set", 130, "upper", "上级科协"],
        ["", "440306-kp", "2020-03-04", "《新型冠状病毒防护》", "book", 32_000, "bought", ""],
    ]
    folder.records("material_receipt", "key,unit,on,title,category,copies,origin,giver", receipts)
    rows = []
    booklets = draw.parts(31_462, len(places), 90)
    twice = set(draw.sample(range(len(places)), 126 - len(places)))
    for number, (code, name, _) in enumerate(places):
        sets = 2 if number in twice else 1
        on = draw.workday("2020-02-26", "2020-03-06")
        rows.append(["", code, on, "防疫知识科普挂图", "poster_set", "epidemic", sets, code, name])
        on = draw.workday("2020-03-09", "2020-04-17")
        rows.append(["", code, on, "《新型冠状病毒防护》", "book", "epidemic", booklets[number], code, name])
    header = "key,unit,on,title,category,topic,copies,recipient,place"
    folder.records("material_issue", header, rows)


def write_papers(folder):
    rows = [
        ["", "440306-kp", draw_day, f"防疫科普：{title}", "wechat", "防疫科普线上系列", reads]
        for title, draw_day, reads in articles()
    ]
    folder.records("article", "key,unit,on,title,channel,series,reads", rows)
    special = "宝安区科技创新局关于开展新型冠状病毒感染的肺炎防控技术攻关特别专项实施方案"
    policies = [
        ["", "440306-gh", "2020-02-21", special, "issued", "scheme", ""],
        ["", "440306-gh", "2020-08-31", "宝安区关于创新引领发展的实施办法", "revised", "rule", 17],
        ["", "440306-yq", "2020-10-30", "宝安区科技桃花源认定管理办法", "revised", "rule", 11],
    ]
    folder.records("policy_document", "key,unit,on,title,action,kind,articles", policies)
    documents = [
        ["", "440306-kp", "2020-04-20", "宝安区开展社区防疫科普的做法", "bulletin", "国家应急科普工作简报", "national"],
        ["", "440306", "2020-12-31", "2020年工作总结和2021年工作计划", "summary", "", ""],
    ]
    folder.records("document_issued", "key,unit,on,title,kind,used_by,used_level", documents)


def articles():
    draw = Draw(152)
    for title in ARTICLES.split():
        yield title, draw.workday("2020-02-24", "2020-11-27"), draw.between(640, 9_800)


def write(folder):
    write_tours(folder)
    write_courses(folder)
    write_campaigns(folder)
    write_grants(folder)
    write_materials(folder)
    write_papers(folder)
