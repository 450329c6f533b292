// From the tree of a summary to the editor's document and back. Going there and back changes
// nothing that is sent.
import type { Node } from 'prosemirror-model';
import type { DraftBlock, GeneratedBlock, ParagraphKind, Run } from '../api/draft_types';
import { chipOf, generatedOf, idOf, schema } from './schema';
import { isChip } from './tree';

const strong = schema.marks.strong;

function inlineOf(line: Run[]): Node[] {
  return line.flatMap((run) => {
    if (isChip(run)) return [schema.node('figure', { chip: run })];
    if (!run.text) return [];
    return [schema.text(run.text, run.strong ? [strong.create()] : [])];
  });
}

export function nodeOf(block: DraftBlock): Node {
  const { id } = block;
  if (block.type === 'generated') return schema.node('generated', { id, block });
  return block.type === 'heading'
    ? schema.node('heading', { id, level: block.level }, inlineOf(block.line))
    : schema.node('paragraph', { id, kind: block.kind }, inlineOf(block.line));
}

export function toDoc(title: string[], blocks: DraftBlock[]): Node {
  const lines = title.length ? title : [''];
  const body = blocks.length ? blocks.map(nodeOf) : [schema.node('paragraph')];
  return schema.node('doc', null, [
    ...lines.map((text) => schema.node('title', null, text ? [schema.text(text)] : [])),
    ...body,
  ]);
}

function lineIn(node: Node): Run[] {
  const line: Run[] = [];
  node.forEach((child) => {
    if (child.type === schema.nodes.figure) line.push(chipOf(child));
    else line.push({ text: child.text ?? '', strong: Boolean(strong.isInSet(child.marks)) });
  });
  return line;
}

export function blockIn(node: Node): DraftBlock | undefined {
  const id = idOf(node);
  switch (node.type) {
    case schema.nodes.heading:
      return { id, type: 'heading', level: node.attrs.level, number: '', line: lineIn(node) };
    case schema.nodes.paragraph:
      return {
        id,
        type: 'paragraph',
        kind: node.attrs.kind as ParagraphKind,
        line: lineIn(node),
      };
    case schema.nodes.generated:
      return { ...(generatedOf(node) satisfies GeneratedBlock), id };
    default:
      return undefined;
  }
}

export function fromDoc(doc: Node): { title: string[]; blocks: DraftBlock[] } {
  const title: string[] = [];
  const blocks: DraftBlock[] = [];
  doc.forEach((node) => {
    const block = blockIn(node);
    if (block) blocks.push(block);
    else if (node.textContent.trim()) title.push(node.textContent);
  });
  return { title, blocks };
}
