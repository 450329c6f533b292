import { describe, expect, test } from 'vitest';
import { as, firstDay, holds, lastDay, parsePeriod, periodText, shifted, today } from './period';

const period = (text: string) => {
  const found = parsePeriod(text);
  if (!found) throw new Error(`no period: ${text}`);
  return found;
};

describe('periods', () => {
  test.each(['2020', '2020-H1', '2020-Q4', '2020-09'])('%s is read and written the same', (text) =>
    expect(periodText(period(text))).toBe(text),
  );
  test.each(['', '20', '2020-13', '2020-0', '2020-H3', '2020-Q5', '2020-W01', '1800', '2020-1'])(
    '%j is no period of the picker',
    (text) => expect(parsePeriod(text)).toBeUndefined(),
  );
  test.each([
    ['2020-12', 1, '2021-01'],
    ['2020-01', -1, '2019-12'],
    ['2020-Q1', -1, '2019-Q4'],
    ['2020-H2', 1, '2021-H1'],
    ['2020', -3, '2017'],
    ['2020-03', -27, '2017-12'],
  ])('%s moved by %i is %s', (from, steps, to) =>
    expect(periodText(shifted(period(from), steps))).toBe(to),
  );
  test.each([
    ['2020', '2020-01-01', '2020-12-31'],
    ['2020-H1', '2020-01-01', '2020-06-30'],
    ['2020-Q1', '2020-01-01', '2020-03-31'],
    ['2020-02', '2020-02-01', '2020-02-29'],
    ['2021-02', '2021-02-01', '2021-02-28'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(firstDay(period(text))).toBe(from);
    expect(lastDay(period(text))).toBe(to);
    expect(holds(period(text), to)).toBe(true);
  });
  test('another length keeps the place in the year', () => {
    expect(periodText(as('quarter', period('2020-08')))).toBe('2020-Q3');
    expect(periodText(as('month', period('2020-Q3')))).toBe('2020-07');
    expect(periodText(as('year', period('2020-H2')))).toBe('2020');
  });
  test('today is the day of the person, not of Greenwich', () => {
    expect(today(new Date(2020, 2, 5, 0, 30))).toBe('2020-03-05');
  });
});
