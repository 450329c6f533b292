import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  measureBeside,
  showChange,
  showDay,
  showDays,
  showGrowth,
  showInstant,
  showPercent,
  showPeriod,
  showSpan,
} from './format';
import { useLanguage } from './i18n';

beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('document', { documentElement: {} });
});

describe('percent', () => {
  test.each([
    ['0.125', '12.5%'],
    ['0.1', '10%'],
    ['0.12345', '12.35%'],
    ['-0.05', '\u22125%'],
    ['0', '0%'],
    ['0.00004', '0%'],
    ['-0.00004', '0%'],
    ['12.5', '1,250%'],
    ['1', '100%'],
    ['0.00005', '0.01%'],
  ])('%s is shown as %s', (ratio, shown) => expect(showPercent(ratio)).toBe(shown));
  test('growth says which way', () => {
    expect(showGrowth('0.1')).toBe('+10%');
    expect(showGrowth('-0.1')).toBe('\u221210%');
    expect(showGrowth('0')).toBe('0%');
  });
});

describe.each([
  ['zh-CN', '2020年3月5日', '2020年上半年', '2020年第3季度', '2020年9月'],
  ['en', '5 Mar 2020', 'H1 2020', 'Q3 2020', 'Sept 2020'],
] as const)('in %s', (language, day, half, quarter, month) => {
  test('days and periods read as people write them', async () => {
    await useLanguage(language);
    expect(showDay('2020-03-05')).toBe(day);
    expect(showPeriod('2020-H1')).toBe(half);
    expect(showPeriod('2020-Q3')).toBe(quarter);
    expect(showPeriod('2020-09')).toBe(month);
    expect(showSpan('2020-03-05', '2020-03-05')).toBe(day);
    const plain = (text: string) => text.replace(/\s/g, '');
    expect([
      plain(showSpan('2020-04-28', '2020-04-30')),
      plain(showSpan('2020-04-28', '2020-05-02')),
    ]).toEqual(
      language === 'en'
        ? ['28–30Apr2020', '28Apr–2May2020']
        : ['2020年4月28日至30日', '2020年4月28日至5月2日'],
    );
    expect(showInstant('nonsense')).toBe('nonsense');
  });
});

test('a unit that the title names already is not said twice', () => {
  expect(measureBeside('受训人次', '人次')).toBe('');
  expect(measureBeside('参与群众', '人次')).toBe('人次');
});

test('what a record gives to a figure is told with its sign', () => {
  expect(showChange('', '1200')).toBe('+1,200');
  expect(showChange('50', '')).toBe('\u221250');
  expect(showChange('100', '90')).toBe('100 → 90');
  expect(showChange('', '')).toBe('');
});

test('one day is one day', async () => {
  await useLanguage('zh-CN');
  expect([1, 2].map(showDays)).toEqual(['1 天', '2 天']);
  await useLanguage('en');
  expect([1, 2].map(showDays)).toEqual(['1 day', '2 days']);
});
