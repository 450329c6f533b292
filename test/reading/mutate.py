"""Seeded damage to passages: each yields a new text together with what is now expected of it.

removed       digits fall out before %, 万, 亿, 元 and of decimals, as a cleaner of texts took them
placeholders  digits become XX, xx or ××; 2019年 becomes 20XX年
relations     a copy for each sum, share, growth and list, altered so that it no longer holds; a
              whole whose parts may be some of many is lowered: raised it would still be true
english       the marks of English for those of Chinese: , ( ) : ;
blanks        a blank between a number and a Chinese character: 培训 30 期
wrapped       lines broken at 76 columns

The random numbers come from the seed and the passage's name alone.
"""
import random
import re
import unicodedata
from decimal import Decimal

from numerals import unit_of

SHARE_DAMAGED = 0.3
BREAKABLE = ('sum', 'share', 'growth', 'list_length')
DIGITS = re.compile(r'[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?')


def replaced(passage, edits):
    """The passage with figures changed: index → (what stands there now, fields that change). A
    missing figure has an empty span before what stands there. All offsets move along."""
    pieces, at, length, figures, shift = [], 0, 0, [], []
    for index, figure in enumerate(passage.figures):
        text, fields = edits.get(index, (figure.text, {}))
        pieces += [passage.text[at:figure.start], text]
        length += figure.start - at + len(text)
        at = figure.end
        shown = '' if fields.get('qualifier', figure.qualifier) == 'missing' else text
        start = length - len(text)
        figures.append(figure._replace(start=start, end=start + len(shown), text=shown, **fields))
        shift.append((at, length - at))
    pieces.append(passage.text[at:])

    def new(position):
        return position + next((by for end, by in reversed(shift) if end <= position), 0)
    excluded = [e._replace(start=new(e.start), end=new(e.end)) for e in passage.excluded]
    return passage._replace(text=''.join(pieces), figures=figures, excluded=excluded)


def chosen(passage, fitting, seed):
    dice = random.Random(f'{seed}/{passage.name}')
    return {i: edit for i, figure in enumerate(passage.figures) if (edit := fitting(figure, dice))
            and dice.random() < SHARE_DAMAGED}


def removed(figure, _):
    """(“亿元”, …) for 12.5亿元: what is left when the digits are gone, and the figure it makes."""
    match = DIGITS.match(figure.text)
    if not match or figure.value is None or '..' in figure.value or \
            figure.measure in ('date', 'ordinal', 'rank', 'frequency'):
        return None
    rest = figure.text[match.end():]
    telling = re.match('[%％‰万亿元]|个?百分点', rest)
    # 价值万余元 is a sum of money as it stands, so nothing falls out before 万余.
    if not telling and '.' not in match.group() or re.search('[余多]', rest) or \
            not rest or DIGITS.search(rest):
        return None
    return rest, {'value': None, 'unit': unit_of(rest), 'qualifier': 'missing'}


def removing(passage, seed):
    edits = chosen(passage, removed, seed)
    yield replaced(passage, edits)._replace(relations=without(passage.relations, edits))


def without(relations, edits):
    """A relation one of whose numbers is gone says nothing any more."""
    return [r for r in relations if not set(r.figures) & set(edits)]


def placeheld(figure, dice):
    mark = dice.choice(['XX', 'xx', '××'])
    match = DIGITS.match(figure.text)
    if not match or figure.value is None or '..' in figure.value or \
            figure.measure in ('ordinal', 'rank', 'frequency'):
        return None
    rest = figure.text[match.end():]
    if figure.measure == 'date':
        year = re.fullmatch('((?:19|20))[0-9]{2}年', figure.text)
        return (f'{year.group(1)}{mark}年', {'value': None, 'qualifier': 'placeholder'}) \
            if year else None
    if DIGITS.search(rest) or re.match('[百千万亿][余多]|.*[半成]', rest) or not rest:
        return None
    unit = unit_of(re.sub('[余多]', '', rest))
    return mark + rest, {'value': None, 'unit': unit, 'qualifier': 'placeholder'}


def placeholding(passage, seed):
    edits = chosen(passage, placeheld, seed)
    yield replaced(passage, edits)._replace(relations=without(passage.relations, edits))


# --- Relations ------------------------------------------------------------------------------------

def number(digits):
    """The number that digits of either width say."""
    return Decimal(unicodedata.normalize('NFKC', digits).replace(',', ''))


def other_number(digits, dice, lower=False):
    """A number of the same form that differs by a fifth to a half: another leading digit."""
    value = number(digits)
    step = Decimal(dice.choice([20, 25, 30, 40, 50])) / 100
    raised = dice.random() < 0.5 and not lower
    changed = value * (1 + step if raised else 1 - step)
    places = -value.as_tuple().exponent
    changed = changed.quantize(Decimal(1).scaleb(-places))
    if changed == value:
        changed += 2
    return format(changed, ',f' if ',' in digits else 'f')


def items_before(text, at):
    """How many items the list names that ends before a figure; 等 leaves it open, also where what is
    counted stands behind it: 夏令营、手工课等活动41次."""
    clause = re.split('[，。；：,;:\n]', text[:at])[-1]
    last = clause.split('、')[-1]
    joined = '、' in clause and re.search('.[和及与].', last) is not None
    return clause.count('、') + 1 + joined, '等' in last


def other_length(passage, figure, dice):
    """A stated length that the named items refute."""
    named, is_open = items_before(passage.text, figure.start)
    if is_open:
        return 2 if named >= 3 else None
    return named + dice.choice([1, 2, 3])


def names_some(passage, relation):
    """Whether the parts of a sum may be some of many as the text tells them: 讲座36场，其中进社区12场、
    进校园8场 is true of 52 lectures as well, so a whole that is raised breaks nothing. Parts before
    their 合计, in a bracket, behind a colon or 分别, or with an 其他 are all there are."""
    whole, *parts = (passage.figures[i] for i in relation.figures)
    first, last = min(p.start for p in parts), max(parts, key=lambda p: p.start)
    opening = passage.text[whole.end:first]
    closing = re.split('[，。；、\n]', passage.text[:last.start])[-1]
    return not (first < whole.start or re.match('[^，。；\n]{0,8}[（(：:]', opening) or
                '分别' in opening or '：' in opening or
                re.search('其他|其它|其余|剩余|剩下|余下', closing))


def broken(passage, relation, dice):
    """A copy in which one relation no longer holds, or None when it cannot be broken cleanly."""
    index = relation.figures[0]
    figure = passage.figures[index]
    match = DIGITS.match(figure.text)
    shared = sum(index in r.figures for r in passage.relations) > 1
    if not match or shared or '..' in figure.value:
        return None
    if relation.kind == 'list_length':
        length = other_length(passage, figure, dice)
        digits = None if length is None else str(length)
    else:
        lower = relation.kind == 'sum' and names_some(passage, relation)
        digits = other_number(match.group(), dice, lower)
    if digits is None:
        return None
    scale = Decimal(figure.value) / number(match.group())
    value = format(number(digits) * scale, 'f')
    edit = {index: (digits + figure.text[match.end():], {'value': value})}
    relations = [r._replace(verdict='fails') if r is relation else r for r in passage.relations]
    return replaced(passage, edit)._replace(relations=relations)


def altering(passage, seed):
    """One copy for each relation that can be broken."""
    dice = random.Random(f'{seed}/{passage.name}')
    for number, relation in enumerate(passage.relations):
        if relation.verdict == 'holds' and relation.kind in BREAKABLE:
            copy = broken(passage, relation, dice)
            if copy is not None:
                yield copy._replace(name=f'{passage.name}-{number}')


# --- Other ways to write the same -----------------------------------------------------------------

ENGLISH = str.maketrans('，；：（）！？', ',;:()!?')
COLUMNS, NEVER_FIRST = 76, '，。；、）”》：%'


def in_english(passage, _):
    yield passage._replace(text=passage.text.translate(ENGLISH))


def written(passage, inserted):
    """A copy in which `inserted` tells what comes in front of each place of the text, if anything
    does. Spans begin behind it, and end in front of it."""
    pieces, begins, ends, length = [], [], [], 0
    for at, character in enumerate(passage.text):
        more = inserted(at)
        ends.append(length)
        begins.append(length + len(more))
        length += len(more) + 1
        pieces += [more, character]
    begins.append(length)
    ends.append(length)

    def moved(each):
        start = begins[each.start]
        return each._replace(start=start, end=max(start, ends[each.end]))
    return passage._replace(text=''.join(pieces), figures=[moved(f) for f in passage.figures],
                            excluded=[moved(e) for e in passage.excluded])


def is_han(character):
    return '\u4e00' <= character <= '\u9fff'


def with_blanks(passage, _):
    text = passage.text

    def blank(at):
        before, here = text[at - 1:at], text[at]
        leads = is_han(before or ' ') and here.isascii() and here.isdigit()
        follows = is_han(here) and before.isascii() and (before.isdigit() or before == '%')
        return ' ' if before and (leads or follows) else ''
    yield written(passage, blank)


def wrapped(passage, _):
    column = 0

    def feed(at):
        nonlocal column
        character, before = passage.text[at], passage.text[at - 1:at]
        column = 0 if before == '\n' else column
        width = 1 if ord(character) < 0x100 else 2
        breaks = column + width > COLUMNS and character not in NEVER_FIRST + '\n'
        column = width if breaks else column + width
        return '\n' if breaks else ''
    yield written(passage, feed)


DAMAGES = {'removed': removing, 'placeholders': placeholding, 'relations': altering,
           'english': in_english, 'blanks': with_blanks, 'wrapped': wrapped}


def damaged(passages, damage, seed):
    """All damaged copies: one of a passage, or one of each of its relations."""
    return [copy for passage in passages for copy in DAMAGES[damage](passage, seed)]
