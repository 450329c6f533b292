// The work itself, as the person who does it: signing in, entering on a phone with a bad line,
// pasting from Excel, judging a queue, asking what a number rests on.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { PASSWORD, settled, signIn, start } from './workbench_harness.mjs';

let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

// What every test asks of its page at the end.
async function clean({ faults, close }) {
  assert.deepEqual(faults, []);
  await close();
}
const field = (page, name) => page.locator(`[data-field=${name}]`);
async function fillTraining(page, topic) {
  await field(page, 'topic').locator('input').fill(topic);
  await field(page, 'kind').locator('select').selectOption('apple');
  await field(page, 'held').getByText('自办或联办').click();
  await field(page, 'place').locator('input').fill('代字营乡');
}
const photo = { name: '现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a photograph') };

describe('signing in', () => {
  test('a wrong password is told, a locked account counts down', async () => {
    const person = await house.person();
    const { page, go } = person;
    await go('/ledgers');
    await page.waitForURL(/sign-in\?back=/);
    await page.fill('input[name=username]', 'tongguan_reviewer');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await page.fill('input[name=password]', 'wrong');
      const answered = page.waitForResponse('**/api/session');
      await page.click('button[type=submit]');
      await answered;
    }
    await page.getByText(/请在 1:\d\d 后重试/).waitFor();
    assert.ok(await page.locator('button[type=submit]').isDisabled());
    await clean(person);
  });
  test('the second step asks for the code; the person lands where they wanted', async () => {
    const person = await house.person();
    const { page, go } = person;
    await go('/figures');
    await page.fill('input[name=username]', 'tongguan_writer');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.fill('input[name=code]', '123456');
    await page.click('button[type=submit]');
    await page.waitForURL(/\/figures/);
    assert.equal(await page.locator('nav a[href="/review"]').count(), 0, 'a writer judges nothing');
    await clean(person);
  });
  test('a temporary password must be changed first', async () => {
    const person = await house.person();
    const { page, go } = person;
    await go('/sign-in');
    await page.fill('input[name=username]', 'newcomer');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.locator('input[autocomplete=new-password]').first().waitFor();
    await go('/figures');
    await page.waitForURL(/sign-in/);
    await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
    for (const each of await page.locator('input[autocomplete=new-password]').all()) {
      await each.fill('better-than-before');
    }
    await page.locator('button[type=submit]').click();
    await page.locator('#main').waitFor();
    await clean(person);
  });
  test('nobody is sent to another site', async () => {
    const person = await house.person();
    await signIn(person.page, house.address, 'tongguan_clerk');
    await person.go('/sign-in?back=//example.org/x');
    await person.page.fill('input[name=username]', 'tongguan_clerk');
    await person.page.fill('input[name=password]', PASSWORD);
    await person.page.click('button[type=submit]');
    await person.page.locator('#main').waitFor();
    assert.ok(person.page.url().startsWith(house.address));
    await clean(person);
  });
});

describe('entering a record on a phone', () => {
  let person;
  beforeEach(async () => {
    person = await house.person('tongguan_clerk', { width: 390 });
    await person.go('/ledgers/training/new');
    await settled(person.page);
  });

  test('faults are told at their fields, the first of them is gone to', async () => {
    const { page } = person;
    await field(page, 'trainees').locator('input').fill('0');
    await field(page, 'place').locator('input').focus();
    await field(page, 'trainees').getByText('不能小于 1').waitFor();
    await page.getByRole('button', { name: '提交审核' }).click();
    await field(page, 'topic').getByText('请填写“培训主题”').waitFor();
    const at = await page.evaluate(
      () => document.activeElement.closest('[data-field]')?.dataset.field);
    assert.equal(at, 'topic');
    await clean(person);
  });

  test('with a photograph it is entered, gets its evidence, and waits for review', async () => {
    const { page } = person;
    await fillTraining(page, '苹果树春季修剪');
    await field(page, 'trainees').locator('input').fill('１２0');
    await page.locator('input[type=file]').first().setInputFiles(photo);
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.locator('h1', { hasText: '苹果树春季修剪' }).waitFor();
    await page.getByText('待审核').first().waitFor();
    await page.getByText('120 人次').waitFor();
    await page.getByText('现场.jpg').waitFor();
    await person.go('/ledgers/drafts');
    await page.getByText('没有未上报的内容').waitFor();
    await clean(person);
  });

  test('the server has the last word, and its sentence stands at the field', async () => {
    const { page } = person;
    await fillTraining(page, '不合格');
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.locator('h1', { hasText: '不合格' }).waitFor();
    await page.getByRole('link', { name: '修改' }).click();
    await field(page, 'topic').waitFor();
    await page.locator('input[type=file]').first().setInputFiles(photo);
    await page.getByRole('button', { name: '提交审核' }).click();
    await field(page, 'topic').getByText('服务器：主题不合格').waitFor();
    await field(page, 'topic').locator('input').fill('合格了');
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.locator('h1', { hasText: '合格了' }).waitFor();
    await page.getByText('待审核').first().waitFor();
    await clean(person);
  });

  test('what was typed outlives the tab', async () => {
    const { page } = person;
    await field(page, 'topic').locator('input').fill('没写完的');
    await page.getByText('已存到本机').waitFor();
    await person.go('/ledgers/drafts');
    await page.getByText('没写完的').click();
    await settled(page);
    assert.equal(await field(page, 'topic').locator('input').inputValue(), '没写完的');
    await page.getByRole('button', { name: '放弃' }).waitFor();
    await clean(person);
  });

  test('without a line it waits, and is sent once when the line is back', async () => {
    const { page, context } = person;
    await fillTraining(page, '山里没有信号');
    await page.locator('input[type=file]').nth(1).setInputFiles(photo);
    // Where it goes from here has been fetched meanwhile.
    await page.waitForFunction(() => performance.getEntriesByType('resource')
      .some(({ name, responseEnd }) => /Drafts.*\.js$/.test(name) && responseEnd > 0));
    await page.waitForTimeout(300);
    await context.setOffline(true);
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.getByText('联网后自动发送').waitFor();
    await page.getByText('山里没有信号').waitFor();
    await context.setOffline(false);
    await page.getByText('没有未上报的内容').waitFor();
    await person.go('/ledgers/training?unit=610522&period=2026&q=山里没有信号');
    await settled(page);
    assert.equal(await page.locator('main li a:visible', { hasText: '山里没有信号' }).count(), 1);
    await clean(person);
  });

  test('the session ends in mid-entry: signing in in place, nothing is lost', async () => {
    const { page } = person;
    await fillTraining(page, '登录过期也不怕');
    await page.locator('input[type=file]').first().setInputFiles(photo);
    await house.play({ expire: true });
    await page.getByRole('button', { name: '提交审核' }).click();
    await page.locator('dialog input[name=password]').fill(PASSWORD);
    await page.locator('dialog button[type=submit]').click();
    await page.locator('h1', { hasText: '登录过期也不怕' }).waitFor();
    await page.getByText('待审核').first().waitFor();
    await clean(person);
  });
});

describe('the grid', () => {
  const line = (at) => `2026-3-${(at % 28) + 1}\t\t县科协\t第${at}期苹果培训\t苹果\t自办或联办\t\t代字营乡`;
  async function pasteInto(page, text) {
    await page.locator('.grid .editor').focus();
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.keyboard.press('Control+V');
  }

  test('takes 500 rows from Excel, finds what is wrong, and sends them at once', async () => {
    const person = await house.person('tongguan_clerk');
    const { page, go } = person;
    await go('/ledgers/training/grid');
    await settled(page);
    const lines = Array.from({ length: 500 }, (_, at) => line(at));
    lines[321] = lines[321].replace('苹果\t自办', '香蕉\t自办');
    const started = Date.now();
    await pasteInto(page, lines.join('\r\n'));
    await page.getByText('1 处需要修改').waitFor();
    assert.ok(Date.now() - started < 5000, 'it takes a moment, not a coffee');
    assert.ok(await page.locator('.grid tbody tr').count() < 80, 'only what is seen is drawn');
    await page.getByText('1 处需要修改').click();
    await page.getByText('“类别”中没有“香蕉”这一选项').first().waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('苹果');
    await page.keyboard.press('Enter');
    await page.getByText('已填 500 行').waitFor();
    await page.getByRole('button', { name: '提交 500 条' }).click();
    await page.waitForURL(/\/ledgers\/training\?|\/ledgers\/training$/);
    await go('/ledgers/training?unit=610522&period=2026&q=期苹果培训');
    await page.getByText('合计 500 条').first().waitFor();
    await clean(person);
  });

  test('works without a mouse: types, fills down, takes back, is corrected', async () => {
    const person = await house.person('tongguan_clerk');
    const { page, go } = person;
    await go('/ledgers/training/grid');
    await settled(page);
    await pasteInto(page, [
      '培训主题\t类别\t举办方式\t地点\t开始日期\t填报单位',
      '一\t苹果\t自办或联办\t甲村\t2026/1/2\t县科协', '二\t苹果\t自办或联办\t乙村\t2026/1/3\t县科协',
    ].join('\n'));
    await page.getByText('已填 2 行').waitFor();
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('不存在的地点');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+D');
    const places = () => page.locator('.grid td[id$="-7"]').allTextContents();
    await page.waitForFunction(() => document.querySelector('#c1-7').textContent.includes('不存在'));
    await page.keyboard.press('Control+Z');
    await page.waitForFunction(() => document.querySelector('#c1-7').textContent.includes('乙村'));
    assert.match((await places())[0], /不存在的地点/);
    await page.getByRole('button', { name: '校验' }).click();
    await page.getByText('服务器：地点有误').first().waitFor();
    await clean(person);
  });
});

describe('judging', () => {
  test('keys move, choose, approve and return with a reason', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/review?unit=610522&period=2009');
    await settled(page);
    const waiting = async () =>
      Number((await page.getByText(/待审核 \d+ 条/).textContent()).match(/\d+/)[0]);
    const before = await waiting();
    const first = await page.locator('.queue li strong').first().textContent();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: '通过 2 条' }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('已审核通过 2 条').waitFor();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: '佐证材料不全' }).click();
    await page.locator('dialog').getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('已退回 1 条').waitFor();
    assert.equal(await waiting(), before - 3);
    assert.ok(first);
    await clean(person);
  });

  test('the second of two reviewers is told', async () => {
    const one = await house.person('admin');
    const two = await house.person('admin');
    await one.go('/ledgers/contest_entry?unit=610522&period=2009&state=submitted');
    await settled(one.page);
    const path = await one.page.locator('tbody a.title').first().getAttribute('href');
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
    await one.close();
    await two.close();
  });

  test('doubles stand side by side, and become one', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/ledgers/training?unit=610522&period=2009&state=submitted');
    await settled(page);
    await page.locator('tr', { hasText: '疑似重复' }).locator('a.title').first().click();
    await page.getByRole('button', { name: '对照' }).click();
    await page.locator('.differs').first().waitFor();
    await page.getByRole('button', { name: '合并到本条' }).click();
    await page.getByText('已合并为一条记录').waitFor();
    await page.getByText('疑似重复').waitFor({ state: 'detached' });
    await clean(person);
  });

  test('a correction keeps its reason', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/ledgers/training?unit=610522&period=2009&state=approved');
    await settled(page);
    await page.locator('tbody a.title').first().click();
    await page.getByRole('link', { name: '更正' }).click();
    await field(page, 'trainees').locator('input').fill('66');
    await page.locator('#reason').fill('核对签到表');
    await page.getByRole('button', { name: '提交更正' }).click();
    await page.getByText('原因：核对签到表').waitFor();
    await page.getByText('66 人次').waitFor();
    await clean(person);
  });
});

describe('figures', () => {
  test('from a number in a summary it is two clicks to a record, and back again', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/summaries/610522/2009?template=science-spring');
    await page.locator('.paper a.figure').nth(1).click();
    await page.locator('dialog .record').first().click();
    await page.waitForURL(/\/ledgers\/training\/[0-9a-f-]{36}/);
    await page.locator('.history').waitFor();
    await page.goBack();
    await page.locator('dialog h3').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.ok(page.url().includes('/summaries/'));
    await clean(person);
  });

  test('split, ranked, drawn, copied', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/figures?unit=610522&period=2009');
    await settled(page);
    await page.getByRole('button', { name: '受训人次' }).click();
    await page.getByRole('columnheader', { name: '受训人次' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: '位次' }).waitFor();
    await page.getByRole('button', { name: '复制表格' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^单位\t受训人次\n/);
    await page.locator('select.by').first().selectOption('month');
    await page.getByRole('button', { name: '图表' }).click();
    await page.locator('.upright .fill').first().waitFor();
    assert.match(page.url(), /by=month/);
    await clean(person);
  });

  test('an answer that fails says so, and can be asked again', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    let down = true;
    await page.route('**/api/indicators', (route) => route.continue());
    await page.route('**/api/summaries', (route) => (down ? route.abort() : route.continue()));
    await go('/summaries');
    await page.getByText('网络不通或服务器没有响应').waitFor();
    down = false;
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('“科技之春”').first().waitFor();
    await clean(person);
  });
});

describe('the frame', () => {
  test('the language changes at once and is remembered; so does the dark', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/ledgers');
    await settled(page);
    await page.getByRole('button', { name: '账号菜单' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('h1', { hasText: 'Ledgers' }).waitFor();
    await page.getByText('Trainings').first().waitFor();
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    await page.locator('h1', { hasText: 'Ledgers' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await clean(person);
  });

  test('the keyboard alone is enough', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/');
    await settled(page);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
    await page.keyboard.press('?');
    await page.locator('dialog').getByText('显示快捷键').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.waitForURL(/\/figures/);
    await page.keyboard.press('u');
    await page.locator('dialog input[type=search]').waitFor();
    await page.keyboard.type('果业');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /当前单位：果业局/ }).waitFor();
    assert.match(page.url(), /unit=610522-gyj/);
    await clean(person);
  });

  test('a saved view brings back its filters and its columns', async () => {
    const person = await house.person('admin');
    const { page, go } = person;
    await go('/ledgers/training?unit=610522&period=2009&q=苹果');
    await settled(page);
    await page.getByRole('button', { name: '常用视图' }).click();
    await page.getByPlaceholder('视图名称').fill('苹果类');
    await page.getByPlaceholder('视图名称').press('Enter');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: '常用视图' }).click();
    await page.getByRole('button', { name: '苹果类', exact: true }).click();
    await page.waitForURL(/q=/);
    assert.equal(await page.getByPlaceholder('查找记录').inputValue(), '苹果');
    await clean(person);
  });

  test('script in a record stays text', async () => {
    const person = await house.person('tongguan_clerk');
    const { page, go } = person;
    await go('/ledgers/training/new');
    await settled(page);
    await fillTraining(page, '<img src=x onerror="hacked=1"><script>hacked=1</script>');
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.locator('h1', { hasText: '<img src=x' }).waitFor();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await clean(person);
  });
});
