// The document as the editor holds it. A figure is one character that cannot be typed into; what
// the template makes is one block that can be moved or removed, and nothing else.
import { Schema, type Node } from 'prosemirror-model';
import type { ChipRun, GeneratedBlock } from '../api/draft_types';

export const LEVELS = [1, 2, 3, 4] as const;
export const PARAGRAPHS = ['body', 'subtitle', 'note', 'signature', 'caption'] as const;

export const schema = new Schema({
  nodes: {
    doc: { content: 'title+ block+' },
    title: {
      content: 'text*',
      marks: '',
      defining: true,
      parseDOM: [{ tag: 'h1' }],
      toDOM: () => ['h1', { class: 'title-line' }, 0],
    },
    paragraph: {
      group: 'block',
      content: 'inline*',
      attrs: { id: { default: '' }, kind: { default: 'body' } },
      parseDOM: [{ tag: 'p' }],
      toDOM: ({ attrs }) => ['p', { class: attrs.kind, 'data-block': attrs.id }, 0],
    },
    heading: {
      group: 'block',
      content: 'inline*',
      attrs: { id: { default: '' }, level: { default: 1 } },
      defining: true,
      parseDOM: LEVELS.map((level) => ({ tag: `h${level + 1}`, attrs: { level } })),
      toDOM: ({ attrs }) => [
        `h${attrs.level + 1}`,
        { class: `h${attrs.level}`, 'data-block': attrs.id },
        0,
      ],
    },
    generated: {
      group: 'block',
      atom: true,
      selectable: true,
      attrs: { id: { default: '' }, block: {} },
      toDOM: ({ attrs }) => ['div', { class: 'generated', 'data-block': attrs.id }],
    },
    figure: {
      group: 'inline',
      inline: true,
      atom: true,
      selectable: false, // the caret steps over it as over any other character
      attrs: { chip: {} },
      toDOM: (node) => chipDom(chipOf(node)),
      leafText: (node) => chipOf(node).shown,
    },
    text: { group: 'inline' },
  },
  marks: {
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  },
});

export const chipOf = (node: Node) => node.attrs.chip as ChipRun;
export const generatedOf = (node: Node) => node.attrs.block as GeneratedBlock;
export const idOf = (node: Node) => node.attrs.id as string;

const chipDom = (chip: ChipRun): [string, Record<string, string>, string] => [
  'span',
  {
    class: `chip ${chip.kind}${chip.moved ? ' moved' : ''}`,
    'data-figure': chip.figure,
    'data-wording': chip.wording,
    title: chip.title,
  },
  chip.shown,
];
