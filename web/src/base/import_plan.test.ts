import { describe, expect, test } from 'vitest';
import type { ImportSheet, Ledger } from '../api/types';
import { mappingOf, missingOf, pictureRow, planOf, powerText, targetsOf } from './import_plan';

const ledger = {
  dates: 'day',
  fields: [
    { name: 'topic', title: '主题', required: true, type: 'text' },
    { name: 'audience', title: '听众', required: false, type: 'integer' },
  ],
} as unknown as Ledger;
const column = (number: number, title: string, target: string, power = 0) => ({
  column: number,
  title,
  target,
  power,
  ticked: '',
});
const sheet = {
  sheet: 0,
  form: 'f',
  has_table: true,
  hidden: false,
  constants: { unit: 'A' },
  units: {},
  year: 2020,
  take_parts: false,
  columns: [column(1, '日期', 'on'), column(2, '听众（万人次）', 'audience', 4)],
} as unknown as ImportSheet;

describe('the plan of a sheet', () => {
  test('names what is missing until a column or a constant gives it', () => {
    const targets = targetsOf(ledger);
    const plan = planOf(sheet);
    expect(missingOf(plan, targets).map(({ name }) => name)).toEqual(['topic']);
    plan.constants.topic = '科普讲座';
    expect(missingOf(plan, targets)).toEqual([]);
    expect(mappingOf(plan, targets)).toEqual({
      sheet: 0,
      form: 'f',
      columns: [
        { title: '日期', target: 'on', power: 0, ticked: '' },
        { title: '听众（万人次）', target: 'audience', power: 4, ticked: '' },
      ],
      constants: { unit: 'A', topic: '科普讲座' },
      units: {},
      year: 2020,
      take_parts: false,
    });
  });
  test('drops a constant for which a column was found', () => {
    const plan = planOf(sheet);
    plan.constants.topic = '讲座';
    plan.columns[1]!.target = 'topic';
    expect(mappingOf(plan, targetsOf(ledger)).constants).toEqual({ unit: 'A' });
  });
});

describe('the picture of a header', () => {
  const merged = [
    { first_row: 2, first_column: 2, last_row: 2, last_column: 3 },
    { first_row: 2, first_column: 1, last_row: 3, last_column: 1 },
  ];
  test('draws a merged range once', () => {
    const first = pictureRow({ number: 2, cells: ['单位', '人数', ''] }, 3, merged, 2);
    expect(first).toEqual([
      { text: '单位', column: 1, columns: 1, rows: 2 },
      { text: '人数', column: 2, columns: 2, rows: 1 },
    ]);
    const second = pictureRow({ number: 3, cells: ['', '男', '女'] }, 3, merged, 2);
    expect(second.map(({ text }) => text)).toEqual(['男', '女']);
  });
});

test('factors read as people say them', () => {
  expect([0, 4, -4].map(powerText)).toEqual(['× 1', '× 10\u202f000', '÷ 10\u202f000']);
});
