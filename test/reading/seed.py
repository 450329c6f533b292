#!/usr/bin/env python3
"""Reading measured on the four summaries that the project began with, when they are at hand.

    seed.py --youju BINARY [--seeds DIR] [--failures]

Every line of facts.tsv is to be found with value, unit and qualifier; the damaged ones are to be
flagged and given no value; what stands in none of them is a false figure. Exit 1 if less than 99 in
a hundred are found or more than 3 in a hundred are false, 77 if the texts are not there.
"""
import argparse
import csv
import sys
from collections import namedtuple
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import score  # noqa: E402

SEEDS = Path(__file__).resolve().parents[3] / 'shared' / 'seeds'
RECALL, FALSE = 0.99, 0.03

Fact = namedtuple('Fact', 'id start end value unit qualifier quote')


def rows(path):
    with path.open(encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def facts(folder):
    """The lines of facts.tsv at their places; spans there are those of the number alone."""
    spans = {row['id']: row for row in rows(folder / 'facts_spans.tsv')}
    return [Fact(row['id'], int(spans[row['id']]['start']), int(spans[row['id']]['end']),
                 row['value'] or None, row['unit'], row['qualifier'], row['quote'])
            for row in rows(folder / 'facts.tsv')]


def touches(fact, found):
    return found['start'] < max(fact.end, fact.start + 1) and \
        fact.start < max(found['end'], found['start'] + 1)


def agrees(fact, found):
    """The same number at the same place; a hole is at the same place to the character."""
    if fact.start == fact.end and found['start'] != fact.start:
        return False
    return (touches(fact, found) and score.same_value(fact.value, found.get('value')) and
            score.same_unit(fact.unit, found.get('unit')) and
            found.get('qualifier') == fact.qualifier)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--seeds', type=Path, default=SEEDS)
    parser.add_argument('--failures', action='store_true')
    given = parser.parse_args()
    if not (given.seeds / 'facts.tsv').exists():
        return score.NOT_THERE
    text = (given.seeds / 'seed.txt').read_text(encoding='utf-8')
    gold = facts(given.seeds)
    found = score.read(given.youju, {'seed': text})['seed'][0]
    missed = [fact for fact in gold if not any(agrees(fact, f) for f in found)]
    false = [f for f in found if not any(touches(fact, f) for fact in gold)]
    damaged = [fact for fact in gold if fact.value is None]
    given_value = [fact.id for fact in damaged for f in found
                   if touches(fact, f) and f.get('value') is not None]
    recall = 1 - len(missed) / len(gold)
    share = len(false) / max(1, len(found))
    print(f'{len(gold)} facts, {len(found)} found: recall {recall:.4f}, false {share:.4f}, damaged '
          f'flagged {len(damaged) - sum(f in missed for f in damaged)} of {len(damaged)}, '
          f'given a value {given_value}')
    if given.failures:
        for fact in missed:
            near = [(f['text'], f['value'], f['unit'], f['qualifier']) for f in found
                    if touches(fact, f)]
            print(f'missed {fact.id} «{fact.quote}» {fact.value} {fact.unit} {fact.qualifier}, '
                  f'read {near}')
        for f in false:
            print(f'false «{text[f["start"] - 10:f["start"]]}⟦{f["text"]}⟧'
                  f'{text[f["end"]:f["end"] + 8]}»'.replace('\n', '⏎'))
    return 1 if recall < RECALL or share > FALSE or given_value else 0


if __name__ == '__main__':
    sys.exit(main())
