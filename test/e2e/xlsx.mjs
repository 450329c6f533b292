// A workbook as an office makes it, for tests: one sheet of texts and numbers, with merged cells.
import PizZip from 'pizzip';

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign]);
const letters = (column) => String.fromCharCode(65 + column);
const cell = (value, row, column) => {
  if (value === '') return '';
  const at = `${letters(column)}${row}`;
  return typeof value === 'number'
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
};

export function xlsx(rows, merged = [], name = 'Sheet1') {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parcel = 'http://schemas.openxmlformats.org/package/2006';
  const lines = rows.map((cells, at) =>
    `<row r="${at + 1}">${cells.map((one, column) => cell(one, at + 1, column)).join('')}</row>`);
  const zip = new PizZip();
  zip.file('[Content_Types].xml', `<Types xmlns="${parcel}/content-types">`
    + '<Default Extension="rels" ContentType='
    + '"application/vnd.openxmlformats-package.relationships+xml"/>'
    + `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>`
    + `<Override PartName="/xl/s1.xml" ContentType="${kind}.worksheet+xml"/></Types>`);
  zip.file('_rels/.rels', `<Relationships xmlns="${parcel}/relationships"><Relationship Id="r1" `
    + `Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  zip.file('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>`
    + `<sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`);
  zip.file('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${parcel}/relationships">`
    + `<Relationship Id="r1" Type="${office}/worksheet" Target="s1.xml"/></Relationships>`);
  zip.file('xl/s1.xml', `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>`
    + `<mergeCells>${merged.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
    + '</worksheet>');
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}
