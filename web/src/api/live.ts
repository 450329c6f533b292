// What the server tells by itself: that the ledger has moved. Those who show figures or queues ask
// again; a burst of changes is one question.
const listeners = new Set<() => void>();
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export function onChanged(act: () => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

export function tellChanged(): void {
  clearTimeout(timer);
  timer = setTimeout(() => listeners.forEach((act) => act()), 400);
}

export function listen(): void {
  if (source) return;
  source = new EventSource('/api/events');
  source.addEventListener('changed', tellChanged);
}

export function stopListening(): void {
  source?.close();
  source = undefined;
  clearTimeout(timer);
}
