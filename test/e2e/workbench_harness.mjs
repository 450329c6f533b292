// The workbench as a person meets it: built, in Chromium, against the mock of web/test, whose state
// each call of start() makes anew, or against the server that is given to it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { serveMock } from '../../web/test/mock_server.mjs';
import { browse } from './harness.mjs';

export const PASSWORD = 'Youju-2026';
// What each page has asked for and has no answer to yet; the stream of events never ends.
const unanswered = new WeakMap();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function start(given) {
  const server = given ?? (await serveMock());
  const browser = await browse();
  const people = new Set();
  return {
    address: server.address,
    // A browser of its own: what it keeps is seen by nobody else. Its console must stay clean.
    async person(login,
      { width = 1440, locale = 'zh-CN', theme = 'light', password = PASSWORD,
        worker = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 }, locale, colorScheme: theme, hasTouch: width < 900,
        reducedMotion: 'reduce',
        // What a worker asks for no test can hold back or see.
        serviceWorkers: worker ? 'allow' : 'block',
      });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        const text = message.text();
        // A refusal that a page shows to people is also told by the browser; that is no fault.
        if (message.type() === 'error' && !/Failed to load resource/.test(text)) faults.push(text);
      });
      const refusals = []; // what the server refused, such as "401 POST /api/session"
      page.on('response', (response) => {
        if (response.status() < 400) return;
        const { pathname } = new URL(response.url());
        refusals.push(`${response.status()} ${response.request().method()} ${pathname}`);
      });
      const open = new Set();
      unanswered.set(page, open);
      page.on('request', (each) => {
        if (each.isNavigationRequest()) open.clear(); // nobody waits for what the last page asked
        if (each.resourceType() !== 'eventsource') open.add(each);
      });
      page.on('requestfinished', (each) => open.delete(each));
      page.on('requestfailed', (each) => open.delete(each));
      people.add(context);
      const go = (path) => page.goto(server.address + path);
      // What the sign-in page does is asked where it is the subject; else its answer is enough.
      if (login) {
        const answer = await context.request.post(`${server.address}/api/session`,
          { data: { login, password } });
        assert.ok(answer.ok(), `${login}: ${answer.status()} ${await answer.text()}`);
      }
      return { page, context, faults, refusals, go, close: () => context.close() };
    },
    // The interface, asked by who is signed in on the page: the answer, which must be no refusal.
    async ask(page, method, path, data) {
      const { csrf } = await (await page.request.get(`${server.address}/api/session`)).json();
      const answer = await page.request.fetch(server.address + path,
        { method, headers: { 'X-Youju-CSRF': csrf }, ...(data ? { data } : {}) });
      assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
      return answer;
    },
    async play(what) {
      await fetch(`${server.address}/api/mock`, { method: 'POST', body: JSON.stringify(what) });
    },
    async stop() {
      for (const context of people) await context.close();
      await browser.close();
      await server.stop();
    },
  };
}

export async function signIn(page, address, login, password = PASSWORD) {
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name=username]', login);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.locator('#main').waitFor();
}

const frame = (page) => page.evaluate(
  () => new Promise((next) => { requestAnimationFrame(() => requestAnimationFrame(next)); }));

// The page has all that it asked for, and shows it: what comes may make it ask again.
export async function settled(page) {
  await page.locator('main').first().waitFor();
  const open = unanswered.get(page);
  const deadline = Date.now() + 60_000;
  for (let quiet = false; !quiet;) {
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    quiet = open.size === 0;
    await frame(page);
    quiet &&= open.size === 0;
    assert.ok(Date.now() < deadline,
      `${page.url()} still asks for ${[...open].map((each) => each.url()).join(' ')}`);
  }
}

// The page itself never scrolls sideways; a wide table may, inside its own box.
export async function fits(page) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} is ${wide} px wider than the window`);
}

// What axe finds serious, with its place; nothing is the only good answer. `only`: by these rules.
export async function barriers(page, within = 'html', only = undefined) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  // A colour that is on its way to another one is none that people read; it sets out with a frame.
  await frame(page);
  await page.evaluate(() => Promise.allSettled(document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished)));
  const found = await page.evaluate(([part, rules]) => window.axe.run(part, {
    runOnly: rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'], // else the places of all that is good are told, too
  }), [within, only]);
  // What the bar at the foot of a phone covers in part is scrolled into the open.
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) =>
      `${new URL(page.url()).pathname} ${id}: ${node.target} `
      + (node.any[0]?.message ?? node.all[0]?.message ?? '')))
    .filter((each) => !/partially obscured/.test(each));
}

// All that a page says, where it stands and how it shows, colours apart.
const shape = (page) => page.evaluate(() => [
  document.documentElement.outerHTML,
  ...[...document.querySelectorAll('*')].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    const { display, visibility, opacity, position, zIndex, pointerEvents, font } =
      getComputedStyle(each);
    return [
      x, y, width, height, display, visibility, opacity, position, zIndex, pointerEvents, font,
    ].join();
  }),
].join('\n'));

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

// The same page in the dark, after barriers() in the light: what axe finds serious. Where nothing
// but colours has changed, what axe says of all else holds already: it is asked for those alone.
export async function darkBarriers(page) {
  const light = await shape(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Nothing glides into its colour for people who want no motion: each would wait for its parent.
  assert.equal(await page.evaluate(() => document.getAnimations()
    .filter((each) => each instanceof CSSTransition).length), 0, 'transitions');
  const same = light === (await shape(page));
  const found = await barriers(page, 'html', same ? COLOUR_RULES : undefined);
  if (!same) await fits(page);
  return found.map((each) => `in the dark: ${each}`);
}
export const lighten = (page) => page.emulateMedia({ colorScheme: 'light' });
