// Tables as text: what Excel and WPS put on the clipboard, and csv files that they open.

// Rows and cells of pasted text. A cell that holds a line break or a tab is quoted by Excel, and a
// quotation mark within it is doubled.
export function parsePasted(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (source === '') return [];
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    let cell = '';
    const closing = source[at] === '"' ? quotedEnd(source, at) : -1;
    if (closing >= 0) {
      cell = source.slice(at + 1, closing).replace(/""/g, '"');
      at = closing + 1;
    } else {
      const end = source.slice(at).search(/[\t\n]/);
      const stop = end < 0 ? source.length : at + end;
      cell = source.slice(at, stop);
      at = stop;
    }
    rows.at(-1)?.push(cell.trim());
    if (source[at] === '\n') rows.push([]);
    at += 1;
  }
  return rows;
}

// The place of the mark that closes a quoted cell; -1 when the cell is not a quoted one.
function quotedEnd(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at += 1) {
    if (source[at] !== '"') continue;
    if (source[at + 1] === '"') at += 1;
    else return source[at + 1] === undefined || /[\t\n]/.test(source[at + 1] ?? '') ? at : -1;
  }
  return -1;
}

// Days as people and Excel write them (2020/3/5, 2020.3.5, 2020年3月5日, 20200305) as ISO days.
export function typedDay(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const found =
    /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) return plain;
  return `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
}

// A cell that a spreadsheet would run as a formula is kept as text by an apostrophe.
export function harmless(cell: string): string {
  return /^[=+@\t\r]|^-(?![\d.]+%?$)/.test(cell) ? `'${cell}` : cell;
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}

export function tabText(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
