// Script in every text that people type: stored as it is, shown as text on every page and in every
// file, and never run. Against the real server, in both widths.
import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browse, ROOT, scratch, serve, WIDTHS, youju, youjuTold } from './harness.mjs';
import { settled, start } from './workbench_harness.mjs';

const COUNTY = '610522';
const AT = `unit=${COUNTY}&period=2009`;
const password = 'Shan-Shui-1958';
const folder = scratch();
const data = join(folder, 'data');
// Each of them would run where text is taken for markup, for an attribute, for a link or for
// a style.
const SCRIPTS = [
  '<script>window.ran=1;alert(1)</script>',
  '<img src=x onerror="window.ran=1;alert(1)">',
  '"><svg onload=alert(1)>',
  "' onfocus=alert(1) autofocus='",
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '</textarea></title></style><script>alert(1)</script>',
];
let house;
let server;

before(async () => {
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  youju(data, 'person', 'add', 'admin', '--name', '<b onmouseover=alert(1)>管理员</b>',
    '--role', 'administrator', '--unit', '100000');
  youjuTold(data, `${password}\n`, 'person', 'password', 'admin');
  server = await serve(data);
  house = await start(server);
});
after(() => house?.stop());

// A caller of the interface in the session of a page.
async function caller(page) {
  const session = await (await page.request.get(`${house.address}/api/session`)).json();
  return async (method, path, body, type = 'application/json') => {
    const answer = await page.request.fetch(house.address + path, {
      method,
      headers: { 'X-Youju-CSRF': session.csrf, 'Content-Type': type },
      data: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

const VALUES = { integer: '3', decimal: '3', date: '2009-05-06', month: '2009-05', unit: COUNTY };

// A record of the ledger with script in each of its texts; its id, or nothing where the ledger
// refuses such texts.
async function enter(call, name, script, number) {
  const ledger = await call('GET', `/api/ledgers/${name}`);
  const fields = {};
  for (const field of ledger.fields) {
    const room = field.length_max || 200;
    if (field.type === 'text' || field.type === 'party') {
      fields[field.name] = `${script}${number}`.slice(0, room);
    } else if (field.choices?.length) {
      fields[field.name] = field.choices[0].code;
    } else if (VALUES[field.type] !== undefined && field.required) {
      fields[field.name] = VALUES[field.type];
    }
  }
  const day = `2009-05-${String(10 + (number % 20)).padStart(2, '0')}`;
  const dates = ledger.dates === 'span' ? { on: day, until: day } : { on: day };
  return call('POST', `/api/ledgers/${name}/records`, { unit: COUNTY, ...dates, fields })
    .catch(() => undefined);
}

// What each page is asked in the end: nothing ran, nothing was said, no markup came of a text.
async function harmless(page, said, where, own = '') {
  assert.deepEqual(said, [], where);
  const found = await page.evaluate((except) => ({
    ran: window.ran,
    made: [...document.querySelectorAll('script:not([src]), [onerror], [onload], [onfocus], '
      + '[onmouseover], a[href^="javascript:"]')].filter((each) => !except || !each.matches(except))
      .map((each) => each.outerHTML),
  }), own);
  assert.deepEqual(found, { ran: undefined, made: [] }, where);
}

const entered = [];

test('script is stored in every text', async () => {
  const { page, close } = await house.person('admin', { password });
  const call = await caller(page);
  let number = 0;
  for (const name of ['lecture', 'training', 'visit', 'meeting', 'campaign_event']) {
    for (const script of SCRIPTS) {
      number += 1;
      const record = await enter(call, name, script, number);
      if (record) entered.push({ name, ...record });
    }
  }
  assert.ok(entered.length >= 3 * SCRIPTS.length, `only ${entered.length} records were entered`);
  const stored = entered.filter(({ fields }) =>
    Object.values(fields).some((text) => text.includes('alert(1)')));
  assert.ok(stored.length >= 2 * SCRIPTS.length, 'the texts were changed on the way');
  // Half of them count, one is sent back, one waits; one has a file, with a name of that kind.
  for (const [index, { name, id }] of entered.entries()) {
    const at = `/api/ledgers/${name}/records/${id}`;
    if (index === 0) {
      await call('POST', `${at}/evidence?name=${encodeURIComponent(`${SCRIPTS[1]}.txt`)}`,
        SCRIPTS[0], 'application/octet-stream');
      continue;
    }
    await call('POST', `${at}/submit`, { version: 1 }).catch(() => undefined);
    if (index % 3 === 0) {
      await call('POST', `${at}/return`, { version: 2, reason: SCRIPTS[1] }).catch(() => undefined);
    } else if (index % 3 === 1) {
      await call('POST', `${at}/approve`, { version: 2 }).catch(() => undefined);
    }
  }
  await call('POST', '/api/units', { code: '610522-xss', name: SCRIPTS[1], short: SCRIPTS[2],
    kind: 'department', parent: COUNTY });
  await call('PUT', '/api/people/mallory',
    { name: SCRIPTS[0], grants: [{ role: 'clerk', unit: '610522-xss' }] });
  await close();
});

for (const width of WIDTHS) {
  test(`no page runs it at ${width} px`, async () => {
    const { page, faults, go, close } = await house.person('admin', { password, width });
    const said = [];
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      dialog.dismiss();
    });
    const paths = ['/', '/ledgers', `/ledgers/lecture?${AT}`, `/ledgers/visit?${AT}`,
      `/ledgers/training?${AT}&q=${encodeURIComponent(SCRIPTS[1])}`,
      '/ledgers/lecture/new', '/ledgers/lecture/grid', `/review?${AT}`, `/figures?${AT}`,
      `/figures?${AT}&of=trainings,lectures&by=unit`, `/figures?${AT}&figure=lectures@610522@2009`,
      '/summaries', `/summaries/${COUNTY}/2009?template=county_campaign_summary`,
      '/settings/account', '/settings/units', '/settings/people', '/settings/about',
      `/nowhere/${encodeURIComponent(SCRIPTS[0])}`,
      `/ledgers/lecture?${AT}&state=${encodeURIComponent(SCRIPTS[1])}`];
    for (const { name, id } of entered.slice(0, 4)) paths.push(`/ledgers/${name}/${id}`);
    let shown = 0;
    for (const path of paths) {
      await go(path);
      await settled(page);
      await harmless(page, said, path);
      if ((await page.locator('body').innerText()).includes('alert(1)')) shown += 1;
    }
    assert.ok(shown >= 6, `the texts stand on ${shown} pages only`);
    // The first of the page without scripts, and a record there.
    for (const path of ['/plain', `/plain/summary/${COUNTY}/2009`,
      `/plain/record/${entered[1].name}/${entered[1].id}`]) {
      await go(path);
      await harmless(page, said, path);
    }
    assert.deepEqual(faults.filter((each) => !/Failed to load/.test(each)), []);
    await close();
  });
}

test('nor does a file that was downloaded', async (running) => {
  const { page, close } = await house.person('admin', { password });
  const at = `/api/summaries/${COUNTY}/2009`;
  const answer = await page.request.get(
    `${house.address}${at}/html?template=county_campaign_summary`);
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()['content-disposition'], /^attachment/);
  const evidence = entered[0];
  const record = await (await page.request.get(
    `${house.address}/api/ledgers/${evidence.name}/records/${evidence.id}`)).json();
  const file = await page.request.get(`${house.address}/api/ledgers/${evidence.name}/records/`
    + `${evidence.id}/evidence/${record.files[0].digest}`);
  assert.equal(file.headers()['content-type'], 'text/plain');
  assert.match(file.headers()['content-disposition'], /^attachment/);
  assert.match(file.headers()['content-security-policy'], /default-src 'none'/);
  // Opened from the disk, where no policy of ours stands before it.
  const path = join(folder, 'summary.html');
  writeFileSync(path, await answer.body());
  await close();
  assert.match(readFileSync(path, 'utf8'), /class="figure"/);
  const browser = await browse();
  running.after(() => browser.close()); // also of a test that fails
  const offline = await browser.newPage();
  const said = [];
  offline.on('dialog', (dialog) => {
    said.push(dialog.message());
    dialog.dismiss();
  });
  await offline.goto(`file://${path}`);
  // It has a viewer of its own, the last script, which alone its policy lets run; the one before it
  // is data.
  const scripts = await offline.locator('script').evaluateAll((all) =>
    all.map((each) => ({ type: each.type, text: each.textContent })));
  assert.deepEqual(scripts.map(({ type }) => type), ['application/json', '']);
  const hash = createHash('sha256').update(scripts[1].text).digest('base64');
  const policy = await offline.locator('meta[http-equiv=Content-Security-Policy]')
    .getAttribute('content');
  assert.match(policy, /default-src 'none'/);
  assert.ok(policy.includes(`script-src 'sha256-${hash}';`), policy);
  await harmless(offline, said, path, 'script');
});
