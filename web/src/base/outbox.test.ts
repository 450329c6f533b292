import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { RecordRow } from '../api/types';
import { draftOf, draftsOf, removeDraft, saveDraft } from './drafts';
import { send, type Draft, type Sender } from './outbox';

const row = (more: Partial<RecordRow>): RecordRow => ({
  ledger: 'training',
  id: 'r1',
  version: 1,
  state: 'draft',
  unit: 'u',
  unit_name: 'U',
  on: '2020-03-05',
  until: '',
  tags: [],
  hosts: [],
  fields: {},
  shown: {},
  evidence: [],
  author: 'a',
  updated: '',
  doubles: 0,
  may: [],
  review_note: '',
  ...more,
});
const draft = (more: Partial<Draft> = {}): Draft => ({
  id: 'key-1',
  login: 'clerk',
  ledger: 'training',
  ledger_title: 'Trainings',
  title: 'Pruning',
  input: { unit: 'u', on: '2020-03-05', fields: { topic: 'Pruning' } },
  files: [],
  submit: true,
  state: 'queued',
  refusal: '',
  changed: 1,
  ...more,
});
const file = (name: string) => ({
  name,
  blob: new Blob(['x'], { type: 'image/jpeg' }),
  sent: false,
});

// A server that drops the line at a given call.
function server(failAt = 0) {
  const calls: string[] = [];
  const known = new Set<string>();
  let state: RecordRow['state'] = 'draft';
  const step = (name: string) => {
    calls.push(name);
    if (calls.length === failAt) throw new Error('line');
  };
  const sender: Sender = {
    enter: async (_ledger, _input, submit, key) => {
      step(`enter ${key} ${submit}`);
      known.add(key);
      if (submit) state = 'submitted';
      return row({ state });
    },
    edit: async (_ledger, id, version, _input, submit) => {
      step(`edit ${id} ${version} ${submit}`);
      if (submit) state = 'submitted';
      return row({ state, version: version + 1 });
    },
    addEvidence: async (_ledger, _id, { name }) => step(`file ${name}`),
    record: async () => (step('record'), row({ state, version: 3 })),
    submit: async ({ version }) => {
      step(`submit ${version}`);
      state = 'submitted';
      return row({ state });
    },
  };
  return { calls, known, sender };
}
const nothing = async () => {};

describe('sending a draft', () => {
  test('a record without files goes in one step', async () => {
    const { calls, sender } = server();
    expect((await send(draft(), sender, nothing)).state).toBe('submitted');
    expect(calls).toEqual(['enter key-1 true']);
  });
  test('evidence goes before the record is handed over, with the version of then', async () => {
    const { calls, sender } = server();
    await send(draft({ files: [file('a.jpg'), file('b.jpg')] }), sender, nothing);
    expect(calls).toEqual(['enter key-1 false', 'file a.jpg', 'file b.jpg', 'record', 'submit 3']);
  });
  test('a lost line costs no step twice', async () => {
    const mine = draft({ files: [file('a.jpg'), file('b.jpg')] });
    const first = server(3);
    await expect(send(mine, first.sender, nothing)).rejects.toThrow('line');
    const second = server();
    await send(mine, second.sender, nothing);
    expect(second.calls).toEqual(['file b.jpg', 'record', 'submit 3']);
  });
  test('a lost answer is asked for again under the same key', async () => {
    const mine = draft();
    await expect(send(mine, server(1).sender, nothing)).rejects.toThrow('line');
    const second = server();
    await send(mine, second.sender, nothing);
    expect(second.calls).toEqual(['enter key-1 true']);
  });
  test('an edited record keeps its id and says which version it changed', async () => {
    const { calls, sender } = server();
    await send(
      draft({ submit: false, record: { id: 'r9', version: 4, entered: false } }),
      sender,
      nothing,
    );
    expect(calls).toEqual(['edit r9 4 false']);
  });
  test('an edited record is handed over with its edit', async () => {
    const { calls, sender } = server();
    const mine = draft({ record: { id: 'r9', version: 4, entered: false } });
    expect((await send(mine, sender, nothing)).state).toBe('submitted');
    expect(calls).toEqual(['edit r9 4 true']);
  });
  test('what is mended after a refusal starts from the version of then', async () => {
    const mine = draft({ files: [file('a.jpg')] });
    await expect(send(mine, server(4).sender, nothing)).rejects.toThrow('line');
    expect(mine.record).toEqual({ id: 'r1', version: 3, entered: true });
    if (mine.record) mine.record.entered = false;
    const second = server();
    await send(mine, second.sender, nothing);
    expect(second.calls[0]).toBe('edit r1 3 true');
  });
  test('each step is kept as it is done', async () => {
    const kept: boolean[][] = [];
    const save = async (mine: Draft) => {
      kept.push(mine.files.map(({ sent }) => sent));
    };
    await send(draft({ files: [file('a.jpg')] }), server().sender, save);
    expect(kept).toEqual([[false], [true], [true]]);
  });
});

describe('drafts in the browser', () => {
  beforeEach(async () => {
    for (const each of await draftsOf('clerk')) await removeDraft(each.id);
  });
  test('come back whole, photographs too, newest first', async () => {
    await saveDraft(draft({ id: 'a', changed: 1, files: [file('photo.jpg')] }));
    await saveDraft(draft({ id: 'b', changed: 2 }));
    expect((await draftsOf('clerk')).map(({ id }) => id)).toEqual(['b', 'a']);
    const back = await draftOf('a');
    expect(back?.files[0]?.name).toBe('photo.jpg');
    expect(back?.input.fields).toEqual({ topic: 'Pruning' });
  });
  test('are seen by their author alone', async () => {
    await saveDraft(draft({ id: 'c', login: 'somebody' }));
    expect(await draftsOf('clerk')).toEqual([]);
  });
});
