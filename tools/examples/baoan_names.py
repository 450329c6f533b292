"""Invented enterprises of the district: one register that all ledgers draw from."""

from baoan_base import Draw

FIRST = "宏鑫瑞恒华创科智联信诚博拓锐凌星泰盛嘉安优立德普维森鼎汇海天云新远卓启精捷力光丰裕亿兆昌荣祥正旭曜"
SECOND = "达通腾晟芯讯能源成辉翔胜迪为图宇凯尔康朗思飞特格亚欣帆驰锋威耀铭纳元杰伟和润鸿"
THIRD = "微联科盛鸿泰时方嘉特宝邦易美佳艾"
FIELDS = {  # technical field -> (weight, kinds of business)
    "it": (46, "电子 光电 通信 半导体 智能 软件 显示技术 电路 物联网 传感 数码 信息"),
    "mfg": (29, "自动化 精密 机器人 激光 装备 模具 机电 精工 数控 五金科技"),
    "mat": (8, "新材料 胶粘 高分子 陶瓷 复合材料"),
    "svc": (7, "工业设计 检测技术 科技服务 数据"),
    "pow": (5, "新能源 电源 储能 照明"),
    "env": (3, "环保 净化 水处理"),
    "bio": (1.6, "医疗器械 生物 健康科技"),
    "air": (0.4, "航空科技 无人机"),
}
NAMED = {  # as the source names them -> street
    "鹏鼎": "440306-09",
    "信维通信": "440306-06",
    "比利美英伟": "440306-05",
    "南极光电子": "440306-08",
    "奇信公司": "440306-02",
}


class Firm:
    def __init__(self, name, unit, field):
        self.name = name
        self.unit = unit
        self.field = field


class Register:
    """Enterprises in a fixed order; the first are the larger ones."""

    def __init__(self, size):
        draw = Draw(4403061)
        brands = draw.shuffled([a + b for a in FIRST for b in SECOND])
        long_brands = draw.shuffled([a + b + c for a in FIRST for b in SECOND for c in THIRD])
        weights = {field: weight for field, (weight, _) in FIELDS.items()}
        self.firms = []
        for number in range(size):
            brand = brands[number] if number < len(brands) else long_brands[number]
            field = draw.weighted(weights)
            business = draw.pick(FIELDS[field][1].split())
            ending = "股份有限公司" if number < 160 else "有限公司"
            self.firms.append(Firm(f"深圳{brand}{business}{ending}", draw.street(), field))
        assert len({firm.name for firm in self.firms}) == size
        self.named = {
            name: Firm(name, unit, "it")
            for name, unit in NAMED.items()
        }

    def larger(self, n):
        return self.firms[:n]
