// Writes dist/worker.js: the service worker with the list of files that entering a record needs,
// both languages, and a name that changes when one of them does.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { filesOf, dist } from './manifest.mjs';

const ENTRIES = [
  'index.html',
  'src/messages/zh.ts',
  'src/messages/en.ts',
  'src/parts/AppShell.vue',
  'src/pages/Today.vue',
  'src/pages/Ledgers.vue',
  'src/pages/Drafts.vue',
  'src/pages/RecordForm.vue',
];
const files = new Set(['early.js', 'icon.svg']);
for (const entry of ENTRIES) for (const file of filesOf(entry)) files.add(file);

const hash = createHash('sha256').update(readFileSync(new URL('index.html', dist)));
for (const file of [...files].sort()) {
  hash.update(file).update(readFileSync(new URL(file, dist)));
}
const list = ['/', ...[...files].sort().map((file) => `/${file}`)];
const source = readFileSync(new URL('../src/worker/worker.js', import.meta.url), 'utf8');
writeFileSync(
  new URL('worker.js', dist),
  `const BUILD = '${hash.digest('hex').slice(0, 16)}';\n` +
    `const FILES = ${JSON.stringify(list)};\n${source}`,
);
