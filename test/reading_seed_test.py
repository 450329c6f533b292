#!/usr/bin/env python3
"""The test "reading_seed": youju read finds the figures of the project's four source summaries.

    test/reading_seed_test.py --youju BINARY [--seeds DIR]

DIR holds seed.txt, facts.tsv, facts_spans.tsv and consistency.md; by default ../shared/seeds beside
the repository. Where it is not there, the test says so and exits 77: skipped. Prints recall by
surface form and every miss; exit 1 below the thresholds.
"""
import argparse
import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECALL_MIN = 0.99
PRECISION_MIN = 0.97
# Relations that the text alone decides (consistency.md), by what they are told of.
RELATIONS = [('new_total', 'holds', ['129个', '435个']), ('new_total', 'holds', ['14家', '88家']),
             ('new_total', 'holds', ['6家', '27家']), ('repeat', 'holds', ['20场', '20场']),
             ('repeat', 'holds', ['643家', '643家']), ('repeat', 'holds', ['154人', '154人']),
             ('repeat', 'holds', ['12个', '12个']), ('list_length', 'holds', ['4个']),
             ('near_copy', 'suspicious', ['435个', '435个'])]


def table(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def form_of(fact, surface):
    """How the number is written: what a reader of numbers must know."""
    if fact['kind'] == 'missing':
        return fact['qualifier']
    if fact['measure'] == 'date':
        return 'date'
    if fact['measure'] in ('rank', 'ordinal', 'frequency'):
        return fact['measure']
    written = 'arabic' if any(c.isdigit() for c in surface) else 'chinese'
    return f'{written} {fact["qualifier"]}'


def read(youju, path):
    done = subprocess.run([youju, 'read', str(path), '--relations'], capture_output=True,
                          check=True, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [x for x in lines if 'relation' not in x], [x for x in lines if 'relation' in x]


def covers(figure, start, end):
    if start == end:
        return figure['start'] == figure['end'] == start
    return figure['start'] < end and start < figure['end']


def figures_found(seeds, figures):
    facts = {row['id']: row for row in table(seeds / 'facts.tsv')}
    found, missed, matched = Counter(), Counter(), set()
    for span in table(seeds / 'facts_spans.tsv'):
        fact, start, end = facts[span['id']], int(span['start']), int(span['end'])
        near = [i for i, figure in enumerate(figures) if covers(figure, start, end)]
        matched.update(near)
        wanted = (fact['value'] or None, fact['unit'], fact['qualifier'])
        right = any((figures[i]['value'], figures[i]['unit'], figures[i]['qualifier']) == wanted
                    for i in near)
        (found if right else missed)[form_of(fact, span['text'])] += 1
        if not right:
            print(f'missed {span["id"]} {fact["quote"]}: {[figures[i]["text"] for i in near]}')
    for i, figure in enumerate(figures):
        if i not in matched:
            print(f'false {figure["text"]} in {figure["sentence"][:40]}')
    return found, missed, len(matched)


def check_damaged(seeds, figures):
    """Every damaged number is told, and none has a value."""
    damaged = [f for f in figures if f['qualifier'] in ('missing', 'placeholder')]
    wanted = sum(1 for row in table(seeds / 'facts.tsv') if row['kind'] == 'missing')
    print(f'damaged: {len(damaged)} of {wanted}')
    return len(damaged) >= wanted and all(f['value'] is None for f in damaged)


def check_relations(figures, relations):
    told = [(r['relation'], r['verdict'], sorted(figures[i]['text'] for i in r['figures']))
            for r in relations]
    lacking = [r for r in RELATIONS if (r[0], r[1], sorted(r[2])) not in told]
    alarms = [r for r in told if r[1] == 'fails']
    print(f'relations: {len(told)} told, {len(lacking)} lacking, {len(alarms)} false alarms')
    for each in lacking + alarms:
        print(f'  {each}')
    return not lacking and not alarms


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--seeds', type=Path, default=ROOT.parent / 'shared' / 'seeds')
    arguments = parser.parse_args()
    if not (arguments.seeds / 'seed.txt').is_file():
        print(f'SKIPPED: there are no source summaries at {arguments.seeds}')
        return 77
    figures, relations = read(arguments.youju, arguments.seeds / 'seed.txt')
    found, missed, matched = figures_found(arguments.seeds, figures)
    for form in sorted(found | missed):
        print(f'{form}: {found[form]} of {found[form] + missed[form]}')
    recall = found.total() / (found.total() + missed.total())
    precision = matched / max(1, len(figures))
    print(f'recall {recall:.4f} (at least {RECALL_MIN}), precision {precision:.4f} '
          f'(at least {PRECISION_MIN})')
    good = check_damaged(arguments.seeds, figures)
    good = check_relations(figures, relations) and good
    return 0 if good and recall >= RECALL_MIN and precision >= PRECISION_MIN else 1


if __name__ == '__main__':
    sys.exit(main())
