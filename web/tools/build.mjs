// Builds the workbench into dist/: messages, type check, bundle, compressed twins, sizes. CMake
// runs it when a source of the web has changed, and knows by dist/.built when that was last done.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${folder}/node_modules/vite`)) {
  console.error('web: its npm packages are not installed: run ./do build, or npm ci in web/');
  process.exit(1);
}

function run(script, ...words) {
  try {
    execFileSync(process.execPath, [script, ...words], { cwd: folder, stdio: 'inherit' });
  } catch (failure) {
    process.exit(failure.status || 1);
  }
}

run('tools/messages.mjs');
// A page may need what the server alone can tell of its interface (tools/api_types.py), and the
// server holds the pages: once, then, they are built unchecked.
if (!process.env.YOUJU_WEB_UNCHECKED) {
  run('node_modules/vue-tsc/bin/vue-tsc.js', '--noEmit', '-p', 'tsconfig.json');
}
run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
run('tools/worker.mjs');
run('tools/compress.mjs');
run('tools/sizes.mjs');
writeFileSync(`${folder}/dist/.built`, '');
