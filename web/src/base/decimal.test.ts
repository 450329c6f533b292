import { describe, expect, test } from 'vitest';
import { compare, decimalsOf, grouped, isDecimal, sum, typedDecimal } from './decimal';

describe('decimals', () => {
  test('add up exactly, whatever their scale', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3');
    expect(sum(['12345678901234567890.5', '0.25'])).toBe('12345678901234567890.75');
    expect(sum(['-1.50', '1.5'])).toBe('0.00');
    expect(sum([])).toBe('0');
  });
  test('compare as numbers, not as text', () => {
    expect(compare('9', '10')).toBe(-1);
    expect(compare('1.0', '1')).toBe(0);
    expect(compare('-2', '-3')).toBe(1);
  });
  test.each([
    ['1234567.50', '1,234,567.50'],
    ['-1000', '\u22121,000'],
    ['999', '999'],
    ['', ''],
    ['2009-03-26', '2009-03-26'],
  ])('%s is shown as %s', (text, shown) => expect(grouped(text)).toBe(shown));
  test.each([
    ['１２３', '123'],
    [' 1,234,567 ', '1234567'],
    ['3 000', '3000'],
    ['\u22125', '-5'],
    ['1,5', '1,5'],
    ['１，２００', '1200'],
  ])('typed %s means %s', (typed, meant) => expect(typedDecimal(typed)).toBe(meant));
  test('what is no decimal is not taken for one', () => {
    for (const text of ['', '1.', '.5', '1e3', 'NaN', '１', '1,000'])
      expect(isDecimal(text)).toBe(false);
    expect(decimalsOf('3.140')).toBe(3);
  });
});
