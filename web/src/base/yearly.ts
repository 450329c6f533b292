// The days on which a campaign is held each year, as its pack says them: "05-30",
// "09-01..09-30", "third saturday of 09", "third saturday of 05 for 7 days".
import { showMonthName } from './format';
import { t, type MessageId } from './i18n';

export const KINDS = ['none', 'day', 'span', 'weekday'] as const;
export const NTHS = ['first', 'second', 'third', 'fourth', 'last'] as const;
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Kind = (typeof KINDS)[number];
export type Nth = (typeof NTHS)[number];
export type Weekday = (typeof WEEKDAYS)[number];
export interface Rule {
  kind: Kind;
  month: number;
  day: number;
  endMonth: number;
  endDay: number;
  nth: Nth;
  weekday: Weekday;
  days: number;
}
const KIND_NAMES: Record<Kind, MessageId> = {
  none: 'web.yearly.kind_none',
  day: 'web.yearly.kind_day',
  span: 'web.yearly.kind_span',
  weekday: 'web.yearly.kind_weekday',
};
const NTH_NAMES: Record<Nth, MessageId> = {
  first: 'web.yearly.first',
  second: 'web.yearly.second',
  third: 'web.yearly.third',
  fourth: 'web.yearly.fourth',
  last: 'web.yearly.last',
};
const WEEKDAY_NAMES: Record<Weekday, MessageId> = {
  monday: 'web.yearly.monday',
  tuesday: 'web.yearly.tuesday',
  wednesday: 'web.yearly.wednesday',
  thursday: 'web.yearly.thursday',
  friday: 'web.yearly.friday',
  saturday: 'web.yearly.saturday',
  sunday: 'web.yearly.sunday',
};
export const kindName = (kind: Kind) => t(KIND_NAMES[kind]);
export const nthName = (nth: Nth) => t(NTH_NAMES[nth]);
export const weekdayName = (weekday: Weekday) => t(WEEKDAY_NAMES[weekday]);

const BLANK: Rule = {
  kind: 'none',
  month: 9,
  day: 1,
  endMonth: 9,
  endDay: 30,
  nth: 'third',
  weekday: 'saturday',
  days: 1,
};
const two = (number: number) => String(number).padStart(2, '0');

export function parseRule(text: string): Rule {
  const days = /^(\d\d)-(\d\d)(?:\.\.(\d\d)-(\d\d))?$/.exec(text);
  if (days) {
    const rule: Rule = { ...BLANK, kind: 'day', month: Number(days[1]), day: Number(days[2]) };
    const [endMonth, endDay] = [Number(days[3]), Number(days[4])];
    return days[3] ? { ...rule, kind: 'span', endMonth, endDay } : rule;
  }
  const words = /^(\w+) (\w+) of (\d\d)(?: for (\d+) days)?$/.exec(text);
  const nth = NTHS.find((each) => each === words?.[1]);
  const weekday = WEEKDAYS.find((each) => each === words?.[2]);
  if (!words || !nth || !weekday) return { ...BLANK };
  const [month, length] = [Number(words[3]), Number(words[4] ?? 1)];
  return { ...BLANK, kind: 'weekday', nth, weekday, month, days: length };
}

export function ruleText(rule: Rule): string {
  const begin = `${two(rule.month)}-${two(rule.day)}`;
  if (rule.kind === 'none') return '';
  if (rule.kind === 'day') return begin;
  if (rule.kind === 'span') return `${begin}..${two(rule.endMonth)}-${two(rule.endDay)}`;
  const run = rule.days > 1 ? ` for ${rule.days} days` : '';
  return `${rule.nth} ${rule.weekday} of ${two(rule.month)}${run}`;
}

// In words.
export function showRule(text: string): string {
  const rule = parseRule(text);
  const month = showMonthName(rule.month);
  if (rule.kind === 'none') return '';
  if (rule.kind === 'day') return t('web.yearly.on', { month, day: rule.day });
  if (rule.kind === 'span') {
    const end = showMonthName(rule.endMonth);
    return t('web.yearly.from_to', { month, day: rule.day, end, end_day: rule.endDay });
  }
  const words = { month, nth: nthName(rule.nth), weekday: weekdayName(rule.weekday) };
  return rule.days > 1
    ? t('web.yearly.nth_days', { ...words, days: rule.days })
    : t('web.yearly.nth', words);
}
