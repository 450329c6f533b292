import { expect, test } from 'vitest';
import type { FormPlace } from '../api/wire';
import { isCell, mappingOf, withLabels, withPlace } from './superior';

const place = (sheet: string, cell: string, take: string, more: Partial<FormPlace> = {}) =>
  ({
    sheet,
    cell,
    take,
    power: 0,
    label: '',
    title: '',
    unit: '',
    value: { state: 'missing', value: '' },
    reason: '',
    figures: [],
    ...more,
  }) as FormPlace;

test('a mapping is csv with a header', () => {
  expect(mappingOf([place('表,1', 'C7', 'lectures', { power: 4, label: '讲座' })])).toBe(
    'sheet,cell,take,power,label\r\n"表,1",C7,lectures,4,讲座\r\n',
  );
});

test('the words of a row stay with its cell', () => {
  const before = [place('S', 'C7', 'a', { label: '讲座' })];
  expect(withLabels([place('S', 'c7', 'b'), place('S', 'C8', 'b')], before)).toMatchObject([
    { take: 'b', label: '讲座' },
    { take: 'b', label: '' },
  ]);
});

test('a cell takes one thing', () => {
  const [a, b] = [place('S', 'C7', 'a'), place('S', 'C8', 'b')] as const;
  expect(withPlace([a, b], place('S', 'c7', 'x')).map(({ take }) => take)).toEqual(['b', 'x']);
  expect(withPlace([a, b], place('S', 'C9', 'x'), a).map(({ take }) => take)).toEqual(['x', 'b']);
  expect(withPlace([a, b], place('S', 'C8', 'x'), a).map(({ take }) => take)).toEqual(['x']);
});

test('a cell has letters and a row', () => {
  expect(['C7', 'aa10', 'XFD1048576'].map(isCell)).toEqual([true, true, true]);
  expect(['7C', 'C0', 'C', '', 'C7:D8'].map(isCell)).toEqual([false, false, false, false, false]);
});
