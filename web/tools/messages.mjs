// Turns catalogue/web.tsv into typed messages: src/messages/{ids,zh,en}.ts. A sentence that is
// asked for and does not exist, or is asked for without its fields, does not pass the type check.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const folder = new URL('../src/messages/', import.meta.url);

export function rowsOf(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const cells = line.split('\t');
      if (cells.length !== 3) throw new Error(`catalogue/web.tsv:${index + 1}: not three cells`);
      return cells;
    });
}

export const fieldsOf = (sentence) =>
  [...new Set(sentence.match(/\{\w+\}/g) ?? [])].map((mark) => mark.slice(1, -1));

function write(name, text) {
  const head = '// Made from catalogue/web.tsv by tools/messages.mjs.\n';
  const path = new URL(name, folder);
  let present = '';
  try {
    present = readFileSync(path, 'utf8');
  } catch {
    // The first time there is none.
  }
  if (present !== head + text) writeFileSync(path, head + text);
}

const rows = rowsOf(read('../../catalogue/web.tsv'));
mkdirSync(folder, { recursive: true });
const types = rows.map(([id, chinese]) => {
  const fields = fieldsOf(chinese).map((field) => `${field}: string | number`);
  return `  '${id}': ${fields.length ? `[{ ${fields.join('; ')} }]` : '[]'};\n`;
});
write(
  'ids.ts',
  `export interface MessageFields {\n${types.join('')}}\n` +
    'export type MessageId = keyof MessageFields;\n' +
    'export type Sentences = Readonly<Record<MessageId, string>>;\n',
);
for (const [index, name] of [
  [1, 'zh'],
  [2, 'en'],
]) {
  const lines = rows.map((row) => `  ${JSON.stringify(row[0])}: ${JSON.stringify(row[index])},\n`);
  write(
    `${name}.ts`,
    "import type { Sentences } from './ids';\n\n" +
      `const sentences: Sentences = {\n${lines.join('')}};\nexport default sentences;\n`,
  );
}
