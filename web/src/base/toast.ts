// Short messages that come and go: what was done, or could not be done.
import { ref } from 'vue';
import { problemOf } from '../api/client';

export interface Toast {
  id: number;
  kind: 'done' | 'failed';
  text: string;
}
const DONE_MS = 4000;
const FAILED_MS = 9000;
export const toasts = ref<Toast[]>([]);
let last = 0;

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

function show(kind: Toast['kind'], text: string): void {
  const id = (last += 1);
  toasts.value = [...toasts.value.slice(-2), { id, kind, text }];
  setTimeout(() => dismiss(id), kind === 'done' ? DONE_MS : FAILED_MS);
}

export const sayDone = (text: string) => show('done', text);
export const sayFailed = (thrown: unknown) => show('failed', problemOf(thrown).message);
