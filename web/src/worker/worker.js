// The service worker: what is needed to enter a record stands on the phone, so that the form opens
// in a village without a line. What it keeps of the server's answers is the shape of forms and the
// names of units, no record and no figure, and the page throws it away when somebody signs out.
// tools/worker.mjs puts the list of files and the name of the build in.
/* global self, caches, FILES, BUILD */
const SHELL = `youju-shell-${BUILD}`;
const ANSWERS = 'youju-answers'; // also called so in src/base/offline.ts
const KEPT = /^\/api\/(session|units|ledgers(\/\w+)?)$/;
const NAVIGATION_MS = 8000; // a line that bears nothing counts as none

self.addEventListener('install', (event) => {
  const fill = async () => {
    await (await caches.open(SHELL)).addAll(FILES);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('youju-shell-') && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(NAVIGATION_MS) });
  } catch (down) {
    const kept = await caches.match('/', { cacheName: SHELL, ignoreVary: true });
    if (kept) return kept;
    throw down;
  }
}

async function file(request) {
  const kept = await caches.match(request, { cacheName: SHELL, ignoreVary: true });
  return kept ?? fetch(request);
}

async function answer(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) {
      const copy = fresh.clone();
      await (await caches.open(ANSWERS)).put(request, copy);
    }
    return fresh;
  } catch (down) {
    const kept = await caches.match(request, { cacheName: ANSWERS, ignoreVary: true });
    if (kept) return kept;
    throw down;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    // Files and plain pages are the server's.
    if (!/^\/(api|plain)\b/.test(pathname)) event.respondWith(page(request));
  } else if (FILES.includes(pathname) && search === '') {
    event.respondWith(file(request));
  } else if (KEPT.test(pathname)) {
    event.respondWith(answer(request));
  }
});
