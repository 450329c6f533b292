#!/usr/bin/env python3
"""Divides the passages: two thirds to test/corpus/tuning, one third to test/corpus/held_out.

    divide.py           moves every passage to where it belongs
    divide.py --check   exit 1 if one stands elsewhere

Of every three passages of one kind of body (kind_01 to kind_03, kind_04 to kind_06, …) one is held
out, chosen by a hash with a fixed seed: the division is stratified, and adding passages moves none.
"""
import hashlib
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / 'corpus'
SEED = 'youju reading corpus 1'


def set_of(name):
    kind, _, number = name.rpartition('_')
    group, place = divmod(int(number) - 1, 3)
    drawn = hashlib.sha256(f'{SEED}/{kind}/{group}'.encode()).digest()[0] % 3
    return 'held_out' if place == drawn else 'tuning'


def main():
    astray = [path for folder in ('tuning', 'held_out') for path in (CORPUS / folder).glob('*')
              if path.suffix == '.passage' and set_of(path.stem) != folder]
    for path in astray:
        print(f'{path.stem} belongs to {set_of(path.stem)}')
        if '--check' not in sys.argv:
            path.rename(CORPUS / set_of(path.stem) / path.name)
    return 1 if astray and '--check' in sys.argv else 0


if __name__ == '__main__':
    sys.exit(main())
