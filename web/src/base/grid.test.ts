import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Field, Ledger, Unit } from '../api/types';
import {
  cellOfFault,
  columnsOf,
  emptyRow,
  fillDown,
  importText,
  paste,
  rangeOf,
  readCell,
  unitBook,
} from './grid';
import { useLanguage } from './i18n';

const field = (name: string, title: string, more: Partial<Field> = {}): Field => ({
  name,
  title,
  type: 'text',
  required: false,
  private: false,
  scale: 0,
  min: '',
  max: '',
  length_max: 20,
  measure_unit: '',
  choices: [],
  ledger: '',
  help: '',
  party_kind: '',
  ...more,
});
const ledger: Ledger = {
  name: 'training',
  title: 'Trainings',
  pack: 'common',
  dates: 'span',
  tags: [],
  evidence_min: 0,
  review: { people: 1, author: true, superior: false },
  expects: '',
  duplicate_key: [],
  name_field: 'topic',
  may: ['enter'],
  fields: [
    field('topic', '培训主题', { required: true }),
    field('kind', '类别', { type: 'choice', choices: [{ code: 'apple', title: '苹果' }] }),
    field('trainees', '受训人次', { type: 'integer', min: '1', max: '100' }),
  ],
};
const unit = (code: string, name: string, short: string): Unit => ({
  code,
  name,
  short,
  kind: 'village',
  parent: '',
  depth: 0,
  size: 1,
  mine: true,
});
const units = unitBook([
  unit('u1', '潼关县科学技术协会', '县科协'),
  unit('u2', '某某村', '某村'),
  unit('u3', '某某村', '另一村'),
]);
let keys = 0;
const key = () => `k${(keys += 1)}`;
const rows = (count: number) =>
  Array.from({ length: count }, () => emptyRow(columnsOf(ledger), key()));

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => 'zh-CN', setItem: () => {} });
  vi.stubGlobal('document', { documentElement: {} });
  await useLanguage('zh-CN');
});

describe('the grid', () => {
  test('has the columns of an import', () => {
    expect(columnsOf(ledger).map(({ name }) => name)).toEqual([
      'on',
      'until',
      'unit',
      'topic',
      'kind',
      'trainees',
    ]);
  });
  test('takes a paste from its cell on, and grows', () => {
    const done = paste(
      rows(1),
      columnsOf(ledger),
      { row: 0, column: 3 },
      [
        ['a', '苹果'],
        ['b', ''],
      ],
      key,
    );
    expect(done.rows).toHaveLength(2);
    expect(done.rows[1]?.cells[3]).toBe('b');
    expect(done.changed).toEqual({ top: 0, left: 3, bottom: 1, right: 4 });
  });
  test('matches a title row with its columns, whatever their order', () => {
    const table = [
      ['受训人次（人次）', '备注', '培训主题', '填报单位'],
      ['30', 'x', '剪枝', '县科协'],
    ];
    const done = paste(rows(2), columnsOf(ledger), { row: 0, column: 0 }, table, key);
    expect(done.headed).toBe(true);
    expect(done.rows[0]?.cells).toEqual(['', '', '县科协', '剪枝', '', '30']);
    expect(done.rows).toHaveLength(2);
  });
  test('takes five hundred rows', () => {
    const table = Array.from({ length: 500 }, (_, at) => [
      '2020-3-5',
      '',
      '县科协',
      `t${at}`,
      '苹果',
      '7',
    ]);
    const done = paste(rows(20), columnsOf(ledger), { row: 0, column: 0 }, table, key);
    expect(done.rows).toHaveLength(500);
    const { text, lines } = importText(done.rows, columnsOf(ledger), units);
    expect(lines).toHaveLength(500);
    expect(text.split('\r\n')[1]).toMatch(/^k\d+,2020-03-05,,u1,t0,apple,7$/);
  });
  test('fills down what stands on top, or above a single cell', () => {
    const three = rows(3);
    if (three[0]) three[0].cells[3] = 'x';
    const filled = fillDown(three, rangeOf([0, 3], [2, 3]));
    expect(filled.map((row) => row.cells[3])).toEqual(['x', 'x', 'x']);
    const one = fillDown(three, rangeOf([1, 3], [1, 3]));
    expect(one.map((row) => row.cells[3])).toEqual(['x', 'x', '']);
  });
  test.each([
    ['on', '2020年3月5日', '2020-03-05', ''],
    ['on', '', '', '请填写“开始日期”。'],
    ['until', '', '', ''],
    ['unit', '县科协', 'u1', ''],
    ['unit', '某某村', '某某村', '没有名为“某某村”的单位，或有多个同名单位，请填写单位编码。'],
    ['kind', '苹果', 'apple', ''],
    ['kind', 'apple', 'apple', ''],
    ['kind', '梨', '梨', '“类别”中没有“梨”这一选项。'],
    ['trainees', '１０', '10', ''],
    ['trainees', '101', '101', '“受训人次”不能大于 100。'],
    ['trainees', '1.5', '1.5', '“受训人次”应为整数。'],
    ['topic', '', '', '请填写“培训主题”。'],
  ])('a cell of %s with %j means %j, %j', (name, typed, raw, fault) => {
    const column = columnsOf(ledger).find((each) => each.name === name);
    if (!column) throw new Error(name);
    expect(readCell(column, typed, units)).toEqual({ raw, fault });
  });
  test('finds the cell of a fault the import reports, empty rows between', () => {
    const lines = [0, 4, 5];
    expect(cellOfFault('grid.csv:3:trainees', columnsOf(ledger), lines)).toEqual({
      row: 4,
      column: 5,
    });
    expect(cellOfFault('grid.csv:4', columnsOf(ledger), lines)).toEqual({ row: 5, column: 0 });
    expect(cellOfFault('elsewhere', columnsOf(ledger), lines)).toBeUndefined();
  });
});
