import { describe, expect, test } from 'vitest';
import { csvText, harmless, parsePasted, tabText, typedDay } from './table_text';

describe('what Excel puts on the clipboard', () => {
  test('rows end in CRLF and the last one is no row', () => {
    expect(parsePasted('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
  test('empty cells keep their place', () => {
    expect(parsePasted('a\t\tc\n\t\t')).toEqual([
      ['a', '', 'c'],
      ['', '', ''],
    ]);
  });
  test('a cell with a line break is quoted, its marks are doubled', () => {
    expect(parsePasted('"one\ntwo"\t"say ""yes"""\nlast')).toEqual([
      ['one\ntwo', 'say "yes"'],
      ['last'],
    ]);
  });
  test('a mark inside an ordinary cell is only a mark', () => {
    expect(parsePasted('5" pipe\tx')).toEqual([['5" pipe', 'x']]);
    expect(parsePasted('"half\tx')).toEqual([['"half', 'x']]);
    expect(parsePasted('"a" b\tc')).toEqual([['"a" b', 'c']]);
  });
  test('nothing is no row', () => expect(parsePasted('')).toEqual([]));
  test('five hundred rows are read in a blink', () => {
    const text = Array.from({ length: 500 }, (_, row) => `r${row}\t1\t2\t3\t4\t5\t6\t7`).join(
      '\r\n',
    );
    const started = performance.now();
    expect(parsePasted(text)).toHaveLength(500);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('days as people write them', () => {
  test.each([
    ['2020/3/5', '2020-03-05'],
    ['2020.03.5', '2020-03-05'],
    ['2020年3月5日', '2020-03-05'],
    ['20200305', '2020-03-05'],
    ['２０２０-３-５', '2020-03-05'],
    ['soon', 'soon'],
    ['3/5', '3/5'],
  ])('%s is %s', (typed, day) => expect(typedDay(typed)).toBe(day));
});

describe('tables that leave', () => {
  test('a cell that a spreadsheet would run is kept as text', () => {
    expect(harmless('=1+1')).toBe("'=1+1");
    expect(harmless('@sum')).toBe("'@sum");
    expect(harmless('+86 139')).toBe("'+86 139");
    expect(harmless('-cmd|x')).toBe("'-cmd|x");
    expect(harmless('-12.5')).toBe('-12.5');
    expect(harmless('苹果')).toBe('苹果');
  });
  test('csv quotes what must be quoted', () => {
    expect(
      csvText([
        ['a', 'b,c'],
        ['d"e', 'f\ng'],
      ]),
    ).toBe('a,"b,c"\r\n"d""e","f\ng"\r\n');
  });
  test('a copied cell never breaks its row', () => {
    expect(tabText([['a\tb', 'c\r\nd']])).toBe('a b\tc d');
  });
});
