// What the server tells by itself: that the ledger has moved, and how far one's jobs are. Those who
// show figures or queues ask again; a burst of changes is one question.
import type { Job } from './types';

const listeners = new Set<() => void>();
const watchers = new Set<(job: Job) => void>();
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export function onChanged(act: () => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

export function onJob(act: (job: Job) => void): () => void {
  watchers.add(act);
  return () => watchers.delete(act);
}

export function tellChanged(): void {
  clearTimeout(timer);
  timer = setTimeout(() => listeners.forEach((act) => act()), 400);
}

export function listen(): void {
  if (source) return;
  source = new EventSource('/api/events');
  source.addEventListener('changed', tellChanged);
  source.addEventListener('job', ({ data }: MessageEvent<string>) => {
    const job = JSON.parse(data) as Job;
    watchers.forEach((act) => act(job));
  });
}

export function stopListening(): void {
  source?.close();
  source = undefined;
  clearTimeout(timer);
}
