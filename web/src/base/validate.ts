// What can be said against a value before the server sees it. The server's word is the last; these
// are the bounds of the ledger's schema, told while people type.
import type { Field, Ledger, RecordInput } from '../api/types';
import { compare, decimalsOf, isDecimal } from './decimal';
import { showNumber } from './format';
import { t } from './i18n';

export type Faults = Record<string, string>;

export function faultOf(field: Field, value: string): string {
  const text = value.trim();
  if (text === '') return field.required ? t('web.fault.needed', { title: field.title }) : '';
  switch (field.type) {
    case 'text':
    case 'party':
      return [...text].length > field.length_max
        ? t('web.fault.too_long', { title: field.title, max: field.length_max })
        : '';
    case 'integer':
    case 'decimal':
      return numberFault(field, text);
    case 'date':
      return isDay(text) ? '' : t('web.fault.no_day', { title: field.title });
    case 'choice':
      return field.choices.some((choice) => choice.code === text)
        ? ''
        : t('web.fault.no_choice', { title: field.title, text });
    case 'geo':
      return /^-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?$/.test(text)
        ? ''
        : t('web.fault.no_place', { title: field.title });
    default:
      return '';
  }
}

function numberFault(field: Field, text: string): string {
  if (!isDecimal(text)) return t('web.fault.no_number', { title: field.title });
  const scale = field.type === 'integer' ? 0 : field.scale;
  if (decimalsOf(text) > scale) {
    return scale === 0
      ? t('web.fault.not_whole', { title: field.title })
      : t('web.fault.too_fine', { title: field.title, scale });
  }
  const { min, max } = field;
  if (min && compare(text, min) < 0) {
    return t('web.fault.below', { title: field.title, min: showNumber(min) });
  }
  if (max && compare(text, max) > 0) {
    return t('web.fault.above', { title: field.title, max: showNumber(max) });
  }
  return '';
}

export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function faultsOf(ledger: Ledger, input: RecordInput): Faults {
  const faults: Faults = {};
  if (!input.unit) faults.unit = t('web.fault.needed', { title: t('web.entry.unit') });
  if (!isDay(input.on)) faults.on = t('web.fault.no_day', { title: t('web.entry.on') });
  if (ledger.dates === 'span' && input.until) {
    if (!isDay(input.until)) faults.until = t('web.fault.no_day', { title: t('web.entry.until') });
    else if (input.until < input.on) faults.until = t('web.fault.ends_early');
  }
  for (const field of ledger.fields) {
    const fault = faultOf(field, input.fields[field.name] ?? '');
    if (fault) faults[field.name] = fault;
  }
  return faults;
}
