// One act of a page at a time: what it does is off while the last one runs, and a failure is said.
import { ref, type Ref } from 'vue';
import { sayDone, sayFailed } from './toast';

export interface Act {
  busy: Ref<boolean>;
  // Resolves with true when it went well; `done` is said then.
  run: (work: () => Promise<unknown>, done?: string) => Promise<boolean>;
}

export function useAct(): Act {
  const busy = ref(false);
  async function run(work: () => Promise<unknown>, done = ''): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      await work();
      if (done) sayDone(done);
      return true;
    } catch (thrown) {
      sayFailed(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, run };
}
