// Which cell of a superior's workbook takes what: the mapping as people keep it, and as it goes
// with the workbook.
import type { FormPlace } from '../api/wire';
import { csvText } from './table_text';

// How a superior's cell counts: in ones, in ten thousands (4), in hundred millions (8).
export const POWERS = [0, 2, 3, 4, 6, 8] as const;
export const countsIn = (power: number) =>
  `1${'0'.repeat(power)}`.replace(/\B(?=(\d{3})+$)/g, '\u202f');

export const placeKey = ({ sheet, cell }: { sheet: string; cell: string }) =>
  `${sheet}!${cell.toUpperCase()}`;

export const mappingOf = (places: readonly FormPlace[]): string =>
  csvText([
    ['sheet', 'cell', 'take', 'power', 'label'],
    ...places.map(({ sheet, cell, take, power, label }) => [
      sheet,
      cell,
      take,
      String(power),
      label,
    ]),
  ]);

// A mapping that is applied knows nothing of the words beside its cells: they stay as they were.
export function withLabels(
  places: readonly FormPlace[],
  before: readonly FormPlace[],
): FormPlace[] {
  const known = new Map(before.map((place) => [placeKey(place), place.label]));
  return places.map((place) => ({
    ...place,
    label: place.label || (known.get(placeKey(place)) ?? ''),
  }));
}

// The place of a cell in the one order that a workbook has: by column after the row.
const CELL = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
export const isCell = (text: string) => CELL.test(text.trim().toUpperCase());

// With one place added, changed (`at`), or in the place of another of the same cell.
export function withPlace(
  places: readonly FormPlace[],
  place: FormPlace,
  at?: FormPlace,
): FormPlace[] {
  const key = placeKey(place);
  const kept = places.filter((each) => each === at || placeKey(each) !== key);
  return at && kept.includes(at)
    ? kept.map((each) => (each === at ? place : each))
    : [...kept, place];
}
