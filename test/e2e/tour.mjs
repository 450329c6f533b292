// Makes the pictures of doc/tour.md from the real server with the four examples:
//   YOUJU=build/release/youju node test/e2e/tour.mjs
// Run it by hand after a page has changed, and look at what it made. Each picture is one window,
// with a palette of few colours, so that all of them together stay small.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import PizZip from 'pizzip';
import { ROOT, scratch, serve, youju, youjuTold } from './harness.mjs';
import { settled, start } from './workbench_harness.mjs';
import { xlsx } from './xlsx.mjs';

const FOLDER = join(ROOT, 'doc/pictures/tour');
const COLOURS = 128;
const BYTES_MAX = 200 * 1024;
const password = 'Shan-Shui-1958';
const AT = 'unit=610522&period=2009';
const SUMMARY = '/summaries/440306/2020?template=district_year_summary';
// Of the State Council's notice on the days off of that year.
const NOTICE_YEAR = 2026;
const NOTICE = [
  '一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。',
  '二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。' +
    '2月14日（周六）、2月28日（周六）上班。',
  '三、清明节：4月4日（周六）至6日（周一）放假，共3天。',
  '四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。',
  '五、端午节：6月19日（周五）至21日（周日）放假，共3天。',
].join('\n');

// A sheet as an office keeps it, with a number that is none.
const office = {
  name: '2009年讲座统计表.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: xlsx([
    ['2009年科普讲座情况统计表'],
    ['序号', '举办日期', '讲座情况', '', '听众人次（万人次）'],
    ['', '', '题目', '地点', ''],
    [1, '2009-03-05', '果树春季管理', '代字营乡', 0.012],
    [2, '2009年4月8日', '防震减灾常识', '县一中', 0.134],
    ['', '其中：学生', '', '', 0.1],
    [3, '2009.5.20', '合理用药', '城关镇', '八十余人'],
    ['', '合计', '', '', 0.146],
    ['注：按讲座台账统计。'],
  ], ['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3']),
};
// A superior's table, to be filled.
const superior = {
  name: '2009年科普工作情况统计表.xlsx',
  mimeType: office.mimeType,
  buffer: xlsx([
    ['2009年科普工作情况统计表', '', ''], ['项目', '单位', '数量'],
    ['举办培训', '次', ''], ['举办讲座', '场', ''], ['其他事项', '项', ''],
  ], [], '附表1'),
};
async function inFormsYear(page) {
  await page.fill('#forms-year', '2009');
  await page.locator('#forms-year').press('Enter');
  await settled(page);
}
// name: [path, what is done there before the picture is taken]
const PAGES = {
  today: ['/?unit=610522'],
  ledgers: ['/ledgers'],
  ledger: [`/ledgers/training?${AT}`],
  record: [`/ledgers/training?${AT}`, async (page) => {
    await page.locator('main a[href*="/ledgers/training/"][href*="-"]:visible').first().click();
    await page.locator('.history').waitFor();
  }],
  entry: ['/ledgers/lecture/new?unit=610522', async (page) => {
    await page.locator('[data-field=topic] input').fill('春季果园管理');
    await page.locator('[data-field=place] input').fill('代字营乡');
    await page.locator('[data-field=attendance] input').fill('120');
    await page.getByText('已存到本机').waitFor();
  }],
  party: ['/ledgers/matching_meeting/new?unit=440306', async (page) => {
    const field = page.getByLabel('主要对接单位');
    await field.fill('机电');
    await page.getByRole('option').nth(1).waitFor();
    await field.evaluate((each) => scrollBy(0, each.getBoundingClientRect().top - 160));
  }],
  grid: ['/ledgers/training/grid?unit=610522', async (page) => {
    await page.locator('.grid .editor').focus();
    const lines = ['苹果', '花椒', '核桃', '香蕉', '芦笋'].map((kind, at) =>
      `2009-3-${at + 5}\t农业局\t${kind}春季管理培训\t${kind}\t自办或联办\t代字营乡\t${at * 7 + 31}`);
    const text = ['开始日期\t填报单位\t培训主题\t类别\t举办方式\t地点\t受训人次', ...lines].join('\n');
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.keyboard.press('Control+V');
    await page.getByText('1 处需要修改').click();
  }],
  import: ['/ledgers/lecture/import?unit=610522', async (page) => {
    await page.locator('input[type=file]').setInputFiles(office);
    await page.locator('.columns').waitFor();
    await page.locator('h2').first().evaluate((head) => head.scrollIntoView());
  }],
  import_check: ['/ledgers/lecture/import?unit=610522', async (page) => {
    await page.locator('input[type=file]').setInputFiles(office);
    await page.getByRole('button', { name: '下一步：校验' }).click();
    await page.getByText('处有误').waitFor();
  }],
  imports: ['/imports?unit=610522'],
  start: ['/start', (page) => page.locator('[data-step=figure] .tile').first().waitFor()],
  drafts: ['/ledgers/drafts'],
  review: ['/review?unit=610522', (page) =>
    page.locator('.queue .title', { hasText: '生猪防疫' }).click()],
  figures: [`/figures?${AT}`],
  figures_split: ['/figures?unit=440306&period=2020&of=exhibitors&by=month', async (page) => {
    await page.getByRole('button', { name: '图表' }).click();
  }],
  figure: [`/figures?${AT}&figure=trainees@610522@2009`, (page) =>
    page.locator('dialog .record').first().waitFor()],
  plan: ['/plan?unit=210102-bj&period=2006'],
  target: ['/plan/target?of=target.lectures%40210102-bj%402006'],
  forms: ['/forms?unit=610522'],
  form: ['return', async (page) => {
    await page.getByRole('tab', { name: /KP-005/ }).click();
    await page.locator('li.cell').first().waitFor();
  }],
  forms_coverage: ['/forms?unit=610522&view=coverage', async (page) => {
    await inFormsYear(page);
    await page.locator('li.cell a.figure').first().waitFor();
  }],
  forms_totals: ['/forms?unit=610500&view=totals', async (page) => {
    await inFormsYear(page);
    await page.locator('tbody td.number').first().waitFor();
  }],
  forms_superior: ['/forms?unit=610522&view=superior', async (page) => {
    await inFormsYear(page);
    await page.locator('input[type=file]').first().setInputFiles(superior);
    await page.locator('.places li').first().waitFor();
  }],
  summaries: ['/summaries'],
  summary: [SUMMARY],
  proof: ['/proof?unit=610522&period=2009', async (page) => {
    await page.locator('main textarea').fill([
      '一、“科技之春”宣传月活动',
      '本届“科技之春”宣传月活动中，悬挂横幅34条，展出展板250块，参加活动的干部和科技人员达   人，',
      '涉及38个部门，开展重点活动13项。',
      '二、其他工作', '全县新建气象观测站7座，运行良好；另有XX户农民受益。'].join('\n'));
    await page.locator('main form button[type=submit]').click();
    await page.locator('.paper .mark', { hasText: '250块' }).click();
    await page.locator('.finding').waitFor();
  }],
  summary_chart: [SUMMARY, (page) =>
    page.locator('.paper figure, .paper svg').first().scrollIntoViewIfNeeded()],
  draft: ['draft', (page) => page.locator('.ProseMirror .chip').first().waitFor()],
  draft_figure: ['draft', async (page) => {
    await page.locator('.ProseMirror p.body').first().click();
    await page.keyboard.type('#');
    await page.locator('dialog [role=combobox]').fill('讲座');
    await page.waitForTimeout(800);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('dialog input[name=wording]').first().waitFor();
  }],
  draft_diff: ['draft', async (page) => {
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('button', { name: '对比' }).click();
    await page.locator('dialog ins').first().waitFor();
  }],
  draft_merge: ['draft', async (page) => {
    await page.getByRole('button', { name: '文件', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: '工作总结（修改）.docx', mimeType: 'application/octet-stream', buffer: returned });
    await page.locator('dialog fieldset').first().waitFor();
  }],
  draft_sealed: ['sealed', (page) => page.locator('.seal').waitFor()],
  account: ['/settings/account'],
  units: ['/settings/units'],
  unit_reform: ['/settings/units', async (page) => {
    await page.getByRole('searchbox').fill('果业局');
    await page.locator('.tree li', { hasText: '果业局' }).last()
      .getByRole('button', { name: '调整' }).click();
    const box = page.locator('dialog[open]').first();
    await box.locator('#reform-kind').selectOption('merge');
    await box.locator('button[aria-haspopup=dialog]').click();
    const choice = page.locator('dialog[open]').last();
    await choice.getByRole('searchbox').fill('农业局');
    await choice.getByRole('button', { name: /农业局/ }).first().click();
    await box.locator('textarea').fill('县级机构改革方案（示例）');
    await box.getByRole('button', { name: '试算影响' }).click();
    await box.getByRole('status').waitFor();
  }],
  people: ['/settings/people'],
  pivot: [`/figures?${AT}&of=materials_given&by=unit&across=month`],
  compare: ['/figures?unit=610522-nyj&period=2009&with=610522-lyj&rank=1'],
  distribution: [`/figures?${AT}&of=materials_given&by=unit&view=map`],
  ledger_designer: ['/settings/ledgers?pack=common&of=training', (page) =>
    page.locator('.preview [data-field=topic]').waitFor()],
  indicators: [`/settings/indicators?of=trainees&${AT}`, (page) =>
    page.locator('.value strong').waitFor()],
  templates: ['/settings/templates?of=county-association/templates/county_campaign_summary.md',
    (page) => page.locator('.paper .block').first().waitFor()],
  campaigns: ['/settings/campaigns'],
  almanac: ['/settings/calendar', async (page) => {
    const shown = page.locator('h2', { hasText: /^\d{4}年$/ });
    for (let year = parseInt(await shown.innerText(), 10); year > NOTICE_YEAR; year -= 1) {
      await page.getByRole('button', { name: '上一年' }).click();
    }
    await page.getByText('端午节').waitFor();
  }],
  audit: ['/settings/audit', async (page) => {
    await page.getByRole('button', { name: '核验' }).first().click();
    await page.getByText('核验通过').waitFor();
  }],
  backup: ['/settings/backup'],
  about: ['/settings/about'],
};

// An indexed PNG of `pixels` (RGBA): the commonest colours, and the nearest of them for the rest.
function paletted(pixels, width, height) {
  const counts = new Map();
  const key = (at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
  for (let at = 0; at < pixels.length; at += 4) counts.set(key(at), (counts.get(key(at)) ?? 0) + 1);
  const far = (a, b) => [16, 8, 0].reduce(
    (sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0);
  // Colours that look the same as a commoner one get no place of their own.
  const palette = [];
  for (const near of [300, 30, 0]) {
    for (const [colour] of [...counts].sort((a, b) => b[1] - a[1])) {
      if (palette.length === COLOURS) break;
      if (palette.every((other) => far(other, colour) > near)) palette.push(colour);
    }
  }
  const nearest = new Map();
  const place = (colour) => {
    if (!nearest.has(colour)) {
      let best = 0;
      palette.forEach((other, index) => {
        if (far(other, colour) < far(palette[best], colour)) best = index;
      });
      nearest.set(colour, best);
    }
    return nearest.get(colour);
  };
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      lines[y * (width + 1) + 1 + x] = place(key((y * width + x) * 4));
    }
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const sized = Buffer.alloc(8 + body.length);
    sized.writeUInt32BE(data.length, 0);
    body.copy(sized, 4);
    sized.writeUInt32BE(crc32(body), 4 + body.length);
    return sized;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(
    palette.flatMap((each) => [each >> 16, (each >> 8) & 255, each & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

// The canvas of an empty page reads what the screenshot holds.
async function keep(canvas, name, shot) {
  const { width, height, text } = await canvas.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const board = new OffscreenCanvas(image.width, image.height).getContext('2d');
    board.drawImage(image, 0, 0);
    const { data } = board.getImageData(0, 0, image.width, image.height);
    let bytes = '';
    for (let at = 0; at < data.length; at += 8192) {
      bytes += String.fromCharCode(...data.subarray(at, at + 8192));
    }
    return { width: image.width, height: image.height, text: btoa(bytes) };
  }, `data:image/png;base64,${shot.toString('base64')}`);
  const png = paletted(Buffer.from(text, 'base64'), width, height);
  if (png.length > BYTES_MAX) throw new Error(`${name} has ${png.length} bytes`);
  writeFileSync(join(FOLDER, `${name}.png`), png);
  return png.length;
}

const data = join(scratch(), 'data');
youju(data, 'init', '--pack', 'science-statistics');
for (const name of readdirSync(join(ROOT, 'examples'))) {
  if (!name.includes('.')) youju(data, '--quiet', 'load', join(ROOT, 'examples', name));
}
youju(data, 'person', 'add', 'admin', '--name', '王管理', '--role', 'administrator',
  '--unit', '100000');
for (const login of ['admin', 'tongguan_clerk']) {
  youjuTold(data, `${password}\n`, 'person', 'password', login);
}
// What waits for review comes from a file, as it would in life.
const house = await start(await serve(data));
mkdirSync(FOLDER, { recursive: true });
const clerk = await house.person('tongguan_clerk', { password });
const waiting = ['on,until,unit,topic,kind,held,place,trainees,sessions', ...[
  ['苹果树拉枝刻芽', 'apple', '代字营乡', 64], ['花椒病虫害防治', 'pepper', '南头乡', 38],
  ['核桃嫁接', 'walnut', '安乐乡', 45], ['生猪防疫', 'livestock', '太要镇', 7100],
].map(([topic, kind, place, trainees], at) =>
  `2009-10-1${at},2009-10-1${at},610522,${topic},${kind},own,${place},${trainees},1`)].join('\n');
const { csrf } = await (await clerk.page.request.get(`${house.address}/api/session`)).json();
const sent = await clerk.page.request.post(
  `${house.address}/api/ledgers/training/import?unit=610522&name=a.csv&state=submitted`,
  { headers: { 'X-Youju-CSRF': csrf, 'Content-Type': 'application/octet-stream' }, data: waiting });
if (!sent.ok()) throw new Error(await sent.text());
// A summary that was written on once, one that is sealed, and a Word file that was edited by hand.
const boss = await house.person('admin', { password });
const token = (await (await boss.page.request.get(`${house.address}/api/session`)).json()).csrf;
async function ask(method, path, data) {
  const answer = await boss.page.request.fetch(`${house.address}/api/drafts${path}`, {
    method, headers: { 'X-Youju-CSRF': token }, ...(data ? { data } : {}),
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return answer;
}
const begun = async (unit, period, template) =>
  (await ask('POST', '', { unit, period, template })).json();
const stripped = ({ id, type, source, level, kind, line }) =>
  type === 'generated' ? { id, type, source } : { id, type, ...(level ? { level } : { kind }),
    line: line.map((run) => (run.figure ? { figure: run.figure, wording: run.wording }
      : { text: run.text, ...(run.strong ? { strong: true } : {}) })) };
const draft = await begun('440306', '2020', 'district_year_summary');
const blocks = draft.blocks.map(stripped);
const prose = blocks.filter(({ type, kind }) => type === 'paragraph' && kind === 'body');
prose[0].line.push({ text: '各项任务均按年初计划完成。' });
prose[2].line.unshift({ text: '过去一年，' });
await ask('PUT', `/${draft.id}`, { version: 1, title: draft.title_lines, blocks });
await ask('POST', `/${draft.id}/comments`,
  { block: prose[0].id, text: '这里补充一句与去年的比较。' });
const zip = new PizZip(await (await ask('GET', `/${draft.id}/file/docx`)).body());
const words = zip.file('word/document.xml').asText();
zip.file('word/document.xml', words.replace('稳中有进', '稳中有进、进中提质')
  .replace('均按年初计划完成', '全部完成'));
const returned = zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
const issued = await begun('610522', '2009', 'county_campaign_summary');
for (const act of ['submit', 'sign', 'seal']) {
  await ask('POST', `/${issued.id}/${act}`, { version: 1 });
}
// A return that is handed in: what the ledgers prove, and "no such thing" elsewhere.
const forms = async (path, data) => {
  const answer = await boss.page.request.post(`${house.address}/api/returns${path}`,
    { headers: { 'X-Youju-CSRF': token }, data });
  if (!answer.ok()) throw new Error(await answer.text());
  return answer.json();
};
let handed = await forms('', { survey: 'kp', unit: '610522', year: 2009, department: '02' });
const step = async (act, data = {}) => {
  handed = await forms(`/${handed.id}/${act}`, { version: handed.version, ...data });
};
await step('fill');
await step('cells', { entries: handed.forms.flatMap(({ cells }) => cells)
  .filter(({ state }) => state === 'missing')
  .map(({ item }) => (item === 'contest_people'
    ? { item, state: 'number', value: '132', source: '2009年度竞赛报名册' }
    : { item, state: 'none' })) });
for (const { key, strength } of handed.findings) {
  if (strength === 'soft') await step('explain', { finding: key, text: '本年未发生' });
}
await step('submit');
const places = {
  return: `/forms/${handed.id}`,
  draft: `/summaries/drafts/${draft.id}`,
  sealed: `/summaries/drafts/${issued.id}`,
};
// The days off of a year.
const headers = { 'X-Youju-CSRF': token, 'Content-Type': 'application/json' };
const almanac = `${house.address}/api/almanac/${NOTICE_YEAR}`;
const read = await boss.page.request.post(`${almanac}/notice`, { headers, data: { text: NOTICE } });
const entered = await boss.page.request.put(almanac, {
  headers, data: { version: 0, days: (await read.json()).days } });
if (!entered.ok()) throw new Error(await entered.text());
// A file that was imported.
const asked = (path, body) => clerk.page.request.post(`${house.address}${path}`, {
  headers: { 'X-Youju-CSRF': csrf, 'Content-Type': 'application/json' }, data: body });
const kept = await (await clerk.page.request.post(
  `${house.address}/api/import-files?name=${encodeURIComponent('一季度讲座.csv')}`,
  { headers: { 'X-Youju-CSRF': csrf, 'Content-Type': 'application/octet-stream' },
    data: ['日期,讲座题目,地点,听众人次', '2009-03-02,春灌技术,县城,60',
      '2009-03-09,森林防火,县城,80'].join('\n') })).json();
const columns = ['on', 'topic', 'place', 'attendance'].map((target, at) =>
  ({ title: ['日期', '讲座题目', '地点', '听众人次'][at], target }));
const job = await asked(`/api/import-files/${kept.id}/enter`, { ledger: 'lecture', unit: '610522',
  sheets: [{ sheet: 0, columns, constants: { unit: '610522' } }] });
if (!job.ok()) throw new Error(await job.text());
const canvas = await clerk.context.newPage();
let all = 0;
for (const width of [390, 1440]) {
  const stranger = await house.person(undefined, { width });
  await stranger.page.setViewportSize({ width, height: width === 390 ? 780 : 860 });
  const take = async (page, name) => {
    await page.locator('.toasts button, [role=status] button.icon').first().click({ timeout: 300 })
      .catch(() => undefined);
    await page.waitForTimeout(400);
    all += await keep(canvas, `${name}-${width}`, await page.screenshot());
  };
  await stranger.go('/sign-in');
  await stranger.page.locator('form').waitFor();
  await take(stranger.page, 'sign_in');
  await stranger.close();
  const admin = await house.person('admin', { password, width });
  await admin.page.setViewportSize({ width, height: width === 390 ? 780 : 860 });
  for (const [name, [path, act]] of Object.entries(PAGES)) {
    if (process.env.ONLY && !process.env.ONLY.split(',').includes(name)) continue;
    try {
      await admin.go(places[path] ?? path);
      await settled(admin.page);
      await act?.(admin.page);
      await take(admin.page, name);
    } catch (error) {
      console.error(`${name} at ${width} px: ${error.message}`);
      process.exitCode = 1;
    }
  }
}
console.log(`${Math.round(all / 1024)} KiB in ${FOLDER}`);
await house.stop();
