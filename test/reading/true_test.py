#!/usr/bin/env python3
"""Texts in which all is right, of figures that tempt to see a mistake: nothing is said to fail.

    true_test.py --youju BINARY     reads test/corpus/true; exit 1 with the places of false alarms
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

TEXTS = Path(__file__).resolve().parent.parent / 'corpus' / 'true'


def alarms(youju, path):
    """What is said to fail, each with the line that it stands in."""
    text = path.read_text(encoding='utf-8')
    told = subprocess.run([youju, 'read', '--relations', path], check=True, capture_output=True,
                          text=True).stdout
    for row in map(json.loads, told.splitlines()):
        if row.get('verdict') == 'fails':
            begin = text.rfind('\n', 0, row['start']) + 1
            line = text[begin:text.find('\n', row['end'])]
            yield f'{path.name}: {row["relation"]}, {row["expected"]} not {row["found"]}: {line}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    given = parser.parse_args()
    paths = sorted(TEXTS.glob('*.txt'))
    wrong = [alarm for path in paths for alarm in alarms(given.youju, path)]
    lines = sum(len(path.read_text(encoding='utf-8').splitlines()) for path in paths)
    print(f'{lines} paragraphs, {len(wrong)} false alarms', *wrong, sep='\n')
    return 1 if wrong or not paths else 0


if __name__ == '__main__':
    sys.exit(main())
