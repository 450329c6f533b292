// What a ledger asks of people, on the real server and in their browsers: how it is reviewed, the
// days of the year that it knows, the parties that it is about.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { addPerson, picture, ROOT, scratch, serve, WIDTHS, youju } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const password = 'Shan-Shui-1958';
const UNIT = '610522-nyj';
let house;
before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init');
  youju(data, '--quiet', 'load', join(ROOT, 'examples/tongguan-2009'));
  const people = [
    ['admin', 'administrator', '100000'],
    ['clerk', 'clerk', UNIT],
    ['first', 'reviewer', UNIT],
    ['above', 'reviewer', '610522'],
  ];
  for (const [login, role, unit] of people) {
    addPerson(data, password, login, role, unit);
  }
  house = await start(await serve(data));
});
after(() => house?.stop());

const person = (login, how = {}) => house.person(login, { password, ...how });
const ask = async ({ page }, ...what) => (await house.ask(page, ...what)).json();
async function good(who, name) {
  await settled(who.page);
  await fits(who.page);
  assert.deepEqual(await barriers(who.page), []);
  await picture(who.page, `rules_${name}`);
  assert.deepEqual(who.faults, []);
}
// Chooses in the designer how lectures are reviewed.
async function review(who, people, { author = true, superior = false } = {}) {
  const { page, go } = who;
  await go('/settings/ledgers?pack=common&of=lecture');
  await settled(page);
  await page.getByLabel('审核方式').selectOption(people);
  if (people !== '0') {
    await page.getByLabel('录入人、修改人可以审核自己的记录').setChecked(author);
    await page.getByLabel('须由上级单位审核通过').setChecked(superior);
  }
  await good(who, `design_${people}`);
  const keep = page.getByRole('button', { name: '保存为新版本' });
  if (await keep.isEnabled()) {
    await keep.click();
    await page.getByText(/已保存为第 \d+ 版/).waitFor();
  }
  const { review: kept } = await ask(who, 'GET', '/api/ledgers/lecture');
  assert.deepEqual(kept, { people: Number(people), author, superior });
}
async function fillLecture(page, topic) {
  await page.getByLabel('讲座题目').fill(topic);
  await page.getByLabel('地点').fill('礼堂');
}

for (const width of WIDTHS) {
  describe(`${width} px`, () => {
    test('where nobody reviews, what is handed over counts at once', async () => {
      const admin = await person('admin', { width });
      await review(admin, '0');
      const who = await person('clerk', { width });
      const { page, go } = who;
      await go('/ledgers/lecture/new');
      await settled(page);
      await fillLecture(page, `免审讲座 ${width}`);
      await page.getByRole('button', { name: '提交并计入' }).click();
      await page.getByText('已提交并计入数字。').waitFor();
      await page.locator('.badge', { hasText: '已通过' }).first().waitFor();
      await page.getByText('录入并计入').waitFor();
      await good(who, 'counts');
      await who.close();
      await admin.close();
    });

    test('two people look, none of them the author, and the unit above last', async () => {
      const admin = await person('admin', { width });
      await review(admin, '2', { author: false, superior: true });
      const first = await person('first', { width });
      await first.go('/ledgers/lecture/new');
      await settled(first.page);
      await fillLecture(first.page, `自录讲座 ${width}`);
      await first.page.getByRole('button', { name: '提交审核' }).click();
      await first.page.getByText('不得由录入人、修改人本人审核').waitFor();
      assert.equal(await first.page.getByRole('button', { name: '初审通过' }).count(), 0);
      await good(first, 'own_record');
      const clerk = await person('clerk', { width });
      await clerk.go('/ledgers/lecture/new');
      await settled(clerk.page);
      await fillLecture(clerk.page, `两审讲座 ${width}`);
      await clerk.page.getByRole('button', { name: '提交审核' }).click();
      await clerk.page.locator('.badge', { hasText: '待审核' }).first().waitFor();
      // Of the two that wait the reviewer may judge one.
      await first.go('/');
      await first.page.getByText('其中 1 条可由您审核').waitFor();
      await good(first, 'today');
      await first.go('/review');
      await settled(first.page);
      await first.page.getByText(`自录讲座 ${width}`).click();
      await first.page.getByText('不得由录入人、修改人本人审核').waitFor();
      assert.ok(await first.page.getByRole('button', { name: /^(审核)?通过$/ }).isDisabled());
      await good(first, 'queue_own');
      await first.page.getByText(`两审讲座 ${width}`).click();
      await first.page.getByRole('button', { name: /^(审核)?通过$/ }).click();
      await first.page.getByText('已审核通过 1 条').waitFor();
      await first.page.locator('.queue .badge', { hasText: '初审通过' }).waitFor();
      await first.page.getByText(`两审讲座 ${width}`).click();
      await first.page.getByText('复审须由他人进行').waitFor();
      await good(first, 'queue_checked');
      // The county confirms both: the first with one look of each of two people.
      const above = await person('above', { width });
      await above.go('/review');
      await settled(above.page);
      await above.page.getByText(`两审讲座 ${width}`).click();
      await above.page.getByRole('button', { name: /^(审核)?通过$/ }).click();
      await above.page.getByText('已审核通过 1 条').waitFor();
      const { rows } = await ask(
        above,
        'GET',
        '/api/ledgers/lecture/records?state=approved' +
          `&q=${encodeURIComponent(`两审讲座 ${width}`)}`,
      );
      assert.equal(rows.length, 1);
      await above.go(`/ledgers/lecture/${rows[0].id}`);
      await settled(above.page);
      const history = await above.page.locator('.history strong').allTextContents();
      assert.deepEqual(history, ['录入并提交', '初审通过', '审核通过']);
      await good(above, 'history');
      for (const each of [first, clerk, above, admin]) await each.close();
    });

    test('the days of a year are read of the notice, changed and taken back', async () => {
      const admin = await person('admin', { width });
      const { page, go } = admin;
      await go('/settings/calendar');
      await settled(page);
      const year = Number(await page.locator('h2', { hasText: /^\d{4}年$/ }).innerText().then(
        (text) => text.slice(0, 4)));
      const next = width === WIDTHS[0] ? 1 : 2; // each width its own year
      for (let step = 0; step < next; step += 1) {
        await page.getByRole('button', { name: '下一年' }).click();
      }
      const chosen = year + next;
      await page.getByText(`${chosen}年的放假安排尚未录入`).waitFor();
      await good(admin, 'calendar_empty');
      await page.getByRole('button', { name: '粘贴通知' }).click();
      await page.getByLabel('通知原文').fill(
        '一、元旦：1月1日放假，共1天。\n七、国庆节：10月1日至7日放假调休，共7天。10月9日、10日上班。',
      );
      await page.getByRole('button', { name: '读出日期' }).click();
      await page.getByRole('button', { name: '采用这 4 项' }).waitFor();
      await good(admin, 'calendar_notice');
      await page.getByRole('button', { name: '采用这 4 项' }).click();
      await page.getByText(`${chosen}年的安排已保存。`).waitFor();
      await page.getByText('国庆节').first().waitFor();
      // A campaign gets the days of this year, and goes back to its usual ones.
      await page.getByRole('button', { name: '安排“全国科技工作者日”本年的日期' }).click();
      await page.getByRole('textbox', { name: '结束日期' }).fill(`${chosen}-06-02`);
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByRole('button', { name: '“全国科技工作者日”恢复为惯例日期' }).waitFor();
      await good(admin, 'calendar');
      await page.getByRole('button', { name: '“全国科技工作者日”恢复为惯例日期' }).click();
      await page.getByRole('button', { name: '“全国科技工作者日”恢复为惯例日期' })
        .waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `删去${chosen}-10-09“国庆节”` }).click();
      await page.getByRole('button', { name: `删去${chosen}-10-09“国庆节”` })
        .waitFor({ state: 'detached' });
      // By hand: a day off that is one day.
      await page.getByRole('button', { name: '新增', exact: true }).click();
      await page.getByLabel('节日名称').fill('中秋节');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('“开始日期”应为有效日期').waitFor();
      await page.getByRole('textbox', { name: '开始日期' }).fill(`${chosen}-09-25`);
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('中秋节').waitFor();
      const kept = await ask(admin, 'GET', `/api/almanac?year=${chosen}`);
      assert.deepEqual(kept.days.map(({ kind, first }) => `${kind} ${first}`), [
        `off ${chosen}-01-01`, `off ${chosen}-09-25`, `off ${chosen}-10-01`, `work ${chosen}-10-10`,
      ]);
      await go('/settings/campaigns');
      await settled(page);
      await page.getByText('每年9月第三个星期六').waitFor();
      await good(admin, 'campaigns');
      await go('/');
      await page.getByText('近期活动日').waitFor();
      await page.getByText(/其中工作日 \d+ 天|正在开展/).first().waitFor();
      await good(admin, 'today_coming');
      await admin.close();
    });

    test('a record of another ledger is found by what it is called', async () => {
      const who = await person('above', { width });
      const { page, go } = who;
      await go('/ledgers/campaign_return/new');
      await settled(page);
      const field = page.getByLabel('所属活动');
      const list = page.getByRole('listbox');
      await field.focus();
      await list.getByRole('option').nth(1).waitFor();
      await field.press('ArrowDown');
      const first = list.getByRole('option', { selected: true });
      const named = await first.innerText();
      await good(who, 'record_found');
      await field.press('Enter');
      await list.waitFor({ state: 'detached' });
      assert.ok(named.startsWith(await field.inputValue()) && (await field.inputValue()) !== '');
      await field.fill('没有这项活动');
      await page.getByRole('option', { name: '没有找到' }).waitFor();
      await field.press('Escape');
      await list.waitFor({ state: 'detached' });
      await who.close();
    });

    test('a party is found by a part of its name, or made known', async () => {
      const who = await person('clerk', { width });
      const { page, go } = who;
      await go('/ledgers/matching_meeting/new');
      await settled(page);
      const field = page.getByLabel('主要对接单位');
      await field.fill(`秦东果业 ${width}`);
      await page.getByRole('option', { name: `登记“秦东果业 ${width}”` }).click();
      await page.getByLabel('名称').fill(`潼关秦东果业 ${width}`);
      await page.getByLabel('统一社会信用代码').fill(
        `91610522MA6Y${String(width).padStart(6, '0')}`);
      await good(who, 'party_new');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await field.inputValue(), `潼关秦东果业 ${width}`);
      // Found again by a part, with the keyboard alone.
      await field.fill(`秦东果业 ${width}`);
      await page.getByRole('option', { name: `潼关秦东果业 ${width} 企业` }).waitFor();
      await picture(page, 'rules_party_found');
      await field.press('ArrowDown');
      await field.press('Enter');
      assert.equal(await field.inputValue(), `潼关秦东果业 ${width}`);
      await good(who, 'party_chosen');
      // In the grid it is offered while the cell is typed.
      await go('/ledgers/matching_meeting/grid');
      await settled(page);
      const titles = await page.locator('thead th').allInnerTexts();
      const column = titles.findIndex((title) => title.includes('主要对接单位'));
      await page.locator(`#c0-${column - 1}`).click();
      await page.keyboard.type('秦东');
      await page.locator(`datalist option[value="潼关秦东果业 ${width}"]`).waitFor({
        state: 'attached',
      });
      await who.close();
    });

    test('the days of a year stand in English and in the dark, too', async () => {
      const who = await person('admin', { width, locale: 'en-GB', theme: 'dark' });
      for (const [address, name] of [
        ['/settings/calendar', 'dark_calendar'], ['/settings/campaigns', 'dark_campaigns'],
      ]) {
        await who.go(address);
        await good(who, name);
      }
      await who.close();
    });
  });
}
