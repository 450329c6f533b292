// Where the tiles of a unit map stand, and how deep their colour is. It is a drawing of units, not
// of borders: a province stands about where it lies, and below it units stand in their own order.
import type { Figure } from '../api/types';
import { compare, isDecimal } from './decimal';
import type { PivotRow } from './pivot';

// The 34 regions at province level, each with its row and column. A region is called by the
// sentence that names it, which ends with the first two digits of its code (GB/T 2260).
const PLACES = [
  ['web.region.23', 1, 9],
  ['web.region.15', 2, 6],
  ['web.region.21', 2, 8],
  ['web.region.22', 2, 9],
  ['web.region.65', 3, 1],
  ['web.region.62', 3, 3],
  ['web.region.64', 3, 4],
  ['web.region.14', 3, 5],
  ['web.region.13', 3, 6],
  ['web.region.11', 3, 7],
  ['web.region.12', 3, 8],
  ['web.region.63', 4, 2],
  ['web.region.61', 4, 4],
  ['web.region.41', 4, 5],
  ['web.region.37', 4, 6],
  ['web.region.32', 4, 7],
  ['web.region.54', 5, 1],
  ['web.region.51', 5, 3],
  ['web.region.50', 5, 4],
  ['web.region.42', 5, 5],
  ['web.region.34', 5, 6],
  ['web.region.31', 5, 8],
  ['web.region.53', 6, 3],
  ['web.region.52', 6, 4],
  ['web.region.43', 6, 5],
  ['web.region.36', 6, 6],
  ['web.region.33', 6, 7],
  ['web.region.45', 7, 4],
  ['web.region.44', 7, 5],
  ['web.region.35', 7, 6],
  ['web.region.71', 7, 8],
  ['web.region.46', 8, 4],
  ['web.region.82', 8, 5],
  ['web.region.81', 8, 6],
] as const;
export type Region = (typeof PLACES)[number][0];
export const REGIONS: ReadonlyMap<Region, readonly [number, number]> = new Map(
  PLACES.map(([region, row, column]) => [region, [row, column]]),
);
export const LEVELS = 5;

export interface Tile {
  unit: string;
  title: string;
  figure: Figure | undefined;
  level: number; // 1 to LEVELS, the deepest for the largest; 0 for zero or below; -1: no value
}
export interface Step {
  level: number;
  least: string;
  most: string;
}

// The region of a unit of a province's own code (610000), else nothing.
export function regionOf(code: string): Region | undefined {
  const region = `web.region.${code.slice(0, 2)}` as Region;
  return /^\d\d0000$/.test(code) && REGIONS.has(region) ? region : undefined;
}

export const unitOf = ({ part }: PivotRow): string => part.slice(0, part.indexOf('@'));

// Each step holds about as many different values as another, so that one large unit does not make
// all others look alike; equal values are always of one step.
export function steps(values: readonly string[]): Step[] {
  const above = values.filter((value) => isDecimal(value) && compare(value, '0') > 0);
  above.sort(compare);
  const different = above.filter((value, at) => at === 0 || compare(value, above[at - 1]!) !== 0);
  const count = Math.min(LEVELS, different.length);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * different.length) / count);
    const until = Math.floor(((at + 1) * different.length) / count);
    return {
      level: LEVELS - count + at + 1,
      least: different[from]!,
      most: different[until - 1]!,
    };
  });
}

export function tilesOf(rows: readonly PivotRow[]): { tiles: Tile[]; steps: Step[] } {
  const valueOf = (row: PivotRow) => {
    const cell = row.cells[0];
    return cell && cell.kind !== 'missing' && isDecimal(cell.value) ? cell.value : undefined;
  };
  const found = steps(rows.map(valueOf).filter((value) => value !== undefined));
  const levelOf = (value: string | undefined) => {
    if (value === undefined) return -1;
    return (
      found.find(({ most }) => compare(value, most) <= 0 && compare(value, '0') > 0)?.level ?? 0
    );
  };
  const tiles = rows.map((row) => ({
    unit: unitOf(row),
    title: row.title,
    figure: row.cells[0],
    level: levelOf(valueOf(row)),
  }));
  return { tiles, steps: found };
}
