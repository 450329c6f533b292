"""What every part of the Bao'an example shares: places, dates, numbers and the csv writer.

Everything is drawn from one seeded generator through Random.random() alone, whose sequence Python
keeps stable between versions, so that the files are the same wherever they are written.
"""

import csv
import datetime
import os
import random

BUREAU = "440306"
STREETS = {
    "440306-01": ("新安街道", 15),
    "440306-02": ("西乡街道", 16),
    "440306-03": ("航城街道", 10),
    "440306-04": ("福永街道", 9),
    "440306-05": ("福海街道", 13),
    "440306-06": ("沙井街道", 13),
    "440306-07": ("新桥街道", 7),
    "440306-08": ("松岗街道", 8),
    "440306-09": ("燕罗街道", 4),
    "440306-10": ("石岩街道", 8),
}
SECTIONS = {
    "440306-gh": "规划政策科",
    "440306-gx": "高新技术科",
    "440306-pt": "创新平台科",
    "440306-yq": "产业空间科",
    "440306-fw": "创新服务科",
    "440306-kp": "科普科",
}
COMMUNITIES = {
    "440306-01": "翻身 灵芝园 海滨 海裕 海旺 海华 海富 海乐 宝民 文汇 文雅 新乐 兴东 安乐 大浪 建安 甲岸 上合 洪浪 龙井 布心 自由",
    "440306-02": "西乡 共乐 龙珠 龙腾 河东 河西 盐田 渔业 庄边 乐群 径贝 麻布 劳动 臣田 凤凰岗 桃源 柳竹园 福中福 永丰 流塘 蚝业 固戍 南昌 铁岗",
    "440306-03": "九围 黄田 三围 后瑞 草围 钟屋 鹤洲 黄麻布",
    "440306-04": "福永 白石厦 凤凰 怀德 聚福 兴围",
    "440306-05": "桥头 塘尾 和平 新和 新田 展城 稔田",
    "440306-06": "沙一 沙二 沙三 沙四 蚝一 蚝二 蚝三 蚝四 共和 步涌 后亭 壆岗 东塘 衙边 辛养 和一 马安山 民主 大王山 沙头",
    "440306-07": "新桥 新二 上星 上寮 黄埔 万丰 象山",
    "440306-08": "松岗 东方 红星 潭头 溪头 沙浦 沙浦围 碧头 江边 朗下 花果山 楼岗",
    "440306-09": "燕川 罗田 洪桥头 塘下涌 山门 广田",
    "440306-10": "石岩 石龙 水田 官田 罗租 塘头 浪心 应人石 上屋",
}
HOLIDAYS = [  # days on which no office of the district held anything in 2019 and 2020
    ("2019-10-01", "2019-10-07"),
    ("2020-01-01", "2020-01-01"),
    ("2020-01-20", "2020-02-20"),
    ("2020-04-04", "2020-04-06"),
    ("2020-05-01", "2020-05-05"),
    ("2020-06-25", "2020-06-27"),
    ("2020-10-01", "2020-10-08"),
]


def day(text):
    return datetime.date.fromisoformat(text)


class Draw:
    """Draws from one seed."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def below(self, n):
        return int(self._random.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of the keys of `pairs` (a dict of weights)."""
        left = self._random.random() * sum(pairs.values())
        for key, weight in pairs.items():
            left -= weight
            if left < 0:
                return key
        return key

    def shuffled(self, items):
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return out

    def sample(self, items, n):
        return self.shuffled(items)[:n]

    def street(self):
        return self.weighted({code: weight for code, (_, weight) in STREETS.items()})

    def workday(self, first, last):
        """An ISO day from `first` to `last` on which offices work."""
        low, high = day(first), day(last)
        while True:
            found = low + datetime.timedelta(days=self.below((high - low).days + 1))
            if is_workday(found):
                return found.isoformat()

    def parts(self, total, n, low):
        """n uneven whole numbers of at least `low` that add up to `total`."""
        weights = [0.4 + self._random.random() for _ in range(n)]
        rest = total - low * n
        out = [low + int(rest * w / sum(weights)) for w in weights]
        for i in range(total - sum(out)):
            out[i % n] += 1
        return out


def is_workday(found):
    if found.weekday() >= 5:
        return False
    return not any(day(a) <= found <= day(b) for a, b in HOLIDAYS)


def after(text, days):
    return (day(text) + datetime.timedelta(days=days)).isoformat()


def street_name(code):
    return STREETS[code][0]


def street_short(code):
    return STREETS[code][0].removesuffix("街道")


def communities():
    """(code, name, street code) of every community."""
    return [
        (f"{street}-{number:02d}", name + "社区", street)
        for street, names in COMMUNITIES.items()
        for number, name in enumerate(names.split(), 1)
    ]


class Folder:
    """The example's folder; remembers how many rows went where."""

    def __init__(self, path):
        self.path = path
        self.rows = {}
        os.makedirs(os.path.join(path, "records"), exist_ok=True)

    def write(self, name, header, rows):
        """A csv file; `header` is a comma-separated line of columns."""
        with open(os.path.join(self.path, name), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)
        self.rows[name] = len(rows)

    def records(self, ledger, header, rows):
        """A ledger's records, in order of days; a key that the row leaves empty is numbered."""
        columns = header.split(",")
        ordered = sorted(
            rows, key=lambda row: (row[columns.index("on")], row[columns.index("unit")])
        )
        prefix = "".join(word[0] for word in ledger.split("_"))
        numbered = [
            [row[0] or f"ba-{prefix}{number}"] + list(row[1:]) for number, row in enumerate(ordered, 1)
        ]
        self.write(f"records/{ledger}.csv", header, numbered)
