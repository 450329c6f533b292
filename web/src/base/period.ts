// Periods as the interface writes them: 2020, 2020-H1, 2020-Q3, 2020-11.

export type PeriodKind = 'year' | 'half' | 'quarter' | 'month';
export interface Period {
  kind: PeriodKind;
  year: number;
  number: number; // 1 for a year
}

const MONTHS: Record<PeriodKind, number> = { year: 12, half: 6, quarter: 3, month: 1 };

export function parsePeriod(text: string): Period | undefined {
  const found = /^(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!found) return undefined;
  const year = Number(found[1]);
  if (year < 1900 || year > 2199) return undefined;
  if (found[2]) return { kind: 'half', year, number: Number(found[3]) };
  if (found[4]) return { kind: 'quarter', year, number: Number(found[5]) };
  if (found[6]) return { kind: 'month', year, number: Number(found[6]) };
  return { kind: 'year', year, number: 1 };
}

export function periodText({ kind, year, number }: Period): string {
  const start = String(year).padStart(4, '0');
  if (kind === 'half') return `${start}-H${number}`;
  if (kind === 'quarter') return `${start}-Q${number}`;
  if (kind === 'month') return `${start}-${String(number).padStart(2, '0')}`;
  return start;
}

// The period so many steps of its own length later; negative steps go back.
export function shifted({ kind, year, number }: Period, steps: number): Period {
  const count = 12 / MONTHS[kind];
  const index = year * count + (number - 1) + steps;
  return { kind, year: Math.floor(index / count), number: (index % count) + 1 };
}

// The period of another length that holds, or lies at the start of, the present one.
export function as(kind: PeriodKind, period: Period): Period {
  const month = (period.number - 1) * MONTHS[period.kind];
  return { kind, year: period.year, number: Math.floor(month / MONTHS[kind]) + 1 };
}

const two = (number: number) => String(number).padStart(2, '0');
const day = (year: number, month: number, date: number) =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;

export function firstDay({ kind, year, number }: Period): string {
  return day(year, (number - 1) * MONTHS[kind] + 1, 1);
}

export function lastDay(period: Period): string {
  const month = period.number * MONTHS[period.kind];
  return day(period.year, month, new Date(Date.UTC(period.year, month, 0)).getUTCDate());
}

export function holds(period: Period, on: string): boolean {
  return firstDay(period) <= on && on <= lastDay(period);
}

// Today in the time of the person's own machine, 2020-11-03.
export function today(now: Date = new Date()): string {
  return day(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

export function thisYear(now: Date = new Date()): Period {
  return { kind: 'year', year: now.getFullYear(), number: 1 };
}
