import { describe, expect, test } from 'vitest';
import {
  elapsed,
  fiveYearsOf,
  isZero,
  measured,
  pathsOf,
  rhythmsOf,
  shareOf,
  splitting,
} from './plan';

test('a year belongs to one five-year plan', () => {
  expect(fiveYearsOf(2020)).toBe('2016..2020');
  expect(fiveYearsOf(2021)).toBe('2021..2025');
  expect(fiveYearsOf(2025)).toBe('2021..2025');
});

test('a path is told by halves, quarters, months, or by years', () => {
  expect(pathsOf('2020').map(({ periods }) => periods.length)).toEqual([2, 4, 12]);
  expect(pathsOf('2020')[1]?.periods).toEqual(['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4']);
  expect(pathsOf('2021..2025')[0]?.periods).toEqual(['2021', '2022', '2023', '2024', '2025']);
  expect(pathsOf('2020-Q1')).toEqual([]);
  expect(rhythmsOf('2020')).toContain('week');
  expect(rhythmsOf('2021..2025')).toContain('year');
});

test('one session is no sessions', () => {
  const sessions = { unit_of_measure: 'sessions', unit_of_one: 'session' };
  expect(['1', '1200', ''].map((value) => measured(value, sessions))).toEqual([
    '1 session',
    '1,200 sessions',
    'sessions',
  ]);
  expect(measured('3', { unit_of_measure: '', unit_of_one: '' })).toBe('3');
});

test('lengths on the screen stay on it', () => {
  expect(shareOf('50', '200')).toBe(0.25);
  expect(shareOf('300', '200')).toBe(1);
  expect(shareOf('', '200')).toBe(0);
  expect(shareOf('1', '0')).toBe(0);
  expect(elapsed('2020-03', '2020-03-31')).toBe(1);
  expect(elapsed('2020-06', '2020-06-15')).toBe(0.5);
  expect(elapsed('2020-06', '2020-05-01')).toBe(0);
});

describe('a split', () => {
  const row = (unit: string, typed: string, present = '', version = 0) => ({
    unit,
    typed,
    present,
    version,
  });
  test('tells its sum and what lacks, exactly', () => {
    const made = splitting('10', [row('a', '3.3'), row('b', '6.6'), row('c', '')]);
    expect(made.total).toBe('9.9');
    expect(made.difference).toBe('0.1');
    expect(made.changed).toEqual([
      { unit: 'a', value: '3.3', version: 0 },
      { unit: 'b', value: '6.6', version: 0 },
    ]);
    expect(made.replaces).toBe(false);
    expect(splitting('10', [row('a', '12')]).difference).toBe('-2');
  });
  test('sends what changed, with the version it is based on', () => {
    const made = splitting('1000', [
      row('a', '１，２００', '500', 2),
      row('b', '500.0', '500', 1),
      row('c', '', '7', 4),
    ]);
    expect(made.changed).toEqual([
      { unit: 'a', value: '1200', version: 2 },
      { unit: 'c', value: '0', version: 4 },
    ]);
    expect(made.replaces).toBe(true);
  });
  test('names what is no number', () => {
    expect(splitting('1', [row('a', 'x'), row('b', '-1'), row('c', '1')]).faults).toEqual([
      'a',
      'b',
    ]);
  });
  test('knows nought', () => {
    expect(['0', '-0.00', '0.0'].every(isZero)).toBe(true);
    expect(isZero('0.01')).toBe(false);
  });
});
