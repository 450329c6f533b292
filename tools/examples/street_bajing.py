#!/usr/bin/env python3
"""Writes the csv files of examples/bajing-street: demonstration data for the year 2006.

Run it anywhere; it writes beside the repository it stands in. The same run gives the same bytes.
What is from the source and what is invented is said in examples/bajing-street/README.md.
"""

import csv
import datetime

from street_kit import (COMMUNITIES, DISTRICT, OUT, STREET, YEAR, Ledger, day, plain, rng, some_day,
                        some_day_of, unit, write)
from street_texts import (COURSES_AUTUMN, COURSES_SPRING, COURSES_SUMMER, CRAFTS, LECTURES, SPEAKERS,
                          TOPICS)


def units_and_people():
    rows = [
        ("100000", "全国", "全国", "nation", "", "", ""),
        ("210000", "辽宁省科学技术协会", "辽宁省科协", "province", "100000", "", ""),
        ("210100", "沈阳市科学技术协会", "沈阳市科协", "city", "210000", "", ""),
        (DISTRICT, "沈阳市和平区科学技术协会", "和平区科协", "county", "210100", "", ""),
        (STREET, "沈阳市和平区八经街道科学技术协会", "八经街道科协", "street", DISTRICT, "", ""),
    ]
    rows += [(unit(code), name, short, "community", STREET, "", "")
             for code, name, short, _, _ in COMMUNITIES]
    write("units.csv", "code,name,short,kind,parent,from,until", rows)
    people = [
        ("bajing_writer", "街道科协文书", "writer", STREET),
        ("bajing_leader", "街道科协主席", "leader", STREET),
        ("bajing_reviewer", "街道科协秘书长", "reviewer", STREET),
        ("bajing_auditor", "区科协组宣部", "auditor", DISTRICT),
    ]
    people += [(f"bajing_{code}", f"{short}社区专干", "clerk", unit(code))
               for code, _, short, _, _ in COMMUNITIES]
    write("people.csv", "login,name,role,unit", people)


def elections():
    ledger = Ledger("election", "el", "body,post,term,way,elected,due,present,ballots,votes")
    for index, (code, name, _, _, _) in enumerate(COMMUNITIES):
        due = plain(61, 89)
        present = due - rng.randint(1, 6)
        ballots = present - rng.randint(0, 2)
        officers = 5 + rng.randint(0, 2)
        held = datetime.date(YEAR, 4, 10) + datetime.timedelta(days=index + index // 5 * 2)
        ledger.add(unit(code), held.isoformat(), name + "居民委员会", "officer", 6, "ballot", officers,
                   due, present, ballots, ballots - rng.randint(1, 7))
        body = name + "老科协"
        chosen = datetime.date(YEAR, 5, 9) + datetime.timedelta(days=index + index // 4 * 2)
        for post, way in [("honorary", "office"), ("president", "acclaim"), ("secretary", "office")]:
            ledger.add(unit(code), chosen.isoformat(), body, post, "", way, 1, "", "", "", "")
    ledger.save()


def trainings():
    ledger = Ledger("training", "tr", "topic,kind,held,form,place,teacher,sessions,trainees")
    hall = "街道办事处三楼会议室"
    for on, topic, form, place, teacher, sessions, trainees in [
        (day(5, 18), "新任社区干部科协业务（一）科协工作职责", "class", hall, "区科协业务干部", 1, 51),
        (day(5, 25), "新任社区干部科协业务（二）科普活动组织", "class", hall, "区科协业务干部", 1, 48),
        (day(6, 8), "社区专干分组实践：画廊板报编排", "practice", "延安里、沈电、宝环三个社区", "街道科协专干", 3, 37),
        (day(6, 22), "社区专干分组实践：科普大学排课", "practice", "各社区活动室", "街道科普讲师", 2, 29),
        (day(9, 7), "社区专干经验交流", "class", hall, "街道科协秘书长", 1, 34),
    ]:
        ledger.add(STREET, on, topic, "community", "own", form, place, teacher, sessions, trainees)
    ledger.add(STREET, day(7, 13), "全区社区科普干部培训班", "staff", "sent", "class", "区科协会议室",
               "市科协专家", 1, 9)
    ledger.save()


def lectures():
    ledger = Ledger("lecture", "le", "topic,kind,audience,speaker,school,place,attendance")
    for number, (code, _, short, _, _) in enumerate(COMMUNITIES):
        topics = rng.sample(LECTURES, 6 if number < 4 else 5)
        for topic, kind in topics:
            tags = "flu" if "禽流感" in topic else ""
            audience = "pupils" if "儿童" in topic else rng.choice(["residents", "seniors", "seniors"])
            ledger.add(unit(code), some_day(2, 12), topic, kind, audience, rng.choice(SPEAKERS), "",
                       short + "社区活动室", plain(31, 78), tags=tags)
    ledger.add(STREET, day(9, 16), "预防疾病，科学生活", "health", "residents", "区医院退休内科医师", "",
               "八经街道文化广场", 213, tags="science_day")
    ledger.add(STREET, day(2, 23), "禽流感和非典的社区防控", "health", "residents", "部队医院退休心理医师", "",
               "街道办事处礼堂", 187, tags="flu")
    ledger.save()


def courses():
    ledger = Ledger("course", "co", "title,kind,audience,place,lessons,learners,attendance")

    def add(at, first, last, title, audience, kind, place, lessons, learners):
        attended = lessons * learners * rng.randint(71, 92) // 100
        ledger.add(at, first, title, kind, audience, place, lessons, learners, attended, until=last)

    for code, _, short, _, _ in COMMUNITIES:
        room = short + "社区科普大学教室"
        terms = [(COURSES_SPRING, (3, 6), (6, 23), 2), (COURSES_SUMMER, (7, 17), (8, 18), 1),
                 (COURSES_AUTUMN, (9, 11), (12, 15), 2)]
        for offered, first, last, how_many in terms:
            for title, audience, kind in rng.sample(offered, how_many):
                add(unit(code), day(*first), day(*last), title, audience, kind, room,
                    rng.randint(6, 12), plain(23, 46))
    college = "街道老年科普大学"
    for title, first, last, lessons, learners in [
        ("老年保健与心理", (4, 3), (6, 30), 12, 43), ("书法与国画", (4, 4), (7, 4), 13, 37),
        ("花卉园艺", (4, 5), (6, 28), 11, 41), ("老年电脑", (9, 5), (12, 12), 13, 28),
        ("摄影入门", (9, 6), (12, 13), 14, 26), ("健身气功", (9, 7), (12, 14), 14, 39)]:
        add(STREET, day(*first), day(*last), title, "离退休居民", "senior", college, lessons, learners)
    for title, first, last, lessons, learners in [
        ("世园会英语百句（一班）", (4, 13), (6, 29), 21, 34), ("英语短剧排演", (7, 6), (9, 28), 12, 23)]:
        add(unit("bh"), day(*first), day(*last), title, "离退休居民", "english", "宝环社区活动室", lessons,
            learners)
    ledger.save()


def facilities():
    """Galleries, boards and rooms. Where the source has lost a length or height, it stays empty."""
    ledger = Ledger("facility", "fa", "name,kind,place,nominal,length,height,area,material,value,giver,keeper")
    big = ledger.add(unit("yal"), day(8, 18), "百米科普画廊", "big_gallery", "延安里社区临街围墙", 100, "", "", "",
                     "不锈钢框架、钢化玻璃", "", "", "延安里社区居委会")
    galleries = [big]
    for code, on, name, place, value, giver in [
        ("lb", day(9, 12), "辽博科普画廊", "辽博社区中心花园", 10860, "沈阳市科协"),
        ("sd", day(6, 17, 2003), "沈电科普画廊", "沈电社区院内甬道", "", ""),
        ("hpxc", day(5, 26, 2004), "和平新村科普画廊", "和平新村社区东门", "", "")]:
        keeper = dict((c, n) for c, n, _, _, _ in COMMUNITIES)[code] + "居委会"
        galleries.append(ledger.add(unit(code), on, name, "gallery", place, "", "", "", "", "不锈钢框架", value,
                                    giver, keeper))
    ledger.add(unit("sd"), day(3, 24), "科技小超市", "showroom", "沈电社区活动中心二楼", "", "", "", 46.5, "", "",
               "", "沈电社区科普小组")
    for code, name, short, _, _ in COMMUNITIES:
        ledger.add(unit(code), some_day_of(rng.randint(2001, 2004)), f"{short}社区科普活动室", "room",
                   f"{name}办公楼", "", "", "", rng.randint(52, 117) + 0.5, "", "", "", name + "居委会")
    boards = []
    for code, name, short, walls, plates in COMMUNITIES:
        for kind, word, how_many in [("wall_paper", "墙报", walls), ("board", "板报", plates)]:
            for number in range(1, how_many + 1):
                place = f"{short}{rng.randint(1, 38)}号楼{rng.choice(['东侧', '西侧', '门前', '院内'])}"
                key = ledger.add(unit(code), some_day_of(rng.choice([2002, 2003, 2004, 2005, 2005])),
                                 f"{short}{word}{number:02}号", kind, place, "", "", "", "", "", "", "",
                                 f"{short}{rng.randint(1, 6)}组楼长")
                boards.append((key, code))
    ledger.save()
    builders = Ledger("facility_builder", "fb", "builder,facility,kind,part")
    for builder, part in [("沈阳市和平区科学技术协会", "牵头建设、版面内容"), ("八经街道办事处", "场地协调、日常管护"),
                          ("沈阳军区第一服务处", "围墙场地、施工配合")]:
        builders.add(STREET, day(8, 18), builder, big, "big_gallery", part)
    builders.save()
    content_changes(galleries, boards)


def content_changes(galleries, boards):
    ledger = Ledger("content_change", "cc", "topic,facility,kind,sheets")
    homes = dict(zip(galleries, ["yal", "lb", "sd", "hpxc"]))
    schedule = {
        galleries[0]: [(8, 18, 42), (10, 12, 14), (12, 7, 16)],
        galleries[1]: [(9, 12, 8), (11, 23, 8)],
        galleries[2]: [(2, 16, 6), (4, 20, 6), (7, 6, 6), (9, 14, 6), (11, 16, 6)],
        galleries[3]: [(3, 9, 6), (5, 18, 6), (8, 10, 6), (10, 26, 6), (12, 14, 6)],
    }
    for key, dates in schedule.items():
        for month, number, sheets in dates:
            topic, kind = rng.choice(TOPICS)
            ledger.add(unit(homes[key]), day(month, number), topic, key, kind, sheets)
    for quarter in range(4):
        for key, code in boards:
            if rng.random() < 0.78:
                topic, kind = rng.choice(TOPICS)
                on = some_day(quarter * 3 + 1, quarter * 3 + 3)
                ledger.add(unit(code), on, topic, key, kind, rng.randint(1, 3),
                           tags="flu" if kind == "flu" else "")
    ledger.rows.sort(key=lambda row: (row[2], row[0]))
    ledger.save()


def organisations():
    ledger = Ledger("organisation", "or", "name,kind,field,enterprise,members,member_bodies")
    ledger.add(STREET, day(3, 15), "八经街道科技协会", "grassroots", "街道科普工作", "八经街道办事处", 57, 8)
    ledger.add(STREET, day(3, 28), "八经街道老年科普大学", "senior_college", "老年教育", "八经街道办事处", 214, "")
    ledger.add(unit("bh"), day(4, 12), "宝环社区老年英语科普大学", "english_class", "英语", "", 34, "")
    ledger.add(STREET, day(9, 20, 2002), "八经街道书法协会", "club", "书画", "", 31, "")
    ledger.add(STREET, day(5, 30, 2001), "八经街道关心下一代协会", "club", "青少年教育", "", 26, "")
    for code, name, _, _, _ in COMMUNITIES:
        ledger.add(unit(code), some_day_of(rng.randint(2002, 2004)), name + "科普大学", "college", "社区教育", "",
                   "", "")
        ledger.add(unit(code), some_day_of(2001), name + "老科协", "veterans", "老科技工作者", "", "", "")
    ledger.save()


def teams():
    ledger = Ledger("volunteer_team", "vt", "name,kind,field,members")
    keys = {}
    for code, _, short, _, _ in COMMUNITIES:
        for kind, name, low, high in [("green", "老年护绿队", 9, 17), ("flower", "小红帽护花队", 12, 28),
                                      ("service", "志愿者服务队", 16, 39), ("guard", "护院小分队", 8, 15)]:
            year = 2003 if kind == "guard" else YEAR
            on = day(5, rng.randint(6, 23), 2003) if year == 2003 else some_day(3, 4)
            keys[code, kind] = ledger.add(unit(code), on, f"{short}社区{name}", kind, "", rng.randint(low, high))
    ledger.add(unit("sd"), day(9, 8, 2004), "沈电社区老科技夕阳红歌唱团", "troupe", "歌唱曲艺", 22)
    ledger.add(unit("wal"), day(4, 21, 2005), "文安路社区时装表演团", "troupe", "时装表演", 16)
    ledger.save()
    shifts(keys)
    watch = Ledger("door_watch", "dw", "place,door,team,people,hours")
    for code, _, short, _, _ in COMMUNITIES:
        for month in (2, 3, 11):
            for door, place in [("yard", "大院门口"), ("building", "单元门"), ("home", "住户门前")]:
                if door != "home" or month != 3:
                    watch.add(unit(code), some_day(month, weekdays=range(7)), f"{short}{place}", door,
                              keys[code, "guard"], rng.randint(2, 7), rng.randint(4, 9) / 2, tags="flu")
    watch.save()


def shifts(keys):
    ledger = Ledger("volunteer_shift", "vs", "title,kind,team,place,volunteers,hours,cases,contacts")
    for code, _, short, _, _ in COMMUNITIES:
        for month in range(4, 11):
            kind = "green" if month % 2 == 0 else "flower"
            work = rng.choice(["浇水松土", "清理绿地杂物", "补栽花苗", "修剪花坛"])
            ledger.add(unit(code), some_day(month, weekdays=(5, 6)), f"{short}花园{work}", "green",
                       keys[code, kind], short + "社区花园", rng.randint(6, 18), rng.randint(3, 6) / 2, "", "")
        for month in (1, 4, 8, 12):
            ledger.add(unit(code), some_day(month, weekdays=range(7)), "院区治安巡逻", "patrol",
                       keys[code, "service"], short + "社区院区", rng.randint(4, 9), rng.randint(4, 8) / 2, "",
                       rng.randint(7, 29))
        for month in (3, 6, 11):
            ledger.add(unit(code), some_day(month), "邻里纠纷调解", "mediation", keys[code, "service"],
                       short + "社区调解室", rng.randint(2, 4), rng.randint(2, 5) / 2, rng.randint(1, 3), "")
        ledger.add(unit(code), some_day(5, 10), "帮教谈心", "help", keys[code, "service"], short + "社区谈心室",
                   2, 1.5, rng.randint(0, 1), "")
        ledger.add(unit(code), some_day(5, 9, weekdays=(5, 6)), "科普知识上门宣讲", "science",
                   keys[code, "service"], short + "社区", rng.randint(4, 11), 2.5, "", plain(33, 71))
    ledger.save()


def residents():
    ledger = Ledger("resident_activity", "ra", "title,kind,place,participants,works")
    for code, _, short, _, _ in COMMUNITIES:
        for month in rng.sample([3, 4, 6, 9, 10, 11], 3):
            craft = rng.choice(CRAFTS)
            people = rng.randint(13, 36)
            ledger.add(unit(code), some_day(month), f"利废小制作：{craft}", "craft", short + "社区活动室", people,
                       people - rng.randint(0, 4))
        for month, word in ((2, "寒假"), (7, "暑假")):
            people = rng.randint(17, 41)
            kind = rng.choice(["craft", "invention"])
            ledger.add(unit(code), some_day(month), f"{word}学生小发明小制作班", kind, short + "社区活动室", people,
                       people + rng.randint(0, 9), tags="holidays")
    for at, on, title, kind, place, people, tags in [
        (unit("sd"), day(3, 8), "夕阳红歌唱团三句半演出", "song", "沈电社区礼堂", 132, ""),
        (unit("sd"), day(9, 28), "夕阳红歌唱团迎国庆演唱会", "song", "八经街道文化广场", 276, ""),
        (unit("wal"), day(5, 19), "老年时装展示会", "fashion", "文安路社区广场", 168, "expo"),
        (unit("wal"), day(10, 27), "重阳节时装表演", "fashion", "八经街道文化广场", 241, ""),
        (STREET, day(6, 14), "“我的社区我的家”书法笔会", "calligraphy", "街道文化站", 47, ""),
        (STREET, day(11, 9), "书法协会作品展", "calligraphy", "街道文化站", 89, ""),
        (STREET, day(5, 31), "给孩子讲革命故事", "story", "沈阳市和平区某小学", 156, ""),
        (STREET, day(8, 2), "暑期故事会", "story", "街道文化站", 63, "holidays"),
        (unit("bh"), day(4, 28), "世园会英语短剧汇报演出", "english", "宝环社区活动室", 97, "expo"),
        (unit("bh"), day(8, 24), "老年英语短剧会话", "english", "八经街道文化广场", 143, "expo")]:
        ledger.add(at, on, title, kind, place, people, "", tags=tags)
    ledger.save()


def pupils():
    ledger = Ledger("contest_entry", "ce", "work,contest,entrant,category,sent_up,award")
    works = ["未来社区", "会走路的花盆", "楼顶风力灯", "省水马桶", "老人呼叫手环", "垃圾分拣车", "空中花园", "雨水收集器",
             "盲人导航杖", "太阳能书包", "水下学校", "声控门铃", "自动浇花器", "太空种菜", "无烟厨房", "节能路灯",
             "爬楼轮椅", "磁力黑板擦", "会变色的伞"]
    number = 0
    for month in (2, 7, 8):
        for work in rng.sample(works, 9):
            number += 1
            code = rng.choice(COMMUNITIES)[0]
            ledger.add(unit(code), some_day(month), work, "design", f"学生（编号06-{number:02}）",
                       rng.choice(["手工", "绘画", "电脑设计"]), "kept", "", tags="holidays")
    ledger.add(unit("sd"), day(8, 16), "科技会馆图", "design", "学生（编号06-41）", "电脑设计", "sent", "优秀设计奖",
               tags="holidays")
    ledger.save()


def honours():
    ledger = Ledger("honour", "ho", "title,kind,subject,subject_kind,giver,level,position,among,prize_class,paper")
    body = "沈阳市和平区八经街道科学技术协会"
    for year in range(2001, YEAR + 1):
        ledger.add(STREET, day(12, 20 if year in (2004, 2005) else 18, year), "科协工作优秀单位", "title", body, "body",
                   "和平区科协", "county", "", "", "", f"和平区科协关于表彰{year}年度先进的决定")
    ledger.add(STREET, day(12, 26), "科协工作优秀单位", "title", body, "body", "沈阳市科协", "city", "", "", "",
               f"沈阳市科协关于{YEAR}年度街道科协工作评比结果的通报")
    for on, giver, level, paper in [
        (day(9, 21), "沈阳市总工会", "city", "沈阳市总工会职工合理化建议表彰通报"),
        (day(11, 30), "辽宁省总工会", "province", "辽宁省总工会职工合理化建议表彰通报")]:
        ledger.add(unit("hpxc"), on, "职工优秀合理化建议", "commend", "太阳能报警器建议", "project", giver, level, "",
                   "", "", paper)
    for on, title, team, giver, level, grade in [
        (day(5, 24), "科技活动周文艺会演", "沈电社区老科技夕阳红歌唱团", "和平区科协", "county", 1),
        (day(6, 20), "社区利废小制作展评", "八经街道科技协会制作组", "和平区科协", "county", 2),
        (day(9, 22), "科普日老年风采展示", "文安路社区时装表演团", "沈阳市科协", "city", 2),
        (day(10, 31), "市民英语会话展示", "宝环社区老年英语科普大学", "沈阳市科协", "city", 3)]:
        ledger.add(STREET, on, title, "prize", team, "team", giver, level, "", "", grade, f"{title}评比结果通报")
    ledger.save()


def proposals():
    ledger = Ledger("proposal", "pr", "title,field,author_kind,result,adopted")
    steps = Ledger("proposal_step", "ps", "title,proposal,field,step,sites,paper")
    alarm = ledger.add(unit("hpxc"), day(2, 21), "在事故多发路段安装太阳能报警器", "traffic", "retired", "spread",
                       day(6, 28))
    for on, title, step, sites, paper in [
        (day(2, 21), "受理太阳能报警器建议", "received", "", "建议书"),
        (day(3, 7), "区交警大队现场考察（一）", "visit", "", "考察记录"),
        (day(3, 22), "区交警大队现场考察（二）", "visit", "", "考察记录"),
        (day(4, 19), "专家技术论证会", "review", "", "论证意见"),
        (day(5, 17), "试点路口安装", "pilot", 3, "试点报告"),
        (day(6, 6), "市有关部门联合考察", "visit", "", "考察记录"),
        (day(6, 15), "试点效果论证会", "review", "", "论证意见"),
        (day(6, 28), "有关部门同意采纳", "adopted", "", "会议纪要"),
        (day(8, 22), "全市推广安装", "spread", 26, "推广通知")]:
        steps.add(unit("hpxc"), on, title, alarm, "traffic", step, sites, paper)
    others = [("lb", "画廊夜间照明改用节能灯", "energy", "resident", "adopted"),
              ("bh", "社区设双语导览牌", "culture", "retired", "adopted"),
              ("yal", "百米画廊旁加设座椅", "elderly", "retired", "adopted"),
              ("sd", "废旧电池集中回收", "environment", "pupil", "adopted"),
              ("qjj", "楼道声控灯改造", "energy", "resident", "open"),
              ("wal", "独居老人每日一访", "elderly", "retired", "adopted"),
              ("ssw", "院区消防通道划线", "safety", "resident", "adopted"),
              ("hpxc", "屋顶绿化试验", "environment", "retired", "declined"),
              ("lb", "社区科普图书角夜间开放", "culture", "resident", "open")]
    for code, title, field, author, result in others:
        first = datetime.date.fromisoformat(some_day(3, 9))
        adopted = (first + datetime.timedelta(days=31)).isoformat() if result == "adopted" else ""
        key = ledger.add(unit(code), first.isoformat(), title, field, author, result, adopted)
        steps.add(unit(code), first.isoformat(), "受理：" + title, key, field, "received", "", "建议书")
        if result != "open":
            end = {"adopted": "adopted", "declined": "declined"}[result]
            visited = (first + datetime.timedelta(days=14)).isoformat()
            steps.add(unit(code), visited, "考察：" + title, key, field, "visit", "", "考察记录")
            decided = (first + datetime.timedelta(days=31)).isoformat()
            steps.add(unit(code), decided, "答复：" + title, key, field, end, "", "答复函")
    ledger.save()
    steps.save()


def talents():
    ledger = Ledger("talent", "ta", "holder,skill,retired")
    jobs = Ledger("talent_job", "tj", "job,talent,hours")
    tasks = {"medicine": "义诊量血压", "teaching": "科普大学授课", "engineering": "检修活动室线路",
             "computing": "电脑班辅导", "language": "英语班辅导", "arts": "板报书画", "handcraft": "小制作指导",
             "garden": "花坛栽植指导", "law": "邻里调解"}
    number = 0
    for code, _, _, _, _ in COMMUNITIES:
        for _ in range(rng.randint(8, 14)):
            number += 1
            skill = rng.choice(list(tasks))
            key = ledger.add(unit(code), some_day(3, 6), f"特长{number:03}", skill,
                             "working" if number % 9 == 0 else "retired")
            for _ in range(rng.choice([0, 1, 1, 2])):
                jobs.add(unit(code), some_day(7, 12, weekdays=range(7)), tasks[skill], key,
                         rng.randint(3, 12) / 2)
    ledger.save()
    jobs.save()
    troupes = Ledger("troupe_member", "tm", "holder,troupe,age")
    ages = [66, 67, 68, 69, 70, 70, 71, 71, 72, 72, 73, 74, 74, 75, 76, 79]
    for number, age in enumerate(ages, 1):
        troupes.add(unit("wal"), day(4, 21, 2005), f"时装{number:02}", "fashion", age)
    for number in range(1, 23):
        troupes.add(unit("sd"), day(9, 8, 2004), f"歌唱{number:02}", "choir", rng.randint(58, 77))
    troupes.save()


def elders():
    ledger = Ledger("elder_service", "es", "title,aspect,people")
    plans = {"care": ["午餐送到家", "老人体检", "冬季取暖走访"], "support": ["独居老人结对", "法律援助咨询"],
             "doing": ["老专家进课堂", "老党员护绿"], "learning": ["老年大学开放日", "读报小组"],
             "joy": ["重阳联欢", "纳凉晚会", "棋牌友谊赛"]}
    for code, _, _, _, _ in COMMUNITIES:
        for aspect, titles in plans.items():
            title = rng.choice(titles)
            month = {"重阳联欢": 10, "纳凉晚会": 7, "冬季取暖走访": 12}.get(title) or rng.randint(3, 11)
            ledger.add(unit(code), some_day(month), title, aspect, plain(11, 64))
    ledger.save()


def campaigns():
    events = Ledger("campaign_event", "ev", "title,kind,key_event,theme,place,attendance")
    issues = Ledger("material_issue", "mi", "title,category,topic,copies,recipient,place,event")
    keys = {}
    for name, on, title, kind, theme, place, people, tags in [
        ("flu", day(2, 24), "禽流感防控集中宣传", "stand", "科学防控禽流感", "八经街道文化广场", 386, "flu"),
        ("expo", day(4, 15), "迎世园会科普集市", "street_fair", "我与世园会同行", "八经街", 574, "expo"),
        ("week", day(5, 20), "科技活动周开幕宣传", "opening", "携手建设创新型国家", "八经街道文化广场", 431,
         "science_week"),
        ("week2", day(5, 24), "科技活动周进社区", "community", "携手建设创新型国家", "和平新村社区", 163,
         "science_week"),
        ("gallery", day(8, 18), "百米科普画廊启用仪式", "opening", "", "延安里社区", 342, ""),
        ("day", day(9, 16), "全国科普日广场活动", "stand", "预防疾病，科学生活", "八经街道文化广场", 618, "science_day"),
        ("day2", day(9, 17), "全国科普日进社区", "community", "预防疾病，科学生活", "沈电社区", 172, "science_day"),
        ("flu2", day(11, 10), "冬季呼吸道传染病宣传", "stand", "冬季防病", "八经街道文化广场", 297, "flu")]:
        keys[name] = events.add(STREET, on, title, kind, "key", theme, place, people, tags=tags)
    for name, on, title, category, topic, copies, tags in [
        ("flu", day(2, 24), "《禽流感防治问答》", "book", "epidemic", 1236, "flu"),
        ("expo", day(4, 15), "《世园会文明礼仪手册》", "book", "life", 1462, "expo"),
        ("week", day(5, 20), "《家庭节水节电小窍门》", "leaflet", "environment", 873, "science_week"),
        ("week2", day(5, 24), "《社区居民科学素质读本》", "book", "other", 418, "science_week"),
        ("day", day(9, 16), "《常见病预防一百问》", "book", "health", 1127, "science_day"),
        ("day2", day(9, 17), "《居家安全手册》", "leaflet", "law", 529, "science_day"),
        ("flu2", day(11, 10), "《冬季防病宣传画》", "poster", "epidemic", 346, "flu")]:
        issues.add(STREET, on, title, category, topic, copies, "", "", keys[name], tags=tags)
    for code, _, _, _, _ in COMMUNITIES:
        issues.add(STREET, day(3, 2), "《禽流感防治问答》", "book", "epidemic", plain(61, 118), unit(code), "", "",
                   tags="flu")
    events.save()
    issues.save()
    receipts = Ledger("material_receipt", "mr", "title,category,copies,origin,giver,value")
    for on, title, category, copies, origin, giver, value in [
        (day(2, 20), "《禽流感防治问答》", "book", 2400, "upper", "和平区科协", ""),
        (day(4, 10), "《世园会文明礼仪手册》", "book", 1600, "upper", "沈阳市科协", ""),
        (day(5, 15), "《家庭节水节电小窍门》", "leaflet", 1000, "printed", "", 380),
        (day(5, 16), "《社区居民科学素质读本》", "book", 450, "upper", "和平区科协", ""),
        (day(9, 11), "《常见病预防一百问》", "book", 1200, "upper", "和平区科协", ""),
        (day(9, 12), "《居家安全手册》", "leaflet", 600, "printed", "", 264),
        (day(11, 6), "《冬季防病宣传画》", "poster", 400, "upper", "和平区科协", "")]:
        receipts.add(STREET, on, title, category, copies, origin, giver, value)
    receipts.save()


def office_work():
    meetings = Ledger("meeting", "me", "title,kind,topic,place,attendance,decisions,carried_out")
    for on, title, kind, topic, people, made, done in [
        (day(1, 18), "年度科协工作目标责任状签订会", "mobilise", "分解年度目标", 29, 5, 5),
        (day(3, 15), "八经街道科技协会成立会", "congress", "通过协会章程", 64, 3, 3),
        (day(4, 26), "世园会科普服务协调会", "special", "社区分工", 21, 4, 4),
        (day(7, 11), "上半年工作检查会", "work", "目标进度", 27, 6, 5),
        (day(8, 8), "百米画廊筹备会", "special", "版面与管护", 17, 4, 4),
        (day(10, 19), "禽流感冬季防控部署会", "special", "护院值守", 31, 3, 3),
        (day(12, 12), "年度目标考核会", "work", "逐项对账", 30, 4, 3)]:
        meetings.add(STREET, on, title, kind, topic, "街道办事处会议室", people, made, done)
    meetings.save()
    documents = Ledger("document_issued", "di", "title,kind,number,used_by,used_level")
    documents.add(STREET, day(1, 16), f"{YEAR}年科协工作计划", "plan", "", "", "")
    documents.add(STREET, day(3, 20), "科普大学教学计划", "plan", "", "", "")
    for number, (on, title, used_by, level) in enumerate([
        (day(3, 16), "街道科技协会成立", "", ""), (day(4, 29), "老年英语班迎世园会", "和平区科协", "county"),
        (day(6, 29), "太阳能报警器试点见效", "沈阳市科协", "city"), (day(8, 21), "百米科普画廊启用", "和平区科协", "county"),
        (day(9, 19), "科普日活动综述", "", ""), (day(11, 14), "护院小分队守好家门", "和平区科协", "county")], 1):
        documents.add(STREET, on, title, "bulletin", f"第{number}期", used_by, level)
    documents.save()
    papers = Ledger("paper_received", "pp", "title,number,issuer,demand,due,answered,result")
    for on, title, issuer, demand, due, answered in [
        (day(1, 12), "关于签订年度科协工作目标责任状的通知", "和平区科协", "签订并分解", day(1, 25), day(1, 19)),
        (day(2, 17), "关于加强禽流感科普宣传的通知", "和平区科协", "集中宣传", day(3, 10), day(2, 27)),
        (day(5, 10), "关于开展科技活动周的通知", "和平区科协", "上报活动", day(5, 31), day(5, 29)),
        (day(9, 4), "关于开展全国科普日活动的通知", "和平区科协", "上报活动", day(9, 25), day(9, 20)),
        (day(12, 1), "关于报送年度工作总结的通知", "和平区科协", "报送总结", day(12, 25), day(12, 20))]:
        papers.add(STREET, on, title, "", issuer, demand, due, answered, "on_time")
    papers.save()


def count(name, code, wanted=lambda row: True):
    """Records of a community in a ledger written before, so that targets fit what was done."""
    with (OUT / f"records/{name}.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for row in csv.DictReader(file)
                   if row["unit"].startswith(code) and row["on"].startswith(str(YEAR)) and wanted(row))


def targets():
    """The target sheet: one goal a community and line, each passed by what the ledgers hold."""
    tasks = Ledger("task", "tk", "title,kind,giver,doer,goal,done,result,due,finished")
    lines = [("举办科普讲座（场）", "lecture"), ("开设科普课程（门）", "course"), ("更换画廊板报内容（次）", "content_change"),
             ("组织居民科技文体活动（场）", "resident_activity"), ("开展志愿服务（次）", "volunteer_shift")]
    for code, _, _, _, _ in COMMUNITIES:
        for title, ledger in lines:
            done = count(ledger, unit(code))
            goal = done - max(1, done // 8)
            tasks.add(STREET, day(1, 18), title, "target", "八经街道科协", unit(code), goal, done, "exceeded",
                      day(12, 31), day(12, rng.randint(4, 8)))
    for row in tasks.rows:  # each community keeps its own sheet
        row[1] = row[8]
    tasks.save()
    rows = []
    for indicator, ledger in [("lectures", "lecture"), ("courses", "course"), ("content_changes", "content_change"),
                              ("resident_activities", "resident_activity"), ("volunteer_actions", "volunteer_shift")]:
        goal = count(ledger, STREET) * 9 // 10
        goal -= goal % (10 if goal > 100 else 5)
        rows.append((indicator, "", STREET, YEAR, goal, "exact", f"{YEAR}年度科协工作目标责任状", "街道科协", ""))
    rows.append(("district_rank", "", STREET, YEAR, 1, "exact", "区委全会提出的奋斗目标", "和平区", "at_most"))
    write("targets.csv", "indicator,filter,unit,period,value,qualifier,source,owner,direction", rows)


def main():
    units_and_people()
    for make in (elections, trainings, lectures, courses, facilities, organisations, teams, residents, pupils,
                 honours, proposals, talents, elders, campaigns, office_work, targets):
        make()


if __name__ == "__main__":
    main()
