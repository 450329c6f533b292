"""Mass registers of enterprises and people: reviews, applications, talents, jobs, ranks."""

from baoan_base import BUREAU, Draw

HNTE_WINDOWS = [
    ("2020-05-18", "2020-06-24", 31), ("2020-07-06", "2020-07-31", 36),
    ("2020-08-10", "2020-09-04", 33),
]
SME_WINDOWS = [
    ("2020-03-23", "2020-03-27", 9),
    ("2020-04-20", "2020-04-24", 17),
    ("2020-05-25", "2020-05-29", 22),
    ("2020-07-20", "2020-07-24", 25),
    ("2020-09-14", "2020-09-18", 18),
    ("2020-11-02", "2020-11-06", 9),
]
RANKS = [  # day, what is ranked, place, who published it, in which paper
    ("2019-12-20", "科技型中小企业总量全市排名", 1, "市科技主管部门", "科技型中小企业评价工作2019年进展情况"),
    ("2020-12-18", "科技型中小企业总量全市排名", 1, "市科技主管部门", "科技型中小企业评价工作2020年进展情况"),
    ("2020-12-10", "研发投入增速全市排名", 3, "市统计部门", "研发投入年度核定结果"),
    ("2020-12-10", "研发投入总量全市排名", 3, "市统计部门", "研发投入年度核定结果"),
    ("2020-11-25", "国高申报数全市排名", 1, "市科技主管部门", "2020年国家高新技术企业申报情况"),
    ("2020-12-04", "创投大会平台申报数全市辖区排名", 1, "创新创业投资大会组委会", "创投大会平台项目申报情况通报"),
]


def windowed(draw, windows):
    first, last, _ = windows[int(draw.weighted({str(i): w[2] for i, w in enumerate(windows)}))]
    return draw.workday(first, last)


def write_reviews(folder, register):
    """2588 technology SMEs passed; 143 were sent back, some of which passed later."""
    draw = Draw(2588)
    firms = register.firms[1100:3688]
    rows = [["", f.unit, windowed(draw, SME_WINDOWS), f.name, "pass"] for f in firms]
    passed = {row[3]: row[2] for row in rows}
    for firm in draw.sample(register.firms[1100:4300], 170):
        on = windowed(draw, SME_WINDOWS[:4])
        if on < passed.get(firm.name, "9999"):
            rows.append(["", firm.unit, on, firm.name, "back"])
    folder.records("sme_review", "key,unit,on,firm,result", rows)


def write_applications(folder, register):
    """3764 enterprises applied for the national certificate."""
    draw = Draw(3764)
    rows = [
        ["", f.unit, windowed(draw, HNTE_WINDOWS), f.name, f.field] for f in register.firms[:3764]
    ]
    folder.records("hnte_application", "key,unit,on,firm,field", rows)


def write_watch(folder, register):
    draw = Draw(2000)
    helps = ["政策辅导", "上规入库指导", "融资对接", "用地用房协调"]
    rows = []
    for firm in draw.sample(register.firms[200:1500], 236):
        on = draw.workday("2020-03-02", "2020-11-27")
        rows.append(["", firm.unit, on, firm.name, draw.between(1210, 1990), draw.pick(helps)])
    folder.records("scale_watch", "key,unit,on,firm,revenue,help", rows)


def write_large_firms(folder, register):
    """Every industrial firm above 500 million yuan has an R&D unit."""
    draw = Draw(500)
    makers = [firm for firm in register.larger(400) if firm.field in ("mfg", "mat", "pow")]
    makers += [firm for firm in register.larger(200) if "电" in firm.name[4:] and firm.field == "it"]
    rows = []
    for number, firm in enumerate(makers[:187]):
        revenue = 5 + draw.between(3, 900 if number % 9 else 9000) / 100
        on = draw.workday("2020-10-12", "2020-11-20")
        rows.append(["", firm.unit, on, firm.name, f"{revenue:.2f}", "present"])
    folder.records("industrial_firm", "key,unit,on,firm,revenue,rd_unit", rows)


def write_talents(folder, register):
    """1145 talents, 154 of them of 2020."""
    draw = Draw(1145)
    rows, serial = [], {}
    days = []
    for number in range(1145):
        year = 2020 if number >= 991 else 2013 + number * 7 // 991
        days.append(draw.workday(f"{year}-03-02", f"{year}-12-18"))
    for on in sorted(days):
        year = on[:4]
        serial[year] = serial.get(year, 0) + 1
        firm = draw.pick(register.larger(700))
        tier = draw.weighted({"a": 1, "b": 6, "c": 31, "d": 62})
        way = draw.weighted({"brought": 63, "grown": 37})
        rows.append(["", firm.unit, on, f"BA{year}-{serial[year]:03d}", tier, way, firm.name])
    folder.records("sci_talent", "key,unit,on,code,tier,way,employer", rows)


def write_teams(folder):
    """12 maker teams."""
    draw = Draw(12)
    topics = (
        "柔性传感穿戴 水下巡检机器人 工业视觉检测 微型光谱仪 智能假肢 低功耗物联网 激光清洗 新型散热材料 "
        "语音交互教具 锂电回收 无障碍出行 智慧养殖"
    )
    rows = [
        ["", draw.street(), draw.workday("2020-04-07", "2020-11-27"), f"{topic}创客团队", topic]
        for topic in topics.split()
    ]
    folder.records("maker_team", "key,unit,on,name,topic", rows)


def write_jobs(folder, register):
    """1000 employers offer 6137 jobs."""
    draw = Draw(6000)
    firms = draw.sample(register.firms[:3000], 1000)
    posts = ["rd", "process", "sales", "skilled", "office"]
    lines = []
    for firm in firms:
        for post in draw.sample(posts, int(draw.weighted({"1": 5, "2": 4, "3": 2}))):
            lines.append([firm, post])
    rows = []
    for (firm, post), openings in zip(lines, draw.parts(6137, len(lines), 1)):
        rows.append(["", firm.unit, "2020-12-05", firm.name, post, openings])
    folder.records("job_posting", "key,unit,on,firm,post,openings", rows)


def write_honours(folder):
    rows = [
        ["", BUREAU, on, title, "rank", "深圳市宝安区", "body", giver, "city", place, "全市各区", paper]
        for on, title, place, giver, paper in RANKS
    ]
    rows.append(
        ["", "440306-kp", "2020-04-21", "社区防疫科普工作获肯定", "commend", "宝安区科学技术协会", "body"]
        + ["中国科协应急科普工作领导小组办公室", "national", "", "", "国家应急科普工作简报刊登宝安做法"]
    )
    header = "key,unit,on,title,kind,subject,subject_kind,giver,level,position,among,paper"
    folder.records("honour", header, rows)


def write(folder, register):
    write_reviews(folder, register)
    write_applications(folder, register)
    write_watch(folder, register)
    write_large_firms(folder, register)
    write_talents(folder, register)
    write_teams(folder)
    write_jobs(folder, register)
    write_honours(folder)
