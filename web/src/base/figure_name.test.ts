import { describe, expect, it } from 'vitest';
import { figureName } from './figure_name';

describe('the name of a figure', () => {
  it('is taken apart', () =>
    expect(figureName('boards@610522@2009?kind=school,tag=science_day')).toEqual({
      aspect: 'actual',
      indicator: 'boards',
      unit: '610522',
      period: '2009',
      filter: 'kind=school,tag=science_day',
    }));
  it.each(['growth', 'rank', 'cumulative', 'target', 'progress'])(
    'tells its aspect: %s',
    (aspect) =>
      expect(figureName(`${aspect}.boards@610522-kx@2009-03`)).toEqual({
        aspect,
        indicator: 'boards',
        unit: '610522-kx',
        period: '2009-03',
        filter: '',
      }),
  );
  it.each(['', 'boards', 'boards@610522', 'share.boards@610522@2009'])('is not %j', (text) =>
    expect(figureName(text)).toBeUndefined(),
  );
});
