// The tree of units as rows: which are seen, and which match what is typed.
import type { Unit } from '../api/types';

export const ROWS_MAX = 200;

export interface UnitRow {
  unit: Unit;
  path: string; // of the units above, for a search's finds
}

// By the code of the parent, '' for roots; in order of code.
export function childrenOf(units: readonly Unit[]): Map<string, Unit[]> {
  const below = new Map<string, Unit[]>();
  for (const unit of units) {
    const siblings = below.get(unit.parent);
    if (siblings) siblings.push(unit);
    else below.set(unit.parent, [unit]);
  }
  for (const siblings of below.values()) siblings.sort((a, b) => (a.code < b.code ? -1 : 1));
  return below;
}

export function seenRows(
  below: ReadonlyMap<string, readonly Unit[]>,
  open: ReadonlySet<string>,
): UnitRow[] {
  const rows: UnitRow[] = [];
  const add = (parent: string): void => {
    for (const unit of below.get(parent) ?? []) {
      if (rows.length >= ROWS_MAX) return;
      rows.push({ unit, path: '' });
      if (open.has(unit.code)) add(unit.code);
    }
  };
  add('');
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
