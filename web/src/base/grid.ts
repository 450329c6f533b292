// The grid of many records: what its columns are, what a typed cell means, pasting, filling down,
// taking back. Cells hold what people see (苹果, a unit's name); codes are found when it is checked.
import type { Field, Ledger, Unit } from '../api/types';
import { typedDecimal } from './decimal';
import { t } from './i18n';
import { csvText, typedDay } from './table_text';
import { faultOf, isDay } from './validate';

export interface Column {
  name: string; // as in the csv of an import
  title: string;
  kind: 'on' | 'until' | 'unit' | 'field';
  field?: Field;
  numeric: boolean;
}
export interface GridRow {
  key: string; // stays with the row, so that sending twice enters it once
  cells: string[];
}
export interface Read {
  raw: string;
  fault: string;
}
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export function columnsOf(ledger: Ledger): Column[] {
  const span = ledger.dates === 'span';
  const columns: Column[] = [
    { name: 'on', title: t(span ? 'web.entry.from' : 'web.entry.on'), kind: 'on', numeric: false },
  ];
  if (span)
    columns.push({ name: 'until', title: t('web.entry.until'), kind: 'until', numeric: false });
  columns.push({ name: 'unit', title: t('web.entry.unit'), kind: 'unit', numeric: false });
  for (const field of ledger.fields) {
    const numeric = field.type === 'integer' || field.type === 'decimal';
    columns.push({ name: field.name, title: field.title, kind: 'field', field, numeric });
  }
  return columns;
}

export const emptyRow = (columns: readonly Column[], key: string): GridRow => ({
  key,
  cells: columns.map(() => ''),
});
export const isEmpty = (row: GridRow) => row.cells.every((cell) => cell.trim() === '');

// Units by code, name and short name; a name that two units bear stands for neither.
export function unitBook(units: readonly Unit[]): Map<string, string> {
  const book = new Map<string, string>();
  for (const unit of units) {
    for (const name of new Set([unit.name, unit.short])) {
      if (name) book.set(name, book.has(name) && book.get(name) !== unit.code ? '' : unit.code);
    }
  }
  for (const unit of units) book.set(unit.code, unit.code);
  return book;
}

export type UnitBook = Pick<ReadonlyMap<string, string>, 'get'>;

// What a cell means to the server, and what is wrong with it.
export function readCell(column: Column, text: string, units: UnitBook): Read {
  const typed = text.trim();
  const needed = t('web.fault.needed', { title: column.title });
  if (column.kind === 'on' || column.kind === 'until') {
    if (!typed) return { raw: '', fault: column.kind === 'on' ? needed : '' };
    const raw = typedDay(typed);
    return { raw, fault: isDay(raw) ? '' : t('web.fault.no_day', { title: column.title }) };
  }
  if (column.kind === 'unit' || column.field?.type === 'unit') {
    const must = column.kind === 'unit' || column.field?.required;
    if (!typed) return { raw: '', fault: must ? needed : '' };
    const raw = units.get(typed) ?? '';
    return { raw: raw || typed, fault: raw ? '' : t('web.fault.no_unit', { text: typed }) };
  }
  return readField(column.field as Field, typed);
}

function readField(field: Field, typed: string): Read {
  let raw = typed;
  if (field.type === 'integer' || field.type === 'decimal') raw = typedDecimal(typed);
  else if (field.type === 'date') raw = typed && typedDay(typed);
  else if (field.type === 'choice') {
    raw = field.choices.find(({ code, title }) => title === typed || code === typed)?.code ?? typed;
  }
  return { raw, fault: faultOf(field, raw) };
}

// Where pasted columns go: by their titles when the first row holds them, else from the cell on.
function targets(
  columns: readonly Column[],
  head: readonly string[] | undefined,
  left: number,
): number[] | undefined {
  const plain = (text: string) => text.replace(/[\s*（(].*$/, '').trim();
  const found = head?.map((title) =>
    columns.findIndex(
      (column) => plain(column.title) === plain(title) || column.name === title.trim(),
    ),
  );
  const known = found?.filter((index) => index >= 0).length ?? 0;
  if (found && known >= 2 && known * 2 > found.length) return found;
  return head?.map((_, index) => (left + index < columns.length ? left + index : -1));
}

export function paste(
  rows: readonly GridRow[],
  columns: readonly Column[],
  at: { row: number; column: number },
  table: readonly (readonly string[])[],
  makeKey: () => string,
): { rows: GridRow[]; changed: Range; headed: boolean } {
  const places = targets(columns, table[0], at.column) ?? [];
  const headed =
    places.some((place, index) => place !== at.column + index && place >= 0) ||
    (table[0]?.every((cell, index) => cell.trim() === columns[places[index] ?? -1]?.title) ??
      false);
  const body = headed ? table.slice(1) : table;
  const next = rows.map((row) => row);
  body.forEach((cells, offset) => {
    const index = at.row + offset;
    while (next.length <= index) next.push(emptyRow(columns, makeKey()));
    const target = { ...(next[index] as GridRow) };
    target.cells = [...target.cells];
    cells.forEach((cell, from) => {
      const place = headed ? (places[from] ?? -1) : at.column + from;
      if (place >= 0 && place < columns.length)
        target.cells[place] = cell.replace(/\s*\n\s*/g, ' ');
    });
    next[index] = target;
  });
  const width = Math.max(1, ...body.map((cells) => cells.length));
  const changed: Range = headed
    ? { top: at.row, left: 0, bottom: at.row + body.length - 1, right: columns.length - 1 }
    : {
        top: at.row,
        left: at.column,
        bottom: at.row + body.length - 1,
        right: Math.min(columns.length - 1, at.column + width - 1),
      };
  return { rows: next, changed, headed };
}

export function setCells(
  rows: readonly GridRow[],
  range: Range,
  value: (row: number, column: number) => string,
): GridRow[] {
  return rows.map((row, at) => {
    if (at < range.top || at > range.bottom) return row;
    return {
      ...row,
      cells: row.cells.map((cell, column) =>
        column < range.left || column > range.right ? cell : value(at, column),
      ),
    };
  });
}

export function fillDown(rows: readonly GridRow[], range: Range): GridRow[] {
  // One cell takes what stands above it, as in a spreadsheet.
  const from = range.top === range.bottom ? Math.max(0, range.top - 1) : range.top;
  return setCells(rows, range, (_, column) => rows[from]?.cells[column] ?? '');
}

export const rangeOf = (a: [number, number], b: [number, number]): Range => ({
  top: Math.min(a[0], b[0]),
  bottom: Math.max(a[0], b[0]),
  left: Math.min(a[1], b[1]),
  right: Math.max(a[1], b[1]),
});

// The csv that an import takes; empty rows are left out. `lines` says which row a line is.
export function importText(
  rows: readonly GridRow[],
  columns: readonly Column[],
  units: UnitBook,
): { text: string; lines: number[] } {
  const table = [['key', ...columns.map((column) => column.name)]];
  const lines: number[] = [];
  rows.forEach((row, at) => {
    if (isEmpty(row)) return;
    lines.push(at);
    const raws = columns.map(
      (column, index) => readCell(column, row.cells[index] ?? '', units).raw,
    );
    table.push([row.key, ...raws.map((raw) => raw.replace(/[\r\n]+/g, ' '))]);
  });
  return { text: csvText(table), lines };
}

// The cell of an import's fault, "grid.csv:3:trainees": line 1 holds the titles.
export function cellOfFault(
  where: string,
  columns: readonly Column[],
  lines: readonly number[],
): { row: number; column: number } | undefined {
  const found = /:(\d+)(?::([a-z_]\w*))?$/.exec(where);
  const row = found ? lines[Number(found[1]) - 2] : undefined;
  if (row === undefined) return undefined;
  return {
    row,
    column: Math.max(
      0,
      columns.findIndex((column) => column.name === found?.[2]),
    ),
  };
}
