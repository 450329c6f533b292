"""What the surface of a figure says: value, unit and qualifier.

Written for the gold alone, from the conventions and not from the engine, so that the two can
disagree. It reads what a person has already marked as one figure; it finds nothing by itself.
"""
import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate('零一二三四五六七八九')} | {'〇': 0, '○': 0, '两': 2}
TENS = {'十': 10, '百': 100, '千': 1000}
MYRIADS = {'万': 10 ** 4, '亿': 10 ** 8}
FULL_WIDTH = str.maketrans('０１２３４５６７８９．％，', '0123456789.%,')
PLACEHOLDER = re.compile('(?:[0-9]*[xX×ｘＸ*＊]+[0-9.]*)+|某')
MONEY = ('元', '美元', '欧元', '港元', '人民币', '日元')
NUMBER = re.compile('[0-9][0-9,]*(?:\\.[0-9]+)?|[零〇○一二两三四五六七八九十百千万亿廿卅]+')
RANGE = '(?:[-—–~～至到]+|－)'
MORE = '余多几'


class Unreadable(Exception):
    pass


def plain(value):
    """A decimal without exponent; 2.3万 makes 23000, not 23000.0."""
    if value == value.to_integral_value():
        value = value.to_integral_value()
    return format(value, 'f')


def chinese(text):
    """一千零五, 三百二十, 廿三, 二〇一九, 百."""
    text = text.replace('廿', '二十').replace('卅', '三十')
    if not any(c in TENS or c in MYRIADS for c in text):
        return int(''.join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            section += (digit or 1) * TENS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * MYRIADS[c]
            section = digit = 0
    return total + section + digit


def one_number(text):
    """Reads a number at the beginning: (value, rest, says more). 3.5万, 12万3千, 十余, 1,270, -0.6."""
    sign = re.match('[-－−+＋]', text)
    if sign:
        value, rest, more = one_number(text[1:])
        return (-value if sign.group() in '-－−' else value), rest, more
    match = re.match('[0-9][0-9,]*(?:\\.[0-9]+)?', text)
    if not match:
        match = re.match('[零〇○一二两三四五六七八九十百千万亿廿卅]+', text)
        if not match:
            raise Unreadable(f'{text!r} begins with no number')
        words = match.group()
        while text[len(words):len(words) + 1] in tuple('瓦克米伏卡') and words[-1] == '千':
            words = words[:-1]
        more = False
        rest = text[len(words):]
        if words[-1] == '亿' and rest.startswith(MONEY) and len(words) > 1:
            words, rest = words[:-1], '亿' + rest
        value = Decimal(chinese(words))
        if rest[:1] in tuple(MORE):
            more, rest = True, rest[1:]
            scale = re.match('[百千万亿]+', rest)
            if scale:
                value *= chinese('一' + scale.group())
                rest = rest[scale.end():]
        return value, rest, more
    value, rest = Decimal(match.group().replace(',', '')), text[match.end():]
    more = False
    while True:
        if rest[:1] in tuple(MORE):
            more, rest = True, rest[1:]
        elif rest[:1] == '千' and rest[1:2] not in tuple('瓦克米伏卡'):
            value, rest = value * 1000, rest[1:]
        elif rest[:1] == '百' and not rest.startswith('百分点'):
            value, rest = value * 100, rest[1:]
        elif rest[:1] == '万':
            value, rest = value * 10 ** 4, rest[1:]
        elif rest[:1] == '亿':
            if rest[1:].startswith(MONEY):
                break
            value, rest = value * 10 ** 8, rest[1:]
        else:
            small = re.match('([0-9]+)([千百]?)', rest)
            if not small:
                break
            value += Decimal(small.group(1)) * {'千': 1000, '百': 100, '': 1}[small.group(2)]
            rest = rest[small.end():]
    return value, rest, more


def unit_of(rest):
    """The unit that is left: 个百分点 counts in 百分点, 个小时 in 小时."""
    rest = rest.replace('％', '%')
    match = re.fullmatch('个(百分点|基点|小时|工作日|学时|课时|标准箱|千瓦时|星期|年头)', rest)
    return match.group(1) if match else rest


def fraction(surface):
    """百分之三十五, 三成, 一半, 五分之一; None for what is none of these, 七八成 being a range."""
    match = re.fullmatch('(百|千|万)分之(.+)', surface)
    if match:
        number = match.group(2)
        value, rest, more = one_number(number.split('点')[0])
        if '点' in number:
            digits = number.split('点')[1]
            value = Decimal(f'{value}.{"".join(str(DIGITS[c]) for c in digits)}')
        return value, rest, {'百': '%', '千': '‰', '万': '‱'}[match.group(1)], more
    match = re.fullmatch('(.+?)分之(.+)', surface)
    if match:
        whole, part = one_number(match.group(1))[0], one_number(match.group(2))[0]
        # A third is told to two places.
        return (part * 100 / whole).quantize(Decimal('0.01')), '', '%', False
    match = re.fullmatch('(.+?)(多|余)?成([一二三四五六七八九半])?(多)?', surface)
    if match and not ranged(match.group(1)):
        value = one_number(match.group(1))[0] * 10
        tail = match.group(3)
        value += 5 if tail == '半' else DIGITS[tail] if tail else 0
        return value, '', '%', bool(match.group(2) or match.group(4))
    if surface in ('一半', '半数', '半'):
        return Decimal(50), '', '%', False
    return None


def date(surface):
    """The written date as ISO 8601 has it, what is not said left out; a range with two dots."""
    text = surface.translate(FULL_WIDTH)
    text = re.sub('[零〇○一二三四五六七八九十廿卅]+', lambda m: str(chinese(m.group())), text)
    ends = [part for part in re.split(RANGE, text) if part]
    parts = [re.fullmatch('(?:(\\d{2,4})[年.])?(?:(\\d{1,2})[月.])?(?:(\\d{1,2})[日号])?|(\\d+)', e)
             for e in ends]
    if not all(parts) or not 1 <= len(parts) <= 2:
        return None
    dotted = re.fullmatch('(\\d{4})\\.(\\d{1,2})(?:\\.(\\d{1,2}))?', text)
    if dotted:
        return '-'.join(p.zfill(2) for p in dotted.groups() if p), ''
    year, month, day, bare = parts[-1].groups()
    last = [year, month, day]
    if bare is not None:
        return None
    level = [i for i, p in enumerate(last) if p is not None]
    shown = ['-'.join(p.zfill(2) for p in last if p is not None)]
    if len(parts) == 2:
        first = list(parts[0].groups()[:3])
        if parts[0].group(4) is not None:
            first = [None, None, None]
            first[level[0]] = parts[0].group(4)
            if level[-1] != level[0]:
                return None
        common = first[:]
        for i in range(3):
            if last[i] is None and i < level[0] and first[i] is not None:
                last[i] = first[i]
        shown = ['-'.join(p.zfill(2) for p in common if p is not None),
                 '-'.join(p.zfill(2) for p in last if p is not None)]
    unit = {0: '年', 1: '月', 2: ''}[level[-1]]
    if level == [2] and (len(parts) == 1 or first[1] is None):
        unit = '日'
    return '..'.join(shown), unit


def span_of_time(surface):
    """一年半, 两个半小时, 半年, 半个月."""
    match = re.fullmatch('(.+?)(个)?半(小时|月|年)|(.+?)(年|个月|小时|天|岁)半|半(个)?(年|月|小时|天)',
                         surface)
    if not match:
        return None
    many, measure, unit, other, other_unit, half_measure, half_unit = match.groups()
    if half_unit:
        return Decimal('0.5'), ('个月' if half_unit == '月' else half_unit)
    whole = one_number(many or other)[0]
    unit = unit or other_unit
    return whole + Decimal('0.5'), ('个月' if unit == '月' and measure else unit)


def understood(surface, measure):
    """(value or None, unit, qualifier by the surface alone)."""
    if surface.startswith('∅'):
        return None, unit_of(surface[1:]), 'missing'
    if measure == 'date':
        if PLACEHOLDER.match(surface) and not surface[0:4].isdigit():
            return None, PLACEHOLDER.sub('', surface, 1), 'placeholder'
        found = date(surface)
        if found:
            return *found, 'exact'
    placeholder = PLACEHOLDER.match(surface)
    if placeholder:
        rest = surface[placeholder.end():]
        return None, unit_of(re.sub('[余多]', '', rest)), 'placeholder'
    text = surface.translate(FULL_WIDTH)
    match = re.fullmatch('每(个)?(年|月|周|天|日|季度|季|学期|星期|旬)(不少于|至少)?(.+)', text)
    if match:
        value, unit, qualifier = understood(match.group(4), 'count')
        return value, f'{unit}/{match.group(2)}', 'at_least' if match.group(3) else qualifier
    known = span_of_time(text)
    if known:
        return plain(known[0]), known[1], 'exact'
    known = fraction(text)
    if known:
        value, rest, unit, more = known
        if rest:
            raise Unreadable(f'{rest!r} is left of {surface!r}')
        return plain(value), unit, 'at_least' if more else 'exact'
    match = re.fullmatch('半(.+)', text)
    if match:
        return '0.5', unit_of(match.group(1)), 'exact'
    match = re.fullmatch('首(.*)', text)
    if match:
        return '1', match.group(1), 'exact'
    match = re.fullmatch('[数几]([十百千万亿]+)(.*)', text)
    if match:
        return plain(Decimal(chinese('一' + match.group(1)))), unit_of(match.group(2)), 'at_least'
    return counted(text)


def counted(text):
    known = ranged(text)
    if known:
        return tenths(*known)
    value, rest, more = one_number(text)
    inner = re.fullmatch('(个)[余多](.+)', rest)
    if inner:
        rest, more = inner.group(1) + inner.group(2), True
    elif rest[:-1] and rest[-1] in '余多' and not more:
        rest, more = rest[:-1], True
    return plain(value), unit_of(rest), 'at_least' if more else 'exact'


def tenths(value, unit, qualifier):
    """七八成 are 70 to 80 %."""
    if unit != '成':
        return value, unit, qualifier
    return '..'.join(plain(Decimal(end) * 10) for end in value.split('..')), '%', qualifier


def ranged(text):
    """3—5个, 5%～8%, 2至3万元, 七八家, 两三个, 三五十人."""
    match = re.fullmatch('([一二两三四五六七八九])([一二三四五六七八九])([十百千万]*)(?!之)(.*)', text)
    if match and DIGITS[match.group(1)] < DIGITS[match.group(2)]:
        scale = chinese('一' + match.group(3)) if match.group(3) else 1
        ends = [DIGITS[match.group(i)] * scale for i in (1, 2)]
        return f'{ends[0]}..{ends[1]}', unit_of(match.group(4)), 'exact'
    match = re.fullmatch('十([一二三四五六七八九])([一二三四五六七八九])(.*)', text)
    if match:
        return (f'{10 + DIGITS[match.group(1)]}..{10 + DIGITS[match.group(2)]}',
                unit_of(match.group(3)), 'exact')
    match = re.fullmatch(f'(.+?){RANGE}([0-9零一二两三四五六七八九十百千万].*)', text)
    if not match:
        return None
    low, low_rest, _ = one_number(match.group(1))
    high, rest, more = one_number(match.group(2))
    unit = unit_of(rest)
    if not low_rest and not re.search('[万亿]', match.group(1)):
        scale = re.match('[0-9.,]+([万])', match.group(2))
        if scale:
            low *= MYRIADS[scale.group(1)]
    elif low_rest and unit_of(low_rest) != unit and low_rest != unit:
        raise Unreadable(f'{text!r} has the units {low_rest!r} and {unit!r}')
    return f'{plain(low)}..{plain(high)}', unit, 'at_least' if more else 'exact'
