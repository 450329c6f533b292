// The circle of a figure against the real server: entered on a phone in a department, judged on a
// desk, seen in the figures and the summary, proven in the Word file. And what goes wrong on the
// way: two at once, a wrong password, a session that ends, a line that is down, hostile text.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { ROOT, scratch, serve, WIDTHS, youju, youjuTold } from './harness.mjs';
import {
  barriers, darkBarriers, fits, lighten, settled, start,
} from './workbench_harness.mjs';

const EXAMPLE = 'tongguan-2009';
const AT = 'unit=610522&period=2009';
const password = 'Shan-Shui-1958';
// login: role and unit; tongguan_reviewer and the others come with the example.
const PEOPLE = {
  farm_clerk: ['clerk', '610522-nyj'],
  orchard_clerk: ['clerk', '610522-gyj'],
  second_reviewer: ['reviewer', '610522'],
  admin: ['administrator', '100000'],
  forgetful: ['clerk', '610522-nyj'],
};
const NEWCOMERS = WIDTHS.map((width) => `new_clerk_${width}`);
const data = join(scratch(), 'data');
const temporaries = {};
let house;

before(async () => {
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples', EXAMPLE));
  const add = (login, role, unit) =>
    youju(data, 'person', 'add', login, '--name', login, '--role', role, '--unit', unit);
  for (const login of NEWCOMERS) {
    add(login, 'clerk', '610522-nyj');
    temporaries[login] = youju(data, '--quiet', 'person', 'password', login, '--temporary')
      .trim().split(/\s+/).at(-1);
  }
  for (const [login, [role, unit]] of Object.entries(PEOPLE)) {
    add(login, role, unit);
    youjuTold(data, `${password}\n`, 'person', 'password', login);
  }
  for (const login of ['tongguan_reviewer', 'tongguan_writer', 'tongguan_leader']) {
    youjuTold(data, `${password}\n`, 'person', 'password', login);
  }
  house = await start(await serve(data));
});
after(() => house?.stop());

const person = (login, options = {}) => house.person(login, { password, ...options });
const field = (page, name) => page.locator(`[data-field=${name}]`);

// What every test asks of its page at the end: a clean console, and no refusal but those expected.
async function clean({ faults, refusals, close }, expected = []) {
  assert.deepEqual(faults, []);
  assert.deepEqual(refusals, expected);
  await close();
}
async function photograph(page) {
  const clip = { x: 0, y: 0, width: 64, height: 64 };
  const buffer = await page.screenshot({ type: 'jpeg', clip });
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer };
}
async function fillTraining(page, topic, { on = '2009-03-12', trainees = '37' } = {}) {
  await field(page, 'topic').waitFor();
  for (const id of ['on', 'until']) {
    await page.locator(`#${id}`).fill(on);
    await page.keyboard.press('Tab');
  }
  await field(page, 'topic').locator('input').fill(topic);
  await field(page, 'kind').locator('select').selectOption('apple');
  await field(page, 'held').getByText('自办或联办').click();
  await field(page, 'place').locator('input').fill('代字营乡');
  await field(page, 'sessions').locator('input').fill(String(SESSIONS));
  await field(page, 'trainees').locator('input').fill(trainees);
}
async function submit(page) {
  await page.getByRole('button', { name: '提交审核' }).click();
}
// A figure as the server tells it to the page's own session.
async function figure(page, name) {
  const answer = await page.request.get(`${house.address}/api/figures/${encodeURIComponent(name)}`);
  return Number((await answer.json()).value);
}
const TRAINEES = 'trainees@610522@2009';
// What departments hold in the month of a campaign; the summary says it.
const SPRING = 'spring_sessions@610522@2009';
const SESSIONS = 3;

// The writer writes on what the template says, the leader signs and seals it, and the Word file is
// held against the ledger: a difference would end `verify` with another status.
async function sealed(width, said) {
  const writer = await person('tongguan_writer', { width });
  const leader = await person('tongguan_leader', { width });
  const act = async ({ page }, name) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('dialog').getByRole('button', { name, exact: true }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
  };
  await writer.go('/summaries');
  await settled(writer.page);
  const written = writer.page.locator('.drafts a.title').first();
  if (await written.count()) {
    // At the other width it was sealed already; the leader opens it again.
    await leader.go(await written.getAttribute('href'));
    await leader.page.getByRole('button', { name: '重新打开' }).click();
    await leader.page.locator('#reason-text').fill('又有新的培训');
    await leader.page.locator('dialog').getByRole('button', { name: '重新打开' }).click();
    await leader.page.locator('.ProseMirror').waitFor();
    await written.click();
  } else {
    await writer.page.getByRole('button', { name: '开始撰写' }).first().click();
  }
  const text = writer.page.locator('.ProseMirror');
  await text.locator(`.chip[data-figure^="${SPRING}"]`, { hasText: said }).first().waitFor();
  await text.locator('p.body').first().click();
  await writer.page.keyboard.press('End');
  await writer.page.keyboard.type(`（${width}）`);
  await fits(writer.page);
  await act(writer, '提交审核');
  await leader.go(new URL(writer.page.url()).pathname);
  await settled(leader.page);
  await act(leader, '签发');
  await act(leader, '用印');
  await leader.page.getByText(/已用印（第 \d+ 版）/).waitFor();
  await leader.page.getByRole('button', { name: '文件', exact: true }).click();
  const [download] = await Promise.all([
    leader.page.waitForEvent('download'),
    leader.page.getByRole('link', { name: '下载 Word' }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.docx$/);
  const file = join(scratch(), 'summary.docx');
  await download.saveAs(file);
  youju(data, 'verify', file);
  await clean(writer);
  await clean(leader);
}

for (const width of WIDTHS) {
  describe(`at ${width} px`, () => {
    test('the circle of a figure', async () => {
      const topic = `苹果树修剪现场培训${width}`;
      const trainees = width % 100;
      const login = `new_clerk_${width}`;
      const temporary = temporaries[login];
      const desk = await person('tongguan_reviewer', { width });
      const before = await figure(desk.page, TRAINEES);
      const spring = await figure(desk.page, SPRING);

      // The clerk takes over a temporary password and enters what was done, with a photograph.
      const phone = await house.person(undefined, { width: Math.min(width, 390) });
      await phone.go('/sign-in');
      await phone.page.fill('input[name=username]', login);
      await phone.page.fill('input[name=password]', temporary);
      await phone.page.click('button[type=submit]');
      await phone.page.locator('input[autocomplete=current-password]:not([name])').fill(temporary);
      for (const each of await phone.page.locator('input[autocomplete=new-password]').all()) {
        await each.fill(password);
      }
      await phone.page.click('button[type=submit]');
      await phone.page.locator('#main').waitFor();
      await phone.go('/ledgers/training/new');
      await settled(phone.page);
      await fits(phone.page);
      await fillTraining(phone.page, topic, { trainees: String(trainees) });
      await phone.page.getByLabel('“科技之春”宣传月').check();
      const photo = await photograph(phone.page);
      await phone.page.locator('input[type=file]').first().setInputFiles(photo);
      await submit(phone.page);
      await phone.page.locator('h1', { hasText: topic }).waitFor();
      await phone.page.getByText('待审核').first().waitFor();
      await phone.page.getByText('现场.jpg').waitFor();
      assert.equal(await figure(desk.page, TRAINEES), before, 'what waits does not count');

      // The reviewer passes it in the queue.
      await desk.go('/review?unit=610522');
      await settled(desk.page);
      await fits(desk.page);
      await desk.page.getByRole('button', { name: topic }).click();
      await desk.page.locator('.queue .active input').check();
      await desk.page.keyboard.press('a');
      await desk.page.getByText('已审核通过 1 条').waitFor();

      // The figure has moved by exactly that, on its page, and leads to the record in two clicks.
      await desk.go(`/figures?${AT}&of=trainees`);
      await settled(desk.page);
      await fits(desk.page);
      const grown = before + trainees;
      assert.equal(await figure(desk.page, TRAINEES), grown);
      await desk.page.locator('main td a.figure').first().click();
      const hasText = grown.toLocaleString('en-US');
      await desk.page.locator('dialog .value', { hasText }).waitFor();
      await desk.page.locator('dialog .record', { hasText: topic }).first().click();
      await desk.page.locator('h1', { hasText: topic }).waitFor();

      // The summary says it, and so does the Word file that is signed and sealed.
      await desk.go('/summaries/610522/2009?template=county_campaign_summary');
      const said = desk.page.locator(`.paper a.figure[data-figure^="${SPRING}"]`).first();
      await said.waitFor();
      assert.equal(await figure(desk.page, SPRING), spring + SESSIONS);
      assert.equal(await said.textContent(), `${spring + SESSIONS}场次`);
      await fits(desk.page);
      await sealed(width, `${spring + SESSIONS}场次`);
      await clean(phone);
      await clean(desk);
    });
  });
}

describe('signing in', () => {
  test('too many wrong passwords lock the account, and the wait is told', async () => {
    const stranger = await house.person();
    const { page, go } = stranger;
    await go('/sign-in');
    await page.fill('input[name=username]', 'forgetful');
    const lock = page.getByText(/请在\d+秒后再试/);
    for (let attempt = 0; attempt < 12 && (await lock.count()) === 0; attempt += 1) {
      await page.fill('input[name=password]', 'wrong');
      const answered = page.waitForResponse('**/api/session');
      await page.click('button[type=submit]');
      await answered;
      await page.getByRole('alert').waitFor();
      await page.waitForTimeout(50);
    }
    await lock.waitFor();
    await page.getByText(/请在 \d+:\d\d 后重试/).waitFor();
    assert.ok(await page.locator('button[type=submit]').isDisabled());
    assert.deepEqual(stranger.faults, []);
    assert.ok(stranger.refusals.every((each) => /^4\d\d POST \/api\/session$/.test(each)));
    await stranger.close();
  });

  test('a clerk sees nothing of the administrator, and the server refuses the rest', async () => {
    const clerk = await person('farm_clerk');
    const { page, go } = clerk;
    await go('/settings');
    await settled(page);
    assert.equal(await page.locator('a[href="/settings/people"]').count(), 0);
    assert.equal(await page.locator('a[href="/review"]').count(), 0);
    // What concerns the clerk's own unit is told, and nothing of the others.
    const planned = await (await page.request.get(`${house.address}/api/summaries`)).json();
    assert.deepEqual(planned.rows, []);
    const { csrf } = await (await page.request.get(`${house.address}/api/session`)).json();
    const headers = { 'X-Youju-CSRF': csrf };
    const grants = [{ role: 'administrator', unit: '100000' }];
    const asked = await Promise.all([
      page.request.get(`${house.address}/api/people`),
      page.request.get(`${house.address}/api/trail`),
      page.request.get(`${house.address}/api/backup`),
      page.request.post(`${house.address}/api/audit`, { headers }),
      page.request.put(`${house.address}/api/people/farm_clerk`, {
        headers, data: { name: 'x', grants },
      }),
    ]);
    assert.deepEqual(asked.map((answer) => answer.status()), [403, 403, 403, 403, 403]);
    await go('/settings/people');
    await page.locator('main').waitFor();
    assert.equal(await page.getByRole('button', { name: '新增人员' }).count(), 0);
    assert.deepEqual(clerk.faults, []);
    await clerk.close();
  });
});

describe('entering', () => {
  test('the session ends in mid-entry: signing in in place, nothing is lost', async () => {
    const clerk = await person('orchard_clerk', { width: 390 });
    const { page, context, go } = clerk;
    await go('/ledgers/training/new');
    await settled(page);
    await fillTraining(page, '登录过期也不怕');
    await page.locator('input[type=file]').first().setInputFiles(await photograph(page));
    await context.clearCookies();
    await submit(page);
    await page.locator('dialog input[name=password]').fill(password);
    await page.locator('dialog button[type=submit]').click();
    await page.locator('h1', { hasText: '登录过期也不怕' }).waitFor();
    await page.getByText('待审核').first().waitFor();
    await page.getByText('现场.jpg').waitFor();
    assert.deepEqual(clerk.faults, []);
    assert.ok(clerk.refusals.every((each) => /^401 |^403 POST/.test(each)), clerk.refusals.join());
    await clerk.close();
  });

  test('without a line it waits, and is sent once when the line is back', async () => {
    const clerk = await person('orchard_clerk', { width: 390 });
    const { page, context, go } = clerk;
    await go('/ledgers/training/new');
    await settled(page);
    await fillTraining(page, '山里没有信号');
    await page.locator('input[type=file]').nth(1).setInputFiles(await photograph(page));
    await page.waitForFunction(() => performance.getEntriesByType('resource')
      .some(({ name, responseEnd }) => /Drafts.*\.js$/.test(name) && responseEnd > 0));
    await page.waitForTimeout(300);
    await context.setOffline(true);
    await submit(page);
    await page.getByText('联网后自动发送').waitFor();
    await page.getByText('山里没有信号').waitFor();
    await context.setOffline(false);
    await page.getByText('没有未上报的内容').waitFor();
    await go('/ledgers/training?unit=610522-gyj&period=2009&q=山里没有信号');
    await settled(page);
    assert.equal(await page.locator('main li a:visible', { hasText: '山里没有信号' }).count(), 1);
    await clean(clerk);
  });

  test('the form opens without a line, and what it needed is forgotten at sign-out', async () => {
    const clerk = await person('orchard_clerk', { width: 390, worker: true });
    const { page, context, go } = clerk;
    await go('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await go('/ledgers/training/new'); // one visit with a line
    await settled(page);
    await context.setOffline(true);
    await page.goto('about:blank');
    await go('/ledgers/training/new');
    await settled(page);
    await fillTraining(page, '进山前没打开过');
    await submit(page);
    await page.getByText('联网后自动发送').waitFor();
    await go('/'); // figures are never shown from memory
    await page.getByRole('button', { name: '重试' }).waitFor();
    await context.setOffline(false);
    await go('/ledgers/drafts');
    await page.getByText('没有未上报的内容').waitFor();
    await go('/ledgers/training?unit=610522-gyj&period=2009&q=进山前没打开过');
    await settled(page);
    const sent = page.locator('main li a:visible', { hasText: '进山前没打开过' });
    await sent.first().waitFor(); // it was sent a moment ago
    assert.equal(await sent.count(), 1);
    assert.ok(await page.evaluate(() => caches.has('youju-answers')));
    await page.getByRole('button', { name: '账号菜单' }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.locator('input[name=password]').waitFor();
    assert.deepEqual(await page.evaluate(async () => {
      const kept = await (await caches.open('youju-answers')).keys();
      return kept.map(({ url }) => new URL(url).pathname);
    }), ['/api/session']);
    await clerk.close();
  });

  test('500 rows from Excel go through the real import', async () => {
    const clerk = await person('farm_clerk');
    const { page, go } = clerk;
    await go('/ledgers/training/grid?unit=610522-nyj');
    await settled(page);
    const titles = '开始日期\t填报单位\t培训主题\t类别\t举办方式\t地点\t受训人次';
    const lines = Array.from({ length: 500 }, (_, at) =>
      `2009-${(at % 12) + 1}-${(at % 28) + 1}\t农业局\t第${at}期果树培训\t苹果\t自办或联办\t代字营乡\t${at + 1}`);
    lines[321] = lines[321].replace('苹果\t自办', '香蕉\t自办');
    await page.locator('.grid .editor').focus();
    const text = [titles, ...lines].join('\r\n');
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.keyboard.press('Control+V');
    await page.getByText('1 处需要修改').click();
    await page.getByText('“类别”中没有“香蕉”这一选项').first().waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('苹果');
    await page.keyboard.press('Enter');
    await page.getByText('已填 500 行').waitFor();
    await page.getByRole('button', { name: '提交 500 条' }).click();
    await page.waitForURL(/\/ledgers\/training(\?|$)/);
    await go('/ledgers/training?unit=610522-nyj&period=2009&q=期果树培训');
    await page.getByText('合计 500 条').first().waitFor();
    await clean(clerk);
  });

  test('script in every field is text and never runs', async () => {
    const clerk = await person('orchard_clerk');
    const { page, go } = clerk;
    const hostile = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>{{1+1}}';
    await go('/ledgers/training/new');
    await settled(page);
    await fillTraining(page, hostile);
    await field(page, 'place').locator('input').fill(hostile.slice(0, 60));
    await field(page, 'teacher').locator('input').fill('<svg onload="window.ran=1">');
    const photo = await photograph(page);
    const name = `<img src=x onerror=window.ran=1>.jpg`;
    await page.locator('input[type=file]').first().setInputFiles({ ...photo, name });
    await submit(page);
    await page.locator('h1', { hasText: hostile }).waitFor();
    const desk = await person('tongguan_reviewer');
    await desk.go('/review?unit=610522-gyj');
    await settled(desk.page);
    await desk.page.getByText(hostile).first().waitFor();
    const path = new URL(page.url()).pathname;
    for (const place of [path, '/', `/ledgers/training?unit=610522-gyj&period=2009&q=onerror`]) {
      await desk.go(place);
      await settled(desk.page);
    }
    await desk.page.getByText(hostile).first().waitFor();
    for (const each of [page, desk.page]) {
      assert.equal(await each.evaluate(() => window.ran), undefined);
    }
    await clean(clerk);
    await clean(desk);
  });
});

describe('judging', () => {
  test('the second of two reviewers is told', async () => {
    const clerk = await person('farm_clerk', { width: 390 });
    await clerk.go('/ledgers/training/new');
    await settled(clerk.page);
    await fillTraining(clerk.page, '两人同时审核');
    await submit(clerk.page);
    await clerk.page.locator('h1', { hasText: '两人同时审核' }).waitFor();
    const path = new URL(clerk.page.url()).pathname;
    const one = await person('tongguan_reviewer');
    const two = await person('second_reviewer');
    for (const { page, go } of [one, two]) {
      // The second one's page does not hear of the change.
      await page.route('**/api/events', (route) => route.abort());
      await go(path);
      await page.locator('.history').waitFor();
    }
    await one.page.getByRole('button', { name: '审核通过' }).click();
    await one.page.getByText('已办理').waitFor();
    await two.page.getByRole('button', { name: '审核通过' }).click();
    await two.page.getByText('刚刚被他人修改').waitFor();
    await two.page.getByText('已通过').waitFor();
    await clean(clerk);
    await clean(one);
    await clean(two, [`409 POST /api/ledgers/training/records/${path.split('/').at(-1)}/approve`]);
  });
});

// The mock's tests ask axe about every page; here it sees what only the real server shows: long
// lists, deep trees, the real summary.
const PAGES = {
  today: '/?unit=100000',
  ledger: `/ledgers/training?${AT}`,
  figures: `/figures?${AT}`,
  split: `/figures?${AT}&of=trainees&by=unit`,
  figure: `/figures?${AT}&figure=${TRAINEES}`,
  summary: '/summaries/610522/2009?template=county_campaign_summary',
  units: '/settings/units',
  people: '/settings/people',
};
describe('the real pages', () => {
  for (const width of WIDTHS) {
    for (const locale of ['zh-CN', 'en-GB']) {
      test(`hinder nobody: ${width} px, ${locale}`, async () => {
        const admin = await person('admin', { width, locale });
        const found = [];
        for (const path of Object.values(PAGES)) {
          await admin.go(path);
          await settled(admin.page);
          await fits(admin.page);
          found.push(...await barriers(admin.page), ...await darkBarriers(admin.page));
          await lighten(admin.page);
        }
        assert.deepEqual(found, []);
        await clean(admin);
      });
    }
  }

  test('the chain is verified, a password is reset, a second person is let in', async () => {
    const admin = await person('admin');
    const { page, go } = admin;
    await go('/settings/audit');
    await settled(page);
    await page.getByRole('button', { name: '核验' }).first().click();
    await page.getByText(/核验通过：事件 [\d,]+ 条/).waitFor();
    await go('/settings/people');
    await settled(page);
    await page.getByRole('button', { name: '新增人员' }).click();
    await page.fill('#person-login', 'clinic_clerk');
    await page.fill('#person-name', '县医院填报岗');
    await page.locator('dialog').getByRole('button', { name: '保存' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    page.on('dialog', (question) => question.accept());
    const row = page.locator('main li', { hasText: 'clinic_clerk' });
    await row.getByRole('button').last().click();
    const temporary = await page.locator('dialog code').textContent();
    const { signed_in } = await (await fetch(`${house.address}/api/session`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'clinic_clerk', password: temporary }),
    })).json();
    assert.ok(signed_in);
    await clean(admin);
  });

  test('every part of a figure has a row of its own, and they add up', async () => {
    const admin = await person('admin');
    const { page, go } = admin;
    for (const by of ['unit', 'month', 'kind']) {
      await go(`/figures?${AT}&of=trainings&by=${by}`);
      await settled(page);
      const cells = await page.locator('main tbody td.number a').allTextContents();
      assert.ok(cells.length > 1, `${cells.length} parts by ${by}`);
      const sum = cells.reduce((all, text) => all + Number(text.replaceAll(',', '')), 0);
      // The county's own trainings stand in none of the units below it.
      if (by !== 'unit') assert.equal(sum, await figure(page, 'trainings@610522@2009'));
    }
    await clean(admin);
  });

  test('a year without records leads to the newest one with records', async () => {
    const admin = await person('admin');
    const { page, go } = admin;
    await go('/?unit=100000');
    await page.getByText('以下为2009年的数字').waitFor();
    for (const path of ['/figures?unit=610522&period=2026',
      '/ledgers/training?unit=610522&period=2026']) {
      await go(path);
      await page.getByRole('button', { name: /2009年/ }).last().click();
      await page.locator('main table a').first().waitFor();
      assert.match(page.url(), /period=2009/);
    }
    await clean(admin);
  });
});
