#!/usr/bin/env python3
"""The gold of the reading corpus: text, figures, exclusions and relations of a marked passage.

    gold.py PASSAGE...              prints the figures as TSV
    gold.py --check PASSAGE...      says what is wrong with them; exit 1 if anything
    gold.py --out DIR PASSAGE...    writes NAME.txt, NAME.tsv, NAME.excluded.tsv, NAME.relations.tsv

The mark-up and its conventions are told in test/corpus/README.md. Offsets are made here and nowhere
by hand. Only Python's standard library is used.
"""
import argparse
import re
import sys
from collections import Counter, namedtuple
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from numerals import Unreadable, understood  # noqa: E402

COLUMNS = ['id', 'start', 'end', 'text', 'value', 'unit', 'qualifier', 'measure', 'action',
           'subject', 'period', 'plan']
MEASURES = {'c': 'count', 't': 'total', 'a': 'amount', 's': 'share', 'g': 'growth', 'r': 'rank',
            'd': 'duration', 'l': 'length', 'A': 'area', 'D': 'date', 'f': 'frequency',
            'o': 'ordinal'}
REASONS = {'h': 'heading number', 'e': 'enumeration mark', 'n': 'name of a document, meeting, '
           'programme or event', 'p': 'set phrase', 'w': 'part of a word', 't': 'technical term',
           'a': 'address, telephone or other code', 'v': 'vague quantity', 'i': 'institution, '
           'place or person', 'u': 'unit of a lost number'}
RELATIONS = {'sum', 'list_length', 'share', 'growth', 'new_total', 'repeat', 'near_copy'}
VERDICTS = {'holds', 'fails', 'suspicious', 'lost', 'undecidable'}
HOLE = '∅'
SUBJECT_MAX = 12

# What an attentive reader would call a numeral: every run is to be a figure or excluded.
NUMERAL_RUN = re.compile('[0-9０-９〇○零一二两三四五六七八九十百千万亿廿卅半]+'
                         '|[xX×ｘＸ]{2,}|[*＊]{2,}|某+')
NOT = '(?<!不)(?<!不[得应能可宜])(?<!没有)(?<!未)'
AT_LEAST_BEFORE = re.compile(f'({NOT}(超过|超出|超|突破|高于|大于)|逾|至少|'
                             '不[得应能可宜]?(少于|低于|小于|下于?))$')
ABOUT_BEFORE = re.compile('((?<![预签契节集制合])约为?|(?<![附最临邻靠])近|不足|不到|不及|不满|控制在|'
                          '(不[得应能可宜]?|没有|未)(超过|超出|突破|高于|大于|多于)|'
                          f'{NOT}(低于|少于|小于))$')
AT_LEAST_AFTER = re.compile('^(及?以上|之多|有余|出头|开外)')
ABOUT_AFTER = re.compile('^(左右|上下|及?以下|以内|之内)')
# 破 and 过 before round numbers only: 产值破百亿元, 销量过3亿元, 覆盖面过九成, but 命案破3起.
PAST = re.compile('((?<!突)破|(?<![不超经通])过)$')
# Before a share the word may stand apart, with what it is a part of: 约占4%, 不足总数的一成.
OF_WHOLE = '([^，。；、：0-9]{1,8}的)'
SHARE_AT_LEAST = re.compile(f'不[得应能可宜]?(少于|低于){OF_WHOLE}$')
SHARE_ABOUT = re.compile(f'(约占{OF_WHOLE}?|(不足|不到|不及|不[得应能可宜]?超过){OF_WHOLE})$')

# What is no figure by its place alone needs no mark: headings at the beginning of a line, 一是.
BY_FORM = [
    (re.compile('^[（(]?([一二三四五六七八九十]+|[0-9]{1,2}|[０-９]{1,2})'
                '(?:、|[.．](?![0-9])|[）)])', re.MULTILINE), 'h'),
    (re.compile('^第([一二三四五六七八九十]+)(?:部分|章|篇)', re.MULTILINE), 'h'),
    (re.compile('(?:^|[。；;：:，,、—\\s])([一二三四五六七八九十])是', re.MULTILINE), 'e')]

Figure = namedtuple('Figure', COLUMNS + ['label'])
Excluded = namedtuple('Excluded', 'start end text reason')
Relation = namedtuple('Relation', 'kind verdict figures')
Passage = namedtuple('Passage', 'name header text figures excluded relations')

HERE = Path(__file__).resolve().parent
WORDS = sorted({word for line in (HERE / 'words.txt').read_text(encoding='utf-8').split('\n')
                if not line.startswith('#') for word in line.split()}, key=len, reverse=True)
WORD = re.compile('|'.join(map(re.escape, WORDS)))


class Wrong(Exception):
    """A mistake in the mark-up, told with file and line."""


def qualified(figure, before, after):
    """The qualifier, with the words before and after the span that bear on it."""
    if figure.qualifier != 'exact':
        return figure.qualifier
    share = figure.measure == 'share'
    if AT_LEAST_AFTER.match(after) or AT_LEAST_BEFORE.search(before) or \
            share and SHARE_AT_LEAST.search(before) or \
            re.search('(?<!以)上$', before) and figure.text[:1] in '十百千万亿' or \
            (share or figure.measure == 'amount') and PAST.search(before) and \
            re.search('[百千万亿成半％%]', figure.text):
        return 'at_least'
    if ABOUT_AFTER.match(after) or ABOUT_BEFORE.search(before) or \
            share and SHARE_ABOUT.search(before):
        return 'about'
    return 'exact'


def excluded_by_form(line, at, body):
    """The reason of a mark {…} that gives none: its place shows what it is."""
    before, after = line[:at].strip(), line[at + len(body):]
    if re.match('[、.．]|[）)]', after) and before in ('', '（', '(', '第'):
        return REASONS['h']
    if re.match('是|要|则', after) or re.match('[）)]', after) or before in ('①',):
        return REASONS['e']
    raise Wrong(f'{{{body}}} needs a reason')


class Reader:
    """Reads one marked passage; positions are code points of the plain text."""

    def __init__(self, path):
        self.path, self.header = path, {}
        self.plain, self.at = [], 0
        self.figures, self.excluded = [], []
        self.plan, self.period = False, ''
        self.last_subject = ''

    def passage(self):
        body, _, tail = self.path.read_text(encoding='utf-8').partition('\n---\n')
        number = 0
        for number, line in enumerate(body.rstrip('\n').split('\n'), 1):
            try:
                self.line(line)
            except (Wrong, Unreadable) as wrong:
                raise Wrong(f'{self.path}:{number}: {wrong}') from None
        text = ''.join(self.plain)
        figures = [self.finished(figure, text) for figure in self.figures]
        relations = [self.relation(row, number + 1 + i) for i, row in
                     enumerate(tail.split('\n'), 1) if row.strip()]
        known = {(each.start, each.end) for each in self.excluded}
        taken = [(f.start, f.end) for f in figures] + sorted(known)
        for match in WORD.finditer(text):
            for run in NUMERAL_RUN.finditer(text, match.start(), match.end()):
                if not any(a < run.end() and run.start() < b for a, b in taken):
                    self.excluded.append(Excluded(run.start(), run.end(), run.group(),
                                                  f'part of a word: {match.group()}'))
            taken = [(f.start, f.end) for f in figures] + [(e.start, e.end) for e in self.excluded]
        for form, reason in BY_FORM:
            for match in form.finditer(text):
                start, end = match.span(1)
                if not any(a < end and start < b for a, b in taken):
                    self.excluded.append(Excluded(start, end, match.group(1), REASONS[reason]))
        self.excluded.sort()
        return Passage(self.path.stem, self.header, text, figures, self.excluded, relations)

    def line(self, line):
        if line.startswith('#'):
            self.header = dict(re.findall(r'(\w+)=(\S+)', line))
            self.period = self.header.get('period', '')
            return
        if line.startswith('%'):
            word, _, period = line[1:].partition(' ')
            if word not in ('plan', 'actual'):
                raise Wrong(f'%{word} is neither %plan nor %actual')
            self.plan, self.period = word == 'plan', period or self.period
            return
        start = 0
        begun = len(self.plain)
        for match in re.finditer(r'\[([^\[\]]*)\]|\{([^{}]*)\}', line):
            self.put(line[start:match.start()])
            if match.group(1) is not None:
                self.figure(match.group(1))
            else:
                body, bar, code = match.group(2).partition('|')
                before = ''.join(self.plain[begun:])
                reason = REASONS[code] if bar else excluded_by_form(
                    before + body + line[match.end():], len(before), body)
                self.excluded.append(Excluded(self.at, self.at + len(body), body, reason))
                self.put(body)
            start = match.end()
        self.put(line[start:] + '\n')

    def put(self, text):
        self.plain.append(text)
        self.at += len(text)

    def figure(self, mark):
        surface, kind, subject, options = (mark.split('|') + ['', '', ''])[:4]
        measure = MEASURES.get(kind[:1] or 'D')
        if measure is None or mark.count('|') > 3:
            raise Wrong(f'[{mark}]: no measure begins with {kind[:1]!r}')
        given, label, plan, period = {}, '', self.plan, self.period
        for option in options.split():
            if option.startswith('@'):
                label = option[1:]
            elif option in ('plan', 'actual'):
                plan = option == 'plan'
            elif option[1:2] == '=' and option[0] in 'vuqp':
                given[option[0]] = option[2:]
            else:
                raise Wrong(f'[{mark}]: {option!r} is no option')
        period = given.get('p', period)
        subject = self.last_subject if subject == '~' else subject
        self.last_subject = subject or self.last_subject
        if len(subject) > SUBJECT_MAX:
            raise Wrong(f'[{mark}]: the subject has {len(subject)} characters')
        value, unit, qualifier = understood(surface, measure) if 'v' not in given else (
            given['v'], '', 'exact')
        unit, qualifier = given.get('u', unit), given.get('q', qualifier)
        shown = '' if surface.startswith(HOLE) else surface
        self.figures.append(Figure('', self.at, self.at + len(shown), shown, value, unit, qualifier,
                                   measure, kind[1:], subject, period, plan,
                                   (label, 'q' in given)))
        self.put(surface.removeprefix(HOLE))

    def finished(self, figure, text):
        label, fixed = figure.label
        qualifier = figure.qualifier if fixed else qualified(
            figure, text[max(0, figure.start - 14):figure.start],
            text[figure.end:figure.end + 3])
        if figure.measure in ('date', 'ordinal', 'rank') and not fixed and \
                figure.qualifier == 'exact':
            qualifier = 'exact'
        number = self.figures.index(figure) + 1
        return figure._replace(id=f'{self.path.stem}.{number}', qualifier=qualifier, label=label)

    def relation(self, row, number):
        kind, verdict, *labels = row.replace('=', ' ').replace('+', ' ').split()
        if kind not in RELATIONS or verdict not in VERDICTS:
            raise Wrong(f'{self.path}:{number}: {kind} {verdict} is no relation')
        by_label = {f.label[0]: i for i, f in enumerate(self.figures) if f.label[0]}
        missing = [each for each in labels if each not in by_label]
        if missing or not labels:
            raise Wrong(f'{self.path}:{number}: no figure is labelled {missing}')
        return Relation(kind, verdict, [by_label[each] for each in labels])


def passage(path):
    return Reader(Path(path)).passage()


def decimal(value):
    return re.fullmatch(r'-?\d+(\.\d+)?', value) is not None


def value_is_right(figure):
    if figure.value is None:
        return figure.qualifier in ('missing', 'placeholder')
    if figure.measure == 'date':
        one = r'(\d{4}|\d{2}|\d{1,2}|\d{4}-\d{2}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2})'
        return re.fullmatch(rf'{one}(\.\.{one})?', figure.value) is not None
    return all(map(decimal, figure.value.split('..'))) and figure.value.count('..') < 2


def shown_units(figure):
    """The unit as the surface may show it: 期/月 stands as 每月两期, 百分之五 bears no %."""
    text = re.sub('[余多]', '', figure.text.replace('％', '%'))
    if figure.unit in '%‰‱':
        return any(mark in text for mark in ('%', '‰', '成', '半', '百分之', '分之'))
    return all(part in text for part in re.split('/', figure.unit))


def shared_unit(figure, text):
    """Whether it is the unit that the last number of a list has: 120、85和43件."""
    rest = re.match('(?:[、和及与][0-9.xX×*]*)+(.{1,5})', text[figure.end:])
    return rest is not None and figure.unit in rest.group(1)


def complaints(found):
    """What is wrong with a passage."""
    text, last = found.text, 0
    for figure in found.figures:
        where = f'{found.name}: {figure.text or figure.unit!r} at {figure.start}'
        if text[figure.start:figure.end] != figure.text:
            yield f'{where}: the span holds {text[figure.start:figure.end]!r}'
        if figure.start < last:
            yield f'{where}: overlaps the figure before'
        last = figure.end
        if not value_is_right(figure):
            yield f'{where}: {figure.value!r} is no value of {figure.measure}'
        if figure.text and figure.unit and not shown_units(figure) and \
                not shared_unit(figure, text):
            yield f'{where}: the unit {figure.unit!r} is not in the text'
        if not figure.text and \
                figure.unit[:1] not in text[figure.end:figure.end + 2].replace('％', '%'):
            yield f'{where}: the unit {figure.unit!r} does not follow the hole'
        if (figure.value is None) != (figure.qualifier in ('missing', 'placeholder')):
            yield f'{where}: {figure.qualifier} with value {figure.value!r}'
        if figure.subject and figure.measure != 'date' and not subject_stands(figure, text):
            yield f'{where}: the subject {figure.subject!r} is not in the text'
    taken = sorted([(f.start, f.end, f.text) for f in found.figures if f.text] +
                   [(e.start, e.end, e.text) for e in found.excluded])
    for (_, end, one), (start, _, other) in zip(taken, taken[1:]):
        if start < end:
            yield f'{found.name}: {one!r} and {other!r} overlap'
    holes = {f.start: f.unit for f in found.figures if not f.text}
    for run in NUMERAL_RUN.finditer(text):
        if any(at <= run.start() and run.end() <= at + len(unit) + 1 for at, unit in holes.items()):
            continue
        if not any(start <= run.start() and run.end() <= end for start, end, _ in taken):
            around = text[max(0, run.start() - 8):run.end() + 8].replace('\n', '⏎')
            yield f'{found.name}: {run.group()!r} in «{around}» is neither figure nor excluded'


def subject_stands(figure, text):
    """A subject is made of characters of the text: a part and its whole, or pieces of two."""
    def stands(part):
        return part in text or \
            any(part[:i] in text and part[i:] in text for i in range(1, len(part))) or \
            all(part[i:i + 2] in text for i in range(0, len(part) - 1, 2))
    return all(map(stands, filter(None, re.split('[^\\w％%+-]', figure.subject))))


def tsv(rows):
    return ''.join('\t'.join(rows_cell(cell) for cell in row) + '\n' for row in rows)


def rows_cell(cell):
    if isinstance(cell, bool):
        return 'plan' if cell else 'actual'
    return '' if cell is None else str(cell)


def write(found, folder):
    folder.mkdir(parents=True, exist_ok=True)
    name = folder / found.name
    name.with_suffix('.txt').write_text(found.text, encoding='utf-8')
    figures = [COLUMNS] + [list(f[:-1]) for f in found.figures]
    name.with_suffix('.tsv').write_text(tsv(figures), encoding='utf-8')
    name.with_suffix('.excluded.tsv').write_text(
        tsv([['start', 'end', 'text', 'reason']] + [list(e) for e in found.excluded]),
        encoding='utf-8')
    name.with_suffix('.relations.tsv').write_text(
        tsv([['relation', 'verdict', 'figures']] +
            [[r.kind, r.verdict, ' '.join(map(str, r.figures))] for r in found.relations]),
        encoding='utf-8')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--out', type=Path)
    parser.add_argument('passages', type=Path, nargs='+')
    given = parser.parse_args()
    paths = sorted(p for each in given.passages for p in
                   (each.glob('*.passage') if each.is_dir() else [each]))
    wrong, count = [], Counter()
    for path in paths:
        try:
            found = passage(path)
        except Wrong as mistake:
            wrong.append(str(mistake))
            continue
        wrong += complaints(found)
        count.update(passages=1, figures=len(found.figures), excluded=len(found.excluded),
                     relations=len(found.relations))
        if given.out:
            write(found, given.out)
        elif not given.check:
            print(tsv([list(f[:-1]) for f in found.figures]), end='')
    if given.check:
        print('\n'.join(wrong + [', '.join(f'{n} {what}' for what, n in count.items())]))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
