import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filled } from './i18n';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const rows = readFileSync(`${root}catalogue/web.tsv`, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split('\t'));
const sources = readdirSync(`${root}web/src`, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) =>
      /\.(vue|ts)$/.test(path) && !path.startsWith('messages') && !path.endsWith('.test.ts'),
  )
  .map((path) => ({ path, text: readFileSync(`${root}web/src/${path}`, 'utf8') }));
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

describe('the catalogue', () => {
  test('has each id once, in order, with both sentences and the same fields', () => {
    const ids = rows.map(([id]) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const marks = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const [id, chinese, english] of rows) {
      expect(chinese, id).toBeTruthy();
      expect(marks(english), id).toEqual(marks(chinese));
    }
  });
  test('speaks Chinese in one column and English in the other', () => {
    for (const [id, chinese = '', english = ''] of rows) {
      const name = id === 'web.language.other' || id === 'web.common.none';
      expect(name || CHINESE.test(chinese), `${id}: ${chinese}`).toBe(true);
      expect(name || !CHINESE.test(english), `${id}: ${english}`).toBe(true);
    }
  });
  test('holds every sentence: none stands in a page', () => {
    // What people type in Chinese is read there: 2020年3月5日, and a title's bracket.
    const allowed = ['base/table_text.ts', 'base/grid.ts', 'base/format.ts', 'parts/DateField.vue'];
    for (const { path, text } of sources) {
      if (allowed.includes(path)) continue;
      const line = text.split('\n').find((each) => CHINESE.test(each));
      expect(line, path).toBeUndefined();
    }
  });
  test('puts values in as they are', () => {
    expect(filled('{a} of {b}', { a: '{b}', b: 2 })).toBe('{b} of 2');
    expect(filled('{x}', {})).toBe('{x}');
  });
});

test('no page puts data into the document as markup', () => {
  for (const { path, text } of sources) {
    expect(text, path).not.toMatch(
      /v-html|innerHTML|insertAdjacentHTML|document\.write|(?<![:\w-])style="/,
    );
  }
});
