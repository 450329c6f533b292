// What pages of plans say and draw: periods of plans, lights in words, splits that add up.
import type { Light, Part, Target } from '../api/plans';
import { isDecimal, sum, typedDecimal } from './decimal';
import { showNumber, showPeriod } from './format';
import { t, type MessageId } from './i18n';
import { firstDay, lastDay, parsePeriod } from './period';

const YEARS = /^(\d{4})\.\.(\d{4})$/;

// The five-year plan that a year belongs to: 2016..2020.
export function fiveYearsOf(year: number): string {
  const first = year - ((year - 1) % 5);
  return `${first}..${first + 4}`;
}

export function showPlanPeriod(text: string): string {
  const years = YEARS.exec(text);
  if (years) return t('web.plan.years', { from: years[1] ?? '', to: years[2] ?? '' });
  return showPeriod(text);
}

// The parts that a path can be told by, with the periods they are.
export function pathsOf(period: string): { part: Part; periods: string[] }[] {
  const years = YEARS.exec(period);
  if (years) {
    const from = Number(years[1]);
    const count = Number(years[2]) - from + 1;
    return [{ part: 'year', periods: [...Array(count).keys()].map((at) => String(from + at)) }];
  }
  if (!/^\d{4}$/.test(period)) return [];
  const two = (number: number) => String(number).padStart(2, '0');
  const part = (name: Part, count: number, text: (number: number) => string) => ({
    part: name,
    periods: [...Array(count).keys()].map((at) => `${period}-${text(at + 1)}`),
  });
  return [
    part('half', 2, (number) => `H${number}`),
    part('quarter', 4, (number) => `Q${number}`),
    part('month', 12, two),
  ];
}

// The parts of a period of which each can be wanted something.
export function rhythmsOf(period: string): Part[] {
  if (YEARS.test(period)) return ['year', 'half', 'quarter', 'month'];
  return /^\d{4}$/.test(period) ? ['half', 'quarter', 'month', 'week'] : ['month'];
}

export const LIGHTS: Record<Light, { look: string; title: MessageId }> = {
  late: { look: 'bad', title: 'web.plan.light_late' },
  behind: { look: 'warn', title: 'web.plan.light_behind' },
  unknown: { look: 'plum', title: 'web.plan.light_unknown' },
  on_track: { look: 'info', title: 'web.plan.light_on_track' },
  done: { look: 'good', title: 'web.plan.light_done' },
  not_due: { look: '', title: 'web.plan.light_not_due' },
};
export const LIGHT_LIST = Object.keys(LIGHTS) as Light[];

export const PARTS: Record<Part, MessageId> = {
  week: 'web.plan.part_week',
  month: 'web.plan.part_month',
  quarter: 'web.plan.part_quarter',
  half: 'web.plan.part_half',
  year: 'web.plan.part_year',
};

// A number of a target with its unit of measure, which has another form beside 1 in some languages.
type Measured = Pick<Target, 'unit_of_measure' | 'unit_of_one'>;
export const measureFor = (value: string, target: Measured) =>
  value === '1' ? target.unit_of_one : target.unit_of_measure;
export const measured = (value: string, target: Measured) =>
  [showNumber(value), measureFor(value, target)].filter(Boolean).join(' ');

// What is wanted, in words: at least 400, each month at least 2, none.
export function wantedWords(target: Target): string {
  const { value, terms } = target;
  if (!value) return t('web.plan.not_set');
  if (terms.direction === 'zero') return t('web.plan.want_zero');
  const text = measured(value, target);
  if (terms.direction === 'at_most') return t('web.plan.want_at_most', { value: text });
  if (terms.direction === 'each' && terms.each) {
    return t('web.plan.want_each', { part: t(PARTS[terms.each]), value: text });
  }
  return t('web.plan.want_at_least', { value: text });
}

// A length on the screen, 0 to 1; no figure is computed here.
export function shareOf(part: string, whole: string): number {
  const [length, all] = [Number(part), Number(whole)];
  if (part === '' || !Number.isFinite(length) || !Number.isFinite(all) || all <= 0) return 0;
  return Math.min(1, Math.max(0, length / all));
}

const DAY_MS = 86_400_000;
// How much of a part of time lies behind at the end of a day, 0 to 1: a place on the screen.
export function elapsed(period: string, on: string): number {
  const found = parsePeriod(period);
  if (!found) return 1;
  const [first, last, at] = [firstDay(found), lastDay(found), on].map((day) => Date.parse(day));
  if (first === undefined || last === undefined || at === undefined || at >= last) return 1;
  return Math.max(0, (at - first + DAY_MS) / (last - first + DAY_MS));
}

export const negated = (text: string) =>
  text.startsWith('-') ? text.slice(1) : `-${text.replace(/^\+/, '')}`;

export interface Split {
  unit: string;
  typed: string;
  present: string; // "": none
  version: number;
}
export interface Splitting {
  faults: string[]; // units whose text is no number
  total: string;
  difference: string; // value − total
  changed: { unit: string; value: string; version: number }[];
  replaces: boolean; // a value that stood is another one now
}
// What a grid of parts comes to: exact, as it is typed.
export function splitting(value: string, rows: readonly Split[]): Splitting {
  const read = rows.map((row) => ({ ...row, typed: typedDecimal(row.typed) }));
  const faults = read
    .filter(({ typed }) => typed !== '' && (!isDecimal(typed) || typed.startsWith('-')))
    .map(({ unit }) => unit);
  const good = read.filter(({ unit }) => !faults.includes(unit));
  const total = sum(good.map(({ typed }) => typed || '0'));
  const same = (a: string, b: string) =>
    a === b || (a !== '' && b !== '' && /^-?0*(\.0*)?$/.test(sum([a, negated(b)])));
  const changed = good
    .filter(({ typed, present }) => !same(typed, present))
    .map(({ unit, typed, version }) => ({ unit, value: typed || '0', version }));
  return {
    faults,
    total,
    difference: sum([value, negated(total)]),
    changed,
    replaces: good.some(({ typed, present }) => present !== '' && !same(typed, present)),
  };
}
export const isZero = (text: string) => /^[+-]?0*(\.0*)?$/.test(text);
