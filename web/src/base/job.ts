// A job of the server that a page waits for: told by the stream of events, and asked for when that
// is silent. It goes on when the page is left; who comes back takes it up again.
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import * as api from '../api/api';
import { onJob } from '../api/live';
import type { Job } from '../api/types';
import { sayFailed } from './toast';

const SILENCE_MS = 1200;
export const isOver = (job: Job): boolean => job.state !== 'waiting' && job.state !== 'running';

export interface Watch {
  job: ShallowRef<Job | undefined>;
  cancelling: Ref<boolean>;
  // Resolves with the job as it ended, in the language of the page.
  follow: (begun: Job) => Promise<Job>;
  cancel: () => Promise<void>;
}

export function useJob(): Watch {
  const job = shallowRef<Job>();
  const cancelling = ref(false);
  let done: ((job: Job) => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(next: Job): void {
    if (next.id !== job.value?.id || !done) return;
    job.value = next;
    if (isOver(next)) void finish(next);
  }
  async function finish(last: Job): Promise<void> {
    const answer = done;
    done = undefined;
    clearTimeout(timer);
    const said = last.error ? await api.job(last.id).catch(() => last) : last;
    job.value = undefined;
    cancelling.value = false;
    answer?.(said);
  }
  async function ask(): Promise<void> {
    const wanted = job.value?.id;
    if (!wanted) return;
    try {
      take(await api.job(wanted));
    } catch {
      // The line is down for a moment; the next question comes anyway.
    }
    if (job.value?.id === wanted) timer = setTimeout(() => void ask(), SILENCE_MS);
  }
  function follow(begun: Job): Promise<Job> {
    job.value = begun;
    clearTimeout(timer);
    return new Promise((end) => {
      done = end;
      if (isOver(begun)) void finish(begun);
      else timer = setTimeout(() => void ask(), SILENCE_MS);
    });
  }
  async function cancel(): Promise<void> {
    if (!job.value) return;
    cancelling.value = true;
    try {
      await api.cancelJob(job.value.id);
    } catch (thrown) {
      cancelling.value = false;
      sayFailed(thrown);
    }
  }
  const stop = onJob(take);
  onBeforeUnmount(() => {
    stop();
    clearTimeout(timer);
    job.value = undefined;
  });
  return { job, cancelling, follow, cancel };
}
