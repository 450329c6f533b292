// What a person downloads before a page stands there, in kB of gzip and of brotli; more than the
// limit fails the build. Vite's manifest says which files an entry needs; the language (the larger
// of the two) and the page are counted in.
import { existsSync, statSync } from 'node:fs';
import { dist, filesOf } from './manifest.mjs';

const LIMIT_KB = 250;
const PAGES = {
  'sign-in page': ['src/pages/SignIn.vue'],
  'entry form on the phone': ['src/parts/AppShell.vue', 'src/pages/RecordForm.vue'],
  today: ['src/parts/AppShell.vue', 'src/pages/Today.vue'],
  'grid entry': ['src/parts/AppShell.vue', 'src/pages/GridEntry.vue'],
  'writing a summary': ['src/parts/AppShell.vue', 'src/pages/DraftPage.vue'],
  figures: ['src/parts/AppShell.vue', 'src/pages/Figures.vue'],
};
const bytes = (file, suffix) => {
  const packed = new URL(file + suffix, dist);
  return statSync(existsSync(packed) ? packed : new URL(file, dist)).size;
};

let over = 0;
for (const [title, keys] of Object.entries(PAGES)) {
  const files = new Set(['index.html', 'early.js', 'icon.svg']);
  for (const key of ['index.html', 'src/messages/zh.ts', ...keys]) {
    for (const file of filesOf(key)) files.add(file);
  }
  const sum = (suffix) => [...files].reduce((all, file) => all + bytes(file, suffix), 0) / 1000;
  const gzip = sum('.gz');
  console.log(
    `${title.padEnd(24)} ${gzip.toFixed(1).padStart(6)} kB gzip ` +
      `${sum('.br').toFixed(1).padStart(6)} kB brotli  ${files.size} files`,
  );
  if (gzip > LIMIT_KB) {
    over += 1;
    console.error(`${title}: more than ${LIMIT_KB} kB`);
  }
}
process.exit(over ? 1 : 0);
