// The year-end summary as its people write it, against the real server: words are typed, figures
// are put in by name, two writers meet, the leader signs and seals, and the Word file comes back
// edited.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import PizZip from 'pizzip';
import { ROOT, picture, scratch, serve, WIDTHS, youju, youjuTold } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const password = 'Shan-Shui-1958';
const PEOPLE = ['tongguan_writer', 'second_writer', 'tongguan_reviewer', 'tongguan_leader'];
const TEMPLATE = 'county_campaign_summary';
const data = join(scratch(), 'data');
let house;

before(async () => {
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  youju(data, 'person', 'add', 'second_writer', '--name', '撰稿二岗', '--role', 'writer',
    '--unit', '610522');
  for (const login of PEOPLE) youjuTold(data, `${password}\n`, 'person', 'password', login);
  house = await start(await serve(data));
});
after(() => house?.stop());

const person = (login, options = {}) => house.person(login, { password, ...options });
const text = (page) => page.locator('.ProseMirror');
const body = (page, index = 0) => page.locator('.ProseMirror p.body').nth(index);
const tab = (page, name) => page.getByRole('tab', { name });
async function clean({ faults, refusals, close }, expected = []) {
  assert.deepEqual(faults, []);
  assert.deepEqual(refusals, expected);
  await close();
}

// A summary of its own for each test: the periods differ.
async function draftOf(who, period) {
  const { page } = who;
  const { csrf } = await (await page.request.get(`${house.address}/api/session`)).json();
  const answer = await page.request.post(`${house.address}/api/drafts`, {
    headers: { 'X-Youju-CSRF': csrf }, data: { unit: '610522', period, template: TEMPLATE },
  });
  assert.equal(answer.status(), 201, await answer.text());
  return (await answer.json()).id;
}
async function open(who, id) {
  await who.go(`/summaries/drafts/${id}`);
  await settled(who.page);
}
// The caret at the end of a paragraph, wherever its last line breaks.
async function caretAtEnd(page, index = 0) {
  await body(page, index).click();
  await body(page, index).evaluate((block) => {
    getSelection().selectAllChildren(block);
    getSelection().collapseToEnd();
  });
  await page.waitForTimeout(60);
}
async function write(page, words, index = 0) {
  await caretAtEnd(page, index);
  await page.keyboard.type(words);
}
// At the caret, by the name of its indicator, in the usual wording.
async function putFigure(page, name) {
  await page.keyboard.type('#');
  await page.locator('dialog [role=combobox]').fill(name);
  await page.locator('dialog [role=option]').first().filter({ hasText: name }).waitFor();
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await page.locator('dialog input[name=wording]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
}
async function save(page, version) {
  await page.keyboard.press('Control+s');
  await page.getByText(`已保存为第 ${version} 版`).waitFor();
}
async function act(page, name, dialog = true) {
  await page.getByRole('button', { name, exact: true }).first().click();
  if (dialog) await page.locator('dialog').getByRole('button', { name, exact: true }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
}
async function download(page, name, file) {
  await page.getByRole('button', { name: '文件', exact: true }).click();
  const [got] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name }).click(),
  ]);
  const path = join(scratch(), file);
  await got.saveAs(path);
  return path;
}
// The file as somebody changes it in a word processor.
function edited(path, change) {
  const zip = new PizZip(readFileSync(path));
  const part = 'word/document.xml';
  const before = zip.file(part).asText();
  const next = change(before);
  assert.notEqual(next, before, 'the words to be changed are there');
  zip.file(part, next);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

for (const width of WIDTHS) {
  test(`at ${width} px a summary is begun, written and saved`, async () => {
    const writer = await person('tongguan_writer', { width });
    const { page, go } = writer;
    await go('/summaries');
    await settled(page);
    await page.getByRole('button', { name: '撰写总结' }).click();
    await page.locator('#begin-template').selectOption(TEMPLATE);
    await page.locator('#begin-year').fill(width === 390 ? '2008' : '2009');
    assert.deepEqual(await barriers(page, 'dialog'), []);
    await page.locator('dialog').getByRole('button', { name: '开始撰写' }).click();
    await text(page).waitFor();
    await settled(page);
    await fits(page);
    assert.deepEqual(await barriers(page), []);

    // A figure by its name, in a wording of its own.
    await write(page, '全年培训群众');
    await page.keyboard.type('#');
    await page.locator('dialog [role=combobox]').fill('受训人次');
    await page.locator('dialog [role=option]').first().waitFor();
    assert.deepEqual(await barriers(page, 'dialog'), []);
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await page.locator('dialog input[name=wording]').first().waitFor();
    await fits(page);
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.type('。');
    const chip = body(page).locator('.chip').last();
    assert.match(await chip.getAttribute('data-figure'), /^trainees@610522@/);
    assert.match(await body(page).textContent(), /全年培训群众.+。$/);
    await page.getByText('修改已存到本机').waitFor();
    await save(page, 2);
    await page.getByText('已全部保存').waitFor();
    await picture(page, 'editor');

    // Beside it: each panel stands, and is read by everybody.
    for (const name of ['待办', '上年', '批注', '版本', '经过']) {
      await tab(page, new RegExp(name)).click();
      await settled(page);
      await fits(page);
      assert.deepEqual(await barriers(page), [], name);
    }
    await tab(page, '版本').click();
    await page.getByRole('button', { name: '对比' }).click();
    await page.locator('dialog ins', { hasText: '全年培训群众' }).waitFor();
    assert.deepEqual(await barriers(page, 'dialog'), []);
    await picture(page, 'editor_diff');
    await clean(writer);
  });
}

describe('a figure in the text', () => {
  let writer;
  before(async () => {
    writer = await person('tongguan_writer');
    await open(writer, await draftOf(writer, '2009-Q1'));
    await write(writer.page, '甲');
    await putFigure(writer.page, '受训人次');
  });
  const chips = () => body(writer.page).locator('.chip');

  test('is one character: stepped over, deleted whole, brought back', async () => {
    const { page } = writer;
    await caretAtEnd(page);
    const count = await chips().count();
    assert.ok(count > 0);
    const shown = await chips().last().textContent();
    // One step to the left stands before it; what is typed there stands before it.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('乙');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('丙');
    assert.ok((await body(page).textContent()).endsWith(`甲乙${shown}丙`));
    assert.equal(await chips().last().textContent(), shown, 'nothing is typed into it');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    assert.equal(await chips().count(), count - 1);
    await page.keyboard.press('Control+z');
    assert.equal(await chips().count(), count);
    await page.keyboard.press('Control+y');
    assert.equal(await chips().count(), count - 1);
    await page.keyboard.press('Control+z');
  });

  test('is worded otherwise, and opens its ground', async () => {
    const { page } = writer;
    await caretAtEnd(page);
    await page.keyboard.press('Control+Enter');
    await page.locator('dialog input[name=wording]').nth(1).check();
    const words = await page.locator('dialog .words').nth(1).textContent();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await chips().last().filter({ hasText: words }).waitFor();
    assert.notEqual(await chips().last().getAttribute('data-wording'), '');
    await chips().last().click();
    await page.locator('dialog h2', { hasText: '数字依据' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.ok(!page.url().includes('figure='));
  });

  test('of the year so far is worded otherwise too', async () => {
    const { page } = writer;
    await caretAtEnd(page);
    await page.keyboard.type('累计');
    await page.keyboard.type('#');
    await page.locator('dialog select').first().selectOption('cumulative');
    await page.locator('dialog [role=combobox]').fill('受训人次');
    await page.locator('dialog [role=option]').first().filter({ hasText: '受训人次' }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await page.locator('dialog input[name=wording]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.match(await chips().last().getAttribute('data-figure'), /^cumulative\.trainees@/);
    await page.keyboard.press('Control+Enter');
    await page.locator('dialog input[name=wording]').nth(1).check();
    const words = await page.locator('dialog .words').nth(1).textContent();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await chips().last().filter({ hasText: words }).waitFor();
  });

  test('a sign that asks for nothing is a letter', async () => {
    const { page } = writer;
    await caretAtEnd(page);
    await page.keyboard.type('#');
    await page.locator('dialog [role=combobox]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.type('1');
    await page.waitForTimeout(100);
    assert.ok((await body(page).textContent()).endsWith('#1'));
  });

  test('what is pasted is words, and never markup', async () => {
    const { page } = writer;
    await caretAtEnd(page);
    await text(page).evaluate((place) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', '<b>粗</b><img src=x onerror="window.ran=1"><h1>题</h1>');
      clipboardData.setData('text/plain', '<b>粗</b>\n第二段');
      const how = { clipboardData, bubbles: true, cancelable: true };
      place.dispatchEvent(new ClipboardEvent('paste', how));
    });
    await page.waitForTimeout(150);
    assert.ok((await body(page).textContent()).endsWith('<b>粗</b>'));
    assert.equal(await body(page, 1).textContent(), '第二段');
    assert.equal(await text(page).locator('b, img[src=x]').count(), 0);
    assert.equal(await page.evaluate(() => window.ran), undefined);
  });

  test('copied here and pasted here it stays a figure', async () => {
    const { page } = writer;
    const before = await text(page).locator('.chip').count();
    await body(page).evaluate((block) => getSelection().selectAllChildren(block));
    await page.waitForTimeout(60);
    await page.keyboard.press('Control+c');
    await caretAtEnd(page, 1);
    await page.keyboard.press('Control+v');
    await page.waitForTimeout(150);
    assert.ok(await text(page).locator('.chip').count() > before);
    assert.deepEqual(writer.faults, []);
    await writer.close();
  });
});

describe('nothing is lost', () => {
  test('what is not saved outlives the tab', async () => {
    const writer = await person('tongguan_writer');
    const { page } = writer;
    const id = await draftOf(writer, '2006');
    await open(writer, id);
    await write(page, '没有保存的话');
    await page.getByText('修改已存到本机').waitFor();
    await page.reload();
    await settled(page);
    await page.getByText('未保存的修改').first().waitFor();
    assert.match(await body(page).textContent(), /没有保存的话$/);
    await save(page, 2);
    await page.reload();
    await settled(page);
    assert.match(await body(page).textContent(), /没有保存的话$/);
    assert.equal(await page.getByText('未保存的修改').count(), 0);
    await clean(writer);
  });

  test('the session ends in mid-sentence: signing in in place, then saved', async () => {
    const writer = await person('tongguan_writer');
    const { page, context } = writer;
    await open(writer, await draftOf(writer, '2005'));
    await write(page, '登录过期也不怕');
    await context.clearCookies();
    await page.keyboard.press('Control+s');
    await page.locator('dialog input[name=password]').fill(password);
    await page.locator('dialog button[type=submit]').click();
    await page.getByText('已保存为第 2 版').waitFor();
    assert.match(await body(page).textContent(), /登录过期也不怕$/);
    assert.deepEqual(writer.faults, []);
    await writer.close();
  });

  test('without a line the text waits in the browser, and is saved when it is back', async () => {
    const writer = await person('tongguan_writer');
    const { page, context } = writer;
    await open(writer, await draftOf(writer, '2004'));
    await write(page, '山里没有信号');
    await context.setOffline(true);
    await page.keyboard.press('Control+s');
    await page.getByText('网络不通或服务器没有响应').first().waitFor();
    await page.getByText('修改已存到本机').waitFor();
    await context.setOffline(false);
    await save(page, 2);
    await clean(writer);
  });

  test('two writers at once: the second one sees both texts and chooses', async () => {
    const one = await person('tongguan_writer');
    const two = await person('second_writer');
    const id = await draftOf(one, '2003');
    for (const each of [one, two]) {
      // Neither hears of the other before saving.
      await each.page.route('**/api/events', (route) => route.abort());
      await open(each, id);
    }
    await write(one.page, '甲的话');
    await write(one.page, '甲加在第二段', 1);
    await save(one.page, 2);
    await write(two.page, '乙的话');
    await two.page.keyboard.press('Control+s');
    const dialog = two.page.locator('dialog');
    await dialog.getByText('两边都改了').waitFor();
    await dialog.getByText('对方改的').waitFor();
    assert.deepEqual(await barriers(two.page, 'dialog'), []);
    await picture(two.page, 'editor_conflict');
    assert.ok(await dialog.getByRole('button', { name: '合并并保存' }).isDisabled());
    await dialog.locator('fieldset', { hasText: '两边都改了' }).locator('input[value=mine]').check();
    await dialog.getByRole('button', { name: '合并并保存' }).click();
    await two.page.getByText('已保存为第 3 版').waitFor();
    assert.match(await body(two.page).textContent(), /乙的话$/);
    assert.match(await body(two.page, 1).textContent(), /甲加在第二段$/);
    // The words that were not taken stand in their version.
    await tab(two.page, '版本').click();
    await two.page.getByRole('button', { name: '第 2 版' }).click();
    await two.page.locator('dialog .paper', { hasText: '甲的话' }).waitFor();
    await clean(one);
    await clean(two, [`409 PUT /api/drafts/${id}`]);
  });

  test('who only reads sees the newer text by itself', async () => {
    const one = await person('tongguan_writer');
    const two = await person('second_writer');
    const id = await draftOf(one, '2002');
    await open(one, id);
    await open(two, id);
    await write(one.page, '刚刚保存的话');
    await save(one.page, 2);
    await body(two.page).filter({ hasText: '刚刚保存的话' }).waitFor();
    await clean(one);
    await clean(two);
  });
});

test('a comment stands at its block until it is settled', async () => {
  const writer = await person('tongguan_writer');
  const { page } = writer;
  const id = await draftOf(writer, '2001');
  const reviewer = await person('tongguan_reviewer', { width: 390 });
  await open(reviewer, id);
  await reviewer.page.getByRole('button', { name: '批注本段' }).nth(1).click();
  await reviewer.page.locator('#comment-text').fill('请写具体些 <script>window.ran=1</script>');
  await reviewer.page.getByRole('button', { name: '提交批注' }).click();
  await reviewer.page.getByText('请写具体些').waitFor();
  await fits(reviewer.page);
  assert.deepEqual(await barriers(reviewer.page), []);
  await open(writer, id);
  await tab(page, /批注/).click();
  await page.locator('aside').getByText('请写具体些').waitFor();
  await text(page).locator('.commented').waitFor();
  await page.locator('aside').getByRole('button', { name: '已处理', exact: true }).click();
  await text(page).locator('.commented').waitFor({ state: 'detached' });
  await page.getByLabel(/显示已处理的 1 条/).check();
  await page.locator('aside').getByText('请写具体些').waitFor();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await clean(writer);
  await clean(reviewer);
});

test('a missing figure leads to the form where it is entered', async () => {
  const writer = await person('tongguan_writer');
  const { page } = writer;
  await open(writer, await draftOf(writer, '2000'));
  await tab(page, /待办/).click();
  const form = page.locator('aside a[href*="/new"]').first();
  await form.waitFor();
  await page.locator('aside .task .link').first().click();
  await text(page).locator('.chip.missing').first().waitFor();
  await form.click();
  await page.waitForURL(/\/ledgers\/\w+\/new/);
  await clean(writer);
});

test('the edited Word file comes back: words stay, figures bind again', async () => {
  const writer = await person('tongguan_writer');
  const { page } = writer;
  const id = await draftOf(writer, '2009-H1');
  await open(writer, id);
  await write(page, '培训群众');
  await putFigure(page, '受训人次');
  await page.keyboard.type('，原来的话。');
  await write(page, '两边都要改。', 1);
  await save(page, 2);
  const path = await download(page, '下载 Word', 'a.docx');
  const bytes = edited(path, (xml) => xml.replace('原来的话', '在Word里改过的话')
    .replace('两边都要改', '在Word里改了').replace(
      /(trainees@610522@2009-H1"(?:(?!<\/w:sdt>)[^])*?<w:t[^>]*>)[^<]*/, '$1999人次'));
  // Meanwhile somebody changes another paragraph here, and one that was changed there.
  await caretAtEnd(page, 1);
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('在这里改了。');
  await write(page, '这里也改了。', 2);
  await save(page, 3);
  await page.getByRole('button', { name: '文件', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '改过的.docx', mimeType: 'application/octet-stream', buffer: bytes,
  });
  const dialog = page.locator('dialog');
  await dialog.locator('ins', { hasText: '在Word里改过' }).waitFor();
  assert.deepEqual(await barriers(page, 'dialog'), []);
  await fits(page);
  const merge = dialog.getByRole('button', { name: '合并', exact: true });
  const both = dialog.locator('fieldset', { hasText: '两边都改了' });
  await both.locator('ins', { hasText: '在Word里' }).waitFor();
  assert.ok(await merge.isDisabled(), 'what both changed has to be chosen');
  await both.locator('input[value=mine]').first().check();
  // The number that was typed over is the ledger's again.
  await dialog.getByText('数字被手工改动').waitFor();
  await dialog.locator('.figures input[value=chip]').first().check();
  await picture(page, 'editor_merge');
  await merge.click();
  await page.getByText('已合并为第 4 版').waitFor();
  const chip = body(page).locator('.chip[data-figure="trainees@610522@2009-H1"]').last();
  assert.ok(!(await chip.textContent()).includes('999'));
  assert.match(await body(page).textContent(), /，在Word里改过的话。$/);
  assert.match(await body(page, 1).textContent(), /在这里改了。$/);
  assert.match(await body(page, 2).textContent(), /这里也改了。$/);
  const again = await download(page, '下载 Word', 'b.docx');
  youju(data, 'verify', again);
  await clean(writer);
});

for (const width of WIDTHS) {
  test(`at ${width} px it is returned, signed, sealed, and opened again`, async () => {
    const writer = await person('tongguan_writer', { width });
    const leader = await person('tongguan_leader', { width });
    const id = await draftOf(writer, width === 390 ? '1999' : '1998');
    await open(writer, id);
    await write(writer.page, '送审稿。');
    // What is not saved yet is saved before it is handed in.
    await writer.page.getByRole('tab', { name: '核对' }).click();
    await act(writer.page, '提交审核');
    await writer.page.getByText('审核中').first().waitFor();
    assert.equal(await text(writer.page).count(), 0, 'nobody writes while it is reviewed');
    assert.equal(await writer.page.getByRole('tab', { selected: true }).count(), 1,
      'what is beside the text is one that there still is');

    await open(leader, id);
    await leader.page.getByRole('button', { name: '退回修改' }).click();
    await leader.page.locator('#reason-text').fill('请补充成效');
    await leader.page.locator('dialog').getByRole('button', { name: '退回修改' }).click();
    await leader.page.getByText('已退回').first().waitFor();
    await writer.page.getByText('请补充成效').first().waitFor();
    await write(writer.page, '成效明显。');
    await act(writer.page, '提交审核');
    await leader.page.getByText('成效明显').waitFor();
    await act(leader.page, '签发');
    await leader.page.getByText('已签发').first().waitFor();
    await act(leader.page, '用印');
    await leader.page.getByText(/已用印（第 \d+ 版）/).waitFor();
    await fits(leader.page);
    assert.deepEqual(await barriers(leader.page), []);
    await picture(leader.page, 'editor_sealed');
    for (const [name, file] of [['下载 Word', 's.docx'], ['下载 HTML', 's.html']]) {
      youju(data, 'verify', await download(leader.page, name, file));
    }
    await writer.page.getByText(/已用印（第 \d+ 版）/).waitFor();
    assert.equal(await text(writer.page).count(), 0, 'what is sealed stands still');

    await leader.page.getByRole('button', { name: '重新打开' }).click();
    await leader.page.locator('#reason-text').fill('更正一处文字');
    await leader.page.locator('dialog').getByRole('button', { name: '重新打开' }).click();
    await text(leader.page).waitFor();
    await leader.page.getByText(/第 \d+ 版曾用印/).waitFor();
    await clean(writer);
    await clean(leader);
  });
}
