#!/usr/bin/env python3
"""Single sentences with the doer of every figure: how many are told, and how many of those rightly.

    doers_test.py --youju BINARY [--failures] [--told SHARE] [--right SHARE]
                  reads test/corpus/doers; exit 1 if less than --told of the doers is told, or less
                  than --right of what is told is right

A line is as in sentences_test.py, with the doer in the place of the subject: nothing where the
sentence names none, ? where a reader doubts. The end of a name is enough (企业 of 规上企业).
"""
import argparse
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import score  # noqa: E402
from sentences_test import sentences  # noqa: E402

FOLDER = score.CORPUS / 'doers'


def agree(one, other):
    return one != '' and other != '' and (one.endswith(other) or other.endswith(one))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--failures', action='store_true')
    parser.add_argument('--told', type=Decimal, default=Decimal(0))
    parser.add_argument('--right', type=Decimal, default=Decimal(0))
    given = parser.parse_args()
    named = told = right = 0
    for path in sorted(FOLDER.glob('*.tsv')):
        rows = list(sentences(path))
        answers = score.read(given.youju, {f'{i}': row[0] + '\n' for i, row in enumerate(rows)})
        for i, (sentence, figures) in enumerate(rows):
            found = {(f['start'], f['end']): f.get('actor', '') for f in answers[f'{i}'][0]}
            for begin, end, doer in figures:
                if doer == '?' or (begin, end) not in found:
                    continue
                answer = found[begin, end]
                named, told = named + (doer != ''), told + (answer != '')
                right += agree(doer, answer)
                if given.failures and doer != answer and not agree(doer, answer):
                    print(f'{sentence[begin:end]} | {doer} | {answer} | {sentence[:60]}')
    of_named, of_told = Decimal(right) / named, Decimal(right) / told
    print(f'{named} figures have a doer; of {of_named:.4f} it is told (at least {given.told}), '
          f'and {of_told:.4f} of the {told} told are right (at least {given.right})')
    return 1 if of_named < given.told or of_told < given.right else 0


if __name__ == '__main__':
    sys.exit(main())
