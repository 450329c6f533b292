// An office's sheet comes in by the wizard and goes again by undo; and a new data folder, from its
// first page to its first figure, as its administrator meets it. Against the real server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { picture, scratch, serve, WIDTHS, youju } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';
import { xlsx } from './xlsx.mjs';

const password = 'Shan-Shui-1958';
const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
// A title, a header of two rows with merged cells, 万人次 in the header, a 其中 row, a sum.
const OFFICE = {
  name: '讲座统计.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: xlsx([
    ['2025年科普讲座情况统计表'],
    ['填报单位：示范县科协'],
    ['序号', '举办日期', '讲座情况', '', '听众人次（万人次）'],
    ['', '', '题目', '地点', ''],
    [1, '2025-03-05', '果树春季管理', '代字营乡', 0.012],
    [2, '2025年4月8日', '防震减灾常识', '县一中', 0.134],
    ['', '其中：学生', '', '', 0.1],
    [3, '2025.5.20', '合理用药', '城关社区', '０.００８６'],
    ['', '合计', '', '', 0.1546],
    ['注：按讲座台账统计。'],
  ], ['A1:E1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4']),
};
// The same as a plain list, with sums and full-width digits.
const SHEET = [
  '2025年科普讲座情况统计表,,,,',
  '填报单位：示范县科协,,,,',
  '序号,日期,讲座题目,举办地点,听众人次',
  '1,2025-03-05,果树春季管理,代字营乡,１２０',
  '2,2025年4月8日,防震减灾常识,县一中,"1,340"',
  '3,2025.5.20,合理用药,城关社区,86',
  ',合计,,,1546',
].join('\n');
const UNITS = '单位名称,简称,类别,上级单位\n示范县农业农村局,农业农村局,部门,\n'
  + '代字营乡,代字营,乡镇,\n代字营村科普站,代字营村站,村,代字营乡\n';

async function clean({ faults, refusals, close }, expected = []) {
  assert.deepEqual(faults, []);
  assert.deepEqual(refusals, expected);
  await close();
}
async function look(page, name) {
  await fits(page);
  assert.deepEqual(await barriers(page), []);
  await picture(page, name);
}
const next = (page, name) => page.getByRole('button', { name, exact: true }).click();

for (const width of WIDTHS) {
  describe(`${width} px`, () => {
    const data = join(scratch(), 'data');
    let house;
    let server;
    before(async () => {
      youju(data, 'init');
      server = await serve(data);
      house = await start(server);
    });
    after(() => house?.stop());

    test('from an empty folder to a figure, and the import goes again', async () => {
      const key = server.said.match(/\/begin#([0-9a-f]{32})/)[1];
      const stranger = await house.person(undefined, { width });
      const { page, go } = stranger;
      // Without the key nothing can be made.
      await go('/begin');
      assert.ok(await page.getByRole('button', { name: '建立并登录' }).isDisabled());
      await page.goto('about:blank');
      await go(`/begin#${key}`);
      await page.fill('#b-unit', '示范县科学技术协会');
      await page.fill('#b-short', '示范县科协');
      await page.fill('#b-code', '999901');
      await page.fill('#b-name', '王管理');
      await page.fill('#b-password', 'short');
      await page.fill('#b-again', 'short');
      await next(page, '建立并登录');
      await page.locator('[role=alert]').waitFor();
      await look(page, 'begin');
      await page.fill('#b-password', password);
      await page.fill('#b-again', password);
      await next(page, '建立并登录');
      await page.waitForURL(/\/start$/);
      await settled(page);
      await look(page, 'start_empty');
      const step = (name) => page.locator(`[data-step=${name}]`);

      await step('packs').getByRole('checkbox').nth(1).check();
      await next(page, '载入所选');
      await step('packs').locator('header .badge').waitFor();
      await step('units').locator('input[type=file]').setInputFiles(csv('单位.csv', UNITS));
      await page.getByText('文件中有 3 个单位，其中 3 个是新的').waitFor();
      await look(page, 'start_units');
      await next(page, '增加 3 个单位');
      await page.getByText('共 4 个单位').waitFor();
      // What is left is taken up again where it was.
      await go('/');
      await page.getByRole('link', { name: '继续开始使用' }).click();
      await page.waitForURL(/\/start$/);
      await step('records').getByLabel('导入哪本台账').selectOption('lecture');
      await next(page, '打开导入向导');

      await page.waitForURL(/\/ledgers\/lecture\/import/);
      await settled(page);
      await look(page, 'wizard_file');
      await page.locator('input[type=file]').setInputFiles(OFFICE);
      await page.getByRole('heading', { name: '各列对应的字段' }).waitFor();
      await look(page, 'wizard_map');
      await page.getByText(/各行单位取/).first().waitFor({ state: 'attached' });
      // The page is reloaded in the middle: the file is still there.
      await page.reload();
      await page.getByRole('heading', { name: '各列对应的字段' }).waitFor();
      await next(page, '下一步：校验');
      await page.getByText('表内 1 处合计与明细全部一致').waitFor();
      await page.getByText('全部通过校验').waitFor();
      await page.getByLabel('导入后').selectOption('approved');
      await page.getByText('全部通过校验').waitFor();
      await look(page, 'wizard_check');
      await next(page, '导入 3 条');
      await page.getByRole('heading', { name: '导入完成' }).waitFor();
      await look(page, 'wizard_done');
      await page.getByRole('link', { name: '开始使用' }).click();
      await page.waitForURL(/\/start$/);
      await step('records').getByText('已导入 1 个文件，已审核记录 3 条').waitFor();
      await step('figure').getByText('1,546').waitFor();
      // The way back is offered until the summary is planned.
      await go('/');
      await page.getByRole('link', { name: '继续开始使用' }).click();
      await page.waitForURL(/\/start$/);

      await page.fill('#i-name', '李填报');
      await page.fill('#i-login', 'li_clerk');
      await next(page, '建立账号');
      const temporary = await page.locator('code.secret').textContent();
      assert.ok(temporary.length >= 8);
      await step('summary').locator('header button').click();
      await page.locator('#s-template').waitFor();
      assert.equal(await page.inputValue('#s-period'), '2025');
      await next(page, '安排总结');
      await page.getByText('各步都已完成').waitFor();
      await page.getByText('已安排 1 份总结').waitFor();
      await look(page, 'start_done');
      await step('figure').getByText('1,546').click();
      // Among the records behind it; what has changed since yesterday names it too.
      await page.locator('dialog').getByRole('link', { name: /果树春季管理.*2025年3月5日/ }).waitFor();
      await page.keyboard.press('Escape');

      // The same form again is not asked about; and the whole import goes.
      await go('/imports');
      await settled(page);
      await look(page, 'imports');
      await next(page, `撤销“${OFFICE.name}”的导入`);
      await page.getByText('将撤回由该次导入新增的 3 条记录').waitFor();
      await page.getByRole('button', { name: '导错了文件' }).click();
      await look(page, 'imports_undo');
      await next(page, '确认撤销');
      await page.getByText(/撤回 3 条/).first().waitFor();
      await go('/ledgers/lecture/import');
      await settled(page);
      await page.locator('input[type=file]').setInputFiles(OFFICE);
      await page.getByText('这种表上次已经确认过').waitFor();
      await clean(stranger, ['422 POST /api/founding']);
    });

    test('faults stand at their cells, differing totals are confirmed', async () => {
      const person = await house.person('admin', { width, password });
      const { page, go } = person;
      await go('/ledgers/lecture/import?unit=999901');
      await settled(page);
      const wrong = SHEET.replace('86', '八十六个').replace('1546', '1500')
        .concat('\n4,2025-06-01,未知,农科所,5\n');
      await page.locator('input[type=file]').setInputFiles(csv('讲座.csv', wrong));
      await page.getByRole('heading', { name: '各列对应的字段' }).waitFor();
      await next(page, '下一步：校验');
      await page.getByRole('alert').filter({ hasText: '处有误' }).waitFor();
      await page.getByRole('cell', { name: '讲座!E6' }).waitFor();
      await page.getByRole('cell', { name: '八十六个', exact: true }).waitFor();
      await look(page, 'wizard_errors');
      assert.ok(await page.getByRole('button', { name: /^导入 \d+ 条$/ }).isDisabled());
      await next(page, '返回修改对应关系');
      await page.locator('input[type=file]').setInputFiles(
        csv('讲座.csv', SHEET.replace('1546', '1500')));
      await page.getByRole('heading', { name: '各列对应的字段' }).waitFor();
      await next(page, '下一步：校验');
      await page.getByText('表内 1 处合计中有 1 处与明细不符').waitFor();
      const take = page.getByRole('button', { name: '导入 3 条' });
      assert.ok(await take.isDisabled());
      await look(page, 'wizard_differs');
      await page.getByLabel('已核对上述情况').check();
      await take.click();
      await page.getByRole('heading', { name: '导入完成' }).waitFor();
      await next(page, '撤销本次导入');
      await page.getByText('将撤回由该次导入新增的 3 条记录').waitFor();
      await page.fill('#reason-text', '试一试');
      await next(page, '确认撤销');
      await page.getByText(/已撤销：撤回 3 条/).waitFor();
      await clean(person);
    });

    test('a long import shows how far it is, and is cancelled without a trace', async () => {
      const person = await house.person('admin', { width, password });
      const { page, go } = person;
      const rows = Array.from({ length: 150_000 },
        (_, at) => `2025-03-05,讲座${at},县城,${(at % 90) + 1}`);
      await go('/ledgers/lecture/import?unit=999901');
      await settled(page);
      await page.locator('input[type=file]').setInputFiles(
        csv('很多.csv', `日期,讲座题目,举办地点,听众人次\n${rows.join('\n')}\n`));
      await page.getByRole('heading', { name: '各列对应的字段' }).waitFor();
      await next(page, '下一步：校验');
      await page.getByText('全部通过校验').waitFor();
      const begun = page.waitForResponse((answer) => answer.url().endsWith('/enter'));
      await next(page, '导入 150000 条');
      await begun;
      server.freeze();
      // In small steps: a quick machine has ended the import before a person could cancel it.
      const told = page.locator('.job').getByText(/\d+ \/ \d+/);
      while (!(await told.isVisible())) {
        server.thaw();
        await sleep(10);
        server.freeze();
        await sleep(100);
      }
      await page.locator('progress').waitFor();
      await picture(page, 'wizard_progress');
      await next(page, '取消导入');
      server.thaw();
      await page.getByText('已取消，未导入任何记录').waitFor();
      await go('/ledgers/lecture?unit=999901&period=2025&q=讲座1');
      await settled(page);
      assert.equal(await page.getByText('讲座1', { exact: true }).count(), 0);
      await clean(person);
    });
  });
}

test('a server that is killed in the middle of an import leaves nothing half done', async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init', '--pack', 'county-association');
  let server = await serve(data);
  let house = await start(server);
  const [, key] = server.said.match(/\/begin#([0-9a-f]{32})/);
  const ask = async (person, method, path, body) => {
    const { csrf } = await (await person.page.request.get(`${house.address}/api/session`)).json();
    return person.page.request.fetch(house.address + path, {
      method, data: body,
      headers: { 'X-Youju-CSRF': csrf, 'Content-Type': typeof body === 'string'
        ? 'application/octet-stream' : 'application/json' } });
  };
  const stranger = await house.person();
  const made = await ask(stranger, 'POST', '/api/founding', {
    key, code: '999901', unit_name: '示范县科协', short: '示范县科协', kind: 'county',
    login: 'admin', name: '王管理', password });
  assert.equal(made.status(), 204);
  const admin = await house.person('admin', { password });
  const rows = Array.from({ length: 150_000 },
    (_, at) => `2025-03-05,讲座${at},县城,${(at % 90) + 1}`).join('\n');
  const kept = await (await ask(admin, 'POST', '/api/import-files?name=a.csv',
    `on,topic,place,attendance\n${rows}\n`)).json();
  const columns = ['on', 'topic', 'place', 'attendance'].map(
    (name) => ({ title: name, target: name }));
  const order = { ledger: 'lecture', unit: '999901', state: 'approved',
    sheets: [{ sheet: 0, columns, constants: { unit: '999901' } }] };
  const begun = await ask(admin, 'POST', `/api/import-files/${kept.id}/enter`, order);
  assert.equal(begun.status(), 202);
  for (let done = 0; done === 0;) {
    const [job] = (await (await ask(admin, 'GET', '/api/jobs')).json()).rows;
    assert.ok(['waiting', 'running'].includes(job.state), job.state);
    done = job.done;
  }
  server.kill();
  await house.stop();
  server = await serve(data);
  house = await start(server);
  const again = await house.person('admin', { password });
  const { rows: runs } = await (await ask(again, 'GET', '/api/imports')).json();
  assert.deepEqual(runs, []);
  const late = await ask(again, 'POST', `/api/import-files/${kept.id}/enter`, order);
  assert.equal(late.status(), 404);
  // The page says so, and asks for the file again.
  await again.go(`/ledgers/lecture/import?unit=999901&file=${kept.id}`);
  await again.page.getByText('待导入的文件已过期或不存在').waitFor();
  await again.page.getByText('将 Excel').waitFor();
  await house.stop();
  youju(data, 'audit'); // fails if the chain or a projection is damaged
});
