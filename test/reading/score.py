#!/usr/bin/env python3
"""Scores `youju read` on the corpus: what it finds in the passages, held against their gold.

    score.py --youju BINARY --set tuning            the passages as they are
             --damage removed|placeholders          the same, mechanically damaged (mutate.py)
             --damage relations                     sums, shares, growths and list lengths altered
             --damage english|blanks|wrapped        the same written otherwise
             --seed N  --failures  --need NAME=VALUE…  --aim NAME=VALUE…
             --only FILE             those whose names stand in it, one a line

Prints one table; exit 1 if a `--need` is not met (an `--aim` that is not is only told), 77 if the
program has no command `read` yet. What agrees with what is told at `same_value` and below.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gold  # noqa: E402
import mutate  # noqa: E402
import surface  # noqa: E402

CORPUS = gold.HERE.parent / 'corpus'
NOT_THERE = 77
CHECKED_RELATIONS = ('sum', 'share', 'growth', 'list_length')


def printed(youju, files, text=None):
    """What `youju read` prints for files, or for a text on its standard input; None where it does
    not understand the command."""
    done = subprocess.run([youju, 'read', '--all', '--relations', *files], capture_output=True,
                          text=True, input=text, check=False)
    if done.returncode == 2:
        return None
    if done.returncode > 1:
        sys.exit(f'youju read: status {done.returncode}\n{done.stderr}')
    return done.stdout


def read(youju, texts):
    """Name → (figures, relations) as the program prints them: for all texts in one call if it takes
    several files, else text by text."""
    if printed(youju, ['-'], '') is None:
        sys.exit(NOT_THERE)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f'{name}.txt') for name in texts]
        for file, text in zip(files, texts.values()):
            file.write_text(text, encoding='utf-8')
        lines = printed(youju, files) if len(files) > 1 else None
        if lines is None:
            lines = ''.join(printed(youju, [file]) or '' for file in files)
    return parsed(lines, texts)


def parsed(lines, names):
    answer = {name: ([], []) for name in names}
    for line in lines.splitlines():
        row = json.loads(line)
        doc = Path(row.get('doc', '')).name.removesuffix('.txt')
        name = doc if doc in answer else next(iter(answer))
        if 'relation' in row:
            answer[name][1].append(row)
        elif 'excluded' not in row:
            answer[name][0].append(row)
    return answer


# --- What agrees with what ------------------------------------------------------------------------

def same_value(one, other):
    """Numbers as numbers (5.0 is 5), dates and ranges end by end, nothing only with nothing."""
    if one is None or other is None:
        return one is None and other is None
    ends, others = str(one).split('..'), str(other).split('..')
    if len(ends) != len(others):
        return False
    try:
        return all(Decimal(a) == Decimal(b) for a, b in zip(ends, others))
    except InvalidOperation:
        return ends == others


def same_unit(one, other):
    return unicodedata.normalize('NFKC', one or '') == unicodedata.normalize('NFKC', other or '')


def same_qualifier(figure, found):
    """The contract has no word for 不足 and 不超过: the gold says about, at_most is as good."""
    told = found.get('qualifier')
    return told == figure.qualifier or (told == 'at_most' and figure.qualifier == 'about')


def same_measure(figure, found):
    """Where no verb says which, a number of things may be done or in stock: 职工136人."""
    told = found.get('measure')
    return told == figure.measure or (
        not figure.action and {told, figure.measure} <= {'count', 'total'})


def bare(subject):
    return ''.join(c for c in subject or '' if c.isalnum() or c in '%+')


def same_subject(one, other):
    """Equal, or the one is the end of the other (more or fewer modifiers before the same noun), or
    most of it (招待费, 招待费支出), or three quarters of their pairs of characters are the same."""
    one, other = bare(one), bare(other)
    if not one or not other:
        return one == other
    if one.endswith(other) or other.endswith(one):
        return min(len(one), len(other)) >= 2 or one == other
    if (one in other or other in one) and \
            min(len(one), len(other)) >= max(3, 0.6 * max(len(one), len(other))):
        return True
    pairs, others = (Counter(zip(text, text[1:])) for text in (one, other))
    both = sum((pairs & others).values())
    return 2 * both >= 0.75 * (len(one) + len(other) - 2)


def right(figure, found):
    return (same_value(figure.value, found.get('value')) and
            same_unit(figure.unit, found.get('unit')) and same_qualifier(figure, found))


# --- Scoring --------------------------------------------------------------------------------------

class Score:
    """Counts over any number of passages."""

    def __init__(self):
        self.count = Counter()
        self.forms = defaultdict(Counter)
        self.kinds = defaultdict(Counter)
        self.failures = defaultdict(list)

    def fail(self, kind, passage, figure, found=None):
        start = figure.start if figure else found['start']
        end = figure.end if figure else found['end']
        around = passage.text[max(0, start - 14):start] + '⟦' + passage.text[start:end] + '⟧' + \
            passage.text[end:end + 10]
        said = '' if figure is None else f'gold {figure.value} {figure.unit} {figure.qualifier} ' \
            f'{figure.measure} [{figure.subject}]'
        told = '' if found is None else f'read {found.get("value")} {found.get("unit")} ' \
            f'{found.get("qualifier")} {found.get("measure")} [{found.get("subject")}] ' \
            f'«{found.get("text")}»'
        self.failures[kind].append(
            f'{passage.name}: {around.replace(chr(10), "⏎")} | {said} | {told}')

    def figures(self, passage, found):
        by_span = {(f['start'], f['end']): f for f in found}
        self.count.update(gold=len(passage.figures), found=len(found))
        for figure in passage.figures:
            match = by_span.get((figure.start, figure.end))
            forms = surface.forms(figure, passage.text)
            good = match is not None and right(figure, match)
            for form in forms:
                self.forms[form].update(gold=1, right=int(good))
            if match is None:
                near = next((f for f in found if f['start'] < max(figure.end, figure.start + 1)
                             and figure.start < max(f['end'], f['start'] + 1)), None)
                self.fail('missed' if near is None else 'span', passage, figure, near)
                continue
            self.one(passage, figure, match, good)
        spans = [(f.start, max(f.end, f.start + 1)) for f in passage.figures]
        for row in found:
            start, end = row['start'], max(row['end'], row['start'] + 1)
            if not any(a < end and start < b for a, b in spans):
                self.count['false'] += 1
                self.fail('false', passage, None, row)

    def one(self, passage, figure, match, good):
        """A figure that was found in its very place."""
        self.count.update(spans=1, right=good,
                          measure=same_measure(figure, match),
                          plan=bool(match.get('plan')) == figure.plan)
        if not good:
            self.fail('value' if not same_value(figure.value, match.get('value')) else
                      'unit' if not same_unit(figure.unit, match.get('unit')) else 'qualifier',
                      passage, figure, match)
        if not same_measure(figure, match):
            self.fail('measure', passage, figure, match)
        if figure.action:
            told = match.get('action') or ''
            self.count.update(actions=1, action=told != '' and (
                told in figure.action or figure.action in told))
        if figure.subject and figure.measure != 'date':
            agreed = same_subject(figure.subject, match.get('subject'))
            self.count.update(subjects=1, subject=agreed, subject_good=agreed and good,
                              subject_equal=bare(figure.subject) == bare(match.get('subject')))
            if not agreed:
                self.fail('subject', passage, figure, match)

    def relations(self, passage, found):
        told = [self.placed(passage, row) for row in found[1]]
        for relation in passage.relations:
            if relation.kind not in CHECKED_RELATIONS:
                continue
            self.count['relations'] += 1
            same = [t for t in told if t[0] == relation.kind and t[2] and
                    self.shares(passage, relation, t[2], found[0])]
            good = any(t[1] == relation.verdict for t in same)
            self.kinds[relation.kind, relation.verdict].update(gold=1, right=int(good))
            if good:
                self.count['relations_right'] += 1
                continue
            self.count['relations_contradicted'] += bool(same)
            figure = passage.figures[relation.figures[0]]
            self.fail(f'relation {relation.kind} {relation.verdict}, read '
                      f'{same[0][1] if same else "nothing"}', passage, figure)
        for kind, verdict, figures in told:
            if verdict != 'fails' or kind not in CHECKED_RELATIONS:
                continue
            if not any(r.kind == kind and r.verdict == 'fails' and
                       self.shares(passage, r, figures, found[0]) for r in passage.relations):
                self.count['false_alarms'] += 1
                if figures and figures[0] < len(found[0]):
                    self.fail(f'false alarm {kind}', passage, None, found[0][figures[0]])

    @staticmethod
    def placed(_, row):
        return row['relation'], row['verdict'], row.get('figures', [])

    @staticmethod
    def shares(passage, relation, indices, figures):
        """The relation that was told is about the result, and most figures, of that of the gold."""
        told = {figures[i]['start'] for i in indices if i < len(figures)}
        said = [passage.figures[i].start for i in relation.figures]
        return said[0] in told and 2 * sum(s in told for s in said) >= len(said)

    def numbers(self):
        c = self.count

        def part(some, of):
            return c[some] / c[of] if c[of] else 1.0
        checked = c['relations_right'] + c['relations_contradicted'] + c['false_alarms']
        scored, whole = c['subjects'], c['gold'] + c['found']
        # As if every figure had a subject, in the share in which those that have one were right.
        subject = part('subject_good', 'subjects') / part('right', 'spans') if c['right'] else 0
        f1 = 2 * c['right'] / whole if whole else 1.0
        return {'f1': f1, 'precision': part('right', 'found'), 'recall': part('right', 'gold'),
                'f1_subject': f1 * min(1, subject) if scored else f1,
                'subject': part('subject', 'subjects'),
                'subject_equal': part('subject_equal', 'subjects'),
                'measure': part('measure', 'spans'), 'action': part('action', 'actions'),
                'plan': part('plan', 'spans'),
                'false': c['false'] / c['found'] if c['found'] else 0.0,
                'relations_recall': part('relations_right', 'relations'),
                'relations_precision': c['relations_right'] / checked if checked else 1.0,
                'false_alarms': c['false_alarms']}


def scored(passages, answers):
    score = Score()
    for passage in passages:
        score.figures(passage, answers[passage.name][0])
        score.relations(passage, answers[passage.name])
    return score


def table(score, title):
    lines = [f'{title}: {score.count["gold"]} figures, {score.count["found"]} found, '
             f'{score.count["relations"]} relations']
    lines += [f'  {name:20} {value:.4f}' if isinstance(value, float) else f'  {name:20} {value}'
              for name, value in score.numbers().items()]
    lines.append('  recall by surface form')
    lines += [f'    {form:24} {c["right"] / c["gold"]:.3f}  {c["right"]}/{c["gold"]}'
              for form, c in sorted(score.forms.items())]
    lines.append('  recall by kind and verdict of relations')
    lines += [f'    {f"{kind} {verdict}":24} {c["right"] / c["gold"]:.3f}  '
              f'{c["right"]}/{c["gold"]}' for (kind, verdict), c in sorted(score.kinds.items())]
    return '\n'.join(lines)


def unmet(numbers, needs):
    """The needs NAME=VALUE that do not hold; of `false` and `false_alarms` it is the most."""
    for need in needs:
        name, _, value = need.partition('=')
        at_most = name in ('false', 'false_alarms')
        if (numbers[name] > float(value)) if at_most else (numbers[name] < float(value)):
            yield f'{name} is {numbers[name]:.4f}, needed is {"at most " * at_most}{value}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--set', required=True,
                        choices=['tuning', 'further', 'fresh', 'relations', 'held_out'])
    parser.add_argument('--damage', choices=sorted(mutate.DAMAGES))
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--failures', action='store_true')
    parser.add_argument('--only', type=Path)
    parser.add_argument('--need', nargs='*', default=[])
    parser.add_argument('--aim', nargs='*', default=[])
    given = parser.parse_args()
    passages = [gold.passage(path) for path in sorted((CORPUS / given.set).glob('*.passage'))]
    if given.only:
        names = set(given.only.read_text(encoding='utf-8').split())
        passages = [passage for passage in passages if passage.name in names]
    if given.damage:
        passages = mutate.damaged(passages, given.damage, given.seed)
    score = scored(passages, read(given.youju, {p.name: p.text for p in passages}))
    print(table(score, f'{given.set}{", " + given.damage if given.damage else ""}'))
    if given.failures:
        for kind, rows in sorted(score.failures.items()):
            print(f'== {kind}: {len(rows)}', *rows, sep='\n')
    for line in unmet(score.numbers(), given.aim):
        print(f'aim not reached: {line}')
    wrong = list(unmet(score.numbers(), given.need))
    print('\n'.join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
