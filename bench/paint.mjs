// bench/paint.mjs ADDRESS LOGIN PASSWORD: prints as JSON when the largest part of the sign-in page
// and of the entry form stands, and how long the page was blocked until then, in milliseconds. The
// machine is slowed down to a phone of the middle range on a line of 4G: a quarter of the
// processor, 1.6 Mbit/s, 150 ms there and back.
import { browse } from '../test/e2e/harness.mjs';

const [address, login, password] = process.argv.slice(2);
const RUNS = 3;
const SLOWER = 4;
const LINE = {
  offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8,
};
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// What the page itself saw: the time of the largest paint, and the sum of what tasks took beyond
// 50 ms each.
function watch() {
  window.seen = { paint: 0, blocked: 0 };
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.seen.paint = each.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.seen.blocked += each.duration - 50;
  }).observe({ type: 'longtask', buffered: true });
}

// Nothing is in the browser's cache: a first visit. `prepare` signs in before the line is slowed.
async function visit(browser, path, there, prepare) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true,
    locale: 'zh-CN' });
  const page = await context.newPage();
  if (prepare) await prepare(page);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Network.emulateNetworkConditions', LINE);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watch);
  await page.goto(address + path);
  await page.locator(there).first().waitFor();
  await page.waitForTimeout(1500);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

async function signIn(page) {
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name=username]', login);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.locator('#main').waitFor();
}

const browser = await browse();
const told = {};
for (const [name, path, there, prepare] of [
  ['sign-in page', '/sign-in', 'form input'],
  ['entry form', '/ledgers/lecture/new', '[data-field=topic] input', signIn],
]) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await visit(browser, path, there, prepare));
  told[name] = { paint: median(runs.map(({ paint }) => paint)),
    blocked: median(runs.map(({ blocked }) => blocked)) };
}
await browser.close();
console.log(JSON.stringify(told));
