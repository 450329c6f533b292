import { describe, expect, test } from 'vitest';
import type { FigureRow } from '../api/types';
import { ordered, pivot } from './pivot';
import { childrenOf, foundRows, seenRows } from './unit_tree';
import type { Unit } from '../api/types';

const figure = (part: string, indicator: string, value: string): FigureRow => ({
  name: `${indicator}@${part}`,
  indicator,
  aspect: 'actual',
  title: indicator,
  unit: part,
  unit_name: part,
  period: '2020',
  period_title: '',
  filter: {},
  value,
  qualifier: '',
  kind: value ? 'proven' : 'missing',
  stated: '',
  unit_of_measure: '',
  provisional: false,
  not_applicable: false,
  as_of: 1,
  part_title: part.toUpperCase(),
});

describe('a table of figures', () => {
  const rows = pivot(
    [
      figure('a', 'x', '9'),
      figure('b', 'x', '10'),
      figure('c', 'x', ''),
      figure('d', 'x', '9.0'),
      figure('a', 'y', '1'),
    ],
    ['x', 'y'],
  );
  test('has a row a part and a column an indicator', () => {
    expect(rows.map(({ title }) => title)).toEqual(['A', 'B', 'C', 'D']);
    expect(rows[0]?.cells.map((cell) => cell?.value)).toEqual(['9', '1']);
    expect(rows[1]?.cells[1]).toBeUndefined();
  });
  test('is ordered by number; what is missing stands last both ways', () => {
    const parts = (down: boolean) => ordered(rows, { column: 0, down }).map(({ part }) => part);
    expect(parts(true)).toEqual(['b', 'a', 'd', 'c']);
    expect(parts(false)).toEqual(['a', 'd', 'b', 'c']);
  });
  test('gives the same rank to the same value', () => {
    const ranks = ordered(rows, { column: 0, down: true }).map(({ rank }) => rank);
    expect(ranks).toEqual([1, 2, 2, 0]);
  });
});

describe('the tree of units', () => {
  const unit = (code: string, parent: string, depth: number, name = code): Unit => ({
    code,
    name,
    short: name,
    kind: 'village',
    parent,
    depth,
    size: 1,
    mine: true,
  });
  const units = [
    unit('a', '', 0),
    unit('b', 'a', 1),
    unit('c', 'b', 2, '和平 新村'),
    unit('d', 'a', 1),
  ];
  const byCode = new Map(units.map((each) => [each.code, each]));
  test('shows what is open', () => {
    const seen = (...open: string[]) =>
      seenRows(childrenOf(units), new Set(open)).map((row) => row.unit.code);
    expect(seen()).toEqual(['a']);
    expect(seen('a')).toEqual(['a', 'b', 'd']);
    expect(seen('a', 'b')).toEqual(['a', 'b', 'c', 'd']);
    expect(seen('b')).toEqual(['a']);
  });
  test('finds by any words, in any width, and says where', () => {
    const found = foundRows(units, byCode, '新村 和平');
    expect(found.map((row) => [row.unit.code, row.path])).toEqual([['c', 'a / b']]);
    expect(foundRows(units, byCode, 'Ｄ').map((row) => row.unit.code)).toEqual(['d']);
  });
});
