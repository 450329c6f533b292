// The like figure of another unit: same indicator, same period, same part of a field.
import type { Figure } from '../api/types';

const keyOf = ({ indicator, period, filter }: Figure) =>
  `${indicator}|${period}|${Object.entries(filter).sort().join('|')}`;

export function besideOf(
  rows: readonly Figure[],
): (figure: Figure | undefined) => Figure | undefined {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return (figure) => (figure ? found.get(keyOf(figure)) : undefined);
}
