import { expect, test } from 'vitest';
import type { Figure } from '../api/types';
import { besideOf } from './beside';

const figure = (unit: string, period: string, filter: Record<string, string> = {}) =>
  ({ indicator: 'talks', unit, period, filter, value: unit }) as unknown as Figure;

test('a figure finds the like one of another unit', () => {
  const find = besideOf([figure('B', '2020-01'), figure('B', '2020-01', { kind: 'crop' })]);
  expect(find(figure('A', '2020-01'))?.value).toBe('B');
  expect(find(figure('A', '2020-01', { kind: 'crop' }))?.filter.kind).toBe('crop');
  expect(find(figure('A', '2020-02'))).toBeUndefined();
  expect(find(undefined)).toBeUndefined();
});
