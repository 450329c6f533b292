import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { problemOf } from './api/client';
import { t, useLanguage } from './base/i18n';
import { keep, readKept } from './base/kept';
import { keepPagesHere } from './base/offline';
import { useSession } from './base/session';
import { makeRouter } from './router';
import './style/tokens.css';
import './style/base.css';

const RELOAD_AGAIN_MS = 20_000;

async function start(): Promise<void> {
  const app = createApp(App);
  app.use(createPinia());
  await useLanguage();
  try {
    await useSession().refresh();
  } catch (thrown) {
    const place = document.getElementById('app');
    const again = document.createElement('button');
    again.className = 'button';
    again.textContent = t('web.common.retry');
    again.onclick = () => location.reload();
    const words = document.createElement('p');
    words.textContent = problemOf(thrown).message;
    place?.replaceChildren(words, again);
    place?.classList.add('start-failed');
    return;
  }
  app.use(makeRouter());
  app.mount('#app');
  keepPagesHere();
}

// After an upgrade the files of the older build are gone: the page is loaded anew, once.
window.addEventListener('vite:preloadError', (event) => {
  const last = readKept('reloaded', 0);
  if (!navigator.onLine || Date.now() - last < RELOAD_AGAIN_MS) return;
  event.preventDefault();
  keep('reloaded', Date.now());
  location.reload();
});

void start();
