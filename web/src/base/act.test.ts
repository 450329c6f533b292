import { beforeEach, expect, test } from 'vitest';
import { Problem } from '../api/client';
import { useAct } from './act';
import { toasts } from './toast';

beforeEach(() => (toasts.value = []));

test('what went well is said once, and what is asked meanwhile is not done', async () => {
  const { busy, run } = useAct();
  let end = () => {};
  const first = run(() => new Promise<void>((done) => (end = done)), 'kept');
  expect(busy.value).toBe(true);
  expect(await run(async () => expect.fail('two at a time'))).toBe(false);
  end();
  expect(await first).toBe(true);
  expect(busy.value).toBe(false);
  expect(toasts.value.map(({ kind, text }) => [kind, text])).toEqual([['done', 'kept']]);
});

test('what fails is said, and the next one may be tried', async () => {
  const { busy, run } = useAct();
  const failed = new Problem('ledger.period_closed', 'the year is closed', 409);
  expect(await run(() => Promise.reject(failed), 'kept')).toBe(false);
  expect(busy.value).toBe(false);
  expect(toasts.value.map(({ kind, text }) => [kind, text])).toEqual([
    ['failed', 'the year is closed'],
  ]);
  expect(await run(async () => {})).toBe(true);
});
