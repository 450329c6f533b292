// The tree of units as rows: which are seen, and which match what is typed.
import type { Unit } from '../api/types';

export const ROWS_MAX = 200;

export interface UnitRow {
  unit: Unit;
  path: string; // of the units above, for a search's finds
}

export function seenRows(units: readonly Unit[], open: ReadonlySet<string>): UnitRow[] {
  const rows: UnitRow[] = [];
  // Rows come in preorder: below a closed unit, all deeper ones are passed over.
  let hiddenBelow = Infinity;
  for (const unit of units) {
    if (unit.depth > hiddenBelow) continue;
    hiddenBelow = open.has(unit.code) ? Infinity : unit.depth;
    rows.push({ unit, path: '' });
    if (rows.length >= ROWS_MAX) break;
  }
  return rows;
}

export function pathOf(unit: Unit, byCode: ReadonlyMap<string, Unit>): string {
  const names: string[] = [];
  let above = byCode.get(unit.parent);
  while (above && names.length < 12) {
    names.unshift(above.short || above.name);
    above = byCode.get(above.parent);
  }
  return names.join(' / ');
}

// Every typed word must stand in the name, the short name or the code; all scripts as typed.
export function foundRows(
  units: readonly Unit[],
  byCode: ReadonlyMap<string, Unit>,
  typed: string,
): UnitRow[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const rows: UnitRow[] = [];
  for (const unit of units) {
    const text = `${unit.name} ${unit.short} ${unit.code}`.normalize('NFKC').toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    rows.push({ unit, path: pathOf(unit, byCode) });
    if (rows.length >= ROWS_MAX) break;
  }
  return rows;
}
