import { describe, expect, test } from 'vitest';
import { cutPart, joinPart, placed } from './pack_edit';

const FILE = 'indicators:\n  - id: a\n    value: 1\n\n  - id: b\n    value: 2\n';
const fault = { file: 'p/f.yaml', column: 3, field: -1, id: 'x', title: 'wrong' };

describe('a part of a file', () => {
  test('is cut out and put back without touching the rest', () => {
    const cut = cutPart(FILE, { line: 2, lines: 3 });
    expect(cut.part).toBe('  - id: a\n    value: 1');
    expect(joinPart(cut, cut.part)).toBe(FILE);
    expect(joinPart(cut, '  - id: a\n    value: 3\n\n')).toBe(FILE.replace('value: 1', 'value: 3'));
  });
  test('that is the whole is the text itself', () => {
    const cut = cutPart(FILE, {});
    expect(joinPart(cut, cut.part)).toBe(FILE);
  });
  test('that is new stands at the end', () => {
    const cut = cutPart(FILE, { fresh: '  - id: c' });
    expect(joinPart(cut, cut.part)).toBe(`${FILE}  - id: c\n`);
  });
});

describe('a fault', () => {
  const cut = cutPart(FILE, { line: 5, lines: 2 });
  test('inside the part is counted from its first line', () => {
    expect(placed({ ...fault, line: 6 }, 'p/f.yaml', cut, cut.part).line).toBe(2);
  });
  test('elsewhere has no place here', () => {
    expect(placed({ ...fault, line: 2 }, 'p/f.yaml', cut, cut.part).line).toBe(0);
    expect(placed({ ...fault, line: 6 }, 'p/g.yaml', cut, cut.part).line).toBe(0);
  });
});
