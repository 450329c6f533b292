import { describe, expect, test } from 'vitest';
import type { DiffPart } from '../api/draft_types';
import { diffBlocks, diffLines, interleaved, steps } from './diff';
import { chip, paragraph, table, text } from './fixture';

const told = (parts: DiffPart[]) =>
  parts
    .map(({ change, text: words }) => {
      const mark = { same: '', added: '+', removed: '-', moved: '~' }[change];
      return mark ? `[${mark}${words}]` : words;
    })
    .join('');
const diff = (a: string, b: string) => {
  const { from, to } = diffLines([text(a)], [text(b)]);
  return told(interleaved(from, to));
};

describe('what differs', () => {
  test.each([
    ['举办培训', '举办培训', '举办培训'],
    ['', '新写的', '[+新写的]'],
    ['删去的', '', '[-删去的]'],
    ['举办培训多次。', '先后举办培训。', '[+先后]举办培训[-多次]。'],
    ['全年培训12次', '全年培训123次', '全年培训[-12][+123]次'],
    // What agrees by chance in the middle of a change is no part that stayed.
    ['加强领导，周密部署', '统一思想，狠抓落实', '[-加强领导，周密部署][+统一思想，狠抓落实]'],
  ])('%s → %s', (a, b, expected) => {
    expect(diff(a, b)).toBe(expected);
  });
  test('a figure is one word, by its name and its wording', () => {
    const before = [text('新增'), chip('a@1@2020', '12'), text('个')];
    const worded = [text('新增'), chip('a@1@2020', '10余', 'over 10'), text('个')];
    const moved = [text('新增'), chip('a@1@2020', '13'), text('个')];
    const { from, to } = diffLines(before, worded);
    expect(told(interleaved(from, to))).toBe('新增[-12][+10余]个');
    expect(diffLines(before, moved).to.every(({ change }) => change === 'same')).toBe(true);
  });
  test('a block that is not there on one side is all of the other', () => {
    expect(told(diffBlocks(undefined, paragraph('p', '新')).to)).toBe('[+新]');
    expect(told(diffBlocks(table('t', '表一'), undefined).from)).toBe('[-表一]');
  });
  test('both sides can be read back from it', () => {
    let seed = 7;
    const random = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
    for (let round = 0; round < 200; round += 1) {
      const make = () => Array.from({ length: random(12) }, () => 'abc甲乙丙'[random(6)]).join('');
      const [a, b] = [make(), make()];
      const { from, to } = diffLines([text(a)], [text(b)]);
      const whole = interleaved(from, to);
      const without = (change: string) =>
        whole
          .filter((part) => part.change !== change)
          .map((part) => part.text)
          .join('');
      expect(without('added')).toBe(a);
      expect(without('removed')).toBe(b);
    }
  });
  test('a text too long to be searched is told as replaced', () => {
    const long = (from: number) => Array.from({ length: 2100 }, (_, at) => at * 2 + from);
    const all = steps(long(0), long(1), (a, b) => a === b);
    expect(all).toHaveLength(4200);
  });
});
