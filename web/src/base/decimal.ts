// Exact decimals as text, as the interface carries them; no figure ever passes through a float.

interface Parts {
  digits: bigint;
  scale: number;
}

const FORM = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export function isDecimal(text: string): boolean {
  return FORM.test(text);
}

function partsOf(text: string): Parts {
  const found = FORM.exec(text);
  if (!found) throw new RangeError(`not a decimal: ${text}`);
  const fraction = found[3] ?? '';
  const digits = BigInt(`${found[2]}${fraction}`);
  return { digits: found[1] === '-' ? -digits : digits, scale: fraction.length };
}

function textOf({ digits, scale }: Parts): string {
  const sign = digits < 0n ? '-' : '';
  const all = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + all;
  return `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`;
}

const raised = (parts: Parts, scale: number) => parts.digits * 10n ** BigInt(scale - parts.scale);

export function sum(texts: readonly string[]): string {
  let total: Parts = { digits: 0n, scale: 0 };
  for (const text of texts) {
    const next = partsOf(text);
    const scale = Math.max(total.scale, next.scale);
    total = { digits: raised(total, scale) + raised(next, scale), scale };
  }
  return textOf(total);
}

// Negative, zero or positive, as a is less than, equal to or more than b.
export function compare(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const scale = Math.max(left.scale, right.scale);
  const difference = raised(left, scale) - raised(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function decimalsOf(text: string): number {
  return partsOf(text).scale;
}

// 1234567.50 as 1,234,567.50.
export function grouped(text: string): string {
  const found = FORM.exec(text);
  if (!found) return text;
  const whole = (found[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = found[1] === '-' ? '\u2212' : '';
  return sign + whole + (found[3] === undefined ? '' : `.${found[3]}`);
}

// What people type for a number: full-width digits, blanks and separators between thousands.
export function typedDecimal(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/\u2212/g, '-')
    .replace(/(\d)[,\s](?=\d{3}(\D|$))/g, '$1');
}
