// Figures as a table: a row a part (unit, month, value of a field), a column an indicator.
import type { FigureRow } from '../api/types';
import { compare, isDecimal } from './decimal';

export interface PivotRow {
  part: string;
  title: string;
  cells: (FigureRow | undefined)[];
  rank: number; // among the rows that have a value in the sorted column; 0 for none
}
export interface Order {
  column: number; // -1: as the server gave them
  down: boolean;
}

export function pivot(rows: readonly FigureRow[], indicators: readonly string[]): PivotRow[] {
  const parts = new Map<string, PivotRow>();
  for (const row of rows) {
    // A name is INDICATOR@UNIT@PERIOD?FILTER: what follows the indicator is the part.
    const part = row.name.slice(row.name.indexOf('@') + 1);
    const found = parts.get(part) ?? {
      part,
      title: row.part_title ?? part,
      cells: indicators.map(() => undefined),
      rank: 0,
    };
    parts.set(part, found);
    const column = indicators.indexOf(row.indicator);
    if (column >= 0) found.cells[column] = row;
  }
  return [...parts.values()];
}

// Rows without a value stand last whichever way the order runs.
export function ordered(rows: readonly PivotRow[], { column, down }: Order): PivotRow[] {
  if (column < 0) return [...rows];
  const value = (row: PivotRow) => row.cells[column]?.value ?? '';
  const known = rows.filter((row) => isDecimal(value(row)));
  const unknown = rows.filter((row) => !isDecimal(value(row)));
  known.sort((a, b) => compare(value(a), value(b)) * (down ? -1 : 1));
  const best = [...known].sort((a, b) => compare(value(b), value(a)));
  const rankOf = (row: PivotRow) =>
    1 + best.findIndex((each) => compare(value(each), value(row)) === 0);
  return [
    ...known.map((row) => ({ ...row, rank: rankOf(row) })),
    ...unknown.map((row) => ({ ...row, rank: 0 })),
  ];
}
