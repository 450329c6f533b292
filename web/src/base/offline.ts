// The service worker (src/worker/worker.js) and what it keeps. Only pages of a secure address have
// one; without it everything works as long as there is a line.

// Whether this address may have one at all.
const able = (): boolean => window.isSecureContext && 'serviceWorker' in navigator;

export function keepPagesHere(): void {
  if (!able() || !import.meta.env.PROD) return;
  // A browser that refuses it (a private window, say) works without.
  navigator.serviceWorker.register('/worker.js').catch((refused: unknown) => {
    console.info(refused);
  });
}

// What the next person at this device must not see.
export async function forgetAnswers(): Promise<void> {
  if (able()) await caches.delete('youju-answers');
}
