#!/usr/bin/env python3
"""Property test of reading: a random figure, rendered in a random wording, is read as it was.

    render.py --youju BINARY [--seed N] [--count N]

Prints what was read otherwise; exit 1 if more than one in a thousand is, 77 if the program has no
command `read` yet.
"""
import argparse
import random
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gold  # noqa: E402
import score  # noqa: E402

DIGITS = '零一二三四五六七八九'
UNITS = ['家', '个', '人次', '场次', '万元', '亿元', '平方米', '公里', '本', '人(次)', '吨', '亩', '户',
         '件', '册', '台（套）', '%']
FRAMES = [('全年', '举办', '培训班', '。'), ('累计', '发放', '宣传资料', '，受到好评。'),
          ('上半年，我局', '完成', '改造任务', '；'), ('其中', '', '新增部分', '，'),
          ('截至目前，全县共', '建成', '示范点', '。'), ('活动期间', '接待', '群众', '、')]


def chinese(number):
    """An integer below a hundred million in Chinese numerals, as they are read."""
    if number >= 10000:
        high, low = divmod(number, 10000)
        rest = '' if low == 0 else ('零' if low < 1000 else '') + chinese(low)
        return chinese(high) + '万' + rest
    text, zero = '', False
    for power, name in ((1000, '千'), (100, '百'), (10, '十'), (1, '')):
        digit, number = divmod(number, power)
        if digit:
            text += ('零' if zero and text else '') + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text[1:] if text.startswith('一十') else text


def surface(dice, unit):
    """(what is written, value as a decimal, qualifier)."""
    percent, money = unit == '%', unit.endswith('元')
    style = dice.choice(['plain', 'separator', 'decimal', 'wan', 'chinese', 'more', 'full',
                         'range'])
    number = dice.randrange(2, 100) if percent else dice.randrange(2, 10 ** dice.randrange(1, 6))
    if style == 'separator' and number >= 1000:
        return f'{number:,}', Decimal(number), 'exact'
    if style == 'decimal' or percent:
        value = Decimal(dice.randrange(11, 9999)) / 100
        return f'{value}', value, 'exact'
    if style == 'wan' and not money:
        value = Decimal(dice.randrange(11, 999)) / 10
        return f'{value}万', value * 10000, 'exact'
    if style == 'chinese' and not money and number > 10:
        return chinese(number), Decimal(number), 'exact'
    if style == 'more' and number >= 10 and not money:
        round_number = int(f'{number:.0e}'.split('e')[0]) * 10 ** (len(str(number)) - 1)
        return f'{round_number}{dice.choice("余多")}', Decimal(round_number), 'at_least'
    if style == 'full':
        wide = ''.join(chr(ord(c) + 0xFEE0) for c in str(number))
        return wide, Decimal(number), 'exact'
    if style == 'range' and not money:
        return f'{number}{dice.choice("-—～至")}{number + 5}', (Decimal(number),
                                                               Decimal(number + 5)), 'exact'
    return str(number), Decimal(number), 'exact'


def rendered(dice, number):
    """A passage of one sentence with one figure."""
    unit = dice.choice(UNITS)
    text, value, qualifier = surface(dice, unit)
    plain = qualifier == 'exact' and not isinstance(value, tuple)
    outside = dice.choice(['', '', '', '约', '近', '超过', '不少于']) if plain else ''
    qualifier = {'': qualifier, '约': 'about', '近': 'about'}.get(outside, 'at_least')
    before, verb, noun, after = dice.choice(FRAMES)
    base = unit
    scale = 1
    if unit == '万元':
        base, scale = '元', 10000
    shown = '..'.join(format(v * scale, 'f') for v in (value if isinstance(value, tuple) else
                                                      (value,)))
    lead = f'{before}{verb}{noun}{outside}'
    figure = gold.Figure('', len(lead), len(lead) + len(text + unit), text + unit, shown, base,
                         qualifier, 'count', verb, '', '', False, '')
    return gold.Passage(f'rendered_{number}', {}, lead + text + unit + after, [figure], [], [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=3000)
    given = parser.parse_args()
    passages = [rendered(random.Random(f'{given.seed}/{i}'), i) for i in range(given.count)]
    text = '\n'.join(p.text for p in passages)
    found = score.read(given.youju, {'rendered': text})['rendered'][0]
    wrong = start = 0
    for passage in passages:
        figure, end = passage.figures[0], start + len(passage.text)
        here = [f for f in found if start <= f['start'] < end]
        if not any((f['start'] - start, f['end'] - start) == (figure.start, figure.end) and
                   score.right(figure, f) for f in here):
            wrong += 1
            told = [(f['text'], f['value'], f['unit'], f['qualifier']) for f in here]
            print(f'{passage.text}: {figure.value} {figure.unit} {figure.qualifier}, read {told}')
        start = end + 1
    print(f'{given.count} figures rendered (seed {given.seed}), {wrong} read otherwise')
    return 1 if wrong * 1000 > given.count else 0


if __name__ == '__main__':
    sys.exit(main())
