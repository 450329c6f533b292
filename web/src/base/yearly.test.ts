import { beforeAll, expect, test, vi } from 'vitest';
import { useLanguage } from './i18n';
import { parseRule, ruleText, showRule } from './yearly';

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('document', { documentElement: {} });
  await useLanguage('zh-CN');
});

test('a rule comes back as it was', () => {
  for (const text of [
    '',
    '05-30',
    '09-01..09-30',
    '12-20..01-10',
    'third saturday of 09',
    'last sunday of 06',
    'third saturday of 05 for 7 days',
  ]) {
    expect(ruleText(parseRule(text))).toBe(text);
  }
  expect(parseRule('sometimes').kind).toBe('none');
  expect(parseRule('fifth saturday of 09').kind).toBe('none');
});

test('a rule is told in words', () => {
  expect(showRule('05-30')).toBe('每年5月30日');
  expect(showRule('09-01..09-30')).toBe('每年9月1日至9月30日');
  expect(showRule('third saturday of 09')).toBe('每年9月第三个星期六');
  expect(showRule('third saturday of 05 for 7 days')).toBe('每年5月第三个星期六起7天');
  expect(showRule('')).toBe('');
});
