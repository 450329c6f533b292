// What a person confirms about a sheet before it comes in: which column is which field, and what
// holds for every row. Plain values, so that they can be tried without a page.
import type { Field, GridRange, ImportSheet, Ledger, SheetMapping } from '../api/types';
import { t } from './i18n';

export interface Target {
  name: string;
  title: string;
  required: boolean;
  field?: Field;
}
export interface PlannedColumn {
  column: number;
  title: string;
  target: string;
  power: number;
  ticked: string;
}
export interface SheetPlan {
  sheet: ImportSheet;
  taken: boolean;
  columns: PlannedColumn[];
  constants: Record<string, string>;
  units: Record<string, string>;
  year: number;
  takeParts: boolean;
}

export function targetsOf(ledger: Ledger): Target[] {
  const fixed: [string, string, boolean][] = [
    ['unit', t('web.entry.unit'), true],
    ['on', t('web.entry.on'), true],
  ];
  if (ledger.dates === 'span') fixed.push(['until', t('web.entry.until'), false]);
  fixed.push(
    ['tags', t('web.entry.tags'), false],
    ['hosts', t('web.entry.hosts'), false],
    ['key', t('web.import.key'), false],
  );
  return [
    ...fixed.map(([name, title, required]) => ({ name, title, required })),
    ...ledger.fields.map((field) => ({
      name: field.name,
      title: field.title,
      required: field.required,
      field,
    })),
  ];
}

export function planOf(sheet: ImportSheet): SheetPlan {
  return {
    sheet,
    taken: sheet.has_table && !sheet.hidden,
    columns: sheet.columns.map(({ column, title, target, power, ticked }) => ({
      column,
      title,
      target,
      power,
      ticked,
    })),
    constants: { ...sheet.constants },
    units: { ...sheet.units },
    year: sheet.year,
    takeParts: sheet.take_parts,
  };
}

// What the ledger must have of every row and the sheet has no column for.
export function neededOf(plan: SheetPlan, targets: Target[]): Target[] {
  return targets.filter(
    ({ name, required }) => required && !plan.columns.some(({ target }) => target === name),
  );
}
export const missingOf = (plan: SheetPlan, targets: Target[]): Target[] =>
  neededOf(plan, targets).filter(({ name }) => !plan.constants[name]?.trim());

export function mappingOf(plan: SheetPlan, targets: Target[]): SheetMapping {
  const needed = neededOf(plan, targets).map(({ name }) => name);
  return {
    sheet: plan.sheet.sheet,
    form: plan.sheet.form,
    columns: plan.columns.map(({ title, target, power, ticked }) => ({
      title,
      target,
      power,
      ticked,
    })),
    constants: Object.fromEntries(
      Object.entries(plan.constants).filter(
        // What was constant before a column was found for it is so no longer.
        ([name, text]) =>
          text.trim() &&
          (needed.includes(name) || !plan.columns.some(({ target }) => target === name)),
      ),
    ),
    units: plan.units,
    year: plan.year,
    take_parts: plan.takeParts,
  };
}

// Factors people meet: the number in the sheet times 10^power is the number in the ledger.
export const POWERS = [0, 4, 8, -4, 2, 3, -2, -3, -8];
export const powersFor = (power: number): number[] =>
  POWERS.includes(power) ? POWERS : [...POWERS, power];
export function powerText(power: number): string {
  if (power === 0) return '× 1';
  return `${power > 0 ? '×' : '÷'} ${`1${'0'.repeat(Math.abs(power))}`.replace(
    /\B(?=(\d{3})+$)/g,
    '\u202f',
  )}`;
}

export interface PictureCell {
  text: string;
  column: number; // 1-based
  columns: number;
  rows: number;
}
// The cells of a row of the header as they are drawn: a merged range once, where it begins.
export function pictureRow(
  row: { number: number; cells: string[] },
  width: number,
  merged: GridRange[],
  firstRow: number,
): PictureCell[] {
  const cells: PictureCell[] = [];
  for (let column = 1; column <= width;) {
    const range = merged.find(
      (each) =>
        each.first_row <= row.number &&
        row.number <= each.last_row &&
        each.first_column <= column &&
        column <= each.last_column,
    );
    const last = range ? Math.min(range.last_column, width) : column;
    const begins = !range || Math.max(range.first_row, firstRow) === row.number;
    if (begins) {
      cells.push({
        text: row.cells[column - 1] ?? '',
        column,
        columns: last - column + 1,
        rows: range ? range.last_row - row.number + 1 : 1,
      });
    }
    column = last + 1;
  }
  return cells;
}
