// What the browser tests stand on: a data folder with an example, a server on a free port of the
// loopback address, and Debian's chromium. The binary is named by YOUJU.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const BINARY = resolve(process.env.YOUJU ?? join(ROOT, 'build/release/youju'));
// Both widths at which every page must be good: a phone and a desk.
export const WIDTHS = [390, 1440];

// Runs the binary to its end; what it printed. Fails with the binary's own words.
export function youju(data, ...words) {
  return execFileSync(BINARY, ['--data', data, ...words], { encoding: 'utf8' });
}

// The same with words on its standard input.
export function youjuTold(data, input, ...words) {
  return execFileSync(BINARY, ['--data', data, ...words], { encoding: 'utf8', input });
}

// A person with a role over a unit, who signs in with that password.
export function addPerson(data, password, login, role, unit, name = login) {
  youju(data, 'person', 'add', login, '--name', name, '--role', role, '--unit', unit);
  youjuTold(data, `${password}\n`, 'person', 'password', login);
}

// A new folder that lasts as long as the test program.
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'youju-e2e-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Starts the server; said: what it printed when it was ready. Between freeze() and thaw() it does
// nothing, and what it is asked waits for it.
export async function serve(data, ...words) {
  const server = spawn(BINARY, ['--data', data, 'serve', '--listen', '127.0.0.1:0', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address, told] = await new Promise((done, failed) => {
    let said = '';
    server.stdout.on('data', (bytes) => {
      said += bytes;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found && said.endsWith('\n')) done([found[0], said]);
    });
    server.once('exit', (status) => failed(new Error(`serve ended (${status}): ${said}`)));
  });
  process.once('exit', () => server.kill('SIGKILL'));
  const stop = () =>
    new Promise((done) => {
      if (server.exitCode !== null || server.signalCode !== null) return done();
      server.once('exit', done);
      server.kill('SIGTERM');
    });
  return {
    address, said: told, stop,
    kill: () => server.kill('SIGKILL'),
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
  };
}

// As root, as in a container, chromium has no sandbox to offer; it sees nothing but our pages.
export function browse() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

// Keeps a picture for people to look at, if YOUJU_PICTURES is set: build/e2e/NAME-WIDTH.png.
export async function picture(page, name) {
  if (!process.env.YOUJU_PICTURES) return;
  const folder = join(ROOT, 'build/e2e');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name}-${page.viewportSize().width}.png`), fullPage: true,
  });
}
