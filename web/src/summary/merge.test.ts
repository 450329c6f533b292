import { describe, expect, test } from 'vitest';
import type { DraftBlock } from '../api/draft_types';
import { heading, paragraph } from './fixture';
import { meet, settle, undecided, type Text } from './merge';
import { plainText } from './tree';

const text = (blocks: DraftBlock[], title = ['题']): Text => ({ title, blocks });
const [h, p, q] = [heading('h', 1, '一段'), paragraph('p', '甲'), paragraph('q', '乙')];
const base = text([h, p, q]);
const texts = ({ blocks }: Text) => blocks.map(plainText);

describe('two texts on one version', () => {
  test('what only one changed is taken, whoever it was', () => {
    const met = meet(
      base,
      text([h, paragraph('p', '我的'), q]),
      text([h, p, paragraph('q', '你的')]),
    );
    expect(undecided(met)).toBe(0);
    expect(texts(settle(met))).toEqual(['一段', '我的', '你的']);
  });
  test('what both changed alike is no conflict', () => {
    const both = text([h, paragraph('p', '同'), q]);
    const met = meet(base, both, both);
    expect(met.pieces.every(({ kind }) => kind === 'same')).toBe(true);
  });
  test('what both changed has to be chosen, and both can be had', () => {
    const met = meet(
      base,
      text([h, paragraph('p', '我的'), q]),
      text([h, paragraph('p', '你的'), q]),
    );
    expect(undecided(met)).toBe(1);
    const piece = met.pieces.find(({ id }) => id === 'p');
    expect(piece).toMatchObject({ kind: 'both' });
    expect(texts(settle(met))[1]).toBe('你的');
    if (piece) piece.take = 'mine';
    expect(undecided(met)).toBe(0);
    expect(texts(settle(met))[1]).toBe('我的');
  });
  test('removed by one and changed by the other is a conflict', () => {
    const met = meet(base, text([h, q]), text([h, paragraph('p', '你的'), q]));
    expect(met.pieces.find(({ id }) => id === 'p')).toMatchObject({
      kind: 'both',
      take: '',
    });
    const gone = meet(base, text([h, q]), base);
    expect(texts(settle(gone))).toEqual(['一段', '乙']);
  });
  test('what both added stands, each behind what it followed', () => {
    const met = meet(
      base,
      text([h, p, paragraph('n', '我加的'), q]),
      text([h, p, q, paragraph('m', '你加的')]),
    );
    expect(texts(settle(met))).toEqual(['一段', '甲', '我加的', '乙', '你加的']);
  });
  test('the order is of who changed it', () => {
    const mine = meet(base, text([h, q, p]), text([h, paragraph('p', '改'), q]));
    expect(texts(settle(mine))).toEqual(['一段', '乙', '改']);
    const theirs = meet(base, text([h, paragraph('p', '改'), q]), text([q, h, p]));
    expect(texts(settle(theirs))).toEqual(['乙', '一段', '改']);
  });
  test('the title is a piece like the others', () => {
    const met = meet(base, text([h, p, q], ['我题']), text([h, p, q], ['你题']));
    expect(undecided(met)).toBe(1);
    expect(settle({ ...met, title: { ...met.title, take: 'mine' } }).title).toEqual(['我题']);
  });
});
