#!/usr/bin/env python3
"""Single sentences with the subject of every figure: how many are read as they were told.

    sentences_test.py --youju BINARY [--failures] [--need SHARE]
                      reads test/corpus/sentences; exit 1 if less than SHARE of them is right

A line is SENTENCE<TAB>FIGURE=SUBJECT|FIGURE=SUBJECT…, the figures in their order and as they stand;
what has no subject is not scored. Two subjects agree as in score.py.
"""
import argparse
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import score  # noqa: E402

FOLDER = score.CORPUS / 'sentences'


def sentences(path):
    """(sentence, [(begin, end, subject)]); a figure that does not stand there is an error."""
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        sentence, told = line.split('\t')
        at, figures = 0, []
        for pair in told.split('|'):
            surface, subject = pair.split('=', 1)
            begin = sentence.find(surface, at)
            if begin < 0:
                sys.exit(f'{path.name}:{number}: {surface} does not stand in the sentence')
            at = begin + len(surface)
            figures.append((begin, at, subject))
        yield sentence, figures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--failures', action='store_true')
    parser.add_argument('--need', type=Decimal, default=Decimal(0))
    given = parser.parse_args()
    all_told = all_right = 0
    for path in sorted(FOLDER.glob('*.tsv')):
        rows = list(sentences(path))
        answers = score.read(given.youju, {f'{i}': row[0] + '\n' for i, row in enumerate(rows)})
        told = right = 0
        for i, (sentence, figures) in enumerate(rows):
            for begin, end, subject in figures:
                if not subject:
                    continue
                found = next((f.get('subject') for f in answers[f'{i}'][0]
                              if begin <= f['start'] < end), None)
                agreed = found is not None and score.same_subject(subject, found)
                told, right = told + 1, right + agreed
                if given.failures and not agreed:
                    print(f'{sentence[max(0, begin - 30):begin]}⟦{sentence[begin:end]}⟧'
                          f'{sentence[end:end + 10]} | {subject} | {found}')
        print(f'{path.name}: {right} of {told} subjects right, {Decimal(right) / told:.4f}')
        all_told, all_right = all_told + told, all_right + right
    share = Decimal(all_right) / all_told
    print(f'{all_right} of {all_told}, {share:.4f} (at least {given.need})')
    return 1 if share < given.need else 0


if __name__ == '__main__':
    sys.exit(main())
