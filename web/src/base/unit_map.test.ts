import { describe, expect, test } from 'vitest';
import type { FigureRow } from '../api/types';
import { REGIONS, regionOf, steps, tilesOf } from './unit_map';

const row = (unit: string, value: string | undefined) => ({
  part: `${unit}@2020`,
  title: unit,
  rank: 0,
  cells: [{ value, kind: value === undefined ? 'missing' : 'proven' } as FigureRow],
});

describe('unit map', () => {
  test('every region of the first level has a place of its own', () => {
    expect(REGIONS.size).toBe(34);
    expect(new Set([...REGIONS.values()].map(String)).size).toBe(34);
    expect(REGIONS.has('web.region.71')).toBe(true);
    expect(regionOf('610000')).toBe('web.region.61');
    expect(regionOf('610500')).toBeUndefined();
    expect(regionOf('990000')).toBeUndefined();
    expect(regionOf('610000-x')).toBeUndefined();
  });
  test('steps part different values evenly, whatever their size', () => {
    expect(steps([])).toEqual([]);
    expect(steps(['7', '7.0'])).toEqual([{ level: 5, least: '7', most: '7' }]);
    expect(steps(['1', '2', '3', '4', '100000000000000000001', '0', '-3'])).toEqual([
      { level: 1, least: '1', most: '1' },
      { level: 2, least: '2', most: '2' },
      { level: 3, least: '3', most: '3' },
      { level: 4, least: '4', most: '4' },
      { level: 5, least: '100000000000000000001', most: '100000000000000000001' },
    ]);
    expect(steps(['1', '2', '3', '4', '5', '6', '7']).map(({ least }) => least)).toEqual([
      '1',
      '2',
      '3',
      '5',
      '6',
    ]);
  });
  test('zero, no value and equal values are told apart', () => {
    const { tiles } = tilesOf([
      row('a', '0'),
      row('b', undefined),
      row('c', '5'),
      row('d', '9'),
      row('e', '5.0'),
    ]);
    expect(tiles.map(({ unit, level }) => [unit, level])).toEqual([
      ['a', 0],
      ['b', -1],
      ['c', 4],
      ['d', 5],
      ['e', 4],
    ]);
  });
});
