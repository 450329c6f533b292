import { expect, test } from 'vitest';
import type { Finding } from '../api/proof_types';
import { lookOf, replacement, revised, stretchesOf } from './proof_text';

const finding = (over: Partial<Finding>): Finding => ({
  key: 'f1',
  kind: 'contradicted',
  kind_title: '',
  severity: 'error',
  paragraph: 0,
  begin: 0,
  end: 0,
  said: '',
  subject: '',
  sentence: '',
  claimed: '',
  reason: '',
  suggestion: '',
  figure: '',
  title: '',
  truth: '',
  value: '',
  figure_kind: 'proven',
  score: 0,
  words: '',
  by_mark: false,
  settled: false,
  baseline: false,
  may: [],
  ...over,
});
const taken = { decision: { verdict: 'accept', outdated: false } as Finding['decision'] };

test('findings at one place share a mark, the gravest first', () => {
  const hint = finding({ kind: 'copied', severity: 'hint', begin: 2, end: 4 });
  const error = finding({ begin: 2, end: 5 });
  const parts = stretchesOf('举办24场次讲座', [hint, error]);
  expect(parts.map(({ text }) => text)).toEqual(['举办', '24场', '次讲座']);
  expect(parts[1]!.findings).toEqual([error, hint]);
});
test('a hole is an empty mark, also beside another finding', () => {
  const hole = finding({ kind: 'missing_number', begin: 3, end: 3 });
  expect(stretchesOf('产值共亿元', [hole]).map(({ text }) => text)).toEqual(['产值共', '', '亿元']);
});
test('places are counted in code points', () => {
  const one = finding({ begin: 1, end: 3 });
  expect(stretchesOf('𠮷24场', [one])[1]!.text).toBe('24');
});
test('a number that is filled in does not double the unit that stands there', () => {
  const hole = finding({ kind: 'missing_number', begin: 3, end: 3, suggestion: '12.5亿元' });
  expect(replacement(hole, '亿元，增长%')).toBe('12.5');
  expect(replacement(hole, '。')).toBe('12.5亿元');
});
test('what was accepted is taken over, and nothing else', () => {
  const paragraphs = [{ text: '讲座3场，产值共亿元。', outline: 0, table: -1, row: 0, column: 0 }];
  const lecture = finding({ begin: 2, end: 4, suggestion: '4场', ...taken });
  const hole = finding({ begin: 8, end: 8, suggestion: '12.5亿元', ...taken });
  expect(revised(paragraphs, [lecture, hole])).toBe('讲座4场，产值共12.5亿元。');
  expect(revised(paragraphs, [finding({ begin: 2, end: 4, suggestion: '4场' })])).toBe(
    paragraphs[0]!.text,
  );
});
test('what is settled is quiet', () => {
  expect(lookOf(finding({}))).toBe('bad');
  expect(lookOf(finding({ settled: true }))).toBe('settled');
  expect(lookOf(finding({ kind: 'proven', severity: 'none', settled: true }))).toBe('good');
});
