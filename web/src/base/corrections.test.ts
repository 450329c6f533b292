import { describe, expect, test } from 'vitest';
import type { RecordRow } from '../api/types';
import { changesOf } from './corrections';

const before = {
  unit: '610522',
  on: '2009-05-06',
  until: '',
  tags: ['b', 'a'],
  hosts: [],
  fields: { topic: 'Bees', trainees: '40' },
} as unknown as RecordRow;
const input = {
  unit: '610522',
  on: '2009-05-06',
  tags: ['a', 'b'],
  hosts: [],
  fields: { topic: 'Bees', trainees: '40', place: '' },
};

describe('a correction', () => {
  test('names nothing where nothing was changed, whatever the order of the tags', () => {
    expect(changesOf(before, input)).toEqual({ fields: {} });
  });
  test('names the fields that were changed or emptied', () => {
    const fields = { topic: '', trainees: '41', place: '' };
    expect(changesOf(before, { ...input, fields })).toEqual({
      fields: { topic: '', trainees: '41' },
    });
  });
  test('names the unit, the days, the tags and the hosts that were changed', () => {
    const now = { ...input, unit: '610522-gyj', on: '2009-06-01', until: '2009-06-02', tags: [] };
    expect(changesOf(before, { ...now, hosts: ['610522-nyj'] })).toEqual({
      fields: {},
      unit: '610522-gyj',
      on: '2009-06-01',
      until: '2009-06-02',
      tags: [],
      hosts: ['610522-nyj'],
    });
  });
});
