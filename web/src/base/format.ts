// How days, instants, numbers and periods read in the present language.
import type { Figure } from '../api/types';
import { compare, grouped, isDecimal } from './decimal';
import { language, t } from './i18n';
import { parsePeriod, type Period } from './period';

const MINUS = '\u2212';

export function showNumber(text: string): string {
  return isDecimal(text) ? grouped(text) : text;
}

export function showFigure({ kind, value }: Figure): string {
  return kind === 'missing' ? t('web.common.none') : showNumber(value);
}

// What a record added to a figure and adds now; "" is nothing.
export function showChange(before: string, after: string): string {
  if (before && after) return `${showNumber(before)} → ${showNumber(after)}`;
  if (after) return `+${showNumber(after)}`;
  return before ? `${MINUS}${showNumber(before)}` : '';
}

export function showPlace({ place, of }: NonNullable<Figure['rank']>): string {
  return t('web.figures.place', { place, of });
}

// A ratio as the interface sends it, "0.125", as 12.5%; at most two decimals, cut of final zeros.
export function showPercent(ratio: string): string {
  if (!isDecimal(ratio)) return ratio;
  const negative = ratio.startsWith('-');
  const [whole = '0', fraction = ''] = ratio.replace(/^[+-]/, '').split('.');
  const digits = whole + fraction.padEnd(5, '0').slice(0, 5);
  const rounded = (BigInt(digits) + 5n) / 10n; // in hundredths of a per cent
  const text = rounded.toString().padStart(3, '0');
  const decimals = text.slice(-2).replace(/0+$/, '');
  const body = grouped(text.slice(0, -2)) + (decimals ? `.${decimals}` : '');
  return `${negative && rounded > 0n ? MINUS : ''}${body}%`;
}

// The same with a sign in front of growth, too.
export function showGrowth(ratio: string): string {
  const text = showPercent(ratio);
  return isDecimal(ratio) && compare(ratio, '0') > 0 ? `+${text}` : text;
}

function dayOf(iso: string): Date | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!found) return undefined;
  return new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${language.value}`;
  const tag = language.value === 'en' ? 'en-GB' : 'zh-CN';
  const found = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, found);
  return found;
}

const dayFormat = () =>
  format('day', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });

export function showDay(iso: string): string {
  const day = dayOf(iso);
  return day ? dayFormat().format(day) : iso;
}

export function showSpan(on: string, until: string | undefined): string {
  if (!until || until === on) return showDay(on);
  const [first, last] = [dayOf(on), dayOf(until)];
  if (!first || !last) return `${on} – ${until}`;
  if (language.value === 'en') return dayFormat().formatRange(first, last);
  // 2020年4月28日至30日: what is the same is not said twice.
  const month = until.slice(0, 7) === on.slice(0, 7) ? {} : ({ month: 'short' } as const);
  const rest =
    until.slice(0, 4) === on.slice(0, 4)
      ? format(`rest ${'month' in month}`, { ...month, day: 'numeric', timeZone: 'UTC' }).format(
          last,
        )
      : showDay(until);
  return t('web.format.span', { from: showDay(on), to: rest });
}

// An instant, "2020-03-20T14:05:00Z" or milliseconds, to the minute.
export function showInstant(instant: string | number): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return String(instant);
  return format('instant', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}

export function showPeriod(period: Period | string): string {
  const found = typeof period === 'string' ? parsePeriod(period) : period;
  if (!found) return String(period);
  const { kind, year, number } = found;
  if (kind === 'half') return t(number === 1 ? 'web.format.half_1' : 'web.format.half_2', { year });
  if (kind === 'quarter') return t('web.format.quarter', { year, number });
  if (kind === 'year') return t('web.format.year', { year });
  return format('month', { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, number - 1, 1)),
  );
}

export function showDays(count: number): string {
  return count === 1 ? t('web.format.day') : t('web.format.days', { count });
}

export function showMonthName(number: number): string {
  return format('month name', { month: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2020, number - 1, 1)),
  );
}

// A unit of measure beside a title that ends in it already says nothing new: 受训人次 人次.
export function measureBeside(title: string, unit: string): string {
  return unit && title.toLowerCase().endsWith(unit.toLowerCase()) ? '' : unit;
}

export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
