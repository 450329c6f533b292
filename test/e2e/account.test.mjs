// What one does with one's own account, and with what one has approved, against the real server:
// the list of sessions, a stand-in while one is away, a correction of where and when.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { addPerson, picture, ROOT, scratch, serve, WIDTHS, youju } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const AT = 'unit=610522&period=2009';
const password = 'Shan-Shui-1958';
// A reviewer and a clerk for each width, so that both runs begin with the same.
const PEOPLE = Object.fromEntries(WIDTHS.flatMap((width) => [
  [`chief_${width}`, ['reviewer', '610522']],
  [`helper_${width}`, ['clerk', '610522']],
]));
const data = join(scratch(), 'data');
let house;

before(async () => {
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  for (const [login, [role, unit]] of Object.entries({
    ...PEOPLE, admin: ['administrator', '100000'],
  })) {
    addPerson(data, password, login, role, unit, `${login}同志`);
  }
  house = await start(await serve(data));
});
after(() => house?.stop());

const person = (login, options = {}) => house.person(login, { password, ...options });
const part = (page, title) =>
  page.locator('section.card', { has: page.getByRole('heading', { name: title }) });

for (const width of WIDTHS) {
  describe(`at ${width} px`, () => {
    test('a session elsewhere is seen and ended', async () => {
      const desk = await person(`chief_${width}`, { width });
      const left = await person(`chief_${width}`, { width: 390 });
      await desk.go('/settings/account');
      await settled(desk.page);
      const sessions = part(desk.page, '登录会话');
      assert.equal(await sessions.locator('li').count(), 2);
      await sessions.getByText('当前设备').waitFor();
      await sessions.getByText('Chrome · Linux').first().waitFor();
      await fits(desk.page);
      assert.deepEqual(await barriers(desk.page), []);
      await picture(desk.page, 'account_sessions');
      await sessions.getByRole('button', { name: /结束会话/ }).click();
      await desk.page.waitForFunction(
        () => !document.body.innerText.includes('正在加载')
          && document.querySelectorAll('section.card ul.rows > li').length === 1);
      await left.go('/settings/about');
      await left.page.locator('input[name=password]').waitFor();
      assert.deepEqual(desk.faults, []);
      await desk.close();
      await left.close();
    });

    test('a stand-in judges while the reviewer is away', async () => {
      const chief = await person(`chief_${width}`, { width });
      const helper = await person(`helper_${width}`, { width });
      await helper.go(`/ledgers/lecture/new`);
      const field = (name) => helper.page.locator(`[data-field=${name}] input`);
      await field('topic').fill(`代行审核讲座${width}`);
      await field('place').fill('礼堂');
      await field('attendance').fill('35');
      await helper.page.locator('#on').fill('2009-05-06');
      await helper.page.getByRole('button', { name: '提交审核' }).click();
      await helper.page.locator('.history').waitFor();
      const approve = helper.page.getByRole('button', { name: '审核通过', exact: true });
      assert.equal(await approve.count(), 0, 'a clerk judges nothing');
      const record = helper.page.url();

      await chief.go('/settings/account');
      await settled(chief.page);
      const lent = part(chief.page, '外出委托');
      await lent.getByText('没有委托').waitFor();
      await lent.getByLabel('受托人登录名').fill(`helper_${width}`);
      await lent.getByRole('button', { name: '委托', exact: true }).click();
      await lent.getByText(`由 helper_${width}同志`).waitFor();
      await lent.getByText('进行中').waitFor();
      await fits(chief.page);
      assert.deepEqual(await barriers(chief.page), []);
      await picture(chief.page, 'account_stand_in');

      await helper.go('/settings/account');
      await settled(helper.page);
      await part(helper.page, '外出委托').getByText(`代 chief_${width}同志`).waitFor();
      await picture(helper.page, 'account_stand_in_received');
      await helper.page.goto(record);
      await approve.click();
      await helper.page.getByText('已通过').first().waitFor();

      chief.page.on('dialog', (dialog) => dialog.accept());
      await lent.getByRole('button', { name: /结束委托/ }).click();
      await lent.getByText('已结束').waitFor();
      const admin = await person('admin', { width });
      await admin.go('/settings/audit');
      await settled(admin.page);
      const trail = await admin.page.locator('table').last().innerText();
      assert.match(trail, /委托/);
      for (const { faults } of [chief, helper, admin]) assert.deepEqual(faults, []);
      await chief.close();
      await helper.close();
      await admin.close();
    });

    test('a correction changes the day, the tags and the unit', async () => {
      const { page, faults, go, close } = await person(`chief_${width}`, { width });
      await go(`/ledgers/lecture?${AT}&state=approved`);
      await settled(page);
      await page.getByText(`代行审核讲座${width}`).locator('visible=true').first().click();
      await page.locator('.history').waitFor();
      await page.getByRole('link', { name: '更正' }).click();
      await page.locator('#on').waitFor();
      await page.locator('#on').fill('2009-06-01');
      await page.keyboard.press('Tab');
      await page.getByLabel('“科技之春”宣传月').check();
      await page.locator('#reason').fill('日期和活动报错');
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'correct');
      await page.getByRole('button', { name: '提交更正' }).click();
      await page.locator('.history').waitFor();
      await page.getByText('2009年6月1日').first().waitFor();
      await page.getByText('“科技之春”宣传月').first().waitFor();
      await page.getByText('日期和活动报错').waitFor();
      assert.deepEqual(faults, []);
      await close();
    });
  });
}
