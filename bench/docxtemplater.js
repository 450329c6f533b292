// The median time, in milliseconds, in which docxtemplater fills a document of 20 pages with 300
// fields, its template read anew for each document, as filling one asks for. The template has
// neither styles nor charts, so this is less to write than what bench_docx_many writes.
'use strict';
const Docxtemplater = require('docxtemplater');
const PizZip = require('pizzip');

const runs = 51;
const sentence = '面向城乡居民开展实用技术培训和科学普及，内容贴近生产生活，';
const data = {};
let body = '';
for (let index = 0; index < 100; ++index) {
  body += '<w:p>';
  for (let part = 0; part < 3; ++part) {
    const number = index * 3 + part;
    data['f' + number] = number + '场';
    body += `<w:r><w:t>${sentence}</w:t></w:r><w:r><w:t>{f${number}}</w:t></w:r>`;
  }
  body += '<w:r><w:t>，受到群众普遍欢迎。</w:t></w:r></w:p>';
}
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'http://schemas.openxmlformats.org/';
const zip = new PizZip();
zip.file('[Content_Types].xml', `${xml}<Types xmlns="${office}package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.' +
  'relationships+xml"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-' +
  'officedocument.wordprocessingml.document.main+xml"/></Types>');
zip.file('_rels/.rels', `${xml}<Relationships xmlns="${office}package/2006/relationships">` +
  `<Relationship Id="rId1" Type="${office}officeDocument/2006/relationships/officeDocument" ` +
  'Target="word/document.xml"/></Relationships>');
zip.file('word/document.xml', `${xml}<w:document xmlns:w="${office}wordprocessingml/2006/main">` +
  `<w:body>${body}</w:body></w:document>`);
const template = zip.generate({type: 'nodebuffer', compression: 'DEFLATE'});

const times = [];
for (let run = 0; run < runs; ++run) {
  const began = process.hrtime.bigint();
  const filled = new Docxtemplater(new PizZip(template));
  filled.render(data);
  filled.getZip().generate({type: 'nodebuffer', compression: 'DEFLATE'});
  times.push(Number(process.hrtime.bigint() - began) / 1e6);
}
times.sort((a, b) => a - b);
console.log(times[runs >> 1].toFixed(3));
