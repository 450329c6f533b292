import { describe, expect, test } from 'vitest';
import { fromDoc, toDoc } from './convert';
import { chip, heading, paragraph, table, text } from './fixture';
import { inputOf, newBlockId } from './tree';

const BLOCKS = [
  heading('h', 2, '培育创新载体'),
  paragraph(
    'p',
    '全年新增',
    chip('parks@1@2020', '3个'),
    chip('boards@1@2020', '2块'),
    text('。', true),
  ),
  table('t', 'table:1'),
  { ...paragraph('s', '县科协'), kind: 'signature' as const },
];

describe('the tree and the editor', () => {
  test('there and back nothing changes that is sent', () => {
    const there = toDoc(['某县2020年', '工作总结'], BLOCKS);
    there.check();
    const back = fromDoc(there);
    expect(inputOf(back.title, back.blocks)).toEqual(inputOf(['某县2020年', '工作总结'], BLOCKS));
    expect(toDoc(back.title, back.blocks).eq(there)).toBe(true);
  });
  test('a text without anything is a title to fill in and a line', () => {
    const doc = toDoc([], []);
    doc.check();
    expect(fromDoc(doc)).toEqual({
      title: [],
      blocks: [{ id: '', type: 'paragraph', kind: 'body', line: [] }],
    });
  });
  test('what is sent holds a figure by its name and its wording alone', () => {
    expect(inputOf(['题'], [paragraph('p', chip('a@1@2020', '12', 'over 10'))])).toEqual({
      title: ['题'],
      blocks: [
        {
          id: 'p',
          type: 'paragraph',
          kind: 'body',
          line: [{ figure: 'a@1@2020', wording: 'over 10' }],
        },
      ],
    });
  });
  test('a new block has a name that the server takes', () => {
    expect(newBlockId(() => 0.999)).toMatch(/^[a-z0-9-]{12}$/);
    expect(newBlockId()).not.toBe(newBlockId());
  });
});
