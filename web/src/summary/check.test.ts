import { expect, test } from 'vitest';
import type { ChipRun, DraftBlock } from '../api/draft_types';
import type { Finding } from '../api/proof_types';
import { checksOf, textOfBlocks, touchesFigure } from './check';

const chip = { figure: 'lectures@A@2020', wording: '', shown: '3场' } as ChipRun;
const blocks: DraftBlock[] = [
  { id: 'a', type: 'heading', level: 1, number: '', line: [{ text: '概况', strong: false }] },
  {
    id: 'b',
    type: 'paragraph',
    kind: 'body',
    line: [{ text: '举办讲座', strong: false }, chip, { text: '，听众265人。', strong: false }],
  },
];
const at = (begin: number, end: number, over: Partial<Finding> = {}) =>
  ({ paragraph: 1, begin, end, settled: false, kind: 'contradicted', ...over }) as Finding;

test('a block is a line', () => {
  expect(textOfBlocks(blocks)).toBe('概况\n举办讲座3场，听众265人。');
});
test('a figure of the summary is not doubted, a typed number is', () => {
  expect(touchesFigure(blocks[1]!, 4, 6)).toBe(true);
  expect(touchesFigure(blocks[1]!, 9, 13)).toBe(false);
  expect(checksOf(blocks, [at(4, 6), at(9, 13)]).map(({ block }) => block)).toEqual(['b']);
});
test('what is settled is not told again', () => {
  expect(checksOf(blocks, [at(9, 13, { settled: true })])).toEqual([]);
});
